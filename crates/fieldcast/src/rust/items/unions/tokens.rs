//! From a union's description to its Rust.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

use super::dispatch::Dispatch;
use super::{Discriminator, UnionSpec, Variant, shapes};
use crate::rust::code::parts::{deprecated, docs, ident};
use crate::rust::items::enums::UNKNOWN;

/// The items of a union: the type, how it is read, and conversions of each variant's type that no other variant has.
///
/// The code uses `serde` and `serde_json` by name and `support` as `crate::support`.
pub fn tokens(spec: &UnionSpec) -> TokenStream {
    let dispatch = spec.dispatch();
    let definition = definition(spec);
    let conversions = conversions(spec);
    let read = read(spec, &dispatch);
    let json_schema = json_schema(spec);
    quote! {
        #definition
        #conversions
        #read
        #json_schema
    }
}

fn definition(spec: &UnionSpec) -> TokenStream {
    let name = ident(&spec.name);
    let docs_of_type = spec.docs.as_deref().map(docs);
    let deprecated = deprecated(spec.deprecated.as_deref());
    let variants = spec.variants.iter().map(|variant| {
        let docs = variant.docs.as_deref().map(docs);
        let name = variant_ident(spec, variant);
        let ty = &variant.ty;
        if variant.boxed { quote!(#docs #name(::std::boxed::Box<#ty>)) } else { quote!(#docs #name(#ty)) }
    });
    let kept = match spec.dispatch() {
        Dispatch { tag: Some(tag), .. } => {
            format!(" An object whose `{}` this crate does not know, kept as it came.", tag.property)
        }
        _ => " A value that is none of these, kept as it came.".to_owned(),
    };
    let unknown = ident(UNKNOWN);
    let why = if spec.is_untagged() { quote!(untagged) } else { quote!(tagged) };
    quote! {
        #docs_of_type
        #deprecated
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = #kept]
            #unknown(::serde_json::Value),
        }

        impl #name {
            /// Whether it is a value that this crate does not know.
            pub const fn is_unknown(&self) -> bool {
                matches!(self, Self::Unknown(_))
            }

            /// Of a value that this crate does not know, which variants were tried and why it is none of them.
            #[inline]
            pub fn why_unknown(&self) -> ::std::option::Option<::std::string::String> {
                match self {
                    Self::Unknown(value) => Some(crate::support::#why::why::<Self>(value)),
                    _ => None,
                }
            }
        }
    }
}

/// The names of the variants, for messages.
fn names(spec: &UnionSpec) -> TokenStream {
    let arms = spec.variants.iter().enumerate().map(|(index, variant)| {
        let index = Literal::usize_unsuffixed(index);
        let name = variant_ident(spec, variant).to_string();
        quote!(#index => Some(#name),)
    });
    quote! {
        fn name(variant: usize) -> ::std::option::Option<&'static str> {
            match variant {
                #(#arms)*
                _ => None,
            }
        }
    }
}

/// `From` for the types that only one variant has, and back by `TryFrom`, which gives back what is another variant.
fn conversions(spec: &UnionSpec) -> TokenStream {
    let name = ident(&spec.name);
    let texts: Vec<String> = spec.variants.iter().map(|variant| variant.ty.to_token_stream().to_string()).collect();
    let mut counts: HashMap<&str, usize> = HashMap::with_capacity(texts.len());
    texts.iter().for_each(|text| *counts.entry(text).or_default() += 1);
    let conversions = spec.variants.iter().zip(&texts).filter_map(|(variant, text)| {
        let ty = &variant.ty;
        if counts.get(text.as_str()).is_some_and(|count| *count > 1) {
            return None;
        }
        let ident = variant_ident(spec, variant);
        let value = if variant.boxed {
            quote!(Self::#ident(::std::boxed::Box::new(value)))
        } else {
            quote!(Self::#ident(value))
        };
        // `Unknown` is another one always.
        let others = quote!(other => Err(other),);
        let inner = if variant.boxed { quote!(Ok(*value)) } else { quote!(Ok(value)) };
        let from_str = (is_string(ty) && !variant.boxed).then(|| {
            quote! {
                impl ::std::convert::From<&str> for #name {
                    #[inline]
                    fn from(value: &str) -> Self {
                        Self::#ident(value.to_owned())
                    }
                }
            }
        });
        Some(quote! {
            impl ::std::convert::From<#ty> for #name {
                #[inline]
                fn from(value: #ty) -> Self {
                    #value
                }
            }

            #from_str

            impl ::std::convert::TryFrom<#name> for #ty {
                type Error = #name;

                fn try_from(value: #name) -> ::std::result::Result<Self, #name> {
                    match value {
                        #name::#ident(value) => #inner,
                        #others
                    }
                }
            }
        })
    });
    quote!(#(#conversions)*)
}

/// Whether a type is the standard library's `String`.
fn is_string(ty: &syn::Type) -> bool {
    let text = ty.to_token_stream().to_string();
    matches!(text.as_str(), "String" | "std :: string :: String" | ":: std :: string :: String")
}

/// `Deserialize`, and what it needs.
fn read(spec: &UnionSpec, dispatch: &Dispatch) -> TokenStream {
    let name = ident(&spec.name);
    let by_fit = (dispatch.fits_without_tag || dispatch.fits_unknown_tag).then(|| by_fit(spec, dispatch));
    let by_tag = dispatch.tag.as_ref().map(|tag| by_tag(spec, dispatch, tag));
    let reader = if by_tag.is_some() {
        quote!(crate::support::tagged::tagged(deserializer))
    } else {
        quote!(crate::support::untagged::untagged(deserializer))
    };
    quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                #reader
            }
        }

        #by_tag
        #by_fit
    }
}

