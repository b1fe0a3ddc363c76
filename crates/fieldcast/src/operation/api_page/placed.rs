//! Operations as the generator's Python of versions 6.2 to 6.6 writes them: parameters below the place where they are sent,
//! and a schema of its own for each parameter, body and answer.
//!
//! No other language tells as much: names are as they are on the wire, and each status has its content.

use crate::family::Heap;
use crate::family::openapi::composed::{Schema, Schemas};
use crate::family::page::Row;
use crate::markdown::{Span, cells};
use crate::operation::placed::{Content, Placed, Stands};

/// What a section tells.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub placed: Placed<'a>,
    pub rows: Vec<Row<'a>>,
    /// The values of each row that is an enum.
    pub values: Vec<Vec<&'a str>>,
    pub statuses: Vec<(Span<'a>, &'a str)>,
}

/// Whether a section is written so.
pub(super) fn is(section: &str) -> bool {
    section.contains("\n### Return Types, Responses")
}

/// What a part of the section is about.
#[derive(Clone, Copy, PartialEq)]
enum About<'a> {
    /// What the function takes: the body, and the content types.
    Call,
    Sent(Stands),
    Body,
    Statuses,
    /// What is given with a status.
    Given(&'a str),
    Other,
}

/// A part of the section: its text, and the rows of its own tables.
struct Part<'a> {
    about: About<'a>,
    text: (usize, usize),
    rows: Vec<Vec<Span<'a>>>,
}

/// Reads a section whose first line has the number `first`.
pub(super) fn read<'a>(section: &'a str, first: u32, heap: &'a Heap) -> Found<'a> {
    let parts = parts(section, first);
    let text = |part: &Part<'_>| section.get(part.text.0..part.text.1).unwrap_or_default();
    let mut found = Found::default();
    let mut takes = Vec::new();
    let mut gives = Vec::new();
    let mut body = None;
    for row in parts.iter().filter(|part| part.about == About::Call).flat_map(|part| &part.rows) {
        let cell = |at: usize| row.get(at).copied().unwrap_or_default();
        match cell(0).text {
            "body" => body = Some((cell(1), cell(2).text == "required")),
            "content_type" => takes = quoted(cell(2).text),
            "accept_content_types" => gives = quoted(cell(2).text),
            _ => {}
        }
    }
    for part in &parts {
        let schemas = Schemas::read(text(part));
        match part.about {
            About::Sent(stands) => {
                for row in &part.rows {
                    let (Some(name), Some(class)) = (row.first(), row.get(1)) else { continue };
                    // one that is not there is anything
                    let schema = schemas.named(class.text, heap).unwrap_or_default();
                    let optional = row.get(3).is_some_and(|cell| cell.text.contains("optional"));
                    found.rows.push(Row {
                        name: *name,
                        struck: false,
                        ty: Span { text: schema.ty, ..*class },
                        required: !optional,
                        description: Span { text: schema.description, ..*class },
                        example: Span::default(),
                        null: None,
                        notes: schema.notes,
                    });
                    found.values.push(schema.values);
                    found.placed.stands.push(stands);
                }
            }
            About::Body => {
                let Some((classes, required)) = body else { continue };
                let contents = contents(classes, "RequestBody", &takes, &schemas, heap);
                found.placed.body = Some((required, contents));
            }
            About::Statuses => {
                for row in &part.rows {
                    let (Some(status), Some(description)) = (row.first(), row.get(2)) else { continue };
                    if status.text != "n/a" {
                        found.statuses.push((*status, description.text));
                    }
                }
            }
            About::Given(status) => {
                let classes = part.rows.iter().find(|row| row.first().is_some_and(|cell| cell.text == "body"));
                let classes = classes.and_then(|row| row.get(1)).copied().unwrap_or_default();
                found.placed.given.push((status, contents(classes, "ResponseBody", &gives, &schemas, heap)));
            }
            About::Call | About::Other => {}
        }
    }
    found
}

