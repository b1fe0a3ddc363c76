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

use super::Dialect;
use super::page::Page;

/// Every SDK language; where as much speaks for two of them, the first is taken.
pub const ALL: &[&dyn Dialect] =
    &[&typescript::TypeScript, &python::Python, &ruby::Ruby, &go::Go, &java::Java, &csharp::CSharp, &php::Php];

/// The language by its name or one of its aliases, without regard to case.
pub fn by_name(name: &str) -> Option<&'static dyn Dialect> {
    ALL.iter()
        .copied()
        .find(|d| d.name().eq_ignore_ascii_case(name) || d.aliases().iter().any(|a| a.eq_ignore_ascii_case(name)))
}

/// The dialect of these very pages: the language, or an older generation of it, as all Type cells of an SDK tell.
pub fn of_cells<'c>(language: &'static dyn Dialect, cells: impl IntoIterator<Item = &'c str>) -> &'static dyn Dialect {
    language.generation(&mut cells.into_iter()).unwrap_or(language)
}

/// How much speaks for each language, in the order of [`ALL`].
pub type Votes = [usize; ALL.len()];

/// How many Type cells and code fences of a page speak for each language.
///
/// A cell speaks for a language where it parses in it and has a mark that only that language writes.
pub fn votes(page: &Page<'_>) -> Votes {
    let fence = page.fence.and_then(by_name);
    let mut votes = [0; ALL.len()];
    for (dialect, count) in ALL.iter().zip(&mut votes) {
        let speaks = |cell: &&str| dialect.marks(cell) && dialect.parse_type(cell).is_ok();
        *count = usize::from(fence.is_some_and(|fence| fence.name() == dialect.name()))
            + page.rows().iter().map(|row| row.ty.text).filter(speaks).count();
    }
    votes
}
