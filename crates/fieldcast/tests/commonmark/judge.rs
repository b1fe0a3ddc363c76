//! Compares a page as this reader sees it with the same page as CommonMark has it.

use fieldcast::family::page::{Body, Page, Reading, Values};
use fieldcast::family::{self, Heap};
use fieldcast::markdown::{Block, Blocks, cells};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the two may differ. Each is counted, so that a test can say how often it is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exception {
    /// CommonMark knows no fields between two lines `---` at the start of a page. Pages of MDX have their title there.
    FrontMatter,
    /// CommonMark ends a line at a carriage return alone. Here it stays in its cell: a generator writes it where a
    /// description has one, and the row goes on behind it.
    CarriageReturn,
    /// A line below a row that lacks its last bar is a row of its own for CommonMark, with its text in the first column.
    /// Here it goes on with the cell that the line break has cut, as the page's author wrote it.
    CutCell,
    /// CommonMark's tables take in a line without a bar that follows a row. No field has a name alone: here the line is
    /// text, and is told where its table is read.
    LineWithoutBar,
    /// A heading or code in an item of a list, which is no block at the top of a page. Here it is what its line looks like,
    /// so that nothing in code is read, save where its fence stands four columns in.
    InList,
    /// The same below a line of HTML, up to an empty line, which CommonMark leaves as it is.
    InHtml,
}

/// A page's blocks, by the lines on which they start.
#[derive(Debug, Default)]
struct Seen {
    /// The levels of headings that begin with signs.
    headings: BTreeMap<usize, u8>,
    /// What stands behind the fences that open code.
    code: BTreeMap<usize, String>,
    /// Headings and code within lists and quotations.
    inner: BTreeSet<usize>,
    /// Lines of HTML.
    html: BTreeSet<usize>,
    /// The tables: of each row its line and its cells, the header first.
    tables: Vec<Vec<(usize, Vec<String>)>>,
}

/// What was compared, and where the two differ.
#[derive(Debug, Default)]
pub struct Judged {
    /// How many pages.
    pub pages: usize,
    /// Headings that both have.
    pub headings: usize,
    /// Code between fences that both have.
    pub code: usize,
    /// Rows of tables that both have, with the same cells.
    pub rows: usize,
    /// Rows that were read as a model's, each one of CommonMark's.
    pub read: usize,
    /// How often the two may differ.
    pub exceptions: BTreeMap<Exception, usize>,
    /// A line for each other difference: where, and what.
    pub differs: Vec<String>,
}

impl Judged {
    /// Adds what was found on other pages.
    pub fn add(&mut self, other: Self) {
        self.pages += other.pages;
        self.headings += other.headings;
        self.code += other.code;
        self.rows += other.rows;
        self.read += other.read;
        other
            .exceptions
            .into_iter()
            .for_each(|(exception, count)| *self.exceptions.entry(exception).or_default() += count);
        self.differs.extend(other.differs);
    }

    fn except(&mut self, exception: Exception) {
        *self.exceptions.entry(exception).or_default() += 1;
    }
}

/// The blocks at the top of a page as CommonMark has them.
fn commonmark(text: &str) -> Seen {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line = |offset: usize| starts.partition_point(|start| *start <= offset);
    let mut seen = Seen::default();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let source = text.get(range.clone()).unwrap_or_default();
        match event {
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => depth -= 1,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                if depth == 0 {
                    seen.code.insert(line(range.start), info.to_string());
                } else {
                    seen.inner.extend(line(range.start)..=line(range.end.saturating_sub(1)));
                }
            }
            Event::Start(Tag::Heading { .. }) if depth > 0 => {
                seen.inner.insert(line(range.start));
            }
            _ if depth > 0 => {}
            Event::Start(Tag::HtmlBlock) => seen.html.extend(line(range.start)..=line(range.end.saturating_sub(1))),
            // a heading that a line below it makes is none of these pages'
            Event::Start(Tag::Heading { level, .. })
                if source.starts_with('#') && !source.trim_end().contains('\n') =>
            {
                seen.headings.insert(line(range.start), level as u8);
            }
            Event::Start(Tag::Table(_)) => seen.tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                let row = (line(range.start), Vec::new());
                seen.tables.last_mut().into_iter().for_each(|table| table.push(row.clone()));
            }
            Event::Start(Tag::TableCell) => {
                let row = seen.tables.last_mut().and_then(|table| table.last_mut());
                row.into_iter().for_each(|(_, cells)| cells.push(source.trim().to_owned()));
            }
            _ => {}
        }
    }
    seen
}

