//! How much of the operations of the true OpenAPI documents the documents recover that are made from SDKs' pages.
//!
//! An operation joins the true one of its method and path, the names of path parameters folded. Groups are not asked for:
//! SDKs have their own; neither are cookies and what security schemes send, which SDKs keep to themselves.

use crate::document::Document;
use crate::facts::{Tally, fold, same_kind};
use crate::truth;
use fieldcast::pipeline;
use fieldcast::schema::openapi;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The figures, in the order of the table's columns.
const FACTS: [&str; 13] = [
    "operation",
    "extra",
    "id",
    "param",
    "wire",
    "in",
    "needed",
    "ptype",
    "body",
    "bfield",
    "bextra",
    "result",
    "status",
];

/// The file of the floors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Floors {
    api: Vec<Api>,
}

/// One SDK, or several of one API joined.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Api {
    /// What the table calls it.
    name: String,
    /// Their folders, from that of the pages.
    folders: Vec<PathBuf>,
    /// The OpenAPI document that they were made from, likewise.
    truth: PathBuf,
    /// The least shares in per cent.
    #[serde(default)]
    floors: BTreeMap<String, f64>,
}

/// What was measured.
pub struct Measured {
    api: Api,
    tallies: HashMap<&'static str, Tally>,
    document: String,
}

/// Measures every API of `operations.toml` whose pages are below `folder`; those whose pages are not there are named.
///
/// # Errors
///
/// Where a file can't be read, or the pages give no document.
pub fn measure(folder: &Path, only: &[String]) -> Result<Vec<Measured>, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("operations.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let floors: Floors = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    for api in &floors.api {
        if let Some(unknown) = api.floors.keys().find(|name| !FACTS.contains(&name.as_str())) {
            return Err(format!("{}: `{}` has a floor for `{unknown}`, which is no figure", path.display(), api.name));
        }
    }
    let wanted = floors.api.iter().filter(|api| only.is_empty() || only.iter().any(|text| api.name.contains(text)));
    let (present, absent): (Vec<&Api>, Vec<&Api>) =
        wanted.partition(|api| api.folders.iter().chain([&api.truth]).all(|path| folder.join(path).exists()));
    for api in absent {
        println!("left out: the operations of {} are not in {}", api.name, folder.display());
    }
    present.into_par_iter().map(|api| one(folder, api)).collect()
}

fn one(folder: &Path, api: &Api) -> Result<Measured, String> {
    let folders: Vec<PathBuf> = api.folders.iter().map(|way| folder.join(way)).collect();
    let options = pipeline::Options { operations: true, ..pipeline::Options::default() };
    let outcome = pipeline::run(&folders, &options);
    let (Some(document), Some(decided)) = (&outcome.document, &outcome.decided) else {
        let errors = outcome.diagnostics.iter().filter(|d| d.is_error()).map(ToString::to_string);
        return Err(format!("{}: {}", api.name, errors.collect::<Vec<_>>().join("\n")));
    };
    let options = openapi::Options { version: "1".to_owned(), server: None };
    let made = openapi::complete(document, decided, &outcome.joined.evidence, &options);
    let text = serde_json::to_string_pretty(&made).map_err(|error| format!("{}: {error}", api.name))?;
    let recovered: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", api.name))?;
    let truth = truth::read(&folder.join(&api.truth))?;
    let mut compare =
        Compare { truth: Document { root: &truth }, found: Document { root: &recovered }, tallies: HashMap::new() };
    compare.all();
    Ok(Measured { api: api.clone(), tallies: compare.tallies, document: text })
}

/// An operation with the parameters of its path, by place and name.
struct Operation<'a> {
    path: &'a str,
    value: &'a Value,
    parameters: Vec<(&'a str, &'a str, &'a Value)>,
}

struct Compare<'a> {
    truth: Document<'a>,
    found: Document<'a>,
    tallies: HashMap<&'static str, Tally>,
}

impl<'a> Compare<'a> {
    fn count(&mut self, fact: &'static str, right: bool, place: impl FnOnce() -> String) {
        let tally = self.tallies.entry(fact).or_default();
        tally.all += 1;
        tally.right += usize::from(right);
        if !right {
            tally.misses.push(place());
        }
    }

