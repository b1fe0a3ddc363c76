//! What the schema tells of a value beside its type: for the docs of a member, and for an example.

use super::supported::LIMITS;
use crate::rust::definition::Sample;
use crate::schema::document::{Additional, Schema, Type};
use crate::shown::is_hidden;
use serde_json::Value;

/// Formats of text whose values look otherwise than any text, each with one.
const FORMATS: [(&str, &str); 9] = [
    ("date", "2024-05-06"),
    ("date-time", "2024-05-06T07:08:09Z"),
    ("email", "name@example.com"),
    ("hostname", "example.com"),
    ("ipv4", "192.0.2.1"),
    ("time", "07:08:09Z"),
    ("uri", "https://example.com"),
    ("url", "https://example.com"),
    ("uuid", "123e4567-e89b-12d3-a456-426614174000"),
];

/// The longest text of an example.
const LONGEST: usize = 60;

/// What a property tells, in a line: ``Default: `10`. At most 100.``
pub fn told(property: &Schema) -> Option<String> {
    let line = line(property);
    (!line.is_empty()).then_some(line)
}

/// What a schema of the Rust type says of the property only where it is told: its limits, and a format for which the type is
/// text like any other.
pub fn keywords(property: &Schema) -> Vec<(String, Value)> {
    let limits =
        LIMITS.iter().filter_map(|keyword| Some(((*keyword).to_owned(), property.other.get(keyword)?.clone())));
    let is_text = property.types.is_some_and(|types| types.without(Type::Null).single() == Some(Type::String));
    let format = property.format.as_deref().filter(|format| is_text && !matches!(*format, "date" | "date-time"));
    limits.chain(format.map(|format| ("format".to_owned(), Value::from(format)))).collect()
}

/// A value that is valid under a schema, as far as it says more than a type does.
pub fn sample(schema: &Schema) -> Sample {
    let mut alternatives = schema.one_of.iter().chain(&schema.any_of);
    let is_null = |schema: &&Schema| {
        schema.constant.as_deref().is_some_and(Value::is_null)
            || schema.types.and_then(|types| types.single()) == Some(Type::Null)
    };
    let is_limited = |schema: &Schema| LIMITS.iter().any(|keyword| schema.other.get(keyword).is_some());
    if schema.reference.is_some() {
        return if is_limited(schema) { Sample::Unknown } else { Sample::Any };
    }
    if let Some(first) = alternatives.find(|schema| !is_null(schema)) {
        let rest: Vec<&Schema> = alternatives.filter(|schema| !is_null(schema)).collect();
        return match sample(first) {
            _ if is_limited(schema) => Sample::Unknown,
            only if rest.is_empty() => only,
            Sample::Any if rest.iter().all(|schema| sample(schema) == Sample::Any) => Sample::Any,
            _ => Sample::Unknown,
        };
    }
    if is_null(&schema) {
        return Sample::Value(Value::Null);
    }
    if schema.constant.is_some() || schema.values.is_some() {
        return Sample::Any;
    }
    let types: Vec<Type> = schema.types.iter().flat_map(|types| types.without(Type::Null).iter()).collect();
    let number = schema.notes.as_ref().and_then(|notes| notes.number.as_deref());
    match types.as_slice() {
        [only] if number.is_none() || *only != Type::String => plain(schema, *only),
        [_] => Sample::Value(Value::from("1")),
        [] if schema.items.is_none() && schema.additional_properties.is_none() && !is_limited(schema) => Sample::Any,
        [_, ..] if !is_limited(schema) => Sample::Any,
        _ => Sample::Unknown,
    }
}