/// Compares the blocks of a page, and the rows of the model that it tells.
pub fn judge(file: &str, text: &str) -> Judged {
    let mut judged = Judged { pages: 1, ..Judged::default() };
    let bare = text.replace("\r\n", "\n").contains('\r');
    let mut plain = if bare { text.replace("\r\n", "\n").replace('\r', " ") } else { text.to_owned() };
    if bare {
        judged.except(Exception::CarriageReturn);
    }
    if let Some(front) = front_matter(&plain) {
        let lines = "\n".repeat(front.matches('\n').count());
        plain = plain.replacen(front, &lines, 1);
        judged.except(Exception::FrontMatter);
    }
    let truth = commonmark(&plain);
    let mut rows: BTreeMap<usize, (&str, Vec<String>)> = BTreeMap::new();
    let (mut headings, mut code) = (BTreeMap::new(), BTreeMap::new());
    for block in Blocks::new(text) {
        match block {
            Block::Heading { level, text, .. } => {
                headings.insert(text.line as usize, level);
            }
            Block::Code { info, text, .. } => {
                code.insert(text.line as usize - 1, info.to_owned());
            }
            Block::Row(row) => {
                let cells = cells(row.text, row.line).iter().map(|cell| cell.text.replace('\r', " ")).collect();
                rows.insert(row.line as usize, (row.text, cells));
            }
            _ => {}
        }
    }
    for (lines, exception) in [(&truth.inner, Exception::InList), (&truth.html, Exception::InHtml)] {
        let found = headings.len() + code.len();
        headings.retain(|line, _| !lines.contains(line));
        code.retain(|line, _| !lines.contains(line));
        (headings.len() + code.len()..found).for_each(|_| judged.except(exception));
    }
    compare(file, "heading", &headings, &truth.headings, &mut judged.headings, &mut judged.differs);
    compare(file, "code", &code, &truth.code, &mut judged.code, &mut judged.differs);
    for (line, cells) in truth.tables.iter().flatten() {
        let own = rows.get(line);
        if own.is_some_and(|(_, own)| same_cells(own, cells)) {
            judged.rows += 1;
        } else if own.is_none() && cells.iter().skip(1).all(String::is_empty) {
            judged.except(Exception::LineWithoutBar);
        } else {
            judged.differs.push(format!("{file}:{line}: row: {own:?} here, {cells:?} there"));
        }
    }
    let heap = Heap::default();
    let (family, reading) = family::read(&Arc::from(file), text, &heap, None);
    let (page, problems) = match reading {
        Reading::Model(page) => (page, Vec::new()),
        Reading::Broken(problems, Some(page)) => (page, problems),
        Reading::Other(_) | Reading::Broken(_, None) => return judged,
    };
    let told = problems.iter().chain(&page.unread);
    let told: Vec<usize> = told.filter_map(|d| Some(d.place.as_ref()?.line as usize)).collect();
    read(&page, family == 0, &truth, &told, &mut judged);
    judged
}

/// The fields at the start of a page, with the lines around them.
fn front_matter(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("---\n")?;
    let end = rest.starts_with("---\n").then_some(0).or_else(|| Some(rest.find("\n---\n")? + 1))?;
    text.get(..4 + end + 4)
}

/// Whether the rows that were read are CommonMark's, and none of a table is left out without a word.
///
/// Types are compared where they are written in one cell: other families tell them in several.
fn read(page: &Page<'_>, types: bool, truth: &Seen, told: &[usize], judged: &mut Judged) {
    let file = &page.file;
    let own: BTreeMap<usize, Vec<&str>> = match &page.body {
        Body::Fields(rows) => {
            rows.iter().map(|row| (row.name.line as usize, vec![row.name.text, row.ty.text])).collect()
        }
        Body::Values(Values::Table(rows)) => {
            rows.iter().map(|row| (row.name.line as usize, vec![row.name.text, row.value.text])).collect()
        }
        _ => return,
    };
    let bodies = || truth.tables.iter().filter_map(|table| table.get(1..));
    for (line, texts) in &own {
        let cells = bodies().flatten().find(|(at, _)| at == line).map(|(_, cells)| cells);
        let holds = |text: &str| {
            let first = plain(text.lines().next().unwrap_or_default());
            cells.is_some_and(|cells| cells.iter().any(|cell| plain(cell).contains(first.trim())))
        };
        if texts.iter().take(if types { 2 } else { 1 }).all(|text| holds(text)) {
            judged.read += 1;
        } else {
            judged.differs.push(format!("{file}:{line}: read: {texts:?} here, {cells:?} there"));
        }
    }
    for body in bodies().filter(|body| body.iter().any(|(line, _)| own.contains_key(line))) {
        for (line, cells) in body {
            if own.contains_key(line) || told.contains(line) {
                continue;
            }
            // the row before it holds its text
            let before = own.range(..line).next_back();
            if before.is_some_and(|(before, _)| cut(page, *before, cells)) {
                judged.except(Exception::CutCell);
            } else {
                judged.differs.push(format!("{file}:{line}: unread: {cells:?} there"));
            }
        }
    }
}

/// Whether the texts of the row that starts on a line hold a line's cells, a line break before the first of them.
fn cut(page: &Page<'_>, line: usize, cells: &[String]) -> bool {
    let row = page.rows().iter().find(|row| row.name.line as usize == line);
    let texts = row.map(|row| [row.name.text, row.ty.text, row.description.text, row.example.text]);
    let first = cells.first().map_or("", String::as_str);
    texts.is_some_and(|texts| {
        texts.iter().any(|text| text.lines().skip(1).any(|line| plain(line).trim() == plain(first)))
    })
}

/// A cell's text without what escapes: some readers keep it, for it is a type's.
fn plain(text: &str) -> String {
    let forms = [("\\", ""), ("&nbsp;", " "), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    forms.iter().fold(text.to_owned(), |text, (form, written)| text.replace(form, written))
}

/// Whether a row has the cells that CommonMark gives it, which fills up what is short and drops what is too much.
fn same_cells(own: &[String], truth: &[String]) -> bool {
    truth.iter().enumerate().all(|(at, cell)| own.get(at).map_or("", String::as_str) == cell)
}

fn compare<T: PartialEq + std::fmt::Debug>(
    file: &str,
    what: &str,
    own: &BTreeMap<usize, T>,
    truth: &BTreeMap<usize, T>,
    same: &mut usize,
    differs: &mut Vec<String>,
) {
    for line in own.keys().chain(truth.keys().filter(|line| !own.contains_key(line))) {
        let (own, truth) = (own.get(line), truth.get(line));
        if own == truth {
            *same += 1;
        } else {
            differs.push(format!("{file}:{line}: {what}: {own:?} here, {truth:?} there"));
        }
    }
}
