//! `#[deprecated]`, with the reason where the documentation gives one.

use syn::parse_quote;

use crate::rust::definition::{Definition, Struct};

/// Marks a struct and its fields.
pub fn apply(definition: &Definition, object: &Struct, item: &mut syn::ItemStruct) {
    item.attrs.extend(attribute(definition.deprecated.as_deref()));
    for (field, syntax) in object.fields.iter().zip(&mut item.fields) {
        syntax.attrs.extend(attribute(field.deprecated.as_deref()));
    }
}

/// The attribute; `None` where nothing is deprecated. The reason is one line of text, as compilers print it.
pub fn attribute(reason: Option<&str>) -> Option<syn::Attribute> {
    let note = reason?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(if note.is_empty() { parse_quote!(#[deprecated]) } else { parse_quote!(#[deprecated(note = #note)]) })
}
