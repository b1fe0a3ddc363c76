//! Structs and enums.

use quote::ToTokens;

use super::line::line;
use super::{INDENT, MAX_WIDTH, attributes, fits, pad, public, width};

/// A struct, of named members or of one value.
pub fn structure(item: &syn::ItemStruct, out: &mut String) {
    attributes(&item.attrs, 0, out);
    let head = format!("{}struct {}", public(&item.vis), item.ident);
    match &item.fields {
        syn::Fields::Unit => out.push_str(&format!("{head};\n")),
        syn::Fields::Unnamed(fields) => {
            out.push_str(&format!("{};\n", tuple(&head, fields, 0)));
        }
        syn::Fields::Named(fields) if fields.named.is_empty() => out.push_str(&format!("{head} {{}}\n")),
        syn::Fields::Named(fields) => {
            out.push_str(&opened(&head));
            fields.named.iter().for_each(|field| member(field, out));
            out.push_str("}\n");
        }
    }
}

/// The line that opens a type; its brace is in the next where there is no room.
fn opened(head: &str) -> String {
    braced(head, 0, MAX_WIDTH) + "\n"
}

/// A head with the brace that opens its body; in a line of its own where the last of the head has no room for it.
pub fn braced(head: &str, indent: usize, most: usize) -> String {
    let last = head.lines().last().unwrap_or_default();
    if width(last) + " {".len() <= most { format!("{head} {{") } else { format!("{head}\n{}{{", pad(indent)) }
}

fn member(field: &syn::Field, out: &mut String) {
    attributes(&field.attrs, INDENT, out);
    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let head = format!("    {}{name}:", public(&field.vis));
    let ty = line(field.ty.to_token_stream());
    let text = if fits(0, &format!("{head} {ty},")) {
        format!("{head} {ty},\n")
    } else if fits(INDENT * 2, &format!("{ty},")) {
        format!("{head}\n        {ty},\n")
    } else {
        format!("{head} {},\n", broken(&field.ty, INDENT))
    };
    out.push_str(&text);
}

/// A parameter of a function, broken where it is too long.
pub fn parameter(input: &syn::FnArg, indent: usize) -> String {
    let one = line(input.to_token_stream());
    let syn::FnArg::Typed(typed) = input else { return one };
    // Measured: before a bound it takes one level of indent less, and leaves alone what does not fit when it is broken.
    let (less, after) = if matches!(*typed.ty, syn::Type::ImplTrait(_)) { (INDENT, 0) } else { (0, 1) };
    if indent + width(&one) + after <= MAX_WIDTH + less {
        return one;
    }
    format!("{}: {}", line(typed.pat.to_token_stream()), broken(&typed.ty, indent))
}

/// A type with each of its arguments in a line of its own, which are broken where they are too long themselves.
pub fn broken(ty: &syn::Type, indent: usize) -> String {
    let text = line(ty.to_token_stream());
    let (before, path) = match ty {
        syn::Type::Path(path) => ("", &path.path),
        syn::Type::ImplTrait(bounds) => match bounds.bounds.first() {
            Some(syn::TypeParamBound::Trait(bound)) if bounds.bounds.len() == 1 => ("impl ", &bound.path),
            _ => return text,
        },
        _ => return text,
    };
    broken_path(before, path, indent).unwrap_or(text)
}

/// A path with each argument of its last segment in a line of its own; nothing where there are none.
pub fn broken_path(before: &str, path: &syn::Path, indent: usize) -> Option<String> {
    let Some(syn::PathArguments::AngleBracketed(list)) = path.segments.last().map(|last| &last.arguments) else {
        return None;
    };
    let mut bare = path.clone();
    if let Some(last) = bare.segments.last_mut() {
        last.arguments = syn::PathArguments::None;
    }
    let mut out = format!("{before}{}<\n", line(bare.to_token_stream()));
    for argument in &list.args {
        let one = line(argument.to_token_stream());
        let text = match argument {
            syn::GenericArgument::Type(ty) if !fits(indent + INDENT, &format!("{one},")) => broken(ty, indent + INDENT),
            _ => one,
        };
        out.push_str(&format!("{}{text},\n", pad(indent + INDENT)));
    }
    out.push_str(&format!("{}>", pad(indent)));
    Some(out)
}

/// `Name(Type)`.
fn tuple(head: &str, fields: &syn::FieldsUnnamed, indent: usize) -> String {
    let types: Vec<String> = fields
        .unnamed
        .iter()
        .map(|field| {
            let mut before = String::new();
            attributes(&field.attrs, 0, &mut before);
            format!("{}{}{}", before.replace('\n', " "), public(&field.vis), line(field.ty.to_token_stream()))
        })
        .collect();
    let text = format!("{head}({})", types.join(", "));
    if fits(indent + 1, &text) {
        return text;
    }
    let inner = indent + INDENT;
    let lines: String = types
        .iter()
        .zip(&fields.unnamed)
        .map(|(one, field)| {
            let is_plain = field.attrs.is_empty() && matches!(field.vis, syn::Visibility::Inherited);
            let text = if is_plain && !fits(inner + 1, one) { broken(&field.ty, inner) } else { one.clone() };
            format!("{}{text},\n", pad(inner))
        })
        .collect();
    format!("{head}(\n{lines}{})", pad(indent))
}

/// An enum of names and of names with a value.
pub fn enumeration(item: &syn::ItemEnum, out: &mut String) {
    attributes(&item.attrs, 0, out);
    let head = format!("{}enum {}", public(&item.vis), item.ident);
    if item.variants.is_empty() {
        out.push_str(&format!("{head} {{}}\n"));
        return;
    }
    out.push_str(&opened(&head));
    for variant in &item.variants {
        attributes(&variant.attrs, INDENT, out);
        let name = variant.ident.to_string();
        let text = match &variant.fields {
            syn::Fields::Unnamed(fields) => tuple(&name, fields, INDENT),
            _ => name,
        };
        out.push_str(&format!("    {text},\n"));
    }
    out.push_str("}\n");
}
