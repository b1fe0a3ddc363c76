//! Ctrl-C, and requests to end: before anything is written the program ends at once and nothing has changed; while it
//! writes, which takes no time that anybody waits for, it ends when all is written.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

const COMPUTING: u8 = 0;
const WRITING: u8 = 1;
const ENDING: u8 = 2;

static STATE: AtomicU8 = AtomicU8::new(COMPUTING);

/// The exit code of a program that Ctrl-C ended: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// Listens from here on. Where the system refuses, Ctrl-C ends the program as it ends any other.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        if turn(COMPUTING, ENDING) {
            std::process::exit(INTERRUPTED);
        }
    });
}

/// Does what must be done whole or not at all.
pub fn whole<T>(write: impl FnOnce() -> T) -> T {
    while !turn(COMPUTING, WRITING) {
        // the program is about to end
        std::thread::sleep(Duration::from_millis(10));
    }
    let done = write();
    STATE.store(COMPUTING, Ordering::SeqCst);
    done
}

fn turn(from: u8, to: u8) -> bool {
    STATE.compare_exchange(from, to, Ordering::SeqCst, Ordering::SeqCst).is_ok()
}
