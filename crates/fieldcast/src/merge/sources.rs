//! The SDKs that are joined, in an order of their own, and the names on the wire as all of them together tell.

use crate::family::{self, Casing};
use crate::model::{Api, Kind, Object};
use crate::wire::{Conclusion, Confidence, Evidence, LocalSpellings, Reason, wire_name};
use std::collections::{HashMap, HashSet};

/// One SDK.
pub(super) struct Source {
    /// What its pages tell.
    pub api: Api,
    /// Its language; the first, where it was joined before.
    pub language: &'static str,
    /// What people call it: its language, and its folder where two have the same.
    pub label: String,
    /// The names on the wire as all SDKs tell, for its way of writing names.
    pub conclusion: Conclusion,
}

/// Brings SDKs into the order of their families in [`family::ALL`] and their languages there, then of their folders, and drops repeats: in which
/// order they were named, and how often, changes nothing.
pub(super) fn order(mut apis: Vec<Api>) -> Vec<Source> {
    let language = |api: &Api| api.languages.first().copied().unwrap_or_default();
    let known: Vec<&str> = family::languages().map(|(_, language)| language.id()).collect();
    let rank = |api: &Api| known.iter().position(|known| *known == language(api)).unwrap_or(known.len());
    apis.sort_by_cached_key(|api| (rank(api), api.root.clone()));
    apis.dedup_by(|a, b| language(a) == language(b) && a.root == b.root);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for api in &apis {
        *times.entry(language(api)).or_default() += 1;
    }
    let labels: Vec<String> = apis
        .iter()
        .map(|api| match language(api) {
            name if times.get(name).is_some_and(|n| *n > 1) => format!("{name} ({})", api.root),
            name => name.to_owned(),
        })
        .collect();
    let mut all = Evidence::default();
    apis.iter().for_each(|api| all.join(&api.evidence));
    let stated = apis.iter().find(|api| api.wire.confidence == Confidence::Stated).map(|api| api.wire.convention);
    let casings: Vec<Casing> = apis.iter().map(|api| api.casing).collect();
    let conclusions = Conclusion::of_all(&all, &casings, stated);
    apis.into_iter()
        .zip(labels)
        .zip(conclusions)
        .map(|((api, label), conclusion)| {
            let conclusion = conclusion.with_marks_of(&api.wire);
            Source { language: language(&api), api, label, conclusion }
        })
        .collect()
}

/// Finds the names on the wire of one model anew: with the evidence of all SDKs, and with the spellings that the pages of
/// this model quote in any of them.
pub(super) fn rename(object: &mut Object, title: &str, source: &Naming<'_>, spellings: &LocalSpellings) {
    let mut taken: HashSet<String> = HashSet::with_capacity(object.fields.len());
    for field in &mut object.fields {
        let own = wire_name(&field.documented, title, source.casing, source.alone, Some(&object.spellings));
        // what somebody stated of this one name stays
        let stated = field.confidence == Confidence::Stated && field.aliases.is_empty() && field.wire != own.name;
        if !stated && !matches!(field.reason, Reason::Tag | Reason::Shown) {
            let found = wire_name(&field.documented, title, source.casing, source.joined, Some(spellings));
            field.wire = found.name;
            field.confidence = found.confidence;
            field.aliases = found.aliases;
            field.reason = found.reason;
        }
        if !taken.insert(field.wire.clone()) {
            field.wire.clone_from(&field.documented);
            field.reason = Reason::Clash;
            taken.insert(field.wire.clone());
        }
    }
    for field in &mut object.fields {
        field.aliases.retain(|alias| !taken.contains(alias));
    }
}

/// How the names of one SDK become names on the wire.
pub(super) struct Naming<'a> {
    /// How its language writes names.
    pub casing: Casing,
    /// What its own pages tell.
    pub alone: &'a Conclusion,
    /// What all tell.
    pub joined: &'a Conclusion,
}

impl Source {
    /// Finds the names of every model anew, with the spellings that `quoted` gives for it.
    pub fn rename_all(&mut self, quoted: impl Fn(usize) -> Option<LocalSpellings>) {
        let naming = Naming { casing: self.api.casing, alone: &self.api.wire, joined: &self.conclusion };
        for (at, model) in self.api.models.iter_mut().enumerate() {
            if let Kind::Object(object) = &mut model.kind {
                let spellings = quoted(at).unwrap_or_else(|| object.spellings.clone());
                rename(object, &model.name, &naming, &spellings);
            }
        }
    }
}
