//! Makes the models crate of every SDK, builds it as its users will, and sends payloads through its types.
//!
//! A crate has to pass rustfmt, clippy and rustdoc with every feature, and the compiler with none, all with warnings
//! denied. A payload has to come back as it went in: see [`crate::same`] for the one thing that may differ.

use crate::measure::{Measured, Truth};
use crate::same::{Mutation, mutated, same};
use fieldcast::rust::{self, Options};
use fieldcast::schema::document::Document;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Everyday tasks with crates that are made here alone, by the SDK's folder: `tests/downstream` has those of the crates that
/// are published.
const PROGRAMS: &[(&str, &str)] = &[
    ("dub-go", include_str!("../../downstream/others/dub-go.rs")),
    ("novu-typescript", include_str!("../../downstream/others/novu-typescript.rs")),
];

/// What became of one SDK's crate.
pub struct Built {
    /// The SDK's folder.
    pub name: String,
    /// How many types it has.
    pub types: usize,
    /// Whether it has dates or times, for which there is a feature.
    pub times: bool,
    /// How long it took to build, its dependencies and all that is tried.
    pub seconds: f64,
    /// Payloads that came back, of how many; `None` where there is no truth to make them from.
    pub plain: Option<(usize, usize)>,
    /// The same for payloads with unknown members and unknown values of enums.
    pub mutated: Option<(usize, usize)>,
    /// How many of the first came back without members that no page lists.
    pub unlisted: usize,
    /// What is wrong.
    pub problems: Vec<String>,
    /// Payloads that did not come back: what happened, and how often.
    pub misses: BTreeMap<String, usize>,
}

/// Makes, builds and tries the crate of an SDK below `out`.
///
/// # Errors
///
/// Where files can't be written or cargo can't be run.
pub fn build(out: &Path, measured: &Measured, truth: Option<&Truth>) -> Result<Built, String> {
    let name = measured.sdk.folder.replace('/', "-");
    let document: Document = serde_json::from_str(measured.schema()).map_err(|error| format!("{name}: {error}"))?;
    let options = Options { crate_name: format!("{name}-models"), ..Options::default() };
    let (files, diagnostics) = rust::generate(&document, &options);
    let mut built = Built {
        name: measured.sdk.folder.clone(),
        types: 0,
        times: false,
        seconds: 0.0,
        plain: None,
        mutated: None,
        unlisted: 0,
        problems: diagnostics.iter().filter(|d| d.is_error()).map(ToString::to_string).collect(),
        misses: BTreeMap::new(),
    };
    let Some(files) = files else { return Ok(built) };
    built.types =
        files.values().map(|text| text.matches("\npub struct ").count() + text.matches("\npub enum ").count()).sum();
    built.times = files.get("Cargo.toml").is_some_and(|manifest| manifest.contains("\njiff = ["));
    let folder = out.join(&name);
    let start = Instant::now();
    write(&folder, &files)?;
    let target = out.join("target");
    let every = ["--all-features", "--quiet"];
    for (what, arguments) in [
        (
            "clippy with every feature",
            ["clippy"].iter().chain(&every).chain(&["--", "-D", "warnings"]).copied().collect(),
        ),
        ("rustdoc with every feature", ["doc", "--no-deps"].iter().chain(&every).copied().collect()),
        ("rustfmt", vec!["fmt", "--check"]),
        ("check with no feature", vec!["check", "--no-default-features", "--quiet"]),
    ] {
        let arguments: Vec<&str> = arguments;
        if let Err(text) = cargo(&folder, &target, &arguments) {
            let first: String = text.lines().take(12).collect::<Vec<_>>().join("\n");
            built.problems.push(format!("{what}: {first}"));
        }
    }
    if let Some(truth) = truth.filter(|_| built.problems.is_empty()) {
        round_trips(out, &name, &document, &options, truth, measured, &mut built)?;
    }
    if let Some((_, program)) = PROGRAMS.iter().find(|(of, _)| *of == name) {
        let folder = out.join(format!("{name}-everyday"));
        write(&folder, &program_files(&name, program))?;
        if let Err(text) = cargo(&folder, &target, &["test", "--quiet"]) {
            built.problems.push(format!("its everyday tasks: {text}"));
        }
    }
    built.seconds = start.elapsed().as_secs_f64();
    Ok(built)
}

/// Reads every payload into the type of its model, writes it, and compares.
fn round_trips(
    out: &Path,
    name: &str,
    document: &Document,
    options: &Options,
    truth: &Truth,
    measured: &Measured,
    built: &mut Built,
) -> Result<(), String> {
    let recovered: Value = serde_json::from_str(measured.schema()).map_err(|error| error.to_string())?;
    let paths = rust::paths(document, options);
    let payloads: Vec<(String, Value)> =
        truth.keyed(&recovered).into_iter().filter(|(key, _)| paths.contains_key(key)).collect();
    let mut random = Mutation::new(7);
    let changed: Vec<(String, Value)> =
        payloads.iter().map(|(key, json)| (key.clone(), mutated(document, key, json, &mut random))).collect();
    let driver = out.join(format!("{name}-driver"));
    write(&driver, &driver_files(name, &paths, built.times))?;
    for (kind, set) in [("plain", &payloads), ("mutated", &changed)] {
        let answers = run(&driver, &out.join("target"), set)?;
        let mut right = 0;
        for ((key, json), answer) in set.iter().zip(&answers) {
            let verdict = match (answer.get("value"), answer.get("error")) {
                (Some(value), _) => same(document, key, json, value),
                (None, error) => Err(error.and_then(Value::as_str).unwrap_or("no answer").to_owned()),
            };
            match verdict {
                Ok(lost) => {
                    right += 1;
                    if lost && kind == "plain" {
                        built.unlisted += 1;
                    }
                }
                Err(why) => *built.misses.entry(format!("{kind} {key}: {why}")).or_default() += 1,
            }
        }
        let figure = Some((right, set.len()));
        if kind == "plain" {
            built.plain = figure
        } else {
            built.mutated = figure
        }
        if answers.len() != set.len() {
            built.problems.push(format!("{} of {} {kind} payloads were answered", answers.len(), set.len()));
        }
        let share = right as f64 * 100.0 / set.len().max(1) as f64;
        if let Some(least) = measured.sdk.round_trips.filter(|least| share < *least) {
            built.problems.push(format!("{right} of {} {kind} payloads came back, expected {least}%", set.len()));
        }
    }
    Ok(())
}

