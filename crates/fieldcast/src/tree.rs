//! The files that a run makes, and the only way to the disk: computed whole, compared, then written. A single file that is
//! too large to be held goes to it by [`write_as_made`].
//!
//! A [`Tree`] is a map from paths below one root to their text, each of a part of what the program makes there.
//! [`Tree::plan`] compares it with the disk and changes nothing; [`Plan::report`] shows the difference, and
//! [`Plan::write`] makes it so. Only what differs is touched.
//!
//! **What may be replaced or deleted** is what an earlier run wrote and nobody changed since. The [`MANIFEST`] in the root
//! says what that is: every path, with the hash of what was written there. A file that it does not name, or that holds
//! something else by now, is somebody's work: [`Plan::write`] refuses to touch any file then, until it is told to
//! ([`Tree::force`]), and even then deletes none of them. Nothing outside the root is ever read, written or deleted.
//!
//! **One run at a time** writes below a root; another waits. New texts are all there before the first of them takes its
//! place, and the manifest knows them by then, so that the run after one that was killed mends what it left.

mod disk;
mod lock;
mod manifest;
mod own;
mod path;
mod plan;
mod report;
mod stage;
mod stream;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use manifest::MANIFEST;
pub use own::{create, replace};
pub use plan::{Change, Kind, Plan};
pub use report::Limits;
pub use stream::{Single, is_device, write_as_made, write_to_device};
pub use write::Written;

/// The files of one run, below one folder.
///
/// # Examples
///
/// ```
/// use fieldcast::tree::Tree;
/// let folder = std::env::temp_dir().join(format!("fieldcast-tree-{}", std::process::id()));
/// let mut tree = Tree::new(&folder);
/// tree.home("api pets", "pets");
/// tree.add("api pets", "pets/README.md", "# Pets\n");
/// assert_eq!(tree.plan()?.write()?.written, 1);
/// // Somebody's own text now: it stays.
/// std::fs::write(folder.join("pets/README.md"), "# My pets\n").unwrap();
/// assert!(tree.plan()?.write().is_err());
/// # std::fs::remove_dir_all(folder).unwrap();
/// # Ok::<(), Vec<fieldcast::diagnostic::Diagnostic>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tree {
    root: PathBuf,
    files: BTreeMap<String, Arc<String>>,
    /// The part of each file.
    parts: BTreeMap<String, Arc<str>>,
    /// The parts of which files of earlier runs, that this one does not make, are orphans.
    whole: BTreeSet<Arc<str>>,
    /// The same, by their first word.
    kinds: BTreeSet<String>,
    /// Folders that hold nothing but what is made, at first.
    homes: BTreeSet<String>,
    force: bool,
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
    ///
    /// `part` is what it is a file of, such as `api pets`: files that earlier runs made of the same part, and that are
    /// not in this tree, are orphans. A line of text without control characters.
    pub fn add(&mut self, part: &str, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        let part = self.part(part);
        self.parts.insert(path.clone(), part);
        self.files.insert(path, Arc::new(text.into()));
    }

    /// Names a folder for the files of a part; the empty path is the root. Where it already holds anything that no
    /// earlier run wrote there, and nothing that one did, it is somebody's, and [`Plan::write`] refuses it.
    pub fn home(&mut self, part: &str, folder: impl Into<String>) {
        self.part(part);
        self.homes.insert(folder.into());
    }

    /// Says that the tree has every part of a kind, which is the first word of their names: all that earlier runs made
    /// of others of that kind are orphans.
    pub fn every(&mut self, kind: impl Into<String>) {
        self.kinds.insert(kind.into());
    }

    /// Lets [`Plan::write`] replace what somebody else wrote, or changed since, where the tree has a file of that path.
    pub fn force(&mut self, force: bool) {
        self.force = force;
    }

    fn part(&mut self, name: &str) -> Arc<str> {
        if let Some(part) = self.whole.get(name) {
            return Arc::clone(part);
        }
        let part: Arc<str> = name.replace(|c: char| c.is_control(), " ").into();
        self.whole.insert(Arc::clone(&part));
        part
    }

    /// Whether files of a part, that this tree does not have, are orphans.
    fn answers_for(&self, part: &str) -> bool {
        self.whole.contains(part) || self.kinds.contains(part.split(' ').next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
