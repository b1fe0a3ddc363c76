//! The example in the documentation of a model is valid under its schema.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fieldcast::rust::{Files, Options, generate, paths};
use fieldcast::schema::document::Document;
use hardening::shapes::{NAMES, grouped, schema};
use serde_json::{Value, json};

/// How many models of an API are looked at.
const MOST: usize = 150;

/// The example of each struct, by the struct's name.
fn examples(files: &Files) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for text in files.values() {
        let mut json = String::new();
        let mut is_inside = false;
        for line in text.lines() {
            match line {
                "/// ```json" => {
                    is_inside = true;
                    json.clear();
                }
                "/// ```" => is_inside = false,
                _ if is_inside => json.push_str(line.trim_start_matches("///")),
                _ => {
                    let name = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {"));
                    if let Some(name) = name
                        && !json.is_empty()
                    {
                        let value =
                            serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}: {json}"));
                        found.push((name.to_owned(), value));
                        json.clear();
                    }
                }
            }
        }
    }
    found
}

/// Checks the examples of the models of a schema whose names are theirs alone, and gives how many there were.
fn check(schema: &Value) -> usize {
    let document: Document = serde_json::from_value(schema.clone()).unwrap();
    let options = Options::default();
    let (files, _) = generate(&document, &options);
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, path) in paths(&document, &options) {
        keys.entry(path.rsplit("::").next().unwrap_or(&path).to_owned()).or_default().push(key);
    }
    let id = schema["$id"].as_str().unwrap();
    let registry = jsonschema::Registry::new().add(id, schema.clone()).unwrap().prepare().unwrap();
    let mut all: Vec<(String, Value)> = examples(&files.unwrap())
        .into_iter()
        .filter_map(|(name, value)| match keys.get(&name).map(Vec::as_slice) {
            Some([key]) => Some((key.clone(), value)),
            _ => None,
        })
        .collect();
    let step = all.len().div_ceil(MOST).max(1);
    all = all.into_iter().step_by(step).collect();
    for (key, value) in &all {
        let pointer: String = key.replace('~', "~0").replace('/', "~1").bytes().map(|b| format!("%{b:02X}")).collect();
        let reference = json!({"$schema": schema["$schema"], "$ref": format!("{id}#/$defs/{pointer}")});
        let validator = jsonschema::options().with_registry(&registry).build(&reference).unwrap();
        let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        assert_eq!(errors, [] as [&str; 0], "{key}: {value}");
    }
    all.len()
}

#[test]
fn an_example_is_valid_under_the_schema_of_made_up_models() {
    let found = [schema(1, NAMES.len()), schema(2, 120), grouped()].map(|schema| check(&schema));
    assert!(found.iter().sum::<usize>() > 140, "{found:?}");
}

#[test]
fn an_example_is_valid_under_the_schema_of_real_docs() {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let folders = ["clerk/ruby", "dub/go", "novu/typescript"].map(|name| root.join(name));
    if !folders.iter().all(|folder| folder.is_dir()) {
        eprintln!("left out: examples of real docs, there is no ../shared/corpus");
        return;
    }
    for folder in folders {
        let options = fieldcast::pipeline::Options {
            schema: fieldcast::schema::Options {
                id: "https://example.com/api.schema.json".to_owned(),
                ..Default::default()
            },
            ..Default::default()
        };
        let document = fieldcast::pipeline::run(std::slice::from_ref(&folder), &options).document.unwrap();
        let schema: Value = serde_json::from_str(&fieldcast::schema::write(&document)).unwrap();
        let found = check(&schema);
        assert!(found > 60, "{}: {found}", folder.display());
    }
}
