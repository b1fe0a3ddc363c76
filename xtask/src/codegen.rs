//! `cargo xtask codegen`: from `schema/<api>/` to the published schemas and the generated crates.
//!
//! Thin on purpose: what is made is [`fieldcast::project`]'s business, and how it is written [`fieldcast::tree`]'s.

use fieldcast::diagnostic::{Diagnostic, Severity};
use fieldcast::project;
use fieldcast::shown::part;
use fieldcast::tree::{Limits, Plan, Written};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask codegen [--check] [--force] [API…]

Reads `schema/<api>/source.toml` and the pages beside it, and writes `schema/<api>.schema.json` and the crate that is
named there. All APIs where none is named.

  --check  Write nothing; list what is stale, missing or orphaned, and fail if anything is
  --force  Replace files of the same names that were written or changed by hand

Example: cargo xtask codegen --check clerk";

/// What is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Arguments {
    check: bool,
    force: bool,
    apis: Vec<String>,
}

pub fn run(arguments: &[String]) -> ExitCode {
    let arguments = match parse(arguments) {
        Ok(arguments) => arguments,
        Err(Some(wrong)) => {
            eprintln!("error: {wrong}\n\n{USAGE}");
            return ExitCode::from(2);
        }
        Err(None) => {
            crate::print(&format!("{USAGE}\n"));
            return ExitCode::SUCCESS;
        }
    };
    let job = project::codegen(Path::new("."), &arguments.apis);
    for diagnostic in job.diagnostics.iter().filter(|d| d.severity > Severity::Note) {
        eprintln!("{diagnostic}");
    }
    let Some(mut tree) = job.tree else {
        let errors = job.diagnostics.iter().filter(|d| d.is_error()).count();
        eprintln!("nothing is written: {errors} error{}", if errors == 1 { "" } else { "s" });
        return ExitCode::FAILURE;
    };
    tree.force(arguments.force);
    if arguments.check {
        return tree.plan().map_or_else(|diagnostics| refuse(&diagnostics), |plan| check(&plan, &arguments.apis));
    }
    match tree.plan_to_write().and_then(|plan| plan.write()) {
        Ok(Written { written, deleted, unchanged, changes, warnings }) => {
            for warning in warnings {
                eprintln!("{warning}");
            }
            let changes = changes.iter().map(|(kind, path)| format!("{kind:<9} {}\n", part(path)));
            let done = format!("{written} written, {deleted} deleted, {unchanged} unchanged\n");
            crate::print(&(changes.collect::<String>() + &done));
            ExitCode::SUCCESS
        }
        Err(diagnostics) => refuse(&diagnostics),
    }
}

/// What is asked for, or what is wrong with it; `Err(None)` asks for help.
fn parse(arguments: &[String]) -> Result<Arguments, Option<String>> {
    let mut parsed = Arguments::default();
    for argument in arguments {
        match argument.as_str() {
            "--check" => parsed.check = true,
            "--force" => parsed.force = true,
            "--help" | "-h" => return Err(None),
            other if other.starts_with('-') => return Err(Some(format!("there is no option `{other}`"))),
            api => parsed.apis.push(api.to_owned()),
        }
    }
    Ok(parsed)
}

fn check(plan: &Plan, apis: &[String]) -> ExitCode {
    if plan.is_clean() {
        crate::print(&format!("{} files are as they should be\n", plan.unchanged()));
        return ExitCode::SUCCESS;
    }
    crate::print(&plan.report(Limits::default()));
    for refusal in plan.refusals() {
        eprintln!("{refusal}");
    }
    let count = plan.changes().len() + usize::from(plan.manifest_change().is_some());
    let files = if count == 1 { "1 file is" } else { &format!("{count} files are") };
    let names: String = apis.iter().map(|api| format!(" {api}")).collect();
    eprintln!("\n{files} not as the pages say; this mends it:\n\n    cargo xtask codegen{names}\n");
    ExitCode::FAILURE
}

fn refuse(diagnostics: &[Diagnostic]) -> ExitCode {
    for diagnostic in diagnostics {
        eprintln!("{diagnostic}");
    }
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Result<Arguments, Option<String>> {
        parse(&words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn reads_arguments() {
        assert_eq!(of(&[]), Ok(Arguments::default()));
        let both = Arguments { check: true, force: false, apis: vec!["clerk".into(), "wingspan".into()] };
        assert_eq!(of(&["clerk", "--check", "wingspan"]), Ok(both));
        assert_eq!(of(&["--chek"]), Err(Some("there is no option `--chek`".into())));
        assert_eq!(of(&["-h"]), Err(None));
    }
}
