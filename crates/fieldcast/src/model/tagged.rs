//! What the SDK's own sources add to what a page shows.

use super::lower::{Draft, DraftBody, DraftMember, Shape};
use super::{Enum, EnumValue, Kind, Literal, Model, Primitive, Slot, Tag, Type};
use crate::diagnostic::Place;
use crate::family::{Dialect, Expr};
use crate::tags::{Exact, Found, Hint, Member, Scalar, Tags};
use foldhash::HashSet;
use serde_json::Value;

/// Adds what a tag tells to the type of a field that shows less. Gives what was said, for people.
pub(super) fn apply(slot: &mut Slot, member: &Member, place: Place) -> Tag {
    let before = slot.ty.clone();
    refine(slot, &member.hint);
    Tag {
        place,
        wire: member.wire.clone(),
        nullable: member.hint.nullable,
        required: member.hint.required,
        ty: slot.ty != before,
        sent: member.sent,
    }
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
    if let (Type::Primitive(Primitive::String | Primitive::Number), [first, rest @ ..]) =
        (&slot.ty, hint.values.as_slice())
    {
        let one = |value: &Literal| Type::Literal { value: value.clone(), open: hint.open };
        slot.ty = match rest {
            [] => one(first),
            _ => Type::Union(hint.values.iter().map(|value| Slot { ty: one(value), nullable: Some(false) }).collect()),
        };
    }
    if let (Type::Array(of) | Type::Map(of), Some(hint)) = (&mut slot.ty, &hint.of) {
        refine(of, hint);
    }
}

/// Gives pages that show nothing of an enum its values, and those that show a union's members merged, or not at all, its
/// members: where the class of the same name lists them, and all members are types that the pages know.
pub(super) fn fill<'b, 'd: 'b>(
    drafts: &mut [Draft<'d>],
    bodies: &mut [DraftBody<'b>],
    tags: &Tags,
    dialect: &'static dyn Dialect,
) {
    if !tags.tells_more() {
        return;
    }
    let pages: HashSet<&str> = drafts.iter().map(|draft| draft.name).collect();
    for (draft, body) in drafts.iter_mut().zip(bodies) {
        let Some(class) = tags.class(draft.name, &draft.namespace, std::iter::empty()) else { continue };
        let (values, members) = (class.values(), class.alternatives());
        if matches!(body, DraftBody::Blank) && !values.is_empty() {
            let values = values.iter().filter_map(|(name, text)| {
                let value = match class.scalar() {
                    Some(Scalar::Integer) => Literal::Integer(text.parse().ok()?),
                    _ => Literal::String(text.clone()),
                };
                Some(EnumValue { name: Some(name.clone()), value })
            });
            let open = class.is_open().then_some(true);
            *body = DraftBody::Enum(Enum {
                values: values.collect(),
                open,
                nullable: false,
                untyped: false,
                guessed: false,
            });
            draft.shape = Shape::Enum;
        } else if matches!(body, DraftBody::Blank | DraftBody::Object(_)) && !members.is_empty() {
            let parsed: Option<Vec<Expr>> = members.iter().map(|member| dialect.parse_type(member).ok()).collect();
            let known = |ty: &Expr| match ty {
                Expr::Named(named) => named.name != draft.name && pages.contains(named.name.as_str()),
                Expr::Primitive(_) => true,
                Expr::Array(of) | Expr::Map(of) => match &**of {
                    Expr::Named(named) => pages.contains(named.name.as_str()),
                    of => matches!(of, Expr::Primitive(_)),
                },
                _ => false,
            };
            let Some(parsed) = parsed.filter(|parsed| parsed.iter().all(known)) else { continue };
            let at = draft.page.title;
            *body = DraftBody::Union(parsed.into_iter().map(|ty| DraftMember { at, ty }).collect());
            draft.shape = Shape::Union;
        }
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
