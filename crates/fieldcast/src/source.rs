//! Finds and reads the pages: the only stage that reads the disk.
//!
//! What a user names is a folder of SDK documentation at any height: a checkout, its `docs`, its `docs/models`, or a
//! folder of pages alone. Nothing outside of it is read, whatever its links say.

mod apis;
mod gen_yaml;

pub use apis::{ApiSource, apis};
pub use gen_yaml::GenYaml;

use crate::diagnostic::{self, Code, Diagnostic, Place};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use walkdir::WalkDir;

/// The largest page in bytes that is read; the largest of the measured pages has 300 thousand.
pub const LARGEST_PAGE: u64 = 16 << 20;

/// The most bytes that the pages of one folder of models may have in all; the largest of the measured SDKs has 4 million.
pub const LARGEST_DOCS: u64 = 512 << 20;

/// How deep folders may nest.
const DEEPEST: usize = 32;

/// The pages of one SDK of one API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// The folder of the models, as the user would name it, with `/` between its parts.
    pub root: String,
    /// The pages, sorted by path.
    pub files: Vec<File>,
    /// The SDK generator's settings, where the checkout has them.
    pub settings: Option<GenYaml>,
    /// How many files in all are not used: no Markdown, or outside the folder of the models.
    pub passed_over: usize,
}

impl Docs {
    /// The bytes of all pages.
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }
}

/// A Markdown file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path as diagnostics show it: the folder that the user named, and the way from there.
    pub path: Arc<str>,
    /// The way from the folder of the models, with `/` between its parts: `components/session.md`.
    pub relative: Arc<str>,
    /// Its text.
    pub text: String,
}

impl File {
    /// The folder below the models' folder, in lower case: `components`; empty for a page that lies in it.
    pub fn namespace(&self) -> String {
        self.relative.rsplit_once('/').map(|(folder, _)| folder.to_ascii_lowercase()).unwrap_or_default()
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        let name = self.relative.rsplit_once('/').map_or(&*self.relative, |(_, name)| name);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// Finds the model pages below `folder` and reads them, on as many threads as rayon's current pool has.
///
/// Gives one [`Docs`] for each folder of models, in the order of their paths: a checkout may document several APIs. A
/// folder of models is called `models`, and lies below `docs` where there is one; a folder without any such folder is
/// itself taken as one.
///
/// Problems come back as diagnostics: `not-found`, `no-pages`, `unreadable`, `not-utf8`, `too-large`, `link-skipped`,
/// `bad-config`.
///
/// # Examples
///
/// ```
/// let (docs, diagnostics) = fieldcast::source::find(std::path::Path::new("no/such/folder"));
/// assert!(docs.is_empty());
/// assert_eq!(diagnostics[0].to_string().lines().next(), Some("error[not-found] no/such/folder: there is no such folder"));
/// ```
pub fn find(folder: &Path) -> (Vec<Docs>, Vec<Diagnostic>) {
    let shown = show(folder);
    match fs::metadata(folder) {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => {
            let diagnostic =
                Diagnostic::error(Code::NotFound, Place::file(shown), "found a file, expected a folder of pages")
                    .help("name the folder that holds the SDK's documentation");
            return (Vec::new(), vec![diagnostic]);
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let diagnostic = Diagnostic::error(Code::NotFound, Place::file(shown), "there is no such folder")
                .help("name the folder that holds the SDK's documentation");
            return (Vec::new(), vec![diagnostic]);
        }
        Err(error) => {
            return (Vec::new(), vec![Diagnostic::error(Code::Unreadable, Place::file(shown), error.to_string())]);
        }
    }
    let mut listing = Listing::default();
    listing.walk(folder, &shown);
    let mut diagnostics = std::mem::take(&mut listing.diagnostics);
    let mut all = Vec::new();
    for (root, found) in listing.roots(folder) {
        let (docs, problems) = read_root((folder, &shown), &root, &found, &listing);
        diagnostics.extend(problems);
        all.push(docs);
    }
    if all.is_empty() && !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.push(
            Diagnostic::error(Code::NoPages, Place::file(shown), "found no Markdown page in this folder")
                .help("name the folder that holds the models' pages, often `docs/models`"),
        );
    }
    diagnostic::sort(&mut diagnostics);
    (all, diagnostics)
}

/// What a walk through a folder found.
#[derive(Default)]
struct Listing {
    /// Markdown files: the way from the folder, with `/`.
    pages: Vec<String>,
    /// Files of settings, likewise.
    settings: Vec<String>,
    other: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Listing {
    fn walk(&mut self, folder: &Path, shown: &str) {
        let walk = WalkDir::new(folder).follow_links(false).max_depth(DEEPEST);
        let entries = walk.into_iter().filter_entry(|entry| {
            entry.depth() == 0 || !matches!(entry.file_name().to_str(), Some(".git" | "node_modules" | "target"))
        });
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| shown.to_owned(), show);
                    self.diagnostics.push(Diagnostic::error(Code::Unreadable, Place::file(path), error.to_string()));
                    continue;
                }
            };
            let Some(relative) = relative(entry.path(), folder) else {
                if entry.depth() > 0 {
                    let message = "the path is not UTF-8, and is left out";
                    self.diagnostics.push(Diagnostic::warning(Code::NotUtf8, Place::file(show(entry.path())), message));
                }
                continue;
            };
            if entry.path_is_symlink() {
                let message = "a link of the file system is not followed";
                let place = Place::file(join(shown, &relative));
                self.diagnostics.push(Diagnostic::note(Code::LinkSkipped, place, message));
            } else if !entry.file_type().is_file() {
            } else if is_page(&relative) {
                self.pages.push(relative);
            } else if relative.rsplit('/').next() == Some("gen.yaml") {
                self.settings.push(relative);
            } else {
                self.other += 1;
            }
        }
        self.pages.sort_unstable_by(|a, b| by_parts(a, b));
        self.settings.sort_unstable_by(|a, b| by_parts(a, b));
    }

    /// The folders of models and their pages. A root is the way to it from the folder that was named.
    fn roots(&self, folder: &Path) -> BTreeMap<String, Vec<&str>> {
        let mut roots: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let inside = folder.file_name().is_some_and(|name| name.eq_ignore_ascii_case("models"));
        if !inside {
            for page in &self.pages {
                if let Some(root) = models_folder(page) {
                    roots.entry(root.to_owned()).or_default().push(page);
                }
            }
        }
        if roots.is_empty() && !self.pages.is_empty() {
            roots.insert(String::new(), self.pages.iter().map(String::as_str).collect());
        }
        roots
    }
}

