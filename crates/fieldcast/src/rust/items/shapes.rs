//! What JSON a type reads, as far as is needed to tell the types of a union apart.

use serde_json::Value;
use std::collections::HashSet;

use super::unions::{Discriminator, Member, Shape};
use crate::rust::definition::{Api, Field, Id, Kind, Struct, Type, Union};

/// How deep a shape looks into what it holds: a union's type, its members, and whether those are objects or lists.
const DEPTH: usize = 2;

/// How many parts the shape of one type has at most; whatever is beyond them may be anything.
const LARGEST: usize = 1 << 14;

/// How many unions are looked into one inside of another.
const UNIONS: usize = 16;

/// The shape of a type of a union.
pub fn shape(api: &Api, ty: &Type) -> Shape {
    Shapes { api, left: LARGEST, unions: 0 }.of(ty, DEPTH, &mut Vec::new())
}

struct Shapes<'a> {
    api: &'a Api,
    /// How many parts may still be made.
    left: usize,
    /// How many unions are open.
    unions: usize,
}

impl Shapes<'_> {
    fn of(&mut self, ty: &Type, depth: usize, inside: &mut Vec<Id>) -> Shape {
        let Some(left) = self.left.checked_sub(1) else { return Shape::Any };
        self.left = left;
        match ty {
            Type::Boolean => Shape::Boolean,
            Type::Integer => Shape::Integer,
            Type::Number => Shape::Number,
            Type::BigInt => Shape::OneOf(vec![Shape::Integer, Shape::String]),
            Type::Decimal => Shape::OneOf(vec![Shape::Number, Shape::String]),
            Type::String | Type::Date | Type::DateTime => Shape::String,
            Type::Any => Shape::Any,
            Type::List(inner) => Shape::Array(Box::new(self.inner(inner, depth, inside))),
            Type::Map(inner) => Shape::Map(Box::new(self.inner(inner, depth, inside))),
            Type::Nullable(inner) => Shape::OneOf(vec![self.of(inner, depth, inside), Shape::Null]),
            Type::Ref(id) => self.definition(*id, depth, inside),
        }
    }

    /// Puts the shapes of a type of a union into its parts. Unions in it are taken apart, and each definition and each
    /// simple type is a part once, however many of the unions have it.
    fn part(&mut self, ty: &Type, depth: usize, inside: &mut Vec<Id>, parts: &mut Parts) {
        match ty {
            Type::Nullable(inner) => {
                self.part(inner, depth, inside, parts);
                parts.add(Shape::Null);
            }
            Type::Ref(id) if !parts.seen.insert(*id) => {}
            Type::Ref(id) => match self.api.get(*id).map(|definition| &definition.kind) {
                Some(Kind::Union(union)) if self.unions < UNIONS && self.left > 0 && !inside.contains(id) => {
                    self.left -= 1;
                    self.unions += 1;
                    inside.push(*id);
                    union.variants.iter().for_each(|variant| self.part(&variant.ty, depth, inside, parts));
                    inside.pop();
                    self.unions -= 1;
                }
                _ => parts.add(self.of(ty, depth, inside)),
            },
            _ => parts.add(self.of(ty, depth, inside)),
        }
    }

    fn inner(&mut self, ty: &Type, depth: usize, inside: &mut Vec<Id>) -> Shape {
        if depth == 0 { Shape::Any } else { self.of(ty, depth - 1, inside) }
    }

    fn definition(&mut self, id: Id, depth: usize, inside: &mut Vec<Id>) -> Shape {
        let Some(definition) = self.api.get(id).filter(|_| !inside.contains(&id)) else { return Shape::Any };
        inside.push(id);
        let shape = match &definition.kind {
            Kind::Struct(object) => self.object(object, depth, inside),
            Kind::Enum(list) => {
                self.left = self.left.saturating_sub(list.values.len());
                Shape::Values { values: list.values.iter().map(|(_, value)| value.clone()).collect(), open: list.open }
            }
            Kind::Union(_) if self.unions == UNIONS => Shape::Any,
            Kind::Union(union) => {
                self.unions += 1;
                let mut parts = Parts { seen: HashSet::from([id]), ..Parts::default() };
                union.variants.iter().for_each(|variant| self.part(&variant.ty, depth, inside, &mut parts));
                self.unions -= 1;
                Shape::OneOf(parts.shapes)
            }
            Kind::Newtype(ty) => self.of(ty, depth, inside),
        };
        inside.pop();
        shape
    }

    fn object(&mut self, object: &Struct, depth: usize, inside: &mut Vec<Id>) -> Shape {
        if depth == 0 {
            return Shape::Object(Vec::new());
        }
        let mut member = |field: &Field, inside: &mut Vec<Id>| {
            let shape = self.of(&field.ty, depth - 1, inside);
            Member {
                name: field.wire.clone(),
                aliases: field.aliases.clone(),
                required: field.presence.is_required(),
                shape: if field.presence.accepts_null() { Shape::OneOf(vec![shape, Shape::Null]) } else { shape },
            }
        };
        Shape::Object(object.fields.iter().map(|field| member(field, inside)).collect())
    }
}

