//! What the SDK's own sources add to what a page shows.

use super::{Enum, Kind, Literal, Model, Primitive, Slot, Tag, Type};
use crate::diagnostic::Place;
use crate::tags::{Exact, Found, Hint, Member, Scalar};
use serde_json::Value;

/// Adds what a tag tells to the type of a field that shows less. Gives what was said, for people.
pub(super) fn apply(slot: &mut Slot, member: &Member, place: Place) -> Tag {
    let before = slot.ty.clone();
    refine(slot, &member.hint);
    Tag { place, wire: member.wire.clone(), nullable: member.hint.nullable, ty: slot.ty != before, sent: member.sent }
}

fn refine(slot: &mut Slot, hint: &Hint) {
    slot.nullable = match hint.nullable {
        Some(true) => Some(true),
        known => slot.nullable.or(known),
    };
    match (&mut slot.ty, hint.exact) {
        (Type::Primitive(ty @ Primitive::Number), Some(Exact::Integer)) => *ty = Primitive::Integer,
        (Type::Primitive(ty @ (Primitive::Date | Primitive::DateTime)), Some(Exact::Date)) => *ty = Primitive::Date,
        (Type::Primitive(ty @ (Primitive::Date | Primitive::DateTime)), Some(Exact::DateTime)) => {
            *ty = Primitive::DateTime;
        }
        _ => {}
    }
    if let (Type::Primitive(shown), Some(value)) = (&slot.ty, &hint.constant) {
        let fits = matches!(
            (shown, value),
            (Primitive::String, Literal::String(_))
                | (Primitive::Integer, Literal::Integer(_))
                | (Primitive::Boolean, Literal::Boolean(_))
        );
        if fits {
            slot.ty = Type::Literal { value: value.clone(), open: false };
        }
    }
    if let (Type::Array(of) | Type::Map(of), Some(hint)) = (&mut slot.ty, &hint.of) {
        refine(of, hint);
    }
}

/// Gives the text by which unions know a class to the member that holds it, where the page shows any text.
pub(super) fn choose(slot: &mut Slot, tag: &mut Tag, value: &str) {
    if slot.ty == Type::Primitive(Primitive::String) {
        slot.ty = Type::Literal { value: Literal::String(value.to_owned()), open: false };
        tag.ty = true;
    }
}

/// Gives an enum's whole numbers the type that they have in the sources.
pub(super) fn settle(found: &mut Enum, class: Found<'_>) {
    match class.scalar() {
        Some(Scalar::Integer) => {}
        Some(Scalar::Text) => {
            for value in &mut found.values {
                if let Literal::Integer(number) = value.value {
                    value.value = Literal::String(number.to_string());
                }
            }
        }
        None => return,
    }
    found.untyped = false;
}

/// Gives the examples of fields that hold an enum of whole numbers that type too: a cell shows no difference.
pub(super) fn examples(models: &mut [Model]) {
    let of_numbers = |model: &Model| match &model.kind {
        Kind::Enum(found) => {
            !found.values.is_empty() && found.values.iter().all(|value| matches!(value.value, Literal::Integer(_)))
        }
        _ => false,
    };
    let numbers: Vec<bool> = models.iter().map(of_numbers).collect();
    if !numbers.contains(&true) {
        return;
    }
    for model in models {
        let Kind::Object(object) = &mut model.kind else { continue };
        for field in &mut object.fields {
            let Type::Model(id) = field.slot.ty else { continue };
            if numbers.get(id.0) != Some(&true) {
                continue;
            }
            for example in &mut field.examples {
                if let Value::String(text) = &*example
                    && let Ok(number) = text.trim().parse::<i64>()
                {
                    *example = Value::from(number);
                }
            }
        }
    }
}
