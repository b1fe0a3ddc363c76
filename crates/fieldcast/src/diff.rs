//! What changed between two versions of an API: the stage that holds two schemas against each other.
//!
//! ```text
//! old: Version ┐                      ┌ wire     what a payload may be, what became known
//!              ├ facts ── matching ───┤                                                    ── report ── forms
//! new: Version ┘                      └ crates   what code can name, call and rely on
//! ```
//!
//! Models are matched by the places that refer to them, not by their key alone. Only what both versions know is compared;
//! what became known is told apart. The verdict on the crate comes from the lowered definitions of both versions, without
//! a compiler. Everything here is pure and deterministic.
//!
//! ```
//! use fieldcast::diff::{self, Version};
//! use fieldcast::schema::document::Document;
//!
//! let schema = |values: &str| -> Document {
//!     let text = format!(r#"{{"$schema":"s","$id":"i","$defs":{{"State":{{"type":"string","enum":{values}}}}}}}"#);
//!     serde_json::from_str(&text).unwrap()
//! };
//! let (old, new) = (schema(r#"["paid"]"#), schema(r#"["paid","void"]"#));
//! let report = diff::compare(&Version::new("1.0.0", old), &Version::new("1.1.0", new)).unwrap();
//! assert_eq!(report.changes[0].id, "value-added");
//! ```

mod alike;
mod crates;
mod facts;
mod forms;
mod keep;
mod matching;
mod report;
mod rules;
#[cfg(test)]
mod tests;
mod wire;

pub use forms::{forge, markdown, text};
pub use keep::keep;
pub use report::{Acceptance, At, Change, FORM, Names, Report, SCHEMA, Verdict, acceptances};
pub use rules::{ALL as RULES, Effect, Level, Levels, Rule, Track, levels};

use crate::decide::{self, operations::Shape};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::pipeline::both;
use crate::rust;
use crate::schema::document::Document;
use report::change;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// One version of an API.
#[derive(Clone, Debug)]
pub struct Version {
    /// What it was read from, for people.
    pub name: String,
    /// Its schema.
    pub document: Document,
    /// Where each model stands, by its key.
    pub models: HashMap<String, Place>,
    /// Where each member stands, by the model's key: each name on the wire with its place.
    pub members: HashMap<String, Vec<(String, Place)>>,
    /// How many operations send each model and how many answer with it, by its key, up to a thousand; empty where no page
    /// tells.
    pub roles: HashMap<String, (usize, usize)>,
    /// What operations send and answer: from places in them to the keys of models.
    pub operations: BTreeMap<String, String>,
    /// Members whose type refers to a page that is missing or cannot be read, by the model's key and the name on the
    /// wire: any value is accepted in their place, and nothing is known of it.
    pub unread: HashSet<(String, String)>,
    /// What the pages of unions call members of which a page is missing, in their order, by the union's key: any value is
    /// accepted in their place, and no more than their names is known.
    pub missing: HashMap<String, Vec<String>>,
}

impl Version {
    /// A version of which no more than its schema is known.
    pub fn new(name: impl Into<String>, document: Document) -> Self {
        let name = name.into();
        Self {
            name,
            document,
            models: HashMap::new(),
            members: HashMap::new(),
            roles: HashMap::new(),
            operations: BTreeMap::new(),
            unread: HashSet::new(),
            missing: HashMap::new(),
        }
    }

