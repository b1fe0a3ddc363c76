//! A document as one file a model, with relative references between the files.
//!
//! Each file is a schema of its own: it has its `$id`, and what it refers to is found beside it, on a disk or a server.

use super::document::{Document, META_SCHEMA, Schema};
use super::refs;
use crate::devices::is_device;
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;

/// What the name of every file ends with.
pub const SUFFIX: &str = ".schema.json";

/// A file: the model's schema after the keywords of a document.
#[derive(Serialize)]
struct File {
    #[serde(rename = "$schema")]
    schema: &'static str,
    #[serde(rename = "$id")]
    id: String,
    #[serde(flatten)]
    model: Schema,
}

/// Splits `document` into one file a model: from the path, relative and with `/`, to the text.
///
/// `Session` becomes `Session.schema.json` and `operations.GetUser` becomes `operations/GetUser.schema.json`. Paths are
/// safe on every system: they are of ASCII letters, digits, `-` and `_`, never leave their folder, are no name that
/// Windows reserves, and differ in more than case.
///
/// # Errors
///
/// None for any document that was read from JSON or built of JSON's own values.
pub fn split(document: &Document) -> Result<IndexMap<String, String>, serde_json::Error> {
    let paths = paths(document.defs.keys(), SUFFIX);
    let base = document.id.strip_suffix(SUFFIX).or_else(|| document.id.strip_suffix(".json")).unwrap_or(&document.id);
    let mut files = IndexMap::with_capacity(paths.len());
    for (name, model) in &document.defs {
        let Some(path) = paths.get(name.as_str()) else { continue };
        let mut model = model.clone();
        refs::rewrite(&mut model, &mut |reference| {
            let target = paths.get(refs::definition(reference)?.as_str())?;
            Some(relative(path, target))
        });
        let file = File { schema: META_SCHEMA, id: format!("{base}/{path}"), model };
        files.insert(path.clone(), super::pretty::text(&file)? + "\n");
    }
    Ok(files)
}

/// Gives every model a path of its own.
///
/// A model whose name is no safe path has a fingerprint of the name in its path: that depends on no other model, so that
/// adding one moves none. Of two names that differ in case alone, the later one has it.
pub(super) fn paths<'a>(models: impl Iterator<Item = &'a String>, suffix: &str) -> IndexMap<&'a str, String> {
    let mut taken = IndexSet::new();
    models
        .map(|name| {
            let parts: Vec<String> = name.split('.').map(safe).collect();
            let plain = parts.join("/");
            let exact = parts.iter().map(String::as_str).eq(name.split('.'));
            let path = if exact && taken.insert(plain.to_ascii_lowercase()) {
                plain
            } else {
                let marked = format!("{plain}-{:016x}", fingerprint(name));
                taken.insert(marked.to_ascii_lowercase());
                marked
            };
            (name.as_str(), path + suffix)
        })
        .collect()
}

/// The most bytes of a part of a path.
const LONGEST: usize = 120;

/// One part of a path without characters that a file system, a shell or a URL treats as special.
fn safe(part: &str) -> String {
    let mut part: String =
        part.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' }).collect();
    // `CON.schema.json` is a device on Windows: what counts is what stands before the first dot.
    if part.is_empty() || is_device(&part) {
        part.push('_');
    }
    // With a fingerprint and the ending it is still a file's name everywhere.
    part.truncate(LONGEST);
    part
}

