//! What changed on the wire, and what became known: the facts of matched models held against each other.

use super::alike::Alike;
use super::facts::{Facts, Field, Model};
use super::matching::{self, Pairs};
use super::report::{Change, Names, change};
use super::rules::{Effect, Track};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Everything that changed, in the order of the old version and then of the new one.
///
/// `known`: what the pages of both versions can show at all.
pub fn changes(old: &Facts, new: &Facts, pairs: &Pairs, known: Known<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let compare = Compare { pairs, known, alike: Alike::new(old, new, pairs).into(), directions: RefCell::default() };
    for (key, model) in old {
        match pairs.get(key).and_then(|now| Some((now, new.get(now)?))) {
            None => {
                let names = Names { old: Some(key.clone()), new: None };
                found.push(change("model-removed", names, None, json!(model.kind), Value::Null));
            }
            Some((now, after)) => {
                let names = Names { old: Some(key.clone()), new: Some(now.clone()) };
                if key != now {
                    found.push(change("model-renamed", names.clone(), None, json!(key), json!(now)));
                }
                compare.model(&names, model, after, &mut found);
            }
        }
    }
    let known: BTreeSet<&str> = pairs.values().map(String::as_str).collect();
    for (key, model) in new.iter().filter(|(key, _)| !known.contains(key.as_str())) {
        let names = Names { old: None, new: Some(key.clone()) };
        found.push(change("model-added", names, None, Value::Null, json!(model.kind)));
    }
    found
}

struct Compare<'a> {
    pairs: &'a Pairs,
    known: Known<'a>,
    alike: RefCell<Alike<'a>>,
    /// What became of shapes, of which many members may have the same.
    directions: RefCell<HashMap<(String, String), &'static str>>,
}

/// What the pages of two versions can show.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// A language that has one type of number tells no integer apart, and that of TypeScript's pages shows null in
    /// examples alone, where it is by chance.
    pub numbers_and_null: bool,
    /// Members of whose type a page is missing, by model and name: of the old version and of the new one.
    pub unread: [&'a HashSet<(String, String)>; 2],
}

impl Known<'_> {
    fn is_unread(&self, names: &Names, before: &str, now: &str) -> bool {
        let [old, new] = self.unread;
        let within = |unread: &HashSet<(String, String)>, key: &Option<String>, name: &str| {
            key.as_ref().is_some_and(|key| unread.contains(&(key.clone(), name.to_owned())))
        };
        within(old, &names.old, before) || within(new, &names.new, now)
    }
}

