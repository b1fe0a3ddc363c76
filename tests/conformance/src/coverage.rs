//! Whether nothing of the pages is lost: every page is a model or has a diagnostic, every row is read, every type parses.

use fieldcast::diagnostic::Diagnostic;
use fieldcast::family::page::{Body, Page, Reading, Values};
use fieldcast::family::{self, Dialect};
use fieldcast::model::Api;
use fieldcast::source::Docs;
use std::collections::{BTreeMap, HashSet};

/// What became of the pages of an SDK.
#[derive(Debug, Default)]
pub struct Coverage {
    /// All pages, and how many of them are models.
    pub pages: usize,
    /// How many pages are models.
    pub models: usize,
    /// How many pages are no models, by the code of the diagnostic that says why.
    pub left_out: BTreeMap<&'static str, usize>,
    /// Lines of the pages that look like rows of a field or value table, outside of code.
    pub rows: usize,
    /// Rows that were read.
    pub rows_read: usize,
    /// Type cells, headings of unions and sets of values.
    pub types: usize,
    /// How many of them parse.
    pub types_parsed: usize,
    /// What was lost.
    pub lost: Vec<String>,
}

impl Coverage {
    /// Counts what became of the pages.
    pub fn of(docs: &Docs, api: &Api, diagnostics: &[Diagnostic]) -> Self {
        let mut coverage = Self { pages: docs.files.len(), ..Self::default() };
        let models: HashSet<&str> = api.models.iter().map(|model| model.page.as_str()).collect();
        for file in &docs.files {
            if models.contains(&*file.relative) {
                coverage.models += 1;
                continue;
            }
            let reason = diagnostics.iter().find(|d| d.place.as_ref().is_some_and(|place| place.file == file.path));
            match reason {
                Some(diagnostic) => *coverage.left_out.entry(diagnostic.code.as_str()).or_default() += 1,
                None => coverage.lost.push(format!("{}: neither a model nor a diagnostic", file.path)),
            }
        }
        coverage.contents(docs, api);
        coverage
    }

    fn contents(&mut self, docs: &Docs, api: &Api) {
        let heaps: Vec<family::Heap> = docs.files.iter().map(|_| family::Heap::default()).collect();
        let mut pages: Vec<Page<'_>> = Vec::with_capacity(docs.files.len());
        for (file, heap) in docs.files.iter().zip(&heaps) {
            let text = file.text.as_deref().unwrap_or_default();
            let (family, reading) = family::read(&file.path, text, heap, None);
            let rows = |text| if family == 0 { rows(text) } else { rows_of_any_table(text) };
            match reading {
                Reading::Model(page) => {
                    let rows = rows(text);
                    let read = if family == 0 { rows_read(&page) } else { accounted(&page).min(rows) };
                    self.rows += rows;
                    self.rows_read += read.min(rows);
                    if rows != read {
                        self.lost.push(format!("{}: {rows} rows on the page, {read} read", file.path));
                    }
                    pages.push(*page);
                }
                Reading::Other(_) => {}
                Reading::Broken(problems, _) => {
                    self.rows += rows(text);
                    self.lost.extend(problems.iter().map(ToString::to_string));
                }
            }
        }
        let Some(language) = api.languages.first().and_then(|name| family::by_name(name)) else { return };
        let cells = pages.iter().flat_map(Page::rows);
        let dialect = family::of_cells(language, cells.map(|row| row.ty.text));
        pages.iter().for_each(|page| self.types(page, dialect));
    }

