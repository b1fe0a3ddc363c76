//! Reads a page line by line. Only the lines that a page of a model always has are looked for, in their exact form, so
//! that headings, tables and fences inside a description do not mislead.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::page::{Body, Member, Page, Reading, Row, ValueRow, Values};
use crate::family::unread::looks_like_row;
use crate::markdown::{Fence, Line, Lines, Span, cells, heading, is_delimiter, shorten, split, split_deprecation};
use std::sync::Arc;

/// The longest row in bytes that is read; the longest of the measured pages has 24 thousand.
pub const LONGEST_ROW: usize = 1 << 20;

/// Reads the text of the file at `file`. Lines end at `\n` alone: some cells contain a bare carriage return.
pub fn read<'a>(file: &Arc<str>, text: &'a str) -> Reading<'a> {
    Reader {
        file,
        lines: Lines::new(text.strip_prefix('\u{feff}').unwrap_or(text)),
        problems: Vec::new(),
        unread: Vec::new(),
    }
    .page()
}

struct Reader<'f, 'a> {
    file: &'f Arc<str>,
    lines: Lines<'a>,
    problems: Vec<Diagnostic>,
    unread: Vec<Diagnostic>,
}

/// What the part of a page before its main section told.
#[derive(Default)]
struct Head<'a> {
    title: Option<Span<'a>>,
    struck: bool,
    /// Where the description starts and ends.
    start: usize,
    end: Option<usize>,
    fence: Option<&'a str>,
    usage: Vec<&'a str>,
    remark: &'a str,
    /// A section that should have held a table, and did not.
    bare: Option<Diagnostic>,
    /// A table whose columns are those of the SDK's own utilities.
    utility: Option<Span<'a>>,
    /// A heading that no page of a model has.
    heading: Option<Span<'a>>,
}

