//! Small pages of operations, in several languages.

mod http;
mod placed;

use crate::diagnostic::Diagnostic;
use crate::model::operation::{In, Method, Operation, Shape, Status};
use crate::model::tests::{docs, object};
use crate::model::{Api, Options, Type, read};
use crate::source::{Docs, File};

/// A section with a comment, rows and what the function gives.
pub(crate) fn section(
    name: &str,
    (id, method, path): (&str, &str, &str),
    rows: &[(&str, &str, bool, &str)],
    gives: &str,
) -> String {
    let mut text = format!(
        "## {name}\n\nDoes {name}.\n\n### Example Usage\n\n\
        <!-- UsageSnippet language=\"x\" operationID=\"{id}\" method=\"{method}\" path=\"{path}\" -->\n```x\n```\n\n"
    );
    if !rows.is_empty() {
        text.push_str("### Parameters\n\n| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n");
    }
    for (name, ty, required, description) in rows {
        let tick = if *required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
        text.push_str(&format!("| `{name}` | {ty} | {tick} | {description} |\n"));
    }
    if !gives.is_empty() {
        text.push_str(&format!("\n### Response\n\n**{gives}**\n"));
    }
    text.push_str(
        "\n### Errors\n\n| Error Type | Status Code | Content Type |\n| --- | --- | --- |\n\
        | errors.Problem | 404, 4XX | application/json |\n| errors.SDKError | 4XX, 5XX | \\*/\\* |\n\n",
    );
    text
}

/// Reads models, and the operations of a page beside them.
pub(crate) fn api(language: &str, models: &[(&str, &str)], page: &str) -> (Api, Vec<Diagnostic>) {
    let mut docs = docs(models);
    let text = format!("# Pets\n\n{page}");
    let file =
        File { path: "docs/sdks/pets/README.md".into(), relative: "sdks/pets/README.md".into(), text: Some(text) };
    docs.beside = Some(Box::new(Docs { root: "docs".to_owned(), files: vec![file], ..Docs::default() }));
    let options = Options { language: Some(language.to_owned()), ..Options::default() };
    let (api, diagnostics) = read(&docs, &options);
    let api = api.expect("the language is stated");
    let (for_roles, _) = read(&docs, &Options { roles: true, ..options });
    assert_eq!(roles(&for_roles.expect("the language is stated")), roles(&api));
    (api, diagnostics)
}

/// The types that each operation sends and answers with.
fn roles(api: &Api) -> Vec<(Vec<Type>, Vec<Type>)> {
    let of = |operation: &Operation| {
        let mut sent: Vec<Type> = operation.parameters.iter().map(|p| p.field.slot.ty.clone()).collect();
        match operation.body.as_ref().map(|body| &body.shape) {
            Some(Shape::Slot(slot)) => sent.push(slot.ty.clone()),
            Some(Shape::Members(object)) => sent.extend(object.fields.iter().map(|field| field.slot.ty.clone())),
            None => {}
        }
        let given = operation.answers.iter().filter_map(|answer| Some(answer.slot.as_ref()?.ty.clone()));
        (sent, given.collect())
    };
    api.operations.all.iter().map(of).collect()
}

/// Parameters as `name in place`, `?` where it is unknown.
fn parameters(operation: &Operation) -> Vec<String> {
    let shown = |stands: Option<In>| stands.map_or("?", In::as_str);
    operation.parameters.iter().map(|p| format!("{} in {}", p.field.wire, shown(p.stands))).collect()
}

/// The name of the model that a body is.
fn body<'a>(api: &'a Api, operation: &Operation) -> Option<&'a str> {
    match &operation.body.as_ref()?.shape {
        Shape::Slot(slot) => match &slot.ty {
            Type::Model(id) => Some(&api.models[id.0].name),
            _ => Some("a value"),
        },
        Shape::Members(_) => Some("members"),
    }
}

fn pet() -> String {
    object("Pet", &[("name", "*string*", true)])
}

