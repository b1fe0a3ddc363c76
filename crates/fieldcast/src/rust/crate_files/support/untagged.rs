//! Unions without a tag: a value is the variant that it fits best.
//!
//! A variant fits by JSON type; an object fits where every required member is there and no member
//! has a value that belongs to another variant. Of several, the narrower type is tried first (a
//! known value before any text, an integer before a number, fixed members before a map), then the
//! one with more telling values, then the one that knows more of the members, then the first. The
//! first that can be read is the value; where none can, the value is kept as it came.

use std::cmp::Reverse;

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

use super::content::{Content, Reader, Scalar, Text};
use super::integer;

/// A union that is read by what fits best.
pub(crate) trait Untagged: Sized {
    /// What the values of each variant look like.
    const SHAPES: &'static [Shape];

    /// The variants by their place, for messages.
    fn name(variant: usize) -> Option<&'static str>;

    /// Reads a variant, given by its place in `SHAPES`; any other place keeps the value as it is.
    fn read<'de, E: Error>(variant: usize, value: &Content<'de>) -> Result<Self, E>;
}

/// Reads a union without a tag.
pub(crate) fn untagged<'de, T: Untagged, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    best_fit(&Content::deserialize(deserializer)?)
}

/// The variant that a value fits best.
pub(crate) fn best_fit<'de, T: Untagged, E: Error>(value: &Content<'de>) -> Result<T, E> {
    let shapes = T::SHAPES.iter().enumerate();
    let mut fits: Vec<_> = shapes
        .filter_map(|(variant, shape)| Some((shape.fit(value)?, variant)))
        .collect();
    fits.sort_by_key(|(fit, _)| Reverse(*fit));
    let mut read = fits
        .iter()
        .map(|(_, variant)| T::read::<E>(*variant, value));
    read.find_map(Result::ok)
        .map_or_else(|| T::read(usize::MAX, value), Ok)
}

/// Why a value is none of a union's variants: of each, what does not fit.
#[cold]
pub(crate) fn why<T: Untagged>(value: &Value) -> String {
    let text = value.to_string();
    let content = match serde_json::from_str::<Content<'_>>(&text) {
        Ok(content) => content,
        Err(error) => return error.to_string(),
    };
    let names = (0..).map_while(T::name).enumerate();
    let all = names.map(
        |(variant, name)| match T::read::<serde_json::Error>(variant, &content) {
            Ok(_) => format!("{name}: a member has a value of another variant"),
            Err(error) => format!("{name}: {error}"),
        },
    );
    all.collect::<Vec<_>>().join("; ")
}

impl<'de> Content<'de> {
    /// Reads the value as a type.
    pub(crate) fn read<T: Deserialize<'de>, E: Error>(&self) -> Result<T, E> {
        T::deserialize(Reader::new(self))
    }
}

/// What the values of a type look like.
#[allow(dead_code, reason = "few APIs have unions of every shape")]
pub(crate) enum Shape {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    /// These values.
    Values(&'static [Scalar<'static>]),
    /// These values, and others of their JSON types.
    OpenValues(&'static [Scalar<'static>]),
    Array(&'static Shape),
    Map(&'static Shape),
    Object(&'static [Member]),
    OneOf(&'static [Shape]),
}

/// A member of an object.
pub(crate) struct Member {
    names: &'static [&'static str],
    required: bool,
    values: Values,
}

/// Whether the value of a member tells the variant.
#[derive(Clone, Copy)]
enum Values {
    Any,
    Likely(&'static [Scalar<'static>]),
    Only(&'static [Scalar<'static>]),
}

#[allow(dead_code, reason = "few APIs have unions of every shape")]
impl Member {
    /// A member that must be there, by its name and the other spellings of it.
    pub(crate) const fn required(names: &'static [&'static str]) -> Self {
        Self {
            names,
            required: true,
            values: Values::Any,
        }
    }

    /// A member that may be absent.
    pub(crate) const fn optional(names: &'static [&'static str]) -> Self {
        Self {
            names,
            required: false,
            values: Values::Any,
        }
    }

    /// With one of these values the object fits better.
    pub(crate) const fn likely(self, values: &'static [Scalar<'static>]) -> Self {
        Self {
            values: Values::Likely(values),
            ..self
        }
    }

    /// With any other value the object does not fit.
    pub(crate) const fn only(self, values: &'static [Scalar<'static>]) -> Self {
        Self {
            values: Values::Only(values),
            ..self
        }
    }
}

/// How well a value fits a type: the larger, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// How narrow the type is.
    narrow: u32,
    /// How many members have a value that tells the variant.
    telling: u32,
    /// How many members the type knows.
    known: u32,
}

impl Fit {
    fn narrow(narrow: u32) -> Self {
        Self {
            narrow,
            telling: 0,
            known: 0,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            narrow: self.narrow.min(other.narrow),
            telling: self.telling + other.telling,
            known: self.known + other.known,
        }
    }
}

impl Shape {
    /// How well a value fits, where it does.
    fn fit(&self, value: &Content<'_>) -> Option<Fit> {
        let narrow = match (self, value) {
            (Self::Any, _) => 0,
            (Self::Null, Content::Null) => 3,
            (Self::Boolean, Content::Bool(_)) => 3,
            (Self::Integer, Content::Integer(_) | Content::Unsigned(_)) => 3,
            (Self::Integer, Content::Float(value)) if integer::of_float(*value).is_some() => 3,
            (Self::Number, Content::Integer(_) | Content::Unsigned(_)) => 2,
            (Self::Number, Content::Float(_) | Content::Digits(_)) => 2,
            (Self::String, Content::Str(_) | Content::String(_)) => 2,
            (Self::Values(values), _) if values.contains(&value.scalar()) => 5,
            (Self::OpenValues(values), _) if values.contains(&value.scalar()) => 4,
            (Self::OpenValues(values), _)
                if values.iter().any(|known| is_alike(*known, value.scalar())) =>
            {
                1
            }
            (Self::Array(items), Content::Array(values)) => {
                return values.iter().try_fold(Fit::narrow(3), |fit, value| {
                    Some(fit.and(items.fit(value)?))
                });
            }
            (Self::Map(values), Content::Object(members)) => {
                return members.iter().try_fold(Fit::narrow(1), |fit, (_, value)| {
                    values.fit(value).map(|_| fit)
                });
            }
            (Self::Object(shape), Content::Object(members)) => {
                return fit_members(shape, members);
            }
            (Self::OneOf(shapes), _) => {
                return shapes.iter().filter_map(|shape| shape.fit(value)).max();
            }
            _ => return None,
        };
        Some(Fit::narrow(narrow))
    }
}

fn fit_members(shape: &[Member], members: &[(Text<'_>, Content<'_>)]) -> Option<Fit> {
    let mut fit = Fit::narrow(2);
    for member in shape {
        let Some((_, value)) = members
            .iter()
            .find(|(name, _)| member.names.contains(&&**name))
        else {
            if member.required {
                return None;
            }
            continue;
        };
        fit.known += 1;
        match member.values {
            Values::Only(values) if !values.contains(&value.scalar()) => return None,
            Values::Only(_) => fit.telling += 1,
            Values::Likely(values) if values.contains(&value.scalar()) => fit.telling += 1,
            Values::Likely(_) | Values::Any => {}
        }
    }
    Some(fit)
}

/// Whether both have the same JSON type.
fn is_alike(one: Scalar<'_>, other: Scalar<'_>) -> bool {
    std::mem::discriminant(&one) == std::mem::discriminant(&other)
}