impl<'a> Reader<'_, 'a> {
    fn page(mut self) -> Reading<'a> {
        let mut head = Head::default();
        self.front_matter(&mut head);
        let body = self.body(&mut head);
        self.rest();
        let Some(title) = head.title else {
            let message = "found no title, expected a line such as `# Name`";
            self.problem(Code::NoTitle, 1, 1, message, "give the page a title, or move it out of the folder");
            return Reading::Broken(self.problems, None);
        };
        let body = match body {
            Some(body) => body,
            None => {
                if let Some(span) = head.utility.or(head.heading.filter(|_| head.bare.is_none())) {
                    let place = Place::at(Arc::clone(self.file), span.line, span.column);
                    let message =
                        format!("`{}` documents the SDK itself, not a model: found `{}`", title.text, span.text);
                    return Reading::Other(Diagnostic::note(Code::NotAModel, place, message));
                }
                self.problems.extend(head.bare.take());
                Body::Blank
            }
        };
        let end = head.end.unwrap_or(self.lines.text.len()).max(head.start);
        let description = self.lines.text.get(head.start..end).unwrap_or_default().trim();
        let page = Box::new(Page {
            file: Arc::clone(self.file),
            title,
            deprecated: head.struck || split_deprecation(description).0.is_some(),
            description,
            fence: head.fence,
            usage: head.usage,
            remark: head.remark,
            body,
            inline: Vec::new(),
            inherits: Vec::new(),
            json: "",
            nested: 0,
            unread: self.unread,
        });
        if self.problems.is_empty() { Reading::Model(page) } else { Reading::Broken(self.problems, Some(page)) }
    }

    /// Looks through what follows the main section: what looks like a row of a table there is in none that was read, and is
    /// told.
    fn rest(&mut self) {
        while let Some(line) = self.lines.take() {
            if let Some(fence) = Fence::open(line.text) {
                self.skip_fence(fence);
            } else if looks_like_row(line.text) {
                self.stray(line);
            }
        }
    }

    /// Takes a comment, whose rows are none.
    fn comment(&mut self, first: Line<'a>) {
        let mut line = Some(first);
        while let Some(inner) = line {
            if looks_like_row(inner.text) {
                self.stray(inner);
            }
            if inner.text.contains("-->") {
                return;
            }
            line = self.lines.take();
        }
        let place = self.place(first.number, 1);
        let message = "found a comment without its end: nothing behind it is read";
        self.unread.push(Diagnostic::warning(Code::StrayRow, place, message).help("end it with `-->`"));
    }

    fn stray(&mut self, line: Line<'a>) {
        let place = self.place(line.number, 1);
        let message =
            format!("`{}` looks like a row of a table, and is in none that is read", shorten(line.text.trim()));
        let help = "take out what stands between it and its table: an empty line, a comment, a line break in a cell";
        self.unread.push(Diagnostic::warning(Code::StrayRow, place, message).help(help));
    }

    /// MDX pages give their title in front matter.
    fn front_matter(&mut self, head: &mut Head<'a>) {
        if self.lines.peek().is_none_or(|line| line.text.trim_end() != "---") {
            return;
        }
        self.lines.take();
        while let Some(line) = self.lines.take() {
            if line.text.trim_end() == "---" {
                head.start = self.lines.next.unwrap_or(self.lines.text.len());
                return;
            }
            if let Some(value) = line.text.strip_prefix("title:") {
                let value = value.trim();
                let value = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')).unwrap_or(value);
                self.title(head, line.span(value));
            }
        }
        let message = "found front matter without its end: nothing of the page is read";
        let place = self.place(1, 1);
        self.unread.push(Diagnostic::warning(Code::StrayRow, place, message).help("end it with a line `---`"));
    }

    fn title(&mut self, head: &mut Head<'a>, span: Span<'a>) {
        let bare = span.text.strip_prefix("~~").and_then(|t| t.strip_suffix("~~"));
        head.struck = bare.is_some();
        let text = bare.unwrap_or(span.text).trim();
        head.title = (!text.is_empty()).then_some(Span {
            text,
            line: span.line,
            column: span.column + if bare.is_some() { 2 } else { 0 },
        });
    }

    /// Everything up to the main section, and that section.
    fn body(&mut self, head: &mut Head<'a>) -> Option<Body<'a>> {
        while let Some(line) = self.lines.take() {
            if let Some(fence) = Fence::open(line.text) {
                self.skip_fence(fence);
                continue;
            }
            if line.text.starts_with("<!--") {
                self.comment(line);
                continue;
            }
            if !line.text.starts_with('#') {
                continue;
            }
            if let Some(title) = line.text.strip_prefix("# ").filter(|_| head.title.is_none()) {
                self.title(head, line.span(title.trim()));
                head.start = self.lines.next.unwrap_or(self.lines.text.len());
                continue;
            }
            let section = match line.text.trim_end() {
                "## Example Usage" => {
                    head.end.get_or_insert(line.offset);
                    self.usage(head);
                    continue;
                }
                "## Fields" => self.fields(line, head).map(Body::Fields),
                "## Values" => self.values(line, head).map(Body::Values),
                "## Supported Types" => Some(Body::Members(self.members(head))),
                other => {
                    if other.starts_with("## ") && other != "## Union Discrimination" {
                        head.heading.get_or_insert(line.span(other));
                    }
                    None
                }
            };
            if section.is_some() {
                head.end.get_or_insert(line.offset);
                return section;
            }
        }
        None
    }

    /// Takes the lines of a fence up to its end, and gives the code between.
    fn skip_fence(&mut self, fence: Fence<'a>) -> Span<'a> {
        let first = self.lines.next.unwrap_or(self.lines.text.len());
        let number = self.lines.number;
        let mut end = self.lines.text.len();
        let mut closed = false;
        while let Some(line) = self.lines.take() {
            if fence.closes(line.text) {
                (end, closed) = (line.offset, true);
                break;
            }
        }
        if !closed {
            let place = self.place(number.saturating_sub(1).max(1), 1);
            let message = "found code without its end: nothing behind it is read";
            self.unread
                .push(Diagnostic::warning(Code::StrayRow, place, message).help("end it with the marks that open it"));
        }
        let text = self.lines.text.get(first..end.max(first)).unwrap_or_default();
        Span { text: text.trim_end(), line: number, column: 1 }
    }

    /// The code fences of an example.
    fn usage(&mut self, head: &mut Head<'a>) {
        while let Some(line) = self.lines.peek() {
            if line.text.starts_with("## ") {
                return;
            }
            self.lines.take();
            if let Some(fence) = Fence::open(line.text) {
                head.fence = head.fence.or(fence.language());
                let code = self.skip_fence(fence);
                head.usage.push(code.text);
            }
        }
    }

    /// The table below `## Fields`; `None` where the heading was part of a description.
    fn fields(&mut self, heading: Line<'a>, head: &mut Head<'a>) -> Option<Vec<Row<'a>>> {
        let header = self.header(heading, head, &["Field", "Type", "Required", "Description", "Example"], 4)?;
        // As many as most pages have, and given back below: all pages are held at once.
        let mut rows = Vec::with_capacity(16);
        let mut cells = Vec::with_capacity(6);
        while let Some(line) = self.row(header) {
            split(line.text, line.number, &mut cells);
            let (Some(name), Some(ty), Some(tick), Some(description)) =
                (cells.first(), cells.get(1), cells.get(2), cells.get(3))
            else {
                self.cell_count(line, cells.len(), header);
                continue;
            };
            if cells.len() > header && !cells.iter().skip(header).all(|cell| cell.text.is_empty()) {
                self.cell_count(line, cells.len(), header);
                continue;
            }
            let example = cells.get(4).copied().unwrap_or_default();
            let (name, struck) = self.name(*name);
            let required = match tick.text {
                ":heavy_check_mark:" => true,
                ":heavy_minus_sign:" => false,
                other => {
                    let message = format!(
                        "found `{}` in the Required cell, expected `:heavy_check_mark:` or `:heavy_minus_sign:`",
                        shorten(other)
                    );
                    self.problem(Code::UnknownTick, tick.line, tick.column, message, "write one of the two ticks");
                    false
                }
            };
            let no_text = description.text == "N/A";
            let description = Span { text: if no_text { "" } else { description.text }, ..*description };
            rows.push(Row { name, struck, ty: *ty, required, description, example, null: None, notes: "" });
        }
        rows.shrink_to_fit();
        Some(rows)
    }

    /// The name in a Field cell, and whether it is struck through.
    fn name(&mut self, cell: Span<'a>) -> (Span<'a>, bool) {
        let bare = cell.text.strip_prefix("~~").and_then(|t| t.strip_suffix("~~"));
        let ticked = bare.unwrap_or(cell.text);
        let name =
            ticked.strip_prefix('`').and_then(|t| t.strip_suffix('`')).filter(|n| !n.is_empty() && !n.contains('`'));
        if name.is_none() {
            let message =
                format!("found `{}` in the Field cell, expected a name between backticks", shorten(cell.text));
            self.problem(Code::BadName, cell.line, cell.column, message, "write the field's name as code");
        }
        let lead = if bare.is_some() { 3 } else { 1 };
        (Span { text: name.unwrap_or_default(), line: cell.line, column: cell.column + lead }, bare.is_some())
    }

    /// What stands below `## Values`; `None` where the heading was part of a description.
    fn values(&mut self, heading: Line<'a>, head: &mut Head<'a>) -> Option<Values<'a>> {
        self.remark(head);
        let next = self.lines.peek_text();
        if let Some(fence) = next.and_then(|line| Fence::open(line.text)) {
            self.lines.take();
            head.fence = head.fence.or(fence.language());
            return Some(Values::Code(self.skip_fence(fence)));
        }
        if next.is_some_and(|line| line.text.starts_with("- ")) {
            let mut bullets = Vec::new();
            while let Some(line) = self.lines.peek_text() {
                let Some(item) = line.text.strip_prefix("- ") else { break };
                self.lines.take();
                bullets.push(line.span(item.trim()));
            }
            return Some(Values::Bullets(bullets));
        }
        let header = self.header(heading, head, &["Name", "Value"], 2)?;
        let mut rows = Vec::new();
        let mut cells = Vec::with_capacity(3);
        while let Some(line) = self.row(header) {
            split(line.text, line.number, &mut cells);
            let (Some(name), Some(value), true) = (cells.first(), cells.get(1), cells.len() == header) else {
                self.cell_count(line, cells.len(), header);
                continue;
            };
            rows.push(ValueRow { name: self.name(*name).0, value: *value });
        }
        Some(Values::Table(rows))
    }

    /// Takes the prose between `## Values` and the list, such as the remark that the enum is open; nothing where no list
    /// follows, for the heading may then be part of a description.
    fn remark(&mut self, head: &mut Head<'a>) {
        let Some(first) = self.lines.peek_text() else { return };
        let is_list = |text: &str| text.starts_with(['|', '-']) || Fence::open(text).is_some();
        let mut ahead = self.lines;
        while let Some(line) = ahead.peek_text() {
            if line.text.starts_with('#') {
                return;
            }
            if is_list(line.text) {
                head.remark = self.lines.text.get(first.offset..line.offset).unwrap_or_default().trim();
                self.lines = ahead;
                return;
            }
            ahead.take();
        }
    }

    /// The members below `## Supported Types`.
    fn members(&mut self, head: &mut Head<'a>) -> Vec<Member<'a>> {
        let mut members: Vec<Member<'a>> = Vec::new();
        while let Some(line) = self.lines.peek() {
            if line.text.starts_with("## ") {
                break;
            }
            self.lines.take();
            if let Some(fence) = Fence::open(line.text) {
                head.fence = head.fence.or(fence.language());
                let code = self.skip_fence(fence);
                if let Some(member) = members.last_mut().filter(|m| m.code.text.is_empty()) {
                    member.code = code;
                }
            } else if let Some(text) = line.text.strip_prefix("###").filter(|t| !t.starts_with('#')) {
                let text = text.trim();
                let bare = text.strip_prefix('`').and_then(|t| t.strip_suffix('`')).unwrap_or(text);
                members.push(Member { heading: line.span(bare), code: Span::default() });
            }
        }
        members
    }

    /// Takes a table's header and delimiter row and gives the number of its columns.
    ///
    /// `None` where there is no such table; the section's heading may then be part of a description, so the fault is
    /// only kept for the case that the page has no other main section.
    fn header(&mut self, heading: Line<'a>, head: &mut Head<'a>, names: &[&str], least: usize) -> Option<usize> {
        let line = self.lines.peek_text().filter(|line| line.text.starts_with('|'));
        let found = line.map(|line| (line, cells(line.text, line.number)));
        if let Some((line, cells)) = found {
            let matching = cells.iter().zip(names).filter(|(cell, name)| cell.text == **name).count();
            if matching == cells.len() && matching >= least {
                self.lines.take();
                if self.lines.peek().is_some_and(|line| is_delimiter(line.text)) {
                    self.lines.take();
                    return Some(matching);
                }
                let place = self.place(line.number + 1, 1);
                let message = "found no delimiter row below the table's header, expected `| --- |`";
                head.bare.get_or_insert(Diagnostic::error(Code::NoTable, place, message));
                return None;
            }
            if cells.first().is_some_and(|cell| cell.text == "Name") && cells.get(1).is_some_and(|c| c.text == "Type") {
                head.utility.get_or_insert(line.span(line.text.trim()));
                return None;
            }
        }
        let (number, what) = match self.lines.peek() {
            Some(line) => (line.number, format!("`{}`", shorten(line.text.trim()))),
            None => (heading.number, "the end of the page".to_owned()),
        };
        let expected = names.get(..least).unwrap_or(names).join(" | ");
        let message =
            format!("found {what} below `{}`, expected a table with the header `| {expected} |`", heading.text.trim());
        let place = self.place(number, 1);
        let fault = Diagnostic::error(Code::NoTable, place, message).help("give the section its table");
        head.bare.get_or_insert(fault);
        None
    }

    /// The next row of a table of so many columns, or `None` at its end, which is where CommonMark has it: at an empty line
    /// or at the start of another block.
    ///
    /// A line between its rows that is none goes on with the last cell of the row before, where that row is not whole
    /// without it: a line break that the generator left in a cell.
    fn row(&mut self, columns: usize) -> Option<Line<'a>> {
        loop {
            let mut line = self.lines.peek().filter(|line| goes_on(line.text))?;
            self.lines.take();
            if !is_row(line.text) {
                self.stray(line);
                continue;
            }
            // counted only where something goes on: nearly all rows stand in one line
            let (mut found, mut last) = (None, line);
            while let Some(next) = self.lines.peek().filter(|next| !begins_row(next.text) && goes_on(next.text)) {
                let known = found.unwrap_or_else(|| cells(line.text, line.number).len());
                // the first cell of what goes on is the rest of the last one
                let found = *found.insert(known + cells(next.text, next.number).len().saturating_sub(1));
                if ends_row(last.text) || found > columns {
                    break;
                }
                line.text = self.lines.text.get(line.offset..next.offset + next.text.len()).unwrap_or_default();
                last = next;
                self.lines.take();
            }
            if line.text.len() <= LONGEST_ROW {
                return Some(line);
            }
            let message = format!("found a row of {} bytes, expected at most {LONGEST_ROW}", line.text.len());
            self.problem(Code::TooLarge, line.number, 1, message, "shorten the row");
        }
    }

    fn cell_count(&mut self, line: Line<'a>, found: usize, expected: usize) {
        let cells = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
        let message = format!("found a row of {}, expected {}", cells(found), cells(expected));
        self.problem(Code::CellCount, line.number, 1, message, "write a bar inside a cell as `\\|`");
    }

    fn problem(&mut self, code: Code, line: u32, column: u32, message: impl Into<String>, help: &str) {
        let place = self.place(line, column);
        self.problems.push(Diagnostic::error(code, place, message).help(help));
    }

    fn place(&self, line: u32, column: u32) -> Place {
        Place::at(Arc::clone(self.file), line, column)
    }
}

