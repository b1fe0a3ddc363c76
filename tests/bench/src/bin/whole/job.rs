//! `fieldcast models`, from pages to a finished crate, against what people would use on the schema alone: cargo-typify,
//! quicktype and openapi-generator. The pages are those of Clerk's Ruby SDK where they lie beside the workspace, else
//! made up.

use crate::tools::{self, Missing};
use crate::{Setting, Verdict, clear, report};
use bench::measure::{Cost, Pairs, run};
use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many pages are made up where there are no real ones: as many as Clerk's.
const PAGES: usize = 1_100;

pub fn run_all(setting: &Setting) -> io::Result<bool> {
    let real = setting.root.join("../shared/corpus/clerk/ruby");
    let docs = if real.is_dir() {
        real
    } else {
        println!("\n../shared/corpus/clerk/ruby is not there: the pages are made up");
        setting.pages(PAGES)?
    };
    let schema = setting.scratch.join("job.schema.json");
    let openapi = setting.scratch.join("job.openapi.json");
    run(setting.program("fieldcast").arg("schema").arg(&docs).arg("-o").arg(&schema))?;
    run(setting.program("fieldcast").arg("schema").arg(&docs).arg("--openapi").arg("-o").arg(&openapi))?;
    // Each run writes into a folder of its own, and all are removed at the end: for some minutes after files were deleted,
    // ext4 takes many times as long to make a new one.
    let outputs = setting.scratch.join("job-outputs");
    clear(&outputs)?;
    let count = Cell::new(0);
    let fresh = || -> io::Result<PathBuf> {
        count.set(count.get() + 1);
        let output = outputs.join(count.get().to_string());
        fs::create_dir_all(&output)?;
        Ok(output)
    };
    let ours = || -> io::Result<Cost> {
        let out = fresh()?.join("models");
        run(setting.program("fieldcast").arg("models").arg(&docs).arg("--out").arg(&out).args(["--name", "job-models"]))
    };
    let against = |rounds: usize, name: &str, most: f64, command: &dyn Fn(&Path) -> Command| -> io::Result<bool> {
        let theirs = || -> io::Result<Cost> { run(&mut command(&fresh()?)) };
        let pairs = match Pairs::run(rounds, ours, theirs) {
            Ok(pairs) => pairs,
            Err(error) => {
                println!("\n{name} is left out, it fails on these models: {error}");
                return Ok(true);
            }
        };
        let ratio = pairs.ratio(|cost| cost.wall.as_secs_f64());
        let what = format!("Pages to crate, against {name} on the schema alone: {:.1} times as fast", 1.0 / ratio);
        let bound = Verdict { ratio, most };
        Ok(report(&what, ["fieldcast models", name], &pairs, &[("wall, in terms of the other tool,", bound)]))
    };
    let few = setting.rounds.min(5);
    let mut kept = true;
    match tools::typify(&setting.scratch) {
        Ok(tool) => kept &= against(setting.rounds, "cargo-typify", 1.0, &|output| typify(&tool, &schema, output))?,
        Err(Missing(why)) => println!("\ncargo-typify is left out: {why}"),
    }
    match tools::quicktype(&setting.scratch) {
        Ok(tool) => kept &= against(few, "quicktype", 0.1, &|output| quicktype(&tool, &schema, output))?,
        Err(Missing(why)) => println!("\nquicktype is left out: {why}"),
    }
    match tools::openapi_generator(&setting.scratch) {
        Ok(jar) => kept &= against(few, "openapi-generator", 1.0 / 30.0, &|output| generator(&jar, &openapi, output))?,
        Err(Missing(why)) => println!("\nopenapi-generator is left out: {why}"),
    }
    clear(&outputs)?;
    Ok(kept)
}

fn typify(tool: &Path, schema: &Path, output: &Path) -> Command {
    let mut command = Command::new(tool);
    command.arg("typify").arg(schema).arg("--output").arg(output.join("models.rs"));
    command
}

fn quicktype(tool: &Path, schema: &Path, output: &Path) -> Command {
    let mut command = Command::new(tool);
    // all definitions, and not what the schema itself accepts
    let models = format!("{}#/$defs/", schema.display());
    command.args(["--lang", "rust", "--src-lang", "schema", "--out"]).arg(output.join("models.rs")).arg(models);
    command
}

fn generator(jar: &Path, openapi: &Path, output: &Path) -> Command {
    let mut command = Command::new("java");
    command.arg("-jar").arg(jar).args(["generate", "-g", "rust", "--skip-validate-spec"]);
    // the models, and neither a client nor their documentation
    command.args(["--global-property", "models,modelDocs=false,modelTests=false"]);
    command.arg("-i").arg(openapi).arg("-o").arg(output);
    command
}
