//! Small parts of generated code: attributes, identifiers, literals.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use serde_json::Value;

/// `///` lines for a text in Markdown.
pub(crate) fn docs(text: &str) -> TokenStream {
    let lines = text.trim_end().lines().map(|line| {
        let line = line.trim_end();
        if line.is_empty() { String::new() } else { format!(" {line}") }
    });
    quote!(#(#[doc = #lines])*)
}

/// `#[deprecated]`, with the reason where there is one.
pub(crate) fn deprecated(reason: Option<&str>) -> TokenStream {
    match reason.map(str::trim) {
        None => TokenStream::new(),
        Some("") => quote!(#[deprecated]),
        Some(reason) => quote!(#[deprecated(note = #reason)]),
    }
}

/// A name as an identifier. Names come from the naming pass and are identifiers already; of one that is not, what
/// cannot stand in an identifier becomes `_`, so that no name can panic.
pub(crate) fn ident(name: &str) -> Ident {
    syn::parse_str(name).unwrap_or_else(|_| {
        let tail: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        Ident::new(&format!("X{tail}"), Span::call_site())
    })
}

/// An expression of type `serde_json::Value`.
pub(crate) fn json(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(::serde_json::Value::Null),
        Value::Array(items) => {
            let items = items.iter().map(json);
            quote!(::serde_json::json!([#(#items),*]))
        }
        Value::Object(members) => {
            let (names, values) = (members.keys(), members.values().map(json));
            quote!(::serde_json::json!({ #(#names: #values),* }))
        }
        Value::Bool(value) => quote!(::serde_json::Value::from(#value)),
        Value::String(text) => quote!(::serde_json::Value::from(#text)),
        Value::Number(number) => {
            let literal = number.to_string().parse::<TokenStream>().unwrap_or_else(|_| quote!(0));
            quote!(::serde_json::Value::from(#literal))
        }
    }
}
