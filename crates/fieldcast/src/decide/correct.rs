//! Named corrections of what the pages say: evidence of the highest rank, with a reason, that fails when it no longer
//! changes anything.

use super::correction::Correction;
use super::operations::{self, Operation, Target};
use super::{Field, Kind, Model, Primitive, Slot, Type, Unknown, forget};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Literal, ModelId};

/// Applies corrections in their order.
pub(super) fn apply(
    corrections: &[Correction],
    (models, operations): (&mut [Model], &mut [Operation]),
    diagnostics: &mut Vec<Diagnostic>,
) {
    for correction in corrections {
        let problem =
            |code, message: String, help: &str| Diagnostic::error(code, correction.place.clone(), message).help(help);
        let changed = find_and_change(correction, models, operations)
            .or_else(|| change_operation(correction, models, operations));
        let Some(changed) = changed else {
            // operations are not read for every purpose
            if operations.is_empty() && is_of_operations(correction) {
                continue;
            }
            let message = format!("the correction of `{}` names no model or field of the pages", correction.at);
            diagnostics.push(problem(
                Code::UnknownTarget,
                message,
                "name a model, or a model's field as it is on the wire: `Session.expire_at`",
            ));
            continue;
        };
        match changed {
            Ok(true) => {}
            Ok(false) if correction.names_in_rust => {}
            Ok(false) => {
                let message = format!("the correction of `{}` changes nothing: the pages say the same", correction.at);
                diagnostics.push(problem(Code::StaleCorrection, message, "remove it"));
            }
            Err(message) => {
                diagnostics.push(problem(Code::BadConfig, message, "correct the correction"));
            }
        }
    }
}

/// Whether the correction changed something; `None` where its target is not there.
fn find_and_change(
    correction: &Correction,
    models: &mut [Model],
    operations: &mut [Operation],
) -> Option<Result<bool, String>> {
    let is_there = |model: &Model, key: &str| model.key == key && !model.left_out;
    if let Some(at) = models.iter().position(|model| is_there(model, &correction.at)) {
        return Some(change_model(correction, at, models, operations));
    }
    let (key, field) = correction.at.rsplit_once('.')?;
    let own = models.iter().position(|model| is_there(model, key))?;
    let ty = match correction.ty.as_deref().map(|ty| named(ty, models)) {
        Some(Some(ty)) => Some(Ok(ty)),
        _ if correction.ty.is_some() || correction.format.is_some() => Some(primitive(correction)),
        _ => None,
    };
    let ty = match ty.transpose() {
        Ok(ty) => ty,
        Err(message) => return Some(Err(message)),
    };
    let model = models.get_mut(own)?;
    let place = correction.place.clone().unwrap_or_else(|| model.place.clone());
    let Kind::Object { fields, .. } = &mut model.kind else { return None };
    let Some(at) = fields.iter().position(|f| f.name == field) else {
        return correction.add.then(|| {
            let ty = ty.ok_or_else(|| format!("the field `{}` is added without a `type`", correction.at))?;
            fields.push(added(correction, field, ty, place));
            Ok(true)
        });
    };
    if correction.add {
        return Some(Ok(false));
    }
    if correction.leave_out {
        fields.remove(at);
        return Some(Ok(true));
    }
    let taken =
        correction.wire_name.as_ref().is_some_and(|name| fields.iter().any(|f| f.name == *name && f.name != field));
    if taken {
        return Some(Err(format!("the correction of `{}` gives it the name of another field", correction.at)));
    }
    Some(change_field(correction, ty, fields.get_mut(at)?))
}

/// The type of a model that a correction names.
fn named(name: &str, models: &[Model]) -> Option<Type> {
    let at = models.iter().position(|model| model.key == name && !model.left_out)?;
    Some(Type::Model(ModelId(at)))
}

