//! Folders of the disk, held open: what is done in one is done by its handle and not by its path, so that nobody who
//! swaps a folder for a link meanwhile can lead a write out of it.
//!
//! Where the system has no such calls (they are Unix's `openat` and its kin) paths are used, after the same checks.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// An open folder.
#[derive(Debug)]
pub(super) struct Folder {
    #[cfg(unix)]
    handle: File,
    path: PathBuf,
}

/// What is at a name; links are not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Nothing,
    File(State),
    Folder,
    Link,
    /// A pipe, a socket, a device.
    Other,
}

/// What tells whether a file is still the one that was seen, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) size: u64,
    /// Which file it is, and when it was last written; as far as the system tells.
    identity: [u64; 4],
    /// Its permissions, its owner and its group, where the system has them.
    #[cfg(unix)]
    access: (u32, u32, u32),
}

/// Why a folder below a root cannot be had.
#[derive(Debug)]
pub(super) enum Way {
    Refused(&'static str),
    Failed(PathBuf, io::Error),
}

impl Folder {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The folder at `relative`, which may be empty for this one, if no link on the way leads out of this one; `None`
    /// where it is not there. With `make` it is made.
    pub(super) fn below(&self, relative: &str, make: bool) -> Result<Option<Self>, Way> {
        let mut at = self.same().map_err(|error| Way::Failed(self.path.clone(), error))?;
        for part in relative.split('/').filter(|part| !part.is_empty()) {
            let failed = |error| Way::Failed(at.path.join(part), error);
            at = match at.enter(part) {
                Ok(next) => next,
                Err(error) if error.kind() == ErrorKind::NotFound && make => {
                    match at.make(part) {
                        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(error)),
                        _ => {}
                    }
                    at.enter(part).map_err(failed)?
                }
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                Err(error) => match at.see(part) {
                    Ok(Seen::Link) => self.behind(&at.path.join(part))?,
                    Ok(Seen::File(_) | Seen::Other) => return Err(Way::Refused("a file is in the way")),
                    _ => return Err(failed(error)),
                },
            };
        }
        Ok(Some(at))
    }

    /// The folder to which a link leads, by its real path below this folder's: from here on no link is followed.
    fn behind(&self, link: &Path) -> Result<Self, Way> {
        const OUT: Way = Way::Refused("a symbolic link on the way leads out of the folder");
        let (Ok(root), Ok(real)) = (self.path.canonicalize(), link.canonicalize()) else { return Err(OUT) };
        let Ok(relative) = real.strip_prefix(root) else { return Err(OUT) };
        let mut at = self.same().map_err(|error| Way::Failed(self.path.clone(), error))?;
        for part in relative {
            let part = part.to_str().ok_or(Way::Refused("a symbolic link on the way leads to no text"))?;
            at = at.enter(part).map_err(|error| Way::Failed(at.path.join(part), error))?;
        }
        Ok(at)
    }
}

