//! Finds and reads the pages: the only stage that reads the disk.
//!
//! [`find`] looks which pages there are, and [`Docs::read`] reads them one by one: of a page nobody needs more than what
//! was made of it, so that no two texts have to be in memory on one thread.
//!
//! What a user names is a folder of SDK documentation at any height: a checkout, its `docs`, its `docs/models`, or a
//! folder of pages alone. Nothing outside of it is read, whatever its links say, but where operations are asked for
//! ([`beside()`]), and the sources that lie in the same checkout ([`Docs::code`]).

mod apis;
mod beside;
mod code;
mod gen_yaml;
mod open;
mod snapshot;

pub use apis::{ApiSource, apis, is_api_name};
pub use beside::beside;
pub use code::is_code;
pub use gen_yaml::GenYaml;
pub use snapshot::{MOST_PAGES, Snapshot};

use crate::diagnostic::{self, Code, Diagnostic, Place};
use open::Below;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use walkdir::WalkDir;

/// The largest page in bytes that is read; the largest of the measured pages has 300 thousand.
pub const LARGEST_PAGE: u64 = 16 << 20;

/// The most bytes that the pages of one folder of models may have in all; the largest of the measured SDKs has 4 million.
pub const LARGEST_DOCS: u64 = 512 << 20;

/// More bytes than most pages have.
const USUAL_PAGE: u64 = 1 << 14;

/// What is made room for at once, which costs nothing until it is used: more than most pages of operations have.
const LARGE_BUFFER: usize = 1 << 17;

/// How deep folders may nest.
const DEEPEST: usize = 32;

/// The pages of one SDK of one API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// The folder of the models, as the user would name it, with `/` between its parts.
    pub root: String,
    /// The same folder on the disk.
    pub folder: PathBuf,
    /// The pages, sorted by path.
    pub files: Vec<File>,
    /// The SDK generator's settings, where the checkout has them.
    pub settings: Option<GenYaml>,
    /// The pages beside the models, where operations are asked for: see [`beside()`].
    pub beside: Option<Box<Docs>>,
    /// How many files in all are not used: no Markdown, or outside the folder of the models.
    pub passed_over: usize,
}

/// A Markdown file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path as diagnostics show it: the folder that the user named, and the way from there.
    pub path: Arc<str>,
    /// The way from the folder of the models, with `/` between its parts: `components/session.md`.
    pub relative: Arc<str>,
    /// Its text, where it is not to be read from the disk.
    pub text: Option<String>,
}

/// What was made of the texts of [`Docs`].
#[derive(Debug)]
pub struct Texts<T> {
    /// What was made of each file, in their order; `None` for a file that could not be read.
    pub made: Vec<Option<T>>,
    /// How many bytes the texts have.
    pub bytes: usize,
    /// What is wrong with the files that could not be read: `unreadable`, `not-utf8`, `too-large`.
    pub diagnostics: Vec<Diagnostic>,
}

