//! The files of a crate: the modules, the roots that export them, and what lies beside the sources.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use syn::parse_quote;

use super::features::Features;
use super::imports::{names_in, uses};
use super::links::{ModuleLinks, pages};
use super::root::{self, Parts};
use super::scalar::{self, Needs};
use super::{manifest, support};
use crate::diagnostic::{Code, Diagnostic};
use crate::rust::Files;
use crate::rust::arrange::gates::Gates;
use crate::rust::arrange::groups::Groups;
use crate::rust::arrange::layout::{Module, layout};
use crate::rust::code::print;
use crate::rust::definition::{Api, Definition, Id};
use crate::rust::items::enums::EnumSpec;
use crate::rust::items::passes::{constructors, docs, paths, spacing};
use crate::rust::items::structs;
use crate::rust::items::unions::{self, UnionSpec};
use crate::rust::items::{self, Made, Spec};
use crate::rust::options::Options;
use crate::shown::is_bidi;

/// A module of models: its namespace, its name, and what is in it.
type Part<'a> = (Option<&'a String>, &'a String, &'a Module);

/// What every crate has for reading.
const READING: [&str; 5] = [
    "support::read::LenientList",
    "support::read::ReadError",
    "support::read::Refused",
    "support::read::from_slice",
    "support::read::from_str",
];

/// How many parts of the modules there are for each thread.
const PARTS: usize = 8;

/// Writes every file of a crate; no files where a diagnostic is an error.
pub fn files(api: &Api, options: &Options) -> (Option<Files>, Vec<Diagnostic>) {
    let layout = layout(api);
    let groups = Groups::of(api, &layout);
    let gates = if groups.any() { Gates::default() } else { Gates::of(api) };
    let features = Features { gates: &gates, groups: &groups };
    let header = header(options);
    let modules: Vec<Part<'_>> = layout
        .namespaces
        .iter()
        .flat_map(|(namespace, modules)| modules.iter().map(move |(name, module)| (namespace.as_ref(), name, module)))
        .collect();
    let (pages, taken, users) = (pages(api), constructors::Names::new(api), api.users());
    // A syntax tree stays on its thread, so each part of the modules is made on one, from typify to the text.
    // The parts are several for each thread, so that none waits long for another.
    let parts: Vec<Written> = parts(api, &modules, rayon::current_num_threads() * PARTS)
        .into_par_iter()
        .with_max_len(1)
        .map(|part| {
            Writer { api, taken: &taken, pages: &pages, users: &users, gates: &gates, out: Written::default() }
                .write(part)
        })
        .collect();
    let mut written = Written::default();
    parts.into_iter().for_each(|part| written.append(part));
    if written.diagnostics.iter().any(Diagnostic::is_error) {
        return (None, written.diagnostics);
    }
    let mut out = Files::new();
    let mut add = |path: String, text: &str| {
        out.insert(format!("src/{path}"), format!("{header}{text}"));
    };
    for (path, text) in written.files {
        add(path, &text);
    }
    for namespace in layout.namespaces.keys().flatten() {
        add(format!("{namespace}.rs"), &text(root::namespace_file(api, namespace, &layout, features)));
    }
    let needs = Needs::of(api.definitions.iter());
    let objects = || api.definitions.iter().filter_map(Definition::object);
    let has_builder = objects().any(|object| api.arguments(object).is_none());
    let uses = support::Uses {
        tagged: written.tagged,
        untagged: written.untagged,
        integers: needs.integers,
        builders: has_builder,
        objects: objects().next().is_some(),
        read: true,
    };
    let mut exports = support::exports(&written.enums).to_vec();
    exports.extend(READING);
    if uses.builders {
        exports.push("support::build::MissingMember");
    }
    for (path, source) in scalar::files(needs) {
        add(path, &source);
    }
    let shared = support::files_for(&written.enums, &uses);
    let parts = Parts { needs, features, has_support: !shared.is_empty(), exports: &exports };
    for (path, source) in shared {
        add(path.to_owned(), &source);
    }
    add("lib.rs".to_owned(), &text(root::root_file(api, options, &layout, &parts)));
    out.extend(manifest::files(api, options, needs, features));
    for (path, text) in &mut out {
        if !text.is_ascii() && text.contains(is_bidi) {
            *text = shown(path, text);
        }
    }
    (Some(out), written.diagnostics)
}

