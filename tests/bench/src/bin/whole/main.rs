//! Whole processes against each other, in turns: `cargo run --release -p bench --bin whole`. What is measured, and
//! against what bound, is said in each part's file; the results are told in this package's README.
//!
//! `whole [PART…] [--rounds N]`, where a part is `reading`, `linear`, `job` or `codegen`; all of them by default. Ends with
//! 1 where a bound is not kept.

mod codegen;
mod job;
mod reading;
mod tools;

use bench::measure::{Cost, Pairs};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Where things are, and how often they are run.
pub struct Setting {
    /// The workspace.
    pub root: PathBuf,
    /// For pages, outputs and tools; nothing in it is kept for good.
    pub scratch: PathBuf,
    /// The programs of this workspace, built for release.
    pub programs: PathBuf,
    /// How many pairs are run.
    pub rounds: usize,
}

impl Setting {
    /// A program of this workspace.
    pub fn program(&self, name: &str) -> Command {
        Command::new(self.programs.join(name))
    }

    /// A folder of made-up pages; made where it is not there yet.
    pub fn pages(&self, count: usize) -> io::Result<PathBuf> {
        let folder = self.scratch.join(format!("pages-{count}"));
        // another version of the generator may have made them
        let last = bench::pages::page(count.saturating_sub(1));
        let there = fs::read_to_string(folder.join("docs/models").join(last.path)).is_ok_and(|text| text == last.text);
        if !there {
            clear(&folder)?;
            let unfinished = self.scratch.join("pages-unfinished");
            let _ = fs::remove_dir_all(&unfinished);
            bench::pages::write(&unfinished, count)?;
            fs::rename(unfinished, &folder)?;
        }
        Ok(folder)
    }
}

/// A bound and whether it is kept.
pub struct Verdict {
    /// The measured ratio.
    pub ratio: f64,
    /// The most that it may be.
    pub most: f64,
}

impl Verdict {
    fn kept(&self) -> bool {
        self.ratio <= self.most
    }
}

/// Prints one comparison; whether its bounds are kept.
pub fn report(what: &str, names: [&str; 2], pairs: &Pairs, bounds: &[(&str, Verdict)]) -> bool {
    println!("\n{what}");
    for (name, cost) in names.iter().zip(pairs.medians()) {
        println!("  {name:<44} {}", figures(&cost));
    }
    println!(
        "  ratio of pairs: wall {:.3}, cpu {:.3}",
        pairs.ratio(|c| c.wall.as_secs_f64()),
        pairs.ratio(|c| c.cpu.as_secs_f64())
    );
    judge(bounds)
}

/// Prints bounds; whether all are kept.
pub fn judge(bounds: &[(&str, Verdict)]) -> bool {
    for (what, verdict) in bounds {
        let word = if verdict.kept() { "kept" } else { "MISSED" };
        println!("  {word}: {what} {:.3}, at most {}", verdict.ratio, verdict.most);
    }
    bounds.iter().all(|(_, verdict)| verdict.kept())
}

/// One line with what a run took.
pub fn figures(cost: &Cost) -> String {
    format!(
        "{:>9.1} ms wall {:>9.1} ms cpu {:>7.1} MB peak",
        cost.wall.as_secs_f64() * 1e3,
        cost.cpu.as_secs_f64() * 1e3,
        cost.peak as f64 / 1e6
    )
}

/// Removes a file or folder of an earlier run, if it is there.
pub fn clear(path: &Path) -> io::Result<()> {
    let gone = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match gone {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn main() -> ExitCode {
    match all() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("\na bound is not kept");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn all() -> io::Result<bool> {
    let mut rounds = 11;
    let mut parts = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--rounds" {
            let count = arguments.next().and_then(|n| n.parse().ok());
            rounds = count.ok_or_else(|| io::Error::other("--rounds needs a number"))?;
        } else if ["reading", "linear", "job", "codegen"].contains(&argument.as_str()) {
            parts.push(argument);
        } else {
            return Err(io::Error::other(format!("there is no part `{argument}`: reading, linear, job, codegen")));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--release", "-p", "fieldcast-cli", "-p", "bench"])
        .current_dir(&root)
        .status()?;
    if !built.success() {
        return Err(io::Error::other("the programs cannot be built"));
    }
    let programs = std::env::current_exe()?.parent().map(Path::to_path_buf).unwrap_or_default();
    let scratch = programs.join("../bench-scratch");
    fs::create_dir_all(&scratch)?;
    let setting = Setting { root, scratch: scratch.canonicalize()?, programs, rounds };
    let is_picked = |part: &str| parts.is_empty() || parts.iter().any(|p| p == part);
    let mut kept = true;
    if is_picked("reading") {
        kept &= reading::against_the_floor(&setting)?;
    }
    if is_picked("linear") {
        kept &= reading::linear(&setting)?;
    }
    if is_picked("job") {
        kept &= job::run_all(&setting)?;
    }
    if is_picked("codegen") {
        kept &= codegen::run_all(&setting)?;
    }
    Ok(kept)
}
