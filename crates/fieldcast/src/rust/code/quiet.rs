//! A panic that is caught and becomes a diagnostic is not reported on the terminal as well: the library never prints.

use std::cell::Cell;
use std::panic;
use std::sync::Once;

thread_local! {
    static SILENT: Cell<bool> = const { Cell::new(false) };
}

/// Runs `run`; panics of this thread inside of it are not reported. Those of other threads are, as before.
pub fn without_report<T>(run: impl FnOnce() -> T) -> T {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !SILENT.with(Cell::get) {
                before(info);
            }
        }));
    });
    let was = SILENT.with(|silent| silent.replace(true));
    let out = run();
    SILENT.with(|silent| silent.set(was));
    out
}
