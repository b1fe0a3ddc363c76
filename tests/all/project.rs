//! The job over a project of our own: what it writes, checks, refuses and removes.

use fieldcast::diagnostic::Code;
use fieldcast::project::{Job, codegen};
use fieldcast::tree::Kind;
use std::fs;
use std::path::Path;

const SETTINGS: &str = "\
[api]
title = \"Pets\"
base-id = \"https://example.com/schema/\"
wire-names = \"camelCase\"

[crate]
name = \"pet-models\"
description = \"The pets\"

[[pages]]
language = \"typescript\"
";

const PET: &str = "# Pet\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n\
    | `name` | *string* | :heavy_check_mark: | What it answers to. |\n\
    | `kind` | [components.PetKind](../../models/components/petkind.md) | :heavy_minus_sign: | N/A |";

const KIND: &str = "# PetKind\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `Cat` | cat |\n| `Dog` | dog |";

/// A project with the API `pets`.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), "schema/pets/source.toml", SETTINGS);
    write(dir.path(), "schema/pets/components/pet.md", PET);
    write(dir.path(), "schema/pets/components/petkind.md", KIND);
    dir
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Writes what a project makes; what was wrong on the disk before.
fn mend(root: &Path, only: &[&str]) -> Vec<(Kind, String)> {
    let job = run(root, only);
    let plan = job.tree.unwrap_or_else(|| panic!("{:?}", job.diagnostics)).plan().unwrap();
    plan.write().unwrap();
    plan.changes().iter().map(|change| (change.kind, change.path.clone())).collect()
}

