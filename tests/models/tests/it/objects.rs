//! How objects are read as others see it: by who puts a model into a struct of his own, and by who reads what is no object.

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
