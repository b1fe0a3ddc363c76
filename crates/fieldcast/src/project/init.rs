//! The first settings of an API: found from its docs, and written with a comment to each.

use super::git::{self, Repository};
use super::lock::{LOCK, Lock, Pin, quoted};
use super::place;
use super::settings::is_crate_name;
use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::source::{self, Docs, Snapshot, is_api_name};
use crate::tree::Tree;
use crate::{model, tags, wire};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The folder of the docs, or the URL of a repository; GitHub's and GitLab's addresses of a folder are understood.
    pub docs: String,
    /// The API's name; found from the docs' where it is not said.
    pub name: Option<String>,
    /// The folder in which fetched pages are kept; [`super::cache`] tells the usual one.
    pub cache: Option<PathBuf>,
}

/// The first files of an API.
#[derive(Debug, Default)]
pub struct Init {
    /// The API's name.
    pub name: String,
    /// The files, by their path below the project's folder, the settings last; none where there are errors. They are the
    /// user's own from then on: [`create`](crate::tree::create) writes each, and overwrites none.
    pub files: Vec<(String, String)>,
    /// What is generated from the start, and written before them: what is pinned of a repository.
    pub tree: Tree,
    /// What was found, a sentence each.
    pub found: Vec<String>,
    /// Everything to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// The line that has an SDK's sources read.
const SOURCES: &str =
    "sources = true                 # the SDK's own sources tell more of names and null than its pages\n";

/// The pages of one SDK, as the settings name them.
struct Sdk {
    lines: String,
    language: Option<&'static str>,
}

/// Finds out what it can of the docs, and makes the settings of a new API below `root/schema`.
///
/// Docs in the project stay where they are; docs elsewhere are copied beside the settings; a repository is fetched once, and
/// pinned.
///
/// Problems come back as diagnostics: those of finding and reading pages, `bad-config` for a name that is no API's or is
/// taken, and those of [`update`](super::update()) for a repository.
///
/// # Examples
///
/// ```
/// use fieldcast::project::{Asked, init};
/// let dir = tempfile::tempdir().unwrap();
/// let pages = dir.path().join("pets-sdk/docs");
/// std::fs::create_dir_all(&pages).unwrap();
/// let table = "| Field | Type | Required | Description |\n| - | - | - | - |\n| `age` | *::Integer* | :heavy_check_mark: | N/A |";
/// std::fs::write(pages.join("pet.md"), format!("# Pet\n\n\n## Fields\n\n{table}\n")).unwrap();
/// let docs = pages.to_string_lossy().into_owned();
/// let init = init(dir.path(), &Asked { docs, ..Asked::default() });
/// assert_eq!(init.name, "pets");
/// assert_eq!(init.files.last().unwrap().0, "schema/pets/source.toml");
/// ```
pub fn init(root: &Path, asked: &Asked) -> Init {
    let mut init = Init { tree: Tree::new(root), ..Init::default() };
    match make(root, asked, &mut init) {
        Ok(()) => {}
        Err(found) => {
            init.files.clear();
            init.diagnostics.extend(found);
        }
    }
    diagnostic::sort(&mut init.diagnostics);
    init
}

fn make(root: &Path, asked: &Asked, init: &mut Init) -> Result<(), Vec<Diagnostic>> {
    let one = |found| vec![found];
    init.name = match &asked.name {
        Some(name) => name.clone(),
        None => name_of(&asked.docs),
    };
    if !is_api_name(&init.name) {
        let message = format!("`{}` cannot be the name of an API", init.name);
        let fault = Diagnostic::error(Code::BadConfig, None, message);
        return Err(one(fault.help("name it with --name: lower-case letters, digits and `-`")));
    }
    let settings = format!("schema/{}/source.toml", init.name);
    if root.join(&settings).exists() {
        let fault = Diagnostic::error(Code::BadConfig, Place::file(settings), "the API is there already, and stays");
        return Err(one(fault.help("choose another name with --name, or add the docs to its `[[pages]]`")));
    }
    let sdks = if asked.docs.contains("://") { repository(asked, init)? } else { folders(root, asked, init)? };
    let text = write(root, &sdks, init);
    init.files.push((settings, text));
    Ok(())
}

/// The name that a folder or URL suggests: `…/clerk-sdk-ruby/docs` is `clerk`.
fn name_of(docs: &str) -> String {
    const NOISE: [&str; 18] = [
        "sdk",
        "api",
        "docs",
        "doc",
        "models",
        "client",
        "ruby",
        "rb",
        "python",
        "py",
        "typescript",
        "ts",
        "js",
        "go",
        "java",
        "csharp",
        "php",
        "components",
    ];
    let real = if docs.contains("://") { None } else { Path::new(docs).canonicalize().ok() };
    let docs = real.map_or_else(|| docs.to_owned(), |path| path.to_string_lossy().replace('\\', "/"));
    let docs = docs.split_once("/tree/").map_or(docs.as_str(), |(start, _)| start);
    for part in docs.trim_end_matches('/').trim_end_matches(".git").rsplit('/') {
        let part = part.to_ascii_lowercase();
        let words = part.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty() && !NOISE.contains(w));
        let name = words.collect::<Vec<_>>().join("-");
        if is_api_name(&name) {
            return name;
        }
    }
    "api".to_owned()
}

