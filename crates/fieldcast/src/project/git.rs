//! Pages out of a git repository, with the user's own `git`: shallow, without a working copy, and only those files that
//! are pages.
//!
//! **A repository is not trusted.** Nothing of it is ever checked out, so that no hook, filter, submodule, LFS file or link
//! of its has a part in anything: the list of its files and the texts of pages are read out of git's own store. No
//! prompt is shown, no protocol but `https`, `http`, `ssh` and `file` is spoken, what git may print, take and store is
//! limited, and so is the time.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{LARGEST_DOCS, LARGEST_PAGE, MOST_PAGES, Snapshot, is_code};
use crate::tags;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The most bytes that a repository may take in the cache.
const LARGEST_STORE: u64 = 1 << 30;

/// The most bytes of the list of a repository's files.
const LONGEST_LIST: usize = 64 << 20;

/// How long git may take for one thing.
const LONGEST: Duration = Duration::from_secs(600);

/// How often its store is looked at meanwhile.
const TICK: Duration = Duration::from_millis(15);

/// The branch that a repository itself shows.
const HEAD: &str = "HEAD";

/// Whether a text is the URL of a repository: of `https`, `http`, `ssh` or `file`, and without a password in it.
pub fn is_url(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let user = rest.split('/').next().and_then(|host| host.rsplit_once('@')).map(|(user, _)| user);
    matches!(scheme, "https" | "http" | "ssh" | "file")
        && !rest.is_empty()
        && !rest.starts_with('-')
        && !url.chars().any(|c| c.is_control() || c.is_whitespace())
        && user.is_none_or(|user| scheme == "ssh" && !user.contains(':') && !user.starts_with('-'))
}

/// Whether a text may be a branch, a tag or a commit.
pub fn is_rev(rev: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '+' | '@' | '#');
    !rev.is_empty() && rev.len() <= 250 && !rev.starts_with(['-', '+']) && !rev.contains("..") && rev.chars().all(fits)
}

