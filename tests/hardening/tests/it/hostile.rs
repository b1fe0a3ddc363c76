//! Pages and folders made to hurt: bounded time and memory, a diagnostic, and never a path outside.

use fieldcast::diagnostic::{Code, Diagnostic};
use fieldcast::model::{self, Options};
use fieldcast::source;
use hardening::case::{Case, to_text};
use hardening::laws::check;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const HEAD: &str = "## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n";

/// What none of these may take, on a slow machine and without optimisation; what is quadratic takes minutes.
const LIMIT: Duration = Duration::from_secs(60);

fn codes(diagnostics: &[Diagnostic]) -> Vec<Code> {
    diagnostics.iter().map(|d| d.code).collect()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn pet() -> String {
    format!("# Pet\n\n{HEAD}| `name` | *Nullable[str]* | :heavy_check_mark: | N/A |\n")
}

/// Checks the laws on one page of Python in bounded time.
fn check_page(what: &str, page: &str) -> Vec<String> {
    let start = Instant::now();
    let text = to_text([("pet.md", page), ("other.md", pet().replace("Pet", "Other").as_str())]);
    let mut case = Case::from_bytes(text.as_bytes());
    case.options.language = Some("python".to_owned());
    let outcome = check(&case).unwrap();
    assert!(start.elapsed() < LIMIT, "{what} took {:?}", start.elapsed());
    outcome.diagnostics
}

#[test]
fn a_page_of_a_hundred_megabytes_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "docs/models/pet.md", &pet());
    write(folder.path(), "docs/models/big.md", "");
    let big = fs::OpenOptions::new().write(true).open(folder.path().join("docs/models/big.md")).unwrap();
    big.set_len(100 << 20).unwrap();
    let start = Instant::now();
    let (docs, diagnostics) = source::find(folder.path());
    assert_eq!((diagnostics, docs[0].files.len()), (Vec::new(), 2));
    let texts = docs[0].read(|_, text| text.len()).unwrap();
    assert_eq!(codes(&texts.diagnostics), [Code::TooLarge]);
    assert_eq!(texts.made, [None, Some(pet().len())]);
    assert!(start.elapsed() < LIMIT);
}

#[test]
fn a_page_of_many_rows_takes_bounded_time() {
    let mut page = format!("# Pet\n\n{HEAD}");
    let mut rows = 0;
    while page.len() < 1 << 20 {
        let _ = writeln!(
            page,
            "| `name_{rows}` | [models.Other](../models/other.md) | :heavy_check_mark: | See `nameOf{rows}`. |"
        );
        rows += 1;
    }
    let diagnostics = check_page("a page of many rows", &page);
    assert!(diagnostics.iter().all(|d| d.starts_with("note") || d.starts_with("warning")), "{:?}", diagnostics.first());
}

#[test]
fn pages_of_half_a_gigabyte_in_all_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..60 {
        let path = format!("docs/models/pet{number}.md");
        write(folder.path(), &path, "");
        fs::OpenOptions::new().write(true).open(folder.path().join(path)).unwrap().set_len(10 << 20).unwrap();
    }
    let start = Instant::now();
    let (docs, _) = source::find(folder.path());
    let problem = docs[0].read(|_, text| text.len()).unwrap_err();
    assert_eq!((problem.code, docs[0].files.len()), (Code::TooLarge, 60));
    assert!(start.elapsed() < LIMIT);
}

#[test]
fn rows_of_ten_megabytes_are_a_diagnostic() {
    for (what, filler) in [("brackets", "["), ("bars", "|"), ("words", "a "), ("ticks", "`"), ("breaks", "<br/>")] {
        let cell = filler.repeat((10 << 20) / filler.len());
        let page = format!("# Pet\n\n{HEAD}| `name` | *str* | :heavy_check_mark: | {cell} |\n");
        let diagnostics = check_page(what, &page);
        assert!(diagnostics.iter().any(|d| d.starts_with("warning[too-large]")), "{what}: {:?}", diagnostics.first());
    }
}

