//! APIMatic's pages: a model a page, with its members, values or cases in one table; unions lie in a folder of their own.
//!
//! A page's title is words; the class that it is of stands in code below `## Structure`. Links lead to pages, and labels
//! may be words, so that a reference goes by its link.

mod languages;
pub(crate) mod read;
#[cfg(test)]
mod tests;

use super::heap::Heap;
use super::page::{Page, Reading, Row};
use super::words::Votes;
use super::{Dialect, Family, Told};
use std::sync::{Arc, LazyLock};

/// APIMatic.
#[derive(Debug)]
pub struct ApiMatic;

static LANGUAGES: LazyLock<Vec<&'static dyn Dialect>> =
    LazyLock::new(|| languages::ALL.iter().map(|language| *language as &dyn Dialect).collect());

/// What its pages are written in.
static VOTES: LazyLock<Votes> = LazyLock::new(|| Votes::new(languages::ALL));

/// How much the language of a page's example speaks.
const FENCE: usize = 8;

impl Family for ApiMatic {
    fn name(&self) -> &'static str {
        "apimatic"
    }

    fn title(&self) -> &'static str {
        "APIMatic"
    }

    fn languages(&self) -> &'static [&'static dyn Dialect] {
        &LANGUAGES
    }

    fn read<'a>(&self, file: &Arc<str>, text: &'a str, heap: &'a Heap) -> Option<Reading<'a>> {
        read::read(file, text, heap)
    }

    fn votes(&self, page: &Page<'_>) -> Vec<usize> {
        let mut votes = VOTES.count(page.rows());
        for (count, language) in votes.iter_mut().zip(languages::ALL) {
            let is = page.fence.is_some_and(|f| f == language.name || language.aliases.contains(&f));
            *count += if is { FENCE } else { 0 };
        }
        votes
    }

    fn settle(&self, votes: &mut [usize]) {
        super::most_likely(votes);
    }

    fn names_values(&self) -> bool {
        true
    }

    fn told(&self, row: &Row<'_>) -> Told {
        read::told(row)
    }
}
