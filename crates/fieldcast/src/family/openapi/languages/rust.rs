//! Rust.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("uuid::Uuid", Primitive::String),
    ("Uuid", Primitive::String),
    ("url::Url", Primitive::String),
    ("i16", Primitive::Integer),
    ("i32", Primitive::Integer),
    ("i64", Primitive::Integer),
    ("u8", Primitive::Integer),
    ("u16", Primitive::Integer),
    ("u32", Primitive::Integer),
    ("u64", Primitive::Integer),
    ("f32", Primitive::Float),
    ("f64", Primitive::Float),
    ("bool", Primitive::Boolean),
    ("std::path::PathBuf", Primitive::Binary),
    ("PathBuf", Primitive::Binary),
    ("swagger::ByteArray", Primitive::Binary),
    ("chrono::DateTime<chrono::FixedOffset>", Primitive::DateTime),
    ("chrono::DateTime<chrono::Utc>", Primitive::DateTime),
    ("chrono::DateTime::<chrono::Utc>", Primitive::DateTime),
    ("chrono::NaiveDate", Primitive::Date),
    ("serde_json::Value", Primitive::Any),
    ("std::collections::HashMap<String, serde_json::Value>", Primitive::Object),
    ("Map<String, Value>", Primitive::Object),
];

/// Rust.
pub static RUST: Language = Language {
    name: "rust",
    id: "rust (openapi-generator)",
    aliases: &["rs"],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &["Vec", "HashMap"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Option,
    reserved: Reserved::Raw,
    older: &[],
};
