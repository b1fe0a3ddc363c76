//! Reads a page: which sections it has tells what it defines.

use super::row::{self, Parts};
use super::values::{list, typed};
use super::{composed, notes};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::heap::Heap;
use crate::family::page::{Body, Inline, Member, Page, Reading, Row, Values};
use crate::family::unread::{stray, tell};
use crate::family::words::text::{entities, prose};
use crate::family::{Limits, Told};
use crate::markdown::{Block, Blocks, Span, shorten};
use foldhash::{HashSet, HashSetExt as _};
use std::borrow::Cow;
use std::sync::Arc;

/// The longest row in bytes that is read.
const LONGEST_ROW: usize = 1 << 20;

/// The part of a page that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Head,
    Properties,
    Enum,
    Variants {
        described: bool,
    },
    /// `## Enum: name`
    Inline,
    /// `## oneOf schemas`
    Union,
    /// Ruby's `openapi_one_of`
    Ruby,
    /// Rust's server: `## Type`
    Alias,
    Other,
}

/// Reads a page; `None` where it is none of these generators'.
pub(super) fn read<'a>(file: &Arc<str>, text: &'a str, heap: &'a Heap) -> Option<Reading<'a>> {
    if !is_likely(text) {
        return None;
    }
    if let Some(reading) = operations(file, text) {
        return Some(reading);
    }
    if text.contains("\n## Model Type Info") {
        return composed::read(file, text, heap);
    }
    Reader {
        file,
        heap,
        page: Found::default(),
        problems: Vec::new(),
        unread: Vec::new(),
        seen: HashSet::new(),
        members: HashSet::new(),
    }
    .read(text)
}

/// Whether a page has a line that only these generators write.
fn is_likely(text: &str) -> bool {
    const LINES: &[&str] = &[
        "## Properties",
        "## Enum",
        "## oneOf",
        "## anyOf",
        "## Class instance methods",
        "## Model Type Info",
        "## Type\n**",
        "All URIs are relative to",
        "HTTP request | Description",
    ];
    LINES.iter().any(|line| memchr::memmem::find(text.as_bytes(), line.as_bytes()).is_some())
}

/// A page of operations, which is no model's.
fn operations<'a>(file: &Arc<str>, text: &str) -> Option<Reading<'a>> {
    let lines = text.lines().zip(1_u32..);
    let is = |line: &str| line.starts_with("All URIs are relative to") || line.contains("HTTP request | Description");
    let (_, number) = lines.take(40).find(|(line, _)| is(line))?;
    let place = Place::at(Arc::clone(file), number, 1);
    Some(Reading::Other(Diagnostic::note(Code::NotAModel, place, "the page documents operations, not a model")))
}

/// What was found on a page.
#[derive(Default)]
struct Found<'a> {
    title: Option<Span<'a>>,
    struck: bool,
    description: (usize, Option<usize>),
    fence: Option<&'a str>,
    main: bool,
    rows: Vec<Row<'a>>,
    values: Vec<Span<'a>>,
    members: Option<Vec<Member<'a>>>,
    inline: Vec<Inline<'a>>,
    methods: bool,
    /// Go: the fields that a method sets to null.
    nil: Vec<&'a str>,
    alias: Option<Member<'a>>,
}

struct Reader<'f, 'a> {
    file: &'f Arc<str>,
    heap: &'a Heap,
    page: Found<'a>,
    problems: Vec<Diagnostic>,
    unread: Vec<Diagnostic>,
    /// The names of the rows so far.
    seen: HashSet<&'a str>,
    /// The members of a union so far, of those that may come twice.
    members: HashSet<&'a str>,
}

