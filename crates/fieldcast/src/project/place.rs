//! Where the pages of an API are on this machine: beside its settings, copied there, or in the cache.

use super::git::{self, Repository};
use super::lock::{LOCK, Lock, Pin};
use super::settings::{Pages, Settings};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{ApiSource, Snapshot};
use crate::tags;
use crate::tree::Tree;
use std::path::{Path, PathBuf};

/// The folder in which fetched repositories and their pages are kept: what `FIELDCAST_CACHE` names, or `fieldcast` in the
/// user's folder for such things. `None` where the system tells none.
pub fn cache() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(own) = of("FIELDCAST_CACHE") {
        return Some(own);
    }
    let folder = if cfg!(windows) {
        of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Caches"))
    } else {
        of("XDG_CACHE_HOME").or_else(|| of("HOME").map(|home| home.join(".cache")))
    };
    folder.map(|folder| folder.join("fieldcast"))
}

/// Where pages are looked for.
#[derive(Clone, Copy)]
pub(super) struct Looking<'a> {
    pub root: &'a Path,
    pub cache: Option<&'a Path>,
    /// Whether what the cache has goes before copies in the project: those are about to be replaced.
    pub cache_first: bool,
}

/// The folder of each SDK's pages, and what it is called where it is a repository's.
pub(super) fn folders(
    api: &ApiSource,
    settings: &Settings,
    lock: &Lock,
    looking: Looking<'_>,
) -> Result<Vec<(PathBuf, Option<String>)>, Vec<Diagnostic>> {
    let mut folders = Vec::new();
    let mut diagnostics = Vec::new();
    for pages in &settings.pages {
        match folder(api, pages, lock, looking) {
            Ok(folder) => folders.push(folder),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    if diagnostics.is_empty() { Ok(folders) } else { Err(diagnostics) }
}

fn folder(
    api: &ApiSource,
    pages: &Pages,
    lock: &Lock,
    looking: Looking<'_>,
) -> Result<(PathBuf, Option<String>), Diagnostic> {
    let place = || Place::file(api.file.clone());
    let Some(url) = &pages.git else {
        let (home, folder) = if pages.project {
            (looking.root, below(looking.root, &pages.folder))
        } else {
            (api.folder.as_path(), below(&api.folder, &pages.folder))
        };
        if leads_out(home, &folder) {
            let message = format!("the folder `{}` is a link that leads out of the one of this file", pages.folder);
            return Err(Diagnostic::error(Code::BadConfig, place(), message));
        }
        return Ok((folder, None));
    };
    let Some(pin) = lock.pin(url, &pages.folder) else {
        let message = format!("no commit of {url} is pinned in `{LOCK}`");
        return Err(Diagnostic::error(Code::NotFetched, place(), message)
            .help(format!("fetch it and pin its newest commit: fieldcast update {}", api.name)));
    };
    if pin.sources != pages.sources {
        let message =
            format!("the pages of {url} are pinned {} the SDK's sources", if pin.sources { "with" } else { "without" });
        return Err(Diagnostic::error(Code::NotFetched, place(), message)
            .help(format!("take them anew, as `sources` says: fieldcast update {}", api.name)));
    }
    let way = if pin.sources { git::base(&pin.folder).1 } else { "." };
    let code = code(pin);
    let name = Some(format!("{url}/{}", pages.folder));
    if let Some(vendor) = pages.vendor.as_ref().filter(|_| !looking.cache_first) {
        let folder = below(&api.folder, vendor);
        if leads_out(&api.folder, &folder) {
            let message = format!("the folder `{vendor}` is a link that leads out of the one of this file");
            return Err(Diagnostic::error(Code::BadConfig, place(), message));
        }
        let changed = match Snapshot::read(&folder, code) {
            Ok(found) if found.hash() == pin.hash => return Ok((below(&folder, way), name)),
            Ok(_) => "has other pages than were taken",
            Err(_) => "cannot be read",
        };
        let place = Place::file(folder.to_string_lossy());
        return Err(Diagnostic::error(Code::NotFetched, place, format!("the copy of the pages {changed}")).help(
            format!(
                "copy them again: fieldcast update --locked {}; what pages have wrong is corrected in `source.toml`",
                api.name
            ),
        ));
    }
    let Some(cache) = looking.cache else { return Err(no_cache()) };
    match kept(pin, cache) {
        Some(folder) => Ok((below(&folder, way), name)),
        None => {
            // The store may have them without the network.
            let found = Repository::new(url, cache).pages(&pin.commit, &pin.folder, pin.sources, false);
            if let Ok(found) = found
                && found.snapshot.hash() == pin.hash
            {
                return keep(&found.snapshot, cache).map(|folder| (below(&folder, way), name));
            }
            let message = format!("the pages of {url} at {} are not in the cache", pin.commit);
            Err(Diagnostic::error(Code::NotFetched, place(), message).help(format!(
                "fetch them: fieldcast update --locked {}; or keep a copy in the project: `vendor = \"pages\"`",
                api.name
            )))
        }
    }
}

pub(super) fn no_cache() -> Diagnostic {
    Diagnostic::error(Code::NotFetched, None, "found no folder for the cache").help("name one in FIELDCAST_CACHE")
}

fn at(hash: &str, cache: &Path) -> PathBuf {
    let digits = hash.trim_start_matches("sha256:");
    cache.join("pages").join(digits.get(..32).unwrap_or(digits))
}

/// The endings of the sources that a pin is of.
fn code(pin: &Pin) -> &'static [&'static str] {
    if pin.sources { tags::ENDINGS } else { &[] }
}

/// The folder of the cache that has the pages of a pin, if they are what they were.
fn kept(pin: &Pin, cache: &Path) -> Option<PathBuf> {
    let folder = at(&pin.hash, cache);
    let found = Snapshot::read(&folder, code(pin)).ok()?;
    (found.hash() == pin.hash).then_some(folder)
}

/// Keeps pages in the cache; gives their folder there.
pub(super) fn keep(snapshot: &Snapshot, cache: &Path) -> Result<PathBuf, Diagnostic> {
    let folder = at(&snapshot.hash(), cache);
    let mut tree = Tree::new(&folder);
    for (path, text) in &snapshot.files {
        tree.add("pages", path.clone(), text.clone());
    }
    // Nobody else has a business in the cache.
    tree.force(true);
    tree.plan_to_write().and_then(|plan| plan.write()).map_err(|mut found| {
        found
            .pop()
            .unwrap_or_else(|| Diagnostic::error(Code::BadPath, Place::file(folder.to_string_lossy()), "not kept"))
    })?;
    Ok(folder)
}

pub(super) fn below(home: &Path, folder: &str) -> PathBuf {
    if folder == "." { home.to_path_buf() } else { home.join(folder) }
}

/// Whether a folder's real path lies elsewhere. One that is not there leads nowhere.
pub(super) fn leads_out(home: &Path, folder: &Path) -> bool {
    match (home.canonicalize(), folder.canonicalize()) {
        (Ok(home), Ok(folder)) => !folder.starts_with(home),
        _ => false,
    }
}
