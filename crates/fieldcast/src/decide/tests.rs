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

#[test]
fn corrections_add_name_describe_and_leave_out() {
    let pages: &[(&str, &str)] = &[
        (
            "a.md",
            &object("A", &[("b", "[B](../../models/b.md)", true), ("list", "T::Array<[B](../../models/b.md)>", true)]),
        ),
        ("b.md", &object("B", &[("c", "*::String*", true)])),
    ];
    let correct = |at: &str| Correction { at: at.to_owned(), reason: "seen".to_owned(), ..Correction::default() };
    let add = Correction { add: true, ty: Some("B".to_owned()), ..correct("A.more") };
    let (api, problems) = settle(pages, std::slice::from_ref(&add));
    assert_eq!(problems, Vec::<String>::new());
    let more = field(&api, 0, "more");
    assert_eq!((&more.slot.ty, more.required, more.slot.nullable), (&Type::Model(ModelId(1)), false, true));
    let renamed = Correction { rename: Some("Bee".to_owned()), ..correct("B") };
    let described = Correction { description: Some("It.".to_owned()), ..correct("Bee") };
    let (api, problems) = settle(pages, &[renamed.clone(), described.clone()]);
    assert_eq!((problems, &*api.models[1].key, &*api.models[1].description), (Vec::new(), "Bee", "It."));
    let gone = Correction { leave_out: true, ..correct("B") };
    let (api, problems) = settle(pages, std::slice::from_ref(&gone));
    assert_eq!((problems, api.models[1].left_out), (Vec::new(), true));
    assert_eq!(field(&api, 0, "b").slot.ty, Type::Primitive(Primitive::Any));
    let Type::Array(of) = &field(&api, 0, "list").slot.ty else { panic!() };
    assert_eq!(of.ty, Type::Primitive(Primitive::Any));
    let mut count = 0;
    for wrong in [
        vec![add.clone(), add],
        vec![described],
        vec![gone.clone(), gone],
        vec![Correction { rename: Some("B".to_owned()), ..correct("B") }],
        vec![Correction { rename: Some("A".to_owned()), ..correct("B") }],
        vec![Correction { rename: Some("a b".to_owned()), ..correct("B") }],
        vec![Correction { values: vec![Literal::Boolean(true)], ..correct("B") }],
        vec![Correction { add: true, ..correct("A.more") }],
        vec![Correction { nullable: Some(true), ..correct("B") }],
    ] {
        assert_eq!(settle(pages, &wrong).1.len(), 1, "{wrong:?}");
        count += 1;
    }
    assert_eq!(count, 9);
}

#[test]
fn a_correction_tells_the_objects_of_a_union_apart() {
    let pages: &[(&str, &str)] = &[
        ("cat.md", &object("Cat", &[("kind", "*::String*", true), ("name", "*::String*", true)])),
        ("dog.md", &object("Dog", &[("kind", "*::String*", true), ("name", "*::String*", true)])),
        (
            "pet.md",
            "# Pet\n\n\n## Supported Types\n\n### `Models::Cat`\n\n```ruby\nvalue\n```\n\n### `Models::Dog`\n\n```ruby\nvalue\n```\n",
        ),
        (
            "home.md",
            &object("Home", &[("pet", "[Pet](../../models/pet.md)", true), ("list", "T::Array<*::String*>", true)]),
        ),
    ];
    let mapping = vec![("cat".to_owned(), "Cat".to_owned()), ("dog".to_owned(), "Dog".to_owned())];
    let told = Correction {
        at: "Pet".to_owned(),
        reason: "seen".to_owned(),
        discriminator: Some(("kind".to_owned(), mapping.clone())),
        ..Correction::default()
    };
    let (api, problems) = settle(pages, std::slice::from_ref(&told));
    assert_eq!(problems, Vec::<String>::new());
    let pet = api.models.iter().find(|model| model.key == "Pet").unwrap();
    let Kind::Union { discriminator: Some(found), exclusive: true, .. } = &pet.kind else { panic!("{pet:?}") };
    assert_eq!(found.property, "kind");
    let short = Correction { discriminator: Some(("kind".to_owned(), mapping[..1].to_vec())), ..told };
    let problems = settle(pages, &[short]).1;
    assert!(problems.iter().any(|problem| problem.contains("`mapping` gives no value for `Dog`")), "{problems:?}");
}
