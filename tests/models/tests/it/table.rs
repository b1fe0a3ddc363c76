//! What other generators of models fail at, a row each.

use kennel_models::Dog;
use serde_json::{Value, json};

use crate::absence::dog;

fn read(value: &Value) -> Option<Dog> {
    serde_json::from_str(&value.to_string()).ok()
}

fn is_kept(value: &Value) -> bool {
    read(value).and_then(|dog| serde_json::to_value(dog).ok()).as_ref() == Some(value)
}

#[test]
fn every_row_is_ok() {
    let without = |name: &str| {
        let mut value = dog(json!({"collar": "red"}));
        value.as_object_mut().unwrap().remove(name);
        value
    };
    let rows = [
        ("unknown enum value", is_kept(&dog(json!({"status": "dreaming"})))),
        ("unknown field", read(&dog(json!({"wings": 2}))) == read(&dog(json!({})))),
        ("null and absent differ", read(&dog(json!({"collar": null}))) != read(&dog(json!({})))),
        ("null is kept", is_kept(&dog(json!({"collar": null})))),
        ("absent stays absent", is_kept(&dog(json!({})))),
        ("13-digit timestamp", is_kept(&dog(json!({"born_at": 4_102_444_800_000_i64})))),
        ("13-digit timestamp as a number", is_kept(&dog(json!({"weight": 4_102_444_800_000_i64})))),
        ("missing optional", read(&without("collar")).is_some()),
        ("missing required", read(&without("id")).is_none()),
        ("missing required and nullable", read(&without("chip")).is_none()),
        ("empty list is kept", is_kept(&dog(json!({"toys": []})))),
    ];
    let failed: Vec<&str> = rows.iter().filter(|(_, ok)| !ok).map(|(row, _)| *row).collect();
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(rows.len(), 11);
}