/// A value of one type.
fn plain(schema: &Schema, ty: Type) -> Sample {
    let told = |keyword: &str| schema.other.get(keyword);
    let size = |keyword: &str| told(keyword).and_then(Value::as_u64).and_then(|size| usize::try_from(size).ok());
    match ty {
        Type::Array => {
            let most = size("maxItems").unwrap_or(usize::MAX);
            let item = schema.items.as_deref().map(sample).unwrap_or_default();
            match (size("minItems").unwrap_or_default(), item) {
                (0, Sample::Unknown) => Sample::Value(Value::Array(Vec::new())),
                (0, _) if most == 0 => Sample::Value(Value::Array(Vec::new())),
                (0, Sample::Any) => Sample::Any,
                (least, Sample::Value(item)) if least <= 1 && most >= 1 => Sample::Value(Value::Array(vec![item])),
                _ => Sample::Unknown,
            }
        }
        Type::Object => match &schema.additional_properties {
            Some(Additional::Schema(inner)) if sample(inner) != Sample::Any => {
                Sample::Value(Value::Object(Default::default()))
            }
            _ => Sample::Any,
        },
        _ => {
            let said = schema.examples.iter().chain(told("example")).chain(told("default"));
            let format = schema.format.as_deref().unwrap_or_default();
            let of_format = FORMATS.iter().find(|(name, _)| *name == format).map(|(_, value)| Value::from(*value));
            let bounds = ["minimum", "maximum"].into_iter().filter_map(told).cloned();
            let usual = match ty {
                Type::String => {
                    let least = size("minLength").unwrap_or_default().min(LONGEST);
                    let most = size("maxLength").unwrap_or(LONGEST);
                    Some(Value::from("string".chars().cycle().take(least.max(6).min(most)).collect::<String>()))
                }
                Type::Integer => Some(Value::from(1)),
                Type::Number => Some(Value::from(1.5)),
                _ => None,
            };
            let is_limited = LIMITS.iter().any(|keyword| told(keyword).is_some());
            let all = said.cloned().chain(of_format).chain(usual).chain(bounds);
            match all.into_iter().find(|value| is_valid(schema, ty, value)) {
                Some(value) => Sample::Value(value),
                None if is_limited => Sample::Unknown,
                None => Sample::Any,
            }
        }
    }
}

/// Whether a value that is no list and no object is surely one of a schema's, and can be shown.
fn is_valid(schema: &Schema, ty: Type, value: &Value) -> bool {
    let limit = |keyword: &str| schema.other.get(keyword).and_then(Value::as_f64);
    let within = |size: f64, least: &str, most: &str| {
        limit(least).is_none_or(|least| least <= size) && limit(most).is_none_or(|most| size <= most)
    };
    match (ty, value) {
        (Type::Boolean, Value::Bool(_)) => true,
        (Type::Integer, Value::Number(number)) if number.is_i64() => {
            number.as_f64().is_some_and(|number| within(number, "minimum", "maximum"))
        }
        (Type::Number, Value::Number(number)) => {
            number.as_f64().is_some_and(|number| within(number, "minimum", "maximum"))
        }
        (Type::String, Value::String(text)) => {
            let length = text.chars().count();
            let size = f64::from(u32::try_from(length).unwrap_or(u32::MAX));
            schema.other.get("pattern").is_none()
                && length <= LONGEST
                && !text.contains(is_hidden)
                && within(size, "minLength", "maxLength")
        }
        _ => false,
    }
}

