//! Follows the repositories that an API's pages come from: fetches, pins, and makes everything anew.

use super::edit::Edit;
use super::git::{self, Repository};
use super::job::{self, Job, Made};
use super::lock::{LOCK, Lock, Pin};
use super::place::{self, Looking};
#[cfg(feature = "edit")]
use super::release;
use super::settings::{Pages, Settings};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::diff::{self, Report, Version};
use crate::source::{ApiSource, Snapshot};
use crate::tree::Tree;
use std::path::{Path, PathBuf};

/// What an update is asked for.
#[derive(Clone, Debug, Default)]
pub struct UpdateOptions {
    /// The APIs that are updated; all that have a repository where none is named.
    pub only: Vec<String>,
    /// The revision that is taken, where it is not the one that the settings name.
    pub to: Option<String>,
    /// Fetches what is pinned, and moves nothing.
    pub locked: bool,
    /// The folder in which fetched pages are kept; [`super::cache`] tells the usual one.
    pub cache: Option<PathBuf>,
}

/// What an update makes, and what there is to say.
#[derive(Debug, Default)]
pub struct Update {
    /// Every file that the updated APIs make, their locks and copies of pages; `None` where there are errors.
    pub tree: Option<Tree>,
    /// Each repository's pages, and where they went from and to.
    pub moves: Vec<Move>,
    /// What changed, in Markdown: for a pull request.
    pub summary: String,
    /// Files of the project's own that say the next version of a crate: settings and changelogs. They are written after
    /// the tree.
    pub edits: Vec<Edit>,
    /// Everything to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// The pages of one repository, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The API.
    pub api: String,
    /// The repository.
    pub git: String,
    /// The commit that was pinned before, if any.
    pub from: Option<String>,
    /// The commit that is pinned now.
    pub to: String,
}

/// Fetches the pages of the APIs below `root/schema`, pins the commits, and computes what [`codegen`](super::codegen) then
/// makes. Fetched pages are kept in the cache; in the project nothing changes until the tree is written.
///
/// Problems come back as diagnostics: those of [`codegen`](super::codegen), `fetch-failed`, `too-large`, `not-found` where a
/// revision has no page in the folder.
///
/// # Examples
///
/// ```
/// use fieldcast::project::{UpdateOptions, update};
/// let dir = tempfile::tempdir().unwrap();
/// let update = update(dir.path(), &UpdateOptions::default());
/// assert!(update.tree.is_none());
/// assert_eq!(update.diagnostics[0].code.as_str(), "not-found");
/// ```
pub fn update(root: &Path, options: &UpdateOptions) -> Update {
    let (apis, diagnostics) = job::apis(root, &options.only);
    let mut update = Update { diagnostics, ..Update::default() };
    let Some(cache) = &options.cache else {
        update.diagnostics.push(place::no_cache());
        return update;
    };
    let mut all = Vec::new();
    let mut own = Vec::new();
    for api in &apis {
        match one(root, api, options, cache, &mut update) {
            Ok(Some((made, files))) => {
                all.push(made);
                own.push((api.name.clone(), files));
            }
            Ok(None) => {}
            Err(found) => update.diagnostics.extend(found),
        }
    }
    if own.is_empty() && !update.diagnostics.iter().any(Diagnostic::is_error) {
        let message = "no API has pages of a repository: there is nothing to follow";
        update
            .diagnostics
            .push(Diagnostic::error(Code::NotFound, None, message).help("name one in `source.toml`: `git`"));
    }
    let Job { tree, diagnostics } = job::finish(root, all, std::mem::take(&mut update.diagnostics), false);
    update.diagnostics = diagnostics;
    update.tree = tree.map(|mut tree| {
        for (api, files) in own {
            for (path, text) in files {
                tree.add(&format!("pages {api}"), path, text);
            }
        }
        tree
    });
    update
}

type Files = Vec<(String, String)>;