/// The variant of each tag.
fn by_tag(spec: &UnionSpec, dispatch: &Dispatch, tag: &Discriminator) -> TokenStream {
    let name = ident(&spec.name);
    let text = &spec.name;
    let tag_names = std::iter::once(&tag.property).chain(&tag.aliases);
    // Of a value that is listed twice, the first place counts.
    let mut seen: HashSet<&Value> = HashSet::with_capacity(tag.mapping.len());
    let mut values: HashMap<usize, Vec<&Value>> = HashMap::new();
    for (value, variant) in &tag.mapping {
        if seen.insert(value) {
            values.entry(*variant).or_default().push(value);
        }
    }
    let arms = spec.variants.iter().enumerate().filter_map(|(index, variant)| {
        let pattern = shapes::pattern(values.get(&index)?)?;
        let ident = variant_ident(spec, variant);
        Some(quote!(#pattern => object.read().map(Self::#ident),))
    });
    let unknown = if dispatch.fits_unknown_tag {
        quote!(_ => crate::support::untagged::best_fit(&object.read()?),)
    } else {
        quote!(_ => object.read().map(Self::Unknown),)
    };
    let names = (!dispatch.fits_without_tag && !dispatch.fits_unknown_tag).then(|| names(spec));
    let untagged = dispatch.fits_without_tag.then(|| {
        quote! {
            fn untagged<'de, E: ::serde::de::Error>(
                object: crate::support::content::Content<'de>,
            ) -> ::std::result::Result<Self, E> {
                crate::support::untagged::best_fit(&object)
            }
        }
    });
    quote! {
        impl crate::support::tagged::Tagged for #name {
            const NAME: &'static str = #text;
            const TAG: &'static [&'static str] = &[#(#tag_names),*];

            #names

            fn tagged<'de, A: ::serde::de::MapAccess<'de>>(
                object: crate::support::tagged::Object<'_, 'de, A>,
            ) -> ::std::result::Result<Self, A::Error> {
                use crate::support::content::Scalar;
                match object.tag() {
                    #(#arms)*
                    #unknown
                }
            }

            #untagged
        }
    }
}

/// What each variant looks like.
fn by_fit(spec: &UnionSpec, dispatch: &Dispatch) -> TokenStream {
    let name = ident(&spec.name);
    let shapes = shapes::table(spec, dispatch.tag.as_ref());
    let names = names(spec);
    let arms = spec.variants.iter().enumerate().map(|(index, variant)| {
        let index = Literal::usize_unsuffixed(index);
        let ident = variant_ident(spec, variant);
        quote!(#index => value.read().map(Self::#ident),)
    });
    let uses = {
        let text = shapes.to_string();
        let used = |name: &str| text.contains(&format!("{name} ::"));
        let scalar = used("Scalar").then(|| {
            quote!(
                use crate::support::content::Scalar;
            )
        });
        let untagged = match (used("Member"), used("Shape")) {
            (true, _) => Some(quote!(
                use crate::support::untagged::{Member, Shape};
            )),
            (false, true) => Some(quote!(
                use crate::support::untagged::Shape;
            )),
            (false, false) => None,
        };
        quote!(#scalar #untagged)
    };
    quote! {
        impl crate::support::untagged::Untagged for #name {
            const SHAPES: &'static [crate::support::untagged::Shape] = {
                #uses
                #shapes
            };

            #names

            fn read<'de, E: ::serde::de::Error>(
                variant: usize,
                value: &crate::support::content::Content<'de>,
            ) -> ::std::result::Result<Self, E> {
                match variant {
                    #(#arms)*
                    _ => value.read().map(Self::Unknown),
                }
            }
        }
    }
}

/// The schema of the known variants, as it is published; an unknown variant has none.
fn json_schema(spec: &UnionSpec) -> TokenStream {
    let name = ident(&spec.name);
    let text = &spec.name;
    let types = spec.variants.iter().map(|variant| &variant.ty);
    let count = Literal::usize_unsuffixed(spec.variants.len());
    let keyword = if spec.one_of { "oneOf" } else { "anyOf" };
    quote! {
        #[cfg(feature = "schemars")]
        impl ::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                #text.into()
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                let module = module_path!();
                format!("{module}::{}", Self::schema_name()).into()
            }

            fn json_schema(generator: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                let variants: [::schemars::Schema; #count] = [#(generator.subschema_for::<#types>()),*];
                ::schemars::json_schema!({ #keyword: variants })
            }
        }
    }
}

/// The name of a variant: its own, except that `Unknown` is taken.
fn variant_ident(spec: &UnionSpec, variant: &Variant) -> Ident {
    if variant.name != UNKNOWN {
        return ident(&variant.name);
    }
    let taken = |name: &str| spec.variants.iter().any(|other| other.name == name);
    let mut name = format!("{UNKNOWN}Value");
    while taken(&name) {
        name.push('_');
    }
    ident(&name)
}
