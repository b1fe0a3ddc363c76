//! The Rust of a type, with full paths; a later pass shortens them.

use super::syntax::{named, path};
use crate::rust::definition::{Id, Type};

/// The module that no crate has, under which a definition is named until the layout says where it is.
pub const PLACEHOLDER: &str = "__definition";

/// The definition that a path means which says no more than that: `__definition::T17`.
pub fn placeholder_id(path: &syn::Path) -> Option<Id> {
    let mut segments = path.segments.iter();
    let (first, second) = (segments.next()?, segments.next()?);
    if first.ident != PLACEHOLDER {
        return None;
    }
    second.ident.to_string().strip_prefix('T')?.parse().ok().map(Id)
}

/// The Rust of a type.
pub fn rust(ty: &Type) -> syn::Type {
    let plain = |absolute: bool, names: &[&str]| named(path(absolute, names), []);
    let string = || plain(true, &["std", "string", "String"]);
    match ty {
        Type::Boolean => plain(false, &["bool"]),
        Type::Integer => plain(false, &["i64"]),
        Type::Number => plain(false, &["crate", "scalar", "Number"]),
        Type::BigInt => plain(false, &["crate", "scalar", "BigInt"]),
        Type::Decimal => plain(false, &["crate", "scalar", "Decimal"]),
        Type::String => string(),
        Type::Date => plain(false, &["crate", "scalar", "Date"]),
        Type::DateTime => plain(false, &["crate", "scalar", "DateTime"]),
        Type::Any => plain(true, &["serde_json", "Value"]),
        Type::List(inner) => named(path(true, &["std", "vec", "Vec"]), [rust(inner)]),
        Type::Map(inner) if **inner == Type::Any => named(path(true, &["serde_json", "Map"]), [string(), rust(inner)]),
        Type::Map(inner) => named(path(true, &["std", "collections", "BTreeMap"]), [string(), rust(inner)]),
        Type::Nullable(inner) => option(rust(inner)),
        Type::Ref(id) => plain(false, &[PLACEHOLDER, &format!("T{}", id.0)]),
    }
}

/// `Option` of a type.
pub fn option(inner: syn::Type) -> syn::Type {
    named(path(true, &["std", "option", "Option"]), [inner])
}

/// `Box` of a type.
pub fn boxed(inner: syn::Type) -> syn::Type {
    named(path(true, &["std", "boxed", "Box"]), [inner])
}
