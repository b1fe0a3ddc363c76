//! Nothing of its own: the tests are about the generated crate beside it.
