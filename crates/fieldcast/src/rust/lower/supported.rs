//! Which keywords can become Rust, and what shape a schema has.

use super::{Lowering, Pointer, Shape};
use crate::rust::definition;
use crate::schema::document::{Additional, Schema, Type};

/// Keywords that say nothing of what validates (JSON Schema 2020-12, Validation, section 9), and extensions.
const ANNOTATIONS: [&str; 6] = ["$comment", "$anchor", "default", "readOnly", "writeOnly", "example"];

/// Keywords that narrow the values of a type and not the type: a model takes what the service sends, and docs tell of them.
pub const LIMITS: [&str; 7] = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"];

/// Whether a keyword only annotates.
pub fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

impl Lowering<'_> {
    /// What a schema becomes. Whatever is in it that cannot become Rust is refused here.
    pub(super) fn shape(&mut self, schema: &Schema, at: &Pointer<'_>) -> Shape {
        for keyword in schema
            .other
            .iter()
            .map(|(keyword, _)| keyword)
            .filter(|keyword| !is_annotation(keyword) && !LIMITS.contains(&keyword.as_str()))
        {
            self.unsupported(&at.then(keyword), format!("the keyword `{keyword}` cannot become Rust"));
        }
        let alternatives = !schema.one_of.is_empty() || !schema.any_of.is_empty();
        let listed = schema.constant.is_some() || schema.values.is_some();
        let object = has_members(schema);
        let groups = [schema.reference.is_some(), alternatives, listed, object, schema.items.is_some()];
        if groups.iter().filter(|there| **there).count() > 1 {
            self.unsupported(
                at,
                "`$ref`, `oneOf` or `anyOf`, `const` or `enum`, `properties` and `items` cannot stand together",
            );
            return Shape::Plain;
        }
        if !schema.one_of.is_empty() && !schema.any_of.is_empty() {
            self.unsupported(at, "`oneOf` and `anyOf` cannot stand together");
            return Shape::Plain;
        }
        let fits = |ty: Type| schema.types.is_none_or(|types| types.contains(ty));
        if object && !fits(Type::Object) || schema.items.is_some() && !fits(Type::Array) {
            self.unsupported(at, "`type` does not have the type that the other keywords are about");
            return Shape::Plain;
        }
        if listed {
            return Shape::Enum;
        }
        if alternatives {
            return if unknown_members(schema) { Shape::Plain } else { Shape::Union };
        }
        let count = schema.types.map_or(0, |types| types.without(Type::Null).iter().count());
        if digits(schema).is_some() {
            return Shape::Plain;
        }
        if (2..Type::ALL.len() - 1).contains(&count) {
            Shape::Union
        } else if object && count <= 1 {
            Shape::Object
        } else {
            Shape::Plain
        }
    }
}

/// The type of a number that keeps every digit, written as a number, as text, or as either.
pub fn digits(schema: &Schema) -> Option<definition::Type> {
    let ty = match schema.notes.as_ref()?.number.as_deref()? {
        "bigint" => definition::Type::BigInt,
        "decimal" => definition::Type::Decimal,
        _ => return None,
    };
    let written = schema.types?.without(Type::Null);
    let fits = |ty: Type| matches!(ty, Type::Integer | Type::Number | Type::String);
    (written.iter().next().is_some() && written.iter().all(fits)).then_some(ty)
}

/// Whether a schema names members.
pub fn has_members(schema: &Schema) -> bool {
    schema.properties.as_ref().is_some_and(|properties| !properties.is_empty())
}

/// Whether a schema says something of the members of an object.
pub fn is_object(schema: &Schema) -> bool {
    has_members(schema)
        || matches!(schema.additional_properties, Some(Additional::Schema(_)))
        || schema.types.is_some_and(|types| types.contains(Type::Object))
}

/// Whether it is a union whose members are on no page.
pub fn unknown_members(schema: &Schema) -> bool {
    schema.notes.as_ref().is_some_and(|notes| notes.unknown.iter().any(|fact| fact == "members"))
}
