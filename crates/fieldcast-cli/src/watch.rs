//! Ends a check that takes too long or too much memory: a schema can be such that a small payload has more ways through it
//! than anybody can wait for.

use crate::terminal::report;
use fieldcast::diagnostic::{Code, Diagnostic, Place};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How long the check of one file may take.
const LONGEST: Duration = Duration::from_secs(300);

/// How much memory the program may hold meanwhile, in bytes, where the system tells (Linux does).
const MOST: u64 = 4 << 30;

/// How often is looked.
const TICK: Duration = Duration::from_millis(50);

/// The watch; it ends when this is dropped.
pub struct Watch(Option<Sender<()>>);

/// Watches the check of a file. Where the system gives no thread for it nobody watches.
pub fn start(path: &Path) -> Watch {
    let file = path.to_string_lossy().into_owned();
    let (done, wait) = mpsc::channel();
    let start = Instant::now();
    let watch = move || {
        while wait.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
            let message = match (start.elapsed() > LONGEST, held() > MOST) {
                (true, _) => format!("the check takes more than {} seconds", LONGEST.as_secs()),
                (_, true) => format!("the check takes more than {} MB of memory", MOST >> 20),
                _ => continue,
            };
            let help = "cut the file into smaller ones, or make the unions of the schema simpler";
            report(&[Diagnostic::error(Code::TooLarge, Place::file(file.as_str()), message).help(help)], false);
            std::process::exit(1);
        }
    };
    Watch(std::thread::Builder::new().spawn(watch).ok().map(|_| done))
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Who waits on the other end is told.
        drop(self.0.take());
    }
}

/// How many bytes of memory the program holds; 0 where the system does not tell.
fn held() -> u64 {
    const PAGE: u64 = 4096;
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * PAGE
}
