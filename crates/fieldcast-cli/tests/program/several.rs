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
    for root in ["docs/py/docs/models", "docs/rb/docs/models", "docs/ts/docs/models"] {
        assert!(
            run.err.contains(&format!("\nerror[several-apis] {root}: "))
                || run.err.starts_with(&format!("error[several-apis] {root}: ")),
            "each on a line of its own: {}",
            run.err
        );
        assert!(run.err.contains(&format!("  help: fieldcast schema {root}\n")), "as one types it: {}", run.err);
    }
    let all =
        "  help: for SDKs of one API: fieldcast schema docs/py/docs/models docs/rb/docs/models docs/ts/docs/models\n";
    assert!(run.err.contains(all), "{}", run.err);
    assert_eq!(run.out, "");
}

#[test]
fn the_command_for_one_of_several_apis_works_as_it_is_told() {
    let docs = Docs::new(&[
        ("the pets/docs/models/dog.md", &object("Dog", &[["age", "*number*", NO, "N/A"]])),
        ("the shops/docs/models/till.md", &object("Till", &[["coins", "*number*", NO, "N/A"]])),
    ]);
    let run = docs.run(&["models", "docs", "--name", "pets", "--out", "made"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let told = run.err.lines().find_map(|line| line.strip_prefix("  help: fieldcast ")).unwrap();
    assert_eq!(told, "models 'docs/the pets/docs/models' --name pets --out made");
    let run = docs.run(&["models", "docs/the pets/docs/models", "--name", "pets", "--out", "made"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn every_folder_of_docs_that_holds_models_is_an_api() {
    let page = |title: &str| {
        format!(
            "# {title}\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**age** | **int** |  | \n"
        )
    };
    let (dog, till) = (page("Dog"), page("Till"));
    let docs = Docs::new(&[
        ("README.md", "# Kennels\n\nHow they are run.\n"),
        ("guides/docs/hello.md", "# Hello\n\nA walk round the kennels.\n"),
        ("pets/docs/Dog.md", &dog),
        ("tills/docs/Till.md", &till),
    ]);
    let run = docs.run(&["schema", "docs"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    for root in ["docs/pets/docs", "docs/tills/docs"] {
        assert!(run.err.contains(&format!("error[several-apis] {root}: 1 pages of one of the 2 APIs")), "{}", run.err);
    }
    assert!(!run.err.contains("guides"), "{}", run.err);
    // one that stands above all others is the checkout's own
    docs.add("docs/Cat.md", page("Cat").as_bytes());
    let run = docs.run(&["schema", "docs", "-o", "out.json"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    for root in ["docs/pets/docs", "docs/tills/docs"] {
        let told = format!(
            "warning[several-apis] {root}: found pages of models here too, and takes those of `docs/docs` alone"
        );
        assert!(run.err.contains(&told), "{}", run.err);
    }
    // where no such folder holds any, what lies beside them may
    let docs = Docs::new(&[("guides/docs/hello.md", "# Hello\n"), ("reference/Dog.md", &dog)]);
    let run = docs.run(&["schema", "docs", "-o", "out.json"]);
    assert_eq!((run.code, run.err.lines().last()), (Some(0), Some("1 model (1 note), to out.json")), "{run:?}");
}

#[test]
fn a_resource_called_models_is_no_api() {
    let docs = Docs::kennel();
    docs.add("sdks/models/README.md", b"# Models\n\n## Overview\n\nLists them.\n");
    let run = docs.run(&["schema", "docs", "-o", "out.json"]);
    assert_eq!((run.code, run.err.lines().last()), (Some(0), Some("2 models, to out.json")), "{run:?}");
}

#[test]
fn a_checkout_without_a_folder_of_models_is_read_from_its_docs() {
    let docs = Docs::new(&[
        ("docs/Purse.md", &object("Purse", &[["coins", "*?int*", YES, "N/A"]])),
        ("docs/sdks/purses/README.md", "# Purses\n\n### Available Operations\n\n* [list](#list)\n"),
        ("README.md", "# Acme\n\n## Summary\n"),
        ("RELEASES.md", "\n\n## 2024-01-01\n"),
    ]);
    for folder in ["docs", "docs/docs"] {
        let run = docs.run(&["schema", folder, "-o", "-"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let schema: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(schema["$defs"].as_object().unwrap().keys().collect::<Vec<_>>(), ["Purse"], "{folder}");
        assert!(!run.err.contains("error[") && !run.err.contains("warning[no"), "{}", run.err);
    }
}

/// The SDKs beside the repository, as a user would name them: none is refused, and none needs a flag.
#[test]
fn no_sdk_is_refused() {
    let shared = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let below = |folder: &std::path::Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let apis = below(&shared.join("corpus")).into_iter().flat_map(|api| below(&api));
    let sdks: Vec<_> = below(&shared.join("wild")).into_iter().chain(apis).collect();
    if sdks.is_empty() {
        println!("left out: there are no SDKs beside the repository");
        return;
    }
    let docs = Docs::new(&[]);
    for sdk in &sdks {
        let run = docs.run(&["schema", sdk.to_str().unwrap(), "-o", "out.json", "--openapi"]);
        assert_eq!(run.code, Some(0), "{}: {}", sdk.display(), run.err);
        assert!(run.err.lines().count() <= 24, "its messages fit a screen: {}", run.err);
        std::fs::remove_file(docs.path().join("out.json")).unwrap();
    }
    assert!(sdks.len() > 20, "{} SDKs", sdks.len());
}
