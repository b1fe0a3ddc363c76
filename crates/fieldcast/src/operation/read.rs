//! Reads a page of operations line by line. What is looked for are the lines that such a page always has, in their exact
//! form, so that headings and tables inside a description do not mislead.

use super::placed::Placed;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::page::Row;
use crate::markdown::{Span, cells, is_delimiter};
use memchr::memmem;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// A method of HTTP that OpenAPI has a place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Puts something in its place.
    Put,
    /// Makes something, or anything else.
    Post,
    /// Removes.
    Delete,
    /// Asks what may be done.
    Options,
    /// Reads what stands above the content.
    Head,
    /// Changes a part.
    Patch,
    /// Sends back what was sent.
    Trace,
}

impl Method {
    /// Every method, in the order in which OpenAPI lists them.
    pub const ALL: [Self; 8] =
        [Self::Get, Self::Put, Self::Post, Self::Delete, Self::Options, Self::Head, Self::Patch, Self::Trace];

    /// Its name as a key of OpenAPI: `get`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
        }
    }

    /// The method of a name, in upper or lower case.
    ///
    /// ```
    /// use fieldcast::operation::Method;
    ///
    /// assert_eq!(Method::parse("GET"), Some(Method::Get));
    /// assert_eq!(Method::parse("fetch"), None);
    /// ```
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(name))
    }

    /// Whether requests of this method have, as a rule, no body.
    pub const fn is_bare(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Delete | Self::Options | Self::Trace)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.as_str().to_uppercase())
    }
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum In {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
}

impl In {
    /// Its name in OpenAPI.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
        }
    }

    /// The place of a name: `header`.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Path, Self::Query, Self::Header].into_iter().find(|place| place.as_str() == name)
    }
}

/// What one heading of a page of operations documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section<'a> {
    /// The title of the page: the group.
    pub group: &'a str,
    /// The heading: the name of the SDK's function.
    pub name: Span<'a>,
    /// Whether the heading is struck through.
    pub struck: bool,
    /// What the list at the top of the page says of it; empty where it says nothing.
    pub summary: &'a str,
    /// The prose below the heading, as Markdown.
    pub description: &'a str,
    /// The comment before its first example; `None` in SDKs made before 2024.
    pub snippet: Option<Snippet<'a>>,
    /// The code of its first example; empty where there is none.
    pub usage: &'a str,
    /// The rows of the table of parameters.
    pub rows: Vec<Row<'a>>,
    /// The type that the function gives, as it is written between `**`; `None` where nothing stands there.
    pub gives: Option<Span<'a>>,
    /// The rows of the table of errors.
    pub errors: Vec<Answer<'a>>,
    /// What only pages of OpenAPI Generator tell; `None` on all others.
    pub http: Option<Http<'a>>,
}

/// What only pages of OpenAPI Generator tell of an operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Http<'a> {
    /// The content types that it takes, in the page's order; none where it takes no body.
    pub takes: Vec<&'a str>,
    /// Those that it gives.
    pub gives: Vec<&'a str>,
    /// The statuses that it answers with, and what each means; none in languages whose pages list none.
    pub statuses: Vec<(Span<'a>, &'a str)>,
    /// The names of the security schemes of which any one will do, none where it asks for none; `None` where nothing is
    /// said.
    pub asks: Option<Vec<&'a str>>,
    /// The values that a parameter of enums may have, for each of the section's rows; empty where they are not listed.
    pub values: Vec<Vec<&'a str>>,
    /// Which of the rows stand below a heading that calls them parameters of the path.
    pub in_path: Vec<bool>,
    /// What pages tell that show where each row is sent, and what each status gives; `None` on all others.
    pub placed: Option<Placed<'a>>,
}

/// The most letters of such a way that are looked at.
const LONGEST_WAY: usize = 256;