fn line(property: &Schema) -> String {
    let told = |keyword: &str| property.other.get(keyword);
    let code = |value: &Value| Some(value.to_string()).filter(|text| !text.contains('`') && text.len() <= 120);
    let mut sentences: Vec<String> = Vec::new();
    sentences.extend(told("default").and_then(code).map(|value| format!("Default: `{value}`.")));
    let mut bounds = |least: &str, most: &str, what: &str| {
        let number = |keyword: &str| told(keyword).filter(|value| value.is_number());
        sentences.extend(match (number(least), number(most)) {
            (Some(least), Some(most)) if least == most => Some(format!("Exactly {least}{what}.")),
            (Some(least), Some(most)) => Some(format!("From {least} to {most}{what}.")),
            (Some(least), None) => Some(format!("At least {least}{what}.")),
            (None, Some(most)) => Some(format!("At most {most}{what}.")),
            (None, None) => None,
        });
    };
    bounds("minimum", "maximum", "");
    bounds("minLength", "maxLength", " characters");
    bounds("minItems", "maxItems", " items");
    let pattern =
        told("pattern").and_then(Value::as_str).filter(|text| !text.contains(['`', '\n']) && text.len() <= 120);
    sentences.extend(pattern.map(|pattern| format!("Matches `{pattern}`.")));
    let format = property.format.as_deref().filter(|format| !matches!(*format, "date" | "date-time" | "int64"));
    let format = format.filter(|text| text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)));
    sentences.extend(format.map(|format| format!("Format: `{format}`.")));
    for (keyword, words) in [("readOnly", "Read-only."), ("writeOnly", "Write-only.")] {
        if told(keyword).and_then(Value::as_bool) == Some(true) {
            sentences.push(words.to_owned());
        }
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(text: &str) -> Schema {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn keywords_are_limits_and_formats_of_text() {
        let told = |text: &str| serde_json::to_string(&keywords(&schema(text))).unwrap();
        assert_eq!(told(r#"{"type":"integer","format":"int64","maximum":100}"#), r#"[["maximum",100]]"#);
        let text = r#"{"type":["string","null"],"format":"email","maxLength":5,"pattern":"^a","readOnly":true}"#;
        assert_eq!(told(text), r#"[["maxLength",5],["pattern","^a"],["format","email"]]"#);
        assert_eq!(told(r#"{"type":"string","format":"date-time"}"#), "[]");
    }

    #[test]
    fn what_is_told_is_one_line() {
        let told = |text: &str| told(&schema(text));
        assert_eq!(told(r#"{"type":"string"}"#), None);
        assert_eq!(told(r#"{"description":"A.","x-other":1}"#), None);
        assert_eq!(
            told(r#"{"description":"A.","type":"integer","default":10,"maximum":100}"#).as_deref(),
            Some("Default: `10`. At most 100.")
        );
        assert_eq!(
            told(r#"{"minLength":1,"maxLength":5,"pattern":"^a","readOnly":true}"#).as_deref(),
            Some("From 1 to 5 characters. Matches `^a`. Read-only.")
        );
        assert_eq!(told(r#"{"minItems":2,"maxItems":2}"#).as_deref(), Some("Exactly 2 items."));
        assert_eq!(
            told(r#"{"type":"string","format":"uuid","writeOnly":true}"#).as_deref(),
            Some("Format: `uuid`. Write-only.")
        );
    }

    #[test]
    fn an_example_is_valid_or_there_is_none() {
        let cases = [
            (r#"{"type":"string","minLength":8}"#, Some("\"stringst\"")),
            (r#"{"type":"string","maxLength":2}"#, Some("\"st\"")),
            (r#"{"type":"string","pattern":"^a","default":"a"}"#, None),
            (r#"{"type":["string","null"],"format":"uuid"}"#, Some("\"123e4567-e89b-12d3-a456-426614174000\"")),
            (r#"{"type":"integer","minimum":10,"default":3}"#, Some("10")),
            (r#"{"type":"integer","default":3}"#, Some("3")),
            (r#"{"type":"number","maximum":1,"examples":["x",0.5]}"#, Some("0.5")),
            (r#"{"type":"integer","minimum":0.5,"maximum":0.7}"#, None),
            (r#"{"type":"array","items":{"type":"string","pattern":"a"}}"#, Some("[]")),
            (r#"{"type":"array","minItems":1,"items":{"type":"integer","minimum":2}}"#, Some("[2]")),
            (r#"{"type":"array","minItems":2,"items":{"type":"integer"}}"#, None),
            (r#"{"type":"object","additionalProperties":{"type":"string","minLength":99}}"#, Some("{}")),
            (r#"{"anyOf":[{"type":"integer","minimum":7},{"type":"null"}]}"#, Some("7")),
            (r#"{"anyOf":[{"type":"integer","minimum":7},{"type":"string"}]}"#, None),
            (r#"{"type":"string","x-fieldcast":{"number":"decimal"}}"#, Some("\"1\"")),
            (r#"{"type":"null"}"#, Some("null")),
        ];
        for (text, expected) in &cases {
            let found = match sample(&schema(text)) {
                Sample::Value(value) => Some(value.to_string()),
                Sample::Unknown => None,
                Sample::Any => Some("any".to_owned()),
            };
            assert_eq!(found.as_deref(), *expected, "{text}");
        }
        assert_eq!(cases.len(), 16);
        assert_eq!(sample(&schema(r#"{"type":"boolean"}"#)), Sample::Any);
        assert_eq!(sample(&schema(r#"{"type":"array","items":{"type":"boolean"}}"#)), Sample::Any);
    }
}
