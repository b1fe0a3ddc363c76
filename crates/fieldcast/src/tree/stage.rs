//! Files that are not in their place yet, all in one folder of the root.
//!
//! The folder's name is made up anew by every run and recognised by every later one, so what a killed run left goes, and
//! whoever has its process id meets nothing.

use super::disk::{Folder, Seen, State};
use super::path::{Walk, split, unusable};
use crate::diagnostic::{Code, Diagnostic};
use std::fs::File;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, ErrorKind};

/// How the name of the folder starts and ends; between stand 16 hexadecimal digits.
const START: &str = ".fieldcast-";
const END: &str = ".tmp";

/// How the name of a file in it ends; before stand digits.
const FILE: &str = ".fieldcast-tmp";

/// More files than these are made durable all at once.
const FEW: usize = 16;

/// New files and their targets; what is not renamed is deleted when it is dropped.
pub(super) struct Staged<'r> {
    root: &'r Folder,
    name: String,
    folder: Folder,
    files: Vec<Option<File>>,
}

impl<'r> Staged<'r> {
    /// Makes a folder for the files of this run, and [clears](clear) the root of those of killed ones.
    pub(super) fn new(root: &'r Folder) -> Result<Self, Diagnostic> {
        clear(root)?;
        let failed = |error: io::Error| unusable(root.path(), &error);
        let name = format!("{START}{:016x}{END}", RandomState::new().build_hasher().finish());
        root.make_private(&name).map_err(failed)?;
        let folder = root.enter(&name).map_err(failed)?;
        Ok(Self { root, name, folder, files: Vec::new() })
    }

    /// Makes a file, and says its number; `old` is the one that it will replace.
    pub(super) fn create(&mut self, old: Option<&State>) -> io::Result<(usize, &mut File)> {
        let number = self.files.len();
        let file = self.folder.create(&format!("{number}{FILE}"))?;
        if let Some(old) = old {
            old.keep_access(&file)?;
        }
        self.files.push(None);
        let slot = self.files.last_mut().ok_or(ErrorKind::Other)?;
        Ok((number, slot.insert(file)))
    }

    /// Lets go of a file that is whole, where there are too many to hold them all.
    pub(super) fn close(&mut self, number: usize) {
        if number >= FEW
            && let Some(slot) = self.files.get_mut(number)
        {
            *slot = None;
        }
    }

    /// What was written is on the disk from here on, whatever happens to the machine.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        if self.files.len() > FEW && self.folder.sync_disk()? {
            self.files.iter_mut().for_each(|file| *file = None);
            return Ok(());
        }
        for (number, slot) in self.files.iter_mut().enumerate() {
            match slot.take() {
                Some(file) => file.sync_all()?,
                None => {
                    // Let go before, or renamed already.
                    match self.folder.read(&format!("{number}{FILE}")) {
                        Ok(file) => file.sync_all()?,
                        Err(error) if error.kind() == ErrorKind::NotFound => {}
                        Err(error) => return Err(error),
                    }
                }
            }
        }
        Ok(())
    }

    /// Puts a file in its place, if there is still what was seen there.
    pub(super) fn place(
        &self,
        number: usize,
        walk: &mut Walk<'_>,
        path: &str,
        seen: Option<&State>,
    ) -> Result<(), Diagnostic> {
        let full = self.root.path().join(path);
        let failed = |error: io::Error| unusable(&full, &error);
        if let Some(folder) = walk.folder(path, true)? {
            let (_, name) = split(path);
            unchanged(folder.see(name).map_err(failed)?, seen)
                .map_err(|message| Diagnostic::error(Code::BadPath, super::path::place(&full), message))?;
            self.folder.rename(&format!("{number}{FILE}"), folder, name).map_err(failed)?;
        }
        Ok(())
    }
}

/// Deletes what killed runs left in the root, which nobody else may write to.
pub(super) fn clear(root: &Folder) -> Result<(), Diagnostic> {
    for name in root.names().map_err(|error| unusable(root.path(), &error))? {
        if let Some(name) = name.to_str().filter(|name| is_leftover(name)) {
            remove(root, name);
        }
    }
    Ok(())
}

/// Whether what is somewhere is what was there when it was compared.
pub(super) fn unchanged(now: Seen, seen: Option<&State>) -> Result<(), &'static str> {
    match (now, seen) {
        (Seen::Nothing, None) => Ok(()),
        (Seen::File(now), Some(seen)) if now == *seen => Ok(()),
        _ => Err("somebody else wrote this file just now, and it is left as it is"),
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        self.files.clear();
        // Nothing more can be done about a temporary file that will not go; the next run tries again.
        remove(self.root, &self.name);
    }
}

/// Removes a folder of new files, and of the files in it those that a run can have made.
fn remove(root: &Folder, name: &str) {
    let Ok(folder) = root.enter(name) else { return };
    for file in folder.names().unwrap_or_default() {
        if let Some(file) = file.to_str().filter(|file| is_staged(file)) {
            let _ = folder.remove(file);
        }
    }
    let _ = root.remove_folder(name);
}

/// Whether a name in a root is that of a folder of new files.
fn is_leftover(name: &str) -> bool {
    let middle = name.strip_prefix(START).and_then(|rest| rest.strip_suffix(END));
    middle.is_some_and(|hex| hex.len() == 16 && hex.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f')))
}

/// Whether a name is that of a file in it.
fn is_staged(name: &str) -> bool {
    name.strip_suffix(FILE).is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_own_leftovers_alone() {
        for ours in [".fieldcast-0123456789abcdef.tmp", ".fieldcast-ffffffffffffffff.tmp"] {
            assert!(is_leftover(ours), "{ours}");
        }
        for other in
            [".fieldcast-manifest", ".fieldcast-0123.tmp", ".fieldcast-0123456789ABCDEF.tmp", "a.fieldcast-tmp"]
        {
            assert!(!is_leftover(other), "{other}");
        }
        assert!(is_staged("12.fieldcast-tmp") && !is_staged(".fieldcast-tmp") && !is_staged("notes.fieldcast-tmp"));
    }
}
