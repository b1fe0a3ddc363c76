//! The spellings that a field's own page quotes: nearer evidence than that of the whole API.

use super::Convention;
use super::scan::{self, Source};
use super::shape::shape;
use super::words::fold;
use foldhash::HashMap;

/// So many rows must quote their own names with hyphens to be believed.
const FAMILY: usize = 3;

/// Identifiers found on one page, or in the example of a field that leads to it.
///
/// A field that has the same letters and digits as one of them is spelt like it, whatever the API's convention:
/// `utm_source` in the midst of camel case, or `_id`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalSpellings {
    /// By folded names: each spelling with the best place where it was found.
    found: HashMap<String, Vec<(String, Source)>>,
    /// Spellings with hyphens that rows quote of their own name.
    own: Vec<String>,
    /// Whether the row of `id` speaks of the identifier that a database gives to its documents.
    database_id: bool,
}

impl LocalSpellings {
    /// Adds an example of the model itself: the unescaped Example cell of a field elsewhere whose type is this model, a
    /// list of it or, as many times as `maps` says, a map to it.
    pub fn example(&mut self, text: &str, maps: u32) {
        scan::model_keys(text, maps, &mut |key| self.push(key, Source::Key));
    }

    /// Adds the Markdown of the page's own description.
    pub fn prose(&mut self, text: &str) {
        scan::prose(text, &mut |identifier, source| self.add(identifier, source));
    }

    /// Adds all that another page of the same model quotes.
    pub fn merge(&mut self, other: &Self) {
        for (spelling, source) in other.found.values().flatten() {
            self.push(spelling, *source);
        }
        self.database_id |= other.database_id;
    }

    /// Whether the page's `id` is described as a database's own identifier of a document.
    pub(super) fn database_id(&self) -> bool {
        self.database_id
    }

    /// Whether anything on the page may change the name of the field with these letters and digits.
    pub(super) fn speaks_of(&self, folded: &str) -> bool {
        (self.database_id && folded == "id") || self.found.contains_key(folded)
    }

    /// Adds an identifier in the example of a field: a part of the field and not its sibling, so that it is not worth a key
    /// of the model.
    pub(super) fn add_within(&mut self, identifier: &str, source: Source) {
        if source == Source::Key && scan::tells(identifier) {
            self.add(identifier, Source::Text);
        }
    }

    /// Adds what a row tells of the page's `id`, where it is that.
    pub(super) fn add_id(&mut self, documented: &str, description: &str, example: &str) {
        if documented.eq_ignore_ascii_case("id") && (is_of_a_database(description) || is_object_id(example)) {
            self.database_id = true;
        }
    }

    /// Adds a spelling with hyphens of the very field in whose description it stands.
    pub(super) fn add_own(&mut self, identifier: &str) {
        self.own.push(identifier.to_owned());
    }

    /// Takes the spellings with hyphens that rows quote of their own names as those of the page's members, where several
    /// rows do: one alone is a value.
    pub fn settle(&mut self) {
        let own = std::mem::take(&mut self.own);
        if own.len() >= FAMILY {
            own.iter().for_each(|identifier| self.push(identifier, Source::Key));
        }
    }

    /// Adds an identifier in a description.
    pub(super) fn add(&mut self, identifier: &str, source: Source) {
        let shape = shape(identifier);
        let is_a_name = match source {
            // In Pascal case it is a model or a value, with hyphens a header or a value, and one word tells nothing.
            Source::Code | Source::Template => {
                scan::tells(identifier) && !identifier.contains('-') && shape.is_none_or(|s| s != Convention::Pascal)
            }
            // Words with capitals are brands as often as names; words with underscores are names.
            Source::Text => shape.is_some_and(|s| s == Convention::Snake),
            Source::Key | Source::Value => false,
        };
        if is_a_name {
            self.push(identifier, source);
        }
    }

    fn push(&mut self, identifier: &str, source: Source) {
        let folded = fold(identifier);
        // A key of punctuation alone, or of nothing, spells no field.
        if folded.is_empty() {
            return;
        }
        let spellings = self.found.entry(folded).or_default();
        // two of one place contradict each other as well as two thousand do
        let enough = spellings.iter().filter(|(_, other)| *other == source).count() > 1;
        match spellings.iter_mut().find(|(spelling, _)| spelling == identifier) {
            Some((_, best)) => *best = source.min(*best),
            None if enough => {}
            None => spellings.push((identifier.to_owned(), source)),
        }
    }

