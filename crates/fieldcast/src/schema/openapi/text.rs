//! From a settled API straight to the text of its OpenAPI document: the models one by one, on all threads. Whole, the
//! document would be in memory twice, and a third time as text.

use super::{Adapt, Options, add_rest, complete, component_names, openapi};
use crate::decide::{Api, Model};
use crate::merge::Evidence;
use crate::schema::annotate::{Annotator, annotate};
use crate::schema::build::{definition, document, head};
use crate::schema::document::Schema;
use crate::schema::paths::{by_path, item};
use crate::schema::text::write_members;
use crate::schema::{self, pretty};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::OnceLock;

/// Where the paths of a document stand in its text, and where its models do: a line feed stands in no text of JSON, so that
/// the only such lines are those of the document itself.
const PATHS: &str = "\n  \"paths\": {";
const MODELS: &str = "\n  \"components\": {\n    \"schemas\": {";

/// Writes the text of the document that [`complete`] makes of an API with the notes of
/// [`annotate`](crate::schema::annotate()), and a line feed.
///
/// # Errors
///
/// Those of `out`.
pub fn write_text(
    api: &Api,
    evidence: &Evidence,
    schema: &schema::Options,
    options: &Options,
    out: &mut (impl Write + Send + ?Sized),
) -> io::Result<()> {
    let by_key: HashMap<&str, usize> = api.models.iter().map(|model| model.key.as_str()).zip(0..).collect();
    // Rare: a project's corrections leave models out, and projects are not that large.
    if by_key.len() < api.models.len() || api.models.iter().any(|model| model.left_out) {
        let mut document = document(api, schema);
        annotate(&mut document, api, evidence);
        let text = pretty::text(&complete(&document, api, evidence, options)).unwrap_or_default();
        out.write_all(text.as_bytes())?;
        return out.write_all(b"\n");
    }
    let names = component_names(api.models.iter().map(|model| &model.key));
    // few examples are of models, so that few have to be made for these
    let made: Vec<OnceLock<Box<Schema>>> = api.models.iter().map(|_| OnceLock::new()).collect();
    let model = |name: &str| {
        let at = *by_key.get(name)?;
        let (made, model) = (made.get(at)?, api.models.get(at)?);
        Some(&**made.get_or_init(|| Box::new(definition(api, model))))
    };
    let adapt = Adapt { names: &names, model };
    let mut frame = openapi(&head(api, schema), &options.version);
    add_rest(&mut frame, api, options);
    let paths: Vec<(&str, Vec<usize>)> = by_path(api).into_iter().collect();
    let text = pretty::text(&frame).unwrap_or_default();
    let (mut head, rest) = parted(&text, PATHS);
    let (between, rest) = parted(rest, MODELS);
    let mut end = "";
    if !paths.is_empty() {
        let make = |_: usize, paths| {
            let (path, all): &(&str, Vec<usize>) = paths;
            let mut made = item(api, evidence, all);
            adapt.item(&mut made);
            (Cow::Borrowed(*path), made)
        };
        write_members(&paths, head.as_bytes().to_vec(), 2, &make, out)?;
        (head, end) = ("", "\n  ");
    }
    let head = format!("{head}{end}{between}").into_bytes();
    if api.models.is_empty() {
        out.write_all(&head)?;
    } else {
        let annotator = Annotator::new(evidence);
        let make = |at: usize, model| {
            let model: &Model = model;
            let mut schema = definition(api, model);
            annotator.annotate(&mut schema, at, model);
            adapt.schema(&mut schema);
            (Cow::Borrowed(names.get(model.key.as_str()).map_or("", String::as_str)), schema)
        };
        write_members(&api.models, head, 3, &make, out)?;
        out.write_all(b"\n    ")?;
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\n")
}

/// A text before and behind the end of a mark; all of it where the mark is not there.
fn parted<'t>(text: &'t str, mark: &str) -> (&'t str, &'t str) {
    let at = text.find(mark).map_or(text.len(), |at| at + mark.len());
    text.split_at_checked(at).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::{annotate, complete, document, pretty};
    use crate::pipeline::{Options, settle};
    use crate::schema;
    use std::fs;
    use std::path::Path;

    fn page(folder: &Path, way: &str, text: &str) -> std::io::Result<()> {
        let path = folder.join(way);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)
    }

    #[test]
    fn the_text_is_that_of_the_whole_document() -> Result<(), Box<dyn std::error::Error>> {
        let table = "| Field | Type | Required | Description | Example |\n| - | - | - | - | - |";
        let folder = tempfile::tempdir()?;
        for sdk in ["one", "two"] {
            let docs = folder.path().join(sdk).join("docs");
            for number in 0..200 {
                let row = "| `a_b` | *T.nilable(::String)* | :heavy_minus_sign: | It. | |";
                let of = format!("[Models::Pet{number}](../models/pet{number}.md)");
                let pet = format!("| `pet` | {of} | :heavy_check_mark: | \"components\": {{ | {{\"a_b\": {number}}} |");
                page(
                    &docs,
                    &format!("models/pet{number}.md"),
                    &format!("# Pet{number}\n\n## Fields\n\n{table}\n{row}\n"),
                )?;
                page(
                    &docs,
                    &format!("models/house{number}.md"),
                    &format!("# House{number}\n\n## Fields\n\n{table}\n{pet}\n"),
                )?;
            }
            let operation = "# Pets\n\n## get\n\nGets \"components\": {\n\n### Example Usage\n\n\
                <!-- UsageSnippet language=\"ruby\" operationID=\"getPet\" method=\"get\" path=\"/pets\" -->\n\
                ```ruby\nget(1)\n```\n\n### Response\n\n**[Models::Pet1](../../models/pet1.md)**\n";
            page(&docs, "sdks/pets/README.md", operation)?;
        }
        let mut compared = 0;
        for (sdks, operations) in [(vec!["one"], false), (vec!["one"], true), (vec!["one", "two"], true)] {
            let folders: Vec<_> = sdks.iter().map(|sdk| folder.path().join(sdk)).collect();
            let schema = schema::Options { id: "https://example.com/a".into(), ..Default::default() };
            let options = Options { operations, schema, ..Options::default() };
            let found = settle(&folders, &options);
            let how = super::Options { version: "1.0.0".to_owned(), server: None };
            let mut text = Vec::new();
            found.write_openapi(&options, &how, &mut text)?;
            let api = found.decided.as_ref().ok_or("no API")?;
            assert_eq!((api.models.len(), api.operations.all.len()), (400, usize::from(operations)));
            let mut whole = document(api, &options.schema);
            annotate(&mut whole, api, &found.joined.evidence);
            let whole = pretty::text(&complete(&whole, api, &found.joined.evidence, &how))? + "\n";
            assert_eq!(String::from_utf8(text)?, whole);
            assert!(!whole.contains("\"examples\""), "an example that does not fit its model was kept");
            compared += 1;
        }
        assert_eq!(compared, 3);
        Ok(())
    }
}
