//! Whole OpenAPI documents, operations included, in the hands of others' tools: linters, a mock server that the API's own
//! official client calls, and generators of clients.
//!
//! The documents are made from SDKs' pages that are not in this repository, so all of this is left out where they are not
//! at hand.

use super::files::{text, write};
use super::install::Need;
use super::judge::Limit;
use super::layout::Layout;
use super::mock::Mock;
use super::shell::{command, output};
use super::subject::Subject;
use super::table::Cell;
use super::tools::{self, Bench, Tool};
use fieldcast::pipeline;
use fieldcast::schema::openapi;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the pages are, from the workspace.
const CORPUS: &str = "../shared/corpus";

/// An API, and the folders of its SDKs' pages that have operations.
const APIS: [(&str, &[&str]); 3] =
    [("Clerk", &["clerk/python", "clerk/ruby"]), ("Dub", &["dub/typescript"]), ("Novu", &["novu/typescript"])];

/// Every tool, in the order of the table.
pub const ALL: &[Tool] = &[
    Tool { name: "openapi-spec-validator", needs: &[Need::Python], act: validator },
    Tool { name: "@redocly/cli lint (recommended)", needs: &[Need::Node], act: tools::redocly },
    Tool { name: "@stoplight/prism-cli, the API's own client", needs: &[Need::Node, Need::Python], act: client },
    Tool { name: "openapi-generator-cli, a Python client", needs: &[Need::Python], act: python_client },
    Tool { name: "openapi-generator-cli, a Rust client", needs: &[Need::Python], act: rust_client },
];

/// Makes the documents of all APIs whose pages are at hand, and says which are not.
pub fn all(layout: &Layout) -> Result<(Vec<Subject>, Vec<String>), String> {
    let corpus = layout.root.join(CORPUS);
    let mut subjects = Vec::new();
    let mut left_out = Vec::new();
    for (api, folders) in APIS {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| corpus.join(folder)).collect();
        if !folders.iter().all(|folder| folder.is_dir()) {
            left_out.push(format!("the operations of {api}, because their pages are not at {CORPUS}"));
            continue;
        }
        let work = layout.target.join("work").join(format!("{}-operations", api.to_lowercase()));
        let document = document(&folders)?;
        write(&work.join("openapi.json"), &document)?;
        let found: Document = serde_json::from_str(&document).map_err(|error| format!("{api}: {error}"))?;
        let operations = found.paths.values().map(BTreeMap::len).sum::<usize>();
        let label = format!("{operations} operations of {api}");
        subjects.push(Subject { label, work, program: api, ..Subject::default() });
    }
    Ok((subjects, left_out))
}

/// What is read of a document to count its operations.
#[derive(Deserialize)]
struct Document {
    paths: BTreeMap<String, BTreeMap<String, serde::de::IgnoredAny>>,
}