/// The way by which an example calls a function, from the client on: `attributes.statuses.create` of
/// `client.attributes.statuses.create(…)`. `None` where the example calls no such function.
///
/// ```
/// use fieldcast::operation::way;
///
/// assert_eq!(way("res = s.pets.list_all(request=req)", "list_all"), Some("pets.list_all"));
/// assert_eq!(way("$response = $sdk->pets->show(", "show"), Some("pets->show"));
/// assert_eq!(way("let x = list_all();", "list_all"), None);
/// ```
pub fn way<'t>(usage: &'t str, function: &str) -> Option<&'t str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '>' | '$' | '@');
    usage.match_indices(function).find_map(|(at, _)| {
        let end = at + function.len();
        let before = usage.get(..at)?;
        if !usage.get(end..)?.starts_with('(') || !before.ends_with(['.', '>']) {
            return None;
        }
        // Java calls a function for each group: `sdk.pets().list(`
        let way = before.char_indices().rev().take(LONGEST_WAY);
        let (start, _) = way.take_while(|(_, c)| is_part(*c) || matches!(c, '(' | ')')).last()?;
        let whole = usage.get(start..end)?;
        let client = whole.find(['.', '>'])?;
        whole.get(client + 1..)
    })
}

/// The comment that names an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Snippet<'a> {
    /// The operation's id; empty where there is none.
    pub id: Span<'a>,
    /// The method, as it is written; empty where there is none.
    pub method: Span<'a>,
    /// The path, as it is written; empty where there is none.
    pub path: Span<'a>,
}

/// A row of the table of errors.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Answer<'a> {
    /// The type, as it is written.
    pub ty: Span<'a>,
    /// The statuses: `400, 404`, `4XX`.
    pub statuses: Span<'a>,
    /// The content type; empty where there is none.
    pub content: Span<'a>,
}

/// What reading a page gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading<'a> {
    /// The operations, in the page's order.
    pub sections: Vec<Section<'a>>,
    /// Rows and sections that are not as they should be.
    pub problems: Vec<Diagnostic>,
    /// The server that the page says its paths are relative to.
    pub server: Option<&'a str>,
}

/// The headings within an operation's section, in their exact form.
const PARTS: [(&str, Part); 5] = [
    ("### Example Usage", Part::Usage),
    ("### Standalone function", Part::Other),
    ("### Parameters", Part::Parameters),
    ("### Response", Part::Response),
    ("### Errors", Part::Errors),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Description,
    Usage,
    Parameters,
    Response,
    Errors,
    Other,
}

/// Reads the operations of the page at `file`. A page without any gives none, and no problem.
///
/// # Examples
///
/// ```
/// let text = "# Pets\n\n## get\n\nGets a pet.\n\n### Example Usage\n\n\
///     <!-- UsageSnippet language=\"go\" operationID=\"getPet\" method=\"get\" path=\"/pets/{id}\" -->\n\
///     ```go\nget(1)\n```\n\n### Response\n\n**[*Pet](../../models/pet.md), error**\n";
/// let found = fieldcast::operation::read(&"pets.md".into(), text).sections;
/// assert_eq!((found[0].group, found[0].name.text, found[0].description), ("Pets", "get", "Gets a pet."));
/// assert_eq!(found[0].snippet.unwrap().path.text, "/pets/{id}");
/// assert_eq!(found[0].gives.unwrap().text, "[*Pet](../../models/pet.md), error");
/// ```
pub fn read<'a>(file: &Arc<str>, text: &'a str) -> Reading<'a> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let has = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !["\n### Response", "\n### Parameters", "operationID="].into_iter().any(has) {
        return Reading::default();
    }
    let mut reader = Reader { file, text, found: Reading::default(), listed: listed(text) };
    reader.page();
    reader.found
}

/// What the list of operations at the top of a page says of each: its name, and its summary.
fn listed(text: &str) -> Vec<(&str, &str)> {
    let list = text.lines().skip_while(|line| line.trim_end() != "### Available Operations").skip(1);
    let list = list.take_while(|line| !line.starts_with("## "));
    let item = |line: &'_ str| -> Option<(usize, usize, usize)> {
        let open = line.find('[')?;
        line.starts_with("* ").then_some(())?;
        let end = line.get(open..)?.find("](#")? + open;
        let close = line.get(end..)?.find(')')? + end;
        Some((open + 1, end, close + 1))
    };
    list.filter_map(|line| {
        let (start, end, rest) = item(line)?;
        let name = line.get(start..end)?.trim_matches('~');
        let summary = line.get(rest..)?.trim().trim_start_matches('-').trim();
        let summary = summary.split(" :warning:").next().unwrap_or_default();
        Some((name, if summary.starts_with(":warning:") { "" } else { summary.trim() }))
    })
    .collect()
}

struct Reader<'f, 'a> {
    file: &'f Arc<str>,
    text: &'a str,
    found: Reading<'a>,
    listed: Vec<(&'a str, &'a str)>,
}

