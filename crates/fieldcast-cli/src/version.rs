//! The versions that are compared: read from wherever they are.

use crate::args::DiffArgs;
use crate::terminal::report;
use crate::{git, progress, read};
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
    if path.is_file() {
        let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let document: Document =
            serde_json::from_str(&text).map_err(|error| format!("{name}: found no schema of fieldcast's: {error}"))?;
        if document.defs.is_empty() {
            return Err(format!("{name}: the schema has no models under `$defs`"));
        }
        return Ok(Version::new(name, document));
    }
    load_pages(&[path.to_path_buf()], read::options(&args.how), name, args)
}

/// One version of pages in folders.
fn load_pages(
    folders: &[PathBuf],
    mut options: pipeline::Options,
    name: &str,
    args: &DiffArgs,
) -> Result<Version, String> {
    options.operations = true;
    options.read.roles = true;
    let line = progress::show(&options.progress);
    let outcome = pipeline::run(folders, &options);
    drop(line);
    let (Some(document), Some(api)) = (outcome.document, outcome.decided) else {
        report(&outcome.diagnostics, args.how.verbose);
        return Err(format!("{name}: not compared, as its pages have errors or no models"));
    };
    let root = folders.first().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Version::with_pages(name, document, &api, &outcome.diagnostics, &root))
}
