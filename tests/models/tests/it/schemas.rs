//! The published schema, the one that schemars derives, and serde say the same of the same values.
//!
//! They may differ in this, and in nothing else:
//!
//! - An open enum or a union keeps what it does not know, so serde reads values that the published schema does not list.
//! - schemars takes a required member that may be null for one that may be absent, because it is an `Option`; and
//!   every `Option` for one that may be null.
//! - schemars takes the documentation of the Rust for descriptions, which holds that of the schema and more.
//! - schemars knows members by the one name that is written, not by their other spellings.

use std::sync::LazyLock;

use jsonschema::{Registry, Validator};
use kennel_models::{Dog, Feed, Lead, Names, Owner, Person, Prices, Shelter, Toy, operations};
use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::absence::dog;

fn published() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/kennel.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn validator(name: &str) -> Validator {
    let schema = published();
    let id = schema["$id"].as_str().unwrap().to_owned();
    let registry = Registry::new().add(id.as_str(), schema).unwrap().prepare().unwrap();
    let entry = json!({"$ref": format!("{id}#/$defs/{name}")});
    jsonschema::options().with_registry(&registry).build(&entry).unwrap()
}

/// Everything that a value may be changed to: each member left out, made null, and of another type.
fn mutants(value: &Value) -> Vec<Value> {
    let mut out = vec![value.clone()];
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                let mut without = members.clone();
                without.remove(name);
                out.push(Value::Object(without));
                let others = [Value::Null, json!(true), json!("text"), json!(7), json!(7.5), json!([]), json!({})];
                for changed in mutants(inner).into_iter().chain(others) {
                    let mut with = members.clone();
                    with.insert(name.clone(), changed);
                    out.push(Value::Object(with));
                }
            }
            let mut more = members.clone();
            more.insert("a member that nobody knows".to_owned(), json!(1));
            out.push(Value::Object(more));
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                for changed in mutants(item) {
                    let mut with = items.clone();
                    with[index] = changed;
                    out.push(Value::Array(with));
                }
            }
        }
        _ => {}
    }
    out
}

/// What a type does with the mutants of a value: how many it takes and refuses, where all three agree.
fn agree<T: JsonSchema + DeserializeOwned>(
    name: &str,
    samples: &[Value],
    may_differ: fn(&Value) -> bool,
) -> (usize, usize) {
    let published = validator(name);
    let derived = jsonschema::validator_for(schema_for!(T).as_value()).unwrap();
    let (mut taken, mut refused) = (0, 0);
    for value in samples.iter().flat_map(mutants) {
        let read = serde_json::from_value::<T>(value.clone());
        let text = value.to_string();
        let from_text = serde_json::from_str::<T>(&text);
        assert_eq!(read.is_ok(), from_text.is_ok(), "{name}: from a value and from text: {text}");
        if may_differ(&value) {
            assert!(read.is_ok() || !published.is_valid(&value), "{name}: serde refuses {text}: {:?}", read.err());
            continue;
        }
        assert_eq!(published.is_valid(&value), read.is_ok(), "{name}: published and serde: {text}: {:?}", read.err());
        if read.is_ok() {
            assert!(derived.is_valid(&value), "{name}: derived refuses {text}");
            taken += 1;
        } else {
            refused += 1;
        }
    }
    (taken, refused)
}

static OWNER: LazyLock<Validator> = LazyLock::new(|| validator("Owner"));

/// Whether a member of an open enum or union, or a union itself, is not what the schema lists.
fn is_open(value: &Value) -> bool {
    let open = |name: &str, known: &[&str]| {
        value.get(name).is_some_and(|value| !value.as_str().is_some_and(|text| known.contains(&text)))
    };
    open("object", &["dog"])
        || open("status", &["asleep", "awake", "at-large"])
        || open("type", &["puppy", "adult", "unknown"])
        || open("kind", &["person", "shelter", "ball", "rope"])
        || value.get("owner").is_some_and(|owner| !owner.is_null() && !OWNER.is_valid(owner))
        // An integer is written `7.0` as well, which serde does not take for one.
        || value.as_object().into_iter().flatten().any(|(_, value)| value == &json!(7.0))
}

#[test]
fn a_whole_model() {
    let full = dog(json!({
        "type": "puppy", "nickname": "Rex", "collar": "red", "weight": 2.5, "pedigree": "p",
        "toys": [{"kind": "ball", "squeaks": true, "age": 3}], "labels": {"a": "b"}, "genes": {"x": 1},
        "owner": {"kind": "shelter", "places": 4}, "noise": 1, "seen_at": "2024-05-06T07:08:09Z",
        "birthday": "2024-05-06", "steps": 5, "fee": "1.5", "tagNumber": 1, "kennel_no": null
    }));
    let (taken, refused) = agree::<Dog>("Dog", &[full, dog(json!({}))], is_open);
    assert!(taken > 60 && refused > 60, "{taken} {refused}");
}