/// What the unions of a type come to.
#[derive(Default)]
struct Parts {
    shapes: Vec<Shape>,
    /// The definitions that are among them, or were taken apart.
    seen: HashSet<Id>,
    /// The shapes without parts of their own that are among them.
    simple: Vec<Shape>,
}

impl Parts {
    fn add(&mut self, shape: Shape) {
        let is_simple =
            matches!(shape, Shape::Any | Shape::Null | Shape::Boolean | Shape::Integer | Shape::Number | Shape::String);
        if is_simple && self.simple.contains(&shape) {
            return;
        }
        if is_simple {
            self.simple.push(shape.clone());
        }
        self.shapes.push(shape);
    }
}

/// The discriminator of a union; `None` where the schema names none, or one that not every type in its mapping has.
pub fn discriminator(api: &Api, union: &Union) -> Option<Discriminator> {
    let (property, named) = union.discriminator.as_ref()?;
    let fields: Vec<Option<&Field>> = union.variants.iter().map(|variant| field(api, &variant.ty, property)).collect();
    let mut seen = HashSet::new();
    let aliases = fields.iter().flatten().flat_map(|field| &field.aliases);
    let aliases = aliases.filter(|alias| seen.insert(*alias)).cloned().collect();
    let mut mapping = Vec::with_capacity(named.len());
    for (text, index) in named {
        let field = fields.get(*index).copied().flatten()?;
        mapping.push((tag(api, &field.ty, text), *index));
    }
    let mapped: HashSet<usize> = named.iter().map(|(_, index)| *index).collect();
    let free = fields.iter().enumerate().filter(|(index, _)| !mapped.contains(index));
    let otherwise =
        free.filter(|(_, field)| field.is_some_and(|field| field.ty == Type::String)).map(|(index, _)| index).next();
    Some(Discriminator { property: property.clone(), aliases, mapping, otherwise })
}

/// The member of a struct by its name on the wire.
fn field<'a>(api: &'a Api, ty: &Type, wire: &str) -> Option<&'a Field> {
    let Type::Ref(id) = ty else { return None };
    match &api.get(*id)?.kind {
        Kind::Struct(object) => object.fields.iter().find(|field| field.wire == wire),
        Kind::Newtype(inner) => field(api, inner, wire),
        Kind::Enum(_) | Kind::Union(_) => None,
    }
}

/// The value that a mapping's key means: one of the member's own where it has such a one, else the text.
fn tag(api: &Api, ty: &Type, text: &str) -> Value {
    let listed = match ty {
        Type::Ref(id) => api.get(*id).and_then(|definition| match &definition.kind {
            Kind::Enum(list) => list.values.iter().map(|(_, value)| value).find(|value| is_text(value, text)).cloned(),
            _ => None,
        }),
        _ => None,
    };
    listed.unwrap_or_else(|| Value::from(text))
}

fn is_text(value: &Value, text: &str) -> bool {
    match value {
        Value::String(value) => value == text,
        other => text.parse::<Value>().is_ok_and(|text| text == *other),
    }
}
