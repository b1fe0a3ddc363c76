//! The library's public items, kept in `public.txt`, so that a change to them is seen. `UPDATE_PUBLIC=1` writes it anew.

// Tests may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use quote::ToTokens;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use syn::{Fields, ImplItem, Item, UseTree, Visibility};

/// What can be reached of a module: all that is public, or only what a module above exports by name.
#[derive(Clone)]
enum Reach {
    All,
    Named(BTreeSet<String>),
}

impl Reach {
    fn has(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.contains(name) || names.contains("*"),
        }
    }
}

#[test]
fn the_public_items_are_those_that_are_known() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lines = BTreeSet::new();
    module(&root.join("src/lib.rs"), &root.join("src"), "fieldcast", &Reach::All, &mut lines);
    assert!(lines.len() > 300, "only {} items", lines.len());
    let found: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let path = root.join("tests/public.txt");
    if std::env::var_os("UPDATE_PUBLIC").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (known, found): (BTreeSet<&str>, BTreeSet<&str>) = (known.lines().collect(), found.lines().collect());
    let gone: Vec<_> = known.difference(&found).map(|line| format!("- {line}\n")).collect();
    let new: Vec<_> = found.difference(&known).map(|line| format!("+ {line}\n")).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "the public items changed; if that is meant, say so in CHANGELOG.md, and run \
         UPDATE_PUBLIC=1 cargo test -p fieldcast --test public\n{}{}",
        gone.concat(),
        new.concat()
    );
}

fn module(file: &Path, folder: &Path, path: &str, reach: &Reach, lines: &mut BTreeSet<String>) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    items(&syn::parse_file(&text).unwrap().items, folder, path, reach, lines);
}

fn items(all: &[Item], folder: &Path, path: &str, reach: &Reach, lines: &mut BTreeSet<String>) {
    let exports = exports(all);
    for item in all {
        if is_test(item) {
            continue;
        }
        match item {
            Item::Mod(inner) => {
                let name = inner.ident.to_string();
                let own = match (&inner.vis, reach) {
                    (Visibility::Public(_), Reach::All) => Reach::All,
                    _ => Reach::Named(
                        exports
                            .iter()
                            .filter(|way| way.first() == Some(&name))
                            .filter_map(|way| way.last().cloned())
                            .collect(),
                    ),
                };
                let path = format!("{path}::{name}");
                match &inner.content {
                    Some((_, inner)) => items(inner, &folder.join(&name), &path, &own, lines),
                    None => {
                        let file: PathBuf = folder.join(format!("{name}.rs"));
                        module(&file, &folder.join(&name), &path, &own, lines);
                    }
                }
            }
            Item::Use(export) if is_public(&export.vis) && matches!(reach, Reach::All) => {
                lines.insert(format!("{path}: {}", tokens(export)));
            }
            Item::Fn(item) if is_public(&item.vis) && reach.has(&item.sig.ident.to_string()) => {
                lines.insert(format!("{path}: {}", tokens(&item.sig)));
            }
            Item::Const(item) if is_public(&item.vis) && reach.has(&item.ident.to_string()) => {
                lines.insert(format!("{path}: const {}: {}", item.ident, tokens(&item.ty)));
            }
            Item::Type(item) if is_public(&item.vis) && reach.has(&item.ident.to_string()) => {
                lines.insert(format!("{path}: type {}", item.ident));
            }
            Item::Trait(item) if is_public(&item.vis) && reach.has(&item.ident.to_string()) => {
                lines.insert(format!("{path}: trait {}", item.ident));
                for inner in &item.items {
                    if let syn::TraitItem::Fn(method) = inner {
                        lines.insert(format!("{path}::{}: {}", item.ident, tokens(&method.sig)));
                    }
                }
            }
            Item::Struct(item) if is_public(&item.vis) && reach.has(&item.ident.to_string()) => {
                lines.insert(format!("{path}: struct {}{}", item.ident, tokens(&item.generics)));
                fields(&format!("{path}::{}", item.ident), &item.fields, false, lines);
            }
            Item::Enum(item) if is_public(&item.vis) && reach.has(&item.ident.to_string()) => {
                lines.insert(format!("{path}: enum {}{}", item.ident, tokens(&item.generics)));
                for variant in &item.variants {
                    lines.insert(format!("{path}::{}: variant {}", item.ident, variant.ident));
                    fields(&format!("{path}::{}::{}", item.ident, variant.ident), &variant.fields, true, lines);
                }
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let ty = tokens(&item.self_ty);
                let name = ty.split(['<', ' ']).next().unwrap_or_default().to_owned();
                if reach.has(&name) {
                    for inner in &item.items {
                        if let ImplItem::Fn(method) = inner
                            && is_public(&method.vis)
                        {
                            lines.insert(format!("{path}::{ty}: {}", tokens(&method.sig)));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

fn fields(path: &str, all: &Fields, of_variant: bool, lines: &mut BTreeSet<String>) {
    for (at, field) in all.iter().enumerate() {
        if of_variant || is_public(&field.vis) {
            let name = field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string);
            lines.insert(format!("{path}: {name}: {}", tokens(&field.ty)));
        }
    }
}

/// The ways of what a module exports: `pub use job::{Job}` is `job`, `Job`.
fn exports(all: &[Item]) -> Vec<Vec<String>> {
    fn walk(tree: &UseTree, way: &[String], into: &mut Vec<Vec<String>>) {
        let with = |name: String| [way, &[name]].concat();
        match tree {
            UseTree::Path(path) => walk(&path.tree, &with(path.ident.to_string()), into),
            UseTree::Name(name) => into.push(with(name.ident.to_string())),
            UseTree::Rename(name) => into.push(with(name.ident.to_string())),
            UseTree::Glob(_) => into.push(with("*".to_owned())),
            UseTree::Group(group) => group.items.iter().for_each(|tree| walk(tree, way, into)),
        }
    }
    let mut ways = Vec::new();
    for item in all {
        if let Item::Use(export) = item
            && is_public(&export.vis)
        {
            walk(&export.tree, &[], &mut ways);
        }
    }
    ways
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_test(item: &Item) -> bool {
    let attributes = match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| tokens(attribute).contains("cfg (test)"))
}

fn tokens(of: &impl ToTokens) -> String {
    of.to_token_stream().to_string()
}
