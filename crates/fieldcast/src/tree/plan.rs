//! Compares a tree with the disk.

use super::Tree;
use super::disk::{Folder, Seen, State};
use super::lock::Locked;
use super::manifest::{self, Content, MANIFEST, Manifest, contents};
use super::path::{Walk, fault, place, refused, shown, split, unusable};
use crate::diagnostic::{self, Code, Diagnostic};
use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _, Seek as _};
use std::path::Path;
use std::sync::Arc;

/// What has to change on the disk so that it holds a tree, in the order of the paths.
#[derive(Debug)]
pub struct Plan {
    pub(super) tree: Tree,
    pub(super) changes: Vec<Change>,
    pub(super) unchanged: usize,
    pub(super) manifest: Known,
    pub(super) warnings: Vec<Diagnostic>,
    /// Homes that somebody else's files are in.
    strange: Vec<String>,
    pub(super) lock: Option<Locked>,
}

/// The manifest as it is on the disk, and as it will be.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) text: Option<String>,
    pub(super) old: Manifest,
    pub(super) new: Manifest,
}

/// One file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the root.
    pub path: String,
    /// What is wrong with it.
    pub kind: Kind,
    /// What should be there, empty if nothing should; the text of the tree itself, which may be large.
    pub new: Arc<String>,
    /// What was seen there.
    pub(super) seen: Option<State>,
}

/// In which way a file is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An earlier run wrote it, and it holds something else now.
    Stale,
    /// It is not there.
    Missing,
    /// An earlier run wrote it, and this one does not.
    Orphaned,
    /// An earlier run wrote it, and somebody changed it since.
    Changed,
    /// Somebody else's file is in its place.
    Foreign,
}

impl Kind {
    /// Whether it is somebody's work, which is replaced by force alone.
    pub fn is_somebodys(self) -> bool {
        matches!(self, Self::Changed | Self::Foreign)
    }

    /// Why a file that is somebody's is not replaced.
    pub(super) fn refusal(self, root: &Path, path: &str) -> Option<Diagnostic> {
        let (message, help) = match self {
            Self::Changed => (
                "this file was changed by hand since it was written, and would be replaced",
                "keep the change elsewhere, or give `--force` to replace the file",
            ),
            Self::Foreign => (
                "this file was not written by an earlier run, as far as is known, and would be replaced",
                "move it away, or give `--force` to replace it",
            ),
            Self::Stale | Self::Missing | Self::Orphaned => return None,
        };
        Some(Diagnostic::error(Code::NotOurs, place(&shown(root, path)), message).help(help))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Orphaned => "orphaned",
            Self::Changed => "changed",
            Self::Foreign => "foreign",
        })
    }
}

impl Plan {
    /// Whether the disk holds the tree already, and the manifest says so.
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty() && self.manifest_change().is_none()
    }

    /// The files that are not as they should be, in the order of their paths; the manifest is not among them.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// How many files are as they should be.
    pub fn unchanged(&self) -> usize {
        self.unchanged
    }

    /// In which way the manifest is not as it should be.
    pub fn manifest_change(&self) -> Option<Kind> {
        match &self.manifest.text {
            Some(text) if *text == self.manifest.new.write() => None,
            Some(_) => Some(Kind::Stale),
            None if self.manifest.new.is_empty() => None,
            None => Some(Kind::Missing),
        }
    }

    /// What is left alone though it is in the way of nothing: files that earlier runs made, this one does not, and
    /// somebody changed since.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Why [`Plan::write`] will touch nothing: every file and folder that is somebody's, [`Code::NotOurs`]. None where
    /// it is told to replace them.
    pub fn refusals(&self) -> Vec<Diagnostic> {
        if self.tree.force {
            return Vec::new();
        }
        let root = self.tree.root();
        let folders = self.strange.iter().map(|folder| {
            let message = "this folder holds files, and none that an earlier run is known to have written";
            Diagnostic::error(Code::NotOurs, place(&shown(root, folder)), message)
                .help("name a new folder, or give `--force` to write beside those files")
        });
        let files = self.changes.iter().filter_map(|change| change.kind.refusal(root, &change.path));
        let mut all: Vec<Diagnostic> = folders.chain(files).collect();
        diagnostic::sort(&mut all);
        all
    }
}

impl Tree {
    /// Compares the tree with the disk; changes nothing.
    ///
    /// # Errors
    ///
    /// Every path that must not or cannot be used ([`Code::BadPath`]): one that leaves the root, one that is a folder,
    /// a symbolic link or a device, two that differ in case alone. And [`Code::BadManifest`].
    pub fn plan(&self) -> Result<Plan, Vec<Diagnostic>> {
        let root = match Folder::open(self.root()) {
            Ok(root) => Some(root),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(vec![unusable(self.root(), &error)]),
        };
        self.compare_with(root.as_ref())
    }

