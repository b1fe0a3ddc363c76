//! The pages of operations that APIMatic writes, one for each group: `doc/controllers/pets.md`.
//!
//! They name the SDK's functions, and neither method nor path, which the SDK's own sources tell. What they do tell is where
//! each parameter is sent, what is given, and the errors of each status; parameters are called as the language calls them.

use super::placed::{Content, Function, Placed, Stands};
use super::read::{Http, Reading, Section};
use crate::family::Heap;
use crate::family::apimatic::read::row;
use crate::markdown::{Block, Blocks, Span, cells, is_delimiter};
use memchr::memmem;
use std::borrow::Cow;

/// Whether a page is one of operations: some part of it says what it gives, and its functions are listed or belong to a
/// class.
///
/// ```
/// use fieldcast::operation::controller::is;
///
/// assert!(is("# Pets\n\n## Class Name\n\n`PetsController`\n\n# Get Pet\n\n## Response Type\n\n`Pet`\n"));
/// assert!(!is("# Pet\n\n## Structure\n\n`Pet`\n"));
/// ```
pub fn is(text: &str) -> bool {
    let has = |heading: &str| memmem::find_iter(text.as_bytes(), heading).any(|at| is_line(text, at, heading.len()));
    has("## Response Type") && (has("## Class Name") || has("## Methods"))
}

/// Whether a piece of a text is a whole line.
fn is_line(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).is_some_and(|head| head.is_empty() || head.ends_with('\n'));
    let after = text.get(at + length..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']));
    before && after
}

/// What stands around the type that a function gives.
const AROUND: [(&str, &str); 7] = [
    ("Promise<", ">"),
    ("Task<", ">"),
    ("CompletableFuture<", ">"),
    ("CompletionStage<", ">"),
    ("ApiResponse<", ">"),
    ("models.ApiResponse[", "]"),
    ("ApiResponse[", "]"),
];

/// What the type of a function is called that gives nothing.
const NOTHING: [&str; 8] = ["", "void", "Void", "Task", "nil", "None", "undefined", "http.Response"];

/// Reads the operations of such a page: each heading below which it says what a function gives.
pub fn read<'a>(text: &'a str, heap: &'a Heap) -> Reading<'a> {
    let mut found = Reading::default();
    let (mut group, mut class) = ("", "");
    let mut open: Option<Open<'a>> = None;
    let mut part = "";
    let mut columns: Vec<&str> = Vec::new();
    let mut blocks = Blocks::new(text);
    while let Some(block) = blocks.next() {
        match block {
            Block::Heading { level: 1, text: title, offset } => {
                (part, columns) = ("", Vec::new());
                if group.is_empty() {
                    group = title.text;
                    continue;
                }
                let done = open.replace(Open::new(title, blocks.offset()));
                found.sections.extend(done.and_then(|done| done.finish(&blocks, offset, (group, class), heap)));
            }
            Block::Heading { level: 2, text: heading, offset } => {
                (part, columns) = (heading.text, Vec::new());
                if let Some(open) = &mut open {
                    open.prose.1.get_or_insert(offset);
                }
            }
            Block::Text(line) if open.is_none() && part == "Class Name" => class = line.text.trim_matches('`'),
            _ => {
                if let Some(open) = &mut open {
                    open.take(block, part, &mut columns, heap);
                }
            }
        }
    }
    let end = blocks.offset();
    found.sections.extend(open.and_then(|open| open.finish(&blocks, end, (group, class), heap)));
    found
}

/// The operation that is being read.
struct Open<'a> {
    section: Section<'a>,
    http: Http<'a>,
    placed: Placed<'a>,
    /// Where its prose begins and ends.
    prose: (usize, Option<usize>),
    /// How its function is declared.
    declared: &'a str,
    /// Whether it says what it gives.
    gives: bool,
    form: Vec<crate::family::page::Row<'a>>,
}

impl<'a> Open<'a> {
    fn new(name: Span<'a>, start: usize) -> Self {
        let section = Section { name, ..Section::default() };
        let (http, placed) = (Http::default(), Placed::default());
        Self { section, http, placed, prose: (start, None), declared: "", gives: false, form: Vec::new() }
    }

