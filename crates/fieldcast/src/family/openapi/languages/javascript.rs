//! JavaScript.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("Blob", Primitive::String),
    ("Number", Primitive::Number),
    ("Boolean", Primitive::Boolean),
    ("File", Primitive::Binary),
    ("Date", Primitive::DateTime),
    ("Object", Primitive::Any),
    ("AnyType", Primitive::Any),
];

/// JavaScript.
pub static JAVASCRIPT: Language = Language {
    name: "javascript",
    id: "javascript (openapi-generator)",
    aliases: &["js"],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &[],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
