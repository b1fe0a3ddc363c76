//! Some models and what they reach.

use std::collections::{BTreeSet, HashSet};

use foldhash::{HashMap, HashMapExt as _};

use crate::diagnostic::{Code, Diagnostic};
use crate::pattern;
use crate::rust::definition::{Api, Definition, Id};
use crate::rust::names;

/// The named models and what they reach, by their pointers; names nobody has are errors. `None` where all are wanted.
pub fn reach(api: &Api, names: &[String]) -> (Option<HashSet<String>>, Vec<Diagnostic>) {
    if names.is_empty() {
        return (None, Vec::new());
    }
    let mut faults = Vec::new();
    let mut stack: Vec<Id> = Vec::new();
    for name in names {
        let found: Vec<Id> =
            api.iter().filter(|(_, definition)| is_named(definition, name)).map(|(id, _)| id).collect();
        if found.is_empty() {
            faults.push(
                Diagnostic::error(Code::UnknownTarget, None, format!("there is no model `{name}`")).help(
                    "name it as the schema does, such as `Session`, `Session*` or `operations.GetSessionRequest`",
                ),
            );
        }
        stack.extend(found);
    }
    let mut kept = BTreeSet::new();
    while let Some(id) = stack.pop() {
        if kept.insert(id)
            && let Some(definition) = api.get(id)
        {
            definition.visit_types(&mut |ty| ty.visit_refs(&mut |to, _| stack.push(to)));
        }
    }
    let pointers = kept.into_iter().filter_map(|id| api.get(id)).map(|definition| definition.pointer.clone());
    (Some(pointers.collect()), faults)
}

/// Keeps the names at these pointers, which have to be all that one of them reaches, and what they name.
pub fn retain(api: &mut Api, wanted: &HashSet<String>) {
    api.aliases.retain(|alias| wanted.contains(&alias.pointer));
    let named: HashSet<Id> = api.aliases.iter().map(|alias| alias.to).collect();
    let mut moved: HashMap<Id, Id> = HashMap::new();
    let mut kept = Vec::new();
    for (at, definition) in std::mem::take(&mut api.definitions).into_iter().enumerate() {
        if wanted.contains(&definition.pointer) || named.contains(&Id(at)) {
            moved.insert(Id(at), Id(kept.len()));
            kept.push(definition);
        }
    }
    kept.iter_mut().for_each(|definition| definition.renumber(&moved));
    api.definitions = kept;
    api.aliases.iter_mut().for_each(|alias| alias.to = moved.get(&alias.to).copied().unwrap_or(alias.to));
}

/// Whether a user's name means a definition: its key in `$defs`, or its Rust path; `*` stands for any characters.
fn is_named(definition: &Definition, name: &str) -> bool {
    let (namespace, bare) = match name.rsplit_once("::").or_else(|| name.rsplit_once('.')) {
        Some((namespace, bare)) => (Some(names::module(namespace)), bare),
        None => (None, name),
    };
    // A name without a namespace is of the root, but `*` alone is everything.
    (definition.namespace == namespace || name == "*")
        && (pattern::matches(bare, &definition.name) || pattern::matches(bare, &definition.documented))
}
