//! `xtask codegen` from outside: what it writes, says and returns.

// Tests may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A project with one API, made of the workspace's own pages.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("schema/wingspan");
    let count = copy(&from, &dir.path().join("schema/wingspan"));
    assert!(count >= 3);
    dir
}

fn copy(from: &Path, to: &Path) -> usize {
    fs::create_dir_all(to).unwrap();
    let mut count = 0;
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            count += copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
            count += 1;
        }
    }
    count
}

fn run(dir: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(dir)
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn the_check_lists_everything_names_the_command_and_writes_nothing() {
    let dir = project();
    let (code, out, _) = run(dir.path(), &["codegen"]);
    assert_eq!(code, Some(0), "{out}");
    assert_eq!(run(dir.path(), &["codegen", "--check"]).0, Some(0));

    let source = dir.path().join("crates/wingspan-models/src");
    let before = fs::read_to_string(dir.path().join("schema/wingspan.schema.json")).unwrap();
    let stale = before.replace("When the token stops working.", "Never.");
    assert_ne!(stale, before);
    fs::write(dir.path().join("schema/wingspan.schema.json"), &stale).unwrap();
    fs::remove_file(source.join("lib.rs")).unwrap();
    fs::write(source.join("hand.rs"), "// @generated\n").unwrap();
    let page = dir.path().join("schema/wingspan/shared/sessionresponse.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("When the token stops working.", "When it stops working.")).unwrap();

    let (code, out, err) = run(dir.path(), &["codegen", "--check"]);
    assert_eq!(code, Some(1));
    for line in [
        "changed   schema/wingspan.schema.json",
        "missing   crates/wingspan-models/src/lib.rs",
        "stale     crates/wingspan-models/src/session.rs",
        "stale     .fieldcast-manifest",
        "--- schema/wingspan.schema.json (on disk)",
        "+++ schema/wingspan.schema.json (generated)",
    ] {
        assert!(out.lines().any(|l| l == line), "no `{line}` in:\n{out}");
    }
    assert!(out.contains("Never.") && out.contains("When it stops working."), "{out}");
    assert!(err.contains("4 files are not as the pages say") && err.contains("    cargo xtask codegen\n"), "{err}");
    assert!(err.contains("error[not-ours] schema/wingspan.schema.json: "), "says what it will not touch: {err}");
    assert_eq!(fs::read_to_string(dir.path().join("schema/wingspan.schema.json")).unwrap(), stale);
    assert!(!source.join("lib.rs").exists());

    let (_, _, err) = run(dir.path(), &["codegen", "--check", "wingspan"]);
    assert!(err.contains("    cargo xtask codegen wingspan\n"), "{err}");
    let (code, _, err) = run(dir.path(), &["codegen", "wingspan"]);
    assert!(code == Some(1) && err.contains("error[not-ours] schema/wingspan.schema.json: "), "{err}");
    assert_eq!(fs::read_to_string(dir.path().join("schema/wingspan.schema.json")).unwrap(), stale);
    assert_eq!(run(dir.path(), &["codegen", "--force", "wingspan"]).0, Some(0));
    assert_eq!(run(dir.path(), &["codegen", "--check"]).0, Some(0));
    assert_eq!(fs::read_to_string(source.join("hand.rs")).unwrap(), "// @generated\n");
}

#[test]
fn one_changed_page_writes_only_what_depends_on_it() {
    let dir = project();
    assert_eq!(run(dir.path(), &["codegen"]).0, Some(0));
    let page = dir.path().join("schema/wingspan/shared/sessionresponse.md");
    let text = fs::read_to_string(&page).unwrap();
    let changed = text.replace("When the token stops working.", "When it stops working.");
    assert_ne!(changed, text);
    fs::write(&page, changed).unwrap();
    let ways = files(dir.path());
    let times = |ways: &[PathBuf]| -> Vec<_> {
        ways.iter().map(|way| fs::metadata(way).unwrap().modified().unwrap()).collect()
    };
    let before = times(&ways);
    let (code, out, err) = run(dir.path(), &["codegen"]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(files(dir.path()), ways);
    let written = ways.iter().zip(before.iter().zip(times(&ways))).filter(|(_, (old, new))| *old != new);
    let written: Vec<String> =
        written.map(|(way, _)| way.strip_prefix(dir.path()).unwrap().display().to_string()).collect();
    let expected = [".fieldcast-manifest", "crates/wingspan-models/src/session.rs", "schema/wingspan.schema.json"];
    assert_eq!(written, expected, "{out}");
    assert!(out.contains("\n2 written, 0 deleted, "), "{out}");
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() { all.extend(files(&entry.path())) } else { all.push(entry.path()) }
    }
    all.sort();
    all
}

#[test]
fn an_error_is_shown_with_its_place_and_nothing_is_written() {
    let dir = project();
    let page = dir.path().join("schema/wingspan/shared/sessionresponse.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replacen(":heavy_check_mark:", ":check:", 1)).unwrap();
    let settings = dir.path().join("schema/wingspan/source.toml");
    let said = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, said.replacen("[api]\n", "[api]\nstrict = true\n", 1)).unwrap();
    let (code, out, err) = run(dir.path(), &["codegen"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("error[unknown-tick] schema/wingspan/shared/sessionresponse.md:10:"), "{err}");
    assert!(!dir.path().join("crates").exists());
    assert!(!dir.path().join("schema/wingspan.schema.json").exists());
}

#[test]
fn a_wrong_call_has_its_own_exit_code() {
    let dir = project();
    for arguments in [&[] as &[&str], &["codgen"], &["codegen", "--chek"]] {
        let (code, _, err) = run(dir.path(), arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(err.contains("Usage: cargo xtask"), "{err}");
    }
    let (code, _, err) = run(dir.path(), &["codegen", "unicorn"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("there is no API `unicorn`, only wingspan"), "{err}");
}
