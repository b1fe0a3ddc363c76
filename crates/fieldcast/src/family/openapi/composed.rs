//! Python's pages of versions 5.4 to 6.6: schemas as they are written, each section a schema of its own, so that a list's
//! items and a map's values stand below `# name`.
//!
//! Their types are lists of all that is taken (`None, decimal.Decimal, int, `); they become the types that other pages of
//! the language write.

use super::notes;
use super::values::list;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::heap::Heap;
use crate::family::page::{Body, Inline, Member, Page, Reading, Row, Values};
use crate::family::unread::stray;
use crate::family::words::text::{entities, prose};
use crate::markdown::{Block, Blocks, Span, cells};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;

/// How deep the sections of a page may refer to each other.
const DEPTH: usize = 16;

/// A schema on the page.
#[derive(Default)]
struct Section<'a> {
    name: Span<'a>,
    /// The types that are taken.
    input: &'a str,
    description: &'a str,
    notes: &'a str,
    line: u32,
    keys: Vec<Key<'a>>,
    items: Option<(&'a str, &'a str)>,
    /// The way in which schemas are composed, and their names and types.
    composed: Vec<(&'a str, Span<'a>)>,
    /// The rows of its tables.
    rows: Vec<Span<'a>>,
    /// Whether something on the page leads to it.
    used: Cell<bool>,
}

/// A row of `Dictionary Keys`.
struct Key<'a> {
    name: Span<'a>,
    input: Span<'a>,
    description: Span<'a>,
    notes: &'a str,
}

/// Reads a page that has `## Model Type Info`.
pub(super) fn read<'a>(file: &Arc<str>, text: &'a str, heap: &'a Heap) -> Option<Reading<'a>> {
    let mut blocks = Blocks::new(text);
    let (sections, description, strays) = sections(&mut blocks);
    let first = sections.first()?;
    let title = first.name.text.rsplit('.').next().unwrap_or_default();
    let place = Place::at(Arc::clone(file), first.name.line, first.name.column);
    if title.is_empty() {
        let problem = Diagnostic::error(Code::NoTitle, place, "found no title, expected a line such as `# Name`");
        return Some(Reading::Broken(vec![problem.help("give the page a title")], None));
    }
    let mut page = Page {
        file: Arc::clone(file),
        title: Span { text: title, ..first.name },
        deprecated: false,
        description: heap.text(entities(blocks.between(description.0, description.1.unwrap_or(usize::MAX)))),
        fence: Some("python-6.2"),
        usage: Vec::new(),
        remark: "",
        body: Body::Blank,
        inline: Vec::new(),
        inherits: Vec::new(),
        json: "",
        nested: 0,
        unread: strays.into_iter().map(|row| stray(file, row)).collect(),
    };
    first.used.set(true);
    page.body = body(first, &sections, heap, &mut page.inline, &mut page.inherits);
    for (at, section) in sections.iter().enumerate() {
        // a section that nothing leads to says nothing, and objects within a member's type have no members of their own
        let is_lost = |row: &Span<'_>| {
            !section.used.get() || at > 0 && section.keys.iter().any(|key| key.name.line == row.line && !key.is_any())
        };
        let lost = section.rows.iter().filter(|row| is_lost(row));
        let before = page.unread.len();
        page.unread.extend(lost.map(|row| stray(file, *row)));
        page.nested += section.rows.len() - (page.unread.len() - before);
    }
    page.nested -= page.rows().len().min(page.nested);
    Some(Reading::Model(Box::new(page)))
}

