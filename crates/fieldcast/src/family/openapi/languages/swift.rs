//! Swift.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("UUID", Primitive::String),
    ("Data", Primitive::String),
    ("Int", Primitive::Integer),
    ("Int64", Primitive::Integer),
    ("Int32", Primitive::Integer),
    ("Float", Primitive::Float),
    ("Double", Primitive::Float),
    ("Decimal", Primitive::Decimal),
    ("Bool", Primitive::Boolean),
    ("URL", Primitive::Binary),
    ("Date", Primitive::DateTime),
    ("AnyCodable", Primitive::Any),
    ("JSONValue", Primitive::Any),
    ("Any", Primitive::Any),
    ("AnyType", Primitive::Any),
];

/// Swift.
pub static SWIFT: Language = Language {
    name: "swift",
    id: "swift (openapi-generator)",
    aliases: &["swift5", "swift6"],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &["Set"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
