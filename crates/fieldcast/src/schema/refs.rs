//! The references of a schema: reading `#/$defs/Name`, and rewriting every one of a schema for another document.

use super::document::{Additional, Schema};
use serde_json::Value;

/// The name of the definition that `#/$defs/Name` refers to; `None` for any other reference.
///
/// The name is a JSON Pointer token in a URI fragment, so `%24`, `~1` and `~0` are read as what they stand for
/// (RFC 6901, section 6).
pub fn definition(reference: &str) -> Option<String> {
    let token = reference.strip_prefix("#/$defs/")?;
    (!token.contains('/')).then(|| percent_decode(token).replace("~1", "/").replace("~0", "~"))
}

/// Decodes `%XX`. What is not such a sequence stays as it is.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if let (b'%', [high, low, after @ ..]) = (first, tail)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// Calls `rewrite` on every reference in `schema`, those of discriminators included, and replaces each by what it
/// returns; `None` leaves the reference as it is.
///
/// Values (`enum`, `const`, `examples`) are data and are not looked into.
pub fn rewrite(schema: &mut Schema, rewrite: &mut impl FnMut(&str) -> Option<String>) {
    walk(schema, &mut |schema| rewrite_own(schema, rewrite));
}

/// The same for the references of `schema` itself, without those in schemas inside it.
pub fn rewrite_own(schema: &mut Schema, rewrite: &mut impl FnMut(&str) -> Option<String>) {
    if let Some(target) = &mut schema.reference {
        replace(target, rewrite);
    }
    if let Some(discriminator) = schema.notes.as_mut().and_then(|notes| notes.discriminator.as_mut()) {
        discriminator.mapping.values_mut().for_each(|target| replace(target, rewrite));
    }
    for (keyword, value) in schema.other.iter_mut() {
        if keyword != "default" {
            foreign(value, rewrite);
        }
    }
}

/// Calls `visit` on `schema` and on every schema inside it that a keyword of fieldcast's holds, the outer first.
pub fn walk(schema: &mut Schema, visit: &mut impl FnMut(&mut Schema)) {
    visit(schema);
    schema.items.iter_mut().for_each(|items| walk(items, visit));
    schema.properties.iter_mut().flat_map(|properties| properties.values_mut()).for_each(|it| walk(it, visit));
    if let Some(Additional::Schema(inner)) = &mut schema.additional_properties {
        walk(inner, visit);
    }
    schema.one_of.iter_mut().chain(&mut schema.any_of).for_each(|member| walk(member, visit));
}

fn replace(target: &mut String, rewrite: &mut impl FnMut(&str) -> Option<String>) {
    if let Some(new) = rewrite(target) {
        *target = new;
    }
}

/// Rewrites the references in a keyword that fieldcast does not write.
fn foreign(value: &mut Value, rewrite: &mut impl FnMut(&str) -> Option<String>) {
    match value {
        Value::Object(members) => {
            for (keyword, value) in members {
                match value {
                    Value::String(target) if keyword == "$ref" => replace(target, rewrite),
                    _ if matches!(keyword.as_str(), "enum" | "const" | "default" | "examples") => {}
                    _ => foreign(value, rewrite),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| foreign(item, rewrite)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_is_read_through_its_escapes() {
        for (reference, name) in [
            ("#/$defs/Pet", Some("Pet")),
            ("#/$defs/operations.GetPet", Some("operations.GetPet")),
            ("#/$defs/a~1b~0c", Some("a/b~c")),
            ("#/$defs/a%20b", Some("a b")),
            ("#/$defs/100%", Some("100%")),
            ("#/$defs/%zz%4", Some("%zz%4")),
            ("#/$defs/%ff", Some("%ff")),
            ("#/$defs/Pet/properties/name", None),
            ("#/definitions/Pet", None),
            ("other.json#/$defs/Pet", None),
        ] {
            assert_eq!(definition(reference).as_deref(), name, "{reference}");
        }
    }

    #[test]
    fn every_reference_is_rewritten_and_no_data_is() {
        let mut schema: Schema = serde_json::from_value(json!({
            "type": "object",
            "properties": {
                "one": {"$ref": "#/$defs/A"},
                "described": {"description": "It.", "$ref": "#/$defs/A"},
                "maybe": {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]},
                "many": {"type": "array", "items": {"oneOf": [{"$ref": "#/$defs/A"}],
                    "x-fieldcast": {"discriminator": {"propertyName": "kind", "mapping": {"a": "#/$defs/A"}}}}},
                "data": {"enum": [{"$ref": "#/$defs/A"}], "examples": [{"$ref": "#/$defs/A"}]}
            },
            "additionalProperties": {"$ref": "#/$defs/A"},
            "not": {"anyOf": [{"$ref": "#/$defs/A"}, {"const": {"$ref": "#/$defs/A"}}]},
            "default": {"$ref": "#/$defs/A"}
        }))
        .unwrap();
        let mut seen = 0;
        rewrite(&mut schema, &mut |target| {
            seen += 1;
            (target == "#/$defs/A").then(|| "b.json".to_owned())
        });
        assert_eq!(seen, 7);
        let text = serde_json::to_string(&schema).unwrap();
        assert_eq!(text.matches("b.json").count(), 7, "{text}");
        assert_eq!(text.matches("#/$defs/A").count(), 4, "{text}");
    }
}