impl Compare<'_> {
    fn model(&self, names: &Names, old: &Model, new: &Model, found: &mut Vec<Change>) {
        if old.deprecated != new.deprecated {
            let id = if new.deprecated { "deprecated" } else { "undeprecated" };
            found.push(change(id, names.clone(), None, json!(old.deprecated), json!(new.deprecated)));
        }
        if old.kind != new.kind {
            if old.unknown && old.kind == "any" && new.kind == "enum" {
                // Some generators leave the pages of enums empty.
                found.push(change("type-learned", names.clone(), None, json!(old.kind), json!(new.kind)));
            } else if !self.is_loosely(&old.kind, &new.kind) {
                found.push(change("model-kind", names.clone(), None, json!(old.kind), json!(new.kind)));
            }
            return;
        }
        let same = matching::members(&old.fields, &new.fields);
        for (name, field) in &old.fields {
            let after = same.get(name.as_str()).and_then(|now| Some((*now, new.fields.get(*now)?)));
            let Some((now, after)) = after else {
                let id = if field.required { "required-member-removed" } else { "member-removed" };
                found.push(change(id, names.clone(), Some(name), described(field), Value::Null));
                continue;
            };
            if name != now {
                found.push(change("wire-name-learned", names.clone(), Some(now), json!(name), json!(now)));
            }
            self.field(names, [name, now], field, after, found);
        }
        let known: BTreeSet<&str> = same.values().copied().collect();
        for (name, field) in new.fields.iter().filter(|(name, _)| !known.contains(name.as_str())) {
            let id = if field.required { "required-member-added" } else { "member-added" };
            found.push(change(id, names.clone(), Some(name), Value::Null, described(field)));
        }
        values(names, None, &old.values, &new.values, found);
        self.alternatives(names, None, &old.members, &new.members, found);
    }

    fn field(&self, names: &Names, [before, name]: [&str; 2], old: &Field, new: &Field, found: &mut Vec<Change>) {
        let mut say = |id, from, to| found.push(change(id, names.clone(), Some(name), from, to));
        if old.required != new.required {
            let id = if new.required { "required-added" } else { "required-removed" };
            say(id, json!(old.required), json!(new.required));
        }
        if old.null_unknown != new.null_unknown && old.required == new.required {
            let known = |field: &Field| if field.null_unknown { Value::Null } else { json!(field.nullable) };
            say("null-learned", known(old), known(new));
        } else if old.null_unknown || new.null_unknown || old.nullable == new.nullable {
            // What policy makes of an unknown follows from what else changed.
        } else if self.known.numbers_and_null {
            say("null-learned", json!(old.nullable), json!(new.nullable));
        } else {
            say(if new.nullable { "null-added" } else { "null-removed" }, json!(old.nullable), json!(new.nullable));
        }
        // The mark that code sees, where one version has it and the text of the other says no more than that it would come.
        let by_mark = old.deprecated_by_mark != new.deprecated_by_mark && old.deprecated == new.deprecated;
        if old.deprecated != new.deprecated || (by_mark && new.deprecated_by_mark) {
            let id = if new.deprecated { "deprecated" } else { "undeprecated" };
            say(id, json!(old.deprecated_by_mark), json!(new.deprecated_by_mark));
        }
        if old.shape != new.shape {
            let unknown = self.known.numbers_and_null || old.integer_unknown || new.integer_unknown;
            let is_number = self.is_loosely(&old.shape, &new.shape);
            // A union of which a member has no page is anything; what the models have in common is told there.
            let any = |field: &Field| field.target.is_some() && has_any(&field.shape);
            let is_torn = any(old) || any(new);
            let id = if self.known.is_unread(names, before, name) || is_torn {
                "type-learned"
            } else if unknown && is_number {
                "integer-learned"
            } else {
                let shapes = (old.shape.clone(), new.shape.clone());
                let mut known = self.directions.borrow_mut();
                *known.entry(shapes).or_insert_with(|| direction(&old.shape, &new.shape))
            };
            say(id, described(old), described(new));
            if is_torn {
                self.reference(names, name, old, new, found);
            }
        } else {
            self.reference(names, name, old, new, found);
            self.alternatives(names, Some(name), &old.members, &new.members, found);
        }
        values(names, Some(name), &old.values, &new.values, found);
    }

    /// Tells that a member is of another model. Where the two hold the same, code alone can tell them apart.
    fn reference(&self, names: &Names, name: &str, old: &Field, new: &Field, found: &mut Vec<Change>) {
        let (Some(before), Some(after)) = (&old.target, &new.target) else { return };
        if self.pairs.get(before).is_some_and(|now| now == after) {
            return;
        }
        let mut told = change("reference-changed", names.clone(), Some(name), json!(before), json!(after));
        if has_any(&old.shape) || has_any(&new.shape) {
            (told.reader, told.writer) = (Effect::Unsure, Effect::Unsure);
        } else {
            match self.alike.borrow_mut().are(before, after) {
                Some(true) => (told.track, told.reader, told.writer) = (Track::Names, Effect::Ok, Effect::Ok),
                Some(false) => {}
                None => (told.reader, told.writer) = (Effect::Unsure, Effect::Unsure),
            }
        }
        found.push(told);
    }

    fn is_loosely(&self, old: &str, new: &str) -> bool {
        old.replace("integer", "number") == new.replace("integer", "number")
    }

    /// What a union, or the member of an object that is one, may be beside or no longer.
    fn alternatives(
        &self,
        names: &Names,
        name: Option<&str>,
        old: &BTreeSet<String>,
        new: &BTreeSet<String>,
        found: &mut Vec<Change>,
    ) {
        if old.is_empty() || new.is_empty() {
            return;
        }
        let moved = |member: &String| match member.strip_prefix("ref:") {
            Some(key) => self.pairs.get(key).map_or_else(|| member.clone(), |now| format!("ref:{now}")),
            None => member.clone(),
        };
        let before: BTreeSet<String> = old.iter().map(moved).collect();
        // A member of which the page is missing may be any of the other version's.
        if before.contains("any") != new.contains("any") {
            found.push(change("type-learned", names.clone(), name, json!(old), json!(new)));
            return;
        }
        for member in new.difference(&before) {
            found.push(change("variant-added", names.clone(), name, Value::Null, json!(member)));
        }
        for member in old.iter().filter(|member| !new.contains(&moved(member))) {
            found.push(change("variant-removed", names.clone(), name, json!(member), Value::Null));
        }
    }
}