    /// A version with the places of its pages, relative to the folder `root`, what its operations send and answer, and
    /// what `diagnostics` say is missing.
    pub fn with_pages(
        name: impl Into<String>,
        document: Document,
        api: &decide::Api,
        diagnostics: &[Diagnostic],
        root: &str,
    ) -> Self {
        let mut version = Self::new(name, document);
        let missing = |code| matches!(code, Code::DanglingReference | Code::ModelLeftOut | Code::UnknownMembers);
        let missing: HashSet<(&str, u32)> = diagnostics
            .iter()
            .filter(|one| missing(one.code))
            .filter_map(|one| one.place.as_ref())
            .map(|place| (&*place.file, place.line))
            .collect();
        let mut called: HashMap<&str, Vec<&str>> = HashMap::new();
        for one in diagnostics.iter().filter(|one| one.code == Code::DanglingReference) {
            if let (Some(place), Some(name)) = (&one.place, one.subject()) {
                called.entry(&place.file).or_default().push(name);
            }
        }
        // the places of a model are nearly all on one page
        let mut last: Option<(Arc<str>, Arc<str>)> = None;
        let mut near = |place: &Place| {
            let known = last.as_ref().filter(|(whole, _)| *whole == place.file).map(|(_, file)| Arc::clone(file));
            let file = known.unwrap_or_else(|| {
                place.file.strip_prefix(root).map_or(&*place.file, |file| file.trim_start_matches('/')).into()
            });
            last = Some((Arc::clone(&place.file), Arc::clone(&file)));
            Place::at(file, place.line, place.column)
        };
        version.models.reserve(api.models.len());
        version.members.reserve(api.models.len());
        for model in &api.models {
            version.models.insert(model.key.clone(), near(&model.place));
            if let (decide::Kind::Union { .. }, Some(names)) = (&model.kind, called.get(&*model.place.file)) {
                version.missing.insert(model.key.clone(), names.iter().map(|name| (*name).to_owned()).collect());
            }
            if let decide::Kind::Object { fields, .. } = &model.kind {
                let mut members = Vec::with_capacity(fields.len());
                for field in fields {
                    if !missing.is_empty() && missing.contains(&(&*field.place.file, field.place.line)) {
                        version.unread.insert((model.key.clone(), field.name.clone()));
                    }
                    members.push((field.name.clone(), near(&field.place)));
                }
                version.members.insert(model.key.clone(), members);
            }
        }
        version.roles = roles(api);
        version.operations = operations(api);
        version
    }
}

/// Which models operations send and answer, by a place that other versions have too.
fn operations(api: &decide::Api) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for operation in &api.operations.all {
        let called = if operation.id.is_empty() { operation.title() } else { operation.id.clone() };
        let mut more = |place: String, mut ty: &decide::Type| {
            let mut place = format!("{called}{place}");
            while let decide::Type::Array(inner) | decide::Type::Map(inner) = ty {
                place.push_str("[]");
                ty = &inner.ty;
            }
            if let decide::Type::Model(id) = ty
                && let Some(model) = api.models.get(id.0)
            {
                all.insert(place, model.key.clone());
            }
        };
        if let Some(Shape::Slot(slot)) = operation.body.as_ref().map(|body| &body.shape) {
            more(">".to_owned(), &slot.ty);
        }
        for answer in &operation.answers {
            if let Some(slot) = &answer.slot {
                more(format!("<{:?}", answer.status), &slot.ty);
            }
        }
    }
    all
}

/// Operations that use one model are counted up to so many: each of them may reach every model.
const COUNTED: usize = 1_000;

