//! Which paths may be touched: those that stay below the root, whatever the names in them and the links on the way.

use super::disk::{Folder, Seen, Way};
use crate::devices::is_device;
use crate::diagnostic::{Code, Diagnostic, Place};
use std::path::{Path, PathBuf};

/// Why the text of a path is refused; `None` where it is fine.
///
/// Strict on purpose, so that a tree that one system can write every other can too.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') {
        return Some("it is absolute");
    }
    if path.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')) {
        return Some("it has a character that is not allowed in file names");
    }
    path.split('/').find_map(|part| match part {
        "" | "." => Some("it has an empty part"),
        ".." => Some("it has a `..`"),
        _ if part.len() > 200 => Some("a part of it is longer than 200 bytes"),
        _ if part.ends_with(['.', ' ']) => Some("a part of it ends with a dot or a space"),
        _ if is_device(part) => Some("a part of it is the name of a device on Windows"),
        _ => None,
    })
}

/// The folder of a path, empty for the root, and its name in it.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Opens folders below a root, and keeps the last one: paths come in their order.
pub(super) struct Walk<'r> {
    root: &'r Folder,
    last: Option<(String, Option<Folder>)>,
}

impl<'r> Walk<'r> {
    pub(super) fn new(root: &'r Folder) -> Self {
        Self { root, last: None }
    }

    pub(super) fn root(&self) -> &'r Folder {
        self.root
    }

    /// The folder that holds `path`; `None` where it is not there, which `make` forbids.
    ///
    /// `path` itself may not be a link or a folder: writing would replace it, or write through it.
    pub(super) fn folder(&mut self, path: &str, make: bool) -> Result<Option<&Folder>, Diagnostic> {
        let refuse = |why: &str| refused(self.root.path(), path, why);
        if let Some(why) = fault(path) {
            return Err(refuse(why));
        }
        let (folder, _) = split(path);
        let known = self.last.as_ref().is_some_and(|(last, found)| last == folder && (found.is_some() || !make));
        if !known {
            let found = self.root.below(folder, make).map_err(|way| match way {
                Way::Refused(why) => refuse(why),
                Way::Failed(at, error) => unusable(&at, &error),
            })?;
            self.last = Some((folder.to_owned(), found));
        }
        Ok(self.last.as_ref().and_then(|(_, found)| found.as_ref()))
    }

    /// What is at `path`, and the folder that holds it.
    pub(super) fn look(&mut self, path: &str) -> Result<Option<(&Folder, Seen)>, Diagnostic> {
        let root = self.root.path().to_path_buf();
        let Some(folder) = self.folder(path, false)? else { return Ok(None) };
        let (_, name) = split(path);
        match folder.see(name) {
            Ok(Seen::Link) => Err(refused(&root, path, "it is a symbolic link")),
            Ok(Seen::Folder) => Err(refused(&root, path, "there is a folder of that name")),
            Ok(Seen::Other) => Err(refused(&root, path, "a pipe or a device is in the way")),
            Ok(Seen::Nothing) => Ok(None),
            Ok(seen @ Seen::File(_)) => Ok(Some((folder, seen))),
            Err(error) => Err(unusable(&root.join(path), &error)),
        }
    }
}

/// A path that is not for this tree.
pub(super) fn refused(root: &Path, path: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::BadPath, None, format!("`{path}` cannot be a file below `{}`: {why}", root.display()))
}

/// A path as diagnostics show it.
pub(super) fn place(path: &Path) -> Place {
    Place::file(path.to_string_lossy().replace('\\', "/"))
}

/// An error of the system at a path.
pub(super) fn unusable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(Code::BadPath, place(path), error.to_string())
}

/// The path of a file below a root, to show it.
pub(super) fn shown(root: &Path, path: &str) -> PathBuf {
    match path {
        "" => root.to_path_buf(),
        path if root == Path::new(".") => PathBuf::from(path),
        path => root.join(path),
    }
}
