//! Blocks of models that are taken as one so far, and how alike they are.

use crate::merge::shape::Shape;
use crate::merge::sources::Source;
use crate::model::Model;
use std::collections::BTreeSet;

/// How alike, of a thousand, two models must be to which the same field leads.
pub(super) const ALIKE_BY_FIELD: u32 = 250;

/// The models of several SDKs, in blocks.
pub(super) struct Matcher<'s> {
    pub sources: &'s [Source],
    pub shapes: Vec<Vec<Shape<u32>>>,
    /// The number of the name of each field of each model.
    pub fields: Vec<Vec<Vec<u32>>>,
    /// The roles that each SDK has namespaces for.
    pub roles: &'s [BTreeSet<String>],
    /// The SDKs without some namespace that others have: what those put there is in the main one.
    pub flat: Vec<bool>,
    /// Models that are one so far; emptied where one was joined with another.
    pub blocks: Vec<Vec<Option<usize>>>,
    pub of: Vec<Vec<usize>>,
}

impl Matcher<'_> {
    pub fn model(&self, source: usize, model: usize) -> Option<&Model> {
        self.sources.get(source)?.api.models.get(model)
    }

    pub fn put(&mut self, block: usize, source: usize, at: usize) {
        if let Some(slot) = self.blocks.get_mut(block).and_then(|b| b.get_mut(source)) {
            *slot = Some(at);
        }
        if let Some(of) = self.of.get_mut(source).and_then(|of| of.get_mut(at)) {
            *of = block;
        }
    }

    /// How alike a model and those of a block are on average; `None` where they can't be one.
    pub fn alike_with_block(&self, block: usize, source: usize, at: usize) -> Option<u32> {
        let shape = self.shapes.get(source)?.get(at)?;
        let (mut sum, mut count) = (0, 0);
        for (other, model) in self.blocks.get(block)?.iter().enumerate() {
            let Some(model) = model else { continue };
            sum += shape.alike(self.shapes.get(other)?.get(*model)?)?;
            count += 1;
        }
        (count > 0).then(|| sum / count)
    }

    pub fn alike(&self, a: usize, b: usize) -> Option<u32> {
        let (left, right) = (self.blocks.get(a)?, self.blocks.get(b)?);
        if left.iter().zip(right).any(|(l, r)| l.is_some() && r.is_some()) {
            return None;
        }
        let (mut sum, mut count) = (0, 0);
        for (source, model) in right.iter().enumerate() {
            let Some(model) = model else { continue };
            sum += self.alike_with_block(a, source, *model)?;
            count += 1;
        }
        (count > 0).then(|| sum / count)
    }

    pub fn merge(&mut self, a: usize, b: usize) {
        let Some(moved) = self.blocks.get_mut(b).map(std::mem::take) else { return };
        for (source, model) in moved.into_iter().enumerate() {
            if let Some(model) = model {
                self.put(a, source, model);
            }
        }
    }

    /// The numbers of a model's fields.
    pub fn names(&self, (source, model): (usize, usize)) -> &[u32] {
        self.fields.get(source).and_then(|models| models.get(model)).map_or(&[], Vec::as_slice)
    }
}
