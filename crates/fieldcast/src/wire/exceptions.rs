//! Names that break their API's convention, told by spellings that only they have.

use super::Convention;
use super::capitals::Capitals;
use super::conclude::shape;
use super::evidence::Evidence;
use super::scan::{Source, tells};
use super::words::{Words, fold};
use crate::family::Casing;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many names of a family must be quoted before the family is believed.
const FAMILY: usize = 3;

/// So often must a key be seen to be believed.
const SEEN: u32 = 2;

/// The spellings that the pages quote for one folded name.
#[derive(Default)]
struct Spellings<'e> {
    keys: BTreeMap<&'e str, u32>,
    others: BTreeSet<&'e str>,
}

/// The spellings that break `convention`, by their folded names.
///
/// A single name of several words is believed where JSON examples have it as a key, in one spelling and more than once,
/// and nothing on any page spells it in the convention. Whole families are told by less: see [`families`].
pub(super) fn find(evidence: &Evidence, casing: Casing, convention: Convention) -> HashMap<String, String> {
    let mut quoted: HashMap<String, Spellings<'_>> = HashMap::new();
    for (identifier, tally) in evidence.quoted() {
        let spellings = quoted.entry(fold(identifier)).or_default();
        match tally.get(Source::Key as usize).filter(|n| **n > 0) {
            Some(n) => {
                spellings.keys.insert(identifier, *n);
            }
            None => {
                spellings.others.insert(identifier);
            }
        }
    }
    let mut found = families(evidence, casing, convention);
    let names: Vec<_> = evidence.shown(casing).into_iter().map(fold).collect();
    for folded in names {
        let Some(spellings) = quoted.get(&folded) else { continue };
        let mut keys = spellings.keys.iter();
        if let (Some((key, seen)), None) = (keys.next(), keys.next())
            && *seen >= SEEN
            && tells(key)
            && shape(key).is_some_and(|s| s != convention)
            && spellings.others.iter().all(|o| shape(o) != Some(convention))
        {
            found.insert(folded, (*key).to_owned());
        }
    }
    found
}

/// Families of names that begin with the same word and are spelt alike, unlike the API's other names: `utm_source`,
/// `utm_medium`, `utm_term` in the midst of camel case.
///
/// A family is believed where every field that begins with its word is quoted somewhere in that other spelling, in
/// the singular or (as values that select groups are) in the plural; where they are three or more; and where nothing
/// that begins with the word is quoted in the API's convention.
fn families(evidence: &Evidence, casing: Casing, convention: Convention) -> HashMap<String, String> {
    let other = match convention {
        Convention::Camel => Convention::Snake,
        Convention::Snake => Convention::Camel,
        _ => return HashMap::new(),
    };
    let first_word = |name: &str, casing: Casing| {
        let words = Words::of(name, casing).words;
        words.first().filter(|_| words.len() > 1).map(|w| w.to_lowercase())
    };
    let (mut unlike, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for (identifier, _) in evidence.quoted() {
        if shape(identifier) == Some(other) {
            unlike.insert(fold(identifier));
        } else if shape(identifier) == Some(convention) {
            kept.extend(first_word(identifier, Casing::Camel));
        }
    }
    let mut fields: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for name in evidence.shown(casing) {
        if let Some(word) = first_word(name, casing) {
            fields.entry(word).or_default().insert(name);
        }
    }
    let quoted = |name: &&str| {
        let folded = fold(name);
        unlike.contains(&folded) || unlike.contains(&format!("{folded}s"))
    };
    fields
        .into_iter()
        .filter(|(word, names)| !kept.contains(word) && names.len() >= FAMILY && names.iter().all(quoted))
        .flat_map(|(_, names)| names)
        .map(|name| (fold(name), Words::of(name, casing).write(other, casing, &Capitals::default())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(fields: &[&str], values: &[&str], prose: &str, example: &str) -> Evidence {
        let mut evidence = Evidence::default();
        fields.iter().for_each(|f| evidence.documented(f, Casing::Camel));
        values.iter().for_each(|v| evidence.value(v));
        evidence.prose(prose);
        evidence.example(example);
        evidence
    }

    fn found(evidence: &Evidence) -> Vec<String> {
        let mut all: Vec<_> = find(evidence, Casing::Camel, Convention::Camel).into_values().collect();
        all.sort_unstable();
        all
    }

    const TAGS: [&str; 3] = ["tagColour", "tagSize", "tagShape"];

    #[test]
    fn a_family_is_believed_when_all_of_it_is_quoted() {
        let all = evidence(&TAGS, &["tag_colours", "tag_sizes", "tag_shape"], "", "");
        assert_eq!(found(&all), ["tag_colour", "tag_shape", "tag_size"]);
        assert!(found(&evidence(&TAGS, &["tag_colours", "tag_sizes"], "", "")).is_empty());
        assert!(found(&evidence(&TAGS[..2], &["tag_colours", "tag_sizes"], "", "")).is_empty());
    }

    #[test]
    fn a_family_is_not_believed_against_other_evidence() {
        let values = ["tag_colours", "tag_sizes", "tag_shapes"];
        assert!(found(&evidence(&TAGS, &values, "see `tagOwner`", "")).is_empty());
    }

    #[test]
    fn a_key_that_nothing_contradicts_is_believed() {
        let example = r#"{"due_date": 1, "Shelf": {"loan_id": 2, "loanId": 3}, "year_made": 4}"#;
        let mut all = evidence(&["dueDate", "shelf", "loanId", "yearMade"], &[], "by `yearMade`", example);
        assert!(found(&all).is_empty());
        all.example(example);
        assert_eq!(found(&all), ["due_date"]);
    }
}
