//! Gives a struct and its fields their Rust names and makes them public.

use crate::rust::definition::{Definition, Struct};
use crate::rust::names;

/// Names a struct and its fields.
pub fn apply(definition: &Definition, object: &Struct, item: &mut syn::ItemStruct) {
    item.ident = names::ident(&definition.name);
    item.vis = syn::Visibility::Public(Default::default());
    let wanted = object.fields.iter().map(|field| &field.name).chain(object.rest.iter().map(|(name, _)| name));
    for (name, field) in wanted.zip(&mut item.fields) {
        field.ident = Some(names::ident(name));
        field.vis = syn::Visibility::Public(Default::default());
    }
}
