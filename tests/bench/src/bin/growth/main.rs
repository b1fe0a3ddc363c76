//! How the time of a run grows with what is read: `cargo run --release -p bench --bin growth [--short | NAME…]`.
//!
//! `--program FILE` measures that one, and not the one that is built here; `--pages FOLDER N NAME` writes the files of an
//! input, to look at what takes long.
//!
//! Each input is of a kind that somebody could write to keep a machine busy, or that large docs have: n, 2n, 4n and 8n of
//! it. What is measured is the processor's time in the program, the mean of a few runs, and the most memory that it had:
//! the system's own time is that of clearing memory, which takes several times longer where a virtual machine's host has to
//! find some. Prints a table, and ends with 1 where the last doubling takes more than [`BOUND`] times as much of either: 2
//! is linear, `n log n` is 2.2, 4 is the square.

mod kinds;
mod pages;

use bench::measure::{self, Cost};
use kinds::{DOCS, Files, OF_DOCS, OTHERS, Task};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{fs, io};

/// How many times as much of time and memory twice as much may take.
const BOUND: f64 = 2.6;

/// What takes less than this is mostly the program's start, and no doubling of it says anything.
const FLOOR: Duration = Duration::from_millis(60);

/// Memory below this is mostly the program itself.
const SMALL: u64 = 16 << 20;

/// Over how many runs the time is a mean; of the longer ones fewer, until they took [`ENOUGH`] together.
const RUNS: usize = 6;
const ENOUGH: Duration = Duration::from_millis(800);

/// How often the last two sizes are measured again before the bound is missed: others use the machine too.
const AGAIN: usize = 3;

/// What `--short` measures: the inputs whose growth was worst before it was bounded, and one for each command.
const SHORT: [(&str, Task); 14] = [
    ("values of one enum", Task::Models),
    ("members of one union", Task::Models),
    ("inline union of literals", Task::Models),
    ("chain of required references", Task::Models),
    ("chain of unions of two", Task::Models),
    ("circle of unions", Task::Models),
    ("unions of both unions below", Task::Models),
    ("description of `[`", Task::Models),
    ("fields of one Rust name", Task::Models),
    ("models", Task::Schema),
    ("models", Task::Diff),
    ("broken rows", Task::Inspect),
    ("2 SDKs of n models", Task::Explain),
    ("n payloads that do not fit", Task::Validate),
];

/// The time after which a size is not tried again, nor a larger one.
const LONG: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--pages", folder, n, name] => pages_of(Path::new(folder), n, name).map(|()| true),
        ["--program", program, picked @ ..] => table(Path::new(program), picked),
        picked => program().and_then(|program| table(&program, picked)),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("growth: {error}");
            ExitCode::FAILURE
        }
    }
}

/// A row of the table: an input, a task, and the smallest size.
struct Row {
    name: &'static str,
    task: Task,
    smallest: usize,
    files: Box<dyn Fn(usize) -> Files>,
}

/// All rows.
fn rows() -> Vec<Row> {
    let of_docs = DOCS.into_iter().flat_map(|docs| {
        OF_DOCS.map(|task| Row {
            name: docs.name,
            task,
            smallest: if task == Task::Models { docs.sizes.1 } else { docs.sizes.0 },
            files: Box::new(move |n| Files { sdks: vec![(docs.pages)(n)], payload: String::new() }),
        })
    });
    let others = OTHERS.into_iter().flat_map(|other| {
        other.tasks.iter().map(move |(task, smallest)| Row {
            name: other.name,
            task: *task,
            smallest: *smallest,
            files: Box::new(move |n| (other.files)(n)),
        })
    });
    of_docs.chain(others).collect()
}

/// Writes the files of an input.
fn pages_of(folder: &Path, n: &str, name: &str) -> io::Result<()> {
    let n = n.parse().map_err(io::Error::other)?;
    let row = rows().into_iter().find(|row| row.name == name);
    let row = row.ok_or_else(|| io::Error::other("no input has this name"))?;
    write(folder, &(row.files)(n)).map(|_| ())
}