    /// The one spelling of the field with these letters and digits that was found in the best place; none where that
    /// place has several.
    pub(super) fn of(&self, folded: &str) -> Option<(&str, Source)> {
        let spellings = self.found.get(folded)?;
        let best = spellings.iter().map(|(_, source)| *source).min()?;
        let mut of_best = spellings.iter().filter(|(_, source)| *source == best);
        match (of_best.next(), of_best.next()) {
            (Some((one, source)), None) => Some((one, *source)),
            _ => None,
        }
    }
}

/// Whether a description says that an identifier is the database's.
fn is_of_a_database(description: &str) -> bool {
    description.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| {
        ["database", "internal", "document", "mongodb", "objectid", "_id"].iter().any(|w| word.eq_ignore_ascii_case(w))
    })
}

/// Whether an example is an identifier as MongoDB makes them: 12 bytes in hexadecimal digits.
fn is_object_id(example: &str) -> bool {
    let example = example.trim().trim_matches('"');
    example.len() == 24
        && example.bytes().all(|b| b.is_ascii_hexdigit())
        && example.bytes().any(|b| b.is_ascii_alphabetic())
        && example.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Evidence;

    fn name<'l>(local: &'l LocalSpellings, folded: &str) -> Option<&'l str> {
        local.of(folded).map(|(name, _)| name)
    }

    #[test]
    fn the_best_place_decides() {
        let mut local = LocalSpellings::default();
        local.prose("The due_date, not the `dueDate`.");
        assert_eq!(name(&local, "duedate"), Some("dueDate"));
        local.example(r#"{"due-date": {"due_date": 1}}"#, 0);
        assert_eq!(name(&local, "duedate"), Some("due-date"));
        local.example(r#"{"due_date": 1}"#, 0);
        assert_eq!(name(&local, "duedate"), None, "two keys contradict each other");
        assert_eq!(name(&local, "shelf"), None);
    }

    #[test]
    fn an_empty_key_spells_no_field() {
        let mut local = LocalSpellings::default();
        local.example(r#"{"": 1, "a": 2}"#, 0);
        assert_eq!((name(&local, ""), name(&local, "a")), (None, Some("a")));
    }

    #[test]
    fn brands_and_models_are_no_names() {
        let mut local = LocalSpellings::default();
        local.prose("An eReader by `BookShelf`, see shelfMate.");
        local.example("shelf_value", 0);
        Evidence::default().row("shelf", "", r#"{"Inner": 1, "plain": 2, "innerKey": "a_value"}"#, &mut local);
        assert_eq!(local, LocalSpellings::default());
        Evidence::default().row("shelf", "", r#"{"inner_key": 1}"#, &mut local);
        assert_eq!(name(&local, "innerkey"), Some("inner_key"));
    }

    #[test]
    fn rows_that_quote_their_own_names_with_hyphens_are_believed_together() {
        let names = ["daySlow", "dayFast", "nightSlow"];
        for (rows, spelled) in [(&names[..], Some("day-slow")), (&names[..2], None)] {
            let mut local = LocalSpellings::default();
            for row in rows {
                let quoted = row.replace("Slow", "-slow").replace("Fast", "-fast");
                Evidence::default().member(row, &format!("For the `{quoted}` ferry, as `other-name`."), &mut local);
            }
            local.settle();
            assert_eq!(name(&local, "dayslow"), spelled);
            assert_eq!(name(&local, "othername"), None);
        }
    }

    #[test]
    fn headers_and_values_are_no_names() {
        let mut local = LocalSpellings::default();
        local
            .prose("Sent as `Content-Type`, in the form `date-time`, as `raw / stepFactor`; see `_links` and `owner`.");
        assert_eq!(["contenttype", "datetime", "stepfactor", "owner"].map(|folded| name(&local, folded)), [None; 4]);
        assert_eq!(name(&local, "links"), Some("_links"));
    }

    #[test]
    fn the_keys_of_a_map_to_the_model_are_one_level_down() {
        let mut local = LocalSpellings::default();
        local.example(r#"{"north_wing": {"due_date": 1, "shelf": {"loan_id": 2}}}"#, 1);
        assert_eq!(["northwing", "duedate", "loanid"].map(|f| name(&local, f)), [None, Some("due_date"), None]);
    }

    #[test]
    fn the_ids_of_databases_are_recognised() {
        let of = |documented, description, example| {
            let mut local = LocalSpellings::default();
            Evidence::default().row(documented, description, example, &mut local);
            local.database_id()
        };
        assert!(of("id", "Database identifier of the shelf", ""));
        assert!(of("id", "The shelf", "507f1f77bcf86cd799439011"));
        assert!(!of("id", "The shelf", "507f1f77bcf86cd79943901"));
        assert!(!of("id", "The shelf", "shelf_1"));
        assert!(!of("owner", "Internal", ""));
    }
}
