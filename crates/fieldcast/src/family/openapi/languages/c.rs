//! C.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("char", Primitive::String),
    ("char \\*", Primitive::String),
    ("char *", Primitive::String),
    ("int", Primitive::Integer),
    ("long", Primitive::Integer),
    ("short", Primitive::Integer),
    ("float", Primitive::Float),
    ("double", Primitive::Float),
    ("binary_t", Primitive::Binary),
    ("binary_t*", Primitive::Binary),
    ("any_type_t", Primitive::Any),
    ("object_t", Primitive::Any),
    // as links call them
    ("any_type", Primitive::Any),
    ("object", Primitive::Any),
];

/// C.
pub static C: Language = Language {
    name: "c",
    id: "c (openapi-generator)",
    aliases: &[],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &["list_t", "list_t*"],
    null_prefix: false,
    nullable: &[],
    suffix: "_t",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
