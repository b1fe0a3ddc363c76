//! A small made-up API of a parcel service, whose enums and unions are generated and whose structs are written as
//! fieldcast writes them. The tests of this package read and write them; its benchmark measures them.

// The types name deprecated ones of their own.
#![allow(deprecated)]

#[allow(missing_docs, reason = "a variant is described by its type")]
#[rustfmt::skip]
pub mod generated;
pub mod models;
#[rustfmt::skip]
mod support;
pub mod wide;

pub use support::enums::UnknownValue;
