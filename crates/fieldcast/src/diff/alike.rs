//! Whether two models that were not matched hold the same but for their names.

use super::facts::{Facts, Field};
use super::matching::Pairs;
use std::collections::{BTreeSet, HashMap};

/// How far references are followed.
const DEPTH: usize = 6;
/// How often what both versions have may be looked at in all: every member could be of another pair of models, and all of
/// their members again. Versions of real APIs take less than once.
const LOOKS: usize = 32;

/// What was found of pairs of models.
pub struct Alike<'a> {
    old: &'a Facts,
    new: &'a Facts,
    pairs: &'a Pairs,
    /// What was found, by the places of both and how far references were followed before.
    known: HashMap<(usize, usize, usize), bool>,
    /// How many looks are left.
    left: usize,
}

impl<'a> Alike<'a> {
    /// Models of these versions; those that were matched are taken for the same.
    pub fn new(old: &'a Facts, new: &'a Facts, pairs: &'a Pairs) -> Self {
        let size = |facts: &Facts| -> usize {
            facts.values().map(|model| 1 + model.fields.len() + model.values.len() + model.members.len()).sum()
        };
        let left = LOOKS.saturating_mul(size(old).saturating_add(size(new)));
        Self { old, new, pairs, known: HashMap::new(), left }
    }

    /// Whether they are; `None` where that would take too long to find out.
    pub fn are(&mut self, old: &str, new: &str) -> Option<bool> {
        self.look(old, new, 0)
    }

    fn look(&mut self, old: &str, new: &str, depth: usize) -> Option<bool> {
        if self.is_pair(old, new) {
            return Some(true);
        }
        let (Some(one), Some(other)) = (self.old.get_index_of(old), self.new.get_index_of(new)) else {
            return Some(false);
        };
        if let Some(known) = self.known.get(&(one, other, depth)) {
            return Some(*known);
        }
        let found = self.compare(old, new, depth)?;
        self.known.insert((one, other, depth), found);
        Some(found)
    }

    fn is_pair(&self, old: &str, new: &str) -> bool {
        self.pairs.get(old).is_some_and(|now| now == new)
    }

    fn compare(&mut self, old: &str, new: &str, depth: usize) -> Option<bool> {
        self.spend(1)?;
        let (Some(old), Some(new)) = (self.old.get(old), self.new.get(new)) else { return Some(false) };
        if old.kind != new.kind
            || old.values.len() != new.values.len()
            || old.members.len() != new.members.len()
            || old.fields.len() != new.fields.len()
        {
            return Some(false);
        }
        self.spend(old.values.len() + old.members.len() + old.fields.len())?;
        if old.values != new.values {
            return Some(false);
        }
        for (name, one) in &old.fields {
            let Some(other) = new.fields.get(name) else { return Some(false) };
            if !is_same(one, other) || !self.targets(one.target.as_deref(), other.target.as_deref(), depth)? {
                return Some(false);
            }
        }
        for one in &old.members {
            if !self.member(one, &new.members, depth)? {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Whether one of the members of a union is the same as this one of the other.
    fn member(&mut self, one: &str, all: &BTreeSet<String>, depth: usize) -> Option<bool> {
        let Some(key) = one.strip_prefix("ref:") else { return Some(all.contains(one)) };
        if self.pairs.get(key).is_some_and(|now| all.contains(&format!("ref:{now}"))) {
            return Some(true);
        }
        for other in all.iter().filter_map(|other| other.strip_prefix("ref:")) {
            if self.targets(Some(key), Some(other), depth)? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn targets(&mut self, one: Option<&str>, other: Option<&str>, depth: usize) -> Option<bool> {
        match (one, other) {
            (Some(one), Some(other)) if depth < DEPTH => self.look(one, other, depth + 1),
            (Some(_), Some(_)) => Some(false),
            (one, other) => Some(one == other),
        }
    }

    fn spend(&mut self, looks: usize) -> Option<()> {
        self.left = self.left.checked_sub(looks)?;
        Some(())
    }
}

fn is_same(one: &Field, other: &Field) -> bool {
    (&one.shape, one.required, &one.values) == (&other.shape, other.required, &other.values)
        && (one.null_unknown || other.null_unknown || one.nullable == other.nullable)
}

#[cfg(test)]
mod tests {
    use super::super::facts;
    use super::*;
    use serde_json::{Map, Value, json};

    /// What is tried, of how many, how they are named, and what is told.
    type Case = (&'static str, usize, fn(usize) -> String, Option<bool>);

    /// A union of `n` objects, each with a model of its own of which one member has a name by `last`.
    fn versions(side: &str, n: usize, last: fn(usize) -> String) -> Facts {
        let to = |key: String| json!({"$ref": format!("#/$defs/{key}")});
        let mut defs = Map::new();
        let members: Vec<Value> = (0..n).map(|at| to(format!("{side}{at:04}"))).collect();
        defs.insert(format!("{side}All"), json!({"anyOf": members}));
        for at in 0..n {
            let object = |name: &str, of: Value| json!({"type": "object", "properties": {name: of}});
            defs.insert(format!("{side}{at:04}"), object("next", to(format!("{side}Leaf{at:04}"))));
            defs.insert(format!("{side}Leaf{at:04}"), object(&last(at), json!({"type": "string"})));
        }
        let document = json!({"$schema": "s", "$id": "https://example.com/x.json", "$defs": defs});
        facts::of(&serde_json::from_value(document).unwrap())
    }

    #[test]
    fn models_of_other_names_are_held_against_each_other_as_long_as_it_pays() {
        let told = |n, new: fn(usize) -> String| {
            let (old, new) = (versions("A", n, |at| format!("f{at}")), versions("B", n, new));
            Alike::new(&old, &new, &Pairs::default()).are("AAll", "BAll")
        };
        let cases: [Case; 4] = [
            ("the same", 60, |at| format!("f{at}"), Some(true)),
            ("the same in another order", 60, |at| format!("f{}", 59 - at), Some(true)),
            ("another member", 60, |at| format!("f{}", at + 1), Some(false)),
            ("the square of many", 400, |at| format!("f{}", 399 - at), None),
        ];
        for (name, n, new, expected) in cases {
            assert_eq!(told(n, new), expected, "{name}");
        }
    }

    #[test]
    fn circles_of_models_that_hold_no_other_are_not_followed_for_ever() {
        let circle = |side: &str, n: usize| {
            let defs: Map<String, Value> = (0..n)
                .map(|at| {
                    let next = json!({"$ref": format!("#/$defs/{side}{}", (at + 1) % n)});
                    (format!("{side}{at}"), json!({"type": "object", "properties": {"next": next}}))
                })
                .collect();
            let document = json!({"$schema": "s", "$id": "https://example.com/x.json", "$defs": defs});
            facts::of(&serde_json::from_value(document).unwrap())
        };
        let (old, new) = (circle("A", 3), circle("B", 5));
        let told = |pairs: &Pairs| Alike::new(&old, &new, pairs).are("A0", "B0");
        assert_eq!(told(&Pairs::default()), Some(false));
        let one = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(told(&Pairs::from_iter([one("A2", "B2")])), Some(true));
    }
}