    fn take(&mut self, block: Block<'a>, part: &str, columns: &mut Vec<&'a str>, heap: &'a Heap) {
        match (part, block) {
            ("", Block::Code { text, .. }) => self.declared = text.text,
            ("Response Type", Block::Text(line) | Block::Row(line)) if !self.gives => {
                self.gives = true;
                let content = given(line, heap).map(|ty| Content { ty, ..Content::default() });
                // pages do not say with which status
                self.http.statuses.push((Span { text: "2XX", ..line }, ""));
                self.placed.given.push(("2XX", content.into_iter().collect()));
            }
            ("Parameters" | "Errors", Block::Row(line)) if !is_delimiter(line.text) => {
                let found = cells(line.text, line.line);
                if columns.is_empty() {
                    *columns = found.iter().map(|cell| cell.text).collect();
                    return;
                }
                let cell = |name: &str| {
                    let at = columns.iter().position(|column| *column == name)?;
                    found.get(at).copied()
                };
                match (part, cell("Parameter"), cell("Type"), cell("HTTP Status Code")) {
                    ("Parameters", Some(name), Some(ty), _) => {
                        let tags = cell("Tags").unwrap_or_default().text;
                        self.parameter(tags, row(name, ty, tags, cell("Description").unwrap_or_default(), heap));
                    }
                    ("Errors", _, _, Some(status)) => {
                        let class = cell("Exception Class").unwrap_or_default();
                        // a class without a page is the SDK's own
                        let content = class.text.contains(".md").then(|| Content { ty: class, ..Content::default() });
                        self.http.statuses.push((status, cell("Error Description").unwrap_or_default().text));
                        self.placed.given.push((status.text, content.into_iter().collect()));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Takes a row of the parameters; one that is sent nowhere is the SDK's own.
    fn parameter(&mut self, tags: &str, row: crate::family::page::Row<'a>) {
        let has = |tag: &str| tags.split(',').any(|part| part.trim() == tag);
        let places = [("Template", Stands::Path), ("Query", Stands::Query), ("Header", Stands::Header)];
        if let Some((_, stands)) = places.into_iter().find(|(tag, _)| has(tag)) {
            self.section.rows.push(row);
            self.placed.stands.push(stands);
        } else if has("Body") {
            let content = Content { ty: row.ty, ..Content::default() };
            self.placed.body.get_or_insert((row.required, vec![content]));
        } else if has("Form") {
            self.form.push(row);
        }
    }

    /// The section; `None` where it is no function's.
    fn finish(
        mut self,
        blocks: &Blocks<'a>,
        end: usize,
        (group, class): (&'a str, &'a str),
        heap: &'a Heap,
    ) -> Option<Section<'a>> {
        if !self.gives {
            return None;
        }
        let prose = blocks.between(self.prose.0, self.prose.1.unwrap_or(end));
        // the last code of it declares the function
        let prose = prose
            .strip_suffix("```")
            .and_then(|rest| rest.rfind("```"))
            .and_then(|at| prose.get(..at))
            .unwrap_or(prose);
        let note = prose.find(":information_source: **Note** This endpoint does not require authentication");
        if let Some(at) = note {
            self.http.asks = Some(Vec::new());
            self.section.description = prose.get(..at).unwrap_or(prose).trim();
        } else {
            self.section.description = prose.trim();
        }
        self.section.group = group;
        let name = declared(self.declared, self.section.name.text);
        let name = name.unwrap_or_else(|| heap.text(Cow::Owned(camel(self.section.name.text))));
        self.placed.function = Some(Function { class, name });
        if !self.form.is_empty() {
            let required = self.form.iter().any(|row| row.required);
            let content = Content { members: self.form, ..Content::default() };
            self.placed.body.get_or_insert((required, vec![content]));
        }
        self.http.placed = Some(self.placed);
        Some(Section { http: Some(self.http), ..self.section })
    }
}

/// The name in the declaration of the function that a heading calls in words.
fn declared<'a>(code: &'a str, heading: &str) -> Option<&'a str> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let heading = letters(heading);
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = code.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()).take(64);
    words.find_map(|word| {
        let name = word.strip_suffix("Async").filter(|name| letters(name) == heading).unwrap_or(word);
        (letters(name) == heading).then_some(name)
    })
}

/// The words of a heading as most languages call functions.
fn camel(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::with_capacity(heading.len());
    for (at, word) in words.enumerate() {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if at == 0 => name.extend(first.to_lowercase()),
            Some(first) => name.extend(first.to_uppercase()),
            None => {}
        }
        name.push_str(letters.as_str());
    }
    name
}

