//! What the workspace is made of: where its packages come from, under which licences, and which are there twice.
//!
//! A test over Cargo's own data and not cargo-deny, which would take longer to build than all else here together and asks
//! a database on the network for the one thing more that it knows, advisories (`cargo audit` does, where there is one).

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Every package of others comes from here.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// The licences of which each package offers one: all let a program be used, changed and sold, and ask for a notice at most.
const LICENCES: &[&str] = &[
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-3-Clause",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that are there in two versions, and why. One that no longer is goes from this list.
const TWICE: &[(&str, &str)] = &[
    (
        "syn",
        "the derives of schemars 0.8, which typify needs, and of strum have 2; typify itself, all other derives and we have 3",
    ),
    ("schemars", "typify reads 0.8's form of a schema; the generated crates derive 1's"),
    ("schemars_derive", "comes with schemars"),
    ("serde_derive_internals", "comes with schemars_derive"),
    ("getrandom", "ahash, below jsonschema, has 0.3; tempfile and rand, of the tests alone, have 0.4"),
    ("r-efi", "comes with getrandom, on UEFI alone"),
    ("similar", "insta, of the tests alone, has 2"),
];

/// How many packages of others the program is built from, on any system: a number that grows on purpose.
const MOST: usize = 210;

fn lock() -> toml::Table {
    let text = std::fs::read_to_string(fieldcast_tests::root().join("Cargo.lock")).unwrap();
    toml::from_str(&text).unwrap()
}

#[test]
fn packages_come_from_one_registry_and_are_there_once() {
    let lock = lock();
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut others = 0;
    for package in lock["package"].as_array().unwrap() {
        let (name, version) = (package["name"].as_str().unwrap(), package["version"].as_str().unwrap());
        versions.entry(name).or_default().insert(version);
        if let Some(source) = package.get("source") {
            assert_eq!(source.as_str(), Some(REGISTRY), "{name}");
            assert!(package.get("checksum").is_some(), "{name} {version} has no checksum");
            others += 1;
        }
    }
    assert!((50..=MOST).contains(&others), "{others} packages");
    let twice: BTreeSet<&str> = versions.iter().filter(|(_, all)| all.len() > 1).map(|(name, _)| *name).collect();
    assert_eq!(twice, TWICE.iter().map(|(name, _)| *name).collect());
}

#[test]
fn every_licence_is_one_that_was_looked_at() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let host = Command::new("rustc").arg("-vV").output().unwrap().stdout;
    let host = String::from_utf8(host).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(fieldcast_tests::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "{}", packages.len());
    for package in packages {
        let (name, licence) = (&package["name"], package["license"].as_str().unwrap_or_default());
        assert!(is_fine(licence), "{name}: `{licence}`");
    }
    assert!(Path::new(&fieldcast_tests::root()).join("LICENSE-MIT").exists());
}

/// Whether an SPDX expression can be met: all that `AND` joins, and one of what `OR` (or a `/` of old) joins.
fn is_fine(expression: &str) -> bool {
    expression.replace('/', " OR ").split(" AND ").all(|all| {
        all.trim_matches(['(', ')']).split(" OR ").any(|one| LICENCES.contains(&one.trim_matches([' ', '(', ')'])))
    })
}

#[test]
fn licences_are_told_apart() {
    for fine in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert!(is_fine(fine), "{fine}");
    }
    for other in ["", "GPL-3.0", "MIT AND GPL-3.0", "LGPL-2.1-or-later OR MPL-2.0"] {
        assert!(!is_fine(other), "{other}");
    }
}