/// The order of two ways by their parts, so that what lies in one folder stands together: a `/` comes before all else.
fn by_parts(a: &str, b: &str) -> std::cmp::Ordering {
    let key = |b: u8| if b == b'/' { 0 } else { b };
    let differ = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    differ.map_or_else(|| a.len().cmp(&b.len()), |(a, b)| key(a).cmp(&key(b)))
}

/// The way to the folder called `models` that a page lies in, below `docs` where the page does.
fn models_folder(page: &str) -> Option<&str> {
    let folder = page.rsplit_once('/')?.0;
    let mut offset = 0;
    let mut below_docs = !folder.split('/').any(|part| part == "docs");
    for part in folder.split('/') {
        offset += part.len();
        if below_docs && part.eq_ignore_ascii_case("models") {
            return page.get(..offset);
        }
        below_docs |= part == "docs";
        offset += 1;
    }
    None
}

fn is_page(path: &str) -> bool {
    [".md", ".mdx"].iter().any(|end| path.len() > end.len() && path.ends_with(end))
}

/// Reads the pages of one folder of models, below the folder that was named, which comes with how it is shown.
fn read_root((folder, shown): (&Path, &str), root: &str, found: &[&str], listing: &Listing) -> (Docs, Vec<Diagnostic>) {
    let count = found.len();
    // Counted while they are read: to ask for all sizes first would cost as much as half of the reading.
    let sum = AtomicU64::new(0);
    let read: Vec<Result<File, Diagnostic>> = found
        .par_iter()
        .filter(|_| sum.load(Ordering::Relaxed) <= LARGEST_DOCS)
        .map(|relative| {
            let display: Arc<str> = join(shown, relative).into();
            let text = read_text(&folder.join(relative), &display)?;
            sum.fetch_add(text.len() as u64, Ordering::Relaxed);
            let below = relative.strip_prefix(root).unwrap_or(relative).trim_start_matches('/');
            Ok(File { path: display, relative: below.into(), text })
        })
        .collect();
    if sum.into_inner() > LARGEST_DOCS {
        drop(read);
        // what one page is too large for is told page by page
        let sizes = found.iter().filter_map(|relative| Some(fs::symlink_metadata(folder.join(relative)).ok()?.len()));
        let bytes: u64 = sizes.filter(|bytes| *bytes <= LARGEST_PAGE).fold(0, u64::saturating_add);
        let place = Place::file(join(shown, root));
        let message = format!("found {count} pages of {bytes} bytes in all, expected at most {LARGEST_DOCS} bytes");
        let diagnostic = Diagnostic::error(Code::TooLarge, place, message).help("name the folder of one SDK's models");
        let passed_over = listing.other + listing.pages.len();
        return (Docs { root: join(shown, root), passed_over, ..Docs::default() }, vec![diagnostic]);
    }
    let mut diagnostics = Vec::new();
    let mut files = Vec::with_capacity(read.len());
    for file in read {
        match file {
            Ok(file) => files.push(file),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let settings = settings_of(root, &listing.settings).and_then(|relative| {
        let display: Arc<str> = join(shown, relative).into();
        read_text(&folder.join(relative), &display)
            .and_then(|text| GenYaml::parse(&text, &display))
            .map_err(|diagnostic| diagnostics.push(diagnostic))
            .ok()
    });
    let passed_over = listing.other + listing.pages.len() - count;
    (Docs { root: join(shown, root), files, settings, passed_over }, diagnostics)
}

/// The settings that lie nearest above a folder of models: in a folder on the way to it, or in `.speakeasy` there.
fn settings_of<'a>(root: &str, all: &'a [String]) -> Option<&'a str> {
    all.iter()
        .filter_map(|entry| {
            let folder = entry.strip_suffix("gen.yaml")?.trim_end_matches('/');
            let folder = folder.strip_suffix(".speakeasy").unwrap_or(folder).trim_end_matches('/');
            let above =
                folder.is_empty() || root == folder || root.strip_prefix(folder).is_some_and(|r| r.starts_with('/'));
            above.then_some((folder.len(), entry))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, entry)| entry.as_str())
}

