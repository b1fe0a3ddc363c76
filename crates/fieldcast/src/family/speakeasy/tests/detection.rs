//! Which language pages are written in.

use super::*;
use crate::family::page::{Page, Reading};
use crate::family::speakeasy::ALL;
use crate::family::speakeasy::read;

fn page_of(cells: &[&str], fence: &str) -> String {
    let rows: String = cells.iter().map(|cell| format!("| `field` | {cell} | :heavy_check_mark: | N/A |\n")).collect();
    let usage = if fence.is_empty() { String::new() } else { format!("## Example Usage\n\n```{fence}\nx\n```\n\n") };
    format!(
        "# Trip\n\n{usage}## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n{}",
        rows.replacen("`field`", "`name`", 1)
    )
}

fn votes_of(texts: &[String]) -> Vec<(&'static str, usize)> {
    let file = "trip.md".into();
    let pages: Vec<Page<'_>> = texts
        .iter()
        .map(|text| match read(&file, text) {
            Reading::Model(page) => *page,
            other => panic!("{other:?}"),
        })
        .collect();
    let found = votes(&pages);
    found.into_iter().filter(|(_, votes)| *votes > 0).map(|(dialect, votes)| (dialect.name(), votes)).collect()
}

#[test]
fn every_language_is_found_from_its_own_marks() {
    let cases: [(&str, &[&str]); 7] = [
        ("typescript", &["*number*", "*string*[]", "Record<string, *any*>", "*\"a\"*", "[components.X](u)[]"]),
        ("python", &["*str*", "List[*int*]", "Dict[str, *Any*]", "[Optional[models.X]](u)", "*Literal[True]*"]),
        ("ruby", &["*::String*", "*T.nilable(::String)*", "[Models::Shared::X](u)", "Crystalline::Array<*::Float*>"]),
        ("go", &["`string`", "**string*", "[]*string*", "map[string]`any`", "*int64*", "[*shared.X](u)"]),
        (
            "java",
            &[
                "*String*",
                r"*Optional\<Long>*",
                r"List\<*String*>",
                r"Map\<String, *Object*>",
                r"[JsonNullable\<X>](u)",
            ],
        ),
        ("csharp", &["List<*string*>", "Dictionary<String, *object*>", "[Models.Shared.X](u)", "*object*"]),
        ("php", &["*?string*", "array<*string*>", r"[Components\X](u)", r"[?Operations\X](u)", "*mixed*"]),
    ];
    for (name, cells) in cases {
        for cell in cells {
            assert_eq!(votes_of(&[page_of(&[cell], "")]), [(name, 1)], "{cell}");
        }
        assert_eq!(votes_of(&[page_of(cells, name)]), [(name, cells.len() + 1)]);
    }
}

#[test]
fn what_several_languages_write_speaks_for_none() {
    let cells =
        ["*string*", "*bool*", "*float*", "*int*", "[Trip](../models/trip.md)", "[models.Trip](../models/trip.md)"];
    assert_eq!(votes_of(&[page_of(&cells, "")]), []);
}

#[test]
fn a_mixed_folder_shows() {
    let texts = [page_of(&["*::String*", "*::Float*"], "ruby"), page_of(&["*str*"], "")];
    assert_eq!(votes_of(&texts), [("python", 1), ("ruby", 3)]);
}

#[test]
fn names_and_aliases() {
    for (alias, name) in
        [("TS", "typescript"), ("c#", "csharp"), ("C#", "csharp"), ("Golang", "go"), ("rb", "ruby"), ("py", "python")]
    {
        assert_eq!(by_name(alias).map(Dialect::name), Some(name));
    }
    assert!(by_name("cobol").is_none());
    for dialect in ALL {
        assert_eq!(by_name(dialect.name()).map(Dialect::name), Some(dialect.name()));
    }
}
