//! What a schema says, flattened into facts that two versions can be held against each other by: references followed,
//! null taken out of unions, the ways of writing an open enum made one.

use crate::schema::document::{Additional, Document, Schema, Type, Types};
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// How deep shapes are told apart, and how far references are followed.
const DEPTH: usize = 4;
const FOLLOWED: usize = 30;
/// Beyond this depth of unions in unions, what a member may be is not looked into.
const NESTED: usize = 25;
/// Bytes of a shape's text: every member of a union's type carries it.
const LONG: usize = 1_000;

/// The facts of every model, by its key.
pub type Facts = Map<Model>;

/// By keys or names, in the order of a document.
pub type Map<T> = IndexMap<String, T, RandomState>;

/// The facts of one model.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// `object`, `enum`, `union`, or the shape of another type.
    pub kind: String,
    /// An object's members, by the name on the wire.
    pub fields: Map<Field>,
    /// An enum's values as JSON texts.
    pub values: BTreeSet<String>,
    /// A union's members: `ref:Key`, or a shape.
    pub members: BTreeSet<String>,
    /// How many of a union's members accept anything, which are one of [`Self::members`].
    pub any_members: usize,
    /// Whether its page tells nothing of what it holds.
    pub unknown: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// From places in it to the models that it refers to there.
    pub refs: BTreeMap<String, String>,
}

/// The facts of one member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    pub required: bool,
    pub nullable: bool,
    pub deprecated: bool,
    /// Its shape without names of models.
    pub shape: String,
    /// The model that it is, or that it is a list or map of.
    pub target: Option<String>,
    /// What no page could show.
    pub null_unknown: bool,
    pub integer_unknown: bool,
    /// Other spellings and the name that the page shows.
    pub spellings: BTreeSet<String>,
    /// The values, where it is an enum of its own or has one value.
    pub values: BTreeSet<String>,
    /// The types, where it is a union of its own, or a list or map of one: as [`Model::members`] are.
    pub members: BTreeSet<String>,
    /// Whether the page itself marks it as deprecated, or its text alone says so.
    pub deprecated_by_mark: bool,
}

