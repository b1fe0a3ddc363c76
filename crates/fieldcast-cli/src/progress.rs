//! One line on the terminal that tells what a long run is doing; nothing where standard error is no terminal.

use crate::terminal::{is_quiet, plural};
use fieldcast::pipeline::{Progress, Stage};
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A run that takes less shows nothing.
const SOON: Duration = Duration::from_millis(400);

/// How often the line is written anew.
const TICK: Duration = Duration::from_millis(100);

/// Back to the start of the line, and away with what is on it.
const CLEAR: &str = "\r\u{1b}[K";

/// The line; it goes when this is dropped.
pub struct Line(Option<(Sender<()>, JoinHandle<()>)>);

/// Shows the progress of a run until what comes back is dropped.
pub fn show(progress: &Progress) -> Line {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if !io::stderr().is_terminal() || dumb || is_quiet() {
        return Line(None);
    }
    let progress = progress.clone();
    let (done, wait) = mpsc::channel();
    let start = Instant::now();
    // A system that gives no thread for it shows no line.
    let thread = std::thread::Builder::new().spawn(move || {
        let mut next = SOON;
        while wait.recv_timeout(next) == Err(RecvTimeoutError::Timeout) {
            next = TICK;
            let _ = write!(io::stderr().lock(), "{CLEAR}{}", line(&progress, start.elapsed()));
        }
        if next == TICK {
            let _ = write!(io::stderr().lock(), "{CLEAR}");
        }
    });
    Line(thread.ok().map(|thread| (done, thread)))
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            // A line that stays is no harm.
            let _ = thread.join();
        }
    }
}

/// What the line says.
fn line(progress: &Progress, since: Duration) -> String {
    let pages = plural(progress.pages(), "page");
    let doing = match progress.stage() {
        Stage::Finding => "finding pages".to_owned(),
        Stage::Reading => format!("reading {pages}"),
        Stage::Settling => format!("settling the facts of {pages}"),
        Stage::Schema => format!("making the schema of {pages}"),
        Stage::Crate => format!("making the crate of {pages}"),
    };
    format!("{doing} … {:.1} s", since.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_run_does() {
        let progress = Progress::default();
        assert_eq!(line(&progress, Duration::from_millis(1_240)), "finding pages … 1.2 s");
        progress.begin(Stage::Crate);
        assert_eq!(line(&progress, Duration::from_secs(3)), "making the crate of 0 pages … 3.0 s");
    }
}
