//! Short paths: `Option<String>` and `Session`, with `use` where that is needed, and the full path where a model has
//! the short name.

use std::collections::{BTreeSet, HashMap, HashSet};

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};

use crate::rust::code::types::placeholder_id;
use crate::rust::definition::Id;

/// What a path that starts like this is written as: its last segment, imported or from the prelude.
const SHORT: [(&[&str], Import); 26] = [
    (&["std", "option", "Option"], Import::Prelude),
    (&["std", "result", "Result"], Import::Prelude),
    (&["std", "string", "String"], Import::Prelude),
    (&["std", "string", "ToString"], Import::Prelude),
    (&["std", "vec", "Vec"], Import::Prelude),
    (&["std", "boxed", "Box"], Import::Prelude),
    (&["std", "default", "Default"], Import::Prelude),
    (&["std", "clone", "Clone"], Import::Prelude),
    (&["std", "convert", "From"], Import::Prelude),
    (&["std", "convert", "Into"], Import::Prelude),
    (&["std", "convert", "AsRef"], Import::Prelude),
    (&["std", "convert", "TryFrom"], Import::Prelude),
    (&["std", "cmp", "PartialEq"], Import::Prelude),
    (&["std", "cmp", "Eq"], Import::Prelude),
    (&["std", "iter", "Iterator"], Import::Prelude),
    (&["std", "iter", "IntoIterator"], Import::Prelude),
    (&["std", "collections", "BTreeMap"], Import::Use),
    (&["std", "convert", "Infallible"], Import::Use),
    (&["std", "ops", "Deref"], Import::Use),
    (&["std", "ops", "DerefMut"], Import::Use),
    (&["std", "str", "FromStr"], Import::Use),
    (&["std", "fmt"], Import::Use),
    (&["serde_json", "Map"], Import::Use),
    (&["serde_json", "Value"], Import::Use),
    (&["serde", "Serialize"], Import::Use),
    (&["serde", "Deserialize"], Import::Use),
];

/// What the code may name without a path, or derive, beside [`SHORT`]: the rest of the standard prelude of edition 2024, and
/// the traits of derives.
const PRELUDE: [&str; 24] = [
    "AsMut",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Copy",
    "Debug",
    "DoubleEndedIterator",
    "Drop",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "FromIterator",
    "Future",
    "Hash",
    "IntoFuture",
    "Ord",
    "PartialOrd",
    "Send",
    "Sized",
    "Sync",
    "ToOwned",
    "TryInto",
];

/// Where a short name comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Import {
    /// The standard prelude.
    Prelude,
    /// A `use`.
    Use,
}

/// Whether a model of this name is always written with its path where it is not defined, so that the name keeps its
/// usual meaning.
pub fn is_usual(name: &str) -> bool {
    SHORT.iter().any(|(path, _)| path.last() == Some(&name)) || PRELUDE.contains(&name)
}

/// How a module names things.
pub struct Names {
    /// How each definition is written here: `Session`, or `crate::operations::Session`.
    pub definitions: HashMap<Id, syn::Path>,
    /// The names that models have here, by definition or `use`.
    pub models: HashSet<String>,
    /// The paths of the definitions that have to be imported where they are used.
    pub imports: HashMap<Id, String>,
}

/// Shortens the paths of a module's items. Returns the paths that must be imported.
pub fn apply(items: &mut [syn::Item], names: &Names) -> BTreeSet<String> {
    let mut pass = Shorten { names, imports: BTreeSet::new() };
    items.iter_mut().for_each(|item| pass.visit_item_mut(item));
    pass.imports
}

struct Shorten<'a> {
    names: &'a Names,
    imports: BTreeSet<String>,
}

impl Shorten<'_> {
    fn shorten(&mut self, path: &mut syn::Path) {
        let rooted = path.leading_colon.is_some();
        let first = path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if first == "crate" && path.segments.len() >= 3 {
            self.own(path);
            return;
        }
        if !rooted && first != "std" && first != "serde" && first != "serde_json" {
            return;
        }
        for (long, import) in SHORT {
            let matches = path.segments.len() >= long.len()
                && path.segments.iter().zip(long).all(|(segment, wanted)| segment.ident == wanted);
            let Some(last) = long.last().filter(|_| matches) else { continue };
            if self.names.models.contains(*last) {
                break;
            }
            if import == Import::Use {
                self.imports.insert(long.join("::"));
            }
            path.leading_colon = None;
            path.segments = std::mem::take(&mut path.segments).into_iter().skip(long.len() - 1).collect();
            return;
        }
        // No module of a crate has the name of a crate, so no root is needed.
        let known = ["std", "serde", "serde_json", "schemars", "jiff"];
        if rooted && known.contains(&first.as_str()) {
            path.leading_colon = None;
        }
    }

    /// `crate::scalar::Number` is `Number`, `crate::support::integer::whole` is `whole`.
    fn own(&mut self, path: &mut syn::Path) {
        let text: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let ([_, modules @ .., name], count) = (text.as_slice(), text.len()) else { return };
        let is_shared = matches!(modules.join("::").as_str(), "scalar" | "support::build" | "support::integer");
        if !is_shared || self.names.models.contains(name) {
            return;
        }
        self.imports.insert(text.join("::"));
        path.segments = std::mem::take(&mut path.segments).into_iter().skip(count - 1).collect();
    }

    /// The tokens of an attribute's arguments, with paths in texts shortened.
    fn tokens(&mut self, tokens: TokenStream) -> TokenStream {
        tokens
            .into_iter()
            .map(|token| match token {
                TokenTree::Group(group) => {
                    let mut out = Group::new(group.delimiter(), self.tokens(group.stream()));
                    out.set_span(group.span());
                    TokenTree::Group(out)
                }
                TokenTree::Literal(literal) => match self.text(&literal) {
                    Some(short) => TokenTree::Literal(Literal::string(&short)),
                    None => TokenTree::Literal(literal),
                },
                other => other,
            })
            .collect()
    }

    fn text(&mut self, literal: &Literal) -> Option<String> {
        let text = literal.to_string();
        let inner = text.strip_prefix('"')?.strip_suffix('"')?;
        if !inner.starts_with("::") && !inner.starts_with("crate::") {
            return None;
        }
        let mut path: syn::Path = syn::parse_str(inner).ok()?;
        self.shorten(&mut path);
        let leading = if path.leading_colon.is_some() { "::" } else { "" };
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        Some(format!("{leading}{}", segments.join("::")))
    }
}

impl VisitMut for Shorten<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let id = placeholder_id(path);
        if let Some(named) = id.and_then(|id| self.names.definitions.get(&id)) {
            self.imports.extend(id.and_then(|id| self.names.imports.get(&id)).cloned());
            let rest: Vec<syn::PathSegment> = path.segments.iter().skip(2).cloned().collect();
            *path = named.clone();
            path.segments.extend(rest);
            return;
        }
        self.shorten(path);
    }

    fn visit_attribute_mut(&mut self, attribute: &mut syn::Attribute) {
        let syn::Meta::List(list) = &mut attribute.meta else { return };
        if list.path.is_ident("derive") {
            let parser = syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated;
            if let Ok(mut paths) = syn::parse::Parser::parse2(parser, list.tokens.clone()) {
                paths.iter_mut().for_each(|path| self.shorten(path));
                list.tokens = paths.into_token_stream();
            }
        } else if list.path.is_ident("serde") {
            list.tokens = self.tokens(list.tokens.clone());
        }
    }
}
