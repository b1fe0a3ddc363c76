//! From small pages to models.

use super::*;
use crate::diagnostic::Severity;
use crate::source::{Docs, File};

/// Pages by their way from the folder of the models.
pub(crate) fn docs(pages: &[(&str, &str)]) -> Docs {
    let file = |(path, text): &(&str, &str)| File {
        path: format!("docs/models/{path}").into(),
        relative: (*path).into(),
        text: Some((*text).to_owned()),
    };
    Docs { root: "docs/models".to_owned(), files: pages.iter().map(file).collect(), ..Docs::default() }
}

/// A page of an object with rows of a name, a type and whether it is required.
pub(crate) fn object(title: &str, rows: &[(&str, &str, bool)]) -> String {
    let mut page =
        format!("# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |");
    for (name, ty, required) in rows {
        let tick = if *required { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
        page.push_str(&format!("\n| `{name}` | {ty} | {tick} | N/A |"));
    }
    page
}

fn read_all(pages: &[(&str, &str)]) -> (Api, Vec<String>) {
    let (api, diagnostics) = read(&docs(pages), &Options::default());
    (api.expect("the language is known"), diagnostics.iter().map(ToString::to_string).collect())
}

fn field<'a>(api: &'a Api, model: &str, name: &str) -> &'a Field {
    let Some(Kind::Object(object)) = api.models.iter().find(|m| m.name == model).map(|m| &m.kind) else {
        panic!("no object {model}")
    };
    object.fields.iter().find(|f| f.documented == name).expect("the field is there")
}

fn target<'a>(api: &'a Api, ty: &Type) -> &'a str {
    let Type::Model(id) = ty else { panic!("no model: {ty:?}") };
    &api.models[id.0].name
}