/// Whether a text is the whole name of a commit.
pub fn is_commit(rev: &str) -> bool {
    matches!(rev.len(), 40 | 64) && rev.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The folder of the checkout that the pages in a folder of a repository belong to, and the way from there: the one that holds
/// the nearest `docs`, or else the folder itself.
///
/// ```text
/// python/docs/models  ->  python, docs/models
/// pages               ->  pages, .
/// ```
pub fn base(folder: &str) -> (&str, &str) {
    let mut end = folder.len();
    while end > 0 {
        let start = folder.get(..end).and_then(|head| head.rfind('/')).map_or(0, |at| at + 1);
        if folder.get(start..end).is_some_and(|part| part.eq_ignore_ascii_case("docs")) {
            let home = folder.get(..start.saturating_sub(1)).filter(|home| !home.is_empty()).unwrap_or(".");
            return (home, folder.get(start..).unwrap_or("."));
        }
        end = start.saturating_sub(1);
    }
    (folder, ".")
}

/// What git may take.
#[derive(Clone, Copy)]
struct Limits {
    /// Bytes of the store.
    store: u64,
    /// For one thing.
    time: Duration,
}

/// A repository's store in the cache.
pub struct Repository {
    url: String,
    store: PathBuf,
    limits: Limits,
}

/// What a commit has of pages.
#[derive(Debug)]
pub struct Found {
    /// The pages below the folder that was asked for, by their ways from there; with sources, all by their ways from the
    /// [`base`].
    pub snapshot: Snapshot,
    /// The way of the folder in that.
    pub way: String,
    /// How many pages are left out because they are no text.
    pub passed_over: usize,
}

impl Repository {
    /// The store of a repository below a folder for caches; nothing is made yet.
    pub fn new(url: &str, cache: &Path) -> Self {
        let mut name = String::new();
        for byte in Sha256::digest(url).iter().take(12) {
            let _ = write!(name, "{byte:02x}");
        }
        let limits = Limits { store: LARGEST_STORE, time: LONGEST };
        Self { url: url.to_owned(), store: cache.join("git").join(name), limits }
    }

    /// Fetches the newest commit of a revision and its list of files, and gives the commit.
    ///
    /// # Errors
    ///
    /// `fetch-failed` with what git says, where it cannot, and `too-large`.
    pub fn fetch(&self, rev: Option<&str>) -> Result<String, Diagnostic> {
        let rev = rev.unwrap_or(HEAD);
        let _lock = self.prepare()?;
        let spec = format!("+{rev}:refs/fieldcast/{}", if is_commit(rev) { "commit" } else { "rev" });
        let name = spec.rsplit(':').next().unwrap_or_default().to_owned();
        let arguments = ["--depth=1", "--force", "--filter=blob:none", "origin", &spec];
        self.take(self.fetching().args(arguments), Vec::new())?;
        let commit = self.run(
            self.git().args(["rev-parse", "--verify", "--quiet"]).arg(format!("{name}^{{commit}}")),
            Vec::new(),
            1 << 10,
        )?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        if is_commit(&commit) { Ok(commit) } else { Err(self.failed(format!("`{rev}` is no commit"))) }
    }

    /// The pages that a commit has below a folder, and with `sources` the SDK's own; `online` fetches what the store does
    /// not have.
    ///
    /// # Errors
    ///
    /// `fetch-failed`, also where the store does not have them and they may not be fetched; `not-found` where there are
    /// none; `too-large`; `bad-path`.
    pub fn pages(&self, commit: &str, folder: &str, sources: bool, online: bool) -> Result<Found, Diagnostic> {
        if !self.store.join(HEAD).is_file() {
            return Err(self.failed("it was never fetched".to_owned()));
        }
        let mut list = self.git();
        list.args(["ls-tree", "-r", "-z", "--full-tree", commit]);
        let folder = folder.trim_matches('/');
        let (home, way) = if sources { base(folder) } else { (folder, ".") };
        let below = if home == "." { String::new() } else { format!("{home}/") };
        if home != "." {
            list.args(["--", home]);
        }
        let within = if way == "." { String::new() } else { format!("{way}/") };
        let list = self.run(&mut list, Vec::new(), LONGEST_LIST)?;
        let mut pages: BTreeMap<String, String> = BTreeMap::new();
        let mut any = false;
        for line in list.split(|byte| *byte == 0) {
            let Ok(line) = std::str::from_utf8(line) else { continue };
            let Some((meta, path)) = line.split_once('\t') else { continue };
            // No link (120000) and no submodule (160000).
            let id = meta.strip_prefix("100644 blob ").or_else(|| meta.strip_prefix("100755 blob "));
            let (Some(id), Some(path)) = (id, path.strip_prefix(&below)) else { continue };
            let is_page = path.strip_prefix(&within).is_some_and(Snapshot::takes);
            if is_commit(id) && (is_page || (sources && is_code(path, tags::ENDINGS))) {
                any |= is_page;
                pages.insert(path.to_owned(), id.to_owned());
            }
        }
        if !any {
            let message = format!("found no page below `{folder}` in {commit}");
            return Err(Diagnostic::error(Code::NotFound, self.place(), message).help("correct `folder`"));
        }
        if pages.len() > MOST_PAGES {
            return Err(self.too_large(&format!("more than {MOST_PAGES} files")));
        }
        if online {
            self.complete(&pages)?;
        }
        self.texts(&pages, way)
    }

    /// The first of some files that the root of a commit has, with its text; fetched where the store does not have it.
    /// `None` where there is none, where it has more than `most` bytes, and where it cannot be had.
    pub fn file(&self, commit: &str, names: &[&str], most: u64) -> Option<(String, String)> {
        let mut list = self.git();
        list.args(["ls-tree", "-z", "--full-tree", commit, "--"]).args(names);
        let list = self.run(&mut list, Vec::new(), 1 << 16).ok()?;
        let (path, id) = list.split(|byte| *byte == 0).find_map(|line| {
            let (meta, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
            let id = meta.strip_prefix("100644 blob ").filter(|id| is_commit(id))?;
            Some((path.to_owned(), id.to_owned()))
        })?;
        let one = BTreeMap::from([(path.clone(), id)]);
        self.complete(&one).ok()?;
        if self.sizes(&one).ok()?.iter().any(|(_, size)| size.is_none_or(|size| size > most)) {
            return None;
        }
        let mut found = self.texts(&one, ".").ok()?;
        Some((path.clone(), found.snapshot.files.remove(&path)?))
    }

    /// Fetches those texts that the store does not have.
    fn complete(&self, pages: &BTreeMap<String, String>) -> Result<(), Diagnostic> {
        let _lock = self.prepare()?;
        let missing: Vec<String> =
            self.sizes(pages)?.into_iter().filter(|(_, size)| size.is_none()).map(|(id, _)| id).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let mut command = self.fetching();
        command.args(["--filter=blob:none", "--stdin", "origin"]);
        self.take(&mut command, (missing.join("\n") + "\n").into_bytes())
    }

    /// The size of each text; `None` where the store does not have it.
    fn sizes(&self, pages: &BTreeMap<String, String>) -> Result<Vec<(String, Option<u64>)>, Diagnostic> {
        let ids: String = pages.values().map(|id| format!("{id}\n")).collect();
        let sizes = self.run(self.git().args(["cat-file", "--batch-check"]), ids.into_bytes(), LONGEST_LIST)?;
        let lines = String::from_utf8_lossy(&sizes).into_owned();
        Ok(lines
            .lines()
            .filter_map(|line| {
                let (id, rest) = line.split_once(' ')?;
                Some((id.to_owned(), rest.strip_prefix("blob ").and_then(|size| size.parse().ok())))
            })
            .collect())
    }

    fn texts(&self, pages: &BTreeMap<String, String>, way: &str) -> Result<Found, Diagnostic> {
        // Sizes first: what is small in the store may be large out of it.
        let mut sum = 0u64;
        for (id, size) in self.sizes(pages)? {
            let path = || pages.iter().find(|(_, other)| **other == id).map_or("", |(path, _)| path.as_str());
            match size {
                None => return Err(self.failed(format!("`{}` was not fetched", path()))),
                Some(size) if size > LARGEST_PAGE => {
                    return Err(self.too_large(&format!("a page of {size} bytes, `{}`", path())));
                }
                Some(size) => sum = sum.saturating_add(size),
            }
        }
        if sum > LARGEST_DOCS {
            return Err(self.too_large(&format!("pages of {sum} bytes in all")));
        }
        let ids: String = pages.values().map(|id| format!("{id}\n")).collect();
        let most = usize::try_from(sum).unwrap_or(usize::MAX).saturating_add(pages.len().saturating_mul(128));
        let all = self.run(self.git().args(["cat-file", "--batch"]), ids.into_bytes(), most)?;
        let mut rest = all.as_slice();
        let mut found = Found { snapshot: Snapshot::default(), way: way.to_owned(), passed_over: 0 };
        for path in pages.keys() {
            let text = next(&mut rest).ok_or_else(|| self.failed(format!("git gave no text of `{path}`")))?;
            match std::str::from_utf8(text) {
                Ok(text) => drop(found.snapshot.files.insert(path.clone(), text.to_owned())),
                Err(_) => found.passed_over += 1,
            }
        }
        Ok(found)
    }

    /// Makes the store where it is not there; nobody else writes to it until what comes back is dropped.
    fn prepare(&self) -> Result<File, Diagnostic> {
        let failed = |error: std::io::Error| {
            Diagnostic::error(Code::Unreadable, Place::file(self.store.to_string_lossy()), error.to_string())
                .help("name another folder for the cache in FIELDCAST_CACHE")
        };
        fs::create_dir_all(&self.store).map_err(failed)?;
        let lock = File::create(self.store.with_extension("lock")).map_err(failed)?;
        lock.lock().map_err(failed)?;
        // A fetch that was killed leaves git's own marks of being at work, and nobody else is.
        for mark in ["shallow.lock", "config.lock", "packed-refs.lock"] {
            let _ = fs::remove_file(self.store.join(mark));
        }
        if !self.store.join("config").is_file() || !self.store.join(HEAD).is_file() {
            self.run(self.git().args(["init", "--quiet", "--bare", "--template="]), Vec::new(), 1 << 10)?;
        }
        for (key, value) in [
            ("remote.origin.url", self.url.as_str()),
            ("remote.origin.promisor", "true"),
            ("remote.origin.partialclonefilter", "blob:none"),
        ] {
            self.run(self.git().args(["config", key, value]), Vec::new(), 1 << 10)?;
        }
        Ok(lock)
    }

    fn fetching(&self) -> Command {
        let mut command = self.git();
        command.args(["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags"]);
        command.args(["--no-write-fetch-head", "--no-auto-maintenance", "--recurse-submodules=no"]);
        command
    }

    /// Runs a fetch. A small and fast one may be over before anybody looked at what it takes.
    fn take(&self, command: &mut Command, input: Vec<u8>) -> Result<(), Diagnostic> {
        self.run(command, input, LONGEST_LIST)?;
        if size(&self.store) > self.limits.store {
            return Err(self.too_large("more than it may take in the cache"));
        }
        Ok(())
    }

    /// The user's git, at the store and nowhere else.
    fn git(&self) -> Command {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            // Those of a hook that we may run in, of another repository.
            let name_text = name.to_string_lossy();
            if name_text.starts_with("GIT_") && !matches!(&*name_text, "GIT_SSH" | "GIT_SSH_COMMAND" | "GIT_EXEC_PATH")
            {
                command.env_remove(&name);
            }
        }
        command.env("GIT_DIR", &self.store).env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
        command.env("GCM_INTERACTIVE", "never").env("GIT_ASKPASS", "true").env("SSH_ASKPASS", "true");
        command.env("GIT_ALLOW_PROTOCOL", "https:http:ssh:file").env("GIT_LFS_SKIP_SMUDGE", "1").env("LC_ALL", "C");
        if std::env::var_os("GIT_SSH_COMMAND").is_none() && std::env::var_os("GIT_SSH").is_none() {
            command.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=60 -oServerAliveInterval=30");
        }
        for setting in [
            // A server that says nothing ends by itself what git has started for it, also where git is gone.
            "http.lowSpeedLimit=100",
            "http.lowSpeedTime=120",
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.askPass=true",
            "gc.auto=0",
            "maintenance.auto=false",
            "fetch.recurseSubmodules=false",
            "fetch.fsckObjects=false",
            "fetch.writeCommitGraph=false",
            "transfer.bundleURI=false",
            "fetch.unpackLimit=1",
            "core.bigFileThreshold=8m",
            // A pack of little may be much in memory.
            "core.deltaBaseCacheLimit=64m",
        ] {
            command.args(["-c", setting]);
        }
        command.current_dir(if self.store.is_dir() { &self.store } else { Path::new(".") });
        command
    }

    /// Runs git; what it prints, of no more than `most` bytes.
    fn run(&self, command: &mut Command, input: Vec<u8>, most: usize) -> Result<Vec<u8>, Diagnostic> {
        let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.map_err(|error| {
            self.failed(format!("git: {error}")).help("install git: pages of repositories are fetched with it")
        })?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let feeding = thread::spawn(move || {
            // Git may have no use for all of it.
            if let Some(mut stdin) = stdin {
                let _ = stdin.write_all(&input);
            }
        });
        let printing = thread::spawn(move || stdout.map(|from| read_at_most(from, most)).unwrap_or_default());
        let complaining = thread::spawn(move || stderr.map(|from| read_at_most(from, 64 << 10)).unwrap_or_default());
        // Git was ended where this fails. What it has started itself may live on for a while and hold the pipes: the threads
        // that read them are not waited for.
        let well = self.watch(&mut child, || printing.is_finished() && complaining.is_finished())?;
        let _ = feeding.join();
        let printed = printing.join().unwrap_or_default();
        let complaint = complaining.join().unwrap_or_default();
        if printed.len() > most {
            return Err(self.too_large("a list of files or texts"));
        }
        if well {
            return Ok(printed);
        }
        let complaint = String::from_utf8_lossy(&complaint);
        let told: Vec<&str> = complaint.lines().map(str::trim).filter(|line| !line.is_empty()).take(4).collect();
        Err(self.failed(format!("git: {}", told.join("; "))))
    }

    /// Waits for git, and ends it where it takes too much; whether it went well.
    fn watch(&self, child: &mut Child, quiet: impl Fn() -> bool) -> Result<bool, Diagnostic> {
        let start = Instant::now();
        let mut looked = Instant::now();
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status.success()),
                Ok(None) => {}
                Err(error) => return Err(self.failed(error.to_string())),
            }
            let mut end = |why: Diagnostic| {
                let _ = child.kill();
                let _ = child.wait();
                Err(why)
            };
            if start.elapsed() > self.limits.time {
                return end(self.failed(format!("git took more than {} seconds", self.limits.time.as_secs())));
            }
            // Whoever prints more than it may has lost its reader, and ends of it.
            if looked.elapsed() > 10 * TICK && !quiet() {
                looked = Instant::now();
                if size(&self.store) > self.limits.store {
                    return end(self.too_large("more than it may take in the cache"));
                }
            }
            thread::sleep(if start.elapsed() < TICK { Duration::from_millis(1) } else { TICK });
        }
    }

    fn place(&self) -> Place {
        Place::file(self.url.as_str())
    }

    fn failed(&self, message: String) -> Diagnostic {
        Diagnostic::error(Code::FetchFailed, self.place(), message)
    }

    fn too_large(&self, what: &str) -> Diagnostic {
        Diagnostic::error(Code::TooLarge, self.place(), format!("the repository has {what}"))
            .help("name a `folder` that holds the pages and little else")
    }
}

