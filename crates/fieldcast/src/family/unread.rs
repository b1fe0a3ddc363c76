//! What a block keeps from being read: rows in a comment or an item of a list, and all that follows what never ends.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::markdown::{Block, Span, shorten};
use std::sync::Arc;

/// Tells of a block what of it looks like a row of a table and is none, and whether it never ends.
pub(super) fn tell(file: &Arc<str>, block: &Block<'_>, unread: &mut Vec<Diagnostic>) {
    let (first, what, end) = match block {
        Block::Item(item) if item.text.starts_with('|') => return unread.push(stray(file, *item)),
        Block::Comment { text, closed } => {
            let lines = text.text.lines().zip(text.line..);
            // The last line may be cut where the comment ends.
            let rows = lines.filter(|(line, _)| looks_like_row(line) || bars(line) > 1);
            unread.extend(rows.map(|(line, number)| stray(file, Span { text: line.trim(), line: number, column: 1 })));
            if *closed {
                return;
            }
            (text.line, "a comment", "`-->`")
        }
        // The text starts in the line behind the one that opens it.
        Block::Code { text, closed: false, .. } => (text.line.saturating_sub(1), "code", "the marks that open it"),
        Block::FrontMatter { closed: false, .. } => (1, "front matter", "a line `---`"),
        _ => return,
    };
    let place = Place::at(Arc::clone(file), first.max(1), 1);
    let message = format!("found {what} without its end: nothing behind it is read");
    unread.push(Diagnostic::warning(Code::StrayRow, place, message).help(format!("end it with {end}")));
}

/// Whether a line outside of code has the look of a row: bars between its cells.
pub(super) fn looks_like_row(line: &str) -> bool {
    let text = line.trim();
    text.starts_with('|') && text.len() > 1 || bars(text) > 2
}

/// How many bars of a line are not behind a stroke.
fn bars(line: &str) -> usize {
    line.match_indices('|').filter(|(at, _)| !line.get(..*at).is_some_and(|head| head.ends_with('\\'))).count()
}

/// A row that belongs to no table that is read.
pub(super) fn stray(file: &Arc<str>, row: Span<'_>) -> Diagnostic {
    let place = Place::at(Arc::clone(file), row.line, row.column);
    let message = format!("`{}` looks like a row of a table, and belongs to none that is read", shorten(row.text));
    Diagnostic::note(Code::StrayRow, place, message)
}