const PROBLEM: &str =
    "# Problem\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n";

#[test]
fn a_request_that_wraps_is_taken_apart() {
    let wrapper = object(
        "UpdatePetRequest",
        &[
            ("petId", "*string*", true),
            ("dryRun", "*boolean*", false),
            ("idempotencyKey", "*string*", false),
            ("pet", "[components.Pet](../../models/components/pet.md)", true),
        ],
    );
    let page = section(
        "update",
        ("updatePet", "put", "/pets/{pet_id}"),
        &[
            ("request", "[operations.UpdatePetRequest](../../models/operations/updatepetrequest.md)", true, "N/A"),
            ("options", "RequestOptions", false, "N/A"),
            ("options.retries", "[RetryConfig](../../lib/utils/retryconfig.md)", false, "N/A"),
        ],
        r"Promise\<[components.Pet](../../models/components/pet.md)\>",
    );
    let models = [
        ("components/pet.md", pet()),
        ("operations/updatepetrequest.md", wrapper),
        ("errors/problem.md", PROBLEM.to_owned()),
    ];
    let models: Vec<(&str, &str)> = models.iter().map(|(way, text)| (*way, text.as_str())).collect();
    let (api, problems) = api("typescript", &models, &page);
    assert_eq!(problems, []);
    let operation = &api.operations.all[0];
    assert_eq!((operation.method, operation.title().as_str()), (Method::Put, "PUT /pets/{pet_id}"));
    assert_eq!(parameters(operation), ["pet_id in path", "dryRun in ?", "idempotency-key in header"]);
    assert_eq!(body(&api, operation), Some("Pet"));
    assert_eq!(operation.tags, ["Pets"]);
    let answers: Vec<String> = operation.answers.iter().map(|answer| answer.status.to_string()).collect();
    assert_eq!(answers, ["2XX", "404", "4XX", "5XX"], "those whose content no row tells too, and none twice");
    assert_eq!(operation.place.to_string(), "docs/sdks/pets/README.md:9:75");
}

#[test]
fn a_request_that_is_the_body_stays_whole() {
    let body_page = object("CreatePetRequest", &[("name", "*::String*", true), ("kind", "*::String*", false)]);
    let page = section(
        "create",
        ("createPet", "post", "/pets"),
        &[(
            "request",
            "[Models::Operations::CreatePetRequest](../../models/operations/createpetrequest.md)",
            true,
            "N/A",
        )],
        "[Crystalline::Nilable.new(Models::Operations::CreatePetResponse)](../../models/operations/createpetresponse.md)",
    );
    let wrapper = object(
        "CreatePetResponse",
        &[
            ("content_type", "*::String*", true),
            ("status_code", "*::Integer*", true),
            ("raw_response", "[Faraday::Response](https://www.rubydoc.info/gems/faraday/Faraday/Response)", true),
            ("pet", "[Crystalline::Nilable.new(Models::Components::Pet)](../../models/shared/pet.md)", false),
        ],
    );
    let models = [
        ("components/pet.md", object("Pet", &[("name", "*::String*", true)])),
        ("operations/createpetrequest.md", body_page),
        ("operations/createpetresponse.md", wrapper),
        ("errors/problem.md", PROBLEM.to_owned()),
    ];
    let models: Vec<(&str, &str)> = models.iter().map(|(way, text)| (*way, text.as_str())).collect();
    let (api, _) = api("ruby", &models, &page);
    let operation = &api.operations.all[0];
    assert_eq!((parameters(operation), body(&api, operation)), (vec![], Some("CreatePetRequest")));
    let gives = operation.answers[0].slot.as_ref().unwrap();
    assert!(matches!(gives.ty, Type::Model(id) if api.models[id.0].name == "Pet"), "the wrapper is taken off");
    assert!(!api.models.iter().any(|model| model.name == "CreatePetResponse"));
}

