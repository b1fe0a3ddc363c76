//! Makes the disk hold a tree.
//!
//! Every new text is first written whole beside the root's other files, then the manifest says what may be found from
//! here on, and only then each takes its place: whoever interrupts the run, or runs out of space, finds whole files, old
//! ones or new ones, and the next run knows them all for its own.

use super::disk::{Folder, Seen, State};
use super::manifest::{Content, MANIFEST, Manifest};
use super::path::{Walk, place, split, unusable};
use super::plan::{Kind, Known, Plan};
use super::stage::{Staged, clear, unchanged};
use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::sync::Arc;

/// What a write has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were made or changed.
    pub written: usize,
    /// Orphans that were deleted.
    pub deleted: usize,
    /// Files that were left as they are.
    pub unchanged: usize,
    /// Each file that was made, changed or deleted, with what was wrong with it before.
    pub changes: Vec<(Kind, String)>,
    /// What is left alone, and worth a word.
    pub warnings: Vec<Diagnostic>,
}

impl Plan {
    /// Writes what is stale or missing and deletes what is orphaned; what is unchanged is not touched.
    ///
    /// A plan that was not made [to write](super::Tree::plan_to_write) is made again first, while nobody else writes.
    ///
    /// # Errors
    ///
    /// [`Plan::refusals`], and nothing has changed. What the system refused: as long as it refuses a file's text, no file
    /// has been changed, and whatever it refuses later, the next run goes on from there.
    pub fn write(&self) -> Result<Written, Vec<Diagnostic>> {
        let Some(lock) = &self.lock else {
            return self.tree.plan_to_write()?.write();
        };
        let refusals = self.refusals();
        if !refusals.is_empty() {
            return Err(refusals);
        }
        self.write_below(&lock.folder).map_err(|diagnostic| vec![diagnostic])
    }

    fn write_below(&self, root: &Folder) -> Result<Written, Diagnostic> {
        let mut done = Written { unchanged: self.unchanged, warnings: self.warnings.clone(), ..Written::default() };
        done.changes = self.changes.iter().map(|change| (change.kind, change.path.clone())).collect();
        if self.is_clean() {
            // Whoever was killed may have been about to write what is there already.
            clear(root)?;
            return Ok(done);
        }
        let mut staged = Staged::new(root)?;
        let failed = |error: io::Error| unusable(root.path(), &error);
        let mut placed = Vec::new();
        for change in self.changes.iter().filter(|change| change.kind != Kind::Orphaned) {
            let (number, file) = staged.create(change.seen.as_ref()).map_err(failed)?;
            file.write_all(change.new.as_bytes()).map_err(|error| unusable(&root.path().join(&change.path), &error))?;
            staged.close(number);
            placed.push((number, change));
        }
        let ledger = Ledger::new(root, &mut staged, &self.manifest)?;
        // What is new takes nobody's place: nothing is lost with it when the machine stops.
        let replaces = self.changes.iter().any(|change| change.seen.is_some());
        if replaces {
            staged.sync().map_err(failed)?;
        }
        let mut walk = Walk::new(root);
        ledger.begin(&staged, &mut walk)?;
        let mut touched = BTreeSet::new();
        for (number, change) in placed {
            staged.place(number, &mut walk, &change.path, change.seen.as_ref())?;
            touched.extend(folders(&change.path));
            done.written += 1;
        }
        for change in self.changes.iter().filter(|change| change.kind == Kind::Orphaned) {
            delete(root, &mut walk, &change.path, change.seen.as_ref())?;
            touched.extend(folders(&change.path));
            done.deleted += 1;
        }
        ledger.end(&staged, &mut walk)?;
        drop(staged);
        if replaces {
            sync(root, &touched).map_err(failed)?;
        }
        Ok(done)
    }
}

/// The manifest while files are replaced: what they held and what they will hold, then what they hold.
pub(super) struct Ledger {
    /// The staged file that says both, where that is more than what is known already, and the one that says the end.
    both: Option<usize>,
    new: Option<usize>,
    seen: Option<State>,
}

