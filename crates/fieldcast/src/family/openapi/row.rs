//! Rows of a property table. Nothing in them is escaped, so bars may stand in descriptions, defaults and types: a row is
//! cut where its parts are what they have to be (measured over 62,826 rows, of which 35 have more bars than columns).

use super::notes::{self, Notes};

/// A row in its parts, which are pieces of its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parts<'a> {
    /// The first cell.
    pub name: &'a str,
    /// The type with its emphasis and link.
    pub ty: &'a str,
    /// What stands between type and notes.
    pub description: &'a str,
    /// The notes, read.
    pub notes: Notes<'a>,
    /// Whether there is nothing behind the type.
    pub short: bool,
}

/// How many bars a default or a list of values may hold.
const MOST_BARS: usize = 64;

/// Cuts a row; `None` where it has one cell only.
pub(super) fn parts(line: &str) -> Option<Parts<'_>> {
    let line = line.trim();
    let line = match line.strip_prefix('|') {
        Some(rest) => rest.trim_end().strip_suffix('|').unwrap_or(rest),
        None => line,
    };
    let (name, rest) = line.split_once('|')?;
    let (ty, rest) = ty(rest);
    let Some(rest) = rest else {
        return Some(Parts { name: name.trim(), ty, description: "", notes: Notes::default(), short: true });
    };
    // the longest tail that is notes and nothing else
    let bars: Vec<usize> = rest.match_indices('|').map(|(at, _)| at).collect();
    let mut found = None;
    for at in bars.iter().rev().take(MOST_BARS) {
        let tail = rest.get(at + 1..).unwrap_or_default();
        match notes::read(tail) {
            Some(notes) => {
                let before = rest.get(..*at).unwrap_or_default();
                // an empty cell says nothing: of several the first bar is the one between the columns
                let empty = notes == Notes::default() && found.is_some();
                if !empty {
                    found = Some((before, notes));
                }
                if tail.trim().is_empty() && bars.len() == 1 {
                    break;
                }
            }
            None if found.is_some() => break,
            None => {}
        }
    }
    let (description, notes) = found.unwrap_or_else(|| (rest, Notes::default()));
    Some(Parts { name: name.trim(), ty, description: description.trim(), notes, short: false })
}

/// The type up to the bar at which its emphasis and its link are closed, and what follows that bar.
fn ty(rest: &str) -> (&str, Option<&str>) {
    for (at, _) in rest.match_indices('|').take(MOST_BARS) {
        let cell = rest.get(..at).unwrap_or_default();
        let bold = cell.matches("**").count();
        let closed = cell.matches('[').count() <= cell.matches(']').count();
        let quotes = cell.matches('`').count();
        let entities = cell.contains('&');
        let count = |entity: &str| if entities { cell.matches(entity).count() } else { 0 };
        let open = |sign: char, entity: &str| cell.matches(sign).count() + count(entity);
        let closed = closed && open('<', "&lt;") <= open('>', "&gt;");
        let closed = closed && cell.matches('{').count() <= cell.matches('}').count();
        if bold % 2 == 0 && quotes % 2 == 0 && closed {
            return (cell.trim(), rest.get(at + 1..));
        }
    }
    match rest.split_once('|') {
        Some((cell, after)) if rest.matches("**").count() % 2 == 1 => (cell.trim(), Some(after)),
        _ => (rest.trim(), None),
    }
}

/// Whether a line is the one between a table's header and its rows.
pub(super) fn is_delimiter(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(line: &str) -> String {
        let parts = parts(line).unwrap();
        format!("{} / {} / {} / {}", parts.name, parts.ty, parts.description, parts.notes.optional)
    }

    #[test]
    fn rows_are_cut_where_their_parts_fit() {
        for (line, shown) in [
            ("**a** | **str** | What | [optional] ", "**a** / **str** / What / true"),
            ("| **a** | **str** |  |  |", "**a** / **str** /  / false"),
            (
                "|**a** | [**List&lt;B&gt;**](B.md) | x | y |  [optional] |",
                "**a** / [**List&lt;B&gt;**](B.md) / x | y / true",
            ),
            ("**a** | **string | null** | d | [default to undefined]", "**a** / **string | null** / d / false"),
            ("**a** | **str** | d | [default to 'x|y']", "**a** / **str** / d / false"),
            ("**a** | **str** | is [optional] | ", "**a** / **str** / is [optional] / false"),
            ("`a` | Array&lt;B&gt;", "`a` / Array&lt;B&gt; /  / false"),
        ] {
            assert_eq!(show(line), shown, "{line}");
        }
    }
}
