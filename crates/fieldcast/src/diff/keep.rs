//! What stays as it was published, where the pages have nothing against it: the order of members, values and types, the
//! names of models in Rust, and names on the wire that were only inferred. It is the published schema that remembers.

use super::facts::{self, Facts};
use super::matching::{self, Pairs};
use crate::rust::{self, definition, numbered};
use crate::schema::document::{Additional, Document, Schema};
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::hash::Hash;

#[cfg(test)]
mod tests;

/// Keeps in `document`, as it was just made of pages, what code relies on of the one that is published:
///
/// - what is there already keeps its place, and what is new stands after it: members, values of enums, types of unions;
/// - a model keeps its Rust name where the pages give it another, or where the name would go to a new one; the schema then
///   says so ([`Notes::rust`](crate::schema::document::Notes::rust));
/// - one that went to another module is named, deprecated, where it was, too
///   ([`Notes::formerly`](crate::schema::document::Notes::formerly));
/// - a name on the wire that was inferred stays where the published one is still likely.
///
/// Doing so again changes nothing.
///
/// ```
/// use fieldcast::{diff, schema::document::Document};
///
/// let of = |names: &str| -> Document {
///     let text = format!(r#"{{"$schema":"s","$id":"i","$defs":{{"Walk":{{"type":"object","properties":{names}}}}}}}"#);
///     serde_json::from_str(&text).unwrap()
/// };
/// let published = of(r#"{"from": {"type": "string"}, "to": {"type": "string"}}"#);
/// let mut document = of(r#"{"by": {"type": "string"}, "to": {"type": "string"}, "from": {"type": "string"}}"#);
/// diff::keep(&published, &mut document);
/// let members = document.defs["Walk"].properties.as_ref().unwrap();
/// assert_eq!(members.keys().collect::<Vec<_>>(), ["from", "to", "by"]);
/// ```
pub fn keep(published: &Document, document: &mut Document) {
    if published.defs == document.defs {
        return;
    }
    let known = facts::of(published);
    let pairs = matching::closest(&known, &facts::of(document));
    wire_names(&known, document, &pairs);
    for (was, now) in &pairs {
        if let (Some(was), Some(now)) = (published.defs.get(was), document.defs.get_mut(now)) {
            order(was, now, &pairs);
        }
    }
    names(published, document, &pairs);
    former(published, document, &pairs);
}

/// The places of those that were there; what is new comes after them, in its own order.
struct Ranks<K>(HashMap<K, usize>);

impl<K: Hash + Eq> Ranks<K> {
    fn of(all: impl Iterator<Item = K>) -> Self {
        let mut places = HashMap::new();
        for (at, one) in all.enumerate() {
            places.entry(one).or_insert(at);
        }
        Self(places)
    }

    fn of_one(&self, one: &K) -> usize {
        self.0.get(one).copied().unwrap_or(usize::MAX)
    }
}

/// Puts what two schemas have in common into the order of the first.
fn order(was: &Schema, now: &mut Schema, pairs: &Pairs) {
    if let (Some(was), Some(now)) = (&was.values, &mut now.values) {
        let ranks = Ranks::of(was.iter().map(Value::to_string));
        now.sort_by_cached_key(|value| ranks.of_one(&value.to_string()));
    }
    if let (Some(was), Some(now)) = (&was.properties, &mut now.properties) {
        let place = |name: &String| was.get_index_of(name).unwrap_or(usize::MAX);
        now.sort_by(|a, _, b, _| place(a).cmp(&place(b)));
        for (name, now) in now.iter_mut() {
            if let Some(was) = was.get(name) {
                order(was, now, pairs);
            }
        }
    }
    let ranks = Ranks::of(was.required.iter());
    now.required.sort_by_key(|name| ranks.of_one(&name));
    if let (Some(was), Some(now)) = (&was.items, &mut now.items) {
        order(was, now, pairs);
    }
    if let (Some(Additional::Schema(was)), Some(Additional::Schema(now))) =
        (&was.additional_properties, &mut now.additional_properties)
    {
        order(was, now, pairs);
    }
    for (was, now) in [(&was.one_of, &mut now.one_of), (&was.any_of, &mut now.any_of)] {
        let known: Vec<String> = was.iter().map(|one| plain(one, Some(pairs))).collect();
        let ranks = Ranks::of(known.iter().cloned());
        now.sort_by_cached_key(|one| ranks.of_one(&plain(one, None)));
        let places = Ranks::of(now.iter().map(|one| plain(one, None)));
        for (was, known) in was.iter().zip(&known) {
            if let Some(now) = now.get_mut(places.of_one(known)) {
                order(was, now, pairs);
            }
        }
    }
}