impl Docs {
    /// Reads every file on as many threads as rayon's current pool has, and keeps what `make` makes of it. That is told the
    /// place of the file in [`Self::files`], and gets its text only for as long as the call takes.
    ///
    /// # Errors
    ///
    /// `too-large` where the files have more than [`LARGEST_DOCS`] bytes in all.
    ///
    /// # Examples
    ///
    /// ```
    /// use fieldcast::source::{Docs, File};
    ///
    /// let pet = File { path: "docs/models/pet.md".into(), relative: "pet.md".into(), text: Some("# Pet".to_owned()) };
    /// let docs = Docs { files: vec![pet], ..Docs::default() };
    /// let texts = docs.read(|_, text| text.len()).unwrap();
    /// assert_eq!((texts.made, texts.bytes), (vec![Some(5)], 5));
    /// ```
    pub fn read<T: Send>(&self, make: impl Fn(usize, &str) -> T + Sync) -> Result<Texts<T>, Box<Diagnostic>> {
        // Counted while they are read: to ask for all sizes first would cost as much as half of the reading.
        let sum = AtomicU64::new(0);
        let below = Below::new(&self.folder);
        let buffers = Buffers::default();
        let one = |buffer: &mut Buffer<'_>, (at, file): (usize, &File)| {
            if sum.load(Ordering::Relaxed) > LARGEST_DOCS {
                return Ok(None);
            }
            let text = match &file.text {
                Some(text) => text,
                None => read_text(below.open(&file.relative), &file.path, &mut buffer.bytes)?,
            };
            sum.fetch_add(text.len() as u64, Ordering::Relaxed);
            Ok(Some(make(at, &with_lines(text))))
        };
        let read: Vec<Result<Option<T>, Diagnostic>> =
            self.files.par_iter().enumerate().map_init(|| buffers.take(), one).collect();
        let bytes = sum.into_inner();
        if bytes > LARGEST_DOCS {
            drop(read);
            return Err(Box::new(self.too_large()));
        }
        let mut diagnostics = Vec::new();
        let made = read.into_iter().map(|made| {
            made.unwrap_or_else(|problem| {
                diagnostics.push(problem);
                None
            })
        });
        Ok(Texts { made: made.collect(), bytes: usize::try_from(bytes).unwrap_or(usize::MAX), diagnostics })
    }

    /// Whether any page is what `is` says, which is told its path: reads one after the other, and none after the first. A page
    /// that cannot be read is not. Pages of more than [`LARGEST_DOCS`] bytes are taken for what is looked for, so that
    /// [`Self::read`] tells that they are too many.
    pub fn any(&self, is: impl Fn(&Arc<str>, &str) -> bool) -> bool {
        let below = Below::new(&self.folder);
        let mut buffer = Vec::new();
        let mut bytes = 0;
        self.files.iter().any(|file| {
            let text = match &file.text {
                Some(text) => Ok(text.as_str()),
                None => read_text(below.open(&file.relative), &file.path, &mut buffer),
            };
            let Ok(text) = text else { return false };
            bytes += text.len() as u64;
            bytes > LARGEST_DOCS || is(&file.path, &with_lines(text))
        })
    }

    /// Reads every text into memory, for whoever looks at it more than once, and gives what is wrong with those that cannot
    /// be read, which then are no longer among the files.
    ///
    /// # Errors
    ///
    /// Those of [`Self::read`]; nothing is in memory then.
    pub fn load(&mut self) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let texts = self.read(|_, text| text.to_owned())?;
        let mut made = texts.made.into_iter();
        self.files.retain_mut(|file| {
            file.text = made.next().flatten();
            file.text.is_some()
        });
        Ok(texts.diagnostics)
    }

    /// That there are too many bytes. What one page is too large for is told page by page, so it does not count.
    fn too_large(&self) -> Diagnostic {
        let size = |file: &File| match &file.text {
            Some(text) => Some(text.len() as u64),
            None => Some(fs::symlink_metadata(self.folder.join(&*file.relative)).ok()?.len()),
        };
        let sizes = self.files.iter().filter_map(size);
        let bytes: u64 = sizes.filter(|bytes| *bytes <= LARGEST_PAGE).fold(0, u64::saturating_add);
        let count = self.files.len();
        let message = format!("found {count} pages of {bytes} bytes in all, expected at most {LARGEST_DOCS} bytes");
        Diagnostic::error(Code::TooLarge, Place::file(self.root.as_str()), message)
            .help("name the folder of one SDK's models")
    }
}

/// What files are read into. Work is cut into many more parts than there are threads, and memory that the system gives
/// anew for each of them takes longer than reading.
#[derive(Default)]
struct Buffers {
    free: Mutex<Vec<Vec<u8>>>,
}

impl Buffers {
    fn take(&self) -> Buffer<'_> {
        let bytes = self.free.lock().ok().and_then(|mut free| free.pop());
        Buffer { bytes: bytes.unwrap_or_else(|| Vec::with_capacity(LARGE_BUFFER)), of: self }
    }
}

/// One of them, which goes back when it is dropped.
struct Buffer<'b> {
    bytes: Vec<u8>,
    of: &'b Buffers,
}

impl Drop for Buffer<'_> {
    fn drop(&mut self) {
        if let Ok(mut free) = self.of.free.lock() {
            free.push(std::mem::take(&mut self.bytes));
        }
    }
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

