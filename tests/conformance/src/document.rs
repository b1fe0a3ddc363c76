//! A JSON Schema or OpenAPI document, read schema by schema: references followed, `allOf` merged, null split off.

use indexmap::IndexMap;
use serde_json::{Map, Value};

/// How many references are followed in a row.
const MOST_REFERENCES: usize = 50;

/// How deep schemas may nest within each other's `allOf`, `oneOf` and `anyOf`.
const DEEPEST: usize = 20;

/// How deep a kind is told; what lies deeper is `…`.
const DEEPEST_KIND: usize = 6;

/// A document whose references can be followed.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// The whole of it.
    pub root: &'a Value,
}

/// The type of a schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty<'a> {
    /// One name.
    One(&'a str),
    /// Several, or none.
    Many(Vec<&'a str>),
}

impl Ty<'_> {
    /// Whether null is of it.
    fn has_null(&self) -> bool {
        match self {
            Self::One(name) => *name == "null",
            Self::Many(names) => names.contains(&"null"),
        }
    }
}

/// A schema with its references followed: the keywords that facts are taken from. `None` where it has no such keyword.
#[derive(Clone, Debug, Default)]
pub struct Flat<'a> {
    pub ty: Option<Ty<'a>>,
    pub properties: Option<IndexMap<&'a str, &'a Value>>,
    pub required: Option<Vec<&'a str>>,
    pub items: Option<&'a Value>,
    pub additional: Option<&'a Value>,
    pub one_of: Option<Vec<&'a Value>>,
    pub any_of: Option<Vec<&'a Value>>,
    pub values: Option<Vec<&'a Value>>,
    pub constant: Option<&'a Value>,
    pub format: Option<&'a str>,
    pub default: bool,
    all_of: Option<Vec<&'a Value>>,
    nullable: Option<bool>,
    /// Whether there are keywords beside `type`, `not` and annotations without meaning.
    other: bool,
}

impl<'a> Flat<'a> {
    /// Reads one schema object. `beside` leaves out what has no meaning beside a reference.
    fn read(schema: &'a Map<String, Value>, beside: bool) -> Self {
        let list = |key: &str| schema.get(key).and_then(Value::as_array).map(|all| all.iter().collect::<Vec<_>>());
        let quiet = |key: &str| match key {
            "$ref" | "example" | "examples" | "deprecated" => beside,
            key => matches!(key, "type" | "description" | "title" | "$comment" | "not"),
        };
        Self {
            ty: match schema.get("type") {
                Some(Value::String(name)) => Some(Ty::One(name)),
                Some(Value::Array(names)) => Some(Ty::Many(names.iter().filter_map(Value::as_str).collect())),
                _ => None,
            },
            properties: schema
                .get("properties")
                .and_then(Value::as_object)
                .map(|all| all.iter().map(|(name, schema)| (name.as_str(), schema)).collect()),
            required: list("required").map(|all| all.into_iter().filter_map(Value::as_str).collect()),
            items: schema.get("items"),
            additional: schema.get("additionalProperties"),
            one_of: list("oneOf"),
            any_of: list("anyOf"),
            values: list("enum"),
            constant: schema.get("const"),
            format: schema.get("format").and_then(Value::as_str),
            default: schema.contains_key("default"),
            all_of: list("allOf"),
            nullable: schema.get("nullable").and_then(Value::as_bool),
            other: schema.keys().any(|key| !quiet(key)),
        }
    }

    /// The same where `over` has no such keyword; the members of objects are not merged.
    fn under(self, over: Self) -> Self {
        Self {
            ty: over.ty.or(self.ty),
            properties: over.properties.or(self.properties),
            required: over.required.or(self.required),
            items: over.items.or(self.items),
            additional: over.additional.or(self.additional),
            one_of: over.one_of.or(self.one_of),
            any_of: over.any_of.or(self.any_of),
            values: over.values.or(self.values),
            constant: over.constant.or(self.constant),
            format: over.format.or(self.format),
            default: over.default || self.default,
            all_of: over.all_of.or(self.all_of),
            nullable: over.nullable.or(self.nullable),
            other: over.other || self.other,
        }
    }

