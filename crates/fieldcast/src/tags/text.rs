//! The few ways in which all scanners look at text.

use crate::operation::In;

/// The lines of a text, numbered from 1.
pub fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(text.lines())
}

/// What stands between the first `before` and the next `after`.
pub fn between<'t>(text: &'t str, before: &str, after: char) -> Option<&'t str> {
    let rest = text.split_once(before)?.1;
    Some(rest.split_once(after)?.0)
}

/// The text in quotes that begins a text, after white space.
pub fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text.get(1..)?.split_once(quote).map(|(inner, _)| inner).filter(|inner| !inner.contains('\\'))
}

/// The identifier that begins a text; empty where none does.
pub fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$')).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The name that a tag of a parameter tells: `queryParam:"style=form,explode=true,name=page_size"`.
pub fn parameter(tag: &str) -> Option<&str> {
    let rest = tag.split_once("name=")?.1;
    let end = rest.find(['"', '\'', ',', ';', '`', ')']).unwrap_or(rest.len());
    rest.get(..end).filter(|name| !name.is_empty())
}

/// Where a tag of a parameter says that it is sent: `queryParam:"style=form,name=page_size"`, `{'header': { … }}`.
pub fn sent(tag: &str) -> Option<In> {
    let has = |marks: &[&str]| marks.iter().any(|mark| tag.contains(mark));
    if has(&["queryParam", "'query_param'", "QueryParamMetadata("]) {
        Some(In::Query)
    } else if has(&["pathParam", "'path_param'", "PathParamMetadata("]) {
        Some(In::Path)
    } else if has(&["header:", "'header'", "HeaderMetadata("]) {
        Some(In::Header)
    } else {
        None
    }
}

/// How many brackets of a text are not closed in it; those in quotes do not count.
pub fn depth(text: &str) -> i32 {
    let (mut depth, mut quote, mut escaped) = (0i32, None, false);
    for byte in text.bytes() {
        if escaped {
            escaped = false;
        } else if quote.is_some() {
            match byte {
                b'\\' => escaped = true,
                byte if quote == Some(byte) => quote = None,
                _ => {}
            }
        } else {
            match byte {
                b'"' | b'\'' | b'`' => quote = Some(byte),
                b'(' | b'[' | b'{' => depth = depth.saturating_add(1),
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    depth
}

/// The parts of a text between separators that stand in no brackets and no quotes.
pub fn split(text: &str, separator: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut quote, mut escaped, mut start) = (0i32, None, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, byte) {
            (Some(_), b'\\') => escaped = true,
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth = depth.saturating_add(1),
            (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            (None, byte) if byte == separator && depth == 0 => {
                parts.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// What stands in the brackets that begin a text, and what follows them.
pub fn brackets(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b'(' | b'[' | b'{')) {
        return None;
    }
    let (mut depth, mut quote, mut escaped) = (0i32, None, false);
    for (at, byte) in bytes.iter().copied().enumerate() {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, byte) {
            (Some(_), b'\\') => escaped = true,
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'(' | b'[' | b'{') => depth = depth.saturating_add(1),
            (None, b')' | b']' | b'}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some((text.get(1..at)?, text.get(at + 1..)?));
                }
            }
            _ => {}
        }
    }
    None
}

/// The number of the line that an offset lies in, counted from a line that is known.
pub fn line_at(text: &str, offset: usize, first: u32) -> u32 {
    let breaks = text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
    first.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX))
}
