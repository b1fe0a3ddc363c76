//! From a settled API to its JSON Schema.

use super::document::{self, Additional, Document, DocumentNotes, META_SCHEMA, Notes, Schema, Types};
use crate::decide::{Api, Discriminator, Field, Kind, Model, Slot, Type};
use crate::model::{Literal, ModelId, Primitive, Told};
use foldhash::HashSet;
use indexmap::IndexMap;
use rayon::prelude::*;
use serde_json::Value;
use std::borrow::Cow;
use std::mem::{Discriminant, discriminant};

/// What a schema says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where it is published, an absolute URL.
    pub id: String,
    /// What people who open the file should know.
    pub comment: Option<String>,
    /// The API's name.
    pub title: Option<String>,
    /// What the API is, in CommonMark.
    pub description: Option<String>,
}

/// Makes the schema of an API: every model a definition, in the order of the pages.
pub fn document(api: &Api, options: &Options) -> Document {
    let builder = Builder { models: &api.models };
    let defs = api
        .models
        .par_iter()
        .filter(|model| !model.left_out)
        .map(|model| (model.key.clone(), builder.definition(model)));
    Document { defs: defs.collect::<Vec<_>>().into_iter().collect(), ..head(api, options) }
}

/// The schema of one model of an API.
pub(super) fn definition(api: &Api, model: &Model) -> Schema {
    Builder { models: &api.models }.definition(model)
}

/// The schema of an API without its models.
pub(super) fn head(api: &Api, options: &Options) -> Document {
    Document {
        schema: META_SCHEMA.to_owned(),
        id: options.id.clone(),
        comment: options.comment.clone(),
        title: options.title.clone(),
        description: options.description.clone(),
        notes: Some(DocumentNotes {
            languages: api.languages.iter().map(|language| (*language).to_owned()).collect(),
            wire_names: Some(api.wire_names.clone()),
        }),
        defs: IndexMap::new(),
        other: serde_json::Map::new(),
    }
}

pub(super) struct Builder<'a> {
    pub models: &'a [Model],
}