    /// The same for what stands beside a reference to it. Both hold at once, so that null must be allowed by both.
    fn under_beside(self, mut beside: Self) -> Self {
        let refuses_null = self.ty.as_ref().is_some_and(|ty| !ty.has_null()) && self.nullable != Some(true);
        if let Some(Ty::Many(names)) = beside.ty.as_mut().filter(|_| refuses_null) {
            names.retain(|name| *name != "null");
        }
        self.under(beside)
    }

    /// Merges a part of an `allOf`: members join, of every other keyword the first stands.
    fn merge(self, part: Self) -> Self {
        let properties = match (self.properties.clone(), part.properties.clone()) {
            (Some(mut all), Some(more)) => {
                all.extend(more);
                Some(all)
            }
            (all, more) => all.or(more),
        };
        let required = match (self.required.clone(), part.required.clone()) {
            (Some(mut all), Some(more)) => {
                for name in more {
                    if !all.contains(&name) {
                        all.push(name);
                    }
                }
                Some(all)
            }
            (all, more) => all.or(more),
        };
        let nullable = self.nullable;
        Self { properties, required, nullable, ..part.under(self) }
    }

    fn is_value_set(&self) -> bool {
        self.values.is_some() || self.constant.is_some()
    }

    fn is_free_text(&self) -> bool {
        !self.other && self.ty == Some(Ty::One("string"))
    }

    /// Whether it names any members.
    pub fn has_properties(&self) -> bool {
        self.properties.as_ref().is_some_and(|all| !all.is_empty())
    }

    /// The values of a set of values, one or many.
    pub fn set(&self) -> Option<Vec<&'a Value>> {
        self.values.clone().or_else(|| self.constant.map(|value| vec![value]))
    }

    /// Whether it says that a member must be there.
    pub fn requires(&self, name: &str) -> bool {
        self.required.as_ref().is_some_and(|all| all.contains(&name))
    }
}