#[test]
fn cells_as_long_as_a_row_may_be_take_bounded_time() {
    let spellings = (0..60_000_u32).fold(String::new(), |mut all, number| {
        let name: String = "abcdefghijklmnop"
            .chars()
            .enumerate()
            .map(|(at, c)| if number >> at & 1 == 1 { c.to_ascii_uppercase() } else { c })
            .collect();
        let _ = write!(all, "`{name}` ");
        all
    });
    let union = |count: usize| {
        let members: Vec<String> = (0..count).map(|number| format!("Literal[\"{number}\"]")).collect();
        format!("*Union[{}]*", members.join(", "))
    };
    let long = 500_000;
    for (what, ty, description) in [
        ("brackets in a description", "*str*".to_owned(), "[".repeat(long)),
        ("ticks", "*str*".to_owned(), "`a ".repeat(long / 3)),
        ("quotes", "*str*".to_owned(), "\" ".repeat(long / 2)),
        ("entities", "*str*".to_owned(), "&".repeat(long)),
        ("spellings", "*str*".to_owned(), spellings),
        ("a union of many literals", union(40_000), "N/A".to_owned()),
        (
            "a union of many references",
            format!("*Union[{}]*", "models.Gone, ".repeat(40_000) + "str"),
            "N/A".to_owned(),
        ),
        ("brackets in a type", "List[".repeat(long / 5), "N/A".to_owned()),
    ] {
        check_page(what, &format!("# Pet\n\n{HEAD}| `name` | {ty} | :heavy_check_mark: | {description} |\n"));
    }
}

#[test]
fn names_as_long_as_a_row_may_be_take_bounded_time() {
    for name in ["aB", "a_", "A", "aB1_", "iOS", "é", "__"] {
        let long = name.repeat(100_000 / name.len());
        let row = |ty: &str| format!("| `{long}` | {ty} | :heavy_check_mark: | `{long}` |\n");
        check_page(&format!("a name of `{name}`"), &format!("# Pet\n\n{HEAD}{}", row("*str*")));
        check_page(&format!("a type of `{name}`"), &format!("# {long}\n\n{HEAD}{}", row(&format!("models.{long}"))));
    }
}

#[test]
fn ten_thousand_nested_brackets_are_a_diagnostic() {
    for ty in [
        format!("{}*str*{}", "List[".repeat(10_000), "]".repeat(10_000)),
        format!("[{}x{}](x.md)", "Union[".repeat(10_000), "]".repeat(10_000)),
    ] {
        let page = format!("# Pet\n\n{HEAD}| `name` | {ty} | :heavy_check_mark: | N/A |\n");
        let diagnostics = check_page("nested brackets", &page);
        assert!(diagnostics.iter().any(|d| d.starts_with("warning[bad-type]")), "{diagnostics:?}");
    }
    let example = format!("{}{}", "{\"a\": [".repeat(10_000), "]}".repeat(10_000));
    let page = format!(
        "# Pet\n\n## Example Usage\n\n```typescript\nlet a: Pet = {example};\n```\n\n{HEAD}| `a` | *str* | :heavy_check_mark: | {example} |\n"
    );
    check_page("nested examples", &page);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_nothing_outside_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("sdk");
    write(&inside, "docs/models/pet.md", &pet());
    write(folder.path(), "outside/secret.md", "# Secret\n");
    let link =
        |target: &str, name: &str| std::os::unix::fs::symlink(target, inside.join("docs/models").join(name)).unwrap();
    link("..", "loop");
    link(".", "here");
    link("self", "self");
    link("../../../outside/secret.md", "secret.md");
    link("../../../outside", "out");
    link("/dev/zero", "zero.md");
    let (docs, diagnostics) = source::find(&inside);
    assert_eq!(docs.len(), 1);
    assert_eq!(docs[0].files.iter().map(|file| &*file.relative).collect::<Vec<_>>(), ["pet.md"]);
    assert_eq!(codes(&diagnostics), [Code::LinkSkipped; 6]);
}

#[test]
fn titles_that_are_paths_stay_names() {
    let titles = ["../../x", "/etc/passwd", "..", ".", "a/b", "C:\\x", "x\0y", "CON", "\u{202e}x", &"x".repeat(5_000)];
    for title in titles {
        let text = to_text([("one.md", pet().replace("Pet", title).as_str()), ("components/two.md", &pet())]);
        let case = Case::from_bytes(text.as_bytes());
        let outcome = check(&case).unwrap();
        let schema = outcome.schema.unwrap();
        assert!(!schema.contains("../"), "{title}");
    }
}

