//! Which variants of a union a value cannot tell apart.

use serde_json::Value;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fmt;

use super::values::known_values;
use super::{Member, Shape, UnionSpec};

/// Two variants such that a value may fit both equally well; it is then read as the first, or as the second where it
/// cannot be read as the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The index of the variant that is read.
    pub first: usize,
    /// The index of the variant that may be meant.
    pub second: usize,
    /// What such a value looks like.
    pub reason: Reason,
}

/// What a value looks like that two variants fit equally well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Both variants read the same JSON values, as far as their shapes tell.
    SameValues,
    /// An object with only the members that both know, among them all that either requires.
    SharedMembers,
}

impl fmt::Display for Reason {
    /// The end of a sentence such as “`Cat` and `Dog` cannot be told apart…”.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SameValues => "",
            Self::SharedMembers => " where an object has only members of both",
        })
    }
}

/// How many pairs are looked for: one is enough to say that a union is not told apart by its values.
const MOST_FOUND: usize = 8;

/// With how many variants after it each is compared.
const MOST_COMPARED: usize = 64;

/// How many are looked through one by one.
const FEW: usize = 16;

/// How many pairs of shapes are compared in all.
const MOST_PAIRS: usize = 1 << 20;

/// Pairs of variants that a value may not tell apart, in the order of the variants, the first few of them. A union that
/// is read by its tag has none among the variants that have a value of the tag.
pub fn ambiguities(spec: &UnionSpec) -> Vec<Ambiguity> {
    let tag = spec.dispatch().tag;
    let told: HashSet<usize> =
        tag.iter().flat_map(|tag| tag.mapping.iter().map(|(_, variant)| *variant).chain(tag.otherwise)).collect();
    let left = Cell::new(MOST_PAIRS);
    let pairs = spec.variants.iter().enumerate().flat_map(|(first, one)| {
        let others = spec.variants.iter().enumerate().skip(first + 1).take(MOST_COMPARED);
        others.map(move |(second, other)| (first, one, second, other))
    });
    pairs
        .filter(|(first, _, second, _)| !(told.contains(first) && told.contains(second)))
        .filter_map(|(first, one, second, other)| {
            overlap(&one.shape, &other.shape, &left).map(|reason| Ambiguity { first, second, reason })
        })
        .take(MOST_FOUND)
        .collect()
}

/// How a value looks that fits both shapes equally well, where there is one; `left` is how many more are compared.
fn overlap(one: &Shape, other: &Shape, left: &Cell<usize>) -> Option<Reason> {
    left.set(left.get().checked_sub(1)?);
    let same = |holds: bool| holds.then_some(Reason::SameValues);
    match (one, other) {
        (Shape::Object(one), Shape::Object(other)) => objects_overlap(one, other).then_some(Reason::SharedMembers),
        (Shape::Array(one), Shape::Array(other)) | (Shape::Map(one), Shape::Map(other)) => overlap(one, other, left),
        (Shape::OneOf(shapes), other) | (other, Shape::OneOf(shapes)) => {
            shapes.iter().find_map(|shape| overlap(shape, other, left))
        }
        (Shape::Values { values, open }, Shape::Values { values: others, open: others_open }) => {
            same(*open && *others_open || is_common(values, others))
        }
        _ => same(std::mem::discriminant(one) == std::mem::discriminant(other)),
    }
}

/// Whether a value is in both lists.
fn is_common(values: &[Value], others: &[Value]) -> bool {
    if others.len() <= FEW {
        return values.iter().any(|value| others.contains(value));
    }
    let others: HashSet<&Value> = others.iter().collect();
    values.iter().any(|value| others.contains(value))
}

/// Whether an object with all that either requires and nothing that only one knows can be either.
fn objects_overlap(one: &[Member], other: &[Member]) -> bool {
    let fits = |members: &[Member], others: &[Member]| {
        // of a few the search is faster
        let by_name: Option<HashMap<&str, &Member>> =
            (others.len() > FEW).then(|| others.iter().rev().map(|member| (member.name.as_str(), member)).collect());
        let find = |name: &str| match &by_name {
            Some(by_name) => by_name.get(name).copied(),
            None => others.iter().find(|other| other.name == name),
        };
        members.iter().all(|member| match find(&member.name) {
            Some(twin) => !(member.required || twin.required) || may_share(&member.shape, &twin.shape),
            None => !member.required,
        })
    };
    fits(one, other) && fits(other, one)
}

/// Whether some value can be both; by what they may be read from, not by which fits better.
fn may_share(one: &Shape, other: &Shape) -> bool {
    let single = |shape: &Shape| known_values(shape).filter(|(values, open)| !*open || values.len() == 1);
    match (one, other) {
        (Shape::Any, _) | (_, Shape::Any) => true,
        (Shape::OneOf(shapes), other) | (other, Shape::OneOf(shapes)) => {
            shapes.iter().any(|shape| may_share(shape, other))
        }
        (Shape::Integer | Shape::Number, Shape::Integer | Shape::Number) => true,
        (Shape::Object(_) | Shape::Map(_), Shape::Object(_) | Shape::Map(_)) => true,
        (Shape::Values { values, .. }, Shape::Values { values: others, .. }) => match (single(one), single(other)) {
            (None, None) => true,
            _ => is_common(values, others),
        },
        (Shape::Values { values, .. }, shape) | (shape, Shape::Values { values, .. }) => {
            values.iter().any(|value| match shape {
                Shape::Null => value.is_null(),
                Shape::Boolean => value.is_boolean(),
                Shape::Integer | Shape::Number => value.is_number(),
                Shape::String => value.is_string(),
                _ => false,
            })
        }
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
