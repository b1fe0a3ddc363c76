//! Writes a file while its text is made, so that a large one is never whole in memory.

use super::disk::{Folder, Seen, State};
use super::lock::Locked;
use super::manifest::Hasher;
use super::path::{Walk, refused, split, unusable};
use super::plan::{Kind, Known};
use super::stage::Staged;
use super::write::{Ledger, Written, folders, sync, with};
use crate::diagnostic::{Code, Diagnostic};
use std::fs::File;
use std::io::{self, BufReader, Read as _, Write};
use std::path::Path;

/// The part of the manifest that single files are of.
const PART: &str = "file";

/// A file that is written alone, in a folder to which nobody else writes until this is dropped.
#[derive(Debug)]
pub struct Single {
    lock: Locked,
    path: String,
    force: bool,
}

impl Single {
    /// Waits until nobody else writes to the folder `root`, in which or below which `path` lies. `force` lets
    /// [`Single::write`] replace what somebody else wrote, or changed since.
    ///
    /// # Errors
    ///
    /// What the system refused, and [`Code::Busy`] where another run does not end within a minute.
    pub fn new(root: &Path, path: &str, force: bool) -> Result<Self, Diagnostic> {
        Ok(Self { lock: Locked::take(root)?, path: path.to_owned(), force })
    }

