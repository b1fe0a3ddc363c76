//! What can be left out of a big crate: the requests and responses of single operations, behind a feature.

use std::collections::{HashMap, HashSet};

use super::layout::Module;
use crate::rust::definition::{Alias, Api, Definition, Id};

/// The namespace of the types that single operations have, and the feature that it is behind.
pub const OPERATIONS: &str = "operations";

/// The definitions that are behind the feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gates {
    gated: HashSet<Id>,
}

impl Gates {
    /// Puts the operations behind the feature, and of other namespaces (such as `errors`) what needs them. Nothing is
    /// behind it where a model of the root needs an operation, or where there is nothing else.
    pub fn of(api: &Api) -> Self {
        let is_operation = |definition: &Definition| definition.namespace.as_deref() == Some(OPERATIONS);
        let mut gated: HashSet<Id> = api.iter().filter(|(_, found)| is_operation(found)).map(|(id, _)| id).collect();
        if gated.len() == api.definitions.len() {
            return Self::default();
        }
        let mut referrers: HashMap<Id, Vec<Id>> = HashMap::new();
        for (id, definition) in api.iter() {
            definition.visit_types(&mut |ty| ty.visit_refs(&mut |to, _| referrers.entry(to).or_default().push(id)));
        }
        let mut open: Vec<Id> = gated.iter().copied().collect();
        while let Some(id) = open.pop() {
            for referrer in referrers.get(&id).into_iter().flatten() {
                if !gated.insert(*referrer) {
                    continue;
                }
                if api.get(*referrer).is_some_and(|definition| definition.namespace.is_none()) {
                    return Self::default();
                }
                open.push(*referrer);
            }
        }
        Self { gated }
    }

    /// Whether anything is behind the feature.
    pub fn any(&self) -> bool {
        !self.gated.is_empty()
    }

    /// Whether a definition is behind the feature.
    pub fn has(&self, id: Id) -> bool {
        self.gated.contains(&id)
    }

    /// Whether a whole module is behind the feature, where its namespace is not.
    pub fn marks_all(&self, api: &Api, module: &Module) -> bool {
        module.ids.iter().all(|id| api.get(*id).is_some_and(|definition| self.marks(*id, definition)))
            && module.aliases.iter().all(|at| api.aliases.get(*at).is_some_and(|alias| self.marks_alias(alias)))
    }

    /// Whether another name says itself that it is behind the feature, as what it names is.
    pub fn marks_alias(&self, alias: &Alias) -> bool {
        self.gated.contains(&alias.to) && alias.namespace.as_deref() != Some(OPERATIONS)
    }

    /// Whether a definition says itself that it is behind the feature; those in the operations' own module do not.
    pub fn marks(&self, id: Id, definition: &Definition) -> bool {
        self.gated.contains(&id) && definition.namespace.as_deref() != Some(OPERATIONS)
    }
}
