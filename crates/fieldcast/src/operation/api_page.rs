//! The pages of operations that OpenAPI Generator and swagger-codegen write, one for each group: `docs/PetApi.md`.
//!
//! All languages write the same sections. At the top stands what the paths are relative to, and a table of the operations
//! with method and path; below, each has a heading of its own, prose, and sections of parameters, return type,
//! authorization, content types and, in most languages, statuses.

mod placed;

use super::read::{Http, Reading, Section, Snippet};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::family::Heap;
use crate::family::openapi::parameter::{parameter, written};
use crate::family::page::Row;
use crate::markdown::{Span, is_delimiter, shorten};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use memchr::memmem;
use std::borrow::Cow;
use std::sync::Arc;

/// What such a page says before it lists its operations.
const RELATIVE: &str = "All URIs are relative to ";
/// What the table of operations has as its columns behind the name.
const TABLE: &str = "HTTP request | Description";

/// Whether a page is one of operations: it says what its paths are relative to, or has its table of operations begin with
/// the method's name, as no list of several classes does.
///
/// ```
/// use fieldcast::operation::api_page::is;
///
/// assert!(is("# PetApi\n\nAll URIs are relative to *https://api.example.com*\n\nMethod | HTTP request | Description\n"));
/// assert!(is("# Kennels.Pet\n\nMethod | HTTP request | Description\n"));
/// assert!(!is("# Kennels\n\nClass | Method | HTTP request | Description\n"));
/// assert!(!is("# PetApi\n\n## Properties\n"));
/// ```
pub fn is(text: &str) -> bool {
    if memmem::find(text.as_bytes(), TABLE.as_bytes()).is_none() {
        return false;
    }
    let relative = memmem::find(text.as_bytes(), RELATIVE.as_bytes()).is_some();
    let is = |line: &str| match relative {
        true => line.contains(TABLE) && !line.contains("Class |"),
        false => {
            line.trim_start_matches(['|', ' ']).strip_prefix("Method | ").is_some_and(|rest| rest.starts_with(TABLE))
        }
    };
    text.lines().take(60).any(is)
}

/// The server that a line says paths are relative to.
pub fn server(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix(RELATIVE)?;
    let rest = rest.split(", except ").next().unwrap_or(rest);
    let url = rest.trim_matches(['*', '`', ' ', '<', '>']);
    (!url.is_empty() && !url.contains(char::is_whitespace)).then_some(url)
}

/// Reads the operations of the page at `file`; texts that a page writes in another way than they mean are kept in `heap`.
///
/// Never fails: what a page lacks is missing from its sections, and a heading without a line in the table at the top is
/// none of an operation.
pub fn read<'a>(file: &Arc<str>, text: &'a str, heap: &'a Heap) -> Reading<'a> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        Reader { file, text, heap, listed: Vec::new(), places: HashMap::new(), group: "", found: Reading::default() };
    reader.page();
    reader.found
}

/// A line of the table of operations.
struct Listed<'a> {
    name: &'a str,
    method: Span<'a>,
    path: Span<'a>,
    summary: &'a str,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// The call and the prose below the heading.
    Prose,
    Example,
    PathParameters,
    Required,
    Optional,
    Parameters,
    Gives,
    Asks,
    Contents,
    Statuses,
    Other,
}

/// The part that a heading within an operation begins.
fn part(heading: &str) -> Part {
    let heading = heading.trim_matches(['*', ':', ' ']).to_ascii_lowercase();
    match heading.as_str() {
        "example" | "examples" => Part::Example,
        "path parameters" => Part::PathParameters,
        "required parameters" => Part::Required,
        "optional parameters" => Part::Optional,
        "parameters" | "other parameters" => Part::Parameters,
        "return type" => Part::Gives,
        "authorization" => Part::Asks,
        "http request headers" => Part::Contents,
        "http response details" => Part::Statuses,
        _ => Part::Other,
    }
}

