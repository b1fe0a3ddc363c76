//! Words that an API writes in capitals inside its camel-case names: `accountID`, `redirectURL`, `expMM`.
//!
//! Languages that write names in snake case lose such capitals, and Go writes some words in capitals of its own accord.
//! So they are learnt from the identifiers that the API itself spells.

use super::Convention;
use super::initialisms::{is_initialism, singular};
use super::words::Words;
use crate::family::Casing;
use std::collections::HashMap;

/// What is known of an API's capitals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Capitals {
    /// Words that were seen, in lower case: how often in capitals, and how often with a capital only.
    learnt: HashMap<String, (u32, u32)>,
    /// The same for all of Go's initialisms taken together.
    initialisms: (u32, u32),
}

impl Capitals {
    /// Learns from an identifier in camel or Pascal case; others tell nothing.
    pub fn learn(&mut self, identifier: &str, convention: Convention) {
        let casing = match convention {
            Convention::Camel => Casing::Camel,
            Convention::Pascal => Casing::Pascal,
            _ => return,
        };
        // The first word is in small letters anyway.
        for word in Words::of(identifier, casing).words.iter().skip(1) {
            let (stem, plural) = singular(word);
            let letters = stem.chars().filter(|c| c.is_alphabetic()).count();
            if letters < 2 || (!plural && stem.chars().any(char::is_numeric)) {
                continue;
            }
            let capitals = !stem.chars().any(char::is_lowercase);
            let count = |(all, first): &mut (u32, u32)| if capitals { *all += 1 } else { *first += 1 };
            count(self.learnt.entry(stem.to_lowercase()).or_default());
            if is_initialism(stem) {
                count(&mut self.initialisms);
            }
        }
    }

    /// Whether there is evidence of how the API writes a word, or words of its kind.
    pub fn knows(&self, stem: &str) -> bool {
        self.learnt.contains_key(&stem.to_lowercase()) || (is_initialism(stem) && self.initialisms != (0, 0))
    }

    /// Whether the API writes a word, in the singular, in capitals.
    pub fn has(&self, stem: &str) -> bool {
        match self.learnt.get(&stem.to_lowercase()) {
            Some((all, first)) => all > first,
            None => is_initialism(stem) && self.initialisms.0 > self.initialisms.1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_learnt_word_by_word() {
        let mut capitals = Capitals::default();
        assert!(!capitals.has("id"));
        for name in ["shelfID", "loanID", "loanId", "expMM"] {
            capitals.learn(name, Convention::Camel);
        }
        assert!(capitals.has("id") && capitals.knows("id"));
        assert!(capitals.has("mm") && !capitals.knows("yy"));
        assert!(capitals.has("url"), "other initialisms follow the majority");
        assert!(!capitals.has("loan"));
        capitals.learn("coverUrl", Convention::Camel);
        assert!(!capitals.has("url"), "but not against their own evidence");
        capitals.learn("cover_MM", Convention::Snake);
    }

    #[test]
    fn the_first_word_teaches_nothing() {
        let mut capitals = Capitals::default();
        capitals.learn("idCard", Convention::Camel);
        assert!(capitals.knows("card") && !capitals.knows("id"));
    }
}
