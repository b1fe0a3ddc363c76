//! Files that are the user's own, such as settings: written whole or not at all, and in no manifest.

use super::path::{place, unusable};
use crate::diagnostic::{Code, Diagnostic};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Makes a file that is not there yet, and the folders on the way to it. One that holds the same text already is left.
///
/// # Errors
///
/// [`Code::NotOurs`] where there is another file of that name, and what the system refused.
///
/// # Examples
///
/// ```
/// # let dir = tempfile::tempdir().unwrap();
/// let path = dir.path().join("schema/pets/source.toml");
/// assert!(fieldcast::tree::create(&path, "[api]\n").is_ok());
/// assert!(fieldcast::tree::create(&path, "[other]\n").is_err());
/// assert_eq!(std::fs::read_to_string(path).unwrap(), "[api]\n");
/// ```
pub fn create(path: &Path, text: &str) -> Result<(), Diagnostic> {
    let failed = |error: std::io::Error| unusable(path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    if fs::symlink_metadata(path).is_ok() {
        if fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == text.len() as u64)
            && fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
        {
            return Ok(());
        }
        return Err(Diagnostic::error(Code::NotOurs, place(path), "it is there already, and stays"));
    }
    let beside = write_beside(path, text)?;
    // A second name is refused where somebody was faster; not every file system knows second names.
    let done = fs::hard_link(&beside, path).or_else(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Err(error),
        _ => fs::copy(&beside, path).map(drop),
    });
    let _ = fs::remove_file(&beside);
    done.map_err(failed)
}

/// Replaces the text of a file, if it still holds what was read.
///
/// # Errors
///
/// [`Code::NotOurs`] where it holds something else by now, and what the system refused.
///
/// # Examples
///
/// ```
/// # let dir = tempfile::tempdir().unwrap();
/// let path = dir.path().join("source.toml");
/// std::fs::write(&path, "a").unwrap();
/// assert!(fieldcast::tree::replace(&path, "b", "c").is_err());
/// assert!(fieldcast::tree::replace(&path, "a", "c").is_ok());
/// ```
pub fn replace(path: &Path, read: &str, text: &str) -> Result<(), Diagnostic> {
    let failed = |error: std::io::Error| unusable(path, &error);
    // Behind a link, so that the link stays.
    let real = path.canonicalize().map_err(failed)?;
    let beside = write_beside(&real, text)?;
    let permissions = fs::metadata(&real).map_err(failed)?.permissions();
    let _ = fs::set_permissions(&beside, permissions);
    if fs::read(&real).map_err(failed)? != read.as_bytes() {
        let _ = fs::remove_file(&beside);
        return Err(Diagnostic::error(Code::NotOurs, place(path), "it was changed meanwhile").help("run it again"));
    }
    fs::rename(&beside, &real).map_err(failed)
}

/// A file beside another, whole: of one name, so that what a killed run left is used up by the next.
fn write_beside(path: &Path, text: &str) -> Result<PathBuf, Diagnostic> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.new"));
    let write = || -> std::io::Result<()> {
        // What is there may be a link, or of a run that was killed.
        let _ = fs::remove_file(&beside);
        let mut file = File::options().write(true).create_new(true).open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|error| unusable(path, &error))?;
    Ok(beside)
}
