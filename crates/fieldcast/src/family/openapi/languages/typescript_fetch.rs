//! TypeScript with fetch.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("number", Primitive::Number),
    ("boolean", Primitive::Boolean),
    ("Blob", Primitive::Binary),
    ("Date", Primitive::DateTime),
    ("any", Primitive::Any),
    ("object", Primitive::Any),
];

/// TypeScript with fetch.
pub static TYPESCRIPT_FETCH: Language = Language {
    name: "typescript-fetch",
    id: "typescript-fetch (openapi-generator)",
    aliases: &[],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &["Array", "Set"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
