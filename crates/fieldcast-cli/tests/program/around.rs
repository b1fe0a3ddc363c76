//! What the system and others do around a run: files that may not be read, folders that may not be written, somebody who
//! swaps a page meanwhile, and names that a system keeps for itself.

use crate::docs::{Docs, YES, object};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Runs the program as nobody where this is root, whom no mode stops; `None` where there is no other user to be.
fn as_nobody(docs: &Docs, arguments: &[&str]) -> Option<Output> {
    let program = docs.path().join("fieldcast");
    fs::copy(env!("CARGO_BIN_EXE_fieldcast"), &program).unwrap();
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    let mut command = if is_root {
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        if !Command::new("setpriv").args(nobody).arg("true").status().is_ok_and(|status| status.success()) {
            println!("left out: root cannot become another user here");
            return None;
        }
        let mut command = Command::new("setpriv");
        command.args(nobody).arg(&program);
        command
    } else {
        Command::new(&program)
    };
    Some(command.args(arguments).current_dir(docs.path()).stdin(Stdio::null()).output().unwrap())
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_may_not_be_read_is_named() {
    let docs = Docs::kennel();
    docs.add("models/components/cat.md", object("Cat", &[["name", "*string*", YES, "N/A"]]).as_bytes());
    docs.add("models/hidden/owl.md", object("Owl", &[["name", "*string*", YES, "N/A"]]).as_bytes());
    mode(docs.path(), 0o777);
    mode(&docs.path().join("docs/models/components/cat.md"), 0);
    mode(&docs.path().join("docs/models/hidden"), 0);
    let output = as_nobody(&docs, &["schema", "docs", "-o", "k.json"]);
    mode(&docs.path().join("docs/models/hidden"), 0o755);
    let Some(output) = output else { return };
    let err = told(&output);
    assert!(err.contains("docs/models/components/cat.md") && err.contains("docs/models/hidden"), "{err}");
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(!docs.path().join("k.json").exists());
}

#[test]
fn what_may_not_be_written_stays_and_is_named() {
    let docs = Docs::kennel();
    mode(docs.path(), 0o777);
    fs::create_dir(docs.path().join("out")).unwrap();
    mode(&docs.path().join("out"), 0o555);
    for arguments in [
        &["models", "docs", "--out", "out", "--name", "out-models"] as &[&str],
        &["schema", "docs", "--split", "out"],
        &["schema", "docs", "-o", "out/k.json"],
    ] {
        let Some(output) = as_nobody(&docs, arguments) else { return };
        let err = told(&output);
        assert!(output.status.code() == Some(1) && err.contains("error[bad-path] out"), "{err}");
        assert_eq!(fs::read_dir(docs.path().join("out")).unwrap().count(), 0, "{arguments:?}");
    }
    // Of a crate that is there already one folder may not be written: all of it stays.
    mode(&docs.path().join("out"), 0o777);
    assert_eq!(docs.run(&["models", "docs", "--out", "out", "--name", "out-models"]).code, Some(0));
    let before = fs::read_to_string(docs.path().join("out/src/dog.rs")).unwrap();
    let page = object("Dog", &[["age", "*number*", YES, "Other."]]);
    docs.add("models/components/dog.md", page.as_bytes());
    mode(&docs.path().join("out/src"), 0o555);
    let output = as_nobody(&docs, &["models", "docs", "--out", "out", "--name", "out-models"]).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert_eq!(fs::read_to_string(docs.path().join("out/src/dog.rs")).unwrap(), before);
}

#[test]
fn whoever_has_the_process_id_of_a_killed_run_meets_nothing() {
    let docs = Docs::kennel();
    let leftovers = [".k.json.1.fieldcast-tmp", ".fieldcast-00000000000000ff.tmp"];
    fs::write(docs.path().join(leftovers[0]), "half").unwrap();
    fs::create_dir(docs.path().join(leftovers[1])).unwrap();
    fs::write(docs.path().join(leftovers[1]).join("0.fieldcast-tmp"), "half").unwrap();
    // Each run is the first process of its own world, as in containers.
    let alone = ["--user", "--map-root-user", "--pid", "--fork"];
    if !Command::new("unshare").args(alone).arg("true").status().is_ok_and(|status| status.success()) {
        println!("left out: process ids cannot be given anew here");
        return;
    }
    for round in 0..3 {
        let text = format!("Round {round}.");
        docs.add("models/components/dog.md", object("Dog", &[["names", "*string*[]", YES, &text]]).as_bytes());
        let mut command = Command::new("unshare");
        command.args(alone).arg(env!("CARGO_BIN_EXE_fieldcast")).args(["schema", "docs", "-o", "k.json"]);
        let output = command.current_dir(docs.path()).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert!(fs::read_to_string(docs.path().join("k.json")).unwrap().contains(&text));
    }
    // What is another program's, or an older one's, is left alone; what a killed run left goes.
    assert!(docs.path().join(leftovers[0]).exists() && !docs.path().join(leftovers[1]).exists());
}

/// Runs the program again and again while somebody else does `swap` to a page, and gives what each run came to.
fn meanwhile(docs: &Docs, swap: impl Fn() + Send + Sync, mut seen: impl FnMut(&str, Option<i32>)) {
    let done = AtomicBool::new(false);
    let start = Instant::now();
    let mut runs = 0;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                swap();
            }
        });
        while runs < 60 && start.elapsed() < Duration::from_secs(20) {
            let before = Instant::now();
            let run = docs.run(&["schema", "docs"]);
            assert!(before.elapsed() < Duration::from_secs(20), "a run waits for what is no page");
            seen(&format!("{}{}", run.out, run.err), run.code);
            runs += 1;
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(runs >= 5, "{runs} runs");
}

