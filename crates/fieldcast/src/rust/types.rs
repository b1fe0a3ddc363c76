//! The Rust of a type, with full paths; a later pass shortens them.

use quote::format_ident;
use syn::parse_quote;

use super::definition::{Id, Type};
use super::structs::PLACEHOLDER;

/// The path of a definition before the layout says where it is.
pub fn placeholder(id: Id) -> syn::Type {
    let module = format_ident!("{PLACEHOLDER}");
    let name = format_ident!("T{}", id.0);
    parse_quote!(#module::#name)
}

/// The definition that a path of [`placeholder`] means.
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
    match ty {
        Type::Boolean => parse_quote!(bool),
        Type::Integer => parse_quote!(i64),
        Type::Number => parse_quote!(crate::scalar::Number),
        Type::BigInt => parse_quote!(crate::scalar::BigInt),
        Type::Decimal => parse_quote!(crate::scalar::Decimal),
        Type::String => parse_quote!(::std::string::String),
        Type::Date => parse_quote!(crate::scalar::Date),
        Type::DateTime => parse_quote!(crate::scalar::DateTime),
        Type::Any => parse_quote!(::serde_json::Value),
        Type::List(inner) => {
            let inner = rust(inner);
            parse_quote!(::std::vec::Vec<#inner>)
        }
        Type::Map(inner) if **inner == Type::Any => {
            parse_quote!(::serde_json::Map<::std::string::String, ::serde_json::Value>)
        }
        Type::Map(inner) => {
            let inner = rust(inner);
            parse_quote!(::std::collections::BTreeMap<::std::string::String, #inner>)
        }
        Type::Nullable(inner) => option(rust(inner)),
        Type::Ref(id) => placeholder(*id),
    }
}

/// `Option` of a type.
pub fn option(inner: syn::Type) -> syn::Type {
    parse_quote!(::std::option::Option<#inner>)
}

/// `Box` of a type.
pub fn boxed(inner: syn::Type) -> syn::Type {
    parse_quote!(::std::boxed::Box<#inner>)
}
