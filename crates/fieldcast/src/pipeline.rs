//! The stages in their order, from folders of pages to a schema: one function that reads as the pipeline.

mod progress;

pub use progress::{Progress, Stage};

use crate::decide;
use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::merge::{self, Joined};
use crate::model;
use crate::schema::{self, document::Document};
use crate::source::{self, Docs};
use crate::wire::{Confidence, Reason};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What a run is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How pages are read.
    pub read: model::Options,
    /// Whether the pages of operations are read too, which lie beside those of models.
    pub operations: bool,
    /// The language of each folder, in their order, where it is not that of [`Self::read`].
    pub languages: Vec<Option<String>>,
    /// What people call each folder, in their order, where that is not its path: a repository's that lies in a cache.
    pub roots: Vec<Option<String>>,
    /// For each folder, in their order, whether the SDK's own sources are read, where that is not as in [`Self::read`].
    pub sources: Vec<Option<bool>>,
    /// How several SDKs are joined.
    pub merge: merge::Options,
    /// What the schema says of itself.
    pub schema: schema::Options,
    /// Facts that somebody corrected.
    pub corrections: Vec<decide::Correction>,
    /// Takes warnings for errors, for those who own the documentation: nothing is made where there is one.
    pub strict: bool,
    /// How many threads to use; `None` for as many as the machine has.
    pub jobs: Option<usize>,
    /// Told how far the run is.
    pub progress: Progress,
    /// The words of the command that was typed, where one was: where it names a folder of several APIs, the command of each
    /// is told.
    pub typed: Vec<String>,
}

/// What a run found and made.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Each SDK: its pages as they were found, and what they tell. Kept by [`inspect`] alone.
    pub sdks: Vec<(Docs, model::Api)>,
    /// What all SDKs together tell; its API, where there is one whose language is known, is left by [`inspect`] alone.
    pub joined: Joined,
    /// The same with every fact settled, where there is an API.
    pub decided: Option<decide::Api>,
    /// The schema; `None` where there are errors.
    pub document: Option<Document>,
    /// Everything to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the docs in `folders`, one SDK in each, and makes the schema of the API that they document.
pub fn run(folders: &[PathBuf], options: &Options) -> Outcome {
    threads(options.jobs, || {
        let mut outcome = read_and_settle(folders, options);
        options.progress.begin(Stage::Schema);
        if let Some(decided) = outcome.decided.as_ref().filter(|_| outcome.is_fine()) {
            let mut document = schema::document(decided, &options.schema);
            schema::annotate(&mut document, decided, &outcome.joined.evidence);
            outcome.document = Some(document);
        }
        outcome
    })
}

/// The same without the schema, of which [`Outcome::write`] writes the text in less time and a quarter of the memory.
pub fn settle(folders: &[PathBuf], options: &Options) -> Outcome {
    threads(options.jobs, || read_and_settle(folders, options))
}

/// From folders to settled facts.
fn read_and_settle(folders: &[PathBuf], options: &Options) -> Outcome {
    let (sdks, diagnostics) = read(folders, options);
    options.progress.begin(Stage::Settling);
    let mut outcome = Outcome { diagnostics, ..Outcome::default() };
    let mut merge = options.merge.clone();
    merge.settled.extend(settled(&options.corrections));
    outcome.join(sdks.into_iter().map(|(_, api)| api).collect(), &merge);
    if let Some(api) = outcome.joined.api.take() {
        outcome.diagnostics.extend(guessed(&api));
        let (decided, found) = decide::decide(api, &options.corrections);
        outcome.diagnostics.extend(found);
        outcome.decided = Some(decided);
    }
    outcome.judge(options);
    outcome
}

/// Reads the docs in `folders`, one SDK in each, joins what they tell, and stops there.
pub fn inspect(folders: &[PathBuf], options: &Options) -> Outcome {
    threads(options.jobs, || {
        let (sdks, diagnostics) = read(folders, options);
        let mut outcome = Outcome { diagnostics, ..Outcome::default() };
        outcome.join(sdks.iter().map(|(_, api)| api.clone()).collect(), &options.merge);
        outcome.sdks = sdks;
        outcome.judge(options);
        outcome
    })
}