    /// The same, and nobody else writes below the root until the plan is dropped. Waits until nobody does; makes the root.
    ///
    /// # Errors
    ///
    /// Those of [`Tree::plan`], and [`Code::Busy`] where another run does not end within a minute.
    pub fn plan_to_write(&self) -> Result<Plan, Vec<Diagnostic>> {
        let lock = Locked::take(self.root()).map_err(|diagnostic| vec![diagnostic])?;
        let mut plan = self.compare_with(Some(&lock.folder))?;
        plan.lock = Some(lock);
        Ok(plan)
    }

    fn compare_with(&self, root: Option<&Folder>) -> Result<Plan, Vec<Diagnostic>> {
        let mut diagnostics = self.clashes();
        let mut compared = Compared { changes: Vec::new(), unchanged: 0, manifest: Known::default() };
        let mut warnings = Vec::new();
        match root.map_or_else(|| Ok(Known::default()), Known::read) {
            Ok(known) => compared.manifest = known,
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
        // What other parts wrote stays known.
        compared.manifest.new.clone_from(&compared.manifest.old);
        match root {
            Some(root) => {
                let mut walk = Walk::new(root);
                for (path, text) in &self.files {
                    if let Err(diagnostic) = compared.file(&mut walk, path, text) {
                        diagnostics.push(diagnostic);
                    }
                }
                let orphans = compared.manifest.old.paths(|part| self.answers_for(part));
                let orphans: Vec<String> =
                    orphans.filter(|path| !self.files.contains_key(*path)).map(str::to_owned).collect();
                for path in orphans {
                    warnings.extend(compared.orphan(&mut walk, &path));
                }
            }
            None => {
                for (path, text) in &self.files {
                    match fault(path) {
                        Some(why) => diagnostics.push(refused(self.root(), path, why)),
                        None => compared.missing(path, text),
                    }
                }
            }
        }
        if !diagnostics.is_empty() {
            diagnostic::sort(&mut diagnostics);
            return Err(diagnostics);
        }
        for (path, text) in &self.files {
            if let Some(part) = self.parts.get(path) {
                compared.manifest.new.remove(path);
                compared.manifest.new.add(part, path, Content::of(text.as_bytes()));
            }
        }
        compared.changes.sort_by(|a, b| a.path.cmp(&b.path));
        let strange = root.map_or_else(Vec::new, |root| self.strange_homes(root, &compared));
        let Compared { changes, unchanged, manifest } = compared;
        Ok(Plan { tree: self.clone(), changes, unchanged, manifest, warnings, strange, lock: None })
    }

    /// The homes that hold something, of which an earlier run wrote nothing. Where the manifest is lost, and all that
    /// would be written is there to the letter, nothing is at stake.
    fn strange_homes(&self, root: &Folder, compared: &Compared) -> Vec<String> {
        let is_strange = |home: &&String| {
            if compared.manifest.old.knows_folder(home) {
                return false;
            }
            let Ok(Some(folder)) = root.below(home, false) else { return false };
            // What is hidden (`.git`) makes no folder somebody's; one that cannot be looked into does.
            let holds = folder
                .names()
                .map_or(true, |names| names.iter().any(|name| !name.as_encoded_bytes().starts_with(b".")));
            let inside =
                |path: &String| home.is_empty() || path.strip_prefix(home.as_str()).is_some_and(|p| p.starts_with('/'));
            let files = self.files.keys().filter(|path| inside(path)).count();
            let differ = compared.changes.iter().filter(|change| inside(&change.path)).count();
            holds && (files == 0 || differ > 0)
        };
        self.homes.iter().filter(is_strange).cloned().collect()
    }

    /// Two paths that are one file where the file system ignores case, and the manifest's own.
    fn clashes(&self) -> Vec<Diagnostic> {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let mut found = Vec::new();
        for path in self.files.keys() {
            if let Some(other) = seen.insert(path.to_lowercase(), path) {
                let message = format!("`{other}` and `{path}` differ in case alone, and are one file on some systems");
                found.push(Diagnostic::error(Code::BadPath, None, message));
            }
        }
        if seen.contains_key(MANIFEST) {
            found.push(refused(self.root(), MANIFEST, "that is the manifest's name"));
        }
        found
    }
}

impl Known {
    /// Reads the manifest of a root.
    pub(super) fn read(root: &Folder) -> Result<Self, Diagnostic> {
        let path = root.path().join(MANIFEST);
        let failed = |error: io::Error| unusable(&path, &error);
        match root.see(MANIFEST).map_err(failed)? {
            Seen::Nothing => return Ok(Self::default()),
            Seen::File(state) if state.size <= manifest::LARGEST => {}
            Seen::File(_) => return Err(bad_manifest(&path, "it is larger than any manifest is")),
            Seen::Folder | Seen::Link | Seen::Other => return Err(bad_manifest(&path, "it is no file")),
        }
        let mut text = String::new();
        let file = root.read(MANIFEST).map_err(failed)?;
        file.take(manifest::LARGEST).read_to_string(&mut text).map_err(failed)?;
        let old = Manifest::parse(&text, &place(&path).file)?;
        Ok(Self { text: Some(text), new: Manifest::default(), old })
    }
}

fn bad_manifest(path: &Path, why: &str) -> Diagnostic {
    let message = format!("this cannot be the manifest of what was written here: {why}");
    Diagnostic::error(Code::BadManifest, place(path), message).help("move it away")
}

/// What came of comparing, so far.
struct Compared {
    changes: Vec<Change>,
    unchanged: usize,
    manifest: Known,
}

impl Compared {
    fn missing(&mut self, path: &str, text: &Arc<String>) {
        self.changes.push(Change { path: path.to_owned(), kind: Kind::Missing, new: Arc::clone(text), seen: None });
    }

