//! The workspace's own commands, run by `cargo xtask`. This file only dispatches.

mod codegen;
mod consumers;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

const USAGE: &str = "\
The workspace's own commands.

Usage: cargo xtask <COMMAND>

Commands:
  codegen [--check] [API…]     Write the schemas and crates of `schema/<api>/`; with --check, only say what would change
  conformance [FOLDER] […]     Measure the schemas of whole SDKs against their true documents; --help tells the options
  crates [FOLDER] [--only …]   Make and build the models crates of whole SDKs, and send payloads through their types
  consumers [--allow-missing]  Check the schemas with tools of TypeScript, Python, Go and OpenAPI
";

fn main() -> ExitCode {
    // Cargo says where this package is, wherever in the workspace it was called from.
    if let Some(package) = std::env::var_os("CARGO_MANIFEST_DIR")
        && let Some(root) = Path::new(&package).parent()
        && let Err(error) = std::env::set_current_dir(root)
    {
        eprintln!("error: {}: {error}", root.display());
        return ExitCode::FAILURE;
    }
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    let rest: Vec<String> = arguments.collect();
    match command.as_deref() {
        Some("codegen") => codegen::run(&rest),
        Some("conformance") => package("conformance", &rest),
        Some("crates") => package("conformance", &[&["--crates".to_owned()], rest.as_slice()].concat()),
        Some("consumers") => consumers::run(&rest),
        Some("help" | "--help" | "-h") => {
            print(USAGE);
            ExitCode::SUCCESS
        }
        _ => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// Runs a program of the workspace that is a package of its own, because `codegen` should not wait for what it needs.
fn package(name: &str, arguments: &[String]) -> ExitCode {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    match Command::new(cargo).args(["run", "--quiet", "--package", name, "--"]).args(arguments).status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("error: cargo: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes to standard output. A reader that went away (`… | head`) has what it wants.
fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
