//! `fieldcast models`: a crate, and what is never overwritten.

use crate::docs::{Docs, YES, object};

const ARGUMENTS: &[&str] = &["models", "docs", "--out", "kennel", "--name", "kennel-models"];

#[test]
fn writes_a_crate_and_then_only_what_changed() {
    let docs = Docs::kennel();
    let run = docs.run(ARGUMENTS);
    assert_eq!(run.code, Some(0), "{run:?}");
    let manifest = std::fs::read_to_string(docs.path().join("kennel/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"kennel-models\""), "{manifest}");
    assert!(docs.path().join("kennel/src/lib.rs").exists());
    let again = docs.run(ARGUMENTS);
    assert!(again.err.contains(": 0 files written"), "{}", again.err);
}

#[test]
fn never_overwrites_what_somebody_wrote() {
    let docs = Docs::kennel();
    std::fs::create_dir_all(docs.path().join("kennel/src")).unwrap();
    std::fs::write(docs.path().join("kennel/src/lib.rs"), "//! Mine.\n").unwrap();
    let run = docs.run(ARGUMENTS);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("error[not-ours] kennel/src/lib.rs: "), "{}", run.err);
    assert!(run.err.contains("error[not-ours] kennel: "), "{}", run.err);
    assert_eq!(std::fs::read_to_string(docs.path().join("kennel/src/lib.rs")).unwrap(), "//! Mine.\n");
    assert!(!docs.path().join("kennel/Cargo.toml").exists());
    let told = docs.run(&[ARGUMENTS, &["--force"]].concat());
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.err.contains("replaced by force: kennel/src/lib.rs\n"), "{}", told.err);
}

#[test]
fn takes_a_model_and_what_it_reaches() {
    let docs = Docs::kennel();
    docs.add("models/components/cat.md", object("Cat", &[["name", "*string*", YES, "N/A"]]).as_bytes());
    let all = [ARGUMENTS, &["--only", "Dog"]].concat();
    let run = docs.run(&all);
    assert_eq!(run.code, Some(0), "{run:?}");
    let mut source = String::new();
    for entry in walk(&docs.path().join("kennel/src")) {
        source.push_str(&std::fs::read_to_string(entry).unwrap());
    }
    assert!(source.contains("pub struct Dog") && source.contains("pub enum Coat"), "{source}");
    assert!(!source.contains("struct Cat"), "{source}");
    let unknown = docs.run(&[ARGUMENTS, &["--only", "Unicorn"]].concat());
    assert_eq!(unknown.code, Some(1), "{unknown:?}");
    assert!(unknown.err.contains("Unicorn"), "{}", unknown.err);
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(walk(&path));
        } else {
            all.push(path);
        }
    }
    all
}
