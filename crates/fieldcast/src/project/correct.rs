//! Writes a correction into an API's settings, and keeps all else in the file as it is, comments too.

use super::job;
use super::place::Looking;
use crate::diagnostic::{self, Code, Diagnostic, Place};
use std::path::Path;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

/// A fact of a correction: its name in `source.toml`, and its value as TOML has it.
pub type Fact = (&'static str, Value);

/// The text of an API's settings with one more correction, tried: it must change something.
///
/// `at` is the model or field (`Session.tasks`). What a correction further up says of a fact of the same is replaced.
///
/// # Errors
///
/// What is wrong with the settings, the correction (`unknown-target`, `stale-correction`, `bad-config`), or the API.
///
/// # Examples
///
/// ```
/// # let dir = tempfile::tempdir().unwrap();
/// # let root = dir.path();
/// # std::fs::create_dir_all(root.join("schema/pets")).unwrap();
/// # let table = "| Field | Type | Required | Description |\n| - | - | - | - |\n| `age` | *::Float* | :heavy_check_mark: | N/A |";
/// # std::fs::write(root.join("schema/pets/pet.md"), format!("# Pet\n\n\n## Fields\n\n{table}")).unwrap();
/// # let settings = "# Ours.\n[api]\ntitle = \"Pets\"\nbase-id = \"https://example.com/\"\n\n[[pages]]\nlanguage = \"ruby\"\n";
/// # std::fs::write(root.join("schema/pets/source.toml"), settings).unwrap();
/// use fieldcast::project::correct;
/// let text = correct(root, "pets", "Pet.age", "whole years", &[("type", "integer".into())], None).unwrap();
/// assert!(text.starts_with("# Ours.\n"));
/// assert!(text.ends_with("[[correction]]\nat = \"Pet.age\"\nreason = \"whole years\"\ntype = \"integer\"\n"));
/// let none = correct(root, "pets", "Pet.age", "it is", &[("required", true.into())], None).unwrap_err();
/// assert_eq!(none[0].code.as_str(), "stale-correction");
/// ```
pub fn correct(
    root: &Path,
    api: &str,
    at: &str,
    reason: &str,
    facts: &[Fact],
    cache: Option<&Path>,
) -> Result<String, Vec<Diagnostic>> {
    let (mut apis, found) = job::apis(root, &[api.to_owned()]);
    if found.iter().any(Diagnostic::is_error) {
        return Err(found);
    }
    let Some(api) = apis.first_mut() else { return Err(found) };
    let file = api.file.clone();
    let fault = |message: String| vec![Diagnostic::error(Code::BadConfig, Place::file(file.clone()), message)];
    let mut document: DocumentMut = api.text.parse().map_err(|error: toml_edit::TomlError| fault(error.to_string()))?;
    // Comments at the end of the file stay above the first correction.
    let first = !document.contains_key("correction");
    let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
    let all = document.entry("correction").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(all) = all.as_array_of_tables_mut() else {
        return Err(fault("`correction` is no list of `[[correction]]`".to_owned()));
    };
    let mut rest: Vec<&Fact> = facts.iter().collect();
    for correction in all.iter_mut().filter(|table| table.get("at").and_then(Item::as_str) == Some(at)) {
        let before = rest.len();
        rest.retain(|(name, value)| match correction.get_mut(name) {
            Some(item) => {
                *item = Item::Value(value.clone());
                false
            }
            None => true,
        });
        if rest.len() < before {
            correction.insert("reason", toml_edit::value(reason));
        }
    }
    if !rest.is_empty() {
        let mut table = Table::new();
        table.insert("at", toml_edit::value(at));
        table.insert("reason", toml_edit::value(reason));
        for (name, value) in rest {
            table.insert(name, Item::Value(value.clone()));
        }
        if first && !trailing.trim().is_empty() {
            table.decor_mut().set_prefix(format!("{}\n\n", trailing.trim_end()));
        }
        all.push(table);
    }
    if first && !trailing.trim().is_empty() {
        document.set_trailing("");
    }
    let text = document.to_string();
    if text == api.text {
        let message = format!("the correction of `{at}` is there already");
        return Err(vec![Diagnostic::error(Code::StaleCorrection, Place::file(file), message)]);
    }
    // Tried with what the pages say: a correction that changes nothing is none.
    api.text.clone_from(&text);
    let looking = Looking { root, cache, cache_first: false };
    let (_, mut diagnostics) = job::make(api, &api.lock, looking);
    diagnostics.retain(Diagnostic::is_error);
    diagnostic::sort(&mut diagnostics);
    if diagnostics.is_empty() { Ok(text) } else { Err(diagnostics) }
}
