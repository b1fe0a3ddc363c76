//! What a schema may cost: unions of unions are made flat, and what would still compare one value with too many schemas is
//! refused before it is tried.
//!
//! A union that names unions that name unions is small as a text and has as many ways through it as two to the power of
//! its depth, of which a validator tries every one, and keeps what was wrong with each. As a set of what it names it is
//! small again.

use serde_json::{Map, Value};
use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

/// With how many schemas one value may be compared at one place.
pub(super) const MOST: u64 = 1 << 17;

/// How many members all unions may have together once they are flat.
const MEMBERS: usize = 1 << 20;

/// Keywords that say nothing about a value.
const SILENT: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "default",
    "definitions",
    "deprecated",
    "description",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
];

/// Whether a keyword says something about a value.
pub(super) fn is_silent(keyword: &str) -> bool {
    SILENT.contains(&keyword) || keyword.starts_with("x-")
}

/// The name of the definition that a schema refers to and is nothing beside.
fn reference(schema: &Value) -> Option<&str> {
    let map = schema.as_object()?;
    let name = map.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
    // What is escaped is left as it is: no name of ours is.
    let plain = !name.contains(['~', '%', '/']);
    (plain && map.keys().all(|key| key == "$ref" || is_silent(key))).then_some(name)
}

/// The members of a schema that is a union and nothing beside.
fn members(schema: &Value) -> Option<&Vec<Value>> {
    let map = schema.as_object()?;
    let members = map.get("anyOf")?.as_array()?;
    map.keys().all(|key| key == "anyOf" || is_silent(key)).then_some(members)
}

/// The same schema, in which no union has a member that is itself a union and nothing beside; each member once.
pub(super) fn flatten(schema: &Value) -> Value {
    let mut schema = schema.clone();
    let Some(definitions) = schema.get("$defs").and_then(Value::as_object).cloned() else { return schema };
    let mut flat = Flat { definitions: &definitions, known: HashMap::new(), left: MEMBERS };
    let mut stack = vec![&mut schema];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(map) => {
                if let Some(Value::Array(union)) = map.get_mut("anyOf")
                    && union.iter().any(|member| reference(member).is_some_and(|name| flat.is_union(name)))
                {
                    *union = flat.union(union);
                }
                stack.extend(map.values_mut());
            }
            Value::Array(items) => stack.extend(items),
            _ => {}
        }
    }
    schema
}

/// The unions among the definitions, made flat as far as they are known.
struct Flat<'s> {
    definitions: &'s Map<String, Value>,
    known: HashMap<&'s str, Vec<&'s Value>>,
    left: usize,
}

impl<'s> Flat<'s> {
    fn is_union(&self, name: &str) -> bool {
        self.definitions.get(name).is_some_and(|definition| members(definition).is_some())
    }

    /// A union with the members of those that it names.
    fn union(&mut self, union: &[Value]) -> Vec<Value> {
        let mut out = Vec::new();
        let mut seen = HashSet::new();
        for member in union {
            match reference(member).and_then(|name| self.definition(name)) {
                Some(inner) => {
                    out.extend(inner.into_iter().filter(|inner| seen.insert(inner.to_string())).cloned());
                }
                None if seen.insert(member.to_string()) => out.push(member.clone()),
                None => {}
            }
        }
        self.left = self.left.saturating_sub(out.len());
        out
    }

    /// The members of a definition that is a union, each once; `None` where it is none, or there are too many. Goes down
    /// by a stack of its own: how deep unions name unions is not ours to say.
    fn definition(&mut self, name: &str) -> Option<Vec<&'s Value>> {
        let (name, definition) = self.definitions.get_key_value(name)?;
        if let Some(known) = self.known.get(name.as_str()) {
            return Some(known.clone());
        }
        let mut out = Vec::new();
        let (mut texts, mut entered) = (HashSet::new(), HashSet::from([name.as_str()]));
        let mut stack: Vec<&'s Value> = members(definition)?.iter().rev().collect();
        while let Some(member) = stack.pop() {
            let inner = reference(member).and_then(|name| self.definitions.get_key_value(name));
            match inner.and_then(|(name, definition)| Some((name.as_str(), members(definition)?))) {
                Some((name, _)) if !entered.insert(name) => {}
                Some((name, inner)) => match self.known.get(name) {
                    Some(known) => stack.extend(known.iter().rev()),
                    None => stack.extend(inner.iter().rev()),
                },
                None if texts.insert(member.to_string()) => out.push(member),
                None => {}
            }
            if out.len() > self.left {
                return None;
            }
        }
        self.left -= out.len();
        self.known.insert(name, out.clone());
        Some(out)
    }
}

/// With how many schemas a value is compared at one place by the schema at `pointer` or by any that it leads to: the most of
/// all.
pub(super) fn cost(schema: &Value) -> u64 {
    let mut cost = Cost { root: schema, known: HashMap::new() };
    let mut most = 0;
    let mut stack = vec![schema];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(map) => {
                if map.keys().any(|key| IN_PLACE.contains(&key.as_str())) {
                    most = most.max(cost.of(value));
                }
                stack.extend(map.values());
            }
            Value::Array(items) => stack.extend(items),
            _ => {}
        }
    }
    most
}

