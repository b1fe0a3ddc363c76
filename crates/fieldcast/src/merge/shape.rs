//! What a model looks like, for telling whether two are one.

use crate::model::{Kind, Literal, Model, ModelId, Slot, Type, Union};
use crate::wire::fold;
use std::collections::{BTreeSet, HashMap};

/// A model without its name: what two languages that show the same model have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape<T = String> {
    /// An object, by the names of its members.
    Object(BTreeSet<T>),
    /// An enum, by its values.
    Enum(BTreeSet<T>),
    /// A union, by what its members look like: the names of their members and their values.
    Union(BTreeSet<T>),
    /// A union that is shown as one object, by the names of the members of all.
    Merged(BTreeSet<T>),
    /// A page that shows nothing.
    Blank,
}

/// As alike as can be.
const SAME: u32 = 1000;

/// What is to be thought of two models of which one shows nothing.
const IN_DOUBT: u32 = 500;

impl Shape {
    /// What a model looks like, one of `models`, by which its references go.
    pub fn of(model: &Model, models: &[Model]) -> Self {
        match &model.kind {
            Kind::Object(object) => {
                let names = object.fields.iter().map(|field| fold(&field.wire)).collect();
                if object.merged { Self::Merged(names) } else { Self::Object(names) }
            }
            Kind::Enum(found) => Self::Enum(found.values.iter().map(|value| letters(&value.value)).collect()),
            Kind::Union(Union { members: Some(members) }) => {
                let mut looks = BTreeSet::new();
                members.iter().for_each(|slot| look(slot, models, &mut looks));
                Self::Union(looks)
            }
            Kind::Union(Union { members: None }) => Self::Blank,
        }
    }

    /// The same by the numbers of names and values, which are compared many times.
    pub fn numbered(self, numbers: &mut Numbers) -> Shape<u32> {
        let mut all = |texts: BTreeSet<String>| texts.into_iter().map(|text| numbers.of(text)).collect();
        match self {
            Self::Object(names) => Shape::Object(all(names)),
            Self::Enum(values) => Shape::Enum(all(values)),
            Self::Union(looks) => Shape::Union(all(looks)),
            Self::Merged(names) => Shape::Merged(all(names)),
            Self::Blank => Shape::Blank,
        }
    }
}

impl<T: Ord> Shape<T> {
    /// How alike two models are, of a thousand; `None` where they can't be one.
    pub fn alike(&self, other: &Self) -> Option<u32> {
        match (self, other) {
            (Self::Object(a), Self::Object(b)) | (Self::Enum(a), Self::Enum(b)) | (Self::Union(a), Self::Union(b)) => {
                Some(common(a, b))
            }
            // what one SDK shows as an object another lists, or shows as one of which nothing tells that it is a union
            (Self::Merged(a), Self::Merged(b) | Self::Object(b) | Self::Union(b))
            | (Self::Object(a) | Self::Union(a), Self::Merged(b)) => Some(common(a, b)),
            (Self::Blank, _) | (_, Self::Blank) => Some(IN_DOUBT),
            _ => None,
        }
    }
}

/// Numbers texts: one text, one number.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<String, u32>);

impl Numbers {
    /// The number of a text.
    pub fn of(&mut self, text: String) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(text).or_insert(next)
    }
}

/// Adds what a member of a union looks like.
fn look(slot: &Slot, models: &[Model], looks: &mut BTreeSet<String>) {
    match &slot.ty {
        Type::Model(ModelId(id)) => match models.get(*id).map(|model| &model.kind) {
            Some(Kind::Object(object)) => looks.extend(object.fields.iter().map(|field| fold(&field.wire))),
            Some(Kind::Enum(found)) => looks.extend(found.values.iter().map(|value| text(&value.value))),
            _ => {}
        },
        Type::Literal { value, .. } => {
            looks.insert(text(value));
        }
        Type::Array(of) | Type::Map(of) => look(of, models, looks),
        Type::Union(members) => members.iter().for_each(|member| look(member, models, looks)),
        Type::Primitive(_) => {}
    }
}

/// The text of a value: pages of some languages write numbers and texts alike.
/// A value without regard to case and separators, for pages of some languages show the SDK's own names of values alone, and
/// what is concluded from them is not the same in each.
fn letters(value: &Literal) -> String {
    let whole = text(value);
    let letters = fold(&whole);
    if letters.is_empty() { whole } else { letters }
}

pub(super) fn text(value: &Literal) -> String {
    match value {
        Literal::String(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Float(number) => number.to_string(),
        Literal::Boolean(truth) => truth.to_string(),
    }
}

/// The share of names that both have, of a thousand. Revisions add members, so that one without any may be the same.
fn common<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> u32 {
    let both = a.intersection(b).count();
    let all = a.len() + b.len() - both;
    match (all, a.is_empty() || b.is_empty()) {
        (0, _) => SAME,
        (_, true) => ALMOST_NOTHING,
        _ => u32::try_from(both * SAME as usize / all).unwrap_or_default(),
    }
}

/// How alike an object without members is to one that has some.
const ALMOST_NOTHING: u32 = 1;
