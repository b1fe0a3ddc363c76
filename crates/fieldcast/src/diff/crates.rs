//! What changed for code that uses the crate: the definitions of both versions held against each other, by Rust path and
//! then by what each means.

mod built;

use super::matching::Pairs;
use super::rules::Level;
use crate::rust::definition::{Api, Definition, Field, Id, Kind, Presence, Struct, Type, Variant};
use foldhash::{HashMap, HashMapExt as _};
use std::collections::BTreeMap;

/// One change of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The rule that it is told by where no change of the wire explains it.
    pub id: &'static str,
    /// The model, by its key in the old schema, and in the new one where the old has none.
    pub key: String,
    /// The member, by its name on the wire.
    pub member: Option<String>,
    /// What it asks of the version.
    pub level: Level,
    /// Whether code goes on compiling and means something else.
    pub silent: bool,
    /// What it was and is.
    pub from: String,
    pub to: String,
}

/// Whether a user could see anything of it at all: sentences of the documentation count.
pub fn differ(old: &Api, new: &Api) -> bool {
    old.definitions != new.definitions || old.aliases != new.aliases
}

/// Everything that changed for code; names of models that were matched are taken for one.
pub fn changes(old: &Api, new: &Api, pairs: &Pairs) -> Vec<Found> {
    let (before, after) = (Side::new(old), Side::new(new));
    let mut compare = Compare { before: &before, after: &after, pairs, found: Vec::new() };
    for (path, named) in &before.paths {
        compare.path(path, *named);
    }
    for (path, named) in &after.paths {
        if !before.paths.contains_key(path) {
            let (key, member) = place(named.pointer);
            let level = Level::Minor;
            let found =
                Found { id: "rust-changed", key, member, level, silent: false, from: String::new(), to: path.clone() };
            compare.found.push(found);
        }
    }
    compare.found
}

/// One version.
struct Side<'a> {
    api: &'a Api,
    /// Every path that code can name.
    paths: BTreeMap<String, Named<'a>>,
    /// From where a schema is to its definition.
    pointers: HashMap<&'a str, Id>,
}

/// What a path names.
#[derive(Clone, Copy)]
struct Named<'a> {
    id: Id,
    /// Where the schema is whose name it is: models that are one type have a name each.
    pointer: &'a str,
    /// Whether it is a name from before, which is deprecated.
    is_former: bool,
}

impl<'a> Side<'a> {
    fn new(api: &'a Api) -> Self {
        let mut paths = BTreeMap::new();
        let mut pointers = HashMap::new();
        for (id, definition) in api.iter() {
            let pointer = definition.pointer.as_str();
            let named = Named { id, pointer, is_former: false };
            paths.insert(path(definition.namespace.as_deref(), &definition.name), named);
            pointers.insert(pointer, id);
        }
        for alias in &api.aliases {
            let pointer = alias.pointer.as_str();
            let named = Named { id: alias.to, pointer, is_former: alias.former };
            paths.insert(path(alias.namespace.as_deref(), &alias.name), named);
            pointers.insert(pointer, alias.to);
        }
        Self { api, paths, pointers }
    }
}

fn path(namespace: Option<&str>, name: &str) -> String {
    namespace.map_or_else(|| name.to_owned(), |namespace| format!("{namespace}::{name}"))
}

/// The key and the member in a JSON pointer.
fn place(pointer: &str) -> (String, Option<String>) {
    let text = |part: &str| part.replace("~1", "/").replace("~0", "~");
    let mut parts = pointer.trim_start_matches("#/").split('/').skip(1);
    let key = parts.next().map(text).unwrap_or_default();
    let member = (parts.next() == Some("properties")).then(|| parts.next().map(text)).flatten();
    (key, member)
}

struct Compare<'a> {
    before: &'a Side<'a>,
    after: &'a Side<'a>,
    pairs: &'a Pairs,
    found: Vec<Found>,
}