/// A section that is being read.
struct Open<'a> {
    section: Section<'a>,
    http: Http<'a>,
    part: Part,
    /// Where the prose begins, and where it ends.
    start: usize,
    end: Option<usize>,
    /// Whether a row has said that it may be left out.
    optional: bool,
    /// The names of its rows.
    names: HashSet<&'a str>,
    /// The number of its first line.
    line: u32,
}

struct Reader<'f, 'a> {
    file: &'f Arc<str>,
    text: &'a str,
    heap: &'a Heap,
    listed: Vec<Listed<'a>>,
    /// Where each of those names stands first.
    places: HashMap<&'a str, usize>,
    group: &'a str,
    found: Reading<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn page(&mut self) {
        let mut open: Option<Open<'a>> = None;
        let mut fence: Option<&str> = None;
        let mut fenced = 0;
        let mut offset = 0;
        for (raw, number) in self.text.split('\n').zip(1_u32..) {
            let start = offset;
            offset += raw.len() + 1;
            let line = Span { text: raw.trim_end(), line: number, column: 1 };
            let trimmed = line.text.trim_start();
            if let Some(mark) = fence {
                if trimmed.starts_with(mark) {
                    fence = None;
                    if let Some(open) = open.as_mut().filter(|open| open.part == Part::Example) {
                        let code = self.text.get(fenced..start).unwrap_or_default();
                        open.section.usage = if open.section.usage.is_empty() { code } else { open.section.usage };
                    }
                }
                continue;
            }
            if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
                fence = Some(mark);
                fenced = offset;
                continue;
            }
            let level = line.text.bytes().take_while(|b| *b == b'#').count();
            let heading = line.text.get(level..).filter(|rest| level > 0 && rest.starts_with(' ')).map(str::trim);
            match heading {
                Some(title) if level == 1 && self.group.is_empty() => {
                    // swagger-codegen leaves the mark of its template in Go's
                    let title = if title.contains("{{") { self.stem() } else { title };
                    self.group = group(title);
                }
                Some(title) if level <= 3 && self.begins(title, open.as_ref()).is_some() => {
                    self.close(open.take(), start);
                    open = self.begins(title, None).and_then(|at| self.open(at, title, line, offset));
                }
                Some(title) if level >= 3 => {
                    if let Some(open) = &mut open {
                        open.end.get_or_insert(start);
                        open.part = part(title);
                    }
                }
                Some(_) => {}
                None => match &mut open {
                    Some(open) => self.line(open, line),
                    None => self.above(line),
                },
            }
        }
        self.close(open.take(), self.text.len());
    }

    /// A line above the first operation.
    fn above(&mut self, line: Span<'a>) {
        if let Some(url) = server(line.text) {
            self.found.server.get_or_insert(url);
            return;
        }
        let bare = line.text.trim().trim_start_matches('|');
        let Some((name, rest)) = bare.split_once('|').filter(|_| line.text.contains("](")) else { return };
        let (request, summary) = rest.split_once('|').unwrap_or((rest, ""));
        let request = request.trim();
        let Some((method, path)) = request.strip_prefix("**").and_then(|rest| rest.split_once("**")) else {
            let message = format!("found `{}`, expected a method and a path", shorten(request));
            let help = "the operation is left out; write `**GET** /pets`";
            let place = Place::at(Arc::clone(self.file), line.line, self.column(line, request));
            self.found.problems.push(Diagnostic::warning(Code::BadOperation, place, message).help(help));
            return;
        };
        let name = name.split("](").next().unwrap_or(name).trim_matches(['[', ' ']);
        let span = |text: &'a str| Span { text, line: line.line, column: self.column(line, text) };
        let path = path.trim().trim_matches('`');
        let summary = summary.trim().trim_end_matches('|').trim();
        let place = self.listed.len();
        let listed = Listed { name: called(name), method: span(method), path: span(path), summary };
        self.places.entry(listed.name).or_insert(place);
        self.listed.push(listed);
    }

    /// The line of the table which the heading of an operation is of.
    fn begins(&self, title: &str, open: Option<&Open<'a>>) -> Option<usize> {
        let name = called(title);
        // an operation may be called as a part of another is
        let is_part = open.is_some() && !title.starts_with(['*', '`']) && part(title) != Part::Other;
        self.places.get(name).copied().filter(|_| !is_part && !name.is_empty())
    }

    fn open(&mut self, at: usize, title: &str, line: Span<'a>, start: usize) -> Option<Open<'a>> {
        let Listed { name, method, path, summary } = self.listed.get(at)?;
        // C and PowerShell put something before it
        let own = name.strip_prefix(self.group_title()).and_then(|rest| rest.strip_prefix('_'));
        let own = own.or_else(|| name.strip_prefix("Invoke-")).unwrap_or(name);
        let name = Span { text: own, line: line.line, column: 1 };
        let section = Section {
            group: self.group,
            name,
            struck: title.contains("~~"),
            summary,
            snippet: Some(Snippet { id: name, method: *method, path: *path }),
            ..Section::default()
        };
        let http = Http::default();
        Some(Open {
            section,
            http,
            part: Part::Prose,
            start,
            end: None,
            optional: false,
            line: line.line + 1,
            names: HashSet::new(),
        })
    }

    /// The page's name, without its ending.
    fn stem(&self) -> &'a str {
        let name = self.file.rsplit('/').next().unwrap_or_default();
        self.heap.text(Cow::Owned(name.strip_suffix(".md").unwrap_or(name).to_owned()))
    }

    /// The page's title, which C writes before the names of functions.
    fn group_title(&self) -> &str {
        let title = self.text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
        title.trim_matches(['*', ' ', '\\'])
    }

    fn line(&mut self, open: &mut Open<'a>, line: Span<'a>) {
        let text = line.text.trim();
        match open.part {
            Part::PathParameters | Part::Required | Part::Optional | Part::Parameters => self.row(open, line),
            Part::Gives if open.section.gives.is_none() && !text.is_empty() => {
                open.section.gives = self.given(line, text);
            }
            Part::Asks if !text.is_empty() => {
                let asks = open.http.asks.get_or_insert_default();
                if let Some(name) = text.strip_prefix("Configure ").and_then(|rest| rest.strip_suffix(':')) {
                    // Kotlin tells how each is set
                    asks.push(name);
                }
                let links = text.split('[').skip(1).filter_map(|link| link.split_once("](").map(|(name, _)| name));
                // TypeScript names the flow behind the scheme
                asks.extend(links.map(|name| name.split(' ').next().unwrap_or(name)).filter(|name| !name.is_empty()));
            }
            Part::Contents => {
                let value = text.trim_start_matches(['-', '*', ' ']);
                let kinds = |rest: &'a str| {
                    let kinds =
                        rest.trim_start_matches(['*', ':', ' ']).split(',').map(|kind| kind.trim_matches(['`', ' ']));
                    kinds.filter(|kind| kind.contains('/') && !kind.contains(char::is_whitespace)).collect::<Vec<_>>()
                };
                if let Some(rest) = value.strip_prefix("Content-Type") {
                    open.http.takes = kinds(rest);
                } else if let Some(rest) = value.strip_prefix("Accept") {
                    open.http.gives = kinds(rest);
                }
            }
            Part::Statuses if line.text.contains('|') && !is_delimiter(line.text) => {
                let bare = text.trim_start_matches('|');
                let (status, rest) = bare.split_once('|').unwrap_or((bare, ""));
                let status = status.trim();
                if !status.starts_with("**") {
                    return;
                }
                let description = rest.rsplit_once('|').map_or(rest, |(head, _)| head).trim();
                let description = match text.ends_with('|') {
                    // the last cell holds the headers
                    true => description.rsplit_once('|').map_or(description, |(head, _)| head).trim(),
                    false => description,
                };
                let column = self.column(line, status);
                let status = Span { text: status.trim_matches('*'), line: line.line, column };
                open.http.statuses.push((status, description.trim_matches('-').trim()));
            }
            _ => {}
        }
    }

    fn row(&mut self, open: &mut Open<'a>, line: Span<'a>) {
        let Some((mut row, values)) = parameter(line, self.heap) else { return };
        if open.part == Part::Optional {
            row.required = false;
            // Rust's server lists the required ones again
            if open.names.contains(row.name.text) {
                return;
            }
        }
        // what a generated client asks for itself
        let name = row.name.text;
        let own = match name {
            "ctx" => row.ty.text.contains("context.Context"),
            "_api" | "apiClient" => true,
            "optional" => {
                row.description.text == "optional parameters" || row.ty.text.trim_end_matches('*').ends_with("Opts")
            }
            _ => false,
        };
        if own {
            return;
        }
        // Go: what may be left out, in its own wrapper
        if let Some((_, inner)) = row.ty.text.split_once("optional.") {
            let inner = inner.strip_prefix("Interface of ").unwrap_or(inner).trim_end_matches('*');
            // it writes a file twice, and of the members of a form none
            let inner = inner.split("****").next().unwrap_or(inner);
            row.ty.text = self.heap.text(Cow::Owned(match inner {
                "Interface" | "EmptyInterface" | "" => String::new(),
                "Time" => "**time.Time**".to_owned(),
                "String" | "Bool" | "Int" | "Int32" | "Int64" | "Float32" | "Float64" => {
                    format!("**{}**", inner.to_ascii_lowercase())
                }
                inner => format!("**{inner}**"),
            }));
        }
        open.optional |= !row.required;
        open.http.values.push(values);
        open.http.in_path.push(open.part == Part::PathParameters);
        open.names.insert(row.name.text);
        open.section.rows.push(row);
    }

    /// The type that an operation gives; `None` where it gives nothing.
    fn given(&self, line: Span<'a>, text: &'a str) -> Option<Span<'a>> {
        let inner = text.strip_prefix("ApiRequest[").and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
        let inner = inner.strip_suffix("(PSCustomObject)").unwrap_or(inner).trim();
        let lower = inner.to_ascii_lowercase();
        let nothing = lower.contains("empty response body")
            || matches!(
                written(&lower).trim_matches(['*', '`', ' ']),
                "void" | "null" | "nil" | "nothing" | "none" | "kotlin.unit" | "-" | "()" | "unit" | ""
            );
        let column = self.column(line, text);
        let link = inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| inner.contains("]("));
        let text = written(link.unwrap_or(inner));
        Some(Span { text: if nothing { "" } else { text }, line: line.line, column })
    }

    /// TypeScript writes the values of an enum where other languages write its type. Axios shows one as a list of them as
    /// well; its example declares each as what it is.
    fn literals(&self, row: &mut Row<'a>, values: &mut Vec<&'a str>, usage: &'a str) {
        if row.ty.text.contains('`') && !values.is_empty() {
            let number = values.iter().all(|value| value.parse::<f64>().is_ok());
            let items = row.ty.text.contains("Array<");
            row.ty.text = match (items, number) {
                (true, true) => "Array<number>",
                (true, false) => "Array<string>",
                (false, true) => "number",
                (false, false) => "string",
            };
            return;
        }
        if !row.ty.text.contains("&#39;") {
            return;
        }
        let mut lines = usage.lines().map(str::trim);
        let declared =
            lines.find_map(|line| line.strip_prefix("let ")?.strip_prefix(row.name.text)?.strip_prefix(": "));
        let Some((ty, _)) = declared.and_then(|rest| rest.split_once("; //")) else { return };
        let items = ty.strip_prefix("Array<").and_then(|rest| rest.strip_suffix('>'));
        let literals = items.unwrap_or(ty).split(" | ").map(|literal| literal.strip_prefix('\'')?.strip_suffix('\''));
        if let Some(all) = literals.collect::<Option<Vec<_>>>() {
            *values = all;
            row.ty.text = if items.is_some() { "Array<string>" } else { "string" };
        }
    }

    fn column(&self, line: Span<'_>, piece: &str) -> u32 {
        let before = (piece.as_ptr() as usize).saturating_sub(line.text.as_ptr() as usize);
        let count = line.text.get(..before).map_or(0, |head| head.chars().count());
        u32::try_from(count + 1).unwrap_or(u32::MAX)
    }

    fn close(&mut self, open: Option<Open<'a>>, end: usize) {
        let Some(Open { mut section, mut http, start, end: ended, optional, line, .. }) = open else { return };
        let prose = self.text.get(start..ended.unwrap_or(end)).unwrap_or_default();
        section.description = self.prose(prose, section.summary);
        // Go's table says of no parameter that it may be left out, but its example does
        if !optional {
            for row in section.rows.iter_mut().zip(&http.in_path).filter(|(_, in_path)| !**in_path).map(|(row, _)| row)
            {
                let left_out = |line: &str| {
                    let line = line.trim_start();
                    let rest = line.strip_prefix(row.name.text).filter(|rest| rest.starts_with([' ', ':']));
                    rest.is_some_and(|rest| rest.contains("(optional)"))
                };
                row.required &= !section.usage.lines().any(left_out);
            }
        }
        for (row, values) in section.rows.iter_mut().zip(&mut http.values) {
            self.literals(row, values, section.usage);
        }
        let whole = self.text.get(start..end).unwrap_or_default();
        if placed::is(whole) {
            let placed::Found { placed, rows, values, statuses } = placed::read(whole, line, self.heap);
            (section.rows, http.values, http.statuses) = (rows, values, statuses);
            http.placed = Some(placed);
        }
        section.http = Some(http);
        self.found.sections.push(section);
    }

    /// The prose below a heading without the call, the code, and the summary that the table has already.
    fn prose(&self, text: &'a str, summary: &str) -> &'a str {
        let mut kept: Vec<&str> = Vec::new();
        let mut code = false;
        let mut first = true;
        for line in text.lines().map(str::trim_end) {
            let starts = line.trim_start();
            if starts.starts_with("```") {
                code = !code;
                continue;
            }
            if code || starts.starts_with('>') && kept.is_empty() || starts.starts_with("<a ") {
                continue;
            }
            if first && !starts.is_empty() {
                first = false;
                if starts == summary {
                    continue;
                }
            }
            kept.push(line);
        }
        self.heap.text(Cow::Owned(kept.join("\n").trim().to_owned()))
    }
}

