//! The laws on pages that proptest puts together.

use chance::Random;
use hardening::case::{Case, to_text};
use hardening::laws::{check, check_order};
use hardening::mutate::mutate;
use hardening::pages::{self, STYLES};
use hardening::zoo;
use proptest::prelude::*;
use serde_json::Value;

/// The schema is one by its own metaschema.
fn is_valid(schema: Option<&str>) -> Result<(), String> {
    let Some(text) = schema else { return Ok(()) };
    let schema: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    jsonschema::meta::validate(&schema).map_err(|error| format!("{error} at {}", error.instance_path()))
}

/// The zoo's pages in one language, some of them changed, left out or doubled.
fn pages() -> impl Strategy<Value = String> {
    (0..8_usize, any::<u64>(), prop::collection::vec(0..6_u8, 8)).prop_map(|(language, seed, actions)| {
        let mut sdks = zoo::all();
        let sdk = sdks.swap_remove(language);
        let mut random = Random(seed);
        let mut pages: Vec<(String, String)> = Vec::new();
        for ((path, text), action) in sdk.pages.iter().zip(actions) {
            match action {
                0 => {}
                1 => pages.push(((*path).to_owned(), mutate(text, &mut random))),
                2 => {
                    pages.push(((*path).to_owned(), text.clone()));
                    pages.push((format!("more/{path}"), mutate(text, &mut random)));
                }
                3 => pages.push((path.to_uppercase().replace(".MD", ".md"), text.clone())),
                _ => pages.push(((*path).to_owned(), text.clone())),
            }
        }
        to_text(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    })
}

/// What may come between the rows of a table: what ends it, what hides it, and what starts another.
const BETWEEN: &[&str] = &[
    "",
    "A line of text.",
    "<!-- a comment -->",
    "<!--",
    "-->",
    "```",
    "~~~",
    "## Fields",
    "## Properties",
    "## Something Else",
    "### Deeper",
    "---",
    "> quoted",
    "- an item",
    "| - | - | - | - |",
    "<div>",
];

/// What may become of a row: an indent, a bar that is gone, a raw line break in the last cell.
fn changed(row: &str, kind: usize) -> String {
    match kind {
        0 => format!(" {row}"),
        1 => format!("      {row}"),
        2 => format!("\t{row}"),
        3 => row.trim_start_matches("| ").to_owned(),
        4 => row.trim_end_matches(" |").to_owned(),
        5 => row.strip_suffix('|').map_or_else(|| row.to_owned(), |row| format!("{row}\nbroken |")),
        6 => format!("> {row}"),
        7 => format!("- {row}"),
        8 => row.replacen(" | ", " ", 1),
        _ => row.to_owned(),
    }
}

/// The name of a row of [`pages::rows`].
fn name_of(line: &str) -> Option<&str> {
    let at = line.find("row").filter(|at| *at < 20)?;
    line.get(at..at + 5).filter(|name| name.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Every row of the pages is a field of a model, or in a diagnostic of its line, or in code, or in a description, or behind
/// the place from which a diagnostic says that nothing is read, or on a page that is left out whole with a reason.
fn no_row_is_lost(case: &Case) -> Result<usize, String> {
    let (api, diagnostics) = fieldcast::model::read(&case.docs, &case.options);
    let models = api.iter().flat_map(|api| &api.models);
    let mut read = std::collections::HashSet::new();
    let mut told = std::collections::HashMap::new();
    for model in models {
        if let fieldcast::model::Kind::Object(object) = &model.kind {
            read.extend(object.fields.iter().map(|field| field.documented.to_lowercase()));
        }
        told.entry(model.page.to_string()).or_insert_with(String::new).push_str(&model.description);
    }
    let mut seen = 0;
    for file in &case.docs.files {
        let here = || diagnostics.iter().filter(|d| d.place.as_ref().is_some_and(|place| place.file == file.path));
        let is_left_out = !told.contains_key(&*file.relative) && here().next().is_some();
        let nothing_from = here().filter(|d| d.message.contains("without its end")).filter_map(|d| d.place.as_ref());
        let nothing_from = nothing_from.map(|place| place.line).min().unwrap_or(u32::MAX);
        let mut code: Option<&str> = None;
        for (line, number) in file.text.iter().flat_map(|text| text.lines()).zip(1_u32..) {
            let mark = line.trim_start().get(..3).filter(|mark| matches!(*mark, "```" | "~~~"));
            if mark.is_some() && (code.is_none() || code == mark) {
                code = if code.is_some() { None } else { mark };
                continue;
            }
            let Some(name) = name_of(line) else { continue };
            seen += 1;
            let is_told = here().any(|d| d.place.as_ref().is_some_and(|place| place.line == number));
            let is_described = told.get(&*file.relative).is_some_and(|text| text.contains(name));
            let is_fine = read.contains(name)
                || is_told
                || is_left_out
                || is_described
                || code.is_some()
                || nothing_from <= number;
            if !is_fine {
                return Err(format!("`{line}` at {}:{number} is lost", file.path));
            }
        }
    }
    Ok(seen)
}

/// Each style's pages, with what comes between rows and what becomes of them, by chance.
fn tables() -> impl Strategy<Value = String> {
    (0..STYLES.len(), any::<u64>()).prop_map(|(style, seed)| {
        let style = &STYLES[style];
        let mut random = Random(seed);
        let mut text = format!("@@@ language {}\n", style.language);
        for (path, page) in pages::rows(style, seed, 3) {
            text.push_str(&format!("@@@ {path}\n"));
            for line in page.lines() {
                if random.chance(1, 8) {
                    text.push_str(random.pick(BETWEEN));
                    text.push('\n');
                }
                let is_row = name_of(line).is_some();
                let kind = if is_row && random.chance(1, 6) { random.below(9) } else { 9 };
                text.push_str(&changed(line, kind));
                text.push('\n');
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_read_or_told(text in tables()) {
        let case = Case::from_bytes(text.as_bytes());
        let seen = no_row_is_lost(&case).map_err(|law| TestCaseError::fail(format!("{law}\n{text}")))?;
        prop_assert!(seen >= 6, "{} rows", seen);
    }
}

#[test]
fn whole_tables_are_read_whole() {
    let mut count = 0;
    for style in STYLES {
        let pages = pages::rows(style, 7, 6);
        let text = to_text(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let case = Case::from_bytes(format!("@@@ language {}\n{text}", style.language).as_bytes());
        let (api, diagnostics) = fieldcast::model::read(&case.docs, &case.options);
        let worse: Vec<String> = diagnostics
            .iter()
            .filter(|d| d.severity != fieldcast::diagnostic::Severity::Note)
            .map(ToString::to_string)
            .collect();
        let fields: usize = api
            .unwrap()
            .models
            .iter()
            .map(|model| match &model.kind {
                fieldcast::model::Kind::Object(object) => object.fields.len(),
                _ => 0,
            })
            .sum();
        let rows = text.lines().filter(|line| name_of(line).is_some()).count();
        assert_eq!(fields, rows, "{}: {worse:#?}\n{text}", style.language);
        assert!(worse.iter().all(|d| !d.contains("bad-type")), "{}: {worse:#?}", style.language);
        count += fields;
    }
    assert!(count > 150, "{count} rows");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn pages_in_any_order_give_one_valid_schema(text in pages()) {
        let case = Case::from_bytes(text.as_bytes());
        let outcome = check_order(&case).map_err(|law| TestCaseError::fail(format!("{law}\n{text}")))?;
        is_valid(outcome.schema.as_deref()).map_err(|law| TestCaseError::fail(format!("{law}\n{text}")))?;
    }

    #[test]
    fn any_text_keeps_the_laws(text in "(@@@ [a-z]{1,3}\\.md\n)?(# [A-Za-z./]{0,8}\n)?(\\PC|\n|\\|){0,200}") {
        check(&Case::from_bytes(text.as_bytes())).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn one_thread_reads_what_eight_read() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let all = zoo::all();
    assert_eq!(all.len(), 8);
    for sdk in all {
        let case = Case::from_bytes(sdk.text().as_bytes());
        let one = pool(1).install(|| check(&case)).unwrap();
        let eight = pool(8).install(|| check(&case)).unwrap();
        assert!(one.schema.is_some());
        assert_eq!(one, eight, "{}", sdk.language);
    }
}
