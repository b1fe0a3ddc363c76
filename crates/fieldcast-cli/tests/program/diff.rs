//! `fieldcast diff`: exit codes, forms, versions of a git repository, histories, roles, levels and acceptances.

use crate::docs::{Docs, NO, Run, YES, object, values};
use serde_json::Value;
use std::process::Command;

/// The page of a dog, with more members.
fn dog(more: &[[&str; 4]]) -> String {
    let mut rows =
        vec![["name", "*string*", YES, "What it answers to."], ["labels", "Record<string, *string*>", NO, "N/A"]];
    rows.extend_from_slice(more);
    object("Dog", &rows)
}

/// Two versions of a kennel, `docs/old` and `docs/new`.
fn versions(old: &[(&str, String)], new: &[(&str, String)]) -> Docs {
    let docs = Docs::new(&[]);
    for (side, pages) in [("old", old), ("new", new)] {
        for (path, text) in pages {
            docs.add(&format!("{side}/models/components/{path}"), text.as_bytes());
        }
    }
    docs
}

/// A member and a value came, a member went.
fn changed() -> Docs {
    let coat = |all: &[[&str; 2]]| ("coat.md", values("Coat", all));
    let two = [["Short", "short"], ["Long", "long"]];
    let three = [["Short", "short"], ["Long", "long"], ["Curly", "curly"]];
    let of = |row: [&str; 4]| {
        ("dog.md", dog(&[["coat", "[components.Coat](../../models/components/coat.md)", YES, "N/A"], row]))
    };
    versions(&[of(["age", "*number*", YES, "N/A"]), coat(&two)], &[of(["weight", "*number*", NO, "N/A"]), coat(&three)])
}

fn diff(docs: &Docs, more: &[&str]) -> Run {
    docs.run(&[&["diff", "docs/old", "docs/new"], more].concat())
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"))
}

#[test]
fn exit_codes_tell_apart_what_happened() {
    let docs = changed();
    let cases: [(&[&str], i32); 10] = [
        (&[], 0),
        (&["--fail-on", "major"], 1),
        (&["--fail-on", "reader"], 1),
        (&["--fail-on", "silent"], 0),
        (&["--fail-on", "silent,any"], 1),
        (&["--only", "Coat", "--fail-on", "major"], 0),
        (&["--only", "Coat", "--fail-on", "minor"], 1),
        (&["--format", "svg"], 2),
        (&["--crate-version", "1.0"], 2),
        (&["--accept", "docs/none.toml"], 2),
    ];
    for (more, code) in cases {
        let run = diff(&docs, more);
        assert_eq!(run.code, Some(code), "{more:?}: {run:?}");
    }
    // What could not be compared never looks like no change.
    docs.add("broken/models/components/dog.md", b"# Dog\n");
    for wrong in ["docs/none", "docs/broken", "none:docs"] {
        let run = docs.run(&["diff", "docs/old", wrong, "--fail-on", "any"]);
        assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{wrong}: {run:?}");
        assert!(!run.err.is_empty());
    }
    assert_eq!(docs.run(&["diff", "docs/old", "docs/old", "--fail-on", "any"]).code, Some(0));
}

#[test]
fn each_form_tells_the_same() {
    let docs = changed();
    let text = diff(&docs, &["--crate-version", "0.3.1"]).out;
    assert!(text.contains("major") && text.contains("0.4.0") && text.contains("age"), "{text}");
    let markdown = diff(&docs, &["--format", "markdown"]).out;
    let at = |what: &str| markdown.find(what).unwrap_or_else(|| panic!("{what}: {markdown}"));
    assert!(at("### Breaking") < at("### Added"), "{markdown}");
    let forge = diff(&docs, &["--format", "github"]).out;
    assert!(forge.lines().count() >= 3 && forge.lines().all(|line| line.starts_with("::")), "{forge}");
    assert!(forge.contains("file=docs/new/"), "{forge}");
    let run = diff(&docs, &["--format", "json"]);
    let report = json(&run);
    let schema: Value = serde_json::from_str(&docs.run(&["diff", "--report-schema"]).out).unwrap();
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(!required.is_empty() && required.iter().all(|key| report.get(key).is_some()), "{required:?}");
    let ids: Vec<&str> =
        report["changes"].as_array().unwrap().iter().filter_map(|change| change["id"].as_str()).collect();
    for id in ["required-member-removed", "member-added", "value-added"] {
        assert_eq!(ids.iter().filter(|one| **one == id).count(), 1, "{id}: {ids:?}");
    }
    let rules = docs.run(&["diff", "--rules"]).out;
    assert!(ids.iter().all(|id| rules.contains(id)), "{rules}");
}