/// The text of a file with the characters that turn text as escapes, which in Rust and TOML mean them where a string stands; all of
/// them stand in strings and comments.
fn shown(path: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        let number = u32::from(c);
        if !is_bidi(c) {
            out.push(c);
        } else if path.ends_with(".toml") {
            out.push_str(&format!("\\u{number:04x}"));
        } else {
            out.push_str(&format!("\\u{{{number:x}}}"));
        }
    }
    out
}

/// The modules in so many parts of about as much to write. What is written does not depend on the number.
fn parts<'m, 'a>(api: &Api, modules: &'m [Part<'a>], count: usize) -> Vec<&'m [Part<'a>]> {
    let lengths =
        |module: &Module| module.ids.iter().filter_map(|id| api.get(*id)).map(Definition::length).sum::<usize>();
    let total: usize = modules.iter().map(|(_, _, module)| lengths(module)).sum();
    let size = total.div_ceil(count.max(1)).max(1);
    let mut filled = 0;
    let mut part = 0;
    modules
        .chunk_by(|(_, _, module), _| {
            filled += lengths(module);
            let same = filled / size == part;
            part = filled / size;
            same
        })
        .collect()
}

/// The first line of every file: what made it, and from what.
fn header(options: &Options) -> String {
    let from = if options.schema_path.is_empty() { String::new() } else { format!(" from {}", options.schema_path) };
    let line = format!("// @generated by `{}`{from}; do not edit.", options.regenerate_command);
    format!("{}\n\n", line.replace(['\n', '\r'], " "))
}

fn text(mut file: syn::File) -> String {
    spacing::apply(&mut file.items);
    print::file(&file)
}

/// What was written of some modules.
#[derive(Default)]
struct Written {
    /// The files by their path under `src`, without header.
    files: BTreeMap<String, String>,
    enums: Vec<EnumSpec>,
    /// Whether some union is read by its tag, and some by what fits.
    tagged: bool,
    untagged: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Written {
    fn append(&mut self, mut other: Self) {
        self.files.append(&mut other.files);
        self.enums.append(&mut other.enums);
        self.tagged |= other.tagged;
        self.untagged |= other.untagged;
        self.diagnostics.append(&mut other.diagnostics);
    }
}

struct Writer<'a> {
    api: &'a Api,
    taken: &'a constructors::Names<'a>,
    pages: &'a HashMap<String, Vec<Id>>,
    users: &'a [Vec<Id>],
    gates: &'a Gates,
    out: Written,
}