impl Ledger {
    pub(super) fn new(root: &Folder, staged: &mut Staged<'_>, known: &Known) -> Result<Self, Diagnostic> {
        let path = root.path().join(MANIFEST);
        let failed = |error: io::Error| unusable(&path, &error);
        let seen = match root.see(MANIFEST).map_err(failed)? {
            Seen::File(state) => Some(state),
            _ => None,
        };
        let both = known.old.and(&known.new);
        let mut stage = |manifest: &Manifest| -> io::Result<usize> {
            let (number, file) = staged.create(seen.as_ref())?;
            file.write_all(manifest.write().as_bytes())?;
            staged.close(number);
            Ok(number)
        };
        let new_text = known.new.write();
        let stays = known.text.as_ref() == Some(&new_text);
        let mut ledger = Self { both: None, new: None, seen: seen.clone() };
        if both != known.old && both != known.new {
            ledger.both = Some(stage(&both).map_err(failed)?);
        }
        if !stays {
            ledger.new = Some(stage(&known.new).map_err(failed)?);
        }
        // What is only added is known before it is there, and at the end too.
        if both == known.new {
            ledger.both = ledger.new.take();
        }
        Ok(ledger)
    }

    /// Whether the manifest is as it will be.
    pub(super) fn is_done(&self) -> bool {
        self.both.is_none() && self.new.is_none()
    }

    /// From here on a file may hold what it held or what it will hold.
    pub(super) fn begin(&self, staged: &Staged<'_>, walk: &mut Walk<'_>) -> Result<(), Diagnostic> {
        self.both.map_or(Ok(()), |number| staged.place(number, walk, MANIFEST, self.seen.as_ref()))
    }

    /// From here on all of them hold what they will.
    pub(super) fn end(&self, staged: &Staged<'_>, walk: &mut Walk<'_>) -> Result<(), Diagnostic> {
        let Some(number) = self.new else { return Ok(()) };
        let Some(root) = walk.folder(MANIFEST, false)? else { return Ok(()) };
        let seen = match root.see(MANIFEST) {
            Ok(Seen::File(state)) => Some(state),
            _ => None,
        };
        staged.place(number, walk, MANIFEST, seen.as_ref())
    }
}

/// Deletes an orphan, if it is still what was seen, and the folders that are empty without it.
fn delete<'r>(root: &'r Folder, walk: &mut Walk<'r>, path: &str, seen: Option<&State>) -> Result<(), Diagnostic> {
    let full = root.path().join(path);
    let failed = |error: io::Error| unusable(&full, &error);
    let Some(folder) = walk.folder(path, false)? else { return Ok(()) };
    let (_, name) = split(path);
    unchanged(folder.see(name).map_err(failed)?, seen)
        .map_err(|message| Diagnostic::error(Code::BadPath, place(&full), message))?;
    folder.remove(name).map_err(failed)?;
    let (mut at, _) = split(path);
    while !at.is_empty() {
        let (parent, name) = split(at);
        // A folder that holds anything is refused by the system, and stays.
        match root.below(parent, false) {
            Ok(Some(parent)) if parent.remove_folder(name).is_ok() => {}
            _ => break,
        }
        at = parent;
    }
    // The folder that it keeps may be gone.
    *walk = Walk::new(root);
    Ok(())
}

/// The folders on the way to a path, without the root.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.char_indices().filter(|(_, c)| *c == '/').filter_map(move |(at, _)| path.get(..at))
}

/// Makes what was renamed and deleted in these folders and in the root durable. A file system that is worth durability
/// keeps what is done in its order, so once is enough.
pub(super) fn sync(root: &Folder, folders: &BTreeSet<&str>) -> io::Result<()> {
    const FEW: usize = 16;
    if folders.len() > FEW && root.sync_disk()? {
        return Ok(());
    }
    root.sync()?;
    for folder in folders {
        if let Ok(Some(folder)) = root.below(folder, false) {
            folder.sync()?;
        }
    }
    Ok(())
}

/// The manifest with one more file, for a part that is not all that it was.
pub(super) fn with(known: &Known, part: &str, path: &str, content: Content) -> Manifest {
    let mut new = known.old.clone();
    new.remove(path);
    new.add(&Arc::from(part), path, content);
    new
}
