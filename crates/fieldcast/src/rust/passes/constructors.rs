//! `new` with the members that must be there, and a setter for each of the rest.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse_quote;

use crate::rust::definition::{Field, Presence, Struct, Type};
use crate::rust::names;
use crate::rust::types;

/// The number of arguments above which clippy asks for fewer.
const MANY: usize = 7;

/// The `impl` with the constructor and setters of a struct.
pub fn of(object: &Struct, item: &syn::ItemStruct) -> syn::Item {
    let name = &item.ident;
    let new = new(object);
    let setters = object.fields.iter().filter(|field| !field.presence.is_required()).map(setter);
    parse_quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn new(object: &Struct) -> TokenStream {
    let required: Vec<&Field> = object.fields.iter().filter(|field| field.presence.is_required()).collect();
    let parameters = required.iter().map(|field| {
        let ident = names::ident(&field.name);
        let ty = parameter(field);
        quote!(#ident: #ty)
    });
    let allow = (required.len() > MANY).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let doc = if required.is_empty() {
        " Creates a value without any member.".to_owned()
    } else if required.len() == object.fields.len() {
        " Creates a value from its members.".to_owned()
    } else {
        " Creates a value from its required members.".to_owned()
    };
    let body = if required.is_empty() {
        quote!(Self::default())
    } else {
        let members = object.fields.iter().map(|field| {
            let ident = names::ident(&field.name);
            if !field.presence.is_required() {
                return quote!(#ident: None);
            }
            if is_as_given(field) {
                return quote!(#ident);
            }
            let value = value(field, &ident);
            quote!(#ident: #value)
        });
        let rest = object.rest.iter().map(|(name, _)| {
            let ident = names::ident(name);
            quote!(#ident: ::std::default::Default::default())
        });
        quote!(Self { #(#members,)* #(#rest,)* })
    };
    let inline = required.iter().all(|field| is_concrete(field)).then(|| quote!(#[inline]));
    quote! {
        #[doc = #doc]
        #inline
        #allow
        #[must_use]
        pub fn new(#(#parameters),*) -> Self { #body }
    }
}

fn setter(field: &Field) -> TokenStream {
    let ident = names::ident(&field.name);
    let method = format_ident!("with_{}", field.name.trim_end_matches('_'));
    let ty = parameter(field);
    let value = value(field, &format_ident!("value"));
    let doc = format!(" Sets [`{0}`](Self::{0}).", field.name);
    let inline = is_concrete(field).then(|| quote!(#[inline]));
    quote! {
        #[doc = #doc]
        #inline
        #[must_use]
        pub fn #method(mut self, value: #ty) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}

/// The type of an argument: whatever becomes the member's type without a doubt.
fn parameter(field: &Field) -> TokenStream {
    let ty = types::tokens(&field.ty);
    if may_be_null(field) {
        quote!(impl Into<::std::option::Option<#ty>>)
    } else if converts(&field.ty) {
        quote!(impl Into<#ty>)
    } else {
        ty
    }
}

/// The member's value of an argument.
fn value(field: &Field, argument: &syn::Ident) -> TokenStream {
    match (may_be_null(field), field.boxed) {
        (true, true) => quote!(#argument.into().map(::std::boxed::Box::new)),
        (true, false) => quote!(#argument.into()),
        (false, true) if converts(&field.ty) => quote!(::std::boxed::Box::new(#argument.into())),
        (false, true) => quote!(::std::boxed::Box::new(#argument)),
        (false, false) if converts(&field.ty) => quote!(#argument.into()),
        (false, false) => quote!(#argument),
    }
}

/// Whether the argument is the member's value as it is.
fn is_as_given(field: &Field) -> bool {
    !may_be_null(field) && !field.boxed && !converts(&field.ty)
}

/// Whether the argument has one type. A function of such arguments alone is `inline`: compiled where it is used, as the
/// others are anyway, and not with the crate.
fn is_concrete(field: &Field) -> bool {
    !may_be_null(field) && !converts(&field.ty)
}

fn may_be_null(field: &Field) -> bool {
    matches!(field.presence, Presence::RequiredNullable | Presence::OptionalNullable)
}

/// Types that one wants to give something simpler for.
fn converts(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Number | Type::BigInt | Type::Decimal | Type::Date | Type::DateTime | Type::Any)
}
