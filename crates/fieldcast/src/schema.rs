//! JSON Schema: the contract between the pages and every language, Rust included.
//!
//! [`document`] is the schema as plain data, read and written with serde.

pub mod document;