#[test]
fn arguments_are_the_members_of_the_body_where_the_page_of_the_request_says_so() {
    let wrapper = object(
        "RenamePetRequest",
        &[
            ("pet_id", "*str*", true),
            ("body", "[Optional[models.RenamePetRequestBody]](../models/renamepetrequestbody.md)", false),
        ],
    );
    let inner = object("RenamePetRequestBody", &[("name", "*str*", true), ("body", "*Optional[str]*", false)]);
    let rows = [
        ("pet_id", "*str*", true, "N/A"),
        ("name", "*str*", true, "N/A"),
        ("body", "*Optional[str]*", false, "A member that is called as a body is"),
        ("retries", "[Optional[utils.RetryConfig]](../../models/utils/retryconfig.md)", false, "N/A"),
    ];
    let (told, alone) = (
        section("rename", ("renamePet", "post", "/pets/{pet_id}/name"), &rows, ""),
        section("label", ("labelPet", "post", "/pets/{pet_id}/label"), &[rows[0], rows[1]], ""),
    );
    let models = [
        ("pet.md", object("Pet", &[("name", "*str*", true)])),
        ("problem.md", PROBLEM.to_owned()),
        ("renamepetrequest.md", wrapper),
        ("renamepetrequestbody.md", inner),
    ];
    let models: Vec<(&str, &str)> = models.iter().map(|(way, text)| (*way, text.as_str())).collect();
    let (api, problems) = api("python", &models, &format!("{told}{alone}"));
    assert_eq!(problems, []);
    let found: Vec<_> = api.operations.all.iter().map(|o| (parameters(o), body(&api, o))).collect();
    let path = || vec!["pet_id in path".to_owned()];
    assert_eq!(found, [(path(), Some("RenamePetRequestBody")), (path(), Some("members"))]);
    assert_eq!(api.operations.all[0].answers[0].status, Status::Range(2));
    assert_eq!(api.operations.all[0].answers[0].slot, None);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_stays() {
    let row = [("id", "*string*", true, "N/A"), ("id", "*string*", true, "N/A"), ("limit", "*~*", false, "N/A")];
    let page = [
        section("one", ("one", "get", "/pets/{id}"), &row, "[models.Gone](../../models/gone.md)"),
        section("two", ("two", "get", "/pets/{name}/{id}"), &[], ""),
        section("three", ("three", "fetch", "/pets"), &[], ""),
        section("four", ("four", "get", "pets"), &[], ""),
        section("five", ("five", "get", "/pets/{ID}"), &row[..1], ""),
        "## six\n\n### Response\n\n**void**\n".to_owned(),
    ]
    .concat();
    let (api, problems) = api("typescript", &[("pet.md", &pet()), ("problem.md", PROBLEM)], &page);
    let told: Vec<String> = problems.iter().map(|problem| format!("{} {}", problem.severity, problem.code)).collect();
    assert_eq!(
        told,
        [
            "warning duplicate-field",
            "warning bad-type",
            "warning dangling-reference",
            "warning bad-operation",
            "warning bad-operation",
            "warning bad-operation",
            "warning bad-operation",
            "warning duplicate-operation",
            "warning unplaced-operation",
        ]
    );
    assert!(problems.iter().all(|problem| problem.place.is_some()));
    let kept: Vec<(&str, usize)> = api.operations.all.iter().map(|o| (o.id.as_str(), o.parameters.len())).collect();
    assert_eq!((kept, api.operations.unplaced), (vec![("one", 2), ("two", 2)], 1));
}

#[test]
fn operations_change_nothing_where_they_are_not_asked_for() {
    let (pet, page) = (pet(), section("one", ("one", "get", "/pets"), &[], ""));
    let (with, _) = api("typescript", &[("pet.md", &pet)], &page);
    let (without, _) =
        read(&docs(&[("pet.md", &pet)]), &Options { language: Some("typescript".to_owned()), ..Options::default() });
    let without = without.unwrap();
    assert_eq!((with.models, without.operations.all.len()), (without.models, 0));
}
