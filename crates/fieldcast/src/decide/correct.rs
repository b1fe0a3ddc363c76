//! Named corrections of what the pages say: evidence of the highest rank, with a reason, that fails when it no longer
//! changes anything.

use super::operations::{self, Operation, Target};
use super::{Field, Kind, Model, Primitive, Type};
use crate::diagnostic::{Code, Diagnostic, Place};

/// A fact that the pages have wrong or cannot show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// The model or the field: `Session`, `Session.expire_at`. A model outside the main namespace is `operations.Name`;
    /// a field goes by its name on the wire. Or the operation or its parameter, by its id or its method and path:
    /// `GET /sessions`, `GetSessionList.limit`.
    pub at: String,
    /// Why the pages are not right.
    pub reason: String,
    /// Whether null is allowed.
    pub nullable: Option<bool>,
    /// Whether the member must be there.
    pub required: Option<bool>,
    /// The type: `string`, `integer`, `number`, `boolean`, `object`, or `any`.
    pub ty: Option<String>,
    /// The format of a string: `date`, `date-time` or `binary`.
    pub format: Option<String>,
    /// The name on the wire.
    pub wire_name: Option<String>,
    /// Whether an enum takes values that its page does not list.
    pub open: Option<bool>,
    /// Where a parameter is sent: `query` or `header`.
    pub stands: Option<String>,
    /// The status of an operation where all goes well.
    pub status: Option<u16>,
    /// The content type of an operation's body.
    pub content: Option<String>,
    /// Where the correction is written.
    pub place: Option<Place>,
}

/// Applies corrections in their order.
pub(super) fn apply(
    corrections: &[Correction],
    (models, operations): (&mut [Model], &mut [Operation]),
    diagnostics: &mut Vec<Diagnostic>,
) {
    for correction in corrections {
        let problem =
            |code, message: String, help: &str| Diagnostic::error(code, correction.place.clone(), message).help(help);
        let Some(changed) = find_and_change(correction, models).or_else(|| change_operation(correction, operations))
        else {
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
fn find_and_change(correction: &Correction, models: &mut [Model]) -> Option<Result<bool, String>> {
    if let Some(model) = models.iter_mut().find(|m| m.key == correction.at) {
        return Some(change_model(correction, model));
    }
    let (key, field) = correction.at.rsplit_once('.')?;
    let model = models.iter_mut().find(|m| m.key == key)?;
    let Kind::Object { fields, .. } = &mut model.kind else { return None };
    let at = fields.iter().position(|f| f.name == field)?;
    let taken =
        correction.wire_name.as_ref().is_some_and(|name| fields.iter().any(|f| f.name == *name && f.name != field));
    if taken {
        return Some(Err(format!("the correction of `{}` gives it the name of another field", correction.at)));
    }
    Some(change_field(correction, fields.get_mut(at)?))
}

/// The same for operations and their parameters.
fn change_operation(correction: &Correction, all: &mut [Operation]) -> Option<Result<bool, String>> {
    Some(match operations::find(all, &correction.at)? {
        Target::Operation(operation) => operations::correct(correction, operation),
        Target::Parameter(parameter) => operations::move_to(correction, parameter).and_then(|moved| {
            let rest = Correction { stands: None, ..correction.clone() };
            Ok(change_field(&rest, &mut parameter.field)? || moved)
        }),
    })
}

/// Whether a correction can be of nothing but an operation.
fn is_of_operations(correction: &Correction) -> bool {
    let facts = correction.stands.is_some() || correction.status.is_some() || correction.content.is_some();
    let method = correction.at.split(' ').next().and_then(crate::model::operation::Method::parse);
    facts || method.is_some() && correction.at.contains(" /")
}

fn change_model(correction: &Correction, model: &mut Model) -> Result<bool, String> {
    let Kind::Enum { open, .. } = &mut model.kind else {
        return Err(format!("`{}` is no enum: only its fields can be corrected", correction.at));
    };
    let only_open = Correction { open: correction.open, ..Correction::default() };
    let given = Correction { at: String::new(), reason: String::new(), place: None, ..correction.clone() };
    if correction.open.is_none() || given != only_open {
        return Err(format!("`{}` is an enum: only `open` can be corrected", correction.at));
    }
    Ok(std::mem::replace(open, correction.open) != correction.open)
}

fn change_field(correction: &Correction, field: &mut Field) -> Result<bool, String> {
    if correction.stands.is_some() || correction.status.is_some() || correction.content.is_some() {
        return Err(format!("`{}` is a field: `in`, `status` and `content` are for operations", correction.at));
    }
    if correction.open.is_some() {
        return Err(format!("`{}` is a field: `open` is for enums", correction.at));
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
    if correction.ty.is_some() || correction.format.is_some() {
        let ty = correction.ty.as_deref().unwrap_or("string");
        let primitive = match (ty, correction.format.as_deref()) {
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
                return Err(format!("found the {shown}, expected one of JSON Schema's that a correction can set"));
            }
        };
        field.slot.ty = Type::Primitive(primitive);
        field.unknown.integer = false;
    }
    if let Some(name) = &correction.wire_name {
        field.name.clone_from(name);
        field.aliases.clear();
    }
    Ok(*field != before)
}
