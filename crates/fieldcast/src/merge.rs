//! Joins what several SDKs of one API tell, each in its own language, to one API.
//!
//! No language's pages tell everything: TypeScript shows no integers and no null, Ruby can't tell whether an optional
//! field may be null, Java loses the members of unions. So the evidence is put together: models and fields are matched
//! ([`join`] says how), each fact is the *set* of what the SDKs show of it, and the law in [`Why`] says what the set comes
//! to. Whatever was said is kept in [`Evidence`], with its place.

mod added;
mod assemble;
mod combine;
mod evidence;
mod fields;
mod known;
mod matching;
mod merged;
mod names;
mod operations;
mod shape;
mod sources;
mod text;
mod types;
mod verdict;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use added::{Added, Share, Together, together};
pub use evidence::{Count, Evidence, Fact, FieldEvidence, ModelEvidence, Said, Sdk, Seen};
pub use verdict::Why;

use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::model::{Api, Kind, ModelId, Type, visit};
use crate::wire::LocalSpellings;
use sources::Source;

/// How SDKs are joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The SDK whose models and fields are taken, by its language or its folder, so that the others give facts only;
    /// `None` for all that any of them has.
    pub at: Option<String>,
    /// Whether evidence is kept for a single SDK too, which is joined with nothing.
    pub always: bool,
    /// Facts that somebody settled by a correction, by the model or field and the fact's name, such as `nullable`: of
    /// these no contradiction is told.
    pub settled: Vec<(String, &'static str)>,
}

/// What came of joining.
#[derive(Clone, Debug, Default)]
pub struct Joined {
    /// The joined API; `None` where there was nothing to join.
    pub api: Option<Api>,
    /// What was said of each fact; without models for a single SDK, unless it was asked for.
    pub evidence: Evidence,
    /// Contradictions, and problems with what was asked for.
    pub diagnostics: Vec<Diagnostic>,
}

/// Joins SDKs of one API. The order in which they are given changes nothing, nor does giving one twice.
///
/// Models are matched by the role of their namespace and their name, then by the field that leads to them; fields by
/// their name on the wire, which is found anew with all evidence. What only some SDKs have is kept and remembered, unless
/// [`Options::at`] asks for the revision of one of them.
///
/// A contradiction between SDKs is a warning, `contradiction`, at the place that was overruled; where the revision that was
/// asked for overrules it, a note.
pub fn join(apis: Vec<Api>, options: &Options) -> Joined {
    let mut sources = sources::order(apis);
    let mut joined = Joined::default();
    let at = match options.at.as_deref().map(|name| (name, find(&sources, name))) {
        None => None,
        Some((_, Some(at))) => Some(at),
        Some((name, None)) => {
            let known: Vec<&str> = sources.iter().map(|s| s.label.as_str()).collect();
            let message = format!("found no SDK `{name}`, expected one of {}", known.join(", "));
            joined.diagnostics.push(Diagnostic::error(Code::UnknownTarget, None, message));
            None
        }
    };
    if sources.len() == 1 && !options.always {
        joined.evidence.sources = sources.iter().map(sdk).collect();
        joined.api = sources.pop().map(|source| source.api);
        return joined;
    }
    if sources.is_empty() {
        return joined;
    }
    if sources.len() > 1 {
        sources.iter_mut().for_each(|source| source.rename_all(|_| None));
    }
    let groups = matching::groups(&sources);
    merged::agree(&mut sources, &groups);
    joined.diagnostics.extend(strangers(&sources, &groups));
    rename_with_all_spellings(&mut sources, &groups);
    for (source, of) in sources.iter_mut().zip(&groups.of) {
        source.api.models.iter_mut().for_each(|model| to_groups(model, of));
        let group = |id: usize| of.get(id).copied();
        source.api.operations.all.iter_mut().for_each(|operation| operation.refer(&group));
    }
    if sources.len() > 1 {
        sources.iter_mut().for_each(operations::rename_all);
    }
    let names = names::names(&sources, &groups, at);
    let (api, evidence, diagnostics) = assemble::assemble(&sources, &groups, names, (at, &options.settled));
    joined.api = Some(api);
    joined.evidence = evidence;
    joined.diagnostics.extend(diagnostics);
    diagnostic::sort(&mut joined.diagnostics);
    joined
}

