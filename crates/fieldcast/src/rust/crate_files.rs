//! The files of a crate: modules, the root, the manifest, and the small modules that the models lean on.
//!
//! ```text
//! imports, links -> files            the models, module for module
//! root, manifest                     `lib.rs`, `Cargo.toml`, `README.md`
//! scalar, support                    Rust that goes in as it is
//! ```

mod example;
mod features;
pub mod files;
mod front;
mod imports;
mod links;
mod manifest;
mod root;
mod scalar;
pub mod support;
