//! The Notes cell: whether a member may be absent, is read-only, what its default, limits and values are.

/// What a Notes cell says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Notes<'a> {
    /// Whether the member may be absent.
    pub optional: bool,
    /// Whether only the service sets it.
    pub read_only: bool,
    /// Its default, as the language writes it.
    pub default: Option<&'a str>,
    /// The list of its values: `"a", "b", ` or `a, b`.
    pub values: Option<&'a str>,
    /// Limits by their label (`Max`, `Min. length`, `Pattern`), and what stands behind it.
    pub limits: Vec<(&'a str, &'a str)>,
}

/// Reads a text that consists of notes and of nothing else; `None` for any other.
pub(super) fn read(text: &str) -> Option<Notes<'_>> {
    let mut notes = Notes::default();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', ',', '\t', '\r']);
        if rest.is_empty() {
            return Some(notes);
        }
        if let Some(values) = rest.strip_prefix("must be one of ") {
            let inner = values.strip_prefix('[')?;
            let end = inner.rfind(']')?;
            notes.values = inner.get(..end);
            rest = inner.get(end + 1..)?;
            continue;
        }
        let told = ["defaults to ", "if omitted the server will use the default value of "];
        if let Some(value) = told.iter().find_map(|start| rest.strip_prefix(start)) {
            let end =
                value.find(" must be one of [").or_else(|| value.find(", must be one of [")).unwrap_or(value.len());
            notes.default = value.get(..end).map(|text| text.trim().trim_end_matches(','));
            rest = value.get(end..)?;
            continue;
        }
        if rest.starts_with("value must ") {
            // a format in words: the type cell has it too
            return Some(notes);
        }
        if let Some(after) = rest.strip_prefix("(optional)") {
            notes.optional = true;
            rest = after;
            continue;
        }
        let inner = rest.strip_prefix('[')?;
        if let Some(after) = flag(inner, "optional").or_else(|| flag(inner, "Optional")) {
            notes.optional = true;
            rest = after;
        } else if let Some(after) = flag(inner, "readonly").or_else(|| flag(inner, "read-only")) {
            notes.read_only = true;
            rest = after;
        } else if let Some(value) = ["default to ", "Defaults to "].iter().find_map(|start| inner.strip_prefix(start)) {
            let (value, after) = bracket(value)?;
            notes.default = Some(value.trim().trim_matches('`'));
            rest = after;
        } else {
            let (label, value) = inner.split_once(':')?;
            if !["Enum", "enum", "Max", "Min", "Pattern"].iter().any(|known| label.starts_with(known))
                || label.len() > 16
            {
                return None;
            }
            let (value, after) = bracket(value)?;
            if label.eq_ignore_ascii_case("enum") {
                let value = value.trim();
                notes.values =
                    value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).or(Some(value).filter(|v| !v.is_empty()));
            } else {
                notes.limits.push((label, value.trim()));
            }
            rest = after;
        }
    }
}

/// What follows `[word]`, `[word property]` or `[word parameter]`.
fn flag<'a>(inner: &'a str, word: &str) -> Option<&'a str> {
    let rest = inner.strip_prefix(word)?;
    ["]", " property]", " parameter]"].iter().find_map(|end| rest.strip_prefix(end))
}

/// What stands up to the bracket that ends a note, and what follows it: values hold brackets of their own.
fn bracket(text: &str) -> Option<(&str, &str)> {
    const NEXT: &[&str] = &[
        "[optional",
        "[Optional",
        "[readonly",
        "[default to ",
        "[Defaults to ",
        "[Enum:",
        "[enum:",
        "[Max",
        "[Min",
        "[Pattern",
    ];
    for (at, _) in text.match_indices(']') {
        let after = text.get(at + 1..)?;
        let next = after.trim_start_matches([' ', '\t', '\r']);
        if next.is_empty() || NEXT.iter().any(|note| next.starts_with(note)) {
            return Some((text.get(..at)?, after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note() {
        let all = read(" [optional] [readonly][default to [1, 2]]  ").unwrap_or_default();
        assert_eq!((all.optional, all.read_only, all.default), (true, true, Some("[1, 2]")));
        let old =
            read("[optional]  if omitted the server will use the default value of \"a\", must be one of [\"a\", ]");
        assert_eq!(old.map(|n| (n.default, n.values)), Some((Some("\"a\""), Some("\"a\", "))));
        let r = read("[optional] [Max: 5] [Pattern: ^[a-z]+$] [Enum: [a, b]]").unwrap_or_default();
        assert_eq!((r.limits, r.values), (vec![("Max", "5"), ("Pattern", "^[a-z]+$")], Some("a, b")));
        assert_eq!(read("[optional property]").map(|n| n.optional), Some(true));
        assert_eq!(read(""), Some(Notes::default()));
    }

    #[test]
    fn notes_of_parameters() {
        let axios = read("(optional) defaults to undefined").unwrap_or_default();
        assert_eq!((axios.optional, axios.default), (true, Some("undefined")));
        let fetch = read("[Optional] [Defaults to `10`] [Enum: 10, 20]").unwrap_or_default();
        assert_eq!((fetch.optional, fetch.default, fetch.values), (true, Some("10"), Some("10, 20")));
        assert_eq!(read("[enum: age, name] ").map(|n| n.values), Some(Some("age, name")));
    }

    #[test]
    fn what_is_no_note() {
        for text in ["An [optional] thing", "[other]", "[default to 1", "[optional] x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