impl Outcome {
    /// Writes the text of the schema; nothing where [`Self::is_fine`] is false or there is no API.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, options: &Options, out: &mut (impl Write + Send + ?Sized)) -> io::Result<()> {
        let Some(api) = self.decided.as_ref().filter(|_| self.is_fine()) else { return Ok(()) };
        options.progress.begin(Stage::Schema);
        threads(options.jobs, || schema::write_text(api, &self.joined.evidence, &options.schema, out))
    }

    /// Writes the text of the OpenAPI document; nothing where [`Self::is_fine`] is false or there is no API.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write_openapi(
        &self,
        options: &Options,
        openapi: &schema::openapi::Options,
        out: &mut (impl Write + Send + ?Sized),
    ) -> io::Result<()> {
        let Some(api) = self.decided.as_ref().filter(|_| self.is_fine()) else { return Ok(()) };
        options.progress.begin(Stage::Schema);
        let evidence = &self.joined.evidence;
        threads(options.jobs, || schema::openapi::write_text(api, evidence, &options.schema, openapi, out))
    }

    /// Whether there is no error.
    pub fn is_fine(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// Sorts what there is to say, and takes it as strictly as it is asked for.
    fn judge(&mut self, options: &Options) {
        if options.strict {
            let found = std::mem::take(&mut self.diagnostics);
            self.diagnostics = found.into_iter().map(Diagnostic::strict).collect();
        }
        diagnostic::sort(&mut self.diagnostics);
    }

    fn join(&mut self, apis: Vec<model::Api>, options: &merge::Options) {
        let mut joined = merge::join(apis, options);
        self.diagnostics.retain(|diagnostic| !joined.settles(diagnostic));
        self.diagnostics.append(&mut joined.diagnostics);
        self.joined = joined;
    }
}

/// The facts that corrections settle, whatever the SDKs say of them.
fn settled(corrections: &[decide::Correction]) -> Vec<(String, &'static str)> {
    let of = |correction: &decide::Correction| {
        let facts = [
            ("nullable", correction.nullable.is_some()),
            ("required", correction.required.is_some()),
            ("type", correction.ty.is_some() || correction.format.is_some()),
            ("open", correction.open.is_some()),
        ];
        let at = correction.at.clone();
        facts.into_iter().filter(|(_, set)| *set).map(move |(fact, _)| (at.clone(), fact))
    };
    corrections.iter().flat_map(of).collect()
}

/// Finds and reads the pages of one SDK in each folder.
fn read(folders: &[PathBuf], options: &Options) -> (Vec<(Docs, model::Api)>, Vec<Diagnostic>) {
    let mut sdks = Vec::new();
    let mut diagnostics = Vec::new();
    for (at, folder) in folders.iter().enumerate() {
        let (docs, found) = source::find(folder);
        let (mut docs, passed_over) = model::folders(docs);
        diagnostics.extend(found.into_iter().chain(passed_over));
        if docs.len() > 1 {
            let roots: Vec<&str> = docs.iter().map(|api| api.root.as_str()).collect();
            if let Some(all) = instead(&options.typed, folder, &roots).filter(|_| docs.len() <= FEW) {
                let message = format!("pages of {} APIs, or of as many SDKs of one", docs.len());
                let place = Place::file(source::show(folder));
                diagnostics.push(
                    Diagnostic::error(Code::SeveralApis, place, message).help(format!("for SDKs of one API: {all}")),
                );
            }
            for api in &docs {
                let message = format!("{} pages of one of the {} APIs in this folder", api.files.len(), docs.len());
                let help = instead(&options.typed, folder, &[&api.root]).unwrap_or_else(|| {
                    let first = roots.first().copied().unwrap_or_default();
                    format!("name the folder of one API, such as `{first}`; or several SDKs of one API, each by itself")
                });
                let place = Place::file(api.root.as_str());
                diagnostics.push(Diagnostic::error(Code::SeveralApis, place, message).help(help));
            }
            continue;
        }
        let Some(mut docs) = docs.pop() else { continue };
        if options.operations {
            let (beside, found) = source::beside(&docs);
            diagnostics.extend(found);
            docs.beside = Some(Box::new(beside));
        }
        if let Some(Some(root)) = options.roots.get(at) {
            docs.root.clone_from(root);
        }
        let language = options.languages.get(at).cloned().flatten().or_else(|| options.read.language.clone());
        let sources = options.sources.get(at).copied().flatten();
        let no_sources = sources.map_or(options.read.no_sources, |sources| !sources);
        options.progress.found(docs.files.len());
        options.progress.begin(Stage::Reading);
        let (api, found) = model::read(&docs, &model::Options { language, no_sources, ..options.read.clone() });
        diagnostics.extend(found);
        sdks.extend(api.map(|api| (docs, api)));
    }
    (sdks, diagnostics)
}

/// So many folders fit one command that is read at a glance.
const FEW: usize = 4;

