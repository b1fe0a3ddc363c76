//! What does not fit is found: by its path, and one item at a time.

use kennel_models::{Dog, Feed, LenientList, Owner, Person, Result as AnyOf, Toy, from_slice, from_str};
use serde_json::json;
use std::collections::BTreeMap;

use crate::absence::dog;

fn path<'de, T: serde::Deserialize<'de> + std::fmt::Debug>(json: &'de str) -> String {
    from_str::<T>(json).unwrap_err().path().to_owned()
}

#[test]
fn an_error_says_where() {
    let dogs = json!({"data": [dog(json!({})), dog(json!({"toys": [{"kind": "ball"}, {"kind": 7}]}))]}).to_string();
    let error = from_str::<BTreeMap<String, Vec<Dog>>>(&dogs).unwrap_err();
    assert_eq!(error.path(), "data[1].toys[1].kind");
    assert!(
        error.to_string().starts_with("data[1].toys[1].kind: invalid type: integer `7`, expected a string (ToyKind)")
    );
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&dogs).unwrap()).unwrap();
    let error = from_slice::<BTreeMap<String, Vec<Dog>>>(pretty.as_bytes()).unwrap_err();
    assert_eq!(error.path(), "data[1].toys[1].kind", "on several lines, too");
}

#[test]
fn paths_of_every_form() {
    let cases = [
        (path::<Vec<i64>>("[1, 2, \"x\"]"), "[2]"),
        (path::<Vec<Vec<i64>>>("[[1], [2, null]]"), "[1][1]"),
        (path::<i64>("true"), ""),
        (path::<BTreeMap<String, i64>>(r#"{"a b": {}}"#), r#"["a b"]"#),
        (path::<BTreeMap<String, i64>>(r#"{"": "x"}"#), r#"[""]"#),
        (path::<BTreeMap<String, i64>>(r#"{"a": 1, "q\"}]{": "x"}"#), r#"["q\"}]{"]"#),
        (path::<BTreeMap<String, Vec<i64>>>(r#"{"x": [1], "y": [{"z": 1}]}"#), "y[0]"),
        // What lacks a member is the object itself.
        (path::<Vec<Toy>>(r#"[{"kind": "ball"}, {"squeaks": true}]"#), "[1]"),
        (path::<Toy>("{}"), ""),
        (path::<Toy>(r#"{"kind": "stick"}"#), "kind"),
        // Of those without a field of their own, too.
        (path::<Toy>(r#"{"kind": "ball", "age": 1.5}"#), "age"),
    ];
    for (found, expected) in &cases {
        assert_eq!(found, expected);
    }
    assert_eq!(cases.len(), 11);
    // Text that is no JSON has a place as well.
    assert_eq!(path::<BTreeMap<String, Vec<i64>>>(r#"{"x": [1, 2"#), "x[1]");
}

#[test]
fn a_known_variant_says_what_it_lacks() {
    let error = from_str::<Vec<Owner>>(r#"[{"kind": "shelter", "places": 1}, {"kind": "person"}]"#).unwrap_err();
    assert_eq!(error.path(), "[1]");
    assert!(error.to_string().starts_with("[1]: Owner (kind `person`): missing field `name`"), "{error}");
    let error = from_str::<Owner>(r#"{"kind": "person", "name": 7}"#).unwrap_err();
    assert!(error.to_string().contains("`name`: invalid type: integer `7`"), "{error}");
}

#[test]
fn a_list_goes_on_after_an_item_that_does_not_fit() {
    let good = dog(json!({}));
    let bad = json!({"object": "dog", "id": "d2", "toys": [{"kind": "stick"}]});
    let text = json!([good, bad, good]).to_string();
    assert!(from_str::<Vec<Dog>>(&text).is_err());
    let list: LenientList<Dog> = from_str(&text).unwrap();
    assert_eq!(list.items().count(), 2);
    let refused: Vec<_> = list.refused().collect();
    assert_eq!((refused.len(), refused[0].index), (1, 1));
    assert_eq!(refused[0].value, bad);
    assert_eq!(refused[0].error.path(), "toys[0].kind");
    assert_eq!(serde_json::to_string(&list).unwrap(), serde_json::to_string(&json!([good, bad, good])).unwrap());
    assert_eq!(list.into_items().len(), 2);
}

#[test]
fn reading_takes_what_it_takes_without() {
    let person: Person = from_str(r#"{"kind": "person", "name": "P"}"#).unwrap();
    assert_eq!(person, serde_json::from_str(r#"{"kind": "person", "name": "P"}"#).unwrap());
    assert_eq!(from_slice::<Feed>(b"{}").unwrap(), Feed::new());
}

#[test]
fn a_path_leads_into_what_came_before_the_tag_of_a_union() {
    let path = |json: &str| {
        let error = from_str::<BTreeMap<String, Vec<Owner>>>(&format!(r#"{{"data":[{json}]}}"#)).unwrap_err();
        (error.path().to_owned(), error.to_string())
    };
    let cases = [
        (r#"{"kind":"person","name":7}"#, "data[0].name"),
        (r#"{"name":7,"kind":"person"}"#, "data[0].name"),
        (r#"{"name":7, "kind":"person" , "dogs":[]}"#, "data[0].name"),
        (r#"{"name":"x","dogs":[{"object":1}],"kind":"person"}"#, "data[0].dogs[0].object"),
        (r#"{"kind":"person","name":"p","dogs":[{"object":1}]}"#, "data[0].dogs[0].object"),
        (r#"{"dogs":[{"object":"dog"}],"kind":"person","name":"a"}"#, "data[0].dogs[0]"),
        (r#"{"dogs":[{"owner":{"name":7,"kind":"person"}}],"kind":"person"}"#, "data[0].dogs[0].owner.name"),
        (r#"{"kind":"person","dogs":[{"owner":{"name":7,"kind":"person"}}]}"#, "data[0].dogs[0].owner.name"),
        (r#"{"dogs":[{"labels":{"a b":1}}],"kind":"person"}"#, r#"data[0].dogs[0].labels["a b"]"#),
        (r#"{"kind":"person","dogs":[]}"#, "data[0]"),
        (r#"{"name":"x"}"#, "data[0]"),
    ];
    for (json, expected) in cases {
        let (path, message) = path(json);
        assert_eq!(path, expected, "{json}: {message}");
    }
    assert_eq!(cases.len(), 11);
    let (_, message) = path(r#"{"name":7,"kind":"person"}"#);
    assert!(message.contains("at `name`: Owner (kind `person`): invalid type: integer `7`"), "{message}");
}

#[test]
fn a_value_that_is_no_variant_says_why() {
    let owner: Owner = from_str(r#"{"kind":"zoo","gates":[1]}"#).unwrap();
    assert_eq!(owner.why_unknown().unwrap(), "its `kind` is `\"zoo\"`, which is that of none of Person, Shelter");
    let owner: Owner = from_str(r#"{"kind":"person","name":"P"}"#).unwrap();
    assert_eq!(owner.why_unknown(), None);
    let any: AnyOf = from_str("[true]").unwrap();
    let why = any.why_unknown().unwrap();
    assert!(why.starts_with("String: invalid type: sequence, expected a string; Integer: invalid type"), "{why}");
}