    fn file(&mut self, walk: &mut Walk<'_>, path: &str, text: &Arc<String>) -> Result<(), Diagnostic> {
        let Some((folder, Seen::File(state))) = walk.look(path)? else {
            self.missing(path, text);
            return Ok(());
        };
        let failed = |error: io::Error| unusable(&folder.path().join(split(path).1), &error);
        let file = folder.read(split(path).1).map_err(failed)?;
        if state.size == text.len() as u64 && is(&file, text.as_bytes()).map_err(failed)? {
            self.unchanged += 1;
            return Ok(());
        }
        let kind = self.manifest.old.kind(path, &file, &state).map_err(failed)?;
        self.changes.push(Change { path: path.to_owned(), kind, new: Arc::clone(text), seen: Some(state) });
        Ok(())
    }

    /// A file that is made no more; a warning where it stays.
    fn orphan(&mut self, walk: &mut Walk<'_>, path: &str) -> Option<Diagnostic> {
        self.manifest.new.remove(path);
        let at = place(&shown(walk.root().path(), path));
        // Where nothing is there any more, or nothing that a run could have written, nothing is to be done.
        let Ok(Some((folder, Seen::File(state)))) = walk.look(path) else { return None };
        let kind = folder.read(split(path).1).and_then(|file| self.manifest.old.kind(path, &file, &state));
        if !kind.is_ok_and(|kind| kind == Kind::Stale) {
            let message = "this file is made no more, and was changed since it was written: it stays, and is yours now";
            return Some(Diagnostic::warning(Code::NotOurs, at, message));
        }
        let seen = Some(state);
        self.changes.push(Change { path: path.to_owned(), kind: Kind::Orphaned, new: Arc::default(), seen });
        None
    }
}

impl Manifest {
    /// Whose a file is that does not hold what it should.
    pub(super) fn kind(&self, path: &str, mut file: &File, state: &State) -> io::Result<Kind> {
        file.rewind()?;
        if is_blank(file, state)? {
            return Ok(Kind::Stale);
        }
        // With the line ends of Windows a file is larger, but not twice as large; what is, is not read.
        match self.sizes(path).max() {
            None => return Ok(Kind::Foreign),
            Some(size) if state.size / 2 > size => return Ok(Kind::Changed),
            Some(_) => {}
        }
        let [exact, unix] = contents(file.take(state.size))?;
        let ours = self.holds(path, exact) || self.holds(path, unix);
        Ok(if ours { Kind::Stale } else { Kind::Changed })
    }
}

/// Whether a file holds nothing that could be lost.
fn is_blank(mut file: &File, state: &State) -> io::Result<bool> {
    const BLANK: u64 = 4096;
    if state.size > BLANK {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    (&mut file).take(BLANK).read_to_end(&mut bytes)?;
    file.rewind()?;
    Ok(bytes.iter().all(u8::is_ascii_whitespace))
}

/// Whether a file holds just these bytes.
fn is(file: &File, bytes: &[u8]) -> io::Result<bool> {
    let mut held = Vec::with_capacity(bytes.len() + 1);
    file.take(bytes.len() as u64 + 1).read_to_end(&mut held)?;
    Ok(held == bytes)
}
