//! Makes payloads that are valid under an OpenAPI document, the same on every run, and tries them on a recovered schema.

use crate::document::Document;
use crate::facts::{Fact, Facts, components, definitions, fold};
use chance::Random;
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many payloads are made of a model.
const PER_MODEL: usize = 20;

/// From this depth on optional members are left out, lists are empty and references in unions avoided.
const DEEP: usize = 5;

/// From this depth on nothing is made any more.
const DEEPEST: usize = 48;

/// How many members of a payload are tried with a value of a wrong type.
const MUTANTS: usize = 6;

/// A payload and the model that it is of.
pub struct Payload {
    model: String,
    json: Map<String, Value>,
    one_way: Arc<HashSet<String>>,
}

/// Payloads of every model of the document that is an object.
pub fn make(truth: &Value) -> Vec<Payload> {
    let mut maker = Maker { root: truth, random: Random(1) };
    let mut payloads = Vec::new();
    for (name, schema) in components(truth) {
        let schema = merged(truth, schema, 0);
        if !has_members(&schema) {
            continue;
        }
        let mut schema = schema.into_owned();
        schema.remove("nullable");
        let members = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        let one_way = members.filter(|(_, member)| goes_one_way(truth, member, 0)).map(|(name, _)| name.clone());
        let one_way = Arc::new(one_way.collect::<HashSet<_>>());
        for _ in 0..PER_MODEL {
            if let Value::Object(json) = maker.of_merged(&schema, 0) {
                payloads.push(Payload { model: name.to_owned(), json, one_way: Arc::clone(&one_way) });
            }
        }
    }
    payloads
}

struct Maker<'a> {
    root: &'a Value,
    random: Random,
}

