//! Takes a model that is left out from whatever refers to it: what it would hold is anything.

use super::operations::{Operation, Shape};
use super::{Kind, Model, Primitive, Slot, Type};
use crate::model::ModelId;

/// Makes anything of each reference of a model to the one at a place.
pub(super) fn in_model(model: &mut Model, gone: usize) {
    match &mut model.kind {
        Kind::Object { fields, additional } => {
            fields.iter_mut().for_each(|field| in_slot(&mut field.slot, gone));
            additional.iter_mut().for_each(|slot| in_slot(slot, gone));
        }
        Kind::Union { members, .. } => {
            members.iter_mut().flatten().for_each(|slot| in_slot(slot, gone));
            // One of several that is anything is anything.
            if members.iter().flatten().any(is_any) {
                *members = None;
            }
        }
        Kind::Enum { .. } => {}
    }
}

/// The same for an operation.
pub(super) fn in_operation(operation: &mut Operation, gone: usize) {
    operation.parameters.iter_mut().for_each(|parameter| in_slot(&mut parameter.field.slot, gone));
    if let Some(body) = &mut operation.body {
        match &mut body.shape {
            Shape::Slot(slot) => in_slot(slot, gone),
            Shape::Members(fields) => fields.iter_mut().for_each(|field| in_slot(&mut field.slot, gone)),
        }
    }
    operation.answers.iter_mut().flat_map(|answer| &mut answer.slot).for_each(|slot| in_slot(slot, gone));
}

fn in_slot(slot: &mut Slot, gone: usize) {
    match &mut slot.ty {
        Type::Model(ModelId(id)) if *id == gone => {
            // Anything accepts null as it is.
            *slot = Slot { ty: Type::Primitive(Primitive::Any), nullable: false };
        }
        Type::Array(of) | Type::Map(of) => in_slot(of, gone),
        Type::Union(union) => {
            union.members.iter_mut().for_each(|slot| in_slot(slot, gone));
            if union.members.iter().any(is_any) {
                *slot = Slot { ty: Type::Primitive(Primitive::Any), nullable: false };
            }
        }
        Type::Primitive(_) | Type::Literal { .. } | Type::Model(_) => {}
    }
}

fn is_any(slot: &Slot) -> bool {
    slot.ty == Type::Primitive(Primitive::Any)
}