    fn all(&mut self) {
        let (theirs, ours) = (operations(self.truth), operations(self.found));
        for key in ours.keys() {
            self.count("extra", theirs.contains_key(key), || format!("{} {}", key.0, key.1));
        }
        for (key, truth) in &theirs {
            let at = format!("{} {}", key.0, truth.path);
            self.count("operation", ours.contains_key(key), || at.clone());
            let Some(found) = ours.get(key) else { continue };
            let id = |operation: &Operation<'_>| operation.value.get("operationId").and_then(Value::as_str).map(fold);
            self.count("id", id(truth) == id(found), || at.clone());
            self.parameters(&at, truth, found);
            self.body(&at, truth.value, found.value);
            self.answers(&at, truth.value, found.value);
        }
    }

    fn parameters(&mut self, at: &str, truth: &Operation<'a>, found: &Operation<'a>) {
        for (stands, name, parameter) in &truth.parameters {
            let place = format!("{at} {stands} {name}");
            let named = |wanted: &str| -> Vec<&(&str, &str, &Value)> {
                found.parameters.iter().filter(|(_, other, _)| fold(other) == fold(wanted)).collect()
            };
            let mut same = named(name);
            if same.is_empty() {
                same = named(name.trim_end_matches("[]"));
            }
            let best = same.iter().find(|(other, ..)| other == stands).or(same.first());
            self.count("param", best.is_some(), || place.clone());
            let Some((other_in, other, mine)) = best else { continue };
            self.count("wire", other == name, || format!("{place} got {other}"));
            self.count("in", other_in == stands, || format!("{place} got {other_in}"));
            let none = Value::Object(Map::new());
            let schema = |document: Document<'a>, parameter: &'a Value| {
                parameter.get("schema").or_else(|| content(document, parameter).map(|(_, schema)| schema))
            };
            let (true_schema, my_schema) = (schema(self.truth, parameter), schema(self.found, mine));
            let needed = |document: Document<'a>, parameter: &Value, schema: Option<&'a Value>, path: bool| {
                let must = path || parameter.get("required").and_then(Value::as_bool).unwrap_or_default();
                // a required parameter with a default counts as optional: SDK docs show it so
                must && !schema.is_some_and(|schema| document.flat(schema).0.default)
            };
            let (must, mine) = (
                needed(self.truth, parameter, true_schema, *stands == "path"),
                needed(self.found, mine, my_schema, false),
            );
            self.count("needed", must == mine, || format!("{place} truth {must}"));
            let kinds = (
                true_schema.map_or_else(|| Document { root: &none }.kind(&none), |schema| self.truth.kind(schema)),
                my_schema.map_or_else(|| Document { root: &none }.kind(&none), |schema| self.found.kind(schema)),
            );
            self.count("ptype", same_kind(&kinds.0, &kinds.1), || format!("{place} truth {} got {}", kinds.0, kinds.1));
        }
    }

    fn body(&mut self, at: &str, truth: &'a Value, found: &'a Value) {
        let body = |document: Document<'a>, operation: &'a Value| {
            content(document, follow(document, operation.get("requestBody")?)).map(|(_, schema)| schema)
        };
        let (truth, found) = (body(self.truth, truth), body(self.found, found));
        self.count("body", truth.is_some() == found.is_some(), || format!("{at} truth {}", truth.is_some()));
        let (Some(truth), Some(found)) = (truth, found) else { return };
        let (theirs, ours) = (names(self.truth, truth), names(self.found, found));
        for name in &theirs {
            self.count("bfield", ours.contains(name), || format!("{at} body.{name}"));
        }
        if !theirs.is_empty() {
            for name in &ours {
                self.count("bextra", theirs.contains(name), || format!("{at} body.{name}"));
            }
        }
    }

    fn answers(&mut self, at: &str, truth: &'a Value, found: &'a Value) {
        let responses =
            |operation: &'a Value| operation.get("responses").and_then(Value::as_object).into_iter().flatten();
        let success = |document: Document<'a>, operation: &'a Value| {
            responses(operation).filter(|(status, _)| status.starts_with('2')).find_map(|(_, response)| {
                content(document, follow(document, response)).filter(|(kind, _)| kind.contains("json"))
            })
        };
        if let Some((_, schema)) = success(self.truth, truth) {
            let mine = success(self.found, found);
            let right = mine.is_some_and(|(_, mine)| {
                let (theirs, ours) = (names(self.truth, schema), names(self.found, mine));
                let shared = theirs.iter().filter(|name| ours.contains(name)).count();
                let kinds = same_kind(&self.truth.kind(schema), &self.found.kind(mine));
                kinds && (theirs.is_empty() || shared * 10 >= theirs.len() * 9)
            });
            self.count("result", right, || at.to_owned());
        }
        let ours: Vec<String> = responses(found).map(|(status, _)| status.to_uppercase()).collect();
        for (status, _) in responses(truth).filter(|(status, _)| status.starts_with(['4', '5'])) {
            let status = status.to_uppercase();
            let range = format!("{}XX", status.get(..1).unwrap_or_default());
            self.count("status", ours.contains(&status) || ours.contains(&range), || format!("{at} {status}"));
        }
    }
}