/// Finds the model pages below `folder`, and reads none of them.
///
/// Gives one [`Docs`] for each folder that may be one of models, in the order of their paths: a checkout may document
/// several APIs. A folder of models is called `models`, and lies below `docs` where there is one. Without any such folder
/// it may be each that is called `docs` or `doc`, and what lies outside of these: which of them hold pages of models is
/// [`crate::model::folders`]'s to say, for it takes a look at the pages.
///
/// Problems come back as diagnostics: `not-found`, `no-pages`, `unreadable`, `not-utf8`, `link-skipped`, `bad-config`.
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
        let (docs, problem) = docs((folder, &shown), &root, &found, &listing);
        diagnostics.extend(problem);
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
        let skipped = RefCell::new(Vec::new());
        let mut folders = open::Folders::new(folder);
        let entries = walk.into_iter().filter_entry(|entry| {
            // files are many, and their names take longer to find than their kinds
            if entry.file_type().is_file() || entry.depth() == 0 {
                return true;
            }
            let why = match entry.file_name().to_str() {
                Some(".git") => return false,
                Some("node_modules") => "packages of others",
                // what cargo writes says so itself; a folder of models may have the name
                Some("target") if entry.path().join("CACHEDIR.TAG").is_file() => "what was built",
                _ if !entry.file_type().is_dir() => return true,
                _ if entry.depth() == DEEPEST => "more than 32 folders deep",
                // a folder may be mounted below itself
                _ if !folders.is_new(entry.path()) => "it is one of those above it or beside it again",
                _ => return true,
            };
            skipped.borrow_mut().push((entry.path().to_path_buf(), why));
            false
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
                if !entry.file_type().is_dir() && is_page(&relative) {
                    let message = "found no file but a pipe, socket or device, which is left out";
                    let place = Place::file(join(shown, &relative));
                    self.diagnostics.push(Diagnostic::warning(Code::Unreadable, place, message));
                }
            } else if is_page(&relative) {
                self.pages.push(relative);
            } else if relative.rsplit('/').next() == Some("gen.yaml") {
                self.settings.push(relative);
            } else {
                self.other += 1;
            }
        }
        for (path, why) in skipped.into_inner() {
            let message = format!("the folder is not looked into: {why}");
            self.diagnostics.push(Diagnostic::note(Code::NotAModel, Place::file(show(&path)), message));
        }
        self.pages.par_sort_unstable_by(|a, b| by_parts(a, b));
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
        // an SDK may have a resource called `models`, whose operations lie in `docs/sdks/models`
        let resource = |root: &String| root.split('/').any(|part| matches!(part, "sdks" | "sdk" | "src"));
        let readme = |pages: &Vec<&str>| pages.iter().all(|page| is_readme(page));
        if roots.iter().any(|(root, pages)| !resource(root) && !readme(pages)) {
            roots.retain(|root, pages| !resource(root) && !readme(pages));
        }
        if roots.is_empty() && inside {
            roots.insert(String::new(), self.pages.iter().map(String::as_str).collect());
        } else if roots.is_empty() {
            for page in &self.pages {
                roots.entry(docs_folder(page).unwrap_or_default().to_owned()).or_default().push(page);
            }
        }
        roots.retain(|_, pages| !pages.is_empty());
        roots
    }
}

/// The way to the folder of documentation that a page lies in.
fn docs_folder(page: &str) -> Option<&str> {
    let folder = page.rsplit_once('/')?.0;
    let mut offset = 0;
    for part in folder.split('/') {
        offset += part.len();
        if matches!(part, "docs" | "doc") {
            return page.get(..offset);
        }
        offset += 1;
    }
    None
}