#[test]
fn references_go_by_namespace_and_name_then_by_link() {
    let wrong_folder = "[Models::Components::Owner](../../models/shared/owner.md)";
    let pet = object("Pet", &[("owner", wrong_folder, true), ("name", "*::String*", true)]);
    let (api, problems) = read_all(&[
        ("components/owner.md", &object("Owner", &[("id", "*::String*", true)])),
        ("components/pet.md", &pet),
        ("operations/owner.md", &object("Owner", &[("no", "*::String*", true)])),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    let owner = &field(&api, "Pet", "owner").slot.ty;
    assert_eq!(target(&api, owner), "Owner");
    assert_eq!(api.models.iter().map(|m| m.namespace.as_str()).collect::<Vec<_>>(), ["", "", "operations"]);
    assert_eq!(*owner, Type::Model(ModelId(0)));
}

#[test]
fn a_blank_page_takes_the_members_that_a_field_shows() {
    let union = "[Crystalline::Nilable.new(Crystalline::Union.new(Models::Components::Cat, Models::Components::Dog))](../../models/shared/petkind.md)";
    let (api, problems) = read_all(&[
        ("components/cat.md", &object("Cat", &[("id", "*::String*", true)])),
        ("components/dog.md", &object("Dog", &[("id", "*::String*", true)])),
        ("components/house.md", &object("House", &[("kind", union, true)])),
        ("components/petkind.md", "# PetKind\n\n\n"),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    let kind = field(&api, "House", "kind");
    assert_eq!((target(&api, &kind.slot.ty), kind.slot.nullable), ("PetKind", Some(true)));
    let Kind::Union(union) = &api.models[3].kind else { panic!() };
    assert_eq!(union.members.as_ref().map(Vec::len), Some(2));
}

#[test]
fn a_blank_page_behind_a_link_to_another_model_is_a_union_of_that_one() {
    let link = "[Crystalline::Nilable.new(Models::Components::PetFault)](../../models/shared/peterror.md)";
    let (api, problems) = read_all(&[
        ("components/pet.md", &object("Pet", &[("error", link, false)])),
        ("components/peterror.md", "# PetError\n\n\n"),
        ("components/petfault.md", &object("PetFault", &[("id", "*::String*", true)])),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(target(&api, &field(&api, "Pet", "error").slot.ty), "PetFault");
    assert_eq!(api.models[1].kind, Kind::Union(Union { members: Some(vec![Slot::unknown(Type::Model(ModelId(2)))]) }));
}

#[test]
fn a_blank_page_takes_the_numbered_pages_that_nothing_else_refers_to() {
    let (api, problems) = read_all(&[
        (
            "components/House.md",
            &object("House", &[("pet", "[Pet](../../models/components/Pet.md)", true), ("n", "*String*", true)]),
        ),
        ("components/Pet.md", "# Pet\n"),
        ("components/Pet1.md", &object("Pet1", &[("id", "*Optional\\<String>*", false)])),
        ("components/Pet2.md", &object("Pet2", &[("id", "*long*", true)])),
    ]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("note[unknown-members] docs/models/components/Pet.md:1:3: "), "{problems:?}");
    let Kind::Union(union) = &api.models[1].kind else { panic!() };
    assert_eq!(union.members.as_ref().map(Vec::len), Some(2));
}

#[test]
fn a_reference_to_nowhere_is_told_and_anything_stands_in_its_place() {
    let (api, problems) = read_all(&[(
        "pet.md",
        &object("Pet", &[("owner", "[models.Owner](../models/owner.md)", true), ("a", "*Nullable[str]*", true)]),
    )]);
    assert_eq!(
        problems,
        [
            "warning[dangling-reference] docs/models/pet.md:8:13: `Owner` refers to a page that is not there at `../models/owner.md`\n  help: any value is accepted in its place"
        ]
    );
    assert_eq!(field(&api, "Pet", "owner").slot.ty, Type::Primitive(Primitive::Any));
}

#[test]
fn two_pages_of_one_name_are_told_unless_their_files_tell_them_apart() {
    let pet = |id| object("Pet", &[(id, "*?string*", false)]);
    let (_, problems) = read_all(&[("a/pet.md", &pet("a")), ("a/pet_2.md", &pet("b"))]);
    assert!(
        problems[0].starts_with("warning[duplicate-model] docs/models/a/pet_2.md:1:3: found the model `Pet` again")
    );
    let (api, problems) = read_all(&[("a/PET.md", &pet("a")), ("a/Pet.md", &pet("b"))]);
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(api.models.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["PET", "Pet"]);
}

#[test]
fn plumbing_is_left_out_with_a_reason_and_can_be_asked_for() {
    let transport = "[Faraday::Response](https://www.rubydoc.info/gems/faraday/Faraday/Response)";
    let wrapper = object(
        "GetPetResponse",
        &[
            ("content_type", "*::String*", true),
            ("status_code", "*::Integer*", true),
            ("raw_response", transport, true),
        ],
    );
    let error = object("PetError", &[("message", "*::String*", true), ("raw_response", transport, false)]);
    let pages = [("errors/peterror.md", error.as_str()), ("operations/getpetresponse.md", &wrapper)];
    let (api, problems) = read_all(&pages);
    assert_eq!(api.models.len(), 1);
    let Kind::Object(object) = &api.models[0].kind else { panic!() };
    assert_eq!(object.fields.len(), 1);
    assert_eq!(problems.iter().filter(|p| p.starts_with("note[plumbing]")).count(), 2);
    let (api, problems) = read(&docs(&pages), &Options { plumbing: true, ..Options::default() });
    assert_eq!((api.map(|a| a.models.len()), problems.len()), (Some(2), 0));
}

#[test]
fn rows_for_additional_properties_are_no_members() {
    let (api, _) = read_all(&[(
        "pet.md",
        &object("Pet", &[("name", "*str*", true), ("__pydantic_extra__", "Dict[str, *Any*]", false)]),
    )]);
    let Kind::Object(object) = &api.models[0].kind else { panic!() };
    assert_eq!(object.fields.len(), 1);
    assert_eq!(object.additional, Some(Slot::unknown(Type::Primitive(Primitive::Any))));
}

#[test]
fn examples_are_evidence() {
    let pet = "# Pet\n\n## Example Usage\n\n```typescript\nlet value: Pet = { weight: 2.5, tag: null, toys: [{ price: 0.5 }] };\n```\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n| `weight` | *number* | :heavy_check_mark: | N/A |\n| `tag` | *string* | :heavy_check_mark: | N/A |\n| `age` | *number* | :heavy_check_mark: | N/A |\n| `toys` | [components.Toy](../../models/components/toy.md)[] | :heavy_check_mark: | N/A |\n";
    let (api, _) =
        read_all(&[("components/pet.md", pet), ("components/toy.md", &object("Toy", &[("price", "*number*", true)]))]);
    let ty = |model, name| field(&api, model, name).slot.ty.clone();
    assert_eq!(ty("Pet", "weight"), Type::Primitive(Primitive::Float));
    assert_eq!(ty("Pet", "age"), Type::Primitive(Primitive::Number));
    assert_eq!(ty("Toy", "price"), Type::Primitive(Primitive::Float));
    assert_eq!(field(&api, "Pet", "tag").slot.nullable, Some(true));
}

#[test]
fn broken_pages_do_not_hide_the_others() {
    let (api, problems) = read_all(&[
        ("a.md", &object("A", &[("b", "[models.B](../models/b.md)", true), ("c", "*OptionalNullable[str]*", false)])),
        ("b.md", &object("B", &[("x", "*str", true)])),
        ("c.md", "# C\n\n## Fields\n\nno table\n"),
    ]);
    assert_eq!(api.models.len(), 3);
    assert_eq!(field(&api, "B", "x").slot.ty, Type::Primitive(Primitive::Any));
    let codes: Vec<&str> = problems.iter().filter_map(|p| p.split(' ').next()).collect();
    assert_eq!(codes, ["warning[bad-type]", "note[unknown-members]", "warning[no-table]"]);
}

#[test]
fn pages_of_two_languages_are_an_error() {
    let (api, problems) = read(
        &docs(&[
            ("a.md", &object("A", &[("a", "*OptionalNullable[str]*", false)])),
            ("b.md", &object("B", &[("b", "*Crystalline::Nilable.new(::String)*", false)])),
        ]),
        &Options::default(),
    );
    assert!(api.is_none());
    assert_eq!(problems[0].code.as_str(), "language-unclear");
}

#[test]
fn names_without_a_link_are_found_beside_the_page_and_in_the_root() {
    let model = |title| object(title, &[("size", "*number*", true)]);
    let (api, problems) = read_all(&[
        ("label.md", &object("Label", &[("shelf", "*operations.Shelf*", true)])),
        ("operations/label.md", &model("Label")),
        ("operations/rename.md", &object("Rename", &[("label", "*models.Label*", true), ("more", "*Shelf*", false)])),
        ("operations/shelf.md", &model("Shelf")),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    let page = |model, name| {
        let Type::Model(id) = field(&api, model, name).slot.ty else { panic!("{model}.{name}") };
        api.models[id.0].page.as_str()
    };
    assert_eq!(page("Rename", "label"), "label.md");
    assert_eq!(page("Rename", "more"), "operations/shelf.md");
    assert_eq!(page("Label", "shelf"), "operations/shelf.md");
}

#[test]
fn a_namespace_that_is_the_sdks_own_name_is_the_root() {
    let union = "# Way\n\n\n## Supported Types\n\n### `Acme\\Purse`\n\n### `\\Acme\\Errors\\Fault`\n";
    let purse = object("Purse", &[("coins", "*?int*", true)]);
    let (api, problems) = read_all(&[
        ("Purse.md", &purse),
        ("Way.md", union),
        ("Errors/Fault.md", &object("Fault", &[("code", "*?int*", true)])),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    let Some(Kind::Union(union)) = api.models.iter().find(|m| m.name == "Way").map(|m| &m.kind) else { panic!() };
    let members: Vec<&str> = union.members.iter().flatten().map(|slot| target(&api, &slot.ty)).collect();
    assert_eq!(members, ["Purse", "Fault"]);
}

#[test]
fn a_csharp_union_may_have_members_of_another_namespace() {
    let union = "# PayBody\n\n\n## Supported Types\n\n### Purse\n\n### Voucher\n\n### Ticket\n\n### Nobody\n";
    let model = |title| object(title, &[("Coins", "List<*string*>", true)]);
    let (api, problems) = read_all(&[
        ("Components/Purse.md", &model("Purse")),
        ("Requests/PayBody.md", union),
        ("Requests/Voucher.md", &model("Voucher")),
        ("Components/Voucher.md", &model("Voucher")),
        ("Errors/Purse.md", &model("Purse")),
        ("Errors/Ticket.md", &model("Ticket")),
    ]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("warning[unknown-members]") && problems[0].contains("`Nobody`"), "{problems:?}");
    let Some(Kind::Union(union)) = api.models.iter().find(|m| m.name == "PayBody").map(|m| &m.kind) else { panic!() };
    let page = |slot: &Slot| match slot.ty {
        Type::Model(id) => api.models[id.0].page.clone(),
        _ => "anything".to_owned(),
    };
    let pages: Vec<String> = union.members.iter().flatten().map(page).collect();
    assert_eq!(pages, ["Components/Purse.md", "Requests/Voucher.md", "Errors/Ticket.md", "anything"]);
}

#[test]
fn pages_about_the_docs_are_no_models() {
    let mut docs = docs(&[
        ("README.md", "# Acme\n\nAn SDK.\n"),
        ("LICENSE.md", "All rights to everybody.\n"),
        ("USAGE.md", "<!-- usage -->\n"),
        ("sdk/README.md", "# SDK\n\n\n### Available Operations\n\n* [list](#list)\n"),
        ("pet.md", &object("Pet", &[("size", "*number*", true)])),
    ]);
    docs.root = "docs".to_owned();
    let (api, problems) = read(&docs, &Options::default());
    assert_eq!(api.unwrap().models.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["Pet"]);
    assert!(problems.len() == 4 && problems.iter().all(|p| p.severity == Severity::Note), "{problems:?}");
}

#[test]
fn the_language_of_2023_is_told_by_whole_pages() {
    let list = "List<[Boat](../../models/shared/Boat.md)>";
    let link = "[HttpResponse<byte[]>](https://docs.oracle.com/http)";
    let (java, problems) = read_all(&[
        ("shared/Boat.md", &object("Boat", &[("name", "*String*", true), ("tons", "*Long*", false)])),
        (
            "shared/Berth.md",
            &object("Berth", &[("depth", "*Float*", false), ("boats", list, false), ("raw", "byte[]", false)]),
        ),
        ("shared/Quay.md", &object("Quay", &[("name", "*String*", true), ("boats", list, false)])),
        ("operations/Get.md", &object("Get", &[("statusCode", "*Integer*", true), ("rawResponse", link, false)])),
    ]);
    assert_eq!((java.languages, problems.iter().any(|p| p.contains("language"))), (vec!["java"], false));
    let faraday = "[Faraday::Response](https://www.rubydoc.info/gems/faraday)";
    let (ruby, problems) = read_all(&[
        ("shared/firm.md", &object("Firm", &[("label", "*T.nilable(String)*", false), ("seats", "*Integer*", true)])),
        ("operations/get.md", &object("Get", &[("content_type", "*String*", true), ("raw_response", faraday, false)])),
    ]);
    assert_eq!((ruby.languages, problems.iter().any(|p| p.contains("language"))), (vec!["ruby"], false));
}
