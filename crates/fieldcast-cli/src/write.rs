//! Writes files, through the library's tree, and says what was replaced and deleted, and what the system refused.

use crate::interrupt;
use crate::terminal::{plural, report, tell};
use fieldcast::diagnostic::{Code, Diagnostic, Place};
use fieldcast::tree::{Kind, Single, Tree, Written, is_device, write_to_device};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many paths are named of what was replaced or deleted.
const SHOWN: usize = 8;

/// Writes one file that the user named, while its text is made; whether that worked. `inputs` are the folders that were
/// read.
pub fn file(
    path: &Path,
    force: bool,
    inputs: &[PathBuf],
    make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> bool {
    let refuse = |message: &str| {
        report(&[Diagnostic::error(Code::BadPath, Place::file(path.to_string_lossy()), message)], false)
    };
    if is_device(path) {
        // nothing is lost where a pipe that nobody reads is given up
        return write_to_device(path, make).map_err(|diagnostic| report(&[diagnostic], false)).is_ok();
    }
    if is_input(path, inputs) {
        return refuse("this is one of the files that are read");
    }
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return refuse("this cannot be the name of a file");
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = Single::new(folder, name, force).and_then(|file| interrupt::whole(|| file.write(make)));
    match written {
        Ok(done) => {
            told(folder, &done);
            true
        }
        Err(diagnostic) => report(&[diagnostic], false),
    }
}

/// Whether a file lies in one of the folders that were read, and is of a kind that is read there.
fn is_input(path: &Path, inputs: &[PathBuf]) -> bool {
    let Ok(real) = path.canonicalize() else { return false };
    let kind = real.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("md") || kind.eq_ignore_ascii_case("mdx"));
    let settings = real.file_name().is_some_and(|name| name == "gen.yaml");
    (kind || settings)
        && inputs.iter().filter_map(|folder| folder.canonicalize().ok()).any(|folder| real.starts_with(folder))
}

/// Whether a file, which need not be there yet, is one of those of a tree.
pub fn is_one_of(path: &Path, tree: &Tree) -> bool {
    let (Some(path), Some(root)) = (real(path), real(tree.root())) else { return false };
    let Ok(below) = path.strip_prefix(root) else { return false };
    let names: Option<Vec<&str>> = below.iter().map(|name| name.to_str()).collect();
    names.is_some_and(|names| tree.files().contains_key(&names.join("/")))
}

/// A path without links and detours, as far as there is something at it.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    path.ancestors().find_map(|above| Some(above.canonicalize().ok()?.join(path.strip_prefix(above).ok()?)))
}

/// Makes the disk hold a tree; `None`, and the reasons on standard error, where that did not work.
pub fn tree(tree: &Tree) -> Option<Written> {
    match tree.plan_to_write().and_then(|plan| interrupt::whole(|| plan.write())) {
        Ok(done) => {
            told(tree.root(), &done);
            Some(done)
        }
        Err(diagnostics) => {
            report(&diagnostics, false);
            None
        }
    }
}

/// Says on standard error what was replaced and deleted, and what was left alone.
fn told(root: &Path, done: &Written) {
    report(&done.warnings, false);
    let of = |is: fn(Kind) -> bool| -> Vec<String> {
        let paths = done.changes.iter().filter(|(kind, _)| is(*kind));
        paths
            .map(|(_, path)| if root == Path::new(".") { path.clone() } else { root.join(path).display().to_string() })
            .collect()
    };
    list("replaced", &of(|kind| kind == Kind::Stale));
    list("replaced by force", &of(Kind::is_somebodys));
    list("deleted", &of(|kind| kind == Kind::Orphaned));
}

/// `deleted: a, b and 3 more`.
fn list(what: &str, paths: &[String]) {
    if paths.is_empty() {
        return;
    }
    let shown: Vec<&str> = paths.iter().take(SHOWN).map(String::as_str).collect();
    let more = match paths.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    tell(&format!("{what}: {}{more}", shown.join(", ")));
}

/// `, 2 files deleted`; empty where none was.
pub fn deleted(done: &Written) -> String {
    match done.deleted {
        0 => String::new(),
        count => format!(", {} deleted", plural(count, "file")),
    }
}
