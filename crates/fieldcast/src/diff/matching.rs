//! Which model of the old version is which of the new one: a key is a first guess, and the places that refer to models
//! vote. The generator of the docs gives one key to another thing when a shorter name becomes free.

use super::facts::{Facts, Field, Map, Model, leaf, norm};
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt as _, HashSet};
use indexmap::IndexMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Models that have less in common are not taken for one.
const ALIKE: f64 = 0.4;
/// Each round settles what the one before it made known.
const ROUNDS: usize = 6;
/// How many models one may be taken for, those with the most votes: what refers to everything says nothing of anything.
const CLAIMS: usize = 16;
/// How many members of a union, and values of theirs, are held against an enum that may have become one of them.
const WITHIN: usize = 1 << 14;

/// From keys of the old version to keys of the new one.
pub type Pairs = Map<String>;

/// What operations send and answer: from places in them to models.
pub type Places = BTreeMap<String, String>;

/// Which models of `old` are which of `new`; of one that became several that are equally alike none is. What operations of
/// both send and answer votes as members of models do.
pub fn models(old: &Facts, new: &Facts, operations: [&Places; 2]) -> Pairs {
    pairs(old, new, operations, false)
}

/// The same, but of several that are equally alike the first is taken.
pub fn closest(old: &Facts, new: &Facts) -> Pairs {
    pairs(old, new, [&Places::new(), &Places::new()], true)
}

fn pairs(old: &Facts, new: &Facts, operations: [&Places; 2], any: bool) -> Pairs {
    let mut pairs: Pairs =
        old.keys().filter(|key| new.contains_key(*key)).map(|key| (key.clone(), key.clone())).collect();
    pairs.extend(moved(old, new));
    for _ in 0..ROUNDS {
        let votes = votes(&pairs, old, new, operations);
        let mut moved = part(&mut pairs, &votes, (old, new), operations);
        moved |= join(&mut pairs, &votes, (old, new), any);
        if !moved {
            break;
        }
    }
    pairs.sort_by(|a, _, b, _| old.get_index_of(a).cmp(&old.get_index_of(b)));
    pairs
}

/// What went to another namespace under its own name, as where all of one do: a guess, as a key is one.
fn moved(old: &Facts, new: &Facts) -> Vec<(String, String)> {
    let lone = |of: &'_ Facts, other: &Facts| -> BTreeMap<String, Option<String>> {
        let mut lone = BTreeMap::new();
        for key in of.keys().filter(|key| !other.contains_key(*key)) {
            let only = |found: &mut Option<String>| *found = None;
            lone.entry(leaf(key).to_owned()).and_modify(only).or_insert_with(|| Some(key.clone()));
        }
        lone
    };
    let mut now = lone(new, old);
    let pairs = lone(old, new).into_iter().filter_map(|(name, was)| Some((was?, now.remove(&name)??)));
    pairs.filter(|(was, now)| alike(old, was, new, now) >= ALIKE).collect()
}

type Votes<'a> = BTreeMap<&'a str, BTreeMap<&'a str, usize>>;

fn votes<'a>(pairs: &Pairs, old: &'a Facts, new: &'a Facts, [before, after]: [&'a Places; 2]) -> Votes<'a> {
    let mut votes = Votes::new();
    let models = pairs.iter().filter_map(|(one, other)| Some((&old.get(one)?.refs, &new.get(other)?.refs)));
    for (before, after) in models.chain([(before, after)]) {
        for (place, target) in before {
            if let Some(now) = after.get(place)
                && old.contains_key(target)
                && new.contains_key(now)
            {
                *votes.entry(target.as_str()).or_default().entry(now.as_str()).or_default() += 1;
            }
        }
    }
    most(votes)
}

