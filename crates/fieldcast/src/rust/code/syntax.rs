//! Pieces of Rust's syntax tree, put together by hand where every member of every model has them. Elsewhere code is quoted
//! and parsed, which is easier to read, and takes ten times as long.

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, Path, PathArguments, PathSegment, Type};

/// A name that is no keyword.
pub fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// A path: `::std::vec::Vec` where it is absolute, else `crate::scalar::Number`.
pub fn path(absolute: bool, names: &[&str]) -> Path {
    Path {
        leading_colon: absolute.then(Default::default),
        segments: names.iter().map(|name| PathSegment::from(ident(name))).collect(),
    }
}

/// The type at a path with types as its arguments, if any.
pub fn named(mut path: Path, arguments: impl IntoIterator<Item = Type>) -> Type {
    let arguments: Punctuated<_, _> = arguments.into_iter().map(syn::GenericArgument::Type).collect();
    if let Some(last) = path.segments.last_mut().filter(|_| !arguments.is_empty()) {
        last.arguments = PathArguments::AngleBracketed(syn::AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Default::default(),
            args: arguments,
            gt_token: Default::default(),
        });
    }
    Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path })
}

/// `impl Into<T>`.
pub fn impl_into(ty: Type) -> Type {
    let Type::Path(into) = named(path(true, &["std", "convert", "Into"]), [ty.clone()]) else { return ty };
    let bound = syn::TraitBound {
        paren_token: None,
        lifetimes: None,
        modifiers: Default::default(),
        maybe: None,
        path: into.path,
    };
    Type::ImplTrait(syn::TypeImplTrait {
        attrs: Vec::new(),
        impl_token: Default::default(),
        bounds: std::iter::once(syn::TypeParamBound::Trait(bound)).collect(),
    })
}

/// `#[name(tokens)]`.
pub fn list(name: &str, tokens: proc_macro2::TokenStream) -> syn::Attribute {
    let delimiter = syn::MacroDelimiter::Paren(Default::default());
    attribute(syn::Meta::List(syn::MetaList { path: path(false, &[name]), delimiter, tokens }))
}

/// `#[name]`.
pub fn marker(name: &str) -> syn::Attribute {
    attribute(syn::Meta::Path(path(false, &[name])))
}

/// A line of a doc comment.
pub fn doc(line: &str) -> syn::Attribute {
    let lit = syn::Lit::Str(syn::LitStr::new(line, Span::call_site()));
    attribute(syn::Meta::NameValue(syn::MetaNameValue {
        path: path(false, &["doc"]),
        eq_token: Default::default(),
        value: Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit }),
    }))
}

fn attribute(meta: syn::Meta) -> syn::Attribute {
    syn::Attribute {
        pound_token: Default::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: Default::default(),
        meta,
    }
}

/// A path as an expression.
pub fn value(path: Path) -> Expr {
    Expr::Path(syn::ExprPath { attrs: Vec::new(), qself: None, path })
}

/// `self.member`.
pub fn own(member: Ident) -> Expr {
    Expr::Field(syn::ExprField {
        attrs: Vec::new(),
        base: Box::new(value(path(false, &["self"]))),
        dot_token: Default::default(),
        member: syn::Member::Named(member),
    })
}

