//! A list of values.

use std::collections::HashSet;

use serde_json::Value;

use super::{Lowering, Owner, Pointer};
use crate::rust::definition::{Enum, Kind, Type};
use crate::rust::names::{self, Scope};
use crate::rust::options::ClosedEnums;
use crate::schema::document::{self, Schema};

/// The variant that keeps a value which is not listed.
const UNKNOWN: &str = "Unknown";

impl Lowering<'_> {
    /// The enum of a schema with `enum` or `const`, null left out; `key` is the name that the user may close it by.
    /// `said` is what the schema says of other values.
    pub(super) fn enumeration(
        &mut self,
        schema: &Schema,
        said: Option<bool>,
        owner: &Owner,
        key: &str,
        at: &Pointer<'_>,
    ) -> Kind {
        let listed = schema.constant.as_deref().into_iter().chain(schema.values.iter().flatten());
        let mut seen = HashSet::new();
        let values: Vec<&Value> = listed.filter(|value| !value.is_null() && seen.insert((*value).clone())).collect();
        if values.iter().any(|value| value.is_array() || value.is_object()) {
            self.unsupported(at, "an enum of arrays or objects");
            return Kind::Newtype(Type::Any);
        }
        if values.is_empty() {
            if !self.nullable(schema) {
                self.unsupported(at, "an enum without values");
            }
            return Kind::Newtype(Type::Any);
        }
        if values.len() == 2 && values.iter().all(|value| value.is_boolean()) {
            return Kind::Newtype(Type::Boolean);
        }
        let open = self.is_open(said, owner, key);
        let mut scope = Scope::default();
        let mut named = Vec::with_capacity(values.len());
        if open {
            scope.reserve(UNKNOWN.to_owned());
        }
        let numbers: HashSet<String> =
            values.iter().filter(|value| value.is_number()).map(|value| value.to_string()).collect();
        for value in values {
            let mut wanted = variant(value);
            // digits of which nothing shows whether they are text are listed as both
            if value.as_str().is_some_and(|text| numbers.contains(text)) {
                wanted.push_str("Text");
            }
            self.told_if_long("variant", value.as_str().unwrap_or_default());
            if open && wanted == UNKNOWN {
                wanted = format!("{UNKNOWN}Value");
            }
            let (name, free) = scope.give(wanted.clone(), |number| names::numbered(&wanted, number));
            if !free {
                self.clash(at, "variant", &wanted, &name);
            }
            named.push((name, value.clone()));
        }
        Kind::Enum(Enum { open, values: named })
    }

    /// Whether an enum keeps values that it does not list: what the schema says, else what the user says, else yes.
    fn is_open(&mut self, said: Option<bool>, owner: &Owner, key: &str) -> bool {
        match &self.options.closed_enums {
            ClosedEnums::None => said.unwrap_or(true),
            ClosedEnums::All => said.unwrap_or(false),
            ClosedEnums::Named(names) => {
                let named: Vec<&String> = names.iter().filter(|name| **name == key || **name == owner.name).collect();
                self.closed_used.extend(named.iter().map(|name| (*name).clone()));
                named.is_empty() && said.unwrap_or(true)
            }
        }
    }

    /// An open enum that is written as its known values beside the plain type that they have.
    pub(super) fn open_enum<'s>(&self, alternatives: &[&'s Schema]) -> Option<&'s Schema> {
        let [one, other] = alternatives else { return None };
        let plain = |schema: &Schema| {
            let listed = schema.values.is_some() || schema.constant.is_some();
            (!listed && schema.reference.is_none() && schema.format.is_none())
                .then(|| schema.types.and_then(document::Types::single))
                .flatten()
        };
        let of_type = |listed: &Schema, ty: document::Type| {
            listed.values.iter().flatten().chain(listed.constant.as_deref()).all(|value| match ty {
                document::Type::String => value.is_string(),
                document::Type::Integer => value.is_i64(),
                _ => false,
            })
        };
        let pair = |listed: &'s Schema, rest: &Schema| {
            let is_listed = listed.values.is_some() || listed.constant.is_some();
            (is_listed && plain(rest).is_some_and(|ty| of_type(listed, ty))).then_some(listed)
        };
        pair(one, other).or_else(|| pair(other, one))
    }
}

/// The name of a value's variant.
fn variant(value: &Value) -> String {
    match value {
        Value::String(text) => names::camel(text),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => names::camel(&number.to_string().replace('.', "_")),
        Value::Null | Value::Array(_) | Value::Object(_) => "Value".to_owned(),
    }
}
