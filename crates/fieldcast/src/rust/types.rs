//! The Rust of a type, with full paths; a later pass shortens them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse_quote;

use super::definition::{Id, Type};
use super::structs::PLACEHOLDER;

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
    syn::parse2(tokens(ty)).unwrap_or_else(|_| syn::Type::Verbatim(tokens(ty)))
}

/// The Rust of a type as tokens, for code that is parsed as a whole.
pub fn tokens(ty: &Type) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Integer => quote!(i64),
        Type::Number => quote!(crate::scalar::Number),
        Type::BigInt => quote!(crate::scalar::BigInt),
        Type::Decimal => quote!(crate::scalar::Decimal),
        Type::String => quote!(::std::string::String),
        Type::Date => quote!(crate::scalar::Date),
        Type::DateTime => quote!(crate::scalar::DateTime),
        Type::Any => quote!(::serde_json::Value),
        Type::List(inner) => {
            let inner = tokens(inner);
            quote!(::std::vec::Vec<#inner>)
        }
        Type::Map(inner) if **inner == Type::Any => {
            quote!(::serde_json::Map<::std::string::String, ::serde_json::Value>)
        }
        Type::Map(inner) => {
            let inner = tokens(inner);
            quote!(::std::collections::BTreeMap<::std::string::String, #inner>)
        }
        Type::Nullable(inner) => {
            let inner = tokens(inner);
            quote!(::std::option::Option<#inner>)
        }
        Type::Ref(id) => {
            let module = format_ident!("{PLACEHOLDER}");
            let name = format_ident!("T{}", id.0);
            quote!(#module::#name)
        }
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
