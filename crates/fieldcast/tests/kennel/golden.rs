//! The crate that is committed is the one that the schema gives. `UPDATE=1` writes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fieldcast::rust::{Files, Options, generate};

/// The crate of the made-up API, as its schema gives it.
pub fn files(options: Options) -> Files {
    let schema = fs::read_to_string(folder().join("kennel.schema.json")).unwrap();
    let document = serde_json::from_str(&schema).unwrap();
    let (files, diagnostics) = generate(&document, &options);
    files.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

pub fn options() -> Options {
    Options {
        crate_name: "kennel-models".to_owned(),
        regenerate_command: "UPDATE=1 cargo test -p fieldcast --test kennel".to_owned(),
        schema_path: "tests/models/kennel.schema.json".to_owned(),
        workspace: true,
        ..Options::default()
    }
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/models")
}

#[test]
fn the_crate_is_what_its_schema_gives() {
    let root = folder().join("kennel");
    let files = files(options());
    if std::env::var_os("UPDATE").is_some() {
        for (path, text) in &files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let mut stale = BTreeSet::new();
    for (path, text) in &files {
        if fs::read_to_string(root.join(path)).ok().as_ref() != Some(text) {
            stale.insert(path.clone());
        }
    }
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            if !files.contains_key(&name) {
                stale.insert(name);
            }
        }
    }
    assert!(files.len() > 20);
    assert!(stale.is_empty(), "stale: {stale:?}; write them with `UPDATE=1 cargo test -p fieldcast --test kennel`");
}

#[test]
fn the_same_schema_gives_the_same_crate() {
    assert_eq!(files(options()), files(options()));
}

#[test]
fn names_do_not_depend_on_what_is_left_out() {
    let whole = files(options());
    let only = files(Options { only: vec!["Toy".to_owned()], ..options() });
    // The documentation says who uses a model.
    let code = |files: &Files| -> Vec<String> {
        let lines = files.get("src/toy.rs").map(String::as_str).unwrap_or_default().lines();
        lines.filter(|line| !line.starts_with("///")).map(str::to_owned).collect()
    };
    assert_eq!(code(&whole), code(&only));
    assert!(code(&whole).len() > 40);
    assert!(whole.contains_key("src/dog.rs") && !only.contains_key("src/dog.rs"));
}
