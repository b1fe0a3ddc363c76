//! The verdict is never lower than that of cargo-semver-checks: sixty changes, and what it said of the crates of both
//! versions. That is kept beside the checkout, since to build the tool takes longer than all other tests.

use fieldcast::diff::{self, Level, Version};
use fieldcast::pipeline;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn version(folder: &Path) -> Version {
    let schema =
        fieldcast::schema::Options { id: "https://example.com/pages.schema.json".to_owned(), ..Default::default() };
    let options = pipeline::Options { schema, ..Default::default() };
    let outcome = pipeline::run(&[folder.to_path_buf()], &options);
    Version::new("x", outcome.document.unwrap_or_else(|| panic!("{:?}", outcome.diagnostics)))
}

/// The types that it names below each of its findings, with the level of that.
fn named(text: &str) -> BTreeMap<String, Level> {
    let mut all = BTreeMap::new();
    let mut level = None;
    let mut listed = false;
    for line in text.lines() {
        if let Some(lint) = line.strip_prefix("--- failure ") {
            level = Some(if lint.contains("marked_deprecated") { Level::Minor } else { Level::Major });
            listed = false;
        } else if line == "Failed in:" {
            listed = true;
        } else if line.trim().is_empty() {
            listed = false;
        } else if let Some(level) = level.filter(|_| listed) {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            if let Some(name) = words.find(|word| word.starts_with(char::is_uppercase)) {
                let known = all.entry(name.to_owned()).or_insert(level);
                *known = level.max(*known);
            }
        }
    }
    all
}

#[test]
fn the_verdict_is_never_lower_than_that_of_cargo_semver_checks() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/drift");
    let Ok(said) = fs::read_to_string(shared.join("csc-micro.txt")) else {
        println!("left out: what cargo-semver-checks says, there is no {}", shared.display());
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let script = shared.join("semver_cases.py");
    let made = Command::new("python3").arg(script).current_dir(folder.path()).output();
    if !made.is_ok_and(|made| made.status.success()) {
        println!("left out: what cargo-semver-checks says, there is no python3 to write its pages");
        return;
    }
    let [old, new] = ["old-docs", "new-docs"].map(|name| version(&folder.path().join(name)));
    let report = diff::compare(&old, &new).unwrap();
    let mut ours: BTreeMap<&str, Level> = BTreeMap::new();
    for change in &report.changes {
        for key in [&change.model.old, &change.model.new].into_iter().flatten() {
            let known = ours.entry(key).or_default();
            *known = change.rust.max(*known);
        }
    }
    let named = named(&said);
    assert!(named.len() > 20, "{named:?}");
    let lower: Vec<_> =
        named.iter().filter(|(name, level)| ours.get(name.as_str()).copied().unwrap_or_default() < **level).collect();
    assert!(lower.is_empty(), "{lower:?}");
    // many more break code that it does not see
    let more = ours.iter().filter(|(name, level)| **level == Level::Major && !named.contains_key(**name));
    assert!(more.count() >= 18);
}
