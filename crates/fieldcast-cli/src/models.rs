//! `fieldcast models`: a whole crate with the models of an API.

use crate::args::ModelsArgs;
use crate::terminal::{report, say, tell};
use crate::{progress, read, write};
use fieldcast::decide;
use fieldcast::diagnostic::Diagnostic;
use fieldcast::pipeline::{self, Stage};
use fieldcast::rust::{ClosedEnums, Options};
use fieldcast::tree::Tree;
use std::mem::ManuallyDrop;

/// What the crate's files are a part of, in the manifest.
const PART: &str = "crate";

/// Whether it went well.
pub fn run(args: &ModelsArgs) -> bool {
    let Some(read::Target { folders, mut options, api }) = read::target(&args.read.docs, &args.read.how) else {
        return false;
    };
    if api.is_none() {
        options.schema = read::identity(&args.identity);
    }
    // An operation may be named, whose models are wanted.
    options.operations |= !args.only.is_empty();
    let line = progress::show(&options.progress);
    // Not freed before the program ends: the system takes all back at once.
    let mut outcome = ManuallyDrop::new(pipeline::run(&folders, &options));
    let mut files = None;
    let mut models = 0;
    if let Some(document) = &outcome.document {
        models = document.defs.len();
        let mut rust = Options {
            crate_name: args.name.clone(),
            only: only(outcome.decided.as_ref(), &args.only),
            ..Options::default()
        };
        if let Some(api) = api {
            // As the project has it, but for what a crate of the project's workspace takes from there.
            let Options { description, version, license, closed_enums, keep_unknown, names, .. } = api.rust;
            rust = Options { description, version, license, closed_enums, keep_unknown, names, ..rust };
        }
        if args.closed_enums {
            rust.closed_enums = ClosedEnums::All;
        }
        rust.keep_unknown |= args.keep_unknown;
        options.progress.begin(Stage::Crate);
        let (generated, found) = pipeline::threads(options.jobs, || fieldcast::rust::generate(document, &rust));
        let strict = |found: Diagnostic| if options.strict { found.strict() } else { found };
        outcome.diagnostics.extend(found.into_iter().map(strict));
        files = generated;
    }
    drop(line);
    let fine = report(&outcome.diagnostics, args.read.how.verbose);
    let Some(files) = files.filter(|_| fine) else {
        say(&read::nothing_written(&outcome.diagnostics));
        return false;
    };
    let mut tree = Tree::new(&args.out);
    tree.force(args.force);
    tree.home(PART, "");
    for (path, text) in files {
        tree.add(PART, path, text);
    }
    let summary = read::summary(models, &outcome.diagnostics);
    write::tree(&tree).is_some_and(|done| {
        tell(&format!(
            "{summary}, to {}: {} files written, {} unchanged{}",
            args.out.display(),
            done.written,
            done.unchanged,
            write::deleted(&done)
        ));
        true
    })
}

/// The wanted models, with those of an operation in its place. A model goes before an operation of its name.
fn only(api: Option<&decide::Api>, named: &[String]) -> Vec<String> {
    let models = |name: &String| {
        let api = api.filter(|api| api.models.iter().all(|model| model.key != *name));
        let found = api.and_then(|api| decide::models_of_operations(api, name)).filter(|found| !found.is_empty());
        found.map_or_else(|| vec![name.clone()], |found| found.into_iter().collect())
    };
    named.iter().flat_map(models).collect()
}