/// The type that a function gives, without what the language and the SDK put around it; `None` where it gives nothing.
fn given<'a>(line: Span<'a>, heap: &'a Heap) -> Option<Span<'a>> {
    let text = match line.text.rsplit_once("is of type ") {
        Some((_, text)) => text,
        // that it gives an answer, and no more
        None if line.text.starts_with("This method returns") => return None,
        None => line.text,
    };
    let text = text.trim().trim_end_matches('.');
    if text.matches("](").count() > 1 {
        return Some(Span { text, ..line });
    }
    let link = text.strip_prefix('[').and_then(|rest| rest.rsplit_once("]("));
    let (label, target) = link.map_or((text, None), |(label, target)| (label, Some(target)));
    let mut inner = label.trim_matches('`').trim();
    while let Some(next) = AROUND.iter().find_map(|(open, close)| inner.strip_prefix(open)?.strip_suffix(close)) {
        inner = next.trim();
    }
    let inner = inner.replace("Models.", "");
    if NOTHING.contains(&inner.as_str()) {
        return None;
    }
    let shown = target.map_or_else(|| format!("`{inner}`"), |target| format!("[`{inner}`]({target}"));
    Some(Span { text: heap.text(Cow::Owned(shown)), ..line })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\n# Kennels\n\n```ts\nconst kennels = new KennelsController(client);\n```\n\n## Class Name\n\n\
        `KennelsController`\n\n## Methods\n\n* [List Kennels](../../doc/controllers/kennels.md#list-kennels)\n\n\n\
        # List Kennels\n\n```ts\n# Not a heading\n```\n\n## Parameters\n\n| Parameter | Type | Tags | Description |\n\
        |  --- | --- | --- | --- |\n| `page` | `number` | Query, Optional | Which |\n\n## Response Type\n\n`Kennel[]`\n\n\
        ## Errors\n\n# Drop Kennel\n\n## Response Type\n\n`void`\n\n# Notes\n\nText.\n";

    #[test]
    fn functions_are_known_to_be_there() {
        assert!(is(PAGE));
        let heap = Heap::default();
        let found = read(PAGE, &heap);
        let shown: Vec<_> = found.sections.iter().map(|s| (s.group, s.name.text, s.name.line)).collect();
        assert_eq!(shown, [("Kennels", "List Kennels", 17), ("Kennels", "Drop Kennel", 35)]);
        assert!(found.sections.iter().all(|section| section.snippet.is_none()));
    }

    #[test]
    fn parameters_answers_and_errors_are_read() {
        let page = "\n# Kennels\n\n## Class Name\n\n`KennelsApi`\n\n# Add Dog\n\nAdds one.\n\n:information_source: **Note** This \
            endpoint does not require authentication.\n\n```ts\nasync addDog(\n  kennelId: string,\n): Promise<ApiResponse<Dog>>\n```\n\n\
            ## Parameters\n\n| Parameter | Type | Tags | Description |\n|  --- | --- | --- | --- |\n\
            | `kennelId` | `string` | Template, Required | Where |\n| `traceId` | `string \\| undefined` | Header, Optional | - |\n\
            | `body` | [`Dog`](../../doc/models/dog.md) | Body, Required | - |\n| `requestOptions` | `RequestOptions` | Optional | - |\n\n\
            ## Response Type\n\nThis method returns an [`ApiResponse`](../../doc/api-response.md) instance. The `result` property of this \
            instance returns the response data which is of type [`Promise<Dog>`](../../doc/models/dog.md).\n\n## Errors\n\n\
            | HTTP Status Code | Error Description | Exception Class |\n|  --- | --- | --- |\n\
            | 404 | None there | [`FaultError`](../../doc/models/fault-error.md) |\n| Default | Else | `ApiError` |\n";
        let heap = Heap::default();
        let found = read(page, &heap);
        let section = &found.sections[0];
        assert_eq!(section.description, "Adds one.");
        let http = section.http.as_ref().unwrap();
        let placed = http.placed.as_ref().unwrap();
        assert_eq!(placed.function, Some(Function { class: "KennelsApi", name: "addDog" }));
        assert_eq!(http.asks, Some(vec![]));
        let rows: Vec<_> =
            section.rows.iter().zip(&placed.stands).map(|(r, s)| (r.name.text, *s, r.required)).collect();
        assert_eq!(rows, [("kennelId", Stands::Path, true), ("traceId", Stands::Header, false)]);
        let (required, body) = placed.body.as_ref().unwrap();
        assert_eq!((*required, body[0].ty.text), (true, "[`Dog`](../../doc/models/dog.md)"));
        let given: Vec<_> = placed
            .given
            .iter()
            .map(|(status, all)| (*status, all.first().map_or("", |content| content.ty.text)))
            .collect();
        assert_eq!(
            given,
            [
                ("2XX", "[`Dog`](../../doc/models/dog.md)"),
                ("404", "[`FaultError`](../../doc/models/fault-error.md)"),
                ("Default", "")
            ]
        );
        let shown: Vec<_> = http.statuses.iter().map(|(status, text)| (status.text, *text)).collect();
        assert_eq!(shown, [("2XX", ""), ("404", "None there"), ("Default", "Else")]);
    }

    #[test]
    fn what_a_function_gives_is_told_in_every_language() {
        let heap = Heap::default();
        let mut seen = 0;
        for (line, expected) in [
            ("`void`", None),
            ("`Task`", None),
            ("This method returns an [`ApiResponse`](../../doc/api-response.md) instance.", None),
            ("[`Task<Models.Dog>`](../../doc/models/dog.md)", Some("[`Dog`](../../doc/models/dog.md)")),
            ("[`List<Dog>`](../../doc/models/dog.md)", Some("[`List<Dog>`](../../doc/models/dog.md)")),
            ("It is of type [models.Dog](../../doc/models/dog.md).", Some("[`models.Dog`](../../doc/models/dog.md)")),
            ("`string[]`", Some("`string[]`")),
        ] {
            let found = given(Span { text: line, line: 1, column: 1 }, &heap);
            assert_eq!(found.map(|span| span.text), expected, "{line}");
            seen += 1;
        }
        assert_eq!(seen, 7);
    }

    #[test]
    fn a_page_of_something_else_is_none() {
        let mut seen = 0;
        for text in
            ["", "# Pet\n\n## Class Name\n", "# a\n\nsee ## Response Type\n\n## Methods\n", "## Response Types\n"]
        {
            assert!(!is(text), "{text}");
            seen += 1;
        }
        assert_eq!(seen, 4);
    }
}