impl Maker<'_> {
    fn of(&mut self, schema: &Value, depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Null;
        }
        let root = self.root;
        self.of_merged(&merged(root, schema, 0), depth)
    }

    fn of_merged(&mut self, schema: &Map<String, Value>, depth: usize) -> Value {
        let mut ty = schema.get("type").and_then(Value::as_str);
        if let Some(Value::Array(names)) = schema.get("type") {
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            if names.contains(&"null") && self.random.chance(4, 10) {
                return Value::Null;
            }
            let others: Vec<&str> = names.into_iter().filter(|name| *name != "null").collect();
            ty = Some(self.random.choice(&others).copied().unwrap_or("null"));
        }
        if schema.get("nullable") == Some(&Value::Bool(true)) && self.random.chance(4, 10) {
            return Value::Null;
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        if let Some(value) = schema.get("enum").and_then(Value::as_array).and_then(|all| self.random.choice(all)) {
            return value.clone();
        }
        for key in ["oneOf", "anyOf"] {
            let Some(Value::Array(all)) = schema.get(key).filter(|all| *all != &json!([])) else { continue };
            // alternatives of an object that only say what it requires
            if has_members(schema) || all.iter().all(only_requires) {
                break;
            }
            let shallow: Vec<&Value> = all.iter().filter(|a| depth < DEEP || a.get("$ref").is_none()).collect();
            let shallow = if shallow.is_empty() { all.iter().collect() } else { shallow };
            let Some(chosen) = self.random.choice(&shallow).copied() else { continue };
            return self.of(chosen, depth + 1);
        }
        match ty {
            Some("null") => Value::Null,
            Some("array") => self.array(schema, depth),
            _ if schema.contains_key("items") => self.array(schema, depth),
            Some("object") => self.object(schema, depth),
            _ if schema.contains_key("properties") || schema.contains_key("additionalProperties") => {
                self.object(schema, depth)
            }
            Some("integer") => {
                let value =
                    self.one_of(&[json!(0), json!(1), json!(42), json!(1_622_471_123), json!(1_700_000_000_000_i64)]);
                within(value, schema)
            }
            Some("number") => within(self.one_of(&[json!(0), json!(1), json!(2.5), json!(1e9)]), schema),
            Some("boolean") => Value::Bool(self.random.chance(5, 10)),
            Some("string") => self.string(schema),
            _ => self.one_of(&[json!("x"), json!(1), json!(true), Value::Null, json!({"a": 1})]),
        }
    }

    fn one_of(&mut self, all: &[Value]) -> Value {
        self.random.choice(all).cloned().unwrap_or_default()
    }

    fn array(&mut self, schema: &Map<String, Value>, depth: usize) -> Value {
        let number = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let least = number("minItems").unwrap_or(0).min(100);
        let most = if least == 0 { 2 } else { least + 1 };
        let count = if depth > DEEP { 0 } else { least + self.random.below(most - least + 1) };
        let any = json!({});
        let items = schema.get("items").unwrap_or(&any);
        (0..count).map(|_| self.of(items, depth + 1)).collect()
    }

    fn object(&mut self, schema: &Map<String, Value>, depth: usize) -> Value {
        let required: Vec<&str> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let mut object = Map::new();
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if required.contains(&name.as_str()) || (depth < DEEP && self.random.chance(6, 10)) {
                object.insert(name.clone(), self.of(property, depth + 1));
            }
        }
        let additional = schema.get("additionalProperties");
        if !has_members(schema) && additional != Some(&Value::Bool(false)) {
            for number in 0..self.random.below(3) {
                let value = match additional {
                    Some(values @ Value::Object(map)) if !map.is_empty() => self.of(values, depth + 1),
                    _ => self.one_of(&[json!("x"), json!(1), json!(true)]),
                };
                object.insert(format!("k{number}"), value);
            }
        }
        Value::Object(object)
    }

    fn string(&mut self, schema: &Map<String, Value>) -> Value {
        match schema.get("format").and_then(Value::as_str) {
            Some("date-time") => json!("2024-05-06T07:08:09Z"),
            Some("date") => json!("2024-05-06"),
            Some("uuid") => json!("123e4567-e89b-12d3-a456-426614174000"),
            Some("uri" | "url") => json!("https://example.com/a"),
            Some("email") => json!("a@example.com"),
            Some("ipv4") => json!("127.0.0.1"),
            // the document's own example is sure to match its pattern
            _ if schema.contains_key("pattern") => schema.get("example").cloned().unwrap_or_else(|| json!("abc")),
            _ => within(self.one_of(&[json!(""), json!("abc"), json!("ünï ☃"), json!("a\"b\\c")]), schema),
        }
    }
}

/// The value, or one next to it that keeps the limits of its schema.
fn within(value: Value, schema: &Map<String, Value>) -> Value {
    let count = |key: &str| schema.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    if let Value::String(text) = &value {
        let least = count("minLength").unwrap_or(0).min(10_000);
        let most = count("maxLength").unwrap_or(usize::MAX).max(least);
        let padded = text.chars().chain(std::iter::repeat_n('x', least.saturating_sub(text.chars().count())));
        return Value::from(padded.take(most).collect::<String>());
    }
    let Some(number) = value.as_f64() else { return value };
    let limit = |key: &str| schema.get(key).filter(|limit| limit.is_number());
    let over = limit("maximum").filter(|limit| limit.as_f64().is_some_and(|limit| number > limit));
    let under = limit("minimum").filter(|limit| limit.as_f64().is_some_and(|limit| number < limit));
    over.or(under).cloned().unwrap_or(value)
}

fn has_members(schema: &Map<String, Value>) -> bool {
    schema.get("properties").and_then(Value::as_object).is_some_and(|all| !all.is_empty())
}

fn only_requires(alternative: &Value) -> bool {
    alternative.as_object().is_none_or(|keys| keys.keys().all(|key| key == "required" || key == "not"))
}

