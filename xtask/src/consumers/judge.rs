//! What a tool's program reports of the payloads, and whether that is as it should be.

use super::subject::Subject;
use super::table::Cell;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// By file name, why a payload was refused; `None` where it was accepted.
type Tried = BTreeMap<String, Option<String>>;

/// What every program under `tests/consumers` writes.
#[derive(Debug, Deserialize)]
struct Report {
    valid: Tried,
    broken: Tried,
    /// What the program saw its tool do that a user should know.
    notes: Vec<String>,
}

/// Broken payloads that a tool cannot refuse, and why: a file name, or one with a `*` at its start or end.
pub type Limit = (&'static str, &'static str);

/// Whether a limit is about a file.
fn matches((pattern, _): &Limit, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (None, Some(start)) => name.starts_with(start),
        (None, None) => *pattern == name,
    }
}

/// Judges a report: every valid payload must be accepted and every broken one refused, save those that the tool is known
/// to be unable to refuse. A known limit that no longer shows is a failure too, so that the list stays true.
pub fn judge(output: &str, subject: &Subject, limits: &[Limit]) -> Result<Cell, String> {
    let line = output.lines().last().unwrap_or_default();
    let report: Report = serde_json::from_str(line).map_err(|error| format!("no report: {error}\n{output}"))?;
    let valid = payloads(&subject.payloads.join("valid"))?;
    let broken = payloads(&subject.payloads.join("broken"))?;
    let mut wrong = Vec::new();
    let mut notes = report.notes;
    if !report.valid.keys().eq(&valid) || !report.broken.keys().eq(&broken) {
        wrong.push("the report is not about every payload".to_owned());
    }
    for (name, refused) in &report.valid {
        if let Some(why) = refused {
            wrong.push(format!("refuses valid/{name}: {why}"));
        }
    }
    let mut unable: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, refused) in &report.broken {
        match (refused, limits.iter().find(|limit| matches(limit, name))) {
            (None, None) => wrong.push(format!("accepts broken/{name}")),
            (None, Some((_, why))) => unable.entry(why).or_default().push(name),
            (Some(_), Some(_)) => wrong.push(format!("refuses broken/{name}, which is listed as its limit")),
            (Some(_), None) => {}
        }
    }
    notes.extend(unable.iter().map(|(why, names)| format!("{why}, and so accepts {}", names.join(", "))));
    if wrong.is_empty() { Ok(Cell::Accepts(notes)) } else { Err(wrong.join("\n")) }
}

/// The names of the payloads in a folder, sorted; none is an error.
fn payloads(folder: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".json"))
        .collect();
    names.sort();
    if names.is_empty() { Err(format!("{}: no payloads", folder.display())) } else { Ok(names) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: [Limit; 1] = [("fraction.json", "it has no integers")];

    fn subject(folder: &Path) -> Subject {
        for file in ["valid/a.json", "broken/b.json", "broken/fraction.json"] {
            let file = folder.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, "{}").unwrap();
        }
        Subject { payloads: folder.to_owned(), ..Subject::default() }
    }

    #[test]
    fn only_what_is_as_it_should_be_passes() {
        let folder = tempfile::tempdir().unwrap();
        let subject = subject(folder.path());
        let verdict = |report: &str| judge(&format!("noise\n{report}\n"), &subject, &LIMITS);
        let good = r#"{"valid":{"a.json":null},"broken":{"b.json":"no","fraction.json":null},"notes":["n"]}"#;
        let Ok(Cell::Accepts(notes)) = verdict(good) else { panic!("a good report") };
        assert_eq!(notes, ["n", "it has no integers, and so accepts fraction.json"]);
        for (report, why) in [
            (
                r#"{"valid":{"a.json":"why"},"broken":{"b.json":"no","fraction.json":null},"notes":[]}"#,
                "refuses valid/a.json: why",
            ),
            (
                r#"{"valid":{"a.json":null},"broken":{"b.json":null,"fraction.json":null},"notes":[]}"#,
                "accepts broken/b.json",
            ),
            (
                r#"{"valid":{"a.json":null},"broken":{"b.json":"no","fraction.json":"no"},"notes":[]}"#,
                "listed as its limit",
            ),
            (r#"{"valid":{},"broken":{"b.json":"no","fraction.json":null},"notes":[]}"#, "not about every payload"),
            (r#"{"valid":{"a.json":null}}"#, "no report"),
            ("", "no report"),
        ] {
            let Err(found) = verdict(report) else { panic!("passes: {report}") };
            assert!(found.contains(why), "{found}");
        }
    }

    #[test]
    fn a_limit_is_a_name_or_the_start_or_end_of_one() {
        for (pattern, name, expected) in [
            ("a.json", "a.json", true),
            ("a.json", "aa.json", false),
            ("no-*", "no-id.json", true),
            ("no-*", "labels-no-id.json", false),
            ("*-null.json", "id-is-null.json", true),
            ("*-null.json", "null-id.json", false),
        ] {
            assert_eq!(matches(&(pattern, ""), name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn no_payloads_are_no_pass() {
        let folder = tempfile::tempdir().unwrap();
        let empty = Subject { payloads: folder.path().to_owned(), ..Subject::default() };
        assert!(judge(r#"{"valid":{},"broken":{},"notes":[]}"#, &empty, &[]).is_err());
    }
}
