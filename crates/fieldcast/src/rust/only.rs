//! Some models and what they reach.

use std::collections::{BTreeSet, HashMap};

use super::definition::{Api, Definition, Id, Kind, Type};
use crate::diagnostic::{Code, Diagnostic};

/// Keeps the named models and what they reach; names nobody has are errors. Names are as in the whole crate.
pub fn only(api: &mut Api, names: &[String]) -> Vec<Diagnostic> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut stack: Vec<Id> = Vec::new();
    for name in names {
        let found: Vec<Id> =
            api.iter().filter(|(_, definition)| is_named(definition, name)).map(|(id, _)| id).collect();
        if found.is_empty() {
            faults.push(
                Diagnostic::error(Code::UnknownTarget, None, format!("there is no model `{name}`"))
                    .help("name it as the schema does, such as `Session` or `operations.GetSessionRequest`"),
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
    let moved: HashMap<Id, Id> = kept.iter().enumerate().map(|(index, id)| (*id, Id(index))).collect();
    let mut index = 0;
    api.definitions.retain(|_| {
        index += 1;
        kept.contains(&Id(index - 1))
    });
    api.definitions.iter_mut().for_each(|definition| renumber(definition, &moved));
    faults
}

/// Whether a user's name means a definition: its key in `$defs`, or its Rust path.
fn is_named(definition: &Definition, name: &str) -> bool {
    let (namespace, bare) = match name.rsplit_once("::").or_else(|| name.rsplit_once('.')) {
        Some((namespace, bare)) => (Some(super::names::module(namespace)), bare),
        None => (None, name),
    };
    definition.namespace == namespace && (definition.name == bare || definition.documented == bare)
}

/// Gives every reference its definition's new place.
pub fn renumber(definition: &mut Definition, moved: &HashMap<Id, Id>) {
    match &mut definition.kind {
        Kind::Struct(object) => {
            object.fields.iter_mut().for_each(|field| renumber_type(&mut field.ty, moved));
            object.rest.iter_mut().for_each(|(_, ty)| renumber_type(ty, moved));
        }
        Kind::Enum(_) => {}
        Kind::Union(union) => union.variants.iter_mut().for_each(|variant| renumber_type(&mut variant.ty, moved)),
        Kind::Newtype(ty) => renumber_type(ty, moved),
    }
}

fn renumber_type(ty: &mut Type, moved: &HashMap<Id, Id>) {
    match ty {
        Type::Ref(id) => {
            if let Some(to) = moved.get(id) {
                *id = *to;
            }
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => renumber_type(inner, moved),
        _ => {}
    }
}
