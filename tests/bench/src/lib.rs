//! Sessions and verifications as an API of that kind has them, with made-up data. The sessions' generated models are
//! those of `clerk-models`; of the verifications, the enums and the union are generated, and the structs are written as
//! fieldcast writes them. [`hand`] has the same models, written by hand.

pub mod data;
#[allow(missing_docs, reason = "a variant is described by its type")]
#[rustfmt::skip]
pub mod generated;
pub mod hand;
pub mod measure;
pub mod models;
pub mod pages;
#[rustfmt::skip]
mod support;

use std::hint::black_box;

use serde::de::DeserializeOwned;

/// Reads every value of a text as a `T` and returns how many there are.
///
/// # Panics
/// One of them cannot be read.
#[allow(clippy::panic)]
pub fn read_all<T: DeserializeOwned>(json: &str) -> usize {
    let values = serde_json::Deserializer::from_str(black_box(json)).into_iter::<T>();
    let read = values.map(|value| match value {
        Ok(value) => drop(black_box(value)),
        Err(error) => panic!("{error}"),
    });
    read.count()
}
