//! Whole runs over folders and pages made to hurt: what is left out is named, and what is said is bounded.

use crate::docs::{Docs, NO, YES, object};
use std::fs;

fn page(title: &str) -> String {
    object(title, &[["name", "*string*", YES, "N/A"]])
}

/// What a run may say at most, however much is wrong.
const MOST_SAID: usize = 20_000;

#[test]
fn what_is_not_looked_into_is_named() {
    let docs = Docs::new(&[("models/components/pet.md", &page("Pet"))]);
    docs.add("models/components/target/toy.md", page("Toy").as_bytes());
    docs.add("models/components/node_modules/mat.md", page("Mat").as_bytes());
    docs.add("models/built/target/CACHEDIR.TAG", b"");
    docs.add("models/built/target/bowl.md", page("Bowl").as_bytes());
    docs.add(&format!("models/{}bed.md", "d/".repeat(40)), page("Bed").as_bytes());
    let run = docs.run(&["inspect", "docs", "--language", "typescript"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let expected = [
        "2  object",
        "built/target: the folder is not looked into: what was built",
        "components/node_modules: the folder is not looked into: packages of others",
        "the folder is not looked into: more than 32 folders deep",
    ];
    for line in expected {
        assert!(run.out.contains(line), "{line}: {}", run.out);
    }
}

/// A folder that is mounted below itself is met once more in each round. Only who may mount can try it.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_is_mounted_below_itself_is_looked_into_once() {
    let docs = Docs::new(&[("models/components/pet.md", &page("Pet"))]);
    docs.add("models/components/again/.keep", b"");
    let script = "mount --bind docs/models/components docs/models/components/again && \
                  test -f docs/models/components/again/pet.md && exec \"$0\" inspect docs --language typescript";
    let unshared = std::process::Command::new("unshare")
        .args(["--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_fieldcast")])
        .current_dir(docs.path())
        .output();
    let Some(output) = unshared.ok().filter(|output| output.status.success()) else {
        println!("left out: nothing may be mounted here");
        return;
    };
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("1  object\n"), "{out}");
    assert!(out.contains("components/again: the folder is not looked into: it is one of those above it"), "{out}");
}

#[test]
fn a_page_of_a_model_beside_the_folder_of_models_is_named() {
    let docs = Docs::new(&[("models/components/pet.md", &page("Pet")), ("other/toy.md", &page("Toy"))]);
    let run = docs.run(&["inspect", "docs", "--language", "typescript"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("`Toy` lies beside the folder of models and is not read as one"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_pages_is_named_and_not_waited_for() {
    let docs = Docs::kennel();
    let made = std::process::Command::new("mkfifo").arg(docs.path().join("docs/models/components/pipe.md")).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("left out: there is no mkfifo");
        return;
    }
    let run = docs.run(&["inspect", "docs"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out.contains("components/pipe.md: found no file but a pipe, socket or device, which is left out"),
        "{}",
        run.out
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_named() {
    use std::os::unix::ffi::OsStrExt as _;
    let docs = Docs::kennel();
    let name = std::ffi::OsStr::from_bytes(b"b\xff.md");
    fs::write(docs.path().join("docs/models/components").join(name), page("Pet")).unwrap();
    let run = docs.run(&["schema", "docs", "--verbose"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.err.contains("not-utf8") && run.err.contains("the path is not UTF-8, and is left out"), "{}", run.err);
}

/// Literals, values, fields and models of one Rust name each, thousands of them.
#[test]
fn what_clashes_thousands_of_times_is_told_in_a_few_lines() {
    let marks = |at: usize| format!("{at:b}").replace('0', "☃").replace('1', "☂");
    let literals: Vec<String> = (1..1_500).map(|at| format!("*\"{}\"*", marks(at))).collect();
    let fields: String = (1..1_500).map(|at| format!("\n| `{}` | *string* | {NO} | N/A |", marks(at))).collect();
    let values: Vec<String> = (1..1_500).map(|at| format!("\"{}\"", marks(at))).collect();
    let docs = Docs::new(&[
        ("models/components/pet.md", &object("Pet", &[["mood", &literals.join(" \\| "), YES, "N/A"]])),
        ("models/components/toy.md", &format!("{}{fields}", page("Toy"))),
        (
            "models/components/coat.md",
            &format!("# Coat\n\n\n## Values\n\n```typescript\n{}\n```\n", values.join(" | ")),
        ),
    ]);
    let run = docs.run(&["models", "docs", "--language", "typescript", "--name", "pet-models", "--out", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.err.chars().take(2_000).collect::<String>());
    assert!(run.err.contains("name-clash"), "{}", run.err);
    assert!(run.err.len() + run.out.len() < MOST_SAID, "{} bytes", run.err.len() + run.out.len());
}

#[test]
fn a_name_as_long_as_a_page_is_cut_and_shown_in_part() {
    let long = "Word".repeat(20_000);
    let docs = Docs::new(&[("models/components/long.md", &page(&long)), ("models/components/pet.md", &page("Pet"))]);
    let run = docs.run(&["models", "docs", "--language", "typescript", "--name", "pet-models", "--out", "out"]);
    assert_eq!(run.code, Some(0), "{}", run.err.chars().take(2_000).collect::<String>());
    assert!(run.err.contains("long-name") && run.err.len() < MOST_SAID, "{} bytes", run.err.len());
    let modules: Vec<String> = fs::read_dir(docs.path().join("out/src"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(modules.len() > 2 && modules.iter().all(|name| name.len() < 150), "{modules:?}");
}

#[test]
fn a_heading_of_another_level_is_no_table_and_its_text_is_kept() {
    let text = page("Pet").replace("## Fields", "### Fields");
    let docs = Docs::new(&[("models/components/pet.md", &text), ("models/components/toy.md", &page("Toy"))]);
    let run = docs.run(&["schema", "docs", "--language", "typescript", "--verbose"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("| `name` | *string*") && run.out.contains("\"members\""), "{}", run.out);
    assert!(run.err.contains("pet.md"), "{}", run.err);
}

/// A page that is no model for a fault of it is no less unread than a row of one that is.
#[test]
fn all_that_is_wrong_with_a_page_that_is_left_out_is_among_what_is_not_read() {
    let again = page("Pet")
        + &format!("\n| `a` `b` | *string* | {YES} | N/A |\n\nA text.\n\n| `c` | *string* | {YES} | N/A |\n");
    let docs = Docs::new(&[("models/components/pet.md", &page("Pet")), ("models/components/pet2.md", &again)]);
    let run = docs.run(&["inspect", "docs", "--language", "typescript"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.out.contains("1  object\n") && run.out.contains("1  left out: duplicate-model, such as "),
        "{}",
        run.out
    );
    let (_, not_read) = run.out.split_once("Not read or not resolved\n").unwrap();
    for place in ["components/pet2.md:1:3: ", "components/pet2.md:9:3: ", "components/pet2.md:13:1: "] {
        assert!(not_read.contains(&format!("  {place}")), "{place}: {}", run.out);
    }
}