/// Whether a member is only ever answered or only ever sent. A generator that writes both halves of a component as models of
/// their own leaves it out of one, so that no page of that half has it.
fn goes_one_way(root: &Value, schema: &Value, depth: usize) -> bool {
    let Some(map) = schema.as_object().filter(|_| depth < DEEP) else { return false };
    let set = |key: &str| map.get(key) == Some(&Value::Bool(true));
    let target = map.get("$ref").and_then(Value::as_str).and_then(|at| root.pointer(at.trim_start_matches('#')));
    let parts = map.get("allOf").and_then(Value::as_array).into_iter().flatten();
    set("readOnly")
        || set("writeOnly")
        || target.into_iter().chain(parts).any(|part| goes_one_way(root, part, depth + 1))
}

/// The schema without a reference at its top and with its `allOf` merged: members join, of every other keyword the first
/// stands.
fn merged<'s>(root: &'s Value, schema: &'s Value, depth: usize) -> Cow<'s, Map<String, Value>> {
    let mut at = schema;
    let mut nullable = None;
    for _ in 0..50 {
        let Some(reference) = at.get("$ref").and_then(Value::as_str) else { break };
        nullable = nullable.or_else(|| at.get("nullable"));
        let Some(next) = root.pointer(reference.trim_start_matches('#')) else { return Cow::default() };
        at = next;
    }
    let Value::Object(map) = at else { return Cow::default() };
    let parts = map.get("allOf").and_then(Value::as_array).filter(|_| depth < DEEPEST);
    if nullable.is_none() && parts.is_none() {
        return Cow::Borrowed(map);
    }
    let mut out = map.clone();
    if let Some(nullable) = nullable {
        out.insert("nullable".to_owned(), nullable.clone());
    }
    let Some(parts) = parts else { return Cow::Owned(out) };
    out.remove("allOf");
    for part in parts {
        for (key, value) in merged(root, part, depth + 1).into_owned() {
            match (out.get_mut(&key), value) {
                (Some(Value::Object(all)), Value::Object(more)) if key == "properties" => all.extend(more),
                (Some(Value::Array(all)), Value::Array(more)) if key == "required" => all.extend(more),
                (Some(_), _) => {}
                (None, value) => {
                    out.insert(key, value);
                }
            }
        }
    }
    Cow::Owned(out)
}

/// The payloads whose model the recovered schema has, each with its key there.
pub fn keyed(schema: &Value, payloads: &[Payload]) -> Vec<(String, Value)> {
    let names = definitions(schema, true);
    let key = |payload: &Payload| names.get(&fold(&payload.model)).map(|key| (*key).to_owned());
    payloads.iter().filter_map(|p| Some((key(p)?, Value::Object(p.json.clone())))).collect()
}

/// Tries payloads on the recovered schema: how many it accepts, and how many with a value of a wrong type it refuses.
///
/// # Errors
///
/// Where the schema is none.
pub fn try_on(schema: &Value, payloads: &[Payload], facts: &mut Facts) -> Result<(), String> {
    let names = definitions(schema, true);
    let id = schema.get("$id").and_then(Value::as_str).unwrap_or_default();
    let registry = Registry::new()
        .draft(Draft::Draft202012)
        .add(id, schema)
        .and_then(|builder| builder.prepare())
        .map_err(|error| error.to_string())?;
    let mut validators: HashMap<&str, Validator> = HashMap::new();
    for payload in payloads {
        let Some(key) = names.get(&fold(&payload.model)) else { continue };
        if !validators.contains_key(key) {
            let entry = json!({ "$ref": format!("{id}#/$defs/{}", key.replace('~', "~0").replace('/', "~1")) });
            let validator = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .with_registry(&registry)
                .build(&entry)
                .map_err(|error| error.to_string())?;
            validators.insert(key, validator);
        }
        let Some(validator) = validators.get(key) else { continue };
        let definition = schema.get("$defs").and_then(|definitions| definitions.get(*key)).unwrap_or(&Value::Null);
        let members = Document { root: schema }.members(definition).properties.unwrap_or_default();
        try_one(validator, payload, |name| members.contains_key(name), facts);
    }
    Ok(())
}

