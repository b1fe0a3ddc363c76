//! The text of a file of models, laid out as rustfmt lays it out (style edition 2024, its usual settings).
//!
//! rustfmt is no library, and prettyplease breaks lines at other places. What the generator makes is a small part of
//! Rust: imports, modules, structs, enums and `impl`s of short functions. Those are laid out here by rustfmt's rules;
//! any other item is prettyplease's.

mod body;
mod line;
#[cfg(test)]
pub mod tests;
mod types;

use line::line;
use quote::ToTokens;

/// The widest line (`max_width`).
const MAX_WIDTH: usize = 100;

/// How far each level is indented (`tab_spaces`).
const INDENT: usize = 4;

/// The widest list of arguments in one line (`fn_call_width`).
const CALL_WIDTH: usize = 60;

/// The widest arguments of an attribute in one line (`attr_fn_like_width`).
const ATTRIBUTE_WIDTH: usize = 70;

/// The widest array in one line (`array_width`).
const ARRAY_WIDTH: usize = 60;

/// The widest chain of calls in one line (`chain_width`).
const CHAIN_WIDTH: usize = 60;

/// The widest struct literal in one line (`struct_lit_width`).
const LITERAL_WIDTH: usize = 18;

/// The text of a file.
pub fn file(file: &syn::File) -> String {
    let mut out = String::new();
    attributes(&file.attrs, 0, &mut out);
    for item in &file.items {
        if !known(item, &mut out) {
            let alone = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item.clone()] };
            out.push_str(&prettyplease::unparse(&alone));
        }
    }
    out
}

fn known(item: &syn::Item, out: &mut String) -> bool {
    match item {
        // A blank line, of the pass that puts them in.
        syn::Item::Verbatim(tokens) if tokens.is_empty() => out.push('\n'),
        syn::Item::Use(item) => {
            attributes(&item.attrs, 0, out);
            out.push_str(&format!("{}use {};\n", public(&item.vis), tree(&item.tree)));
        }
        syn::Item::Mod(item) if item.content.is_none() => {
            attributes(&item.attrs, 0, out);
            out.push_str(&format!("{}mod {};\n", public(&item.vis), item.ident));
        }
        syn::Item::Type(item) if item.generics.params.is_empty() => {
            attributes(&item.attrs, 0, out);
            let head = format!("{}type {} =", public(&item.vis), item.ident);
            let ty = format!("{};", line(item.ty.to_token_stream()));
            let gap = if fits(width(&head) + 1, &ty) { " ".to_owned() } else { format!("\n{}", pad(INDENT)) };
            out.push_str(&format!("{head}{gap}{ty}\n"));
        }
        syn::Item::Macro(item) if item.semi_token.is_some() => {
            attributes(&item.attrs, 0, out);
            out.push_str(&body::macro_call(&item.mac, 0, 0, 1));
            out.push_str(";\n");
        }
        syn::Item::Struct(item) if item.generics.params.is_empty() => types::structure(item, out),
        syn::Item::Enum(item) if item.generics.params.is_empty() => types::enumeration(item, out),
        syn::Item::Impl(item) if item.generics.where_clause.is_none() => return implementation(item, out),
        _ => return false,
    }
    true
}

/// What a `use` names.
fn tree(tree: &syn::UseTree) -> String {
    match tree {
        syn::UseTree::Path(path) => format!("{}::{}", path.ident, self::tree(&path.tree)),
        syn::UseTree::Group(group) => {
            let names: Vec<String> = group.items.iter().map(self::tree).collect();
            format!("{{{}}}", names.join(", "))
        }
        other => line(other.to_token_stream()),
    }
}

/// Whether something fits into one line that has so many columns taken.
fn fits(taken: usize, text: &str) -> bool {
    !text.contains('\n') && taken + width(text) <= MAX_WIDTH
}

/// The columns of a line.
fn width(text: &str) -> usize {
    text.chars().count()
}

fn pad(indent: usize) -> String {
    " ".repeat(indent)
}

/// `pub ` or nothing.
fn public(visibility: &syn::Visibility) -> String {
    match visibility {
        syn::Visibility::Public(_) => "pub ".to_owned(),
        syn::Visibility::Inherited => String::new(),
        other => line(other.to_token_stream()) + " ",
    }
}

