//! Makes the disk hold a tree.
//!
//! Every new text is first written whole to a temporary file beside its target, and only when all are there they are
//! renamed: whoever interrupts the run, or runs out of space, finds whole files, old ones or new ones.

use super::path::{resolve, stays_below, unusable};
use super::plan::{Kind, Plan};
use crate::diagnostic::{Code, Diagnostic};
use std::collections::HashSet;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// What a write has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were made or changed.
    pub written: usize,
    /// Orphans that were deleted.
    pub deleted: usize,
    /// Files that were left as they are.
    pub unchanged: usize,
}

/// The end of the name of a file that is not whole yet.
const TEMPORARY: &str = ".fieldcast-tmp";

/// Whether a path is that of a temporary file, which an interrupted run may leave behind.
pub(super) fn is_temporary(path: &str) -> bool {
    path.ends_with(TEMPORARY)
}

impl Plan {
    /// Writes what is stale or missing and deletes what is orphaned; what is unchanged is not touched.
    ///
    /// # Errors
    ///
    /// What the system refused. As long as it refuses a file's text, no file has been changed.
    pub fn write(&self) -> Result<Written, Diagnostic> {
        let mut staged = Staged::default();
        for change in self.changes.iter().filter(|c| c.kind != Kind::Orphaned) {
            let (mut file, temporary) = staged.open(&self.root, &change.path)?;
            file.write_all(change.new.as_bytes()).map_err(|error| unusable(&temporary, &error))?;
        }
        let mut done = Written { unchanged: self.unchanged, ..Written::default() };
        done.written = staged.rename()?;
        for change in self.changes.iter().filter(|c| c.kind == Kind::Orphaned) {
            self.delete(&change.path)?;
            done.deleted += 1;
        }
        Ok(done)
    }

    /// Deletes an orphan, and the folders that are empty without it, up to the owned one.
    fn delete(&self, path: &str) -> Result<(), Diagnostic> {
        let full = resolve(&self.root, path)?;
        match std::fs::remove_file(&full) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(unusable(&full, &error)),
            _ => {}
        }
        let mut folder = path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            let below_owned =
                self.owned.iter().any(|o| o.is_empty() || parent == o || parent.starts_with(&format!("{o}/")));
            // A folder that holds anything is refused by the system, and stays.
            if !below_owned || std::fs::remove_dir(self.root.join(parent)).is_err() {
                break;
            }
            folder = parent;
        }
        Ok(())
    }
}

/// Temporary files and their targets; those that are not renamed are deleted when it is dropped.
#[derive(Default)]
pub(super) struct Staged {
    files: Vec<(PathBuf, PathBuf)>,
    /// The folders that are there and lie below the root.
    folders: HashSet<PathBuf>,
}

impl Staged {
    /// Opens a temporary file beside the target, and tells its path.
    pub(super) fn open(&mut self, root: &Path, path: &str) -> Result<(File, PathBuf), Diagnostic> {
        let target = resolve(root, path)?;
        let (Some(folder), Some(name)) = (target.parent(), target.file_name().and_then(|n| n.to_str())) else {
            return Err(Diagnostic::error(Code::BadPath, None, format!("`{path}` has no name")));
        };
        if !self.folders.contains(folder) {
            std::fs::create_dir_all(folder).map_err(|error| unusable(folder, &error))?;
            if !stays_below(root, folder) {
                return Err(Diagnostic::error(Code::BadPath, None, format!("`{path}` leads out of the folder")));
            }
            self.folders.insert(folder.to_path_buf());
        }
        let temporary = folder.join(format!(".{name}.{}{TEMPORARY}", std::process::id()));
        let file = File::create_new(&temporary).map_err(|error| unusable(&temporary, &error))?;
        self.files.push((temporary.clone(), target));
        Ok((file, temporary))
    }

    /// Puts every temporary file in the place of its target, and tells how many there are.
    pub(super) fn rename(mut self) -> Result<usize, Diagnostic> {
        let count = self.files.len();
        while let Some((temporary, target)) = self.files.pop() {
            if let Err(error) = std::fs::rename(&temporary, &target) {
                let diagnostic = unusable(&target, &error);
                self.files.push((temporary, target));
                return Err(diagnostic);
            }
        }
        Ok(count)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            // Nothing more can be done about a temporary file that will not go.
            let _ = std::fs::remove_file(temporary);
        }
    }
}
