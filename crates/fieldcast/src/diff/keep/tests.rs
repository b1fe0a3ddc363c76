//! Two versions of a schema, the second after the first was published.

use super::keep;
use crate::diff::{Level, Report, Version, compare};
use crate::rust;
use crate::schema::document::Document;
use serde_json::{Value, json};

fn document(defs: Value) -> Document {
    serde_json::from_value(json!({"$schema": "s", "$id": "https://example.com/x.json", "$defs": defs})).unwrap()
}

fn object(members: &[(&str, Value)]) -> Value {
    let properties: serde_json::Map<String, Value> =
        members.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone())).collect();
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    json!({"type": "object", "properties": properties, "required": required})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn to(key: &str) -> Value {
    json!({"$ref": format!("#/$defs/{key}")})
}

fn told(old: &Document, new: &Document) -> Report {
    compare(&Version::new("old", old.clone()), &Version::new("new", new.clone())).unwrap()
}

/// What is told without keeping anything, and what with it; a second time changes nothing.
fn before_and_after(old: Value, new: Value) -> (Report, Report, Document) {
    let (old, new) = (document(old), document(new));
    let mut kept = new.clone();
    keep(&old, &mut kept);
    let mut again = new.clone();
    keep(&kept, &mut again);
    assert!(kept == again, "{}", serde_json::to_string(&again).unwrap());
    // As it is written and read.
    let read: Document = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
    let mut again = new.clone();
    keep(&read, &mut again);
    assert!(kept == again, "{}", serde_json::to_string(&again).unwrap());
    (told(&old, &new), told(&old, &kept), kept)
}

#[test]
fn arguments_keep_their_places() {
    let number = || json!({"type": "integer"});
    let (without, with, _) = before_and_after(
        json!({"Walk": object(&[("id", text()), ("length", number())])}),
        json!({"Walk": object(&[("length", number()), ("id", text())])}),
    );
    assert_eq!((without.verdict.rust, with.verdict.rust), (Level::Major, Level::None));
}

#[test]
fn values_keep_their_places_and_names() {
    let of = |values: &[&str]| json!({"Period": {"type": "string", "enum": values}});
    let (without, with, kept) = before_and_after(of(&["day", "month"]), of(&["Month", "month", "day"]));
    assert_eq!((without.verdict.silent, with.verdict.silent), (1, 0));
    assert_eq!((without.verdict.rust, with.verdict.rust), (Level::Major, Level::Minor));
    assert_eq!(kept.defs["Period"].values.as_ref().unwrap(), &["day", "month", "Month"]);
}

#[test]
fn members_keep_their_names_where_a_new_one_wants_them() {
    let of = |names: &[&str]| {
        let members: Vec<(&str, Value)> = names.iter().map(|name| (*name, text())).collect();
        json!({"Door": {"type": "object", "properties": object(&members)["properties"]}})
    };
    let (without, with, _) = before_and_after(of(&["fooBar"]), of(&["foo_bar", "fooBar"]));
    assert_eq!((without.verdict.silent, with.verdict.silent), (1, 0));
    assert_eq!((without.verdict.rust, with.verdict.rust), (Level::Major, Level::Minor));
}

#[test]
fn models_keep_their_names_where_a_new_one_wants_them() {
    let key = |member: &str| object(&[(member, text())]);
    let (without, with, kept) =
        before_and_after(json!({"Door_Key": key("teeth")}), json!({"Door_Key": key("teeth"), "DoorKey": key("holes")}));
    assert_eq!((without.verdict.silent, with.verdict.silent), (1, 0));
    assert_eq!((without.verdict.rust, with.verdict.rust), (Level::Major, Level::Minor));
    assert_eq!(kept.defs["Door_Key"].notes.as_ref().unwrap().rust.as_deref(), Some("DoorKey"));
}

#[test]
fn models_keep_their_names_where_the_docs_rename_them() {
    let data = || object(&[("url", text()), ("clicks", text())]);
    let holder = |key: &str| object(&[("data", to(key)), ("at", text())]);
    let (without, with, kept) = before_and_after(
        json!({"Click": holder("Data"), "Data": data()}),
        json!({"Click": holder("ClickData"), "ClickData": data(), "Sale": holder("Data"), "Data": object(&[("sum", text())])}),
    );
    assert!(without.verdict.silent > 0);
    assert_eq!((with.verdict.silent, with.verdict.rust), (0, Level::Minor), "{:#?}", with.changes);
    assert_eq!(kept.defs["ClickData"].notes.as_ref().unwrap().rust.as_deref(), Some("Data"));
    assert_eq!(kept.defs["Data"].notes.as_ref().unwrap().rust.as_deref(), Some("Data2"));
}

#[test]
fn types_within_models_keep_their_names() {
    let one_of = |values: &[&str]| json!({"type": "string", "enum": values});
    let pet = || object(&[("kind", one_of(&["cat", "dog"])), ("name", text())]);
    // a new model wants the name of one
    let (without, with, kept) = before_and_after(
        json!({"Pet": pet(), "PetKind2": object(&[("a", text())])}),
        json!({"Pet": pet(), "PetKind2": object(&[("a", text())]), "PetKind": object(&[("sum", text())])}),
    );
    assert_eq!(without.verdict.rust, Level::Major, "{:#?}", without.changes);
    assert_eq!((with.verdict.silent, with.verdict.rust), (0, Level::Minor), "{:#?}", with.changes);
    assert_eq!(kept.defs["PetKind"].notes.as_ref().unwrap().rust.as_deref(), Some("PetKind3"));
    // the docs rename the model that it is in
    let house = |key: &str| object(&[("pet", to(key)), ("at", text())]);
    let (without, with, _) = before_and_after(
        json!({"House": house("Pet"), "Pet": pet()}),
        json!({"House": house("HousePet"), "HousePet": pet()}),
    );
    assert_eq!(without.verdict.rust, Level::Major, "{:#?}", without.changes);
    assert!(with.verdict.rust <= Level::Patch, "{:#?}", with.changes);
}

