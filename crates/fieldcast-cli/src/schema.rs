//! `fieldcast schema`: the JSON Schema of an API.

use crate::args::SchemaArgs;
use crate::terminal::{print, report, say};
use crate::{read, write};
use fieldcast::schema::document::Document;
use fieldcast::tree::Tree;

/// Whether it went well.
pub fn run(args: &SchemaArgs) -> bool {
    let mut options = read::options(&args.read.how);
    options.schema = read::identity(&args.identity);
    options.keep_going = args.keep_going;
    let outcome = fieldcast::pipeline::run(&args.read.docs, &options);
    report(&outcome.diagnostics, args.read.how.verbose);
    let Some(document) = outcome.document else {
        say(&read::nothing_written(&outcome.diagnostics));
        return false;
    };
    let summary = read::summary(document.defs.len(), &outcome.diagnostics);
    let mut places = String::new();
    if let Some(folder) = &args.split {
        let mut tree = Tree::new(folder);
        match fieldcast::schema::split::split(&document) {
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
    let text = if args.openapi { openapi(&document, &args.api_version) } else { fieldcast::schema::write(&document) };
    let written = match &args.output {
        None if args.split.is_some() => true,
        None => print(&text),
        Some(path) => {
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
