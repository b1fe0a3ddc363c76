//! From partly known facts to settled ones.

use super::*;
use crate::model::Options;
use crate::model::tests::{docs, object};

fn settle(pages: &[(&str, &str)], corrections: &[Correction]) -> (Api, Vec<String>) {
    let (api, _) = model::read(&docs(pages), &Options::default());
    let (decided, diagnostics) = decide(api.expect("the language is known"), corrections);
    (decided, diagnostics.iter().map(ToString::to_string).collect())
}

fn field<'a>(api: &'a Api, at: usize, name: &str) -> &'a Field {
    let Kind::Object { fields, .. } = &api.models[at].kind else { panic!() };
    fields.iter().find(|f| f.name == name).expect("the field is there")
}

#[test]
fn doubt_about_null_makes_optional_members_wide_and_required_ones_not() {
    let (api, _) = settle(
        &[("a.md", &object("A", &[("maybe", "*T.nilable(::String)*", false), ("list", "T::Array<*::String*>", true)]))],
        &[],
    );
    let maybe = field(&api, 0, "maybe");
    assert_eq!((maybe.slot.nullable, maybe.unknown.nullable), (true, true));
    let list = field(&api, 0, "list");
    assert_eq!((list.slot.nullable, list.unknown), (false, super::Unknown::default()));
}

#[test]
fn corrections_change_facts_and_fail_where_they_do_not() {
    let pages: &[(&str, &str)] =
        &[("a.md", &object("A", &[("age", "*number*", true), ("name", "Record<string, *string*>", false)]))];
    let correct = |at: &str| Correction { at: at.to_owned(), reason: "seen".to_owned(), ..Correction::default() };
    let integer = Correction { ty: Some("integer".to_owned()), ..correct("A.age") };
    let (api, problems) = settle(pages, std::slice::from_ref(&integer));
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(field(&api, 0, "age").slot.ty, Type::Primitive(Primitive::Integer));
    let stale = Correction { required: Some(true), ..correct("A.age") };
    let lost = Correction { required: Some(true), ..correct("A.weight") };
    let (_, problems) = settle(pages, &[integer, stale, lost]);
    let codes: Vec<&str> = problems.iter().filter_map(|p| p.split(':').next()).collect();
    assert_eq!(codes, ["error[stale-correction]", "error[unknown-target]"]);
}

#[test]
fn a_discriminator_is_a_required_member_with_distinct_values() {
    let kind = |title: &str, value: &str| {
        object(title, &[("kind", &format!("*\"{value}\"*"), true), ("id", "*string*", true)])
    };
    let union = "# Pet\n\n\n## Supported Types\n\n### `components.Cat`\n\n### `components.Dog`\n";
    let (api, problems) = settle(
        &[
            ("components/cat.md", &kind("Cat", "cat")),
            ("components/dog.md", &kind("Dog", "dog")),
            ("components/pet.md", union),
        ],
        &[],
    );
    assert_eq!(problems, Vec::<String>::new());
    let Kind::Union { exclusive, discriminator, .. } = &api.models[2].kind else { panic!() };
    let mapping = vec![("cat".to_owned(), 0), ("dog".to_owned(), 1)];
    assert_eq!((*exclusive, discriminator), (true, &Some(Discriminator { property: "kind".to_owned(), mapping })));
}

#[test]
fn members_exclude_each_other_only_where_no_value_fits_both() {
    for (members, expected) in [
        (&["string", "number"][..], true),
        (&["string", "string[]"], true),
        (&["string", "\"a\""], false),
        (&["\"a\"", "\"b\""], true),
        (&["components.Cat", "string"], true),
        (&["components.Cat", "Record<string, any>"], false),
        (&["any", "string"], false),
    ] {
        let headings: String = members.iter().map(|m| format!("### `{m}`\n\n")).collect();
        let union = format!("# Pet\n\n\n## Supported Types\n\n{headings}");
        let cat = object("Cat", &[("id", "*string*", true), ("r", "Record<string, *string*>", true)]);
        let (api, _) = settle(&[("components/cat.md", &cat), ("components/pet.md", &union)], &[]);
        let Kind::Union { exclusive, .. } = &api.models[1].kind else { panic!() };
        assert_eq!(*exclusive, expected, "{members:?}");
    }
}

#[test]
fn twins_that_differ_in_what_they_require_are_one_object() {
    let twin = |title: &str, domain: bool| {
        object(
            title,
            &[("id", "*str*", true), ("domain", "*Optional[str]*", domain), ("domains", "List[*str*]", !domain)],
        )
    };
    let union = "# Connection\n\n\n## Supported Types\n\n### `models.Connection1`\n\n### `models.Connection2`\n";
    let (api, problems) = settle(
        &[
            ("connection.md", union),
            ("connection1.md", &twin("Connection1", true)),
            ("connection2.md", &twin("Connection2", false)),
        ],
        &[],
    );
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].starts_with("note[ambiguous-union]"), "{problems:?}");
    let required: Vec<bool> = ["id", "domain", "domains"].map(|name| field(&api, 0, name).required).into();
    assert_eq!(required, [true, false, false]);
}

#[test]
fn twins_may_each_have_an_enum_of_the_same_values() {
    let twin = |title: &str, kind: &str, domain: bool| {
        object(
            title,
            &[("kind", &format!("[models.{kind}](../models/{kind}.md)"), true), ("domain", "*Optional[str]*", domain)],
        )
    };
    let kind = |title: &str, value: &str| {
        format!("# {title}\n\n\n## Values\n\n| Name | Value |\n| - | - |\n| `A` | {value} |")
    };
    let union = "# Link\n\n\n## Supported Types\n\n### `models.Link1`\n\n### `models.Link2`\n";
    let mut objects = 0;
    for (other, joined) in [("dns", true), ("web", false)] {
        let (api, _) = settle(
            &[
                ("kind1.md", &kind("Kind1", "dns")),
                ("kind2.md", &kind("Kind2", other)),
                ("link.md", union),
                ("link1.md", &twin("Link1", "Kind1", true)),
                ("link2.md", &twin("Link2", "Kind2", false)),
            ],
            &[],
        );
        let is_object = matches!(api.models[2].kind, Kind::Object { .. });
        assert_eq!(is_object, joined, "{other}");
        objects += usize::from(is_object);
    }
    assert_eq!(objects, 1);
}

#[test]
fn keys_go_by_namespace() {
    let a = object("A", &[("id", "*Crystalline::Boolean.new*", true)]);
    let b = object("B", &[("id", "*Crystalline::Boolean.new*", true)]);
    let (api, _) =
        settle(&[("components/a.md", &a), ("errors/a.md", &a), ("operations/a.md", &a), ("sdkerrors/b.md", &b)], &[]);
    let keys: Vec<&str> = api.models.iter().map(|m| m.key.as_str()).collect();
    assert_eq!(keys, ["A", "errors.A", "operations.A", "errors.B"]);
}
