//! How a value is built: by `new` and a setter for each member that may be absent, or member by member.
//!
//! `new` takes the members that must be there, where they are few and none can be taken for another. More of them would
//! be a row of values of which nobody sees what they mean, so such a struct has a builder, which names each. Code is what a
//! large crate costs, so each struct has one of the two ways and not both, and a member that was not given is found by `build`
//! and not by types of the builder's own: so `cargo check` of Clerk's thousand models takes an eighth more of a processor than
//! with `new` for all of them.
//!
//! A struct is also read by what builds it: it is read into its builder, or, where it has none, into itself where every
//! member may be absent, and otherwise into a draft of its own, which nobody else sees.

use std::collections::HashSet;
use syn::parse_quote;

use super::members;
use crate::rust::code::{syntax, types};
use crate::rust::definition::{Api, Definition, Field, Kind, Presence, Struct, Type};
use crate::rust::names;

/// What builds a struct: an `impl` of its own, the builder where it has one, and the table by which it is read.
pub fn of(
    api: &Api,
    taken: &Names<'_>,
    definition: &Definition,
    object: &Struct,
    item: &syn::ItemStruct,
) -> Vec<syn::Item> {
    let name = &item.ident;
    let mut all: syn::ItemImpl = parse_quote!(impl #name {});
    let Some(arguments) = api.arguments(object) else {
        let builder = taken.builder(definition);
        all.items.push(syn::ImplItem::Fn(starts(&builder)));
        let table = members::table(api, object, name, &builder);
        let structure = structure(api, &builder, object, item);
        return vec![table, syn::Item::Impl(all), structure, methods(api, definition, &builder, object)];
    };
    let setters = object.fields.iter().filter(|field| !field.presence.is_required()).map(|field| setter(api, field));
    all.items.extend(std::iter::once(new(object, &arguments)).chain(setters).map(syn::ImplItem::Fn));
    if arguments.is_empty() {
        return vec![members::table(api, object, name, &syntax::ident("Self")), syn::Item::Impl(all)];
    }
    let draft = taken.draft(definition);
    let table = members::table(api, object, name, &draft);
    vec![table, syn::Item::Impl(all), self::draft(api, &draft, object, item)]
}

/// The names of all types with their namespaces.
pub struct Names<'a> {
    in_namespaces: HashSet<(Option<&'a str>, &'a str)>,
    all: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    /// Of the types of an API.
    pub fn new(api: &'a Api) -> Self {
        let of_types = api.definitions.iter().map(|one| (one.namespace.as_deref(), one.name.as_str()));
        let of_aliases = api.aliases.iter().map(|alias| (alias.namespace.as_deref(), alias.name.as_str()));
        let in_namespaces: HashSet<_> = of_types.chain(of_aliases).collect();
        let all = in_namespaces.iter().map(|(_, name)| *name).collect();
        Self { in_namespaces, all }
    }

    /// The name of a builder, which no type of the namespace has.
    fn builder(&self, definition: &Definition) -> syn::Ident {
        let name = format!("{}Builder", definition.name);
        if self.in_namespaces.contains(&(definition.namespace.as_deref(), name.as_str())) {
            return syntax::ident(&format!("{name}2"));
        }
        syntax::ident(&name)
    }

    /// The name of a draft, which no type of the crate has: a module may import any.
    fn draft(&self, definition: &Definition) -> syn::Ident {
        let mut name = format!("{}Draft", definition.name);
        while self.all.contains(name.as_str()) {
            name.push('_');
        }
        syntax::ident(&name)
    }
}

