//! From the APIs of a project to the files that they make.

use super::lock::Lock;
use super::place::{self, Looking};
use super::settings::{Package, Settings, Wanted};
use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::diff;
use crate::schema::document::Document;
use crate::source::{self, ApiSource};
use crate::tree::Tree;
use crate::{merge, model, pipeline, rust, schema};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The command that makes the files, as their headers name it where the settings name none.
pub const COMMAND: &str = "fieldcast codegen";

/// The kind of part that an API's files are, in the manifest.
const PART: &str = "api";

/// What a run is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The APIs that are done; all where none is named.
    pub only: Vec<String>,
    /// The folder in which fetched pages are kept; [`super::cache`] tells the usual one.
    pub cache: Option<PathBuf>,
}

/// What a run makes, and what there is to say.
#[derive(Debug, Default)]
pub struct Job {
    /// Every file that the APIs make; `None` where there are errors.
    pub tree: Option<Tree>,
    /// Everything to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// An API of a project, ready for the [`pipeline`].
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The folders of its pages, one for each SDK.
    pub folders: Vec<PathBuf>,
    /// How they are read and joined, and what the schema says of itself.
    pub options: pipeline::Options,
    /// How its crate is made; the usual way where the project makes none.
    pub rust: rust::Options,
    /// Its settings.
    pub settings: Settings,
    /// Where its schema is published, which remembers what stays as it was; `None` where the project publishes none.
    pub published: Option<PathBuf>,
}

impl Prepared {
    /// Keeps in a schema that was just made of the pages what code relies on of the published one, as
    /// [`diff::keep`](crate::diff::keep()) does; a warning where that cannot be read.
    pub fn keep(&self, document: &mut Document) -> Option<Diagnostic> {
        let path = self.published.as_deref()?;
        let text = std::fs::read_to_string(path).ok()?;
        match serde_json::from_str(&text) {
            Ok(published) => diff::keep(&published, document),
            Err(error) => {
                let message =
                    format!("the published schema cannot be read, so nothing of its names and order is kept: {error}");
                return Some(Diagnostic::warning(
                    Code::BadSchema,
                    Place::file(path.to_string_lossy().as_ref()),
                    message,
                ));
            }
        }
        None
    }
}

/// One API, computed.
pub(super) struct Made {
    /// The API's name, the folders of its crate and module, and the place of its settings.
    api: String,
    homes: Vec<String>,
    file: Place,
    /// Paths below the root, and their text.
    files: Vec<(String, String)>,
    pub document: Document,
}

/// Computes the files of the APIs below `root/schema`, or of those named in `only`; pages of repositories are taken from
/// the usual cache. [`codegen_with`] with those options.
///
/// # Examples
///
/// ```
/// # let dir = tempfile::tempdir().unwrap();
/// # let root = dir.path();
/// # std::fs::create_dir_all(root.join("schema/pets")).unwrap();
/// # let table = "| Field | Type | Required | Description |\n| - | - | - | - |\n| `age` | *Integer* | :heavy_check_mark: | N/A |";
/// # std::fs::write(root.join("schema/pets/pet.md"), format!("# Pet\n\n\n## Fields\n\n{table}")).unwrap();
/// std::fs::write(
///     root.join("schema/pets/source.toml"),
///     "[api]\ntitle = \"Pets\"\nbase-id = \"https://example.com/\"\n\n[[pages]]\nlanguage = \"ruby\"\n",
/// )
/// .unwrap();
/// let job = fieldcast::project::codegen(root, &[]);
/// let tree = job.tree.unwrap();
/// assert_eq!(tree.files().keys().collect::<Vec<_>>(), ["schema/pets.schema.json"]);
/// assert_eq!(tree.plan().unwrap().write().unwrap().written, 1);
/// ```
pub fn codegen(root: &Path, only: &[String]) -> Job {
    codegen_with(root, &Options { only: only.to_vec(), cache: super::cache() })
}

/// Computes the files of the APIs below `root/schema`, or of those that the options name. Nothing is fetched: pages of
/// repositories are those that [`super::update`] took.
///
/// Where none is named, files that an earlier run made, for an API that is no longer there, are orphans.
///
/// Problems come back as diagnostics: those of all stages, `bad-config` for a `source.toml` that is not right,
/// `unknown-target` for a name that is no API's, `not-fetched` for pages that are not at hand. With any error there is no
/// tree.
pub fn codegen_with(root: &Path, options: &Options) -> Job {
    let (apis, mut diagnostics) = apis(root, &options.only);
    let looking = Looking { root, cache: options.cache.as_deref(), cache_first: false };
    let mut all = Vec::new();
    for (made, found) in apis.par_iter().map(|api| make(api, &api.lock, looking)).collect::<Vec<_>>() {
        all.extend(made);
        diagnostics.extend(found);
    }
    finish(root, all, diagnostics, options.only.is_empty())
}

