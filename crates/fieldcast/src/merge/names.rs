//! The names, namespaces and order of joined models.
//!
//! A name is a fact like any other: the majority of the SDKs decides it, whatever their casing. It is spelt as the first
//! of them in the order of the languages spells it (TypeScript, Python and Ruby keep the letters of `SAML`; Java, C# and
//! Go may not). So neither names nor their order depend on the order in which SDKs are named.
//!
//! Where one SDK's models are asked for, a name that this SDK gives to one model and the others to another of its models
//! means what this SDK means by it: in an older revision of an API, `SAMLConnection` may be what the others call
//! `SAMLAccountSAMLConnection`, and what they call `SAMLConnection` has another name.

use super::matching::Groups;
use super::sources::Source;
use crate::model::Model;
use crate::wire::fold;
use std::cmp::Reverse;
use std::collections::HashSet;

/// A joined model's name and place in the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    pub namespace: String,
}

/// Names every group, no two alike in one namespace where they have several names to choose from. `at` is the SDK whose
/// models are asked for.
pub(super) fn names(sources: &[Source], groups: &Groups, at: Option<usize>) -> Vec<Named> {
    let flat: Vec<bool> = sources.iter().map(|s| s.api.models.iter().all(|m| m.namespace.is_empty())).collect();
    let mut wishes: Vec<Wishes> = groups
        .members
        .iter()
        .map(|members| {
            let models: Vec<(usize, &Model)> = members
                .iter()
                .enumerate()
                .filter_map(|(s, m)| Some((s, sources.get(s)?.api.models.get((*m)?)?)))
                .collect();
            let own = models.iter().find(|(source, _)| Some(*source) == at).map(|(_, model)| fold(&model.name));
            Wishes { own, sdks: models.len(), names: wishes(&models, &flat, at) }
        })
        .collect();
    prefer_crossed(&mut wishes);
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_cached_key(|at| {
        let first = |wishes: &'_ Wishes| wishes.names.first().map(|w| (w.namespace.clone(), w.name.clone()));
        wishes.get(*at).map(|of| (of.own.is_none(), Reverse(of.sdks), first(of)))
    });
    let mut taken: HashSet<(String, String)> = HashSet::with_capacity(order.len());
    let mut named: Vec<Option<Named>> = vec![None; order.len()];
    for at in order {
        let Some(Wishes { names: wishes, .. }) = wishes.get(at) else { continue };
        let key = |wish: &Named| (wish.namespace.clone(), fold(&wish.name));
        let wish = wishes.iter().find(|wish| !taken.contains(&key(wish))).or(wishes.first());
        if let (Some(wish), Some(slot)) = (wish, named.get_mut(at)) {
            taken.insert(key(wish));
            *slot = Some(wish.clone());
        }
    }
    named.into_iter().map(|n| n.unwrap_or(Named { name: String::new(), namespace: String::new() })).collect()
}

/// What a group may be called.
struct Wishes {
    /// How the SDK whose models are asked for calls it, folded.
    own: Option<String>,
    /// How many SDKs have it.
    sdks: usize,
    /// Its names, the best first.
    names: Vec<Named>,
}

/// Puts the name that the SDK asked for gives to a model before the others, where its names and those of the others cross.
fn prefer_crossed(wishes: &mut [Wishes]) {
    let best = |of: &Wishes| of.names.first().map(|named| fold(&named.name));
    let asked = |of: &&Wishes| of.own.is_some();
    let given: HashSet<String> = wishes.iter().filter_map(|of| of.own.clone()).collect();
    let wished: HashSet<String> = wishes.iter().filter(asked).filter_map(best).collect();
    for of in wishes {
        let (Some(own), Some(best)) = (&of.own, best(of)) else { continue };
        if *own == best || !(given.contains(&best) || wished.contains(own)) {
            continue;
        }
        if let Some(at) = of.names.iter().position(|named| fold(&named.name) == *own)
            && let Some(head) = of.names.get_mut(..=at)
        {
            head.rotate_right(1);
        }
    }
}

/// The names that the SDKs give to a model, the most common first, and of equals that of the SDK asked for.
fn wishes(models: &[(usize, &Model)], flat: &[bool], at: Option<usize>) -> Vec<Named> {
    let flat = |source: &usize| flat.get(*source).copied().unwrap_or_default();
    // an SDK without namespaces says nothing of them
    let speaking: Vec<&str> =
        models.iter().filter(|(source, _)| !flat(source)).map(|(_, m)| m.namespace.as_str()).collect();
    let namespace = most_common(&speaking).unwrap_or_default().to_owned();
    let folded: Vec<String> = models.iter().map(|(_, m)| fold(&m.name)).collect();
    let votes = |name: &str| folded.iter().filter(|other| **other == fold(name)).count();
    let mut names: Vec<&str> = Vec::new();
    for (_, model) in models {
        if !names.iter().any(|name| fold(name) == fold(&model.name)) {
            names.push(&model.name);
        }
    }
    let own = models.iter().find(|(source, _)| Some(*source) == at).map(|(_, model)| model.name.as_str());
    names.sort_by_key(|name| (Reverse(votes(name)), Some(*name) != own));
    names.into_iter().map(|name| Named { name: name.to_owned(), namespace: namespace.clone() }).collect()
}

/// The most common text, and of equals the first.
pub(super) fn most_common<'t>(texts: &[&'t str]) -> Option<&'t str> {
    let count = |text: &str| texts.iter().filter(|other| **other == text).count();
    let most = texts.iter().map(|text| count(text)).max()?;
    texts.iter().copied().find(|text| count(text) == most)
}
