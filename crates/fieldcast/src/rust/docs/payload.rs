//! An example of the JSON of a struct, made from what is known: valid under its schema, and small.
//!
//! It has the members that must be there, and some more of the struct itself. Where nobody can say that a value is valid
//! (a text that has to match a pattern), an optional member is left out, and a struct that needs it has no example.

use serde_json::{Map, Value};

use crate::rust::definition::{Api, Definition, Field, Id, Kind, Sample, Struct, Type, Union};
use crate::shown::is_hidden;

/// How many members of the struct itself are shown, where no more must be there.
const SHOWN: usize = 6;

/// How many values an example has at most.
const LARGEST: usize = 24;

/// How deep it goes.
const DEPTH: usize = 4;

/// The widest line.
const WIDTH: usize = 80;

/// An example of a struct as text; `None` where there is none.
pub fn of(api: &Api, id: Id) -> Option<String> {
    let Kind::Struct(object) = &api.get(id)?.kind else { return None };
    let mut maker = Maker { api, left: LARGEST, inside: vec![id] };
    let mut members = maker.required(object)?;
    for field in object.fields.iter().filter(|field| !field.presence.is_required()) {
        if members.len() >= SHOWN {
            break;
        }
        let left = maker.left;
        match maker.member(field) {
            Some(value) => drop(members.insert(field.wire.clone(), value)),
            None => maker.left = left,
        }
    }
    // In the order of the struct.
    let mut members = object.fields.iter().filter_map(|field| members.remove_entry(&field.wire)).collect::<Map<_, _>>();
    members.retain(|name, _| is_shown(name));
    if members.is_empty() {
        return None;
    }
    let mut out = String::new();
    write(&Value::Object(members), 0, 0, &mut out);
    Some(out)
}

struct Maker<'a> {
    api: &'a Api,
    /// How many values there may still be.
    left: usize,
    /// The definitions that are open.
    inside: Vec<Id>,
}