fn new(object: &Struct, arguments: &[&Field]) -> syn::ImplItemFn {
    let is_argument = |field: &Field| arguments.iter().any(|argument| argument.name == field.name);
    let doc = if arguments.is_empty() {
        " Creates a value without any member that may be absent."
    } else if arguments.len() == object.fields.len() {
        " Creates a value from its members."
    } else {
        " Creates a value from its required members."
    };
    let mut attributes = vec![syntax::doc(doc)];
    let is_plain = |field: &&Field| Argument::of_new(field) == Argument::Plain;
    attributes.extend(arguments.iter().all(is_plain).then(|| syntax::marker("inline")));
    attributes.push(syntax::marker("must_use"));
    let parameter = |field: &&Field| syntax::parameter(names::ident(&field.name), Argument::of_new(field).ty(field));
    let parameters = arguments.iter().map(parameter);
    let made = if arguments.is_empty() {
        syntax::call(syntax::path(false, &["Self", "default"]), [])
    } else {
        let members = object.fields.iter().map(|field| {
            let ident = names::ident(&field.name);
            let as_given = is_plain(&field) && !field.boxed;
            let given = match (field.presence.is_required(), as_given) {
                (false, _) => Some(syntax::value(syntax::path(false, &["None"]))),
                (true, _) if !is_argument(field) => Some(default()),
                (true, true) => None,
                (true, false) => Some(Argument::of_new(field).value(field, ident.clone())),
            };
            (ident, given)
        });
        let rest = object.rest.iter().map(|(name, _)| (names::ident(name), Some(default())));
        syntax::literal(syntax::path(false, &["Self"]), members.chain(rest))
    };
    syntax::function(attributes, syntax::ident("new"), parameters, vec![syn::Stmt::Expr(made, None)])
}

/// `Default::default()`.
fn default() -> syn::Expr {
    syntax::call(syntax::path(true, &["std", "default", "Default", "default"]), [])
}

fn setter(api: &Api, field: &Field) -> syn::ImplItemFn {
    let argument = Argument::of_setter(api, field);
    let mut attributes = vec![syntax::doc(&format!(" Sets [`{0}`](Self::{0}).", field.name))];
    attributes.extend(argument.inline());
    attributes.push(syntax::marker("must_use"));
    let some = syntax::call(syntax::path(false, &["Some"]), [argument.value(field, syntax::ident("value"))]);
    let method = syntax::ident(&format!("with_{}", field.name.trim_end_matches('_')));
    syntax::function(
        attributes,
        method,
        [syntax::mut_self(), syntax::parameter(syntax::ident("value"), argument.ty(field))],
        set(names::ident(&field.name), some),
    )
}

/// `self.member = value; self`.
fn set(member: syn::Ident, value: syn::Expr) -> Vec<syn::Stmt> {
    let own = syn::Stmt::Expr(syntax::value(syntax::path(false, &["self"])), None);
    vec![syntax::assign(syntax::own(member), value), own]
}

/// `builder`.
fn starts(builder: &syn::Ident) -> syn::ImplItemFn {
    let attributes = vec![syntax::doc(" Starts to build a value, member by member."), syntax::marker("inline")];
    let mut function =
        syntax::function(attributes, syntax::ident("builder"), [], vec![syn::Stmt::Expr(default(), None)]);
    function.sig.output = returns(syntax::named(builder.clone().into(), []));
    function
}

fn returns(ty: syn::Type) -> syn::ReturnType {
    syn::ReturnType::Type(Default::default(), Box::new(ty))
}

/// The builder: what has to be given may be missing yet.
fn structure(api: &Api, builder: &syn::Ident, object: &Struct, item: &syn::ItemStruct) -> syn::Item {
    let doc = format!(" Builds a `{}`: see [`{0}::builder`].", item.ident);
    let out = parse_quote! {
        #[doc = #doc]
        #[must_use]
        pub struct #builder {}
    };
    of_members(api, object, item, out)
}

/// What a struct without a builder is read into.
fn draft(api: &Api, draft: &syn::Ident, object: &Struct, item: &syn::ItemStruct) -> syn::Item {
    let doc = format!(" What has been read of a `{}`.", item.ident);
    let out = parse_quote! {
        #[doc = #doc]
        pub(crate) struct #draft {}
    };
    of_members(api, object, item, out)
}

/// A struct of the same members, each of which may be missing yet.
fn of_members(api: &Api, object: &Struct, item: &syn::ItemStruct, mut out: syn::ItemStruct) -> syn::Item {
    let mut fields = syn::punctuated::Punctuated::new();
    for (index, member) in item.fields.iter().enumerate() {
        let is_given = object.fields.get(index).is_some_and(|field| is_checked(api, field));
        let ty = if is_given { types::option(member.ty.clone()) } else { member.ty.clone() };
        fields.push(syn::Field { attrs: Vec::new(), vis: syn::Visibility::Inherited, ty, ..member.clone() });
    }
    out.fields = syn::Fields::Named(syn::FieldsNamed { brace_token: Default::default(), named: fields });
    syn::Item::Struct(out)
}

