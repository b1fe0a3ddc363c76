//! PHP.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("int", Primitive::Integer),
    ("float", Primitive::Float),
    ("double", Primitive::Float),
    ("bool", Primitive::Boolean),
    ("\\SplFileObject", Primitive::Binary),
    ("SplFileObject", Primitive::Binary),
    ("UploadedFile", Primitive::Binary),
    ("\\DateTime", Primitive::DateTime),
    ("mixed", Primitive::Any),
    ("AnyType", Primitive::Any),
    ("object", Primitive::Any),
];

/// PHP.
pub static PHP: Language = Language {
    name: "php",
    id: "php (openapi-generator)",
    aliases: &[],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &["array", "map"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
