//! From the APIs of a project to the files that they make.

use super::settings::Settings;
use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::schema::document::Document;
use crate::source::{self, ApiSource};
use crate::tree::Tree;
use crate::{merge, model, pipeline, rust, schema};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The command that makes the files, as their headers name it.
const COMMAND: &str = "cargo xtask codegen";

/// The kind of part that an API's files are, in the manifest.
const PART: &str = "api";

/// What a run makes, and what there is to say.
#[derive(Debug, Default)]
pub struct Job {
    /// Every file that the APIs make; `None` where there are errors.
    pub tree: Option<Tree>,
    /// Everything to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// One API, computed.
struct Made {
    /// The API's name and its crate's, and the place where the latter is said.
    api: String,
    package: String,
    file: Place,
    /// Paths below the root, and their text.
    files: Vec<(String, String)>,
}

/// Computes the files of the APIs below `root/schema`, or of those named in `only`.
///
/// Where none is named, schemas and crates that an earlier run made, for an API that is no longer there, are orphans.
///
/// Problems come back as diagnostics: those of all stages, `bad-config` for a `source.toml` that is not right,
/// `unknown-target` for a name in `only` that is no API's. With any error there is no tree.
pub fn codegen(root: &Path, only: &[String]) -> Job {
    let schema = if root == Path::new(".") { PathBuf::from("schema") } else { root.join("schema") };
    let (mut apis, mut diagnostics) = source::apis(&schema);
    if diagnostics.is_empty() {
        diagnostics.extend(unknown(only, &apis));
    }
    if !only.is_empty() {
        apis.retain(|api| only.contains(&api.name));
    }
    let mut all = Vec::new();
    for (made, found) in apis.par_iter().map(make).collect::<Vec<_>>() {
        all.extend(made);
        diagnostics.extend(found);
    }
    diagnostics.extend(clashes(&all));
    diagnostic::sort(&mut diagnostics);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Job { tree: (!failed).then(|| tree(root, all, only.is_empty())), diagnostics }
}

/// The names that are no API's.
fn unknown(only: &[String], apis: &[ApiSource]) -> Vec<Diagnostic> {
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    only.iter()
        .filter(|name| !names.contains(&name.as_str()))
        .map(|name| {
            let message = format!("there is no API `{name}`, only {}", names.join(", "));
            Diagnostic::error(Code::UnknownTarget, None, message)
        })
        .collect()
}

/// Crates that two APIs would write.
fn clashes(all: &[Made]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    all.iter()
        .filter_map(|made| {
            let other = seen.insert(&made.package, &made.api)?;
            let message = format!("the crate `{}` is also that of the API `{other}`", made.package);
            Some(Diagnostic::error(Code::BadConfig, made.file.clone(), message))
        })
        .collect()
}

/// One API: from its settings and pages to its schema, and from that schema alone to its crate.
fn make(api: &ApiSource) -> (Option<Made>, Vec<Diagnostic>) {
    let settings = match Settings::parse(&api.text, &api.file) {
        Ok(settings) => settings,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let (folders, options) = match options(api, &settings) {
        Ok(options) => options,
        Err(diagnostics) => return (None, diagnostics),
    };
    let outcome = pipeline::run(&folders, &options);
    let mut diagnostics = outcome.diagnostics;
    let Some(document) = outcome.document else { return (None, diagnostics) };
    let path = format!("schema/{}.schema.json", api.name);
    let openapi = outcome.decided.filter(|_| settings.api.openapi).map(|decided| {
        let options = schema::openapi::Options { version: "1.0.0".to_owned(), server: settings.api.server.clone() };
        let whole = schema::openapi::complete(&document, &decided, &outcome.joined.evidence, &options);
        (format!("schema/{}.openapi.json", api.name), schema::pretty(&whole).unwrap_or_default() + "\n")
    });
    let (package, found) = package(&document, &settings, &path);
    diagnostics.extend(found);
    let made = package.map(|package| {
        let name = &settings.package.name;
        let mut files = vec![(path, schema::write(&document))];
        files.extend(openapi);
        files.extend(package.into_iter().map(|(path, text)| (format!("crates/{name}/{path}"), text)));
        Made { api: api.name.clone(), package: name.clone(), file: Place::file(api.file.clone()), files }
    });
    (made, diagnostics)
}

/// What the settings ask of the stages.
fn options(api: &ApiSource, settings: &Settings) -> Result<(Vec<PathBuf>, pipeline::Options), Vec<Diagnostic>> {
    let place = || Place::file(api.file.clone());
    let wire_names = settings
        .api
        .wire_names
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|error| vec![Diagnostic::error(Code::BadConfig, place(), format!("wire-names: {error}"))])?;
    let folder = |pages: &super::Pages| match pages.folder.as_str() {
        "." => api.folder.clone(),
        folder => api.folder.join(folder),
    };
    if let Some(pages) = settings.pages.iter().find(|pages| leads_out(&api.folder, &folder(pages))) {
        let message = format!("the folder `{}` is a link that leads out of the one of this file", pages.folder);
        return Err(vec![Diagnostic::error(Code::BadConfig, place(), message)]);
    }
    let options = pipeline::Options {
        read: model::Options {
            wire_names,
            plumbing: settings.api.include_plumbing,
            no_sources: true,
            ..model::Options::default()
        },
        schema: schema::Options {
            id: format!("{}{}.schema.json", settings.api.base_id, api.name),
            title: Some(settings.api.title.clone()),
            description: settings.api.description.clone(),
            comment: Some(format!("@generated by `{COMMAND}`; do not edit.")),
        },
        operations: settings.api.openapi,
        languages: settings.pages.iter().map(|pages| pages.language.clone()).collect(),
        merge: merge::Options { at: settings.api.at.clone(), ..merge::Options::default() },
        corrections: settings.corrections(&api.text, &api.file),
        strict: settings.api.strict,
        ..pipeline::Options::default()
    };
    Ok((settings.pages.iter().map(folder).collect(), options))
}

/// Whether a folder's real path lies elsewhere. One that is not there leads nowhere.
fn leads_out(home: &Path, folder: &Path) -> bool {
    match (home.canonicalize(), folder.canonicalize()) {
        (Ok(home), Ok(folder)) => !folder.starts_with(home),
        _ => false,
    }
}

/// The crate's files, by their path in its folder.
fn package(
    document: &Document,
    settings: &Settings,
    schema_path: &str,
) -> (Option<BTreeMap<String, String>>, Vec<Diagnostic>) {
    let closed = settings.package.closed_enums;
    let options = rust::Options {
        crate_name: settings.package.name.clone(),
        description: Some(settings.package.description.clone()),
        closed_enums: if closed { rust::ClosedEnums::All } else { rust::ClosedEnums::None },
        regenerate_command: COMMAND.to_owned(),
        schema_path: schema_path.to_owned(),
        workspace: true,
        ..rust::Options::default()
    };
    rust::generate(document, &options)
}

/// All files, each API's as a part of its own.
fn tree(root: &Path, all: Vec<Made>, every_api: bool) -> Tree {
    let mut tree = Tree::new(root);
    for made in all {
        let part = format!("{PART} {}", made.api);
        // A crate that somebody wrote is not written into.
        tree.home(&part, format!("crates/{}", made.package));
        for (path, text) in made.files {
            tree.add(&part, path, text);
        }
    }
    if every_api {
        tree.every(PART);
    }
    tree
}
