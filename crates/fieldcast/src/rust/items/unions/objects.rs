//! The members of several objects by their names: each question about a member is answered without looking at all others.

use serde_json::Value;
use std::collections::{HashMap, HashSet};

use super::Member;
use super::values::known_values;

/// The members of several objects by their names on the wire.
pub(super) struct Objects<'s> {
    count: usize,
    twins: HashMap<&'s str, Vec<(usize, &'s Member)>>,
}

impl<'s> Objects<'s> {
    /// Of objects by their members. Where an object has a name twice, the first counts.
    pub(super) fn new(objects: &[&'s [Member]]) -> Self {
        let mut twins: HashMap<&str, Vec<(usize, &Member)>> = HashMap::new();
        for (at, members) in objects.iter().enumerate() {
            for member in *members {
                let known = twins.entry(&member.name).or_default();
                if known.last().is_none_or(|(last, _)| *last != at) {
                    known.push((at, member));
                }
            }
        }
        Self { count: objects.len(), twins }
    }

    /// The members of this name, each with the index of its object, in their order.
    pub(super) fn named(&self, name: &str) -> &[(usize, &'s Member)] {
        self.twins.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether every object has a member of this name.
    pub(super) fn is_everywhere(&self, name: &str) -> bool {
        self.named(name).len() == self.count
    }

    /// What is known of each name whose members list their values.
    pub(super) fn listed(&self) -> HashMap<&'s str, Listed> {
        self.twins.iter().filter_map(|(name, twins)| Some((*name, Listed::new(twins, self.count)?))).collect()
    }
}

/// What members of one name list as their values.
pub(super) struct Listed {
    /// How many of them list a value.
    counts: HashMap<Value, usize>,
    /// The list, where every object has the same.
    same: Option<Vec<Value>>,
    /// Whether the values tell the objects apart, see [`tells`].
    pub(super) tells: bool,
}

impl Listed {
    /// `None` where no member lists its values.
    fn new(twins: &[(usize, &Member)], objects: usize) -> Option<Self> {
        let lists: Vec<Vec<Value>> =
            twins.iter().filter_map(|(_, member)| known_values(&member.shape)).map(|(values, _)| values).collect();
        let first = lists.first()?.clone();
        let same = lists.len() == objects && lists.iter().all(|list| *list == first);
        let tells = lists_tell(&lists);
        let mut counts = HashMap::new();
        for list in lists {
            let mut own = HashSet::new();
            for value in list {
                if own.insert(value.clone()) {
                    *counts.entry(value).or_default() += 1;
                }
            }
        }
        Some(Self { counts, same: same.then_some(first), tells })
    }

    /// Whether one object alone lists this value.
    pub(super) fn is_of_one(&self, value: &Value) -> bool {
        self.counts.get(value) == Some(&1)
    }

    /// Whether every object lists just these values.
    pub(super) fn is_same(&self, values: &[Value]) -> bool {
        self.same.as_deref() == Some(values)
    }
}

/// Whether members of one name tell those of their objects apart that list their values: each has one, or one of them has
/// several, and none is in two. Where more have several, it is rather a state that each kind of object has.
pub(super) fn tells(twins: &[(usize, &Member)]) -> bool {
    let lists: Vec<Vec<Value>> =
        twins.iter().filter_map(|(_, member)| known_values(&member.shape)).map(|(values, _)| values).collect();
    lists_tell(&lists)
}

fn lists_tell(lists: &[Vec<Value>]) -> bool {
    let several = lists.iter().filter(|list| list.len() > 1).count();
    let mut seen: HashSet<&Value> = HashSet::new();
    several <= 1 && lists.len() > several && lists.iter().flatten().all(|value| seen.insert(value))
}
