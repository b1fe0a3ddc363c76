//! `new` with the members that must be there, and a setter for each of the rest.

use syn::parse_quote;

use crate::rust::code::{syntax, types};
use crate::rust::definition::{Field, Presence, Struct, Type};
use crate::rust::names;

/// The number of arguments above which clippy asks for fewer.
const MANY: usize = 7;

/// The `impl` with the constructor and setters of a struct.
pub fn of(object: &Struct, item: &syn::ItemStruct) -> syn::Item {
    let name = &item.ident;
    let mut all: syn::ItemImpl = parse_quote!(impl #name {});
    let setters = object.fields.iter().filter(|field| !field.presence.is_required()).map(setter);
    all.items.extend(std::iter::once(new(object)).chain(setters).map(syn::ImplItem::Fn));
    syn::Item::Impl(all)
}

fn new(object: &Struct) -> syn::ImplItemFn {
    let required: Vec<&Field> = object.fields.iter().filter(|field| field.presence.is_required()).collect();
    let doc = if required.is_empty() {
        " Creates a value without any member."
    } else if required.len() == object.fields.len() {
        " Creates a value from its members."
    } else {
        " Creates a value from its required members."
    };
    let mut attributes = vec![syntax::doc(doc)];
    attributes.extend(required.iter().all(|field| is_concrete(field)).then(|| syntax::marker("inline")));
    attributes.extend((required.len() > MANY).then(|| parse_quote!(#[allow(clippy::too_many_arguments)])));
    attributes.push(syntax::marker("must_use"));
    let parameters = required.iter().map(|field| syntax::parameter(names::ident(&field.name), parameter(field)));
    let made = if required.is_empty() {
        syntax::call(syntax::path(false, &["Self", "default"]), [])
    } else {
        let members = object.fields.iter().map(|field| {
            let ident = names::ident(&field.name);
            let given = match (field.presence.is_required(), is_as_given(field)) {
                (false, _) => Some(syntax::value(syntax::path(false, &["None"]))),
                (true, true) => None,
                (true, false) => Some(value(field, ident.clone())),
            };
            (ident, given)
        });
        let default = || syntax::call(syntax::path(true, &["std", "default", "Default", "default"]), []);
        let rest = object.rest.iter().map(|(name, _)| (names::ident(name), Some(default())));
        syntax::literal(syntax::path(false, &["Self"]), members.chain(rest))
    };
    syntax::function(attributes, syntax::ident("new"), parameters, vec![syn::Stmt::Expr(made, None)])
}

fn setter(field: &Field) -> syn::ImplItemFn {
    let mut attributes = vec![syntax::doc(&format!(" Sets [`{0}`](Self::{0}).", field.name))];
    attributes.extend(is_concrete(field).then(|| syntax::marker("inline")));
    attributes.push(syntax::marker("must_use"));
    let some = syntax::call(syntax::path(false, &["Some"]), [value(field, syntax::ident("value"))]);
    let statements = vec![
        syntax::assign(syntax::own(names::ident(&field.name)), some),
        syn::Stmt::Expr(syntax::value(syntax::path(false, &["self"])), None),
    ];
    let method = syntax::ident(&format!("with_{}", field.name.trim_end_matches('_')));
    syntax::function(
        attributes,
        method,
        [syntax::mut_self(), syntax::parameter(syntax::ident("value"), parameter(field))],
        statements,
    )
}

/// The type of an argument: whatever becomes the member's type without a doubt.
fn parameter(field: &Field) -> syn::Type {
    let ty = types::rust(&field.ty);
    if may_be_null(field) {
        syntax::impl_into(types::option(ty))
    } else if converts(&field.ty) {
        syntax::impl_into(ty)
    } else {
        ty
    }
}

/// The member's value of an argument.
fn value(field: &Field, argument: syn::Ident) -> syn::Expr {
    let new = || syntax::path(true, &["std", "boxed", "Box", "new"]);
    let mut value = syntax::value(argument.into());
    if may_be_null(field) || converts(&field.ty) {
        value = syntax::method(value, "into", None);
    }
    match (may_be_null(field), field.boxed) {
        (true, true) => syntax::method(value, "map", Some(syntax::value(new()))),
        (false, true) => syntax::call(new(), [value]),
        (_, false) => value,
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
