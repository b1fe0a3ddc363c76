//! Python.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("str", Primitive::String),
    ("UUID", Primitive::String),
    ("int", Primitive::Integer),
    ("float", Primitive::Float),
    ("bool", Primitive::Boolean),
    ("datetime", Primitive::DateTime),
    ("date", Primitive::Date),
    ("bytes", Primitive::Binary),
    ("bytearray", Primitive::Binary),
    ("file", Primitive::Binary),
    ("file_type", Primitive::Binary),
    ("object", Primitive::Any),
    ("AnyType", Primitive::Any),
    ("any", Primitive::Any),
    ("dict", Primitive::Any),
    ("decimal.Decimal", Primitive::Decimal),
    ("none_type", Primitive::Null),
];

/// Python.
pub static PYTHON: Language = Language {
    name: "python",
    id: "python (openapi-generator)",
    aliases: &["py"],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &["List", "Dict", "dict", "list"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Var,
    older: &[("none_type", &FIFTH)],
};

/// The same as other generations wrote it.
pub static FIFTH: Language = Language {
    name: "python",
    id: "python (openapi-generator)",
    aliases: &[],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &["List", "Dict", "dict", "list"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Scalars,
    reserved: Reserved::Before,
    older: &[],
};

/// The same as other generations wrote it.
pub static SIXTH: Language = Language {
    name: "python-6.2",
    id: "python-6.2 (openapi-generator)",
    aliases: &["python-experimental"],
    casing: Casing::Snake,
    exact: true,
    words: WORDS,
    containers: &["List", "Dict", "dict", "list"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Scalars,
    reserved: Reserved::Never,
    older: &[],
};
