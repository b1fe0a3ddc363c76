//! What was found in the pages of one SDK, counted: for people who want to know what a schema made from them is worth.
//!
//! Every page is counted once: as a model, or as left out for a stable reason. [`Report::unexplained`] is how many are
//! neither, and is there to be zero.

mod facts;
mod operations;

pub use facts::{Fact, facts};
pub use operations::Operations;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::merge::{self, Evidence, Together};
use crate::model::{Api, Kind};
use crate::source::Docs;
use indexmap::IndexMap;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many places of one reason are named.
const PLACES: usize = 3;

/// What the pages of one SDK hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The folder of the models.
    pub root: String,
    /// The SDK languages.
    pub languages: Vec<&'static str>,
    /// How many pages there are.
    pub pages: usize,
    /// How many bytes they have.
    pub bytes: usize,
    /// How many other files were passed over.
    pub passed_over: usize,
    /// How many pages became what, such as `object`.
    pub models: IndexMap<&'static str, usize>,
    /// How many models lie in which folder; the empty name is the main one.
    pub namespaces: BTreeMap<String, usize>,
    /// Pages that became no model, by reason.
    pub left_out: Vec<Reason>,
    /// Pages that became no model for no stated reason: zero, or a fault of this program.
    pub unexplained: usize,
    /// The members of objects.
    pub fields: Fields,
    /// What the pages tell, and what they leave unknown.
    pub facts: Vec<Fact>,
    /// How names on the wire were found.
    pub wire_names: WireNames,
    /// The operations, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operations: Option<Operations>,
    /// What could not be read or resolved, by reason, also of pages that became no model; what is left out on purpose is
    /// not among it.
    pub problems: Vec<Reason>,
    /// What is left out on purpose within pages, by reason.
    pub notes: Vec<Reason>,
}

/// How often something happened, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// The stable code of the diagnostics.
    pub code: &'static str,
    /// How severe they are.
    pub severity: String,
    /// How many there are.
    pub count: usize,
    /// The first of them, in the order of their places.
    pub first: Vec<String>,
}

/// The members of objects, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fields {
    /// All of them.
    pub total: usize,
    /// Those that must be there.
    pub required: usize,
    /// Those that say what they are.
    pub described: usize,
    /// Those with an example that fits.
    pub with_example: usize,
    /// Those that should no longer be used.
    pub deprecated: usize,
}

/// How names on the wire were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WireNames {
    /// The convention, such as `snake_case`.
    pub convention: String,
    /// How sure it is: `stated`, `certain`, `likely` or `guessed`.
    pub confidence: String,
    /// How many identifiers in the pages speak for each convention.
    pub counts: IndexMap<String, usize>,
    /// The weightiest identifiers that speak for the one that was chosen, and where they were found.
    pub evidence: Vec<String>,
    /// How sure the names of single fields are.
    pub fields: BTreeMap<String, usize>,
    /// How many fields have another name on the wire than on their page.
    pub renamed: usize,
}

/// What the pages of several SDKs of one API hold, each by itself, and what they come to together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reports {
    /// Each SDK.
    pub sdks: Vec<Report>,
    /// What each added, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<Together>,
}

/// Counts what the pages of each SDK hold, and what each added to what was joined from them.
pub fn reports(sdks: &[(Docs, Api)], evidence: &Evidence, diagnostics: &[Diagnostic]) -> Reports {
    let of = |(docs, api): &(Docs, Api)| {
        let beside = docs.beside.iter().flat_map(|beside| &beside.files);
        let files: BTreeSet<&str> = docs.files.iter().chain(beside).map(|file| &*file.path).collect();
        let own = |d: &&Diagnostic| sdks.len() == 1 || d.place.as_ref().is_some_and(|p| files.contains(&*p.file));
        report(docs, api, &diagnostics.iter().filter(own).cloned().collect::<Vec<_>>())
    };
    Reports { sdks: sdks.iter().map(of).collect(), together: (sdks.len() > 1).then(|| merge::together(evidence)) }
}

