//! Crates of every shape, of schemas and of pages of docs, whose names and texts hurt, compile without a warning: with no feature and
//! with each; with all, they are documented without one.
//! And what rustdoc makes of them has no markup that came from a text.

#![cfg(test)]

use fieldcast::diagnostic::Diagnostic;
use fieldcast::rust::{ClosedEnums, Options, generate};
use hardening::case::{Case, to_text};
use hardening::pages::{STYLES, Style, pages as pages_of};
use hardening::shapes::{NAMES, grouped, lengths, pairs, schema};
use serde_json::{Map, Value, json};
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

/// The definitions of a style's pages, each in a folder of the style's own number.
fn of_pages(style: &Style, number: usize, defs: &mut Map<String, Value>) {
    let pages = pages_of(style, u64::try_from(number).unwrap(), 24);
    let text = to_text(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let case = Case::from_bytes(format!("@@@ language {}\n{text}", style.language).as_bytes());
    let (api, diagnostics) = fieldcast::model::read(&case.docs, &case.options);
    let bad: Vec<String> = diagnostics.iter().filter(|d| d.is_error()).map(Diagnostic::to_string).collect();
    assert_eq!(bad, [] as [&str; 0], "{}", style.language);
    let (decided, _) = fieldcast::decide::decide(api.unwrap(), &[]);
    let options =
        fieldcast::schema::Options { id: "https://example.com/pages.schema.json".to_owned(), ..Default::default() };
    let text = fieldcast::schema::write(&fieldcast::schema::document(&decided, &options));
    let folder = format!("style{number}.");
    let document: Value = serde_json::from_str(&text.replace("\"#/$defs/", &format!("\"#/$defs/{folder}"))).unwrap();
    let found = document["$defs"].as_object().unwrap();
    assert!(found.len() >= 20, "{}: {} models", style.language, found.len());
    defs.extend(found.iter().map(|(name, definition)| (format!("{folder}{name}"), definition.clone())));
}

/// The schema of random pages in every style.
fn pages_of_every_style() -> Value {
    let mut defs = Map::new();
    STYLES.iter().enumerate().for_each(|(number, style)| of_pages(style, number, &mut defs));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.com/pages.schema.json",
        "$defs": defs,
    })
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
    let crates = ["shapes-a", "shapes-b", "shapes-c", "shapes-groups", "shapes-pages", "shapes-pairs"];
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
        + make(&root, "shapes-pages", pages_of_every_style(), ClosedEnums::None)
        + make(&root, "shapes-pairs", pairs(), ClosedEnums::None);
    assert!(types > 1_200, "{types} types");

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
        let features = ["--no-default-features", "--features", feature];
        cargo(
            &root,
            &[&["check", "--package", "shapes-a", "--package", "shapes-pages"] as &[&str], &features].concat(),
        );
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

/// Every file of Rust in a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.extension() {
            _ if path.is_dir() => sources(&path, found),
            Some(end) if end == "rs" => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn lines_of_every_length_are_broken_as_rustfmt_breaks_them() {
    if !Command::new("rustfmt").arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("left out: the layout of generated code, there is no rustfmt");
        return;
    }
    let root = workspace().join("target/generated/lengths");
    let _ = fs::remove_dir_all(&root);
    let types = make(&root, "lengths", lengths(1), ClosedEnums::None);
    assert!(types > 1_000, "{types} types");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 100, "{} files", files.len());
    let output = Command::new("rustfmt")
        .args(["--check", "--edition", "2024", "--style-edition", "2024", "--color", "never"])
        .args(&files)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let start: String = said.lines().take(60).map(|line| line.to_owned() + "\n").collect();
    assert!(output.status.success(), "{} differences\n{start}", said.matches("Diff in ").count());
}
