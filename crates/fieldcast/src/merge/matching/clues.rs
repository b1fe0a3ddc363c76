//! Which models of different SDKs the same fields, or the members of the same unions, lead to.

use super::matcher::{ALIKE_BY_FIELD, Matcher};
use crate::model::{Kind, ModelId, Slot, Type};
use std::collections::{HashMap, HashSet};

/// How many pairs of members of two unions may be one. Of more only the first are looked at: a union so large tells little.
const MOST_PAIRS: usize = 1 << 16;

/// How sure it is that two blocks are one, the surest the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clue {
    /// A field leads to both, and not merely a union.
    pub direct: bool,
    pub alike: u32,
    pub votes: u32,
}

impl Matcher<'_> {
    /// The pairs of blocks to which the same fields lead.
    pub(super) fn clues(&self) -> HashMap<(usize, usize), Clue> {
        let mut clues = HashMap::new();
        for members in &self.blocks {
            let nodes: Vec<(usize, usize)> =
                members.iter().enumerate().filter_map(|(source, model)| Some((source, (*model)?))).collect();
            for (at, left) in nodes.iter().enumerate() {
                for right in nodes.get(at + 1..).unwrap_or_default() {
                    self.compare_models(*left, *right, &mut clues);
                }
            }
        }
        clues
    }

    fn compare_models(&self, left: (usize, usize), right: (usize, usize), clues: &mut HashMap<(usize, usize), Clue>) {
        let (Some(a), Some(b)) = (self.model(left.0, left.1), self.model(right.0, right.1)) else { return };
        match (&a.kind, &b.kind) {
            (Kind::Object(a), Kind::Object(b)) => {
                let others: HashMap<u32, &Slot> =
                    self.names(right).iter().copied().zip(b.fields.iter().map(|f| &f.slot)).collect();
                for (name, field) in self.names(left).iter().zip(&a.fields) {
                    if let Some(other) = others.get(name) {
                        self.compare((left.0, &field.slot), (right.0, other), clues);
                    }
                }
                if let (Some(a), Some(b)) = (&a.additional, &b.additional) {
                    self.compare((left.0, a), (right.0, b), clues);
                }
            }
            (Kind::Union(a), Kind::Union(b)) => {
                if let (Some(a), Some(b)) = (&a.members, &b.members) {
                    self.compare_members((left.0, a), (right.0, b), clues);
                }
            }
            _ => {}
        }
    }

    fn compare(&self, left: (usize, &Slot), right: (usize, &Slot), clues: &mut HashMap<(usize, usize), Clue>) {
        match (&left.1.ty, &right.1.ty) {
            (Type::Array(a), Type::Array(b)) | (Type::Map(a), Type::Map(b)) => {
                self.compare((left.0, a), (right.0, b), clues);
            }
            (Type::Model(a), Type::Model(b)) => self.clue((left.0, *a), (right.0, *b), true, clues),
            _ => {
                if let (Some(a), Some(b)) = (self.members(left), self.members(right)) {
                    self.compare_members((left.0, a), (right.0, b), clues);
                }
            }
        }
    }

    /// The members of a union, be it inline or a model.
    fn members<'a>(&'a self, (source, slot): (usize, &'a Slot)) -> Option<&'a [Slot]> {
        match &slot.ty {
            Type::Union(members) => Some(members),
            Type::Model(ModelId(id)) => match &self.model(source, *id)?.kind {
                Kind::Union(union) => union.members.as_deref(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The members of a union have no names, so each that is not yet matched may be any of the other's.
    fn compare_members(
        &self,
        left: (usize, &[Slot]),
        right: (usize, &[Slot]),
        clues: &mut HashMap<(usize, usize), Clue>,
    ) {
        let block = |source: usize, slot: &Slot| match slot.ty {
            Type::Model(ModelId(id)) => self.of.get(source)?.get(id).copied(),
            _ => None,
        };
        let blocks_of = |side: (usize, &[Slot])| -> HashSet<usize> {
            side.1.iter().filter_map(|slot| block(side.0, slot)).collect()
        };
        let (lefts, rights) = (blocks_of(left), blocks_of(right));
        let open = |side: (usize, &'_ [Slot]), others: &HashSet<usize>| -> Vec<usize> {
            let is_open = |slot: &Slot| match &slot.ty {
                Type::Model(_) => !block(side.0, slot).is_some_and(|block| others.contains(&block)),
                Type::Array(_) | Type::Map(_) => true,
                _ => false,
            };
            side.1.iter().enumerate().filter(|(_, slot)| is_open(slot)).map(|(at, _)| at).collect()
        };
        let (ours, theirs) = (open(left, &rights), open(right, &lefts));
        let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b)));
        for (a, b) in pairs.take(MOST_PAIRS) {
            let (Some(a), Some(b)) = (left.1.get(a), right.1.get(b)) else { continue };
            match (&a.ty, &b.ty) {
                (Type::Model(x), Type::Model(y)) => self.clue((left.0, *x), (right.0, *y), false, clues),
                (Type::Array(_), Type::Array(_)) | (Type::Map(_), Type::Map(_)) => {
                    self.compare((left.0, a), (right.0, b), clues);
                }
                _ => {}
            }
        }
    }

    fn clue(
        &self,
        left: (usize, ModelId),
        right: (usize, ModelId),
        direct: bool,
        clues: &mut HashMap<(usize, usize), Clue>,
    ) {
        let block = |(source, ModelId(id)): (usize, ModelId)| self.of.get(source)?.get(id).copied();
        let (Some(a), Some(b)) = (block(left), block(right)) else { return };
        if a == b {
            return;
        }
        let Some(alike) = self.alike(a.min(b), a.max(b)).filter(|alike| *alike >= ALIKE_BY_FIELD) else { return };
        let clue = clues.entry((a.min(b), a.max(b))).or_default();
        clue.direct |= direct;
        clue.alike = alike;
        clue.votes += 1;
    }
}
