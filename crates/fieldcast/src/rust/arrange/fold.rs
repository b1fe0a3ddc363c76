//! One type for one thing: definitions that say the same under several names become one, and the other names stay as
//! aliases of it.
//!
//! Documentation calls an inline model after where it stands, so one shape comes under dozens of names. Two definitions
//! are one thing where
//!
//! - they hold the same: members with their names, types, presence, spellings and descriptions, values, variants; a type
//!   that they refer to counts as the same where it is itself one thing (in circles too);
//! - their own descriptions are the same;
//! - their names end with the same word, numbers left out: `CreateRuleAction` and `Action2`, but not `Cat` and `Dog`;
//! - at most one of them is a *component*: a model to which not exactly one place refers. Two components of one shape are
//!   two things that are alike by accident.
//!
//! The name that stays is the component's; else the root's before a namespace's, then the one with which most of the others
//! end, the shortest, the first in the order of letters. So a model that is added and is no part of a group changes
//! nothing.
//!
//! Classes are found by refinement: all that look the same without their references begin in one class, and a class is
//! split where its definitions refer to different classes. Of the parts of a class the largest keeps its number, so a
//! definition moves at most `log n` times (Hopcroft's argument), and the whole takes `n log n` steps.

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::fmt::Write as _;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt as _};
use indexmap::IndexMap;

use super::gates::OPERATIONS;
use crate::rust::definition::{Alias, Api, Definition, Id, Kind, Type};

/// Makes one of all definitions that are one thing.
pub fn fold(api: &mut Api) {
    let references: Vec<Vec<usize>> = api.definitions.iter().map(references).collect();
    let classes = Classes::of(api, &references).refined(&references);
    let mut moved: Vec<usize> = (0..api.definitions.len()).collect();
    for class in classes.members.iter().filter(|class| class.len() > 1) {
        let ends = ends(class.iter().filter_map(|at| api.definitions.get(*at)));
        let key = |at: &&usize| {
            api.definitions.get(**at).map(|definition| rank(definition, classes.is_component(**at), &ends))
        };
        let Some(kept) = class.iter().min_by_key(key) else { continue };
        for at in class {
            if let Some(to) = moved.get_mut(*at) {
                *to = *kept;
            }
        }
    }
    apply(api, &moved);
}

/// How many of the definitions' names end with each run of words.
fn ends<'a>(definitions: impl Iterator<Item = &'a Definition>) -> HashMap<&'a str, usize> {
    let mut out = HashMap::new();
    for definition in definitions {
        let name = without_number(&definition.name);
        for (at, _) in name.char_indices().filter(|(at, c)| *at == 0 || c.is_uppercase()) {
            *out.entry(name.get(at..).unwrap_or_default()).or_default() += 1;
        }
    }
    out
}

/// Which of several names stays: the least.
fn rank<'a>(definition: &'a Definition, component: bool, ends: &HashMap<&str, usize>) -> impl Ord + use<'a> {
    let namespace = definition.namespace.as_deref();
    let name = definition.name.as_str();
    let says = ends.get(without_number(name)).copied().unwrap_or_default();
    (
        !component,
        namespace == Some(OPERATIONS),
        namespace.is_some(),
        Reverse(says),
        name.chars().count(),
        name,
        namespace,
    )
}

/// Leaves of each definition the one that it moves to, and of the others their names.
fn apply(api: &mut Api, moved: &[usize]) {
    let mut places: HashMap<Id, Id> = HashMap::with_capacity(moved.len());
    let mut count = 0;
    for (from, to) in moved.iter().enumerate() {
        if from == *to {
            places.insert(Id(from), Id(count));
            count += 1;
        }
    }
    if count == moved.len() {
        return;
    }
    for (from, to) in moved.iter().enumerate().filter(|(from, to)| from != *to) {
        if let Some(place) = places.get(&Id(*to)).copied() {
            places.insert(Id(from), place);
        }
    }
    for alias in &mut api.aliases {
        alias.to = places.get(&alias.to).copied().unwrap_or(alias.to);
    }
    let definitions = std::mem::take(&mut api.definitions);
    for (from, (mut definition, to)) in definitions.into_iter().zip(moved).enumerate() {
        if from == *to {
            definition.renumber(&places);
            api.definitions.push(definition);
        } else if let Some(to) = places.get(&Id(from)) {
            let Definition { pointer, namespace, name, documented, model, .. } = definition;
            api.aliases.push(Alias { pointer, namespace, name, documented, model, to: *to, former: false });
        }
    }
}

/// The definitions that a definition refers to, in the order in which it does.
fn references(definition: &Definition) -> Vec<usize> {
    let mut found = Vec::new();
    definition.visit_types(&mut |ty| ty.visit_refs(&mut |id, _| found.push(id.0)));
    found
}

