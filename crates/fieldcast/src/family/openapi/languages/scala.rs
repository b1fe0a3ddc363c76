//! Scala.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("UUID", Primitive::String),
    ("URI", Primitive::String),
    ("Int", Primitive::Integer),
    ("Long", Primitive::Integer),
    ("Float", Primitive::Float),
    ("Double", Primitive::Float),
    // what a number without a format becomes
    ("BigDecimal", Primitive::Float),
    ("Boolean", Primitive::Boolean),
    ("File", Primitive::Binary),
    ("Array[Byte]", Primitive::Binary),
    ("OffsetDateTime", Primitive::DateTime),
    ("DateTime", Primitive::DateTime),
    ("LocalDate", Primitive::Date),
    ("AnyType", Primitive::Any),
    ("Any", Primitive::Any),
];

/// Scala.
pub static SCALA: Language = Language {
    name: "scala",
    id: "scala (openapi-generator)",
    aliases: &[],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &["Seq", "Map"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
