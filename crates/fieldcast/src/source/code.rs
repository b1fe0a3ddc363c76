//! Finds an SDK's own sources: the files beside its docs in which its classes are written.

use super::{DEEPEST, Docs, File, join, relative};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How many folders above that of the models are looked at.
const CLIMB: usize = 3;

/// The most files and folders of a checkout that are looked at; the largest of the measured SDKs has 21 thousand.
pub const MOST_ENTRIES: usize = 100_000;

/// Folders that hold no sources of an SDK, wherever they lie.
const FOREIGN: [&str; 4] = ["node_modules", "target", "vendor", "__pycache__"];

/// Folders at the top of a checkout that hold no classes of models.
const ASIDE: [&str; 8] = ["doc", "docs", "examples", "test", "tests", "samples", "dist", "scripts"];

/// Whether a file of a checkout may be one of the SDK's sources, by its way below the checkout: one with one of `endings`, and
/// not in a folder of tests, examples or other people's code.
///
/// ```
/// use fieldcast::source::is_code;
/// assert!(is_code("src/models/pet.ts", &[".ts"]) && !is_code("src/pet.d.ts", &[".ts"]));
/// assert!(!is_code("tests/pet.ts", &[".ts"]) && !is_code("src/node_modules/a/pet.ts", &[".ts"]));
/// ```
pub fn is_code(path: &str, endings: &[&str]) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut folders = folders.split('/').filter(|folder| !folder.is_empty()).enumerate();
    endings.iter().any(|ending| name.ends_with(ending))
        && !name.ends_with(".d.ts")
        && folders.all(|(depth, folder)| is_looked_into(folder, depth + 1))
}

/// Whether a folder may hold sources, so many folders below the checkout.
fn is_looked_into(name: &str, depth: usize) -> bool {
    let aside = depth == 1 && ASIDE.iter().any(|aside| name.eq_ignore_ascii_case(aside));
    !name.starts_with('.') && !aside && !FOREIGN.contains(&name)
}

impl Docs {
    /// Finds the files with one of `endings` in the checkout in which the folder of models lies, and reads none of them.
    ///
    /// The checkout is the folder above the nearest `docs` or `doc`, or the one that holds the SDK generator's settings, at most three
    /// folders above that of the models. `None` where there is none, no such file in it, or more than 100,000 files
    /// in all: then it is something else. No link is followed.
    pub fn code(&self, endings: &[&str]) -> Option<Self> {
        if endings.is_empty() || self.folder.as_os_str().is_empty() {
            return None;
        }
        let (folder, climbed) = checkout(&self.folder)?;
        let root = climb(&self.root, climbed);
        let walk = WalkDir::new(&folder).follow_links(false).max_depth(DEEPEST);
        let entries = walk.into_iter().filter_entry(|entry| {
            if entry.depth() == 0 || entry.file_type().is_file() {
                return true;
            }
            let name = entry.file_name().to_str().unwrap_or(".");
            is_looked_into(name, entry.depth())
        });
        let mut found = Vec::new();
        for (at, entry) in entries.enumerate() {
            if at >= MOST_ENTRIES {
                return None;
            }
            // What cannot be looked at is no source of the models.
            let Ok(entry) = entry else { continue };
            if !entry.file_type().is_file() {
                continue;
            }
            found.extend(relative(entry.path(), &folder).filter(|path| is_code(path, endings)));
        }
        found.sort_unstable();
        let file =
            |relative: String| File { path: join(&root, &relative).into(), relative: relative.into(), text: None };
        let files: Vec<File> = found.into_iter().map(file).collect();
        (!files.is_empty()).then(|| Self { root, folder, files, ..Self::default() })
    }
}

/// The checkout that a folder of models lies in, and how many folders above it.
fn checkout(models: &Path) -> Option<(PathBuf, usize)> {
    let models = std::path::absolute(models).ok()?;
    for (climbed, folder) in models.ancestors().take(CLIMB).enumerate() {
        if folder.file_name().is_some_and(|name| ["doc", "docs"].iter().any(|docs| name.eq_ignore_ascii_case(docs))) {
            return Some((folder.parent()?.to_owned(), climbed + 1));
        }
        if folder.join("gen.yaml").is_file() || folder.join(".speakeasy/gen.yaml").is_file() {
            return Some((folder.to_owned(), climbed));
        }
    }
    None
}

/// How a folder some way above one that is shown as `root` is shown.
fn climb(root: &str, folders: usize) -> String {
    let mut parts: Vec<&str> = root.split('/').filter(|part| !matches!(*part, "." | "")).collect();
    let absolute = root.starts_with('/');
    for _ in 0..folders {
        match parts.last() {
            Some(part) if *part != ".." => {
                parts.pop();
            }
            _ => parts.push(".."),
        }
    }
    let way = parts.join("/");
    match (absolute, way.is_empty()) {
        (true, _) => format!("/{way}"),
        (false, true) => ".".to_owned(),
        (false, false) => way,
    }
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;

    fn write(folder: &Path, files: &[&str]) {
        for file in files {
            let path = folder.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "# Loan").unwrap();
        }
    }

    #[test]
    fn sources_are_found_from_every_folder_that_a_user_may_name() {
        let dir = tempfile::tempdir().unwrap();
        let files = [
            "docs/models/loan.md",
            "docs/snippet.go",
            "models/loan.go",
            "models/loan.rs",
            "tests/loan.go",
            ".git/hook.go",
            "vendor/other/loan.go",
        ];
        write(dir.path(), &files);
        let mut seen = 0;
        for named in ["", "docs", "docs/models"] {
            let docs = find(&dir.path().join(named)).0.pop().unwrap();
            let code = docs.code(&[".go"]).unwrap();
            let ways: Vec<&str> = code.files.iter().map(|file| &*file.relative).collect();
            assert_eq!(ways, ["models/loan.go"], "{named}");
            assert!(code.files[0].path.ends_with("/models/loan.go") && !code.files[0].path.contains("docs"));
            assert_eq!(docs.code(&[".py"]), None);
            seen += 1;
        }
        assert_eq!(seen, 3);
    }

    #[test]
    fn a_folder_of_pages_alone_has_no_sources() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), &["a/b/c/pages/loan.md", "a/b/loan.go"]);
        let docs = find(&dir.path().join("a/b/c/pages")).0.pop().unwrap();
        assert_eq!(docs.code(&[".go"]), None);
        assert_eq!(Docs::default().code(&[".go"]), None);
    }

    #[test]
    fn folders_above_are_shown_as_the_user_would_name_them() {
        for (root, folders, shown) in [
            ("sdk/docs/models", 2, "sdk"),
            ("docs/models", 2, "."),
            ("models", 2, ".."),
            (".", 1, ".."),
            ("/a/docs", 1, "/a"),
            ("../docs/models", 2, ".."),
        ] {
            assert_eq!(climb(root, folders), shown, "{root}");
        }
    }
}
