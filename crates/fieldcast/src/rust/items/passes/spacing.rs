//! Blank lines where a reader expects them, which a syntax tree does not have.

use std::mem::discriminant;

use proc_macro2::TokenStream;

/// Puts a blank line between items, save those that belong together, and between the functions of an `impl`.
pub fn apply(items: &mut Vec<syn::Item>) {
    let mut out: Vec<syn::Item> = Vec::with_capacity(items.len() * 2);
    for mut item in items.drain(..) {
        if let syn::Item::Impl(block) = &mut item {
            space(block);
        }
        // The first stands apart from what the file says of itself.
        if !out.last().is_some_and(|last| belong_together(last, &item)) {
            out.push(syn::Item::Verbatim(TokenStream::new()));
        }
        out.push(item);
    }
    *items = out;
}

fn belong_together(one: &syn::Item, other: &syn::Item) -> bool {
    let is_line = |item: &syn::Item| match item {
        syn::Item::Use(_) => true,
        syn::Item::Mod(module) => module.content.is_none(),
        _ => false,
    };
    is_line(one) && is_line(other) && discriminant(one) == discriminant(other)
}

fn space(block: &mut syn::ItemImpl) {
    let mut out: Vec<syn::ImplItem> = Vec::with_capacity(block.items.len() * 2);
    for item in block.items.drain(..) {
        if !out.is_empty() {
            out.push(syn::ImplItem::Verbatim(TokenStream::new()));
        }
        out.push(item);
    }
    block.items = out;
}