/// Updates one API; `None` where it has no repository.
fn one(
    root: &Path,
    api: &ApiSource,
    options: &UpdateOptions,
    cache: &Path,
    update: &mut Update,
) -> Result<Option<(Made, Files)>, Vec<Diagnostic>> {
    let settings = Settings::parse(&api.text, &api.file).map_err(|found| vec![found])?;
    let old = Lock::parse(&api.lock, &api.file.replace("source.toml", LOCK)).map_err(|found| vec![found])?;
    if let Some(to) = options.to.as_ref().filter(|to| !git::is_rev(to)) {
        let message = format!("`{to}` cannot be a branch, tag or commit");
        return Err(vec![Diagnostic::error(Code::BadConfig, None, message)]);
    }
    let followed: Vec<(&Pages, &String)> =
        settings.pages.iter().filter_map(|pages| Some((pages, pages.git.as_ref()?))).collect();
    if followed.is_empty() {
        return Ok(None);
    }
    let mut lock = Lock::default();
    let mut files = Files::new();
    let mut moves = Vec::new();
    let mut faults = Vec::new();
    for (pages, url) in followed {
        let before = old.pin(url, &pages.folder);
        match fetch(api, pages, url, before, options, cache) {
            Ok((pin, snapshot, passed_over)) => {
                if passed_over > 0 {
                    let message = format!("{passed_over} pages are no UTF-8 text, and left out");
                    update.diagnostics.push(Diagnostic::warning(Code::NotUtf8, Place::file(url.as_str()), message));
                }
                for (path, text) in pages.vendor.iter().flat_map(|folder| {
                    snapshot
                        .files
                        .iter()
                        .map(move |(path, text)| (format!("schema/{}/{folder}/{path}", api.name), text))
                }) {
                    files.push((path, text.clone()));
                }
                moves.push(Move {
                    api: api.name.clone(),
                    git: url.clone(),
                    from: before.map(|pin| pin.commit.clone()),
                    to: pin.commit.clone(),
                });
                lock.pages.push(pin);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let looking = Looking { root, cache: Some(cache), cache_first: true };
    let text = lock.write();
    let (made, found) = job::make(api, &text, looking);
    update.diagnostics.extend(found);
    files.push((format!("schema/{}/{LOCK}", api.name), text));
    #[cfg_attr(not(feature = "edit"), expect(unused_mut, reason = "the next version is set by `edit`"))]
    let Some(mut made) = made else { return Ok(None) };
    let before = job::make(api, &api.lock, looking).0;
    #[cfg_attr(not(feature = "edit"), expect(unused_mut, reason = "the next version is set by `edit`"))]
    let mut report = before.as_ref().map(|before| compare(&moves, before, &made));
    #[cfg(feature = "edit")]
    if let Some(Some(report)) = &mut report
        && let Some((anew, edits)) = release::next(root, api, &settings, report)?
    {
        // The crate says its next version: it is made anew with it.
        made = job::make(&anew, files.last().map_or("", |(_, text)| text), looking).0.unwrap_or(made);
        update.edits.extend(edits);
    }
    update.summary.push_str(&summary(&settings.api.title, &moves, report.as_ref()));
    update.moves.extend(moves);
    Ok(Some((made, files)))
}

/// What changed between two schemas; `None` where one of them cannot become Rust.
fn compare(moves: &[Move], before: &Made, now: &Made) -> Option<Report> {
    let told = |of: fn(&Move) -> Option<&String>| {
        let all: Vec<&str> = moves.iter().filter_map(of).map(|commit| short(commit)).collect();
        all.join(", ")
    };
    let old = Version::new(told(|moved| moved.from.as_ref()), before.document.clone());
    let new = Version::new(told(|moved| Some(&moved.to)), now.document.clone());
    diff::compare(&old, &new).ok()
}

fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

fn fetch(
    api: &ApiSource,
    pages: &Pages,
    url: &str,
    before: Option<&Pin>,
    options: &UpdateOptions,
    cache: &Path,
) -> Result<(Pin, Snapshot, usize), Diagnostic> {
    let repository = Repository::new(url, cache);
    let rev = match (options.locked, before) {
        (true, None) => {
            let message = format!("no commit of {url} is pinned");
            let help = format!("fetch and pin its newest: fieldcast update {}", api.name);
            return Err(Diagnostic::error(Code::NotFetched, Place::file(api.file.clone()), message).help(help));
        }
        (true, Some(pin)) => Some(pin.commit.as_str()),
        (false, _) => options.to.as_deref().or(pages.rev.as_deref()),
    };
    let commit = repository.fetch(rev)?;
    let found = repository.pages(&commit, &pages.folder, pages.sources, true)?;
    let hash = found.snapshot.hash();
    if let Some(pin) = before.filter(|pin| options.locked && pin.sources == pages.sources && pin.hash != hash) {
        let message = format!("the pages of {} are others than were pinned: {hash} for {}", pin.commit, pin.hash);
        return Err(Diagnostic::error(Code::FetchFailed, Place::file(url), message));
    }
    place::keep(&found.snapshot, cache)?;
    let pin = Pin { git: url.to_owned(), folder: pages.folder.clone(), commit, sources: pages.sources, hash };
    Ok((pin, found.snapshot, found.passed_over))
}

/// What changed in an API, in Markdown; `report` is `None` where there was nothing before, and within where it could not
/// be compared.
fn summary(title: &str, moves: &[Move], report: Option<&Option<Report>>) -> String {
    let mut text = format!("## {}\n\n", plain(title));
    for Move { git, from, to, .. } in moves {
        let short = |commit: &str| code(short(commit));
        text.push_str(&match from {
            Some(from) if from == to => format!("- <{git}> stays at {}\n", short(to)),
            Some(from) => format!("- <{git}> went from {} to {}\n", short(from), short(to)),
            None => format!("- <{git}> is at {}\n", short(to)),
        });
    }
    match report {
        None => text + "\nWhat was there before is not at hand to compare.\n\n",
        Some(None) => text + "\nThe two versions could not be compared: a schema cannot become Rust.\n\n",
        Some(Some(report)) if report.changes.is_empty() && report.verdict.rust == diff::Level::None => {
            text + "\nNothing changed in the schema.\n\n"
        }
        Some(Some(report)) => format!("{text}\n{}\n", diff::markdown(report)),
    }
}

/// A text as code in Markdown, whatever is in it.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("`{text}`") } else { format!("{fence} {text} {fence}") }
}

/// A text that is no markup.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' | '>' | '[' | ']' | '`' | '*' | '_' | '#' | '\\' | '|' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
