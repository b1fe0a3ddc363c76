//! `fieldcast schema`: the JSON Schema of an API.

use crate::args::SchemaArgs;
use crate::terminal::{print_as_made, report, say, tell};
use crate::{progress, read, write};
use fieldcast::diagnostic::{Code, Diagnostic, Place};
use fieldcast::pipeline;
use fieldcast::schema::openapi::{Options, complete};
use fieldcast::tree::Tree;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::Path;

/// What the files of `--split` are a part of, in the manifest.
const PART: &str = "split";

/// Whether it went well.
pub fn run(args: &SchemaArgs) -> bool {
    let Some(read::Target { folders, mut options, api: named }) = read::target(&args.read.docs, &args.read.how) else {
        return false;
    };
    if named.is_none() {
        options.schema = read::identity(&args.identity);
    }
    options.operations = args.openapi;
    let line = progress::show(&options.progress);
    let make = if args.split.is_some() { pipeline::run } else { pipeline::settle };
    // The system takes all memory back at once when the program ends: to free a million texts before is time lost.
    let outcome = ManuallyDrop::new(make(&folders, &options));
    drop(line);
    report(&outcome.diagnostics, args.read.how.verbose);
    let Some(api) = outcome.decided.as_ref().filter(|_| outcome.is_fine()) else {
        say(&read::nothing_written(&outcome.diagnostics));
        return false;
    };
    let mut places = String::new();
    if let (Some(folder), Some(document)) = (&args.split, &outcome.document) {
        let mut tree = Tree::new(folder);
        tree.force(args.force);
        tree.home(PART, "");
        let files = if args.openapi {
            let evidence = &outcome.joined.evidence;
            fieldcast::schema::openapi::split(&complete(document, api, evidence, &openapi(args)))
        } else {
            fieldcast::schema::split::split(document)
        };
        match files {
            Ok(files) => files.into_iter().for_each(|(path, text)| tree.add(PART, path, text)),
            Err(error) => {
                say(&format!("error: {error}"));
                return false;
            }
        }
        if let Some(path) = args.output.as_ref().filter(|path| write::is_one_of(path, &tree)) {
            let message = "this is one of the files of `--split`";
            return report(&[Diagnostic::error(Code::BadPath, Place::file(path.to_string_lossy()), message)], false);
        }
        let Some(done) = write::tree(&tree) else { return false };
        places = format!(", to {}{}", folder.display(), write::deleted(&done));
    }
    // not over the text itself, where that goes to the terminal
    let line =
        args.output.as_ref().is_some_and(|path| path != Path::new("-")).then(|| progress::show(&options.progress));
    let text = |out: &mut (dyn Write + Send)| match &outcome.document {
        _ if args.openapi => outcome.write_openapi(&options, &openapi(args), out),
        Some(document) => out.write_all(fieldcast::schema::write(document).as_bytes()),
        None => outcome.write(&options, out),
    };
    let written = match &args.output {
        Some(path) if path == Path::new("-") => print_as_made(|out| text(out)),
        Some(path) => {
            places = format!("{places}, to {}", path.display());
            write::file(path, args.force, &folders, text)
        }
        None => args.split.is_some() || print_as_made(|out| text(out)),
    };
    drop(line);
    if written {
        tell(&format!("{}{places}", read::summary(api.models.len(), &outcome.diagnostics)));
    }
    written
}

/// What the OpenAPI document says of itself.
fn openapi(args: &SchemaArgs) -> Options {
    Options { version: args.api_version.clone(), server: args.server.clone() }
}