    fn types(&mut self, page: &Page<'_>, dialect: &dyn Dialect) {
        let mut count = |line: u32, result: Result<(), String>| {
            self.types += 1;
            match result {
                Ok(()) => self.types_parsed += 1,
                Err(error) => self.lost.push(format!("{}:{line}: {error}", page.file)),
            }
        };
        match &page.body {
            Body::Fields(rows) => rows.iter().for_each(|row| {
                count(row.ty.line, dialect.parse_type(row.ty.text).map(drop).map_err(|error| error.to_string()));
            }),
            Body::Members(members) => members.iter().for_each(|member| {
                count(member.heading.line, dialect.parse_member(member).map(drop).map_err(|error| error.to_string()));
            }),
            Body::Values(values) => {
                let result = family::enum_values(values);
                count(page.title.line, result.map(drop).map_err(|(_, error)| error.to_string()));
            }
            Body::Blank => {}
        }
    }
}

/// The lines of a page that look like rows whose first cell is a name, outside of code; counted without the reader.
fn rows(text: &str) -> usize {
    let mut fence = false;
    text.split('\n')
        .filter(|line| {
            fence ^= line.starts_with("```");
            !fence && (line.starts_with("| `") || line.starts_with("| ~~`"))
        })
        .count()
}

/// The lines of a page that stand below a table's delimiter, outside of code; counted without the reader.
fn rows_of_any_table(text: &str) -> usize {
    let (mut fence, mut table) = (false, false);
    let delimiter =
        |line: &str| line.contains("--") && line.contains('|') && line.bytes().all(|b| b"|-: \t\r".contains(&b));
    text.split('\n')
        .filter(|line| {
            fence ^= line.starts_with("```");
            let starts = !fence && delimiter(line);
            table = starts || (table && !fence && line.contains('|'));
            table && !starts
        })
        .count()
}

/// How many rows of its tables a page of such a family may have: those that were read, whatever they became, and those
/// of which was told that they are not read. Values and members may stand in lists too.
fn accounted(page: &Page<'_>) -> usize {
    let body = match &page.body {
        Body::Fields(rows) => rows.len(),
        Body::Values(Values::Table(rows)) => rows.len(),
        Body::Values(Values::Bullets(values)) => values.len(),
        Body::Members(members) => members.len(),
        Body::Values(Values::Code(_)) | Body::Blank => 0,
    };
    body + page.nested + page.inline.iter().map(|inline| inline.values.len()).sum::<usize>() + page.unread.len()
}

fn rows_read(page: &Page<'_>) -> usize {
    match &page.body {
        Body::Fields(rows) => rows.len(),
        Body::Values(Values::Table(rows)) => rows.len(),
        Body::Values(_) | Body::Members(_) | Body::Blank => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldcast::source::File;

    const HEAD: &str = "## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n";

    fn coverage(pages: &[(&str, String)]) -> Coverage {
        let file = |(name, text): &(&str, String)| File {
            path: format!("docs/models/{name}").into(),
            relative: (*name).into(),
            text: Some(text.clone()),
        };
        let docs = Docs { root: "docs/models".into(), files: pages.iter().map(file).collect(), ..Docs::default() };
        let (api, diagnostics) = fieldcast::model::read(&docs, &fieldcast::model::Options::default());
        Coverage::of(&docs, &api.unwrap(), &diagnostics)
    }

    #[test]
    fn what_is_lost_is_counted() {
        let row = "| `name` | *Nullable[str]* | :heavy_check_mark: | N/A |\n";
        let good = format!("# Pet\n\n{HEAD}{row}");
        let bad = format!("# Toy\n\n{HEAD}{row}| `size` | *Nullable[* | :heavy_check_mark: | N/A |\n");
        let stray = format!("# Cat\n\n{row}\n{HEAD}{row}");
        let found =
            coverage(&[("pet.md", good), ("toy.md", bad), ("cat.md", stray), ("note.md", "# Note\n\n## Why\n".into())]);
        assert_eq!((found.pages, found.models, found.rows, found.rows_read), (4, 3, 5, 4));
        assert_eq!((found.types, found.types_parsed), (4, 3));
        assert_eq!(found.left_out.into_iter().collect::<Vec<_>>(), [("not-a-model", 1)]);
        assert_eq!(found.lost.len(), 2, "{:?}", found.lost);
    }
}
