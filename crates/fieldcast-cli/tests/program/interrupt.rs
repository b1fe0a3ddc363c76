//! Ctrl-C leaves what is on the disk as it was, or as it should be.

use crate::docs::{Docs, YES, object};
use std::process::{Command, Stdio};
use std::time::Duration;

const ARGUMENTS: &[&str] = &["models", "docs", "--out", "out", "--name", "out-models"];

/// How many pages there are, and files in the crate besides their modules.
const PAGES: usize = 300;

fn many() -> Docs {
    let docs = Docs::bytes(&[]);
    for number in 0..PAGES {
        let other = format!("[components.Pet{0}](../../models/components/pet{0}.md)", number / 2);
        let page =
            object(&format!("Pet{number}"), &[["names", "*string*[]", YES, "N/A"], ["parent", &other, YES, "N/A"]]);
        docs.add(&format!("models/components/pet{number}.md"), page.as_bytes());
    }
    docs
}

/// The files below `out`, each with whether it is a temporary one.
fn files(docs: &Docs) -> Vec<(String, bool)> {
    let mut folders = vec![docs.path().join("out")];
    let mut all = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let temporary = name.ends_with("fieldcast-tmp");
                all.push((name, temporary));
            }
        }
    }
    all
}

/// Runs the program, sends it what Ctrl-C does after a while, or as soon as it writes, and says how it ended.
fn interrupted(docs: &Docs, after: Option<Duration>) -> Option<i32> {
    let mut program = docs.command(ARGUMENTS).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    match after {
        Some(after) => std::thread::sleep(after),
        None => while program.try_wait().unwrap().is_none() && !files(docs).iter().any(|(_, temporary)| *temporary) {},
    }
    let killed = Command::new("kill").args(["-INT", &program.id().to_string()]).stderr(Stdio::null()).status();
    assert!(killed.is_ok());
    program.wait().unwrap().code()
}

#[test]
fn before_it_writes_nothing_has_changed() {
    let docs = many();
    let mut ended = 0;
    for millis in [30, 60, 120] {
        let code = interrupted(&docs, Some(Duration::from_millis(millis)));
        // Without a code where it had not begun to listen: the system ended it.
        if matches!(code, Some(130) | None) {
            assert_eq!(files(&docs), []);
            ended += 1;
        } else {
            assert_eq!(code, Some(0), "a machine this fast was done already");
            std::fs::remove_dir_all(docs.path().join("out")).unwrap();
        }
    }
    assert!(ended > 0, "no run was interrupted");
}

#[test]
fn what_it_writes_is_whole() {
    let docs = many();
    assert_eq!(interrupted(&docs, None), Some(0));
    let files = files(&docs);
    assert!(files.iter().all(|(_, temporary)| !temporary), "{files:?}");
    assert!(files.len() > 3, "{files:?}");
    let again = docs.run(ARGUMENTS);
    assert!(again.err.contains(": 0 files written"), "{}", again.err);
}