/// Reads a file as UTF-8, up to [`LARGEST_PAGE`].
fn read_text(path: &Path, display: &Arc<str>) -> Result<String, Diagnostic> {
    let place = || Place::file(Arc::clone(display));
    let unreadable = |error: std::io::Error| Diagnostic::error(Code::Unreadable, place(), error.to_string());
    let mut file = fs::File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > LARGEST_PAGE {
        let message = format!("found a file of {length} bytes, expected a page of at most {LARGEST_PAGE}");
        return Err(Diagnostic::error(Code::TooLarge, place(), message).help("move it out of the folder"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    // the file may have grown since its length was asked
    file.by_ref().take(LARGEST_PAGE).read_to_end(&mut bytes).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let head = error.as_bytes().get(..valid).unwrap_or_default();
        let line = head.iter().filter(|b| **b == b'\n').count() + 1;
        let start = head.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let column = String::from_utf8_lossy(head.get(start..).unwrap_or_default()).chars().count() + 1;
        let byte = error.as_bytes().get(valid).copied().unwrap_or_default();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let place = Place::at(Arc::clone(display), number(line), number(column));
        Diagnostic::error(Code::NotUtf8, place, format!("found the byte 0x{byte:02x}, expected UTF-8"))
            .help("save the page as UTF-8")
    })
}

/// The way from a folder to a path in it, with `/` between its parts; `None` for the folder itself or a name that is
/// not UTF-8.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    let way = path.strip_prefix(folder).ok()?.to_str().filter(|way| !way.is_empty())?;
    Some(if std::path::MAIN_SEPARATOR == '/' { way.to_owned() } else { way.replace('\\', "/") })
}

fn join(folder: &str, relative: &str) -> String {
    match (folder, relative) {
        (folder, "") => folder.to_owned(),
        ("" | ".", relative) => relative.to_owned(),
        (folder, relative) => format!("{}/{relative}", folder.trim_end_matches('/')),
    }
}

fn show(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") };
    if text.len() > 1 { text.trim_end_matches('/').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_folder_of_models() {
        for (page, root) in [
            ("docs/models/components/pet.md", Some("docs/models")),
            ("docs/Models/Components/Pet.md", Some("docs/Models")),
            ("docs/pkg/models/shared/pet.md", Some("docs/pkg/models")),
            ("payments/docs/sdk/models/pet.md", Some("payments/docs/sdk/models")),
            ("models/pet.md", Some("models")),
            ("src/models/docs/pet.md", None),
            ("docs/sdks/pets/README.md", None),
            ("models.md", None),
        ] {
            assert_eq!(models_folder(page), root, "{page}");
        }
    }

    #[test]
    fn ways_are_sorted_by_their_parts() {
        let mut ways = ["a-b/c", "a/c", "a/b.md", "a", "a.md", "a/b/c", "a/b"];
        ways.sort_unstable_by(|a, b| by_parts(a, b));
        let mut parts = ways;
        parts.sort_by(|a, b| a.split('/').cmp(b.split('/')));
        assert_eq!(ways, parts);
        assert_eq!(ways[..2], ["a", "a/b"]);
    }

    #[test]
    fn settings_lie_above_the_models() {
        let all: Vec<_> =
            [".speakeasy/gen.yaml", "payments/gen.yaml", "users/.speakeasy/gen.yaml"].map(str::to_owned).into();
        let of = |root| settings_of(root, &all);
        assert_eq!(of("docs/models"), Some(".speakeasy/gen.yaml"));
        assert_eq!(of("payments/docs/models"), Some("payments/gen.yaml"));
        assert_eq!(of("users/docs/models"), Some("users/.speakeasy/gen.yaml"));
        assert_eq!(of("payments-old/docs/models"), Some(".speakeasy/gen.yaml"));
    }
}
