//! Reads a page: its sections tell what it defines.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::heap::Heap;
use crate::family::page::{Body, Inline, Member, Page, Reading, Row, ValueRow, Values};
use crate::family::unread::{stray, tell};
use crate::family::{Limits, Told};
use crate::markdown::{Block, Blocks, Span, cells, is_delimiter, unescape};
use std::borrow::Cow;
use std::sync::Arc;

/// The longest row in bytes that is read.
const LONGEST_ROW: usize = 1 << 20;

/// What a page is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    Enum,
    Union,
}

/// Reads a page; `None` where it is none of this generator's.
pub(super) fn read<'a>(file: &Arc<str>, text: &'a str, heap: &'a Heap) -> Option<Reading<'a>> {
    let has = |line: &str| memchr::memmem::find(text.as_bytes(), line.as_bytes()).is_some();
    if !["## Structure", "## Enumeration", "## Class Name", "## Data Type"].iter().any(|line| has(line)) {
        return None;
    }
    let mut blocks = Blocks::new(text);
    let (mut title, mut class, mut kind) = (None::<Span<'a>>, None::<Span<'a>>, None);
    let mut description = (0, None);
    let (mut part, mut header): (&str, Option<Vec<&str>>) = ("", None);
    let (mut rows, mut values, mut members) = (Vec::new(), Vec::new(), Vec::new());
    let (mut inline, mut inherits) = (Vec::new(), Vec::new());
    let (mut fence, mut example) = (None, "");
    let (mut problems, mut unread) = (Vec::new(), Vec::new());
    while let Some(block) = blocks.next() {
        tell(file, &block, &mut unread);
        match block {
            Block::Heading { level: 1, text, .. } if title.is_none() => {
                title = Some(text);
                description.0 = blocks.offset();
            }
            Block::Heading { level: 2, text, offset } => {
                description.1.get_or_insert(offset);
                part = text.text;
                header = None;
                kind = match part {
                    "Structure" => Some(Kind::Object),
                    "Enumeration" => Some(Kind::Enum),
                    "Class Name" | "Data Type" => Some(Kind::Union),
                    _ => kind,
                };
            }
            Block::Text(line) | Block::Row(line)
                if matches!(part, "Structure" | "Enumeration" | "Class Name" | "Data Type") =>
            {
                let code = line.text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
                if code.is_some_and(|code| !code.contains('`')) {
                    class = class.or(Some(line));
                } else if matches!(block, Block::Row(_)) && !is_delimiter(line.text) {
                    unread.push(stray(file, line));
                }
            }
            Block::Text(line) if part == "Inherits From" => inherits.push(Span { text: label(line.text), ..line }),
            Block::Code { info, text, .. } => {
                if part.starts_with("Example") && info.trim() == "json" {
                    example = text.text;
                } else {
                    fence = fence.or(info.split_whitespace().next());
                }
            }
            Block::Row(row) if row.text.len() > LONGEST_ROW => {
                let place = Place::at(Arc::clone(file), row.line, row.column);
                let message = format!("found a row of {} bytes, expected at most {LONGEST_ROW}", row.text.len());
                problems.push(Diagnostic::error(Code::TooLarge, place, message).help("shorten the row"));
            }
            Block::Row(row) if matches!(part, "Fields" | "Cases") => {
                let found = cells(row.text, row.line);
                if is_delimiter(row.text) {
                    continue;
                }
                let Some(columns) = &header else {
                    if !found.iter().any(|cell| matches!(cell.text, "Name" | "Type")) {
                        unread.push(stray(file, row));
                    }
                    header = Some(found.iter().map(|cell| cell.text).collect());
                    continue;
                };
                let cell = |name: &str| {
                    let at = columns.iter().position(|column| *column == name)?;
                    found.get(at).copied()
                };
                match (kind, cell("Name"), cell("Type")) {
                    (Some(Kind::Enum), Some(name), _) => {
                        let name = Span { text: name.text.trim_matches('`'), ..name };
                        values.push(ValueRow { name, value: name });
                    }
                    (Some(Kind::Union), _, Some(ty)) => {
                        let heading = Span { text: heap.text(unescape(ty.text)), ..ty };
                        members.push(Member { heading, code: Span::default() });
                    }
                    (_, Some(name), Some(ty)) => {
                        let tags = cell("Tags").unwrap_or_default().text;
                        let row = self::row(name, ty, tags, cell("Description").unwrap_or_default(), heap);
                        if tags.contains("Constant")
                            && let Some(value) = ["Value", "Default"].iter().find_map(|mark| value_of(row.notes, mark))
                        {
                            let value = value.trim_matches(['`', ' ']);
                            let bare = ['\'', '"'].iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q));
                            let value = bare.map_or(value, |bare| heap.quoted(bare));
                            inline.push(Inline { name: row.name.text, values: vec![value], typed: true });
                        }
                        rows.push(row);
                    }
                    _ => unread.push(stray(file, row)),
                }
            }
            Block::Row(row) if !part.is_empty() && !is_delimiter(row.text) => unread.push(stray(file, row)),
            _ => {}
        }
    }
    let title = title?;
    let prose = blocks.between(description.0, description.1.unwrap_or(usize::MAX));
    if prose.contains("Input structure for the method") {
        let place = Place::at(Arc::clone(file), title.line, title.column);
        let message = format!("`{}` is the input of an operation, not a model", title.text);
        return Some(Reading::Other(Diagnostic::note(Code::NotAModel, place, message)));
    }
    let name = class.map(|class| class.text.trim_matches('`')).filter(|name| is_class(name));
    let name = name.unwrap_or_else(|| heap.text(Cow::Owned(words(title.text))));
    let body = match kind? {
        Kind::Object if rows.is_empty() && inherits.is_empty() => Body::Blank,
        Kind::Object => Body::Fields(rows),
        Kind::Enum if values.is_empty() => Body::Blank,
        Kind::Enum => Body::Values(Values::Table(values)),
        Kind::Union if members.is_empty() => Body::Blank,
        Kind::Union => Body::Members(members),
    };
    let page = Box::new(Page {
        file: Arc::clone(file),
        title: Span { text: name, ..title },
        deprecated: false,
        description: prose,
        fence,
        usage: Vec::new(),
        // what is written for other values: a name need not be the value
        remark: if matches!(body, Body::Values(_)) { "Open enum" } else { "" },
        body,
        inline,
        inherits,
        json: example,
        nested: 0,
        unread,
    });
    Some(if problems.is_empty() { Reading::Model(page) } else { Reading::Broken(problems, Some(page)) })
}

