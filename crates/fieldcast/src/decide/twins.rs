//! Unions of twins: objects with the same members that differ only in which of them they require.
//!
//! That is how an SDK shows one object of which at least one of several members must be there (`anyOf` of `required`).
//! No value tells such members of a union apart, so the union is settled as what it stands for: one object, which
//! requires what all of them require.

use super::{Field, Kind, Model, Slot, Type};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::ModelId;
use std::collections::HashMap;

/// Makes an object of every union of twins.
pub(super) fn join(models: &mut [Model], diagnostics: &mut Vec<Diagnostic>) {
    for at in 0..models.len() {
        let Some(Kind::Union { members: Some(members), .. }) = models.get(at).map(|m| &m.kind) else { continue };
        let Some(joined) = twins(members, models) else { continue };
        let Some(model) = models.get_mut(at) else { continue };
        let message =
            format!("the members of `{}` differ only in what they require: it is read as one object", model.key);
        diagnostics.push(Diagnostic::note(Code::AmbiguousUnion, model.place.clone(), message));
        model.kind = joined;
    }
}

fn twins(members: &[Slot], models: &[Model]) -> Option<Kind> {
    let mut objects = Vec::with_capacity(members.len());
    for slot in members {
        let Type::Model(ModelId(id)) = slot.ty else { return None };
        match &models.get(id)?.kind {
            Kind::Object { fields, additional } if !slot.nullable => objects.push((fields, additional)),
            _ => return None,
        }
    }
    let ((first, additional), rest) = objects.split_first()?;
    if rest.is_empty() || first.is_empty() {
        return None;
    }
    let mut fields: Vec<Field> = first.to_vec();
    for (other, other_additional) in rest {
        if other.len() != fields.len() || *other_additional != *additional {
            return None;
        }
        let twins: HashMap<&str, &Field> = other.iter().map(|f| (f.name.as_str(), f)).collect();
        for field in &mut fields {
            merge(field, twins.get(field.name.as_str())?, models)?;
        }
    }
    Some(Kind::Object { fields, additional: (*additional).clone() })
}

/// Joins a member with its twin's; `None` where they are not the same but for being required.
fn merge(field: &mut Field, twin: &Field, models: &[Model]) -> Option<()> {
    if field.slot.ty != twin.slot.ty && !same_values(&field.slot.ty, &twin.slot.ty, models) {
        return None;
    }
    // a doubt that one page leaves, because the member is optional there, another may settle
    let doubtful = |f: &Field| f.unknown.nullable;
    match (doubtful(field), doubtful(twin)) {
        (true, false) => {
            field.slot.nullable = twin.slot.nullable;
            field.unknown.nullable = false;
        }
        (false, true) => {}
        _ if field.slot.nullable == twin.slot.nullable => {}
        _ => return None,
    }
    field.required &= twin.required;
    Some(())
}

/// Whether two types are enums of the same values: an SDK makes one of each inline enum.
fn same_values(a: &Type, b: &Type, models: &[Model]) -> bool {
    let (Type::Model(ModelId(a)), Type::Model(ModelId(b))) = (a, b) else { return false };
    match (models.get(*a).map(|m| &m.kind), models.get(*b).map(|m| &m.kind)) {
        (Some(Kind::Enum { values: a, open: x, .. }), Some(Kind::Enum { values: b, open: y, .. })) => a == b && x == y,
        _ => false,
    }
}