fn parts(section: &str, first: u32) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut fenced = false;
    let mut schema = false;
    let mut offset = 0;
    for (raw, number) in section.split('\n').zip(first..) {
        let start = offset;
        offset += raw.len() + 1;
        let line = raw.trim_end();
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            continue;
        }
        if let Some(about) = about(line) {
            if let Some(last) = parts.last_mut() {
                last.text.1 = start;
            }
            parts.push(Part { about, text: (offset, section.len()), rows: Vec::new() });
            schema = false;
        } else if line.starts_with('#') {
            // `#### RequestQueryParams` is what the part's own table is called
            schema = !line.contains(" Request") || !line.ends_with("Params");
        } else if let Some(part) = parts.last_mut().filter(|_| !schema && line.contains('|') && !is_delimiter(line)) {
            let row = cells(line, number);
            if !matches!(row.first().map(|cell| cell.text), None | Some("Name" | "Code")) {
                part.rows.push(row);
            }
        }
    }
    parts
}

/// The part that a heading begins; `None` for what begins none.
fn about(line: &str) -> Option<About<'_>> {
    if let Some(title) = line.strip_prefix("#### ") {
        if let Some((_, status)) = title.split_once("ApiResponseFor") {
            return Some(About::Given(status));
        }
        return title.starts_with("ResponseHeadersFor").then_some(About::Other);
    }
    Some(match line.strip_prefix("### ")?.trim() {
        "Parameters" => About::Call,
        "path_params" => About::Sent(Stands::Path),
        "query_params" => About::Sent(Stands::Query),
        "header_params" => About::Sent(Stands::Header),
        "body" => About::Body,
        "Return Types, Responses" => About::Statuses,
        "Example" | "Authorization" | "cookie_params" => About::Other,
        _ => return None,
    })
}

/// The texts between quotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('\'').skip(1).step_by(2).collect()
}

/// What each class of a cell such as `typing.Union[SchemaFor200ResponseBodyApplicationJson, ]` stands for.
fn contents<'a>(
    classes: Span<'a>,
    before: &str,
    kinds: &[&'a str],
    schemas: &Schemas<'a>,
    heap: &'a Heap,
) -> Vec<Content<'a>> {
    let Some((_, inner)) = classes.text.split_once('[') else { return Vec::new() };
    let names = inner.split([',', ']']).map(str::trim).filter(|name| name.starts_with("SchemaFor"));
    let content = |name: &str| {
        let Schema { ty, members, .. } = schemas.named(name, heap).unwrap_or_default();
        let told = name.split_once(before).map_or("", |(_, told)| told);
        Content { kind: kind(told, kinds), ty: Span { text: ty, ..classes }, members }
    };
    names.map(content).collect()
}

/// The content type whose letters a class's name ends with: `ApplicationJson`.
fn kind<'a>(told: &str, kinds: &[&'a str]) -> Option<&'a str> {
    const COMMON: [&str; 7] = [
        "application/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/octet-stream",
        "text/plain",
        "text/event-stream",
    ];
    let letters = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let told = letters(told);
    kinds.iter().copied().chain(COMMON).find(|kind| letters(kind) == told)
}