fn values(
    names: &Names,
    member: Option<&str>,
    old: &BTreeSet<String>,
    new: &BTreeSet<String>,
    found: &mut Vec<Change>,
) {
    if old.is_empty() || new.is_empty() {
        return;
    }
    let value = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| json!(text));
    for text in new.difference(old) {
        found.push(change("value-added", names.clone(), member, Value::Null, value(text)));
    }
    for text in old.difference(new) {
        found.push(change("value-removed", names.clone(), member, value(text), Value::Null));
    }
}

fn described(field: &Field) -> Value {
    let mut all = json!({"type": field.shape, "required": field.required});
    if let (Some(target), Some(map)) = (&field.target, all.as_object_mut()) {
        map.insert("model".to_owned(), json!(target));
    }
    all
}

/// Whether what a shape is, or is a list or map of, is anything, or a union of which a member is.
fn has_any(shape: &str) -> bool {
    match ["array", "map"].into_iter().find_map(|name| inner(shape, name)) {
        Some(inner) => has_any(inner),
        None => shape == "any" || inner(shape, "union").is_some_and(|members| parts(members).contains(&"any")),
    }
}

/// What stands in the brackets of a shape of this name.
fn inner<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>')
}

/// Whether the new shape accepts more, less, or something else.
fn direction(old: &str, new: &str) -> &'static str {
    if accepts(new, old) {
        "type-widened"
    } else if accepts(old, new) {
        "type-narrowed"
    } else {
        "type-changed"
    }
}

/// Whether every value of `narrow` is one of `wide`.
fn accepts(wide: &str, narrow: &str) -> bool {
    match (wide, narrow) {
        (a, b) if a == b => true,
        ("any", _) | ("number", "integer") | ("free", "object" | "map") => true,
        ("string", b) => b == "enum" || b.starts_with("string:"),
        ("free", b) if b.starts_with("map<") => true,
        (a, b) => {
            for name in ["array", "map"] {
                if let (Some(a), Some(b)) = (inner(a, name), inner(b, name)) {
                    return accepts(a, b);
                }
            }
            match (inner(a, "union"), inner(b, "union")) {
                (Some(a), None) => parts(a).iter().any(|a| accepts(a, b)),
                (Some(a), Some(b)) => {
                    let all = parts(a);
                    let known: HashSet<&str> = all.iter().copied().collect();
                    // what takes nothing but itself was looked up
                    let wide: Vec<&str> = all.into_iter().filter(|part| is_wide(part)).collect();
                    parts(b).iter().all(|b| known.contains(b) || wide.iter().any(|a| accepts(a, b)))
                }
                _ => false,
            }
        }
    }
}

/// Whether a shape may accept others than itself.
fn is_wide(shape: &str) -> bool {
    matches!(shape, "any" | "number" | "free" | "string") || shape.contains('<')
}

/// The members of a union's text.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}
