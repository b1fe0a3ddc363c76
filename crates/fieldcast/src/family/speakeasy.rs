//! Speakeasy's pages: a model a page, with its members in `## Fields`, its values in `## Values` or its types in
//! `## Supported Types`.
//!
//! A language is one file with one [`Dialect`] and one line in [`ALL`].

mod csharp;
mod go;
mod java;
mod php;
mod python;
mod read;
mod ruby;
mod typescript;
mod values;

#[cfg(test)]
mod tests;

pub use read::{LONGEST_ROW, read};
pub use values::{EnumValue, EnumValues, enum_values, openness};

use super::page::{Page, Reading};
use super::{Dialect, Family, Heap};
use std::sync::Arc;

/// Every SDK language; where as much speaks for two of them, the first is taken.
pub const ALL: &[&dyn Dialect] =
    &[&typescript::TypeScript, &python::Python, &ruby::Ruby, &go::Go, &java::Java, &csharp::CSharp, &php::Php];

/// The dialect of these very pages: the language, or an older generation of it, as all Type cells of an SDK tell.
pub fn of_cells<'c>(language: &'static dyn Dialect, cells: impl IntoIterator<Item = &'c str>) -> &'static dyn Dialect {
    language.generation(&mut cells.into_iter()).unwrap_or(language)
}

/// Speakeasy.
#[derive(Debug)]
pub struct Speakeasy;

impl Family for Speakeasy {
    fn name(&self) -> &'static str {
        "speakeasy"
    }

    fn title(&self) -> &'static str {
        "Speakeasy"
    }

    fn languages(&self) -> &'static [&'static dyn Dialect] {
        ALL
    }

    fn read<'a>(&self, file: &Arc<str>, text: &'a str, _: &'a Heap) -> Option<Reading<'a>> {
        Some(read(file, text))
    }

    fn votes(&self, page: &Page<'_>) -> Vec<usize> {
        votes(page)
    }
}

/// How many Type cells and code fences of a page speak for each language.
///
/// A cell speaks for a language where it parses in it and has a mark that only that language writes.
pub fn votes(page: &Page<'_>) -> Vec<usize> {
    let fence = page.fence.and_then(|fence| super::language_of(&Speakeasy, fence));
    let of = |dialect: &&dyn Dialect| {
        let speaks = |cell: &&str| dialect.marks(cell) && dialect.parse_type(cell).is_ok();
        usize::from(fence.is_some_and(|fence| fence.name() == dialect.name()))
            + page.rows().iter().map(|row| row.ty.text).filter(speaks).count()
    };
    ALL.iter().map(of).collect()
}
