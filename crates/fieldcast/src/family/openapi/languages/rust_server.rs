//! the Rust server.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("uuid::Uuid", Primitive::String),
    ("swagger::ByteArray", Primitive::String),
    ("ByteArray", Primitive::String),
    ("i32", Primitive::Integer),
    ("i64", Primitive::Integer),
    ("u32", Primitive::Integer),
    ("u64", Primitive::Integer),
    ("isize", Primitive::Integer),
    ("f32", Primitive::Float),
    ("f64", Primitive::Float),
    ("bool", Primitive::Boolean),
    ("swagger::ByteArray", Primitive::Binary),
    ("chrono::DateTime::<chrono::Utc>", Primitive::DateTime),
    ("chrono::naive::NaiveDate", Primitive::Date),
    ("serde_json::Value", Primitive::Any),
];

/// the Rust server.
pub static RUST_SERVER: Language = Language {
    name: "rust-server",
    id: "rust-server (openapi-generator)",
    aliases: &[],
    casing: Casing::Snake,
    exact: false,
    words: WORDS,
    containers: &[],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Raw,
    older: &[],
};