/// The votes that are among the [`CLAIMS`] most for both models that they are for.
fn most(votes: Votes<'_>) -> Votes<'_> {
    let mut of_new: BTreeMap<&str, Vec<(Reverse<usize>, &str)>> = BTreeMap::new();
    for (was, to) in &votes {
        to.iter().for_each(|(now, count)| of_new.entry(now).or_default().push((Reverse(*count), was)));
    }
    if votes.values().all(|to| to.len() <= CLAIMS) && of_new.values().all(|from| from.len() <= CLAIMS) {
        return votes;
    }
    let first = |mut all: Vec<(Reverse<usize>, &'_ str)>| -> HashSet<String> {
        all.sort_unstable();
        all.into_iter().take(CLAIMS).map(|(_, key)| key.to_owned()).collect()
    };
    let of_new: HashMap<&str, HashSet<String>> = of_new.into_iter().map(|(now, from)| (now, first(from))).collect();
    let mut kept = Votes::new();
    for (was, to) in votes {
        let of_old = first(to.iter().map(|(now, count)| (Reverse(*count), *now)).collect());
        let is_first = |now: &str| of_old.contains(now) && of_new.get(now).is_some_and(|from| from.contains(was));
        let to: BTreeMap<&str, usize> = to.into_iter().filter(|(now, _)| is_first(now)).collect();
        if !to.is_empty() {
            kept.insert(was, to);
        }
    }
    kept
}

/// What is alike, at the same places, and of which neither side is taken: the likest first. Nothing of the order depends
/// on which version is the old one.
struct Candidate<'a> {
    like: f64,
    count: usize,
    old: &'a str,
    new: &'a str,
}

/// Parts pairs of one key that no place confirms, where they are unlike, or where a place says that it is another model
/// which is no less like: the key went from one thing to another.
fn part(pairs: &mut Pairs, votes: &Votes<'_>, (old, new): (&Facts, &Facts), operations: [&Places; 2]) -> bool {
    let like = |a: &str, b: &str| alike(old, a, new, b);
    let voted = |a: &str, b: &str| votes.get(a).is_some_and(|to| to.contains_key(b));
    let mut from: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (was, to) in votes {
        to.keys().for_each(|now| from.entry(now).or_default().push(was));
    }
    let old_confirmed: HashSet<&str> =
        pairs.iter().filter(|(was, now)| voted(was, now)).map(|(was, _)| was.as_str()).collect();
    let new_confirmed: HashSet<&str> =
        pairs.iter().filter(|(was, now)| voted(was, now)).map(|(_, now)| now.as_str()).collect();
    let [before, now] = operations;
    let (used_before, used_now) = (used(old, before), used(new, now));
    let parted: HashSet<String> = pairs
        .iter()
        .filter(|(was, now)| {
            if voted(was, now) {
                return false;
            }
            let own = like(was, now);
            let claimed = votes.get(was.as_str()).into_iter().flat_map(BTreeMap::keys);
            let claimed = claimed.filter(|other| !new_confirmed.contains(**other)).map(|other| like(was, other));
            let claims = from.get(now.as_str()).into_iter().flatten();
            let claims = claims.filter(|other| !old_confirmed.contains(**other)).map(|other| like(other, now));
            // Unions are told apart by names of members alone, so that of two that are equally alike the key decides.
            let is_union = old.get(was.as_str()).is_some_and(|model| model.kind == "union");
            let elsewhere =
                claimed.chain(claims).any(|other| other >= ALIKE && (other > own || (other >= own && !is_union)));
            // Both are used, and nowhere in common.
            let moved = own < ALIKE && used_before.contains(was.as_str()) && used_now.contains(now.as_str());
            elsewhere || moved
        })
        .map(|(was, _)| was.clone())
        .collect();
    pairs.retain(|was, _| !parted.contains(was));
    !parted.is_empty()
}

/// The models that others refer to, or operations.
fn used<'a>(of: &'a Facts, operations: &'a Places) -> HashSet<&'a str> {
    let of_others = of.iter().flat_map(|(key, model)| model.refs.values().filter(move |to| *to != key));
    of_others.chain(operations.values()).map(String::as_str).collect()
}

