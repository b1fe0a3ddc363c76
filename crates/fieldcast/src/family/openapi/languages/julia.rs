//! Julia.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("Int64", Primitive::Integer),
    ("Int32", Primitive::Integer),
    ("Int", Primitive::Integer),
    ("Float64", Primitive::Float),
    ("Float32", Primitive::Float),
    ("Bool", Primitive::Boolean),
    ("ZonedDateTime", Primitive::DateTime),
    ("DateTime", Primitive::DateTime),
    ("Date", Primitive::Date),
    ("Any", Primitive::Any),
];

/// Julia.
pub static JULIA: Language = Language {
    name: "julia",
    id: "julia (openapi-generator)",
    aliases: &["jl"],
    casing: Casing::Snake,
    exact: true,
    words: WORDS,
    containers: &["Vector", "Dict"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
