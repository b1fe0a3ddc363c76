//! The Rust items of each definition, before paths are shortened.
//!
//! ```text
//! structs (typify) -> passes      what a struct is, and what a careful author would have made of it
//! enums, unions                   our own, with shapes: what JSON a type reads
//! ```

pub mod enums;
pub mod passes;
mod shapes;
pub mod structs;
pub mod unions;

use quote::quote;
use syn::parse_quote;

use self::enums::{EnumSpec, EnumValue};
use self::passes::{constructors, deprecated, derives, docs, fields, members, newtypes, presence};
use self::unions::{UnionSpec, Variant};
use super::code::types;
use super::definition::{self, Alias, Api, Definition, Enum, Kind, Union};
use super::docs::markdown::Links;
use super::docs::words;
use super::names;

/// The items of a definition, and what the code that it shares with others has to know.
pub struct Made {
    /// The items.
    pub items: Vec<syn::Item>,
    /// What it is, where it is an enum or union.
    pub spec: Option<Spec>,
}

/// Gives the enum among some items an attribute, behind its documentation.
fn with_alias(items: &mut [syn::Item], alias: Option<syn::Attribute>) {
    for item in items {
        if let syn::Item::Enum(item) = item {
            let at = item.attrs.iter().take_while(|attribute| attribute.path().is_ident("doc")).count();
            item.attrs.splice(at..at, alias);
            return;
        }
    }
}

/// What is said of an enum or union, for its Rust.
pub enum Spec {
    /// An enum.
    Enum(EnumSpec),
    /// A union.
    Union(UnionSpec),
}

fn enum_spec(definition: &Definition, list: &Enum, words: &str) -> EnumSpec {
    EnumSpec {
        name: definition.name.clone(),
        docs: Some(words.to_owned()),
        deprecated: definition.deprecated.clone(),
        open: list.open,
        values: list
            .values
            .iter()
            .map(|(variant, value)| EnumValue {
                variant: variant.clone(),
                value: value.clone(),
                ..EnumValue::default()
            })
            .collect(),
    }
}

fn union_spec(api: &Api, definition: &Definition, union: &Union, words: &str, links: &dyn Links) -> UnionSpec {
    let of_variant = |variant: &definition::Variant| {
        docs::clean(variant.docs.as_deref(), links).unwrap_or_else(|| words::of_variant(&variant.ty, links))
    };
    UnionSpec {
        name: definition.name.clone(),
        docs: Some(words.to_owned()),
        deprecated: definition.deprecated.clone(),
        variants: union
            .variants
            .iter()
            .map(|variant| Variant {
                name: variant.name.clone(),
                ty: types::rust(&variant.ty),
                docs: Some(of_variant(variant)),
                shape: shapes::shape(api, &variant.ty),
                boxed: variant.boxed,
            })
            .collect(),
        discriminator: shapes::discriminator(api, union),
        one_of: union.one_of,
    }
}

/// Another name of a definition; `None` only for one of another API.
pub fn alias(api: &Api, alias: &Alias) -> Option<syn::Item> {
    let definition = api.get(alias.to)?;
    let (name, target) = (names::ident(&alias.name), names::ident(&definition.name));
    let path: syn::Path = match &definition.namespace {
        Some(namespace) => {
            let namespace = names::ident(namespace);
            parse_quote!(crate::#namespace::#target)
        }
        None => parse_quote!(crate::#target),
    };
    let to = quote!(#path).to_string().replace(' ', "");
    if alias.former {
        let (doc, note) = (format!(" The former name of [`{to}`]."), format!("it is `{to}` now"));
        return Some(parse_quote!(#[doc = #doc] #[deprecated(note = #note)] pub type #name = #path;));
    }
    let doc = format!(" Another name of [`{to}`].");
    Some(parse_quote!(#[doc = #doc] pub type #name = #path;))
}

/// The items of a definition. `item` is typify's struct where it is one; `taken` are the names of all types; `words` is
/// the documentation of the type.
///
/// # Errors
/// The code of an enum or union does not parse.
pub fn items(
    api: &Api,
    taken: &constructors::Names<'_>,
    definition: &Definition,
    item: Option<syn::ItemStruct>,
    words: &str,
    links: &dyn Links,
) -> syn::Result<Made> {
    let alias = docs::alias(&definition.documented, &definition.name);
    match (&definition.kind, item) {
        (Kind::Struct(object), Some(mut item)) => {
            fields::apply(definition, object, &mut item);
            presence::apply(object, &mut item);
            derives::apply(api, object, &mut item);
            deprecated::apply(definition, object, &mut item);
            members::schema(object, &mut item);
            item.attrs.splice(0..0, alias);
            docs::apply(object, Some(words), &mut item, links);
            let mut items = constructors::of(api, taken, definition, object, &item);
            items.insert(0, syn::Item::Struct(item));
            Ok(Made { items, spec: None })
        }
        (Kind::Enum(list), _) => {
            let spec = enum_spec(definition, list, words);
            let mut file: syn::File = syn::parse2(enums::tokens(&spec))?;
            with_alias(&mut file.items, alias);
            Ok(Made { items: file.items, spec: Some(Spec::Enum(spec)) })
        }
        (Kind::Union(union), _) => {
            let spec = union_spec(api, definition, union, words, links);
            let mut file: syn::File = syn::parse2(unions::tokens(&spec))?;
            derives::union(&mut file.items);
            with_alias(&mut file.items, alias);
            Ok(Made { items: file.items, spec: Some(Spec::Union(spec)) })
        }
        (Kind::Newtype(ty), _) => {
            let docs = docs::attributes(words).into_iter().chain(alias).collect();
            Ok(Made { items: newtypes::items(definition, ty, docs), spec: None })
        }
        (Kind::Struct(_), None) => Err(syn::Error::new_spanned(quote!(), "a struct that typify did not make")),
    }
}
