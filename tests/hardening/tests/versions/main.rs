//! The verdict on a crate is what the compiler says: for each of some sixty changes, both crates are made of pages, and a
//! program that somebody wrote against the old one is compiled and run against both.

#![cfg(test)]

mod cases;
mod moved;
mod semver;

use cases::{Case, Outcome};
use fieldcast::diff::{self, Level, Report, Version};
use fieldcast::rust::{Options, generate};
use fieldcast::schema::document::Document;
use hardening::case;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The crates, of all cases at once: two of models, and the programs against each.
const MODELS: [&str; 2] = ["old-models", "new-models"];
const PROGRAMS: [&str; 3] = ["against-old", "against-new", "both-ways"];

/// What every program may call.
const COMMON: &str = "#![allow(warnings)]\n\
    pub fn read<T: serde::de::DeserializeOwned>(text: &str) -> T { serde_json::from_str(text).unwrap() }\n\
    pub fn json<T: serde::Serialize>(value: &T) -> String { serde_json::to_string(value).unwrap() }\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/generated/versions")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The schema of pages.
fn document(pages: &BTreeMap<String, String>) -> Document {
    turned(pages, false)
}

/// The same, with the pages in the other order where that is asked for.
fn turned(pages: &BTreeMap<String, String>, turn: bool) -> Document {
    let text: String = pages.iter().map(|(path, text)| format!("@@@ {path}\n{text}")).collect();
    let mut read = case::Case::from_bytes(format!("@@@ language python\n{text}").as_bytes());
    if turn {
        read.docs.files.reverse();
    }
    let (api, diagnostics) = fieldcast::model::read(&read.docs, &read.options);
    let bad: Vec<String> = diagnostics.iter().filter(|one| one.is_error()).map(ToString::to_string).collect();
    assert_eq!(bad, [] as [&str; 0]);
    let (decided, _) = fieldcast::decide::decide(api.unwrap(), &[]);
    let options =
        fieldcast::schema::Options { id: "https://example.com/pages.schema.json".to_owned(), ..Default::default() };
    fieldcast::schema::document(&decided, &options)
}

fn report(case: &Case) -> Report {
    let [old, new] = [("old", &case.old), ("new", &case.new)]
        .map(|(name, pages)| Version::new(name, document(&cases::pages(pages))));
    diff::compare(&old, &new).unwrap_or_else(|told| panic!("{}: {told:?}", case.name))
}

/// A crate of the models of every case.
fn make(name: &str, of: fn(&Case) -> &Vec<String>, all: &[Case]) {
    let lines: BTreeSet<String> = all.iter().flat_map(|case| of(case).iter().cloned()).collect();
    let options = Options { crate_name: name.to_owned(), workspace: true, ..Options::default() };
    let (files, diagnostics) = generate(&document(&cases::pages(&lines)), &options);
    let files = files.unwrap_or_else(|| panic!("{diagnostics:#?}"));
    files.iter().for_each(|(path, text)| write(&root().join(name).join(path), text));
}

fn module(case: &Case) -> String {
    case.name.replace('-', "_")
}

/// A program of some cases, which prints what each comes to.
fn program(name: &str, models: &str, all: &[&Case]) {
    let folder = root().join(name);
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         m = {{ path = \"../{models}\", package = \"{models}\" }}\nserde = \"1\"\nserde_json = \"1\"\n"
    );
    write(&folder.join("Cargo.toml"), &manifest);
    let mut main = COMMON.to_owned();
    let mut calls = String::new();
    for case in all {
        let module = module(case);
        let body = format!(
            "use crate::{{json, read}};\n\npub fn run() -> String {{\n    format!(\"{{:?}}\", {{\n{}    }})\n}}\n",
            case.program
        );
        write(&folder.join(format!("src/{module}.rs")), &body);
        main.push_str(&format!("mod {module};\n"));
        calls.push_str(&format!("    println!(\"{}\\t{{}}\", {module}::run());\n", case.name));
    }
    write(&folder.join("src/main.rs"), &format!("{main}\nfn main() {{\n{calls}}}\n"));
}

fn cargo(arguments: &[&str]) -> Output {
    cargo_in(&root(), arguments)
}

fn cargo_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", folder.join("../target"))
        // As other tests have it, so that what all of them need is compiled once.
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap()
}

fn printed(name: &str) -> BTreeMap<String, String> {
    let output = cargo(&["run", "--quiet", "--package", name]);
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split_once('\t')).map(|(name, is)| (name.to_owned(), is.to_owned())).collect()
}

