//! One of several types.

use std::collections::HashSet;

use foldhash::HashMap;

use super::supported::is_object;
use super::{Lowering, Owner, Pointer};
use crate::rust::definition::{Id, Kind, Type, Union, Variant};
use crate::rust::names::{self, Scope};
use crate::schema::document::{self, Schema, Types};

/// The variant that keeps a value which is none of the listed types.
const UNKNOWN: &str = "Unknown";

impl Lowering<'_> {
    /// The union of a schema with `oneOf`, `anyOf` or several types, null left out. Where only one type is left, it is
    /// that one's.
    pub(super) fn union(&mut self, schema: &Schema, owner: &Owner, key: &str, at: &Pointer<'_>) -> Kind {
        let keyword = if schema.one_of.is_empty() { "anyOf" } else { "oneOf" };
        let inside = at.then(keyword);
        if let Some(only) = self.only_alternative(schema) {
            return self.kind(only, owner, key, &inside);
        }
        let alternatives = alternatives(schema);
        if let Some(listed) = self.open_enum(&alternatives.iter().collect::<Vec<_>>()) {
            let listed = listed.clone();
            return self.enumeration(&listed, Some(true), owner, key, at);
        }
        let mut scope = Scope::default();
        scope.reserve(UNKNOWN.to_owned());
        let mut variants: Vec<Variant> = Vec::with_capacity(alternatives.len());
        let mut seen: HashSet<Type> = HashSet::with_capacity(alternatives.len());
        for (index, alternative) in alternatives.iter().enumerate() {
            let index = index.to_string();
            let at = inside.then(&index);
            let suffix = inline_name(alternative);
            let (ty, _) = self.ty(alternative, &owner.then(&suffix), &at);
            if !seen.insert(ty.clone()) {
                continue;
            }
            let mut wanted = self.variant_name(&ty, &owner.name, &suffix);
            if wanted == UNKNOWN {
                wanted.push_str("Variant");
            }
            let (name, free) = scope.give(wanted.clone(), |number| names::numbered(&wanted, number));
            if !free {
                self.clash(&at, "variant", &wanted, &name);
            }
            variants.push(Variant { name, ty, docs: alternative.description.clone(), boxed: false });
        }
        let discriminator = self.discriminator(schema, &variants, at);
        Kind::Union(Union { variants, discriminator, one_of: !schema.one_of.is_empty() })
    }

    /// The one alternative beside null, where there is one.
    pub(super) fn only_alternative<'s>(&self, schema: &'s Schema) -> Option<&'s Schema> {
        let mut rest = schema.one_of.iter().chain(&schema.any_of).filter(|schema| !is_null(schema));
        match (rest.next(), rest.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    fn variant_name(&self, ty: &Type, union: &str, inline: &str) -> String {
        match ty {
            Type::Ref(id) => {
                let name = self.definitions.get(id.0).map_or("", |(_, definition)| definition.name.as_str());
                // `Verification::Otp`, not `Verification::VerificationOtp`.
                match name.strip_prefix(union) {
                    Some(rest) if rest.starts_with(char::is_uppercase) && names::camel(rest) == rest => rest.to_owned(),
                    _ if name.is_empty() => inline.to_owned(),
                    _ => name.to_owned(),
                }
            }
            other => self.type_name(other),
        }
    }

    /// What a type is called in the name of a variant.
    fn type_name(&self, ty: &Type) -> String {
        match ty {
            Type::Boolean => "Boolean".to_owned(),
            Type::Integer => "Integer".to_owned(),
            Type::Number => "Number".to_owned(),
            Type::BigInt => "BigInt".to_owned(),
            Type::Decimal => "Decimal".to_owned(),
            Type::String => "String".to_owned(),
            Type::Date => "Date".to_owned(),
            Type::DateTime => "DateTime".to_owned(),
            Type::Any => "Any".to_owned(),
            Type::List(inner) => format!("{}List", self.type_name(inner)),
            Type::Map(inner) if **inner == Type::Any => "Object".to_owned(),
            Type::Map(inner) => format!("{}Map", self.type_name(inner)),
            Type::Nullable(inner) => self.type_name(inner),
            Type::Ref(id) => self.definitions.get(id.0).map_or_else(String::new, |(_, found)| found.name.clone()),
        }
    }

    /// The discriminator with its mapping to variants.
    fn discriminator(
        &mut self,
        schema: &Schema,
        variants: &[Variant],
        at: &Pointer<'_>,
    ) -> Option<(String, Vec<(String, usize)>)> {
        let discriminator = schema.notes.as_ref()?.discriminator.as_ref()?;
        let mut mapping = Vec::with_capacity(discriminator.mapping.len());
        let places = variants.iter().enumerate().rev().filter_map(|(index, variant)| match variant.ty {
            Type::Ref(id) => Some((id, index)),
            _ => None,
        });
        let places: HashMap<Id, usize> = places.collect();
        for (value, reference) in &discriminator.mapping {
            let id = self.target(reference).map(|(id, _)| id);
            match id.and_then(|id| places.get(&id).copied()) {
                Some(index) => mapping.push((value.clone(), index)),
                None => self.unsupported(
                    &at.then("x-fieldcast"),
                    format!("the discriminator's `{value}` means `{reference}`, which is no member of the union"),
                ),
            }
        }
        Some((discriminator.property_name.clone(), mapping))
    }
}

/// The alternatives of a union beside null. A union that is written inside of it is taken apart; several types are one
/// alternative each.
fn alternatives(schema: &Schema) -> Vec<Schema> {
    let listed = schema.one_of.iter().chain(&schema.any_of);
    let mut out: Vec<Schema> = Vec::new();
    for alternative in listed.filter(|schema| !is_null(schema)) {
        if alternative.one_of.is_empty() && alternative.any_of.is_empty() {
            out.push(alternative.clone());
        } else {
            out.extend(alternatives(alternative));
        }
    }
    if let (true, Some(types)) = (out.is_empty(), schema.types) {
        for ty in types.without(document::Type::Null).iter() {
            out.push(of_type(schema, ty));
        }
    }
    out
}

/// The part of a schema of several types that is about one of them.
fn of_type(schema: &Schema, ty: document::Type) -> Schema {
    let mut out = Schema { types: Some(Types::from(ty)), ..Schema::default() };
    match ty {
        document::Type::Array => out.items.clone_from(&schema.items),
        document::Type::Object => {
            out.properties.clone_from(&schema.properties);
            out.required.clone_from(&schema.required);
            out.additional_properties.clone_from(&schema.additional_properties);
        }
        document::Type::String => out.format.clone_from(&schema.format),
        _ => {}
    }
    out
}

/// Whether a schema is null and nothing else.
fn is_null(schema: &Schema) -> bool {
    schema.types.and_then(Types::single) == Some(document::Type::Null)
        || schema.constant.as_deref().is_some_and(serde_json::Value::is_null)
}

/// The name of a type that is written inside of a union, after the union's.
fn inline_name(schema: &Schema) -> String {
    let one = match (schema.constant.as_deref(), schema.values.as_deref()) {
        (Some(value), _) | (None, Some([value])) => Some(value),
        _ => None,
    };
    match one {
        Some(serde_json::Value::String(text)) => names::camel(text),
        Some(value) => names::camel(&value.to_string()),
        None if schema.values.is_some() => "Enum".to_owned(),
        None if is_object(schema) => "Object".to_owned(),
        None => "Member".to_owned(),
    }
}
