//! Small pages of operations as OpenAPI Generator writes them.

use super::{body, parameters};
use crate::diagnostic::Diagnostic;
use crate::model::operation::{Answer, In, Operation, Shape};
use crate::model::tests::docs;
use crate::model::{Api, Kind, Options, Type, read};
use crate::source::Docs;

const HEAD: &str = "# DogsApi\n\nAll URIs are relative to *https://api.example.com/v1*\n\n\
    Method | HTTP request | Description\n------------- | ------------- | -------------\n";

/// An operation: its line in the table, and its section.
fn operation(name: &str, request: &str, rows: &str, gives: &str, rest: &str) -> (String, String) {
    let line = format!("[**{name}**](DogsApi.md#{name}) | {request} | Does it\n");
    let section = format!(
        "\n# **{name}**\n> call({name})\n\nDoes it\n\n### Parameters\n\nName | Type | Description  | Notes\n\
        ------------- | ------------- | ------------- | -------------\n{rows}\n### Return type\n\n{gives}\n\n{rest}\n"
    );
    (line, section)
}

/// Reads a page of operations that lies among the models of a language.
fn api(language: &str, operations: &[(String, String)]) -> (Api, Vec<Diagnostic>) {
    let dog = "# Dog\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n\
        **name** | **str** |  | \n**kennel_id** | **str** |  | [optional] \n";
    let page = format!(
        "{HEAD}{}{}",
        operations.iter().map(|(line, _)| line.as_str()).collect::<String>(),
        operations.iter().map(|(_, section)| section.as_str()).collect::<String>()
    );
    let mut docs = docs(&[("Dog.md", dog), ("DogsApi.md", &page)]);
    docs.beside = Some(Box::new(Docs { root: docs.root.clone(), folder: docs.folder.clone(), ..Docs::default() }));
    let options = Options {
        language: Some(language.to_owned()),
        family: Some("openapi-generator".to_owned()),
        ..Options::default()
    };
    let (api, diagnostics) = read(&docs, &options);
    (api.expect("the language is stated"), diagnostics)
}

fn headers(takes: &str, gives: &str) -> String {
    format!("### HTTP request headers\n\n - **Content-Type**: {takes}\n - **Accept**: {gives}\n")
}

fn answers(operation: &Operation) -> Vec<String> {
    let shown = |answer: &Answer| {
        let slot = if answer.slot.is_some() { answer.content.as_deref().unwrap_or("?") } else { "nothing" };
        format!("{} {slot}", answer.status)
    };
    operation.answers.iter().map(shown).collect()
}

#[test]
fn content_types_tell_what_a_row_is() {
    let rows = " **dog_id** | **str**| Which | \n **dog** | [**Dog**](Dog.md)| It | \n **x_trace_id** | **str**|  | [optional] \n \
        **dry_run** | **bool**|  | [optional] \n";
    let form = " **dog_id** | **str**| Which | \n **photo** | **bytes**| It | \n **note** | **str**|  | [optional] \n";
    let (api, problems) = api(
        "python",
        &[
            operation(
                "send",
                "**PUT** /dogs/{dog_id}",
                rows,
                "[**Dog**](Dog.md)",
                &headers("application/json", "application/json, application/xml"),
            ),
            operation(
                "photo",
                "**POST** /dogs/{dog_id}/photo",
                form,
                "void (empty response body)",
                &headers("multipart/form-data", "Not defined"),
            ),
            operation(
                "find",
                "**GET** /dogs",
                " **name** | **str**|  | [optional] [default to &#39;rex&#39;]\n",
                "**List[Dog]**",
                &headers("Not defined", "application/json"),
            ),
        ],
    );
    assert!(problems.iter().all(|problem| problem.severity < crate::diagnostic::Severity::Warning), "{problems:?}");
    let [find, photo, send] =
        ["find", "photo", "send"].map(|id| api.operations.all.iter().find(|o| o.id == id).unwrap());
    assert_eq!(parameters(send), ["dog_id in path", "x-trace-id in header", "dry_run in ?"]);
    assert_eq!((body(&api, send), send.summary.as_str()), (Some("Dog"), "Does it"));
    assert_eq!(answers(send), ["2XX application/json", "2XX application/xml"]);
    assert_eq!(parameters(photo), ["dog_id in path"]);
    let sent = photo.body.as_ref().unwrap();
    let Shape::Members(object) = &sent.shape else { panic!() };
    let members: Vec<_> = object.fields.iter().map(|field| (field.wire.as_str(), field.required)).collect();
    assert_eq!(
        (sent.content.as_deref(), members),
        (Some("multipart/form-data"), vec![("photo", true), ("note", false)])
    );
    assert_eq!(answers(photo), ["2XX nothing"]);
    assert_eq!((parameters(find), body(&api, find)), (vec!["name in ?".to_owned()], None));
    assert_eq!(
        (api.operations.servers[0].url.as_str(), send.tags.as_slice()),
        ("https://api.example.com/v1", ["Dogs".to_owned()].as_slice())
    );
}