/// The SDKs below a folder.
fn folders(root: &Path, asked: &Asked, init: &mut Init) -> Result<Vec<Sdk>, Vec<Diagnostic>> {
    let folder = Path::new(&asked.docs);
    let (docs, diagnostics) = source::find(folder);
    if docs.is_empty() {
        return Err(diagnostics);
    }
    let (docs, passed_over) = model::folders(docs);
    init.diagnostics.extend(passed_over);
    license(folder, init);
    let inside = within(root, folder);
    let many = docs.len() > 1;
    let mut sdks = Vec::new();
    for (number, docs) in docs.iter().enumerate() {
        let language = look(docs, init);
        // The whole folder, where it holds one SDK: its settings lie above the models.
        let of = if many { docs.folder.as_path() } else { folder };
        let lines = match inside.as_ref().and_then(|_| within(root, of)) {
            Some(path) => format!(
                "project = true                 # the folder lies in this project, and not beside this file\nfolder = {}\n{}",
                quoted(&path),
                if docs.code(tags::endings(language.unwrap_or_default())).is_some() { SOURCES } else { "" }
            ),
            None => {
                let name = match language {
                    Some(language) if !many => language.to_owned(),
                    language => format!("{}-{}", language.unwrap_or("pages"), number + 1),
                };
                let snapshot = Snapshot::read(of, &[]).map_err(|found| vec![found])?;
                let copied = snapshot.files.len();
                let home = format!("schema/{}/{name}", init.name);
                init.files.extend(snapshot.files.into_iter().map(|(path, text)| (format!("{home}/{path}"), text)));
                init.found
                    .push(format!("{copied} files are copied to {home}, as the docs lie outside of this project"));
                format!("folder = {}\n", quoted(&name))
            }
        };
        sdks.push(Sdk { lines, language });
    }
    Ok(sdks)
}

/// The way from the root to a folder in it.
fn within(root: &Path, folder: &Path) -> Option<String> {
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let (root, folder) = (root.canonicalize().ok()?, folder.canonicalize().ok()?);
    let path = folder.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
    Some(if path.is_empty() { ".".to_owned() } else { path }).filter(|path| !path.contains(':'))
}

/// The pages of a repository, fetched and pinned.
fn repository(asked: &Asked, init: &mut Init) -> Result<Vec<Sdk>, Vec<Diagnostic>> {
    let one = |found| vec![found];
    let (url, rev, folder) = parts(&asked.docs);
    if !git::is_url(&url) || rev.as_deref().is_some_and(|rev| !git::is_rev(rev)) {
        let message =
            format!("found `{}`, expected `https://…`, `ssh://…` or `file://…`, without a password", asked.docs);
        return Err(one(Diagnostic::error(Code::BadConfig, None, message)));
    }
    let cache = asked.cache.as_deref().ok_or_else(|| one(place::no_cache()))?;
    let repository = Repository::new(&url, cache);
    let commit = repository.fetch(rev.as_deref()).map_err(one)?;
    license_of(&repository, &commit, init);
    let found = repository.pages(&commit, &folder, true, true).map_err(one)?;
    let kept = place::below(&place::keep(&found.snapshot, cache).map_err(one)?, &found.way);
    let (docs, diagnostics) = source::find(&kept);
    if docs.is_empty() {
        return Err(diagnostics);
    }
    let (docs, passed_over) = model::folders(docs);
    init.diagnostics.extend(passed_over);
    let mut sdks = Vec::new();
    let mut lock = Lock::default();
    let many = docs.len() > 1;
    for docs in &docs {
        let language = look(docs, init);
        let mut own = folder.clone();
        if many {
            let way = within(&kept, &docs.folder).unwrap_or_default();
            own = if folder == "." { way } else { format!("{folder}/{way}") };
        }
        let sources = docs.code(tags::endings(language.unwrap_or_default())).is_some();
        let part = repository.pages(&commit, &own, sources, true).map_err(one)?;
        place::keep(&part.snapshot, cache).map_err(one)?;
        let hash = part.snapshot.hash();
        let mut lines = format!("git = {}\n", quoted(&url));
        match &rev {
            Some(rev) => lines.push_str(&format!("rev = {}\n", quoted(rev))),
            None => lines.push_str("# rev = \"main\"                 # a branch, tag or commit; the repository's own branch where it is left out\n"),
        }
        lines.push_str(&format!("folder = {}\n", quoted(&own)));
        if sources {
            lines.push_str(SOURCES);
        }
        lines.push_str("# vendor = \"pages\"               # keeps a copy of the pages beside this file\n");
        sdks.push(Sdk { lines, language });
        if lock.pin(&url, &own).is_none() {
            lock.pages.push(Pin { git: url.clone(), folder: own, commit: commit.clone(), sources, hash });
        }
    }
    init.found.push(format!("{url} is pinned at {commit}"));
    init.tree.add(&format!("pages {}", init.name), format!("schema/{}/{LOCK}", init.name), lock.write());
    Ok(sdks)
}