/// Whether a line that follows a table's row is of the same table: it has text, and starts no other block.
fn goes_on(line: &str) -> bool {
    let text = line.trim_start_matches(' ');
    // nearly all lines: no other block starts so
    if text.starts_with('|') {
        return line.len() - text.len() < 4;
    }
    let opens =
        |sign: &str| text.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    let is_break =
        |sign: char| text.matches(sign).count() > 2 && text.chars().all(|c| c == sign || c.is_ascii_whitespace());
    !text.trim().is_empty()
        && line.len() - text.len() < 4
        && !text.starts_with(['>', '\t'])
        && (!text.starts_with('<') || text.starts_with("<br"))
        && !["-", "*", "+", "1.", "1)"].into_iter().any(opens)
        && !['-', '*', '_'].into_iter().any(is_break)
        && heading(line).is_none()
        && Fence::open(line).is_none()
}

/// Whether a line begins with the bar that opens a row.
fn begins_row(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with('|')
}

/// Whether a line ends with the bar that closes a row.
fn ends_row(line: &str) -> bool {
    let text = line.trim_end();
    text.ends_with('|') && !text.ends_with("\\|")
}

/// Whether a line of a table is a row by itself: its first bar may lack.
fn is_row(line: &str) -> bool {
    begins_row(line) || looks_like_row(line)
}
