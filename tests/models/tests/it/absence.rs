//! Absent, null and a value are told apart where the schema tells them apart.

use kennel_models::{Dog, Toy};
use serde_json::{Value, json};

/// A dog with what must be there, and `more`.
pub fn dog(more: Value) -> Value {
    let mut dog =
        json!({"object": "dog", "id": "d1", "born_at": 1_700_000_000_000_i64, "status": "awake", "chip": null});
    for (name, value) in more.as_object().unwrap() {
        dog[name] = value.clone();
    }
    dog
}

fn read(value: &Value) -> Result<Dog, serde_json::Error> {
    serde_json::from_str(&value.to_string())
}

#[test]
fn a_round_trip_loses_nothing() {
    let cases = [
        dog(json!({})),
        dog(json!({"chip": "c"})),
        dog(json!({"collar": null})),
        dog(json!({"collar": "red"})),
        dog(json!({"toys": []})),
        dog(json!({"toys": [{"kind": "ball", "age": 3}], "labels": {}, "genes": {"x": [1, null]}})),
        dog(json!({"noise": null})),
        dog(json!({"noise": {"deep": [true]}})),
        dog(json!({"owner": null})),
        dog(json!({"owner": {"kind": "person", "name": "P", "dogs": []}})),
        dog(json!({"mother": dog(json!({}))})),
        dog(json!({"seen_at": "2024-05-06T07:08:09.120+02:00", "birthday": "2024-05-06"})),
    ];
    for case in &cases {
        assert_eq!(serde_json::to_value(read(case).unwrap()).unwrap(), *case);
    }
    assert_eq!(cases.len(), 12);
}

#[test]
fn each_state_has_its_value() {
    assert_eq!(read(&dog(json!({}))).unwrap().collar, None);
    assert_eq!(read(&dog(json!({"collar": null}))).unwrap().collar, Some(None));
    assert_eq!(read(&dog(json!({"collar": "red"}))).unwrap().collar, Some(Some("red".to_owned())));
}

#[test]
fn null_where_nobody_knows_is_read_as_absent() {
    let read = read(&dog(json!({"nickname": null, "labels": null}))).unwrap();
    assert_eq!((read.nickname, read.labels), (None, None));
}

#[test]
fn what_the_schema_refuses_is_refused() {
    let mut missing = dog(json!({}));
    missing.as_object_mut().unwrap().remove("chip");
    assert_eq!(read(&missing).unwrap_err().to_string().split(" at ").next(), Some("missing field `chip`"));
    for (name, value) in
        [("pedigree", Value::Null), ("toys", Value::Null), ("id", Value::Null), ("born_at", json!("now"))]
    {
        assert!(read(&dog(json!({name: value}))).is_err(), "{name}");
    }
    assert!(serde_json::from_str::<Toy>(r#"{"kind": "stick"}"#).is_err());
}

#[test]
fn values_are_built_with_what_must_be_there_and_setters() {
    use kennel_models::{DogStatus, Owner, Person};
    let dog = Dog::builder()
        .id("d1")
        .born_at(5)
        .status(DogStatus::Awake)
        .chip(None)
        .collar(None)
        .nickname("Rex")
        .weight(2.5)
        .seen_at("2024-05-06T07:08:09Z")
        .build()
        .unwrap();
    let expected = json!({
        "object": "dog", "id": "d1", "born_at": 5, "status": "awake", "chip": null, "collar": null,
        "nickname": "Rex", "weight": 2.5, "seen_at": "2024-05-06T07:08:09Z"
    });
    assert_eq!(serde_json::to_value(dog).unwrap(), expected);
    assert_eq!(kennel_models::Feed::new(), kennel_models::Feed::default());
    assert_eq!(Dog::builder().id("d1").build().unwrap_err().name(), "born_at");
    let owner: Owner = Person::new("P").into();
    assert_eq!(Person::try_from(owner.clone()).unwrap().name, "P");
    assert_eq!(kennel_models::Shelter::try_from(owner.clone()).unwrap_err(), owner, "it is given back");
}