#[test]
fn statuses_and_authorization_are_told() {
    let rest = "### Authorization\n\n[keyAuth](../README.md#keyAuth)\n\n### HTTP response details\n\n\
        | Status code | Description | Response headers |\n|-------------|-------------|------------------|\n\
        **201** | Made |  -  |\n**404** | No such dog |  -  |\n**0** | Anything |  -  |\n**odd** | x |  -  |\n";
    let free = "### Authorization\n\nNo authorization required\n";
    let (api, problems) = api(
        "python",
        &[
            operation("make", "**POST** /dogs", "", "[**Dog**](Dog.md)", rest),
            operation("look", "**GET** /dogs/{id}", " **id** | **str**|  | \n", "void", free),
        ],
    );
    let [look, make] = ["look", "make"].map(|id| api.operations.all.iter().find(|o| o.id == id).unwrap());
    assert_eq!(answers(make), ["201 ?", "404 nothing", "default nothing"]);
    assert_eq!(
        (make.answers[1].description.as_str(), make.asks.clone()),
        ("No such dog", Some(vec!["keyAuth".to_owned()]))
    );
    assert_eq!((look.asks.clone(), look.credentials), (Some(vec![]), Some(false)));
    let told: Vec<_> = problems.iter().filter(|p| p.code == crate::diagnostic::Code::BadOperation).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].message.contains("the status `odd`"), "{}", told[0].message);
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_rest_is_read() {
    let (api, problems) = api(
        "python",
        &[
            operation("fetch", "**FETCH** /dogs", "", "void", ""),
            operation("astray", "**GET** dogs", "", "void", ""),
            operation("lost", "**GET** /lost", "", "[**Cat**](Cat.md)", ""),
            operation("first", "**GET** /dogs/{id}", "", "void", ""),
            operation("second", "**GET** /dogs/{_id}", " **id** | **str**|  | \n", "void", ""),
            operation("twice", "**GET** /twice", " **a** | **str**|  | \n **a** | **int**|  | \n", "void", ""),
            operation("typed", "**GET** /typed", " **a** | **List[**|  | \n", "void", ""),
            operation("fine", "**GET** /fine", "", "[**Dog**](Dog.md)", ""),
        ],
    );
    let ids: Vec<&str> = api.operations.all.iter().map(|operation| operation.id.as_str()).collect();
    assert_eq!(ids, ["lost", "first", "twice", "typed", "fine"]);
    let mut told: Vec<String> = problems
        .iter()
        .filter(|problem| {
            problem.severity == crate::diagnostic::Severity::Warning
                && problem.place.as_ref().is_some_and(|p| p.file.ends_with("DogsApi.md"))
        })
        .map(|problem| format!("{}:{}", problem.code, problem.place.as_ref().map_or(0, |place| place.line)))
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "bad-operation:10",
            "bad-operation:7",
            "bad-operation:8",
            "bad-type:124",
            "dangling-reference:60",
            "duplicate-field:107",
            "duplicate-operation:11",
        ]
    );
    let first = api.operations.all.iter().find(|operation| operation.id == "first").unwrap();
    assert_eq!((first.parameters[0].field.wire.as_str(), first.parameters[0].stands), ("id", Some(In::Path)));
}

#[test]
fn parameters_of_languages_that_show_wire_names_are_written_as_members_are() {
    let rows = "| **dogId** | [**string**] | Which | defaults to undefined|\n| **sortBy** | [**&#39;age&#39; | &#39;name&#39;**]**Array<&#39;age&#39; &#124; &#39;name&#39;>** | By | (optional) defaults to undefined|\n";
    let example = "### Example\n\n```typescript\nlet sortBy: 'age' | 'name'; //By (optional)\n```\n";
    let (mut line, section) = operation("find", "**GET** /dogs/{dog_id}", rows, "**Dog**", "");
    line.insert(0, '|');
    let section = section.replace("### Parameters", &format!("{example}\n### Parameters"));
    let (api, _) = api("typescript-axios", &[(line, section)]);
    let [find] = api.operations.all.as_slice() else { panic!() };
    assert_eq!(parameters(find), ["dog_id in path", "sort_by in ?"]);
    let Type::Union(members) = &find.parameters[1].field.slot.ty else { panic!("{:?}", find.parameters[1].field.slot) };
    assert_eq!((members.len(), find.parameters[1].field.required), (2, false));
    assert!(api.models.iter().any(|model| model.name == "Dog" && matches!(model.kind, Kind::Object(_))));
}
