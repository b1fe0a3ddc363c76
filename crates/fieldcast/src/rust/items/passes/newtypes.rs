//! A type that is a name for another: a free object, a map, a list, a string.

use quote::quote;
use syn::parse_quote;

use super::deprecated;
use crate::rust::code::types;
use crate::rust::definition::{Definition, Type};
use crate::rust::names;

/// The struct and its conversions.
pub fn items(definition: &Definition, ty: &Type, docs: Vec<syn::Attribute>) -> Vec<syn::Item> {
    let name = names::ident(&definition.name);
    let inner = types::rust(ty);
    let default = matches!(ty, Type::List(_) | Type::Map(_));
    let default = default.then(|| quote!(Default,));
    let read = ty.is_of_integers().then(|| quote!(#[serde(deserialize_with = "crate::support::integer::whole")]));
    let deprecated = deprecated::attribute(definition.deprecated.as_deref());
    vec![
        parse_quote! {
            #(#docs)*
            #deprecated
            #[derive(Clone, Debug, #default PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize)]
            #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
            #[serde(transparent)]
            pub struct #name(#read pub #inner);
        },
        parse_quote! {
            impl ::std::ops::Deref for #name {
                type Target = #inner;

                #[inline]
                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }
        },
        parse_quote! {
            impl ::std::ops::DerefMut for #name {
                #[inline]
                fn deref_mut(&mut self) -> &mut Self::Target {
                    &mut self.0
                }
            }
        },
        parse_quote! {
            impl ::std::convert::From<#inner> for #name {
                #[inline]
                fn from(value: #inner) -> Self {
                    Self(value)
                }
            }
        },
        parse_quote! {
            impl ::std::convert::From<#name> for #inner {
                #[inline]
                fn from(value: #name) -> Self {
                    value.0
                }
            }
        },
    ]
}