/// Joins what is alike and at the same places, the likest first.
fn join(pairs: &mut Pairs, votes: &Votes<'_>, (old, new): (&Facts, &Facts), any: bool) -> bool {
    let mut taken: HashSet<String> = pairs.values().cloned().collect();
    let mut found = Vec::new();
    for (key, candidates) in votes.iter().filter(|(key, _)| !pairs.contains_key(**key)) {
        for (now, count) in candidates.iter().filter(|(now, _)| !taken.contains(**now)) {
            let like = alike(old, key, new, now);
            if like >= ALIKE {
                found.push(Candidate { like, count: *count, old: key, new: now });
            }
        }
    }
    // Two that come to the same here are one and its reverse, which take nothing from each other.
    let names = |one: &Candidate<'_>| (one.old.min(one.new).to_owned(), one.old.max(one.new).to_owned());
    found.sort_by(|a, b| {
        let same = |one: &Candidate<'_>| one.old != one.new;
        b.like.total_cmp(&a.like).then(b.count.cmp(&a.count)).then(same(a).cmp(&same(b))).then(names(a).cmp(&names(b)))
    });
    let before = pairs.len();
    let undecided = if any { HashSet::default() } else { undecided(&found) };
    let is_open =
        |one: &&Candidate<'_>| [Side::Old(one.old), Side::New(one.new)].iter().all(|side| !undecided.contains(side));
    for one in found.iter().filter(is_open) {
        if !pairs.contains_key(one.old) && taken.insert(one.new.to_owned()) {
            pairs.insert(one.old.to_owned(), one.new.to_owned());
        }
    }
    pairs.len() > before
}

/// A model of one of the versions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Side<'a> {
    Old(&'a str),
    New(&'a str),
}

/// The models of which several of the other version are as alike and at as many places, and none has their name: one that
/// became several, or several that became one, are none of them.
fn undecided<'a>(found: &[Candidate<'a>]) -> HashSet<Side<'a>> {
    let mut of: BTreeMap<Side<'_>, Vec<&Candidate<'_>>> = BTreeMap::new();
    for one in found {
        of.entry(Side::Old(one.old)).or_default().push(one);
        of.entry(Side::New(one.new)).or_default().push(one);
    }
    of.retain(|_, all| {
        let is_best = |one: &&&Candidate<'_>| {
            all.first().is_some_and(|best| one.like.total_cmp(&best.like).is_eq() && one.count == best.count)
        };
        let best = all.iter().filter(is_best);
        best.clone().count() > 1 && !best.clone().any(|one| norm(leaf(one.old)) == norm(leaf(one.new)))
    });
    of.into_keys().collect()
}

/// How much of two models is common, from 0 to 1.
fn alike(old: &Facts, a: &str, new: &Facts, b: &str) -> f64 {
    let (Some(one), Some(other)) = (old.get(a), new.get(b)) else { return 0.0 };
    let share = |common: usize, all: usize| {
        let share = |n: usize| u32::try_from(n).map_or(f64::from(u32::MAX), f64::from);
        share(common) / share(all.max(1))
    };
    let shared = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        let common = a.intersection(b).count();
        share(common, a.len() + b.len() - common)
    };
    let values = |a: &Model, b: &Model| shared(&a.values, &b.values);
    // An enum that became a union with it, or back.
    let within = |values_of: &Model, union: &Model, of: &Facts| {
        let mut left = WITHIN;
        let mut best = 0.0_f64;
        for member in union.members.iter().filter_map(|member| of.get(member.strip_prefix("ref:")?)) {
            let (few, many) = (values_of.values.len(), member.values.len());
            // Where one has far more than the other, the share of both is less than matters, whatever they are.
            let is_close = share(few.min(many), few.max(many)) >= ALIKE;
            let Some(rest) = left.checked_sub(if is_close { 1 + many } else { 1 }) else { break };
            left = rest;
            if is_close {
                best = best.max(values(values_of, member));
            }
        }
        best * 0.9
    };
    match (one.kind.as_str(), other.kind.as_str()) {
        ("enum", "enum") => values(one, other),
        ("enum", "union") => within(one, other, new),
        ("union", "enum") => within(other, one, old),
        ("object", "object") => {
            let (few, many) = if one.fields.len() <= other.fields.len() { (one, other) } else { (other, one) };
            let common = few.fields.keys().filter(|name| many.fields.contains_key(*name)).count();
            share(common, one.fields.len() + other.fields.len() - common)
        }
        ("union", "union") => ALIKE + 0.6 * shared(&one.members, &other.members),
        (a, b) if a == b => 0.6,
        _ => 0.0,
    }
}