/// The next text of `git cat-file --batch`: `id type size`, the text, and a line end.
fn next<'t>(rest: &mut &'t [u8]) -> Option<&'t [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(rest.get(..end)?).ok()?;
    let length: usize = head.rsplit(' ').next()?.parse().ok()?;
    let from = end + 1;
    let text = rest.get(from..from.checked_add(length)?)?;
    *rest = rest.get(from + length + 1..)?;
    Some(text)
}

/// One byte more than the most, where there is more.
fn read_at_most(from: impl Read, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = from.take(most as u64 + 1).read_to_end(&mut bytes);
    bytes
}

/// What the files below a folder take.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => size(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_urls_and_revisions_that_can_do_no_harm() {
        for url in
            ["https://example.com/a/b", "file:///tmp/x", "ssh://git@example.com/a.git", "http://localhost:8000/a"]
        {
            assert!(is_url(url), "{url}");
        }
        for url in
            ["ext::sh -c x", "-u", "a/b", "https://me:secret@example.com/a", "https://", "file://-x", "https://a b"]
        {
            assert!(!is_url(url), "{url}");
        }
        assert!(["main", "v1.2", "release/3.x", &"a".repeat(40)].iter().all(|rev| is_rev(rev)));
        assert!(["", "-x", "a..b", "a b", "a:b", "+x", "a^{tree}", "a\n"].iter().all(|rev| !is_rev(rev)));
        assert!(is_commit(&"0f".repeat(20)) && !is_commit("main") && !is_commit(&"0F".repeat(20)));
    }

    #[test]
    fn a_repository_takes_no_more_room_than_it_may() {
        let folder = tempfile::tempdir().unwrap();
        let of = folder.path().join("of");
        fs::create_dir(&of).unwrap();
        // What cannot be packed into less.
        let mut state = 1u64;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        })
        .take(300_000)
        .collect();
        fs::write(of.join("pages.md"), bytes).unwrap();
        for arguments in [&["init", "--quiet"] as &[&str], &["add", "."], &["commit", "--quiet", "--message", "one"]] {
            let identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com"];
            let git = Command::new("git").args(identity).args(arguments).current_dir(&of).status().unwrap();
            assert!(git.success(), "{arguments:?}");
        }
        let cache = folder.path().join("cache");
        let mut repository = Repository::new(&format!("file://{}", of.canonicalize().unwrap().display()), &cache);
        let commit = repository.fetch(None).unwrap();
        assert!(repository.pages(&commit, ".", false, true).is_ok());
        repository.limits.store = 200_000;
        let fault = repository.fetch(None).unwrap_err();
        assert_eq!(fault.code, Code::TooLarge, "{fault}");
        assert!(fault.to_string().contains("more than it may take in the cache"), "{fault}");
    }

    #[test]
    fn a_server_that_says_nothing_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/docs", server.local_addr().unwrap());
        let mut repository = Repository::new(&url, folder.path());
        repository.prepare().unwrap();
        repository.limits.time = Duration::from_secs(1);
        let fault = repository.fetch(None).unwrap_err();
        assert_eq!(fault.code, Code::FetchFailed, "{fault}");
        assert!(fault.to_string().contains("git took more than 1 seconds"), "{fault}");
    }

    #[test]
    fn a_folder_of_pages_belongs_to_the_checkout_above_its_docs() {
        for (folder, found) in [
            ("docs/models", (".", "docs/models")),
            ("python/docs/models", ("python", "docs/models")),
            ("a/docs/b/docs", ("a/docs/b", "docs")),
            ("pages", ("pages", ".")),
            (".", (".", ".")),
        ] {
            assert_eq!(base(folder), found, "{folder}");
        }
    }

    #[test]
    fn texts_are_cut_as_git_says() {
        let mut rest: &[u8] = b"aa blob 3\nx\ny\nbb blob 0\n\n";
        assert_eq!(next(&mut rest), Some(&b"x\ny"[..]));
        assert_eq!(next(&mut rest), Some(&b""[..]));
        assert_eq!(next(&mut rest), None);
        assert_eq!(next(&mut &b"aa blob 9\nx\n"[..]), None);
    }
}
