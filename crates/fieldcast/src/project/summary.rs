//! What changed between two schemas of an API, in the words of the schema: for the summary of an update.

use crate::schema::document::{Document, Schema};
use indexmap::IndexMap;

/// What changed, a line of Markdown each; none where both say the same.
///
/// # Examples
///
/// ```
/// use fieldcast::project::changes;
/// use fieldcast::schema::document::Document;
/// let of = |defs: &str| -> Document {
///     let text = format!("{{\"$schema\": \"s\", \"$id\": \"i\", \"$defs\": {defs}}}");
///     serde_json::from_str(&text).unwrap()
/// };
/// let old = of(r#"{"Pet": {"type": "object", "properties": {"age": {"type": "number"}}}}"#);
/// let new = of(r#"{"Pet": {"type": "object", "properties": {"age": {"type": "integer"}}}, "Dog": {}}"#);
/// assert_eq!(changes(&old, &new), ["`Dog` is new", "`Pet.age`: `type` was `\"number\"`, is `\"integer\"`"]);
/// ```
pub fn changes(old: &Document, new: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for key in new.defs.keys().filter(|key| !old.defs.contains_key(*key)) {
        lines.push(format!("{} is new", code(key)));
    }
    for key in old.defs.keys().filter(|key| !new.defs.contains_key(*key)) {
        lines.push(format!("{} is gone", code(key)));
    }
    for (key, now) in &new.defs {
        if let Some(before) = old.defs.get(key).filter(|before| *before != now) {
            model(key, before, now, &mut lines);
        }
    }
    lines
}

fn model(key: &str, before: &Schema, now: &Schema, lines: &mut Vec<String>) {
    let none = IndexMap::new();
    let (old, new) = (before.properties.as_deref().unwrap_or(&none), now.properties.as_deref().unwrap_or(&none));
    let name = |field: &str| code(&format!("{key}.{field}"));
    for field in new.keys().filter(|field| !old.contains_key(*field)) {
        let how = if now.required.contains(field) { "required" } else { "optional" };
        lines.push(format!("{} is new, {how}", name(field)));
    }
    for field in old.keys().filter(|field| !new.contains_key(*field)) {
        lines.push(format!("{} is gone", name(field)));
    }
    for (field, is) in new {
        let Some(was) = old.get(field) else { continue };
        keywords(&name(field), was, is, lines);
        match (before.required.contains(field), now.required.contains(field)) {
            (false, true) => lines.push(format!("{} is required now", name(field))),
            (true, false) => lines.push(format!("{} is optional now", name(field))),
            _ => {}
        }
    }
    let rest = |schema: &Schema| Schema { properties: None, required: Vec::new(), ..schema.clone() };
    keywords(&code(key), &rest(before), &rest(now), lines);
}

/// The keywords of a schema that differ.
fn keywords(name: &str, before: &Schema, now: &Schema, lines: &mut Vec<String>) {
    if before == now {
        return;
    }
    let (Ok(serde_json::Value::Object(old)), Ok(serde_json::Value::Object(new))) =
        (serde_json::to_value(before), serde_json::to_value(now))
    else {
        return;
    };
    for keyword in new.keys().chain(old.keys().filter(|keyword| !new.contains_key(*keyword))) {
        let (was, is) = (old.get(keyword), new.get(keyword));
        if was == is {
            continue;
        }
        lines.push(match (keyword.as_str(), was, is) {
            ("description" | "examples" | "x-fieldcast", ..) => format!("{name}: another `{keyword}`"),
            (_, None, Some(is)) => format!("{name}: `{keyword}` is {} now", shown(is)),
            (_, Some(was), None) => format!("{name}: `{keyword}` was {}, is gone", shown(was)),
            (_, Some(was), Some(is)) => format!("{name}: `{keyword}` was {}, is {}", shown(was), shown(is)),
            (_, None, None) => continue,
        });
    }
}

fn shown(value: &serde_json::Value) -> String {
    const LONGEST: usize = 200;
    let text = value.to_string();
    if text.chars().count() > LONGEST {
        code(&(text.chars().take(LONGEST).collect::<String>() + "…"))
    } else {
        code(&text)
    }
}

/// A text as code in Markdown, whatever is in it.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("`{text}`") } else { format!("{fence} {text} {fence}") }
}
