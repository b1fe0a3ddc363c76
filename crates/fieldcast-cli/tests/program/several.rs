//! Several SDKs of one API: joined, explained, inspected.

use crate::docs::{Docs, NO, YES, object, values};
use serde_json::{Value, json};

/// A dog in TypeScript, Python and Ruby; Ruby's revision has no age.
fn kennels() -> Docs {
    let date = "[Date](https://developer.mozilla.org/Date)";
    let typescript = object(
        "Dog",
        &[
            ["ownerId", "*string*", YES, "Whose it is."],
            ["bornAt", date, YES, "N/A"],
            ["age", "*number*", NO, "N/A"],
            ["coat", "[components.Coat](../../models/components/coat.md)", YES, "N/A"],
        ],
    );
    let python = object(
        "Dog",
        &[
            ["owner_id", "*Nullable[str]*", YES, "Whose it is."],
            ["born_at", "*str*", YES, "N/A"],
            ["age", "*Optional[int]*", NO, "N/A"],
            ["coat", "[models.Coat](../models/coat.md)", YES, "N/A"],
        ],
    );
    let ruby = object(
        "Dog",
        &[
            ["owner_id", "*Crystalline::Nilable.new(::String)*", YES, "Whose it is."],
            ["born_at", "*::String*", YES, "N/A"],
            ["coat", "[Models::Components::DogCoat](../../models/shared/dogcoat.md)", YES, "N/A"],
        ],
    );
    let coat = |title: &str| values(title, &[["Short", "short"], ["Long", "long"]]);
    Docs::new(&[
        ("ts/docs/models/components/dog.md", &typescript),
        ("ts/docs/models/components/coat.md", &coat("Coat")),
        ("py/docs/models/dog.md", &python),
        ("py/docs/models/coat.md", &coat("Coat")),
        ("rb/docs/models/components/dog.md", &ruby),
        ("rb/docs/models/components/dogcoat.md", &coat("DogCoat")),
    ])
}

const ALL: [&str; 3] = ["docs/ts", "docs/py", "docs/rb"];

fn schema(docs: &Docs, arguments: &[&str]) -> Value {
    let run = docs.run(&[&["schema"], arguments].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn several_sdks_make_one_schema_in_any_order() {
    let docs = kennels();
    let joined = schema(&docs, &ALL);
    let reversed = schema(&docs, &["docs/rb", "docs/py", "docs/ts", "docs/py"]);
    assert_eq!(joined, reversed);
    assert_eq!(joined["x-fieldcast"]["languages"], json!(["typescript", "python", "ruby"]));
    assert_eq!(joined["$defs"].as_object().unwrap().keys().collect::<Vec<_>>(), ["Coat", "Dog"]);
    let dog = &joined["$defs"]["Dog"];
    assert_eq!(dog["required"], json!(["ownerId", "bornAt", "coat"]));
    let age = &dog["properties"]["age"];
    assert_eq!(age["type"], "integer", "{age}");
    assert_eq!(age["x-fieldcast"]["seenIn"], json!(["typescript", "python"]));
    assert_eq!(age["x-fieldcast"]["evidence"], json!({"type": ["python"], "nullable": ["python"]}));
    assert_eq!(dog["properties"]["ownerId"]["type"], json!(["string", "null"]));
    assert_eq!(dog["properties"]["bornAt"]["format"], "date-time");
}

#[test]
fn a_revision_has_its_own_fields_alone() {
    let docs = kennels();
    let ruby = schema(&docs, &[&ALL[..], &["--at", "ruby"]].concat());
    let dog = &ruby["$defs"]["Dog"]["properties"];
    assert_eq!(dog.as_object().unwrap().keys().collect::<Vec<_>>(), ["ownerId", "bornAt", "coat"]);
    assert_eq!(dog["bornAt"]["format"], "date-time", "the others still give facts");
    let wrong = docs.run(&["schema", "docs/ts", "docs/py", "--at", "ruby"]);
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.err.contains("error[unknown-target]"), "{}", wrong.err);
}

#[test]
fn explains_every_fact_with_its_places() {
    let docs = kennels();
    let run = docs.run(&[&["explain"], &ALL[..], &["Dog.owner_id"]].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    for part in [
        "Dog.ownerId\n",
        "python     docs/py/docs/models/dog.md:8:4 as `owner_id`",
        "nullable: true\n  because all that can show it agree\n  typescript can't tell",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    // options may stand anywhere
    let run = docs.run(&["explain", "docs/ts", "docs/rb", "--at", "typescript", "Dog.age", "--json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let run = docs.run(&["explain", "docs/ts"]);
    assert!(run.code == Some(2) && run.err.contains("<DOCS>... <MODEL.FIELD>"), "{run:?}");
    let run = docs.run(&["explain", "docs/ts", "docs/rb", "Dog.age", "--json"]);
    let age: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(age["missing"], json!(["ruby"]));
    let null = age["facts"].as_array().unwrap().iter().find(|fact| fact["fact"] == "nullable").unwrap();
    assert_eq!((&null["holds"], &null["rule"]), (&json!("true"), &json!("policy")));
    let coat = docs.run(&["explain", "docs/ts", "docs/rb", "DogCoat"]);
    assert!(coat.out.starts_with("Coat\n"), "{coat:?}");
    let none = docs.run(&["explain", "docs/ts", "Dog.agee"]);
    assert_eq!(none.code, Some(1));
    assert!(none.err.contains("help: there is Dog.ownerId, Dog.bornAt, Dog.age, Dog.coat"), "{}", none.err);
}

#[test]
fn inspect_shows_what_each_sdk_adds() {
    let docs = kennels();
    let run = docs.run(&[&["inspect"], &ALL[..]].concat());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("Together: 2 models with 4 fields; in all SDKs 2 models with 3 fields"), "{}", run.out);
    let run = docs.run(&[&["inspect", "--json"], &ALL[..]].concat());
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["sdks"].as_array().unwrap().len(), 3);
    let facts = report["together"]["facts"].as_array().unwrap();
    let null = facts.iter().find(|fact| fact["fact"] == "nullable").unwrap();
    assert_eq!(null["by"]["typescript"], json!({"shows": 0, "alone": 0, "less": 4, "overruled": 0}));
    assert_eq!(null["by"]["python"]["shows"], 4);
    assert_eq!(null["by"]["python"]["alone"], 1);
}

#[test]
fn several_apis_in_one_folder_are_refused() {
    let docs = kennels();
    let run = docs.run(&["schema", "docs"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("error[several-apis]"), "{}", run.err);
    assert_eq!(run.out, "");
}
