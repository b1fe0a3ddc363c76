//! Which paths may be touched: those that stay below the root, whatever the names in them and the links on the way.

use crate::diagnostic::{Code, Diagnostic, Place};
use std::io::ErrorKind;
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
        _ => None,
    })
}

/// The path of `relative` below `root`, if no link on the way leads out of the root.
///
/// `relative` itself may not be a link: writing would replace it, or write through it.
pub(super) fn resolve(root: &Path, relative: &str) -> Result<PathBuf, Diagnostic> {
    let refuse = |why: &str| {
        Diagnostic::error(
            Code::BadPath,
            None,
            format!("`{relative}` cannot be a file below `{}`: {why}", root.display()),
        )
    };
    if let Some(why) = fault(relative) {
        return Err(refuse(why));
    }
    let mut at = root.to_path_buf();
    let mut parts = relative.split('/').peekable();
    while let Some(part) = parts.next() {
        at.push(part);
        let last = parts.peek().is_none();
        let meta = match std::fs::symlink_metadata(&at) {
            Ok(meta) => meta,
            Err(error) if error.kind() == ErrorKind::NotFound => break,
            Err(error) => return Err(unusable(&at, &error)),
        };
        if meta.is_symlink() {
            if last {
                return Err(refuse("it is a symbolic link"));
            }
            if !stays_below(root, &at) {
                return Err(refuse("a symbolic link on the way leads out of the folder"));
            }
        } else if meta.is_dir() == last {
            return Err(refuse(if last { "there is a folder of that name" } else { "a file is in the way" }));
        }
    }
    Ok(root.join(relative))
}

/// Whether the real path of `path` lies below the real path of `root`.
pub(super) fn stays_below(root: &Path, path: &Path) -> bool {
    match (root.canonicalize(), path.canonicalize()) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        _ => false,
    }
}

/// An error of the system at a path.
pub(super) fn unusable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let file = path.to_string_lossy().replace('\\', "/");
    Diagnostic::error(Code::BadPath, Place::file(file), error.to_string())
}