#[cfg(unix)]
mod system {
    use super::{File, Folder, Path, Seen, State, io};
    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat};
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    impl Folder {
        /// Opens a folder that the user named: links to it are followed.
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            let handle = rustix::fs::open(path, FOLDER, Mode::empty())?;
            Ok(Self { handle: File::from(handle), path: path.to_path_buf() })
        }

        pub(super) fn same(&self) -> io::Result<Self> {
            Ok(Self { handle: self.handle.try_clone()?, path: self.path.clone() })
        }

        /// A folder in this one, which is no link.
        pub(in super::super) fn enter(&self, name: &str) -> io::Result<Self> {
            let handle = rustix::fs::openat(&self.handle, name, FOLDER | OFlags::NOFOLLOW, Mode::empty())?;
            Ok(Self { handle: File::from(handle), path: self.path.join(name) })
        }

        pub(super) fn make(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::mkdirat(&self.handle, name, Mode::from_raw_mode(0o777))?)
        }

        /// Makes a folder that nobody else may look into.
        pub(in super::super) fn make_private(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::mkdirat(&self.handle, name, Mode::RWXU)?)
        }

        pub(in super::super) fn see(&self, name: &str) -> io::Result<Seen> {
            let stat = match rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(stat) => stat,
                Err(rustix::io::Errno::NOENT) => return Ok(Seen::Nothing),
                Err(error) => return Err(error.into()),
            };
            Ok(match FileType::from_raw_mode(stat.st_mode) {
                FileType::RegularFile => Seen::File(State::of(&stat)),
                FileType::Directory => Seen::Folder,
                FileType::Symlink => Seen::Link,
                _ => Seen::Other,
            })
        }

        /// Opens a file to read it. What became a pipe meanwhile is not waited for.
        pub(in super::super) fn read(&self, name: &str) -> io::Result<File> {
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
            let file = File::from(rustix::fs::openat(&self.handle, name, flags, Mode::empty())?);
            if file.metadata()?.is_file() { Ok(file) } else { Err(super::no_file()) }
        }

        /// Makes a file that is not there yet.
        pub(in super::super) fn create(&self, name: &str) -> io::Result<File> {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            Ok(File::from(rustix::fs::openat(&self.handle, name, flags, Mode::from_raw_mode(0o666))?))
        }

        pub(in super::super) fn rename(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
            Ok(rustix::fs::renameat(&self.handle, name, &to.handle, new)?)
        }

        pub(in super::super) fn remove(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::empty())?)
        }

        /// Removes a folder that is empty.
        pub(in super::super) fn remove_folder(&self, name: &str) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::REMOVEDIR)?)
        }

        /// The names in the folder, in no order.
        pub(in super::super) fn names(&self) -> io::Result<Vec<OsString>> {
            let mut names = Vec::new();
            for entry in Dir::read_from(&self.handle)? {
                let name = entry?.file_name().to_bytes().to_vec();
                if name != b"." && name != b".." {
                    names.push(OsString::from_vec(name));
                }
            }
            Ok(names)
        }

        /// What was renamed and deleted in the folder stays so, whatever happens to the machine.
        pub(in super::super) fn sync(&self) -> io::Result<()> {
            self.handle.sync_all()
        }

        /// The same for all that was written to the disk that the folder is on; `false` where the system has no such call.
        #[cfg(target_os = "linux")]
        pub(in super::super) fn sync_disk(&self) -> io::Result<bool> {
            rustix::fs::syncfs(&self.handle)?;
            Ok(true)
        }

        #[cfg(not(target_os = "linux"))]
        #[allow(clippy::unnecessary_wraps)]
        pub(in super::super) fn sync_disk(&self) -> io::Result<bool> {
            Ok(false)
        }

        /// What is locked while somebody writes below the folder: the folder itself, so that no file is left behind.
        pub(in super::super) fn lock_file(&self) -> io::Result<File> {
            self.handle.try_clone()
        }

        /// Whether the folder is still the one that its path names.
        pub(in super::super) fn is_still_there(&self) -> bool {
            let id = |meta: &std::fs::Metadata| (meta.dev(), meta.ino());
            matches!((self.handle.metadata(), std::fs::metadata(&self.path)), (Ok(a), Ok(b)) if id(&a) == id(&b))
        }
    }

    impl State {
        fn of(stat: &Stat) -> Self {
            // The types of these differ from system to system; what is compared is what the same system said before.
            #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast, clippy::cast_lossless)]
            Self {
                size: stat.st_size as u64,
                identity: [stat.st_dev as u64, stat.st_ino as u64, stat.st_mtime as u64, stat.st_mtime_nsec as u64],
                access: (stat.st_mode as u32 & 0o777, stat.st_uid as u32, stat.st_gid as u32),
            }
        }

        /// Gives a new file the permissions and, where the system lets us, the owner of the one that it replaces.
        pub(in super::super) fn keep_access(&self, file: &File) -> io::Result<()> {
            let (mode, user, group) = self.access;
            let meta = file.metadata()?;
            if (meta.uid(), meta.gid()) != (user, group) {
                // Only an administrator may give files away; anybody else's new file is their own, as ever.
                let _ = std::os::unix::fs::fchown(file, Some(user), Some(group));
            }
            if meta.mode() & 0o7777 == mode {
                return Ok(());
            }
            file.set_permissions(std::fs::Permissions::from_mode(mode))
        }
    }
}

