//! Examples that their own schema accepts: a mock answers with them, and a linter checks them.
//!
//! Pages quote the examples of the API's own document, of which some are older than the models around them.

use super::document::{Additional, Schema, Type};
use super::refs;
use serde_json::Value;

/// How deep an example is looked into; deeper it is taken to fit.
const DEEPEST: u8 = 24;

/// Takes off the examples of a schema, and not of those within, that do not fit it; `model` gives a model's schema by its
/// name in `$defs`.
pub(super) fn prune<'a>(schema: &mut Schema, model: &impl Fn(&str) -> Option<&'a Schema>) {
    if !schema.examples.is_empty() {
        let examples = std::mem::take(&mut schema.examples);
        let kept = examples.into_iter().filter(|example| fits(example, schema, model, 0)).collect();
        schema.examples = kept;
    }
}

/// Whether a value is one that a schema accepts, as far as fieldcast's own keywords tell.
fn fits<'a>(value: &Value, schema: &Schema, model: &impl Fn(&str) -> Option<&'a Schema>, depth: u8) -> bool {
    if depth > DEEPEST {
        return true;
    }
    let within = |value: &Value, schema: &Schema| fits(value, schema, model, depth + 1);
    if let Some(target) = &schema.reference {
        let found = refs::definition(target).and_then(|name| model(&name));
        if found.is_some_and(|found| !within(value, found)) {
            return false;
        }
    }
    if schema.types.is_some_and(|types| !types.iter().any(|ty| is_a(value, ty)))
        || schema.constant.as_deref().is_some_and(|constant| constant != value)
        || schema.values.as_ref().is_some_and(|values| !values.contains(value))
        || !schema.any_of.is_empty() && !schema.any_of.iter().any(|member| within(value, member))
        || !schema.one_of.is_empty() && schema.one_of.iter().filter(|member| within(value, member)).count() != 1
    {
        return false;
    }
    match value {
        Value::Array(items) => schema.items.as_ref().is_none_or(|of| items.iter().all(|item| within(item, of))),
        Value::Object(members) => {
            schema.required.iter().all(|name| members.contains_key(name))
                && members.iter().all(|(name, member)| {
                    match (schema.properties.as_ref().and_then(|known| known.get(name)), &schema.additional_properties)
                    {
                        (Some(known), _) => within(member, known),
                        (None, Some(Additional::Schema(of))) => within(member, of),
                        (None, Some(Additional::Allowed(allowed))) => *allowed,
                        (None, None) => true,
                    }
                })
        }
        _ => true,
    }
}

fn is_a(value: &Value, ty: Type) -> bool {
    match ty {
        Type::Null => value.is_null(),
        Type::Boolean => value.is_boolean(),
        Type::Integer => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Type::Number => value.is_number(),
        Type::String => value.is_string(),
        Type::Array => value.is_array(),
        Type::Object => value.is_object(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::Document;
    use super::*;
    use serde_json::json;

    #[test]
    fn what_does_not_fit_is_taken_off() {
        let document: Document = serde_json::from_value(json!({
            "$schema": super::super::document::META_SCHEMA,
            "$id": "https://example.com/pets.schema.json",
            "$defs": {
                "Cat": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
                "House": {"type": "object", "properties": {
                    "cats": {
                        "type": "array", "items": {"$ref": "#/$defs/Cat"},
                        "examples": [[{"name": "Tom"}], [{"age": 3}], [{"name": 3}], "Tom", []]
                    },
                    "rooms": {"type": "integer", "examples": [2, 2.0, "2", 2.5]},
                    "state": {"enum": ["new", "old"], "examples": ["old", "ancient"]},
                    "owner": {"anyOf": [{"$ref": "#/$defs/Cat"}, {"type": "null"}], "examples": [null, {}]},
                    "more": {"additionalProperties": {"type": "string"}, "examples": [{"a": "b"}, {"a": 1}]}
                }}
            }
        }))
        .unwrap();
        let mut house = document.defs["House"].clone();
        refs::walk(&mut house, &mut |schema| prune(schema, &|name| document.defs.get(name)));
        let kept: Vec<(String, Value)> =
            house.properties.unwrap().iter().map(|(name, schema)| (name.clone(), json!(schema.examples))).collect();
        assert_eq!(
            kept,
            [
                ("cats".to_owned(), json!([[{"name": "Tom"}], []])),
                ("rooms".to_owned(), json!([2, 2.0])),
                ("state".to_owned(), json!(["old"])),
                ("owner".to_owned(), json!([null])),
                ("more".to_owned(), json!([{"a": "b"}])),
            ]
        );
    }
}
