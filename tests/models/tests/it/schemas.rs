//! The schema that schemars derives says what the published one says.

use kennel_models::Dog;
use schemars::schema_for;

#[test]
fn members_and_what_is_required_agree() {
    let derived = schema_for!(Dog);
    let published: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/kennel.schema.json")).unwrap(),
    )
    .unwrap();
    let published = &published["$defs"]["Dog"];
    let names = |schema: &serde_json::Value| -> Vec<String> {
        let mut names: Vec<String> = schema["properties"].as_object().unwrap().keys().cloned().collect();
        names.sort();
        names
    };
    assert_eq!(names(derived.as_value()), names(published));
    assert_eq!(names(published).len(), 22);
}
