//! A document's models as an OpenAPI 3.1 document, for the tools that start from one.
//!
//! OpenAPI 3.1 takes JSON Schema 2020-12 as it is. What changes is where the models stand, what a reference to one looks
//! like, that a union's discriminator is a keyword beside `oneOf`, and that names of components are of ASCII letters,
//! digits, `.`, `-` and `_` ([Components Object](https://spec.openapis.org/oas/v3.1.1.html#components-object)).

mod files;
mod text;

pub use files::{ROOT, split};
pub use text::write_text;

use super::document::{Document, DocumentNotes, Schema};
use super::paths::{self, PathItem, SecurityScheme, Tag};
use super::{examples, refs};
use crate::decide::Api;
use crate::merge::Evidence;
use crate::model::operation::{Variable, names_in};
use indexmap::{IndexMap, IndexSet};
use serde::Serialize;
use serde_json::{Map, Value};

/// The version of OpenAPI that documents declare.
pub const VERSION: &str = "3.1.1";

/// An OpenAPI document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenApi {
    /// [`VERSION`].
    pub openapi: &'static str,
    /// What the API is.
    pub info: Info,
    /// The servers that the docs name; where they name none `/`, which OpenAPI takes then, said because linters ask for it.
    pub servers: Vec<Server>,
    /// Any one of these shows who the caller is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<IndexMap<String, [String; 0]>>,
    /// The groups of operations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The operations by path and method; empty where none were read.
    pub paths: IndexMap<String, PathItem>,
    /// The models, and the security schemes.
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
    pub url: String,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The variables between braces in the URL.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub variables: IndexMap<String, ServerVariable>,
}

/// The Server Variable Object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ServerVariable {
    /// What stands in its place where nobody says anything else.
    pub default: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Server {
    /// A server by its URL, whose variables are those of which `told` tells; one of which nothing is told has its own name
    /// as its default, for OpenAPI asks for one.
    fn new(url: &str, description: &str, told: &[Variable]) -> Self {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let variable = |name: &str| {
            let told = told.iter().find(|variable| variable.name == name);
            let default = told.map(|told| told.default.as_str()).filter(|default| !default.is_empty());
            let description = told.and_then(|told| text(&told.description));
            (name.to_owned(), ServerVariable { default: default.unwrap_or(name).to_owned(), description })
        };
        let variables = names_in(url).map(variable).collect();
        Self { url: url.to_owned(), description: text(description), variables }
    }

    /// Where paths start where the docs name no server.
    fn root() -> Self {
        Self::new("/", "", &[])
    }
}

/// The Components Object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Components {
    /// The models, by name, in the order of the schema.
    pub schemas: IndexMap<String, Schema>,
    /// How callers show who they are.
    #[serde(rename = "securitySchemes", skip_serializing_if = "IndexMap::is_empty")]
    pub security_schemes: IndexMap<String, SecurityScheme>,
}

/// What an OpenAPI document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What its `info.version` says.
    pub version: String,
    /// Its only server, whatever the docs name.
    pub server: Option<String>,
}

/// Makes an OpenAPI document of the models of `document`, and of the operations of the API that it was made of; `evidence`
/// is that of joining it.
///
/// Pure and total, as [`openapi`].
pub fn complete(document: &Document, api: &Api, evidence: &Evidence, options: &Options) -> OpenApi {
    let names = component_names(document.defs.keys());
    let adapt = Adapt { names: &names, model: |name: &str| document.defs.get(name) };
    let mut made = openapi(document, &options.version);
    made.paths = paths::paths(api, evidence);
    made.paths.values_mut().for_each(|item| adapt.item(item));
    add_rest(&mut made, api, options);
    made
}

