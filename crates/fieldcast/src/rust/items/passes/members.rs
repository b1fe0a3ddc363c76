//! How an object is read and written: the table of its members, for the macro `object` of the crate's `support`.
//!
//! Derived code is what a large crate costs most: two thirds of what `cargo check` takes of Novu's models went into it. The
//! table says the same in a line for each member, and what reads by it is compiled once.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::parse_quote;

use crate::rust::code::syntax;
use crate::rust::definition::{Api, Field, Presence, Struct, Type};
use crate::rust::names;

/// The table of a struct, which is read as `draft`.
pub fn table(api: &Api, object: &Struct, name: &syn::Ident, draft: &syn::Ident) -> syn::Item {
    let members = object.fields.iter().enumerate().map(|(at, field)| {
        let (at, wire, aliases) = (Literal::usize_unsuffixed(at), &field.wire, &field.aliases);
        let (kind, ident, way) = (kind(api, field), names::ident(&field.name), way(&field.ty));
        quote!(#kind #ident = #at #wire #(| #aliases)* #way,)
    });
    let rest = object.rest.iter().map(|(name, ty)| {
        let (ident, way) = (names::ident(name), way(ty));
        quote!(rest #ident #way,)
    });
    parse_quote!(crate::support::objects::object! { #name by #draft, #(#members)* #(#rest)* })
}

/// What a member is when it is absent or null.
fn kind(api: &Api, field: &Field) -> syn::Ident {
    syntax::ident(match field.presence {
        Presence::Required if api.has_one_value(field) => "constant",
        Presence::Required | Presence::RequiredNullable => "required",
        Presence::Optional | Presence::OptionalNullable => "optional",
        Presence::OptionalUnknown => "optional_or_null",
    })
}

/// `i64` by itself refuses `5.0`, which is an integer to JSON Schema.
fn way(ty: &Type) -> Option<TokenStream> {
    ty.is_of_integers().then(|| quote!(as whole))
}

/// Says the names on the wire, which field holds other members, and what narrows a value, where schemars makes a schema of the struct.
pub fn schema(object: &Struct, item: &mut syn::ItemStruct) {
    // Of a name that begins otherwise, what applies the rule finds no first letter.
    let is_plain = object.fields.iter().all(|field| field.name.starts_with(|c: char| c.is_ascii_alphabetic()));
    let rules = RULES.into_iter().filter(|_| is_plain).map(Some);
    let fits = |rule| object.fields.iter().filter(|field| applied(rule, &field.name) == field.wire).count();
    // No rule where none says more.
    let rule = rules.chain([None]).max_by_key(|rule| (fits(*rule), rule.is_none())).flatten();
    if let Some((_, name)) = rule {
        // Behind what derives it.
        let derived = item.attrs.iter().rposition(|attribute| attribute.path().is_ident("cfg_attr"));
        item.attrs.insert(derived.map_or(item.attrs.len(), |at| at + 1), for_schemars(quote!(rename_all = #name)));
    }
    for (field, member) in object.fields.iter().zip(&mut item.fields) {
        if applied(rule, &field.name) != field.wire {
            let wire = &field.wire;
            member.attrs.push(for_schemars(quote!(rename = #wire)));
        }
        let said: Vec<TokenStream> = field
            .keywords
            .iter()
            .filter_map(|(keyword, value)| Some((keyword, literal(value)?)))
            .map(|(keyword, value)| quote!(#keyword = #value))
            .collect();
        if !said.is_empty() {
            member.attrs.push(for_schemars(quote!(extend(#(#said),*))));
        }
    }
    if object.rest.is_some()
        && let Some(member) = item.fields.iter_mut().last()
    {
        member.attrs.push(for_schemars(quote!(flatten)));
    }
}

/// A text or number as Rust writes it.
fn literal(value: &serde_json::Value) -> Option<TokenStream> {
    match value {
        serde_json::Value::String(text) => Some(quote!(#text)),
        // a number of JSON is one of Rust, but for one without a point that no integer holds
        serde_json::Value::Number(number) => {
            number.to_string().parse().ok().filter(|_| number.is_i64() || number.is_f64())
        }
        _ => None,
    }
}

fn for_schemars(arguments: TokenStream) -> syn::Attribute {
    syntax::list("cfg_attr", quote!(feature = "schemars", schemars(#arguments)))
}

/// How a name of Rust becomes one of the wire.
type Rule = (fn(&str) -> String, &'static str);

/// Those that schemars has, as serde has them (`serde_derive::internals::case`).
const RULES: [Rule; 5] = [
    (camel, "camelCase"),
    (pascal, "PascalCase"),
    (|name| name.replace('_', "-"), "kebab-case"),
    (|name| name.to_ascii_uppercase(), "SCREAMING_SNAKE_CASE"),
    (|name| name.to_ascii_uppercase().replace('_', "-"), "SCREAMING-KEBAB-CASE"),
];

fn applied(rule: Option<Rule>, name: &str) -> String {
    rule.map_or_else(|| name.to_owned(), |(rule, _)| rule(name))
}

fn pascal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut is_first = true;
    for c in name.chars() {
        if c == '_' {
            is_first = true;
        } else if is_first {
            out.push(c.to_ascii_uppercase());
            is_first = false;
        } else {
            out.push(c);
        }
    }
    out
}

fn camel(name: &str) -> String {
    let mut out = pascal(name);
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    out
}