impl Compare<'_> {
    /// The definition that what the old version has at a pointer became, by what it means.
    fn became(&self, pointer: &str) -> Option<Id> {
        let rest = pointer.strip_prefix("#/$defs/")?;
        let (key, inner) = rest.split_once('/').map_or((rest, None), |(key, inner)| (key, Some(inner)));
        let key = key.replace("~1", "/").replace("~0", "~");
        let now = self.pairs.get(&key)?.replace('~', "~0").replace('/', "~1");
        let pointer = inner.map_or_else(|| format!("#/$defs/{now}"), |inner| format!("#/$defs/{now}/{inner}"));
        self.after.pointers.get(pointer.as_str()).copied()
    }

    /// Whether code that is given one where it had the other can see no difference but that of the type.
    fn is_same(&self, old: &Definition, new: &Definition) -> bool {
        let mut probe = Compare { before: self.before, after: self.after, pairs: self.pairs, found: Vec::new() };
        probe.definition("", None, old, new);
        probe.found.iter().all(|found| found.level <= Level::Patch)
    }

    fn path(&mut self, path: &str, named: Named<'_>) {
        let Some(old) = self.before.api.get(named.id) else { return };
        let (key, member) = place(named.pointer);
        let say = |id, level, silent, to: String| Found {
            id,
            key: key.clone(),
            member: member.clone(),
            level,
            silent,
            from: path.to_owned(),
            to,
        };
        let meant = self.became(named.pointer);
        match (self.after.paths.get(path).copied(), meant) {
            (Some(now), Some(meant)) if now.id != meant => {
                // Code that names the path goes on naming something: it sees that where it is the same but in name.
                let to = self.after.api.get(meant).map(|new| self::path(new.namespace.as_deref(), &new.name));
                let silent = self.after.api.get(now.id).is_none_or(|now| !self.is_same(old, now));
                self.found.push(say("name-taken", Level::Major, silent, to.unwrap_or_default()));
                if let Some(new) = self.after.api.get(meant) {
                    self.definition(&key, member.as_deref(), old, new);
                }
            }
            (Some(now), None) => {
                let Some(new) = self.after.api.get(now.id) else { return };
                let mut within = named.pointer.contains("/properties/");
                within |= place(now.pointer).0 == key;
                if within {
                    self.definition(&key, member.as_deref(), old, new);
                } else {
                    let silent = !self.is_same(old, new);
                    self.found.push(say("name-taken", Level::Major, silent, now.pointer.to_owned()));
                }
            }
            (Some(now), Some(_)) => {
                let Some(new) = self.after.api.get(now.id) else { return };
                if now.is_former && !named.is_former {
                    self.found.push(say("rust-changed", Level::Minor, false, "deprecated".to_owned()));
                }
                self.definition(&key, member.as_deref(), old, new);
            }
            (None, meant) => {
                let new = meant.and_then(|id| self.after.api.get(id));
                let to = new.map(|new| self::path(new.namespace.as_deref(), &new.name)).unwrap_or_default();
                self.found.push(say("rust-changed", Level::Major, false, to));
                if let Some(new) = new {
                    self.definition(&key, member.as_deref(), old, new);
                }
            }
        }
    }

    fn definition(&mut self, key: &str, member: Option<&str>, old: &Definition, new: &Definition) {
        let mut say = |id, member: Option<&str>, level, silent, from: String, to: String| {
            self.found.push(Found {
                id,
                key: key.to_owned(),
                member: member.map(str::to_owned),
                level,
                silent,
                from,
                to,
            });
        };
        if old.deprecated.is_some() != new.deprecated.is_some() {
            let level = if new.deprecated.is_some() { Level::Minor } else { Level::Patch };
            let told = |is: bool| if is { "deprecated" } else { "" }.to_owned();
            say("rust-changed", member, level, false, told(old.deprecated.is_some()), told(new.deprecated.is_some()));
        }
        match (&old.kind, &new.kind) {
            (Kind::Struct(before), Kind::Struct(after)) => self.object(key, before, after),
            (Kind::Enum(before), Kind::Enum(after)) => {
                let strings =
                    |values: &[(String, serde_json::Value)]| values.iter().all(|(_, value)| value.is_string());
                if before.open != after.open || strings(&before.values) != strings(&after.values) {
                    let told = |open, texts| {
                        format!(
                            "{} enum of {}",
                            if open { "open" } else { "closed" },
                            if texts { "texts" } else { "numbers" }
                        )
                    };
                    let (from, to) =
                        (told(before.open, strings(&before.values)), told(after.open, strings(&after.values)));
                    say("rust-changed", member, Level::Major, false, from, to);
                }
                if before.values.len() == 1 && after.values.len() > 1 {
                    say(
                        "rust-changed",
                        member,
                        Level::Major,
                        false,
                        "a `Default`".to_owned(),
                        "no `Default`".to_owned(),
                    );
                }
                let by_name = |list: &'_ [(String, serde_json::Value)]| -> HashMap<String, serde_json::Value> {
                    list.iter().rev().cloned().collect()
                };
                let (was_named, now_named) = (by_name(&before.values), by_name(&after.values));
                for (name, value) in &before.values {
                    match now_named.get(name) {
                        None => say(
                            "rust-changed",
                            member,
                            Level::Major,
                            false,
                            format!("`{name}`"),
                            "no such variant".to_owned(),
                        ),
                        Some(now) if now != value => {
                            say(
                                "name-taken",
                                member,
                                Level::Major,
                                true,
                                format!("`{name}` is {value}"),
                                format!("it is {now}"),
                            );
                        }
                        Some(_) => {}
                    }
                }
                for (name, _) in &after.values {
                    if !was_named.contains_key(name) {
                        let level = if after.open { Level::Minor } else { Level::Major };
                        say("rust-changed", member, level, false, String::new(), format!("`{name}`"));
                    }
                }
                let common =
                    |all: &[(String, serde_json::Value)], other: &HashMap<String, serde_json::Value>| -> Vec<String> {
                        all.iter().map(|(name, _)| name.clone()).filter(|name| other.contains_key(name)).collect()
                    };
                if common(&before.values, &now_named) != common(&after.values, &was_named) {
                    let level = if after.open { Level::Patch } else { Level::Major };
                    say("rust-changed", member, level, false, "an order of values".to_owned(), "another".to_owned());
                }
            }
            (Kind::Union(before), Kind::Union(after)) => {
                let mut all = Vec::new();
                let (was_named, now_named) = (Variants::of(&before.variants), Variants::of(&after.variants));
                for variant in &before.variants {
                    let was = self.was(&variant.ty, variant.boxed);
                    match now_named.by_name.get(variant.name.as_str()) {
                        None => all.push((
                            "rust-changed",
                            Level::Major,
                            false,
                            format!("`{}`", variant.name),
                            "no such variant".to_owned(),
                        )),
                        Some(now) => {
                            let is = self.is(&now.ty, now.boxed);
                            if was != is {
                                let id = if self.was(&variant.ty, now.boxed) == is { "boxed" } else { "rust-changed" };
                                all.push((id, Level::Major, false, was, is));
                            }
                        }
                    }
                }
                for variant in &after.variants {
                    if !was_named.by_name.contains_key(variant.name.as_str()) {
                        all.push(("rust-changed", Level::Minor, false, String::new(), format!("`{}`", variant.name)));
                    }
                }
                // `From` is made for a type that one variant alone has.
                for variant in &before.variants {
                    if let Some(now) = now_named.by_name.get(variant.name.as_str())
                        && was_named.is_alone(&variant.ty)
                        && !now_named.is_alone(&now.ty)
                    {
                        all.push((
                            "rust-changed",
                            Level::Major,
                            false,
                            format!("From<{}>", self.was(&variant.ty, false)),
                            "none".to_owned(),
                        ));
                    }
                }
                for (id, level, silent, from, to) in all {
                    self.found.push(Found {
                        id,
                        key: key.to_owned(),
                        member: member.map(str::to_owned),
                        level,
                        silent,
                        from,
                        to,
                    });
                }
            }
            (Kind::Newtype(before), Kind::Newtype(after)) => {
                let (was, is) = (self.was(before, false), self.is(after, false));
                if was != is {
                    self.found.push(Found {
                        id: "rust-changed",
                        key: key.to_owned(),
                        member: member.map(str::to_owned),
                        level: Level::Major,
                        silent: false,
                        from: was,
                        to: is,
                    });
                }
            }
            (before, after) => {
                say("rust-changed", member, Level::Major, false, kind(before).to_owned(), kind(after).to_owned())
            }
        }
    }

    fn object(&mut self, key: &str, old: &Struct, new: &Struct) {
        let told = self.found.len();
        let mut all = Vec::new();
        let by_name = |object: &'_ Struct| -> HashMap<String, usize> {
            object.fields.iter().enumerate().rev().map(|(at, field)| (field.name.clone(), at)).collect()
        };
        let (was_named, now_named) = (by_name(old), by_name(new));
        for field in &old.fields {
            let was = held(self.was(&field.ty, field.boxed), field.presence);
            match now_named.get(&field.name).and_then(|at| new.fields.get(*at)) {
                None => all.push((
                    "rust-changed",
                    &field.wire,
                    Level::Major,
                    false,
                    format!("`{}: {was}`", field.name),
                    "no such field".to_owned(),
                )),
                Some(now) => {
                    let is = held(self.is(&now.ty, now.boxed), now.presence);
                    if was != is {
                        let id = if held(self.was(&field.ty, now.boxed), field.presence) == is {
                            "boxed"
                        } else {
                            "rust-changed"
                        };
                        all.push((id, &now.wire, Level::Major, false, was, is));
                    } else if field.presence.is_required() != now.presence.is_required() {
                        let told = |field: &Field| {
                            if field.presence.is_required() { "what must be given" } else { "what may be left out" }
                        };
                        all.push((
                            "rust-changed",
                            &now.wire,
                            Level::Major,
                            false,
                            told(field).to_owned(),
                            told(now).to_owned(),
                        ));
                    } else if field.presence.accepts_null() != now.presence.accepts_null() {
                        all.push((
                            "rust-changed",
                            &now.wire,
                            Level::Patch,
                            false,
                            "null".to_owned(),
                            "no null".to_owned(),
                        ));
                    } else if field.aliases != now.aliases {
                        all.push((
                            "rust-changed",
                            &now.wire,
                            Level::Patch,
                            false,
                            field.aliases.join(", "),
                            now.aliases.join(", "),
                        ));
                    }
                    if field.wire != now.wire {
                        all.push((
                            "name-taken",
                            &now.wire,
                            Level::Major,
                            true,
                            format!("`{}` is `{}`", field.name, field.wire),
                            format!("it is `{}`", now.wire),
                        ));
                    }
                    if field.deprecated.is_some() != now.deprecated.is_some() {
                        let level = if now.deprecated.is_some() { Level::Minor } else { Level::Patch };
                        all.push(("rust-changed", &now.wire, level, false, String::new(), "deprecated".to_owned()));
                    }
                }
            }
        }
        for field in new.fields.iter().filter(|field| !was_named.contains_key(&field.name)) {
            let level = if field.presence.is_required() { Level::Major } else { Level::Minor };
            all.push(("rust-changed", &field.wire, level, false, String::new(), format!("`{}`", field.name)));
        }
        for (id, member, level, silent, from, to) in all {
            self.found.push(Found { id, key: key.to_owned(), member: Some(member.clone()), level, silent, from, to });
        }
        let rest = |rest: &Option<(String, Type)>, is: &dyn Fn(&Type) -> String| {
            rest.as_ref().map(|(name, ty)| format!("{name}: {}", is(ty)))
        };
        let (was, is) = (rest(&old.rest, &|ty| self.was(ty, false)), rest(&new.rest, &|ty| self.is(ty, false)));
        if was != is {
            let level = if was.is_none() { Level::Minor } else { Level::Major };
            let member = None;
            self.found.push(Found {
                id: "rust-changed",
                key: key.to_owned(),
                member,
                level,
                silent: false,
                from: was.unwrap_or_else(|| "no other members".to_owned()),
                to: is.unwrap_or_else(|| "no other members".to_owned()),
            });
        }
        self.built(key, old, new, told);
    }

    /// A type of the old version in names of the new one, so that another name alone is no other type.
    fn was(&self, ty: &Type, boxed: bool) -> String {
        let name = |id: Id| {
            let old = self.before.api.get(id)?;
            let now = self.became(&old.pointer).and_then(|id| self.after.api.get(id));
            let now = now.or_else(|| {
                let named = self.after.paths.get(&path(old.namespace.as_deref(), &old.name))?;
                self.after.api.get(named.id).filter(|new| new.pointer == old.pointer)
            });
            Some(now.map_or_else(
                || format!("old {}", path(old.namespace.as_deref(), &old.name)),
                |new| path(new.namespace.as_deref(), &new.name),
            ))
        };
        printed(ty, boxed, &name)
    }

    fn is(&self, ty: &Type, boxed: bool) -> String {
        printed(ty, boxed, &|id| self.after.api.get(id).map(|new| path(new.namespace.as_deref(), &new.name)))
    }
}

