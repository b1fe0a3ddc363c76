//! Compares a recovered schema with the OpenAPI document that the SDK was made from, fact by fact.
//!
//! A true model joins the recovered one whose name is the same once everything but letters and digits is dropped and case
//! is folded. Facts are counted per property of every joined model, inline objects included.

use crate::document::{Document, Flat};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// How deep inline objects are compared.
const DEEPEST: usize = 8;

/// Declares the facts once, so that their names and list cannot drift apart.
macro_rules! facts {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// A kind of fact.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fact { $($(#[$doc])* $variant),+ }

        impl Fact {
            /// Every fact, in the order of the table's columns.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The column's head.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

facts! {
    /// The model is there.
    Model = "model",
    /// A property has the same name, casing and separators folded.
    Property = "property",
    /// A recovered property is one that the truth has.
    Extra = "extra",
    /// Its name is the wire name to the letter.
    Wire = "wire",
    /// Required and optional agree; required with a default counts as optional, as SDK pages show it.
    Required = "required",
    /// Where the truth allows null, null is allowed.
    Nullable = "nullable",
    /// Where the truth does not allow null, null is not allowed.
    NotNull = "notnull",
    /// The type agrees to its full depth.
    Kind = "kind",
    /// Where the truth has a set of values, the same set.
    Enum = "enum",
    /// Where the truth is a date, a date with a time or binary, the same format.
    Format = "format",
    /// A valid payload is accepted.
    Accepted = "accepted",
    /// A payload with a value of a wrong type is refused.
    Refused = "refused",
}

/// How often a fact came out right.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How often it was looked at.
    pub all: usize,
    /// How often it was right.
    pub right: usize,
    /// Where it was not.
    pub misses: Vec<String>,
}

impl Tally {
    /// The share in per cent; `None` where the truth has no such fact.
    #[expect(clippy::cast_precision_loss, reason = "counts of facts are far below 2^52")]
    pub fn share(&self) -> Option<f64> {
        (self.all > 0).then(|| 100.0 * self.right as f64 / self.all as f64)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.right, self.all)
    }
}

/// The facts of one SDK.
#[derive(Debug, Default)]
pub struct Facts(HashMap<Fact, Tally>);

impl Facts {
    /// The tally of one kind of fact.
    pub fn of(&self, fact: Fact) -> Tally {
        self.0.get(&fact).cloned().unwrap_or_default()
    }

    /// Counts one fact, and where it was seen in case it is wrong.
    pub fn count(&mut self, fact: Fact, right: bool, place: impl FnOnce() -> String) {
        let tally = self.0.entry(fact).or_default();
        tally.all += 1;
        if right {
            tally.right += 1;
        } else {
            tally.misses.push(place());
        }
    }
}

/// Letters and digits alone, in lower case.
pub fn fold(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).filter(char::is_ascii_alphanumeric).collect()
}

/// The definitions of a recovered schema by their folded names, with the namespace and without.
///
/// Where two have one name, the first stands; `whole_first` lets the whole name win over the end of another.
pub fn definitions(recovered: &Value, whole_first: bool) -> HashMap<String, &str> {
    let defs = || recovered.get("$defs").and_then(Value::as_object).into_iter().flatten().map(|(key, _)| key.as_str());
    let mut found: HashMap<String, &str> = HashMap::new();
    for key in defs() {
        let end = key.rsplit(['.', ':', '/']).next().unwrap_or(key);
        found.entry(fold(end)).or_insert(key);
    }
    for key in defs() {
        if whole_first {
            found.insert(fold(key), key);
        } else {
            found.entry(fold(key)).or_insert(key);
        }
    }
    found
}

/// The models of an OpenAPI document.
pub fn components(truth: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let schemas = truth.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flatten().map(|(name, schema)| (name.as_str(), schema))
}

