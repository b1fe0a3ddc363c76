//! Finds the APIs of a project: the folders below `schema` that hold a `source.toml`.

use super::open::Below;
use super::{join, read_text, show};
use crate::devices::is_device;
use crate::diagnostic::{self, Code, Diagnostic, Place};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One API of a project, as far as the disk tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiSource {
    /// The folder's name, which is the API's.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The path of `source.toml` as diagnostics show it.
    pub file: Arc<str>,
    /// The text of `source.toml`.
    pub text: String,
    /// The text of `source.lock`; empty where there is none.
    pub lock: String,
}

/// The file that says which pages of a repository were taken.
const LOCK: &str = "source.lock";

/// The name of the file that makes a folder an API's.
const SETTINGS: &str = "source.toml";

/// The APIs below `schema`, sorted by name.
///
/// Problems come back as diagnostics: `not-found` where there is no folder or no API in it, `unreadable`, `not-utf8`,
/// and `bad-config` for a folder whose name cannot be an API's.
pub fn apis(schema: &Path) -> (Vec<ApiSource>, Vec<Diagnostic>) {
    let shown = show(schema);
    let mut diagnostics = Vec::new();
    let entries = match fs::read_dir(schema) {
        Ok(entries) => entries,
        Err(error) => {
            let diagnostic = Diagnostic::error(Code::NotFound, Place::file(shown), error.to_string())
                .help("run it in a project with a folder `schema/<api>` for each API");
            return (Vec::new(), vec![diagnostic]);
        }
    };
    let mut found = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.path().join(SETTINGS).is_file() => found.push(entry),
            Ok(_) => {}
            Err(error) => {
                diagnostics.push(Diagnostic::error(Code::Unreadable, Place::file(shown.as_str()), error.to_string()));
            }
        }
    }
    let mut all = Vec::new();
    for entry in found {
        let folder = entry.path();
        match entry.file_name().to_str().filter(|name| is_api_name(name)) {
            Some(name) => {
                let file: Arc<str> = join(&join(&shown, name), SETTINGS).into();
                match read_text(Below::new(&folder).open(SETTINGS), &file, &mut Vec::new()).map(str::to_owned) {
                    Ok(text) => match lock(&folder, &join(&join(&shown, name), LOCK)) {
                        Ok(lock) => all.push(ApiSource { name: name.to_owned(), folder, file, text, lock }),
                        Err(diagnostic) => diagnostics.push(diagnostic),
                    },
                    Err(diagnostic) => diagnostics.push(diagnostic),
                }
            }
            None => diagnostics.push(
                Diagnostic::error(Code::BadConfig, Place::file(show(&folder)), "this cannot be the name of an API")
                    .help("use lower-case letters, digits and `-`"),
            ),
        }
    }
    if all.is_empty() && diagnostics.is_empty() {
        let message = format!("found no API: no folder in it holds a `{SETTINGS}`");
        diagnostics.push(Diagnostic::error(Code::NotFound, Place::file(shown), message));
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    diagnostic::sort(&mut diagnostics);
    (all, diagnostics)
}

fn lock(folder: &Path, file: &str) -> Result<String, Diagnostic> {
    match Below::new(folder).open(LOCK) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        opened => read_text(opened, &file.into(), &mut Vec::new()).map(str::to_owned),
    }
}

/// Whether a name can be that of an API: lower-case letters, digits and `-`, after a letter, and no device of Windows, where
/// no folder can be called so.
pub fn is_api_name(name: &str) -> bool {
    !is_device(name)
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_folders_with_settings_alone() {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in [("zoo/source.toml", "z"), ("ant/source.toml", "a"), ("ant/page.md", ""), ("docs/x.md", "")]
        {
            fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
            fs::write(dir.path().join(path), text).unwrap();
        }
        fs::write(dir.path().join("ant.schema.json"), "{}").unwrap();
        let (found, diagnostics) = apis(dir.path());
        assert_eq!(diagnostics, []);
        assert_eq!(found.iter().map(|a| (&*a.name, &*a.text)).collect::<Vec<_>>(), [("ant", "a"), ("zoo", "z")]);
        assert!(found[0].file.ends_with("/ant/source.toml"));
    }

    #[test]
    fn says_what_is_wrong() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(apis(dir.path()).1[0].code, Code::NotFound);
        assert_eq!(apis(&dir.path().join("none")).1[0].code, Code::NotFound);
        fs::create_dir(dir.path().join("Big Zoo")).unwrap();
        fs::write(dir.path().join("Big Zoo/source.toml"), "").unwrap();
        fs::create_dir(dir.path().join("ant")).unwrap();
        fs::write(dir.path().join("ant/source.toml"), b"\n x\xff").unwrap();
        let (found, diagnostics) = apis(dir.path());
        assert_eq!(found, []);
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::BadConfig, Code::NotUtf8]);
        let place = diagnostics[1].place.as_ref().unwrap();
        assert_eq!((place.line, place.column), (2, 3));
    }
}
