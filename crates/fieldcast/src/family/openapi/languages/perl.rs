//! Perl.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("int", Primitive::Integer),
    ("double", Primitive::Float),
    ("float", Primitive::Float),
    ("boolean", Primitive::Boolean),
    ("DATE_TIME", Primitive::DateTime),
    ("DateTime", Primitive::DateTime),
    ("DATE", Primitive::Date),
    ("object", Primitive::Any),
    ("AnyType", Primitive::Any),
    ("ANY_TYPE", Primitive::Any),
];

/// Perl.
pub static PERL: Language = Language {
    name: "perl",
    id: "perl (openapi-generator)",
    aliases: &[],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &["ARRAY", "HASH"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
