//! A program that somebody wrote against models which then went to another module: it goes on compiling and means the
//! same, and is told that they moved.

use crate::{cargo_in, write};
use fieldcast::diff;
use fieldcast::rust::{Options, generate};
use fieldcast::schema::document::Document;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/generated/moved")
}

fn document(space: &str) -> Document {
    let pet = format!("{space}.Pet");
    let to = json!({"$ref": format!("#/$defs/{pet}")});
    let kind = json!({"type": "string", "enum": ["cat", "dog"]});
    let text = json!({"type": "string"});
    let pet_of = json!({"type": "object", "properties": {"name": text, "kind": kind}, "required": ["name", "kind"]});
    let owner = json!({"type": "object", "properties": {"pet": to}, "required": ["pet"]});
    let whole = json!({"$schema": "s", "$id": "https://example.com/x.json", "$defs": {"Owner": owner, pet: pet_of}});
    serde_json::from_value(whole).unwrap()
}

const PROGRAM: &str = r##"
use m::components::{Pet, PetKind};

fn name(pet: &Pet) -> &str {
    &pet.name
}

fn main() {
    let owner: m::Owner = serde_json::from_str(r#"{"pet": {"name": "Rex", "kind": "dog"}}"#).unwrap();
    let again: Pet = owner.pet;
    assert_eq!(again.kind, PetKind::Dog);
    println!("{}", name(&again));
}
"##;

fn program(name: &str, models: &str, head: &str) {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         m = {{ path = \"../{models}\", package = \"{models}\" }}\nserde_json = \"1\"\n"
    );
    write(&root().join(name).join("Cargo.toml"), &manifest);
    write(&root().join(name).join("src/main.rs"), &format!("{head}{PROGRAM}"));
}

#[test]
fn code_that_names_a_model_where_it_was_goes_on_compiling() {
    let _ = fs::remove_dir_all(root());
    let (old, mut new) = (document("components"), document("shared"));
    diff::keep(&old, &mut new);
    let members = ["moved-old", "moved-new", "before", "after", "strict"];
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[workspace.package]\nversion = \"0.1.0\"\n\
         edition = \"2024\"\nrust-version = \"1.85\"\nlicense = \"MIT\"\nrepository = \"https://example.com\"\n\n\
         [workspace.lints]\n"
    );
    write(&root().join("Cargo.toml"), &manifest);
    fs::copy(root().join("../../../Cargo.lock"), root().join("Cargo.lock")).unwrap();
    for (name, document) in [("moved-old", &old), ("moved-new", &new)] {
        let options = Options { crate_name: name.to_owned(), workspace: true, ..Options::default() };
        let (files, told) = generate(document, &options);
        let files = files.unwrap_or_else(|| panic!("{told:#?}"));
        files.iter().for_each(|(path, text)| write(&root().join(name).join(path), text));
    }
    program("before", "moved-old", "");
    program("after", "moved-new", "#![allow(deprecated)]\n");
    program("strict", "moved-new", "");
    for name in ["before", "after"] {
        let output = cargo_in(&root(), &["run", "--quiet", "--package", name]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(String::from_utf8_lossy(&output.stdout), "Rex\n", "{name}: {told}");
    }
    let output = cargo_in(&root(), &["check", "--quiet", "--package", "strict"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(told.contains("it is `crate::shared::Pet` now"), "{told}");
}
