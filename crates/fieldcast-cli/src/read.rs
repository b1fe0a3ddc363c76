//! What the commands share: from arguments to the library's options, and the last line of a run.

use crate::args::{HowArgs, IdentityArgs};
use crate::terminal::{plural, report, tally};
use fieldcast::diagnostic::{Code, Diagnostic, Severity};
use fieldcast::project::{self, Prepared};
use fieldcast::source::is_api_name;
use fieldcast::{merge, model, pipeline, schema};
use std::path::{Path, PathBuf};

/// The library's options of reading.
pub fn options(args: &HowArgs) -> pipeline::Options {
    pipeline::Options {
        read: model::Options {
            language: args.language.clone(),
            family: args.family.clone(),
            wire_names: args.wire_names,
            plumbing: args.include_plumbing,
            no_sources: args.no_sources,
            ..model::Options::default()
        },
        merge: merge::Options { at: args.at.clone(), ..merge::Options::default() },
        strict: args.strict,
        jobs: args.jobs.map(usize::from),
        typed: typed(),
        ..pipeline::Options::default()
    }
}

/// The words of the command, as one types them.
fn typed() -> Vec<String> {
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    std::iter::once("fieldcast".to_owned()).chain(words).collect()
}

/// What is read: folders, or an API of the project in this folder, with its settings.
pub struct Target {
    pub folders: Vec<PathBuf>,
    pub options: pipeline::Options,
    /// The API's settings and corrections, where it was named.
    pub api: Option<Prepared>,
}

/// What the words of a command name; `None`, and why on standard error, where an API's pages are not at hand.
pub fn target(docs: &[PathBuf], how: &HowArgs) -> Option<Target> {
    let mut options = options(how);
    let name = match docs {
        [name] if !name.exists() => name.to_str().filter(|name| is_api_name(name)),
        _ => None,
    };
    let name = name.filter(|name| Path::new("schema").join(name).join("source.toml").is_file());
    let Some(name) = name else {
        return Some(Target { folders: docs.to_vec(), options, api: None });
    };
    match project::prepare(Path::new("."), name, project::cache().as_deref()) {
        Ok(api) => {
            let own = api.options.clone();
            options.read.wire_names = options.read.wire_names.or(own.read.wire_names);
            options.read.plumbing |= own.read.plumbing;
            if !options.read.no_sources {
                options.sources = own.sources;
            }
            if options.read.language.is_none() {
                options.languages = own.languages;
            }
            options.roots = own.roots;
            options.merge.at = options.merge.at.or(own.merge.at);
            options.corrections = own.corrections;
            options.schema = own.schema;
            Some(Target { folders: api.folders.clone(), options, api: Some(api) })
        }
        Err(diagnostics) => {
            report(&diagnostics, false);
            None
        }
    }
}

/// What a schema says of itself.
pub fn identity(args: &IdentityArgs) -> schema::Options {
    schema::Options { id: args.id.clone(), title: args.title.clone(), ..schema::Options::default() }
}

/// The last line of a run that made a schema.
pub fn summary(models: usize, diagnostics: &[Diagnostic]) -> String {
    let models = plural(models, "model");
    let said = match tally(diagnostics).as_str() {
        "" => return models,
        tally => format!("{models} ({tally})"),
    };
    match diagnostics.iter().filter(|diagnostic| costs(diagnostic)).count() {
        0 => said,
        lost => format!(
            "{said}; {} of the docs cannot be read, and any value is accepted there: -v tells where",
            plural(lost, "place")
        ),
    }
}

/// Whether it says that something of the docs is not in what is written.
fn costs(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity > Severity::Note
        && matches!(
            diagnostic.code,
            Code::BadType
                | Code::DanglingReference
                | Code::UnknownMembers
                | Code::ModelLeftOut
                | Code::NoTable
                | Code::NoTitle
                | Code::CellCount
                | Code::BadName
                | Code::UnknownTick
                | Code::DuplicateModel
                | Code::DuplicateField
                | Code::TooLarge
                | Code::NotUtf8
                | Code::Unreadable
        )
}

/// The last line of a run that did not.
pub fn nothing_written(diagnostics: &[Diagnostic]) -> String {
    format!("nothing is written: {}", tally(diagnostics))
}
