//! From a schema to the Rust models of an API.
//!
//! [`enums`] and [`unions`] write the code of every enum and union from a small description of each; [`support`] is
//! the private module that this code leans on.

pub mod enums;
mod parts;
pub mod support;
pub mod unions;
