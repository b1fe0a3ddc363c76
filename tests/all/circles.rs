//! Imports run one way: no module of the workspace leans on one that leans on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};

/// Where the programs and libraries are whose modules are looked at.
const CRATES: [&str; 5] = ["crates/fieldcast", "crates/fieldcast-cli", "xtask", "tests/conformance", "tests/hardening"];

/// A module's path below its crate's root.
type Name = Vec<String>;

/// Every module that has a file of its own, and the modules that it names.
#[derive(Default)]
struct Modules {
    files: BTreeMap<Name, PathBuf>,
    needs: BTreeMap<Name, BTreeSet<Name>>,
}

impl Modules {
    /// Follows the modules from the file of a crate's root, without those for tests alone.
    fn of(root: &Path) -> Self {
        let mut found = Self::default();
        let mut texts = BTreeMap::new();
        let mut open = vec![(Name::new(), root.to_owned())];
        while let Some((name, path)) = open.pop() {
            let syntax = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            let folder = path.parent().unwrap();
            // What `lib.rs` and `main.rs` declare lies beside them, what others declare in the folder of their name.
            let folder = if name.is_empty() { folder.to_owned() } else { folder.join(path.file_stem().unwrap()) };
            for item in &syntax.items {
                let syn::Item::Mod(module) = item else { continue };
                if module.content.is_some() || is_for_tests(&module.attrs) {
                    continue;
                }
                let word = module.ident.to_string();
                open.push(([name.clone(), vec![word.clone()]].concat(), folder.join(format!("{word}.rs"))));
            }
            texts.insert(name.clone(), syntax);
            found.files.insert(name, path);
        }
        for (name, syntax) in &texts {
            let mut needs = Needs { here: name, modules: &found.files, found: BTreeSet::new() };
            needs.visit_file(syntax);
            found.needs.insert(name.clone(), needs.found);
        }
        found
    }

    /// The circles: modules of one folder each of which leads, with what lies in its own folder, to every other.
    fn circles(&self) -> Vec<Vec<String>> {
        // A module and one above it are one room, so what counts is where two ways part.
        let mut rooms: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
        for (from, needs) in &self.needs {
            for to in needs {
                let same = from.iter().zip(to).take_while(|(a, b)| a == b).count();
                if let (Some(left), Some(right)) = (from.get(..=same), to.get(..=same)) {
                    rooms.entry(left.to_vec()).or_default().insert(right.to_vec());
                }
            }
        }
        let reach = |from: &Name| {
            let mut seen: BTreeSet<&Name> = BTreeSet::new();
            let mut open: Vec<&Name> = rooms[from].iter().collect();
            while let Some(name) = open.pop() {
                if seen.insert(name) {
                    open.extend(rooms.get(name).into_iter().flatten());
                }
            }
            seen
        };
        let reached: BTreeMap<&Name, BTreeSet<&Name>> = rooms.keys().map(|name| (name, reach(name))).collect();
        let mut circles = BTreeSet::new();
        for (name, seen) in reached.iter().filter(|(name, seen)| seen.contains(**name)) {
            let all = seen.iter().filter(|other| reached.get(**other).is_some_and(|seen| seen.contains(*name)));
            circles.insert(all.map(|other| other.join("::")).collect::<Vec<_>>());
        }
        circles.into_iter().collect()
    }
}

/// What one module names by a path from the crate's root, from above, or from itself.
struct Needs<'a> {
    here: &'a Name,
    modules: &'a BTreeMap<Name, PathBuf>,
    found: BTreeSet<Name>,
}

impl Needs<'_> {
    /// The module in which a path ends.
    fn path(&mut self, words: &[String]) {
        let mut base = match words.first().map(String::as_str) {
            Some("crate") => Name::new(),
            Some("self" | "super") => self.here.clone(),
            _ => return,
        };
        for word in words {
            match word.as_str() {
                "crate" | "self" => {}
                "super" => drop(base.pop()),
                _ if self.modules.contains_key(&[base.clone(), vec![word.clone()]].concat()) => base.push(word.clone()),
                _ => break,
            }
        }
        self.found.insert(base);
    }

    fn tree(&mut self, tree: &syn::UseTree, words: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                words.push(path.ident.to_string());
                self.tree(&path.tree, words);
                words.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, words)),
            syn::UseTree::Name(name) => self.path(&[words.clone(), vec![name.ident.to_string()]].concat()),
            syn::UseTree::Rename(name) => self.path(&[words.clone(), vec![name.ident.to_string()]].concat()),
            syn::UseTree::Glob(_) => self.path(words),
        }
    }
}

impl<'ast> Visit<'ast> for Needs<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &mut Vec::new());
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_for_tests(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if words.len() > 1 {
            self.path(&words);
        }
        visit::visit_path(self, path);
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

#[test]
fn no_module_leans_on_one_that_leans_on_it() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut seen = 0;
    for name in CRATES {
        let source = workspace.join(name).join("src");
        let roots = ["lib.rs", "main.rs"].map(|file| source.join(file));
        for root in roots.iter().filter(|root| root.exists()) {
            let modules = Modules::of(root);
            assert_eq!(modules.circles(), Vec::<Vec<String>>::new(), "{name}");
            seen += modules.files.len();
        }
    }
    assert!(seen > 250, "{seen} modules");
}

#[test]
fn a_circle_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("lib.rs", "mod a;\nmod b;\nmod c;\n#[cfg(test)]\nmod tests;\n");
    write("a.rs", "mod inner;\npub use inner::X;\nuse crate::b::Y;\npub struct Z;\n");
    write("a/inner.rs", "use super::Z;\npub struct X(Z, crate::c::W);\n");
    write("b.rs", "pub(super) struct Y;\n#[cfg(test)]\nmod tests { use crate::a::Z; }\n");
    write("c.rs", "pub struct W;\n");
    assert_eq!(Modules::of(&dir.path().join("lib.rs")).circles(), Vec::<Vec<String>>::new());
    write("c.rs", "pub struct W;\nfn w(_: &super::a::X) {}\n");
    assert_eq!(Modules::of(&dir.path().join("lib.rs")).circles(), [["a", "c"]]);
}
