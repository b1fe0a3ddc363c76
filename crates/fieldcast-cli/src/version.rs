//! The versions that are compared: read from wherever they are.

use crate::args::DiffArgs;
use crate::terminal::report;
use crate::{git, progress, read};
use fieldcast::diagnostic::Diagnostic;
use fieldcast::diff::{self, Report, Version};
use fieldcast::{pipeline, schema::document::Document};
use std::fs;
use std::path::{Path, PathBuf};

/// What changed; a sentence where that cannot be told.
pub fn compare(old: &Version, new: &Version) -> Result<Report, String> {
    diff::compare(old, new).map_err(|diagnostics| {
        report(&diagnostics, false);
        "the two versions were not compared: a schema cannot become Rust".to_owned()
    })
}

/// Why a version could not be read: what is reported of it, and a sentence.
struct Unread {
    diagnostics: Vec<Diagnostic>,
    message: String,
}

impl Unread {
    fn told(self, args: &DiffArgs) -> String {
        report(&self.diagnostics, args.how.verbose);
        self.message
    }
}

impl From<String> for Unread {
    fn from(message: String) -> Self {
        Self { diagnostics: Vec::new(), message }
    }
}

/// Both versions. Where both are at hand they are read at once, and what is reported comes in their order all the same.
pub fn both(old: &str, new: &str, args: &DiffArgs) -> Result<(Version, Version), String> {
    let (at_old, at_new) = (Path::new(old), Path::new(new));
    if !at_old.exists() || !at_new.exists() {
        return Ok((load(old, args)?, load(new, args)?));
    }
    let (of_old, of_new) = (read::options(&args.how), read::options(&args.how));
    // One line of progress tells of both.
    let line = progress::show(&of_old.progress);
    let (read_old, read_new) = pipeline::both(
        args.how.jobs.map(usize::from),
        || read_path(at_old, old, of_old),
        || read_path(at_new, new, of_new),
    );
    drop(line);
    let told = |unread: Unread| unread.told(args);
    Ok((read_old.map_err(told)?, read_new.map_err(told)?))
}

/// One version: a schema file, a folder of docs, an API of the project here, or `REV:PATH`.
pub fn load(what: &str, args: &DiffArgs) -> Result<Version, String> {
    let path = Path::new(what);
    if path.exists() {
        return load_path(path, what, args);
    }
    let Some((revision, inner)) = what.split_once(':') else {
        // An API of the project in this folder.
        return match read::target(&[path.to_path_buf()], &args.how) {
            Some(read::Target { folders, options, api: Some(api) }) => {
                let mut version = load_pages(&folders, options, what, args)?;
                // as `fieldcast codegen` makes it: what is published stays
                report(&api.keep(&mut version.document).into_iter().collect::<Vec<_>>(), args.how.verbose);
                Ok(version)
            }
            Some(_) => Err(format!("{what}: found no folder, file or API of a project, and no REV:PATH")),
            None => Err(format!("{what}: its pages are not at hand")),
        };
    };
    let found = git::read(Path::new("."), revision, inner)?;
    load_path(&found.path, what, args)
}

/// One version at a path, which `name` is told by.
pub fn load_path(path: &Path, name: &str, args: &DiffArgs) -> Result<Version, String> {
    let options = read::options(&args.how);
    let line = progress::show(&options.progress);
    let found = read_path(path, name, options);
    drop(line);
    found.map_err(|unread| unread.told(args))
}

fn read_path(path: &Path, name: &str, options: pipeline::Options) -> Result<Version, Unread> {
    if path.is_file() {
        let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let document: Document =
            serde_json::from_str(&text).map_err(|error| format!("{name}: found no schema of fieldcast's: {error}"))?;
        if document.defs.is_empty() {
            return Err(format!("{name}: the schema has no models under `$defs`").into());
        }
        return Ok(Version::new(name, document));
    }
    read_pages(&[path.to_path_buf()], options, name)
}

/// One version of pages in folders.
fn load_pages(folders: &[PathBuf], options: pipeline::Options, name: &str, args: &DiffArgs) -> Result<Version, String> {
    let line = progress::show(&options.progress);
    let found = read_pages(folders, options, name);
    drop(line);
    found.map_err(|unread| unread.told(args))
}

fn read_pages(folders: &[PathBuf], mut options: pipeline::Options, name: &str) -> Result<Version, Unread> {
    options.operations = true;
    options.read.roles = true;
    let outcome = pipeline::run(folders, &options);
    let (Some(document), Some(api)) = (outcome.document, outcome.decided) else {
        let message = format!("{name}: not compared, as its pages have errors or no models");
        return Err(Unread { diagnostics: outcome.diagnostics, message });
    };
    let root = folders.first().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Version::with_pages(name, document, &api, &outcome.diagnostics, &root))
}