/// Whether `build` sees to it that a member was given.
fn is_checked(api: &Api, field: &Field) -> bool {
    field.presence.is_required() && !api.has_one_value(field)
}

/// The setters of a builder, and `build`.
fn methods(api: &Api, definition: &Definition, builder: &syn::Ident, object: &Struct) -> syn::Item {
    let mut all: syn::ItemImpl = parse_quote!(impl #builder {});
    let name = &definition.name;
    let doc = |member: &str| syntax::doc(&format!(" Sets [`{member}`]({name}::{member})."));
    let argument = || syntax::ident("value");
    for field in &object.fields {
        let mut attributes = vec![doc(&field.name)];
        let way = Argument::of_setter(api, field);
        attributes.extend(way.inline());
        let mut given = way.value(field, argument());
        if !api.has_one_value(field) {
            given = syntax::call(syntax::path(false, &["Some"]), [given]);
        }
        // The one method that is no setter.
        let method = if field.name == "build" { syntax::ident("with_build") } else { names::ident(&field.name) };
        let inputs = [syntax::mut_self(), syntax::parameter(argument(), way.ty(field))];
        let function = syntax::function(attributes, method, inputs, set(names::ident(&field.name), given));
        all.items.push(syn::ImplItem::Fn(function));
    }
    if let Some((rest, ty)) = &object.rest {
        let ty = types::rust(&Type::Map(Box::new(ty.clone())));
        let inputs = [syntax::mut_self(), syntax::parameter(argument(), ty)];
        let statements = set(names::ident(rest), syntax::value(argument().into()));
        let attributes = vec![doc(rest), syntax::marker("inline")];
        all.items.push(syn::ImplItem::Fn(syntax::function(attributes, names::ident(rest), inputs, statements)));
    }
    let name = names::ident(name);
    let build = parse_quote! {
        /// Makes the value.
        ///
        /// # Errors
        /// A required member was not given: the first of them.
        #[inline]
        pub fn build(mut self) -> ::std::result::Result<#name, crate::support::build::MissingMember> {
            crate::support::objects::Object::finish(&mut self)
        }
    };
    all.items.push(syn::ImplItem::Fn(build));
    syn::Item::Impl(all)
}

/// What an argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Argument {
    /// The member's type.
    Plain,
    /// Whatever becomes the member's type without a doubt.
    Into,
    /// The same of its `Option`.
    IntoOption,
}

impl Argument {
    /// Of `new`, whose arguments have no names: of two that take text, one could be given for the other.
    fn of_new(field: &Field) -> Self {
        match field.presence {
            Presence::RequiredNullable | Presence::OptionalNullable => Self::IntoOption,
            _ if converts(&field.ty) => Self::Into,
            _ => Self::Plain,
        }
    }

    /// Of a setter, which names its member: there a union takes what any of its types is made from.
    fn of_setter(api: &Api, field: &Field) -> Self {
        let is_union = |id| api.get(id).is_some_and(|of| matches!(of.kind, Kind::Union(_)));
        match (Self::of_new(field), &field.ty) {
            (Self::Plain, Type::Ref(id)) if is_union(*id) => Self::Into,
            (other, _) => other,
        }
    }

    fn ty(self, field: &Field) -> syn::Type {
        let ty = types::rust(&field.ty);
        match self {
            Self::Plain => ty,
            Self::Into => syntax::impl_into(ty),
            Self::IntoOption => syntax::impl_into(types::option(ty)),
        }
    }

    /// The member's value of it.
    fn value(self, field: &Field, argument: syn::Ident) -> syn::Expr {
        let new = || syntax::path(true, &["std", "boxed", "Box", "new"]);
        let mut value = syntax::value(argument.into());
        if self != Self::Plain {
            value = syntax::method(value, "into", None);
        }
        match (self, field.boxed) {
            (Self::IntoOption, true) => syntax::method(value, "map", Some(syntax::value(new()))),
            (_, true) => syntax::call(new(), [value]),
            (_, false) => value,
        }
    }

    /// `inline`, where the argument has one type: such a function is compiled where it is used, as the others are anyway,
    /// and not with the crate.
    fn inline(self) -> Option<syn::Attribute> {
        (self == Self::Plain).then(|| syntax::marker("inline"))
    }
}

/// Types that one wants to give something simpler for.
fn converts(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Number | Type::BigInt | Type::Decimal | Type::Date | Type::DateTime | Type::Any)
}
