//! A generated crate in use. It is written by `UPDATE=1 cargo test -p fieldcast --test kennel`.

// A test may stop at the first thing that is not as it should be, helpers included.
#![allow(clippy::unwrap_used)]

mod absence;
mod integers;
mod names;
mod numbers;
mod objects;
mod payloads;
mod reading;
mod schemas;
mod table;
mod tolerance;