/// What tells a type of a union from the others, as text: the model that it is, or the type that it has.
fn plain(schema: &Schema, pairs: Option<&Pairs>) -> String {
    let moved = |reference: &String| {
        let now = pairs.and_then(|pairs| pairs.get(&facts::key(reference)?));
        now.map_or_else(|| reference.clone(), |now| format!("#/$defs/{}", now.replace('~', "~0").replace('/', "~1")))
    };
    let (mut out, mut next) = (String::new(), Some(schema));
    while let Some(schema) = next {
        // Of two that are enums, each keeps what it has in common with the other.
        let is_enum = schema.values.is_some();
        let reference = schema.reference.as_ref().map(moved);
        let _ = write!(out, "{reference:?} {:?} {:?} {is_enum};", schema.types, schema.format);
        next = schema.items.as_deref();
    }
    out
}

/// Gives members whose names were inferred the names that are published, where those are likely too.
fn wire_names(known: &Facts, document: &mut Document, pairs: &Pairs) {
    let told_apart: HashSet<String> = document
        .defs
        .values()
        .filter_map(|schema| Some(schema.notes.as_ref()?.discriminator.as_ref()?.property_name.clone()))
        .collect();
    for (was, now) in pairs {
        let (Some(was), Some(now)) = (known.get(was), document.defs.get_mut(now)) else { continue };
        let Some(properties) = &mut now.properties else { continue };
        let mut likely: HashMap<&str, Vec<&String>> = HashMap::new();
        for (now, schema) in properties.iter() {
            if was.fields.contains_key(now) || told_apart.contains(now) {
                continue;
            }
            let aliases = schema.notes.iter().flat_map(|notes| &notes.aliases);
            for alias in aliases.map(String::as_str).collect::<BTreeSet<_>>() {
                likely.entry(alias).or_default().push(now);
            }
        }
        let gone = was.fields.keys().filter(|name| !properties.contains_key(*name));
        let renamed: HashMap<String, String> = gone
            .filter_map(|name| match likely.get(name.as_str())?.as_slice() {
                [now] => Some(((*now).clone(), name.clone())),
                _ => None,
            })
            .collect();
        if renamed.is_empty() {
            continue;
        }
        let all = std::mem::take(&mut **properties);
        **properties = all
            .into_iter()
            .map(|(name, mut schema)| match renamed.get(&name) {
                Some(kept) => {
                    let aliases = schema.notes.iter_mut().flat_map(|notes| notes.aliases.iter_mut());
                    aliases.filter(|alias| *alias == kept).for_each(|alias| alias.clone_from(&name));
                    (kept.clone(), schema)
                }
                None => (name, schema),
            })
            .collect::<IndexMap<_, _>>();
        for name in &mut now.required {
            if let Some(kept) = renamed.get(name) {
                name.clone_from(kept);
            }
        }
    }
}

/// Keeps the Rust names of models.
fn names(published: &Document, document: &mut Document, pairs: &Pairs) {
    let options = rust::Options::default();
    let lowered = |document: &Document| rust::definitions(document, &options).0;
    let (Some(before), Some(after)) = (lowered(published), lowered(document)) else { return };
    let (was, is) = (Names::of(&before), Names::of(&after));
    // A name that still leads to the model breaks nobody.
    let is_lost = |(space, name): Path<'_>, now: &(Option<&str>, &str, definition::Id)| {
        space == now.0 && name != now.1 && is.paths.get(&(space, name)) != Some(&now.2)
    };
    let mut kept: Vec<(String, String)> = Vec::new();
    for (old, new) in pairs {
        if let (Some((space, name, _)), Some(now)) = (was.of.get(old), is.of.get(new))
            && is_lost((*space, name), now)
        {
            kept.push((new.clone(), (*name).to_owned()));
        }
    }
    // a new model that is called as a type within a published one gets a number, and not that type
    let mut given: HashSet<(Option<&str>, String)> = HashSet::new();
    let known: HashSet<&str> = pairs.values().map(String::as_str).collect();
    let newcomers: HashMap<Path<'_>, &String> =
        is.of.iter().filter(|(key, _)| !known.contains(key.as_str())).map(|(key, now)| ((now.0, now.1), key)).collect();
    let models: HashSet<Path<'_>> = is.of.values().map(|(space, name, _)| (*space, *name)).collect();
    for path in &was.within {
        let Some(key) = newcomers.get(path) else { continue };
        let (space, name) = *path;
        let is_taken = |name: &String| {
            let path = (space, name.as_str());
            was.paths.contains_key(&path) || models.contains(&path) || given.contains(&(space, name.clone()))
        };
        let numbered = (2..).map(|number| numbered(name, number)).find(|name| !is_taken(name));
        if let Some(numbered) = numbered {
            given.insert((space, numbered.clone()));
            kept.push(((*key).clone(), numbered));
        }
    }
    note(document, &kept);
    if kept.is_empty() {
        return;
    }
    // What has another name because of these is published under it, too.
    let Some(settled) = lowered(document) else { return };
    let settled = Names::of(&settled);
    let moved = is.of.iter().filter_map(|(key, now)| {
        let (space, name, _) = settled.of.get(key)?;
        is_lost((*space, name), now).then(|| (key.clone(), (*name).to_owned()))
    });
    let moved: Vec<(String, String)> = moved.collect();
    note(document, &moved);
}