/// The sections of a text, where the prose of the first begins and ends, and the rows that are in none of them.
fn sections<'a>(blocks: &mut Blocks<'a>) -> (Vec<Section<'a>>, (usize, Option<usize>), Vec<Span<'a>>) {
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut part = "";
    let mut description = (0, None);
    let mut strays = Vec::new();
    while let Some(block) = blocks.next() {
        match block {
            Block::Heading { level: 1, text, .. } => {
                if sections.is_empty() {
                    description.0 = blocks.offset();
                }
                sections.push(Section { name: text, ..Section::default() });
                part = "";
            }
            Block::Heading { text, offset, .. } => {
                description.1.get_or_insert(offset);
                part = text.text;
            }
            Block::Row(row) => {
                let is_taken = sections.last_mut().is_some_and(|section| section.row(part, row));
                if !is_taken {
                    strays.push(row);
                }
            }
            _ => {}
        }
    }
    (sections, description, strays)
}

fn body<'a>(
    first: &Section<'a>,
    sections: &[Section<'a>],
    heap: &'a Heap,
    inline: &mut Vec<Inline<'a>>,
    inherits: &mut Vec<Span<'a>>,
) -> Body<'a> {
    if let Some(values) = notes::read(first.notes).and_then(|notes| notes.values) {
        let values = list(values, true, heap);
        return Body::Values(Values::Bullets(
            values.into_iter().map(|text| Span { text, line: first.line, column: 1 }).collect(),
        ));
    }
    let member = |text: Span<'a>| {
        let ty = heap.text(Cow::Owned(link(text.text).unwrap_or_else(|| ty(text.text, sections, 0, 0))));
        Member { heading: Span { text: ty, ..text }, code: Span::default() }
    };
    let choices: Vec<Member<'a>> =
        first.composed.iter().filter(|(how, _)| *how != "allOf").map(|(_, text)| member(*text)).collect();
    inherits.extend(
        first
            .composed
            .iter()
            .filter(|(how, _)| *how == "allOf")
            .filter_map(|(_, text)| Some(Span { text: heap.text(Cow::Owned(link(text.text)?)), ..*text })),
    );
    if !choices.is_empty() && first.keys.is_empty() {
        return Body::Members(choices);
    }
    if first.keys.is_empty() {
        if !inherits.is_empty() {
            return Body::Fields(Vec::new());
        }
        let text = section_type(sections, 0, "", 0);
        if matches!(text.as_str(), "object" | "Dict[str, object]") {
            return Body::Blank;
        }
        let heading = Span { text: heap.text(Cow::Owned(text)), line: first.line, column: 1 };
        return Body::Members(vec![Member { heading, code: Span::default() }]);
    }
    Body::Fields(rows(first, sections, 1, heap, inline))
}

/// The members of a schema, whose own schemas stand in the sections from `from` on.
fn rows<'a>(
    section: &Section<'a>,
    sections: &[Section<'a>],
    from: usize,
    heap: &'a Heap,
    inline: &mut Vec<Inline<'a>>,
) -> Vec<Row<'a>> {
    let mut rows = Vec::with_capacity(section.keys.len());
    for key in &section.keys {
        let (name, inner) = key.section(sections, from);
        let notes = notes::read(key.notes).unwrap_or_default();
        let name_text = heap.text(Cow::Owned(entities(name).into_owned()));
        if let Some(values) = notes.values {
            inline.push(Inline { name: name_text, values: list(values, true, heap), typed: true });
        }
        let text = match inner {
            Some(at) => section_type(sections, at, key.input.text, 0),
            None => link(key.input.text).unwrap_or_else(|| ty(key.input.text, sections, 0, 0)),
        };
        rows.push(Row {
            name: Span { text: name_text, ..key.name },
            struck: false,
            ty: Span { text: heap.text(Cow::Owned(text)), ..key.input },
            required: !notes.optional,
            description: Span { text: heap.text(prose(key.description.text)), ..key.description },
            example: Span::default(),
            null: None,
            notes: key.notes,
        });
    }
    rows
}

/// The schemas in a piece of a page of operations, each below a heading of its own.
pub(crate) struct Schemas<'a> {
    sections: Vec<Section<'a>>,
    /// The first section of each name.
    by_name: HashMap<&'a str, usize>,
}

