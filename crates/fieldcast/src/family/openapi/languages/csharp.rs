//! C#.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("Guid", Primitive::String),
    ("String", Primitive::String),
    ("char", Primitive::String),
    ("int", Primitive::Integer),
    ("long", Primitive::Integer),
    ("float", Primitive::Float),
    ("double", Primitive::Float),
    // what a number without a format becomes
    ("decimal", Primitive::Float),
    ("bool", Primitive::Boolean),
    ("System.IO.Stream", Primitive::Binary),
    ("FileParameter", Primitive::Binary),
    ("Stream", Primitive::Binary),
    ("DateTime", Primitive::DateTime),
    ("DateTimeOffset", Primitive::DateTime),
    ("DateOnly", Primitive::Date),
    ("byte[]", Primitive::String),
    ("Object", Primitive::Any),
    ("object", Primitive::Any),
];

/// C#.
pub static CSHARP: Language = Language {
    name: "csharp",
    id: "csharp (openapi-generator)",
    aliases: &["c#", "cs", "dotnet"],
    casing: Casing::Pascal,
    exact: false,
    words: WORDS,
    containers: &["List", "Dictionary"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Class,
    older: &[],
};