/// Compares every model. `loose_numbers` takes integer and number as the same, for SDK languages that show only one.
pub fn compare(recovered: &Value, truth: &Value, loose_numbers: bool, facts: &mut Facts) {
    let names = definitions(recovered, false);
    let mut compare =
        Compare { truth: Document { root: truth }, found: Document { root: recovered }, loose_numbers, facts };
    for (name, schema) in components(truth) {
        let (flat, _) = compare.truth.flat(schema);
        // SDK documentation has a page for objects with properties, for enums and for unions
        if !flat.has_properties() && flat.values.is_none() && flat.one_of.is_none() && flat.any_of.is_none() {
            continue;
        }
        let renamed = schema.get("x-speakeasy-name-override").and_then(Value::as_str).unwrap_or(name);
        let key = names.get(&fold(name)).or_else(|| names.get(&fold(renamed)));
        let definition = key.and_then(|key| recovered.get("$defs")?.get(*key));
        compare.facts.count(Fact::Model, definition.is_some(), || name.to_owned());
        match definition {
            Some(definition) if flat.has_properties() => compare.object(name, schema, definition, 0),
            Some(definition) => compare.value(name, schema, definition, 0),
            None => {}
        }
    }
}

struct Compare<'a, 'f> {
    truth: Document<'a>,
    found: Document<'a>,
    loose_numbers: bool,
    facts: &'f mut Facts,
}

impl<'a> Compare<'a, '_> {
    fn object(&mut self, path: &str, truth: &'a Value, found: &'a Value, depth: usize) {
        let (true_flat, _) = self.truth.flat(truth);
        let found_flat = self.found.members(found);
        let none = Default::default();
        let found_properties = found_flat.properties.as_ref().unwrap_or(&none);
        let mut folded: HashMap<String, &str> = HashMap::new();
        for name in found_properties.keys() {
            folded.entry(fold(name)).or_insert(name);
        }
        let mut seen: HashSet<&str> = HashSet::new();
        for (name, schema) in true_flat.properties.iter().flatten() {
            let place = format!("{path}.{name}");
            let same = found_properties.get_key_value(name).map(|(name, _)| *name);
            let key = same.or_else(|| folded.get(&fold(name)).copied());
            self.facts.count(Fact::Property, key.is_some(), || place.clone());
            let Some((key, property)) = key.and_then(|key| Some((key, *found_properties.get(key)?))) else { continue };
            seen.insert(key);
            self.facts.count(Fact::Wire, key == *name, || format!("{place} got {key}"));
            let required = true_flat.requires(name) && !self.truth.flat(schema).0.default;
            let right = required == found_flat.requires(key);
            let tick = if required { "required" } else { "optional" };
            self.facts.count(Fact::Required, right, || format!("{place} truth {tick}"));
            self.value(&place, schema, property, depth);
        }
        for name in found_properties.keys() {
            self.facts.count(Fact::Extra, seen.contains(name), || format!("{path}.{name}"));
        }
    }

    fn value(&mut self, place: &str, truth: &'a Value, found: &'a Value, depth: usize) {
        let (true_flat, true_null) = self.truth.flat(truth);
        let (found_flat, found_null) = self.found.flat(found);
        // the null of a component is told where the component is used, and counted there
        let is_component = !place.contains('.');
        if !(true_null && is_component) {
            let null = if true_null { Fact::Nullable } else { Fact::NotNull };
            self.facts.count(null, true_null == found_null, || place.to_owned());
        }
        let (true_kind, found_kind) = (self.truth.kind(truth), self.found.kind(found));
        let right = same_kind(&self.number(&true_kind), &self.number(&found_kind));
        self.facts.count(Fact::Kind, right, || format!("{place} truth {true_kind} got {found_kind}"));
        if let Some(values) = true_flat.set() {
            let texts = |values: Vec<&Value>| values.into_iter().map(text).collect::<HashSet<String>>();
            let found = found_flat.set();
            let right = found.clone().is_some_and(|found| texts(found) == texts(values.clone()));
            let list = |values: &[&Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            self.facts.count(Fact::Enum, right, || {
                let got = found.as_deref().map_or_else(|| "no enum".to_owned(), list);
                format!("{place} truth {} got {got}", list(&values))
            });
        }
        if let Some(format @ ("date" | "date-time" | "binary")) = true_flat.format {
            let got = found_flat.format;
            self.facts.count(Fact::Format, got == Some(format), || {
                format!("{place} truth {format} got {}", got.unwrap_or("none"))
            });
        }
        let reference = |schema: &Value| schema.as_object().is_some_and(|schema| schema.contains_key("$ref"));
        if depth >= DEEPEST || reference(truth) {
            return;
        }
        if true_flat.has_properties() && found_flat.has_properties() {
            self.object(place, truth, found, depth + 1);
        }
        if is_array(&true_flat)
            && let (Some(items), Some(found)) = (true_flat.items, found_flat.items)
            && !reference(items)
            && self.truth.flat(items).0.has_properties()
            && self.found.flat(found).0.has_properties()
        {
            self.object(&format!("{place}[]"), items, found, depth + 1);
        }
    }

    fn number(&self, kind: &str) -> String {
        if self.loose_numbers { kind.replace("integer", "number") } else { kind.to_owned() }
    }
}