impl Joined {
    /// Whether a diagnostic of reading one SDK is settled by the others: they list the members of a union whose own page
    /// does not.
    pub fn settles(&self, diagnostic: &Diagnostic) -> bool {
        let Some(place) = diagnostic.place.as_ref().filter(|_| diagnostic.code == Code::UnknownMembers) else {
            return false;
        };
        let models = self.api.iter().flat_map(|api| &api.models).zip(&self.evidence.models);
        let known = |kind: &Kind| match kind {
            Kind::Union(union) => union.members.as_ref().is_some_and(|members| {
                members.iter().all(|slot| !matches!(slot.ty, Type::Primitive(crate::model::Primitive::Any)))
            }),
            _ => true,
        };
        let seen = |said: &ModelEvidence| said.seen.iter().any(|seen| seen.place.file == place.file);
        self.evidence.sources.len() > 1 && models.into_iter().any(|(model, said)| seen(said) && known(&model.kind))
    }
}

/// The SDK that goes by a name: its label, its language or its folder.
fn find(sources: &[Source], name: &str) -> Option<usize> {
    let names: Vec<&str> =
        crate::family::ALL.iter().filter_map(|family| Some(crate::family::language_of(*family, name)?.id())).collect();
    let bare = name.trim_end_matches('/');
    let by_folder = |root: &str| root == bare || root.strip_prefix(bare).is_some_and(|rest| rest.starts_with('/'));
    let mut found = sources
        .iter()
        .enumerate()
        .filter(|(_, s)| s.label == name || names.contains(&s.language) || by_folder(&s.api.root))
        .map(|(at, _)| at);
    found.next().filter(|_| found.next().is_none())
}

fn sdk(source: &Source) -> Sdk {
    let fields = |model: &crate::model::Model| match &model.kind {
        Kind::Object(object) => object.fields.len(),
        _ => 0,
    };
    let has = Count { models: source.api.models.len(), fields: source.api.models.iter().map(fields).sum() };
    Sdk {
        label: source.label.clone(),
        root: source.api.root.clone(),
        naming: source.conclusion.to_string(),
        has,
        alone: Count::default(),
    }
}

/// An SDK that has next to nothing in common with the others documents another API.
fn strangers(sources: &[Source], groups: &matching::Groups) -> Vec<Diagnostic> {
    let shared = |at: usize| {
        let shares = |members: &&Vec<Option<usize>>| {
            members.get(at).copied().flatten().is_some() && members.iter().flatten().count() > 1
        };
        groups.members.iter().filter(shares).count()
    };
    let smallest = sources.iter().map(|s| s.api.models.len()).min().unwrap_or_default();
    let strange = |at: &usize| sources.len() > 1 && shared(*at) * 10 < smallest;
    let found = (0..sources.len()).filter(strange).filter_map(|at| sources.get(at).map(|source| (at, source)));
    found
        .map(|(at, source)| {
            let message = format!(
                "found {} of the {} models of `{}` in other SDKs, expected most: they seem to document several APIs",
                shared(at),
                source.api.models.len(),
                source.label
            );
            Diagnostic::error(Code::SeveralApis, Place::file(source.api.root.as_str()), message)
                .help("name SDKs of one API")
        })
        .collect()
}

fn rename_with_all_spellings(sources: &mut [Source], groups: &matching::Groups) {
    if sources.len() < 2 {
        return;
    }
    let mut all: Vec<LocalSpellings> = vec![LocalSpellings::default(); groups.members.len()];
    for (source, of) in sources.iter().zip(&groups.of) {
        for (model, group) in source.api.models.iter().zip(of) {
            if let (Kind::Object(object), Some(spellings)) = (&model.kind, all.get_mut(*group)) {
                spellings.merge(&object.spellings);
            }
        }
    }
    for (source, of) in sources.iter_mut().zip(&groups.of) {
        source.rename_all(|at| of.get(at).and_then(|group| all.get(*group)).cloned());
    }
}

/// Lets a model refer to joined models.
fn to_groups(model: &mut crate::model::Model, of: &[usize]) {
    visit::slots_mut(model, &mut |slot| {
        if let Type::Model(ModelId(id)) = &mut slot.ty
            && let Some(group) = of.get(*id)
        {
            *id = *group;
        }
    });
}
