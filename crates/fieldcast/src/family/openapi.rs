//! The pages of OpenAPI Generator and of swagger-codegen, from which it came: a model a page, with its members in
//! `## Properties` and its values in `## Enum`.
//!
//! Nothing on these pages is escaped for Markdown, and of null, defaults and names each language tells something else. A
//! language is one file with its words and one line in `languages`.

pub(crate) mod composed;
mod languages;
mod notes;
pub(crate) mod parameter;
mod read;
mod row;
#[cfg(test)]
mod tests;
mod values;

use super::heap::Heap;
use super::page::{Page, Reading, Row};
use super::words::Votes;
use super::{Dialect, Family, Told};
use std::sync::{Arc, LazyLock};

/// OpenAPI Generator and swagger-codegen.
#[derive(Debug)]
pub struct OpenApiGenerator;

static LANGUAGES: LazyLock<Vec<&'static dyn Dialect>> =
    LazyLock::new(|| languages::ALL.iter().map(|language| *language as &dyn Dialect).collect());

/// What its pages are written in.
static VOTES: LazyLock<Votes> = LazyLock::new(|| Votes::new(languages::ALL));

/// Its languages as data.
#[cfg(test)]
pub(super) fn languages() -> &'static [&'static super::words::Language] {
    languages::ALL
}

/// How much a page's code fence, or what else only one language writes on a page, speaks for its language.
const FENCE: usize = 8;

impl Family for OpenApiGenerator {
    fn name(&self) -> &'static str {
        "openapi-generator"
    }

    fn title(&self) -> &'static str {
        "OpenAPI Generator"
    }

    fn languages(&self) -> &'static [&'static dyn Dialect] {
        &LANGUAGES
    }

    fn read<'a>(&self, file: &Arc<str>, text: &'a str, heap: &'a Heap) -> Option<Reading<'a>> {
        read::read(file, text, heap)
    }

    fn votes(&self, page: &Page<'_>) -> Vec<usize> {
        let fence = page.fence.and_then(|fence| {
            languages::ALL
                .iter()
                .position(|l| l.name == fence)
                .or_else(|| languages::ALL.iter().position(|l| l.aliases.contains(&fence)))
        });
        let mut votes = VOTES.count(page.rows());
        if let Some(count) = fence.and_then(|at| votes.get_mut(at)) {
            *count += FENCE;
        }
        votes
    }

    fn settle(&self, votes: &mut [usize]) {
        super::most_likely(votes);
    }

    fn strips_prefix(&self) -> bool {
        true
    }

    fn merges_unions(&self) -> bool {
        true
    }

    fn told(&self, row: &Row<'_>) -> Told {
        read::told(row)
    }
}