/// What an operation is called: a name without the emphasis and the parentheses that languages write around it.
fn called(text: &str) -> &str {
    let text = text.trim_matches(['*', '`', '~', ' ', '[']);
    text.strip_suffix("()").unwrap_or(text)
}

/// The group that a page's title names: `\PetApi`, `pets.api.PetApi`, `Acme\Client\PetAPI` and `PET_API` are of `Pet`.
fn group(title: &str) -> &str {
    let title = title.trim_matches(['*', '#', ' ', '`']);
    let name = title.rsplit(['.', ':', '\\']).next().unwrap_or(title);
    let name = name.strip_prefix("OAI").unwrap_or(name);
    let name = name.strip_suffix("Interface").unwrap_or(name);
    let bare = ["_api", "_API", "Api", "API"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    if bare.is_empty() { name } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"# kennels.DogsApi

All URIs are relative to *https://api.kennels.example/v1*

| Method | HTTP request | Description |
|------------- | ------------- | -------------|
| [**make_dog**](DogsApi.md#make_dog) | **POST** /dogs/{kennel_id} | Makes a dog |
| [**drop_dog**](DogsApi.md#drop_dog) | **Delete** /dogs/{kennel_id} |  |
| [**odd**](DogsApi.md#odd) | GET /dogs |  |

# **make_dog**
> Dog make_dog(kennel_id, dog, size=size)

Makes a dog

It is *new*.

### Example
```python
# **drop_dog**
```

### Parameters

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
 **kennel_id** | **int**| Which | 
 **dog** | [**Dog**](Dog.md)| The | dog | 
 **size** | **str**|  | [optional] [default to &#39;small&#39;]

### Return type

[**Dog**](Dog.md)

### Authorization

[keyAuth](../README.md#keyAuth), [oauth read](../README.md#oauth-read)

### HTTP request headers

 - **Content-Type**: application/json, application/xml
 - **Accept**: `application/json`

### HTTP response details

| Status code | Description | Response headers |
|-------------|-------------|------------------|
**201** | Made | really |  -  |
**0** | Anything |  * X-Total -  <br>  |

[[Back to top]](#)

# **drop_dog**
> drop_dog(kennel_id)

### Return type

void (empty response body)

### Authorization

No authorization required
"#;

    #[test]
    fn a_page_becomes_sections() {
        assert!(is(PAGE));
        let heap = Heap::default();
        let Reading { sections, problems, server } = read(&"DogsApi.md".into(), PAGE, &heap);
        assert_eq!((server, sections.len()), (Some("https://api.kennels.example/v1"), 2));
        let [make, drop] = sections.as_slice() else { panic!() };
        let snippet = make.snippet.unwrap();
        assert_eq!((make.group, snippet.id.text, snippet.method.text), ("Dogs", "make_dog", "POST"));
        assert_eq!((snippet.path.text, snippet.path.line, snippet.path.column), ("/dogs/{kennel_id}", 7, 50));
        assert_eq!((make.summary, make.description), ("Makes a dog", "It is *new*."));
        let rows: Vec<_> = make.rows.iter().map(|row| (row.name.text, row.ty.text, row.required)).collect();
        assert_eq!(rows, [("kennel_id", "**int**", true), ("dog", "**Dog**", true), ("size", "**str**", false)]);
        assert_eq!((make.rows[1].description.text, make.gives.unwrap().text), ("The | dog", "**Dog**"));
        let http = make.http.as_ref().unwrap();
        assert_eq!(http.takes, ["application/json", "application/xml"]);
        assert_eq!(
            (http.gives.as_slice(), http.asks.clone()),
            (["application/json"].as_slice(), Some(vec!["keyAuth", "oauth"]))
        );
        let statuses: Vec<_> = http.statuses.iter().map(|(status, text)| (status.text, *text)).collect();
        assert_eq!(statuses, [("201", "Made | really"), ("0", "Anything")]);
        assert_eq!((drop.gives.unwrap().text, drop.http.as_ref().unwrap().asks.clone()), ("", Some(vec![])));
        let problems: Vec<_> = problems.iter().map(|problem| problem.to_string()).collect();
        assert_eq!(problems.len(), 1);
        assert!(
            problems[0].starts_with("warning[bad-operation] DogsApi.md:9:31: found `GET /dogs`"),
            "{}",
            problems[0]
        );
    }

    #[test]
    fn groups_and_names_without_what_languages_put_around_them() {
        for (title, expected) in [
            (r"\DogsAPI", "Dogs"),
            ("Acme.Client.Api.DogsApi", "Dogs"),
            ("DOGS_API", "DOGS"),
            ("WWW::Acme::DogsApi", "Dogs"),
            ("Api", "Api"),
        ] {
            assert_eq!(group(title), expected);
        }
        assert_eq!(["**a_b**", "`a()`", "~~a~~"].map(called), ["a_b", "a", "a"]);
        assert_eq!(
            server("All URIs are relative to https://a.example, except if it defines another."),
            Some("https://a.example")
        );
        assert_eq!(server("All URIs are relative to **"), None);
    }
}