impl<'a> Reader<'_, 'a> {
    fn page(&mut self) {
        let mut names: HashSet<&str> = self.listed.iter().map(|(name, _)| *name).collect();
        let mut group = "";
        let mut current: Option<Open<'a>> = None;
        let mut fence: Option<&str> = None;
        let mut fenced = 0;
        let (mut offset, mut at) = (0, 0);
        while let Some(rest) = self.text.get(offset..) {
            if let Some(mark) = fence {
                // code is most of such a page
                let Some((before, after)) = fence_end(rest, mark) else { break };
                fence = None;
                let start = offset + before;
                if let Some(open) = current.as_mut().filter(|open| open.part == Part::Usage)
                    && open.section.usage.is_empty()
                {
                    open.section.usage = self.text.get(fenced..start).unwrap_or_default();
                }
                let code = rest.as_bytes().get(..before).unwrap_or_default();
                at += memchr::memchr_iter(b'\n', code).count() + 1;
                offset += after;
                continue;
            }
            let start = offset;
            let raw = memchr::memchr(b'\n', rest.as_bytes()).and_then(|end| rest.get(..end)).unwrap_or(rest);
            offset += raw.len() + 1;
            let line = Line { text: raw.strip_suffix('\r').unwrap_or(raw), number: number(at) };
            at += 1;
            let trimmed = line.text.trim_start();
            if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
                fence = Some(mark);
                fenced = offset;
                if let Some(open) = &mut current {
                    open.table = Table::None;
                }
                continue;
            }
            if let Some(title) = line.text.strip_prefix("# ").filter(|_| group.is_empty()) {
                group = title.trim().trim_matches('~');
                continue;
            }
            let heading = line.text.strip_prefix("## ").map(str::trim);
            // a heading within a description is not in the list; a page without a list has no other mark
            if let Some(heading) = heading
                && (self.listed.is_empty() || names.remove(heading.trim_matches('~')))
            {
                self.close(current.take(), start);
                let name = heading.trim_matches('~');
                let summary = self.listed.iter().find(|(known, _)| *known == name).map_or("", |(_, summary)| *summary);
                let section = Section {
                    group,
                    name: line.span(name),
                    struck: heading.starts_with("~~"),
                    summary,
                    ..Section::default()
                };
                current = Some(Open {
                    section,
                    part: Part::Description,
                    start: offset,
                    end: None,
                    table: Table::None,
                    is_operation: false,
                });
                continue;
            }
            if let Some(open) = &mut current {
                self.line(open, line, start);
            }
        }
        self.close(current.take(), self.text.len());
    }

    fn line(&mut self, open: &mut Open<'a>, line: Line<'a>, start: usize) {
        let text = line.text.trim_end();
        let part = PARTS.iter().find(|(head, _)| {
            // an example may have a name: `### Example Usage: a named one`
            text.strip_prefix(head)
                .is_some_and(|rest| rest.is_empty() || (*head == PARTS[0].0 && rest.starts_with(':')))
        });
        if let Some((_, part)) = part {
            open.end.get_or_insert(start);
            open.part = *part;
            open.table = Table::None;
            open.is_operation |= matches!(part, Part::Parameters | Part::Response | Part::Errors);
            return;
        }
        if open.section.snippet.is_none()
            && let Some(snippet) = snippet(line)
        {
            open.section.snippet = Some(snippet);
            open.is_operation = true;
            return;
        }
        match open.part {
            Part::Response if open.section.gives.is_none() => {
                let given = text.trim().strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
                open.section.gives = given.map(|given| line.span(given));
            }
            Part::Parameters | Part::Errors => self.row(open, line),
            _ => {}
        }
    }

    /// A line of one of the two tables.
    fn row(&mut self, open: &mut Open<'a>, line: Line<'a>) {
        if !line.text.trim_start().starts_with('|') {
            if open.table != Table::None && !line.text.trim().is_empty() {
                open.part = Part::Other;
            }
            return;
        }
        let found = cells(line.text, line.number);
        let cell = |at: usize| found.get(at).copied().unwrap_or_default();
        match open.table {
            Table::None => {
                let first = cell(0).text;
                let wanted = match open.part {
                    Part::Parameters => matches!(first, "Parameter" | "Field" | "Name"),
                    _ => first.starts_with("Error") || first == "Status Code",
                };
                if wanted {
                    open.table = Table::Head;
                } else {
                    let message =
                        format!("found a table of `{}`, expected one of parameters or errors", shorten(first));
                    self.problem(Code::NoTable, line, message, "name its first column `Parameter`, or `Error Type`");
                    open.part = Part::Other;
                }
            }
            Table::Head if is_delimiter(line.text) => open.table = Table::Rows,
            Table::Head | Table::Rows if open.part == Part::Errors => {
                let (ty, statuses, content) = (cell(0), cell(1), cell(2));
                open.section.errors.push(Answer { ty, statuses, content });
            }
            Table::Head | Table::Rows => {
                if found.len() < 3 {
                    let message =
                        format!("found a row of {} cells, expected a parameter, its type and a tick", found.len());
                    self.problem(Code::CellCount, line, message, "complete the row; left as it is, it is passed over");
                    return;
                }
                let name = cell(0);
                let struck = name.text.contains("~~");
                let bare = name.text.trim_matches(['~', '`', ' ']).trim_start_matches('$');
                if bare.is_empty() {
                    self.problem(Code::BadName, line, "found a row without a name".to_owned(), "name the parameter");
                    return;
                }
                let nothing = |span: Span<'a>| if span.text == "N/A" { Span { text: "", ..span } } else { span };
                open.section.rows.push(Row {
                    name: Span { text: bare, ..name },
                    struck,
                    ty: cell(1),
                    required: cell(2).text.contains("check_mark"),
                    description: nothing(cell(3)),
                    example: cell(4),
                    null: None,
                    notes: "",
                });
            }
        }
    }

    fn close(&mut self, open: Option<Open<'a>>, end: usize) {
        let Some(mut open) = open.filter(|open| open.is_operation) else { return };
        let end = open.end.unwrap_or(end);
        open.section.description = self.text.get(open.start..end).unwrap_or_default().trim();
        self.found.sections.push(open.section);
    }

    fn problem(&mut self, code: Code, line: Line<'a>, message: String, help: &str) {
        let place = Place::at(Arc::clone(self.file), line.number, 1);
        self.found.problems.push(Diagnostic::warning(code, place, message).help(help));
    }
}