impl Builder<'_> {
    fn definition(&self, model: &Model) -> Schema {
        let mut schema = match &model.kind {
            Kind::Object { fields, additional } => self.object(fields, additional.as_ref()),
            Kind::Enum { values, open, decisive } => enumeration(values, open.filter(|_| !decisive)),
            Kind::Union { members, exclusive, discriminator } => match members {
                Some(members) => self.union(members, *exclusive, discriminator.as_ref()),
                None => annotated(Schema::default(), |notes| notes.unknown.push("members".into())),
            },
        };
        schema.title = Some(model.key.clone());
        schema.description = text(&model.description);
        schema.deprecated = model.deprecated.is_some();
        annotated(schema, |notes| {
            notes.pages.clone_from(&model.pages);
            notes.deprecation = model.deprecated.as_deref().and_then(text);
        })
    }

    /// An object of these members.
    pub fn object(&self, fields: &[Field], additional: Option<&Slot>) -> Schema {
        let properties: IndexMap<String, Schema> =
            fields.iter().map(|field| (field.name.clone(), self.property(field))).collect();
        Schema {
            types: Some(document::Type::Object.into()),
            required: fields.iter().filter(|f| f.required).map(|f| f.name.clone()).collect(),
            // An object without members is a free one. `true` says no more than nothing does, but
            // datamodel-code-generator keeps what the object holds only where it stands there.
            additional_properties: additional.map_or_else(
                || properties.is_empty().then_some(Additional::Allowed(true)),
                |slot| match self.slot(slot) {
                    schema if schema == Schema::default() => Some(Additional::Allowed(true)),
                    schema => Some(Additional::Schema(Box::new(schema))),
                },
            ),
            properties: (!properties.is_empty()).then(|| Box::new(properties)),
            ..Schema::default()
        }
    }

    /// A member, with all that is said of it.
    pub fn property(&self, field: &Field) -> Schema {
        let mut schema = self.slot(&field.slot);
        schema.description = text(&field.description);
        schema.deprecated = field.deprecated.is_some();
        schema.examples.extend(field.examples.iter().cloned());
        if let Some(told) = &field.told {
            tell(&mut schema, told);
        }
        annotated(schema, |notes| {
            notes.documented = (field.documented != field.name).then(|| field.documented.clone());
            notes.aliases.clone_from(&field.aliases);
            notes.unknown.extend(field.unknown.names().map(Cow::Borrowed));
            notes.deprecation = field.deprecated.as_deref().and_then(text);
        })
    }

    /// A type, and null.
    pub fn slot(&self, slot: &Slot) -> Schema {
        let schema = self.ty(&slot.ty);
        if slot.nullable { nullable(schema) } else { schema }
    }

    fn ty(&self, ty: &Type) -> Schema {
        match ty {
            Type::Primitive(primitive) => of_primitive(*primitive),
            Type::Literal { value, open } => {
                let types = types_of([value]);
                let known = Schema { types, constant: Some(Box::new(json(value))), ..Schema::default() };
                if *open {
                    let any = Schema { types, ..Schema::default() };
                    annotated(Schema { any_of: vec![known, any], ..Schema::default() }, |n| n.open = Some(true))
                } else {
                    known
                }
            }
            Type::Model(id) => reference(self.key(*id)),
            Type::Array(of) => Schema {
                types: Some(document::Type::Array.into()),
                items: Some(Box::new(self.slot(of))),
                ..Schema::default()
            },
            Type::Map(of) => Schema {
                types: Some(document::Type::Object.into()),
                additional_properties: Some(match self.slot(of) {
                    schema if schema == Schema::default() => Additional::Allowed(true),
                    schema => Additional::Schema(Box::new(schema)),
                }),
                ..Schema::default()
            },
            Type::Union(union) => self.union(&union.members, union.exclusive, union.discriminator.as_ref()),
        }
    }

    fn union(&self, members: &[Slot], exclusive: bool, discriminator: Option<&Discriminator>) -> Schema {
        // a union of one is another name for it
        if let [only] = members {
            return self.slot(only);
        }
        let mut schemas: Vec<Schema> = parts(members)
            .into_iter()
            .map(|part| match part {
                Part::Values { values, open, .. } if values.len() > 1 => enumeration(&values, open.then_some(true)),
                // one alone stays a constant
                Part::Values { first: slot, .. } | Part::Slot(slot) => self.slot(slot),
            })
            .collect();
        if schemas.len() == 1 {
            return schemas.remove(0);
        }
        let schema = if exclusive {
            Schema { one_of: schemas, ..Schema::default() }
        } else {
            Schema { any_of: schemas, ..Schema::default() }
        };
        let Some(found) = discriminator else { return schema };
        let target = |at: &usize| match members.get(*at).map(|slot| &slot.ty) {
            Some(Type::Model(id)) => Some(pointer(self.key(*id))),
            _ => None,
        };
        let mapping = found.mapping.iter().filter_map(|(value, at)| Some((value.clone(), target(at)?))).collect();
        annotated(schema, |notes| {
            let property_name = found.property.clone();
            notes.discriminator = Some(Box::new(document::Discriminator { property_name, mapping }));
        })
    }

    fn key(&self, id: ModelId) -> &str {
        self.models.get(id.0).map_or("", |model| &model.key)
    }
}

/// A part of a union.
enum Part<'s> {
    /// A member that is no value.
    Slot(&'s Slot),
    /// Values of one type, which are an enum there as they are where a page of their own lists them.
    Values {
        /// The member that is the first of them.
        first: &'s Slot,
        values: Vec<Literal>,
        /// Whether there may be others.
        open: bool,
    },
}

/// The parts of a union, in the order of their first members; each value is there once.
fn parts(members: &[Slot]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(members.len());
    let mut seen = HashSet::default();
    // Where the values of each type are; there are four types.
    let mut of: Vec<(Discriminant<Literal>, usize)> = Vec::new();
    for slot in members {
        let (Type::Literal { value, open: more }, false) = (&slot.ty, slot.nullable) else {
            parts.push(Part::Slot(slot));
            continue;
        };
        let (kind, is_new) = (discriminant(value), seen.insert(json(value).to_string()));
        let known = of.iter().find(|(known, _)| *known == kind).and_then(|(_, at)| parts.get_mut(*at));
        if let Some(Part::Values { values, open, .. }) = known {
            *open |= more;
            values.extend(is_new.then(|| value.clone()));
        } else {
            of.push((kind, parts.len()));
            parts.push(Part::Values { first: slot, values: vec![value.clone()], open: *more });
        }
    }
    parts
}

