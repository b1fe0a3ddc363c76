//! Which parameters are headers, as far as names and prose tell.
//!
//! Names of headers know no case; they are written in lower case, as HTTP/2 sends them.

use crate::wire::fold;

/// Headers that requests of many APIs carry: of their names nothing else is called.
const KNOWN: [&str; 20] = [
    "pragma",
    "idempotency-key",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "cookie",
    "if-match",
    "if-none-match",
    "if-modified-since",
    "if-unmodified-since",
    "if-range",
    "user-agent",
    "accept-language",
    "traceparent",
    "tracestate",
    "baggage",
    "last-event-id",
    "referer",
    "origin",
];

/// What `x_…` is called that is no header: the first of two axes.
const AXES: [&str; 8] = ["axis", "min", "max", "offset", "position", "scale", "label", "value"];

/// The header that a parameter is, by its name, or by prose that calls it one.
pub(super) fn header(documented: &str, description: &str) -> Option<String> {
    let folded = fold(documented);
    let is = |known: &&str| known.bytes().filter(|b| *b != b'-').eq(folded.bytes());
    if let Some(known) = KNOWN.into_iter().find(is) {
        // a word of its own may be anything
        let several = known.contains('-') || known.starts_with("trace") || known == "pragma";
        return (several || calls_it_a_header(description)).then(|| known.to_owned());
    }
    let is_called = calls_it_a_header(description);
    if !is_called && !documented.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(['x', 'X']) {
        return None;
    }
    let words = words(documented);
    let named = words.first().is_some_and(|first| first == "x")
        && words.len() > 1
        && !(words.len() == 2 && words.get(1).is_some_and(|word| AXES.contains(&word.as_str())));
    (named || is_called).then(|| quoted(description, &folded).unwrap_or_else(|| words.join("-")))
}

/// Whether prose says that a parameter is a header.
fn calls_it_a_header(description: &str) -> bool {
    // each of these has one of two beginnings in it, which few descriptions have
    let starts = |at: usize, words: &str| {
        description
            .as_bytes()
            .get(at..at + words.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(words.as_bytes()))
    };
    let mut all = memchr::memchr2_iter(b'h', b'H', description.as_bytes());
    if !all.any(|at| starts(at, "header") || starts(at, "http cookie")) {
        return false;
    }
    let text = description.to_ascii_lowercase();
    let start = [
        "http cookie",
        "a header",
        "an http header",
        "the http header",
        "http header",
        "this header",
        "request header",
    ];
    start.iter().any(|words| text.contains(words))
}

/// The name as the prose spells it, where it does.
fn quoted(description: &str, folded: &str) -> Option<String> {
    let mut words = description.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.find(|word| word.contains('-') && fold(word) == folded).map(str::to_ascii_lowercase)
}

/// The words of a name in any casing, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = '_';
    for c in name.chars() {
        let starts = !c.is_alphanumeric()
            || c.is_uppercase() && !before.is_uppercase()
            || c.is_uppercase() && before == 'X' && words.len() == 1 && words.first().is_some_and(|word| word == "x");
        if starts && words.last().is_none_or(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        } else if c.is_alphanumeric() {
            words.push(c.to_lowercase().collect());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_prose_tell_headers() {
        for (name, description, expected) in [
            ("idempotencyKey", "", Some("idempotency-key")),
            ("IdempotencyKey", "", Some("idempotency-key")),
            ("x_organization_id", "", Some("x-organization-id")),
            ("xOrganizationId", "", Some("x-organization-id")),
            ("XOrganizationId", "", Some("x-organization-id")),
            ("novuAnalyticsSource", "A header that tells where it comes from", Some("novu-analytics-source")),
            ("apiVersion", "The HTTP header `API-Version`", Some("api-version")),
            ("merchantAccountId", "The account of the merchant", None),
            ("x_axis", "", None),
            ("x", "", None),
            ("origin", "The airport", None),
            ("expand", "", None),
            ("exact", "", None),
        ] {
            assert_eq!(header(name, description).as_deref(), expected, "{name}");
        }
    }
}
