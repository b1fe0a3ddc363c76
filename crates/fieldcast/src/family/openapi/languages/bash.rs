//! Bash.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("integer", Primitive::Integer),
    ("float", Primitive::Float),
    ("boolean", Primitive::Boolean),
    ("binary", Primitive::Binary),
    ("AnyType", Primitive::Any),
    ("ANY_TYPE", Primitive::Any),
];

/// Bash.
pub static BASH: Language = Language {
    name: "bash",
    id: "bash (openapi-generator)",
    aliases: &[],
    casing: Casing::Snake,
    exact: true,
    words: WORDS,
    containers: &["array", "map"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
