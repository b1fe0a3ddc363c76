//! Made-up pages of an SDK's documentation, as many as are asked for: the same number always gives the same pages.
//!
//! They are of the kinds and in the shares that were measured over real SDKs: objects with a table of fields, open and
//! closed enums, unions, requests. A model refers only to models near it, so that ten times the pages are ten times the
//! work and no more.

pub mod copies;
mod render;
mod words;

use chance::Random;
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
    let mut random = Random(number as u64);
    let kind = Kind::of(number);
    let name = words::name(number);
    let mut text = String::with_capacity(4096);
    match kind {
        Kind::Object | Kind::Request => render::object(&mut text, number, &mut random),
        Kind::Enum => render::enumeration(&mut text, number, &mut random),
        Kind::Union => render::union(&mut text, number, &mut random),
    }
    Page { path: format!("{}/{}.md", folder(kind), name.to_lowercase()), text }
}

fn folder(kind: Kind) -> &'static str {
    if kind == Kind::Request { "operations" } else { "components" }
}

/// Writes `count` pages to `folder/docs/models`, which must not be there; gives their bytes.
///
/// # Errors
/// What the system refuses.
pub fn write(folder: &Path, count: usize) -> io::Result<u64> {
    write_all(folder, (0..count).map(page))
}

/// The same for pages of which many define one shape, of [`copies`].
///
/// # Errors
/// What the system refuses.
pub fn write_copies(folder: &Path, count: usize) -> io::Result<u64> {
    write_all(folder, (0..count).map(|number| copies::page(number, count)))
}

fn write_all(folder: &Path, pages: impl Iterator<Item = Page>) -> io::Result<u64> {
    let models = folder.join("docs/models");
    for name in ["components", "operations"] {
        fs::create_dir_all(models.join(name))?;
    }
    let mut bytes = 0;
    for page in pages {
        bytes += page.text.len() as u64;
        fs::write(models.join(&page.path), &page.text)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

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
}