    /// Makes the file hold what `make` writes. What is there is replaced only when all is written, and not touched
    /// where it is the same already.
    ///
    /// # Errors
    ///
    /// A path that must not be used, a file that is somebody's ([`Code::NotOurs`]), what the system refused, and what
    /// `make` failed with: nothing has changed then.
    pub fn write(&self, make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> Result<Written, Diagnostic> {
        let (root, path) = (&self.lock.folder, self.path.as_str());
        let full = root.path().join(path);
        let failed = |error: io::Error| unusable(&full, &error);
        if path == super::MANIFEST {
            return Err(refused(root.path(), path, "that is the manifest's name"));
        }
        let mut known = Known::read(root)?;
        let mut walk = Walk::new(root);
        let seen = look(&mut walk, path)?;
        let old = match &seen {
            Some(_) => {
                walk.folder(path, false)?.map(|folder| folder.read(split(path).1)).transpose().map_err(failed)?
            }
            None => None,
        };
        let mut staged = Staged::new(root)?;
        let (number, file) = staged.create(seen.as_ref()).map_err(failed)?;
        let reader = old.as_ref().map(File::try_clone).transpose().map_err(failed)?.map(BufReader::new);
        let mut out = Compared { file, old: reader, chunk: Vec::new(), hash: Hasher::default() };
        make(&mut out).map_err(failed)?;
        let (same, content) = (out.is_same(), out.hash.content());
        let kind = match (&old, &seen) {
            _ if same => Kind::Stale,
            (Some(old), Some(seen)) => known.old.kind(path, old, seen).map_err(failed)?,
            _ => Kind::Missing,
        };
        if let Some(refusal) = kind.refusal(root.path(), path).filter(|_| !self.force) {
            return Err(refusal);
        }
        known.new = with(&known, PART, path, content);
        let mut done = Written::default();
        let ledger = Ledger::new(root, &mut staged, &known)?;
        if same && ledger.is_done() {
            return Ok(Written { unchanged: 1, ..done });
        }
        // What is new takes nobody's place: nothing is lost with it when the machine stops.
        let replaces = seen.is_some() && !same;
        if replaces {
            staged.sync().map_err(failed)?;
        }
        // In a folder that others write to as well the manifest may be one of theirs.
        let kept = ledger.begin(&staged, &mut walk).map_err(|error| done.warnings.push(unkept(root, &error))).is_ok();
        if same {
            done.unchanged = 1;
        } else {
            staged.place(number, &mut walk, path, seen.as_ref())?;
            done.written = 1;
            done.changes.push((kind, path.to_owned()));
        }
        if kept {
            let _ = ledger.end(&staged, &mut walk).map_err(|error| done.warnings.push(unkept(root, &error)));
        }
        drop(staged);
        if replaces {
            sync(root, &folders(path).collect()).map_err(failed)?;
        }
        Ok(done)
    }
}

/// What is at a path: the file that would be replaced.
fn look(walk: &mut Walk<'_>, path: &str) -> Result<Option<State>, Diagnostic> {
    Ok(match walk.look(path)? {
        Some((_, Seen::File(state))) => Some(state),
        _ => None,
    })
}

fn unkept(root: &Folder, error: &Diagnostic) -> Diagnostic {
    let message = format!("that this file is fieldcast's cannot be kept: {}", error.message);
    Diagnostic::warning(Code::BadManifest, super::path::place(&root.path().join(super::MANIFEST)), message)
        .help("the next run will ask for `--force`")
}

/// Makes `path` below `root` hold what `make` writes: [`Single`] in one step, without force.
///
/// # Errors
///
/// Those of [`Single::new`] and [`Single::write`]: nothing has changed then.
///
/// # Examples
///
/// ```
/// let folder = std::env::temp_dir().join(format!("fieldcast-{}", std::process::id()));
/// let write = || fieldcast::tree::write_as_made(&folder, "pets.txt", |out| out.write_all(b"cat\n"));
/// assert_eq!(write().map(|done| (done.written, done.unchanged)), Ok((1, 0)));
/// assert_eq!(write().map(|done| (done.written, done.unchanged)), Ok((0, 1)));
/// # std::fs::remove_dir_all(folder).unwrap();
/// ```
pub fn write_as_made(
    root: &Path,
    path: &str,
    make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<Written, Diagnostic> {
    Single::new(root, path, false)?.write(make)
}

/// Whether there is something at `path` that is neither a file nor a folder, behind links too: a device or a pipe. Or what
/// the program itself has open (`/dev/stdout`), whatever that is. False where there is nothing.
pub fn is_device(path: &Path) -> bool {
    is_stream(path) || std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}

/// Whether a path is that of a stream that the program has open; where it leads to a file, that is not the file itself.
fn is_stream(path: &Path) -> bool {
    const NAMES: [&str; 3] = ["/dev/stdin", "/dev/stdout", "/dev/stderr"];
    let parent = path.parent().and_then(Path::to_str).unwrap_or_default();
    let of_process = parent.strip_prefix("/proc/").and_then(|rest| rest.strip_suffix("/fd"));
    NAMES.iter().any(|name| path == Path::new(name))
        || parent == "/dev/fd"
        || of_process.is_some_and(|id| !id.contains('/'))
}

/// Gives a device or a pipe that a user named (`/dev/stdout`) what `make` writes, as it comes: it holds nothing that could
/// be replaced. May wait for whoever reads the pipe.
///
/// # Errors
///
/// What the system refused, and what `make` failed with; what was written until then is gone.
pub fn write_to_device(
    path: &Path,
    make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> Result<(), Diagnostic> {
    let number = if is_stream(path) { path.file_name().and_then(|name| name.to_str()) } else { None };
    let written = match number {
        // The program's own, so that what it writes there otherwise goes on from there.
        Some("1" | "stdout") => whole(&mut io::stdout(), make),
        Some("2" | "stderr") => whole(&mut io::stderr(), make),
        // Behind a stream may be a file, which others write to as well.
        number => File::options().write(true).append(number.is_some()).open(path).and_then(|mut file| make(&mut file)),
    };
    written.map_err(|error| unusable(path, &error))
}

fn whole(out: &mut (dyn Write + Send), make: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) -> io::Result<()> {
    make(out)?;
    out.flush()
}

/// A file that is written, and compared with what stands in its place so far.
struct Compared<'f> {
    file: &'f mut File,
    /// What was there before, up to where the new text is; `None` from where they differ.
    old: Option<BufReader<File>>,
    chunk: Vec<u8>,
    hash: Hasher,
}

impl Compared<'_> {
    /// Whether what was written is just what was there.
    fn is_same(&mut self) -> bool {
        self.old.as_mut().is_some_and(|old| matches!(old.read(&mut [0]), Ok(0)))
    }
}

impl Write for Compared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.add(bytes.get(..written).unwrap_or_default());
        if let Some(old) = &mut self.old {
            self.chunk.resize(written, 0);
            let same = old.read_exact(&mut self.chunk).is_ok() && bytes.get(..written) == Some(&self.chunk);
            if !same {
                self.old = None;
            }
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(folder: &Path) -> io::Result<Vec<String>> {
        let all = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        all.filter(|name| !name.as_ref().is_ok_and(|name| name == super::super::MANIFEST)).collect()
    }

    #[test]
    fn only_another_text_takes_the_place_of_the_old_one() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("a");
        let mut cases = 0;
        for (old, new, written) in [
            (None, "ab", 1),
            (Some("ab"), "ab", 0),
            (Some("ab"), "abc", 1),
            (Some("abc"), "ab", 1),
            (Some("xb"), "ab", 1),
            (Some(""), "", 0),
        ] {
            if let Some(old) = old {
                assert!(
                    Single::new(folder.path(), "a", true)
                        .and_then(|file| file.write(|out| out.write_all(old.as_bytes())))
                        .is_ok()
                );
            }
            let done = write_as_made(folder.path(), "a", |out| new.bytes().try_for_each(|byte| out.write_all(&[byte])));
            assert_eq!(done.map(|done| (done.written, done.unchanged)), Ok((written, 1 - written)), "{old:?} {new}");
            assert_eq!(fs::read_to_string(&target)?, new);
            assert_eq!(names(folder.path())?, ["a"]);
            cases += 1;
        }
        assert_eq!(cases, 6);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_device_takes_the_text_and_stays_what_it_is() {
        use std::os::unix::fs::FileTypeExt as _;
        let null = Path::new("/dev/null");
        assert!(is_device(Path::new("/dev/stdout")) && is_device(Path::new("/proc/self/fd/1")));
        assert!(!is_device(Path::new("/proc/self/status")) && !is_device(Path::new("/dev/fd/1/x")));
        assert!(is_device(null) && !is_device(Path::new("/dev")) && !is_device(Path::new("/no/such/device")));
        assert_eq!(write_to_device(null, |out| out.write_all(b"text")), Ok(()));
        assert!(fs::metadata("/dev/null").is_ok_and(|meta| meta.file_type().is_char_device()));
    }

    #[test]
    fn nothing_is_left_of_a_text_that_failed() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("a"), "old")?;
        let failed = write_as_made(folder.path(), "a", |out| {
            out.write_all(b"ne")?;
            Err(io::Error::other("no more"))
        });
        assert!(failed.is_err_and(|diagnostic| diagnostic.to_string().contains("no more")));
        assert_eq!(fs::read_to_string(folder.path().join("a"))?, "old");
        assert_eq!(names(folder.path())?, ["a"]);
        assert!(write_as_made(folder.path(), "../a", |_| Ok(())).is_err());
        Ok(())
    }
}