/// Writes what is told of a value beside its type, as far as it fits the type that was settled in the end.
fn tell(schema: &mut Schema, told: &Told) {
    if let Some(default) = told.default.as_ref().filter(|default| takes(schema, default)) {
        schema.other.insert("default", default.clone());
    }
    if told.read_only {
        schema.other.insert("readOnly", Value::Bool(true));
    }
    let has = |ty: document::Type| schema.types.is_some_and(|types| types.contains(ty));
    let (text, list) = (has(document::Type::String), has(document::Type::Array));
    let number = has(document::Type::Integer) || has(document::Type::Number);
    for (keyword, value) in told.limits.keywords() {
        let fits = match keyword {
            "minimum" | "maximum" => number,
            "minItems" | "maxItems" => list,
            _ => text && schema.format.is_none(),
        };
        if fits {
            schema.other.insert(keyword, value);
        }
    }
}

/// Whether a schema that needs no other takes a value.
fn takes(schema: &Schema, value: &Value) -> bool {
    if let Some(values) = &schema.values {
        return values.contains(value);
    }
    if let Some(constant) = &schema.constant {
        return **constant == *value;
    }
    let has = |ty: document::Type| schema.types.is_some_and(|types| types.contains(ty));
    schema.any_of.iter().chain(&schema.one_of).any(|schema| takes(schema, value))
        || match value {
            Value::String(_) => has(document::Type::String) && schema.format.is_none(),
            Value::Number(number) => {
                has(document::Type::Number) || has(document::Type::Integer) && (number.is_i64() || number.is_u64())
            }
            Value::Bool(_) => has(document::Type::Boolean),
            _ => false,
        }
}