/// The OpenAPI document of pages.
fn document(folders: &[PathBuf]) -> Result<String, String> {
    let mut options = pipeline::Options { operations: true, ..pipeline::Options::default() };
    options.schema.id = "https://example.com/whole.schema.json".to_owned();
    let outcome = pipeline::run(folders, &options);
    let (Some(document), Some(api)) = (&outcome.document, &outcome.decided) else {
        let errors = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        return Err(errors.map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    };
    let options = openapi::Options { version: env!("CARGO_PKG_VERSION").to_owned(), server: None };
    let made = openapi::complete(document, api, &outcome.joined.evidence, &options);
    serde_json::to_string_pretty(&made).map_err(|error| error.to_string())
}

fn validator(bench: &Bench<'_>) -> Result<Cell, String> {
    output(&mut command(bench.python("openapi-spec-validator")?, &bench.subject.work, ["openapi.json"]))?;
    Ok(Cell::Accepts(Vec::new()))
}

/// What a client's program reports of its calls.
#[derive(Debug, Deserialize)]
struct Calls {
    /// By the name of the client's function, the request and the status of the answer.
    called: BTreeMap<String, String>,
    /// Why a call did not end well.
    failed: BTreeMap<String, String>,
}

/// Why calls cannot end well, though the mock does as the document says.
const NO_STATUS: &str = "the pages tell no status, so the mock answers with 200, where the client takes only another";

/// Calls of Clerk's client that cannot end well.
const CLERK: &[Limit] = &[
    ("admin_portal_link_tokens.create_admin_portal_link_token", NO_STATUS),
    ("api_keys.create_api_key", NO_STATUS),
    ("beta_features.update_production_instance_domain", NO_STATUS),
    ("enterprise_connections.create", NO_STATUS),
    ("instance_settings.change_domain", NO_STATUS),
    ("instance_settings.update", NO_STATUS),
    ("m2m.create_token", NO_STATUS),
    ("webhooks.delete_svix_app", NO_STATUS),
];

/// Calls of Dub's client that cannot end well.
const DUB: &[Limit] = &[
    ("domains.create", NO_STATUS),
    ("domains.register", NO_STATUS),
    ("embedTokens.referrals", NO_STATUS),
    (
        "events.list",
        "the mock fills no member that an answer may lack, and the client asks for some of each kind of event",
    ),
    ("folders.create", NO_STATUS),
    ("partners.create", NO_STATUS),
    ("partners.createLink", NO_STATUS),
    ("qrCodes.get", "the pages do not tell that the answer is a picture"),
    ("tags.create", NO_STATUS),
];

/// Lets the API's own client call a mock that serves the document, and refuses what is not as it says.
fn client(bench: &Bench<'_>) -> Result<Cell, String> {
    let (limits, least): (_, usize) = match bench.subject.program {
        "Clerk" => (CLERK, 215),
        "Dub" => (DUB, 43),
        _ => return Ok(Cell::NotAsked),
    };
    let prism = bench.node("node_modules/@stoplight/prism-cli/dist/index.js")?;
    let mock = Mock::start(Path::new(&prism), &bench.subject.work)?;
    let mut program = if bench.subject.program == "Clerk" {
        command(bench.python("python")?, &bench.subject.work, [bench.script("clerk_client.py"), mock.url()])
    } else {
        // where its packages are found
        let node = bench.environment.node.as_ref().map_err(tools::why)?;
        command("node", node, ["dub_client.mjs".to_owned(), mock.url()])
    };
    let written = output(&mut program)?;
    drop(mock);
    let line = written.lines().last().unwrap_or_default();
    let calls: Calls = serde_json::from_str(line).map_err(|error| format!("no report: {error}\n{written}"))?;
    verdict(&calls, limits, least)
}

/// Judges calls: as many as there were before must end well, and only those that are known to be unable to must not. A known
/// limit that no longer shows is a failure too, so that the list stays true.
fn verdict(calls: &Calls, limits: &[Limit], least: usize) -> Result<Cell, String> {
    let listed = |name: &str| limits.iter().any(|(limit, _)| *limit == name);
    let mut wrong: Vec<String> = Vec::new();
    let unlisted = calls.failed.iter().filter(|(name, _)| !listed(name));
    wrong.extend(unlisted.map(|(name, why)| format!("{name}: {why}")));
    let stale = limits.iter().filter(|(name, _)| !calls.failed.contains_key(*name));
    wrong.extend(stale.map(|(name, _)| format!("{name} is listed as a limit, and is none")));
    let well = calls.called.len();
    if well < least {
        wrong.push(format!("{well} calls ended well, expected at least {least}"));
    }
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    limits.iter().for_each(|(name, why)| by_reason.entry(why).or_default().push(name));
    let mut notes = vec![format!("{well} operations called, every request taken and every answer read")];
    notes.extend(by_reason.iter().map(|(why, names)| format!("left out, for {why}: {}", names.join(", "))));
    Ok(Cell::Accepts(notes))
}

/// Makes a client in another language; gives its folder.
fn generate(bench: &Bench<'_>, language: &str, properties: &str) -> Result<PathBuf, String> {
    let folder = bench.folder(&format!("client-{language}"))?;
    let input = bench.subject.work.join("openapi.json").display().to_string();
    let arguments = ["generate", "-g", language, "-o", ".", "-i", &input, "--additional-properties", properties];
    let parts =
        "--global-property=apis,models,supportingFiles,apiDocs=false,modelDocs=false,apiTests=false,modelTests=false";
    let mut generator = command(bench.python("openapi-generator-cli")?, &folder, arguments);
    output(generator.arg(parts))?;
    Ok(folder)
}

/// Makes a Python client of the document, and loads every module of it.
fn python_client(bench: &Bench<'_>) -> Result<Cell, String> {
    let folder = generate(bench, "python", "packageName=whole_client")?;
    let load = "import importlib, pkgutil, whole_client\n\
        names = [m.name for m in pkgutil.walk_packages(whole_client.__path__, 'whole_client.')]\n\
        [importlib.import_module(name) for name in names]\nprint(len(names))";
    let loaded = output(&mut command(bench.python("python")?, &folder, ["-c", load]))?;
    let modules: usize = loaded.trim().parse().map_err(|_| format!("no count of modules: {loaded}"))?;
    if modules < 20 { Err(format!("only {modules} modules")) } else { Ok(Cell::Accepts(Vec::new())) }
}

/// Makes a Rust client of the document of Clerk, and compiles it.
///
/// Of the generators for Rust, progenitor reads OpenAPI 3.0 alone; this one takes 3.1 as it is.
fn rust_client(bench: &Bench<'_>) -> Result<Cell, String> {
    if bench.subject.program != "Clerk" {
        // one is enough for the minute that it takes
        return Ok(Cell::NotAsked);
    }
    let folder = generate(bench, "rust", "packageName=whole-client,packageVersion=0.1.0")?;
    write(&folder.join("Cargo.lock"), &text(&bench.layout.programs.join("rust/Cargo.lock"))?)?;
    // a workspace of its own, within the folder of another
    let manifest = text(&folder.join("Cargo.toml"))?;
    write(&folder.join("Cargo.toml"), &format!("{manifest}\n[workspace]\n"))?;
    let mut cargo = command("cargo", &folder, ["check", "--quiet", "--locked", "--no-default-features"]);
    output(cargo.env("CARGO_TARGET_DIR", bench.layout.target.join("rust")).env("RUSTFLAGS", "--cap-lints=allow"))?;
    Ok(Cell::Accepts(Vec::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: [Limit; 1] = [("pets.make", "it cannot")];

    #[test]
    fn only_calls_that_are_known_to_fail_may() {
        let calls = |called: &[&str], failed: &[&str]| Calls {
            called: called.iter().map(|name| ((*name).to_owned(), "GET / 200".to_owned())).collect(),
            failed: failed.iter().map(|name| ((*name).to_owned(), "422".to_owned())).collect(),
        };
        let Ok(Cell::Accepts(notes)) = verdict(&calls(&["pets.get"], &["pets.make"]), &LIMITS, 1) else { panic!() };
        assert_eq!(
            notes,
            ["1 operations called, every request taken and every answer read", "left out, for it cannot: pets.make"]
        );
        for (calls, least, why) in [
            (calls(&["pets.get"], &["pets.make"]), 2, "1 calls ended well, expected at least 2"),
            (calls(&["pets.get"], &[]), 1, "pets.make is listed as a limit, and is none"),
            (calls(&["pets.get"], &["pets.make", "pets.drop"]), 1, "pets.drop: 422"),
        ] {
            assert_eq!(verdict(&calls, &LIMITS, least).unwrap_err(), why);
        }
    }
}
