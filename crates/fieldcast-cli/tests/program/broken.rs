//! Every way in which pages can be broken: who does not own them is warned, and gets the rest; with `--strict` it is an
//! error whose place is named, the exit code is 1, and nothing is written.

use crate::docs::{Docs, NO, Run, YES, object, values};

/// Runs all three commands strictly over docs that hold a fault; the first run, after all were seen to fail alike, and
/// to go on where they are not strict.
fn costs(docs: &Docs, expected: &[&str]) -> Run {
    let run = fails(docs, &["--strict", "-v"], expected);
    let schema = docs.run(&["schema", "docs", "-o", "out.json"]);
    assert_eq!(schema.code, Some(0), "{schema:?}");
    assert!(schema.err.lines().all(|line| !line.starts_with("error")), "{schema:?}");
    assert!(schema.err.lines().last().unwrap().contains("models ("), "{}", schema.err);
    run
}

/// Runs all three commands over docs that hold an error; the first run, after all were seen to fail alike.
fn fails(docs: &Docs, more: &[&str], expected: &[&str]) -> Run {
    let schema = docs.run(&[&["schema", "docs", "-o", "out.json"], more].concat());
    let models = docs.run(&[&["models", "docs", "--out", "out", "--name", "out-models"], more].concat());
    for run in [&schema, &models] {
        assert_eq!(run.code, Some(1), "{run:?}");
        assert_eq!(run.out, "", "{run:?}");
        let errors: Vec<&str> = run.err.lines().filter(|line| line.starts_with("error[")).collect();
        for expected in expected {
            assert!(errors.iter().any(|line| line.contains(expected)), "no `{expected}` in:\n{}", run.err);
        }
        assert!(run.err.lines().last().unwrap().starts_with("nothing is written: "), "{}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert!(!run.err.contains('\u{1b}'), "colours only on a terminal: {}", run.err);
    }
    let inspect = docs.run(&[&["inspect", "docs"], more].concat());
    assert_eq!(inspect.code, Some(1), "{inspect:?}");
    assert_eq!(docs.beside(), [] as [&str; 0], "nothing is written");
    schema
}

fn kennel_with(path: &str, text: &str) -> Docs {
    let docs = Docs::kennel();
    docs.add(path, text.as_bytes());
    docs
}

const CAT: &str = "models/components/cat.md";

#[test]
fn a_page_without_its_table() {
    costs(
        &kennel_with(CAT, "# Cat\n\n\n## Fields\n\nNo table here.\n"),
        &["error[no-table] docs/models/components/cat.md:6:1:"],
    );
}

#[test]
fn a_row_with_a_missing_cell() {
    let page = object("Cat", &[["name", "*string*", YES, "N/A"]]) + "\n| `age` | *number* | :heavy_check_mark: |\n";
    costs(&kennel_with(CAT, &page), &["error[cell-count] docs/models/components/cat.md:9:1:"]);
}

#[test]
fn an_unknown_tick() {
    let page = object("Cat", &[["name", "*string*", YES, "N/A"], ["age", "*number*", ":maybe:", "N/A"]]);
    costs(&kennel_with(CAT, &page), &["error[unknown-tick] docs/models/components/cat.md:9:22:"]);
}

#[test]
fn a_type_that_does_not_parse() {
    let page = object("Cat", &[["name", "*string*", YES, "N/A"], ["toys", "Record<string, *string*", NO, "N/A"]]);
    let run = costs(&kennel_with(CAT, &page), &["error[bad-type] docs/models/components/cat.md:9:35:"]);
    assert!(run.err.contains("expected"), "{}", run.err);
}

#[test]
fn a_link_to_nowhere() {
    let page = object("Cat", &[["owner", "[components.Owner](../../models/components/owner.md)", YES, "N/A"]]);
    costs(&kennel_with(CAT, &page), &["error[dangling-reference] docs/models/components/cat.md:8:"]);
}

#[test]
fn two_models_of_one_name() {
    let docs = kennel_with("models/components/dog_.md", &object("Dog", &[["name", "*string*", YES, "N/A"]]));
    let run = costs(&docs, &["error[duplicate-model] docs/models/components/dog_.md:1:"]);
    assert!(run.err.contains("dog.md"), "names both: {}", run.err);
}

#[test]
fn a_link_to_a_page_that_cannot_be_read() {
    let page = object("Lion", &[["owner", "[components.Cat](../../models/components/cat.md)", YES, "N/A"]]);
    let docs = kennel_with("models/components/lion.md", &page);
    docs.add(CAT, b"# Cat\n\n\xff");
    let run = costs(&docs, &["error[not-utf8] docs/models/components/cat.md:3:1:"]);
    assert!(run.err.contains("error[model-left-out] docs/models/components/lion.md:8:"), "{}", run.err);
    assert!(!run.err.contains("dangling-reference"), "the page is there: {}", run.err);
}

#[test]
fn a_file_that_is_not_utf8() {
    let docs = Docs::kennel();
    docs.add(CAT, b"# Cat\n\nMi\xffau\n");
    costs(&docs, &["error[not-utf8] docs/models/components/cat.md:3:3:"]);
}

#[test]
fn an_empty_folder() {
    fails(&Docs::new(&[]), &[], &["error[no-pages] docs:"]);
}

#[test]
fn a_folder_that_is_not_there() {
    let docs = Docs::new(&[]);
    for arguments in [
        &["schema", "nowhere", "-o", "out.json"] as &[&str],
        &["models", "nowhere", "--out", "out", "--name", "out"],
        &["inspect", "nowhere"],
    ] {
        let run = docs.run(arguments);
        assert_eq!(run.code, Some(1));
        assert!(run.err.starts_with("error[not-found] nowhere: "), "{}", run.err);
    }
    assert_eq!(docs.beside(), [] as [&str; 0]);
}

#[test]
fn every_fault_is_named_in_one_run() {
    let docs = Docs::kennel();
    docs.add("models/components/a.md", b"# A\n\n\n## Fields\n\nNo table.\n");
    docs.add(
        "models/components/b.md",
        object("B", &[["x", "*string*", "?", "N/A"], ["y", "*string*", "??", "N/A"]]).as_bytes(),
    );
    docs.add("models/components/c.md", b"\xff");
    let mixed = [["x", "*string*", "?", "N/A"], ["y", "<<", YES, "N/A"]];
    docs.add("models/components/f.md", object("F", &mixed).as_bytes());
    docs.add("models/components/e.md", object("E", &[["x", "<<", YES, "N/A"], ["y", ">>", YES, "N/A"]]).as_bytes());
    docs.add("models/components/d.md", values("Coat", &[["Short", "short"]]).as_bytes());
    let run = costs(
        &docs,
        &[
            "error[no-table] docs/models/components/a.md:6:1:",
            "error[unknown-tick] docs/models/components/b.md:8:",
            "error[unknown-tick] docs/models/components/b.md:9:",
            "error[not-utf8] docs/models/components/c.md:1:1:",
            "error[duplicate-model] docs/models/components/d.md:1:",
            "error[bad-type] docs/models/components/e.md:8:",
            "error[bad-type] docs/models/components/e.md:9:",
            "error[unknown-tick] docs/models/components/f.md:8:",
            "error[bad-type] docs/models/components/f.md:9:",
        ],
    );
    let places: Vec<&str> = run
        .err
        .lines()
        .filter(|line| line.starts_with("error[") && line.contains(".md:"))
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn what_is_broken_costs_its_place_alone() {
    let cat = [["name", "*string*", "?", "N/A"], ["age", "<<", YES, "N/A"], ["coat", "*string*", YES, "N/A"]];
    let docs = kennel_with(CAT, &(object("Cat", &cat) + "\n| `tail` | *string* |\n"));
    let owner = [
        ["cat", "[components.Cat](../../models/components/cat.md)", YES, "N/A"],
        ["bird", "[components.Bird](../../models/components/bird.md)", YES, "N/A"],
    ];
    docs.add("models/components/owner.md", object("Owner", &owner).as_bytes());
    for more in [&[] as &[&str], &["--keep-going"]] {
        let run = docs.run(&[&["schema", "docs", "-o", "out.json"], more].concat());
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.err.contains("warning[unknown-tick] docs/models/components/cat.md:8:"), "{}", run.err);
        let last = run.err.lines().last().unwrap();
        assert!(
            last.contains("4 places of the docs cannot be read, and any value is accepted there: -v tells where"),
            "{last}"
        );
        let schema: serde_json::Value =
            serde_json::from_slice(&std::fs::read(docs.path().join("out.json")).unwrap()).unwrap();
        let names: Vec<&String> = schema["$defs"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["Cat", "Coat", "Dog", "Owner"]);
        let cat = schema["$defs"]["Cat"]["properties"].as_object().unwrap();
        assert_eq!(cat.keys().collect::<Vec<_>>(), ["name", "age", "coat"]);
        assert!(cat["age"].get("type").is_none(), "accepts anything: {}", cat["age"]);
        let owner = &schema["$defs"]["Owner"]["properties"];
        assert_eq!(owner["cat"]["$ref"], "#/$defs/Cat");
        assert!(owner["bird"].get("$ref").is_none() && owner["bird"].get("type").is_none(), "{}", owner["bird"]);
    }
    assert_eq!(docs.beside(), [".fieldcast-manifest", "out.json"]);
}

#[test]
fn a_thousand_faults_fit_a_screen() {
    let row = |number: usize| format!("| `a{number}` | << | {YES} | N/A |\n| `b{number}` | *string* | ? | N/A |\n");
    let rows: String = (0..1000).map(row).collect();
    let page = object("Cat", &[["name", "*string*", YES, "N/A"]]) + "\n" + &rows;
    let run = kennel_with(CAT, &page).run(&["schema", "docs", "-o", "out.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.lines().count() <= 24, "{}", run.err);
    assert!(run.err.contains("[bad-type]: and 997 more; -v shows all"), "{}", run.err);
    assert!(run.err.lines().last().unwrap().contains("2000 places of the docs cannot be read"), "{}", run.err);
}