impl<'a> Reader<'_, 'a> {
    fn read(mut self, text: &'a str) -> Option<Reading<'a>> {
        let mut part = Part::Head;
        let mut blocks = Blocks::new(text);
        while let Some(block) = blocks.next() {
            tell(self.file, &block, &mut self.unread);
            match block {
                Block::Heading { level: 1, text, .. } if self.page.title.is_none() => {
                    self.title(text);
                    self.page.description.0 = blocks.offset();
                }
                Block::Heading { level, text, offset } => {
                    self.page.description.1.get_or_insert(offset);
                    part = self.section(level, text, part);
                }
                Block::Code { info, text, .. } => self.code(info, text, part),
                Block::Row(row) if row.text.len() > LONGEST_ROW => {
                    let message = format!("found a row of {} bytes, expected at most {LONGEST_ROW}", row.text.len());
                    self.problem(Code::TooLarge, row, message, "shorten the row");
                }
                Block::Row(row) => self.row(row, &mut part),
                Block::Item(item) => self.item(item, part),
                Block::Text(line) if part == Part::Inline => self.allowed(line),
                Block::Text(line) if part == Part::Alias => self.alias(line),
                _ => {}
            }
        }
        self.finish(&blocks)
    }

    fn title(&mut self, span: Span<'a>) {
        // PHP's of versions 4 to 7 write `# # Name`
        let text = span.text.trim_start_matches(['#', ' ']);
        if text.len() < span.text.len() {
            self.page.fence = Some("php");
        }
        let text = self.heap.text(entities(text));
        let text = ["Interface ", "Trait "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim();
        if text.starts_with("WWW::") {
            self.page.fence = Some("perl");
        }
        let bare = text.strip_prefix("~~").and_then(|t| t.strip_suffix("~~"));
        self.page.struck = bare.is_some();
        let whole = bare.unwrap_or(text);
        // some pages are called as the document calls the model, dots and all
        let file = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = file.strip_suffix(".md").unwrap_or_default();
        let letters = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "").to_lowercase();
        let is_file = whole.contains('.') && letters(stem) == letters(whole);
        // a class that may not be called like its model, in a file that may
        let whole = whole.strip_prefix("Model").filter(|rest| *rest == stem).unwrap_or(whole);
        let name = if is_file { whole } else { whole.rsplit([':', '.']).next().unwrap_or(text) }.replace('\\', "");
        let lower = !name.chars().any(char::is_uppercase);
        let name = name.strip_suffix("_t").filter(|_| lower).map_or(name.clone(), str::to_owned);
        self.page.title = (!name.is_empty()).then(|| Span { text: self.heap.text(Cow::Owned(name)), ..span });
    }

    /// The part that a heading begins.
    fn section(&mut self, level: u8, heading: Span<'a>, before: Part) -> Part {
        let text = heading.text;
        if text.starts_with("Properties") && level <= 3 {
            self.page.main = true;
            return Part::Properties;
        }
        if text.starts_with("Enum Variants") {
            self.page.main = true;
            return Part::Variants { described: false };
        }
        if let Some(name) = text.strip_prefix("Enum:") {
            let name = self.heap.text(Cow::Owned(entities(name).replace('`', "").trim().to_owned()));
            self.page.inline.push(Inline { name, values: Vec::new(), typed: true });
            return Part::Inline;
        }
        if text == "Enum" {
            self.page.main = true;
            return Part::Enum;
        }
        if text.starts_with("oneOf") || text.starts_with("anyOf") {
            self.page.main = true;
            self.page.members.get_or_insert_default();
            return Part::Union;
        }
        if text.contains("openapi_one_of") || text.contains("openapi_any_of") {
            self.page.main = true;
            self.page.fence.get_or_insert("ruby");
            self.page.members.get_or_insert_default();
            return Part::Ruby;
        }
        if let Some(field) = text.strip_prefix("Set").and_then(|rest| rest.strip_suffix("Nil")) {
            self.page.nil.push(field);
        }
        if text == "Type" && level == 2 {
            // Rust's server: another name for a type
            self.page.main = true;
            return Part::Alias;
        }
        if text == "Methods" {
            self.page.methods = true;
            self.page.fence = Some("go");
        }
        // the code below `#### Example` is what lists Ruby's members
        if before == Part::Ruby && level >= 4 { Part::Ruby } else { Part::Other }
    }

    fn code(&mut self, info: &'a str, text: Span<'a>, part: Part) {
        let language = info.split_whitespace().next().filter(|info| *info != "json" && *info != "bash");
        self.page.fence = self.page.fence.or(language);
        if part != Part::Ruby {
            return;
        }
        for line in text.text.lines() {
            let Some(name) = line.trim().strip_prefix("#   :'").map(|rest| rest.trim_end_matches(',')) else {
                continue;
            };
            let name = name.trim_end_matches('\'');
            let heading = Span { text: name, line: text.line, column: 1 };
            if let Some(members) = &mut self.page.members
                && self.members.insert(name)
            {
                members.push(Member { heading, code: Span::default() });
            }
        }
    }

    fn row(&mut self, row: Span<'a>, part: &mut Part) {
        if row::is_delimiter(row.text) {
            return;
        }
        match part {
            Part::Properties => self.property(row),
            Part::Variants { described } => {
                let cells = crate::markdown::cells(row.text, row.line);
                let (Some(name), Some(value)) = (cells.first(), cells.get(1)) else { return self.stray(row) };
                if name.text == "Name" && matches!(value.text, "Value" | "Description") {
                    if value.text == "Description" {
                        *described = true;
                        self.page.members.get_or_insert_default();
                    }
                } else if *described {
                    let members = self.page.members.get_or_insert_default();
                    self.members.insert(name.text);
                    members.push(Member { heading: *name, code: Span::default() });
                } else {
                    let value = Span { text: self.heap.quoted(value.text), ..*value };
                    self.page.values.push(value);
                }
            }
            Part::Inline => self.inline_row(row),
            // what stands before the first section is the description
            Part::Head => {}
            _ => self.stray(row),
        }
    }

    fn stray(&mut self, row: Span<'a>) {
        self.unread.push(stray(self.file, row));
    }

    fn property(&mut self, row: Span<'a>) {
        let Some(Parts { name, ty, description, notes, short }) = row::parts(row.text) else { return self.stray(row) };
        if name == "Name" && ty == "Type" {
            if short {
                // two columns: TypeScript with fetch
                self.page.fence.get_or_insert("typescript-fetch");
            }
            return;
        }
        if notes.default == Some("undefined") {
            self.page.fence = Some("typescript-axios");
        }
        let at = |text: &'a str| {
            let before = (text.as_ptr() as usize).saturating_sub(row.text.as_ptr() as usize);
            let count = row.text.get(..before).map_or(0, |head| head.chars().count());
            u32::try_from(count).unwrap_or(u32::MAX).saturating_add(row.column)
        };
        if ty.starts_with("This is a oneOf model") || ty.starts_with("This is a anyOf model") {
            let list = ty.split_once(": ").map_or("", |(_, list)| list);
            let members = self.page.members.get_or_insert_default();
            let member = |text: &'a str| Member {
                heading: Span { text: text.trim(), line: row.line, column: at(ty) },
                code: Span::default(),
            };
            self.members.extend(list.split(',').map(str::trim));
            members.extend(list.split(',').map(member));
            return;
        }
        let is_name = name.len() > 2
            && (name.starts_with("**") && name.ends_with("**") || name.starts_with('`') && name.ends_with('`'));
        if !is_name {
            let message = format!("found `{}` in the Name cell, expected a name in bold or as code", shorten(name));
            self.problem(
                Code::BadName,
                Span { text: name, line: row.line, column: at(name) },
                message,
                "correct the row",
            );
            return;
        }
        let clean = entities(name.trim_matches('*'));
        let clean = match clean {
            Cow::Borrowed(clean) if !clean.bytes().any(|b| matches!(b, b'`' | b'\\')) => clean,
            clean => self.heap.text(Cow::Owned(clean.replace(['`', '\\'], ""))),
        };
        let end = ty.as_ptr() as usize + ty.len();
        let tail = row.text.get(end.saturating_sub(row.text.as_ptr() as usize)..).unwrap_or_default();
        let tail = notes_text(tail, description);
        if let Some(values) = notes.values {
            let typed = values.trim_start().starts_with(['"', '\'']) || !tail.contains("[Enum:");
            self.page.inline.push(Inline { name: clean, values: list(values, typed, self.heap), typed });
        }
        let listed = description.strip_suffix(')').and_then(|text| text.rsplit_once("(enum: "));
        let description = match listed.filter(|_| notes.values.is_none()) {
            Some((before, values)) => {
                self.page.inline.push(Inline { name: clean, values: list(values, false, self.heap), typed: false });
                before.trim_end()
            }
            None => description,
        };
        if clean == "value" && self.page.rows.is_empty() {
            self.page.alias =
                Some(Member { heading: Span { text: ty, line: row.line, column: at(ty) }, code: Span::default() });
        }
        if !self.seen.insert(clean) {
            let place = Place::at(Arc::clone(self.file), row.line, at(name));
            let message = format!("found the field `{clean}` again, it is left out: its name on the wire is another");
            self.unread.push(Diagnostic::note(Code::DuplicateField, place, message));
            return;
        }
        let null = self.page.methods.then_some(false);
        self.page.rows.push(Row {
            name: Span { text: clean, line: row.line, column: at(name) },
            struck: false,
            ty: Span { text: ty, line: row.line, column: at(ty) },
            required: !notes.optional && !short,
            description: Span { text: self.heap.text(prose(description)), line: row.line, column: at(description) },
            example: Span::default(),
            null,
            notes: tail,
        });
    }

    /// A row of the values of an enum that only one member has.
    fn inline_row(&mut self, row: Span<'a>) {
        let bare = row.text.strip_prefix('|').unwrap_or(row.text).trim_end();
        let bare = bare.strip_suffix('|').unwrap_or(bare);
        let Some((name, value)) = bare.split_once('|') else { return self.stray(row) };
        let (name, value) = (Span { text: name.trim(), ..row }, Span { text: value.trim(), ..row });
        if name.text == "Name" && value.text == "Value" {
            return;
        }
        let value = entities(value.text);
        let heap = self.heap;
        let Some(inline) = self.page.inline.last_mut() else { return };
        // Kotlin lists all of them in one row, which has the member's name where the heading has that on the wire
        let fold = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        if !value.starts_with('"') && fold(name.text) == fold(inline.name) {
            inline.typed = false;
            inline.values = list(heap.text(Cow::Owned(value.into_owned())), false, heap);
        } else {
            inline.values.push(typed(&value, heap));
        }
    }

    /// Rust's server: the type that a model is another name for, in bold.
    fn alias(&mut self, line: Span<'a>) {
        let ty = line.text.trim().strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
        let Some(ty) = ty.filter(|_| self.page.members.is_none()) else { return };
        let ty = ty.trim();
        let inner = ["swagger::AnyOf", "swagger::OneOf"].iter().find_map(|start| ty.strip_prefix(start));
        let inner = inner.and_then(|rest| rest.split_once('<')?.1.strip_suffix('>'));
        let mut members = Vec::new();
        for ty in inner.map_or_else(|| vec![ty], arguments) {
            // a model by its path
            let name = ty.trim().trim_start_matches("models::");
            self.members.insert(name);
            members.push(Member { heading: Span { text: name, ..line }, code: Span::default() });
        }
        self.page.members = Some(members);
    }

    /// Scala: `Allowed values: [on, off]`.
    fn allowed(&mut self, line: Span<'a>) {
        let values = line.text.strip_prefix("Allowed values: [").and_then(|rest| rest.strip_suffix(']'));
        if let (Some(values), Some(inline)) = (values, self.page.inline.last_mut()) {
            inline.typed = false;
            inline.values = list(self.heap.text(entities(values)), false, self.heap);
        }
    }

    fn item(&mut self, item: Span<'a>, part: Part) {
        match part {
            Part::Enum | Part::Inline => {
                // the SDK's own stand-in for values that it does not know
                let name = item.text.replace('_', "").to_ascii_lowercase();
                if name.contains("unknowndefaultopenapi") {
                    return;
                }
                let Some((_, value)) = item.text.split_once("` (value: `") else { return };
                let Some(end) = value.rfind("`)") else { return };
                let value = typed(value.get(..end).unwrap_or_default(), self.heap);
                match self.page.inline.last_mut().filter(|_| part == Part::Inline) {
                    Some(inline) => inline.values.push(value),
                    None => self.page.values.push(Span { text: value, ..item }),
                }
            }
            Part::Union => {
                let text = item
                    .text
                    .strip_prefix('[')
                    .and_then(|rest| rest.split_once(']'))
                    .map_or(item.text, |(name, _)| name);
                let text = text.trim_matches(['*', '`']);
                let members = self.page.members.get_or_insert_default();
                if !text.is_empty() && self.members.insert(text) {
                    members.push(Member { heading: Span { text, ..item }, code: Span::default() });
                }
            }
            _ => {}
        }
    }

    fn finish(mut self, blocks: &Blocks<'a>) -> Option<Reading<'a>> {
        if !self.page.main {
            return None;
        }
        let Some(title) = self.page.title else {
            let message = "found no title, expected a line such as `# Name`";
            let place = Place::at(Arc::clone(self.file), 1, 1);
            self.problems.push(
                Diagnostic::error(Code::NoTitle, place, message)
                    .help("give the page a title, or move it out of the folder"),
            );
            return Some(Reading::Broken(self.problems, None));
        };
        if self.page.methods {
            for row in &mut self.page.rows {
                let told = row.ty.text.contains("Nullable") || self.page.nil.contains(&row.name.text);
                row.null = Some(told);
            }
        }
        let description = blocks.between(self.page.description.0, self.page.description.1.unwrap_or(usize::MAX));
        let body = if let Some(members) = self.page.members.take().filter(|members| !members.is_empty()) {
            Body::Members(members)
        } else if !self.page.values.is_empty() {
            Body::Values(Values::Bullets(std::mem::take(&mut self.page.values)))
        } else if self.page.rows.is_empty() {
            Body::Blank
        } else if let ([row], Some(alias)) = (self.page.rows.as_slice(), self.page.alias)
            && self.page.fence != Some("go")
            && notes::read(row.notes).is_some_and(|n| n.values.is_some())
        {
            let _ = alias;
            let line = row.ty.line;
            let values = self.page.inline.pop().map(|inline| inline.values).unwrap_or_default();
            Body::Values(Values::Bullets(values.into_iter().map(|text| Span { text, line, column: 1 }).collect()))
        } else {
            Body::Fields(std::mem::take(&mut self.page.rows))
        };
        let page = Box::new(Page {
            file: Arc::clone(self.file),
            title,
            deprecated: self.page.struck,
            description: self.heap.text(entities(description)),
            fence: self.page.fence,
            usage: Vec::new(),
            remark: "",
            body,
            inline: self.page.inline,
            inherits: Vec::new(),
            json: "",
            nested: 0,
            unread: self.unread,
        });
        Some(if self.problems.is_empty() { Reading::Model(page) } else { Reading::Broken(self.problems, Some(page)) })
    }

    fn problem(&mut self, code: Code, at: Span<'a>, message: String, help: &str) {
        let place = Place::at(Arc::clone(self.file), at.line, at.column);
        self.problems.push(Diagnostic::error(code, place, message).help(help));
    }
}