fn run(root: &Path, only: &[&str]) -> Job {
    codegen(root, &only.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
}

#[test]
fn writes_a_schema_and_a_crate_and_then_nothing() {
    let dir = project();
    let first = mend(dir.path(), &[]);
    let paths: Vec<&str> = first.iter().map(|(_, path)| path.as_str()).collect();
    for expected in ["schema/pets.schema.json", "crates/pet-models/Cargo.toml", "crates/pet-models/src/lib.rs"] {
        assert!(paths.contains(&expected), "{paths:?}");
    }
    assert!(first.iter().all(|(kind, _)| *kind == Kind::Missing));
    assert_eq!(mend(dir.path(), &[]), []);
    let schema = fs::read_to_string(dir.path().join("schema/pets.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(schema["$id"], "https://example.com/schema/pets.schema.json");
    assert_eq!(schema["title"], "Pets");
}

#[test]
fn mends_what_is_stale_missing_or_orphaned_and_nothing_else() {
    let dir = project();
    mend(dir.path(), &[]);
    write(dir.path(), "crates/pet-models/src/lib.rs", "broken {{{");
    fs::remove_file(dir.path().join("schema/pets.schema.json")).unwrap();
    write(dir.path(), "crates/pet-models/src/gone.rs", "// @generated\n");
    write(dir.path(), "crates/pet-models/tests/own.rs", "// by hand\n");
    let mended = mend(dir.path(), &[]);
    let expected = [
        (Kind::Orphaned, "crates/pet-models/src/gone.rs".to_owned()),
        (Kind::Stale, "crates/pet-models/src/lib.rs".to_owned()),
        (Kind::Missing, "schema/pets.schema.json".to_owned()),
    ];
    assert_eq!(mended, expected);
    assert_eq!(mend(dir.path(), &[]), []);
    assert!(dir.path().join("crates/pet-models/tests/own.rs").exists());
}

#[test]
fn an_api_that_is_gone_takes_its_schema_and_crate_along() {
    let dir = project();
    write(dir.path(), "schema/zoo/source.toml", &SETTINGS.replace("pet-models", "zoo-models"));
    write(dir.path(), "schema/zoo/components/petkind.md", KIND);
    write(dir.path(), "schema/own.schema.json", "{\"type\": \"object\"}\n");
    write(dir.path(), "crates/hand/Cargo.toml", "[package]\nname = \"hand\"\n");
    write(dir.path(), "crates/hand/src/golden.rs", "// @generated\n");
    mend(dir.path(), &[]);
    fs::remove_dir_all(dir.path().join("schema/zoo")).unwrap();
    assert_eq!(mend(dir.path(), &["pets"]), [], "asked for another API alone");
    let mended = mend(dir.path(), &[]);
    assert!(mended.iter().all(|(kind, path)| *kind == Kind::Orphaned && path.contains("zoo")), "{mended:?}");
    assert!(!dir.path().join("crates/zoo-models").exists());
    assert!(!dir.path().join("schema/zoo.schema.json").exists());
    assert!(dir.path().join("schema/own.schema.json").exists());
    assert!(dir.path().join("crates/hand/src/golden.rs").exists());
}

#[test]
fn one_api_can_be_done_alone() {
    let dir = project();
    write(dir.path(), "schema/broken/source.toml", "nonsense");
    assert!(run(dir.path(), &[]).tree.is_none());
    assert!(!mend(dir.path(), &["pets"]).is_empty());
    let job = run(dir.path(), &["pets", "cats"]);
    assert!(job.tree.is_none());
    assert_eq!(job.diagnostics[0].code, Code::UnknownTarget);
    assert!(job.diagnostics[0].message.contains("broken, pets"), "{}", job.diagnostics[0]);
}

#[test]
fn an_error_anywhere_means_no_files_at_all() {
    let dir = project();
    write(dir.path(), "schema/zoo/source.toml", &SETTINGS.replace("pet-models", "zoo-models"));
    write(dir.path(), "schema/zoo/components/pet.md", PET);
    let job = run(dir.path(), &[]);
    assert!(job.tree.is_none());
    assert!(job.diagnostics.iter().any(|d| d.code == Code::DanglingReference && d.is_error()), "{:?}", job.diagnostics);
}

#[test]
fn two_apis_cannot_write_one_crate_and_none_writes_over_a_hand_made_one() {
    let dir = project();
    write(dir.path(), "schema/zoo/source.toml", SETTINGS);
    write(dir.path(), "schema/zoo/components/petkind.md", KIND);
    let job = run(dir.path(), &[]);
    assert!(job.tree.is_none());
    assert_eq!(job.diagnostics.iter().filter(|d| d.code == Code::BadConfig).count(), 1, "{:?}", job.diagnostics);
    fs::remove_dir_all(dir.path().join("schema/zoo")).unwrap();
    write(dir.path(), "crates/pet-models/Cargo.toml", "[package]\nname = \"pet-models\"\n");
    let errors = run(dir.path(), &[]).tree.unwrap().plan().unwrap_err();
    assert_eq!(errors[0].code, Code::BadPath, "{errors:?}");
}

#[test]
fn several_sdks_make_one_schema() {
    let dir = project();
    let table = PET.split("\n|").take(3).collect::<Vec<_>>().join("\n|");
    write(dir.path(), "schema/pets/ts/models/components/pet.md", PET);
    write(dir.path(), "schema/pets/ts/models/components/petkind.md", KIND);
    let name =
        "\n| `name` | *Nullable[str]* | :heavy_check_mark: | N/A |\n| `age` | *int* | :heavy_check_mark: | N/A |";
    write(dir.path(), "schema/pets/py/models/pet.md", &format!("{table}{name}"));
    fs::remove_dir_all(dir.path().join("schema/pets/components")).unwrap();
    let pages = "folder = \"ts\"\nlanguage = \"typescript\"\n\n[[pages]]\nfolder = \"py\"\nlanguage = \"python\"\n";
    let settings = SETTINGS.replace("language = \"typescript\"\n", pages);
    let name = |root: &Path| {
        let text = fs::read_to_string(root.join("schema/pets.schema.json")).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let pet = schema["$defs"]["Pet"]["properties"].clone();
        let members: Vec<String> = pet.as_object().unwrap().keys().cloned().collect();
        (pet["name"]["type"].clone(), members)
    };
    write(dir.path(), "schema/pets/source.toml", &settings);
    mend(dir.path(), &[]);
    let nullable = serde_json::json!(["string", "null"]);
    assert_eq!(name(dir.path()), (nullable.clone(), vec!["name".to_owned(), "age".to_owned(), "kind".to_owned()]));
    let at = settings.replace("wire-names", "at = \"typescript\"\nwire-names");
    write(dir.path(), "schema/pets/source.toml", &at);
    mend(dir.path(), &[]);
    assert_eq!(name(dir.path()), (nullable, vec!["name".to_owned(), "kind".to_owned()]));
}
