//! The workspace's own commands, run by `cargo xtask`. This file only dispatches.

mod consumers;

use std::process::ExitCode;

const USAGE: &str = "\
The workspace's own commands.

Usage: cargo xtask <COMMAND>

Commands:
  consumers [--allow-missing]  Check the schemas with tools of TypeScript, Python, Go and OpenAPI
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let rest: Vec<String> = arguments.collect();
    match command.as_deref() {
        Some("consumers") => consumers::run(&rest),
        Some("help" | "--help" | "-h") => {
            print!("{USAGE}");
            ExitCode::SUCCESS
        }
        _ => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