/// How many operations send each model, and how many answer with it.
fn roles(api: &decide::Api) -> HashMap<String, (usize, usize)> {
    fn ty(of: &decide::Type, visit: &mut dyn FnMut(usize)) {
        match of {
            decide::Type::Model(id) => visit(id.0),
            decide::Type::Array(inner) | decide::Type::Map(inner) => ty(&inner.ty, visit),
            decide::Type::Union(union) => union.members.iter().for_each(|slot| ty(&slot.ty, visit)),
            decide::Type::Primitive(_) | decide::Type::Literal { .. } => {}
        }
    }
    let refers: Vec<Vec<usize>> = api
        .models
        .iter()
        .map(|model| {
            let mut all = Vec::new();
            let mut more = |of: &decide::Type| ty(of, &mut |id| all.push(id));
            match &model.kind {
                decide::Kind::Object { fields, additional } => {
                    fields.iter().for_each(|field| more(&field.slot.ty));
                    additional.iter().for_each(|slot| more(&slot.ty));
                }
                decide::Kind::Union { members, .. } => members.iter().flatten().for_each(|slot| more(&slot.ty)),
                decide::Kind::Enum { .. } => {}
            }
            all
        })
        .collect();
    // which operation each model was last reached from, so that one list serves for all of them
    let mut seen: Vec<usize> = vec![0; api.models.len()];
    let mut counts: Vec<(usize, usize)> = vec![(0, 0); api.models.len()];
    let (mut round, mut todo) = (0, Vec::new());
    let mut reach = |roots: Vec<&decide::Type>, count: fn(&mut (usize, usize)) -> &mut usize| {
        round += 1;
        roots.into_iter().for_each(|root| ty(root, &mut |id| todo.push(id)));
        while let Some(id) = todo.pop() {
            let (Some(seen), Some(counts)) = (seen.get_mut(id), counts.get_mut(id)) else { continue };
            let count = count(counts);
            // What has its full count has given as much to all that it leads to.
            if std::mem::replace(seen, round) != round && *count < COUNTED {
                *count += 1;
                todo.extend(refers.get(id).into_iter().flatten());
            }
        }
    };
    for operation in &api.operations.all {
        let mut sent: Vec<&decide::Type> = operation.parameters.iter().map(|one| &one.field.slot.ty).collect();
        match operation.body.as_ref().map(|body| &body.shape) {
            Some(Shape::Slot(slot)) => sent.push(&slot.ty),
            Some(Shape::Members(fields)) => sent.extend(fields.iter().map(|field| &field.slot.ty)),
            None => {}
        }
        let received =
            operation.answers.iter().filter_map(|answer| answer.slot.as_ref()).map(|slot| &slot.ty).collect();
        reach(sent, |(sent, _)| sent);
        reach(received, |(_, received)| received);
    }
    let told = api.models.iter().zip(counts).filter(|(_, counts)| *counts != (0, 0));
    told.map(|(model, counts)| (model.key.clone(), counts)).collect()
}

/// What changed from `old` to `new`.
///
/// # Errors
///
/// The diagnostics of a schema that cannot become Rust: then there is no verdict, and no report that could look like one.
pub fn compare(old: &Version, new: &Version) -> Result<Report, Vec<Diagnostic>> {
    let options = rust::Options::default();
    let define = |version: &Version| {
        let (api, diagnostics) = rust::definitions(&version.document, &options);
        api.ok_or(diagnostics)
    };
    let read = |version: &Version| both(None, || define(version), || facts::of(&version.document));
    let ((before, mut known), (after, mut now)) = both(None, || read(old), || read(new));
    let (before, after) = (before?, after?);
    facts::name_missing(&mut known, &old.missing, &now);
    facts::name_missing(&mut now, &new.missing, &known);
    let pairs = matching::models(&known, &now, [&old.operations, &new.operations]);
    let language = |version: &Version| version.document.notes.iter().any(|notes| notes.languages == ["typescript"]);
    let shown = wire::Known { numbers_and_null: language(old) || language(new), unread: [&old.unread, &new.unread] };
    let mut changes = wire::changes(&known, &now, &pairs, shown);
    let found = crates::changes(&before, &after, &pairs);
    explain(&mut changes, found, &pairs, &now);
    let (mut before_at, mut now_at) = (Members::new(old), Members::new(new));
    for change in &mut changes {
        settle(change, &mut before_at, &mut now_at);
    }
    let order: HashMap<&str, usize> =
        new.document.defs.keys().chain(old.document.defs.keys()).map(String::as_str).zip(0..).collect();
    changes.sort_by_key(|change| order.get(change.model.shown()).copied());
    let mut report =
        Report { fieldcast: FORM, old: old.name.clone(), new: new.name.clone(), verdict: Verdict::default(), changes };
    if crates::differ(&before, &after) {
        report.verdict.rust = Level::Patch;
    }
    report.settle();
    Ok(report)
}

