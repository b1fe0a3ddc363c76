//! What the commands share: from arguments to the library's options, and the last line of a run.

use crate::args::{HowArgs, IdentityArgs};
use crate::terminal::{plural, tally};
use fieldcast::diagnostic::{Code, Diagnostic, Severity};
use fieldcast::{merge, model, pipeline, schema};

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
        ..pipeline::Options::default()
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
