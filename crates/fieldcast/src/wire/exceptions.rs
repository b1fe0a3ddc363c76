//! Names that break their API's convention, told by spellings that only they have.

use super::Convention;
use super::capitals::Capitals;
use super::evidence::Evidence;
use super::scan::{Source, tells, unsigned};
use super::shape::shape;
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
    /// Those that begin with a sign or an underscore, and how often they are quoted as names.
    marked: BTreeMap<&'e str, u32>,
    /// How often all others are.
    plain: u32,
}

impl<'e> Spellings<'e> {
    /// The one spelling with a mark that is quoted; with `most`, where it is so more often than any without.
    fn marked(&self, is: impl Fn(&str) -> bool, most: bool) -> Option<&'e str> {
        let mut found = self.marked.iter().filter(|(name, _)| is(name));
        let (name, count) = found.next()?;
        (found.next().is_none() && (!most || *count > self.plain)).then_some(*name)
    }
}

/// The spellings that break `convention`, by their folded names.
///
/// A single name of several words is believed where JSON examples have it as a key, in one spelling, and nothing on any
/// page spells it in the convention; more than once, where it is written in another. A name that begins with an
/// underscore or another sign is believed where it is quoted more often than the same without: no prose writes such a
/// sign of its own accord. Whole families are told by less: see [`families`].
pub(super) fn find(evidence: &Evidence, casing: Casing, convention: Convention) -> HashMap<String, String> {
    let mut quoted: HashMap<String, Spellings<'_>> = HashMap::new();
    let mut signs: BTreeSet<char> = BTreeSet::new();
    for (identifier, tally) in evidence.quoted() {
        let spellings = quoted.entry(fold(identifier)).or_default();
        let keys = tally.get(Source::Key as usize).copied().unwrap_or_default();
        let names = tally.iter().take(Source::Text as usize).sum::<u32>();
        if identifier.starts_with('_') || unsigned(identifier).len() < identifier.len() {
            spellings.marked.insert(identifier, names);
            signs.extend(identifier.chars().next());
        } else if keys > 0 {
            spellings.keys.insert(identifier, keys);
            spellings.plain += names;
        } else {
            spellings.others.insert(identifier);
            spellings.plain += names;
        }
    }
    let mut found = families(evidence, casing, convention);
    for name in evidence.shown(casing) {
        let folded = fold(name);
        if let Some(marked) = spelled_out(name, casing, convention, &quoted, &signs) {
            found.insert(folded, marked);
            continue;
        }
        let Some(spellings) = quoted.get(&folded) else { continue };
        // `_id` has a law of its own
        if let Some(marked) = spellings.marked(|name| name.starts_with('_'), true).filter(|name| *name != "_id") {
            found.insert(folded, marked.to_owned());
            continue;
        }
        let mut keys = spellings.keys.iter();
        if let (Some((key, seen)), None) = (keys.next(), keys.next())
            && tells(key)
            && shape(key).is_some_and(|s| s == convention || *seen >= SEEN)
            && spellings.others.iter().all(|o| shape(o) != Some(convention))
        {
            found.insert(folded, (*key).to_owned());
        }
    }
    for (folded, name) in numbered(evidence, casing, convention) {
        found.entry(folded).or_insert(name);
    }
    // HAL reserves two names (draft-kelly-json-hal, 4.1): who writes the one writes the other
    let quoted = |name: &str| quoted.get(name).is_some_and(|spellings| spellings.plain > 0);
    if let Some((name, marked)) = match (found.contains_key("links"), found.contains_key("embedded")) {
        (true, false) => Some(("embedded", "_embedded")),
        (false, true) => Some(("links", "_links")),
        _ => None,
    } && !quoted(name)
    {
        found.insert(name.to_owned(), marked.to_owned());
    }
    found
}

