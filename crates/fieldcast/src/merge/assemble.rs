//! From matched models to the joined API, and what was said of it.

use super::combine::Pass;
use super::evidence::{Evidence, ModelEvidence};
use super::fields::{self, Cluster};
use super::known::{Nodes, known, objects, shown};
use super::matching::Groups;
use super::names::Named;
use super::operations;
use super::sdk;
use super::sources::Source;
use super::types::Types;
use super::verdict::Judge;
use crate::diagnostic::Diagnostic;
use crate::model::{Api, Model, ModelId, Operations, Type, visit};
use crate::wire::fold;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashSet;

/// Makes the joined API of the groups, whose models already refer to groups.
pub(super) fn assemble(
    sources: &[Source],
    groups: &Groups,
    names: Vec<Named>,
    (at, settled): (Option<usize>, &[(String, &'static str)]),
) -> (Api, Evidence, Vec<Diagnostic>) {
    let languages: Vec<&'static str> = sources.iter().map(|source| source.language).collect();
    let letters: Vec<bool> = sources.iter().map(|source| source.conclusion.is_shown_to_the_letter()).collect();
    let nodes: Vec<Nodes<'_>> = groups.members.iter().map(|members| nodes(sources, members, at)).collect();
    let clusters: Vec<Vec<Cluster<'_>>> = nodes.par_iter().map(|nodes| fields::clusters(&objects(nodes))).collect();
    let shown = shown(&clusters, &nodes);
    let known = known(&nodes, &shown);
    let judge = Judge { languages: &languages, at };
    let types = Types { judge, known: &known };
    let name_of = |group: usize| names.get(group).map(|named| named.name.clone()).unwrap_or_default();
    let pass = Pass { sources, types, letters: &letters, names: &name_of, settled };
    let made: Vec<(Model, ModelEvidence, Vec<Diagnostic>)> = (0..nodes.len())
        .into_par_iter()
        .filter_map(|at| pass.model(nodes.get(at)?, clusters.get(at)?, shown.get(at)?, names.get(at)?))
        .collect();
    debug_assert_eq!(made.len(), nodes.len(), "every group has a model");
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_by_cached_key(|at| {
        // of two with one name, that which most SDKs have keeps it
        let found = made.get(*at).zip(nodes.get(*at)).map(|((model, ..), nodes)| (model, Reverse(nodes.len())));
        found.map(|(m, times)| {
            (!m.namespace.is_empty(), m.namespace.clone(), fold(&m.name), times, m.name.clone(), m.place.clone())
        })
    });
    let kept = match at {
        Some(at) => asked_for(at, &nodes, &made),
        None => (0..made.len()).collect(),
    };
    order.retain(|at| kept.contains(at));
    let mut evidence = Evidence { sources: sources.iter().map(sdk).collect(), ..Evidence::default() };
    count(&mut evidence, &nodes, &clusters, at, &kept);
    let mut ids = vec![0; made.len()];
    for (id, at) in order.iter().enumerate() {
        if let Some(slot) = ids.get_mut(*at) {
            *slot = id;
        }
    }
    let mut made: Vec<Option<(Model, ModelEvidence, Vec<Diagnostic>)>> = made.into_iter().map(Some).collect();
    let mut models = Vec::with_capacity(order.len());
    let mut diagnostics = Vec::new();
    for at in order {
        let Some((mut model, said, problems)) = made.get_mut(at).and_then(Option::take) else { continue };
        visit::slots_mut(&mut model, &mut |slot| {
            if let Type::Model(ModelId(id)) = &mut slot.ty {
                *id = ids.get(*id).copied().unwrap_or_default();
            }
        });
        models.push(model);
        evidence.models.push(said);
        diagnostics.extend(problems);
    }
    let (mut operations, said) = operations::join(&pass);
    let left = |group: usize| ids.get(group).copied().filter(|_| kept.contains(&group));
    operations.all.iter_mut().for_each(|operation| operation.refer(&left));
    evidence.operations = said;
    (Api { operations, ..api(sources, at, models) }, evidence, diagnostics)
}

/// The joined API, with what the SDKs' own ones say of themselves.
fn api(sources: &[Source], at: Option<usize>, models: Vec<Model>) -> Api {
    let main = at.and_then(|at| sources.get(at)).or(sources.first());
    let mut all = crate::wire::Evidence::default();
    sources.iter().for_each(|source| all.join(&source.api.evidence));
    let roots: Vec<&str> = sources.iter().map(|s| s.api.root.as_str()).collect();
    let mut languages: Vec<&'static str> = Vec::with_capacity(sources.len());
    for language in sources.iter().flat_map(|s| &s.api.languages) {
        if !languages.contains(language) {
            languages.push(language);
        }
    }
    Api {
        languages,
        root: roots.join(", "),
        models,
        operations: Operations::default(),
        wire: main.map_or_else(
            || crate::wire::Conclusion::new(&all, crate::family::Casing::Snake, None),
            |source| source.conclusion.clone(),
        ),
        casing: main.map_or(crate::family::Casing::Snake, |source| source.api.casing),
        evidence: all,
        pages: sources.iter().map(|s| s.api.pages).sum(),
        bytes: sources.iter().map(|s| s.api.bytes).sum(),
    }
}

/// The models of a group, that of the SDK that was asked for first.
fn nodes<'s>(sources: &'s [Source], members: &[Option<usize>], at: Option<usize>) -> Nodes<'s> {
    let mut nodes: Nodes<'s> = members
        .iter()
        .enumerate()
        .filter_map(|(source, model)| Some((source, sources.get(source)?.api.models.get((*model)?)?)))
        .collect();
    nodes.sort_by_key(|(source, _)| (Some(*source) != at, *source));
    nodes
}

/// The models of the revision that was asked for, and those that its models need.
fn asked_for(at: usize, nodes: &[Nodes<'_>], made: &[(Model, ModelEvidence, Vec<Diagnostic>)]) -> HashSet<usize> {
    let own = |(group, nodes): (usize, &Nodes<'_>)| nodes.iter().any(|(source, _)| *source == at).then_some(group);
    let mut queue: Vec<usize> = nodes.iter().enumerate().filter_map(own).collect();
    let mut kept = HashSet::with_capacity(made.len());
    while let Some(group) = queue.pop() {
        if kept.insert(group)
            && let Some((model, ..)) = made.get(group)
        {
            queue.extend(visit::references(model));
        }
    }
    kept
}

/// Counts what only one SDK has, and what is left out.
fn count(
    evidence: &mut Evidence,
    nodes: &[Nodes<'_>],
    clusters: &[Vec<Cluster<'_>>],
    at: Option<usize>,
    kept: &HashSet<usize>,
) {
    for (group, (nodes, clusters)) in nodes.iter().zip(clusters).enumerate() {
        if let [(source, _)] = nodes.as_slice()
            && let Some(sdk) = evidence.sources.get_mut(*source)
        {
            sdk.alone.models += 1;
        }
        let has_model = at.is_some_and(|at| nodes.iter().any(|(source, _)| *source == at));
        evidence.left_out.models += usize::from(!kept.contains(&group));
        for cluster in clusters {
            if let [(source, _)] = cluster.as_slice()
                && let Some(sdk) = evidence.sources.get_mut(*source)
            {
                sdk.alone.fields += 1;
            }
            let lacks = has_model && !cluster.iter().any(|(source, _)| Some(*source) == at);
            evidence.left_out.fields += usize::from(lacks || !kept.contains(&group));
        }
    }
}