/// From members of the old version to those of the new one.
pub type Same<'a> = IndexMap<&'a str, &'a str, RandomState>;

/// Which members of an object are which: by the name on the wire, by the name without case and separators, or by a
/// likely spelling.
pub fn members<'a>(old: &'a Map<Field>, new: &'a Map<Field>) -> Same<'a> {
    let mut out = Same::with_capacity_and_hasher(old.len(), RandomState::default());
    let mut left: HashMap<String, &str> = HashMap::new();
    for name in new.keys() {
        if !old.contains_key(name) {
            left.entry(norm(name)).or_insert(name);
        }
    }
    // Those that are not taken, and by their other spellings, the last first.
    let mut free: HashSet<&str> = left.values().copied().collect();
    let mut spelt: HashMap<&str, Vec<&str>> = HashMap::new();
    for (now, field) in new.iter().rev().filter(|(now, _)| free.contains(now.as_str())) {
        field.spellings.iter().for_each(|one| spelt.entry(one).or_default().push(now));
    }
    for (name, field) in old {
        if let Some((now, _)) = new.get_key_value(name) {
            out.insert(name, now);
        } else if let Some(now) = left.remove(&norm(name)) {
            free.remove(now);
            out.insert(name, now);
        } else {
            let own = field.spellings.iter().find_map(|one| free.get(one.as_str()).copied());
            let now = own.or_else(|| {
                let all = spelt.get_mut(name.as_str())?;
                std::iter::from_fn(|| all.pop()).find(|now| free.contains(now))
            });
            if let Some(now) = now {
                left.remove(&norm(now));
                free.remove(now);
                out.insert(name, now);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &[&str])]) -> Map<Field> {
        let field = |spellings: &[&str]| Field {
            spellings: spellings.iter().map(|one| (*one).to_owned()).collect(),
            ..Field::default()
        };
        all.iter().map(|(name, spellings)| ((*name).to_owned(), field(spellings))).collect()
    }

    #[test]
    fn members_are_matched_by_name_then_by_letters_then_by_spelling() {
        let old = fields(&[("id", &[]), ("firstName", &[]), ("url", &["link"]), ("kind", &[]), ("size", &[])]);
        let new = fields(&[("link", &[]), ("first_name", &[]), ("type", &["kind", "size"]), ("id", &["kind"])]);
        let told: Vec<(&str, &str)> = members(&old, &new).into_iter().collect();
        // What is taken is nobody else's.
        assert_eq!(told, [("id", "id"), ("firstName", "first_name"), ("url", "link"), ("kind", "type")]);
    }

    #[test]
    fn an_enum_is_found_among_hundreds_of_members() {
        let model = |kind: &str, values: &[String]| Model {
            kind: kind.to_owned(),
            values: values.iter().cloned().collect(),
            ..Model::default()
        };
        let values = |at: usize| [format!("a{at}"), format!("b{at}"), "other".to_owned()];
        let old = Facts::from_iter([("Mode".to_owned(), model("enum", &values(299)))]);
        let mut new: Facts = (0..300).map(|at| (format!("Mode{at:03}"), model("enum", &values(at)))).collect();
        let members = new.keys().map(|key| format!("ref:{key}")).collect();
        new.insert("Mode".to_owned(), Model { members, ..model("union", &[]) });
        assert!(alike(&old, "Mode", &new, "Mode") > 0.8);
        assert!(alike(&new, "Mode", &old, "Mode") > 0.8, "and back");
        new.shift_remove("Mode299");
        assert!(alike(&old, "Mode", &new, "Mode") < ALIKE);
    }

    #[test]
    fn what_is_claimed_by_many_is_only_that_of_the_most_votes() {
        let names: Vec<String> = (0..40).map(|at| format!("B{at:02}")).collect();
        let to = names.iter().zip(1..).map(|(name, count)| (name.as_str(), count)).collect();
        let kept = most(Votes::from_iter([("A", to), ("C", BTreeMap::from_iter([("B00", 1)]))]));
        assert_eq!(kept["A"].keys().copied().collect::<Vec<_>>(), names[40 - CLAIMS..]);
        assert_eq!(kept["C"].len(), 1);
    }
}