/// Counts what the pages of one SDK hold. `diagnostics` are those of reading them.
pub fn report(docs: &Docs, api: &Api, diagnostics: &[Diagnostic]) -> Report {
    let (left_out, unexplained, within) = left_out(docs, api, diagnostics);
    let on_purpose = |d: &&Diagnostic| matches!(d.code, Code::Plumbing | Code::NotAModel | Code::LinkSkipped);
    let (notes, problems): (Vec<_>, Vec<_>) = within.into_iter().partition(on_purpose);
    let mut models: IndexMap<&'static str, usize> =
        ["object", "object without members", "enum", "union", "union without members"].map(|name| (name, 0)).into();
    let mut namespaces = BTreeMap::new();
    let mut fields = Fields::default();
    for model in &api.models {
        *models.entry(became(&model.kind)).or_default() += 1;
        *namespaces.entry(model.namespace.clone()).or_default() += 1;
        let Kind::Object(object) = &model.kind else { continue };
        for field in &object.fields {
            fields.total += 1;
            fields.required += usize::from(field.required);
            fields.described += usize::from(!field.description.is_empty());
            fields.with_example += usize::from(!field.examples.is_empty());
            fields.deprecated += usize::from(field.deprecated.is_some());
        }
    }
    Report {
        root: api.root.clone(),
        languages: api.languages.clone(),
        pages: api.pages,
        bytes: api.bytes,
        passed_over: docs.passed_over,
        models,
        namespaces,
        left_out,
        unexplained,
        fields,
        facts: facts(api),
        wire_names: wire_names(api),
        operations: operations::count(api),
        problems: reasons(problems),
        notes: reasons(notes),
    }
}

/// What a page became.
fn became(kind: &Kind) -> &'static str {
    match kind {
        Kind::Object(object) if object.fields.is_empty() => "object without members",
        Kind::Object(_) => "object",
        Kind::Enum(_) => "enum",
        Kind::Union(union) if union.members.is_none() => "union without members",
        Kind::Union(_) => "union",
    }
}

/// The pages that became no model by reason, how many have none, and the diagnostics of all other places.
fn left_out<'d>(docs: &Docs, api: &Api, diagnostics: &'d [Diagnostic]) -> (Vec<Reason>, usize, Vec<&'d Diagnostic>) {
    let models: BTreeSet<&str> = api.models.iter().map(|model| &*model.place.file).collect();
    let mut of_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    let mut within = Vec::new();
    for diagnostic in diagnostics {
        match &diagnostic.place {
            Some(place) if !models.contains(&*place.file) => of_file.entry(&place.file).or_default().push(diagnostic),
            _ => within.push(diagnostic),
        }
    }
    let mut chosen = Vec::new();
    let mut unexplained = 0;
    for file in docs.files.iter().filter(|file| !models.contains(&*file.path)) {
        let of = of_file.remove(&*file.path).unwrap_or_default();
        // The gravest diagnostic of a page, of several the first, is the reason why it is no model.
        let Some((at, reason)) = of.iter().enumerate().min_by_key(|(_, d)| Reverse(d.severity)) else {
            unexplained += 1;
            continue;
        };
        chosen.push(*reason);
        // All else that is said of it stands with what is said of other pages, and the reason, too, where it is a fault.
        within.extend(of.iter().enumerate().filter(|(n, d)| *n != at || d.severity > Severity::Note).map(|(_, d)| *d));
    }
    // Files that could not even be read are no pages of `docs`, and stand among the problems.
    within.extend(of_file.into_values().flatten());
    (reasons(chosen), unexplained, within)
}

/// Diagnostics by code, the most frequent first.
fn reasons(diagnostics: Vec<&Diagnostic>) -> Vec<Reason> {
    let mut by_code: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        by_code.entry((diagnostic.severity, diagnostic.code)).or_default().push(diagnostic);
    }
    let mut all: Vec<Reason> = by_code
        .into_iter()
        .map(|((severity, code), of)| Reason {
            code: code.as_str(),
            severity: severity.to_string(),
            count: of.len(),
            first: of.iter().take(PLACES).map(|d| shown(d)).collect(),
        })
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(b.code)));
    all
}

fn shown(diagnostic: &Diagnostic) -> String {
    match &diagnostic.place {
        Some(place) => format!("{place}: {}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

fn wire_names(api: &Api) -> WireNames {
    let mut fields = BTreeMap::new();
    let mut renamed = 0;
    for model in &api.models {
        let Kind::Object(object) = &model.kind else { continue };
        for field in &object.fields {
            *fields.entry(field.confidence.to_string()).or_default() += 1;
            renamed += usize::from(field.wire != field.documented);
        }
    }
    WireNames {
        convention: api.wire.convention.to_string(),
        confidence: api.wire.confidence.to_string(),
        counts: api.wire.support.counts.iter().map(|(convention, count)| (convention.to_string(), *count)).collect(),
        evidence: api.wire.support.best.clone(),
        fields,
        renamed,
    }
}