/// The definitions in classes.
struct Classes {
    /// The class of each definition.
    of: Vec<usize>,
    /// The definitions of each class, in no order.
    members: Vec<Vec<usize>>,
    /// Where each definition stands among those of its class.
    places: Vec<usize>,
    /// How many places refer to each definition; `None` for a type that is written inside of a model, which is no
    /// component.
    uses: Vec<Option<usize>>,
}

impl Classes {
    /// The definitions by what they say themselves, whatever those say that they refer to.
    fn of(api: &Api, references: &[Vec<usize>]) -> Self {
        let mut uses: Vec<Option<usize>> =
            api.definitions.iter().map(|definition| is_model(definition).then_some(0)).collect();
        for at in references.iter().flatten() {
            if let Some(Some(count)) = uses.get_mut(*at) {
                *count += 1;
            }
        }
        let mut classes = Self { of: Vec::new(), members: Vec::new(), places: Vec::new(), uses };
        // most differ in what is told fast, and nothing more has to be asked of them
        let mut first: HashMap<_, usize> = HashMap::with_capacity(api.definitions.len());
        for definition in &api.definitions {
            *first.entry(sketch(definition)).or_default() += 1;
        }
        let mut alike: IndexMap<Said, Vec<usize>, RandomState> = IndexMap::default();
        for (at, definition) in api.definitions.iter().enumerate() {
            let is_alone = first.get(&sketch(definition)) == Some(&1);
            let said = if is_alone { Said::Alone(at) } else { Said::All(signature(definition)) };
            alike.entry(said).or_default().push(at);
        }
        classes.of = vec![0; api.definitions.len()];
        classes.places = classes.of.clone();
        for found in alike.into_values() {
            let (components, inline): (Vec<usize>, Vec<usize>) =
                found.iter().partition(|at| classes.is_component(**at));
            if components.len() > 1 {
                components.into_iter().for_each(|at| classes.add(vec![at]));
                classes.add(inline);
            } else {
                classes.add(found);
            }
        }
        classes
    }

    fn add(&mut self, members: Vec<usize>) {
        self.members.push(Vec::new());
        self.fill(self.members.len() - 1, members);
    }

    /// Makes a class of these definitions of one that has none.
    fn fill(&mut self, class: usize, members: Vec<usize>) {
        for (place, at) in members.iter().enumerate() {
            if let (Some(of), Some(known)) = (self.of.get_mut(*at), self.places.get_mut(*at)) {
                (*of, *known) = (class, place);
            }
        }
        if let Some(all) = self.members.get_mut(class) {
            *all = members;
        }
    }

    /// Takes a definition out of its class; the last one takes its place there.
    fn take(&mut self, class: usize, at: usize) {
        let (Some(all), Some(place)) = (self.members.get_mut(class), self.places.get(at).copied()) else { return };
        if place < all.len() {
            all.swap_remove(place);
        }
        if let Some(known) = all.get(place).and_then(|moved| self.places.get_mut(*moved)) {
            *known = place;
        }
    }

    /// Puts a definition into a class.
    fn put(&mut self, class: usize, at: usize) {
        let (Some(all), Some(place)) = (self.members.get_mut(class), self.places.get_mut(at)) else { return };
        *place = all.len();
        all.push(at);
    }

    /// Whether a definition is a model of its own, and not one that is called after where it stands.
    fn is_component(&self, at: usize) -> bool {
        self.uses.get(at).copied().flatten().is_some_and(|count| count != 1)
    }

    /// The same classes, each split until all its definitions refer to the same classes.
    fn refined(mut self, references: &[Vec<usize>]) -> Self {
        let mut referrers: Vec<Vec<usize>> = vec![Vec::new(); references.len()];
        for (from, found) in references.iter().enumerate() {
            for to in found {
                if let Some(all) = referrers.get_mut(*to) {
                    all.push(from);
                }
            }
        }
        let mut open: Vec<usize> = (0..references.len()).collect();
        while !open.is_empty() {
            let mut touched: HashMap<usize, Vec<usize>> = HashMap::new();
            open.sort_unstable();
            open.dedup();
            for at in open.drain(..) {
                let class = self.of.get(at).copied().unwrap_or_default();
                if self.members.get(class).is_some_and(|members| members.len() > 1) {
                    touched.entry(class).or_default().push(at);
                }
            }
            let mut order: Vec<usize> = touched.keys().copied().collect();
            order.sort_unstable();
            let mut left = Vec::new();
            for class in order {
                let Some(changed) = touched.remove(&class) else { continue };
                left.extend(self.split(class, &changed, references));
            }
            open = left.iter().filter_map(|at| referrers.get(*at)).flatten().copied().collect();
        }
        self
    }

