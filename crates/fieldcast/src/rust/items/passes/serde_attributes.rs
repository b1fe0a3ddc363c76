//! How serde reads and writes each member: its name on the wire, its other spellings, and what absence is.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::code::syntax;
use crate::rust::definition::{Field, Presence, Struct};

/// Adds the `serde` attributes of a struct's fields.
pub fn apply(object: &Struct, item: &mut syn::ItemStruct) {
    for (field, member) in object.fields.iter().zip(&mut item.fields) {
        let name = member.ident.as_ref().map(|ident| ident.to_string()).unwrap_or_default();
        let arguments = arguments(field, name.strip_prefix("r#").unwrap_or(&name));
        for line in lines(arguments) {
            member.attrs.push(syntax::list("serde", quote!(#(#line),*)));
        }
    }
    if object.rest.is_some()
        && let Some(member) = item.fields.iter_mut().last()
    {
        let integers = object.rest.as_ref().is_some_and(|(_, ty)| ty.is_of_integers());
        let read = integers.then(|| quote!(, deserialize_with = "crate::support::integer::whole_rest"));
        member.attrs.push(syntax::list("serde", quote!(flatten #read)));
    }
}

/// The width that rustfmt gives to the arguments of an attribute in one line (`attr_fn_like_width`).
const WIDTH: usize = 70;

/// The arguments as attributes of one line each, which are easier to read than one that is broken.
fn lines(arguments: Vec<TokenStream>) -> Vec<Vec<TokenStream>> {
    let mut out: Vec<Vec<TokenStream>> = Vec::new();
    let mut width = 0;
    for argument in arguments {
        // The short form of the paths in it is not longer than this.
        let text = argument
            .to_string()
            .replace("::std::option::", "")
            .replace("crate::presence::", "")
            .replace("crate::support::integer::", "");
        match out.last_mut() {
            Some(line) if width + text.len() + 2 <= WIDTH => {
                width += text.len() + 2;
                line.push(argument);
            }
            _ => {
                width = text.len();
                out.push(vec![argument]);
            }
        }
    }
    out
}

fn arguments(field: &Field, name: &str) -> Vec<TokenStream> {
    let mut out = Vec::new();
    if field.wire != name {
        let wire = &field.wire;
        out.push(quote!(rename = #wire));
    }
    for alias in &field.aliases {
        out.push(quote!(alias = #alias));
    }
    // `i64` by itself refuses `5.0`, which is an integer to JSON Schema.
    let integers = field.ty.is_of_integers();
    match field.presence {
        Presence::Required | Presence::RequiredNullable if integers => {
            out.push(quote!(deserialize_with = "crate::support::integer::whole"));
        }
        Presence::Optional | Presence::OptionalNullable if integers => {
            out.push(quote!(default));
            out.push(quote!(deserialize_with = "crate::support::integer::some_whole"));
        }
        Presence::OptionalUnknown if integers => {
            out.push(quote!(default));
            out.push(quote!(deserialize_with = "crate::support::integer::whole"));
        }
        Presence::Required => {}
        // Without a function of its own, serde takes a missing `Option` for null.
        Presence::RequiredNullable => out.push(quote!(deserialize_with = "::serde::Deserialize::deserialize")),
        Presence::Optional | Presence::OptionalNullable => {
            out.push(quote!(default));
            out.push(quote!(deserialize_with = "crate::presence::some"));
        }
        Presence::OptionalUnknown => {}
    }
    if !field.presence.is_required() {
        out.push(quote!(skip_serializing_if = "::std::option::Option::is_none"));
    }
    out
}
