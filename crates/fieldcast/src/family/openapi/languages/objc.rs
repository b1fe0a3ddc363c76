//! Objective-C.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};

/// Its words for scalars.
const WORDS: &[(&str, Primitive)] = &[
    ("NSString", Primitive::String),
    ("NSData", Primitive::String),
    ("NSNumber", Primitive::Number),
    ("NSDate", Primitive::DateTime),
    ("NSURL", Primitive::Binary),
    ("NSObject", Primitive::Any),
    ("AnyType", Primitive::Any),
];

/// Objective-C.
pub static OBJC: Language = Language {
    name: "objc",
    id: "objc (openapi-generator)",
    aliases: &["objective-c", "objectivec"],
    casing: Casing::Camel,
    exact: false,
    words: WORDS,
    containers: &["NSArray", "NSDictionary"],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Before,
    older: &[],
};
