//! The small types that a crate has beside its models: numbers that stay as written, times that keep their text.
//!
//! They are Rust files beside this one, and go into a crate as they are, those that it needs.

use std::collections::BTreeMap;

use crate::rust::definition::{Definition, Type};

/// Which of the small types a crate needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// `Number`.
    pub number: bool,
    /// `BigInt`.
    pub big_int: bool,
    /// `Decimal`.
    pub decimal: bool,
    /// `Date`.
    pub date: bool,
    /// `DateTime`.
    pub date_time: bool,
    /// Integers.
    pub integers: bool,
}

impl Needs {
    /// What some definitions need.
    pub fn of<'a>(definitions: impl Iterator<Item = &'a Definition>) -> Self {
        let mut needs = Self::default();
        for definition in definitions {
            definition.visit_types(&mut |ty| needs.add(ty));
        }
        needs
    }

    fn add(&mut self, ty: &Type) {
        self.integers |= ty.is_of_integers();
        match ty {
            Type::Number => self.number = true,
            Type::BigInt => self.big_int = true,
            Type::Decimal => self.decimal = true,
            Type::Date => self.date = true,
            Type::DateTime => self.date_time = true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.add(inner),
            Type::Boolean | Type::Integer | Type::String | Type::Any | Type::Ref(_) => {}
        }
    }

    /// Whether the crate has dates or times.
    pub fn times(self) -> bool {
        self.date || self.date_time
    }

    /// Whether the crate has numbers of any size.
    pub fn digits(self) -> bool {
        self.big_int || self.decimal
    }

    /// Whether the crate has the module `scalar`.
    pub fn any(self) -> bool {
        self.number || self.digits() || self.times()
    }
}

/// What the types that keep their text use.
const TEXT_USES: &str = "\
use super::text::text_type;
#[cfg(any(feature = \"jiff\", feature = \"chrono\", feature = \"time\"))]
use super::text::time_type;

";

/// The files of the module `scalar`, by their path under `src`, without header.
pub fn files(needs: Needs) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    if !needs.any() {
        return out;
    }
    let parts = [
        (needs.big_int, "big_int", Some("BigInt"), include_str!("scalar/big_int.rs")),
        (needs.date, "date", Some("Date"), include_str!("scalar/date.rs")),
        (needs.date_time, "date_time", Some("DateTime"), include_str!("scalar/date_time.rs")),
        (needs.decimal, "decimal", Some("Decimal"), include_str!("scalar/decimal.rs")),
        (needs.digits(), "digits", None, include_str!("scalar/digits.rs")),
        (needs.number, "number", Some("Number"), include_str!("scalar/number.rs")),
        (needs.times(), "text", None, include_str!("scalar/text.rs")),
    ];
    let (mut modules, mut exports) = (String::new(), String::new());
    for (_, module, name, text) in parts.into_iter().filter(|(is_needed, ..)| *is_needed) {
        modules.push_str(&format!("mod {module};\n"));
        if let Some(name) = name {
            exports.push_str(&format!("pub use {module}::{name};\n"));
        }
        let uses = match name {
            Some("Date" | "DateTime") => TEXT_USES,
            Some("BigInt" | "Decimal") => "use super::digits::{Digits, digits_type};\n\n",
            _ => "",
        };
        out.insert(format!("scalar/{module}.rs"), format!("{uses}{text}"));
    }
    let docs = "//! What JSON has no exact type for in Rust.\n\n";
    out.insert("scalar.rs".to_owned(), format!("{docs}{modules}\n{exports}"));
    out
}