/// The words by which languages spell out the signs that names of members begin with.
const SPELLED: [(&str, char); 9] = [
    ("dollar", '$'),
    ("at", '@'),
    ("dot", '.'),
    ("hash", '#'),
    ("tilde", '~'),
    ("star", '*'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("minus", '-'),
];

/// The name with its sign, where the first word of a documented name may be one and the pages quote the name so: `$and`
/// for `dollarAnd`. Nobody calls a member after the dollar, so that one name that begins with it tells of all.
fn spelled_out(
    name: &str,
    casing: Casing,
    convention: Convention,
    quoted: &HashMap<String, Spellings<'_>>,
    signs: &BTreeSet<char>,
) -> Option<String> {
    let words = Words::of(name, casing);
    let (first, rest) = match words.words.as_slice() {
        // digits are no word of their own: `plus1`
        [one] => {
            one.find(|c: char| c.is_ascii_digit()).map(|at| one.split_at(at)).map(|(word, rest)| (word, vec![rest]))?
        }
        [first, rest @ ..] => (*first, rest.to_vec()),
        [] => return None,
    };
    let (_, sign) = SPELLED.iter().find(|(word, _)| first.eq_ignore_ascii_case(word))?;
    if !signs.contains(sign) {
        return None;
    }
    let exact = quoted.get(&fold(&rest.concat())).and_then(|s| s.marked(|name| name.starts_with(*sign), false));
    exact.map(str::to_owned).or_else(|| {
        let rest = Words { prefix: "", words: rest };
        (*sign == '$').then(|| format!("${}", rest.write(convention, casing, &Capitals::default())))
    })
}

/// Names that end with a number which stands apart on the wire, `address_line_2`, where the language shows none of it:
/// `addressLine2`.
///
/// What is quoted of the same name with another number tells of it. What is quoted of others tells of names that are
/// numbered for certain, with two numbers in a row: where two or more that are fields have their numbers apart, and none
/// has not.
fn numbered(evidence: &Evidence, casing: Casing, convention: Convention) -> Vec<(String, String)> {
    let sign = match convention {
        Convention::Snake if casing != Casing::Snake => '_',
        Convention::Kebab => '-',
        _ => return Vec::new(),
    };
    let mut shown: BTreeMap<String, BTreeMap<u32, &str>> = BTreeMap::new();
    for name in evidence.shown(casing) {
        if let Some((stem, number)) = numbered_name(name) {
            shown.entry(fold(stem)).or_default().insert(number, name);
        }
    }
    // Of each name the numbers that are quoted apart from it, and whether some is quoted with it.
    let mut quoted: BTreeMap<String, (BTreeSet<u32>, bool)> = BTreeMap::new();
    for (identifier, tally) in evidence.quoted() {
        let Some((stem, number)) = numbered_name(identifier) else { continue };
        let folded = fold(stem);
        let is_name = tally.iter().take(Source::Text as usize).any(|count| *count > 0);
        if is_name && shown.contains_key(&folded) && !stem.chars().any(|c| c.is_ascii_uppercase()) {
            let (apart, joined) = quoted.entry(folded).or_default();
            if stem.ends_with(sign) {
                apart.insert(number);
            } else {
                *joined = true;
            }
        }
    }
    let of_all = quoted.values().all(|(_, joined)| !joined) && quoted.len() >= STEMS;
    let mut found = Vec::new();
    for (stem, numbers) in &shown {
        let (apart, joined) = quoted.get(stem).map_or((0, false), |(apart, joined)| (apart.len(), *joined));
        let in_a_row = numbers.keys().any(|number| numbers.contains_key(&(number + 1)));
        if joined || apart == 0 && !(of_all && in_a_row) {
            continue;
        }
        for (number, name) in numbers {
            let Some((stem, _)) = numbered_name(name) else { continue };
            let stem = Words::of(stem, casing).write(convention, casing, &Capitals::default());
            found.push((fold(name), format!("{stem}{sign}{number}")));
        }
    }
    found
}

/// So many names must have their numbers apart before it is held to be the API's way.
const STEMS: usize = 2;

/// A name without the number that it ends with, and that number, which counts things: one of two digits at most, without
/// a zero before it, behind a word of two letters or more.
fn numbered_name(name: &str) -> Option<(&str, u32)> {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.get(stem.len()..).filter(|digits| digits.len() <= 2 && !digits.starts_with('0'))?;
    let word = stem.trim_end_matches(['_', '-']);
    let mut last = word.chars().rev();
    let is_word = last.next().is_some_and(char::is_lowercase) && last.next().is_some_and(char::is_alphabetic);
    Some((stem, digits.parse().ok().filter(|_| is_word)?))
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

    fn snakes(fields: &[&str], example: &str) -> Vec<String> {
        let evidence = evidence(fields, &[], "", example);
        numbered(&evidence, Casing::Camel, Convention::Snake).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn a_number_that_is_quoted_apart_is_apart_in_its_siblings() {
        let fields = ["level1", "level2", "level9", "yard", "yard2", "yard3", "shelfV4", "sha256"];
        let one = r#"{"level_1": "a"}"#;
        assert_eq!(snakes(&fields, one), ["level_1", "level_2", "level_9"]);
        // Of two minds.
        assert!(snakes(&fields, r#"{"level_1": "a", "level2": "b"}"#).is_empty());
        // What two names do the numbered ones do, and nothing else.
        let two = r#"{"level_1": "a", "rack_2": "b", "shelf_v4": 1}"#;
        let fields = [&fields[..], &["rack2"]].concat();
        assert_eq!(snakes(&fields, two), ["level_1", "level_2", "level_9", "rack_2", "yard_2", "yard_3"]);
        let against = r#"{"level_1": "a", "rack_2": "b", "yard2": 1}"#;
        assert_eq!(snakes(&fields, against), ["level_1", "level_2", "level_9", "rack_2"]);
        assert!(numbered(&evidence(&fields, &[], "", two), Casing::Snake, Convention::Snake).is_empty());
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
    fn a_mark_that_is_quoted_serves_every_field_of_the_name() {
        let fields = ["links", "embedded", "owner", "dueDate"];
        let once = evidence(&fields, &[], "See `_links` and the `_owner`, or its `owner`.", "");
        assert_eq!(found(&once), ["_embedded", "_links"]);
        assert!(found(&evidence(&fields, &[], "See `links` of `_links`.", "")).is_empty());
    }

    #[test]
    fn signs_in_words_are_signs_where_the_pages_quote_them() {
        let fields = ["dollarAnd", "dollarNotIn", "atType", "atRisk", "dotTag", "dollar", "plus1"];
        let example = r#"{"$and": [{"@type": 1, ".tag": 2, "+1": 3}], "type": 4}"#;
        assert_eq!(found(&evidence(&fields, &[], "", example)), ["$and", "$notIn", "+1", ".tag", "@type"]);
        assert!(found(&evidence(&fields, &[], "", r#"{"and": 1, "tag": 2}"#)).is_empty());
        assert_eq!(found(&evidence(&fields, &[], "Use `@type`.", "")), ["@type"]);
    }

    #[test]
    fn a_key_in_the_convention_is_believed_at_once() {
        let mut all = Evidence::default();
        all.documented("street1", Casing::Camel);
        all.example(r#"{"street_1": "Quay 4"}"#);
        let found = find(&all, Casing::Camel, Convention::Snake);
        assert_eq!(found.get("street1").map(String::as_str), Some("street_1"));
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
