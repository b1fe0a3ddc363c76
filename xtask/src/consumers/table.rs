//! The command's last word: tool by schema, then what stands behind each mark.

use super::subject::Subject;
use std::fmt;

/// What came of one tool with one schema.
#[derive(Debug)]
pub enum Cell {
    /// It takes the schema; with what a user should know of the tool.
    Accepts(Vec<String>),
    /// It does not.
    Fails(String),
    /// It has nothing to do with the schema.
    NotAsked,
    /// It did not run.
    LeftOut(String),
}

/// Every tool with every schema.
pub struct Table {
    /// The tools, with their versions.
    pub tools: Vec<String>,
    /// The schemas.
    pub subjects: Vec<Subject>,
    /// A cell for each tool and schema: the first tool's first.
    pub cells: Vec<Cell>,
    /// Schemas that could not be looked at, and why.
    pub left_out: Vec<String>,
}

impl Table {
    /// Whether a tool does not take a schema.
    pub fn failed(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell, Cell::Fails(_)))
    }

    /// Whether a tool is missing. A schema that is not at hand is named, and is no part of the table.
    pub fn incomplete(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell, Cell::LeftOut(_)))
    }

    fn rows(&self) -> impl Iterator<Item = (&str, &[Cell])> {
        self.tools.iter().map(String::as_str).zip(self.cells.chunks(self.subjects.len().max(1)))
    }

    fn details(&self, f: &mut fmt::Formatter<'_>, title: &str, of: impl Fn(&Cell) -> Vec<&str>) -> fmt::Result {
        let mut said: Vec<(&str, &str, Vec<&str>)> = Vec::new();
        for (tool, cells) in self.rows() {
            for (subject, cell) in self.subjects.iter().zip(cells) {
                for text in of(cell) {
                    match said.iter_mut().find(|(of, same, _)| *of == tool && *same == text) {
                        Some((_, _, subjects)) => subjects.push(&subject.label),
                        None => said.push((tool, text, vec![&subject.label])),
                    }
                }
            }
        }
        for (index, (tool, text, subjects)) in said.iter().enumerate() {
            if index == 0 {
                writeln!(f, "\n{title}")?;
            }
            writeln!(f, "- {tool} on {}: {}", subjects.join(", "), text.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.tools.iter().map(|tool| tool.chars().count()).max().unwrap_or(0);
        let width = |subject: &Subject| subject.label.chars().count().max("left out".len());
        let mut row = |name: &str, marks: Vec<&str>| {
            let marks = self.subjects.iter().zip(marks).map(|(subject, mark)| format!("  {mark:0$}", width(subject)));
            writeln!(f, "{}", format!("{name:first$}{}", marks.collect::<String>()).trim_end())
        };
        row("", self.subjects.iter().map(|subject| subject.label.as_str()).collect())?;
        for (tool, cells) in self.rows() {
            row(tool, cells.iter().map(mark).collect())?;
        }
        self.details(f, "ok*: the tool takes the schema, and this is its own limit:", |cell| match cell {
            Cell::Accepts(notes) => notes.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        })?;
        self.details(f, "Failed:", |cell| match cell {
            Cell::Fails(why) => vec![why],
            _ => Vec::new(),
        })?;
        self.details(f, "Left out, and so not passed:", |cell| match cell {
            Cell::LeftOut(why) => vec![why],
            _ => Vec::new(),
        })?;
        for why in &self.left_out {
            writeln!(f, "\nLeft out: {why}")?;
        }
        let passed = self.cells.iter().filter(|cell| matches!(cell, Cell::Accepts(_))).count();
        let asked = self.cells.iter().filter(|cell| !matches!(cell, Cell::NotAsked)).count();
        let verdict = match (self.failed(), self.incomplete()) {
            (true, _) => "; this is a failure",
            (false, true) => "; this is not a pass",
            (false, false) => "",
        };
        writeln!(f, "\n{passed} of {asked} passed{verdict}.")
    }
}

fn mark(cell: &Cell) -> &'static str {
    match cell {
        Cell::Accepts(notes) if notes.is_empty() => "ok",
        Cell::Accepts(_) => "ok*",
        Cell::Fails(_) => "FAILED",
        Cell::NotAsked => "-",
        Cell::LeftOut(_) => "left out",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_everything_once() {
        let subject = |label: &str| Subject { label: label.to_owned(), ..Subject::default() };
        let cells = vec![
            Cell::Accepts(vec![]),
            Cell::Accepts(vec!["writes null".to_owned()]),
            Cell::Accepts(vec!["no integers".to_owned()]),
            Cell::Accepts(vec!["no integers".to_owned()]),
            Cell::Fails("exit 1\nwhy".to_owned()),
            Cell::LeftOut("no go".to_owned()),
        ];
        let tools = ["one 1.0", "two 2.0", "three"].map(str::to_owned).to_vec();
        let left_out = vec!["whole: no pages".to_owned()];
        let table = Table { tools, subjects: vec![subject("pets"), subject("a whole API")], cells, left_out };
        assert!(table.failed() && table.incomplete());
        insta::assert_snapshot!(table.to_string(), @r#"
                 pets      a whole API
        one 1.0  ok        ok*
        two 2.0  ok*       ok*
        three    FAILED    left out

        ok*: the tool takes the schema, and this is its own limit:
        - one 1.0 on a whole API: writes null
        - two 2.0 on pets, a whole API: no integers

        Failed:
        - three on pets: exit 1
            why

        Left out, and so not passed:
        - three on a whole API: no go

        Left out: whole: no pages

        4 of 6 passed; this is a failure.
        "#);
    }
}