/// Gives each change what it does to the crate, and tells what no change of the wire explains.
fn explain(changes: &mut Vec<Change>, found: Vec<crates::Found>, pairs: &matching::Pairs, now: &facts::Facts) {
    let mut by: HashMap<(String, Option<String>), Vec<usize>> = HashMap::new();
    let mut whole: HashSet<String> = HashSet::new();
    let old_keys: HashSet<String> = pairs.keys().cloned().collect();
    for (at, change) in changes.iter().enumerate() {
        for key in [&change.model.old, &change.model.new].into_iter().flatten().collect::<BTreeSet<_>>() {
            by.entry((key.clone(), change.member.clone())).or_default().push(at);
            if matches!(change.id, "model-added" | "model-removed" | "model-kind" | "model-renamed") {
                whole.insert(key.clone());
            }
        }
    }
    let learned =
        |at: &Vec<usize>| at.iter().any(|at| changes.get(*at).is_some_and(|change| change.id == "wire-name-learned"));
    let learned: HashSet<(String, Option<String>)> =
        by.iter().filter(|(_, at)| learned(at)).map(|(place, _)| place.clone()).collect();
    // What all that was found at a place asks for together, since much may be found where much changed.
    let mut asked: BTreeMap<(String, Option<String>), (Level, bool)> = BTreeMap::new();
    let mut own: BTreeMap<(String, Option<String>, &'static str), (crates::Found, usize)> = BTreeMap::new();
    for one in found {
        let loud = matches!(one.id, "order-changed" | "name-taken" | "boxed");
        let own_place = (one.key.clone(), one.member.clone());
        let of_model = (one.key.clone(), None);
        let at = if loud && one.id != "name-taken" {
            None
        } else if by.contains_key(&own_place) {
            Some(own_place)
        } else {
            Some(of_model).filter(|place| whole.contains(&one.key) && by.contains_key(place))
        };
        match at {
            // A name that was concluded otherwise is silent by itself.
            Some(place) if !loud || learned.contains(&place) => {
                let (level, silent) = asked.entry(place).or_default();
                *level = (*level).max(one.level);
                *silent |= one.silent;
            }
            _ if one.level == Level::Patch || (one.level == Level::Minor && one.from.is_empty()) => {}
            _ => {
                let id = if one.id == "rust-changed" && one.from.is_empty() { "rust-changed" } else { one.id };
                own.entry((one.key.clone(), one.member.clone(), id)).or_insert((one, 0)).1 += 1;
            }
        }
    }
    for (place, (level, silent)) in asked {
        for at in by.get(&place).into_iter().flatten() {
            if let Some(change) = changes.get_mut(*at) {
                change.rust = change.rust.max(level);
                change.silent |= silent;
            }
        }
    }
    for ((key, member, id), (one, _)) in own {
        let names = if old_keys.contains(&key) {
            Names { new: pairs.get(&key).cloned(), old: Some(key) }
        } else if now.contains_key(&key) && one.from.is_empty() {
            Names { old: None, new: Some(key) }
        } else {
            Names { old: Some(key), new: None }
        };
        let mut told = change(id, names, member.as_deref(), json!(one.from), json!(one.to));
        told.rust = one.level;
        told.silent = one.silent;
        changes.push(told);
    }
    // What a rule says at least, where the definitions tell nothing of the place: a model that became part of another.
    for change in changes.iter_mut() {
        if change.rust == Level::None
            && change.track == Track::Wire
            && let Some(rule) = RULES.iter().find(|rule| rule.id == change.id)
        {
            // The mark is in the text alone: else the definitions would have it.
            let said = matches!(change.id, "deprecated" | "undeprecated");
            change.rust = rule.rust.min(if said { Level::Patch } else { Level::Minor });
        }
    }
}

/// Where the members of a version's models stand, by their names: of the models that changed, for of one much may change.
struct Members<'v> {
    version: &'v Version,
    of: HashMap<&'v str, HashMap<&'v str, &'v Place>>,
}

impl<'v> Members<'v> {
    fn new(version: &'v Version) -> Self {
        Self { version, of: HashMap::new() }
    }

    fn place(&mut self, key: &str, member: &str) -> Option<&'v Place> {
        let (key, all) = self.version.members.get_key_value(key)?;
        let by_name = || all.iter().rev().map(|(name, place)| (name.as_str(), place)).collect();
        self.of.entry(key).or_insert_with(by_name).get(member).copied()
    }
}

