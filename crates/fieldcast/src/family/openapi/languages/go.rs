//! Go.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("uuid.UUID", Primitive::String),
    ("int", Primitive::Integer),
    ("int32", Primitive::Integer),
    ("int64", Primitive::Integer),
    ("uint32", Primitive::Integer),
    ("uint64", Primitive::Integer),
    ("int16", Primitive::Integer),
    ("float32", Primitive::Float),
    ("float64", Primitive::Float),
    ("bool", Primitive::Boolean),
    ("time.Time", Primitive::DateTime),
    ("*time.Time", Primitive::DateTime),
    ("*os.File", Primitive::Binary),
    ("os.File", Primitive::Binary),
    ("**os.File", Primitive::Binary),
    ("interface{}", Primitive::Any),
    ("any", Primitive::Any),
    ("map[string]interface{}", Primitive::Object),
    ("map[string]any", Primitive::Object),
];

/// Go.
pub static GO: Language = Language {
    name: "go",
    id: "go (openapi-generator)",
    aliases: &["golang"],
    casing: Casing::GoPascal,
    exact: false,
    words: WORDS,
    containers: &[],
    null_prefix: true,
    nullable: &[
        ("String", Primitive::String),
        ("Int", Primitive::Integer),
        ("Int32", Primitive::Integer),
        ("Int64", Primitive::Integer),
        ("Float32", Primitive::Float),
        ("Float64", Primitive::Float),
        ("Bool", Primitive::Boolean),
        ("Time", Primitive::DateTime),
        ("os.File", Primitive::Binary),
    ],
    suffix: "",
    null: Null::Methods,
    reserved: Reserved::Never,
    older: &[("Pointer to ", &POINTERS)],
};

/// The same as other generations wrote it.
pub static POINTERS: Language = Language {
    name: "go",
    id: "go (openapi-generator)",
    aliases: &[],
    casing: Casing::GoPascal,
    exact: false,
    words: WORDS,
    containers: &[],
    null_prefix: true,
    nullable: &[
        ("String", Primitive::String),
        ("Int", Primitive::Integer),
        ("Int32", Primitive::Integer),
        ("Int64", Primitive::Integer),
        ("Float32", Primitive::Float),
        ("Float64", Primitive::Float),
        ("Bool", Primitive::Boolean),
        ("Time", Primitive::DateTime),
        ("os.File", Primitive::Binary),
    ],
    suffix: "",
    null: Null::Pointer,
    reserved: Reserved::Never,
    older: &[],
};
