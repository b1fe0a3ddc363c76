//! The traits of the enums of this crate, over the few methods that each enum writes for itself.
