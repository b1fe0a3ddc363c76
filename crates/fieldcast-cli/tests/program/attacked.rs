//! Pages and calls that once hung the program, brought it down, lost something or gave a crate that does not compile: each as
//! a whole run, that ends in bounded time with what it should say. That crates of such names and texts compile, other tests
//! see.

use crate::docs::{Docs, NO, YES, object};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// What no run here may take on a busy machine, without optimisation; what once grew without bound took minutes.
const LIMIT: Duration = Duration::from_secs(60);
/// What may be said, and written for a page, at most.
const MOST_SAID: usize = 20_000;

/// A page of a union.
fn union(title: &str, members: &[String]) -> String {
    let members = members.iter().map(|ty| format!("### `{ty}`\n\n```typescript\nconst value: {ty} = {{}};\n```\n\n"));
    format!("# {title}\n\n\n## Supported Types\n\n{}", members.collect::<String>())
}

/// Unions, each of those that `members` says.
fn unions(n: usize, members: impl Fn(usize) -> Vec<String>) -> Vec<(String, String)> {
    (0..n).map(|at| (format!("models/components/u{at}.md"), union(&format!("U{at}"), &members(at)))).collect()
}

fn u(at: usize) -> String {
    format!("components.U{at}")
}

/// A model that refers to the first union.
fn holder() -> (String, String) {
    let first = "[components.U0](../../models/components/u0.md)";
    ("models/components/pet.md".to_owned(), object("Pet", &[["name", "*string*", YES, "N/A"], ["a", first, NO, "N/A"]]))
}

/// The bytes of all files in a folder, and their text.
fn all(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all(&path, text) } else { text.push_str(&fs::read_to_string(path).unwrap()) }
    }
}

#[test]
fn unions_of_unions_end_however_they_lead_to_each_other() {
    let text = || "string".to_owned();
    type Case = (&'static str, Vec<(String, String)>, &'static str);
    let cases: [Case; 7] = [
        ("of itself", unions(1, |_| vec![u(0), text()]), "it is itself one of the types that it can be"),
        ("of each other", unions(2, |at| vec![u(1 - at), text()]), "it is itself one of the types that it can be"),
        (
            "of each other, three",
            unions(3, |at| vec![u((at + 1) % 3), u((at + 2) % 3)]),
            "it is itself one of the types",
        ),
        (
            "of the next, in a circle",
            unions(200, |at| vec![u((at + 1) % 200), text()]),
            "it is itself one of the types",
        ),
        ("of the next", unions(400, |at| if at == 399 { vec![text()] } else { vec![u(at + 1), text()] }), ""),
        (
            "of the next alone",
            unions(400, |at| if at == 399 { vec![text(), "number".to_owned()] } else { vec![u(at + 1)] }),
            "",
        ),
        (
            "of both below",
            unions(80, |at| match at / 2 {
                39 => vec![text(), "number".to_owned()],
                level => vec![u(2 * level + 2), u(2 * level + 3)],
            }),
            "",
        ),
    ];
    for (name, mut pages, refused) in cases {
        pages.push(holder());
        let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let docs = Docs::new(&pages);
        let start = Instant::now();
        let run = docs.run(&["models", "docs", "--language", "typescript", "--name", "pet-models", "--out", "out"]);
        assert!(start.elapsed() < LIMIT, "{name} took {:?}", start.elapsed());
        assert!(run.err.len() < MOST_SAID, "{name}: {} bytes", run.err.len());
        if refused.is_empty() {
            assert_eq!(run.code, Some(0), "{name}: {}", run.err);
            let mut written = String::new();
            all(&docs.path().join("out"), &mut written);
            assert!(written.len() < 2_000_000, "{name}: {} bytes", written.len());
        } else {
            // nothing sensible can be made of a type that is only itself; the schema says what the pages say
            assert_eq!(run.code, Some(1), "{name}: {}", run.err);
            assert!(run.err.contains(refused), "{name}: {}", run.err);
            assert!(!docs.path().join("out").exists(), "{name}");
        }
        let start = Instant::now();
        let run = docs.run(&["schema", "docs", "--language", "typescript"]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.err);
        assert!(start.elapsed() < LIMIT, "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn marks_of_direction_are_told_and_are_nowhere_in_what_is_written() {
    let row = |name: &str, ty: &str, text: &str| object("Pet", &[[name, ty, YES, text]]);
    let plain = |text: &str| row("name", "*string*", text);
    let cases: [(&str, String); 6] = [
        ("a description", plain("turned \u{202e}around\u{202c}")),
        ("a value", row("name", "*\"a\u{2067}b\"*", "N/A")),
        ("a name", row("na\u{202e}me", "*string*", "N/A")),
        ("a title", plain("N/A").replace("# Pet", "# Pe\u{202e}t")),
        ("a deprecation", plain(": warning: ** DEPRECATED **: Use \u{202d}other.")),
        ("the mark that only says left to right", plain("one\u{200e}two")),
    ];
    for (name, page) in cases {
        let docs = Docs::new(&[("models/components/pet.md", &page)]);
        let run = docs.run(&["models", "docs", "--language", "typescript", "--name", "pet-models", "--out", "out"]);
        assert_eq!(run.code, Some(0), "{name}: {}", run.err);
        assert!(run.err.contains("direction-marks"), "{name}: {}", run.err);
        let schema = docs.run(&["schema", "docs", "--language", "typescript"]);
        let mut written = schema.out + &run.err + &schema.err;
        all(&docs.path().join("out"), &mut written);
        let is_mark =
            |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!written.contains(is_mark), "{name}");
    }
}

#[test]
fn names_with_what_cannot_be_seen_stay_apart() {
    let rows = ["a", "\u{feff}a", "a\u{200b}", "A"].map(|name| [name, "*string*", YES, "N/A"]);
    let docs = Docs::new(&[("models/components/pet.md", &object("Pet", &rows))]);
    let run = docs.run(&["schema", "docs", "--language", "typescript"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let schema: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let members: Vec<&String> = schema["$defs"]["Pet"]["properties"].as_object().unwrap().keys().collect();
    assert_eq!(members.len(), 4, "{members:?}");
    let run = docs.run(&["models", "docs", "--language", "typescript", "--name", "pet-models", "--out", "out"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains("name-clash"), "{}", run.err);
}

#[test]
fn what_no_dependent_or_reader_could_use_is_refused() {
    let docs = Docs::kennel();
    let before = docs.beside();
    let models = ["models", "docs", "--language", "typescript", "--out", "out", "--name"];
    let schema = ["schema", "docs", "--language", "typescript", "--id"];
    let calls = ["self", "Self", "crate", "super", "fn", "std", "core", "", "a/b", "../a", "Pet\"", "_"]
        .map(|name| [&models as &[&str], &[name]].concat())
        .into_iter()
        .chain(
            ["not a url", "https://example.com/a.json#part", "", "a.json"]
                .map(|id| [&schema as &[&str], &[id]].concat()),
        );
    let mut seen = 0;
    for call in calls {
        let run = docs.run(&call);
        assert!(matches!(run.code, Some(1 | 2)), "{call:?}: {run:?}");
        assert!(run.err.contains("error"), "{call:?}: {}", run.err);
        assert_eq!((docs.beside(), run.out.as_str()), (before.clone(), ""), "{call:?}");
        seen += 1;
    }
    assert_eq!(seen, 16);
}
