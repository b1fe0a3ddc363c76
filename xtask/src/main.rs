//! The workspace's own commands, run by `cargo xtask`. This file only dispatches.

mod codegen;
mod consumers;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
The workspace's own commands.

Usage: cargo xtask <COMMAND>

Commands:
  codegen [--check] [API…]     Write the schemas and crates of `schema/<api>/`; with --check, only say what would change
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

/// Writes to standard output. A reader that went away (`… | head`) has what it wants.
fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