/// Whether a line is the one between a table's header and its rows, which have no bars at their ends.
fn is_delimiter(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTION: &str = r#"> Dog make_dog(kennel_id)

### Example

```python
### body
```
### Parameters

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
body | typing.Union[SchemaForRequestBodyApplicationJson, SchemaForRequestBodyMultipartFormData] | required |
path_params | RequestPathParams | |
content_type | str | optional, default is 'application/json' | Selects
accept_content_types | typing.Tuple[str] | default is ('application/hal+json', 'text/csv', ) | Tells
stream | bool | default is False | if

### body

# SchemaForRequestBodyApplicationJson
Type | Description  | Notes
------------- | ------------- | -------------
[**Dog**](../../models/Dog.md) |  | 

# SchemaForRequestBodyMultipartFormData

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
dict, frozendict.frozendict,  | frozendict.frozendict,  |  | 

### Dictionary Keys
Key | Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | ------------- | -------------
**photo** | bytes, io.FileIO, io.BufferedReader,  | bytes, FileIO,  | It | 
**note** | str,  | str,  |  | [optional] 
**any_string_name** | dict, str | str | any | [optional]

### query_params
#### RequestQueryParams

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
sortBy | SortBySchema | | optional
tags | TagsSchema | | 

# SortBySchema

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
str,  | str,  | By what | must be one of ["age", "name", ] 

# TagsSchema

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
list, tuple,  | tuple,  |  | 

### Tuple Items
Class Name | Input Type | Accessed Type | Description | Notes
------------- | ------------- | ------------- | ------------- | -------------
items | str,  | str,  |  | 

### header_params
#### RequestHeaderParams

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
X-Trace-Id | XTraceIdSchema | | optional

# XTraceIdSchema

## Model Type Info
Input Type | Accessed Type | Description | Notes
------------ | ------------- | ------------- | -------------
str,  | str,  |  | must be one of ["a", "b", ] 

### cookie_params
#### RequestCookieParams

Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
session | SessionSchema | | optional

### Return Types, Responses

Code | Class | Description
------------- | ------------- | -------------
n/a | api_client.ApiResponseWithoutDeserialization | When
201 | [ApiResponseFor201](#make_dog.ApiResponseFor201) | Made
404 | [ApiResponseFor404](#make_dog.ApiResponseFor404) | Lost

#### make_dog.ApiResponseFor201
Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
response | urllib3.HTTPResponse | Raw response |
body | typing.Union[SchemaFor201ResponseBodyApplicationHaljson, ] |  |
headers | Unset | headers were not defined |

# SchemaFor201ResponseBodyApplicationHaljson
Type | Description  | Notes
------------- | ------------- | -------------
[**Dog**](../../models/Dog.md) |  | 

#### make_dog.ApiResponseFor404
Name | Type | Description  | Notes
------------- | ------------- | ------------- | -------------
body | Unset | body was not defined |

### Authorization

[keyAuth](../../../README.md#keyAuth)
"#;

    #[test]
    fn each_place_has_its_parameters_and_each_status_its_content() {
        assert!(is(SECTION) && !is("\n### Return type\n"));
        let heap = Heap::default();
        let Found { placed, rows, values, statuses } = read(SECTION, 10, &heap);
        let shown: Vec<String> = rows
            .iter()
            .zip(&placed.stands)
            .zip(&values)
            .map(|((row, stands), values)| {
                let (name, ty) = (row.name.text, row.ty.text);
                format!("{stands:?} {name} {ty} {} {} {}", row.required, values.join("/"), row.description.text)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "Query sortBy str false age/name By what",
                "Query tags List[str] true  ",
                "Header X-Trace-Id str false a/b ",
            ]
        );
        assert_eq!(rows[0].name.line, 53);
        let content = |content: &Content<'_>| {
            let members: Vec<&str> = content.members.iter().map(|row| row.name.text).collect();
            format!("{} {} {}", content.kind.unwrap_or("?"), content.ty.text, members.join(","))
        };
        let (required, body) = placed.body.as_ref().unwrap();
        assert!(*required);
        assert_eq!(
            body.iter().map(content).collect::<Vec<_>>(),
            ["application/json Dog ", "multipart/form-data Dict[str, Dict[str, object]] photo,note"]
        );
        let given: Vec<(&str, Vec<String>)> =
            placed.given.iter().map(|(status, all)| (*status, all.iter().map(content).collect())).collect();
        assert_eq!(given, [("201", vec!["application/hal+json Dog ".to_owned()]), ("404", vec![])]);
        let statuses: Vec<_> = statuses.iter().map(|(status, text)| (status.text, *text)).collect();
        assert_eq!(statuses, [("201", "Made"), ("404", "Lost")]);
    }

    #[test]
    fn what_is_not_there_is_anything() {
        let heap = Heap::default();
        let found = read("### body\n### query_params\na | Lost | |\n### Return Types, Responses\n", 1, &heap);
        assert_eq!((found.rows.len(), found.rows[0].ty.text), (1, ""));
        assert!(found.placed.body.is_none() && found.placed.given.is_empty() && found.statuses.is_empty());
    }
}