impl Maker<'_> {
    fn required(&mut self, object: &Struct) -> Option<Map<String, Value>> {
        let required = object.fields.iter().filter(|field| field.presence.is_required());
        required.map(|field| Some((field.wire.clone(), self.member(field)?))).collect()
    }

    fn member(&mut self, field: &Field) -> Option<Value> {
        if !is_shown(&field.wire) {
            return None;
        }
        self.value(&field.ty, &field.sample)
    }

    fn value(&mut self, ty: &Type, sample: &Sample) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        match sample {
            Sample::Any => {}
            Sample::Value(value) => return Some(value.clone()),
            Sample::Unknown => return None,
        }
        Some(match ty {
            Type::Boolean => Value::from(true),
            Type::Integer | Type::BigInt => Value::from(1),
            Type::Number | Type::Decimal => Value::from(1.5),
            Type::String => Value::from("string"),
            Type::Date => Value::from("2024-05-06"),
            Type::DateTime => Value::from("2024-05-06T07:08:09Z"),
            Type::Any => Value::Object(Map::new()),
            // Without items it is valid in any case.
            Type::List(inner) => {
                let left = self.left;
                let item = self.value(inner, &Sample::Any);
                if item.is_none() {
                    self.left = left;
                }
                Value::Array(item.into_iter().collect())
            }
            Type::Map(inner) => {
                let left = self.left;
                let value = self.value(inner, &Sample::Any);
                if value.is_none() {
                    self.left = left;
                }
                Value::Object(value.into_iter().map(|value| ("name".to_owned(), value)).collect())
            }
            Type::Nullable(inner) => return self.value(inner, &Sample::Any),
            Type::Ref(id) => return self.definition(*id),
        })
    }

    fn definition(&mut self, id: Id) -> Option<Value> {
        let definition = self.api.get(id)?;
        if self.inside.len() >= DEPTH || self.inside.contains(&id) {
            return None;
        }
        self.inside.push(id);
        let value = match &definition.kind {
            Kind::Struct(object) => self.required(object).map(Value::Object),
            Kind::Enum(list) => list.values.first().map(|(_, value)| value.clone()).filter(is_plain),
            Kind::Newtype(ty) => self.value(ty, &definition.sample),
            Kind::Union(_) if definition.sample != Sample::Any => None,
            Kind::Union(union) => self.union(union),
        };
        self.inside.pop();
        value
    }

    /// The value of the first variant that has one which no other takes.
    fn union(&mut self, union: &Union) -> Option<Value> {
        let left = self.left;
        for (at, variant) in union.variants.iter().enumerate() {
            self.left = left;
            let Some(mut value) = self.value(&variant.ty, &Sample::Any) else { continue };
            if let (Some((tag, mapping)), Value::Object(members)) = (&union.discriminator, &mut value)
                && let Some((text, _)) = mapping.iter().find(|(_, to)| *to == at)
                && members.get(tag).is_some_and(Value::is_string)
                && is_shown(text)
            {
                members.insert(tag.clone(), Value::from(text.as_str()));
            }
            let mut others = union.variants.iter().enumerate().filter(|(other, _)| *other != at);
            if !union.one_of || !others.any(|(_, other)| self.may_take(&other.ty, &value, DEPTH)) {
                return Some(value);
            }
        }
        None
    }

    /// Whether a type may take a value; where nobody can say, it may.
    fn may_take(&self, ty: &Type, value: &Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        match ty {
            Type::Boolean => value.is_boolean(),
            Type::Integer => value.is_i64(),
            Type::Number => value.is_number(),
            Type::BigInt | Type::Decimal => value.is_number() || value.is_string(),
            Type::String | Type::Date | Type::DateTime => value.is_string(),
            Type::Any => true,
            Type::List(inner) => {
                value.as_array().is_some_and(|items| items.iter().all(|item| self.may_take(inner, item, depth)))
            }
            Type::Map(inner) => value
                .as_object()
                .is_some_and(|members| members.values().all(|member| self.may_take(inner, member, depth))),
            Type::Nullable(inner) => value.is_null() || self.may_take(inner, value, depth),
            Type::Ref(id) => self.api.get(*id).is_none_or(|definition| self.may_be(definition, value, depth)),
        }
    }

    fn may_be(&self, definition: &Definition, value: &Value, depth: usize) -> bool {
        match &definition.kind {
            Kind::Struct(object) => value.as_object().is_some_and(|members| {
                object.fields.iter().all(|field| match members.get(&field.wire) {
                    Some(Value::Null) => field.presence.accepts_null(),
                    Some(member) => self.may_take(&field.ty, member, depth),
                    None => !field.presence.is_required(),
                })
            }),
            Kind::Enum(list) => list.values.iter().any(|(_, known)| known == value),
            Kind::Union(union) => union.variants.iter().any(|variant| self.may_take(&variant.ty, value, depth)),
            Kind::Newtype(ty) => self.may_take(ty, value, depth),
        }
    }
}

/// Whether a text can be shown as it is.
fn is_shown(text: &str) -> bool {
    text.chars().count() <= WIDTH && !text.contains(is_hidden)
}

/// Whether a value is short and can be shown as it is.
fn is_plain(value: &Value) -> bool {
    value.as_str().is_none_or(is_shown)
}

/// The text of a value that `taken` columns stand before: in one line where that has room.
fn write(value: &Value, indent: usize, taken: usize, out: &mut String) {
    let mut one = String::new();
    in_one_line(value, &mut one);
    let is_whole = indent > 0 || !matches!(value, Value::Object(members) if members.len() > 3);
    if is_whole && taken + one.chars().count() < WIDTH {
        out.push_str(&one);
        return;
    }
    let pad = " ".repeat(indent + 2);
    let end = |out: &mut String, close: char| {
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push(close);
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "[\n" } else { ",\n" });
                out.push_str(&pad);
                write(item, indent + 2, indent + 2, out);
            }
            end(out, ']');
        }
        Value::Object(members) if !members.is_empty() => {
            for (at, (name, member)) in members.iter().enumerate() {
                out.push_str(if at == 0 { "{\n" } else { ",\n" });
                let name = Value::from(name.as_str()).to_string();
                out.push_str(&format!("{pad}{name}: "));
                write(member, indent + 2, indent + 4 + name.chars().count(), out);
            }
            end(out, '}');
        }
        _ => out.push_str(&one),
    }
}

fn in_one_line(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                in_one_line(item, out);
            }
            out.push(']');
        }
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::Object(members) => {
            for (at, (name, member)) in members.iter().enumerate() {
                out.push_str(if at == 0 { "{ " } else { ", " });
                out.push_str(&format!("{}: ", Value::from(name.as_str())));
                in_one_line(member, out);
            }
            out.push_str(" }");
        }
        plain => out.push_str(&plain.to_string()),
    }
}
