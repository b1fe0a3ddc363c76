//! Nothing of its own: the tests are about the generated crate beside it.

/// The example that the generated crate shows its readers, compiled.
#[cfg(doctest)]
#[doc = include_str!("../kennel/README.md")]
pub struct Readme;
