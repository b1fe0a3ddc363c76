//! Crates of every shape, whose names and texts hurt, compile without a warning: with no feature and
//! with each; with all, they are documented without one.
//! And what rustdoc makes of them has no markup that came from a text.

#![cfg(test)]

use fieldcast::diagnostic::Diagnostic;
use fieldcast::rust::{ClosedEnums, Options, generate};
use hardening::shapes::{NAMES, grouped, pairs, schema};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FEATURES: [&str; 5] = ["chrono", "jiff", "operations", "schemars", "time"];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let start: String = said.lines().take(60).map(|line| line.to_owned() + "\n").collect();
    assert!(output.status.success(), "cargo {arguments:?}\n{start}");
}

/// Writes a crate of a schema into a workspace, and gives its number of types.
fn make(root: &Path, name: &str, schema: Value, closed_enums: ClosedEnums) -> usize {
    let document = serde_json::from_value(schema).unwrap();
    let options = Options { crate_name: name.to_owned(), closed_enums, workspace: true, ..Options::default() };
    let (files, diagnostics) = generate(&document, &options);
    let errors: Vec<String> = diagnostics.iter().filter(|d| d.is_error()).map(Diagnostic::to_string).collect();
    let files = files.unwrap_or_else(|| panic!("{errors:#?}"));
    for (path, text) in &files {
        let path = root.join(name).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    files.values().map(|text| text.matches("\npub struct ").count() + text.matches("\npub enum ").count()).sum()
}

/// Every page that rustdoc made.
fn pages(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|end| end == "html") {
            found.push(fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn crates_of_every_shape_compile_and_their_docs_hold_text() {
    let root = workspace().join("target/generated/shapes");
    let crates = ["shapes-a", "shapes-b", "shapes-c", "shapes-groups", "shapes-pairs"];
    crates.iter().for_each(|name| drop(fs::remove_dir_all(root.join(name))));
    fs::create_dir_all(&root).unwrap();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {crates:?}\n\n[workspace.package]\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         rust-version = \"1.85\"\nlicense = \"MIT\"\nrepository = \"https://example.com\"\n"
    );
    fs::write(root.join("Cargo.toml"), manifest + "\n[workspace.lints]\n").unwrap();
    // The versions that are there already: nothing is fetched.
    fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    let types = make(&root, "shapes-a", schema(1, NAMES.len()), ClosedEnums::None)
        + make(&root, "shapes-b", schema(2, 120), ClosedEnums::All)
        + make(&root, "shapes-c", schema(3, 120), ClosedEnums::None)
        + make(&root, "shapes-groups", grouped(), ClosedEnums::None)
        + make(&root, "shapes-pairs", pairs(), ClosedEnums::None);
    assert!(types > 900, "{types} types");

    cargo(&root, &["doc", "--workspace", "--no-deps", "--all-features"]);
    let mut found = Vec::new();
    pages(&root.join("target/doc"), &mut found);
    let models: Vec<&String> = found.iter().filter(|page| page.contains("evil")).collect();
    assert!(models.len() > 100, "{} pages", models.len());
    let marks = [
        "<evil",
        "<script>evil",
        "<img src=evil",
        "href=\"javascript:",
        "src=\"data:",
        "\"onmouseover=evil",
        "onerror=\"",
        "<!-- evil",
    ];
    for page in models {
        let lower = page.to_ascii_lowercase();
        let came_through: Vec<&&str> = marks.iter().filter(|mark| lower.contains(**mark)).collect();
        let at = came_through.first().and_then(|mark| lower.find(**mark)).unwrap_or_default();
        let around: String = page.get(at.saturating_sub(200)..).unwrap_or_default().chars().take(400).collect();
        assert!(came_through.is_empty(), "{came_through:?} in {around}");
    }

    cargo(&root, &["check", "--workspace", "--no-default-features"]);
    for feature in FEATURES {
        cargo(&root, &["check", "--package", "shapes-a", "--no-default-features", "--features", feature]);
    }
    let manifest = fs::read_to_string(root.join("shapes-groups/Cargo.toml")).unwrap();
    let features = manifest.split("[dependencies]").next().and_then(|text| text.split("[features]").nth(1)).unwrap();
    let features: Vec<&str> =
        features.lines().filter_map(|line| line.split_once(" = [")).map(|(name, _)| name).collect();
    let of_models: Vec<&&str> = features.iter().filter(|name| !FEATURES[..2].contains(name)).collect();
    assert!(of_models.len() > 12 && features.contains(&"time-models"), "{features:?}");
    for feature in of_models {
        cargo(&root, &["check", "--package", "shapes-groups", "--no-default-features", "--features", feature]);
    }
}