/// The tree of what was made, where nothing is wrong.
pub(super) fn finish(root: &Path, all: Vec<Made>, mut diagnostics: Vec<Diagnostic>, every_api: bool) -> Job {
    diagnostics.extend(clashes(&all));
    diagnostic::sort(&mut diagnostics);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Job { tree: (!failed).then(|| tree(root, all, every_api)), diagnostics }
}

/// The APIs of a project, or those named.
pub(super) fn apis(root: &Path, only: &[String]) -> (Vec<ApiSource>, Vec<Diagnostic>) {
    let schema = if root == Path::new(".") { PathBuf::from("schema") } else { root.join("schema") };
    let (mut apis, mut diagnostics) = source::apis(&schema);
    if diagnostics.is_empty() {
        diagnostics.extend(unknown(only, &apis));
    }
    if !only.is_empty() {
        apis.retain(|api| only.contains(&api.name));
    }
    (apis, diagnostics)
}

/// Makes an API of a project ready for the [`pipeline`], with its corrections: for whoever does something else with it
/// than [`codegen`].
///
/// # Errors
///
/// What is wrong with the settings, or that the pages are not at hand.
///
/// # Examples
///
/// ```
/// # let dir = tempfile::tempdir().unwrap();
/// let found = fieldcast::project::prepare(dir.path(), "pets", None).unwrap_err();
/// assert_eq!(found[0].code.as_str(), "not-found");
/// ```
pub fn prepare(root: &Path, api: &str, cache: Option<&Path>) -> Result<Prepared, Vec<Diagnostic>> {
    let (apis, diagnostics) = apis(root, &[api.to_owned()]);
    let found = apis.first().filter(|_| !diagnostics.iter().any(Diagnostic::is_error)).ok_or(diagnostics)?;
    ready(found, &found.lock, Looking { root, cache, cache_first: false })
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

/// Files that two APIs would write, or one twice.
fn clashes(all: &[Made]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let mut homes: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for made in all {
        let fault = |message| Diagnostic::error(Code::BadConfig, made.file.clone(), message);
        let taken = made.homes.iter().find_map(|home| Some((home, homes.insert(home, &made.api)?)));
        if let Some((home, other)) = taken {
            found.push(fault(format!("the folder `{home}` is also that of the API `{other}`")));
            continue;
        }
        let twice = made.files.iter().find_map(|(path, _)| Some((path, seen.insert(path, &made.api)?)));
        if let Some((path, other)) = twice {
            found.push(fault(format!("the file `{path}` is also one of the API `{other}`")));
        }
    }
    found
}

/// One API: from its settings and pages to its schema, and from that schema alone to its crate.
pub(super) fn make(api: &ApiSource, lock: &str, looking: Looking<'_>) -> (Option<Made>, Vec<Diagnostic>) {
    let prepared = match ready(api, lock, looking) {
        Ok(prepared) => prepared,
        Err(diagnostics) => return (None, diagnostics),
    };
    let Prepared { folders, options, rust, settings, .. } = &prepared;
    let outcome = pipeline::run(folders, options);
    let mut diagnostics = outcome.diagnostics;
    let Some(mut document) = outcome.document else { return (None, diagnostics) };
    diagnostics.extend(prepared.keep(&mut document));
    let mut files = Vec::new();
    if settings.output.schema != Some(Wanted::Is(false)) {
        files.push((schema_path(api, settings), schema::write(&document)));
    }
    if let Some(folder) = &settings.output.split {
        match schema::split::split(&document) {
            Ok(split) => {
                files.extend(split.into_iter().map(|(path, text)| (format!("{}/{path}", trimmed(folder)), text)));
            }
            Err(error) => {
                diagnostics.push(Diagnostic::error(Code::BadSchema, Place::file(api.file.clone()), error.to_string()));
            }
        }
    }
    if let (Some(path), Some(decided)) = (openapi_path(api, settings), &outcome.decided) {
        let how = schema::openapi::Options { version: "1.0.0".to_owned(), server: settings.api.server.clone() };
        let whole = schema::openapi::complete(&document, decided, &outcome.joined.evidence, &how);
        files.push((path, schema::pretty(&whole).unwrap_or_default() + "\n"));
    }
    let mut homes = Vec::new();
    if settings.package.is_some() || settings.output.module.is_some() {
        let (made, found) = rust::generate(&document, rust);
        let located = found.into_iter().map(|mut found| {
            // What somebody chose wrongly stands in the settings.
            found.place.get_or_insert_with(|| Place::file(api.file.clone()));
            found
        });
        diagnostics.extend(located);
        let Some(made) = made else { return (None, diagnostics) };
        if let Some(folder) = &settings.output.module {
            let folder = trimmed(folder).to_owned();
            let path = rust::module_path(&folder).unwrap_or_default();
            let module = rust::as_module(&made, &rust.crate_name, &path);
            files.extend(module.into_iter().map(|(path, text)| (format!("{folder}/{path}"), text)));
            homes.push(folder);
        }
        if let Some(package) = &settings.package {
            let folder = trimmed(&package.folder()).to_owned();
            files.extend(made.into_iter().map(|(path, text)| (format!("{folder}/{path}"), text)));
            homes.push(folder);
        }
    }
    (Some(Made { api: api.name.clone(), homes, file: Place::file(api.file.clone()), files, document }), diagnostics)
}

fn trimmed(folder: &str) -> &str {
    folder.trim_end_matches('/')
}

fn schema_path(api: &ApiSource, settings: &Settings) -> String {
    match &settings.output.schema {
        Some(Wanted::At(path)) => path.clone(),
        _ => format!("schema/{}.schema.json", api.name),
    }
}

fn openapi_path(api: &ApiSource, settings: &Settings) -> Option<String> {
    let usual = || settings.api.openapi.then(|| format!("schema/{}.openapi.json", api.name));
    settings.output.openapi.clone().or_else(usual)
}

/// What the settings ask of the stages.
fn ready(api: &ApiSource, lock: &str, looking: Looking<'_>) -> Result<Prepared, Vec<Diagnostic>> {
    let one = |diagnostic| vec![diagnostic];
    let settings = Settings::parse(&api.text, &api.file).map_err(one)?;
    let lock = Lock::parse(lock, &api.file.replace("source.toml", super::lock::LOCK)).map_err(one)?;
    let wire_names = settings.api.wire_names.as_deref().map(str::parse).transpose().map_err(|error| {
        one(Diagnostic::error(Code::BadConfig, Place::file(api.file.clone()), format!("wire-names: {error}")))
    })?;
    let found = place::folders(api, &settings, &lock, looking)?;
    let command = settings.output.command.clone().unwrap_or_else(|| COMMAND.to_owned());
    let (folders, roots) = found.into_iter().unzip();
    let options = pipeline::Options {
        read: model::Options { wire_names, plumbing: settings.api.include_plumbing, ..model::Options::default() },
        schema: schema::Options {
            id: format!("{}{}.schema.json", settings.api.base_id, api.name),
            title: Some(settings.api.title.clone()),
            description: settings.api.description.clone(),
            comment: Some(format!("@generated by `{command}`; do not edit.")),
        },
        operations: openapi_path(api, &settings).is_some(),
        sources: settings.pages.iter().map(|pages| Some(pages.sources)).collect(),
        languages: settings.pages.iter().map(|pages| pages.language.clone()).collect(),
        roots,
        merge: merge::Options { at: settings.api.at.clone(), ..merge::Options::default() },
        corrections: settings.corrections(&api.text, &api.file),
        strict: settings.api.strict,
        ..pipeline::Options::default()
    };
    let rust = rust::Options { origins: origins(&settings, &lock), ..crate_options(api, &settings, command) };
    let is_published = settings.output.schema != Some(Wanted::Is(false));
    let published = is_published.then(|| looking.root.join(schema_path(api, &settings)));
    Ok(Prepared { folders, options, rust, settings, published })
}

/// Where the pages of an API come from: what the settings say, else the repository and its commit.
fn origins(settings: &Settings, lock: &Lock) -> Vec<String> {
    let of = |pages: &super::settings::Pages| {
        let git = pages.git.as_ref()?;
        let pin = lock.pages.iter().find(|pin| pin.git == *git && pin.folder == pages.folder)?;
        Some(format!("`{}` of {git} at `{}`", pages.folder, pin.commit))
    };
    settings.pages.iter().filter_map(|pages| pages.origin.clone().or_else(|| of(pages))).collect()
}

fn crate_options(api: &ApiSource, settings: &Settings, command: String) -> rust::Options {
    let usual = rust::Options::default();
    let own = settings.package.as_ref();
    let closed = own.is_some_and(|package| package.closed_enums);
    rust::Options {
        crate_name: own.map_or_else(|| format!("{}-models", api.name), |package| package.name.clone()),
        description: own.map(|package| package.description.clone()),
        version: own.and_then(|package| package.version.clone()).unwrap_or(usual.version),
        license: own.and_then(|package: &Package| package.license.clone()),
        closed_enums: if closed { rust::ClosedEnums::All } else { rust::ClosedEnums::None },
        keep_unknown: own.is_some_and(|package| package.keep_unknown),
        regenerate_command: command,
        schema_path: match &settings.output.schema {
            Some(Wanted::Is(false)) => String::new(),
            _ => schema_path(api, settings),
        },
        workspace: own.is_some_and(|package| package.workspace),
        names: settings.rust_names(),
        ..rust::Options::default()
    }
}

/// All files, each API's as a part of its own.
fn tree(root: &Path, all: Vec<Made>, every_api: bool) -> Tree {
    let mut tree = Tree::new(root);
    for made in all {
        let part = format!("{PART} {}", made.api);
        // A crate that somebody wrote is not written into.
        for home in made.homes {
            tree.home(&part, home);
        }
        for (path, text) in made.files {
            tree.add(&part, path, text);
        }
    }
    if every_api {
        tree.every(PART);
    }
    tree
}