/// The notes behind a description.
fn notes_text<'a>(tail: &'a str, description: &'a str) -> &'a str {
    let after = (description.as_ptr() as usize + description.len()).saturating_sub(tail.as_ptr() as usize);
    let rest = if description.is_empty() {
        tail.trim_start_matches([' ', '|'])
    } else {
        tail.get(after..).unwrap_or_default()
    };
    rest.trim_matches([' ', '|', '\t', '\r'])
}

/// What stands between the commas that are in no brackets of their own.
fn arguments(text: &str) -> Vec<&str> {
    let (mut depth, mut start) = (0_usize, 0);
    let mut found = Vec::new();
    for (at, sign) in text.char_indices() {
        match sign {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                found.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(text.get(start..));
    found
}

/// What the notes of a row tell beside whether it must be there.
pub(super) fn told(row: &Row<'_>) -> Told {
    // nearly all rows
    if matches!(row.notes, "" | "[optional]") {
        return Told::default();
    }
    let Some(notes) = notes::read(row.notes) else { return Told::default() };
    const NOTHING: &[&str] = &[
        "undefined",
        "null",
        "nothing",
        "None",
        "const []",
        "const {}",
        "ListBuilder()",
        "[]",
        "{}",
        "new List<>()",
        "nil",
        "NULL",
    ];
    let default = notes.default.map(entities).filter(|default| !NOTHING.contains(&default.as_ref()));
    let mut limits = Limits::default();
    for (label, value) in &notes.limits {
        let label = label.to_ascii_lowercase().replace(['.', ' '], "");
        let number = || value.parse::<f64>().ok();
        let count = || value.parse::<u64>().ok();
        match label.as_str() {
            "max" => limits.maximum = number(),
            "min" => limits.minimum = number(),
            "maxlength" => limits.max_length = count(),
            "minlength" => limits.min_length = count(),
            "maxitems" => limits.max_items = count(),
            "minitems" => limits.min_items = count(),
            "pattern" => limits.pattern = Some(entities(value).into_owned()),
            _ => {}
        }
    }
    Told { default: default.map(Cow::into_owned), read_only: notes.read_only, limits }
}
