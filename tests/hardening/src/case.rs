//! Pages in one text, as a fuzzer changes them and a test shows them.

use fieldcast::model::Options;
use fieldcast::source::{Docs, File, GenYaml};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A set of pages and how they are read.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The pages.
    pub docs: Docs,
    /// How they are read.
    pub options: Options,
}

impl Case {
    /// Reads a case from any bytes. A line `@@@ PATH` starts a page; `@@@ gen.yaml` starts settings, and
    /// `@@@ language NAME`, `@@@ wire NAME`, `@@@ plumbing` say how to read. What comes before the first such line is a
    /// page too.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut options = Options::default();
        let mut settings = None;
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let mut path = "components/first.md".to_owned();
        let mut page = String::new();
        let mut keep = |path: &str, page: String| {
            if path == "gen.yaml" {
                settings = GenYaml::parse(&page, &"docs/gen.yaml".into()).ok();
            } else if !page.is_empty() {
                files.entry(path.to_owned()).or_insert(page);
            }
        };
        for line in text.split_inclusive('\n') {
            let Some(head) = line.strip_prefix("@@@ ").map(str::trim) else {
                page.push_str(line);
                continue;
            };
            match head.split_once(' ') {
                Some(("language", name)) => options.language = Some(name.to_owned()),
                Some(("wire", name)) => options.wire_names = FromStr::from_str(name).ok(),
                None if head == "plumbing" => options.plumbing = true,
                _ => {
                    keep(&path, std::mem::take(&mut page));
                    path = head.to_owned();
                }
            }
        }
        keep(&path, page);
        let files = files.into_iter().map(|(path, text)| file(&path, text)).collect();
        Self { docs: Docs { root: "docs/models".to_owned(), files, settings, ..Docs::default() }, options }
    }
}

/// A page at a way from the folder of the models.
pub fn file(path: &str, text: String) -> File {
    File { path: format!("docs/models/{path}").into(), relative: path.into(), text: Some(text) }
}

/// Pages as the text that [`Case::from_bytes`] reads.
pub fn to_text<'p>(pages: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    pages.into_iter().map(|(path, text)| format!("@@@ {path}\n{text}\n")).collect()
}
