//! The files that a run makes, and the only way to the disk: computed whole, compared, then written. A single file that is
//! too large to be held goes to it by [`write_as_made`].
//!
//! A [`Tree`] is a map from paths below one root to their text, and the folders in which files of earlier runs may lie.
//! [`Tree::plan`] compares it with the disk and changes nothing; [`Plan::report`] shows the difference, and
//! [`Plan::write`] makes it so. Only what differs is touched. A file that no earlier run marked as its own is never
//! deleted, and nothing outside the root is ever read, written or deleted.

mod path;
mod plan;
mod report;
mod stream;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use plan::{Change, Kind, Plan};
pub use report::Limits;
pub use stream::{is_device, write_as_made, write_to_device};
pub use write::Written;

/// The files of one run, below one folder.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    root: PathBuf,
    files: BTreeMap<String, Arc<String>>,
    owned: Vec<Owned>,
    keep_foreign: bool,
    guarded: BTreeSet<String>,
    owned_folders: Vec<OwnedFolders>,
}

/// A folder in which files of earlier runs may lie.
#[derive(Clone, Debug)]
struct Owned {
    folder: String,
    depth: Depth,
    is_ours: fn(&str) -> bool,
}

/// A folder whose folders may have been written by earlier runs.
#[derive(Clone, Debug)]
struct OwnedFolders {
    parent: String,
    manifest: String,
    is_ours: fn(&str) -> bool,
}

/// How far below an owned folder orphans are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// In the folder itself.
    Folder,
    /// In it and in all folders below it.
    All,
}

impl Tree {
    /// An empty tree below `root`, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), ..Self::default() }
    }

    /// The folder below which everything lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files, by their path below the root, with `/` between its parts.
    pub fn files(&self) -> &BTreeMap<String, Arc<String>> {
        &self.files
    }

    /// Adds a file. `path` is relative to the root, with `/` between its parts; [`Tree::plan`] refuses any other.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), Arc::new(text.into()));
    }

    /// Names a folder of which files that `is_ours` accepts, and that are not in the tree, are orphans.
    ///
    /// `is_ours` sees a file's text and must say yes only to what an earlier run wrote; [`is_generated`] is such a
    /// test for text with comments. The empty path is the root.
    pub fn own(&mut self, folder: impl Into<String>, depth: Depth, is_ours: fn(&str) -> bool) {
        self.owned.push(Owned { folder: folder.into(), depth, is_ours });
    }

    /// Owns, as [`Tree::own`] does, each folder directly below `parent` whose file `manifest` `is_ours` accepts; in it,
    /// files that [`is_generated`] are orphans. So a whole folder that an earlier run wrote can go.
    pub fn own_folders(&mut self, parent: impl Into<String>, manifest: impl Into<String>, is_ours: fn(&str) -> bool) {
        self.owned_folders.push(OwnedFolders { parent: parent.into(), manifest: manifest.into(), is_ours });
    }

    /// Makes it an error to overwrite a file that does not carry the mark of [`is_generated`]: for a folder that a user
    /// names, which may hold work of their own.
    #[must_use]
    pub fn keep_foreign(mut self) -> Self {
        self.keep_foreign = true;
        self
    }

    /// The same for one file, such as the one that says whose its folder is.
    pub fn guard(&mut self, path: impl Into<String>) {
        self.guarded.insert(path.into());
    }
}

/// Whether a text says in its first lines that it is generated: the word `@generated`, which review tools know too.
pub fn is_generated(text: &str) -> bool {
    text.lines().take(12).any(|line| line.contains("@generated"))
}

#[cfg(test)]
mod tests;
