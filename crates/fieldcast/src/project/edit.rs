//! A file that somebody keeps by hand, and that a release changes.

use crate::diagnostic::Diagnostic;
use crate::tree;
use std::path::Path;

/// A file that somebody keeps by hand, with another text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its path below the project.
    pub path: String,
    /// Its text as it was read; `None` where there is no such file.
    pub before: Option<String>,
    /// Its new text.
    pub text: String,
}

impl Edit {
    /// Writes it below `root`.
    ///
    /// # Errors
    ///
    /// Where the file was changed meanwhile, or the system refuses.
    pub fn write(&self, root: &Path) -> Result<(), Diagnostic> {
        let path = root.join(&self.path);
        match &self.before {
            Some(before) => tree::replace(&path, before, &self.text),
            None => tree::create(&path, &self.text),
        }
    }
}
