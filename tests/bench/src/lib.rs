//! Sessions and verifications as an API of that kind has them, with made-up data: the enums and the union are
//! generated, the structs are written as fieldcast writes them. [`hand`] has the same models, written by hand.

pub mod data;
#[allow(missing_docs, reason = "a variant is described by its type")]
#[rustfmt::skip]
pub mod generated;
pub mod hand;
pub mod models;
#[rustfmt::skip]
mod support;