/// Prints the table of the kinds that are picked by a part of their names; all of them where none is. Whether all keep the
/// bound.
fn table(program: &Path, picked: &[&str]) -> io::Result<bool> {
    let is_short = picked.contains(&"--short");
    let scratch = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench-scratch/growth");
    let is_picked = |row: &Row| match is_short {
        true => SHORT.contains(&(row.name, row.task)),
        false => picked.is_empty() || picked.iter().any(|part| row.name.contains(part) || row.task.name() == *part),
    };
    println!("| input | command | n | seconds at n | 2n | 4n | 8n | last ratio | of memory | |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let (mut kept, mut seen) = (0, 0);
    for row in rows().into_iter().filter(is_picked) {
        let mut times = Vec::new();
        for factor in [1, 2, 4, 8] {
            let time = measured(program, &row, factor, &scratch)?;
            times.push(time);
            if time.user > LONG {
                break;
            }
        }
        for _ in 0..AGAIN {
            if judge(&times) || times.len() < 4 {
                break;
            }
            let again = [measured(program, &row, 4, &scratch)?, measured(program, &row, 8, &scratch)?];
            let first: Vec<Cost> = times.iter().copied().take(2).chain(again).collect();
            if worst(&first) < worst(&times) {
                times = first;
            }
        }
        let is_kept = judge(&times);
        kept += usize::from(is_kept);
        seen += 1;
        println!("{}", line(&row, &times, is_kept));
    }
    let _ = fs::remove_dir_all(&scratch);
    if seen == 0 || is_short && seen != SHORT.len() {
        return Err(io::Error::other("no input has a name with such a part"));
    }
    println!("\n{kept} of {seen} kept");
    Ok(kept == seen)
}

/// What a row takes of the processor's time at a size.
fn measured(program: &Path, row: &Row, factor: usize, scratch: &Path) -> io::Result<Cost> {
    let folder = scratch.join("pages");
    let docs = write(&folder, &(row.files)(row.smallest * factor))?;
    if row.task == Task::Validate {
        let mut schema = Command::new(program);
        schema.arg("schema").args(&docs).args(["--language", "typescript", "-o"]).arg(folder.join(SCHEMA));
        measure::run(&mut schema)?;
    }
    if row.task == Task::Diff {
        let swapped = (row.files)(row.smallest * factor).sdks.into_iter().flatten();
        let swapped = swapped.map(|(path, text)| (path, swap(&text))).collect();
        write(&folder.join("new"), &Files { sdks: vec![swapped], payload: String::new() })?;
    }
    runs(program, row.task, &docs, &folder, &scratch.join("out"))
}

/// Where the schema and the payload of `validate` lie.
const SCHEMA: &str = "schema.json";
const PAYLOAD: &str = "payload.jsonl";

/// A page with other types, other values, and other names where they say so.
fn swap(text: &str) -> String {
    let text = text.replace(pages::BEFORE, "after");
    text.replace("*string*", "*n*").replace("*number*", "*string*").replace("*n*", "*number*").replace("\"v", "\"w")
}

/// The greater of both ratios.
fn worst(costs: &[Cost]) -> f64 {
    ratios(costs).into_iter().flatten().flatten().fold(0.0, f64::max)
}

/// How many times as much the last doubling took of time and of memory; `None` where that is too little to tell.
fn ratios(costs: &[Cost]) -> Option<[Option<f64>; 2]> {
    let [_, _, half, whole] = costs else { return None };
    let of_time = whole.user.as_secs_f64() / half.user.as_secs_f64().max(1e-6);
    let of_memory = whole.peak as f64 / half.peak.max(1) as f64;
    Some([(whole.user >= FLOOR).then_some(of_time), (whole.peak >= SMALL).then_some(of_memory)])
}

/// Whether the last doubling is within the bound.
fn judge(costs: &[Cost]) -> bool {
    ratios(costs).is_some_and(|ratios| ratios.into_iter().flatten().all(|ratio| ratio <= BOUND))
}

fn line(row: &Row, costs: &[Cost], is_kept: bool) -> String {
    let mut out = format!("| {} | {} | {} |", row.name, row.task.name(), row.smallest);
    for at in 0..4 {
        match costs.get(at) {
            Some(cost) => {
                let _ = write!(out, " {:.3} |", cost.user.as_secs_f64());
            }
            None => out.push_str(" – |"),
        }
    }
    for ratio in ratios(costs).unwrap_or_default() {
        out.push_str(&ratio.map_or_else(|| " – |".to_owned(), |ratio| format!(" {ratio:.1} |")));
    }
    let _ = write!(out, " {} |", if is_kept { "kept" } else { "MISSED" });
    out
}

/// The program, built for release.
fn program() -> io::Result<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--package", "fieldcast-cli"])
        .current_dir(&workspace)
        .status()?;
    if !built.success() {
        return Err(io::Error::other("the program does not build"));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    Ok(target.join("release").join(format!("fieldcast{}", std::env::consts::EXE_SUFFIX)))
}

/// What a few runs took. A run that ends with a message of what is wrong with the pages is one too.
fn runs(program: &Path, task: Task, docs: &[PathBuf], folder: &Path, out: &Path) -> io::Result<Cost> {
    let mut all: Vec<Cost> = Vec::new();
    for _ in 0..RUNS {
        let _ = fs::remove_dir_all(out);
        let mut run = Command::new(program);
        run.arg(task.name().split(' ').next().unwrap_or_default());
        match task {
            Task::Validate => {
                run.arg(format!("{}#/$defs/M0", folder.join(SCHEMA).display())).arg(folder.join(PAYLOAD));
            }
            _ => {
                run.args(docs);
            }
        }
        match task {
            Task::Schema | Task::Inspect | Task::Validate => {}
            Task::OpenApi => {
                run.arg("--openapi");
            }
            Task::Models => {
                run.args(["--name", "grown-models", "--out"]).arg(out);
            }
            Task::Explain => {
                run.arg("M0.f0");
            }
            Task::Diff => {
                run.arg(folder.join("new"));
            }
        }
        if task != Task::Validate {
            run.args(["--language", "typescript"]);
        }
        let cost = measure::run_to_any_end(&mut run)?;
        all.push(cost);
        if all.iter().map(|cost| cost.user).sum::<Duration>() > ENOUGH {
            break;
        }
    }
    // The system counts a short run's time in ticks, which go to the program or to itself: many runs know better than one.
    let user = all.iter().map(|cost| cost.user).sum::<Duration>() / u32::try_from(all.len()).unwrap_or(1).max(1);
    Ok(Cost { user, peak: all.iter().map(|cost| cost.peak).min().unwrap_or_default(), ..Cost::default() })
}

/// Writes files into a folder that is emptied before; the folders of the docs.
fn write(folder: &Path, files: &Files) -> io::Result<Vec<PathBuf>> {
    let _ = fs::remove_dir_all(folder);
    let mut docs = Vec::new();
    for (at, pages) in files.sdks.iter().enumerate() {
        let sdk = folder.join(format!("sdk{at}"));
        for (path, text) in pages {
            let path = sdk.join("docs/models").join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, text)?;
        }
        docs.push(sdk);
    }
    fs::write(folder.join(PAYLOAD), &files.payload)?;
    Ok(docs)
}
