//! The Rust of one union: a value that is one of several types.

mod spec;

pub use spec::{Discriminator, Member, Shape, UnionSpec, Variant};
