//! Which of many languages the cells of a page are written in.
//!
//! Nearly all cells are a plain word or a link to a model. Those are looked up, each once, for all languages at the same
//! time; only what is left is parsed in each.

use super::language::Language;
use super::types::{self, bare};
use crate::family::page::Row;
use foldhash::{HashMap, HashMapExt as _};

/// The languages of a family, and their words.
#[derive(Debug)]
pub(in crate::family) struct Votes {
    languages: &'static [&'static Language],
    /// The languages that have a word, a bit each.
    words: HashMap<&'static str, u64>,
}

impl Votes {
    /// Counts for these languages; only for the first 64.
    pub fn new(languages: &'static [&'static Language]) -> Self {
        let mut words: HashMap<&'static str, u64> = HashMap::new();
        for (at, language) in languages.iter().enumerate().take(64) {
            for (word, _) in language.words {
                *words.entry(word).or_default() |= 1 << at;
            }
        }
        Self { languages, words }
    }

    /// How many of the rows have a type in each language's own words, in their order.
    pub fn count(&self, rows: &[Row<'_>]) -> Vec<usize> {
        let mut counts = vec![0; self.languages.len()];
        let mut known: HashMap<&str, u64> = HashMap::new();
        for row in rows {
            let cell = row.ty.text;
            let mut speaking = match known.get(cell) {
                Some(known) => *known,
                None => {
                    let found = self.speaking(cell);
                    known.insert(cell, found);
                    found
                }
            };
            while speaking != 0 {
                if let Some(count) = counts.get_mut(speaking.trailing_zeros() as usize) {
                    *count += 1;
                }
                speaking &= speaking - 1;
            }
        }
        counts
    }

    /// The languages that a cell is written in, a bit each.
    fn speaking(&self, cell: &str) -> u64 {
        let (inner, _, _) = bare(cell);
        // Go's `NullableString` is parsed
        let is_word = inner.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !inner.starts_with("Nullable");
        if is_word {
            return self.words.get(&*inner).copied().unwrap_or_default();
        }
        let each = self.languages.iter().enumerate().take(64);
        each.filter(|(_, language)| types::says(&inner, language)).fold(0, |all, (at, _)| all | 1 << at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::family::Primitive;
    use crate::markdown::Span;

    fn row(text: &str) -> Row<'_> {
        let ty = Span { text, line: 1, column: 1 };
        Row {
            name: ty,
            struck: false,
            ty,
            required: true,
            description: Span::default(),
            example: Span::default(),
            null: None,
            notes: "",
        }
    }

    #[test]
    fn looking_up_tells_what_parsing_tells() {
        let votes = Votes::new(crate::family::openapi::languages());
        let words = votes.languages.iter().flat_map(|language| language.words.iter().map(|(word, _)| *word));
        let more = [
            "**str**",
            "[**Pet**](Pet.md)",
            "[**List[Pet]**](Pet.md)",
            "NullableString",
            "List&lt;String&gt;",
            "",
            "a b",
        ];
        let mut seen = 0;
        for cell in words.chain(more) {
            let counts = votes.count(&[row(cell), row(cell)]);
            for (language, count) in votes.languages.iter().zip(counts) {
                assert_eq!(count, if types::speaks(cell, language) { 2 } else { 0 }, "{cell} in {}", language.name);
                seen += 1;
            }
        }
        assert!(seen > 5_000, "{seen}");
        assert!(votes.languages.iter().any(|l| l.words.contains(&("str", Primitive::String))));
    }
}
