//! The docs of a member: its description, and what the schema tells of its value beside the type.

use crate::schema::document::Schema;
use serde_json::Value;

/// The docs of a property: `How many.` and, apart from it, ``Default: `10`. At most 100.``
pub fn docs(property: &Schema) -> Option<String> {
    if property.other.is_empty() {
        return property.description.clone();
    }
    let line = line(property);
    match (&property.description, line.is_empty()) {
        (description, true) => description.clone(),
        (None, false) => Some(line),
        (Some(description), false) => Some(format!("{description}\n\n{line}")),
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
    if told("readOnly").and_then(Value::as_bool) == Some(true) {
        sentences.push("Read-only.".to_owned());
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_stands_below_the_description() {
        let docs = |schema: &str| docs(&serde_json::from_str(schema).unwrap());
        assert_eq!(docs(r#"{"type":"string"}"#), None);
        assert_eq!(docs(r#"{"description":"A.","x-other":1}"#).as_deref(), Some("A."));
        assert_eq!(
            docs(r#"{"description":"A.","type":"integer","default":10,"maximum":100}"#).as_deref(),
            Some("A.\n\nDefault: `10`. At most 100.")
        );
        assert_eq!(
            docs(r#"{"minLength":1,"maxLength":5,"pattern":"^a","readOnly":true}"#).as_deref(),
            Some("From 1 to 5 characters. Matches `^a`. Read-only.")
        );
        assert_eq!(docs(r#"{"minItems":2,"maxItems":2}"#).as_deref(), Some("Exactly 2 items."));
    }
}