fn is_array(flat: &Flat<'_>) -> bool {
    flat.ty == Some(crate::document::Ty::One("array"))
}

/// A value as a text, so that `1` and `"1"` are the same but `"true"` and `true` are not.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(truth) => if *truth { "True" } else { "False" }.to_owned(),
        Value::Null => "None".to_owned(),
        other => other.to_string(),
    }
}

/// Whether a recovered kind says what the true one says, as far as pages can show it.
pub fn same_kind(truth: &str, found: &str) -> bool {
    if truth == found {
        return true;
    }
    let loose = match truth {
        "free" => matches!(found, "any" | "map<any>" | "object" | "map<free>"),
        "any" => matches!(found, "free" | "map<any>"),
        "map<any>" => found == "free",
        _ => false,
    };
    loose
        || ["array<", "map<"].iter().any(|head| {
            let inner = |kind: &'_ str| kind.strip_prefix(head).and_then(|k| k.strip_suffix('>')).map(str::to_owned);
            matches!((inner(truth), inner(found)), (Some(truth), Some(found)) if same_kind(&truth, &found))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_of_miss_is_counted_where_it_is() {
        let truth = json!({"components": {"schemas": {
            "Pet": {"type": "object", "required": ["petName", "age", "kind"], "properties": {
                "petName": {"type": "string"},
                "age": {"type": "integer", "default": 1},
                "kind": {"type": "string", "enum": ["cat", "dog"]},
                "born": {"type": "string", "format": "date", "nullable": true},
                "toys": {"type": "array", "items": {"type": "object", "properties": {"price": {"type": "number"}}}},
                "gone": {"type": "string"},
            }},
            "House": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Pet"}}},
            "Plain": {"type": "string"},
        }}});
        let found = json!({"$defs": {"shared.Pet": {"type": "object", "required": ["pet_name"], "properties": {
            "pet_name": {"type": "string"},
            "age": {"type": ["number", "null"]},
            "kind": {"anyOf": [{"type": "string", "enum": ["cat"]}, {"type": "string"}]},
            "born": {"type": ["string", "null"], "format": "date-time"},
            "toys": {"type": "array", "items": {"type": "object", "properties": {"price": {"type": "number"}}}},
            "more": {"type": "string"},
        }}}});
        let mut facts = Facts::default();
        compare(&found, &truth, false, &mut facts);
        let shown: Vec<String> = Fact::ALL
            .iter()
            .map(|fact| (fact.name(), facts.of(*fact)))
            .filter(|(_, tally)| tally.all > 0)
            .map(|(name, tally)| format!("{name} {tally}: {}", tally.misses.join("; ")))
            .collect();
        assert_eq!(
            shown,
            [
                "model 1/2: House",
                "property 6/7: Pet.gone",
                "extra 6/7: Pet.more",
                "wire 5/6: Pet.petName got pet_name",
                "required 5/6: Pet.kind truth required",
                "nullable 1/1: ",
                "notnull 4/5: Pet.age",
                "kind 5/6: Pet.age truth integer got number",
                "enum 0/1: Pet.kind truth \"cat\", \"dog\" got \"cat\"",
                "format 0/1: Pet.born truth date got date-time",
            ]
        );
    }

    #[test]
    fn kinds_that_pages_cannot_tell_apart_are_the_same() {
        assert!(same_kind("array<free>", "array<any>"));
        assert!(same_kind("map<any>", "free"));
        assert!(!same_kind("object", "free"));
        assert!(!same_kind("array<integer>", "array<number>"));
    }
}
