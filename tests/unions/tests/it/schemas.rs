//! The schemas that the types derive.

use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};
use unions_test::generated::*;

fn schema<T: JsonSchema>() -> Value {
    let mut schema = schema_for!(T).to_value();
    for name in ["$schema", "title"] {
        schema.as_object_mut().unwrap().remove(name);
    }
    schema
}

#[test]
fn enums_are_what_is_published() {
    let open = json!({
        "anyOf": [
            {"type": "string", "enum": ["in_transit", "delivered", "unknown", "posted"]},
            {"type": "string"},
        ],
    });
    assert_eq!(schema::<ParcelStatus>(), open);
    assert_eq!(schema::<Carrier>(), json!({"type": "string", "enum": ["post", "rail", "bi-\"ke"]}));
    assert_eq!(schema::<Floor>(), json!({"type": "integer", "enum": [-1, 0, 1]}));
    assert_eq!(schema::<Insured>(), json!({"anyOf": [{"type": "boolean", "enum": [true]}, {"type": "boolean"}]}));
    assert_eq!(schema::<Ratio>(), json!({"enum": [0.5, "full", null]}));
    assert_eq!(schema::<Retry>(), json!({"anyOf": [{"enum": ["auto", 0, false]}, {}]}));
}

#[test]
fn unions_are_their_variants() {
    let proof = schema::<Proof>();
    let variants = ["Signature", "Photo", "Pin"].map(|name| json!({"$ref": format!("#/$defs/{name}")}));
    assert_eq!(proof["oneOf"], json!(variants));
    assert!(proof["$defs"]["Signature"]["properties"]["attempts"].is_object());
    assert_eq!(schema::<Amount>()["anyOf"].as_array().map(Vec::len), Some(4));
    // A union that holds itself.
    assert_eq!(schema::<Step>()["$defs"]["Leg"]["properties"]["steps"]["items"], json!({"$ref": "#"}));
}
