//! Ruby.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("Integer", Primitive::Integer),
    ("Float", Primitive::Float),
    ("Boolean", Primitive::Boolean),
    ("BOOLEAN", Primitive::Boolean),
    ("File", Primitive::Binary),
    ("Time", Primitive::DateTime),
    ("DateTime", Primitive::DateTime),
    ("Date", Primitive::Date),
    ("Object", Primitive::Any),
    ("AnyType", Primitive::Any),
    ("Decimal", Primitive::Decimal),
];

/// Ruby.
pub static RUBY: Language = Language {
    name: "ruby",
    id: "ruby (openapi-generator)",
    aliases: &["rb"],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &["Array", "Hash"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
