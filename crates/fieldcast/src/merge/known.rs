//! What is known of a whole group before its facts are joined: what it looks like, and the members of a union that only
//! fields show.

use super::fields::Cluster;
use super::shape::Shape;
use super::types::Known;
use crate::model::{Kind, Literal, Model, ModelId, Object, Slot, Type};
use std::collections::BTreeSet;

/// One model, in each SDK that has it.
pub(super) type Nodes<'a> = Vec<(usize, &'a Model)>;

/// Members of a union that a field shows, whose own page in that SDK shows none.
pub(super) type Shown = Vec<Vec<(usize, Vec<Slot>)>>;

/// The members that a field lists inline in one SDK, by the union that another SDK has a page for.
pub(super) fn shown(clusters: &[Vec<Cluster<'_>>], nodes: &[Nodes<'_>]) -> Shown {
    let mut shown: Shown = vec![Vec::new(); nodes.len()];
    for cluster in clusters.iter().flatten() {
        let slots: Vec<(usize, &Slot)> = cluster.iter().map(|(source, field)| (*source, &field.slot)).collect();
        show(&slots, nodes, &mut shown);
    }
    shown
}

fn show(slots: &[(usize, &Slot)], nodes: &[Nodes<'_>], shown: &mut Shown) {
    let inner: Vec<(usize, &Slot)> = slots
        .iter()
        .filter_map(|(source, slot)| match &slot.ty {
            Type::Array(of) | Type::Map(of) => Some((*source, &**of)),
            _ => None,
        })
        .collect();
    if !inner.is_empty() {
        show(&inner, nodes, shown);
    }
    let unions: BTreeSet<usize> = slots
        .iter()
        .filter_map(|(_, slot)| match slot.ty {
            Type::Model(ModelId(group)) => Some(group),
            _ => None,
        })
        .filter(|group| nodes.get(*group).is_some_and(|n| n.iter().any(|(_, m)| matches!(m.kind, Kind::Union(_)))))
        .collect();
    for group in unions {
        for (source, slot) in slots {
            let Type::Union(members) = &slot.ty else { continue };
            let has_page = nodes.get(group).is_some_and(|n| {
                n.iter().any(|(s, m)| s == source && matches!(&m.kind, Kind::Union(u) if u.members.is_some()))
            });
            if let Some(known) = shown.get_mut(group).filter(|_| !has_page)
                && !known.iter().any(|(s, _)| s == source)
            {
                known.push((*source, members.clone()));
            }
        }
    }
}

/// What the models of each group look like together, and which unions have a single member.
pub(super) fn known(nodes: &[Nodes<'_>], shown: &Shown) -> Known {
    // in their own SDK's numbers models refer to groups by now, so that what they look like goes by groups too
    let firsts: Vec<Model> =
        nodes.iter().filter_map(|n| n.iter().max_by_key(|(_, m)| telling(m))).map(|(_, m)| (*m).clone()).collect();
    let mut known = Known::default();
    for (nodes, shown) in nodes.iter().zip(shown) {
        known.shapes.push(shape(nodes, shown, &firsts));
        known.values.push(values(nodes));
        known.single.push(single(nodes, shown));
    }
    known
}

/// How much a model tells.
fn telling(model: &Model) -> (bool, usize) {
    match &model.kind {
        Kind::Object(object) => (true, object.fields.len()),
        Kind::Enum(found) => (true, found.values.len()),
        Kind::Union(union) => (union.members.is_some(), union.members.as_ref().map_or(0, Vec::len)),
    }
}

/// What a joined model looks like.
fn shape(nodes: &Nodes<'_>, shown: &[(usize, Vec<Slot>)], all: &[Model]) -> Shape {
    let mut joined = if shown.is_empty() { Shape::Blank } else { Shape::Union(BTreeSet::new()) };
    for shape in nodes.iter().map(|(_, model)| Shape::of(model, all)) {
        joined = match (joined, shape) {
            (Shape::Object(mut a), Shape::Object(b)) => {
                a.extend(b);
                Shape::Object(a)
            }
            (Shape::Enum(mut a), Shape::Enum(b)) => {
                a.extend(b);
                Shape::Enum(a)
            }
            (Shape::Union(mut a), Shape::Union(b)) => {
                a.extend(b);
                Shape::Union(a)
            }
            (Shape::Blank, shape) => shape,
            (joined, _) => joined,
        };
    }
    joined
}

/// The only member of a union that has no other in any SDK.
fn single(nodes: &Nodes<'_>, shown: &[(usize, Vec<Slot>)]) -> Option<Type> {
    let own = nodes.iter().filter_map(|(_, model)| match &model.kind {
        Kind::Union(union) => union.members.as_ref(),
        _ => None,
    });
    let mut only = None;
    for members in own.chain(shown.iter().map(|(_, members)| members)) {
        match members.as_slice() {
            [member] if only.as_ref().is_none_or(|ty| *ty == member.ty) => only = Some(member.ty.clone()),
            _ => return None,
        }
    }
    only
}

fn values(nodes: &Nodes<'_>) -> Vec<Literal> {
    let found = nodes.iter().filter_map(|(_, model)| match &model.kind {
        Kind::Enum(found) => Some(found.values.iter().map(|v| v.value.clone())),
        _ => None,
    });
    found.flatten().collect()
}

/// The objects among the models of a group.
pub(super) fn objects<'a>(nodes: &Nodes<'a>) -> Vec<(usize, &'a Object)> {
    let object = |(source, model): &(usize, &'a Model)| match &model.kind {
        Kind::Object(object) => Some((*source, object)),
        _ => None,
    };
    nodes.iter().filter_map(object).collect()
}
