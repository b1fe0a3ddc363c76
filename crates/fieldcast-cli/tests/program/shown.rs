//! What others wrote does not drive the terminal, forge a line, or command a CI system.

use crate::docs::{Docs, Run, YES, object};
use fieldcast::shown::is_hidden;

/// Drives a terminal, starts a line, and would be a command there; and what must be seen of it instead.
const HOSTILE: &str = "a\u{1b}]0;pwned\u{7}\u{9b}31m\u{202e}\n::error::forged";
const SHOWN: &str = r"\u{1b}]0;pwned\u{7}";

fn check(run: &Run, what: &str) {
    for text in [&run.out, &run.err] {
        assert!(!text.contains(|c| is_hidden(c) && c != '\n'), "{what}: {text:?}");
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::error")), "{what}: {text:?}");
    }
}

#[test]
fn payloads() {
    let docs = Docs::kennel();
    assert_eq!(docs.run(&["schema", "docs", "-o", "k.json"]).code, Some(0));
    let hostile = serde_json::to_string(HOSTILE).unwrap();
    let payloads = [
        format!("{{\"name\": {{{hostile}: 1}}, \"coat\": {hostile}, \"labels\": {{{hostile}: 1}}}}"),
        HOSTILE.to_owned(),
        format!("[\n{HOSTILE}"),
    ];
    assert_eq!(payloads.len(), 3);
    for payload in payloads {
        std::fs::write(docs.path().join("p.json"), &payload).unwrap();
        let run = docs.run(&["validate", "k.json#/$defs/Dog", "p.json"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        check(&run, &payload);
        assert!(run.out.contains(SHOWN) || run.out.contains("found ["), "{}", run.out);
    }
    let run = docs.run(&["validate", &format!("k.json#/$defs/{HOSTILE}"), "p.json"]);
    check(&run, "a target");
}

#[test]
fn pages() {
    let docs = Docs::kennel();
    let name = HOSTILE.replace('\n', "");
    docs.add("models/components/cat.md", object("Cat", &[[&name, "*string*", YES, &name]]).as_bytes());
    docs.add("models/components/bad.md", object("Bad", &[[&name, &name, &name, &name]]).as_bytes());
    for arguments in [
        &["inspect", "docs", "-v"] as &[&str],
        &["inspect", "docs", "--json"],
        &["schema", "docs", "-o", "k.json", "-v"],
        &["explain", "docs", "Cat"],
        &["explain", "docs", &format!("Cat.{name}")],
        &["explain", "docs", &format!("Cat.{name}"), "--json"],
        &["explain", "docs", HOSTILE],
        &["schema", HOSTILE],
    ] {
        check(&docs.run(arguments), &format!("{arguments:?}"));
    }
}

#[cfg(unix)]
#[test]
fn names_of_files() {
    let docs = Docs::kennel();
    docs.add(&format!("models/components/{}.md", HOSTILE.replace('/', "")), b"# Cat\n\n\n## Fields\n\nno table\n");
    docs.add("models/::error::x/cat.md", b"\xff");
    let mut shown = 0;
    for arguments in [&["inspect", "docs", "-v"] as &[&str], &["inspect", "docs", "--json"], &["schema", "docs", "-v"]]
    {
        let run = docs.run(arguments);
        check(&run, &format!("{arguments:?}"));
        shown += usize::from(run.out.contains("pwned") || run.err.contains(SHOWN));
    }
    assert!(shown > 0);
}
