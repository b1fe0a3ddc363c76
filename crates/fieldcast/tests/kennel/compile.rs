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
fn written(name: &str, options: Options) -> PathBuf {
    let workspace = golden::folder().join("../..");
    let folder = workspace.join("target/generated").join(name);
    let files = golden::files(Options {
        workspace: false,
        license: Some("MIT".to_owned()),
        repository: Some("https://example.com/kennel".to_owned()),
        ..options
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
    let folder = written("kennel-models-oldest", golden::options());
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
    let folder = written("kennel-models-web", golden::options());
    cargo(&folder, &["check", "--offline", "--all-features", "--target", TARGET]);
}

#[test]
fn it_builds_by_itself_with_every_feature_and_with_none() {
    let folder = written("kennel-models", golden::options());
    cargo(&folder, &["check", "--offline"]);
    cargo(&folder, &["check", "--offline", "--no-default-features"]);
    cargo(&folder, &["clippy", "--offline", "--all-features", "--", "-D", "warnings"]);
    cargo(&folder, &["doc", "--offline", "--no-deps", "--all-features"]);
    cargo(&folder, &["fmt", "--check"]);
    cargo(&folder, &["package", "--offline", "--list", "--allow-dirty"]);
}

/// Reads payloads, good and bad, and writes what became of them to a file; and changes one member of a dog.
const READS: &str = r##"
use kennel_models::{Dog, Litter, Owner, from_str};

fn told<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) -> String {
    match from_str::<T>(json) {
        Ok(value) => serde_json::to_string(&value).unwrap(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn reads() {
    let dog = |more: &str| format!(r#"{{"object":"dog","id":"d","born_at":1,"status":"awake","chip":null{more}}}"#);
    let more = [
        "", r#","seen_at":"2024-05-06T07:08:09.120+02:00""#, r#","seen_at":"soon""#, r#","birthday":"2024-02-30""#,
        r#","birthday":"""#, r#","seen_at":5"#, r#","weight":2.50"#, r#","steps":18446744073709551615"#,
        r#","fee":"0.10""#, r#","type":"senior""#, r#","collar":null"#, r#","pedigree":null"#, r#","born_at":2"#,
        r#","owner":{"places":1,"kind":"shelter","roof":true}"#, r#","owner":{"places":"x","kind":"shelter"}"#,
        r#","wings":{"left":[1,2.5,null]}"#, r#","tag_number":7.0"#,
    ];
    let mut out: Vec<String> = more.iter().map(|more| told::<Dog>(&dog(more))).collect();
    out.push(told::<Litter>(r#"{"size":2.28e9,"day":null}"#));
    out.push(told::<Owner>(r#"{"kind":"club"}"#));
    std::fs::write(std::env::var("READS_TO").unwrap(), out.join("\n")).unwrap();

    let json = dog(r#","wings":{"left":[1,2.5,null]},"owner":{"kind":"shelter","places":1,"roof":true}"#);
    let mut changed: Dog = from_str(&json).unwrap();
    changed.id = "e".to_owned();
    let mut expected: serde_json::Value = serde_json::from_str(&json).unwrap();
    expected["id"] = "e".into();
    assert_eq!(serde_json::to_value(&changed).unwrap(), expected);
}
"##;

#[test]
fn no_feature_changes_what_is_read_and_nothing_is_lost_where_all_is_kept() {
    let folder = written("kennel-models-kept", Options { keep_unknown: true, ..golden::options() });
    fs::create_dir_all(folder.join("tests")).unwrap();
    fs::write(folder.join("tests/reads.rs"), READS).unwrap();
    let mut found = Vec::new();
    for features in [&["--no-default-features"] as &[&str], &["--features", "chrono,jiff,time"], &["--all-features"]] {
        let to = folder.join("reads.txt");
        let _ = fs::remove_file(&to);
        let output = Command::new(env!("CARGO"))
            .args([&["test", "--offline", "--test", "reads"], features].concat())
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.parent().unwrap().join("target"))
            .env("RUSTFLAGS", "-D warnings")
            .env("READS_TO", &to)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        assert!(output.status.success(), "{features:?}\n{said}");
        found.push(fs::read_to_string(to).unwrap());
    }
    assert_eq!(found[0].lines().count(), 19, "{}", found[0]);
    assert!(found.iter().all(|other| *other == found[0]), "{found:#?}");
}