impl<'a> Document<'a> {
    fn at(self, reference: &str) -> Option<&'a Value> {
        let mut at = self.root;
        for part in reference.trim_start_matches(['#', '/']).split('/') {
            let part = part.replace("~1", "/").replace("~0", "~").replace("%24", "$");
            at = at.as_object()?.get(&part)?;
        }
        Some(at)
    }

    /// The schema that a chain of references ends at, with what stands beside them.
    fn follow(self, schema: &'a Value) -> Flat<'a> {
        let mut beside = Flat::default();
        let mut at = schema;
        for _ in 0..=MOST_REFERENCES {
            let Value::Object(map) = at else { return Flat::default() };
            let Some(reference) = map.get("$ref").and_then(Value::as_str) else {
                return Flat::read(map, false).under_beside(beside);
            };
            if !reference.starts_with('#') {
                return Flat::default();
            }
            beside = Flat::read(map, true).under_beside(beside);
            match self.at(reference) {
                Some(next) => at = next,
                None => return beside,
            }
        }
        Flat::default()
    }

    /// The schema with references followed, `allOf` merged and null split off; and whether null is allowed.
    pub fn flat(self, schema: &'a Value) -> (Flat<'a>, bool) {
        self.flat_at(schema, 0)
    }

    fn flat_at(self, schema: &'a Value, depth: usize) -> (Flat<'a>, bool) {
        let mut flat = self.follow(schema);
        if depth > DEEPEST {
            return (flat, false);
        }
        let mut nullable = flat.nullable == Some(true);
        for part in flat.all_of.take().into_iter().flatten() {
            let (part, _) = self.flat_at(part, depth + 1);
            flat = flat.merge(part);
        }
        if let Some(Ty::Many(names)) = flat.ty.take_if(|ty| matches!(ty, Ty::Many(_))) {
            nullable |= names.contains(&"null");
            let names: Vec<&str> = names.into_iter().filter(|name| *name != "null").collect();
            flat.ty = Some(match names.as_slice() {
                [] => Ty::One("null"),
                [one] => Ty::One(one),
                _ => Ty::Many(names),
            });
        }
        for one_of in [true, false] {
            let all = if one_of { flat.one_of.take() } else { flat.any_of.take() };
            let Some(all) = all else { continue };
            let mut alternatives = Vec::with_capacity(all.len());
            let mut flats = Vec::with_capacity(all.len());
            for alternative in &all {
                let (found, null) = self.flat_at(alternative, depth + 1);
                if found.ty == Some(Ty::One("null")) || found.constant.is_some_and(Value::is_null) {
                    nullable = true;
                } else {
                    nullable |= null;
                    alternatives.push(*alternative);
                    flats.push(found);
                }
            }
            if let ([_], Some(only)) = (alternatives.as_slice(), flats.first()) {
                let beside = Flat { ty: None, nullable: None, ..flat };
                return (only.clone().under(beside), nullable);
            }
            let sets: Vec<usize> =
                flats.iter().enumerate().filter(|(_, flat)| flat.is_value_set()).map(|(at, _)| at).collect();
            // a set of values beside any text is an open set
            if let [set] = sets.as_slice()
                && flats.iter().enumerate().all(|(at, flat)| at == *set || flat.is_free_text())
                && let Some(set) = flats.get(*set)
            {
                return (set.clone(), nullable);
            }
            if !sets.is_empty() && sets.len() == flats.len() {
                let values = flats.iter().filter_map(Flat::set).flatten().collect();
                return (Flat { ty: Some(Ty::One("string")), values: Some(values), ..Flat::default() }, nullable);
            }
            let kept = Some(if alternatives.is_empty() { all } else { alternatives });
            if one_of {
                flat.one_of = kept;
            } else {
                flat.any_of = kept;
            }
        }
        if let Some(values) = &mut flat.values {
            let before = values.len();
            values.retain(|value| !value.is_null());
            nullable |= values.len() < before;
        }
        (flat, nullable)
    }

    /// What a schema is: `string`, `array<object>`, `map<any>`, `union<integer|string>`. An object without known members
    /// is `free`.
    pub fn kind(self, schema: &'a Value) -> String {
        self.kind_at(schema, 0)
    }

    fn kind_at(self, schema: &'a Value, depth: usize) -> String {
        if depth > DEEPEST_KIND {
            return "…".to_owned();
        }
        let (flat, _) = self.flat(schema);
        if let Some(values) = flat.set() {
            return match values.first() {
                Some(Value::Bool(_)) => "boolean",
                Some(Value::Number(number)) if number.is_f64() => "number",
                Some(Value::Number(_)) => "integer",
                _ => "string",
            }
            .to_owned();
        }
        if let Some(alternatives) = flat.one_of.as_ref().or(flat.any_of.as_ref()) {
            let kinds: Vec<String> = alternatives.iter().map(|one| self.kind_at(one, depth + 1)).collect();
            return union(kinds);
        }
        let ty = match &flat.ty {
            Some(Ty::Many(names)) => {
                let mut names = names.clone();
                names.sort_unstable();
                return format!("union<{}>", names.join("|"));
            }
            Some(Ty::One(name)) => Some(*name),
            None => None,
        };
        match ty {
            Some("array") => self.list(&flat, depth),
            None if flat.items.is_some() => self.list(&flat, depth),
            Some("object") => self.object(&flat, depth),
            None if flat.properties.is_some() || flat.additional.is_some() => self.object(&flat, depth),
            Some(name @ ("string" | "integer" | "number" | "boolean" | "null")) => name.to_owned(),
            _ => "any".to_owned(),
        }
    }

    fn list(self, flat: &Flat<'a>, depth: usize) -> String {
        let items = flat.items.map_or_else(|| "any".to_owned(), |items| self.kind_at(items, depth + 1));
        format!("array<{items}>")
    }

    fn object(self, flat: &Flat<'a>, depth: usize) -> String {
        if flat.has_properties() {
            return "object".to_owned();
        }
        match flat.additional {
            Some(values @ Value::Object(map)) if !map.is_empty() => format!("map<{}>", self.kind_at(values, depth + 1)),
            _ => "free".to_owned(),
        }
    }

    /// An object's schema; for a union of objects, the members of all and what all of them require.
    pub fn members(self, schema: &'a Value) -> Flat<'a> {
        self.members_at(schema, 0)
    }

    fn members_at(self, schema: &'a Value, depth: usize) -> Flat<'a> {
        let (flat, _) = self.flat(schema);
        if depth > DEEPEST || flat.has_properties() {
            return flat;
        }
        for alternatives in [&flat.one_of, &flat.any_of].into_iter().flatten() {
            let parts: Vec<Flat<'a>> = alternatives.iter().map(|one| self.members_at(one, depth + 1)).collect();
            if parts.is_empty() || !parts.iter().all(Flat::has_properties) {
                continue;
            }
            let mut properties: IndexMap<&'a str, &'a Value> = IndexMap::new();
            for (name, schema) in parts.iter().flat_map(|part| part.properties.iter().flatten()) {
                properties.entry(name).or_insert(schema);
            }
            let required =
                properties.keys().copied().filter(|name| parts.iter().all(|part| part.requires(name))).collect();
            return Flat { properties: Some(properties), required: Some(required), ..Flat::default() };
        }
        flat
    }
}

fn union(mut kinds: Vec<String>) -> String {
    kinds.sort_unstable();
    kinds.dedup();
    match <[String; 1]>::try_from(kinds) {
        Ok([only]) => only,
        Err(kinds) => format!("union<{}>", kinds.join("|")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn kinds_go_to_full_depth() {
        let root = json!({"$defs": {
            "Open": {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "string"}]},
            "Pet": {"type": "object", "properties": {"name": {"type": "string"}}},
            "Loop": {"$ref": "#/$defs/Loop"},
            "Maybe": {"type": ["string", "null"]},
        }});
        let document = Document { root: &root };
        for (schema, kind, nullable) in [
            (json!({"type": ["string", "null"]}), "string", true),
            (json!({"type": "array", "items": {"$ref": "#/$defs/Pet"}}), "array<object>", false),
            (json!({"anyOf": [{"$ref": "#/$defs/Open"}, {"type": "null"}]}), "string", true),
            (json!({"oneOf": [{"type": "integer"}, {"$ref": "#/$defs/Pet"}]}), "union<integer|object>", false),
            (json!({"additionalProperties": {"type": "array", "items": {}}}), "map<array<any>>", false),
            (json!({"type": "object"}), "free", false),
            (json!({"$ref": "#/$defs/Loop"}), "any", false),
            (json!({"$ref": "#/$defs/None"}), "any", false),
            (json!({"$ref": "#/$defs/Pet", "type": ["object", "null"]}), "object", false),
            (json!({"$ref": "#/$defs/Maybe", "type": ["string", "null"]}), "string", true),
            (json!({"$ref": "#/$defs/Pet", "nullable": true}), "object", true),
            (json!({"allOf": [{"$ref": "#/$defs/Pet"}], "type": ["object", "null"]}), "object", true),
            (json!({"enum": [1, null]}), "integer", true),
            (json!({"allOf": [{"$ref": "#/$defs/Pet"}, {"nullable": true}]}), "object", false),
        ] {
            let schema: &'static Value = Box::leak(Box::new(schema));
            let root: &'static Value = Box::leak(Box::new(document.root.clone()));
            let document = Document { root };
            assert_eq!((document.kind(schema).as_str(), document.flat(schema).1), (kind, nullable), "{schema}");
        }
    }

    #[test]
    fn a_union_of_objects_has_the_members_of_all() {
        let root = json!({"anyOf": [
            {"type": "object", "properties": {"a": {}, "b": {}}, "required": ["a", "b"]},
            {"type": "object", "properties": {"a": {}, "c": {}}, "required": ["a"]},
        ]});
        let found = Document { root: &root }.members(&root);
        let names: Vec<&str> = found.properties.iter().flatten().map(|(name, _)| *name).collect();
        assert_eq!((names, found.required), (vec!["a", "b", "c"], Some(vec!["a"])));
    }
}
