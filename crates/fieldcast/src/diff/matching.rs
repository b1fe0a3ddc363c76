//! Which model of the old version is which of the new one: a key is a first guess, and the places that refer to models
//! vote. The generator of the docs gives one key to another thing when a shorter name becomes free.

use super::facts::{Facts, Field, Model, norm};
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Models that have less in common are not taken for one.
const ALIKE: f64 = 0.4;
/// Each round settles what the one before it made known.
const ROUNDS: usize = 6;

/// From keys of the old version to keys of the new one.
pub type Pairs = IndexMap<String, String>;

/// Which models of `old` are which of `new`.
pub fn models(old: &Facts, new: &Facts) -> Pairs {
    let mut pairs: Pairs =
        old.keys().filter(|key| new.contains_key(*key)).map(|key| (key.clone(), key.clone())).collect();
    for _ in 0..ROUNDS {
        let votes = votes(&pairs, old, new);
        let mut moved = part(&mut pairs, &votes, old, new);
        moved |= join(&mut pairs, &votes, old, new);
        if !moved {
            break;
        }
    }
    pairs.sort_by(|a, _, b, _| old.get_index_of(a).cmp(&old.get_index_of(b)));
    pairs
}

type Votes<'a> = BTreeMap<&'a str, BTreeMap<&'a str, usize>>;

fn votes<'a>(pairs: &Pairs, old: &'a Facts, new: &'a Facts) -> Votes<'a> {
    let mut votes = Votes::new();
    for (one, other) in pairs {
        let (Some(one), Some(other)) = (old.get(one), new.get(other)) else { continue };
        for (place, target) in &one.refs {
            if let Some(now) = other.refs.get(place)
                && old.contains_key(target)
                && new.contains_key(now)
            {
                *votes.entry(target.as_str()).or_default().entry(now.as_str()).or_default() += 1;
            }
        }
    }
    votes
}

/// Parts pairs of one key that no place confirms and that are unlike.
fn part(pairs: &mut Pairs, votes: &Votes<'_>, old: &Facts, new: &Facts) -> bool {
    let like = |a: &str, b: &str| old.get(a).zip(new.get(b)).map_or(0.0, |(a, b)| alike(a, b));
    let before = pairs.len();
    pairs.retain(|key, now| {
        let Some(votes) = votes.get(key.as_str()) else { return true };
        if votes.contains_key(now.as_str()) || like(key, now) >= ALIKE {
            return true;
        }
        let best = votes.iter().max_by_key(|(name, count)| (**count, Reverse(**name)));
        best.is_none_or(|(best, _)| like(key, best) <= like(key, now))
    });
    pairs.len() < before
}

/// Joins what is alike and at the same places, the likest first.
fn join(pairs: &mut Pairs, votes: &Votes<'_>, old: &Facts, new: &Facts) -> bool {
    let mut taken: HashSet<String> = pairs.values().cloned().collect();
    let mut found = Vec::new();
    for (key, candidates) in votes.iter().filter(|(key, _)| !pairs.contains_key(**key)) {
        for (now, count) in candidates.iter().filter(|(now, _)| !taken.contains(**now)) {
            let Some((a, b)) = old.get(*key).zip(new.get(*now)) else { continue };
            let like = alike(a, b);
            if like >= ALIKE {
                found.push((like, *count, *key, *now));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(a.2.cmp(b.2)).then(a.3.cmp(b.3)));
    let before = pairs.len();
    for (_, _, key, now) in found {
        if !pairs.contains_key(key) && taken.insert(now.to_owned()) {
            pairs.insert(key.to_owned(), now.to_owned());
        }
    }
    pairs.len() > before
}

/// How much of two models is common, from 0 to 1.
fn alike(a: &Model, b: &Model) -> f64 {
    if a.kind != b.kind {
        return 0.0;
    }
    let share = |common: usize, all: usize| {
        let share = |n: usize| u32::try_from(n).map_or(f64::from(u32::MAX), f64::from);
        share(common) / share(all.max(1))
    };
    match a.kind.as_str() {
        "enum" => share(a.values.intersection(&b.values).count(), a.values.union(&b.values).count()),
        "object" => {
            let common = a.fields.keys().filter(|name| b.fields.contains_key(*name)).count();
            share(common, a.fields.len() + b.fields.len() - common)
        }
        _ => 0.6,
    }
}

/// Which members of an object are which: by the name on the wire, by the name without case and separators, or by a
/// likely spelling.
pub fn members<'a>(old: &'a IndexMap<String, Field>, new: &'a IndexMap<String, Field>) -> IndexMap<&'a str, &'a str> {
    let mut out: IndexMap<&str, &str> = IndexMap::new();
    let mut left: HashMap<String, &str> = HashMap::new();
    for name in new.keys() {
        if !old.contains_key(name) {
            left.entry(norm(name)).or_insert(name);
        }
    }
    for (name, field) in old {
        if let Some((now, _)) = new.get_key_value(name) {
            out.insert(name, now);
        } else if let Some(now) = left.remove(&norm(name)) {
            out.insert(name, now);
        } else {
            let free = |now: &&str| left.values().any(|free| free == now);
            let spelt = field.spellings.iter().map(String::as_str).find(free);
            let spelt = spelt.or_else(|| {
                new.iter()
                    .find(|(now, field)| free(&now.as_str()) && field.spellings.contains(name))
                    .map(|(now, _)| now.as_str())
            });
            if let Some((now, _)) = spelt.and_then(|now| new.get_key_value(now)) {
                left.remove(&norm(now));
                out.insert(name, now);
            }
        }
    }
    out
}
