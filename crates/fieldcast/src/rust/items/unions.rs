//! The Rust of one union: a value that is one of several types.
//!
//! A union with a discriminator is read in one pass over the object, and an error names the variant and the member. A
//! union without one is read as the variant that fits best. Either keeps what it does not know in its variant
//! `Unknown` and writes it back as it came: a response never breaks because a union grew.
//!
//! - With a discriminator, the value itself says which variant it is. An unknown tag is an unknown variant; a value
//!   that has a known tag and is not that variant is an error.
//! - Without one nothing says which variant it is. A value that no variant can be read from is an unknown variant.

mod ambiguity;
mod dispatch;
mod objects;
mod shapes;
mod spec;
#[cfg(test)]
mod tests;
mod tokens;
mod values;

pub use ambiguity::{Ambiguity, Reason, ambiguities};
pub use spec::{Discriminator, Member, Shape, UnionSpec, Variant};
pub use tokens::tokens;
