//! How much of the true OpenAPI documents the schemas recover that are made from their SDKs' pages; run by
//! `cargo xtask conformance FOLDER`.
//!
//! Every SDK is measured alone, as a user would read it, and several SDKs of one API joined. It prints a table of figures and what became of all pages, and
//! fails where a figure falls below its floor in `floors.toml` or anything of a page is lost.

mod coverage;
mod crates;
mod document;
mod drift;
mod facts;
mod floors;
mod measure;
mod names;
mod operations;
mod payloads;
mod report;
mod same;
mod truth;

use floors::Floors;
use measure::{Measured, Truth};
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask conformance [FOLDER] [--wild|--families] [--only TEXT] [--show N] [--raise] [--write OUT] [--crates] [--drift]

Measures the schemas made from the SDK pages in FOLDER (`../shared/corpus` otherwise) against the OpenAPI documents that
the SDKs were made from, and fails where a figure falls below its floor in `tests/conformance/floors.toml`.

  --wild       Measure whole checkouts, sources and all, in `../shared/wild` or FOLDER, by `wild.toml`
  --families   Measure docs of other generators, in `../shared/families` or FOLDER, by `families.toml`
  --only TEXT  Only the SDKs whose folder contains TEXT; may be repeated
  --show N     Up to N places of every kind of miss
  --raise      Print `floors.toml` with the floors raised to today's figures
  --write OUT  Write the schemas into the folder OUT too, for other tools to look at
  --drift      Judge what is told of pairs of versions instead, each a folder in FOLDER with old, new and truth.json
  --crates     Make and build the models crate of every SDK instead, and send payloads through its types

Example: cargo xtask conformance ../shared/corpus --only ruby --show 5";

#[derive(Debug, Default)]
struct Arguments {
    folder: Option<PathBuf>,
    wild: bool,
    families: bool,
    only: Vec<String>,
    show: usize,
    raise: bool,
    write: Option<PathBuf>,
    crates: bool,
    drift: bool,
}

fn main() -> ExitCode {
    let arguments = match parse(std::env::args().skip(1)) {
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
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Option<Arguments>, String> {
    let mut parsed = Arguments::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => parsed.only.push(arguments.next().ok_or("--only needs a text")?),
            "--crates" => parsed.crates = true,
            "--wild" => parsed.wild = true,
            "--families" => parsed.families = true,
            "--drift" => parsed.drift = true,
            "--show" => {
                let number = arguments.next().and_then(|number| number.parse().ok());
                parsed.show = number.ok_or("--show needs a number")?;
            }
            "--write" => parsed.write = Some(arguments.next().ok_or("--write needs a folder")?.into()),
            "--raise" => parsed.raise = true,
            "--help" | "-h" => return Ok(None),
            other if other.starts_with('-') || parsed.folder.is_some() => {
                return Err(format!("unexpected argument `{other}`"));
            }
            folder => parsed.folder = Some(folder.into()),
        }
    }
    Ok(Some(parsed))
}