/// A field that no page lists.
fn added(correction: &Correction, name: &str, ty: Type, place: Place) -> Field {
    let required = correction.required.unwrap_or_default();
    let any = matches!(ty, Type::Primitive(Primitive::Any));
    let unknown = correction.nullable.is_none() && !required && !any;
    Field {
        name: name.to_owned(),
        documented: name.to_owned(),
        aliases: Vec::new(),
        place,
        required,
        slot: Slot { ty, nullable: correction.nullable.unwrap_or(unknown) },
        description: correction.description.clone().unwrap_or_default(),
        deprecated: None,
        examples: Box::default(),
        told: None,
        unknown: Unknown { nullable: unknown, integer: false },
    }
}

/// The same for operations and their parameters.
fn change_operation(correction: &Correction, models: &[Model], all: &mut [Operation]) -> Option<Result<bool, String>> {
    let ty = match correction.ty.as_deref().map(|ty| named(ty, models)) {
        Some(Some(ty)) => Some(ty),
        _ if correction.ty.is_some() || correction.format.is_some() => match primitive(correction) {
            Ok(ty) => Some(ty),
            Err(message) => return Some(Err(message)),
        },
        _ => None,
    };
    Some(match operations::find(all, &correction.at)? {
        Target::Operation(operation) => operations::correct(correction, operation),
        Target::Parameter(parameter) => operations::move_to(correction, parameter).and_then(|moved| {
            let rest = Correction { stands: None, ..correction.clone() };
            Ok(change_field(&rest, ty, &mut parameter.field)? || moved)
        }),
    })
}

/// Whether a correction can be of nothing but an operation.
fn is_of_operations(correction: &Correction) -> bool {
    let facts = correction.stands.is_some() || correction.status.is_some() || correction.content.is_some();
    let method = correction.at.split(' ').next().and_then(crate::model::operation::Method::parse);
    facts || method.is_some() && correction.at.contains(" /")
}

fn change_model(
    correction: &Correction,
    at: usize,
    models: &mut [Model],
    operations: &mut [Operation],
) -> Result<bool, String> {
    let own = &correction.at;
    let Correction { nullable, required, ty, format, wire_name, add, stands, status, content, .. } = correction;
    let of_field = nullable.is_some() || required.is_some() || ty.is_some() || format.is_some() || wire_name.is_some();
    if of_field || *add || stands.is_some() || status.is_some() || content.is_some() {
        let can = "`open`, `values`, `discriminator`, `description`, `rename`, `rust-name` and `leave-out`";
        return Err(format!("`{own}` is a model: only {can} of it can be corrected, and its fields"));
    }
    if correction.leave_out {
        models.iter_mut().for_each(|model| forget::in_model(model, at));
        operations.iter_mut().for_each(|operation| forget::in_operation(operation, at));
        models.get_mut(at).into_iter().for_each(|model| model.left_out = true);
        return Ok(true);
    }
    if let Some((property, mapping)) = &correction.discriminator {
        return discriminate(own, at, property, mapping, models);
    }
    if let Some(name) = &correction.rename {
        let fits = name.split('.').all(|word| {
            word.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && word.chars().all(|c| c.is_alphanumeric() || c == '_')
        });
        if !fits {
            return Err(format!("`{name}` cannot be the name of a model"));
        }
        if name != own && models.iter().any(|model| model.key == *name) {
            return Err(format!("the correction of `{own}` gives it the name of another model"));
        }
    }
    let Some(model) = models.get_mut(at) else { return Ok(false) };
    let mut changed = false;
    if correction.open.is_some() || !correction.values.is_empty() {
        let Kind::Enum { open, values, .. } = &mut model.kind else {
            return Err(format!("`{own}` is no enum: it is neither open nor has it values"));
        };
        if correction.open.is_some() {
            changed |= std::mem::replace(open, correction.open) != correction.open;
        }
        for value in &correction.values {
            if !values.contains(value) {
                values.push(value.clone());
                changed = true;
            }
        }
    }
    if let Some(description) = &correction.description {
        changed |= std::mem::replace(&mut model.description, description.clone()) != *description;
    }
    if let Some(name) = &correction.rename {
        changed |= std::mem::replace(&mut model.key, name.clone()) != *name;
    }
    Ok(changed)
}

