//! How a module names what is not in it, and what it imports.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use quote::format_ident;
use syn::parse_quote;

use crate::rust::arrange::layout::Module;
use crate::rust::definition::{Api, Definition, Id};
use crate::rust::items::passes::paths::{self, Names};
use crate::rust::names;

/// Which definitions have a short name in a module: its own, and those of its namespace or the root whose name is free.
pub fn names_in(api: &Api, namespace: Option<&String>, module: &Module) -> Names {
    let ids = &module.ids;
    let own: HashSet<Id> = ids.iter().copied().collect();
    let aliases = module.aliases.iter().filter_map(|at| api.aliases.get(*at));
    let mut models: HashSet<String> = aliases.map(|alias| alias.name.clone()).collect();
    let mut used: BTreeSet<Id> = BTreeSet::new();
    for id in ids {
        let Some(definition) = api.get(*id) else { continue };
        models.insert(definition.name.clone());
        definition.visit_types(&mut |ty| {
            ty.visit_refs(&mut |id, _| {
                used.insert(id);
            });
        });
    }
    let mut definitions = HashMap::new();
    let mut imports = HashMap::new();
    // Those of the same namespace come first, then by name.
    let mut others: Vec<(bool, &Definition, Id)> = used
        .iter()
        .chain(ids)
        .filter_map(|id| api.get(*id).map(|definition| (definition.namespace.as_ref() != namespace, definition, *id)))
        .collect();
    others.sort_by(|a, b| {
        let key = |(foreign, definition, _): &(bool, &Definition, Id)| {
            (*foreign, definition.namespace.clone(), definition.name.clone())
        };
        key(a).cmp(&key(b))
    });
    for (_, definition, id) in others {
        let name = names::ident(&definition.name);
        let is_short =
            own.contains(&id) || !paths::is_usual(&definition.name) && models.insert(definition.name.clone());
        let path: syn::Path = match &definition.namespace {
            Some(namespace) => {
                let namespace = format_ident!("{namespace}");
                parse_quote!(crate::#namespace::#name)
            }
            None => parse_quote!(crate::#name),
        };
        if is_short && !own.contains(&id) {
            imports.insert(id, path_text(&path));
        }
        definitions.entry(id).or_insert(if is_short { syn::Path::from(name) } else { path });
    }
    Names { definitions, models, imports }
}

fn path_text(path: &syn::Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}

/// How rustfmt orders two paths: by their segments, numbers in them by their value.
pub fn order(one: &str, two: &str) -> Ordering {
    let parts = |path: &str| path.split("::").map(versions).collect::<Vec<_>>();
    parts(one).cmp(&parts(two)).then_with(|| one.cmp(two))
}

/// A name in parts: what is no number as it is, a number by its value.
fn versions(name: &str) -> Vec<(String, u128)> {
    let mut out: Vec<(String, u128)> = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let (text, tail) = rest.split_at(rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len()));
        let (digits, tail) = tail.split_at(tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len()));
        out.push((text.to_owned(), digits.parse().unwrap_or_default()));
        rest = tail;
    }
    out
}

/// The widest list of names that an import of several stands with in one line.
const IMPORT_WIDTH: usize = 80;

/// The imports of a file, in the order of rustfmt; what comes of one module in one line where it fits.
pub fn uses(paths: BTreeSet<String>) -> Vec<syn::Item> {
    let mut modules: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in paths {
        if let Some((module, name)) = path.rsplit_once("::") {
            modules.entry(module.to_owned()).or_default().push(name.to_owned());
        }
    }
    let mut out: Vec<(bool, String, syn::Item)> = Vec::new();
    for (module, mut names) in modules {
        names.sort_by(|one, two| order(one, two));
        let foreign = module.split("::").next() != Some("crate");
        let width = module.len() + names.iter().map(|name| name.len() + 2).sum::<usize>() + "use ::{};".len();
        let Ok(path) = syn::parse_str::<syn::Path>(&module) else { continue };
        let idents: Vec<syn::Ident> = names.iter().map(|name| names::ident(name)).collect();
        if names.len() > 1 && width <= IMPORT_WIDTH {
            // A list is behind everything else of its module.
            out.push((foreign, format!("{module}::{{"), parse_quote!(use #path::{#(#idents),*};)));
            continue;
        }
        for (name, ident) in names.iter().zip(&idents) {
            out.push((foreign, format!("{module}::{name}"), parse_quote!(use #path::#ident;)));
        }
    }
    out.sort_by(|(a, one, _), (b, two, _)| a.cmp(b).then_with(|| order(one, two)));
    out.into_iter().map(|(_, _, item)| item).collect()
}
