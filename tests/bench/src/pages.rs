//! Made-up pages of an SDK's documentation, as many as are asked for: the same number always gives the same pages.
//!
//! They are of the kinds and in the shares that were measured over real SDKs: objects with a table of fields, open and
//! closed enums, unions, requests. A model refers only to models near it, so that ten times the pages are ten times the
//! work and no more.

pub mod copies;
mod families;
mod model;
mod render;
mod words;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

/// One page: its path below the folder of models, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Such as `components/amberbarge.md`.
    pub path: String,
    /// The Markdown.
    pub text: String,
}

/// What the page with a number defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Object,
    Enum,
    Union,
    Request,
}

impl Kind {
    /// Of a hundred pages, 60 are objects, 10 requests, 23 enums and 7 unions, in this order over and over.
    fn of(number: usize) -> Self {
        match number % 100 {
            at if at % 4 == 1 && at != 97 && at != 93 => Self::Enum,
            at if at % 14 == 6 => Self::Union,
            at if at % 8 == 4 => Self::Request,
            _ => Self::Object,
        }
    }
}

/// The page with a number.
pub fn page(number: usize) -> Page {
    let kind = Kind::of(number);
    let mut text = String::with_capacity(4096);
    render::page(&mut text, number);
    Page { path: format!("{}/{}.md", folder(kind), words::name(number).to_lowercase()), text }
}

/// Whose pages are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generator {
    /// Speakeasy's for TypeScript.
    Speakeasy,
    /// The same, of which many define one shape: see [`copies`].
    Copies,
    /// OpenAPI Generator's for Python.
    OpenApi,
    /// APIMatic's for TypeScript.
    ApiMatic,
}

impl Generator {
    /// All of them, with their names on command lines.
    pub const ALL: [(&str, Self); 4] = [
        ("speakeasy", Self::Speakeasy),
        ("copies", Self::Copies),
        ("openapi-generator", Self::OpenApi),
        ("apimatic", Self::ApiMatic),
    ];

    /// The folder of the models.
    fn models(self) -> &'static str {
        match self {
            Self::Speakeasy | Self::Copies => "docs/models",
            Self::OpenApi => "docs",
            Self::ApiMatic => "doc/models",
        }
    }

    /// The page with a number, of `count`.
    pub fn page(self, number: usize, count: usize) -> Page {
        match self {
            Self::Speakeasy => page(number),
            Self::Copies => copies::page(number, count),
            Self::OpenApi => families::openapi(number),
            Self::ApiMatic => families::apimatic(number),
        }
    }
}

fn folder(kind: Kind) -> &'static str {
    if kind == Kind::Request { "operations" } else { "components" }
}

/// Writes `count` pages to `folder/docs/models`, which must not be there; gives their bytes.
///
/// # Errors
/// What the system refuses.
pub fn write(folder: &Path, count: usize) -> io::Result<u64> {
    write_of(Generator::Speakeasy, folder, count)
}

/// The same for the pages of a generator, in the folder where it has them.
///
/// # Errors
/// What the system refuses.
pub fn write_of(generator: Generator, folder: &Path, count: usize) -> io::Result<u64> {
    let models = folder.join(generator.models());
    let mut bytes = 0;
    let mut known = HashSet::new();
    for page in (0..count).map(|number| generator.page(number, count)) {
        bytes += page.text.len() as u64;
        let path = models.join(&page.path);
        if let Some(parent) = path.parent()
            && known.insert(parent.to_owned())
        {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &page.text)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_as_large_as_real_ones_and_each_has_its_own_path() {
        let pages: Vec<Page> = (0..11_000).map(page).collect();
        let bytes: usize = pages.iter().map(|page| page.text.len()).sum();
        assert!((26_500_000..27_500_000).contains(&bytes), "{bytes}");
        assert_eq!(pages.iter().map(|page| &page.path).collect::<HashSet<_>>().len(), 11_000);
        assert_eq!(pages[7], page(7));
        let enums = (0..100).filter(|number| Kind::of(*number) == Kind::Enum).count();
        let unions = (0..100).filter(|number| Kind::of(*number) == Kind::Union).count();
        let requests = (0..100).filter(|number| Kind::of(*number) == Kind::Request).count();
        assert_eq!((enums, unions, requests), (23, 7, 10));
    }

    #[test]
    fn other_generators_have_the_same_models() {
        let mut seen = 0;
        for number in 0..300 {
            let (ours, openapi, apimatic) = (page(number), families::openapi(number), families::apimatic(number));
            let name = words::name(number);
            assert!(ours.text.starts_with(&format!("# {name}\n")) && openapi.text.starts_with(&format!("# {name}\n")));
            assert!(apimatic.text.contains(&format!("\n`{name}`\n")), "{}", apimatic.text);
            if matches!(Kind::of(number), Kind::Object | Kind::Request) {
                let rows = |text: &str, mark: &str| text.lines().filter(|line| line.contains(mark)).count();
                let required = rows(&ours.text, ":heavy_check_mark:");
                // a note stands at the end of what is optional
                let python = openapi.text.lines().filter(|line| line.starts_with("**") && line.ends_with("| ")).count();
                assert_eq!((python, rows(&apimatic.text, "| Required |")), (required, required));
                seen += 1;
            }
        }
        assert_eq!(seen, 210);
    }
}
