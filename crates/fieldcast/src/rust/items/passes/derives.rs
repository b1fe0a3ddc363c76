//! The traits that every type has, and those that it can have.

use quote::quote;
use syn::parse::Parser;

use syn::punctuated::Punctuated;

use crate::rust::code::syntax;
use crate::rust::definition::{Api, Struct};

/// Adds a struct's derives, and keeps other crates from taking it for finished. What else it can do comes from the table of its
/// members.
pub fn apply(api: &Api, object: &Struct, item: &mut syn::ItemStruct) {
    let default = object.fields.iter().all(|field| !field.presence.is_required() || api.has_one_value(field));
    let default = default.then(|| quote!(Default,));
    item.attrs.push(syntax::list("derive", quote!(Clone, #default PartialEq)));
    item.attrs.push(syntax::list("cfg_attr", quote!(feature = "schemars", derive(schemars::JsonSchema))));
    item.attrs.push(syntax::marker("non_exhaustive"));
}

/// Adds to a union what every type of it has.
pub fn union(items: &mut [syn::Item]) {
    for item in items {
        let syn::Item::Enum(item) = item else { continue };
        for attribute in &mut item.attrs {
            if let syn::Meta::List(list) = &mut attribute.meta
                && list.path.is_ident("derive")
            {
                let parser = Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
                let Ok(traits) = parser.parse2(list.tokens.clone()) else { continue };
                let (std, others): (Vec<_>, Vec<_>) = traits.into_iter().partition(|path| path.segments.len() == 1);
                list.tokens = quote!(#(#std,)* Eq, Hash, #(#others),*);
            }
        }
    }
}
