//! What can be left out of a big crate: each module of models is behind a feature of its own.
//!
//! A feature is named after its module (`session`, `operations-session`), turns on those that its models refer to, and is
//! on unless a user turns the default off. Small crates have none of it: there it would save nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::layout::{Layout, Module};
use crate::rust::definition::{Api, Id};

/// The definitions from which on a crate has features for its modules.
const LARGE: usize = 150;

/// The most features of modules. crates.io takes no crate with more than 300 features in all; the smallest modules beyond
/// these share one.
const MOST: usize = 250;

/// The feature that turns on all of a crate.
pub const FULL: &str = "full";

/// The feature of modules that have none of their own.
const OTHERS: &str = "others";

/// What a feature may not be called: names of features that have another meaning.
const RESERVED: [&str; 12] = [
    "alloc",
    "arbitrary",
    "builders",
    "chrono",
    "default",
    "jiff",
    "schemars",
    "serde",
    "std",
    "time",
    "utoipa",
    "default-features",
];

/// A module by its namespace and name.
type Key = (Option<String>, String);

/// The features of a crate's modules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// By module.
    of: BTreeMap<Key, String>,
    /// Of each feature, those that it turns on.
    needs: BTreeMap<String, BTreeSet<String>>,
}

impl Groups {
    /// The features of an API's modules; none where it is small.
    pub fn of(api: &Api, layout: &Layout) -> Self {
        let all: Vec<(Key, &Module)> = layout
            .namespaces
            .iter()
            .flat_map(|(namespace, modules)| {
                modules.iter().map(move |(name, module)| ((namespace.clone(), name.clone()), module))
            })
            .collect();
        if api.definitions.len() < LARGE || all.len() < 2 {
            return Self::default();
        }
        let of = features(&all, layout);
        let mut at: HashMap<Id, &str> = HashMap::with_capacity(api.definitions.len());
        for (key, module) in &all {
            let feature = of.get(key).map_or("", String::as_str);
            at.extend(module.ids.iter().map(|id| (*id, feature)));
        }
        let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (key, module) in &all {
            let Some(feature) = of.get(key) else { continue };
            let found = needs.entry(feature.clone()).or_default();
            let mut need = |id: Id| {
                if let Some(other) = at.get(&id).filter(|other| *other != feature) {
                    found.insert((*other).to_owned());
                }
            };
            for definition in module.ids.iter().filter_map(|id| api.get(*id)) {
                definition.visit_types(&mut |ty| ty.visit_refs(&mut |id, _| need(id)));
            }
            module.aliases.iter().filter_map(|at| api.aliases.get(*at)).for_each(|alias| need(alias.to));
        }
        // A namespace is all that is in it.
        for ((namespace, _), feature) in &of {
            if let Some(namespace) = namespace.as_ref().filter(|namespace| *namespace != feature) {
                needs.entry(namespace_feature(namespace)).or_default().insert(feature.clone());
            }
        }
        Self { of, needs }
    }

    /// Whether the crate has such features.
    pub fn any(&self) -> bool {
        !self.of.is_empty()
    }

    /// The feature that a module is behind.
    pub fn feature(&self, namespace: Option<&str>, module: &str) -> Option<&str> {
        self.of.get(&(namespace.map(str::to_owned), module.to_owned())).map(String::as_str)
    }

    /// Each feature, in order, with those that it turns on.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.needs.iter().map(|(feature, needs)| (feature.as_str(), needs))
    }
}

/// The feature of a namespace.
fn namespace_feature(namespace: &str) -> String {
    plain(namespace)
}

/// A module's or namespace's name as that of a feature.
fn plain(name: &str) -> String {
    let name = name.trim_end_matches('_');
    if RESERVED.contains(&name) || name == FULL || name == OTHERS { format!("{name}-models") } else { name.to_owned() }
}

/// The feature of each module.
fn features(all: &[(Key, &Module)], layout: &Layout) -> BTreeMap<Key, String> {
    let namespaces: BTreeSet<String> =
        layout.namespaces.keys().flatten().map(|namespace| namespace_feature(namespace)).collect();
    // The largest have a feature of their own, the first of equals.
    let mut order: Vec<&(Key, &Module)> = all.iter().collect();
    order.sort_by_key(|(key, module)| (std::cmp::Reverse(module.ids.len() + module.aliases.len()), key.clone()));
    let own: BTreeSet<&Key> = order.iter().take(MOST.saturating_sub(namespaces.len())).map(|(key, _)| key).collect();
    let mut taken = namespaces;
    let mut out = BTreeMap::new();
    for (key, _) in all {
        let (namespace, module) = key;
        let mut feature = match namespace {
            Some(namespace) => format!("{}-{}", plain(namespace), module.trim_end_matches('_')),
            None => plain(module),
        };
        // crates.io takes letters of ASCII alone.
        if !own.contains(key) || !feature.is_ascii() {
            feature = OTHERS.to_owned();
        } else {
            while !taken.insert(feature.clone()) {
                feature.push_str("-models");
            }
        }
        out.insert(key.clone(), feature);
    }
    out
}
