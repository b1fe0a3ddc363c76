//! The `fieldcast` program: reads the docs of any SDK and writes their JSON Schema, a Rust crate, or what it found.
//!
//! This file only dispatches. Exit codes: 0 for success, 1 for errors in the input, 2 for a wrong call.

mod args;
mod explain;
mod inspect;
mod interrupt;
mod models;
mod progress;
mod read;
mod schema;
mod terminal;
mod validate;
mod watch;
mod write;

use args::{Arguments, Command};
use clap::Parser as _;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    interrupt::listen();
    let done = match &arguments.command {
        Command::Schema(args) => schema::run(args),
        Command::Models(args) => models::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Validate(args) => validate::run(args),
    };
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
