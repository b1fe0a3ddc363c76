//! The Rust of one enum: open (an unknown value is kept) or closed (an unknown value is an error).

mod spec;

pub use spec::{EnumSpec, EnumValue, Kind, UNKNOWN};