/// The operations of a document by method and folded path.
fn operations<'a>(document: Document<'a>) -> BTreeMap<(&'a str, String), Operation<'a>> {
    const METHODS: [&str; 8] = ["get", "put", "post", "delete", "patch", "head", "options", "trace"];
    let mut all = BTreeMap::new();
    let paths = document.root.get("paths").and_then(Value::as_object).into_iter().flatten();
    for (path, item) in paths {
        let item = follow(document, item);
        for method in METHODS {
            let Some(value) = item.get(method).filter(|value| value.get("x-speakeasy-ignore").is_none()) else {
                continue;
            };
            let both = [item.get("parameters"), value.get("parameters")];
            let mut parameters: Vec<(&str, &str, &Value)> = Vec::new();
            for parameter in both.into_iter().flatten().filter_map(Value::as_array).flatten() {
                let parameter = follow(document, parameter);
                let text = |key: &str| parameter.get(key).and_then(Value::as_str);
                let (Some(stands @ ("path" | "query" | "header")), Some(name)) = (text("in"), text("name")) else {
                    continue;
                };
                if matches!(fold(name).as_str(), "authorization" | "contenttype" | "accept") {
                    continue;
                }
                parameters.retain(|(other, known, _)| (*other, *known) != (stands, name));
                parameters.push((stands, name, parameter));
            }
            let key = (method, folded(path));
            all.entry(key).or_insert(Operation { path, value, parameters });
        }
    }
    all
}

/// A path with the names of its parameters folded.
fn folded(path: &str) -> String {
    let path = path.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    let mut parts = path.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let _ = write!(out, "{{{}}}{rest}", fold(name));
    }
    if out.is_empty() { "/".to_owned() } else { out }
}

/// What a reference leads to.
fn follow<'a>(document: Document<'a>, value: &'a Value) -> &'a Value {
    let mut at = value;
    for _ in 0..16 {
        let Some(target) = at.get("$ref").and_then(Value::as_str) else { return at };
        let Some(next) = target.strip_prefix('#').and_then(|pointer| document.root.pointer(pointer)) else { return at };
        at = next;
    }
    at
}

/// The content type and schema of the first JSON, else form, else any content.
fn content<'a>(document: Document<'a>, holder: &'a Value) -> Option<(&'a str, &'a Value)> {
    static NOTHING: std::sync::LazyLock<Value> = std::sync::LazyLock::new(|| Value::Object(Map::new()));
    let content = follow(document, holder).get("content")?.as_object()?;
    let found = ["json", "form", ""].into_iter().find_map(|want| content.iter().find(|(kind, _)| kind.contains(want)));
    found.map(|(kind, media)| (kind.as_str(), media.get("schema").unwrap_or(&NOTHING)))
}

/// The folded names of an object's members.
fn names<'a>(document: Document<'a>, schema: &'a Value) -> Vec<String> {
    let mut names: Vec<String> =
        document.members(schema).properties.iter().flatten().map(|(name, _)| fold(name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl Measured {
    fn tally(&self, fact: &str) -> Tally {
        self.tallies.get(fact).cloned().unwrap_or_default()
    }

    /// Writes the document into a folder, as `api.openapi.json`.
    ///
    /// # Errors
    ///
    /// Where it can't be written.
    pub fn write(&self, folder: &Path) -> Result<(), String> {
        let path = folder.join(format!("{}.openapi.json", self.api.name.replace(['/', ' '], "-")));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, &self.document))
            .map_err(|error| format!("{}: {error}", path.display()))
    }
}