/// A URL in its parts: the repository, the revision, the folder.
fn parts(text: &str) -> (String, Option<String>, String) {
    let text = text.trim_end_matches('/');
    let cut = text.split_once("/-/tree/").or_else(|| text.split_once("/tree/"));
    match cut {
        Some((url, rest)) => match rest.split_once('/') {
            Some((rev, folder)) => (url.to_owned(), Some(rev.to_owned()), folder.to_owned()),
            None => (url.to_owned(), Some(rest.to_owned()), ".".to_owned()),
        },
        None => (text.to_owned(), None, ".".to_owned()),
    }
}

/// What the pages of an SDK tell of it.
fn look(docs: &Docs, init: &mut Init) -> Option<&'static str> {
    let (api, diagnostics) = model::read(docs, &model::Options { no_sources: true, ..model::Options::default() });
    let language = api.as_ref().and_then(|api| api.languages.first().copied());
    let errors = diagnostics.iter().filter(|found| found.is_error()).count();
    let Some(api) = api else {
        init.diagnostics.extend(diagnostics.into_iter().map(|mut found| {
            found.severity = diagnostic::Severity::Warning;
            found
        }));
        return None;
    };
    let mut sentence = format!("{} models of {}", api.models.len(), language.unwrap_or("an unknown language"));
    if api.wire.confidence != wire::Confidence::Guessed {
        let _ = write!(sentence, ", names on the wire as {}", api.wire.convention);
    }
    if errors > 0 {
        let _ = write!(sentence, "; {errors} faults of the pages, which `fieldcast codegen` shows");
    }
    init.found.push(sentence);
    language
}

/// The names of files that hold a licence.
const LICENSES: [&str; 4] = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"];

/// The licence of the docs, as far as a file beside or above them says it.
fn license(folder: &Path, init: &mut Init) {
    let Ok(folder) = folder.canonicalize() else { return };
    for above in folder.ancestors().take(4) {
        for name in LICENSES {
            let path = above.join(name);
            if !fs::metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() < LARGEST_LICENSE) {
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else { continue };
            init.found.push(format!("the docs' licence seems to be {}: {}", spdx(&text), path.display()));
            return;
        }
        if above.join(".git").exists() {
            break;
        }
    }
    init.found.push("no file says what the docs' licence is".to_owned());
}

/// The licence of a repository, as far as a file at its root says it.
fn license_of(repository: &Repository, commit: &str, init: &mut Init) {
    init.found.push(match repository.file(commit, &LICENSES, LARGEST_LICENSE) {
        Some((name, text)) => format!("the docs' licence seems to be {}: {name} of the repository", spdx(&text)),
        None => "no file says what the docs' licence is".to_owned(),
    });
}

/// The most bytes of a licence that are read.
const LARGEST_LICENSE: u64 = 1 << 20;

/// What a licence is called, by a sentence of it.
fn spdx(text: &str) -> &'static str {
    const KNOWN: [(&str, &str); 7] = [
        ("MIT License", "MIT"),
        ("Permission is hereby granted, free of charge", "MIT"),
        ("Apache License", "Apache-2.0"),
        ("Mozilla Public License Version 2.0", "MPL-2.0"),
        ("BSD 3-Clause", "BSD-3-Clause"),
        ("BSD 2-Clause", "BSD-2-Clause"),
        ("GNU GENERAL PUBLIC LICENSE", "GPL"),
    ];
    KNOWN.iter().find(|(mark, _)| text.contains(mark)).map_or("of its own", |(_, name)| name)
}

