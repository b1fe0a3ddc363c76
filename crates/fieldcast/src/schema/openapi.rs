//! A document's models as an OpenAPI 3.1 document, for the tools that start from one.
//!
//! OpenAPI 3.1 takes JSON Schema 2020-12 as it is. What changes is where the models stand, what a reference to one looks
//! like, that a union's discriminator is a keyword beside `oneOf`, and that names of components are of ASCII letters,
//! digits, `.`, `-` and `_` ([Components Object](https://spec.openapis.org/oas/v3.1.1.html#components-object)).

use super::document::{Document, DocumentNotes, Schema};
use super::refs;
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;
use serde_json::{Map, Value};

/// The version of OpenAPI that documents declare.
pub const VERSION: &str = "3.1.1";

/// An OpenAPI document that has models and no paths.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenApi {
    /// [`VERSION`].
    pub openapi: &'static str,
    /// What the API is.
    pub info: Info,
    /// One server, `/`: what OpenAPI takes where no server is named, said because linters ask for it.
    pub servers: [Server; 1],
    /// Always empty: the pages say nothing about operations.
    pub paths: Map<String, Value>,
    /// The models.
    pub components: Components,
    /// What fieldcast knows of the document as a whole.
    #[serde(rename = "x-fieldcast", skip_serializing_if = "Option::is_none")]
    pub notes: Option<DocumentNotes>,
}

/// The Info Object: its title and version are required.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Info {
    /// The API's name; the schema's `$id` where it has none.
    pub title: String,
    /// What it is, in CommonMark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The version of this document.
    pub version: String,
}

/// The Server Object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Server {
    /// The URL.
    pub url: &'static str,
}

/// The Components Object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Components {
    /// The models, by name, in the order of the schema.
    pub schemas: IndexMap<String, Schema>,
}

/// Makes an OpenAPI document of the models of `document`; `version` is what its `info.version` says.
///
/// Pure and total: a reference to nowhere stays as it is, for a linter to name.
pub fn openapi(document: &Document, version: &str) -> OpenApi {
    let names = component_names(document.defs.keys());
    let mut target = |reference: &str| {
        let name = refs::definition(reference)?;
        Some(format!("#/components/schemas/{}", names.get(name.as_str())?))
    };
    let schemas = document.defs.iter().filter_map(|(name, schema)| {
        let mut schema = schema.clone();
        refs::rewrite(&mut schema, &mut target);
        refs::walk(&mut schema, &mut raise_discriminator);
        Some((names.get(name.as_str())?.clone(), schema))
    });
    OpenApi {
        openapi: VERSION,
        info: Info {
            title: document.title.clone().unwrap_or_else(|| document.id.clone()),
            description: document.description.clone(),
            version: version.to_owned(),
        },
        servers: [Server { url: "/" }],
        paths: Map::new(),
        components: Components { schemas: schemas.collect() },
        notes: document.notes.clone(),
    }
}

/// Gives each model a component name: its own where OpenAPI allows it, else one with `_` for each other character, and
/// a number where that is taken. Names that are allowed as they are never change.
fn component_names<'a>(models: impl Iterator<Item = &'a String> + Clone) -> IndexMap<&'a str, String> {
    let mut taken: IndexSet<String> = models.clone().filter(|name| is_component_name(name)).cloned().collect();
    models
        .map(|name| {
            if is_component_name(name) {
                return (name.as_str(), name.clone());
            }
            let base: String = name.chars().map(|c| if is_component_char(c) { c } else { '_' }).collect();
            let free = (1_usize..)
                .map(|n| if n == 1 && !base.is_empty() { base.clone() } else { format!("{base}_{n}") })
                .find(|candidate| !taken.contains(candidate))
                .unwrap_or(base);
            taken.insert(free.clone());
            (name.as_str(), free)
        })
        .collect()
}

fn is_component_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_component_char)
}