    /// Splits a class of which some definitions may have changed; gives those that are in another class now.
    fn split(&mut self, class: usize, changed: &[usize], references: &[Vec<usize>]) -> Vec<usize> {
        let seen = |classes: &Self, at: usize| -> Vec<usize> {
            let found = references.get(at).into_iter().flatten();
            found.map(|to| classes.of.get(*to).copied().unwrap_or_default()).collect()
        };
        // Those that did not change all refer to the same classes: one speaks for them, and the others are not looked at.
        changed.iter().for_each(|at| self.take(class, *at));
        let rest = self.members.get(class).and_then(|rest| rest.first()).map(|one| seen(self, *one));
        let mut parts: IndexMap<Vec<usize>, Vec<usize>> = IndexMap::new();
        for at in changed {
            let found = seen(self, *at);
            if rest.as_ref() == Some(&found) {
                self.put(class, *at);
            } else {
                parts.entry(found).or_default().push(*at);
            }
        }
        let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
        let largest = (0..parts.len()).rev().max_by_key(|part| parts.get(*part).map(Vec::len));
        let kept = self.members.get(class).map(Vec::len).unwrap_or_default();
        if let Some(part) = largest.filter(|part| parts.get(*part).is_some_and(|part| part.len() > kept)) {
            let largest = parts.remove(part);
            let rest = self.members.get_mut(class).map(std::mem::take).unwrap_or_default();
            self.fill(class, largest);
            if !rest.is_empty() {
                parts.insert(0, rest);
            }
        }
        let mut left = Vec::new();
        for part in parts {
            left.extend_from_slice(&part);
            self.add(part);
        }
        left
    }
}

/// Whether a definition is a model, and not a type that is written inside of one.
fn is_model(definition: &Definition) -> bool {
    definition.pointer.strip_prefix("#/$defs/").is_some_and(|key| !key.contains('/'))
}

/// A name without the number that tells it from another: `Action2` is `Action`.
fn without_number(name: &str) -> &str {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
    if bare.is_empty() { name } else { bare }
}

/// The last word of a name, without a number after it: `Action` of `CreateRuleAction2`.
fn last_word(name: &str) -> &str {
    let bare = without_number(name);
    bare.rfind(char::is_uppercase).and_then(|at| bare.get(at..)).unwrap_or(bare)
}

/// What a definition is grouped by.
#[derive(PartialEq, Eq, Hash)]
enum Said {
    /// Its place: no other is like it at first sight.
    Alone(usize),
    /// All that it says.
    All(String),
}

/// Some of what a definition says; those of which it differs differ in their [`signature`].
fn sketch(definition: &Definition) -> (&str, Option<&str>, std::mem::Discriminant<Kind>, usize, Option<&str>) {
    let (count, first) = match &definition.kind {
        Kind::Struct(object) => (object.fields.len(), object.fields.first().map(|field| field.wire.as_str())),
        Kind::Enum(of) => (of.values.len(), of.values.first().map(|(name, _)| name.as_str())),
        Kind::Union(union) => (union.variants.len(), union.variants.first().map(|variant| variant.name.as_str())),
        Kind::Newtype(_) => (0, None),
    };
    let kind = std::mem::discriminant(&definition.kind);
    (last_word(&definition.name), definition.docs.as_deref(), kind, count, first)
}

/// What a definition says, with nothing of those that it refers to.
fn signature(definition: &Definition) -> String {
    let mut out = String::new();
    let Definition { name, docs, deprecated, kind, .. } = definition;
    // writing to a `String` cannot fail
    let _ = write!(out, "{:?} {docs:?} {deprecated:?} ", last_word(name));
    match kind {
        Kind::Struct(object) => {
            for field in &object.fields {
                let head = (&field.wire, &field.name, field.presence, &field.aliases);
                let words = (&field.docs, &field.told, &field.deprecated);
                let _ = write!(out, "{head:?}{words:?}");
                shape(&field.ty, &mut out);
            }
            if let Some((name, ty)) = &object.rest {
                let _ = write!(out, "..{name}");
                shape(ty, &mut out);
            }
        }
        Kind::Enum(of) => {
            let _ = write!(out, "{} {:?}", of.open, of.values);
        }
        Kind::Union(union) => {
            for variant in &union.variants {
                let _ = write!(out, "{:?}{:?}", variant.name, variant.docs);
                shape(&variant.ty, &mut out);
            }
            let _ = write!(out, "{:?} {}", union.discriminator, union.one_of);
        }
        Kind::Newtype(ty) => shape(ty, &mut out),
    }
    // an object without members is not an enum without values
    let _ = write!(out, "{:?}", std::mem::discriminant(kind));
    out
}

fn shape(ty: &Type, out: &mut String) {
    match ty {
        Type::Ref(_) => out.push('#'),
        Type::List(inner) => {
            out.push('[');
            shape(inner, out);
        }
        Type::Map(inner) => {
            out.push('{');
            shape(inner, out);
        }
        Type::Nullable(inner) => {
            out.push('?');
            shape(inner, out);
        }
        plain => {
            let _ = write!(out, "{plain:?}");
        }
    }
}
