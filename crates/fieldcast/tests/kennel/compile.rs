//! A crate builds on its own, with warnings denied, with every feature and with none.

use std::fs;
use std::path::Path;
use std::process::Command;

use fieldcast::rust::Options;

use crate::golden;

fn cargo(folder: &Path, arguments: &[&str]) {
    let target = folder.parent().unwrap().join("target");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo {arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn it_builds_by_itself_with_every_feature_and_with_none() {
    let workspace = golden::folder().join("../..");
    let folder = workspace.join("target/generated/kennel-models");
    let files = golden::files(Options {
        workspace: false,
        license: Some("MIT".to_owned()),
        repository: Some("https://example.com/kennel".to_owned()),
        ..golden::options()
    });
    let _ = fs::remove_dir_all(&folder);
    for (path, text) in &files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    // The versions that are there already: nothing is fetched.
    fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    cargo(&folder, &["check", "--offline"]);
    cargo(&folder, &["check", "--offline", "--no-default-features"]);
    cargo(&folder, &["clippy", "--offline", "--all-features", "--", "-D", "warnings"]);
    cargo(&folder, &["doc", "--offline", "--no-deps", "--all-features"]);
    cargo(&folder, &["fmt", "--check"]);
    cargo(&folder, &["package", "--offline", "--list", "--allow-dirty"]);
}