fn try_one(validator: &Validator, payload: &Payload, has: impl Fn(&str) -> bool, facts: &mut Facts) {
    let mut json = Value::Object(payload.json.clone());
    facts.count(Fact::Accepted, validator.is_valid(&json), || {
        let why = validator.iter_errors(&json).next().map(|error| {
            let place = error.instance_path().to_string();
            let numberless: Vec<&str> =
                place.split('/').filter(|part| !part.is_empty() && part.parse::<usize>().is_err()).collect();
            (numberless.join("."), error.to_string().chars().take(160).collect::<String>())
        });
        let (place, why) = why.unwrap_or_default();
        format!("{}.{place}: {why}", payload.model)
    });
    for (name, value) in payload.json.iter().take(MUTANTS) {
        // of the other half: nobody can tell of what type it is
        if payload.one_way.contains(name) && !has(name) {
            continue;
        }
        let wrong = match value {
            Value::Null | Value::Bool(_) | Value::Object(_) => continue,
            Value::Array(_) => json!("no"),
            _ => json!({"no": 1}),
        };
        let Some(member) = json.get_mut(name) else { continue };
        let right = std::mem::replace(member, wrong);
        let refused = !validator.is_valid(&json);
        facts.count(Fact::Refused, refused, || format!("{}.{name}", payload.model));
        if let Some(member) = json.get_mut(name) {
            *member = right;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth() -> Value {
        json!({"components": {"schemas": {
            "Pet": {"type": "object", "required": ["name", "kind"], "properties": {
                "name": {"type": "string"},
                "kind": {"enum": ["cat", "dog"]},
                "parent": {"$ref": "#/components/schemas/Pet"},
                "tags": {"type": "array", "items": {"type": ["string", "null"]}},
            }},
            "Toy": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"required": ["price"], "properties": {"price": {"type": "number"}}}]},
            "Kind": {"enum": ["cat"]},
        }}})
    }

    #[test]
    fn payloads_are_valid_and_the_same_on_every_run() {
        let truth = truth();
        let payloads = make(&truth);
        assert_eq!(payloads.len(), 2 * PER_MODEL);
        assert!(payloads.iter().all(|p| p.json.contains_key("name") && p.json.contains_key("kind")));
        assert!(payloads.iter().filter(|p| p.model == "Toy").all(|p| p.json.contains_key("price")));
        let again: Vec<_> = make(&truth).into_iter().map(|p| p.json).collect();
        assert_eq!(payloads.into_iter().map(|p| p.json).collect::<Vec<_>>(), again);
    }

    #[test]
    fn a_schema_is_tried_with_payloads_and_with_broken_ones() {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/pets",
            "$defs": {"Pet": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"}, "kind": {"enum": ["cat"]}}}},
        });
        let mut facts = Facts::default();
        try_on(&schema, &make(&truth()), &mut facts).unwrap();
        let accepted = facts.of(Fact::Accepted);
        assert_eq!(accepted.all, PER_MODEL);
        assert!(accepted.right > 0 && accepted.right < accepted.all, "{accepted}");
        assert!(accepted.misses[0].starts_with("Pet.kind: \"dog\" is not"), "{accepted:?}");
        let refused = facts.of(Fact::Refused);
        assert!(refused.right >= 2 * PER_MODEL && refused.right < refused.all, "{refused:?}");
    }

    #[test]
    fn a_member_of_the_other_half_is_not_tried_with_a_wrong_type() {
        let truth = json!({"components": {"schemas": {
            "Mark": {"type": "string", "readOnly": true},
            "Pet": {"type": "object", "required": ["id", "name", "owner"], "properties": {
                "id": {"allOf": [{"$ref": "#/components/schemas/Mark"}]},
                "name": {"type": "string", "writeOnly": true},
                "owner": {"type": "string"},
            }},
        }}});
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/pets",
            "$defs": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}},
        });
        let mut facts = Facts::default();
        try_on(&schema, &make(&truth), &mut facts).unwrap();
        let refused = facts.of(Fact::Refused);
        assert_eq!((refused.right, refused.all), (PER_MODEL, 2 * PER_MODEL), "`name` is refused, `owner` is lost");
    }
}