/// What the compiler says of each module: the codes of its errors.
fn refused(name: &str) -> BTreeMap<String, BTreeSet<String>> {
    let output = cargo(&["check", "--quiet", "--message-format=json", "--package", name]);
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        let message = &told["message"];
        let span = message["spans"].as_array().and_then(|spans| spans.iter().find(|span| span["is_primary"] == true));
        let Some(span) = span.filter(|_| message["level"] == "error") else { continue };
        let file = Path::new(span["file_name"].as_str().unwrap());
        let module = file.file_stem().unwrap().to_string_lossy().into_owned();
        out.entry(module).or_default().insert(message["code"]["code"].as_str().unwrap_or_default().to_owned());
    }
    out
}

#[test]
fn the_verdict_is_what_the_compiler_says() {
    let all = cases::all();
    assert_eq!(all.len(), 67);
    let _ = fs::remove_dir_all(root());
    let members: Vec<&str> = MODELS.into_iter().chain(PROGRAMS).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[workspace.package]\nversion = \"0.1.0\"\n\
         edition = \"2024\"\nrust-version = \"1.85\"\nlicense = \"MIT\"\nrepository = \"https://example.com\"\n\n\
         [workspace.lints]\n"
    );
    write(&root().join("Cargo.toml"), &manifest);
    // The versions that are there already: nothing is fetched.
    fs::copy(root().join("../../../Cargo.lock"), root().join("Cargo.lock")).unwrap();
    make(MODELS[0], |case| &case.old, &all);
    make(MODELS[1], |case| &case.new, &all);
    let every: Vec<&Case> = all.iter().collect();
    program(PROGRAMS[0], MODELS[0], &every);
    program(PROGRAMS[1], MODELS[1], &every);
    program(PROGRAMS[2], MODELS[1], &[]);
    let before = printed(PROGRAMS[0]);
    let refused = refused(PROGRAMS[1]);
    let left: Vec<&Case> = all.iter().filter(|case| !refused.contains_key(&module(case))).collect();
    program(PROGRAMS[2], MODELS[1], &left);
    let after = printed(PROGRAMS[2]);

    let (mut wrong, mut fails, mut silent) = (Vec::new(), 0, 0);
    for case in &all {
        let report = report(case);
        let outcome = match (refused.get(&module(case)), after.get(&case.name)) {
            (Some(codes), _) if codes.iter().all(|code| code == "deprecated") => Outcome::Denied,
            (Some(_), _) => Outcome::Fails,
            (None, now) if now == before.get(&case.name) => Outcome::Runs,
            (None, _) => Outcome::Silent,
        };
        let verdict = &report.verdict;
        let holds = match outcome {
            Outcome::Fails => verdict.rust == Level::Major && verdict.silent == 0,
            Outcome::Silent => verdict.rust == Level::Major && verdict.silent > 0,
            // What does not touch what changed goes on, and a lint is no error of the compiler's.
            Outcome::Runs | Outcome::Denied => verdict.silent == 0,
        };
        fails += usize::from(outcome == Outcome::Fails);
        silent += usize::from(outcome == Outcome::Silent);
        if !holds || outcome != case.outcome || verdict.rust != case.level {
            let told: Vec<String> =
                report.changes.iter().map(|one| format!("{} {:?} {}", one.id, one.member, one.text)).collect();
            let (was, is) = (before.get(&case.name), after.get(&case.name));
            wrong.push(format!("{}: {outcome:?}, {verdict:?}, {was:?}, {is:?}, {told:#?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((fails, silent), (41, 6));
}

/// Neither the order of files nor the number of threads is to be seen in a report.
#[test]
fn a_report_is_the_same_however_it_is_made() {
    let all = cases::all();
    let pages = |of: fn(&Case) -> &Vec<String>| {
        let lines: BTreeSet<String> = all.iter().flat_map(|case| of(case).iter().cloned()).collect();
        cases::pages(&lines)
    };
    let (old, new) = (pages(|case| &case.old), pages(|case| &case.new));
    let made = |turn: bool, jobs: usize| {
        fieldcast::pipeline::threads(Some(jobs), || {
            let [old, new] = [("old", &old), ("new", &new)].map(|(name, of)| Version::new(name, turned(of, turn)));
            let report = diff::compare(&old, &new).unwrap_or_else(|told| panic!("{told:?}"));
            serde_json::to_string(&report).unwrap()
        })
    };
    let first = made(false, 1);
    assert!(first.matches("\"fingerprint\"").count() > 60);
    for (turn, jobs) in [(true, 1), (false, 4), (true, 4)] {
        assert!(made(turn, jobs) == first, "turned {turn}, {jobs} threads");
    }
}