/// Keywords whose schemas are compared with the same value.
const IN_PLACE: &[&str] = &["$ref", "allOf", "anyOf", "dependentSchemas", "else", "if", "not", "oneOf", "then"];

struct Cost<'s> {
    root: &'s Value,
    /// By the address of a schema, which stays where it is.
    known: HashMap<*const Value, Option<u64>>,
}

impl<'s> Cost<'s> {
    fn of(&mut self, schema: &'s Value) -> u64 {
        // Down first, then up: a stack of our own.
        let mut stack = vec![(schema, false)];
        while let Some((at, ready)) = stack.pop() {
            let key: *const Value = at;
            if ready {
                let inner = self.inner(at);
                let sum = inner.iter().fold(1, |sum: u64, inner| {
                    let key: *const Value = *inner;
                    sum.saturating_add(self.known.get(&key).copied().flatten().unwrap_or(1))
                });
                self.known.insert(key, Some(sum));
            } else if let Entry::Vacant(entry) = self.known.entry(key) {
                entry.insert(None);
                stack.push((at, true));
                stack.extend(self.inner(at).into_iter().map(|inner| (inner, false)));
            }
        }
        let key: *const Value = schema;
        self.known.get(&key).copied().flatten().unwrap_or(1)
    }

    /// The schemas that are compared with the same value as this one.
    fn inner(&self, schema: &'s Value) -> Vec<&'s Value> {
        let mut all = Vec::new();
        for (key, value) in schema.as_object().into_iter().flatten().filter(|(key, _)| IN_PLACE.contains(&key.as_str()))
        {
            match value {
                Value::Array(items) => all.extend(items),
                Value::String(reference) if key == "$ref" => {
                    let pointer = reference.strip_prefix('#').unwrap_or_default();
                    all.extend(self.root.pointer(pointer).filter(|_| pointer.starts_with('/')));
                }
                Value::Object(map) if key == "dependentSchemas" => all.extend(map.values()),
                value => all.push(value),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Two unions a level, of which each names both of the level below.
    pub(crate) fn dag(levels: usize, keyword: &str) -> Value {
        let mut definitions = Map::new();
        definitions.insert("A0".to_owned(), json!({"type": "integer"}));
        definitions.insert("B0".to_owned(), json!({"type": "boolean"}));
        for level in 1..=levels {
            let (a, b) = (format!("#/$defs/A{}", level - 1), format!("#/$defs/B{}", level - 1));
            definitions.insert(format!("A{level}"), json!({keyword: [{"$ref": a}, {"$ref": b}]}));
            definitions.insert(format!("B{level}"), json!({keyword: [{"$ref": b}, {"$ref": a}], "title": "B"}));
        }
        json!({ "$defs": definitions })
    }

    #[test]
    fn unions_of_unions_are_made_flat() {
        let flat = flatten(&dag(200, "anyOf"));
        assert_eq!(flat["$defs"]["A200"]["anyOf"], json!([{"$ref": "#/$defs/A0"}, {"$ref": "#/$defs/B0"}]));
        assert_eq!(flat["$defs"]["A0"], json!({"type": "integer"}));
        assert!(cost(&flat) < 10);
        let two = json!({"$defs": {
            "A": {"anyOf": [{"$ref": "#/$defs/B"}, {"type": "null"}]},
            "B": {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "string"}]},
            "C": {"anyOf": [{"$ref": "#/$defs/D"}, {"type": "null"}], "minLength": 1},
            "D": {"anyOf": [{"type": "string"}], "maxLength": 2}
        }});
        let flat = flatten(&two);
        assert_eq!(flat["$defs"]["A"]["anyOf"], json!([{"type": "string"}, {"type": "null"}]));
        assert_eq!(flat["$defs"]["C"], two["$defs"]["C"], "a union that says more is left as it is");
    }

    #[test]
    fn a_chain_of_unions_takes_no_stack() {
        let mut definitions = Map::new();
        for at in 0..20_000 {
            let next = json!({"$ref": format!("#/$defs/U{}", at + 1)});
            definitions.insert(format!("U{at}"), json!({"anyOf": [next]}));
        }
        definitions.insert("U20000".to_owned(), json!({"type": "null"}));
        let schema = json!({ "$defs": definitions });
        assert!(cost(&schema) > 20_000);
    }

    #[test]
    fn what_it_costs_is_known_before() {
        assert!(cost(&dag(10, "oneOf")) > 1_000);
        assert_eq!(cost(&dag(90, "allOf")), u64::MAX);
        assert_eq!(cost(&json!({"$defs": {"A": {"allOf": [{"$ref": "#/$defs/A"}]}}})), 3);
    }
}
