//! How objects are read as others see it: by who puts a model into a struct of his own, and by who reads what is no object.

use std::collections::HashSet;

use kennel_models::{Dog, Toy};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::absence::dog;

/// What a program adds to a model.
#[derive(Debug, Deserialize, Serialize)]
struct Listed {
    #[serde(flatten)]
    dog: Dog,
    price: i64,
    #[serde(flatten)]
    others: Map<String, Value>,
}

#[test]
fn a_model_is_part_of_a_larger_struct() {
    let mut value = dog(json!({"weight": 2.5}));
    value["price"] = json!(3);
    value["since"] = json!("May");
    let listed: Listed = serde_json::from_value(value.clone()).unwrap();
    assert_eq!((listed.price, listed.others.len()), (3, 1), "what the model knows is not among the others");
    assert_eq!(serde_json::to_value(&listed).unwrap(), value);
}

#[test]
fn an_array_is_no_object() {
    let error = serde_json::from_value::<Toy>(json!(["ball", true])).unwrap_err();
    assert!(error.to_string().contains("expected an object (Toy)"), "{error}");
    let error = serde_json::from_value::<Toy>(json!("ball")).unwrap_err();
    assert!(error.to_string().contains("invalid type: string \"ball\", expected an object (Toy)"), "{error}");
}

#[test]
fn names_are_read_with_escapes() {
    let toy: Toy =
        serde_json::from_str(r#"{"\u006bind": "ball", "a\ge": 3}"#.replace("a\\ge", "ag\\u0065").as_str()).unwrap();
    assert_eq!(toy.additional_properties.get("age"), Some(&3));
}

#[test]
fn objects_are_shown_and_hashed_by_their_members() {
    let read = |value: Value| serde_json::from_value::<Dog>(value).unwrap();
    let rex = read(dog(json!({"type": "puppy", "nickname": "Rex", "collar": null})));
    let shown = format!("{rex:?}");
    assert!(shown.starts_with("Dog { object: Dog, id: \""), "{shown}");
    // A field is called as in Rust, without what tells it from a word of the language.
    assert!(shown.contains(", type: Some(Puppy), nickname: Some(\"Rex\"), chip: "), "{shown}");
    assert!(shown.contains(", collar: Some(None), weight: None, "), "{shown}");
    assert!(shown.ends_with(", tag_number: None, kennel_no: None }"), "{shown}");
    let ball: Toy = serde_json::from_value(json!({"kind": "ball", "age": 3})).unwrap();
    assert!(
        format!("{ball:#?}").contains("\n    additional_properties: {\n        \"age\": 3,\n    },\n"),
        "{ball:#?}"
    );
    let others = [json!({}), json!({"type": "puppy"}), json!({"collar": null}), json!({"nickname": "Rex"})];
    let dogs: HashSet<Dog> = others.iter().chain(&others).map(|more| read(dog(more.clone()))).collect();
    assert_eq!(dogs.len(), others.len());
    assert_eq!(format!("{:?}", Dog::builder().id("d")), "DogBuilder { .. }");
}