/// The command that was typed, with other folders in the place of one; `None` where it does not name that as it stands.
fn instead(typed: &[String], folder: &Path, folders: &[&str]) -> Option<String> {
    let at = typed.iter().rposition(|word| Path::new(word) == folder)?;
    let word = |word: &str| {
        let plain =
            |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '=' | ',' | '@' | '+' | '\\');
        match !word.is_empty() && word.chars().all(plain) {
            true => word.to_owned(),
            false => format!("'{}'", word.replace('\'', "'\\''")),
        }
    };
    let words = typed.iter().enumerate().flat_map(|(place, typed)| match place == at {
        true => folders.to_vec(),
        false => vec![typed.as_str()],
    });
    Some(words.map(word).collect::<Vec<_>>().join(" "))
}

/// Of so many names less than one is quoted where pages hardly quote any.
const HARDLY_ANY: usize = 100;

/// The same where all that is quoted is of one mind: docs of several APIs, each of which writes its names in a way of its
/// own, quote those of a few.
const HARDLY_ANY_BUT_ALIKE: usize = 50;

/// That names on the wire are guessed, where next to nothing tells how the API writes them.
fn guessed(api: &model::Api) -> Option<Diagnostic> {
    let fields = || {
        api.models.iter().flat_map(|model| match &model.kind {
            model::Kind::Object(object) => object.fields.as_slice(),
            _ => &[],
        })
    };
    let all = fields().count();
    // a handful of quotations for all of an API whose names are written anew is not much more than nothing
    let quoted: usize =
        api.wire.support.counts.iter().filter(|(by, _)| *by == api.wire.convention).map(|(_, n)| n).sum();
    let few = match api.wire.confidence {
        Confidence::Likely => Some(HARDLY_ANY),
        Confidence::Certain => Some(HARDLY_ANY_BUT_ALIKE),
        Confidence::Stated | Confidence::Guessed => None,
    };
    let hardly = !api.wire.is_shown_to_the_letter() && few.is_some_and(|few| quoted.saturating_mul(few) < all);
    let is_guessed = |field: &&model::Field| match field.confidence {
        Confidence::Guessed => field.reason != Reason::Clash,
        Confidence::Likely | Confidence::Certain => {
            hardly && field.reason == Reason::Convention && field.wire.contains(is_of_several_words)
        }
        Confidence::Stated => false,
    };
    let (mut guessed, mut first) = (0usize, None);
    for field in fields().filter(is_guessed) {
        guessed += 1;
        // one that is written unlike its page shows best what was guessed, and one of several words next best
        let shows = (field.wire != field.documented, field.wire.contains(is_of_several_words));
        if first.is_none_or(|(known, _)| known < shows) {
            first = Some((shows, field));
        }
    }
    let (_, example) = first?;
    let share = (100 * guessed).div_ceil(all.max(1));
    let such = match example.wire == example.documented {
        true => format!("`{}`, as its page shows it", example.wire),
        false => format!("`{}` for `{}`", example.wire, example.documented),
    };
    let message = format!(
        "{guessed} of {all} names on the wire ({share}%) are guessed, such as {such}: the pages hardly quote any"
    );
    let help =
        "say how they are written, such as --wire-names snake_case, or name the whole checkout: its sources tell";
    Some(Diagnostic::warning(Code::WireNamesUnclear, example.place.clone(), message).help(help))
}

/// What stands in a name of several words, whichever convention it is in.
fn is_of_several_words(c: char) -> bool {
    c.is_uppercase() || matches!(c, '_' | '-')
}

/// Does two things at once, on threads as [`threads`] gives them.
pub fn both<A: Send, B: Send>(
    jobs: Option<usize>,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    threads(jobs, || rayon::join(one, other))
}

/// Runs `work` on `jobs` threads; on as many as the machine has where that is `None`. Where the system gives no threads it
/// is done on the caller's own.
pub fn threads<T: Send>(jobs: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    use rayon::{ThreadPool, ThreadPoolBuilder};
    static ALL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let own;
    let pool = match jobs {
        Some(jobs) => {
            own = ThreadPoolBuilder::new().num_threads(jobs).build().ok();
            own.as_ref()
        }
        // The threads that we run on already.
        None if rayon::current_thread_index().is_some() => return work(),
        // Rayon would make them itself, but panics where it gets none.
        None => ALL.get_or_init(|| ThreadPoolBuilder::new().build().ok()).as_ref(),
    };
    match pool {
        Some(pool) => pool.install(work),
        None => {
            // Fails where that was done before, and then is done.
            let _ = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
            work()
        }
    }
}
