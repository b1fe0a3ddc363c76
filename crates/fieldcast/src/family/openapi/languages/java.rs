//! Java, Android and the like.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("UUID", Primitive::String),
    ("URI", Primitive::String),
    ("Character", Primitive::String),
    ("Integer", Primitive::Integer),
    ("Long", Primitive::Integer),
    ("BigInteger", Primitive::Integer),
    ("Short", Primitive::Integer),
    ("Float", Primitive::Float),
    ("Double", Primitive::Float),
    // what a number without a format becomes
    ("BigDecimal", Primitive::Float),
    ("Boolean", Primitive::Boolean),
    ("OffsetDateTime", Primitive::DateTime),
    ("ZonedDateTime", Primitive::DateTime),
    ("Instant", Primitive::DateTime),
    ("Date", Primitive::DateTime),
    ("LocalDateTime", Primitive::DateTime),
    ("DateTime", Primitive::DateTime),
    ("LocalDate", Primitive::Date),
    ("File", Primitive::Binary),
    ("InputStream", Primitive::Binary),
    ("byte[]", Primitive::String),
    ("Object", Primitive::Any),
    ("Any", Primitive::Any),
];

/// Java, Android and the like.
pub static JAVA: Language = Language {
    name: "java",
    id: "java (openapi-generator)",
    aliases: &["android"],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &["List", "Map", "Set"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