/// Attributes, one a line; doc comments as such.
fn attributes(attributes: &[syn::Attribute], indent: usize, out: &mut String) {
    for attribute in attributes {
        let is_inner = matches!(attribute.style, syn::AttrStyle::Inner(_));
        out.push_str(&pad(indent));
        match documentation(attribute) {
            Some(text) => out.push_str(&format!("{}{text}\n", if is_inner { "//!" } else { "///" })),
            None => {
                let sign = if is_inner { "!" } else { "" };
                out.push_str(&format!("#{sign}[{}]\n", meta(&attribute.meta, indent)));
            }
        }
    }
}

/// What an attribute says; arguments that are too wide stand in a line of their own.
fn meta(meta: &syn::Meta, indent: usize) -> String {
    match meta {
        syn::Meta::List(list) if !list.path.is_ident("derive") => {
            let (path, arguments) = (line(list.path.to_token_stream()), line(list.tokens.clone()));
            if width(&arguments) <= ATTRIBUTE_WIDTH {
                return format!("{path}({arguments})");
            }
            format!("{path}(\n{}{arguments}\n{})", pad(indent + INDENT), pad(indent))
        }
        other => line(other.to_token_stream()),
    }
}

/// The text of a doc comment that fits into one line.
fn documentation(attribute: &syn::Attribute) -> Option<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else { return None };
    let text = text.value();
    (pair.path.is_ident("doc") && !text.contains(['\n', '\r'])).then(|| text.trim_end().to_owned())
}

/// An `impl`; false where it holds what is not known here.
fn implementation(item: &syn::ItemImpl, out: &mut String) -> bool {
    let mut inside = String::new();
    for item in &item.items {
        match item {
            syn::ImplItem::Verbatim(tokens) if tokens.is_empty() => inside.push('\n'),
            syn::ImplItem::Type(item) => {
                attributes(&item.attrs, INDENT, &mut inside);
                inside.push_str(&format!("    type {} = {};\n", item.ident, line(item.ty.to_token_stream())));
            }
            syn::ImplItem::Const(item) => {
                attributes(&item.attrs, INDENT, &mut inside);
                let (name, ty) = (&item.ident, line(item.ty.to_token_stream()));
                if body::is_delicate(&item.expr) {
                    inside.push_str("    #[rustfmt::skip]\n");
                }
                let head = format!("{}const {name}: {ty} =", public(&item.vis));
                inside.push_str(&format!("    {};\n", body::assigned(&head, &item.expr, INDENT)));
            }
            syn::ImplItem::Fn(item) => {
                attributes(&item.attrs, INDENT, &mut inside);
                inside.push_str(&function(item));
            }
            _ => return false,
        }
    }
    attributes(&item.attrs, 0, out);
    let generics = line(item.generics.to_token_stream());
    let ty = line(item.self_ty.to_token_stream());
    let of = item.trait_.as_ref().map(|(path, _)| line(path.to_token_stream()));
    let head = match &of {
        Some(path) => format!("impl{generics} {path} for {ty} {{"),
        None => format!("impl{generics} {ty} {{"),
    };
    out.push_str(&match of {
        _ if fits(0, &head) => head,
        Some(path) => format!("impl{generics} {path}\n    for {ty}\n{{"),
        None => format!("impl{generics}\n    {ty}\n{{"),
    });
    out.push('\n');
    out.push_str(&inside);
    out.push_str("}\n");
    true
}

/// A function of an `impl`, without its attributes.
fn function(item: &syn::ImplItemFn) -> String {
    let signature = &item.sig;
    let text = format!("{}{} {{", public(&item.vis), line(signature.to_token_stream()));
    let mut out = if fits(INDENT, &text) || signature.inputs.is_empty() {
        format!("    {text}\n")
    } else {
        let mut short = signature.clone();
        short.inputs = syn::punctuated::Punctuated::new();
        short.output = syn::ReturnType::Default;
        let name = line(short.to_token_stream());
        let mut out = format!("    {}{}(\n", public(&item.vis), name.trim_end_matches("()"));
        for input in &signature.inputs {
            out.push_str(&format!("        {},\n", types::parameter(input, INDENT * 2)));
        }
        let output = line(signature.output.to_token_stream());
        out.push_str(&format!("    ){}{output} {{\n", if output.is_empty() { "" } else { " " }));
        out
    };
    body::statements(&item.block.stmts, INDENT * 2, &mut out);
    out.push_str("    }\n");
    out
}