/// `function(arguments)`.
pub fn call(function: Path, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(syn::ExprCall {
        attrs: Vec::new(),
        func: Box::new(value(function)),
        paren_token: Default::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `Path { name: value, name }`: the value of a name alone is what has that name.
pub fn literal(path: Path, members: impl IntoIterator<Item = (Ident, Option<Expr>)>) -> Expr {
    let member = |(name, given): (Ident, Option<Expr>)| syn::FieldValue {
        attrs: Vec::new(),
        colon_token: given.is_some().then(Default::default),
        expr: given.unwrap_or_else(|| value(name.clone().into())),
        member: syn::Member::Named(name),
    };
    Expr::Struct(syn::ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        brace_token: Default::default(),
        fields: members.into_iter().map(member).collect(),
        dot2_token: None,
        rest: None,
    })
}

/// `receiver.method(argument)`, with or without an argument.
pub fn method(receiver: Expr, name: &str, argument: Option<Expr>) -> Expr {
    Expr::MethodCall(syn::ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: ident(name),
        turbofish: None,
        paren_token: Default::default(),
        args: argument.into_iter().collect(),
    })
}

/// `left = right;`
pub fn assign(left: Expr, right: Expr) -> syn::Stmt {
    let assign = syn::ExprAssign {
        attrs: Vec::new(),
        left: Box::new(left),
        eq_token: Default::default(),
        right: Box::new(right),
    };
    syn::Stmt::Expr(Expr::Assign(assign), Some(Default::default()))
}

/// `mut self`.
pub fn mut_self() -> syn::FnArg {
    syn::FnArg::Receiver(syn::Receiver {
        attrs: Vec::new(),
        mutability: Some(Default::default()),
        self_token: Default::default(),
        kind: syn::ReceiverKind::Value,
    })
}

/// `name: T`, a parameter.
pub fn parameter(name: Ident, ty: Type) -> syn::FnArg {
    syn::FnArg::Typed(syn::PatType {
        attrs: Vec::new(),
        pat: Box::new(syn::Pat::Ident(syn::PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: None,
            ident: name,
            subpat: None,
        })),
        colon_token: Default::default(),
        ty: Box::new(ty),
    })
}

/// `pub fn name(inputs) -> Self { statements }`.
pub fn function(
    attrs: Vec<syn::Attribute>,
    name: Ident,
    inputs: impl IntoIterator<Item = syn::FnArg>,
    stmts: Vec<syn::Stmt>,
) -> syn::ImplItemFn {
    syn::ImplItemFn {
        attrs,
        vis: syn::Visibility::Public(Default::default()),
        modifiers: Default::default(),
        sig: syn::Signature {
            constness: None,
            asyncness: None,
            safety: syn::Safety::Default,
            abi: None,
            fn_token: Default::default(),
            ident: name,
            generics: syn::Generics::default(),
            paren_token: Default::default(),
            inputs: inputs.into_iter().collect(),
            variadic: None,
            output: syn::ReturnType::Type(Default::default(), Box::new(named(path(false, &["Self"]), []))),
        },
        block: syn::Block { brace_token: Default::default(), stmts },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn what_is_put_together_is_what_would_be_parsed() {
        let map: Type = named(
            path(true, &["std", "collections", "BTreeMap"]),
            [named(path(true, &["std", "string", "String"]), []), named(path(false, &["i64"]), [])],
        );
        assert_eq!(map, parse_quote!(::std::collections::BTreeMap<::std::string::String, i64>));
        assert_eq!(impl_into(map.clone()), parse_quote!(impl ::std::convert::Into<#map>));
        let text = " A \"pet\".";
        assert_eq!(doc(text), parse_quote!(#[doc = #text]));
        assert_eq!(
            list("serde", quote::quote!(default, rename = #text)),
            parse_quote!(#[serde(default, rename = #text)])
        );
        let value =
            method(call(path(true, &["std", "boxed", "Box", "new"]), [value(path(false, &["value"]))]), "into", None);
        let stmts = vec![assign(own(ident("name")), value), syn::Stmt::Expr(self::value(path(false, &["self"])), None)];
        let made =
            function(vec![marker("inline")], ident("with_name"), [mut_self(), parameter(ident("value"), map)], stmts);
        let parsed: syn::ImplItemFn = parse_quote! {
            #[inline]
            pub fn with_name(mut self, value: ::std::collections::BTreeMap<::std::string::String, i64>) -> Self {
                self.name = ::std::boxed::Box::new(value).into();
                self
            }
        };
        assert_eq!(made, parsed);
        let none = self::value(path(false, &["None"]));
        let pet = literal(path(false, &["Pet"]), [(ident("name"), None), (ident("tag"), Some(none))]);
        assert_eq!(pet, parse_quote!(Pet { name, tag: None }));
    }
}
