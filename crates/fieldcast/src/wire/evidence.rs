//! What the pages quote from the API: a tally of identifiers, to which pages can be added in any order.

use super::LocalSpellings;
use super::scan::{self, Source};
use super::words::{Words, fold};
use crate::family::Casing;
use foldhash::{HashMap, HashSet};

/// How often an identifier was found in each kind of place.
pub(super) type Tally = [u32; Source::COUNT];

/// Identifiers that the pages of one API quote, and the names of its fields.
///
/// Evidence is a sum: the order in which pages are read, and how they are spread over threads, changes nothing.
/// Only what tells something is kept, so that the evidence of ten thousand pages is a few hundred identifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    quoted: HashMap<Box<str>, Tally>,
    documented: [HashSet<Box<str>>; CASINGS],
}

/// How many casings there are.
const CASINGS: usize = 4;

impl Evidence {
    /// Adds an Example cell, unescaped: JSON with keys, or a value that stands alone.
    pub fn example(&mut self, text: &str) {
        scan::example(text, &mut |identifier, source| self.count(identifier, source));
    }

    /// Adds the Markdown of a description.
    pub fn prose(&mut self, text: &str) {
        scan::prose(text, &mut |identifier, source| self.count(identifier, source));
    }

    /// Adds a page's own description, to the page's spellings too: one search for both.
    pub fn description(&mut self, text: &str, page: &mut LocalSpellings) {
        scan::prose(text, &mut |identifier, source| {
            self.count(identifier, source);
            page.add(identifier, source);
        });
    }

    /// Adds the description of a row, to the spellings of its page too.
    pub fn member(&mut self, documented: &str, description: &str, page: &mut LocalSpellings) {
        scan::prose(description, &mut |identifier, source| {
            self.count(identifier, source);
            page.add(identifier, source);
            if source == Source::Code && identifier.contains('-') && fold(identifier) == fold(documented) {
                page.add_own(identifier);
            }
        });
    }

    /// Adds an example of a row, to the spellings of its page too: the field's name as documented, its description in
    /// Markdown and the example, unescaped.
    pub fn row(&mut self, documented: &str, description: &str, example: &str, page: &mut LocalSpellings) {
        if !example.is_empty() {
            scan::example(example, &mut |identifier, source| {
                self.count(identifier, source);
                page.add_within(identifier, source);
            });
        }
        page.add_id(documented, description, example);
    }

    /// Adds a value of an enum: the weakest evidence, for many an API writes its values unlike its names.
    pub fn value(&mut self, text: &str) {
        scan::value(text, &mut |identifier, source| self.count(identifier, source));
    }

    /// Adds names on the wire that the SDK's own sources have, each as good as a key in an example.
    pub fn tags<'t>(&mut self, names: impl Iterator<Item = &'t str>) {
        names.filter(|name| scan::tells(name)).for_each(|name| self.count(name, Source::Key));
    }

    /// Adds a field's name as the page shows it. An identifier that is a field's name weighs more than one that is not.
    pub fn documented(&mut self, name: &str, casing: Casing) {
        if let Some(names) = self.documented.get_mut(casing as usize)
            && !names.contains(name)
        {
            names.insert(name.into());
        }
    }

    /// Adds all of another's evidence.
    pub fn merge(&mut self, other: Self) {
        for (identifier, tally) in other.quoted {
            let sum = self.quoted.entry(identifier).or_default();
            for (mine, theirs) in sum.iter_mut().zip(tally) {
                *mine = mine.saturating_add(theirs);
            }
        }
        for (mine, theirs) in self.documented.iter_mut().zip(other.documented) {
            mine.extend(theirs);
        }
    }

    /// Joins the evidence of another SDK of the same API: its pages quote the same texts, so that what both quote counts
    /// as often as in the one that quotes it more often, and joining twice changes nothing.
    pub fn join(&mut self, other: &Self) {
        for (identifier, tally) in &other.quoted {
            let most = self.quoted.entry(identifier.clone()).or_default();
            for (mine, theirs) in most.iter_mut().zip(tally) {
                *mine = (*mine).max(*theirs);
            }
        }
        for (mine, theirs) in self.documented.iter_mut().zip(&other.documented) {
            mine.extend(theirs.iter().cloned());
        }
    }

    fn count(&mut self, identifier: &str, source: Source) {
        let tally = match self.quoted.get_mut(identifier) {
            Some(tally) => tally,
            None => self.quoted.entry(identifier.into()).or_default(),
        };
        if let Some(n) = tally.get_mut(source as usize) {
            *n = n.saturating_add(1);
        }
    }

    /// Every identifier that was quoted, sorted.
    pub(super) fn quoted(&self) -> Vec<(&str, &Tally)> {
        let mut all: Vec<_> = self.quoted.iter().map(|(identifier, tally)| (&**identifier, tally)).collect();
        all.sort_unstable();
        all
    }

    /// The names of the fields that were shown in a casing, sorted.
    pub(super) fn shown(&self, casing: Casing) -> Vec<&str> {
        let mut all: Vec<_> = self.documented.get(casing as usize).into_iter().flatten().map(|name| &**name).collect();
        all.sort_unstable();
        all
    }

    /// How often an identifier was quoted in each kind of place.
    pub(super) fn tally(&self, identifier: &str) -> Tally {
        self.quoted.get(identifier).copied().unwrap_or_default()
    }

    /// The names of all fields that have several words, folded.
    pub(super) fn folded_of_several_words(&self) -> HashSet<String> {
        let casings = [Casing::Snake, Casing::Camel, Casing::Pascal, Casing::GoPascal];
        casings
            .into_iter()
            .flat_map(|casing| {
                self.documented.get(casing as usize).into_iter().flatten().map(move |name| (casing, name))
            })
            .filter(|(casing, name)| Words::of(name, *casing).words.len() > 1)
            .map(|(_, name)| fold(name))
            .collect()
    }
}
