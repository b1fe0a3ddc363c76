//! What is one thing, and what only looks like it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::fold;
use crate::rust::Options;
use crate::rust::arrange::only;
use crate::rust::definition::Api;
use crate::rust::lower::lower;
use crate::schema::document::{Document, META_SCHEMA};

fn lowered(defs: Value) -> Api {
    let document = json!({"$schema": META_SCHEMA, "$id": "https://example.com/a.schema.json", "$defs": defs});
    let document: Document = serde_json::from_value(document).unwrap();
    lower(&document, &Options::default()).0
}

/// Each other name and what it names.
fn aliases(api: &Api) -> Vec<(String, String)> {
    let name = |namespace: &Option<String>, name: &str| match namespace {
        Some(namespace) => format!("{namespace}::{name}"),
        None => name.to_owned(),
    };
    let to = |id| api.get(id).map(|definition| name(&definition.namespace, &definition.name)).unwrap();
    api.aliases.iter().map(|alias| (name(&alias.namespace, &alias.name), to(alias.to))).collect()
}

fn folded(defs: Value) -> Vec<(String, String)> {
    let mut api = lowered(defs);
    fold(&mut api);
    aliases(&api)
}

fn pair(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

fn action() -> Value {
    json!({"enum": ["deny", "log"]})
}

fn with(member: &str, to: &str) -> Value {
    json!({"type": "object", "properties": {member: {"$ref": format!("#/$defs/{to}")}}, "required": [member]})
}

#[test]
fn inline_models_of_one_shape_are_one() {
    let found = folded(json!({
        "Rule": with("action", "RuleAction"),
        "RuleAction": action(),
        "Guard": with("action", "Action"),
        "Action": action(),
        "operations.Get": with("action", "operations.GetAction2"),
        "operations.GetAction2": action(),
    }));
    assert_eq!(found, [pair("RuleAction", "Action"), pair("operations::GetAction2", "Action")]);
}

#[test]
fn a_component_gives_the_name_and_two_stay_two() {
    let home = json!({"type": "object", "properties": {"street": {"type": "string"}}});
    let found = folded(json!({
        "A": with("home", "PostalAddress"),
        "B": with("home", "PostalAddress"),
        "PostalAddress": home,
        "C": with("address", "CAddress"),
        "CAddress": home,
    }));
    assert_eq!(found, [pair("CAddress", "PostalAddress")]);
    let two = folded(json!({
        "A": with("home", "PostalAddress"), "B": with("home", "PostalAddress"), "PostalAddress": home,
        "C": with("site", "SiteAddress"), "D": with("site", "SiteAddress"), "SiteAddress": home,
    }));
    assert_eq!(two, []);
}

#[test]
fn what_is_alike_by_accident_stays_apart() {
    let named = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let cases = [
        ("another last word", json!({"A": with("cat", "Cat"), "Cat": named, "B": with("dog", "Dog"), "Dog": named})),
        (
            "another description",
            json!({
                "A": with("x", "APart"), "APart": {"description": "One half.", "enum": ["l", "r"]},
                "B": with("x", "BPart"), "BPart": {"description": "A share.", "enum": ["l", "r"]},
            }),
        ),
        (
            "another type behind a reference",
            json!({
                "A": with("x", "APart"), "APart": with("unit", "AUnit"), "AUnit": {"enum": ["kg"]},
                "B": with("x", "BPart"), "BPart": with("unit", "BUnit"), "BUnit": {"enum": ["lb"]},
            }),
        ),
    ];
    assert_eq!(cases.len(), 3);
    for (what, defs) in cases {
        assert_eq!(folded(defs), [], "{what}");
    }
}

#[test]
fn circles_of_one_shape_are_one_circle() {
    let node = |to: &str| json!({"type": "object", "properties": {"next": {"$ref": format!("#/$defs/{to}")}}});
    let found = folded(json!({
        "ANode": node("ALeafNode"), "ALeafNode": node("ANode"),
        "BNode": node("BLeafNode"), "BLeafNode": node("BNode"),
    }));
    let names: Vec<&str> = found.iter().map(|(from, _)| from.as_str()).collect();
    assert_eq!(names, ["ALeafNode", "BNode", "BLeafNode"]);
    assert!(found.iter().all(|(_, to)| to == "ANode"));
}

#[test]
fn some_models_keep_the_names_that_were_asked_for() {
    let mut api = lowered(json!({
        "Rule": with("action", "RuleAction"), "RuleAction": action(),
        "Guard": with("action", "Action"), "Action": action(),
    }));
    let (wanted, faults) = only::reach(&api, &["Rule".to_owned()]);
    assert!(faults.is_empty());
    fold(&mut api);
    only::retain(&mut api, &wanted.unwrap());
    let names: Vec<&str> = api.definitions.iter().map(|definition| definition.name.as_str()).collect();
    assert_eq!((names, aliases(&api)), (vec!["Rule", "Action"], vec![pair("RuleAction", "Action")]));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Every name is there still, and one more model that is no part of a group changes none of the others.
    #[test]
    fn no_name_is_lost_and_strangers_change_nothing(links in prop::collection::vec((0_usize..12, 0_usize..12), 1..16)) {
        let mut defs: BTreeMap<String, Value> = BTreeMap::new();
        for at in 0..12 {
            let own = links.iter().filter(|(from, _)| *from == at);
            let members = own.enumerate().map(|(number, (_, to))| {
                (format!("m{number}"), json!({"$ref": format!("#/$defs/N{to}Item")}))
            });
            defs.insert(format!("N{at}Item"), json!({"type": "object", "properties": members.collect::<serde_json::Map<_, _>>()}));
        }
        let before = lowered(json!(defs));
        let mut api = before.clone();
        fold(&mut api);
        prop_assert_eq!(api.definitions.len() + api.aliases.len(), before.definitions.len());
        let found = aliases(&api);
        defs.insert("Stranger".to_owned(), json!({"type": "object", "properties": {"k": {"type": "boolean"}}}));
        let mut more = lowered(json!(defs));
        fold(&mut more);
        prop_assert_eq!(aliases(&more), found);
    }
}
