//! PowerShell.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("String", Primitive::String),
    ("UUID", Primitive::String),
    ("SystemByte", Primitive::String),
    ("Int32", Primitive::Integer),
    ("Int64", Primitive::Integer),
    ("Integer", Primitive::Integer),
    ("Float", Primitive::Float),
    ("Double", Primitive::Float),
    // what a number without a format becomes
    ("Decimal", Primitive::Float),
    ("Boolean", Primitive::Boolean),
    ("System.IO.FileInfo", Primitive::Binary),
    ("System.DateTime", Primitive::DateTime),
    ("AnyType", Primitive::Any),
    ("SystemCollectionsHashtable", Primitive::Object),
];

/// PowerShell.
pub static POWERSHELL: Language = Language {
    name: "powershell",
    id: "powershell (openapi-generator)",
    aliases: &["posh"],
    casing: Casing::Pascal,
    exact: false,
    words: WORDS,
    containers: &["Hashtable"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Class,
    older: &[],
};
