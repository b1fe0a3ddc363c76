//! Whether a payload that went through a type is the same as before; and payloads with what a type does not know.
//!
//! Null and absent count as equal only in members of which no page tells them apart, as the schema notes. Numbers are
//! equal where their values are. A member that no page lists, in any spelling, is one that no type knows: it may be
//! lost, and payloads with such members are counted.

use fieldcast::schema::document::{Additional, Document, Schema};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// How deep schemas are followed.
const DEEPEST: usize = 32;

/// The name of a member that no type knows.
const UNKNOWN: &str = "zz_unknown";

/// The plain schemas that a schema stands for: references followed, unions taken apart.
fn plain<'d>(document: &'d Document, schema: &'d Schema) -> Vec<&'d Schema> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut queue = vec![schema];
    while let Some(schema) = queue.pop() {
        if let Some(reference) = &schema.reference {
            let key = reference.trim_start_matches("#/$defs/").replace("~1", "/").replace("~0", "~");
            if seen.insert(key.clone()) {
                queue.extend(document.defs.get(&key));
            }
        } else if schema.any_of.is_empty() && schema.one_of.is_empty() {
            found.push(schema);
        } else {
            queue.extend(schema.any_of.iter().chain(&schema.one_of));
        }
    }
    found
}

fn member<'d>(schema: &'d Schema, name: &str) -> Option<&'d Schema> {
    if let Some(found) = schema.properties.as_ref().and_then(|all| all.get(name)) {
        return Some(found);
    }
    match &schema.additional_properties {
        Some(Additional::Schema(values)) => Some(values),
        _ => None,
    }
}

/// Whether `after`, which a type wrote, is the same as `before`, which it read.
///
/// Says whether members were lost that no page lists.
///
/// # Errors
///
/// The first difference.
pub fn same(document: &Document, key: &str, before: &Value, after: &Value) -> Result<bool, String> {
    let schemas: Vec<&Schema> = document.defs.get(key).into_iter().collect();
    let mut lost = false;
    compare(document, &schemas, before, after, 0, &mut lost).map(|()| lost)
}

/// Whether some of these models list a member, in any spelling. One that holds any members lists all.
fn lists(plain: &[&Schema], name: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let holds_any = |schema: &&Schema| {
        let is_untyped = schema.types.is_none() && schema.values.is_none() && schema.constant.is_none();
        schema.additional_properties.is_some() || schema.properties.is_none() && is_untyped
    };
    let mut names = plain.iter().filter_map(|schema| schema.properties.as_ref()).flat_map(|all| all.keys()).peekable();
    names.peek().is_none() || plain.iter().any(holds_any) || names.any(|other| letters(other) == letters(name))
}

fn compare(
    document: &Document,
    schemas: &[&Schema],
    before: &Value,
    after: &Value,
    depth: usize,
    lost: &mut bool,
) -> Result<(), String> {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let plain: Vec<&Schema> = schemas.iter().flat_map(|schema| plain(document, schema)).collect();
            if let Some(added) = b.keys().find(|name| !a.contains_key(*name)) {
                return Err(format!("`{added}` was added"));
            }
            for (name, value) in a {
                let members: Vec<&Schema> = plain.iter().filter_map(|schema| member(schema, name)).collect();
                match b.get(name) {
                    Some(_) if depth > DEEPEST => {}
                    Some(other) => compare(document, &members, value, other, depth + 1, lost)
                        .map_err(|why| format!("{name}: {why}"))?,
                    None if name == UNKNOWN => {}
                    None if value.is_null() && members.iter().any(|m| is_untold(m)) => {}
                    None if !lists(&plain, name) => *lost = true,
                    None => return Err(format!("`{name}` was lost")),
                }
            }
            Ok(())
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let plain: Vec<&Schema> = schemas.iter().flat_map(|schema| plain(document, schema)).collect();
            let items: Vec<&Schema> = plain.iter().filter_map(|schema| schema.items.as_deref()).collect();
            a.iter().zip(b).try_for_each(|(a, b)| compare(document, &items, a, b, depth + 1, lost))
        }
        (Value::Number(a), Value::Number(b)) if a == b || a.as_f64() == b.as_f64() => Ok(()),
        _ if before == after => Ok(()),
        _ => Err(format!("{} became {}", short(before), short(after))),
    }
}

/// Whether no page tells null and absent apart in a member.
fn is_untold(schema: &Schema) -> bool {
    schema.notes.as_ref().is_some_and(|notes| notes.unknown.iter().any(|fact| fact == "nullable"))
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(40).collect()
}

/// Chooses at random, the same on every run (SplitMix64; Steele, Lea and Flood 2014).
pub struct Mutation(u64);