#[test]
fn a_page_that_becomes_a_link_meanwhile_shows_nothing_of_outside() {
    let docs = Docs::kennel();
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.md");
    fs::write(&secret, object("Secret", &[["hidden_of_outside", "*string*", YES, "N/A"]])).unwrap();
    let (page, aside) = (docs.path().join("docs/models/components/dog.md"), docs.path().join("aside.md"));
    let link = docs.path().join("link.md");
    let swap = || {
        if fs::rename(&page, &aside).is_ok() {
            let _ = std::os::unix::fs::symlink(&secret, &link);
            let _ = fs::rename(&link, &page);
            std::thread::yield_now();
            let _ = fs::rename(&aside, &page);
        }
    };
    meanwhile(&docs, swap, |text, _| {
        assert!(!text.contains("hidden_of_outside") && !text.contains("Secret"), "{text}")
    });
}

#[test]
fn a_page_that_becomes_a_pipe_meanwhile_is_not_waited_for() {
    let docs = Docs::kennel();
    let (page, aside) = (docs.path().join("docs/models/components/dog.md"), docs.path().join("aside.md"));
    let pipe = docs.path().join("pipe.md");
    if !Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        println!("left out: there is no mkfifo");
        return;
    }
    let swap = || {
        if fs::rename(&page, &aside).is_ok() {
            let _ = fs::rename(&pipe, &page);
            std::thread::yield_now();
            let _ = fs::rename(&page, &pipe);
            let _ = fs::rename(&aside, &page);
        }
    };
    meanwhile(&docs, swap, |text, code| assert!(matches!(code, Some(0 | 1)), "{text}"));
}

#[test]
fn a_name_that_windows_keeps_for_a_device_is_none_of_an_api_or_a_crate() {
    let docs = Docs::kennel();
    let run = docs.run(&["models", "docs", "--out", "out", "--name", "con"]);
    assert!(run.code != Some(0) && run.err.contains("con"), "{run:?}");
    assert!(!docs.path().join("out").exists());
    fs::create_dir_all(docs.path().join("schema/con")).unwrap();
    fs::write(docs.path().join("schema/con/source.toml"), "[api]\ntitle = \"Con\"\n").unwrap();
    let run = docs.run(&["codegen"]);
    assert!(run.code == Some(1) && run.err.contains("schema/con") && run.err.contains("error["), "{run:?}");
    let run = docs.run(&["init", "docs", "--name", "aux"]);
    assert!(run.code != Some(0) && run.err.contains("aux"), "{run:?}");
    assert!(!docs.path().join("schema/aux").exists());
    // A model or a folder of that name is one: its file has another.
    docs.add("models/nul/con.md", object("Con", &[["aux", "*string*", YES, "N/A"]]).as_bytes());
    assert_eq!(docs.run(&["models", "docs", "--out", "out", "--name", "out-models"]).code, Some(0));
    assert_eq!(docs.run(&["schema", "docs", "--split", "split"]).code, Some(0));
    let is_device = |name: &str| matches!(name.split('.').next(), Some("con" | "nul" | "Con" | "aux"));
    let mut names = Vec::new();
    let mut folders = vec![docs.path().join("out"), docs.path().join("split")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            names.push(entry.file_name().into_string().unwrap());
            folders.extend(Some(entry.path()).filter(|path| path.is_dir()));
        }
    }
    assert!(names.len() > 8 && !names.iter().any(|name| is_device(name)), "{names:?}");
}
