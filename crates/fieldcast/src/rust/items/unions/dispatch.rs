//! How the variant of a value is found: by a tag, by what fits best, or by both.

use serde_json::Value;
use std::collections::HashSet;

use super::objects::{Objects, tells};
use super::values::known_values;
use super::{Discriminator, Member, Shape, UnionSpec};

/// How the variant of a value is found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dispatch {
    /// The tag, where there is one: given, or found in the variants.
    pub tag: Option<Discriminator>,
    /// Without a tag: every value. With one: an object whose tag is absent, though some variant allows that.
    pub fits_without_tag: bool,
    /// An object whose tag has a value that the mapping does not have, where some variant may still take it.
    pub fits_unknown_tag: bool,
}

impl UnionSpec {
    /// Whether values are read by their tag.
    pub fn is_tagged(&self) -> bool {
        self.dispatch().tag.is_some()
    }

    /// Whether values, or some of them, are read by what fits best.
    pub fn is_untagged(&self) -> bool {
        let dispatch = self.dispatch();
        dispatch.fits_without_tag || dispatch.fits_unknown_tag
    }

    /// How the variant of a value is found.
    pub(super) fn dispatch(&self) -> Dispatch {
        let given = self.discriminator.clone().filter(|tag| self.is_usable(tag));
        let Some(tag) = given.or_else(|| self.find_discriminator()) else {
            return Dispatch { tag: None, fits_without_tag: true, fits_unknown_tag: false };
        };
        let mapped: HashSet<usize> = tag.mapping.iter().map(|(_, variant)| *variant).collect();
        let unmapped = tag.otherwise.is_some() || (0..self.variants.len()).any(|index| !mapped.contains(&index));
        let optional = self.variants.iter().any(|variant| !requires(&variant.shape, &tag.property));
        Dispatch { tag: Some(tag), fits_without_tag: optional, fits_unknown_tag: unmapped }
    }

    /// Whether every variant is an object, and the tag has a value that leads to one of them.
    fn is_usable(&self, tag: &Discriminator) -> bool {
        let leads = |(value, variant): &(Value, usize)| is_tag_value(value) && *variant < self.variants.len();
        self.variants.iter().all(|variant| is_object(&variant.shape)) && tag.mapping.iter().any(leads)
    }

    /// The member that tells the variants apart by its value, where the schema names none: a member of every variant
    /// that has one known value in each, or several in one of them, and no value twice. Of several such members, one
    /// whose values every variant lists goes before one that may be any string in one of them, then one that is always
    /// there, then one of single values, then the first.
    pub fn find_discriminator(&self) -> Option<Discriminator> {
        let objects: Option<Vec<&[Member]>> = self.variants.iter().map(|variant| members(&variant.shape)).collect();
        let objects = objects.filter(|objects| objects.len() > 1)?;
        let all = Objects::new(&objects);
        let candidates =
            objects.first()?.iter().filter(|member| all.is_everywhere(&member.name)).filter_map(|member| {
                let twins = all.named(&member.name);
                let found = tag_of(twins, &member.name)?;
                let is_optional = twins.iter().any(|(_, twin)| !twin.required);
                let is_multiple = found.mapping.len() > objects.len();
                Some(((found.otherwise.is_some(), is_optional, is_multiple), found))
            });
        // `min_by_key` returns the first of equals.
        candidates.min_by_key(|(rank, _)| *rank).map(|(_, tag)| tag)
    }
}

/// The discriminator that the members called `name` are, one of each object, where their values tell the objects apart.
fn tag_of(twins: &[(usize, &Member)], name: &str) -> Option<Discriminator> {
    if !tells(twins) {
        return None;
    }
    let mut tag = Discriminator { property: name.to_owned(), ..Discriminator::default() };
    let mut seen = HashSet::new();
    for (index, member) in twins {
        tag.aliases.extend(member.aliases.iter().filter(|alias| seen.insert(*alias)).cloned());
        match known_values(&member.shape) {
            Some((values, _)) => tag.mapping.extend(values.into_iter().map(|value| (value, *index))),
            None if tag.otherwise.is_none() && member.shape == Shape::String => tag.otherwise = Some(*index),
            None => return None,
        }
    }
    tag.mapping.iter().all(|(value, _)| is_tag_value(value)).then_some(tag)
}

/// Whether a tag may have the value: one that can be compared with a literal.
pub(super) fn is_tag_value(value: &Value) -> bool {
    value.is_string() || value.is_i64() || value.is_boolean()
}

/// The members of an object.
fn members(shape: &Shape) -> Option<&[Member]> {
    match shape {
        Shape::Object(members) => Some(members),
        _ => None,
    }
}

/// Whether a value is always an object.
fn is_object(shape: &Shape) -> bool {
    match shape {
        Shape::Object(_) | Shape::Map(_) => true,
        Shape::OneOf(shapes) => shapes.iter().all(is_object),
        _ => false,
    }
}

/// Whether the member must be there.
fn requires(shape: &Shape, name: &str) -> bool {
    match shape {
        Shape::Object(members) => members.iter().any(|member| member.name == name && member.required),
        Shape::OneOf(shapes) => shapes.iter().all(|shape| requires(shape, name)),
        _ => false,
    }
}
