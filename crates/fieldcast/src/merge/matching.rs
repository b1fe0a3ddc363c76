//! Which models of several SDKs are one model.
//!
//! Models are matched by the role of their namespace and by their name, where they look alike; then by the field that
//! leads to them, because inline models are named by each language after its own fashion (Ruby's `SessionStatus` is
//! Python's `Status`); then by the beginning of a name; then by a name alone. A model of one SDK is matched with at most one of each other SDK.

mod clues;
mod matcher;

use self::clues::Clue;
use self::matcher::{ALIKE_BY_FIELD, Matcher};
use super::shape::{Numbers, Shape};
use super::sources::Source;
use crate::model::{Kind, Model, ModelId, Slot, Type, Union};
use crate::wire::fold;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How alike, of a thousand, two models of one name must be at first sight.
const ALIKE: u32 = 400;

/// How alike, of a thousand, two models must be of which the name of one only begins with that of the other.
const ALIKE_BY_BEGINNING: u32 = 800;

/// How often models are matched along fields; each round goes one field deeper.
const MOST_ROUNDS: usize = 64;

/// Models that are one: `members[group][source]` is the model's place in that SDK.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Groups {
    pub members: Vec<Vec<Option<usize>>>,
    /// `of[source][model]` is its group.
    pub of: Vec<Vec<usize>>,
}

/// Finds the models that are one.
pub(super) fn groups(sources: &[Source]) -> Groups {
    let mut numbers = Numbers::default();
    let shapes = sources.iter().map(|source| {
        let models = &source.api.models;
        models.iter().map(|m| Shape::of(m, models).numbered(&mut numbers)).collect()
    });
    let shapes: Vec<Vec<Shape<u32>>> = shapes.collect();
    let fields = sources.iter().map(|source| {
        let of = |model: &Model| match &model.kind {
            Kind::Object(object) => object.fields.iter().map(|field| numbers.of(fold(&field.wire))).collect(),
            _ => Vec::new(),
        };
        source.api.models.iter().map(of).collect()
    });
    let fields: Vec<Vec<Vec<u32>>> = fields.collect();
    let roles: Vec<BTreeSet<String>> = sources.iter().map(|s| s.api.models.iter().map(role).collect()).collect();
    let all: BTreeSet<&String> = roles.iter().flatten().collect();
    let flat = roles.iter().map(|own| all.iter().any(|role| !own.contains(*role))).collect();
    let mut matcher = Matcher { sources, shapes, fields, roles: &roles, flat, blocks: Vec::new(), of: Vec::new() };
    matcher.by_name();
    matcher.by_field();
    matcher.realign();
    matcher.by_field();
    matcher.by_beginning();
    matcher.by_name_alone();
    matcher.by_field();
    matcher.finish()
}

