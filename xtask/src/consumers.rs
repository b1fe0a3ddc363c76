//! `cargo xtask consumers`: the published schemas in the hands of other languages' tools.
//!
//! What is checked is that real tools take the schemas as they are: validators accept the sample payloads of
//! `tests/payloads` and refuse the broken ones, and generated types read the samples and write them back. The tools are
//! pinned by the lock files in `tests/consumers` and installed into the target folder.

mod files;
mod install;
mod judge;
mod layout;
mod mock;
mod shell;
mod subject;
mod table;
mod tools;
mod whole;

use install::Environment;
use layout::Layout;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use subject::Subject;
use table::{Cell, Table};
use tools::Tool;

const USAGE: &str = "\
Usage: cargo xtask consumers [--allow-missing] [--only TEXT]… [--clerk DOCS]

Checks `schema/*.schema.json`, and whole APIs where their SDKs' pages are at hand, with tools of other languages: the
models of Clerk, and the operations of Clerk, Dub and Novu, which a mock serves to the APIs' own clients on loopback.
It needs Node.js 20.19 or newer with npm, Python 3.11 or newer with venv, and Go 1.18 or newer (where there is none, it
is fetched from Debian's packages). Everything is installed into `target/consumers`, and kept while its lock file in
`tests/consumers` stays as it is; the first run needs the network.

  --allow-missing  Exit with 0 although something that is needed is missing; what was left out is still listed
  --only TEXT      Only the tools whose name contains TEXT
  --clerk DOCS     The pages of Clerk's Ruby SDK; `../shared/corpus/clerk/ruby` otherwise

Example: cargo xtask consumers --only ajv";

/// How many tools run at a time. Most of them use a second core by themselves.
const AT_A_TIME: usize = 2;

#[derive(Default)]
struct Arguments {
    allow_missing: bool,
    only: Vec<String>,
    clerk: Option<PathBuf>,
}

/// Runs the command: success where every tool took every schema, or where what is missing may be.
pub fn run(arguments: &[String]) -> ExitCode {
    let arguments = match parse(arguments) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(wrong) => {
            eprintln!("error: {wrong}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match check(&arguments) {
        Ok(tables) => {
            tables.iter().for_each(|table| println!("{table}"));
            let failed = tables.iter().any(Table::failed);
            if failed || (tables.iter().any(Table::incomplete) && !arguments.allow_missing) {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Result<Option<Arguments>, String> {
    let mut parsed = Arguments::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--allow-missing" => parsed.allow_missing = true,
            "--only" => parsed.only.push(rest.next().ok_or("--only needs a text")?.to_lowercase()),
            "--clerk" => parsed.clerk = Some(rest.next().ok_or("--clerk needs a folder")?.into()),
            "--help" | "-h" => return Ok(None),
            other => return Err(format!("unexpected argument `{other}`")),
        }
    }
    Ok(Some(parsed))
}

fn check(arguments: &Arguments) -> Result<Vec<Table>, String> {
    let layout = Layout::new()?;
    let wanted = |tool: &Tool| {
        let name = tool.name.to_lowercase();
        arguments.only.is_empty() || arguments.only.iter().any(|text| name.contains(text))
    };
    let of_models: Vec<&Tool> = tools::ALL.iter().filter(|tool| wanted(tool)).collect();
    let of_whole: Vec<&Tool> = whole::ALL.iter().filter(|tool| wanted(tool)).collect();
    let tools: Vec<&Tool> = of_models.iter().chain(&of_whole).copied().collect();
    if tools.is_empty() {
        let names: Vec<&str> = tools::ALL.iter().chain(whole::ALL).map(|tool| tool.name).collect();
        return Err(format!("no tool has such a name; there are:\n  {}", names.join("\n  ")));
    }
    let (models, models_left_out) = subject::all(&layout, arguments.clerk.as_deref())?;
    let (whole, whole_left_out) = whole::all(&layout)?;
    let started = Instant::now();
    let needs: Vec<install::Need> = tools.iter().flat_map(|tool| tool.needs).copied().collect();
    let environment = Environment::install(&layout, &needs);
    println!("Installed, or found as it was, in {:.1} s.", started.elapsed().as_secs_f32());
    let started = Instant::now();
    let table = |tools: Vec<&Tool>, subjects: Vec<Subject>, left_out| {
        let cells = run_all(&layout, &environment, &tools, &subjects);
        Table { tools: tools.iter().map(|tool| tool.title(&layout)).collect(), subjects, cells, left_out }
    };
    let tables = [table(of_models, models, models_left_out), table(of_whole, whole, whole_left_out)];
    println!("Checked in {:.1} s.\n", started.elapsed().as_secs_f32());
    Ok(tables.into_iter().filter(|table| !table.tools.is_empty()).collect())
}

/// Lets every tool have every subject; the cells are in the order of tools, then of subjects.
fn run_all(layout: &Layout, environment: &Environment, tools: &[&Tool], subjects: &[Subject]) -> Vec<Cell> {
    let jobs: VecDeque<(usize, &Tool, &Subject)> = tools
        .iter()
        .flat_map(|tool| subjects.iter().map(move |subject| (*tool, subject)))
        .enumerate()
        .map(|(index, (tool, subject))| (index, tool, subject))
        .collect();
    let jobs = Mutex::new(jobs);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                loop {
                    let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some((index, tool, subject)) = next else { break };
                    let started = Instant::now();
                    let cell = tool.run(layout, environment, subject);
                    println!("{:5.1} s  {} on {}", started.elapsed().as_secs_f32(), tool.name, subject.label);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((index, cell));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, cell)| cell).collect()
}
