//! the pages for no language.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("UUID", Primitive::String),
    ("URI", Primitive::String),
    ("string", Primitive::String),
    ("uuid", Primitive::String),
    ("Integer", Primitive::Integer),
    ("Long", Primitive::Integer),
    ("integer", Primitive::Integer),
    ("long", Primitive::Integer),
    ("Float", Primitive::Float),
    ("Double", Primitive::Float),
    ("double", Primitive::Float),
    ("float", Primitive::Float),
    // what a number without a format becomes
    ("BigDecimal", Primitive::Float),
    ("Boolean", Primitive::Boolean),
    ("boolean", Primitive::Boolean),
    ("Date", Primitive::DateTime),
    ("DateTime", Primitive::DateTime),
    ("date", Primitive::Date),
    ("File", Primitive::Binary),
    ("file", Primitive::Binary),
    ("oas_any_type_not_mapped", Primitive::Any),
    ("AnyType", Primitive::Any),
    ("Object", Primitive::Object),
    ("object", Primitive::Object),
];

/// the pages for no language.
pub static MARKDOWN: Language = Language {
    name: "markdown",
    id: "markdown (openapi-generator)",
    aliases: &["md"],
    casing: Casing::Snake,
    exact: true,
    words: WORDS,
    containers: &[],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