#[test]
fn smaller_models() {
    let toys = [json!({"kind": "rope", "squeaks": false}), json!({"kind": "ball", "age": 3})];
    let toy = agree::<Toy>("Toy", &toys, |_| false);
    assert!(toy.0 > 5 && toy.1 > 10, "{toy:?}");
    let names = agree::<Names>("Names", &[json!(["a", null]), json!([])], |_| false);
    assert!(names.0 > 2, "{names:?}");
    let prices = agree::<Prices>("Prices", &[json!({"a": 1, "b": 1.5})], |_| false);
    assert!(prices.0 > 3 && prices.1 > 3, "{prices:?}");
    let person =
        agree::<Person>("Person", &[json!({"kind": "person", "name": "P", "dogs": [dog(json!({}))]})], |value| {
            is_open(value) || value["dogs"].as_array().into_iter().flatten().any(is_open)
        });
    assert!(person.0 > 3 && person.1 > 10, "{person:?}");
    let shelter = agree::<Shelter>("Shelter", &[json!({"kind": "shelter", "places": 3})], is_open);
    assert!(shelter.0 > 1 && shelter.1 > 5, "{shelter:?}");
    let wrapped = agree::<operations::Dog>("operations.Dog", &[json!({"dog": dog(json!({}))})], |value| {
        value.get("dog").is_some_and(is_open)
    });
    assert!(wrapped.0 > 2 && wrapped.1 > 10, "{wrapped:?}");
    let owner = [json!({"kind": "person", "name": "P"}), json!({"kind": "shelter", "places": 1})];
    let owner = agree::<Owner>("Owner", &owner, is_open);
    assert!(owner.0 > 1 && owner.1 > 5, "{owner:?}");
    let feed = agree::<Feed>("Feed", &[json!({"fooBar": "a", "+1": 1, "": 2, "self": "s"})], |_| false);
    assert!(feed.0 > 4 && feed.1 > 10, "{feed:?}");
}

#[test]
fn members_are_the_same_in_both_schemas() {
    let names = |schema: &Value| -> Vec<String> {
        let mut names: Vec<String> = schema["properties"].as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    let published = published();
    let mut seen = 0;
    let derived = schema_for!(Dog);
    let derived = derived.as_value();
    let defs = derived["$defs"].as_object().unwrap().iter().map(|(name, schema)| (name.as_str(), schema));
    for (name, schema) in defs.chain([("Dog", derived)]) {
        if schema.get("properties").is_some() {
            assert_eq!(names(schema), names(&published["$defs"][name]), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
}

/// The keywords that narrow the values of a type.
const KEYWORDS: [&str; 8] =
    ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format"];

#[test]
fn limits_and_formats_are_the_same_in_both_schemas() {
    let published = published();
    let (dog, lead) = (schema_for!(Dog), schema_for!(Lead));
    let (dog, lead) = (dog.as_value(), lead.as_value());
    let defs = dog["$defs"].as_object().unwrap().iter().map(|(name, schema)| (name.as_str(), schema));
    let mut seen = 0;
    for (name, schema) in defs.chain([("Dog", dog), ("Lead", lead)]) {
        let members = published["$defs"][name]["properties"].as_object();
        for (member, said) in members.into_iter().flatten() {
            for keyword in KEYWORDS {
                // how wide an integer is, the Rust type says itself, and of dates their own schema does
                let plain = !matches!(said[keyword].as_str(), Some("int64" | "date" | "date-time"));
                if let Some(value) = said.get(keyword).filter(|_| plain) {
                    assert_eq!(&schema["properties"][member][keyword], value, "{name}.{member}");
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 8);
}

/// A keyword of a derived schema, wherever the schema has it: in itself, in one of several, or in what it refers to.
fn told<'a>(root: &'a Value, schema: &'a Value, keyword: &str) -> Option<&'a Value> {
    let referred = schema["$ref"].as_str().and_then(|to| root.pointer(to.strip_prefix('#')?));
    let one_of = schema["anyOf"].as_array().into_iter().flatten();
    schema.get(keyword).or_else(|| referred.into_iter().chain(one_of).find_map(|inner| told(root, inner, keyword)))
}

fn takes_null(schema: &Value) -> bool {
    schema["type"] == "null"
        || schema["type"].as_array().is_some_and(|types| types.contains(&json!("null")))
        || schema["anyOf"].as_array().into_iter().flatten().any(takes_null)
}

#[test]
fn members_are_told_the_same_in_both_schemas() {
    let published = published();
    let derived = schema_for!(Dog);
    let root = derived.as_value();
    let defs = root["$defs"].as_object().unwrap().iter().map(|(name, schema)| (name.as_str(), schema));
    let (mut texts, mut formats, mut nulls, mut required) = (0, 0, 0, 0);
    for (name, schema) in defs.chain([("Dog", root)]) {
        let Some(properties) = published["$defs"][name]["properties"].as_object() else { continue };
        let is_required = |schema: &Value, member: &str| {
            schema["required"].as_array().is_some_and(|all| all.contains(&json!(member)))
        };
        for (member, said) in properties {
            let found = &schema["properties"][member];
            let is_nullable = takes_null(said) || said == &json!({});
            let must_be = is_required(&published["$defs"][name], member);
            assert_eq!(is_required(schema, member), must_be && !is_nullable, "{name}.{member}: required");
            required += usize::from(must_be);
            if is_nullable && said != &json!({}) {
                assert!(takes_null(found), "{name}.{member}: null in {found}");
                nulls += 1;
            }
            if let Some(format) = said.get("format") {
                assert_eq!(told(root, found, "format"), Some(format), "{name}.{member}: format in {found}");
                formats += 1;
            }
            // Markup is another one in Rust.
            let text =
                said["description"].as_str().filter(|text| !text.contains(['<', '[', '`']) && !text.contains("://"));
            if let Some(text) = text {
                let found = found["description"].as_str().unwrap_or_default();
                assert!(found.starts_with(text), "{name}.{member}: {text:?} in {found:?}");
                texts += 1;
            }
        }
    }
    assert!(texts >= 2 && formats >= 2 && nulls >= 6 && required >= 8, "{texts} {formats} {nulls} {required}");
}
