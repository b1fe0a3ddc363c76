//! Compares a tree with the disk.

use super::path::{fault, resolve, unusable};
use super::{Depth, Owned, OwnedFolders, Tree, is_generated};
use crate::diagnostic::{self, Code, Diagnostic, Place};
use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

/// What has to change on the disk so that it holds a tree, in the order of the paths.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) root: PathBuf,
    pub(super) owned: Vec<String>,
    pub(super) changes: Vec<Change>,
    pub(super) unchanged: usize,
}

/// One file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the root.
    pub path: String,
    /// What is wrong with it.
    pub kind: Kind,
    /// What is on the disk, empty if nothing is. What is not UTF-8 is shown as replacement characters.
    pub old: String,
    /// What should be there, empty if nothing should; the text of the tree itself, which may be large.
    pub new: Arc<String>,
}

/// In which way a file is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It is there and holds something else.
    Stale,
    /// It is not there.
    Missing,
    /// An earlier run wrote it, and this one does not.
    Orphaned,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Orphaned => "orphaned",
        })
    }
}

impl Plan {
    /// Whether the disk holds the tree already.
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty()
    }

    /// The files that are not as they should be, in the order of their paths.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// How many files are as they should be.
    pub fn unchanged(&self) -> usize {
        self.unchanged
    }
}

impl Tree {
    /// Compares the tree with the disk; changes nothing.
    ///
    /// # Errors
    ///
    /// Every path that must not or cannot be used ([`Code::BadPath`]): one that leaves the root, one that is a folder
    /// or a symbolic link, two that differ in case alone, a file of the user's where the tree keeps those.
    pub fn plan(&self) -> Result<Plan, Vec<Diagnostic>> {
        let mut diagnostics = self.clashes();
        let owned = self.all_owned();
        let mut plan = Plan {
            root: self.root.clone(),
            owned: owned.iter().map(|o| o.folder.clone()).collect(),
            changes: Vec::new(),
            unchanged: 0,
        };
        for (path, text) in &self.files {
            match self.compare(path, text) {
                Ok(Some(change)) => plan.changes.push(change),
                Ok(None) => plan.unchanged += 1,
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        for owned in &owned {
            match self.orphans(owned) {
                Ok(orphans) => plan.changes.extend(orphans),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        if diagnostics.is_empty() {
            plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
            plan.changes.dedup_by(|a, b| a.path == b.path);
            Ok(plan)
        } else {
            diagnostic::sort(&mut diagnostics);
            Err(diagnostics)
        }
    }

    /// The folders that were named, and those whose manifest says that they are owned.
    fn all_owned(&self) -> Vec<Owned> {
        let mut all = self.owned.clone();
        for OwnedFolders { parent, manifest, is_ours } in &self.owned_folders {
            // What cannot be read cannot be known to be ours.
            let entries = std::fs::read_dir(self.root.join(parent)).into_iter().flatten().flatten();
            for entry in entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())) {
                let text = std::fs::read_to_string(entry.path().join(manifest)).unwrap_or_default();
                if let (true, Some(name)) = (is_ours(&text), entry.file_name().to_str()) {
                    all.push(Owned { folder: format!("{parent}/{name}"), depth: Depth::All, is_ours: is_generated });
                }
            }
        }
        all
    }

    /// Two paths that are one file where the file system ignores case.
    fn clashes(&self) -> Vec<Diagnostic> {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let mut found = Vec::new();
        for path in self.files.keys() {
            if let Some(other) = seen.insert(path.to_lowercase(), path) {
                let message = format!("`{other}` and `{path}` differ in case alone, and are one file on some systems");
                found.push(Diagnostic::error(Code::BadPath, None, message));
            }
        }
        found
    }

    fn compare(&self, path: &str, text: &Arc<String>) -> Result<Option<Change>, Diagnostic> {
        let full = resolve(&self.root, path)?;
        let change = |kind, old| Some(Change { path: path.to_owned(), kind, old, new: Arc::clone(text) });
        let bytes = match std::fs::read(&full) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(change(Kind::Missing, String::new())),
            Err(error) => return Err(unusable(&full, &error)),
        };
        if text.as_bytes() == bytes {
            return Ok(None);
        }
        let old = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
        let kept = self.keep_foreign || self.guarded.contains(path);
        if kept && !old.trim().is_empty() && !is_generated(&old) {
            let place = Place::file(full.to_string_lossy().replace('\\', "/"));
            return Err(Diagnostic::error(
                Code::BadPath,
                place,
                "this file is not generated, and would be overwritten",
            )
            .help("move it away, or name another folder"));
        }
        Ok(change(Kind::Stale, old))
    }

    fn orphans(&self, owned: &Owned) -> Result<Vec<Change>, Diagnostic> {
        let folder = if owned.folder.is_empty() {
            self.root.clone()
        } else {
            match fault(&owned.folder) {
                None => self.root.join(&owned.folder),
                Some(why) => {
                    let message = format!("`{}` cannot be an owned folder: {why}", owned.folder);
                    return Err(Diagnostic::error(Code::BadPath, None, message));
                }
            }
        };
        // A link to somewhere else holds nothing of ours.
        let is_folder = std::fs::symlink_metadata(&folder).is_ok_and(|meta| meta.is_dir());
        if !is_folder || !super::path::stays_below(&self.root, &folder) {
            return Ok(Vec::new());
        }
        let depth = match owned.depth {
            Depth::Folder => 1,
            Depth::All => usize::MAX,
        };
        let mut found = Vec::new();
        for entry in WalkDir::new(&folder).follow_links(false).max_depth(depth).sort_by_file_name() {
            // What cannot be looked at cannot be known to be ours.
            let Ok(entry) = entry else { continue };
            if !entry.file_type().is_file() {
                continue;
            }
            let Some(path) = relative(&self.root, entry.path()) else { continue };
            if self.files.contains_key(&path) {
                continue;
            }
            // Files that cannot be read as text are none of ours.
            let Ok(old) = std::fs::read_to_string(entry.path()) else { continue };
            if (owned.is_ours)(&old) || super::write::is_temporary(&path) {
                found.push(Change { path, kind: Kind::Orphaned, old, new: Arc::default() });
            }
        }
        Ok(found)
    }
}

/// A path below the root, with `/` between its parts.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}
