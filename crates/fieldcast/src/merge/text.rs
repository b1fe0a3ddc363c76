//! Types in words, for people.

use crate::model::{Literal, ModelId, Primitive, Slot, Type};

/// A type in words: `string (date-time)`, `array of Session`, `Cat or Dog`.
pub(super) fn ty(ty: &Type, names: &dyn Fn(usize) -> String) -> String {
    match ty {
        Type::Primitive(primitive) => primitive_name(*primitive).to_owned(),
        Type::Literal { value: Literal::String(text), open } => {
            format!("{text:?}{}", if *open { " or other values" } else { "" })
        }
        Type::Literal { value, open } => {
            format!("{}{}", super::shape::text(value), if *open { " or other values" } else { "" })
        }
        Type::Model(ModelId(id)) => names(*id),
        Type::Array(of) => format!("array of {}", slot(of, names)),
        Type::Map(of) => format!("map of {}", slot(of, names)),
        Type::Union(members) => members.iter().map(|member| slot(member, names)).collect::<Vec<_>>().join(" or "),
    }
}

fn slot(slot: &Slot, names: &dyn Fn(usize) -> String) -> String {
    let text = ty(&slot.ty, names);
    if slot.nullable == Some(true) { format!("({text} or null)") } else { text }
}

fn primitive_name(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::String => "string",
        Primitive::Integer => "integer",
        Primitive::BigInteger => "integer of any size",
        Primitive::Float => "number",
        Primitive::Decimal => "decimal number",
        Primitive::Number => "number, integer or not",
        Primitive::Boolean => "boolean",
        Primitive::DateTime => "string (date-time)",
        Primitive::Date => "string (date)",
        Primitive::Binary => "string (binary)",
        Primitive::Any => "anything",
        Primitive::Object => "object",
        Primitive::Null => "null",
    }
}
