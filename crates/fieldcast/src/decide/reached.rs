//! Which models an operation speaks of.

use std::collections::BTreeSet;

use super::operations::{Operation, Shape};
use super::{Api, Slot, Type};
use crate::pattern;

/// The keys of the models that the operations speak of which a pattern names: by id, or by method and path with `*` for any
/// characters, as in `GET /sessions/*`. `None` where it names no operation.
pub fn models_of_operations(api: &Api, pattern: &str) -> Option<BTreeSet<String>> {
    let is_named = |operation: &&Operation| {
        (!operation.id.is_empty() && operation.id == pattern)
            || pattern.contains('/') && pattern::matches(pattern, &operation.title())
    };
    let mut keys = BTreeSet::new();
    let mut any = false;
    for operation in api.operations.all.iter().filter(is_named) {
        any = true;
        let parameters = operation.parameters.iter().map(|parameter| &parameter.field.slot);
        let body: Vec<&Slot> = match operation.body.as_ref().map(|body| &body.shape) {
            Some(Shape::Slot(slot)) => vec![slot],
            Some(Shape::Members(fields)) => fields.iter().map(|field| &field.slot).collect(),
            None => Vec::new(),
        };
        let answers = operation.answers.iter().filter_map(|answer| answer.slot.as_ref());
        parameters.chain(body).chain(answers).for_each(|slot| add(api, slot, &mut keys));
    }
    any.then_some(keys)
}

fn add(api: &Api, slot: &Slot, keys: &mut BTreeSet<String>) {
    match &slot.ty {
        Type::Model(id) => keys.extend(api.models.get(id.0).map(|model| model.key.clone())),
        Type::Array(inner) | Type::Map(inner) => add(api, inner, keys),
        Type::Union(union) => union.members.iter().for_each(|member| add(api, member, keys)),
        Type::Primitive(_) | Type::Literal { .. } => {}
    }
}
