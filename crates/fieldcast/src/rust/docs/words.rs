//! What is said of what the documentation says nothing of: what it is called there, and what its type tells.

use super::markdown::{Links, code_span};
use crate::rust::definition::{Api, Definition, Field, Id, Kind, Presence, Type};
use crate::rust::names;

/// How many types that refer to one are named.
const USERS: usize = 4;

/// What a type is, in a sentence: ``The model `Toy`: an object.``
pub fn of_type(definition: &Definition, links: &dyn Links) -> String {
    let counted = |count: usize, other: &str, what: &str| match count {
        1 => format!("one {what}{other}"),
        count => format!("one of {count} {what}s{other}"),
    };
    let what = match &definition.kind {
        Kind::Struct(_) => "an object".to_owned(),
        Kind::Enum(list) if list.values.len() == 1 => "a value".to_owned(),
        Kind::Enum(list) => counted(list.values.len(), "", "value"),
        Kind::Union(union) => counted(union.variants.len(), "", "type"),
        Kind::Newtype(ty) => noun(ty, false, links),
    };
    let is_model = definition.pointer.strip_prefix("#/$defs/").is_some_and(|key| !key.contains('/'));
    if is_model {
        format!("The model {}: {what}.", code_span(&definition.documented))
    } else {
        format!("{}.", capital(&what))
    }
}

/// What a member is, in a sentence: ``The member `collar`: text, may be absent or null.``
pub fn of_field(field: &Field, links: &dyn Links) -> String {
    let presence = match field.presence {
        Presence::Required => "",
        Presence::RequiredNullable => ", may be null",
        Presence::Optional | Presence::OptionalUnknown => ", may be absent",
        Presence::OptionalNullable => ", may be absent or null",
    };
    format!("{}: {}{presence}.", code_span(&field.wire), noun(&field.ty, false, links))
}

/// What a variant holds, in a sentence.
pub fn of_variant(ty: &Type, links: &dyn Links) -> String {
    format!("{}.", capital(&noun(ty, false, links)))
}

/// The name on the wire, where the one in Rust does not show it: words alone, in snake case or camel case, do.
pub fn wire(field: &Field) -> Option<String> {
    let is_regular = |wire: &str| wire == field.name || lower_camel(&field.name) == wire;
    (!is_regular(&field.wire)).then(|| format!("On the wire: {}.", code_span(&field.wire)))
}

fn lower_camel(snake: &str) -> String {
    let camel = names::camel(snake);
    let mut chars = camel.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// Which types refer to one: those of its namespace and the root first, not more than a few by name.
pub fn users(api: &Api, users: &[Id], links: &dyn Links) -> Option<String> {
    let mut all: Vec<Id> = users.to_vec();
    all.sort_by_key(|id| (api.get(*id).is_some_and(|user| user.namespace.is_some()), *id));
    let mut named: Vec<String> = all.iter().take(USERS).filter_map(|id| links.to(*id)).collect();
    if all.len() > USERS {
        named.push(format!("{} more", all.len() - USERS));
    }
    let last = named.pop()?;
    Some(if named.is_empty() {
        format!("Used by {last}.")
    } else {
        format!("Used by {} and {last}.", named.join(", "))
    })
}

/// What values of a type are called, one or many of them.
fn noun(ty: &Type, many: bool, links: &dyn Links) -> String {
    let of = |one: &str, several: &str| if many { several.to_owned() } else { one.to_owned() };
    match ty {
        Type::Boolean => of("a boolean", "booleans"),
        Type::Integer => of("an integer", "integers"),
        Type::Number => of("a number", "numbers"),
        Type::BigInt => of("an integer of any size", "integers of any size"),
        Type::Decimal => of("a decimal number", "decimal numbers"),
        Type::String => of("text", "texts"),
        Type::Date => of("a date", "dates"),
        Type::DateTime => of("a date and time", "dates and times"),
        Type::Any => of("any value", "any values"),
        Type::List(inner) => format!("{} of {}", of("a list", "lists"), noun(inner, true, links)),
        Type::Map(inner) => format!("{} of {}", of("a map", "maps"), noun(inner, true, links)),
        Type::Nullable(inner) => format!("{} or null", noun(inner, many, links)),
        Type::Ref(id) => links.to(*id).unwrap_or_else(|| of("a model", "models")),
    }
}

/// A text whose first letter is a capital.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