/// Adds what stands beside the operations of an API to a document of its models.
fn add_rest(made: &mut OpenApi, api: &Api, options: &Options) {
    made.tags = paths::tags(api);
    made.components.security_schemes = paths::schemes(api);
    let names = made.components.security_schemes.keys();
    made.security = names.map(|name| [(name.clone(), [])].into_iter().collect()).collect();
    if !api.operations.all.is_empty() && made.security.is_empty() {
        // a requirement of nothing: no page shows a credential
        made.security.push(IndexMap::new());
    }
    let named = api.operations.servers.iter().map(|server| {
        // a path starts with the slash that a server may end with
        let url = Some(server.url.trim_end_matches('/')).filter(|url| !url.is_empty()).unwrap_or("/");
        Server::new(url, &server.description, &server.variables)
    });
    match &options.server {
        Some(url) => made.servers = vec![Server::new(url, "", &[])],
        None if !api.operations.servers.is_empty() => made.servers = named.collect(),
        None => {}
    }
}

/// How a schema of JSON Schema becomes one of OpenAPI.
struct Adapt<'n, F> {
    /// From models to the names of their components.
    names: &'n IndexMap<&'n str, String>,
    /// From the name of a model in `$defs` to its schema.
    model: F,
}

impl<'a, F: Fn(&str) -> Option<&'a Schema>> Adapt<'_, F> {
    fn item(&self, item: &mut PathItem) {
        for operation in item.values_mut() {
            operation.parameters.iter_mut().for_each(|parameter| self.schema(&mut parameter.schema));
            let bodies = operation.request_body.iter_mut().flat_map(|body| body.content.values_mut());
            let answers = operation.responses.values_mut().flat_map(|response| response.content.values_mut());
            bodies.chain(answers).for_each(|media| self.schema(&mut media.schema));
        }
    }

    fn schema(&self, schema: &mut Schema) {
        let mut target = |reference: &str| {
            let name = refs::definition(reference)?;
            Some(format!("#/components/schemas/{}", self.names.get(name.as_str())?))
        };
        // the outer first: examples are held against what is inside as it was
        refs::walk(schema, &mut |schema| {
            examples::prune(schema, &self.model);
            refs::rewrite_own(schema, &mut target);
            raise_discriminator(schema);
        });
    }
}

/// Makes an OpenAPI document of the models of `document`; `version` is what its `info.version` says.
///
/// Pure and total: a reference to nowhere stays as it is, for a linter to name.
pub fn openapi(document: &Document, version: &str) -> OpenApi {
    let names = component_names(document.defs.keys());
    let adapt = Adapt { names: &names, model: |name: &str| document.defs.get(name) };
    let schemas = document.defs.iter().filter_map(|(name, schema)| {
        let mut schema = schema.clone();
        adapt.schema(&mut schema);
        Some((names.get(name.as_str())?.clone(), schema))
    });
    OpenApi {
        openapi: VERSION,
        info: Info {
            title: document.title.clone().unwrap_or_else(|| document.id.clone()),
            description: document.description.clone(),
            version: version.to_owned(),
        },
        servers: vec![Server::root()],
        security: Vec::new(),
        tags: Vec::new(),
        paths: IndexMap::new(),
        components: Components { schemas: schemas.collect(), security_schemes: IndexMap::new() },
        notes: document.notes.clone(),
    }
}

/// Gives each model a component name: its own where OpenAPI allows it, else one with `_` for each other character, and
/// a number where that is taken. Names that are allowed as they are never change.
fn component_names<'a>(models: impl Iterator<Item = &'a String> + Clone) -> IndexMap<&'a str, String> {
    let mut taken: IndexSet<String> = models.clone().filter(|name| is_component_name(name)).cloned().collect();
    let mut numbers: IndexMap<String, usize> = IndexMap::new();
    models
        .map(|name| {
            if is_component_name(name) {
                return (name.as_str(), name.clone());
            }
            let base: String = name.chars().map(|c| if is_component_char(c) { c } else { '_' }).collect();
            // What was taken stays so: the next of many goes on behind the last.
            let first = numbers.get(&base).copied().unwrap_or(1);
            let candidate = |n: usize| if n == 1 && !base.is_empty() { base.clone() } else { format!("{base}_{n}") };
            let found = (first..).map(|n| (n, candidate(n))).find(|(_, candidate)| !taken.contains(candidate));
            let (number, free) = found.unwrap_or_else(|| (first, base.clone()));
            numbers.insert(base, number + 1);
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
