//! Writes files, through the library's tree, and says what the system refused.

use crate::interrupt;
use crate::terminal::report;
use fieldcast::diagnostic::{Code, Diagnostic, Place};
use fieldcast::tree::{Tree, Written, is_device, write_as_made, write_to_device};
use std::io::{self, Write};
use std::path::Path;

/// Writes one file that the user named, while its text is made; whether that worked.
pub fn file(path: &Path, make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        let message = "this cannot be the name of a file";
        return report(&[Diagnostic::error(Code::BadPath, Place::file(path.to_string_lossy()), message)], false);
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = if is_device(path) {
        // nothing is lost where a pipe that nobody reads is given up
        write_to_device(path, make)
    } else {
        interrupt::whole(|| write_as_made(folder, name, make)).map(|_| ())
    };
    written.map_err(|diagnostic| report(&[diagnostic], false)).is_ok()
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
