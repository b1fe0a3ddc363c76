//! `fieldcast schema` and `fieldcast inspect`, and what all commands share.

use crate::docs::{Docs, YES, object};
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::process::Stdio;

#[test]
fn writes_the_schema_to_standard_output_or_a_file() {
    let docs = Docs::kennel();
    let shown = docs.run(&["schema", "docs", "--id", "https://example.com/kennel.schema.json", "--title", "Kennel"]);
    assert_eq!(shown.code, Some(0), "{shown:?}");
    assert!(shown.out.ends_with("}\n"));
    let schema: serde_json::Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(schema["$id"], "https://example.com/kennel.schema.json");
    assert_eq!(schema["title"], "Kennel");
    assert_eq!(
        schema["$defs"]["Dog"]["properties"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["name", "coat", "toys", "labels", "friend"]
    );
    assert_eq!(schema["$defs"]["Dog"]["required"], serde_json::json!(["name", "coat"]));
    assert!(shown.err.lines().last().unwrap().starts_with("2 models"), "{}", shown.err);

    let written = docs.run(&[
        "schema",
        "docs",
        "--id",
        "https://example.com/kennel.schema.json",
        "--title",
        "Kennel",
        "-o",
        "new/a.json",
    ]);
    assert_eq!((written.code, written.out.as_str()), (Some(0), ""));
    assert_eq!(std::fs::read_to_string(docs.path().join("new/a.json")).unwrap(), shown.out);
}

#[test]
fn neither_the_order_of_files_nor_the_number_of_threads_shows() {
    let kennel = Docs::kennel();
    let first = kennel.run(&["schema", "docs"]);
    let mut runs = 0;
    for jobs in ["1", "2", "7"] {
        assert_eq!(kennel.run(&["schema", "docs", "--jobs", jobs]).out, first.out);
        runs += 1;
    }
    let reversed = Docs::new(&[]);
    for file in ["components/coat.md", "components/dog.md"] {
        let text = std::fs::read(kennel.path().join("docs/models").join(file)).unwrap();
        reversed.add(&format!("models/{file}"), &text);
        runs += 1;
    }
    assert_eq!(reversed.run(&["schema", "docs"]).out, first.out);
    assert_eq!(runs, 5);
}

#[test]
fn a_wrong_call_has_its_own_exit_code() {
    let docs = Docs::kennel();
    for arguments in [
        &[] as &[&str],
        &["schema"],
        &["shema", "docs"],
        &["schema", "docs", "--language", "cobol"],
        &["schema", "docs", "--wire-names", "SHOUTING"],
        &["schema", "docs", "--jobs", "0"],
        &["models", "docs", "--out", "out"],
        &["models", "docs", "--out", "out", "--name", "Not A Crate"],
        &["models", "docs", "--out", "out", "--name", "self"],
        &["models", "docs", "--out", "out", "--name", "std"],
        &["schema", "docs", "--id", "not a url"],
        &["schema", "docs", "--id", "https://example.com/a#b"],
    ] {
        let run = docs.run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {run:?}");
        assert_eq!(run.out, "");
    }
    assert_eq!(docs.beside(), [] as [&str; 0]);
}

#[test]
fn every_help_shows_an_example() {
    let docs = Docs::new(&[]);
    for command in ["schema", "models", "inspect", "explain", "validate"] {
        let run = docs.run(&[command, "--help"]);
        assert_eq!(run.code, Some(0));
        assert!(run.out.contains(&format!("\n  fieldcast {command} ")), "{}", run.out);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let docs = Docs::kennel();
    // More than a pipe holds, so that the writer meets the closed end.
    for n in 0..800 {
        let page = object(&format!("Model{n}"), &[["name", "*string*", YES, &"Long text. ".repeat(20)]]);
        docs.add(&format!("models/components/model{n}.md"), page.as_bytes());
    }
    let mut child = docs.command(&["schema", "docs"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 10];
    out.read_exact(&mut first).unwrap();
    drop(out);
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    let status = child.wait().unwrap();
    std::io::stdout().flush().unwrap();
    assert!(!err.contains("panicked"), "{err}");
    assert_eq!(status.code(), Some(0), "{err}");
}

#[test]
fn inspects_for_people_and_for_programs() {
    let docs = Docs::kennel();
    let run = docs.run(&["inspect", "docs"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for part in ["docs/models: 2 pages of typescript", "1  object", "1  enum", "5  in all", "2  required"] {
        assert!(run.out.contains(part), "no `{part}` in:\n{}", run.out);
    }
    let json = docs.run(&["inspect", "docs", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["pages"], 2);
    assert_eq!(report["unexplained"], 0);
    assert_eq!(report["models"]["enum"], 1);
    assert_eq!(report["fields"]["total"], 5);
}

#[test]
fn writes_one_file_a_model_and_openapi_too() {
    let docs = Docs::kennel();
    let run = docs.run(&["schema", "docs", "--split", "models"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""), "{run:?}");
    let dog = std::fs::read_to_string(docs.path().join("models/Dog.schema.json")).unwrap();
    let dog: Value = serde_json::from_str(&dog).unwrap();
    assert_eq!(dog["properties"]["name"]["type"], "string");
    assert!(docs.path().join("models/Coat.schema.json").exists());

    let run = docs.run(&["schema", "docs", "--openapi", "--title", "Kennel", "--api-version", "2.5.0"]);
    let openapi: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(openapi["openapi"], "3.1.1");
    assert_eq!(openapi["info"], serde_json::json!({"title": "Kennel", "version": "2.5.0"}));
    assert!(openapi["components"]["schemas"]["Dog"].is_object());
}

#[test]
fn validates_files_and_standard_input() {
    let docs = Docs::kennel();
    assert_eq!(docs.run(&["schema", "docs", "-o", "k.json"]).code, Some(0));
    let dog = "k.json#/$defs/Dog";
    std::fs::write(docs.path().join("good.json"), r#"{"name": "Rex", "coat": "short", "toys": null}"#).unwrap();
    std::fs::write(docs.path().join("lines"), "{\"name\": \"Rex\", \"coat\": \"long\"}\n{\"name\": 7}\n").unwrap();

    let good = docs.run(&["validate", dog, "good.json"]);
    assert_eq!((good.code, good.out.as_str()), (Some(0), ""), "{good:?}");
    assert_eq!(good.err, format!("1 of 1 payload fit {dog}\n"));

    let bad = docs.run(&["validate", dog, "good.json", "lines"]);
    assert_eq!(bad.code, Some(1));
    assert!(bad.out.contains("lines:2: /name: expected string, found 7\n"), "{}", bad.out);
    assert!(bad.out.contains("lines:2: /: expected a member `coat`"), "{}", bad.out);
    assert_eq!(bad.err, format!("2 of 3 payloads fit {dog}\n"));

    let mut child = docs.command(&["validate", dog]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"[]").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("standard input:1: /: expected"));

    std::fs::write(docs.path().join("empty"), "\n \n").unwrap();
    for arguments in [
        &["validate", "k.json#/$defs/Dig", "good.json"] as &[&str],
        &["validate", "k.json#/$defs", "good.json"],
        &["validate", "k.json", "good.json"],
        &["validate", dog, "empty"],
        &["validate", dog],
        &["validate", "none.json", "good.json"],
        &["validate", dog, "none.json"],
    ] {
        let run = docs.run(arguments);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.err.starts_with("error["), "{}", run.err);
    }
}
