//! Which payloads fit a model of a published schema, and where those that don't fit differ from it.
//!
//! It is behind the feature `validate`, because the code generator has no use for a validator and should not wait for
//! one to compile.
//!
//! ```
//! # use fieldcast::validate::{Model, Target};
//! let schema = r#"{"$defs": {"Pet": {"type": "object", "required": ["name"]}}}"#;
//! let target = Target::parse("pets.schema.json#/$defs/Pet");
//! let model = Model::new(schema, &target)?;
//! let report = model.check("{\"name\": \"Tom\"}\n{\"age\": 3}\n");
//! assert_eq!(report.payloads, 2);
//! assert_eq!(report.failures[0].to_string(), "line 2: /: expected a member `name`, found {\"age\":3}");
//! # Ok::<(), fieldcast::diagnostic::Diagnostic>(())
//! ```
//!
//! `format` is an annotation in JSON Schema 2020-12 and refuses nothing.

mod bounds;
mod explain;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Place};
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};
use std::fmt;

/// What a schema is called where it does not say so itself, as `$id`.
const ANONYMOUS: &str = "urn:fieldcast:schema";

/// A model of a schema file, as one names it on a command line: `SCHEMA#/$defs/Name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The path of the schema.
    pub file: String,
    /// The fragment after `#`, a JSON Pointer; empty for the whole schema.
    pub pointer: String,
}

impl Target {
    /// Reads `FILE` or `FILE#POINTER`. A file whose name holds a `#` that no `/` follows is taken as it is.
    pub fn parse(text: &str) -> Self {
        match text.rsplit_once('#') {
            Some((file, pointer)) if pointer.is_empty() || pointer.starts_with('/') => {
                Self { file: file.to_owned(), pointer: pointer.to_owned() }
            }
            _ => Self { file: text.to_owned(), pointer: String::new() },
        }
    }
}

/// A model, ready to check payloads.
#[derive(Debug)]
pub struct Model {
    validator: Validator,
}

impl Model {
    /// Prepares the model at `target.pointer` of the schema whose text is `schema`.
    ///
    /// # Errors
    ///
    /// [`Code::BadSchema`] where the text is no JSON or no valid JSON Schema, refers to a place that is not there (other
    /// documents are never fetched), has no such model, or has one that says nothing; the help then lists names that are
    /// like it. [`Code::TooLarge`] where a value would be compared with too many schemas.
    pub fn new(schema: &str, target: &Target) -> Result<Self, Diagnostic> {
        let bad = |place: Place, message: String| Diagnostic::error(Code::BadSchema, place, message);
        let whole = || Place::file(target.file.as_str());
        let schema: Value = serde_json::from_str(schema.trim_start_matches('\u{feff}')).map_err(|error| {
            let (line, column) = (number(error.line()), number(error.column()));
            bad(
                Place::at(target.file.as_str(), line, column),
                beyond(&error).map_or_else(
                    || format!("not JSON: {}", reason(&error)),
                    |limit| format!("found JSON that cannot be held, expected {limit}"),
                ),
            )
        })?;
        if schema.pointer(&target.pointer.replace("%24", "$")).is_none() {
            let mut missing = bad(whole(), format!("the schema has nothing at `#{}`", target.pointer));
            missing.help = names_like(&schema, &target.pointer);
            return Err(missing);
        }
        if let Some(why) = says_nothing(&schema, &target.pointer) {
            let mut nothing = bad(whole(), format!("`#{}` is no model: {why}", target.pointer));
            nothing.help = names_like(&schema, &target.pointer);
            return Err(nothing);
        }
        let id =
            schema.get("$id").and_then(Value::as_str).filter(|id| id.contains(':')).unwrap_or(ANONYMOUS).to_owned();
        let id = id.as_str();
        let entry = json!({ "$ref": format!("{}#{}", id.trim_end_matches('#'), target.pointer) });
        jsonschema::meta::validate(&schema).map_err(|error| {
            let first = explain::explain(&error).into_iter().next();
            let why = first.map(|it| format!("`#{}`: expected {}, found {}", it.path, it.expected, it.found));
            bad(whole(), format!("not a valid JSON Schema: {}", why.unwrap_or_else(|| error.to_string())))
        })?;
        // A pointer into a union counts its members as they stand.
        let schema = if target.pointer.contains("/anyOf/") { schema } else { bounds::flatten(&schema) };
        let cost = bounds::cost(&schema);
        if cost > bounds::MOST {
            let message = format!(
                "a value would be compared with {cost} schemas at one place, expected at most {}",
                bounds::MOST
            );
            return Err(Diagnostic::error(Code::TooLarge, whole(), message)
                .help("name each of the schemas that `oneOf`, `anyOf` and `allOf` list in one place"));
        }
        let registry = Registry::new()
            .draft(Draft::Draft202012)
            .add(id, &schema)
            .and_then(|builder| builder.prepare())
            .map_err(|error| bad(whole(), error.to_string()))?;
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&registry)
            .build(&entry)
            .map_err(|error| bad(whole(), error.to_string()))?;
        Ok(Self { validator })
    }

    /// Checks every payload in `text`: one JSON document, or JSON Lines where the first line is a document of its own.
    ///
    /// What is no JSON is a failure like any other. A text without any payload has neither payloads nor failures.
    pub fn check(&self, text: &str) -> Report {
        let text = text.trim_start_matches('\u{feff}');
        let mut report = Report::default();
        let first = text.lines().find(|line| !line.trim().is_empty());
        let Some(first) = first else { return report };
        if serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok() {
            for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                self.check_one(line, index, &mut report);
            }
        } else {
            self.check_one(text, 0, &mut report);
        }
        report
    }

    /// Checks the payload `text`, which `before` lines precede.
    fn check_one(&self, text: &str, before: usize, report: &mut Report) {
        report.payloads += 1;
        let blank = text.lines().take_while(|line| line.trim().is_empty()).count();
        let line = number(before + blank + 1);
        match serde_json::from_str::<Value>(text) {
            Ok(payload) => {
                let known = report.failures.len();
                report.failures.extend(self.validator.iter_errors(&payload).flat_map(|error| {
                    explain::explain(&error).into_iter().map(move |why| Failure {
                        line,
                        path: why.path,
                        found: why.found,
                        expected: why.expected,
                        rule: why.rule,
                    })
                }));
                report.refused += usize::from(report.failures.len() > known);
            }
            Err(error) => {
                report.refused += 1;
                let source = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
                report.failures.push(Failure {
                    line: number(before + error.line().max(1)),
                    path: String::new(),
                    found: explain::cut(source.trim()),
                    expected: beyond(&error).map_or_else(
                        || format!("JSON ({} at column {})", reason(&error), error.column()),
                        |limit| format!("{limit} (column {})", error.column()),
                    ),
                    rule: String::new(),
                });
            }
        }
    }
}

