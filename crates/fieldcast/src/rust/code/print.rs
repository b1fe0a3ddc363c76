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
use unicode_width::UnicodeWidthStr;

/// The widest line (`max_width`).
const MAX_WIDTH: usize = 100;

/// How far each level is indented (`tab_spaces`).
const INDENT: usize = 4;

/// The widest list of arguments in one line (`fn_call_width`).
const CALL_WIDTH: usize = 60;

/// The widest arguments of an attribute in one line (`attr_fn_like_width`).
const ATTRIBUTE_WIDTH: usize = 70;

/// What is around an argument that is a list itself. Measured: a column more than its comma.
const INNER: usize = 2;

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
            let head = format!("{}type {}", public(&item.vis), item.ident);
            out.push_str(&format!("{}\n", alias(&head, &item.ty, 0)));
        }
        // What stands in braces rustfmt leaves as it is.
        syn::Item::Macro(item) if matches!(item.mac.delimiter, syn::MacroDelimiter::Brace(_)) => {
            attributes(&item.attrs, 0, out);
            out.push_str(&body::table(&item.mac));
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

/// `head = Type;`, the type in a line of its own where there is no room.
fn alias(head: &str, ty: &syn::Type, indent: usize) -> String {
    let ty = format!("{};", line(ty.to_token_stream()));
    let gap = if fits(indent + width(head) + " = ".len(), &ty) {
        " ".to_owned()
    } else {
        format!("\n{}", pad(indent + INDENT))
    };
    format!("{head} ={gap}{ty}")
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
    text.width()
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
                out.push_str(&format!("#{sign}[{}]\n", meta(&attribute.meta, indent, width("#[]"))));
            }
        }
    }
}

/// What an attribute says; arguments that are too wide stand in lines of their own. An only argument may take the line, of
/// which so many columns are taken by what is `around`.
fn meta(meta: &syn::Meta, indent: usize, around: usize) -> String {
    match meta {
        syn::Meta::List(list) if !list.path.is_ident("derive") => {
            let (path, arguments) = (line(list.path.to_token_stream()), line(list.tokens.clone()));
            let is_lone = !list.tokens.clone().into_iter().any(|token| token.to_string() == ",");
            let taken = indent + around + width("()") + width(&path);
            if width(&arguments) <= ATTRIBUTE_WIDTH || is_lone && fits(taken, &arguments) {
                return format!("{path}({arguments})");
            }
            // One of them may be such a list itself.
            let inner = |argument: String| {
                let list = syn::parse_str::<syn::Meta>(&argument).ok();
                list.map_or(argument, |list| self::meta(&list, indent + INDENT, INNER))
            };
            let lines = body::split(list.tokens.clone()).into_iter().map(inner);
            let lines: Vec<String> = lines.map(|argument| format!("{}{argument}", pad(indent + INDENT))).collect();
            format!("{path}(\n{}\n{})", lines.join(",\n"), pad(indent))
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
                inside.push_str(&format!("    {}\n", alias(&format!("type {}", item.ident), &item.ty, INDENT)));
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
                if body::has_long_turbofish(&item.block) {
                    inside.push_str("    #[rustfmt::skip]\n");
                }
                inside.push_str(&function(item));
            }
            _ => return false,
        }
    }
    attributes(&item.attrs, 0, out);
    out.push_str(&head(item));
    out.push('\n');
    out.push_str(&inside);
    out.push_str("}\n");
    true
}

/// The lines that open an `impl`.
fn head(item: &syn::ItemImpl) -> String {
    let generics = line(item.generics.to_token_stream());
    let ty = line(item.self_ty.to_token_stream());
    let Some((path, _)) = &item.trait_ else {
        let one = format!("impl{generics} {ty} {{");
        return if fits(0, &one) { one } else { format!("impl{generics}\n    {ty}\n{{") };
    };
    let of = line(path.to_token_stream());
    let one = format!("impl{generics} {of} for {ty} {{");
    let on_two = format!("impl{generics} {of}");
    // Measured: of the type behind `for` rustfmt counts the bytes.
    if fits(ty.len() - width(&ty), &one) {
        return one;
    }
    let ty = if fits(INDENT + "for ".len(), &ty) { ty } else { types::broken(&item.self_ty, INDENT) };
    if fits(0, &on_two) {
        return format!("{on_two}\n    for {ty}\n{{");
    }
    if fits(INDENT, &of) {
        return format!("impl{generics}\n    {of}\n    for {ty}\n{{");
    }
    let of = types::broken_path("", path, INDENT).unwrap_or(of);
    let rest = format!("> for {ty}");
    let gap = if fits(INDENT, &rest) { " " } else { "\n    " };
    format!("impl{generics}\n    {of}{gap}for {ty}\n{{")
}

/// The widest output of a function whose parameters stand in lines of their own, without its indent; and the widest line
/// of it with the brace behind it. Measured: rustfmt takes the indent off once more.
const OUTPUT_WIDTH: usize = MAX_WIDTH - INDENT;

/// A function of an `impl`, without its attributes.
fn function(item: &syn::ImplItemFn) -> String {
    let signature = &item.sig;
    let text = format!("{}{} {{", public(&item.vis), line(signature.to_token_stream()));
    let mut out = if fits(INDENT, &text) {
        format!("    {text}\n")
    } else if signature.inputs.is_empty() {
        let mut short = signature.clone();
        short.output = syn::ReturnType::Default;
        let head = format!("    {}{}", public(&item.vis), line(short.to_token_stream()));
        let output = line(signature.output.to_token_stream());
        // Measured: one column more than the widest line.
        if width(&head) + 1 + width(&output) <= MAX_WIDTH + 1 {
            format!("{}\n", types::braced(&format!("{head} {output}"), INDENT, MAX_WIDTH))
        } else {
            format!("{}\n", types::braced(&format!("{head}\n    {output}"), INDENT, OUTPUT_WIDTH))
        }
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
        let end = match &signature.output {
            syn::ReturnType::Default => "    )".to_owned(),
            syn::ReturnType::Type(..) if width(&output) <= OUTPUT_WIDTH => format!("    ) {output}"),
            syn::ReturnType::Type(_, ty) => format!("    ) -> {}", types::broken(ty, INDENT)),
        };
        out.push_str(&format!("{}\n", types::braced(&end, INDENT, OUTPUT_WIDTH)));
        out
    };
    body::statements(&item.block.stmts, INDENT * 2, &mut out);
    out.push_str("    }\n");
    out
}