/// A name without case and separators.
pub fn norm(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A model's key without its namespace.
pub fn leaf(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or(key)
}

/// The key that a reference names.
pub fn key(reference: &str) -> Option<String> {
    let key = reference.strip_prefix("#/$defs/")?;
    Some(key.replace("~1", "/").replace("~0", "~"))
}

/// A schema with its references followed.
#[derive(Clone, Default)]
struct Flat<'a> {
    schema: Option<&'a Schema>,
    types: Types,
    // Shared: an enum of many values may be the type of many members.
    values: Rc<[&'a Value]>,
    alternatives: Rc<[&'a Schema]>,
    nullable: bool,
    name: Option<String>,
    deprecated: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Object,
    Enum,
    Union,
    Array,
    Map,
    Free,
    Plain,
}

/// Every fact of a document.
pub fn of(document: &Document) -> Facts {
    let reader = Reader { document, bodies: RefCell::default(), shapes: RefCell::default() };
    document.defs.iter().map(|(key, schema)| (key.clone(), reader.model(schema))).collect()
}

/// Lets unions have members of which a page is missing by their names, as references: `missing` are these names by the
/// union's key, and `other` is the other version, whose model of such a name is what is meant.
pub fn name_missing(facts: &mut Facts, missing: &HashMap<String, Vec<String>>, other: &Facts) {
    let leaf = |key: &str| norm(leaf(key));
    let mut by_leaf: BTreeMap<String, &str> = BTreeMap::new();
    if !missing.is_empty() {
        other.keys().for_each(|key| {
            by_leaf.entry(leaf(key)).or_insert(key);
        });
    }
    for (key, names) in missing {
        let Some(model) = facts.get_mut(key).filter(|model| model.any_members == names.len()) else { continue };
        if model.members.remove("any") {
            let meant = |name: &String| by_leaf.get(&leaf(name)).map_or_else(|| name.clone(), |key| (*key).to_owned());
            model.members.extend(names.iter().map(|name| format!("ref:{}", meant(name))));
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    /// What stands behind references, by the place of the definition and the depth that it was met at: each is looked into
    /// once, however many refer to it.
    bodies: RefCell<HashMap<(usize, usize), Flat<'a>>>,
    /// The shapes of definitions, likewise.
    shapes: RefCell<HashMap<(usize, usize), Rc<str>>>,
}

/// Where references lead.
struct Followed<'a> {
    /// The first key on the way.
    name: Option<String>,
    /// Whether a reference on the way is deprecated.
    deprecated: bool,
    /// Where it ends, with the place among the definitions; `None` where one is missing.
    end: Option<(Option<usize>, &'a Schema)>,
}

impl<'a> Reader<'a> {
    fn model(&self, schema: &'a Schema) -> Model {
        let flat = self.flat(schema, 0);
        let mut model = Model { deprecated: schema.deprecated || says_deprecated(schema), ..Model::default() };
        model.unknown = schema.notes.iter().any(|notes| notes.unknown.iter().any(|one| one == "members"));
        self.refs(schema, String::new(), &mut model.refs, 0);
        match shape(&flat) {
            Shape::Object => {
                "object".clone_into(&mut model.kind);
                let Some(schema) = flat.schema else { return model };
                let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
                for (name, field) in schema.properties.iter().flat_map(|all| all.iter()) {
                    model.fields.insert(name.clone(), self.field(field, required.contains(name.as_str())));
                }
            }
            Shape::Enum => {
                "enum".clone_into(&mut model.kind);
                model.values = flat.values.iter().map(ToString::to_string).collect();
            }
            Shape::Union if !flat.alternatives.is_empty() => {
                "union".clone_into(&mut model.kind);
                let members: Vec<String> = flat.alternatives.iter().map(|one| self.member(one)).collect();
                model.any_members = members.iter().filter(|member| *member == "any").count();
                model.members = members.into_iter().collect();
            }
            _ => model.kind = self.signature(schema, 0),
        }
        model
    }

    fn member(&self, schema: &'a Schema) -> String {
        let flat = self.flat(schema, 1);
        flat.name.map_or_else(|| self.signature(schema, 1), |name| format!("ref:{name}"))
    }

    fn field(&self, schema: &'a Schema, required: bool) -> Field {
        let flat = self.flat(schema, 0);
        let notes = schema.notes.as_deref();
        let unknown = |what: &str| notes.is_some_and(|notes| notes.unknown.iter().any(|one| one == what));
        let spellings = notes.iter().flat_map(|notes| notes.aliases.iter().chain(&notes.documented));
        let own = flat.name.is_none() && shape(&flat) == Shape::Enum;
        let marked = schema.deprecated || flat.deprecated;
        Field {
            required,
            nullable: flat.nullable,
            deprecated: marked || says_deprecated(schema),
            deprecated_by_mark: marked,
            members: self.own_members(schema),
            shape: self.signature(schema, 0),
            target: self.target(schema),
            null_unknown: unknown("nullable"),
            integer_unknown: unknown("integer"),
            spellings: spellings.cloned().collect(),
            values: if own { flat.values.iter().map(ToString::to_string).collect() } else { BTreeSet::new() },
        }
    }

    /// The types of a union that has no page of its own.
    fn own_members(&self, mut schema: &'a Schema) -> BTreeSet<String> {
        for _ in 0..6 {
            let flat = self.flat(schema, 0);
            schema = match (shape(&flat), flat.schema) {
                _ if flat.name.is_some() => break,
                (Shape::Union, _) => return flat.alternatives.iter().map(|one| self.member(one)).collect(),
                (Shape::Array, Some(Schema { items: Some(inner), .. })) => inner,
                (Shape::Map, Some(Schema { additional_properties: Some(Additional::Schema(inner)), .. })) => inner,
                _ => break,
            };
        }
        BTreeSet::new()
    }

    /// The model that a value, list or map is of.
    fn target(&self, mut schema: &'a Schema) -> Option<String> {
        for _ in 0..6 {
            let flat = self.flat(schema, 0);
            if flat.name.is_some() {
                return flat.name;
            }
            schema = match (shape(&flat), flat.schema) {
                (Shape::Array, Some(inner)) => inner.items.as_deref()?,
                (Shape::Map, Some(Schema { additional_properties: Some(Additional::Schema(inner)), .. })) => inner,
                _ => return None,
            };
        }
        None
    }

    fn follow(&self, mut schema: &'a Schema) -> Followed<'a> {
        let mut followed = Followed { name: None, deprecated: false, end: None };
        let mut place = None;
        for _ in 0..FOLLOWED {
            let Some(reference) = &schema.reference else { break };
            followed.deprecated |= schema.deprecated;
            let Some(key) = key(reference) else { return followed };
            let Some((at, _, target)) = self.document.defs.get_full(&key) else { return followed };
            followed.name.get_or_insert(key);
            (place, schema) = (Some(at), target);
        }
        followed.end = Some((place, schema));
        followed
    }

    fn flat(&self, schema: &'a Schema, depth: usize) -> Flat<'a> {
        let Followed { name, deprecated, end } = self.follow(schema);
        let Some((place, schema)) = end else { return Flat { name, deprecated, ..Flat::default() } };
        let body = match place {
            None => self.body(schema, depth),
            Some(at) => {
                let known = self.bodies.borrow().get(&(at, depth)).cloned();
                known.unwrap_or_else(|| {
                    let body = self.body(schema, depth);
                    self.bodies.borrow_mut().insert((at, depth), body.clone());
                    body
                })
            }
        };
        let deprecated = deprecated || body.deprecated || (name.is_none() && schema.deprecated);
        Flat { name: name.or(body.name), deprecated, ..body }
    }

    /// A schema that is no reference; its name is that of the one model which it may be beside null.
    fn body(&self, schema: &'a Schema, depth: usize) -> Flat<'a> {
        let types = schema.types.unwrap_or_default();
        let mut flat = Flat { schema: Some(schema), types, ..Flat::default() };
        if types.contains(Type::Null) && types.single().is_none() {
            flat.nullable = true;
            flat.types = types.without(Type::Null);
        }
        let values = schema.values.iter().flatten().chain(schema.constant.as_deref());
        flat.values = values.clone().filter(|value| !value.is_null()).collect();
        flat.nullable |= values.count() > flat.values.len();
        if depth < NESTED {
            self.alternatives(schema, &mut flat, depth);
        }
        flat
    }

    fn alternatives(&self, schema: &'a Schema, flat: &mut Flat<'a>, depth: usize) {
        let mut found: Vec<(&'a Schema, Flat<'a>)> = Vec::new();
        for one in schema.one_of.iter().chain(&schema.any_of) {
            let inner = self.flat(one, depth + 1);
            let null_alone = inner.name.is_none()
                && (inner.types.single() == Some(Type::Null)
                    || one.constant.as_deref().is_some_and(Value::is_null)
                    || (inner.values.is_empty() && one.values.is_some()));
            if null_alone {
                flat.nullable = true;
            } else {
                flat.nullable |= inner.nullable;
                found.push((one, inner));
            }
        }
        if let [(_, only)] = found.as_slice() {
            *flat = Flat { nullable: flat.nullable || only.nullable, ..only.clone() };
            return;
        }
        let enums = found.iter().filter(|(_, inner)| !inner.values.is_empty() && shape(inner) == Shape::Enum).count();
        if enums == 1 && found.len() == 2 {
            let bare = |inner: &Flat<'_>| {
                inner.values.is_empty()
                    && shape(inner) == Shape::Plain
                    && inner.name.is_none()
                    && matches!(inner.types.single(), Some(Type::String | Type::Integer))
            };
            // A page of its own for the enum says that any text is another member, and not that the enum is open.
            if let Some((_, known)) = found.iter().find(|(_, inner)| !inner.values.is_empty() && inner.name.is_none())
                && found.iter().any(|(_, inner)| bare(inner))
            {
                flat.values = Rc::clone(&known.values);
                flat.types = known.types;
                return;
            }
        }
        if enums > 0 && enums == found.len() && found.iter().all(|(_, inner)| inner.name.is_none()) {
            flat.values = found.iter().flat_map(|(_, inner)| inner.values.iter().copied()).collect();
            return;
        }
        let mut all = Vec::new();
        for (one, inner) in found {
            if inner.name.is_none() && !inner.alternatives.is_empty() {
                all.extend(inner.alternatives.iter().copied());
            } else {
                all.push(one);
            }
        }
        flat.alternatives = all.into();
    }

    /// A shape as text, without names of models: `array<object>`, `union<integer|string>`.
    fn signature(&self, schema: &'a Schema, depth: usize) -> String {
        if depth > DEPTH {
            return "…".to_owned();
        }
        let place = self.follow(schema).end.and_then(|(place, _)| place);
        let Some(at) = place else { return self.shape_text(schema, depth) };
        if let Some(known) = self.shapes.borrow().get(&(at, depth)) {
            return known.to_string();
        }
        let text = self.shape_text(schema, depth);
        self.shapes.borrow_mut().insert((at, depth), text.as_str().into());
        text
    }

    fn shape_text(&self, schema: &'a Schema, depth: usize) -> String {
        let flat = self.flat(schema, 0);
        match (shape(&flat), flat.schema) {
            (Shape::Enum, _) => {
                if flat.values.first().is_none_or(|value| value.is_string()) { "enum" } else { "enum#" }.to_owned()
            }
            (Shape::Union, _) => {
                let all: BTreeSet<String> = if flat.alternatives.is_empty() {
                    flat.types.iter().map(|ty| name(ty).to_owned()).collect()
                } else {
                    flat.alternatives.iter().map(|one| self.signature(one, depth + 1)).collect()
                };
                let all: Vec<String> = all.into_iter().collect();
                match all.as_slice() {
                    [one] => one.clone(),
                    all => union_text(all),
                }
            }
            (Shape::Array, Some(schema)) => {
                let inner =
                    schema.items.as_deref().map_or_else(|| "any".to_owned(), |one| self.signature(one, depth + 1));
                format!("array<{inner}>")
            }
            (Shape::Map, Some(Schema { additional_properties: Some(Additional::Schema(inner)), .. })) => {
                format!("map<{}>", self.signature(inner, depth + 1))
            }
            (Shape::Object, _) => "object".to_owned(),
            (Shape::Free | Shape::Map, _) => "free".to_owned(),
            (_, found) => match flat.types.single() {
                Some(Type::String) => match found.and_then(|schema| schema.format.as_deref()) {
                    Some(format @ ("date" | "date-time" | "binary")) => format!("string:{format}"),
                    _ => match found.and_then(|schema| schema.notes.as_deref()?.number.as_deref()) {
                        Some(number) => format!("string:{number}"),
                        None => "string".to_owned(),
                    },
                },
                Some(ty) => name(ty).to_owned(),
                None if !flat.values.is_empty() => "boolean".to_owned(),
                None => "any".to_owned(),
            },
        }
    }

    /// Where in a model which others are referred to.
    fn refs(&self, schema: &'a Schema, path: String, out: &mut BTreeMap<String, String>, depth: usize) {
        if depth > 8 {
            return;
        }
        if let Some(key) = schema.reference.as_deref().and_then(key) {
            out.insert(path, key);
            return;
        }
        let alternatives: Vec<&Schema> = schema
            .one_of
            .iter()
            .chain(&schema.any_of)
            .filter(|one| one.types.and_then(Types::single) != Some(Type::Null))
            .collect();
        match alternatives.as_slice() {
            [] => {}
            [one] => self.refs(one, path.clone(), out, depth + 1),
            all => {
                for one in all {
                    match one.reference.as_deref().and_then(key) {
                        Some(key) => {
                            out.insert(format!("{path}|{key}"), key);
                        }
                        None => self.refs(one, format!("{path}|"), out, depth + 1),
                    }
                }
            }
        }
        for (name, field) in schema.properties.iter().flat_map(|all| all.iter()).filter(|(_, field)| may_refer(field)) {
            self.refs(field, format!("{path}/{}", norm(name)), out, depth + 1);
        }
        if let Some(items) = &schema.items {
            self.refs(items, format!("{path}[]"), out, depth + 1);
        }
        if let Some(Additional::Schema(inner)) = &schema.additional_properties {
            self.refs(inner, format!("{path}{{}}"), out, depth + 1);
        }
    }
}

/// The text of a union of shapes. Of one of very many the rest is told apart by its digest alone.
fn union_text(all: &[String]) -> String {
    let mut end = 0;
    let fits = all.iter().take_while(|one| {
        end += one.len() + 1;
        end <= LONG
    });
    let (shown, rest) = all.split_at(fits.count());
    if rest.is_empty() {
        return format!("union<{}>", shown.join("|"));
    }
    let mut hash = Sha256::new();
    for one in rest {
        hash.update(one.len().to_le_bytes());
        hash.update(one);
    }
    let digest: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let shown: String = shown.iter().map(|one| format!("{one}|")).collect();
    format!("union<{shown}… {} more, {digest}>", rest.len())
}

/// Whether a schema may refer to a model: most say what JSON has by itself.
fn may_refer(schema: &Schema) -> bool {
    schema.reference.is_some()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || schema.properties.is_some()
        || schema.items.is_some()
        || matches!(schema.additional_properties, Some(Additional::Schema(_)))
}

/// Whether the text begins with the word as a mark: `Deprecated: …`, `[DEPRECATED] …`.
fn says_deprecated(schema: &Schema) -> bool {
    const WORD: &str = "deprecated";
    let Some(text) = schema.description.as_deref() else { return false };
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.get(..WORD.len()).is_some_and(|start| start.eq_ignore_ascii_case(WORD))
        && text
            .get(WORD.len()..)
            .is_some_and(|rest| rest.trim_start_matches('*').starts_with([':', '.', ']', ')', '!']))
}

fn shape(flat: &Flat<'_>) -> Shape {
    if !flat.values.is_empty() {
        let booleans = flat.values.len() == 2 && flat.values.iter().all(|value| value.is_boolean());
        return if booleans { Shape::Plain } else { Shape::Enum };
    }
    let Some(schema) = flat.schema else { return Shape::Plain };
    let members = schema.properties.as_ref().is_some_and(|all| !all.is_empty());
    let several = flat.types != Types::default() && flat.types.single().is_none();
    if !flat.alternatives.is_empty() || several {
        return if members && !several { Shape::Object } else { Shape::Union };
    }
    let ty = flat.types.single();
    if ty == Some(Type::Array) || (ty.is_none() && schema.items.is_some()) {
        return Shape::Array;
    }
    if ty == Some(Type::Object)
        || (ty.is_none() && (schema.properties.is_some() || schema.additional_properties.is_some()))
    {
        if members {
            return Shape::Object;
        }
        return match &schema.additional_properties {
            Some(Additional::Schema(inner)) if is_constrained(inner) => Shape::Map,
            _ => Shape::Free,
        };
    }
    Shape::Plain
}

fn is_constrained(schema: &Schema) -> bool {
    schema.reference.is_some()
        || schema.types.is_some()
        || schema.values.is_some()
        || schema.constant.is_some()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || schema.properties.is_some()
        || schema.items.is_some()
}

fn name(ty: Type) -> &'static str {
    match ty {
        Type::String => "string",
        Type::Integer => "integer",
        Type::Number => "number",
        Type::Boolean => "boolean",
        Type::Array => "array",
        Type::Object => "object",
        Type::Null => "null",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_shape_is_no_longer_than_what_is_read_of_it() {
        let members = |last: &str| -> Vec<Value> {
            let list = |inner: Value| json!({"type": "array", "items": inner});
            let leaves = ["string", "integer", "number", "boolean", last];
            let pairs = leaves.iter().flat_map(|a| leaves.iter().map(move |b| (a, b)));
            pairs
                .flat_map(|(a, b)| {
                    let both = json!({"anyOf": [list(json!({"type": a})), {"type": b}]});
                    [list(both.clone()), list(list(both))]
                })
                .collect()
        };
        let shape = |last: &str| {
            let field = json!({"anyOf": members(last)});
            let defs = json!({"M": {"type": "object", "properties": {"a": field}}});
            let document = json!({"$schema": "s", "$id": "https://example.com/x.json", "$defs": defs});
            of(&serde_json::from_value(document).unwrap())["M"].fields["a"].shape.clone()
        };
        let (one, other) = (shape("object"), shape("null"));
        assert!(one.len() <= LONG + 100, "{}", one.len());
        assert!(one.contains('…'), "{one}");
        assert_ne!(one, other);
    }
}
