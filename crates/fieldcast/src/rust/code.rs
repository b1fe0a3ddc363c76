//! Rust as syntax and as text, of whatever is written: nothing here knows a whole crate.

pub mod parts;
pub mod print;
pub mod quiet;
pub mod syntax;
pub mod types;