/// Where the line stands that ends a block of code, and where the one after it does: one that has the mark before all else.
fn fence_end(text: &str, mark: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let found = from + memmem::find(bytes.get(from..)?, mark.as_bytes())?;
        let start = memchr::memrchr(b'\n', bytes.get(from..found)?).map_or(from, |end| from + end + 1);
        let next = memchr::memchr(b'\n', bytes.get(found..)?).map_or(bytes.len(), |end| found + end) + 1;
        if text.get(start..found)?.trim_start().is_empty() {
            return Some((start, next));
        }
        // the first mark of a line decides
        from = next;
    }
}

/// A section that is being read.
struct Open<'a> {
    section: Section<'a>,
    part: Part,
    /// Where the description starts and ends.
    start: usize,
    end: Option<usize>,
    table: Table,
    /// Whether it has anything that only an operation has.
    is_operation: bool,
}

/// How far a table is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    None,
    Head,
    Rows,
}

#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    number: u32,
}

impl<'a> Line<'a> {
    /// A piece of the line, and where it stands.
    fn span(&self, text: &'a str) -> Span<'a> {
        let before = (text.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let column = self.text.get(..before).map_or(0, |head| head.chars().count());
        Span { text, line: self.number, column: u32::try_from(column + 1).unwrap_or(u32::MAX) }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

fn shorten(text: &str) -> String {
    crate::markdown::shorten(text).to_string()
}

/// The attributes of a line such as `<!-- UsageSnippet language="go" operationID="getPet" method="get" path="/pets" -->`.
fn snippet(line: Line<'_>) -> Option<Snippet<'_>> {
    let rest = line.text.trim().strip_prefix("<!--")?.trim_start();
    let rest = rest.strip_prefix("UsageSnippet")?.strip_suffix("-->")?;
    let attribute = |name: &str| {
        let mut from = 0;
        while let Some(found) = rest.get(from..)?.find(name) {
            let at = from + found;
            from = at + name.len();
            let whole = at == 0 || rest.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace);
            if whole && let Some(value) = rest.get(from..)?.strip_prefix("=\"") {
                let end = value.find('"')?;
                return Some(line.span(value.get(..end)?));
            }
        }
        None
    };
    let id = attribute("operationID").unwrap_or_default();
    let method = attribute("method").unwrap_or_default();
    Some(Snippet { id, method, path: attribute("path").unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"# Kennels

## Overview

### Available Operations

* [list](#list) - Lists kennels
* [~~drop~~](#drop) - Drops one :warning: **Deprecated**

## list

Lists all kennels.

## Not an operation

| A | B |
| - | - |
| 1 | 2 |

### Example Usage: two

<!-- UsageSnippet language="python" operationID="list-kennels" method="get" path="/kennels" example="two" -->
```python
## drop
```

### Parameters

| Parameter | Type | Required | Description | Example |
| --- | --- | --- | --- | --- |
| `limit` | *Optional[int]* | :heavy_minus_sign: | How many | 5 |
| broken |

### Response

**[List[models.Kennel]](../../models/.md)**

### Errors

| Error Type | Status Code | Content Type |
| --- | --- | --- |
| models.Problem | 400, 404 | application/json |
| models.SDKError | 4XX, 5XX | \*/\* |

## ~~drop~~

### Response

**void**
"#;

    #[test]
    fn a_page_becomes_sections() {
        let found = read(&"kennels.md".into(), PAGE);
        assert_eq!(found.sections.len(), 2);
        let list = &found.sections[0];
        assert_eq!((list.group, list.name.text, list.summary), ("Kennels", "list", "Lists kennels"));
        assert!(list.description.starts_with("Lists all kennels.") && list.description.contains("## Not an operation"));
        let snippet = list.snippet.unwrap();
        assert_eq!((snippet.id.text, snippet.method.text, snippet.path.text), ("list-kennels", "get", "/kennels"));
        assert_eq!((snippet.path.line, snippet.path.column), (22, 83));
        assert_eq!(list.usage, "## drop\n");
        assert_eq!(list.rows.len(), 1);
        assert_eq!((list.rows[0].name.text, list.rows[0].example.text, list.rows[0].required), ("limit", "5", false));
        assert_eq!(list.gives.unwrap().text, "[List[models.Kennel]](../../models/.md)");
        let errors: Vec<_> = list.errors.iter().map(|e| (e.ty.text, e.statuses.text, e.content.text)).collect();
        assert_eq!(
            errors,
            [("models.Problem", "400, 404", "application/json"), ("models.SDKError", "4XX, 5XX", r"\*/\*")]
        );
        let drop = &found.sections[1];
        assert_eq!((drop.name.text, drop.struck, drop.summary, drop.description), ("drop", true, "Drops one", ""));
        assert_eq!(found.problems.len(), 1);
        assert_eq!(
            found.problems[0].to_string().lines().next(),
            Some(
                "warning[cell-count] kennels.md:32:1: found a row of 1 cells, expected a parameter, its type and a tick"
            )
        );
    }

    #[test]
    fn a_block_of_code_ends_at_a_line_of_its_mark() {
        for (text, expected) in [
            ("a\n```\nb", Some((2, 6))),
            ("a ```\n  ```", Some((6, 12))),
            ("```", Some((0, 4))),
            ("x``````\ny```\n\t```x\n", Some((13, 19))),
            ("a", None),
            ("é ```", None),
            ("", None),
        ] {
            assert_eq!(fence_end(text, "```"), expected, "{text:?}");
        }
        let page = "# P\n\n## a\n\n```x\n## b\n  ``` \n\n### Response\n\n**x**\n\n~~~\n```\n### Errors";
        let found = read(&"p.md".into(), page);
        assert_eq!(found.sections.len(), 1);
        assert_eq!(found.sections[0].gives.map(|gives| (gives.text, gives.line, gives.column)), Some(("x", 11, 3)));
    }

    #[test]
    fn a_page_of_something_else_has_none() {
        for text in ["", "# Pet\n\n## Fields\n\n| Field |\n", "# SDK\n\n## Usage\n\n### Example\n\n```go\n```\n"] {
            assert_eq!(read(&"x.md".into(), text), Reading::default(), "{text}");
        }
    }

    #[test]
    fn methods_are_those_of_openapi() {
        assert!(Method::ALL.into_iter().all(|method| Method::parse(&method.to_string()) == Some(method)));
        assert_eq!(Method::ALL.into_iter().filter(|method| method.is_bare()).count(), 5);
    }
}
