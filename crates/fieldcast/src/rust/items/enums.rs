//! The Rust of one enum: open (an unknown value is kept) or closed (an unknown value is an error).
//!
//! The type and the few methods that name its values are written out; the traits over them are a macro of the
//! generated crate's `support`, so that an enum stays as short as its list of values.

mod spec;
#[cfg(test)]
mod tests;
mod tokens;

pub use spec::{EnumSpec, EnumValue, Kind, UNKNOWN};
pub use tokens::tokens;