impl Mutation {
    /// A run that starts at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).is_multiple_of(n)
    }
}

/// The payload with members that its model does not know, and values that its enums do not, here and there.
pub fn mutated(document: &Document, key: &str, json: &Value, random: &mut Mutation) -> Value {
    let schemas: Vec<&Schema> = document.defs.get(key).into_iter().collect();
    change(document, &schemas, json, random, 0)
}

fn change(document: &Document, schemas: &[&Schema], json: &Value, random: &mut Mutation, depth: usize) -> Value {
    if depth > DEEPEST {
        return json.clone();
    }
    let plain: Vec<&Schema> = schemas.iter().flat_map(|schema| plain(document, schema)).collect();
    match json {
        Value::Object(members) => {
            let deciding: HashSet<String> = schemas.iter().flat_map(|s| discriminators(document, s)).collect();
            let mut out = Map::new();
            for (name, value) in members {
                let inner: Vec<&Schema> = plain.iter().filter_map(|schema| member(schema, name)).collect();
                let kept = deciding.contains(name);
                let value = if kept { value.clone() } else { change(document, &inner, value, random, depth + 1) };
                out.insert(name.clone(), value);
            }
            let is_struct =
                !plain.is_empty() && plain.iter().all(|s| s.properties.is_some() && s.additional_properties.is_none());
            if is_struct && random.one_in(3) {
                out.insert(UNKNOWN.to_owned(), json!({ "a": [1, null] }));
            }
            Value::Object(out)
        }
        Value::Array(items) => {
            let inner: Vec<&Schema> = plain.iter().filter_map(|schema| schema.items.as_deref()).collect();
            items.iter().map(|item| change(document, &inner, item, random, depth + 1)).collect()
        }
        Value::String(_) => {
            let is_enum = plain.iter().any(|s| s.values.as_ref().is_some_and(|all| all.iter().all(Value::is_string)));
            if is_enum && random.one_in(3) { json!("zz unknown value") } else { json.clone() }
        }
        _ => json.clone(),
    }
}

/// The members that tell the objects of a union apart: an unknown value there is an unknown object.
fn discriminators(document: &Document, schema: &Schema) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = Some(schema);
    for _ in 0..DEEPEST {
        let Some(schema) = at else { break };
        found.extend(schema.notes.iter().filter_map(|n| n.discriminator.as_ref()).map(|d| d.property_name.clone()));
        let inner = schema.any_of.iter().chain(&schema.one_of).find(|s| s.reference.is_some());
        let reference =
            schema.reference.as_ref().or_else(|| inner.filter(|_| found.is_empty()).and_then(|s| s.reference.as_ref()));
        at = reference.and_then(|r| document.defs.get(r.trim_start_matches("#/$defs/")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        serde_json::from_value(json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/pets",
            "$defs": {
                "Pet": {"type": "object", "required": ["kind"], "properties": {
                    "kind": {"$ref": "#/$defs/Kind"},
                    "told": {"type": ["string", "null"]},
                    "untold": {"type": ["string", "null"], "x-fieldcast": {"unknown": ["nullable"]}}}},
                "Kind": {"type": "string", "enum": ["cat"]}
            }
        }))
        .unwrap()
    }

    #[test]
    fn null_is_absent_only_where_no_page_tells_them_apart() {
        let document = document();
        let same = |before, after| same(&document, "Pet", &before, &after);
        assert_eq!(same(json!({"kind": "cat", "untold": null}), json!({"kind": "cat"})), Ok(false));
        assert!(same(json!({"kind": "cat", "told": null}), json!({"kind": "cat"})).is_err());
        assert!(same(json!({"kind": "cat"}), json!({"kind": "cat", "untold": null})).is_err());
        assert!(same(json!({"kind": "cat"}), json!({"kind": "dog"})).is_err());
    }

    #[test]
    fn a_member_may_be_lost_only_if_no_page_lists_it_in_any_spelling() {
        let document = document();
        let lost = |name: &str| same(&document, "Pet", &json!({"kind": "cat", name: 1}), &json!({"kind": "cat"}));
        assert_eq!(lost("fur"), Ok(true));
        assert!(lost("told").is_err());
        assert!(lost("_un-Told").is_err());
    }

    #[test]
    fn what_is_unknown_is_added() {
        let document = document();
        let mut random = Mutation::new(1);
        let made: Vec<Value> =
            (0..50).map(|_| mutated(&document, "Pet", &json!({"kind": "cat"}), &mut random)).collect();
        assert!(made.iter().any(|json| json.get(UNKNOWN).is_some()));
        assert!(made.iter().any(|json| json["kind"] != "cat"));
        assert!(made.iter().any(|json| *json == json!({"kind": "cat"})));
    }
}