/// The schema with its notes, where there is anything to note.
fn annotated(mut schema: Schema, note: impl FnOnce(&mut Notes)) -> Schema {
    let mut notes = schema.notes.take().map(|notes| *notes).unwrap_or_default();
    note(&mut notes);
    schema.notes = (!notes.is_empty()).then(|| Box::new(notes));
    schema
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn pointer(key: &str) -> String {
    format!("#/$defs/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn reference(key: &str) -> Schema {
    Schema { reference: Some(pointer(key)), ..Schema::default() }
}

/// The schema that accepts null as well: in its `type` where it has one, else beside it.
fn nullable(schema: Schema) -> Schema {
    match schema.types {
        // datamodel-code-generator forgets what a map holds where its `type` is a list
        Some(_) if matches!(schema.additional_properties, Some(Additional::Schema(_))) => {
            Schema { any_of: vec![schema, null()], ..Schema::default() }
        }
        Some(types) if schema.constant.is_none() && schema.values.is_none() => {
            Schema { types: Some(types.with(document::Type::Null)), ..schema }
        }
        // anything accepts null as it is
        None if schema == Schema::default() => schema,
        None if !schema.any_of.is_empty() => {
            let mut schema = schema;
            schema.any_of.push(null());
            schema
        }
        None if !schema.one_of.is_empty() => {
            let mut schema = schema;
            schema.one_of.push(null());
            schema
        }
        _ => Schema { any_of: vec![schema, null()], ..Schema::default() },
    }
}

fn null() -> Schema {
    Schema { types: Some(document::Type::Null.into()), ..Schema::default() }
}

fn of_primitive(primitive: Primitive) -> Schema {
    use document::Type;
    let plain = |ty: Type| Schema { types: Some(ty.into()), ..Schema::default() };
    let format = |format: &'static str| Schema { format: Some(format.into()), ..plain(Type::String) };
    let number = |schema: Schema, name: &str| annotated(schema, |notes| notes.number = Some(name.to_owned()));
    match primitive {
        Primitive::String => plain(Type::String),
        Primitive::Integer => plain(Type::Integer),
        Primitive::Float | Primitive::Number => plain(Type::Number),
        Primitive::Boolean => plain(Type::Boolean),
        Primitive::DateTime => format("date-time"),
        Primitive::Date => format("date"),
        Primitive::Binary => format("binary"),
        Primitive::Any => Schema::default(),
        Primitive::Object => plain(Type::Object),
        Primitive::Null => null(),
        // on the wire both are numbers or, so that no digit is lost, texts
        Primitive::BigInteger => number(
            Schema { types: Some(Types::default().with(Type::Integer).with(Type::String)), ..Schema::default() },
            "bigint",
        ),
        Primitive::Decimal => number(
            Schema { types: Some(Types::default().with(Type::Number).with(Type::String)), ..Schema::default() },
            "decimal",
        ),
    }
}

/// An enum: closed where no page says otherwise.
fn enumeration(values: &[Literal], open: Option<bool>) -> Schema {
    let types = types_of(values);
    let known = Schema { types, values: Some(values.iter().map(json).collect()), ..Schema::default() };
    let schema = if open == Some(true) {
        let any = Schema { types, ..Schema::default() };
        Schema { any_of: vec![known, any], ..Schema::default() }
    } else {
        known
    };
    annotated(schema, |notes| notes.open = open)
}

fn types_of<'v>(values: impl IntoIterator<Item = &'v Literal>) -> Option<Types> {
    let types = values.into_iter().fold(Types::default(), |types, value| {
        types.with(match value {
            Literal::String(_) => document::Type::String,
            Literal::Integer(_) => document::Type::Integer,
            Literal::Float(_) => document::Type::Number,
            Literal::Boolean(_) => document::Type::Boolean,
        })
    });
    (types != Types::default()).then_some(types)
}

fn json(value: &Literal) -> Value {
    match value {
        Literal::String(text) => Value::from(text.as_str()),
        Literal::Integer(number) => Value::from(*number),
        Literal::Float(number) => Value::from(*number),
        Literal::Boolean(truth) => Value::from(*truth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_without_members_says_that_it_is_free() {
        let free = Builder { models: &[] }.object(&[], None);
        assert_eq!(serde_json::to_string(&free).unwrap(), r#"{"type":"object","additionalProperties":true}"#);
    }

    #[test]
    fn several_values_of_one_type_in_a_union_are_an_enum() {
        let literal = |value: Literal, open| Slot { ty: Type::Literal { value, open }, nullable: false };
        let text = |text: &str| literal(Literal::String(text.to_owned()), false);
        let number = |number| literal(Literal::Integer(number), false);
        let boolean = Slot { ty: Type::Primitive(Primitive::Boolean), nullable: false };
        let of = |members: &[Slot]| {
            let schema = Builder { models: &[] }.union(members, true, None);
            serde_json::to_string(&schema).unwrap()
        };
        let texts = r#"{"type":"string","enum":["a","b"]}"#;
        assert_eq!(of(&[text("a"), text("b"), text("a")]), texts);
        assert_eq!(
            of(&[boolean.clone(), text("a"), text("b")]),
            format!(r#"{{"oneOf":[{{"type":"boolean"}},{texts}]}}"#)
        );
        assert_eq!(
            of(&[text("a"), number(1), text("b"), number(2)]),
            format!(r#"{{"oneOf":[{texts},{{"type":"integer","enum":[1,2]}}]}}"#)
        );
        assert_eq!(of(&[boolean, number(1)]), r#"{"oneOf":[{"type":"boolean"},{"type":"integer","const":1}]}"#);
        let open = literal(Literal::String("b".to_owned()), true);
        let known = format!(r#"{{"anyOf":[{texts},{{"type":"string"}}],"x-fieldcast":{{"open":true}}}}"#);
        assert_eq!(of(&[text("a"), open]), known);
    }

    #[test]
    fn null_is_added_where_other_tools_keep_what_a_schema_says() {
        for (schema, expected) in [
            (r#"{"type":"string"}"#, r#"{"type":["string","null"]}"#),
            (r#"{"type":"array","items":{}}"#, r#"{"type":["array","null"],"items":{}}"#),
            (
                r#"{"type":"object","additionalProperties":true}"#,
                r#"{"type":["object","null"],"additionalProperties":true}"#,
            ),
            (
                r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
                r#"{"anyOf":[{"type":"object","additionalProperties":{"type":"string"}},{"type":"null"}]}"#,
            ),
            (r#"{"type":"string","enum":["a"]}"#, r#"{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}"#),
            (r##"{"$ref":"#/$defs/A"}"##, r##"{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}"##),
            (r#"{"oneOf":[{"type":"string"}]}"#, r#"{"oneOf":[{"type":"string"},{"type":"null"}]}"#),
            ("{}", "{}"),
        ] {
            let found = nullable(serde_json::from_str(schema).unwrap());
            assert_eq!(serde_json::to_string(&found).unwrap(), expected);
        }
    }
}
