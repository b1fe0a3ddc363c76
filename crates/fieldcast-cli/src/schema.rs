//! `fieldcast schema`: the JSON Schema of an API.

use crate::args::SchemaArgs;
use crate::terminal::{print_all, report, say};
use crate::{progress, read, write};
use fieldcast::pipeline;
use fieldcast::schema::document::Document;
use fieldcast::tree::{Text, Tree};
use std::mem::ManuallyDrop;

/// Whether it went well.
pub fn run(args: &SchemaArgs) -> bool {
    let mut options = read::options(&args.read.how);
    options.schema = read::identity(&args.identity);
    options.keep_going = args.keep_going;
    // The system takes all memory back at once when the program ends: to free a million texts before is time lost.
    let line = progress::show(&options.progress);
    let outcome;
    let (text, document) = if args.openapi || args.split.is_some() {
        outcome = ManuallyDrop::new(pipeline::run(&args.read.docs, &options));
        let text =
            outcome.document.as_ref().filter(|_| args.split.is_none() || args.output.is_some()).map(|document| {
                if args.openapi { openapi(document, &args.api_version) } else { fieldcast::schema::write(document) }
            });
        (text.map(Text::from), outcome.document.as_ref())
    } else {
        let (text, found) = pipeline::text(&args.read.docs, &options);
        outcome = ManuallyDrop::new(found);
        (text.map(Text::from), None)
    };
    drop(line);
    report(&outcome.diagnostics, args.read.how.verbose);
    let models = outcome.decided.as_ref().map_or(0, |api| api.models.len());
    if text.is_none() && document.is_none() {
        say(&read::nothing_written(&outcome.diagnostics));
        return false;
    }
    let summary = read::summary(models, &outcome.diagnostics);
    let mut places = String::new();
    if let (Some(folder), Some(document)) = (&args.split, document) {
        let mut tree = Tree::new(folder);
        match fieldcast::schema::split::split(document) {
            Ok(files) => files.into_iter().for_each(|(path, text)| tree.add(path, text)),
            Err(error) => {
                say(&format!("error: {error}"));
                return false;
            }
        }
        if write::tree(&tree).is_none() {
            return false;
        }
        places = format!(", to {}", folder.display());
    }
    let written = match (text, &args.output) {
        (None, _) => true,
        (Some(text), None) => print_all(&text),
        (Some(text), Some(path)) => {
            places = format!("{places}, to {}", path.display());
            write::file(path, text)
        }
    };
    if written {
        say(&format!("{summary}{places}"));
    }
    written
}

/// The text of an OpenAPI document.
fn openapi(document: &Document, version: &str) -> String {
    let mut text =
        serde_json::to_string_pretty(&fieldcast::schema::openapi::openapi(document, version)).unwrap_or_default();
    text.push('\n');
    text
}
