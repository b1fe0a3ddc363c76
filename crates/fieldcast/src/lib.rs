//! fieldcast reads the Markdown field tables of SDK documentation and makes from them a JSON Schema of the API and a
//! Rust crate of its models.
//!
//! The stages are modules, and each imports only from those before it:
//!
//! ```text
//! source -> markdown -> family -> model -> merge -> decide -> schema -> rust -> tree
//! ```
//!
//! Operations go the same way where they are asked for: [`operation`] reads their pages, which lie beside those of models,
//! and each stage from [`model`] on has what it says of them beside what it says of models.
//!
//! [`diff`] holds what two versions of an API become against each other.
//!
//! No stage prints, panics on input or ends the process: what went wrong comes back as [`diagnostic::Diagnostic`]s.

pub mod decide;
mod devices;
pub mod diagnostic;
pub mod diff;
pub mod explain;
pub mod family;
pub mod inspect;
pub mod markdown;
pub mod merge;
pub mod model;
pub mod operation;
pub(crate) mod pattern;
pub mod pipeline;
pub mod project;
pub mod rust;
pub mod schema;
pub mod shown;
pub mod source;
pub mod tags;
pub mod tree;
#[cfg(feature = "validate")]
pub mod validate;
pub mod wire;
