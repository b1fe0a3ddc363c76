//! The schemas that are looked at, each in the forms in which it is published.

use super::files::{text, write};
use super::layout::Layout;
use fieldcast::pipeline;
use fieldcast::schema::document::{Document, Schema};
use fieldcast::schema::{self, openapi, split};
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A schema, and the payloads of one of its models.
#[derive(Debug, Default)]
pub struct Subject {
    /// What the table calls it.
    pub label: String,
    /// The folder in which the tools work on it: it holds `schema.json`, `openapi.json` and `split/`.
    pub work: PathBuf,
    /// The model that the payloads are of.
    pub model: &'static str,
    /// The name of the programs that use that model.
    pub program: &'static str,
    /// The folders `valid` and `broken` are in this one.
    pub payloads: PathBuf,
    /// How many models there are.
    pub models: usize,
    /// Whether models of a namespace are among them.
    pub namespaced: bool,
    /// Whether two of them are the same but for their names.
    pub twins: bool,
}

/// The models of which there are payloads: API, model.
const SESSIONS: [(&str, &str); 2] = [("clerk", "Session"), ("wingspan", "SessionResponse")];

/// Where the pages of a whole API may be, from the workspace; it holds the model of the first of [`SESSIONS`].
const WHOLE: &str = "../shared/corpus/clerk/ruby";

/// Every schema that there is, and what could not be had; `whole_api` says where the pages of a whole API are.
pub fn all(layout: &Layout, whole_api: Option<&Path>) -> Result<(Vec<Subject>, Vec<String>), String> {
    let mut subjects = Vec::new();
    let mut left_out = Vec::new();
    for (api, model) in SESSIONS {
        let file = layout.root.join("schema").join(format!("{api}.schema.json"));
        let schema = text(&file).map_err(|why| format!("{why}; `cargo xtask codegen` makes it"))?;
        subjects.push(subject(layout, api, (api, model), &schema)?);
    }
    let pages = whole_api.map_or_else(|| layout.root.join(WHOLE), Path::to_owned);
    if pages.is_dir() || whole_api.is_some() {
        let schema = whole(&pages)?;
        let mut whole = subject(layout, "clerk-whole", SESSIONS[0], &schema)?;
        whole.label = format!("all {} models of Clerk", whole.models);
        subjects.push(whole);
    } else {
        left_out.push(format!("a whole API, because its pages are not at {WHOLE}"));
    }
    Ok((subjects, left_out))
}

/// Writes a schema in all its forms for the tools to work on.
fn subject(
    layout: &Layout,
    name: &str,
    (api, model): (&'static str, &'static str),
    schema: &str,
) -> Result<Subject, String> {
    let document: Document = serde_json::from_str(schema).map_err(|error| format!("{name}: {error}"))?;
    let work = layout.target.join("work").join(name);
    if work.exists() {
        fs::remove_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    }
    let failed = |error: serde_json::Error| format!("{name}: {error}");
    write(&work.join("schema.json"), schema)?;
    let openapi = openapi::openapi(&document, env!("CARGO_PKG_VERSION"));
    write(&work.join("openapi.json"), &serde_json::to_string_pretty(&openapi).map_err(failed)?)?;
    for (path, text) in split::split(&document).map_err(failed)? {
        write(&work.join("split").join(path), &text)?;
    }
    let payloads = layout.root.join("tests/payloads").join(api);
    let namespaced = document.defs.keys().any(|name| name.contains('.'));
    let mut seen = HashSet::new();
    let nameless = |model: &Schema| Schema { title: None, description: None, notes: None, ..model.clone() };
    let twins = !document
        .defs
        .values()
        .all(|model| serde_json::to_string(&nameless(model)).is_ok_and(|text| seen.insert(text)));
    let models = document.defs.len();
    Ok(Subject { label: name.to_owned(), work, model, program: api, payloads, models, namespaced, twins })
}

/// The schema of the pages of a whole API.
fn whole(pages: &Path) -> Result<String, String> {
    let mut options = pipeline::Options::default();
    options.schema.id = "https://example.com/clerk-whole.schema.json".to_owned();
    let outcome = pipeline::run(&[pages.to_owned()], &options);
    match outcome.document {
        Some(document) => Ok(schema::write(&document)),
        None => {
            let errors = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
            Err(errors.map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        }
    }
}