/// The figures in per cent; one below its floor is marked.
pub fn table(measured: &[Measured]) -> String {
    let mut out = format!("\n{:28}", "operations of");
    FACTS.iter().for_each(|fact| out.push_str(&format!("{fact:>10}")));
    out.push('\n');
    for api in measured {
        let _ = write!(out, "{:28}", api.api.name);
        for fact in FACTS {
            let share = api.tally(fact).share();
            let mark = if below(api, fact).is_some() { "!" } else { "" };
            let text = share.map_or_else(|| "-".to_owned(), |share| format!("{mark}{share:.2}"));
            let _ = write!(out, "{text:>10}");
        }
        out.push('\n');
    }
    out
}

/// The floor of a figure, where the figure is below it or missing.
fn below(measured: &Measured, fact: &str) -> Option<f64> {
    let floor = *measured.api.floors.get(fact)?;
    measured.tally(fact).share().is_none_or(|share| share < floor).then_some(floor)
}

/// The figures that are below their floors.
pub fn failures(measured: &[Measured]) -> Vec<String> {
    let of = |api: &Measured, fact: &str| {
        let (floor, tally) = (below(api, fact)?, api.tally(fact));
        Some(format!("operations of {}: {fact} is {tally}, its floor {floor}", api.api.name))
    };
    measured.iter().flat_map(|api| FACTS.into_iter().filter_map(move |fact| of(api, fact))).collect()
}

/// Up to `most` places of every kind of miss.
pub fn misses(measured: &[Measured], most: usize) -> String {
    let mut out = String::new();
    for api in measured.iter().filter(|_| most > 0) {
        for fact in FACTS {
            let tally = api.tally(fact);
            if !tally.misses.is_empty() {
                let _ = writeln!(out, "\noperations of {}: {fact} {tally}", api.api.name);
                tally.misses.iter().take(most).for_each(|miss| out.push_str(&format!("  {miss}\n")));
            }
        }
    }
    out
}

/// `operations.toml` with every floor raised to today's figure, rounded down to a tenth; none is lowered.
pub fn raised(measured: &[Measured]) -> String {
    let mut out = "\
# The figures of operations below which no change may fall, in per cent.
# `cargo xtask conformance --raise` prints this file too, with today's figures where they are higher.
"
    .to_owned();
    for Measured { api, .. } in measured {
        let _ = write!(
            out,
            "\n[[api]]\nname = {:?}\nfolders = {:?}\ntruth = {:?}\nfloors = {{",
            api.name, api.folders, api.truth
        );
        for (at, fact) in FACTS.iter().enumerate() {
            let tally = measured.iter().find(|other| other.api.name == api.name).map(|other| other.tally(fact));
            let today = tally.and_then(|tally| tally.share()).map(|share| (share * 10.0).floor() / 10.0);
            let floor = today.into_iter().chain(api.floors.get(*fact).copied()).reduce(f64::max);
            if let Some(floor) = floor {
                let _ = write!(out, "{}{fact} = {floor:.1}", if at == 0 { " " } else { ", " });
            }
        }
        out.push_str(" }\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document(id: &str, limit: &str, status: &str) -> Value {
        json!({
            "paths": {"/pets/{petId}": {
                "parameters": [{"name": "petId", "in": "path", "required": true, "schema": {"type": "string"}}],
                "post": {
                    "operationId": id,
                    "parameters": [{"name": limit, "in": "query", "schema": {"type": "integer"}}],
                    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                    "responses": {
                        "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                        status: {"description": ""}
                    }
                }
            }},
            "components": {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}}
        })
    }

    #[test]
    fn a_document_agrees_with_itself_and_not_with_another() {
        let truth = document("makePet", "limit", "404");
        let mut seen = 0;
        for (found, wrong) in [
            (document("make_pet", "limit", "4XX"), vec![]),
            (document("other", "limit", "404"), vec!["id"]),
            (document("makePet", "Limit", "404"), vec!["wire"]),
            (document("makePet", "max", "404"), vec!["param"]),
            (document("makePet", "limit", "500"), vec!["status"]),
            (json!({"paths": {"/pets/{pet_id}": {"get": {}}}}), vec!["extra", "operation"]),
        ] {
            let mut compare =
                Compare { truth: Document { root: &truth }, found: Document { root: &found }, tallies: HashMap::new() };
            compare.all();
            let mut missed: Vec<&str> =
                compare.tallies.iter().filter(|(_, tally)| tally.right < tally.all).map(|(fact, _)| *fact).collect();
            missed.sort_unstable();
            assert_eq!(missed, wrong);
            seen += 1;
        }
        assert_eq!(seen, 6);
    }
}
