//! Folders and files of revisions, by the user's own git: nothing is checked out, fetched or run.

use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a revision has at a path, in a folder of ours that goes when this does.
pub struct Found {
    _kept: TempDir,
    /// The folder or file.
    pub path: PathBuf,
}

/// Larger files hold no documentation.
const LARGEST: u64 = 64 << 20;

fn git(repository: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(repository).args(["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager"]);
    for (name, value) in [("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_OPTIONAL_LOCKS", "0")] {
        git.env(name, value);
    }
    git.stdin(Stdio::null());
    git
}

/// What `git` writes.
fn output(git: &mut Command, what: &str) -> Result<Vec<u8>, String> {
    let done = git.output().map_err(|error| format!("git: {error}"))?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let said = String::from_utf8_lossy(&done.stderr);
    let line = said.lines().next().unwrap_or("it failed");
    Err(format!("{what}: {line}"))
}

/// Takes `REV:PATH` apart and reads it; the whole tree where the path is empty.
pub fn read(repository: &Path, revision: &str, path: &str) -> Result<Found, String> {
    let named = format!("{revision}:{path}");
    if revision.is_empty() || revision.starts_with('-') {
        return Err(format!("{named}: found no revision, expected REV:PATH such as `v1.2.0:docs`"));
    }
    let object = |what: &str| {
        let id = output(git(repository).args(["rev-parse", "--verify", "--quiet", "--end-of-options", what]), &named);
        id.map(|id| String::from_utf8_lossy(&id).trim().to_owned())
    };
    object(&format!("{revision}^{{commit}}"))
        .map_err(|_| format!("{named}: there is no revision `{revision}` in {}", repository.display()))?;
    let id = object(&named).map_err(|_| format!("{named}: the revision has nothing at `{path}`"))?;
    let kind = output(git(repository).args(["cat-file", "-t", &id]), &named)?;
    let kept = tempfile::tempdir().map_err(|error| format!("{named}: {error}"))?;
    if kind.starts_with(b"blob") {
        let text = output(git(repository).args(["cat-file", "blob", &id]), &named)?;
        let name = Path::new(path).file_name().unwrap_or_default();
        let file = kept.path().join(name);
        fs::write(&file, text).map_err(|error| format!("{named}: {error}"))?;
        return Ok(Found { path: file, _kept: kept });
    }
    let listed = output(git(repository).args(["ls-tree", "-r", "-z", "-l", &id]), &named)?;
    let mut files = Vec::new();
    for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = String::from_utf8_lossy(entry);
        let Some((head, name)) = entry.split_once('\t') else { continue };
        let head: Vec<&str> = head.split_whitespace().collect();
        let [mode, "blob", blob, size] = *head.as_slice() else { continue };
        let is_plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let is_small = size.parse::<u64>().is_ok_and(|size| size <= LARGEST);
        // No link is followed, so that nothing outside of the revision is read.
        if matches!(mode, "100644" | "100755") && is_plain && is_small {
            files.push((blob.to_owned(), name.to_owned()));
        }
    }
    let folder = kept.path().join("tree");
    blobs(repository, &files, &folder, kept.path()).map_err(|error| format!("{named}: {error}"))?;
    Ok(Found { path: folder, _kept: kept })
}

fn blobs(repository: &Path, files: &[(String, String)], folder: &Path, aside: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| error.to_string();
    fs::create_dir_all(folder).map_err(told)?;
    let wanted = aside.join("wanted");
    fs::write(&wanted, files.iter().map(|(blob, _)| format!("{blob}\n")).collect::<String>()).map_err(told)?;
    let mut child = git(repository)
        .args(["cat-file", "--batch"])
        .stdin(fs::File::open(&wanted).map_err(told)?)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(told)?;
    let Some(out) = child.stdout.take() else { return Err("git gave no output".to_owned()) };
    let mut out = std::io::BufReader::new(out);
    let done = (|| {
        for (blob, name) in files {
            let mut head = String::new();
            std::io::BufRead::read_line(&mut out, &mut head).map_err(told)?;
            let size = head.split_whitespace().nth(2).and_then(|size| size.parse::<u64>().ok());
            let Some(size) = size else {
                return Err(format!(
                    "the repository lacks the content of `{name}` ({blob}): fetch it, or clone without --filter"
                ));
            };
            let mut content = Vec::new();
            std::io::Read::by_ref(&mut out).take(size).read_to_end(&mut content).map_err(told)?;
            let mut end = [0];
            out.read_exact(&mut end).map_err(told)?;
            let file = folder.join(name);
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent).map_err(told)?;
            }
            fs::write(&file, content).map_err(told)?;
        }
        Ok(())
    })();
    if done.is_err() {
        let _ = child.kill();
    }
    let _ = child.wait();
    done
}

/// The revisions in which `path` changed, oldest first, each with its day.
pub fn revisions(repository: &Path, path: &str) -> Result<Vec<(String, String)>, String> {
    let mut log = git(repository);
    log.args([
        "log",
        "--first-parent",
        "--reverse",
        "--no-show-signature",
        "--format=%H %cs",
        "--end-of-options",
        "HEAD",
        "--",
    ]);
    log.arg(if path.is_empty() { "." } else { path });
    let text = output(&mut log, &repository.display().to_string())?;
    let text = String::from_utf8_lossy(&text).into_owned();
    Ok(text.lines().filter_map(|line| line.split_once(' ')).map(|(id, day)| (id.to_owned(), day.to_owned())).collect())
}