/// Whether the project's folder holds a Cargo workspace that states what a member inherits; `None` without Cargo.
fn workspace(root: &Path) -> Option<bool> {
    let text = fs::read_to_string(root.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = toml::from_str(&text).ok()?;
    let Some(workspace) = manifest.get("workspace").and_then(toml::Value::as_table) else { return Some(false) };
    let package = workspace.get("package").and_then(toml::Value::as_table);
    let states = |key: &str| package.is_some_and(|package| package.contains_key(key));
    let all = ["version", "edition", "rust-version", "license", "repository"].iter().all(|key| states(key));
    Some(all && workspace.contains_key("lints"))
}

fn write(root: &Path, sdks: &[Sdk], init: &mut Init) -> String {
    let title: String = init
        .name
        .split('-')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
        })
        .collect::<Vec<_>>()
        .join(" ");
    let mut text = format!(
        "# The API `{name}`: where its docs are, and what is made of them. `fieldcast codegen {name}` makes it.\n\n\
         [api]\n\
         title = {}\n\
         # description = \"What the API is, in a sentence.\"\n\
         base-id = \"https://example.com/schema/\"   # where the schema is published; `{name}.schema.json` follows it in `$id`\n\
         # wire-names = \"snake_case\"      # how names are written in JSON, where the pages leave doubt\n\
         # strict = true                  # warnings are errors: for those who own the docs\n\n\
         [output]\n\
         # command = \"make models\"        # what the headers of generated files name, where it is not `fieldcast codegen`\n\
         schema = {}\n\
         # split = \"schema/{name}\"         # one file for each model, too\n\
         # openapi = \"schema/{name}.openapi.json\"\n\
         # module = \"src/{snake}\"          # Rust models as a module of a crate that is here, which says `mod {snake};`\n",
        quoted(&title),
        quoted(&format!("schema/{}.schema.json", init.name)),
        name = init.name,
        snake = init.name.replace('-', "_"),
    );
    let package = format!("{}-models", init.name);
    match workspace(root) {
        Some(member) if is_crate_name(&package) => {
            init.found.push(match member {
                true => format!("the crate {package} will be a member of the workspace"),
                false => format!("the crate {package} will stand on its own"),
            });
            let _ = write!(
                text,
                "\n# A crate of Rust models; without this section there is none.\n[crate]\nname = {}\n\
                 description = {}\npath = {}\n",
                quoted(&package),
                quoted(&format!("The models of the {title} API")),
                quoted(&format!("crates/{package}")),
            );
            if !member {
                text.push_str(
                    "workspace = false              # it inherits nothing from a workspace\n# license = \"MIT\"\n",
                );
            }
        }
        _ => {
            let _ = write!(
                text,
                "\n# A crate of Rust models:\n# [crate]\n# name = {}\n# description = {}\n# workspace = false\n",
                quoted(&package),
                quoted(&format!("The models of the {title} API")),
            );
        }
    }
    for sdk in sdks {
        text.push_str("\n# The pages of one SDK. Several SDKs of one API tell more than one.\n[[pages]]\n");
        text.push_str(&sdk.lines);
        match sdk.language {
            Some(language) => text.push_str(&format!("language = {}\n", quoted(language))),
            None => text.push_str("# language = \"typescript\"       # where the pages leave doubt\n"),
        }
    }
    text.push_str(
        "\n# What a page has wrong is corrected here, with a reason, by hand or with\n\
         # `fieldcast correct 'Session.tasks' --nullable true --reason \"…\"`:\n\
         # [[correction]]\n# at = \"Session.tasks\"\n# reason = \"the service sends null\"\n# nullable = true\n",
    );
    debug_assert!(toml::from_str::<BTreeMap<String, toml::Value>>(&text).is_ok(), "{text}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_an_api_after_its_docs() {
        for (docs, name) in [
            ("https://example.com/acme/clerk-sdk-ruby.git", "clerk"),
            ("https://github.com/acme/pets/tree/main/docs/models", "pets"),
            ("no/such/petstore-ts/docs/models/", "petstore"),
            ("docs", "api"),
        ] {
            assert_eq!(name_of(docs), name, "{docs}");
        }
    }

    #[test]
    fn takes_the_address_of_a_folder_apart() {
        let of = |text| {
            let (url, rev, folder) = parts(text);
            format!("{url} {} {folder}", rev.unwrap_or_default())
        };
        assert_eq!(of("https://github.com/a/b/tree/v1/docs/models"), "https://github.com/a/b v1 docs/models");
        assert_eq!(of("https://gitlab.com/a/b/-/tree/main"), "https://gitlab.com/a/b main .");
        assert_eq!(of("file:///x/y/"), "file:///x/y  .");
    }
}
