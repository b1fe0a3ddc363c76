//! Where several SDKs were joined: which of them show what, as notes in the schema that change nothing that validates.

use super::document::{Document, Notes, Schema};
use crate::decide::{Api, Kind, Model};
use crate::diagnostic::Place;
use crate::merge::{Evidence, Fact, FieldEvidence, Seen};
use indexmap::IndexMap;
use std::collections::HashMap;

/// Notes on every model and property of `document` that not all SDKs have where it was seen, and for each fact that not
/// all of them show, which do. `api` is what the document was made of, and `evidence` that of joining it.
///
/// Nothing is noted for a single SDK.
pub fn annotate(document: &mut Document, api: &Api, evidence: &Evidence) {
    let annotator = Annotator::new(evidence);
    for (at, model) in api.models.iter().enumerate() {
        if let Some(schema) = document.defs.get_mut(&model.key) {
            annotator.annotate(schema, at, model);
        }
    }
}

/// Notes on models, one by one.
pub(super) struct Annotator<'e> {
    evidence: &'e Evidence,
    labels: Vec<&'e str>,
    fields: HashMap<&'e Place, &'e FieldEvidence>,
}

impl<'e> Annotator<'e> {
    pub fn new(evidence: &'e Evidence) -> Self {
        let fields = evidence.models.iter().flat_map(|model| &model.fields).map(|field| (&field.place, field));
        Self {
            evidence,
            labels: evidence.sources.iter().map(|sdk| sdk.label.as_str()).collect(),
            fields: fields.collect(),
        }
    }

    /// Notes on the schema of the model that stands at a place among those of its API.
    pub fn annotate(&self, schema: &mut Schema, at: usize, model: &Model) {
        let labels = &self.labels;
        let Some(said) = self.evidence.models.get(at).filter(|_| labels.len() > 1) else { return };
        let seen = seen_in(&said.seen, labels);
        // a model's own languages are those that could have shown its facts
        note(schema, |notes| {
            notes.seen_in = seen.clone();
            notes.evidence = shown_by(&said.facts, labels);
        });
        let Kind::Object { fields: settled, .. } = &model.kind else { return };
        let Some(properties) = &mut schema.properties else { return };
        for field in settled {
            let (Some(said), Some(property)) = (self.fields.get(&field.place), properties.get_mut(&field.name)) else {
                continue;
            };
            let own = seen_in(&said.seen, labels);
            note(property, |notes| {
                notes.seen_in = if own == seen { Vec::new() } else { own };
                notes.evidence = shown_by(&said.facts, labels);
            });
        }
    }
}

fn note(schema: &mut Schema, change: impl FnOnce(&mut Notes)) {
    let mut notes = schema.notes.take().map(|notes| *notes).unwrap_or_default();
    change(&mut notes);
    schema.notes = (!notes.is_empty()).then(|| Box::new(notes));
}

/// The SDKs that have something, where not all have.
fn seen_in(seen: &[Seen], labels: &[&str]) -> Vec<String> {
    let mut sdks: Vec<usize> = seen.iter().map(|seen| seen.sdk).collect();
    sdks.sort_unstable();
    sdks.dedup();
    if sdks.len() == labels.len() {
        return Vec::new();
    }
    sdks.into_iter().filter_map(|sdk| labels.get(sdk)).map(|label| (*label).to_owned()).collect()
}

/// For each fact that is known, the SDKs that show it as it holds, where not all that have it do.
fn shown_by(facts: &[Fact], labels: &[&str]) -> Option<Box<IndexMap<String, Vec<String>>>> {
    let mut shown = IndexMap::new();
    for fact in facts {
        let mut sdks: Vec<usize> = fact.shown_by().collect();
        sdks.sort_unstable();
        if fact.concluded.is_some() && sdks.len() < fact.said.len() {
            let names = sdks.into_iter().filter_map(|sdk| labels.get(sdk)).map(|label| (*label).to_owned()).collect();
            shown.insert(fact.name.to_owned(), names);
        }
    }
    (!shown.is_empty()).then(|| Box::new(shown))
}
