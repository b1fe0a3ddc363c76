//! Writes files, through the library's tree, and says what the system refused.

use crate::interrupt;
use crate::terminal::report;
use fieldcast::diagnostic::{Code, Diagnostic, Place};
use fieldcast::tree::{Text, Tree, Written};
use std::path::Path;

/// Writes one file that the user named; whether that worked.
pub fn file(path: &Path, text: Text) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        let message = "this cannot be the name of a file";
        return report(&[Diagnostic::error(Code::BadPath, Place::file(path.to_string_lossy()), message)], false);
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut tree = Tree::new(folder);
    tree.add(name, text);
    self::tree(&tree).is_some()
}

/// Makes the disk hold a tree; `None`, and the reasons on standard error, where that did not work.
pub fn tree(tree: &Tree) -> Option<Written> {
    match tree.plan().and_then(|plan| interrupt::whole(|| plan.write()).map_err(|diagnostic| vec![diagnostic])) {
        Ok(written) => Some(written),
        Err(diagnostics) => {
            report(&diagnostics, false);
            None
        }
    }
}
