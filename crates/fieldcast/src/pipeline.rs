//! The stages in their order, from folders of pages to a schema: one function that reads as the pipeline.

use crate::decide;
use crate::diagnostic::{self, Code, Diagnostic, Place, Severity};
use crate::model;
use crate::schema::{self, document::Document};
use crate::source::{self, Docs};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What a run is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How pages are read.
    pub read: model::Options,
    /// What the schema says of itself.
    pub schema: schema::Options,
    /// Facts that somebody corrected.
    pub corrections: Vec<decide::Correction>,
    /// Leaves out models whose pages have errors, instead of giving no schema at all.
    pub keep_going: bool,
    /// How many threads to use; `None` for as many as the machine has.
    pub jobs: Option<usize>,
}

/// What a run found and made.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The pages as they were found, and what they tell, where one SDK was found and its language is known.
    pub read: Option<(Docs, model::Api)>,
    /// The schema; `None` where there are errors.
    pub document: Option<Document>,
    /// Everything to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the docs in `folders` and makes the schema of the API that they document.
pub fn run(folders: &[PathBuf], options: &Options) -> Outcome {
    threads(options.jobs, || {
        let mut outcome = read(folders, &options.read);
        let mut cost = None;
        if let Some((_, api)) = &outcome.read {
            cost = self::cost(api, &outcome.diagnostics, options.keep_going);
            if options.keep_going {
                outcome.diagnostics.iter_mut().for_each(forgive);
            }
            let (decided, found) = decide::decide(api, &options.corrections);
            outcome.diagnostics.extend(found);
            outcome.document = Some(schema::document(&decided, &options.schema));
        }
        if outcome.diagnostics.iter().any(Diagnostic::is_error) {
            outcome.document = None;
        }
        diagnostic::sort(&mut outcome.diagnostics);
        // What the others come to stands below them.
        outcome.diagnostics.extend(cost);
        outcome
    })
}

/// Reads the docs in `folders`, and stops there.
pub fn inspect(folders: &[PathBuf], options: &Options) -> Outcome {
    threads(options.jobs, || {
        let mut outcome = read(folders, &options.read);
        diagnostic::sort(&mut outcome.diagnostics);
        outcome
    })
}

/// Finds and reads the pages of one SDK.
fn read(folders: &[PathBuf], options: &model::Options) -> Outcome {
    let mut outcome = Outcome::default();
    let mut all = Vec::new();
    for folder in folders {
        let (docs, found) = source::find(folder);
        all.extend(docs);
        outcome.diagnostics.extend(found);
    }
    let roots: Vec<&str> = all.iter().map(|docs| docs.root.as_str()).collect();
    if all.len() > 1 {
        let place = Place::file(roots.last().copied().unwrap_or_default());
        let message = format!("found {} folders of models, expected one: {}", roots.len(), roots.join(", "));
        let help = if folders.len() > 1 {
            "several SDKs of one API cannot be joined yet; name one of them"
        } else {
            "name the folder of one of them"
        };
        outcome.diagnostics.push(Diagnostic::error(Code::SeveralApis, place, message).help(help));
    } else if let Some(docs) = all.pop() {
        let (api, found) = model::read(&docs, options);
        outcome.diagnostics.extend(found);
        outcome.read = api.map(|api| (docs, api));
    }
    outcome
}

/// What errors on some pages mean for the others.
fn cost(api: &model::Api, diagnostics: &[Diagnostic], keep_going: bool) -> Option<Diagnostic> {
    let errors = || diagnostics.iter().filter(|d| d.is_error());
    let files: BTreeSet<_> = errors().filter_map(|d| d.place.as_ref()).map(|place| &place.file).collect();
    if files.is_empty() || api.models.is_empty() {
        return None;
    }
    let place = Place::file(api.root.as_str());
    let plural = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let broken = plural(files.len(), "page has errors", "pages have errors");
    let fine = plural(api.models.len(), "model is fine", "models are fine");
    Some(if keep_going {
        let message = format!("{broken} and give no model; what refers to them accepts anything; {fine}");
        Diagnostic::warning(Code::ModelLeftOut, place, message)
    } else {
        let message = format!("{broken}, so nothing is written; {fine}");
        Diagnostic::error(Code::ModelLeftOut, place, message)
            .help("correct the pages, or leave out their models with --keep-going")
    })
}

/// An error that a run goes on after.
fn forgive(diagnostic: &mut Diagnostic) {
    if diagnostic.is_error() {
        diagnostic.severity = Severity::Warning;
    }
}

/// Runs `work` on `jobs` threads, where the system gives them.
fn threads<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    match jobs.and_then(|n| rayon::ThreadPoolBuilder::new().num_threads(n).build().ok()) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
