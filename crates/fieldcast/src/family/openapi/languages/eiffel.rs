//! Eiffel.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("STRING_32", Primitive::String),
    ("STRING", Primitive::String),
    ("UUID", Primitive::String),
    ("INTEGER_32", Primitive::Integer),
    ("INTEGER_64", Primitive::Integer),
    ("REAL_32", Primitive::Float),
    ("REAL_64", Primitive::Float),
    ("BOOLEAN", Primitive::Boolean),
    ("FILE", Primitive::Binary),
    ("DATE_TIME", Primitive::DateTime),
    ("DATE", Primitive::Date),
    ("ANY", Primitive::Any),
    ("ANY_TYPE", Primitive::Any),
];

/// Eiffel.
pub static EIFFEL: Language = Language {
    name: "eiffel",
    id: "eiffel (openapi-generator)",
    aliases: &[],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &["LIST", "STRING_TABLE"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
