//! Makes the schema of `schema/pets` where Cargo wants what build scripts make.

use fieldcast::project;
use fieldcast::tree::Tree;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=schema");
    let Some(out) = std::env::var_os("OUT_DIR") else { return ExitCode::FAILURE };
    let job = project::codegen(Path::new("."), &[]);
    for diagnostic in job.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
        println!("cargo::error={}", diagnostic.to_string().replace('\n', " "));
    }
    let Some(made) = job.tree else { return ExitCode::FAILURE };
    let mut tree = Tree::new(out);
    for (path, text) in made.files() {
        tree.add("made", path.clone(), text.as_str());
    }
    match tree.plan_to_write().and_then(|plan| plan.write()) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