/// Gives a change its sentence, places, roles and fingerprint.
fn settle<'v>(change: &mut Change, old: &mut Members<'v>, new: &mut Members<'v>) {
    for (name, members, key) in [("old", &mut *old, &change.model.old), ("new", &mut *new, &change.model.new)] {
        let Some(key) = key else { continue };
        let member = change.member.as_ref().and_then(|member| members.place(key, member));
        if let Some(place) = member.or_else(|| members.version.models.get(key)) {
            let (line, column) = (place.line, place.column);
            change.places.push(At { version: name, file: place.file.to_string(), line, column });
        }
    }
    let (old, new) = (old.version, new.version);
    let role = |version: &Version, key: &Option<String>| {
        key.as_ref().and_then(|key| version.roles.get(key)).copied().unwrap_or_default()
    };
    let (before, after) = (role(old, &change.model.old), role(new, &change.model.new));
    let (sent, received) = (before.0.max(after.0), before.1.max(after.1));
    change.operations = sent.max(received);
    change.roles.extend((sent > 0).then_some("sent"));
    change.roles.extend((received > 0).then_some("received"));
    // Of a model without a role both effects are told.
    if sent > 0 && received == 0 {
        change.reader = Effect::Ok;
    } else if received > 0 && sent == 0 {
        change.writer = Effect::Ok;
    }
    // What only comes back nobody builds to send it.
    if matches!(change.id, "required-member-added" | "required-added") && received > 0 && sent == 0 {
        change.silent = false;
    }
    change.text = sentence(change);
    change.sign();
}

/// A value as a part of a sentence.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(map) => match (map.get("model"), map.get("type")) {
            (Some(Value::String(model)), Some(Value::String(ty))) => format!("{ty} of `{model}`"),
            (_, Some(Value::String(ty))) => ty.clone(),
            _ => value.to_string(),
        },
        Value::String(text) => text.strip_prefix("ref:").map_or_else(|| text.clone(), |key| format!("`{key}`")),
        other => other.to_string(),
    }
}

/// What happened, without the name of the model or member.
fn sentence(change: &Change) -> String {
    let (from, to) = (shown(&change.from), shown(&change.to));
    match change.id {
        "model-added" => format!("added, {to}"),
        "model-removed" => format!("removed, was {from}"),
        "model-renamed" => format!("renamed, was `{from}`"),
        "model-kind" | "type-changed" | "type-widened" | "type-narrowed" | "reference-changed" => {
            format!("was {from}, is {to}")
        }
        "member-added" => format!("added, may be absent ({to})"),
        "required-member-added" => format!("added, required ({to}){}", unbuilt(change)),
        "member-removed" => "removed".to_owned(),
        "required-member-removed" => "removed, was required".to_owned(),
        "required-added" => format!("now required{}", unbuilt(change)),
        "required-removed" => "may be absent".to_owned(),
        "null-added" => "may be null".to_owned(),
        "null-removed" => "is not null any more".to_owned(),
        "value-added" => format!("value {} added", change.to),
        "value-removed" => format!("value {} removed", change.from),
        "variant-added" => format!("may be {to}"),
        "variant-removed" => format!("is not {from} any more"),
        "deprecated" => "deprecated".to_owned(),
        "undeprecated" => "no longer deprecated".to_owned(),
        "null-learned" => match change.to {
            Value::Bool(true) => "is known to accept null".to_owned(),
            Value::Bool(false) => "is known not to be null".to_owned(),
            _ => "is no longer known to accept null or not".to_owned(),
        },
        "type-learned" => format!("was {from}, is told as {to}"),
        "integer-learned" => format!("{from} is told as {to}"),
        "wire-name-learned" => format!("its name was taken to be `{from}`"),
        "name-taken" => format!("{}{from}, now {to}", if change.silent { "SILENT: " } else { "" }),
        "order-changed" => format!("{}{from} is now {to}", if change.silent { "SILENT: " } else { "" }),
        _ => format!("{}in Rust {from} became {to}", if change.silent { "SILENT: " } else { "" }),
    }
}

/// What compiles and fails when it runs.
fn unbuilt(change: &Change) -> &'static str {
    if change.silent { "; SILENT: `build` fails without it" } else { "" }
}
