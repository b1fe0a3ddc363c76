//! A generated crate of a small made-up API: the one that is committed, and whether it builds on its own.

// A test may stop at the first thing that is not as it should be, helpers included.
#![allow(clippy::unwrap_used, clippy::panic)]

mod compile;
mod golden;
mod others;