/// Whether every figure holds.
fn run(arguments: &Arguments) -> Result<bool, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = match &arguments.folder {
        Some(folder) => folder.clone(),
        None if arguments.wild => here.join("../../../shared/wild"),
        None if arguments.families => here.join("../../../shared/families"),
        None => here.join("../../../shared/corpus"),
    };
    if arguments.drift {
        let folder = arguments.folder.as_deref().ok_or("--drift needs the folder of the pairs")?;
        return drift::run(folder, arguments.show, &here.join("drift-floors.toml"));
    }
    if !folder.is_dir() {
        println!("left out: conformance was not measured, there is no folder {}", folder.display());
        return Ok(true);
    }
    let of_corpus = !arguments.wild && !arguments.families;
    let file = if arguments.wild { "wild.toml" } else { "families.toml" };
    let mut floors = Floors::read(&here.join(if of_corpus { "floors.toml" } else { file }))?;
    if of_corpus {
        floors.add_unlisted(&folder)?;
    }
    let only = &arguments.only;
    floors.sdk.retain(|sdk| only.is_empty() || only.iter().any(|text| sdk.name().contains(text)));
    let (present, absent): (Vec<_>, Vec<_>) = floors.sdk.iter().partition(|sdk| folder.join(&sdk.folder).is_dir());
    for sdk in &absent {
        println!("left out: {} is not in {}", sdk.folder, folder.display());
    }
    let truths = measure::truths(&folder, &present)?;
    let measured = present
        .par_iter()
        .map(|sdk| measure::measure(&folder, sdk, sdk.truth.as_ref().and_then(|truth| truths.get(truth))))
        .collect::<Result<Vec<_>, String>>()?;
    // crates hold no operations, and docs of other generators are measured for their models
    let operations =
        if arguments.crates || arguments.families { Vec::new() } else { operations::measure(&folder, only)? };
    if present.is_empty() && operations.is_empty() {
        return Err(format!("{}: found no SDK to measure", folder.display()));
    }
    if let Some(folder) = &arguments.write {
        operations.iter().try_for_each(|measured| measured.write(folder))?;
        measured.iter().try_for_each(|measured| measured.write(folder))?;
    }
    if arguments.crates {
        return build(&here.join("../../target/crates"), &measured, &truths, arguments.show);
    }
    if arguments.raise {
        print!("{}", report::raised(&measured));
        if !operations.is_empty() {
            print!("\n# operations.toml\n{}", operations::raised(&operations));
        }
        return Ok(true);
    }
    print!("{}", report::table(&measured));
    print!("{}", report::coverage(&measured));
    print!("{}", operations::table(&operations));
    print!("{}", report::misses(&measured, arguments.show));
    print!("{}", operations::misses(&operations, arguments.show));
    let mut failures = report::failures(&measured);
    failures.extend(operations::failures(&operations));
    for sdk in present.iter().filter(|sdk| sdk.names.is_some()) {
        let floor = sdk.names.unwrap_or_default();
        let Some((right, all)) = names::docs_alone(&folder, sdk)? else {
            failures.push(format!("{} has no sources that tell names", sdk.name()));
            continue;
        };
        let share = 100.0 * right as f64 / all as f64;
        println!("{:28}{share:>8.2} of its {all} names on the wire are found in the docs alone", sdk.name());
        if share < floor {
            failures.push(format!("{} names in the docs alone are {share:.2}, their floor {floor}", sdk.name()));
        }
    }
    for failure in &failures {
        println!("below the floor: {failure}");
    }
    Ok(failures.is_empty())
}

/// Whether every crate builds and keeps what its payloads hold.
fn build(out: &Path, measured: &[Measured], truths: &HashMap<String, Truth>, show: usize) -> Result<bool, String> {
    let mut fine = true;
    println!(
        "{:<28} {:>6} {:>8} {:>15} {:>15} {:>9}  built",
        "crate of", "types", "seconds", "came back", "with unknowns", "unlisted"
    );
    for measured in measured.iter().filter(|measured| measured.sdk.joined.is_empty()) {
        let truth = measured.sdk.truth.as_ref().and_then(|truth| truths.get(truth));
        let built = crates::build(out, measured, truth)?;
        let share = |figure: Option<(usize, usize)>| {
            figure.map_or_else(
                || "no truth".to_owned(),
                |(right, all)| format!("{right}/{all} {:.1}", 100.0 * right as f64 / all.max(1) as f64),
            )
        };
        println!(
            "{:<28} {:>6} {:>8.1} {:>15} {:>15} {:>9}  {}",
            built.name,
            built.types,
            built.seconds,
            share(built.plain),
            share(built.mutated),
            built.unlisted,
            if built.problems.is_empty() { "clean" } else { "not clean" }
        );
        let mut misses: Vec<_> = built.misses.iter().collect();
        misses.sort_by_key(|(why, count)| (std::cmp::Reverse(**count), why.as_str()));
        misses.iter().take(show).for_each(|(why, count)| println!("      {count:>4} {why}"));
        built.problems.iter().for_each(|problem| println!("      {problem}"));
        fine &= built.problems.is_empty();
    }
    Ok(fine)
}
