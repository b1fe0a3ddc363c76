//! Walks through the types of a model.

use super::{Kind, Model, Slot, Type};

/// Calls `visit` with every slot of a model, the inner ones after those that hold them.
pub fn slots<'m>(model: &'m Model, visit: &mut impl FnMut(&'m Slot)) {
    match &model.kind {
        Kind::Object(object) => {
            object.fields.iter().for_each(|field| slot(&field.slot, visit));
            object.additional.iter().for_each(|values| slot(values, visit));
        }
        Kind::Union(union) => union.members.iter().flatten().for_each(|member| slot(member, visit)),
        Kind::Enum(_) => {}
    }
}

fn slot<'m>(outer: &'m Slot, visit: &mut impl FnMut(&'m Slot)) {
    visit(outer);
    match &outer.ty {
        Type::Array(of) | Type::Map(of) => slot(of, visit),
        Type::Union(members) => members.iter().for_each(|member| slot(member, visit)),
        Type::Primitive(_) | Type::Literal { .. } | Type::Model(_) => {}
    }
}

/// The same as [`slots`], with slots that can be changed.
pub fn slots_mut(model: &mut Model, visit: &mut impl FnMut(&mut Slot)) {
    match &mut model.kind {
        Kind::Object(object) => {
            object.fields.iter_mut().for_each(|field| slot_mut(&mut field.slot, visit));
            object.additional.iter_mut().for_each(|values| slot_mut(values, visit));
        }
        Kind::Union(union) => union.members.iter_mut().flatten().for_each(|member| slot_mut(member, visit)),
        Kind::Enum(_) => {}
    }
}

pub(super) fn slot_mut(outer: &mut Slot, visit: &mut impl FnMut(&mut Slot)) {
    visit(outer);
    match &mut outer.ty {
        Type::Array(of) | Type::Map(of) => slot_mut(of, visit),
        Type::Union(members) => members.iter_mut().for_each(|member| slot_mut(member, visit)),
        Type::Primitive(_) | Type::Literal { .. } | Type::Model(_) => {}
    }
}

/// The numbers of the models that a model refers to, with repeats, in the order of its page.
pub fn references(model: &Model) -> Vec<usize> {
    let mut found = Vec::new();
    slots(model, &mut |slot| {
        if let Type::Model(id) = slot.ty {
            found.push(id.0);
        }
    });
    found
}