#[test]
fn thousands_of_models_of_one_name_are_told_apart_or_named() {
    let same: Vec<(String, String)> = (0..3_000).map(|number| (format!("pet{number}.md"), pet())).collect();
    let start = Instant::now();
    let case = Case::from_bytes(to_text(same.iter().map(|(path, text)| (path.as_str(), text.as_str()))).as_bytes());
    let outcome = check(&case).unwrap();
    assert_eq!(outcome.diagnostics.iter().filter(|d| d.starts_with("warning[duplicate-model]")).count(), 2_999);
    let folders: Vec<(String, String)> = (0..3_000).map(|number| (format!("a{number}/same/pet.md"), pet())).collect();
    let case = Case::from_bytes(to_text(folders.iter().map(|(path, text)| (path.as_str(), text.as_str()))).as_bytes());
    let outcome = check(&case).unwrap();
    assert!(outcome.diagnostics.iter().all(|d| !d.starts_with("error")), "{:?}", outcome.diagnostics.first());
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}

#[test]
fn many_broken_pages_and_references_to_them_take_bounded_time() {
    let start = Instant::now();
    let mut pages: Vec<(String, String)> = Vec::new();
    for number in 0..3_000 {
        pages.push((format!("bad{number}.md"), format!("# Bad{number}\n\n## Fields\n\nno table\n")));
        let mut page = format!("# Good{number}\n\n{HEAD}");
        for row in 0..10 {
            let _ = writeln!(
                page,
                "| `a{row}` | [models.Bad{number}](../models/bad{number}.md) | :heavy_check_mark: | N/A |"
            );
        }
        pages.push((format!("good{number}.md"), page));
    }
    let mut case =
        Case::from_bytes(to_text(pages.iter().map(|(path, text)| (path.as_str(), text.as_str()))).as_bytes());
    case.options.language = Some("python".to_owned());
    let outcome = check(&case).unwrap();
    assert_eq!(outcome.diagnostics.iter().filter(|d| d.starts_with("warning[no-table]")).count(), 3_000);
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}

#[test]
fn many_large_unions_take_bounded_time() {
    let start = Instant::now();
    let mut pages: Vec<(String, String)> = Vec::new();
    for number in 0..250 {
        let mut page = format!("# Pet{number}\n\n{HEAD}");
        for row in 0..60 {
            let _ = writeln!(page, "| `a{row}` | *str* | :heavy_minus_sign: | N/A |");
        }
        pages.push((format!("pet{number}.md"), page));
    }
    for number in 0..40 {
        let mut page = format!("# Any{number}\n\n## Supported Types\n");
        for member in 0..250 {
            let _ = write!(page, "\n### `models.Pet{member}`\n\n```python\nvalue: models.Pet{member} = 1\n```\n");
        }
        pages.push((format!("any{number}.md"), page));
    }
    let case = Case::from_bytes(to_text(pages.iter().map(|(path, text)| (path.as_str(), text.as_str()))).as_bytes());
    check(&case).unwrap();
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}

#[test]
fn settings_made_to_hurt_are_a_diagnostic() {
    let bomb = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |mut text, n| {
        let before = n - 1;
        let _ = writeln!(text, "a{n}: &a{n} [*a{before}, *a{before}, *a{before}, *a{before}]");
        text
    });
    for (what, settings) in [("a bomb", bomb), ("brackets", "[".repeat(100_000)), ("no YAML", "a: b: c".to_owned())] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "docs/models/pet.md", &pet());
        write(folder.path(), "gen.yaml", &settings);
        let start = Instant::now();
        let (docs, diagnostics) = source::find(folder.path());
        assert_eq!(codes(&diagnostics), [Code::BadConfig], "{what}");
        let (api, _) = model::read(&docs[0], &Options::default());
        assert_eq!(api.unwrap().models.len(), 1);
        assert!(start.elapsed() < LIMIT, "{what}: {:?}", start.elapsed());
    }
}
