//! Writes a file while its text is made, so that a large one is never whole in memory.

use super::path::{resolve, unusable};
use super::write::{Staged, Written};
use crate::diagnostic::Diagnostic;
use std::fs::File;
use std::io::{self, BufReader, Read as _, Write};
use std::path::Path;

/// Makes `path` below `root` hold what `make` writes. What is there is replaced only when all is written, and not
/// touched where it is the same already.
///
/// # Errors
///
/// A path that must not be used, what the system refused, and what `make` failed with: nothing has changed then.
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
    let mut staged = Staged::default();
    let target = resolve(root, path)?;
    let (file, temporary) = staged.open(root, path)?;
    let mut out = Compared { file, old: File::open(&target).ok().map(BufReader::new), chunk: Vec::new() };
    make(&mut out).map_err(|error| unusable(&temporary, &error))?;
    if out.is_same() {
        return Ok(Written { unchanged: 1, ..Written::default() });
    }
    Ok(Written { written: staged.rename()?, ..Written::default() })
}

/// Whether there is something at `path` that is neither a file nor a folder, behind links too: a device or a pipe. False
/// where there is nothing.
pub fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
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
    let written = File::options().write(true).open(path).and_then(|mut file| make(&mut file));
    written.map_err(|error| unusable(path, &error))
}

/// A file that is written, and compared with what stands in its place so far.
struct Compared {
    file: File,
    /// What was there before, up to where the new text is; `None` from where they differ.
    old: Option<BufReader<File>>,
    chunk: Vec<u8>,
}

impl Compared {
    /// Whether what was written is just what was there.
    fn is_same(&mut self) -> bool {
        self.old.as_mut().is_some_and(|old| matches!(old.read(&mut [0]), Ok(0)))
    }
}

impl Write for Compared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
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
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
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
                fs::write(&target, old)?;
            }
            let done = write_as_made(folder.path(), "a", |out| new.bytes().try_for_each(|byte| out.write_all(&[byte])));
            assert_eq!(done, Ok(Written { written, unchanged: 1 - written, deleted: 0 }), "{old:?} {new}");
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