/// A change of one row is told once, at its line in both versions, and nothing else is.
#[test]
fn a_planted_change_is_told_at_its_line() {
    let rows = |third: [&'static str; 4]| {
        [["a", "*string*", YES, "N/A"], ["b", "*number*", NO, "N/A"], third, ["d", "*string*", NO, "N/A"]]
    };
    let planted: [([&str; 4], &str); 5] = [
        (["c", "*string*", NO, "N/A"], "required-removed"),
        (["c", "*boolean*", YES, "N/A"], "type-changed"),
        (["c", "*string*[]", YES, "N/A"], "type-changed"),
        (["~~`c`~~", "*string*", YES, ": warning: ** DEPRECATED **: Gone soon."], "deprecated"),
        (["c", "[components.Coat](../../models/components/coat.md)", YES, "N/A"], "type-narrowed"),
    ];
    let coat = ("coat.md", values("Coat", &[["Short", "short"], ["Long", "long"]]));
    for (row, id) in planted {
        // A name that is struck out has its ticks already.
        let page = |row| dog(&rows(row)).replace("`~~`c`~~`", "~~`c`~~");
        let docs = versions(
            &[("dog.md", page(["c", "*string*", YES, "N/A"])), coat.clone()],
            &[("dog.md", format!("\n\n{}", page(row))), coat.clone()],
        );
        let report = json(&diff(&docs, &["--format", "json"]));
        let changes = report["changes"].as_array().unwrap();
        assert_eq!(changes.len(), 1, "{id}: {changes:#?}");
        assert_eq!((&changes[0]["id"], &changes[0]["member"]), (&id.into(), &"c".into()));
        let at: Vec<String> = changes[0]["places"]
            .as_array()
            .unwrap()
            .iter()
            .map(|at| format!("{} {}:{}", at["version"].as_str().unwrap(), at["file"].as_str().unwrap(), at["line"]))
            .collect();
        assert!(changes[0]["places"][0]["column"].as_u64() > Some(0));
        assert_eq!(at.len(), 2);
        assert!(at[0].starts_with("old ") && at[0].ends_with("components/dog.md:12"), "{at:?}");
        assert!(at[1].starts_with("new ") && at[1].ends_with("components/dog.md:14"), "{at:?}");
    }
}

#[test]
fn levels_and_acceptances_are_heard() {
    let docs = changed();
    docs.add("levels.toml", b"required-member-removed = { reader = \"ok\", rust = \"minor\" }\n");
    let report = json(&diff(&docs, &["--format", "json", "--levels", "docs/levels.toml"]));
    assert_eq!(report["verdict"]["rust"], "minor", "{report:#}");
    docs.add("levels.toml", b"no-such-rule = {}\n");
    assert_eq!(diff(&docs, &["--levels", "docs/levels.toml"]).code, Some(2));

    let report = json(&diff(&docs, &["--format", "json"]));
    let removed = report["changes"].as_array().unwrap().iter().find(|change| change["id"] == "required-member-removed");
    let fingerprint = removed.unwrap()["fingerprint"].as_str().unwrap().to_owned();
    let accept = |until: &str, print: &str| {
        let text = format!("[[accept]]\nfingerprint = \"{print}\"\nreason = \"unused\"\nuntil = \"{until}\"\n");
        docs.add("accept.toml", text.as_bytes());
        diff(&docs, &["--accept", "docs/accept.toml", "--fail-on", "major"])
    };
    assert_eq!(accept("9999-12-31", &fingerprint).code, Some(0));
    // One that has ended, and one of nothing.
    assert_eq!(accept("2000-01-01", &fingerprint).code, Some(2));
    let run = accept("9999-12-31", "000000000000");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("000000000000"), "{run:?}");
}

