//! Opens files below the folder that was named, and only there: somebody who swaps a page or a folder for a link while the
//! pages are read leads nobody out of it, and what became a pipe is not waited for.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A folder below which files are opened.
pub(super) struct Below {
    folder: PathBuf,
    /// Linux opens by the handle of the folder, without links on the way.
    #[cfg(target_os = "linux")]
    handle: Option<std::os::fd::OwnedFd>,
}

impl Below {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            #[cfg(target_os = "linux")]
            handle: {
                use rustix::fs::{Mode, OFlags};
                rustix::fs::open(folder, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()).ok()
            },
        }
    }

    /// Opens the file at a way below the folder. A pipe that nobody writes to is an empty file then; [`kind`] tells.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn open(&self, relative: &str) -> io::Result<File> {
        self.plainly(relative)
    }

    /// Opens the file at a way below the folder. A pipe that nobody writes to is an empty file then; [`kind`] tells.
    #[cfg(target_os = "linux")]
    pub(super) fn open(&self, relative: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        use rustix::io::Errno;
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        // The README of the whole SDK lies above, and is the one file that does.
        let Some(handle) = self.handle.as_ref().filter(|_| !relative.starts_with("../")) else {
            return self.plainly(relative);
        };
        match openat2(handle, relative, flags, Mode::empty(), ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS) {
            Ok(file) => Ok(File::from(file)),
            // A kernel before 5.6, or a sandbox that does not know the call.
            Err(Errno::NOSYS | Errno::PERM) => self.plainly(relative),
            Err(Errno::LOOP | Errno::XDEV) => Err(io::Error::other("it became a link of the file system")),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(unix)]
    fn plainly(&self, relative: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags};
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(rustix::fs::open(self.folder.join(relative), flags, Mode::empty())?))
    }

    #[cfg(not(unix))]
    fn plainly(&self, relative: &str) -> io::Result<File> {
        File::open(self.folder.join(relative))
    }
}

/// The folders that a walk came through, by what the system knows them as: one that is mounted below itself would be met again
/// and again. Elsewhere than on Unix, where nobody mounts one so, each is new.
pub(super) struct Folders {
    #[cfg(unix)]
    known: std::collections::HashSet<(u64, u64)>,
}

impl Folders {
    pub(super) fn new(first: &Path) -> Self {
        let mut folders = Self {
            #[cfg(unix)]
            known: std::collections::HashSet::new(),
        };
        folders.is_new(first);
        folders
    }

    /// Whether a folder was not met before.
    #[cfg(unix)]
    pub(super) fn is_new(&mut self, folder: &Path) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        // some file systems number nothing
        let Some(meta) = std::fs::metadata(folder).ok().filter(|meta| meta.ino() != 0) else { return true };
        self.known.insert((meta.dev(), meta.ino()))
    }

    /// Whether a folder was not met before.
    #[cfg(not(unix))]
    pub(super) fn is_new(&mut self, _: &Path) -> bool {
        true
    }
}

/// That what was opened and holds nothing is a file: the kind that was seen before may be another by now.
pub(super) fn kind(file: &File) -> io::Result<()> {
    if file.metadata()?.is_file() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::io::Read as _;
    use std::os::unix::fs::symlink;

    #[test]
    fn opens_files_below_the_folder_alone() -> io::Result<()> {
        let (inside, outside) = (tempfile::tempdir()?, tempfile::tempdir()?);
        std::fs::write(outside.path().join("secret.md"), "secret")?;
        std::fs::create_dir(inside.path().join("a"))?;
        std::fs::write(inside.path().join("a/page.md"), "page")?;
        symlink(outside.path().join("secret.md"), inside.path().join("link.md"))?;
        symlink(outside.path(), inside.path().join("folder"))?;
        rustix::fs::mknodat(
            rustix::fs::CWD,
            inside.path().join("pipe.md"),
            rustix::fs::FileType::Fifo,
            0o644.into(),
            0,
        )?;
        let below = Below::new(inside.path());
        let mut text = String::new();
        below.open("a/page.md")?.read_to_string(&mut text)?;
        assert_eq!(text, "page");
        for path in ["link.md", "none.md"] {
            assert!(below.open(path).is_err(), "{path}");
        }
        assert!(kind(&below.open("pipe.md")?).is_err() && kind(&below.open("a/page.md")?).is_ok());
        if cfg!(target_os = "linux") {
            assert!(below.open("folder/secret.md").is_err());
            assert!(below.open("a/../../x").is_err());
        }
        Ok(())
    }
}