impl Matcher<'_> {
    /// Opens a block for every model, models of one role and name that look alike in one.
    fn by_name(&mut self) {
        let mut named: BTreeMap<String, Vec<(bool, usize, usize)>> = BTreeMap::new();
        for (source, flat) in self.flat.iter().enumerate() {
            let models = self.sources.get(source).map_or(&[][..], |s| s.api.models.as_slice());
            for (at, model) in models.iter().enumerate() {
                named.entry(fold(&model.name)).or_default().push((*flat && role(model).is_empty(), source, at));
            }
        }
        self.of = self.sources.iter().map(|s| vec![0; s.api.models.len()]).collect();
        for mut nodes in named.into_values() {
            // what has no namespace of its own joins what has one
            nodes.sort_unstable();
            let first = self.blocks.len();
            for (flat, source, at) in nodes {
                let found = (first..self.blocks.len())
                    .filter_map(|block| Some((self.fit(block, flat, source, at)?, Reverse(block))))
                    .max();
                match found {
                    Some((_, Reverse(block))) => self.put(block, source, at),
                    None => {
                        self.blocks.push(vec![None; self.sources.len()]);
                        self.put(self.blocks.len() - 1, source, at);
                    }
                }
            }
        }
    }

    /// How well a model fits into a block of models of its name: by its exact name, its role, and how alike they are.
    fn fit(&self, block: usize, flat: bool, source: usize, at: usize) -> Option<(bool, bool, u32)> {
        let model = self.model(source, at)?;
        let members = self.blocks.get(block)?;
        if members.get(source).copied().flatten().is_some() {
            return None;
        }
        let mut others = members.iter().enumerate().filter_map(|(s, m)| self.model(s, (*m)?)).peekable();
        let (wanted, found) = (role(model), role(others.peek()?));
        let lacks = || self.roles.get(source).is_some_and(|own| !own.contains(&found));
        if wanted != found && !(flat && lacks()) {
            return None;
        }
        let alike = self.alike_with_block(block, source, at)?;
        (alike >= ALIKE).then(|| (others.any(|other| other.name == model.name), wanted == found, alike))
    }

    /// Joins blocks to which the same fields lead, the surest first, until there are no more.
    fn by_field(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let mut found: Vec<((usize, usize), Clue)> = self.clues().into_iter().collect();
            found.sort_by_key(|(pair, clue)| (Reverse(*clue), *pair));
            let mut changed = false;
            for ((a, b), _) in found {
                if self.alike(a, b).is_some_and(|alike| alike >= ALIKE_BY_FIELD) {
                    self.merge(a, b);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Moves models that are in a block by their name alone, where fields of other SDKs lead to another block: PHP's
    /// `SamlConnection` may be what others call `SAMLAccountSAMLConnection`.
    fn realign(&mut self) {
        for ((source, model), votes) in self.votes() {
            let Some(here) = self.of.get(source).and_then(|of| of.get(model)).copied() else { continue };
            let alone = self.blocks.get(here).is_none_or(|b| b.iter().flatten().count() < 2);
            if alone || votes.contains_key(&here) {
                continue;
            }
            let free = |block: &usize| self.blocks.get(*block).and_then(|b| b.get(source)) == Some(&None);
            let best = votes
                .iter()
                .filter(|(block, _)| free(block))
                .filter_map(|(block, votes)| {
                    Some((*votes, self.alike_with_block(*block, source, model)?, Reverse(*block)))
                })
                .filter(|(_, alike, _)| *alike >= ALIKE_BY_FIELD)
                .max();
            if let Some((_, _, Reverse(best))) = best {
                if let Some(slot) = self.blocks.get_mut(here).and_then(|b| b.get_mut(source)) {
                    *slot = None;
                }
                self.put(best, source, model);
            }
        }
    }

    /// For each model, the blocks to which other SDKs' fields lead where one of its own SDK leads to it, with how often.
    fn votes(&self) -> BTreeMap<(usize, usize), BTreeMap<usize, usize>> {
        let mut votes: BTreeMap<(usize, usize), BTreeMap<usize, usize>> = BTreeMap::new();
        let mut count = |targets: &[(usize, Vec<usize>)]| {
            for (source, models) in targets {
                for (other, others) in targets.iter().filter(|(other, _)| other != source) {
                    let blocks: Vec<usize> =
                        others.iter().filter_map(|m| self.of.get(*other)?.get(*m).copied()).collect();
                    for model in models {
                        let votes = votes.entry((*source, *model)).or_default();
                        match self.of.get(*source).and_then(|of| of.get(*model)).filter(|b| blocks.contains(b)) {
                            Some(here) => *votes.entry(*here).or_default() += 1,
                            None => blocks.iter().for_each(|block| *votes.entry(*block).or_default() += 1),
                        }
                    }
                }
            }
        };
        for members in &self.blocks {
            let models = members.iter().enumerate().filter_map(|(s, m)| Some(((s, (*m)?), self.model(s, (*m)?)?)));
            let mut fields: BTreeMap<u32, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
            let mut unions: Vec<(usize, Vec<usize>)> = Vec::new();
            for ((source, at), model) in models {
                match &model.kind {
                    Kind::Object(object) => {
                        for (name, field) in self.names((source, at)).iter().zip(&object.fields) {
                            if let Some(ModelId(id)) = innermost(&field.slot) {
                                fields.entry(*name).or_default().push((source, vec![id]));
                            }
                        }
                    }
                    Kind::Union(Union { members: Some(members) }) => {
                        let ids = members.iter().filter_map(innermost).map(|ModelId(id)| id).collect();
                        unions.push((source, ids));
                    }
                    _ => {}
                }
            }
            fields.values().for_each(|targets| count(targets));
            count(&unions);
        }
        votes
    }

    /// Joins models that look the same of which the name of one begins with that of the other, where there is only one
    /// pair of them: Ruby calls the body of a request `AddPetRequest`, others `AddPetRequestBody`.
    fn by_beginning(&mut self) {
        let named = self.named();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, (name, role, a)) in named.iter().enumerate() {
            let later = named.get(at + 1..).unwrap_or_default().iter();
            for (_, theirs, b) in later.take_while(|(other, ..)| other.starts_with(name.as_str())) {
                let alike = same_role(role.as_deref(), theirs.as_deref()).then(|| self.alike(*a, *b)).flatten();
                if alike.is_some_and(|alike| alike >= ALIKE_BY_BEGINNING || self.is_blank_union(*a, *b)) {
                    pairs.push((*a, *b));
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut times: HashMap<usize, usize> = HashMap::new();
        for (a, b) in &pairs {
            *times.entry(*a).or_default() += 1;
            *times.entry(*b).or_default() += 1;
        }
        for (a, b) in pairs {
            if times.get(&a) == Some(&1) && times.get(&b) == Some(&1) {
                self.merge(a, b);
            }
        }
    }

    /// Whether one of two blocks shows nothing, and the other is a union.
    fn is_blank_union(&self, a: usize, b: usize) -> bool {
        let shapes = |block: usize| {
            let members = self.blocks.get(block).into_iter().flatten().enumerate();
            members.filter_map(|(source, model)| self.shapes.get(source)?.get((*model)?))
        };
        let blank = |block: usize| shapes(block).all(|shape| *shape == Shape::Blank);
        let union = |block: usize| shapes(block).any(|shape| matches!(shape, Shape::Union(_)));
        (blank(a) && union(b)) || (union(a) && blank(b))
    }

    /// Joins what is left by role and name, however little alike: an SDK of another revision.
    ///
    /// Until nothing changes: what is unlike one may be like another that joined it, and an SDK more must never part two.
    fn by_name_alone(&mut self) {
        let named = self.named();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (at, (name, role, a)) in named.iter().enumerate() {
            let later = named.get(at + 1..).unwrap_or_default().iter();
            let same = later.take_while(|(other, ..)| other == name);
            pairs.extend(same.filter(|(_, r, _)| same_role(role.as_deref(), r.as_deref())).map(|(.., b)| (*a, *b)));
        }
        let mut changed = true;
        while changed {
            changed = false;
            for (a, b) in &pairs {
                if self.touch(*a, *b) {
                    self.merge(*a, *b);
                    changed = true;
                }
            }
        }
    }

    /// Whether any model of a block has anything in common with any of another, and all of them can be one.
    fn touch(&self, a: usize, b: usize) -> bool {
        let nodes = |block: usize| {
            let members = self.blocks.get(block).into_iter().flatten().enumerate();
            members.filter_map(|(source, model)| self.shapes.get(source)?.get((*model)?))
        };
        self.alike(a, b).is_some()
            && nodes(a).any(|left| nodes(b).any(|right| left.alike(right).is_some_and(|alike| alike > 0)))
    }

    /// The blocks by the names of their models, each with the role of its namespace where it has one.
    fn named(&self) -> Vec<(String, Option<String>, usize)> {
        let mut named: Vec<(String, Option<String>, usize)> = Vec::new();
        for (block, members) in self.blocks.iter().enumerate() {
            let models = || members.iter().enumerate().filter_map(|(s, m)| Some((s, self.model(s, (*m)?)?)));
            let flat = |source: usize| self.flat.get(source).copied().unwrap_or_default();
            let mut roles = models().map(|(source, model)| (source, role(model)));
            let role = roles.find(|(source, role)| !role.is_empty() || !flat(*source)).map(|(_, role)| role);
            let mut names: Vec<String> = models().map(|(_, model)| fold(&model.name)).collect();
            names.sort();
            names.dedup();
            named.extend(names.into_iter().map(|name| (name, role.clone(), block)));
        }
        named.sort();
        named
    }

    fn finish(self) -> Groups {
        let mut groups = Groups { members: Vec::with_capacity(self.blocks.len()), of: self.of };
        for members in self.blocks.into_iter().filter(|b| b.iter().any(Option::is_some)) {
            for (source, model) in members.iter().enumerate() {
                let of = model.and_then(|model| groups.of.get_mut(source)?.get_mut(model));
                if let Some(of) = of {
                    *of = groups.members.len();
                }
            }
            groups.members.push(members);
        }
        groups
    }
}

/// The model that a slot holds, or holds a list or map of.
fn innermost(slot: &Slot) -> Option<ModelId> {
    match &slot.ty {
        Type::Model(id) => Some(*id),
        Type::Array(of) | Type::Map(of) => innermost(of),
        _ => None,
    }
}

/// Whether two roles may be one; an SDK without namespaces has none.
fn same_role(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// What a namespace is for, whatever an SDK calls it: the main one has the empty name.
fn role(model: &Model) -> String {
    let last = model.namespace.rsplit('/').next().unwrap_or_default();
    match last {
        "sdkerrors" | "apierrors" => "errors".to_owned(),
        "requests" => "operations".to_owned(),
        other => other.to_owned(),
    }
}
