//! All pages below a folder at once, with one hash over them: what a project pins of docs that lie elsewhere.

use super::code::is_code;
use super::open::Below;
use super::{LARGEST_DOCS, read_text, relative, show};
use crate::diagnostic::{Code, Diagnostic, Place};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use walkdir::WalkDir;

/// The most pages that a snapshot has; the largest of the measured SDKs has ten thousand.
pub const MOST_PAGES: usize = 100_000;

/// The texts of pages, and of the generator's settings, by their way below a folder with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Each text.
    pub files: BTreeMap<String, String>,
}

impl Snapshot {
    /// Whether a file of this path is one of a snapshot: a page, or the generator's settings.
    ///
    /// ```
    /// use fieldcast::source::Snapshot;
    /// assert!(Snapshot::takes("docs/models/pet.md") && Snapshot::takes(".speakeasy/gen.yaml"));
    /// assert!(!Snapshot::takes("src/pet.rb") && !Snapshot::takes(".git/x.md"));
    /// ```
    pub fn takes(path: &str) -> bool {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let page = name.rsplit_once('.').is_some_and(|(stem, kind)| {
            !stem.is_empty() && (kind.eq_ignore_ascii_case("md") || kind.eq_ignore_ascii_case("mdx"))
        });
        (page || name == "gen.yaml")
            && !folders.split('/').any(|folder| matches!(folder, ".git" | "node_modules" | "target"))
    }

    /// Reads the pages below a folder, without those behind links; with `code`, files with one of these endings too, where
    /// an SDK's sources may be.
    ///
    /// # Errors
    ///
    /// `not-found`, `unreadable`, `not-utf8`, and `too-large` where there are more than [`MOST_PAGES`] or they have more
    /// than [`LARGEST_DOCS`] bytes.
    pub fn read(folder: &Path, code: &[&str]) -> Result<Self, Diagnostic> {
        let shown = show(folder);
        if !folder.is_dir() {
            return Err(Diagnostic::error(Code::NotFound, Place::file(shown), "there is no such folder"));
        }
        let below = Below::new(folder);
        let mut snapshot = Self::default();
        let mut sum = 0;
        let mut buffer = Vec::new();
        for entry in WalkDir::new(folder).follow_links(false).max_depth(super::DEEPEST) {
            let entry = entry
                .map_err(|error| Diagnostic::error(Code::Unreadable, Place::file(shown.as_str()), error.to_string()))?;
            let Some(path) = relative(entry.path(), folder) else { continue };
            if !entry.file_type().is_file() || !(Self::takes(&path) || is_code(&path, code)) {
                continue;
            }
            let file = format!("{shown}/{path}").into();
            let text = read_text(below.open(&path), &file, &mut buffer)?.to_owned();
            sum += text.len() as u64;
            if sum > LARGEST_DOCS || snapshot.files.len() >= MOST_PAGES {
                return Err(Diagnostic::error(Code::TooLarge, Place::file(shown), "there are too many pages"));
            }
            snapshot.files.insert(path, text);
        }
        Ok(snapshot)
    }

    /// SHA-256 over the ways and texts, as `sha256:` and its digits. Line ends count as Unix has them: git may change them.
    ///
    /// ```
    /// use fieldcast::source::Snapshot;
    /// let one = Snapshot { files: [("pet.md".to_owned(), "# Pet\n".to_owned())].into() };
    /// let same = Snapshot { files: [("pet.md".to_owned(), "# Pet\r\n".to_owned())].into() };
    /// assert_eq!(one.hash(), same.hash());
    /// assert_ne!(one.hash(), Snapshot::default().hash());
    /// ```
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for (path, text) in &self.files {
            let text = text.replace("\r\n", "\n");
            hash.update(format!("{}\n{path}\n{}\n", path.len(), text.len()));
            hash.update(text);
        }
        let mut out = "sha256:".to_owned();
        for byte in hash.finalize() {
            let _ = write!(out, "{byte:02x}");
        }
        out
    }
}