impl Writer<'_> {
    /// Writes some modules.
    fn write(mut self, modules: &[Part<'_>]) -> Written {
        let ids: Vec<Id> = modules.iter().flat_map(|(_, _, module)| module.ids.iter().copied()).collect();
        let mut structs = match structs::structs(self.api, &ids) {
            Ok(structs) => structs,
            Err(faults) => {
                self.out.diagnostics.extend(faults);
                return self.out;
            }
        };
        for (namespace, name, module) in modules {
            let path = match namespace {
                Some(namespace) => format!("{namespace}/{name}"),
                None => (*name).clone(),
            };
            let file = if module.parts.is_empty() {
                self.module(*namespace, name, module, &mut structs)
            } else {
                for (part, inner) in &module.parts {
                    let file = self.module(*namespace, name, inner, &mut structs);
                    self.out.files.insert(format!("{path}/{part}.rs"), text(file));
                }
                root::split_file(&about(name), &module.parts)
            };
            self.out.files.insert(format!("{path}.rs"), text(file));
        }
        self.out
    }

    /// A module of models.
    fn module(
        &mut self,
        namespace: Option<&String>,
        name: &str,
        module: &Module,
        structs: &mut BTreeMap<Id, syn::ItemStruct>,
    ) -> syn::File {
        let names = names_in(self.api, namespace, module);
        // What is in a module that is behind the feature need not say so itself.
        let is_gated = self.gates.marks_all(self.api, module);
        let (mut items, mut imports, mut gated) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for id in &module.ids {
            let Some(definition) = self.api.get(*id) else { continue };
            let links = ModuleLinks { api: self.api, names: &names, pages: self.pages, namespace };
            let users = self.users.get(id.0).map(Vec::as_slice).unwrap_or_default();
            let words = docs::of_type(self.api, *id, definition, users, &links);
            let item = structs.remove(id);
            let mut made = match items::items(self.api, self.taken, definition, item, &words, &links) {
                Ok(Made { items, spec }) => {
                    self.keep(definition, spec);
                    items
                }
                Err(error) => {
                    let message = format!("`{}`: its code does not parse: {error}", definition.pointer);
                    self.out.diagnostics.push(Diagnostic::error(Code::GeneratorFault, None, message));
                    continue;
                }
            };
            let used = paths::apply(&mut made, &names);
            if !is_gated && self.gates.marks(*id, definition) {
                gated.extend(used);
                made.iter_mut().for_each(gate);
            } else {
                imports.extend(used);
            }
            items.append(&mut made);
        }
        for alias in module.aliases.iter().filter_map(|at| self.api.aliases.get(*at)) {
            let Some(mut item) = items::alias(self.api, alias) else { continue };
            if !is_gated && self.gates.marks_alias(alias) {
                gate(&mut item);
            }
            items.push(item);
        }
        let mut uses_of_gated = uses(&gated - &imports);
        uses_of_gated.iter_mut().for_each(gate);
        let doc = about(name);
        let items = uses(imports).into_iter().chain(uses_of_gated).chain(items).collect();
        syn::File { shebang: None, frontmatter: None, attrs: vec![parse_quote!(#![doc = #doc])], items }
    }

    /// Keeps what the shared code of enums and unions has to know.
    fn keep(&mut self, definition: &Definition, spec: Option<Spec>) {
        match spec {
            Some(Spec::Enum(spec)) => self.out.enums.push(spec),
            Some(Spec::Union(spec)) => {
                self.out.diagnostics.extend(ambiguous(definition, &spec));
                self.out.tagged |= spec.is_tagged();
                self.out.untagged |= spec.is_untagged();
            }
            None => {}
        }
    }
}

/// What a module is, in a line.
fn about(name: &str) -> String {
    format!(" Models of `{}`.", name.trim_end_matches('_'))
}

/// Puts an item behind the feature of operations.
fn gate(item: &mut syn::Item) {
    let attrs = match item {
        syn::Item::Struct(item) => &mut item.attrs,
        syn::Item::Enum(item) => &mut item.attrs,
        syn::Item::Impl(item) => &mut item.attrs,
        syn::Item::Macro(item) => &mut item.attrs,
        syn::Item::Use(item) => &mut item.attrs,
        syn::Item::Type(item) => &mut item.attrs,
        _ => return,
    };
    attrs.insert(0, parse_quote!(#[cfg(feature = "operations")]));
}

/// What a user should know of types that a value cannot tell apart: once for each union.
fn ambiguous(definition: &Definition, spec: &UnionSpec) -> Option<Diagnostic> {
    let found = unions::ambiguities(spec);
    let one = found.first()?;
    let name = |index: usize| spec.variants.get(index).map_or("", |variant| variant.name.as_str());
    let (first, second) = (name(one.first), name(one.second));
    let more = if found.len() > 1 { ", nor others of its variants" } else { "" };
    let message = format!(
        "`{}`: `{first}` and `{second}` cannot be told apart{}{more}; such a value is read as `{first}`",
        definition.pointer, one.reason
    );
    Some(Diagnostic::warning(Code::AmbiguousUnion, None, message))
}
