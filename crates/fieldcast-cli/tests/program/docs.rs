//! A folder of docs, and runs of the program in it.

use std::path::Path;
use std::process::{Command, Stdio};

/// A folder that holds `docs`, and in which the program runs.
pub struct Docs(tempfile::TempDir);

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A field table: name, type, tick and description of each row.
pub fn object(title: &str, rows: &[[&str; 4]]) -> String {
    let mut text =
        format!("# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |");
    for [name, ty, tick, description] in rows {
        text.push_str(&format!("\n| `{name}` | {ty} | {tick} | {description} |"));
    }
    text
}

/// An enum table: name and value of each row.
pub fn values(title: &str, rows: &[[&str; 2]]) -> String {
    let mut text = format!("# {title}\n\n\n## Values\n\n| Name | Value |\n| --- | --- |");
    for [name, value] in rows {
        text.push_str(&format!("\n| `{name}` | {value} |"));
    }
    text
}

pub const YES: &str = ":heavy_check_mark:";
pub const NO: &str = ":heavy_minus_sign:";

impl Docs {
    /// A folder with these pages below `docs`.
    pub fn new(pages: &[(&str, &str)]) -> Self {
        let docs = Self::bytes(&[]);
        for (path, text) in pages {
            docs.add(path, text.as_bytes());
        }
        docs
    }

    /// The same, of bytes.
    pub fn bytes(pages: &[(&str, &[u8])]) -> Self {
        let docs = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(docs.0.path().join("docs")).unwrap();
        for (path, bytes) in pages {
            docs.add(path, bytes);
        }
        docs
    }

    /// The pages of a kennel, all fine: an object with a list, a map, a reference and an enum.
    pub fn kennel() -> Self {
        Self::new(&[
            (
                "models/components/dog.md",
                &object(
                    "Dog",
                    &[
                        ["name", "*string*", YES, "What it answers to."],
                        ["coat", "[components.Coat](../../models/components/coat.md)", YES, "N/A"],
                        ["toys", "*string*[]", NO, "N/A"],
                        ["labels", "Record<string, *string*>", NO, "N/A"],
                        ["friend", "[components.Dog](../../models/components/dog.md)", NO, "N/A"],
                    ],
                ),
            ),
            ("models/components/coat.md", &values("Coat", &[["Short", "short"], ["Long", "long"]])),
        ])
    }

    /// Adds or replaces a file below `docs`.
    pub fn add(&self, path: &str, bytes: &[u8]) {
        let path = self.0.path().join("docs").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program in the folder that holds `docs`.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The command that runs the program in the folder that holds `docs`.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldcast"));
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        command
    }

    /// What lies beside `docs`, sorted.
    pub fn beside(&self) -> Vec<String> {
        let mut all: Vec<_> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "docs")
            .collect();
        all.sort();
        all
    }
}
