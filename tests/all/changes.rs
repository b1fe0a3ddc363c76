//! A small change in a page is a small change in the schema.

use fieldcast::pipeline::{self, Options};
use std::fs;
use std::path::Path;

/// The schema's text for a folder of pages.
fn schema(pages: &Path) -> String {
    let outcome = pipeline::run(&[pages.to_path_buf()], &Options::default());
    fieldcast::schema::write(&outcome.document.unwrap_or_else(|| panic!("{:?}", outcome.diagnostics)))
}

/// A copy of the pages of an API.
fn copy(api: &str, folder: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut count = 0;
    for entry in fs::read_dir(fieldcast_tests::root().join("schema").join(api).join(folder)).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), dir.path().join(entry.file_name())).unwrap();
        count += 1;
    }
    assert!(count > 1);
    dir
}

/// The lines of `new` that are not in `old` at the same place, but for what both have around them.
fn changed<'a>(old: &'a str, new: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    (old[head..old.len() - tail].to_vec(), new[head..new.len() - tail].to_vec())
}

#[test]
fn one_changed_cell_changes_the_lines_of_its_property_alone() {
    let dir = copy("clerk", "components");
    let before = schema(dir.path());
    let page = dir.path().join("session.md");
    let text = fs::read_to_string(&page).unwrap();
    let cases = [
        ("Who is signed in.", "Who it is.", "user_id"),
        ("| *::Integer*", "| *::Float*  ", "last_active_at"),
        ("`updated_at`", "`changed_at`", "changed_at"),
    ];
    for (old, new, name) in cases {
        assert!(text.contains(old), "{old}");
        fs::write(&page, text.replacen(old, new, 1)).unwrap();
        let after = schema(dir.path());
        let (removed, added) = changed(&before, &after);
        assert!(!added.is_empty(), "{name}");
        // The renamed property also stands in `required`, some lines further down.
        let limit = if old.starts_with('`') { 60 } else { 4 };
        assert!(removed.len() <= limit && added.len() <= limit, "{name}: {removed:?} became {added:?}");
    }
}

#[test]
fn a_new_model_renames_no_other() {
    let dir = copy("clerk", "components");
    let names = |text: &str| -> Vec<String> {
        let schema: serde_json::Value = serde_json::from_str(text).unwrap();
        schema["$defs"].as_object().unwrap().keys().cloned().collect()
    };
    let before = names(&schema(dir.path()));
    fs::write(
        dir.path().join("sessionzone.md"),
        "# SessionZone\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n| `EU` | eu |",
    )
    .unwrap();
    let mut after = names(&schema(dir.path()));
    after.retain(|name| name != "SessionZone");
    assert_eq!(after, before);
    assert_eq!(before.len(), 6);
}
