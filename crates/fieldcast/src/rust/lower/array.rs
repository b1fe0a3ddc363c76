//! Types that need no definition: references, lists, maps and what JSON has by itself.

use super::supported::{digits, has_members};
use super::{Lowering, Owner, Pointer};
use crate::rust::definition::Type;
use crate::schema::document::{self, Additional, Schema};

impl Lowering<'_> {
    /// The type of a schema that needs no definition, null left out.
    pub(super) fn plain(&mut self, schema: &Schema, owner: &Owner, at: &Pointer<'_>) -> Type {
        if let Some(reference) = &schema.reference {
            return match self.target(reference) {
                Some((id, _)) => Type::Ref(id),
                None => {
                    self.unsupported(&at.then("$ref"), format!("`{reference}` is not in the document"));
                    Type::Any
                }
            };
        }
        if let Some(ty) = digits(schema) {
            return ty;
        }
        let Some(only) = schema.types.map(|types| types.without(document::Type::Null)).and_then(|types| types.single())
        else {
            return self.untyped(schema, owner, at);
        };
        match only {
            document::Type::String => match schema.format.as_deref() {
                Some("date") => Type::Date,
                Some("date-time") => Type::DateTime,
                _ => Type::String,
            },
            document::Type::Integer => Type::Integer,
            document::Type::Number => Type::Number,
            document::Type::Boolean => Type::Boolean,
            document::Type::Array => self.list(schema, owner, at),
            document::Type::Object => self.map(schema, owner, at),
            // Only null: a value that says nothing, kept as it came.
            document::Type::Null => Type::Any,
        }
    }

    /// The type of a schema whose `type` says nothing.
    fn untyped(&mut self, schema: &Schema, owner: &Owner, at: &Pointer<'_>) -> Type {
        if schema.items.is_some() {
            self.list(schema, owner, at)
        } else if !has_members(schema) && matches!(schema.additional_properties, Some(Additional::Schema(_))) {
            self.map(schema, owner, at)
        } else {
            Type::Any
        }
    }

    fn list(&mut self, schema: &Schema, owner: &Owner, at: &Pointer<'_>) -> Type {
        let items = schema.items.as_ref();
        let inner = items.map(|items| self.element(items, &owner.then("Item"), &at.then("items")));
        Type::List(Box::new(inner.unwrap_or(Type::Any)))
    }

    fn map(&mut self, schema: &Schema, owner: &Owner, at: &Pointer<'_>) -> Type {
        let inner = match &schema.additional_properties {
            Some(Additional::Schema(inner)) => {
                self.element(inner, &owner.then("Value"), &at.then("additionalProperties"))
            }
            _ => Type::Any,
        };
        Type::Map(Box::new(inner))
    }

    /// The type of what a list or map holds.
    pub(super) fn element(&mut self, schema: &Schema, owner: &Owner, at: &Pointer<'_>) -> Type {
        match self.ty(schema, owner, at) {
            (Type::Any, _) => Type::Any,
            (ty, true) => Type::Nullable(Box::new(ty)),
            (ty, false) => ty,
        }
    }
}