/// One of them.
#[derive(Default)]
pub(crate) struct Schema<'a> {
    /// Its type, as other pages of the language write it.
    pub ty: &'a str,
    /// The texts that it may be, where it lists them.
    pub values: Vec<&'a str>,
    pub description: &'a str,
    pub notes: &'a str,
    /// Its members, where it lists any.
    pub members: Vec<Row<'a>>,
}

impl<'a> Schemas<'a> {
    /// Reads what has headings of the first level.
    pub(crate) fn read(text: &'a str) -> Self {
        let (sections, ..) = sections(&mut Blocks::new(text));
        let names = sections.iter().map(|section| section.name.text).enumerate();
        // the first stays
        let by_name = names.rev().map(|(at, name)| (name, at)).collect();
        Self { sections, by_name }
    }

    /// The first schema of a name.
    pub(crate) fn named(&self, name: &str, heap: &'a Heap) -> Option<Schema<'a>> {
        let at = *self.by_name.get(name)?;
        let section = self.sections.get(at)?;
        let values = notes::read(section.notes).and_then(|notes| notes.values).map(|values| list(values, true, heap));
        let bare = |value: &&str| Some(heap.text(Cow::Owned(serde_json::from_str::<String>(value).ok()?)));
        let mut inline = Vec::new();
        let members = rows(section, &self.sections, at + 1, heap, &mut inline);
        Some(Schema {
            ty: heap.text(Cow::Owned(section_type(&self.sections, at, "", 0))),
            values: values.unwrap_or_default().iter().filter_map(bare).collect(),
            description: heap.text(prose(section.description)),
            notes: section.notes,
            members: members.into_iter().filter(|row| row.name.text != ANY).collect(),
        })
    }
}

/// The name of the row that stands for members of any name.
const ANY: &str = "any_string_name";

impl<'a> Section<'a> {
    /// Takes a row of one of its tables; false for a row of any other.
    fn row(&mut self, part: &'a str, row: Span<'a>) -> bool {
        if super::row::is_delimiter(row.text) {
            return true;
        }
        let found = cells(row.text, row.line);
        let text = |at: usize| found.get(at).map_or("", |cell| cell.text);
        let is_header = matches!(text(0), "Input Type" | "Key" | "Class Name" | "Type");
        if is_header {
            return true;
        }
        if part.is_empty() {
            // a model that has a page of its own
            (self.input, self.description, self.notes, self.line) = (text(0), text(1), text(2), row.line);
        } else if part.starts_with("Model Type Info") {
            (self.input, self.description, self.notes, self.line) = (text(0), text(2), text(3), row.line);
        } else if part.starts_with("Dictionary Keys") {
            let (Some(name), Some(input)) = (found.first(), found.get(1)) else { return false };
            let description = found.get(3).copied().unwrap_or_default();
            self.keys.push(Key { name: *name, input: *input, description, notes: text(4) });
        } else if part.starts_with("Tuple Items") {
            self.items = Some((text(0), text(1)));
        } else if matches!(part, "allOf" | "anyOf" | "oneOf") {
            let (Some(name), Some(input)) = (found.first(), found.get(1)) else { return false };
            let shown = if link(input.text).is_some() { *input } else { Span { text: input.text, ..*name } };
            self.composed.push((part, shown));
        } else {
            return false;
        }
        self.rows.push(row);
        true
    }
}

impl<'a> Key<'a> {
    /// Whether it stands for keys of any name.
    fn is_any(&self) -> bool {
        self.name.text.contains(ANY)
    }

