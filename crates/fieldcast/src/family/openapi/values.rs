//! Values as the pages list them: literals, or bare words.

use crate::family::heap::Heap;
use crate::family::words::text::entities;
use std::borrow::Cow;

/// The values in a list: literals, or bare words.
pub(super) fn list<'a>(values: &'a str, is_typed: bool, heap: &'a Heap) -> Vec<&'a str> {
    if !is_typed {
        // null stands as nothing behind the last comma
        let values = values.trim_end();
        let values = values.strip_suffix(',').unwrap_or(values);
        return values.split(", ").map(|value| heap.text(entities(value))).collect();
    }
    let mut found = Vec::new();
    let mut rest = values.trim();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => rest.get(1..).and_then(|r| {
                let close = format!("{quote},");
                r.find(&close).map(|at| at + 2).or_else(|| r.rfind(quote).map(|at| at + 2))
            }),
            None => rest.find(','),
        };
        let end = end.unwrap_or(rest.len());
        let (value, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        found.push(typed(value, heap));
        rest = after.trim_start_matches([',', ' ']);
    }
    found
}

/// A value as a literal of JSON: in quotes, or a number.
pub(super) fn typed<'a>(value: &str, heap: &'a Heap) -> &'a str {
    let value = entities(value.trim());
    let value = value
        .strip_prefix("new BigDecimal(")
        .and_then(|rest| rest.strip_suffix(')'))
        .map_or(value.as_ref(), |rest| rest.trim_matches('"'));
    let quoted = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    match quoted {
        Some(inner) => heap.quoted(inner),
        None if value == "null" || value == "None" => "null",
        None if is_number(value) => heap.text(Cow::Owned(value.to_owned())),
        None => heap.quoted(value),
    }
}

fn is_number(value: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(value).is_ok()
}
