//! The tools of others, installed into the scratch folder from where their users get them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The typify that fieldcast itself is built with.
const TYPIFY: &str = "0.8.0";
const QUICKTYPE: &str = "26.0.0";
const OPENAPI_GENERATOR: &str = "7.26.0";

/// Why a tool is not there.
pub struct Missing(pub String);

/// The program `cargo-typify`.
pub fn typify(scratch: &Path) -> Result<PathBuf, Missing> {
    let root = scratch.join(format!("typify-{TYPIFY}"));
    installed(root.join("bin/cargo-typify"), || {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["install", "--quiet", "--locked", "cargo-typify", "--version", TYPIFY, "--root"]).arg(&root);
        command.current_dir(scratch);
        vec![command]
    })
}

/// The program `quicktype`.
pub fn quicktype(scratch: &Path) -> Result<PathBuf, Missing> {
    let root = scratch.join(format!("quicktype-{QUICKTYPE}"));
    installed(root.join("node_modules/.bin/quicktype"), || {
        let mut command = Command::new("npm");
        command.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
        command.arg(&root).arg(format!("quicktype@{QUICKTYPE}"));
        vec![command]
    })
}

/// The jar of openapi-generator, from its package for Python; it needs `java`.
pub fn openapi_generator(scratch: &Path) -> Result<PathBuf, Missing> {
    if !works(Command::new("java").arg("-version")) {
        return Err(Missing("there is no `java`".to_owned()));
    }
    let root = scratch.join(format!("openapi-generator-{OPENAPI_GENERATOR}"));
    installed(root.join("openapi_generator_cli/openapi-generator.jar"), || {
        let mut command = Command::new("python3");
        command.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]);
        command.arg(&root).arg(format!("openapi-generator-cli=={OPENAPI_GENERATOR}"));
        vec![command]
    })
}

/// A program, after installing it where it is not there yet.
fn installed(program: PathBuf, how: impl FnOnce() -> Vec<Command>) -> Result<PathBuf, Missing> {
    if program.exists() {
        return Ok(program);
    }
    for mut command in how() {
        if !works(&mut command) {
            return Err(Missing(format!("`{}` could not install it", command.get_program().to_string_lossy())));
        }
    }
    fs::canonicalize(&program).map_err(|error| Missing(format!("{}: {error}", program.display())))
}

fn works(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|done| done.success())
}
