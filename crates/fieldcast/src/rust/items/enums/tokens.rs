//! From an enum's description to its Rust.

use std::collections::HashSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::{EnumSpec, EnumValue, Kind, UNKNOWN};
use crate::rust::code::parts::{deprecated, docs, ident, json};
use crate::rust::docs::markdown::code_span;

/// The items of an enum: the type, its methods and its traits.
///
/// In an open enum two values are equal where they are equal on the wire, so that an `Unknown` that somebody makes by
/// hand from a known value cannot differ from it; `From` gives the known one.
///
/// The code uses `serde` and `serde_json` by name and `support` as `crate::support`.
pub fn tokens(spec: &EnumSpec) -> TokenStream {
    let values = distinct(spec);
    let definition = definition(spec, &values);
    let name = ident(&spec.name);
    let (methods, known_value) = match spec.kind() {
        Kind::String => string_methods(spec, &values),
        Kind::Integer => scalar_methods(spec, &values, &quote!(i64), "as_i64", &Value::as_i64),
        Kind::Boolean => scalar_methods(spec, &values, &quote!(bool), "as_bool", &Value::as_bool),
        Kind::Mixed => value_methods(spec, &values),
    };
    let known = values.iter().map(|value| &value.ident);
    let is_unknown = spec.open.then(|| {
        quote! {
            /// Whether it is a value that this crate does not know.
            pub const fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown(_))
            }
        }
    });
    let traits = match (spec.kind(), spec.open) {
        (Kind::String, true) => quote!(open_string!(#name)),
        (Kind::String, false) => quote!(closed_string!(#name)),
        (Kind::Integer, true) => quote!(open_scalar!(#name, i64, as_i64, "integer", crate::support::integer::whole)),
        (Kind::Integer, false) => quote!(closed_scalar!(#name, i64, as_i64, "integer", crate::support::integer::whole)),
        (Kind::Boolean, true) => {
            quote!(open_scalar!(#name, bool, as_bool, "boolean", ::serde::Deserialize::deserialize))
        }
        (Kind::Boolean, false) => {
            quote!(closed_scalar!(#name, bool, as_bool, "boolean", ::serde::Deserialize::deserialize))
        }
        (Kind::Mixed, true) => quote!(open_value!(#name)),
        (Kind::Mixed, false) => quote!(closed_value!(#name)),
    };
    quote! {
        #definition

        impl #name {
            /// The values that this crate knows.
            pub const VALUES: &'static [Self] = &[#(Self::#known),*];

            #methods
            #is_unknown
            #known_value
        }

        crate::support::enums::#traits;
    }
}

/// A value with the name of its variant.
struct Named<'a> {
    ident: Ident,
    value: &'a EnumValue,
}

/// The values, without those that repeat one before them.
fn distinct(spec: &EnumSpec) -> Vec<Named<'_>> {
    let mut seen = HashSet::with_capacity(spec.values.len());
    let values = spec.values.iter().filter(|value| seen.insert(&value.value));
    values.map(|value| Named { ident: ident(&spec.variant_name(value)), value }).collect()
}

fn definition(spec: &EnumSpec, values: &[Named<'_>]) -> TokenStream {
    let name = ident(&spec.name);
    let docs_of_type = spec.docs.as_deref().map(docs);
    let deprecated_type = deprecated(spec.deprecated.as_deref());
    // An enum of one value is that value wherever it stands.
    let single = values.len() == 1;
    let variants = values.iter().map(|Named { ident, value }| {
        let docs = docs(&value.docs.clone().unwrap_or_else(|| text(&value.value)));
        let deprecated = deprecated(value.deprecated.as_deref());
        let default = single.then(|| quote!(#[default]));
        quote!(#docs #deprecated #default #ident)
    });
    let default = single.then(|| quote!(, Default));
    if spec.open {
        let (copy, kept) = match spec.kind() {
            Kind::String => (None, quote!(::std::string::String)),
            Kind::Integer => (Some(quote!(Copy,)), quote!(i64)),
            Kind::Boolean => (Some(quote!(Copy,)), quote!(bool)),
            Kind::Mixed => (None, quote!(::serde_json::Value)),
        };
        let unknown = ident(UNKNOWN);
        quote! {
            #docs_of_type
            #deprecated_type
            #[derive(Clone, #copy Debug #default)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                /// A value that this crate does not know, kept as it came.
                #unknown(#kept),
            }
        }
    } else {
        quote! {
            #docs_of_type
            #deprecated_type
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash #default)]
            pub enum #name {
                #(#variants,)*
            }
        }
    }
}

/// The method of an enum of strings that returns the value, and the private one that finds its variant.
fn string_methods(spec: &EnumSpec, values: &[Named<'_>]) -> (TokenStream, TokenStream) {
    let idents: Vec<_> = values.iter().map(|value| &value.ident).collect();
    let texts: Vec<_> = values.iter().filter_map(|value| value.value.value.as_str()).collect();
    let signature = if spec.open {
        quote!(pub fn as_str(&self) -> &str)
    } else {
        quote!(pub const fn as_str(self) -> &'static str)
    };
    let patterns: Vec<_> = texts.iter().map(|text| quote!(#text)).collect();
    let unknown = spec.open.then(|| quote!(Self::Unknown(value) => value,));
    let known = known(&quote!(&str), &patterns, &idents);
    let methods = quote! {
        /// The value on the wire.
        #[inline]
        #signature {
            match self {
                #(Self::#idents => #texts,)*
                #unknown
            }
        }
    };
    (methods, known)
}

/// The methods of an enum of integers or booleans.
fn scalar_methods<T: Scalar>(
    spec: &EnumSpec,
    values: &[Named<'_>],
    ty: &TokenStream,
    getter: &str,
    get: &dyn Fn(&Value) -> Option<T>,
) -> (TokenStream, TokenStream) {
    let getter = ident(getter);
    let idents: Vec<_> = values.iter().map(|value| &value.ident).collect();
    let scalars: Vec<_> = values.iter().filter_map(|value| get(&value.value.value)).map(Scalar::tokens).collect();
    let unknown = spec.open.then(|| quote!(Self::Unknown(value) => value,));
    let known = known(ty, &scalars, &idents);
    let methods = quote! {
        /// The value on the wire.
        pub const fn #getter(self) -> #ty {
            match self {
                #(Self::#idents => #scalars,)*
                #unknown
            }
        }
    };
    (methods, known)
}

/// The methods of an enum of values of several JSON types.
fn value_methods(spec: &EnumSpec, values: &[Named<'_>]) -> (TokenStream, TokenStream) {
    let arms = values.iter().map(|Named { ident, value }| {
        let value = json(&value.value);
        quote!(Self::#ident => #value,)
    });
    let unknown = spec.open.then(|| quote!(Self::Unknown(value) => value.clone(),));
    let by_value = if spec.open { quote!(&self) } else { quote!(self) };
    let to_value = if spec.open { quote!(Self::to_value) } else { quote!(|known| known.to_value()) };
    let methods = quote! {
        /// The value on the wire.
        pub fn to_value(#by_value) -> ::serde_json::Value {
            match self {
                #(#arms)*
                #unknown
            }
        }
    };
    let known = quote! {
        fn known(value: &::serde_json::Value) -> ::std::option::Option<Self> {
            crate::support::enums::known(Self::VALUES, #to_value, value)
        }
    };
    (methods, known)
}

/// The private method that finds the variant of a value, which has the Rust type `ty`.
fn known(ty: &TokenStream, patterns: &[TokenStream], idents: &[&Ident]) -> TokenStream {
    if patterns.is_empty() {
        return quote! {
            #[inline]
            fn known(_: #ty) -> ::std::option::Option<Self> {
                None
            }
        };
    }
    // There is no third boolean.
    let is_complete = ty.to_string() == "bool" && patterns.len() == 2;
    let rest = (!is_complete).then(|| quote!(_ => None,));
    quote! {
        fn known(value: #ty) -> ::std::option::Option<Self> {
            match value {
                #(#patterns => Some(Self::#idents),)*
                #rest
            }
        }
    }
}

/// A scalar as a literal without a suffix.
trait Scalar {
    fn tokens(self) -> TokenStream;
}

impl Scalar for i64 {
    fn tokens(self) -> TokenStream {
        let literal = Literal::i64_unsuffixed(self);
        quote!(#literal)
    }
}

impl Scalar for bool {
    fn tokens(self) -> TokenStream {
        quote!(#self)
    }
}

/// A value in Markdown, as a reader of the docs knows it: a string as its text.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) if !text.trim().is_empty() => code_span(text),
        other => code_span(&other.to_string()),
    }
}
