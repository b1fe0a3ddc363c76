//! Finds the pages that lie beside an SDK's models: those of its operations, and the README of the whole SDK.
//!
//! What a user names may be the checkout, its `docs` or its `docs/models`, so this is the one place that reads above the
//! folder that was named: up to the folder `docs` that holds the models, and the README next to it.

use super::{DEEPEST, Docs, File, is_page, join, relative};
use crate::diagnostic::{Code, Diagnostic, Place};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How many folders above the models' `docs` may lie: `docs/sdk/pkg/models`.
const HIGHEST: usize = 3;

/// The pages beside the models of `docs`, as docs of their own whose root is the folder of both.
///
/// Which of them are pages of operations, their content tells. Problems come back as diagnostics: `unreadable`.
pub fn beside(docs: &Docs) -> (Docs, Vec<Diagnostic>) {
    let (folder, above) = base(&docs.folder);
    let root = shown(&docs.root, above);
    let mut found = Docs { root: root.clone(), folder: folder.clone(), ..Docs::default() };
    let mut diagnostics = Vec::new();
    let walk = WalkDir::new(&folder).follow_links(false).max_depth(DEEPEST).sort_by_file_name();
    let entries = walk.into_iter().filter_entry(|entry| {
        let skipped = || match entry.file_name().to_str() {
            Some(".git" | "node_modules" | "target") => true,
            Some(name) => above > 0 && name.eq_ignore_ascii_case("models") && !is_group(entry.path()),
            None => true,
        };
        entry.depth() == 0 || !entry.file_type().is_dir() || !skipped()
    });
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                // where models and operations share a folder, its pages are not all read a second time
                let group = |way: &String| above > 0 || way.to_ascii_lowercase().contains("readme.md");
                let way = relative(entry.path(), &folder).filter(|way| is_page(way) && group(way));
                found.files.extend(way.map(|way| file(&root, &way)));
            }
            Ok(_) => {}
            Err(error) => {
                diagnostics.push(Diagnostic::warning(Code::Unreadable, Place::file(root.as_str()), error.to_string()))
            }
        }
    }
    // the README of the whole SDK lies next to `docs`
    let readme = folder.parent().map(|parent| parent.join("README.md"));
    let is_docs = folder.file_name().is_some_and(is_docs);
    if readme.is_some_and(|readme| is_docs && readme.symlink_metadata().is_ok_and(|meta| meta.is_file())) {
        found.files.push(file(&root, "../README.md"));
    }
    (found, diagnostics)
}

impl Docs {
    /// These pages, and some that lie among the models of `docs`, of which some generators' pages of operations are.
    pub(crate) fn with(&self, docs: &Self, among: &[&File]) -> Self {
        let mut all = self.clone();
        let whole = |folder: &Path| std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let (below, above) = (whole(&docs.folder), whole(&self.folder));
        let way = if below == above { Some(String::new()) } else { relative(&below, &above) };
        let Some(way) = way else { return all };
        let mut known: HashSet<std::sync::Arc<str>> = all.files.iter().map(|file| file.relative.clone()).collect();
        for file in among {
            let relative: std::sync::Arc<str> =
                if way.is_empty() { (*file.relative).into() } else { join(&way, &file.relative).into() };
            if known.insert(relative.clone()) {
                all.files.push(File { relative, ..(*file).clone() });
            }
        }
        // in one order, wherever they lie
        all.files.sort_by(|a, b| a.relative.cmp(&b.relative));
        all
    }
}

/// Whether a folder called `models` holds a group of operations, as that of an API about models does: a README that lies
/// below a folder called `sdks`.
fn is_group(folder: &Path) -> bool {
    let below = folder.components().any(|part| part.as_os_str().eq_ignore_ascii_case("sdks"));
    below && folder.join("README.md").is_file()
}

/// Whether a folder is called as those of docs are.
fn is_docs(name: &std::ffi::OsStr) -> bool {
    name.eq_ignore_ascii_case("docs") || name.eq_ignore_ascii_case("doc")
}

/// The folder that holds models and operations, and how many folders it lies above that of the models.
fn base(models: &Path) -> (PathBuf, usize) {
    let whole = std::path::absolute(models).unwrap_or_else(|_| models.to_owned());
    let docs = whole.ancestors().take(HIGHEST + 1).position(|folder| folder.file_name().is_some_and(is_docs));
    let is_models = whole.file_name().is_some_and(|name| name.eq_ignore_ascii_case("models"));
    let above = docs.unwrap_or(usize::from(is_models));
    let folder = if above == 0 { Some(models) } else { whole.ancestors().nth(above) };
    (folder.unwrap_or(models).to_owned(), above)
}

/// How diagnostics show a folder so many above that of `root`.
fn shown(root: &str, above: usize) -> String {
    let parts: Vec<&str> = root.split('/').collect();
    let kept = parts.len().saturating_sub(above);
    let (head, tail) = parts.split_at_checked(kept).unwrap_or_default();
    if !head.is_empty() && !tail.iter().any(|part| matches!(*part, "." | ".." | "")) {
        return head.join("/");
    }
    (0..above).fold(root.to_owned(), |way, _| join(&way, ".."))
}

fn file(root: &str, way: &str) -> File {
    let path = match way.strip_prefix("../") {
        Some(name) => match root.rsplit_once('/') {
            Some((above, _)) => join(above, name),
            None if matches!(root, "." | "..") => join(root, way),
            None => name.to_owned(),
        },
        None => join(root, way),
    };
    File { path: path.into(), relative: way.into(), text: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(docs: &Docs) -> Vec<&str> {
        docs.files.iter().map(|file| &*file.relative).collect()
    }

    #[test]
    fn pages_are_found_from_every_folder_that_a_user_may_name() {
        let checkout = tempfile::tempdir().unwrap();
        for (way, text) in [
            ("README.md", "# SDK"),
            ("docs/models/pet.md", "# Pet"),
            ("docs/sdks/pets/README.md", "# Pets"),
            ("docs/sdks/models/README.md", "# Models"),
            ("docs/store/README.md", "# Store"),
        ] {
            let path = checkout.path().join(way);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut seen = 0;
        for named in ["", "docs", "docs/models"] {
            let (docs, _) = super::super::find(&checkout.path().join(named));
            let docs = docs.iter().find(|docs| docs.folder.ends_with("docs/models")).unwrap();
            let (found, problems) = beside(docs);
            assert_eq!(
                names(&found),
                ["sdks/models/README.md", "sdks/pets/README.md", "store/README.md", "../README.md"],
                "{named}"
            );
            assert!(problems.is_empty() && found.files.iter().all(|file| found.folder.join(&*file.relative).is_file()));
            seen += 1;
        }
        assert_eq!(seen, 3);
    }

    #[test]
    fn folders_above_are_shown_as_the_user_would_name_them() {
        for (root, above, expected) in [
            ("sdk/docs/models", 1, "sdk/docs"),
            ("docs/models", 1, "docs"),
            ("models", 1, "models/.."),
            (".", 1, ".."),
            ("docs", 0, "docs"),
        ] {
            assert_eq!(shown(root, above), expected);
        }
        assert_eq!(&*file("sdk/docs", "../README.md").path, "sdk/README.md");
        assert_eq!(&*file("docs", "../README.md").path, "README.md");
    }
}
