//! What holds for every set of pages.

use crate::case::Case;
use fieldcast::decide::decide;
use fieldcast::diagnostic::Diagnostic;
use fieldcast::model::{self, Kind};
use fieldcast::schema::{self, document::Document, openapi, split};
use serde_json::Value;
use std::collections::HashSet;

/// What came of a case that keeps the laws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The schema's text; `None` where the language is not known.
    pub schema: Option<String>,
    /// The diagnostics as a user sees them.
    pub diagnostics: Vec<String>,
}

/// Reads a case up to its schema and checks what has to hold of it.
///
/// # Errors
///
/// The law that is broken.
pub fn check(case: &Case) -> Result<Outcome, String> {
    let (api, mut diagnostics) = model::read(&case.docs, &case.options);
    let places: HashSet<&str> = diagnostics.iter().filter_map(|d| d.place.as_ref()).map(|place| &*place.file).collect();
    let pages: HashSet<&str> = api.iter().flat_map(|api| &api.models).map(|model| model.page.as_str()).collect();
    for file in &case.docs.files {
        let whole = api.is_none() && diagnostics.iter().any(Diagnostic::is_error);
        if !pages.contains(&*file.relative) && !places.contains(&*file.path) && !whole {
            return Err(format!("{} is neither a model nor has a diagnostic", file.path));
        }
    }
    drop(places);
    let Some(api) = api else { return Ok(Outcome { schema: None, diagnostics: shown(&diagnostics) }) };
    let (decided, more) = decide(api.clone(), &[]);
    diagnostics.extend(more);
    let options = schema::Options { id: "https://example.com/api.schema.json".to_owned(), ..Default::default() };
    let document = schema::document(&decided, &options);
    let text = schema::write(&document);
    if document.defs.len() != api.models.len() {
        return Err(format!("{} models, {} definitions", api.models.len(), document.defs.len()));
    }
    for (model, (name, definition)) in api.models.iter().zip(&document.defs) {
        let Kind::Object(object) = &model.kind else { continue };
        let properties = definition.properties.as_ref().map_or(0, |all| all.len());
        if properties != object.fields.len() {
            return Err(format!("{name}: {} fields, {properties} properties", object.fields.len()));
        }
        let required: HashSet<&String> = definition.required.iter().collect();
        if required.len() != definition.required.len() {
            return Err(format!("{name} requires a member twice"));
        }
    }
    let read: Document =
        serde_json::from_str(&text).map_err(|error| format!("the schema is not read back: {error}"))?;
    if read != document {
        return Err("the schema is another when it is read back".to_owned());
    }
    let value: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    references(&value, &document)?;
    let files = split::split(&document).map_err(|error| error.to_string())?;
    if files.len() != document.defs.len() {
        return Err(format!("{} definitions, {} files", document.defs.len(), files.len()));
    }
    if let Some(path) =
        files.keys().find(|path| path.starts_with('/') || path.split('/').any(|part| matches!(part, "" | "." | "..")))
    {
        return Err(format!("the path `{path}` leads out of its folder"));
    }
    openapi_is_whole(&document)?;
    Ok(Outcome { schema: Some(text), diagnostics: shown(&diagnostics) })
}

/// That the order of the pages changes nothing, and that reading is the same every time.
///
/// # Errors
///
/// What is different.
pub fn check_order(case: &Case) -> Result<Outcome, String> {
    let outcome = check(case)?;
    let mut turned = case.clone();
    turned.docs.files.reverse();
    let other = check(&turned)?;
    if other.schema != outcome.schema {
        return Err("the schema depends on the order of the pages".to_owned());
    }
    if other.diagnostics != outcome.diagnostics {
        let old: HashSet<&String> = outcome.diagnostics.iter().collect();
        let first = other.diagnostics.iter().find(|d| !old.contains(d));
        return Err(format!("the diagnostics depend on the order of the pages: {first:?}"));
    }
    Ok(outcome)
}

fn shown(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(ToString::to_string).collect()
}

/// Every reference leads to a definition.
fn references(value: &Value, document: &Document) -> Result<(), String> {
    let mut stack = vec![value];
    while let Some(value) = stack.pop() {
        match value {
            Value::Object(map) => {
                // an example may hold anything
                stack.extend(map.iter().filter(|(key, _)| *key != "examples").map(|(_, value)| value));
                let Some(Value::String(reference)) = map.get("$ref") else { continue };
                let name = reference.strip_prefix("#/$defs/").map(|name| name.replace("~1", "/").replace("~0", "~"));
                if name.is_none_or(|name| !document.defs.contains_key(&name)) {
                    return Err(format!("`{reference}` leads nowhere"));
                }
            }
            Value::Array(items) => stack.extend(items),
            _ => {}
        }
    }
    Ok(())
}

/// The OpenAPI form has every model.
fn openapi_is_whole(document: &Document) -> Result<(), String> {
    let schemas = openapi::openapi(document, "1").components.schemas.len();
    if schemas == document.defs.len() {
        return Ok(());
    }
    Err(format!("{} definitions, {schemas} components", document.defs.len()))
}
