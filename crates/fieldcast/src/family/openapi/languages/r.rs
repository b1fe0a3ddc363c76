//! R.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("character", Primitive::String),
    ("integer", Primitive::Integer),
    ("numeric", Primitive::Number),
    ("data.frame", Primitive::Binary),
    ("AnyType", Primitive::Any),
    ("object", Primitive::Object),
];

/// R.
pub static R: Language = Language {
    name: "r",
    id: "r (openapi-generator)",
    aliases: &[],
    casing: Casing::Snake,
    exact: true,
    words: WORDS,
    containers: &["array", "map", "set"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