#[test]
fn one_that_becomes_several_keeps_its_name_for_the_first() {
    let state = || json!({"type": "string", "enum": ["on", "off"]});
    let holder = |key: &str| object(&[("state", to(key)), ("at", text())]);
    let (_, _, kept) = before_and_after(
        json!({"Lamp": holder("State"), "Fan": holder("State"), "State": state()}),
        json!({"Lamp": holder("LampState"), "Fan": holder("FanState"), "LampState": state(), "FanState": state()}),
    );
    let called: Vec<_> = kept.defs.values().filter_map(|one| one.notes.as_ref()?.rust.as_deref()).collect();
    assert_eq!(called, ["State"]);
}

#[test]
fn an_inferred_name_stays_while_it_is_likely() {
    let inferred = |name: &str, other: &str| {
        let member = json!({"type": "string", "x-fieldcast": {"aliases": [other]}});
        json!({"Bill": object(&[("id", text()), (name, member)])})
    };
    let (_, with, kept) = before_and_after(inferred("due_at", "dueAt"), inferred("dueAt", "due_at"));
    assert_eq!(with.verdict.rust, Level::None, "{:#?}", with.changes);
    assert!(kept.defs["Bill"].properties.as_ref().unwrap().contains_key("due_at"));
    assert_eq!(kept.defs["Bill"].required, ["id", "due_at"]);
    // What is certain is right, whatever was published.
    let certain = json!({"Bill": object(&[("id", text()), ("dueAt", text())])});
    let (_, _, kept) = before_and_after(inferred("due_at", "dueAt"), certain);
    assert!(kept.defs["Bill"].properties.as_ref().unwrap().contains_key("dueAt"));
}

#[test]
fn types_of_a_union_keep_their_places() {
    let leaf = |name: &str| object(&[(name, text())]);
    let of = |keys: &[&str]| {
        let all: Vec<Value> = keys.iter().map(|key| to(key)).collect();
        json!({"Pet": {"oneOf": all}, "Cat": leaf("purrs"), "Dog": leaf("barks"), "Eel": leaf("swims")})
    };
    let (_, _, kept) = before_and_after(of(&["Cat", "Dog"]), of(&["Eel", "Dog", "Cat"]));
    let order: Vec<&str> = kept.defs["Pet"].one_of.iter().filter_map(|one| one.reference.as_deref()).collect();
    assert_eq!(order, ["#/$defs/Cat", "#/$defs/Dog", "#/$defs/Eel"]);
}

/// What a model is called that went to another module, and what was left where it was.
fn moved() -> (Value, Value) {
    let pet = || object(&[("kind", json!({"type": "string", "enum": ["cat", "dog"]})), ("name", text())]);
    let owner = |key: &str| object(&[("pet", to(key)), ("since", text())]);
    (
        json!({"Owner": owner("components.Pet"), "components.Pet": pet(), "components.Den": object(&[("size", text())])}),
        json!({"Owner": owner("shared.Pet"), "shared.Pet": pet(), "components.Den": object(&[("size", text())])}),
    )
}

#[test]
fn a_model_that_goes_to_another_module_is_still_named_where_it_was() {
    let (old, new) = moved();
    let (without, with, kept) = before_and_after(old, new);
    assert_eq!((without.verdict.rust, with.verdict.rust), (Level::Major, Level::Minor), "{:#?}", with.changes);
    assert_eq!(with.verdict.silent, 0);
    assert_eq!(kept.defs["shared.Pet"].notes.as_ref().unwrap().formerly, ["components::Pet"]);
    let (files, told) = rust::generate(&kept, &rust::Options::default());
    let files = files.unwrap_or_else(|| panic!("{told:?}"));
    let all: String = files.values().map(String::as_str).collect();
    for name in ["Pet", "PetKind"] {
        let alias = format!("pub type {name} = crate::shared::{name};");
        assert!(
            all.contains(&format!("#[deprecated(note = \"it is `crate::shared::{name}` now\")]\n{alias}")),
            "{name}"
        );
    }
}

#[test]
fn a_former_name_stays_from_version_to_version_and_is_nobody_elses() {
    let (old, new) = moved();
    let (_, _, kept) = before_and_after(old, new);
    // goes on, while another of its name comes where it was
    let mut third = moved().1;
    third["Owner"]["properties"]["pet"] = to("other.Pet");
    let pet = third["shared.Pet"].take();
    third["other.Pet"] = pet;
    third["components.Pet"] = object(&[("sum", text())]);
    third.as_object_mut().unwrap().retain(|_, schema| !schema.is_null());
    let third = document(third);
    let mut settled = third.clone();
    keep(&kept, &mut settled);
    assert_eq!(settled.defs["other.Pet"].notes.as_ref().unwrap().formerly, ["components::Pet", "shared::Pet"]);
    let report = told(&kept, &settled);
    assert_eq!((report.verdict.rust, report.verdict.silent), (Level::Minor, 0), "{:#?}", report.changes);
    // back again it has its own name there
    let back = document(moved().0);
    let mut settled = back.clone();
    keep(&kept, &mut settled);
    assert_eq!(settled.defs["components.Pet"].notes.as_ref().unwrap().formerly, ["shared::Pet"]);
}