/// What came of checking a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many payloads there were.
    pub payloads: usize,
    /// How many of them don't fit.
    pub refused: usize,
    /// Every place where one does not fit, in the order of the text.
    pub failures: Vec<Failure>,
}

/// One place where a payload does not fit its model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The line of the text on which the payload starts, or on which it stops to be JSON; from 1.
    pub line: u32,
    /// Where in the payload, as a JSON Pointer; empty for the payload itself.
    pub path: String,
    /// What is there, shortened.
    pub found: String,
    /// What the schema asks for.
    pub expected: String,
    /// The keyword that asks for it, as `<$id>#/$defs/…`; empty where the payload is no JSON.
    pub rule: String,
}

impl fmt::Display for Failure {
    /// `line 3: /tasks/0/key: expected string, found 7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        write!(f, "line {}: {path}: expected {}, found {}", self.line, self.expected, self.found)
    }
}

/// Why a text is no JSON, without the place, which stands elsewhere.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// The limit that a text goes beyond which is JSON all the same: JSON has none, but what reads it has.
fn beyond(error: &serde_json::Error) -> Option<&'static str> {
    match reason(error).as_str() {
        "number out of range" => Some("a number that a double can hold, at most 1.8e308 in size"),
        "recursion limit exceeded" => Some("JSON of at most 127 levels"),
        _ => None,
    }
}

/// Why what is at a pointer is no schema that a value could fail; `None` where it is one.
fn says_nothing(schema: &Value, pointer: &str) -> Option<&'static str> {
    /// What stands below a keyword.
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Schema,
        ByName,
        InOrder,
    }
    let mut at = At::Schema;
    let mut found = schema;
    for part in pointer.split('/').skip(1) {
        let part = part.replace("%24", "$").replace("~1", "/").replace("~0", "~");
        at = match (at, part.as_str()) {
            (At::ByName | At::InOrder, _) => At::Schema,
            (
                At::Schema,
                "$defs" | "definitions" | "properties" | "patternProperties" | "dependentSchemas" | "components"
                | "schemas",
            ) => At::ByName,
            (At::Schema, "allOf" | "anyOf" | "oneOf" | "prefixItems") => At::InOrder,
            (
                At::Schema,
                "additionalProperties"
                | "contains"
                | "contentSchema"
                | "else"
                | "if"
                | "items"
                | "not"
                | "propertyNames"
                | "then"
                | "unevaluatedItems"
                | "unevaluatedProperties",
            ) => At::Schema,
            (At::Schema, _) => return Some("no schema stands there"),
        };
        // `components` of an OpenAPI document holds `schemas`, by whose names the models are.
        if part == "components" && found.get("openapi").is_some() {
            at = At::Schema;
        }
        found = match found {
            Value::Array(items) => part.parse().ok().and_then(|index: usize| items.get(index)).unwrap_or(&Value::Null),
            _ => found.get(&part).unwrap_or(&Value::Null),
        };
    }
    match found {
        _ if at != At::Schema => Some("it is a place where schemas stand, and not one of them"),
        Value::Object(map) if pointer.is_empty() && map.keys().all(|key| bounds::is_silent(key)) => {
            Some("the schema as a whole says nothing about a value")
        }
        Value::Object(_) | Value::Bool(_) => None,
        _ => Some("no schema stands there"),
    }
}

/// A number for a [`Place`]; no text has more lines than it holds.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The help where a model is not found: names that are like the one that was asked for, else how many there are.
fn names_like(schema: &Value, pointer: &str) -> Option<String> {
    let models = schema.get("$defs")?.as_object()?;
    let wanted = pointer.rsplit('/').next().unwrap_or_default().to_lowercase();
    let mut like: Vec<&str> = models
        .keys()
        .map(String::as_str)
        .filter(|name| !wanted.is_empty() && name.to_lowercase().contains(wanted.trim_end_matches('s')))
        .take(8)
        .collect();
    if like.is_empty() {
        like = models.keys().map(String::as_str).take(8).collect();
    }
    let list: Vec<String> = like.iter().map(|name| format!("`#/$defs/{name}`")).collect();
    let more = models.len().saturating_sub(list.len());
    match (list.is_empty(), more) {
        (true, _) => Some("the schema has no models under `$defs`".to_owned()),
        (false, 0) => Some(format!("it has {}", list.join(", "))),
        (false, more) => Some(format!("it has {} and {more} more", list.join(", "))),
    }
}