    /// The name, and the section that it leads to: the first of that name from `from` on.
    fn section(&self, sections: &[Section<'a>], from: usize) -> (&'a str, Option<usize>) {
        let bare = self.name.text.trim_matches('*');
        reference(bare, sections, from)
    }
}

/// A name, and the section behind it where it is a link on the page.
fn reference<'a>(text: &'a str, sections: &[Section<'a>], from: usize) -> (&'a str, Option<usize>) {
    let Some((name, target)) = text.strip_prefix('[').and_then(|rest| rest.split_once("](#")) else {
        return (text, None);
    };
    let target = target.trim_end_matches(')');
    let at = sections.iter().skip(from).position(|section| section.name.text == target).map(|at| at + from);
    if let Some(section) = at.and_then(|at| sections.get(at)) {
        section.used.set(true);
    }
    (name, at)
}

/// The class in a link to a page.
fn link(text: &str) -> Option<String> {
    let (label, target) = text.strip_prefix('[')?.split_once("](")?;
    target.contains(".md").then(|| label.trim_matches(['*', '`']).to_owned())
}

/// The type of a section: its own types, with those of its items, values or schemas.
fn section_type(sections: &[Section<'_>], at: usize, input: &str, depth: usize) -> String {
    let Some(section) = sections.get(at).filter(|_| depth < DEPTH) else { return "object".to_owned() };
    if let Some(model) = link(section.input) {
        return model;
    }
    if let [(_, only)] = section.composed.as_slice() {
        let inner = link(only.text).unwrap_or_else(|| ty(only.text, sections, at + 1, depth + 1));
        return inner;
    }
    if section.composed.len() > 1 {
        let all: Vec<String> = section
            .composed
            .iter()
            .map(|(_, text)| link(text.text).unwrap_or_else(|| ty(text.text, sections, at + 1, depth + 1)))
            .collect();
        return all.join(" | ");
    }
    let input = if input.is_empty() { section.input } else { input };
    let null = input.split(',').any(|part| part.trim() == "None");
    let is = |word: &str| input.split(',').any(|part| part.trim() == word);
    let everything = is("bool") && is("list") && is("dict");
    let inner = if everything {
        "object".to_owned()
    } else if is("list") {
        let (name, types) = section.items.unwrap_or_default();
        let (_, next) = reference(name, sections, at + 1);
        let item = match next {
            Some(next) => section_type(sections, next, types, depth + 1),
            None if types.is_empty() => "object".to_owned(),
            None => link(types).unwrap_or_else(|| ty(types, sections, at + 1, depth + 1)),
        };
        format!("List[{item}]")
    } else if is("dict") {
        let value = section.keys.iter().find(|key| key.name.text.trim_matches('*').contains(ANY));
        match value {
            Some(key) => {
                let (_, next) = key.section(sections, at + 1);
                let value = match next {
                    Some(next) => section_type(sections, next, key.input.text, depth + 1),
                    None => link(key.input.text).unwrap_or_else(|| ty(key.input.text, sections, at + 1, depth + 1)),
                };
                format!("Dict[str, {value}]")
            }
            None => "Dict[str, object]".to_owned(),
        }
    } else {
        return ty(input, sections, at + 1, depth + 1);
    };
    if null && inner != "object" { format!("Optional[{inner}]") } else { inner }
}

/// The type that a list of all that is taken stands for.
fn ty(input: &str, _sections: &[Section<'_>], _from: usize, _depth: usize) -> String {
    let is = |word: &str| input.split(',').any(|part| part.trim() == word);
    let inner = if is("bool") && is("list") && is("dict") {
        return "object".to_owned();
    } else if is("list") {
        "List[object]"
    } else if is("dict") {
        "Dict[str, object]"
    } else if is("bytes") || is("io.FileIO") {
        "bytes"
    } else if is("datetime") {
        "datetime"
    } else if is("date") {
        "date"
    } else if is("str") {
        "str"
    } else if is("float") {
        "float"
    } else if is("int") || is("decimal.Decimal") {
        "int"
    } else if is("bool") {
        "bool"
    } else {
        return "object".to_owned();
    };
    if is("None") { format!("Optional[{inner}]") } else { inner.to_owned() }
}
