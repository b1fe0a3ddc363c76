//! One run at a time below one folder. The system holds the lock, so a run that is killed leaves none behind.

use super::disk::Folder;
use super::path::{place, unusable};
use crate::diagnostic::{Code, Diagnostic};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long another run is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often is looked whether it is done.
const PAUSE: Duration = Duration::from_millis(20);

/// A folder that nobody else writes to until this is dropped. It was made where it was not there, and goes again where
/// nothing was written.
#[derive(Debug)]
pub(super) struct Locked {
    pub(super) folder: Folder,
    /// Holds the lock.
    _file: File,
    made: Option<PathBuf>,
}

impl Locked {
    /// Makes the folder, and waits until nobody else writes to it.
    pub(super) fn take(root: &Path) -> Result<Self, Diagnostic> {
        Self::take_within(root, PATIENCE)
    }

    fn take_within(root: &Path, patience: Duration) -> Result<Self, Diagnostic> {
        let unusable = |error: std::io::Error| unusable(root, &error);
        let start = Instant::now();
        loop {
            let made = !root.exists();
            std::fs::create_dir_all(root).map_err(unusable)?;
            let folder = Folder::open(root).map_err(unusable)?;
            let file = folder.lock_file().map_err(unusable)?;
            loop {
                match file.try_lock() {
                    Err(TryLockError::WouldBlock) if start.elapsed() < patience => std::thread::sleep(PAUSE),
                    Err(TryLockError::WouldBlock) => return Err(busy(root, patience)),
                    // A file system without locks has none to wait for.
                    Ok(()) | Err(TryLockError::Error(_)) => break,
                }
            }
            // Who had the lock before may have removed the folder.
            if folder.is_still_there() {
                let made = made.then(|| root.to_path_buf());
                return Ok(Self { folder, _file: file, made });
            }
            if start.elapsed() >= patience {
                return Err(busy(root, patience));
            }
        }
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        if let Some(path) = &self.made {
            // Refused by the system where the folder holds anything, and right so.
            let _ = std::fs::remove_dir(path);
        }
    }
}

fn busy(root: &Path, patience: Duration) -> Diagnostic {
    let message = format!("another run writes here, and has not ended within {} seconds", patience.as_secs());
    Diagnostic::error(Code::Busy, place(root), message).help("wait until it has ended, and run this again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_run_is_waited_for_and_named_where_it_does_not_end() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("out");
        let first = Locked::take(&root).unwrap();
        let found = Locked::take_within(&root, Duration::from_millis(100)).unwrap_err();
        assert_eq!((found.code, found.is_error()), (Code::Busy, true), "{found}");
        assert!(found.to_string().contains("another run writes here"), "{found}");
        std::thread::scope(|scope| {
            let second = scope.spawn(|| Locked::take_within(&root, PATIENCE).map(drop));
            std::thread::sleep(PAUSE * 3);
            assert!(!second.is_finished(), "it waits");
            drop(first);
            assert_eq!(second.join().unwrap(), Ok(()));
        });
    }
}
