//! Languages as data, and one grammar for the forms in which all of them write lists, maps, null and references: for
//! families that write each language's own words and nothing else of it.

mod dialect;
mod language;
mod pages;
mod scalars;
pub(in crate::family) mod text;
mod types;
mod votes;

pub(in crate::family) use language::{Language, Null, Reserved};
pub(in crate::family) use votes::Votes;