fn is_component_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Turns the note about a union's discriminator into OpenAPI's keyword, which is only legal beside `oneOf` or `anyOf`.
fn raise_discriminator(schema: &mut Schema) {
    if schema.one_of.is_empty() && schema.any_of.is_empty() {
        return;
    }
    let Some(notes) = &mut schema.notes else { return };
    let Some(discriminator) = notes.discriminator.take() else { return };
    if notes.is_empty() {
        schema.notes = None;
    }
    let mapping: Map<String, Value> =
        discriminator.mapping.into_iter().map(|(value, target)| (value, Value::String(target))).collect();
    let mut keyword = Map::new();
    keyword.insert("propertyName".to_owned(), Value::String(discriminator.property_name));
    if !mapping.is_empty() {
        keyword.insert("mapping".to_owned(), Value::Object(mapping));
    }
    schema.other.insert("discriminator", Value::Object(keyword));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document(defs: Value) -> Document {
        serde_json::from_value(json!({
            "$schema": super::super::document::META_SCHEMA,
            "$id": "https://example.com/pets.schema.json",
            "title": "Pets",
            "x-fieldcast": {"languages": ["go"]},
            "$defs": defs
        }))
        .unwrap()
    }

    #[test]
    fn models_become_components_with_references_and_discriminators_of_openapi() {
        let document = document(json!({
            "Animal": {
                "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/zoo.Dog"}],
                "x-fieldcast": {"pages": ["animal.md"], "discriminator": {
                    "propertyName": "kind", "mapping": {"cat": "#/$defs/Cat", "dog": "#/$defs/zoo.Dog"}}}
            },
            "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "friend": {"$ref": "#/$defs/Gone"}}},
            "zoo.Dog": {"type": "object", "properties": {"of": {"description": "Whose.", "$ref": "#/$defs/Cat"}}}
        }));
        insta::assert_snapshot!(serde_json::to_string_pretty(&openapi(&document, "1.2.3")).unwrap(), @r##"
        {
          "openapi": "3.1.1",
          "info": {
            "title": "Pets",
            "version": "1.2.3"
          },
          "servers": [
            {
              "url": "/"
            }
          ],
          "paths": {},
          "components": {
            "schemas": {
              "Animal": {
                "oneOf": [
                  {
                    "$ref": "#/components/schemas/Cat"
                  },
                  {
                    "$ref": "#/components/schemas/zoo.Dog"
                  }
                ],
                "x-fieldcast": {
                  "pages": [
                    "animal.md"
                  ]
                },
                "discriminator": {
                  "propertyName": "kind",
                  "mapping": {
                    "cat": "#/components/schemas/Cat",
                    "dog": "#/components/schemas/zoo.Dog"
                  }
                }
              },
              "Cat": {
                "type": "object",
                "properties": {
                  "kind": {
                    "type": "string"
                  },
                  "friend": {
                    "$ref": "#/$defs/Gone"
                  }
                }
              },
              "zoo.Dog": {
                "type": "object",
                "properties": {
                  "of": {
                    "allOf": [
                      {
                        "$ref": "#/components/schemas/Cat"
                      }
                    ],
                    "description": "Whose."
                  }
                }
              }
            }
          },
          "x-fieldcast": {
            "languages": [
              "go"
            ]
          }
        }
        "##);
    }

    #[test]
    fn names_that_openapi_does_not_allow_are_replaced_and_stay_apart() {
        let document = document(json!({
            "a b": {"$ref": "#/$defs/a%2Bb"}, "a_b": {}, "a+b": {"$ref": "#/$defs/a_b"}, "": {"$ref": "#/$defs/a b"}
        }));
        let schemas = openapi(&document, "0").components.schemas;
        let found: Vec<_> = schemas.iter().map(|(name, schema)| (name.as_str(), schema.reference.as_deref())).collect();
        assert_eq!(
            found,
            [
                ("a_b_2", Some("#/components/schemas/a_b_3")),
                ("a_b", None),
                ("a_b_3", Some("#/components/schemas/a_b")),
                ("_1", Some("#/components/schemas/a_b_2")),
            ]
        );
    }
}
