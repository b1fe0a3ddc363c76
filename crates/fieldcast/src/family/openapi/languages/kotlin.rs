//! Kotlin.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("kotlin.String", Primitive::String),
    ("java.util.UUID", Primitive::String),
    ("java.net.URI", Primitive::String),
    ("kotlin.ByteArray", Primitive::String),
    ("kotlin.Char", Primitive::String),
    ("kotlin.Int", Primitive::Integer),
    ("kotlin.Long", Primitive::Integer),
    ("kotlin.Float", Primitive::Float),
    ("kotlin.Double", Primitive::Float),
    // what a number without a format becomes
    ("java.math.BigDecimal", Primitive::Float),
    ("kotlin.Boolean", Primitive::Boolean),
    ("java.time.OffsetDateTime", Primitive::DateTime),
    ("java.time.Instant", Primitive::DateTime),
    ("java.time.LocalDateTime", Primitive::DateTime),
    ("java.time.LocalDate", Primitive::Date),
    ("java.io.File", Primitive::Binary),
    ("kotlin.Any", Primitive::Any),
    ("kotlin.collections.Map", Primitive::Object),
];

/// Kotlin.
pub static KOTLIN: Language = Language {
    name: "kotlin",
    id: "kotlin (openapi-generator)",
    aliases: &["kt"],
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