#[test]
fn revisions_and_histories_are_read_from_git() {
    let docs = Docs::new(&[]);
    let git = |arguments: &[&str]| {
        let out = Command::new("git")
            .args(["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .current_dir(docs.path())
            .output()
            .unwrap();
        assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    let pages: [&[[&str; 4]]; 3] = [&[], &[["age", "*number*", NO, "N/A"]], &[["weight", "*number*", NO, "N/A"]]];
    for rows in pages {
        docs.add("models/components/dog.md", dog(rows).as_bytes());
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "-m", "a version"]);
    }
    let run = docs.run(&["diff", "HEAD~2:docs", "HEAD~1:docs", "--format", "json"]);
    assert_eq!(json(&run)["verdict"]["rust"], "minor", "{run:?}");
    let run = docs.run(&["diff", "HEAD~1:docs", "docs", "--fail-on", "major"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(docs.run(&["diff", "HEAD:nothing", "docs"]).code, Some(3));

    let history = |form: &str| docs.run(&["diff", "--history", ".:docs", "--format", form]);
    let text = history("text").out;
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("minor") && text.contains("major"), "{text}");
    let all = json(&history("json"));
    assert_eq!(all["steps"].as_array().unwrap().len(), 2);
    assert!(all["steps"][1]["date"].as_str().unwrap().len() >= 10, "{all:#}");
    let chart = history("svg").out;
    assert!(chart.starts_with("<svg") && chart.ends_with("</svg>\n") && !chart.contains("href"), "{chart}");
    assert_eq!(history("markdown").code, Some(3));

    // Folders of versions.
    for (name, rows) in [("v1", pages[0]), ("v2", pages[1])] {
        docs.add(&format!("all/{name}/models/components/dog.md"), dog(rows).as_bytes());
    }
    let run = docs.run(&["diff", "--history", "docs/all"]);
    assert_eq!((run.code, run.out.lines().count()), (Some(0), 1), "{run:?}");
}

const OPERATIONS: &str = r#"# Dogs

### Available Operations

* [list](#list) - Lists dogs

## list

Lists the dogs of a kennel.

### Example Usage

<!-- UsageSnippet language="typescript" operationID="listDogs" method="get" path="/dogs" -->
```typescript
```

### Response

**Promise\<[components.Dog[]](../../models/components/dog.md)\>**
"#;

/// What only comes back breaks nobody who sends.
#[test]
fn operations_say_who_is_broken() {
    let docs = Docs::new(&[]);
    for (side, row) in [("old", ["age", "*string*", YES, "N/A"]), ("new", ["age", "*boolean*", YES, "N/A"])] {
        docs.add(&format!("{side}/docs/models/components/dog.md"), dog(&[row]).as_bytes());
        docs.add(&format!("{side}/docs/sdks/dogs/README.md"), OPERATIONS.as_bytes());
    }
    let report = json(&diff(&docs, &["--format", "json"]));
    let change = &report["changes"][0];
    assert_eq!(
        (&change["id"], &change["roles"]),
        (&"type-changed".into(), &serde_json::json!(["received"])),
        "{report:#}"
    );
    assert_eq!((&change["reader"], &change["writer"]), (&"breaks".into(), &"ok".into()));
    assert_eq!(diff(&docs, &["--fail-on", "writer"]).code, Some(0));
    assert_eq!(diff(&docs, &["--fail-on", "reader"]).code, Some(1));
}

/// An API of the project here is a version, by its name.
#[test]
fn an_api_of_the_project_is_compared_by_name() {
    let docs = changed();
    let folder = docs.path().join("schema/kennel");
    std::fs::create_dir_all(folder.join("components")).unwrap();
    let settings =
        "[api]\ntitle = \"Kennel\"\nbase-id = \"https://example.com/\"\n\n[[pages]]\nlanguage = \"typescript\"\n";
    std::fs::write(folder.join("source.toml"), settings).unwrap();
    for page in ["dog.md", "coat.md"] {
        let from = docs.path().join("docs/old/models/components").join(page);
        std::fs::copy(from, folder.join("components").join(page)).unwrap();
    }
    let ids = |old: &str, new: &str| -> Vec<String> {
        let run = docs.run(&["diff", old, new, "--format", "json"]);
        let changes = json(&run)["changes"].clone();
        changes.as_array().unwrap().iter().map(|change| change["id"].to_string()).collect()
    };
    assert_eq!(ids("kennel", "docs/old"), [] as [&str; 0]);
    let told = ids("kennel", "docs/new");
    assert!(told.len() >= 3);
    assert_eq!(told, ids("docs/old", "docs/new"));
    assert_eq!(docs.run(&["diff", "cattery", "docs/new"]).code, Some(3));
}

/// What a project has published stays, also where its API is compared by its name.
#[test]
fn an_api_by_name_keeps_what_is_published() {
    let docs = Docs::new(&[]);
    let folder = docs.path().join("schema/kennel/components");
    std::fs::create_dir_all(&folder).unwrap();
    let settings =
        "[api]\ntitle = \"Kennel\"\nbase-id = \"https://example.com/\"\n\n[[pages]]\nlanguage = \"typescript\"\n";
    std::fs::write(docs.path().join("schema/kennel/source.toml"), settings).unwrap();
    let rows = [["from", "*string*", YES, "N/A"], ["steps", "*number*", YES, "N/A"]];
    let write = |rows: &[[&str; 4]]| std::fs::write(folder.join("walk.md"), object("Walk", rows)).unwrap();
    write(&rows);
    assert_eq!(docs.run(&["codegen"]).code, Some(0));
    std::fs::copy(docs.path().join("schema/kennel.schema.json"), docs.path().join("published.json")).unwrap();
    let [from, steps] = rows;
    write(&[steps, from, ["at", "*string*", NO, "N/A"]]);
    let ids = |new: &str| -> Vec<String> {
        let options = ["--language", "typescript", "--format", "json"];
        let report = json(&docs.run(&[&["diff", "published.json", new], &options[..]].concat()));
        report["changes"].as_array().unwrap().iter().map(|change| change["id"].to_string()).collect()
    };
    assert_eq!(ids("kennel"), ["\"member-added\""]);
    assert_eq!(ids("schema/kennel"), ["\"member-added\"", "\"order-changed\""]);
}
