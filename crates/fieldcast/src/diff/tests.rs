//! Small schemas of two versions: what is told, what it does to the crate, and laws that hold for any.

use super::*;
use proptest::prelude::*;

fn document(defs: Value) -> Document {
    let whole = json!({"$schema": "s", "$id": "https://example.com/x.json", "$defs": defs});
    serde_json::from_value(whole).unwrap()
}

fn told(old: Value, new: Value) -> Report {
    compare(&Version::new("old", document(old)), &Version::new("new", document(new))).unwrap()
}

fn ids(report: &Report) -> Vec<&str> {
    report.changes.iter().map(|change| change.id).collect()
}

/// An object of members `name: type`, `?` after the name where it may be absent, `~` where null may come.
fn object(members: &[(&str, Value)]) -> Value {
    let (mut properties, mut required) = (serde_json::Map::new(), Vec::new());
    for (name, ty) in members {
        let bare = name.trim_end_matches(['?', '~']);
        let ty = if name.contains('~') { json!({"anyOf": [ty, {"type": "null"}]}) } else { ty.clone() };
        properties.insert(bare.to_owned(), ty);
        if !name.contains('?') {
            required.push(bare);
        }
    }
    let mut object = json!({"type": "object", "properties": properties});
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

fn a(ty: &str) -> Value {
    json!({"type": ty})
}

fn to(key: &str) -> Value {
    json!({"$ref": format!("#/$defs/{key}")})
}

fn one_of(values: &[&str]) -> Value {
    json!({"type": "string", "enum": values})
}

fn either(keys: &[&str]) -> Value {
    json!({"oneOf": keys.iter().map(|key| to(key)).collect::<Vec<_>>()})
}

/// What a change of one model asks of the crate, and by which rule it is told first.
#[test]
fn each_kind_of_change_has_its_verdict() {
    use Level::{Major, Minor, Patch};
    let base = || vec![("id", a("string")), ("count", a("integer"))];
    let with = |more: &[(&'static str, Value)]| {
        let mut all = base();
        all.extend_from_slice(more);
        object(&all)
    };
    let leaf = |name: &'static str| object(&[(name, a("string"))]);
    let beside = |of: Value| json!({"Thing": of, "Cat": leaf("purrs"), "Dog": leaf("barks"), "Eel": leaf("swims")});
    let cases: Vec<(&str, Value, Value, &str, Level, bool)> = vec![
        ("optional member added", with(&[]), with(&[("note?", a("string"))]), "member-added", Minor, false),
        ("required member added", with(&[]), with(&[("note", a("string"))]), "required-member-added", Major, false),
        ("optional member removed", with(&[("note?", a("string"))]), with(&[]), "member-removed", Major, false),
        ("required member removed", with(&[("note", a("string"))]), with(&[]), "required-member-removed", Major, false),
        (
            "optional to required",
            with(&[("n?", a("integer"))]),
            with(&[("n", a("integer"))]),
            "required-added",
            Major,
            false,
        ),
        (
            "required to optional",
            with(&[("n", a("integer"))]),
            with(&[("n?", a("integer"))]),
            "required-removed",
            Major,
            false,
        ),
        ("null added", with(&[("n", a("integer"))]), with(&[("n~", a("integer"))]), "null-added", Major, false),
        ("null removed", with(&[("n~", a("integer"))]), with(&[("n", a("integer"))]), "null-removed", Major, false),
        (
            "null added to optional",
            with(&[("n?", a("integer"))]),
            with(&[("n?~", a("integer"))]),
            "null-added",
            Major,
            false,
        ),
        (
            "required null to optional null",
            with(&[("n~", a("integer"))]),
            with(&[("n?~", a("integer"))]),
            "required-removed",
            Major,
            false,
        ),
        ("text to integer", with(&[("n", a("string"))]), with(&[("n", a("integer"))]), "type-changed", Major, false),
        ("integer to number", with(&[("n", a("integer"))]), with(&[("n", a("number"))]), "type-widened", Major, false),
        ("number to integer", with(&[("n", a("number"))]), with(&[("n", a("integer"))]), "type-narrowed", Major, false),
        (
            "text to list",
            with(&[("n", a("string"))]),
            with(&[("n", json!({"type": "array", "items": a("string")}))]),
            "type-changed",
            Major,
            false,
        ),
        ("text to anything", with(&[("n", a("string"))]), with(&[("n", json!({}))]), "type-widened", Major, false),
        ("anything to text", with(&[("n", json!({}))]), with(&[("n", a("string"))]), "type-narrowed", Major, false),
        (
            "text to enum",
            with(&[("n", a("string"))]),
            with(&[("n", one_of(&["x", "y"]))]),
            "type-narrowed",
            Major,
            false,
        ),
        (
            "enum to text",
            with(&[("n", one_of(&["x", "y"]))]),
            with(&[("n", a("string"))]),
            "type-widened",
            Major,
            false,
        ),
        ("value added", one_of(&["x", "y"]), one_of(&["x", "y", "z"]), "value-added", Minor, false),
        ("value removed", one_of(&["x", "y", "z"]), one_of(&["x", "y"]), "value-removed", Major, false),
        ("one value to two", one_of(&["x"]), one_of(&["x", "y"]), "value-added", Major, false),
        ("two values to one", one_of(&["x", "y"]), one_of(&["x"]), "value-removed", Major, false),
        (
            "texts to numbers",
            one_of(&["x", "y"]),
            json!({"type": "integer", "enum": [1, 2]}),
            "value-added",
            Major,
            false,
        ),
        ("variant added", either(&["Cat", "Dog"]), either(&["Cat", "Dog", "Eel"]), "variant-added", Minor, false),
        ("variant removed", either(&["Cat", "Dog", "Eel"]), either(&["Cat", "Dog"]), "variant-removed", Major, false),
        ("union to object", either(&["Cat", "Dog"]), leaf("purrs"), "model-kind", Major, false),
        ("object to enum", with(&[]), one_of(&["x", "y"]), "model-kind", Major, false),
        ("another model", with(&[("pet", to("Cat"))]), with(&[("pet", to("Dog"))]), "reference-changed", Major, false),
        (
            "model to map",
            with(&[("pet", to("Cat"))]),
            with(&[("pet", json!({"type": "object", "additionalProperties": {}}))]),
            "type-widened",
            Major,
            false,
        ),
        (
            "optional member renamed",
            with(&[("old?", a("string"))]),
            with(&[("other?", a("string"))]),
            "member-removed",
            Major,
            false,
        ),
        (
            "the argument of `new` is another member",
            object(&[("from", a("string"))]),
            object(&[("to", a("string"))]),
            "order-changed",
            Major,
            true,
        ),
        (
            "the arguments of `new` have other places",
            object(&[("id", a("string")), ("n", a("integer"))]),
            object(&[("n", a("integer")), ("id", a("string"))]),
            "order-changed",
            Major,
            false,
        ),
        (
            "a builder has to be given one more",
            object(&[("from", a("string")), ("to", a("string"))]),
            object(&[("from", a("string")), ("to", a("string")), ("by", a("string"))]),
            "required-member-added",
            Major,
            true,
        ),
        (
            "a builder has to be given what it did without",
            object(&[("from", a("string")), ("to", a("string")), ("by?", a("string"))]),
            object(&[("from", a("string")), ("to", a("string")), ("by", a("string"))]),
            "required-added",
            Major,
            true,
        ),
        (
            "member deprecated",
            with(&[("n?", a("string"))]),
            with(&[("n?", json!({"type": "string", "deprecated": true}))]),
            "deprecated",
            Minor,
            false,
        ),
        (
            "begins to hold itself",
            with(&[("n?", to("Cat"))]),
            with(&[("n?", to("Thing"))]),
            "reference-changed",
            Major,
            false,
        ),
        (
            "a field takes another's name",
            with(&[("fooBar?", a("string"))]),
            with(&[("foo_bar?", a("string")), ("fooBar?", a("string"))]),
            "name-taken",
            Major,
            true,
        ),
    ];
    assert_eq!(cases.len(), 37);
    for (name, old, new, id, rust, silent) in cases {
        let report = told(beside(old), beside(new));
        assert!(ids(&report).contains(&id), "{name}: {:#?}", report.changes);
        assert_eq!(report.verdict.rust, rust, "{name}: {:#?}", report.changes);
        assert_eq!(report.verdict.silent > 0, silent, "{name}: {:#?}", report.changes);
    }
    for (name, old, new) in [
        (
            "optional members reordered",
            vec![("x?", a("string")), ("y?", a("string"))],
            vec![("y?", a("string")), ("x?", a("string"))],
        ),
        (
            "required members of a builder reordered",
            vec![("from", a("string")), ("to", a("string"))],
            vec![("to", a("string")), ("from", a("string"))],
        ),
        ("described", vec![("x?", a("string"))], vec![("x?", json!({"type": "string", "description": "A note."}))]),
    ] {
        let report = told(beside(with(&old)), beside(with(&new)));
        assert!(report.changes.is_empty(), "{name}: {:#?}", report.changes);
        assert_eq!(report.verdict.rust, Patch, "{name}");
    }
}

/// A member with one value need not be given, until its enum has a second: then `new` takes it, in a model that did not
/// change.
#[test]
fn what_new_takes_follows_from_other_models() {
    let of = |kinds: &[&str]| json!({"Thing": object(&[("kind", to("Kind"))]), "Kind": one_of(kinds)});
    let report = told(of(&["a"]), of(&["a", "b"]));
    let found = report.changes.iter().find(|change| change.model.shown() == "Thing").unwrap();
    assert_eq!((found.id, found.rust, found.silent), ("rust-changed", Level::Major, false));
    assert_eq!(found.text, "in Rust `new()` became `new(kind)`");
}

#[test]
fn a_box_in_another_model_is_told() {
    let inner = |more: Option<Value>| {
        let mut all = vec![("id", a("string"))];
        all.extend(more.map(|to| ("back?", to)));
        object(&all)
    };
    let outer = || object(&[("inner?", to("Inner"))]);
    let report = told(
        json!({"Outer": outer(), "Inner": inner(None)}),
        json!({"Outer": outer(), "Inner": inner(Some(to("Outer")))}),
    );
    assert!(ids(&report).contains(&"boxed"), "{:#?}", report.changes);
    assert_eq!(report.verdict.rust, Level::Major);
}

#[test]
fn a_model_is_known_by_its_place() {
    let holder = |key: &str| object(&[("data", to(key))]);
    let data = || object(&[("url", a("string")), ("clicks", a("integer"))]);
    let report = told(
        json!({"Event": holder("Data"), "Data": data()}),
        json!({"Event": holder("EventData"), "EventData": data()}),
    );
    assert_eq!(ids(&report), ["model-renamed"]);
    assert_eq!((report.verdict.reader, report.verdict.rust), (Effect::Ok, Level::Major));
    // the name goes to another thing: code that uses it compiles where the two are alike
    let other = || object(&[("amount", a("integer"))]);
    let old = json!({"Event": holder("Data"), "Data": data(), "Sale": object(&[("id", a("string"))])});
    let new = json!({"Event": holder("EventData"), "EventData": data(), "Sale": object(&[("id", a("string")), ("data?", to("Data"))]), "Data": other()});
    let report = told(old, new);
    assert!(report.verdict.silent > 0, "{:#?}", report.changes);
}

#[test]
fn what_was_unknown_is_learned() {
    let unknown = json!({"anyOf": [a("string"), {"type": "null"}], "x-fieldcast": {"unknown": ["nullable"]}});
    let report = told(json!({"Thing": object(&[("n?", unknown)])}), json!({"Thing": object(&[("n?", a("string"))])}));
    assert_eq!(ids(&report), ["null-learned"]);
    assert_eq!((report.verdict.reader, report.verdict.writer), (Effect::Ok, Effect::Ok));
}

#[test]
fn acceptances_end_and_go_stale() {
    let report = || told(json!({"State": one_of(&["a", "b"])}), json!({"State": one_of(&["a"])}));
    let mut found = report();
    let fingerprint = found.changes[0].fingerprint.clone();
    let file = format!("[[accept]]\nfingerprint = \"{fingerprint}\"\nreason = \"unused\"\nuntil = \"2030-01-01\"\n");
    let accepted = acceptances(&file).unwrap();
    assert!(found.accept(&accepted, "2029-12-31").is_empty());
    assert_eq!(found.verdict.writer, Effect::Ok);
    assert_eq!(report().accept(&accepted, "2030-01-02").len(), 1);
    let mut none = told(json!({"State": one_of(&["a"])}), json!({"State": one_of(&["a"])}));
    assert_eq!(none.accept(&accepted, "2029-12-31").len(), 1);
    assert!(acceptances("[[accept]]\nfingerprint = \"x\"\nreason = \" \"\n").is_err());
    assert!(levels("no-such-rule = {}").is_err());
}

#[test]
fn versions_follow() {
    let mut report = told(json!({"State": one_of(&["a", "b"])}), json!({"State": one_of(&["a"])}));
    let next = |report: &Report, of: &str| report.next_version(of);
    assert_eq!(next(&report, "0.3.1").as_deref(), Some("0.4.0"));
    assert_eq!(next(&report, "2.3.1").as_deref(), Some("3.0.0"));
    report.verdict.rust = Level::Minor;
    assert_eq!(next(&report, "0.3.1").as_deref(), Some("0.3.2"));
    assert_eq!(next(&report, "2.3.1").as_deref(), Some("2.4.0"));
    assert_eq!(next(&report, "2.3").as_deref(), None);
}

#[test]
fn rules_have_names_of_their_own() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(names.len(), RULES.len());
    assert!(serde_json::from_str::<Value>(SCHEMA).is_ok());
}

#[test]
fn text_of_others_stays_text() {
    let report = told(json!({"State": one_of(&["a"])}), json!({"State": one_of(&["a", "x\n::error::[b](c)<d>"])}));
    assert_eq!(forge(&report, "docs").lines().count(), 1);
    assert!(!markdown(&report).contains("<d>"));
}

#[test]
fn text_is_bounded_and_the_json_is_whole() {
    let many = |extra: bool| -> Value {
        let models = (0..400).map(|at| {
            let mut all = vec![("id".to_owned(), a("string"))];
            all.extend(
                (0..30)
                    .filter(|_| extra)
                    .map(|at| (format!("m{at}"), a(if at % 2 == 0 { "string" } else { "integer" }))),
            );
            (
                format!("Model{at}"),
                object(&all.iter().map(|(name, ty)| (name.as_str(), ty.clone())).collect::<Vec<_>>()),
            )
        });
        Value::Object(models.collect())
    };
    let report = told(many(false), many(true));
    assert_eq!(report.changes.len(), 400 * 30);
    assert!(text(&report, false).lines().count() <= 150);
    assert!(text(&report, true).lines().count() > 400);
    assert!(markdown(&report).lines().count() <= 150);
}

/// A union of which a page is missing says nothing of its members; a page that is missing nothing of a type.
#[test]
fn what_cannot_be_read_did_not_change() {
    let parts = json!({"Cat": object(&[("purrs", a("string"))]), "Dog": object(&[("barks", a("string"))])});
    let with = |pet: Value| {
        let mut all = parts.clone();
        all["Pet"] = pet;
        all
    };
    let torn = json!({"anyOf": [to("Cat"), {}]});
    let report = told(with(torn), with(either(&["Cat", "Dog"])));
    assert_eq!(report.verdict.reader, Effect::Ok, "{:#?}", report.changes);
    let thing = |ty: Value| Version::new("x", document(json!({"Thing": object(&[("fee", ty)])})));
    let mut old = thing(json!({}));
    let report = compare(&old, &thing(a("string"))).unwrap();
    assert_eq!(ids(&report), ["type-narrowed"]);
    old.unread.insert(("Thing".to_owned(), "fee".to_owned()));
    let report = compare(&old, &thing(a("string"))).unwrap();
    assert_eq!((ids(&report), report.verdict.writer), (vec!["type-learned"], Effect::Ok));
}

#[test]
fn one_that_becomes_several_is_none_of_them() {
    let coat = || one_of(&["short", "long"]);
    let holder = |key: &str| object(&[("coat", to(key))]);
    let old = json!({"Cat": holder("Coat"), "Dog": holder("Coat"), "Coat": coat()});
    let new = json!({"Cat": holder("CatCoat"), "Dog": holder("DogCoat"), "CatCoat": coat(), "DogCoat": coat()});
    let count = |report: &Report, id: &str| report.changes.iter().filter(|change| change.id == id).count();
    let of = |report: &Report| {
        ["model-removed", "model-added", "model-renamed", "reference-changed"].map(|id| count(report, id))
    };
    assert_eq!(of(&told(old.clone(), new.clone())), [1, 2, 0, 2]);
    assert_eq!(of(&told(new.clone(), old.clone())), [2, 1, 0, 2]);
    // one that has its name, or is at more places, is it
    let mut named = new.clone();
    named["zoo.Coat"] = coat();
    named["Dog"] = holder("zoo.Coat");
    named.as_object_mut().unwrap().remove("DogCoat");
    let report = told(old.clone(), named);
    assert_eq!((count(&report, "model-renamed"), count(&report, "model-added")), (1, 1));
    let (mut before, mut after) = (old, new);
    before["Fox"] = holder("Coat");
    after["Fox"] = holder("DogCoat");
    assert_eq!(of(&told(before, after)), [0, 1, 1, 1]);
}

#[test]
fn members_without_a_page_are_told_by_their_names() {
    let version = |names: &[&str], members: Value| {
        let mut version = Version::new("x", document(json!({"Cat": object(&[]), "Pet": {"anyOf": members}})));
        version.missing.insert("Pet".to_owned(), names.iter().map(|name| (*name).to_owned()).collect());
        version
    };
    let told = |old: &Version, new: &Version| {
        let report = compare(old, new).unwrap();
        report.changes.iter().map(|change| (change.id, change.text.clone())).collect::<Vec<_>>()
    };
    let old = version(&["Dog", "Bird"], json!([to("Cat"), {}, {}]));
    let removed = ("variant-removed", "is not `Dog` any more".to_owned());
    let added = ("variant-added", "may be `Fish`".to_owned());
    assert_eq!(told(&old, &version(&["Bird"], json!([to("Cat"), {}]))), std::slice::from_ref(&removed));
    assert_eq!(told(&old, &version(&["Bird", "Fish"], json!([to("Cat"), {}, {}]))), [added, removed]);
    assert_eq!(told(&old, &version(&["Bird", "Dog"], json!([to("Cat"), {}, {}]))), []);
    // where anything is a member beside those, no more than that is known
    assert_eq!(told(&old, &version(&["Bird"], json!([to("Cat"), {}, {}]))).len(), 1);
    // the page of one is there now
    let with_page =
        json!({"Cat": object(&[]), "pets.Dog": object(&[]), "Pet": {"anyOf": [to("Cat"), to("pets.Dog"), {}]}});
    let mut new = Version::new("x", document(with_page));
    new.missing.insert("Pet".to_owned(), vec!["Bird".to_owned()]);
    assert_eq!(told(&old, &new), [("model-added", "added, free".to_owned())]);
}

/// Models of one shape are one type with two names, until one of them changes: both names go on meaning what they meant.
#[test]
fn names_of_one_type_that_become_two_types_are_not_silent() {
    let object_of = |name: &str, more: &[&str]| {
        let mut all = vec![("sha", a("string"))];
        all.extend(more.iter().map(|more| (*more, a("string"))));
        let holder = object(&[("object", to(name))]);
        (holder, object(&all))
    };
    let of = |more: &[&str]| {
        let ((tag, one), (commit, other)) = (object_of("TagObject", more), object_of("Object", &[]));
        json!({"Tag": tag, "TagObject": one, "Commit": commit, "Object": other})
    };
    let report = told(of(&[]), of(&["url?"]));
    assert_eq!(report.verdict.silent, 0, "{:#?}", report.changes);
    assert!(ids(&report).contains(&"member-added"));
}

/// Another model that has the name and holds the same: code sees it by the type alone.
#[test]
fn a_name_that_goes_to_what_holds_the_same_is_not_silent() {
    let reason = || object(&[("reason", a("string")), ("at", a("integer"))]);
    let of = |key: &str| object(&[("first", to(key)), ("last", to(key))]);
    let old = json!({"Import": of("Rejection"), "Rejection": reason()});
    let new = |spare: Value| json!({"Import": of("ImportRejection"), "ImportRejection": reason(), "Rejection": spare, "Log": of("Rejection")});
    let same = told(old.clone(), new(reason()));
    assert_eq!((same.verdict.silent, same.verdict.rust), (0, Level::Major), "{:#?}", same.changes);
    let other = told(old, new(object(&[("text", a("string"))])));
    assert_eq!((other.verdict.silent, other.verdict.rust), (1, Level::Major), "{:#?}", other.changes);
}

/// A generator that calls its namespace otherwise renames every model and changes none.
#[test]
fn a_namespace_that_is_called_otherwise_is_no_change_of_its_models() {
    let of = |space: &str| {
        let key = |name: &str| format!("{space}.{name}");
        let pets = json!({"type": "array", "items": to(&key("Pet"))});
        json!({
            key("Pet"): object(&[("name", a("string")), ("kind", to(&key("Kind")))]),
            key("Kind"): one_of(&["cat", "dog"]),
            key("Kennel"): object(&[("pets", pets)]),
        })
    };
    let report = told(of("shared"), of("components"));
    assert_eq!(ids(&report), ["model-renamed"; 3]);
    assert_eq!((report.verdict.reader, report.verdict.writer), (Effect::Ok, Effect::Ok));
}

#[test]
fn values_that_came_together_stand_in_one_line() {
    let of = |values: &[&str]| json!({"State": one_of(values)});
    let report = told(of(&["on", "off"]), of(&["on", "dim", "dark"]));
    assert_eq!(report.changes.len(), 3);
    let text = text(&report, false);
    assert!(text.contains(r#"values "dark", "dim" added"#), "{text}");
    assert!(text.contains(r#"value "off" removed"#), "{text}");
    let markdown = markdown(&report);
    assert!(markdown.contains(r#"values "dark", "dim" added"#), "{markdown}");
}

/// Answers that have no name of their own are numbered, and one more moves all numbers after it.
#[test]
fn what_operations_answer_is_known_by_them() {
    let pets = || object(&[("pets", a("string")), ("next", a("string"))]);
    let dens = || object(&[("dens", a("string")), ("next", a("string"))]);
    let foods = || object(&[("foods", a("string")), ("next", a("string"))]);
    let of = |name: &str, defs: Value, answers: &[(&str, &str)]| {
        let mut version = Version::new(name, document(defs));
        version.operations = answers.iter().map(|(id, key)| (format!("{id}<200"), (*key).to_owned())).collect();
        version
    };
    let old = of(
        "old",
        json!({"Inline200": pets(), "Inline2001": dens()}),
        &[("listPets", "Inline200"), ("listDens", "Inline2001")],
    );
    let new = of(
        "new",
        json!({"Inline200": foods(), "Inline2001": pets(), "Inline2002": dens()}),
        &[("listFoods", "Inline200"), ("listPets", "Inline2001"), ("listDens", "Inline2002")],
    );
    let report = compare(&old, &new).unwrap();
    let wire: BTreeSet<(&str, Option<&str>)> = report
        .changes
        .iter()
        .map(|change| (change.id, change.model.new.as_deref()))
        .filter(|(id, _)| *id != "name-taken")
        .collect();
    let expected = [("model-added", "Inline200"), ("model-renamed", "Inline2001"), ("model-renamed", "Inline2002")];
    assert_eq!(wire, BTreeSet::from(expected.map(|(id, key)| (id, Some(key)))));
}

/// Some generators leave the pages of enums empty; a later one shows the values.
#[test]
fn an_enum_of_which_the_page_told_nothing_is_learned() {
    let unknown = json!({"x-fieldcast": {"unknown": ["members"]}});
    let report = told(json!({"State": unknown}), json!({"State": one_of(&["on", "off"])}));
    assert_eq!(ids(&report), ["type-learned"]);
    assert_eq!((report.verdict.reader, report.verdict.writer), (Effect::Ok, Effect::Ok));
    assert_eq!(report.verdict.rust, Level::Major);
}

fn some_type() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(a("string")),
        Just(a("integer")),
        Just(a("boolean")),
        Just(json!({"type": "array", "items": a("string")})),
        Just(one_of(&["x", "y"])),
        (0..4usize).prop_map(|at| to(["A", "B", "C", "D"][at])),
    ]
}

/// An API of four models, of one to five members each.
fn some_api() -> impl Strategy<Value = Value> {
    let member = (prop::sample::select(vec!["one", "two", "three", "four", "five"]), some_type(), any::<bool>());
    let model = prop::collection::vec(member, 1..5).prop_map(|members| {
        let mut seen = BTreeSet::new();
        let names: Vec<(String, Value)> = members
            .into_iter()
            .filter(|(name, ..)| seen.insert(*name))
            // one that has to be there must not hold itself
            .map(|(name, ty, optional)| {
                (if optional || ty.get("$ref").is_some() { format!("{name}?") } else { name.to_owned() }, ty)
            })
            .collect();
        object(&names.iter().map(|(name, ty)| (name.as_str(), ty.clone())).collect::<Vec<_>>())
    });
    prop::collection::vec(model, 4).prop_map(|models| {
        Value::Object(["A", "B", "C", "D"].iter().map(|key| (*key).to_owned()).zip(models).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_changes_between_one_and_itself(api in some_api()) {
        let report = told(api.clone(), api);
        prop_assert!(report.changes.is_empty(), "{:#?}", report.changes);
        prop_assert_eq!(report.verdict, Verdict::default());
    }

    /// Where the same models are taken for one in both ways: which of several that are equally alike it is may differ.
    #[test]
    fn what_one_way_adds_the_other_removes(old in some_api(), new in some_api()) {
        let (before, after) = (facts::of(&document(old.clone())), facts::of(&document(new.clone())));
        let none = BTreeMap::new();
        let inverse: BTreeSet<(String, String)> =
            matching::models(&after, &before, [&none, &none]).into_iter().map(|(now, then)| (then, now)).collect();
        prop_assume!(matching::models(&before, &after, [&none, &none]).into_iter().collect::<BTreeSet<_>>() == inverse);
        let (there, back) = (told(old.clone(), new.clone()), told(new, old));
        // A model may have another name in each version: told the other way, the two change places.
        let names = |report: &Report, ids: [&str; 2], swapped: bool| -> BTreeSet<_> {
            let told = report.changes.iter().filter(|change| ids.contains(&change.id));
            told.map(|change| {
                let (old, new) = (change.model.old.clone(), change.model.new.clone());
                (if swapped { (new, old) } else { (old, new) }, change.member.clone())
            })
            .collect()
        };
        let added = ["member-added", "required-member-added"];
        let removed = ["member-removed", "required-member-removed"];
        prop_assert_eq!(names(&there, added, false), names(&back, removed, true));
        prop_assert_eq!(names(&there, removed, false), names(&back, added, true));
    }

    #[test]
    fn the_whole_is_the_largest_of_its_parts(old in some_api(), new in some_api()) {
        let report = told(old, new);
        let largest = report.changes.iter().map(|change| change.rust).max().unwrap_or_default();
        prop_assert!(report.verdict.rust >= largest);
        prop_assert!(report.verdict.rust == largest || report.verdict.rust == Level::Patch);
        let prints: BTreeSet<&str> = report.changes.iter().map(|change| change.fingerprint.as_str()).collect();
        prop_assert_eq!(prints.len(), report.changes.len());
    }

    #[test]
    fn a_planted_member_is_told_once_and_alone(api in some_api(), at in 0..4usize) {
        let key = ["A", "B", "C", "D"][at];
        let mut new = api.clone();
        new[key]["properties"]["planted"] = a("string");
        let report = told(api, new);
        let wire: Vec<_> = report.changes.iter().filter(|change| change.track == Track::Wire).collect();
        prop_assert_eq!(wire.len(), 1, "{:#?}", wire);
        prop_assert_eq!(wire[0].member.as_deref(), Some("planted"));
    }
}
