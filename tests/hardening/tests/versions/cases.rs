//! The cases, as they stand in `cases.txt`, and their pages.

use fieldcast::diff::Level;
use std::collections::BTreeMap;

/// What becomes of the program against the new crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Runs,
    Fails,
    Denied,
    Silent,
}

/// One change.
#[derive(Clone, Debug)]
pub struct Case {
    pub name: String,
    pub level: Level,
    pub outcome: Outcome,
    /// The lines of its pages.
    pub old: Vec<String>,
    pub new: Vec<String>,
    /// The program's lines.
    pub program: String,
}

/// Every case; a page before which there is none of its own that needs it is in all that come after it.
pub fn all() -> Vec<Case> {
    let mut all: Vec<Case> = Vec::new();
    let mut shared: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in include_str!("cases.txt").lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (word, all.last_mut().filter(|_| is_open)) {
            ("" | "#", _) => is_open &= !line.is_empty(),
            ("case", _) => {
                let words: Vec<&str> = rest.split(' ').collect();
                let [name, level, outcome] = *words.as_slice() else { panic!("{line}") };
                let level = match level {
                    "patch" => Level::Patch,
                    "minor" => Level::Minor,
                    "major" => Level::Major,
                    _ => panic!("{line}"),
                };
                let outcome = match outcome {
                    "runs" => Outcome::Runs,
                    "fails" => Outcome::Fails,
                    "denied" => Outcome::Denied,
                    "silent" => Outcome::Silent,
                    _ => panic!("{line}"),
                };
                let (old, new) = (shared.clone(), shared.clone());
                all.push(Case { name: name.to_owned(), level, outcome, old, new, program: String::new() });
                is_open = true;
            }
            ("both", None) => shared.push(rest.to_owned()),
            ("old", Some(case)) => case.old.push(rest.to_owned()),
            ("new", Some(case)) => case.new.push(rest.to_owned()),
            ("both", Some(case)) => {
                case.old.push(rest.to_owned());
                case.new.push(rest.to_owned());
            }
            ("use", Some(case)) => case.program.push_str(&format!("        {rest}\n")),
            _ => panic!("{line}"),
        }
    }
    all
}

/// The pages of some lines, by their paths.
pub fn pages<'a>(lines: impl IntoIterator<Item = &'a String>) -> BTreeMap<String, String> {
    lines.into_iter().map(|line| page(line)).collect()
}

fn page(line: &str) -> (String, String) {
    let (name, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{line}"));
    let within = |open: char, close: char| rest.strip_prefix(open)?.strip_suffix(close).map(str::trim);
    let body = if let Some(fields) = within('{', '}') {
        let mut out = "## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n".to_owned();
        for field in fields.split(';').map(str::trim) {
            let (of, text) = field.split_once(" | ").unwrap_or((field, "N/A"));
            let (name, ty) = of.split_once(' ').unwrap_or_else(|| panic!("{line}"));
            let mark = if name.ends_with('!') { ":heavy_check_mark:" } else { ":heavy_minus_sign:" };
            out.push_str(&format!("| `{}` | {} | {mark} | {text} |\n", name.trim_end_matches('!'), cell(ty)));
        }
        out
    } else if let Some(values) = within('[', ']') {
        let mut out = "## Values\n\n| Name | Value |\n| --- | --- |\n".to_owned();
        for value in values.split(", ") {
            let (name, value) = value.split_once(' ').unwrap_or_else(|| panic!("{line}"));
            out.push_str(&format!("| `{name}` | {value} |\n"));
        }
        out
    } else if let Some(types) = within('(', ')') {
        let mut out = "## Supported Types\n\n".to_owned();
        for ty in types.split(" | ") {
            let ty = ty.replace('@', "models.");
            out.push_str(&format!("### `{ty}`\n\n```python\nvalue: {ty} = /* values here */\n```\n\n"));
        }
        out
    } else {
        panic!("{line}")
    };
    // Of texts of its own, it is no other model under another name.
    (format!("{}.md", name.to_lowercase()), format!("# {name}\n\nA {name}.\n\n\n{body}\n"))
}

/// A type as a cell has it.
fn cell(ty: &str) -> String {
    if let Some((_, rest)) = ty.split_once('@') {
        let name = rest.trim_end_matches(']');
        return format!("[{}](../models/{}.md)", ty.replace('@', "models."), name.to_lowercase());
    }
    match ty {
        "datetime" => "[datetime](https://docs.python.org/3/library/datetime.html#datetime-objects)".to_owned(),
        ty if ty.starts_with("List") || ty.starts_with("Dict") => ty.to_owned(),
        ty => format!("*{ty}*"),
    }
}
