//! `cargo xtask codegen` with everything built and nothing changed, against cargo's own start.

use crate::{Setting, Verdict, judge, report};
use bench::measure::{Pairs, run};
use std::io;
use std::process::Command;

/// At most 100 ms more than a command of xtask that does nothing.
pub fn run_all(setting: &Setting) -> io::Result<bool> {
    let xtask = |words: &[&str]| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        run(Command::new(cargo).arg("xtask").args(words).current_dir(&setting.root))
    };
    let mut kept = true;
    // the check comes first: where something is stale it fails, and nothing is overwritten
    for words in [["codegen", "--check"].as_slice(), &["codegen"]] {
        let name = format!("cargo xtask {}", words.join(" "));
        let pairs = Pairs::run(setting.rounds, || xtask(words), || xtask(&["help"]))?;
        let [ours, start] = pairs.medians();
        report(&format!("{name}, nothing changed"), [&name, "cargo xtask help"], &pairs, &[]);
        let more = (ours.wall.as_secs_f64() - start.wall.as_secs_f64()) * 1e3;
        kept &= judge(&[("ms beyond cargo's own start", Verdict { ratio: more, most: 100.0 })]);
    }
    Ok(kept)
}