/// Says of each object of a union which value of one of its members it has: what tells unions apart finds it then.
fn discriminate(
    own: &str,
    at: usize,
    property: &str,
    mapping: &[(String, String)],
    models: &mut [Model],
) -> Result<bool, String> {
    let Some(Kind::Union { members: Some(members), .. }) = models.get(at).map(|model| &model.kind) else {
        return Err(format!("`{own}` is no union with members: nothing tells them apart"));
    };
    let mut ids = Vec::new();
    for slot in members {
        match slot.ty {
            Type::Model(ModelId(id)) if !slot.nullable => ids.push(id),
            _ => return Err(format!("not all members of `{own}` are objects")),
        }
    }
    let mut changed = false;
    for id in ids {
        let Some(model) = models.get_mut(id) else { continue };
        let Some((value, _)) = mapping.iter().find(|(_, key)| *key == model.key) else {
            return Err(format!("`mapping` gives no value for `{}`, a member of `{own}`", model.key));
        };
        let Kind::Object { fields, .. } = &mut model.kind else {
            return Err(format!("`{}`, a member of `{own}`, is no object", model.key));
        };
        let Some(field) = fields.iter_mut().find(|field| field.name == property) else {
            return Err(format!("`{}`, a member of `{own}`, has no field `{property}`", model.key));
        };
        let slot = Slot { ty: Type::Literal { value: Literal::String(value.clone()), open: false }, nullable: false };
        changed |= field.slot != slot || !field.required;
        field.slot = slot;
        field.required = true;
        field.unknown = Unknown::default();
    }
    Ok(changed)
}

/// The type that JSON Schema's words name.
fn primitive(correction: &Correction) -> Result<Type, String> {
    let ty = correction.ty.as_deref().unwrap_or("string");
    Ok(Type::Primitive(match (ty, correction.format.as_deref()) {
        ("string", None) => Primitive::String,
        ("string", Some("date")) => Primitive::Date,
        ("string", Some("date-time")) => Primitive::DateTime,
        ("string", Some("binary")) => Primitive::Binary,
        ("integer", None) => Primitive::Integer,
        ("number", None) => Primitive::Float,
        ("boolean", None) => Primitive::Boolean,
        ("object", None) => Primitive::Object,
        ("any", None) => Primitive::Any,
        (ty, format) => {
            let shown = format.map_or_else(|| format!("type `{ty}`"), |f| format!("type `{ty}` with format `{f}`"));
            return Err(format!(
                "found the {shown}, expected one of JSON Schema's that a correction can set, or a model"
            ));
        }
    }))
}

fn change_field(correction: &Correction, ty: Option<Type>, field: &mut Field) -> Result<bool, String> {
    if correction.stands.is_some() || correction.status.is_some() || correction.content.is_some() {
        return Err(format!("`{}` is a field: `in`, `status` and `content` are for operations", correction.at));
    }
    if correction.open.is_some() || !correction.values.is_empty() {
        return Err(format!("`{}` is a field: `open` and `values` are for enums", correction.at));
    }
    if correction.rename.is_some() || correction.discriminator.is_some() {
        let message = "a field: `rename` and `discriminator` are for models, and `wire-name` renames a field";
        return Err(format!("`{}` is {message}", correction.at));
    }
    let before = field.clone();
    if let Some(nullable) = correction.nullable {
        field.slot.nullable = nullable;
        field.unknown.nullable = false;
    }
    if let Some(required) = correction.required {
        field.required = required;
        // the doubt was about an optional member
        if required && field.unknown.nullable {
            field.slot.nullable = false;
            field.unknown.nullable = false;
        }
    }
    if let Some(ty) = ty {
        field.slot.ty = ty;
        field.unknown.integer = false;
    }
    if let Some(description) = &correction.description {
        field.description.clone_from(description);
    }
    if let Some(name) = &correction.wire_name {
        field.name.clone_from(name);
        field.aliases.clear();
    }
    Ok(*field != before)
}