/// Whether a page is one that tells of the folder that it lies in.
fn is_readme(page: &str) -> bool {
    let name = page.rsplit('/').next().unwrap_or(page);
    name.rsplit_once('.').is_some_and(|(stem, _)| stem.eq_ignore_ascii_case("readme"))
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

/// The pages of one folder of models, below the folder that was named, which comes with how it is shown.
fn docs((folder, shown): (&Path, &str), root: &str, found: &[&str], listing: &Listing) -> (Docs, Option<Diagnostic>) {
    let file = |relative: &&str| {
        let below = relative.strip_prefix(root).unwrap_or(relative).trim_start_matches('/');
        File { path: join(shown, relative).into(), relative: below.into(), text: None }
    };
    let settings = settings_of(root, &listing.settings).map(|relative| {
        let display: Arc<str> = join(shown, relative).into();
        read_text(Below::new(folder).open(relative), &display, &mut Vec::new())
            .and_then(|text| GenYaml::parse(text, &display))
    });
    let (settings, problem) = match settings.transpose() {
        Ok(settings) => (settings, None),
        Err(problem) => (None, Some(problem)),
    };
    let docs = Docs {
        root: join(shown, root),
        folder: folder.join(root),
        files: found.iter().map(file).collect(),
        settings,
        beside: None,
        passed_over: listing.other + listing.pages.len() - found.len(),
    };
    (docs, problem)
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

/// Reads a file of at most [`LARGEST_PAGE`] bytes into `buffer`, as UTF-8.
fn read_text<'b>(
    file: std::io::Result<fs::File>,
    display: &Arc<str>,
    buffer: &'b mut Vec<u8>,
) -> Result<&'b str, Diagnostic> {
    let place = || Place::file(Arc::clone(display));
    let unreadable = |error: std::io::Error| Diagnostic::error(Code::Unreadable, place(), error.to_string());
    let mut file = file.map_err(unreadable)?;
    buffer.clear();
    file.by_ref().take(USUAL_PAGE).read_to_end(buffer).map_err(unreadable)?;
    if buffer.is_empty() {
        open::kind(&file).map_err(unreadable)?;
    }
    // Most pages have ended here: only of others the length is asked, before more of them is read.
    if buffer.len() as u64 == USUAL_PAGE {
        let length = file.metadata().map_err(unreadable)?.len();
        if length > LARGEST_PAGE {
            let message = format!("found a file of {length} bytes, expected a page of at most {LARGEST_PAGE}");
            return Err(Diagnostic::error(Code::TooLarge, place(), message).help("move it out of the folder"));
        }
        buffer.reserve(usize::try_from(length.saturating_sub(USUAL_PAGE)).unwrap_or_default());
        // it may have grown since
        file.take(LARGEST_PAGE - USUAL_PAGE).read_to_end(buffer).map_err(unreadable)?;
    }
    std::str::from_utf8(buffer).map_err(|error| not_utf8(buffer, error.valid_up_to(), display))
}

/// A text in lines. CommonMark has lines end with a carriage return alone too; where none ends with a line feed, that and
/// what Unicode has for the same are nothing else.
fn with_lines(text: &str) -> Cow<'_, str> {
    const ENDS: [char; 4] = ['\r', '\u{85}', '\u{2028}', '\u{2029}'];
    // most pages have one in the first bytes
    if text.contains('\n') || !text.contains(ENDS) { Cow::Borrowed(text) } else { Cow::Owned(text.replace(ENDS, "\n")) }
}

/// That a file is UTF-8 only up to a byte.
fn not_utf8(bytes: &[u8], valid: usize, display: &Arc<str>) -> Diagnostic {
    let head = bytes.get(..valid).unwrap_or_default();
    let line = head.iter().filter(|b| **b == b'\n').count() + 1;
    let start = head.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let column = String::from_utf8_lossy(head.get(start..).unwrap_or_default()).chars().count() + 1;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let place = Place::at(Arc::clone(display), number(line), number(column));
    Diagnostic::error(Code::NotUtf8, place, format!("found the byte 0x{byte:02x}, expected UTF-8"))
        .help("save the page as UTF-8")
}

/// The way from a folder to a path in it, with `/` between its parts; `None` for the folder itself or a name that is
/// not UTF-8.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    // the one was made by adding to the other; to compare their parts would take longer
    let way = path.as_os_str().as_encoded_bytes().strip_prefix(folder.as_os_str().as_encoded_bytes())?;
    let way = std::str::from_utf8(way).ok()?.trim_start_matches(std::path::is_separator);
    if way.is_empty() {
        return None;
    }
    Some(if std::path::MAIN_SEPARATOR == '/' { way.to_owned() } else { way.replace('\\', "/") })
}

fn join(folder: &str, relative: &str) -> String {
    match (folder, relative) {
        (folder, "") => folder.to_owned(),
        ("" | ".", relative) => relative.to_owned(),
        (folder, relative) => format!("{}/{relative}", folder.trim_end_matches('/')),
    }
}

pub(crate) fn show(path: &Path) -> String {
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
