//! Every cell, heading and enum of the measured pages, where they are at hand.

use crate::family::page::{Body, Page, Reading};
use crate::family::speakeasy::ALL;
use crate::family::{Expr, Primitive, by_name, enum_values, of_cells, openness};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// The folders of the measured SDKs, `<api>/<language>/models`; none where they are not at hand.
fn sdks() -> Vec<(PathBuf, String)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let mut found: Vec<_> = walkdir::WalkDir::new(corpus)
        .follow_links(true)
        .min_depth(3)
        .max_depth(3)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_name() == "models")
        .filter_map(|entry| {
            let language = entry.path().parent()?.file_name()?.to_str()?.to_owned();
            Some((entry.into_path(), language))
        })
        .collect();
    found.sort();
    found
}

fn texts(folder: &Path) -> Vec<(Arc<str>, String)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_string_lossy().into(), std::fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

#[test]
fn parses_every_cell_heading_and_enum_of_the_measured_pages() {
    let sdks = sdks();
    if sdks.is_empty() {
        println!("left out: the measured pages are not here");
        return;
    }
    assert_eq!(sdks.len(), 15);
    let (mut cells, mut members, mut enums, mut open, mut problems) = (0, 0, 0, 0, Vec::new());
    for (folder, language) in &sdks {
        let dialect = by_name(language).unwrap();
        let texts = texts(folder);
        let pages: Vec<Page<'_>> = texts
            .iter()
            .filter_map(|(file, text)| match crate::family::speakeasy::read(file, text) {
                Reading::Model(page) => Some(*page),
                _ => None,
            })
            .collect();
        for page in &pages {
            match &page.body {
                Body::Fields(rows) => {
                    for row in rows {
                        cells += 1;
                        if let Err(error) = dialect.parse_type(row.ty.text) {
                            problems.push(format!("{}:{} {}: {error}", page.file, row.ty.line, row.ty.text));
                        }
                    }
                }
                Body::Members(list) => {
                    for member in list {
                        members += 1;
                        if let Err(error) = dialect.parse_member(member) {
                            problems.push(format!("{}:{}: {error}", page.file, member.heading.line));
                        }
                    }
                }
                Body::Values(values) => {
                    enums += 1;
                    open += usize::from(openness(dialect, &page.usage) == Some(true));
                    if let Err((span, error)) = enum_values(values) {
                        problems.push(format!("{}:{}: {error}", page.file, span.line));
                    }
                }
                Body::Blank => {}
            }
        }
        // One of the three Python SDKs was generated in 2024, where nothing is known of null.
        let rows = pages.iter().filter_map(|page| if let Body::Fields(rows) = &page.body { Some(rows) } else { None });
        let observed = of_cells(dialect, rows.flatten().map(|row| row.ty.text));
        let is_old = observed.observe(true, Expr::Primitive(Primitive::String)).nullable.is_none();
        let two_states = ["typescript", "csharp", "php"].contains(&language.as_str());
        assert_eq!(is_old, two_states || folder.ends_with("wingspan/python/models"), "{}", folder.display());
        let votes = super::votes(&pages);
        let shown: Vec<_> = votes.iter().map(|(d, n)| format!("{} {n}", d.name())).collect();
        println!("{} ({} pages): {}", folder.display(), pages.len(), shown.join(", "));
        let (own, others): (Vec<_>, Vec<_>) = votes.iter().partition(|(d, _)| d.name() == language);
        let own: usize = own.iter().map(|(_, n)| n).sum();
        let others: usize = others.iter().map(|(_, n)| n).sum();
        if own < 100 || others > 0 {
            problems.push(format!("{}: {own} for its language, {others} for others", folder.display()));
        }
    }
    println!("{cells} cells, {members} members and {enums} enums of {} SDKs", sdks.len());
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
    assert_eq!(open, 45, "eleven in each of four SDKs, and one more");
    assert!(cells > 35_000 && members > 600 && enums > 2_400, "{cells} {members} {enums}");
}

/// The rows that are known to be hard: their Type cells, wherever the case is about one.
#[test]
fn parses_the_cells_of_the_hard_rows() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases.jsonl");
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("left out: the hard rows are not here");
        return;
    };
    let languages =
        ["ruby", "python", "java", "php", "csharp", "typescript", "-ts", "go", "vercel", "plexgo", "wingspan-ts"];
    let mut parsed = 0;
    for line in text.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let (path, row) = (case["path"].as_str().unwrap(), case["row"].as_str().unwrap());
        let repository = path.split('/').next().unwrap();
        let language = languages.iter().find(|language| repository.contains(*language)).unwrap_or(&"typescript");
        let language =
            if ["-ts", "vercel"].contains(language) { "typescript" } else { language.trim_start_matches("plex") };
        let page = format!(
            "# X\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n{row}\n"
        );
        let wide = page.replacen("Description |\n| ---", "Description | Example |\n| --- | ---", 1);
        for page in [page, wide] {
            let Reading::Model(page) = crate::family::speakeasy::read(&path.into(), &page) else { continue };
            let Body::Fields(rows) = page.body else { continue };
            for row in rows {
                let ty = by_name(language).unwrap().parse_type(row.ty.text);
                assert!(ty.is_ok(), "{path}: {}: {ty:?}", row.ty.text);
                parsed += 1;
            }
            break;
        }
    }
    println!("{parsed} cells of hard rows");
    assert!(parsed >= 18, "{parsed}");
}

/// Prints what parsing costs; a limit would fail on a slow machine, so there is none.
#[test]
fn measures_the_time_of_a_cell() {
    let mut total = (0, 0_u128);
    for (folder, language) in sdks() {
        let dialect = by_name(&language).unwrap();
        let texts = texts(&folder);
        let cells: Vec<&str> = texts
            .iter()
            .filter_map(|(file, text)| match crate::family::speakeasy::read(file, text) {
                Reading::Model(page) => Some(page.body),
                _ => None,
            })
            .flat_map(|body| match body {
                Body::Fields(rows) => rows.into_iter().map(|row| row.ty.text).collect(),
                _ => Vec::new(),
            })
            .collect();
        let start = Instant::now();
        let parsed = cells.iter().filter(|cell| dialect.parse_type(cell).is_ok()).count();
        let parse = start.elapsed().as_nanos();
        let start = Instant::now();
        let marks: usize = cells.iter().map(|cell| ALL.iter().filter(|d| d.marks(cell)).count()).sum();
        let mark = start.elapsed().as_nanos();
        let count = cells.len().max(1) as u128;
        println!(
            "{}: {parsed} cells, {} ns each to parse; {marks} marks, {} ns each to look for",
            folder.display(),
            parse / count,
            mark / count
        );
        total = (total.0 + cells.len(), total.1 + parse);
    }
    println!("{} cells in {} microseconds", total.0, total.1 / 1000);
}
