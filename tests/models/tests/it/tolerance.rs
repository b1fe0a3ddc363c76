//! What the crate does not know is no error, and nothing of it is lost that the types know.

use kennel_models::{Dog, DogStatus, Owner};
use serde_json::{Value, json};

use crate::absence::dog;

fn round_trip(value: &Value) -> Value {
    let read: Dog = serde_json::from_value(value.clone()).unwrap();
    serde_json::to_value(read).unwrap()
}

#[test]
fn an_unknown_value_is_kept() {
    let value = dog(json!({"status": "dreaming", "type": "robot"}));
    let read: Dog = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(read.status, DogStatus::Unknown("dreaming".to_owned()));
    assert!(read.status.is_unknown());
    assert_eq!(round_trip(&value), value);
}

#[test]
fn an_unknown_member_is_skipped() {
    assert_eq!(round_trip(&dog(json!({"wings": 2}))), dog(json!({})));
}

#[test]
fn an_unknown_variant_is_kept() {
    let value = dog(json!({"owner": {"kind": "zoo", "gates": [1]}}));
    let read: Dog = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(read.owner, Some(Some(Owner::Unknown(_)))));
    assert_eq!(round_trip(&value), value);
}

#[test]
fn a_wrong_member_of_a_variant_is_named() {
    let error = serde_json::from_value::<Owner>(json!({"kind": "shelter", "places": "many"})).unwrap_err();
    assert!(error.to_string().contains("many"), "{error}");
}

#[test]
fn other_spellings_of_a_name_are_read() {
    let read: Dog = serde_json::from_value(dog(json!({"tag_number": 7}))).unwrap();
    assert_eq!(read.tag_number, Some(7));
    assert_eq!(serde_json::to_value(read).unwrap()["tagNumber"], json!(7));
}