/// FNV-1a, 64 bits: short, and the same on every machine and in every release.
fn fingerprint(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The reference from the file `from` to the file `to`; `#` for the file itself.
pub(super) fn relative(from: &str, to: &str) -> String {
    if from == to {
        return "#".to_owned();
    }
    let from: Vec<&str> = from.split('/').collect();
    let target: Vec<&str> = to.split('/').collect();
    let folders = from.len().saturating_sub(1);
    let shared = from.iter().take(folders).zip(&target).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; folders.saturating_sub(shared)];
    parts.extend(target.iter().skip(shared));
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn split_defs(defs: Value) -> IndexMap<String, String> {
        let document: Document = serde_json::from_value(json!({
            "$schema": META_SCHEMA, "$id": "https://example.com/pets.schema.json", "$defs": defs
        }))
        .unwrap();
        split(&document).unwrap()
    }

    #[test]
    fn each_model_is_a_file_that_refers_to_its_neighbours() {
        let files = split_defs(json!({
            "Pet": {
                "description": "An animal.",
                "type": "object",
                "properties": {
                    "parent": {"$ref": "#/$defs/Pet"},
                    "kind": {"description": "What it is.", "$ref": "#/$defs/Kind"},
                    "of": {"$ref": "#/$defs/operations.Owner"},
                    "gone": {"$ref": "#/$defs/Gone"}
                }
            },
            "Kind": {"type": "string"},
            "operations.Owner": {"oneOf": [{"$ref": "#/$defs/Pet"}, {"$ref": "#/$defs/operations.Other"}]},
            "operations.Other": {"$ref": "#/$defs/errors.Bad"},
            "errors.Bad": {"type": "object"}
        }));
        assert_eq!(files.len(), 5);
        let shown: String = files.iter().map(|(path, text)| format!("--- {path}\n{text}")).collect();
        insta::assert_snapshot!(shown, @r##"
        --- Pet.schema.json
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://example.com/pets/Pet.schema.json",
          "description": "An animal.",
          "type": "object",
          "properties": {
            "parent": {
              "$ref": "#"
            },
            "kind": {
              "allOf": [
                {
                  "$ref": "Kind.schema.json"
                }
              ],
              "description": "What it is."
            },
            "of": {
              "$ref": "operations/Owner.schema.json"
            },
            "gone": {
              "$ref": "#/$defs/Gone"
            }
          }
        }
        --- Kind.schema.json
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://example.com/pets/Kind.schema.json",
          "type": "string"
        }
        --- operations/Owner.schema.json
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://example.com/pets/operations/Owner.schema.json",
          "oneOf": [
            {
              "$ref": "../Pet.schema.json"
            },
            {
              "$ref": "Other.schema.json"
            }
          ]
        }
        --- operations/Other.schema.json
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://example.com/pets/operations/Other.schema.json",
          "$ref": "../errors/Bad.schema.json"
        }
        --- errors/Bad.schema.json
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://example.com/pets/errors/Bad.schema.json",
          "type": "object"
        }
        "##);
    }

    #[test]
    fn paths_are_safe_and_differ() {
        let hostile =
            ["../../etc/passwd", "a/b", "..", "", "Con", "LPT1", "käse", "SAMLAccount", "SamlAccount", "a\\b"];
        let defs: serde_json::Map<String, Value> = hostile.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
        let files = split_defs(Value::Object(defs));
        assert_eq!(files.len(), hostile.len());
        let lower: std::collections::BTreeSet<_> = files.keys().map(|path| path.to_lowercase()).collect();
        assert_eq!(lower.len(), hostile.len());
        for path in files.keys() {
            let stem = path.strip_suffix(SUFFIX).unwrap();
            assert!(stem.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/')), "{path}");
            assert!(stem.split('/').all(|part| !part.is_empty()), "{path}");
        }
    }

    #[test]
    fn adding_a_model_moves_none() {
        let before = split_defs(json!({"A": {}, "b c": {}, "d.E": {}}));
        let after = split_defs(json!({"b+c": {}, "A": {}, "b c": {}, "d.E": {}, "d.e": {}}));
        assert_eq!(before.len(), 3);
        assert!(before.keys().all(|path| after.contains_key(path)));
    }

    /// The file that `reference`, read in the file `from`, leads to.
    fn resolve(from: &str, reference: &str) -> String {
        if reference == "#" {
            return from.to_owned();
        }
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in reference.split('/') {
            if part == ".." { parts.pop().map(drop).unwrap() } else { parts.push(part) }
        }
        parts.join("/")
    }

    proptest::proptest! {
        #[test]
        fn whatever_models_are_called_every_reference_leads_to_its_file(
            names in proptest::collection::btree_set("[a-cA-C]{0,2}(\\.[a-cA-C]{0,2}){0,2}|.{0,6}", 1..8)
        ) {
            let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
            let references: Vec<Value> =
                names.iter().map(|name| json!({"$ref": format!("#/$defs/{}", escaped(name))})).collect();
            let model = json!({"oneOf": references});
            let defs = names.iter().map(|name| (name.clone(), model.clone())).collect();
            let files = split_defs(Value::Object(defs));
            assert_eq!(files.len(), names.len());
            let all: Vec<&String> = files.keys().collect();
            let lower: std::collections::BTreeSet<_> = all.iter().map(|path| path.to_lowercase()).collect();
            assert_eq!(lower.len(), all.len());
            for (path, text) in &files {
                let file: Value = serde_json::from_str(text).unwrap();
                let members = file["oneOf"].as_array().unwrap();
                let found: Vec<String> = members.iter().map(|it| resolve(path, it["$ref"].as_str().unwrap())).collect();
                assert_eq!(found.iter().collect::<Vec<_>>(), all);
            }
        }
    }
}
