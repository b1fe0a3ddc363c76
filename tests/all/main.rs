//! What holds across the workspace.

// Tests may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreement;
mod changes;
mod circles;
mod drift;
mod inspect;
mod project;
mod readme;
mod supply;
