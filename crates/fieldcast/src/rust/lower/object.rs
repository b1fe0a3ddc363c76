//! An object with members.

use super::{Lowering, Owner, Pointer, deprecation};
use crate::rust::definition::{Field, Presence, Struct, Type};
use crate::rust::names::{self, Scope};
use crate::schema::document::{self, Additional, Schema};
use std::collections::{BTreeMap, HashSet};

/// The field that keeps the members which have none of their own.
const REST: &str = "additional_properties";

impl Lowering<'_> {
    /// The members of an object, each with a name of its own.
    pub(super) fn object(&mut self, schema: &Schema, owner: &Owner, at: &Pointer<'_>) -> Struct {
        let Some(properties) = &schema.properties else { return Struct::default() };
        let inside = at.then("properties");
        for name in schema.required.iter().filter(|name| !properties.contains_key(*name)) {
            self.unsupported(&at.then("required"), format!("`{name}` is required and is no property"));
        }
        let chosen = self.chosen(at);
        let mut scope = Scope::default();
        // What somebody chose comes first.
        for name in chosen.values() {
            scope.give(name.clone(), |number| names::numbered(name, number));
        }
        let required: HashSet<&str> = schema.required.iter().map(String::as_str).collect();
        let mut fields: Vec<Field> = Vec::with_capacity(properties.len());
        for (wire, property) in properties.iter() {
            let at = inside.then(wire);
            self.told_if_long("field", wire);
            let wanted = names::snake(wire);
            let (name, free) = match chosen.get(wire.as_str()) {
                Some(name) => (name.clone(), true),
                None => scope.give(wanted.clone(), |number| names::numbered(&wanted, number)),
            };
            if !free {
                self.clash(&at, "field", &wanted, &name);
            }
            // most members need no type of their own, and so no name for one
            let (ty, nullable) = match is_bare(property) {
                true => self.ty(property, owner, &at),
                false => self.ty(property, &owner.then(&names::camel(wire)), &at),
            };
            let unknown = property.notes.as_ref().is_some_and(|notes| notes.unknown.iter().any(|f| f == "nullable"));
            let presence = match (required.contains(wire.as_str()), nullable) {
                // Null is a value of these, and no other thing than the rest.
                (true, _) if ty == Type::Any => Presence::Required,
                (false, _) if ty == Type::Any => Presence::Optional,
                (true, false) => Presence::Required,
                (true, true) => Presence::RequiredNullable,
                (false, false) => Presence::Optional,
                (false, true) if unknown => Presence::OptionalUnknown,
                (false, true) => Presence::OptionalNullable,
            };
            // A spelling is only another's where that is no member itself.
            let aliases = property.notes.iter().flat_map(|notes| &notes.aliases);
            let aliases = aliases.filter(|alias| !properties.contains_key(*alias)).cloned().collect();
            fields.push(Field {
                wire: wire.clone(),
                name,
                ty,
                presence,
                boxed: false,
                aliases,
                docs: property.description.clone(),
                told: super::told::told(property),
                keywords: super::told::keywords(property),
                sample: super::told::sample(property),
                deprecated: deprecation(property),
            });
        }
        distinct_aliases(&mut fields);
        let any = Schema::default();
        let rest = match &schema.additional_properties {
            // Where nothing is said, members without a field are skipped: the model may grow.
            None if self.options.keep_unknown => Some(&any),
            None | Some(Additional::Allowed(false)) => None,
            Some(Additional::Allowed(true)) => Some(&any),
            Some(Additional::Schema(inner)) => Some(&**inner),
        };
        let rest = rest.map(|inner| {
            let inside = at.then("additionalProperties");
            let (name, free) = scope.give(REST.to_owned(), |number| names::numbered(REST, number));
            if !free {
                self.clash(&inside, "field", REST, &name);
            }
            (name, self.element(inner, &owner.then("Additional"), &inside))
        });
        Struct { fields, rest }
    }
}

impl Lowering<'_> {
    /// The names that somebody chose for the members of a model, by their names on the wire.
    fn chosen(&self, at: &Pointer<'_>) -> BTreeMap<String, String> {
        if self.options.names.is_empty() {
            return BTreeMap::new();
        }
        let pointer = at.to_string();
        let Some(key) = pointer.strip_prefix("#/$defs/").filter(|key| !key.contains('/')) else {
            return BTreeMap::new();
        };
        let of = |(at, name): (&String, &String)| {
            let field = at.strip_prefix(key)?.strip_prefix('.')?;
            Some((field.to_owned(), name.clone()))
        };
        self.options.names.iter().filter_map(of).collect()
    }
}

/// Whether nothing in a schema can become a type that has to be named: a reference, or what JSON has by itself.
fn is_bare(schema: &Schema) -> bool {
    schema.types.is_none_or(|types| types.without(document::Type::Null).single().is_some())
        && schema.values.is_none()
        && schema.constant.is_none()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty()
        && schema.items.is_none()
        && schema.properties.is_none()
        && schema.additional_properties.is_none()
}

/// Drops a spelling that two members share: it would be ambiguous.
fn distinct_aliases(fields: &mut [Field]) {
    let mut count = std::collections::HashMap::<String, usize>::new();
    for alias in fields.iter().flat_map(|field| &field.aliases) {
        *count.entry(alias.clone()).or_default() += 1;
    }
    for field in fields {
        let mut seen = std::collections::HashSet::new();
        field.aliases.retain(|alias| count.get(alias) == Some(&1) && seen.insert(alias.clone()));
    }
}
