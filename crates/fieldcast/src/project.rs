//! The job over `schema/*/`: each API's settings and pages, to its published schema and its crate.
//!
//! [`codegen`] computes every file and writes none; the caller compares the [`Tree`](crate::tree::Tree) with the disk, or
//! writes it.

mod job;
mod settings;

pub use job::{Job, codegen};
pub use settings::{ApiSettings, Correction, Package, Pages, Settings, is_crate_name};