/// A program that reads lines of a key, a tab and JSON, and writes what the type of that key made of it.
fn driver_files(name: &str, paths: &BTreeMap<String, String>, times: bool) -> BTreeMap<String, String> {
    let features = if times { "\"chrono\", \"jiff\", \"time\"" } else { "" };
    let arms: String =
        paths.iter().map(|(key, path)| format!("        {key:?} => back::<models::{path}>(json),\n")).collect();
    let main = format!(
        "//! Sends payloads through the types of a crate.
#![allow(deprecated)]
use serde_json::{{Value, json}};
use std::io::{{BufRead, Write}};

fn back<T: serde::Serialize + serde::de::DeserializeOwned>(json: &str) -> Value {{
    let read: T = match serde_json::from_str(json) {{
        Ok(read) => read,
        Err(error) => return json!({{ \"error\": error.to_string() }}),
    }};
    match serde_json::to_value(read) {{
        Ok(value) => json!({{ \"value\": value }}),
        Err(error) => json!({{ \"error\": error.to_string() }}),
    }}
}}

fn answer(key: &str, json: &str) -> Value {{
    match key {{
{arms}        _ => json!({{ \"error\": \"no type\" }}),
    }}
}}

fn main() -> std::io::Result<()> {{
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {{
        let line = line?;
        let (key, json) = line.split_once('\\t').unwrap_or_default();
        writeln!(out, \"{{}}\", answer(key, json))?;
    }}
    out.flush()
}}
"
    );
    let manifest = format!(
        "[package]\nname = \"{name}-driver\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nmodels = {{ package = \"{name}-models\", path = \"../{name}\", features = [{features}] }}\nserde = \"1\"\nserde_json = \"1\"\n\n[workspace]\n"
    );
    BTreeMap::from([("Cargo.toml".to_owned(), manifest), ("src/main.rs".to_owned(), main)])
}

/// A project of which the tests are a program that uses the crate.
fn program_files(name: &str, program: &str) -> BTreeMap<String, String> {
    let manifest = format!(
        "[package]\nname = \"{name}-everyday\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nmodels = {{ package = \"{name}-models\", path = \"../{name}\" }}\nserde_json = \"1\"\n\n[workspace]\n"
    );
    BTreeMap::from([
        ("Cargo.toml".to_owned(), manifest),
        ("src/lib.rs".to_owned(), String::new()),
        ("tests/everyday.rs".to_owned(), program.to_owned()),
    ])
}

/// Runs the driver on payloads.
fn run(driver: &Path, target: &Path, payloads: &[(String, Value)]) -> Result<Vec<Value>, String> {
    let fault = |error: std::io::Error| format!("{}: {error}", driver.display());
    let mut child = command(driver, target, &["run", "--quiet"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(fault)?;
    let input: String = payloads.iter().map(|(key, json)| format!("{key}\t{json}\n")).collect();
    let mut stdin = child.stdin.take();
    let writer = std::thread::spawn(move || stdin.as_mut().map_or(Ok(()), |pipe| pipe.write_all(input.as_bytes())));
    let output = child.wait_with_output().map_err(fault)?;
    // a driver that did not compile has closed the pipe
    let _ = writer.join();
    if !output.status.success() {
        return Err(format!("{}: the driver failed", driver.display()));
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| error.to_string()))
        .collect()
}

fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<(), String> {
    let output = command(folder, target, arguments).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    // rustfmt tells what it would change on standard output
    Err([output.stderr, output.stdout].iter().map(|text| String::from_utf8_lossy(text)).collect())
}

fn command(folder: &Path, target: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("CARGO_MANIFEST_DIR");
    command
}

/// Writes files below a folder, whose sources are only those; what is already there as it should be is left alone.
fn write(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
    let stale = folder.join("src");
    let before: Vec<_> = walk(&stale);
    let fault = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    for (path, text) in files {
        let path = folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| fault(parent, error))?;
        }
        fs::write(&path, text).map_err(|error| fault(&path, error))?;
    }
    for path in before {
        let kept = path.strip_prefix(folder).ok().and_then(Path::to_str).is_some_and(|p| files.contains_key(p));
        if !kept {
            fs::remove_file(&path).map_err(|error| fault(&path, error))?;
        }
    }
    Ok(())
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .flat_map(|entry| if entry.path().is_dir() { walk(&entry.path()) } else { vec![entry.path()] })
        .collect()
}