/// A row of members or of parameters, from its cells.
pub(crate) fn row<'a>(name: Span<'a>, ty: Span<'a>, tags: &str, description: Span<'a>, heap: &'a Heap) -> Row<'a> {
    let told = if description.text == "-" { Span { text: "", ..description } } else { description };
    let (prose, notes) = split_notes(told);
    let is_read = tags.contains("Read-only");
    Row {
        name: Span { text: name.text.trim_matches('`'), ..name },
        struck: false,
        ty: Span { text: heap.text(unescape(ty.text)), ..ty },
        required: tags.contains("Required"),
        description: prose,
        example: Span::default(),
        null: None,
        notes: if is_read { heap.text(Cow::Owned(format!("Read-only {notes}"))) } else { notes },
    }
}

fn is_class(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// The words of a title as a class writes them.
fn words(title: &str) -> String {
    let mut name = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.push_str(letters.as_str());
    }
    name
}

/// The class in a link: `` [`Pet`](…) ``.
fn label(text: &str) -> &str {
    let label = text.strip_prefix('[').and_then(|rest| rest.split_once("](")).map_or(text, |(label, _)| label);
    label.trim_matches('`')
}

/// The marks before what a description says in words of its own.
const NOTES: &[&str] = &["**Default**:", "**Constraints**:", "**Value**:"];

/// A description without what it says of default, limits and value, and that.
fn split_notes(cell: Span<'_>) -> (Span<'_>, &str) {
    if !cell.text.contains("**") {
        return (Span { text: without_breaks(cell.text), ..cell }, "");
    }
    let first = NOTES.iter().filter_map(|mark| cell.text.find(mark)).min();
    let (prose, notes) = cell.text.split_at_checked(first.unwrap_or(cell.text.len())).unwrap_or((cell.text, ""));
    (Span { text: without_breaks(prose), ..cell }, notes)
}

/// A text without the breaks at its end.
fn without_breaks(text: &str) -> &str {
    let mut prose = text.trim_end();
    while let Some(rest) = prose.strip_suffix("<br>") {
        prose = rest.trim_end();
    }
    prose
}

/// What stands behind a mark: `` **Default**: `5` ``.
fn value_of<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("**{mark}**:"))?;
    Some(rest.split("<br>").next().unwrap_or(rest).trim())
}

/// What the notes of a row tell beside whether it must be there.
pub(super) fn told(row: &Row<'_>) -> Told {
    if row.notes.is_empty() {
        return Told::default();
    }
    let text = unescape(row.notes);
    let default = value_of(&text, "Default").map(|value| value.trim_matches('`').to_owned());
    let limit = |label: &str| {
        let (_, rest) = text.split_once(&format!("*{label}*: `"))?;
        // a pattern is the last, and holds what it likes
        Some(if label == "Pattern" { rest.rsplit_once('`')?.0 } else { rest.split_once('`')?.0 }.to_owned())
    };
    let count = |label: &str| limit(label)?.parse().ok();
    let limits = Limits {
        min_length: count("Minimum Length"),
        max_length: count("Maximum Length"),
        min_items: count("Minimum Items"),
        max_items: count("Maximum Items"),
        pattern: limit("Pattern"),
        ..Limits::default()
    };
    Told { default, read_only: row.notes.starts_with("Read-only"), limits }
}
