//! What is to be said of an enum for its Rust to be written.

use serde_json::Value;

/// The name of the variant that keeps an unknown value. No value's variant may have it: one that does is renamed
/// by [`EnumSpec::variant_name`].
pub const UNKNOWN: &str = "Unknown";

/// An enum: a closed or open list of JSON values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumSpec {
    /// The Rust name of the type.
    pub name: String,
    /// What it is, in clean Markdown.
    pub docs: Option<String>,
    /// Why it is deprecated, where it is; may be empty.
    pub deprecated: Option<String>,
    /// Whether a value that is not listed is kept instead of refused.
    pub open: bool,
    /// The values, in the order of the page. An open enum may have none; a closed one has at least one.
    pub values: Vec<EnumValue>,
}

/// One value of an enum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumValue {
    /// The Rust name of its variant, unique in the enum.
    pub variant: String,
    /// The value on the wire.
    pub value: Value,
    /// What it means, in clean Markdown.
    pub docs: Option<String>,
    /// Why it is deprecated, where it is; may be empty.
    pub deprecated: Option<String>,
}

/// What JSON type the values of an enum have, and so which Rust type an unknown value is kept as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Strings, kept as `String`.
    String,
    /// Integers that fit in an `i64`, kept as `i64`.
    Integer,
    /// `true` or `false`, kept as `bool`.
    Boolean,
    /// Anything else: values of several types, null, fractions. Kept as `serde_json::Value`.
    Mixed,
}

impl EnumSpec {
    /// What the values are. An enum without values is one of strings.
    pub fn kind(&self) -> Kind {
        let all = |test: fn(&Value) -> bool| self.values.iter().all(|value| test(&value.value));
        if all(Value::is_string) {
            Kind::String
        } else if all(Value::is_i64) {
            Kind::Integer
        } else if all(Value::is_boolean) {
            Kind::Boolean
        } else {
            Kind::Mixed
        }
    }

    /// The name of a value's variant in the generated enum: its own, except that `Unknown` is not free in an open enum
    /// and becomes `UnknownValue` (with a number where that is taken too).
    pub fn variant_name(&self, value: &EnumValue) -> String {
        if !self.open || value.variant != UNKNOWN {
            return value.variant.clone();
        }
        let taken = |name: &str| self.values.iter().any(|other| other.variant == name);
        let first = format!("{UNKNOWN}Value");
        let mut name = first.clone();
        let mut number = 2;
        while taken(&name) {
            name = format!("{first}{number}");
            number += 1;
        }
        name
    }
}
