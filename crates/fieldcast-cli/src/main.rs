//! The `fieldcast` program: reads the docs of any SDK and writes their JSON Schema, a Rust crate, or what it found;
//! and keeps projects of APIs.
//!
//! This file only dispatches. Exit codes: 0 for success, 1 for errors in the input, 2 for a wrong call;
//! `diff` has its own.

mod about;
mod args;
mod codegen;
mod correct;
mod diff;
mod explain;
mod git;
mod history;
mod init;
mod inspect;
mod interrupt;
mod models;
mod progress;
mod read;
mod schema;
mod terminal;
mod update;
mod validate;
mod version;
mod watch;
mod write;

use args::{Arguments, Command};
use clap::Parser as _;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    terminal::set(arguments.color, arguments.quiet);
    interrupt::listen();
    let done = match &arguments.command {
        Command::Schema(args) => schema::run(args),
        Command::Models(args) => models::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Validate(args) => validate::run(args),
        Command::Init(args) => init::run(args),
        Command::Codegen(args) => codegen::run(args),
        Command::Update(args) => update::run(args),
        Command::Correct(args) => correct::run(args),
        Command::Completions(args) => about::completions(args),
        Command::Man(args) => about::man(args),
        Command::Diff(args) => return diff::run(args),
    };
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
