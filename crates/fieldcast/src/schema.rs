//! JSON Schema: the contract between the pages and every language, Rust included.
//!
//! [`document`] is the schema as plain data, read and written with serde. [`openapi`] and [`split`] are its other
//! published forms.

pub mod document;
pub mod openapi;
pub mod refs;
pub mod split;
