//! Schema and serde agree: what the published schema accepts the generated types read, and what it refuses they refuse.

use fieldcast_tests::{payloads, root, without_nulls};
use jsonschema::Validator;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn schema(api: &str) -> Value {
    let text = std::fs::read(root().join(format!("schema/{api}.schema.json"))).unwrap();
    serde_json::from_slice(&text).unwrap()
}

/// What validates one model of a schema, addressed as everybody may: by the schema's `$id`.
fn validator(schema: &Value, model: &str) -> Validator {
    let id = schema["$id"].as_str().unwrap();
    let registry = jsonschema::Registry::new().add(id, schema.clone()).unwrap().prepare().unwrap();
    let reference = json!({"$schema": schema["$schema"], "$ref": format!("{id}#/$defs/{model}")});
    jsonschema::options().with_registry(&registry).build(&reference).unwrap()
}

/// Checks every payload of an API against both, and gives how many were valid and broken.
fn agree<T: DeserializeOwned + Serialize>(api: &str, model: &str) -> (usize, usize) {
    let validator = validator(&schema(api), model);
    let valid = payloads(api, "valid").unwrap();
    for (name, payload) in &valid {
        let errors: Vec<String> = validator.iter_errors(payload).map(|e| e.to_string()).collect();
        assert_eq!(errors, [] as [&str; 0], "{name}: the schema refuses it");
        let read: T =
            serde_json::from_value(payload.clone()).unwrap_or_else(|e| panic!("{name}: serde refuses it: {e}"));
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!(without_nulls(&written), without_nulls(payload), "{name}: came back changed");
        assert!(validator.is_valid(&written), "{name}: what serde writes the schema refuses: {written}");
    }
    let broken = payloads(api, "broken").unwrap();
    for (name, payload) in &broken {
        assert!(!validator.is_valid(payload), "{name}: the schema accepts it");
        assert!(serde_json::from_value::<T>(payload.clone()).is_err(), "{name}: serde accepts it");
    }
    (valid.len(), broken.len())
}

#[test]
fn about_sessions_of_clerk() {
    assert_eq!(agree::<clerk_models::Session>("clerk", "Session"), (7, 20));
}

#[test]
fn about_sessions_of_wingspan() {
    assert_eq!(agree::<wingspan_models::SessionResponse>("wingspan", "SessionResponse"), (5, 10));
}

#[test]
fn on_everything_but_values_that_nobody_knew_yet() {
    // The one difference, on purpose: a schema lists the values that the pages list, and types keep any other.
    let mut payload = payloads("clerk", "valid").unwrap().remove(0).1;
    payload["status"] = json!("hibernating");
    assert!(!validator(&schema("clerk"), "Session").is_valid(&payload));
    let read: clerk_models::Session = serde_json::from_value(payload.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap()["status"], "hibernating");
}

#[test]
fn schemas_are_schemas() {
    for api in ["clerk", "wingspan"] {
        let schema = schema(api);
        assert!(jsonschema::meta::is_valid(&schema), "{api}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        for member in ["$id", "title", "description"] {
            assert!(schema[member].as_str().is_some_and(|text| !text.is_empty()), "{api}: {member}");
        }
        let names: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
        assert!(names.len() >= 2, "{names:?}");
        for name in names {
            validator(&schema, name);
        }
    }
}

#[test]
fn the_schema_is_written_in_its_canonical_form() {
    for api in ["clerk", "wingspan"] {
        let text = std::fs::read_to_string(root().join(format!("schema/{api}.schema.json"))).unwrap();
        assert!(text.ends_with("}\n") && !text.contains('\r'), "{api}");
        let document: fieldcast::schema::document::Document = serde_json::from_str(&text).unwrap();
        assert_eq!(fieldcast::schema::write(&document), text, "{api}");
    }
}

#[test]
fn facts_of_the_pages_are_facts_of_the_schema() {
    let clerk = schema("clerk");
    let session = &clerk["$defs"]["Session"];
    let fields =
        ["object", "id", "user_id", "client_id", "actor", "status", "last_active_organization_id", "last_active_at"];
    let order: Vec<&String> = session["properties"].as_object().unwrap().keys().take(fields.len()).collect();
    assert_eq!(order, fields);
    assert_eq!(session["properties"]["expire_at"]["type"], "integer");
    assert_eq!(session["required"].as_array().unwrap().len(), 10);
    assert_eq!(clerk["$defs"]["SessionStatus"]["enum"].as_array().unwrap().len(), 8);
    let wingspan = schema("wingspan");
    assert_eq!(wingspan["$defs"]["SessionResponseSessionType"]["enum"], json!(["User", "API", "Guest"]));
    let labels = wingspan["$defs"]["SessionResponse"]["properties"]["labels"].to_string();
    assert!(labels.contains(r#""additionalProperties":{"type":"string"}"#), "{labels}");
}
