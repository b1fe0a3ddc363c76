//! An OpenAPI document as one file a model and one a path, with relative references between them.

use super::super::split::{paths, relative};
use super::OpenApi;
use indexmap::IndexMap;
use serde_json::{Value, json};

/// The file that refers to all others.
pub const ROOT: &str = "openapi.json";

/// What the name of every file ends with.
const SUFFIX: &str = ".json";

/// Splits a document: from the path, relative and with `/`, to the text. [`ROOT`] is among the files; `Session` becomes
/// `schemas/Session.json`, and the operations of `/sessions/{session_id}` become `paths/sessions/session_id.json`. Paths are
/// safe on every system, as those of [`split`](super::super::split::split).
///
/// # Errors
///
/// None for any document that was built of JSON's own values.
pub fn split(document: &OpenApi) -> Result<IndexMap<String, String>, serde_json::Error> {
    let schemas = paths(document.components.schemas.keys(), SUFFIX);
    let schemas: IndexMap<&str, String> =
        schemas.into_iter().map(|(name, path)| (name, format!("schemas/{path}"))).collect();
    let items = items(document.paths.keys());
    let link = |from: &str, reference: &str| {
        let name = reference.strip_prefix("#/components/schemas/")?;
        Some(relative(from, schemas.get(name)?))
    };
    let text = |value: &Value| Ok::<_, serde_json::Error>(super::super::pretty(value)? + "\n");
    let mut root = serde_json::to_value(document)?;
    let mut files = IndexMap::with_capacity(schemas.len() + items.len() + 1);
    files.insert(ROOT.to_owned(), String::new());
    for (pointer, all) in [("/paths", &items), ("/components/schemas", &schemas)] {
        let Some(parts) = root.pointer_mut(pointer).and_then(Value::as_object_mut) else { continue };
        for (name, part) in parts {
            let Some(path) = all.get(name.as_str()) else { continue };
            let mut whole = part.take();
            relink(&mut whole, &|reference| link(path, reference));
            files.insert(path.clone(), text(&whole)?);
            *part = json!({ "$ref": path });
        }
    }
    files.insert(ROOT.to_owned(), text(&root)?);
    Ok(files)
}

/// Gives every path of the API a file of its own.
fn items<'a>(all: impl Iterator<Item = &'a String>) -> IndexMap<&'a str, String> {
    let name = |path: &str| match path.trim_matches('/') {
        "" => "root".to_owned(),
        path => path.replace('/', ".").replace(['{', '}'], ""),
    };
    // two paths whose names are one share no file
    let mut named: IndexMap<String, &str> = IndexMap::new();
    let mut numbers: IndexMap<String, usize> = IndexMap::new();
    for path in all {
        let plain = name(path);
        let mut own = plain.clone();
        while named.contains_key(&own) {
            let number = numbers.entry(plain.clone()).or_insert(1);
            *number += 1;
            own = format!("{plain}_{number}");
        }
        named.insert(own, path);
    }
    let files = paths(named.keys(), SUFFIX);
    named.iter().filter_map(|(name, path)| Some((*path, format!("paths/{}", files.get(name.as_str())?)))).collect()
}

/// Rewrites every reference in a value, those of discriminators included; data stays as it is.
fn relink(value: &mut Value, link: &impl Fn(&str) -> Option<String>) {
    let replace = |target: &mut Value| {
        if let Some(new) = target.as_str().and_then(link) {
            *target = Value::String(new);
        }
    };
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match (key.as_str(), member) {
                    ("$ref", target @ Value::String(_)) => replace(target),
                    ("mapping", Value::Object(targets)) if targets.values().all(Value::is_string) => {
                        targets.values_mut().for_each(replace);
                    }
                    ("examples" | "enum" | "const" | "default", _) => {}
                    (_, member) => relink(member, link),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relink(item, link)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Components, Info, OpenApi, Server, VERSION};
    use super::*;
    use crate::schema::paths::{OperationObject, PathItem};

    #[test]
    fn every_reference_leads_to_a_file() {
        let schema = |value: Value| serde_json::from_value(value).unwrap();
        let pet = json!({"type": "object", "properties": {
            "friend": {"$ref": "#/components/schemas/operations.Pet"},
            "$ref": {"type": "string", "examples": [{"$ref": "#/components/schemas/Pet"}]}
        }});
        let other = json!({"oneOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "string"}]});
        let operation: OperationObject = {
            let body = json!({"$ref": "#/components/schemas/Pet"});
            let media = crate::schema::paths::MediaType { schema: schema(body) };
            let response = crate::schema::paths::Response {
                description: "Success".to_owned(),
                content: [("application/json".to_owned(), media)].into_iter().collect(),
            };
            OperationObject {
                tags: Vec::new(),
                summary: "Gets".to_owned(),
                description: None,
                operation_id: None,
                deprecated: false,
                parameters: Vec::new(),
                request_body: None,
                responses: [("200".to_owned(), response)].into_iter().collect(),
                security: None,
                notes: None,
            }
        };
        let item = || -> PathItem { [("get", operation.clone())].into_iter().collect() };
        let document = OpenApi {
            openapi: VERSION,
            info: Info { title: "Pets".to_owned(), description: None, version: "1".to_owned() },
            servers: vec![Server::root()],
            security: Vec::new(),
            tags: Vec::new(),
            paths: ["/pets/{id}", "/pets/id", "/"].map(|path| (path.to_owned(), item())).into_iter().collect(),
            components: Components {
                schemas: [("Pet".to_owned(), schema(pet)), ("operations.Pet".to_owned(), schema(other))]
                    .into_iter()
                    .collect(),
                security_schemes: IndexMap::new(),
            },
            notes: None,
        };
        let files = split(&document).unwrap();
        assert_eq!(
            files.keys().map(String::as_str).collect::<Vec<_>>(),
            [
                "openapi.json",
                "paths/pets/id.json",
                "paths/pets/id_2.json",
                "paths/root.json",
                "schemas/Pet.json",
                "schemas/operations/Pet.json"
            ]
        );
        assert!(
            files["paths/pets/id.json"].contains("\"$ref\": \"../../schemas/Pet.json\""),
            "{}",
            files["paths/pets/id.json"]
        );
        assert!(files["schemas/operations/Pet.json"].contains("\"$ref\": \"../Pet.json\""));
        assert!(files["schemas/Pet.json"].contains("\"$ref\": \"operations/Pet.json\""));
        assert!(files["schemas/Pet.json"].contains("#/components/schemas/Pet"), "data stays as it is");
        assert!(files["openapi.json"].contains("\"$ref\": \"paths/pets/id.json\""));
    }
}
