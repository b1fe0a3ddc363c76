//! The files that hold no models: the crate's root and the roots of its namespaces.

use std::collections::BTreeMap;

use quote::quote;
use syn::parse_quote;

use super::features::Features;
use super::scalar::Needs;
use super::{front, imports};
use crate::rust::arrange::gates::OPERATIONS;
use crate::rust::arrange::groups::FULL;
use crate::rust::arrange::layout::{Layout, Module};
use crate::rust::definition::{Api, Definition, Kind};
use crate::rust::items::passes::docs;
use crate::rust::names;
use crate::rust::options::Options;

/// The file of a namespace: its modules, and everything in them.
pub fn namespace_file(api: &Api, namespace: &str, layout: &Layout, features: Features<'_>) -> syn::File {
    let doc = format!(" The models in `{}`.", namespace.trim_end_matches('_'));
    let modules = modules(api, layout, Some(namespace), features);
    syn::File { shebang: None, frontmatter: None, attrs: vec![parse_quote!(#![doc = #doc])], items: modules }
}

fn modules(api: &Api, layout: &Layout, namespace: Option<&str>, features: Features<'_>) -> Vec<syn::Item> {
    let key = namespace.map(str::to_owned);
    let names: Vec<(&String, Option<syn::Attribute>)> = layout
        .namespaces
        .get(&key)
        .into_iter()
        .flatten()
        .map(|(name, module)| {
            let gate = match features.groups.feature(namespace, name) {
                Some(feature) => Some(parse_quote!(#[cfg(feature = #feature)])),
                None => features.gates.marks_all(api, module).then(|| parse_quote!(#[cfg(feature = "operations")])),
            };
            (name, gate)
        })
        .collect();
    let mut sorted: Vec<_> = names.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| imports::order(a, b));
    let declared = names.iter().map(|(name, gate)| {
        let name = names::ident(name);
        parse_quote!(#gate pub mod #name;)
    });
    let exported = sorted.into_iter().map(|(name, gate)| {
        let name = names::ident(name);
        parse_quote!(#gate pub use #name::*;)
    });
    declared.chain(exported).collect()
}

/// A module that is made of several files: it exports what is in them.
pub fn split_file(doc: &str, parts: &BTreeMap<String, Module>) -> syn::File {
    let declared = parts.keys().map(|name| {
        let name = names::ident(name);
        parse_quote!(mod #name;)
    });
    let mut sorted: Vec<&String> = parts.keys().collect();
    sorted.sort_by(|a, b| imports::order(a, b));
    let exported = sorted.into_iter().map(|name| {
        let name = names::ident(name);
        parse_quote!(pub use #name::*;)
    });
    let items = declared.chain(exported).collect();
    syn::File { shebang: None, frontmatter: None, attrs: vec![parse_quote!(#![doc = #doc])], items }
}

/// What the root has to know of the rest of the crate.
pub struct Parts<'a> {
    /// The small types that it has.
    pub needs: Needs,
    /// What is behind a feature.
    pub features: Features<'a>,
    /// Whether it has the module `support`.
    pub has_support: bool,
    /// What is exported of `support`.
    pub exports: &'a [&'a str],
}

/// The crate's root.
pub fn root_file(api: &Api, options: &Options, layout: &Layout, parts: &Parts<'_>) -> syn::File {
    let Parts { needs, features, has_support, exports } = *parts;
    let Features { gates, groups } = features;
    let mut declared: Vec<(String, syn::Item)> = Vec::new();
    let mut exported: Vec<(String, syn::Item)> = Vec::new();
    for item in modules(api, layout, None, features) {
        match &item {
            syn::Item::Mod(module) => declared.push((module.ident.to_string(), item)),
            syn::Item::Use(item) => {
                let tree = &item.tree;
                let text = quote!(#tree).to_string().replace(' ', "");
                exported.push((text, syn::Item::Use(item.clone())));
            }
            _ => {}
        }
    }
    for namespace in layout.namespaces.keys().flatten() {
        let ident = names::ident(namespace);
        let gate: Option<syn::Attribute> =
            (gates.any() && namespace == OPERATIONS).then(|| parse_quote!(#[cfg(feature = "operations")]));
        declared.push((namespace.clone(), parse_quote!(#gate pub mod #ident;)));
    }
    if needs.any() {
        declared.push((
            "scalar".to_owned(),
            parse_quote!(
                pub mod scalar;
            ),
        ));
    }
    if has_support {
        // Its macros may be for enums of operations alone.
        let whole = if groups.any() { Some(FULL) } else { gates.any().then_some(OPERATIONS) };
        let allow: Option<syn::Attribute> = whole
            .map(|feature| parse_quote!(#[cfg_attr(not(feature = #feature), allow(unused_imports, unused_macros))]));
        declared.push(("support".to_owned(), parse_quote!(#[allow(dead_code)] #allow mod support;)));
    }
    for path in exports {
        // A model of the same name goes first.
        let name = path.rsplit("::").next().unwrap_or(path);
        let of_model = api.definitions.iter().map(|definition| (&definition.namespace, &definition.name));
        let mut names = of_model.chain(api.aliases.iter().map(|alias| (&alias.namespace, &alias.name)));
        if names.any(|(namespace, of_model)| namespace.is_none() && of_model == name) {
            continue;
        }
        if let Ok(item) = syn::parse_str::<syn::Item>(&format!("pub use {path};")) {
            exported.push(((*path).to_owned(), item));
        }
    }
    declared.sort_by(|(a, _), (b, _)| a.cmp(b));
    exported.sort_by(|(a, _), (b, _)| imports::order(a, b));
    let mut attrs = docs::attributes(&front::root_docs(api, options, needs, features))
        .into_iter()
        .map(|mut attribute| {
            attribute.style = syn::AttrStyle::Inner(Default::default());
            attribute
        })
        .collect::<Vec<_>>();
    attrs.push(parse_quote!(#![forbid(unsafe_code)]));
    if let Some(feature) = if groups.any() { Some(FULL) } else { gates.any().then_some(OPERATIONS) } {
        // What a description links to may be left out.
        attrs.push(parse_quote!(#![cfg_attr(not(feature = #feature), allow(rustdoc::broken_intra_doc_links))]));
    }
    attrs.push(parse_quote!(#![warn(missing_docs)]));
    // What the documentation calls its models is not this crate's to change.
    attrs.push(parse_quote!(#![allow(deprecated)]));
    attrs.push(parse_quote!(#![allow(clippy::enum_variant_names, clippy::large_enum_variant)]));
    // A setter has the name of its member, whatever that means elsewhere.
    attrs.push(parse_quote!(#![allow(clippy::result_large_err, clippy::should_implement_trait)]));
    if !is_ascii(api) {
        // The documentation's names are in any script, and each is one name to the compiler.
        attrs.push(parse_quote!(#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]));
        attrs.push(parse_quote!(#![allow(non_camel_case_types, non_snake_case)]));
    }
    let items = declared.into_iter().chain(exported).map(|(_, item)| item).collect();
    syn::File { shebang: None, frontmatter: None, attrs, items }
}

/// Whether every name is of ASCII alone.
fn is_ascii(api: &Api) -> bool {
    let of_parts = |definition: &Definition| match &definition.kind {
        Kind::Struct(object) => object.fields.iter().all(|field| field.name.is_ascii()),
        Kind::Enum(list) => list.values.iter().all(|(name, _)| name.is_ascii()),
        Kind::Union(union) => union.variants.iter().all(|variant| variant.name.is_ascii()),
        Kind::Newtype(_) => true,
    };
    api.definitions.iter().all(|definition| definition.name.is_ascii() && of_parts(definition))
        && api.aliases.iter().all(|alias| alias.name.is_ascii())
}
