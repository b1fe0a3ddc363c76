//! A crate builds on its own, with warnings denied, with every feature and with none.

use std::fs;
use std::path::{Path, PathBuf};
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

/// What rustup has of something, a line each: `toolchain` or `target`.
fn installed(what: &[&str]) -> Vec<String> {
    let output = Command::new("rustup").args(what).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// Writes the crate of the made-up API as one that stands by itself, and gives its folder.
fn written(name: &str) -> PathBuf {
    let workspace = golden::folder().join("../..");
    let folder = workspace.join("target/generated").join(name);
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
    folder
}

#[test]
fn it_builds_with_the_oldest_rust_that_it_names() {
    let folder = written("kennel-models-oldest");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let oldest = manifest.split("rust-version = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let toolchains = installed(&["toolchain", "list"]);
    let Some(toolchain) = toolchains.iter().find(|name| name.starts_with(&format!("{oldest}.0-"))) else {
        eprintln!("left out: the oldest Rust of a crate, there is no {oldest}");
        return;
    };
    let toolchain = toolchain.split_whitespace().next().unwrap();
    // The newest `time` needs a newer one, and whoever has an older Rust gets an older `time`.
    for features in ["default", "chrono,jiff,schemars"] {
        let output = Command::new("rustup")
            .args(["run", toolchain, "cargo", "check", "--offline", "--features", features])
            .current_dir(&folder)
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("RUSTC")
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{features}\n{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn it_builds_for_web_assembly() {
    const TARGET: &str = "wasm32-unknown-unknown";
    if !installed(&["target", "list", "--installed"]).iter().any(|target| target == TARGET) {
        eprintln!("left out: WebAssembly, there is no {TARGET}");
        return;
    }
    let folder = written("kennel-models-web");
    cargo(&folder, &["check", "--offline", "--all-features", "--target", TARGET]);
}

#[test]
fn it_builds_by_itself_with_every_feature_and_with_none() {
    let folder = written("kennel-models");
    cargo(&folder, &["check", "--offline"]);
    cargo(&folder, &["check", "--offline", "--no-default-features"]);
    cargo(&folder, &["clippy", "--offline", "--all-features", "--", "-D", "warnings"]);
    cargo(&folder, &["doc", "--offline", "--no-deps", "--all-features"]);
    cargo(&folder, &["fmt", "--check"]);
    cargo(&folder, &["package", "--offline", "--list", "--allow-dirty"]);
}