/// Lets models that went to another module be named where they were.
fn former(published: &Document, document: &mut Document, pairs: &Pairs) {
    let options = rust::Options::default();
    let is_left = |was: &str, now: &str| namespace(was) != namespace(now);
    let has_some = |schema: &Schema| schema.notes.iter().any(|notes| !notes.formerly.is_empty());
    let any = pairs.iter().any(|(was, now)| is_left(was, now)) || published.defs.values().any(has_some);
    if !any {
        return;
    }
    let lowered = |document: &Document| rust::definitions(document, &options).0;
    let (Some(before), Some(after)) = (lowered(published), lowered(document)) else { return };
    let (was, is) = (Names::of(&before), Names::of(&after));
    for (old, new) in pairs {
        let own = was.of.get(old).filter(|_| is_left(old, new)).map(|(space, name, _)| joined(*space, name));
        let known = published.defs.get(old).and_then(|schema| schema.notes.as_ref()).map(|notes| &notes.formerly);
        let now = is.of.get(new).map(|(space, name, _)| joined(*space, name));
        let Some(schema) = document.defs.get_mut(new) else { continue };
        for path in known.into_iter().flatten().cloned().chain(own) {
            let named = schema.notes.as_ref().is_some_and(|notes| notes.formerly.contains(&path));
            if Some(&path) != now.as_ref() && !named {
                schema.notes.get_or_insert_default().formerly.push(path);
            }
        }
    }
}

fn namespace(key: &str) -> Option<&str> {
    key.rsplit_once('.').map(|(namespace, _)| namespace)
}

/// A path in Rust.
fn joined(space: Option<&str>, name: &str) -> String {
    space.map_or_else(|| name.to_owned(), |space| format!("{space}::{name}"))
}

/// Writes names beside the models that have them.
fn note(document: &mut Document, names: &[(String, String)]) {
    for (key, name) in names {
        if let Some(schema) = document.defs.get_mut(key) {
            schema.notes.get_or_insert_default().rust = Some(name.clone());
        }
    }
}

type Path<'a> = (Option<&'a str>, &'a str);

/// The Rust names of an API.
struct Names<'a> {
    /// The module, the name and the definition of each model, by its key.
    of: HashMap<String, (Option<&'a str>, &'a str, definition::Id)>,
    /// What each path leads to.
    paths: HashMap<Path<'a>, definition::Id>,
    /// The paths of types that are written inside of a model, in their order.
    within: Vec<Path<'a>>,
}

impl<'a> Names<'a> {
    fn of(api: &'a definition::Api) -> Self {
        let mut names = Self { of: HashMap::new(), paths: HashMap::new(), within: Vec::new() };
        let own = api.iter().map(|(id, one)| (&one.pointer, &one.namespace, &one.name, id));
        let others = api.aliases.iter().filter(|one| !one.former);
        let others = others.map(|one| (&one.pointer, &one.namespace, &one.name, one.to));
        for one in api.aliases.iter().filter(|one| one.former) {
            names.paths.insert((one.namespace.as_deref(), &one.name), one.to);
        }
        for (pointer, namespace, name, id) in own.chain(others) {
            names.paths.insert((namespace.as_deref(), name), id);
            let is_model = pointer.strip_prefix("#/$defs/").is_some_and(|rest| !rest.contains('/'));
            if let Some(key) = facts::key(pointer).filter(|_| is_model) {
                names.of.insert(key, (namespace.as_deref(), name, id));
            } else {
                names.within.push((namespace.as_deref(), name));
            }
        }
        names
    }
}