/// The variants of a union.
struct Variants<'v> {
    by_name: HashMap<&'v str, &'v Variant>,
    /// How many hold a type.
    of_type: HashMap<&'v Type, usize>,
}

impl<'v> Variants<'v> {
    fn of(all: &'v [Variant]) -> Self {
        let mut of_type = HashMap::new();
        all.iter().for_each(|variant| *of_type.entry(&variant.ty).or_default() += 1);
        Self { by_name: all.iter().rev().map(|variant| (variant.name.as_str(), variant)).collect(), of_type }
    }

    /// Whether one variant alone holds a type.
    fn is_alone(&self, ty: &Type) -> bool {
        self.of_type.get(ty) == Some(&1)
    }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Struct(_) => "a struct",
        Kind::Enum(_) => "an enum",
        Kind::Union(_) => "a union",
        Kind::Newtype(_) => "a name of a type",
    }
}

fn printed(ty: &Type, boxed: bool, name: &dyn Fn(Id) -> Option<String>) -> String {
    let text = match ty {
        Type::Boolean => "bool".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "Number".to_owned(),
        Type::BigInt => "BigInt".to_owned(),
        Type::Decimal => "Decimal".to_owned(),
        Type::String => "String".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::Any => "Value".to_owned(),
        Type::List(inner) => format!("Vec<{}>", printed(inner, false, name)),
        Type::Map(inner) => format!("BTreeMap<String, {}>", printed(inner, false, name)),
        Type::Nullable(inner) => format!("Option<{}>", printed(inner, false, name)),
        Type::Ref(id) => name(*id).unwrap_or_default(),
    };
    if boxed { format!("Box<{text}>") } else { text }
}

fn held(ty: String, presence: Presence) -> String {
    match presence {
        Presence::Required => ty,
        Presence::OptionalNullable => format!("Option<Option<{ty}>>"),
        Presence::RequiredNullable | Presence::Optional | Presence::OptionalUnknown => format!("Option<{ty}>"),
    }
}