#[cfg(not(unix))]
mod system {
    use super::{ErrorKind, File, Folder, Path, Seen, State, io};
    use std::ffi::OsString;
    use std::fs;
    use std::time::SystemTime;

    /// The file that is locked while somebody writes below a folder. It stays: to delete it would let two in.
    const LOCK: &str = ".fieldcast-lock";

    impl Folder {
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            if fs::metadata(path)?.is_dir() {
                Ok(Self { path: path.to_path_buf() })
            } else {
                Err(ErrorKind::NotADirectory.into())
            }
        }

        pub(super) fn same(&self) -> io::Result<Self> {
            Ok(Self { path: self.path.clone() })
        }

        pub(in super::super) fn enter(&self, name: &str) -> io::Result<Self> {
            let path = self.path.join(name);
            if fs::symlink_metadata(&path)?.is_dir() { Ok(Self { path }) } else { Err(ErrorKind::NotADirectory.into()) }
        }

        pub(super) fn make(&self, name: &str) -> io::Result<()> {
            fs::create_dir(self.path.join(name))
        }

        pub(in super::super) fn make_private(&self, name: &str) -> io::Result<()> {
            self.make(name)
        }

        pub(in super::super) fn see(&self, name: &str) -> io::Result<Seen> {
            let meta = match fs::symlink_metadata(self.path.join(name)) {
                Ok(meta) => meta,
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Seen::Nothing),
                Err(error) => return Err(error),
            };
            Ok(if meta.is_symlink() {
                Seen::Link
            } else if meta.is_dir() {
                Seen::Folder
            } else if meta.is_file() {
                let since = meta.modified()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
                let identity = [0, 0, since.as_secs(), u64::from(since.subsec_nanos())];
                Seen::File(State { size: meta.len(), identity })
            } else {
                Seen::Other
            })
        }

        pub(in super::super) fn read(&self, name: &str) -> io::Result<File> {
            let file = File::open(self.path.join(name))?;
            if file.metadata()?.is_file() { Ok(file) } else { Err(super::no_file()) }
        }

        pub(in super::super) fn create(&self, name: &str) -> io::Result<File> {
            File::create_new(self.path.join(name))
        }

        pub(in super::super) fn rename(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
            fs::rename(self.path.join(name), to.path.join(new))
        }

        pub(in super::super) fn remove(&self, name: &str) -> io::Result<()> {
            fs::remove_file(self.path.join(name))
        }

        pub(in super::super) fn remove_folder(&self, name: &str) -> io::Result<()> {
            fs::remove_dir(self.path.join(name))
        }

        pub(in super::super) fn names(&self) -> io::Result<Vec<OsString>> {
            let all: io::Result<Vec<_>> =
                fs::read_dir(&self.path)?.map(|entry| entry.map(|entry| entry.file_name())).collect();
            Ok(all?.into_iter().filter(|name| name != LOCK).collect())
        }

        pub(in super::super) fn sync(&self) -> io::Result<()> {
            Ok(())
        }

        pub(in super::super) fn sync_disk(&self) -> io::Result<bool> {
            Ok(false)
        }

        pub(in super::super) fn lock_file(&self) -> io::Result<File> {
            File::options().create(true).truncate(false).write(true).open(self.path.join(LOCK))
        }

        pub(in super::super) fn is_still_there(&self) -> bool {
            self.path.is_dir()
        }
    }

    impl State {
        pub(in super::super) fn keep_access(&self, _: &File) -> io::Result<()> {
            Ok(())
        }
    }
}

fn no_file() -> io::Error {
    io::Error::new(ErrorKind::InvalidInput, "it is no file")
}
