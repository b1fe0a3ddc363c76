//! TypeScript with axios.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("number", Primitive::Number),
    ("boolean", Primitive::Boolean),
    ("File", Primitive::Binary),
    ("any", Primitive::Any),
    ("object", Primitive::Any),
];

/// TypeScript with axios.
pub static TYPESCRIPT_AXIOS: Language = Language {
    name: "typescript-axios",
    id: "typescript-axios (openapi-generator)",
    aliases: &["typescript", "ts"],
    casing: Casing::Camel,
    exact: true,
    words: WORDS,
    containers: &["Array", "Set"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};
