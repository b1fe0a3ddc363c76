//! What these generators do to text: HTML's entities in cells, and nothing at all for Markdown.

use std::borrow::Cow;

/// The entities that the generators write, and what they stand for.
const ENTITIES: &[(&str, char)] = &[
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&#x60;", '`'),
    ("&#x3D;", '='),
    ("&#61;", '='),
    ("&#96;", '`'),
    ("&amp;", '&'),
];

/// A text without entities. Each is undone once: `&amp;lt;` is `&lt;`.
pub(in crate::family) fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let entity = ENTITIES.iter().find(|(entity, _)| from.starts_with(entity));
        let (written, length) = entity.map_or(('&', 1), |(entity, c)| (*c, entity.len()));
        out.push(written);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Prose of a cell: entities and the backslashes before quotes undone.
pub(in crate::family) fn prose(text: &str) -> Cow<'_, str> {
    let text = entities(text);
    if text.contains("\\\"") || text.contains("/_*") {
        return Cow::Owned(text.replace("\\\"", "\"").replace("/_*", "/*").replace("*_/", "*/"));
    }
    text
}
