//! Dart.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("int", Primitive::Integer),
    ("double", Primitive::Float),
    ("float", Primitive::Float),
    ("num", Primitive::Number),
    ("bool", Primitive::Boolean),
    ("MultipartFile", Primitive::Binary),
    ("Uint8List", Primitive::Binary),
    ("DateTime", Primitive::DateTime),
    ("Date", Primitive::Date),
    ("Object", Primitive::Any),
    ("JsonObject", Primitive::Any),
    ("dynamic", Primitive::Any),
];

/// Dart.
pub static DART: Language = Language {
    name: "dart",
    id: "dart (openapi-generator)",
    aliases: &[],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &["List", "Map", "BuiltList", "BuiltMap", "BuiltSet"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::After,
    older: &[],
};
