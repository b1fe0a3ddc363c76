//! What the evidence says: the API's convention, how sure that is, and why.

use super::capitals::Capitals;
use super::evidence::{Evidence, Tally};
use super::exceptions;
use super::scan::Source;
use super::shape::shape;
use super::words::fold;
use super::{Confidence, Convention};
use crate::family::Casing;
use foldhash::HashSet;
use std::collections::HashMap;
use std::fmt;

/// The convention that an API follows, as far as its pages tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The convention.
    pub convention: Convention,
    /// How sure it is.
    pub confidence: Confidence,
    /// What speaks for it, and for others.
    pub support: Support,
    /// The casing that the language is said to have.
    pub(super) given: Casing,
    /// The casing in which the pages really show the names.
    pub(super) shown: Casing,
    /// Spellings unlike the convention that are quoted more than once, where none is quoted in the convention.
    pub(super) believed: HashSet<String>,
    /// Spellings that break the convention, by their folded names.
    pub(super) exceptions: HashMap<String, String>,
    /// The words that are in capitals inside names.
    pub(super) capitals: Capitals,
    /// Whether the pages speak of `_id`, as MongoDB calls the identifier of a document.
    pub(super) document_ids: bool,
    /// Whether a stroke at a name's end is the mark of a reserved word.
    pub(super) marked: bool,
}

/// The evidence in figures and words, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// How many identifiers speak for each convention, the most first; those with none are left out. Where some are
    /// names of fields, only those are counted.
    pub counts: Vec<(Convention, usize)>,
    /// The weightiest identifiers of the convention that was chosen, with the places where they were found:
    /// "`due_date` (a field's name; 2 examples, 1 code span)".
    pub best: Vec<String>,
}

/// How many of the best identifiers are shown.
const SHOWN: usize = 4;

/// What an identifier is worth by its source, in the order of [`Source::ALL`], where some field has its name. Such an
/// identifier is the field, spelt by whoever wrote the API.
const FIELD: [u32; Source::COUNT] = [16, 16, 16, 8, 2];

/// The same where no field has its name: it may be a value, an identifier of an object or a word of the trade.
const OTHER: [u32; Source::COUNT] = [4, 4, 8, 1, 0];

/// What an identifier that is a value is worth at most, wherever else it stands.
const OF_VALUE: u32 = 4;

/// What a code span with hyphens is worth at most.
const HYPHENATED: u32 = 1;

/// What a word with capitals that stands in one sentence of all pages is worth at most.
const ONE_SENTENCE: u32 = 2;

/// What values that are no fields' names are worth, all together, where they are of one mind.
const VALUES: u32 = 3;

/// An identifier of this weight is a field's name in a place where the API is quoted to the letter.
const STRONG: u32 = 16;

/// From this weight on the evidence is more than a few words.
const WEIGHTY: u32 = 24;

/// So often must `_id` be spoken of to be more than a slip.
const SPOKEN_OF: u32 = 2;

/// So many fields named in keys, code or templates leave no doubt, if next to nothing speaks against them.
const BEYOND_DOUBT: usize = 3;

/// An identifier with what it is worth.
struct Witness<'e> {
    identifier: &'e str,
    tally: &'e Tally,
    convention: Convention,
    field: bool,
    weight: u32,
}

impl Conclusion {
    /// The same for pages that mark reserved words with a stroke at the end, or that do not, so that it belongs to a name.
    pub(crate) fn with_marks(self, marked: bool) -> Self {
        Self { marked, ..self }
    }

    /// The same, with the marks of another.
    pub(crate) fn with_marks_of(self, other: &Self) -> Self {
        self.with_marks(other.marked)
    }

    /// Whether a language's way of writing names is the API's own, so that its pages show them to the letter.
    pub fn is_shown_to_the_letter(&self) -> bool {
        self.meant() == Convention::of(self.shown)
    }

    /// Concludes from the evidence of an API whose pages show names in `casing`; `stated` overrules all evidence.
    ///
    /// Without any evidence names are taken as they are documented where the language writes names as JSON commonly
    /// does (camel and snake case); where it writes them in Pascal case, camel case is guessed.
    pub fn new(evidence: &Evidence, casing: Casing, stated: Option<Convention>) -> Self {
        let shown = really_shown(evidence, casing);
        let fields = evidence.folded_of_several_words();
        let quoted = evidence.quoted();
        let witnesses: Vec<_> = quoted.iter().filter_map(|(id, tally)| witness(id, tally, &fields)).collect();
        let (convention, confidence) = match stated {
            Some(convention) => (convention, Confidence::Stated),
            None => infer(&witnesses, shown),
        };
        Self::with(evidence, casing, &witnesses, (convention, confidence))
    }

    /// Concludes for SDKs of one API, whose pages show names in `casings`, from the evidence of all of them.
    ///
    /// Which convention an API follows is one fact, whichever language is asked: the surest answer holds for all, and of
    /// answers without evidence the commonest among APIs, camel case.
    pub fn of_all(evidence: &Evidence, casings: &[Casing], stated: Option<Convention>) -> Vec<Self> {
        let alone: Vec<Self> = casings.iter().map(|casing| Self::new(evidence, *casing, stated)).collect();
        let leader = alone.iter().map(|c| (c.confidence, c.meant() != Convention::Camel, c.meant())).min();
        let agreed = alone.windows(2).all(|pair| matches!(pair, [a, b] if a.meant() == b.meant()));
        match leader {
            Some((confidence, _, convention)) if !agreed && stated.is_none() => {
                let fields = evidence.folded_of_several_words();
                let quoted = evidence.quoted();
                let witnesses: Vec<_> = quoted.iter().filter_map(|(id, tally)| witness(id, tally, &fields)).collect();
                let with = |casing: &Casing| Self::with(evidence, *casing, &witnesses, (convention, confidence));
                casings.iter().map(with).collect()
            }
            _ => alone,
        }
    }

    /// The convention that the names have if they are as they are documented.
    fn meant(&self) -> Convention {
        if self.convention == Convention::AsDocumented && self.confidence != Confidence::Stated {
            Convention::of(self.shown)
        } else {
            self.convention
        }
    }

    fn with(
        evidence: &Evidence,
        casing: Casing,
        witnesses: &[Witness<'_>],
        (convention, confidence): (Convention, Confidence),
    ) -> Self {
        let shown = really_shown(evidence, casing);
        Self {
            convention,
            confidence,
            support: support(witnesses, convention, shown),
            given: casing,
            shown,
            exceptions: match convention {
                Convention::AsDocumented if confidence == Confidence::Stated => HashMap::new(),
                Convention::AsDocumented => exceptions::find(evidence, casing, Convention::of(shown)),
                convention => exceptions::find(evidence, casing, convention),
            },
            believed: believed(witnesses, convention),
            capitals: capitals(evidence, witnesses),
            document_ids: speaks_of_document_ids(evidence),
            marked: true,
        }
    }
}

/// The capitals inside the names that are quoted, and of those shown in a casing that keeps them.
fn capitals(evidence: &Evidence, witnesses: &[Witness<'_>]) -> Capitals {
    let mut capitals = Capitals::default();
    for witness in witnesses {
        // Values have ways of their own.
        if witness.tally.iter().take(Source::Value as usize).any(|n| *n > 0) {
            capitals.learn(witness.identifier, witness.convention);
        }
    }
    for name in evidence.shown(Casing::Camel) {
        capitals.learn(name, Convention::Camel);
    }
    for name in evidence.shown(Casing::Pascal) {
        capitals.learn(name, Convention::Pascal);
    }
    capitals
}

/// A sentence renames no field of an API whose convention is certain; what is spelt the same in several does.
fn believed(witnesses: &[Witness<'_>], convention: Convention) -> HashSet<String> {
    let usual: HashSet<String> =
        witnesses.iter().filter(|w| w.convention == convention).map(|w| fold(w.identifier)).collect();
    let quoted = |w: &&Witness<'_>| w.tally.iter().take(Source::Value as usize).sum::<u32>() > 1;
    let unlike = witnesses.iter().filter(|w| w.convention != convention && w.field).filter(quoted);
    unlike.filter(|w| !usual.contains(&fold(w.identifier))).map(|w| w.identifier.to_owned()).collect()
}

fn speaks_of_document_ids(evidence: &Evidence) -> bool {
    let spoken = |identifier: &str, source: &[Source]| {
        let tally = evidence.tally(identifier);
        source.iter().filter_map(|s| tally.get(*s as usize)).sum::<u32>()
    };
    let named = spoken("_id", &[Source::Key, Source::Code, Source::Text]);
    named >= SPOKEN_OF && named > spoken("id", &[Source::Key])
}

/// The casing in which the names are, whatever the language's custom: some generators can be told to keep snake case.
fn really_shown(evidence: &Evidence, casing: Casing) -> Casing {
    let names = evidence.shown(casing);
    let separated = names.iter().filter(|n| n.trim_matches('_').contains('_')).count();
    let capitalised = names.iter().filter(|n| n.chars().skip(1).any(char::is_uppercase)).count();
    match casing {
        Casing::Snake if capitalised > separated => Casing::Camel,
        Casing::Camel | Casing::Pascal | Casing::GoPascal if separated > capitalised => Casing::Snake,
        _ => casing,
    }
}

fn witness<'e>(identifier: &'e str, tally: &'e Tally, fields: &HashSet<String>) -> Option<Witness<'e>> {
    let convention = shape(identifier)?;
    let field = fields.contains(&fold(identifier));
    let is = |source: Source| tally.get(source as usize).is_some_and(|n| *n > 0);
    let is_value = is(Source::Value) && !is(Source::Key);
    let worth = Source::ALL.iter().zip(tally).filter(|(_, n)| **n > 0).map(|((source, ..), _)| {
        let by_source = if field { FIELD } else { OTHER };
        let worth = by_source.get(*source as usize).copied().unwrap_or_default();
        // What is listed as a value is one where it is quoted, too: "always `gift-card`".
        let worth = if is_value { worth.min(OF_VALUE) } else { worth };
        match (convention, source) {
            // Models and values are in Pascal case in every API: only a key is a name for sure.
            (Convention::Pascal, Source::Key) if field => worth,
            (Convention::Kebab, Source::Key) if field => worth,
            // What is quoted with hyphens is mostly a value, a header or the name of a product.
            (Convention::Kebab, Source::Code) if field && !is_value => worth.min(HYPHENATED),
            (Convention::Pascal | Convention::Kebab, _) => 0,
            // Brands are written like this: eBay, iPhone.
            (Convention::Camel, Source::Text) if !field => 0,
            // Words of the trade, too: one sentence is next to nothing, and capitals at once are nobody's convention.
            (Convention::Camel, Source::Text) if is_odd(identifier) => 0,
            (Convention::Camel, Source::Text) if tally.iter().sum::<u32>() == 1 => worth.min(ONE_SENTENCE),
            // And identifiers of things like this: `shelf_123`.
            (Convention::Snake, _) if !field && has_number(identifier) => 0,
            _ => worth,
        }
    });
    let weight = worth.max().unwrap_or_default();
    let value = tally.get(Source::Value as usize).is_some_and(|n| *n > 0);
    let counts = weight > 0 || (value && matches!(convention, Convention::Camel | Convention::Snake));
    counts.then_some(Witness { identifier, tally, convention, field, weight })
}

/// Whether a name begins with one small letter and capitals, as nobody writes in camel case: `iPAddress`.
fn is_odd(identifier: &str) -> bool {
    let mut bytes = identifier.bytes();
    let [first, second, third] = [bytes.next(), bytes.next(), bytes.next()].map(Option::unwrap_or_default);
    first.is_ascii_lowercase() && second.is_ascii_uppercase() && third.is_ascii_uppercase()
}

fn has_number(identifier: &str) -> bool {
    identifier.split('_').any(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn infer(witnesses: &[Witness<'_>], shown: Casing) -> (Convention, Confidence) {
    // Before any evidence: the names are more often right as they stand than not.
    let (likely, head_start) = match shown {
        Casing::Camel => (Convention::Camel, 6),
        Casing::Snake => (Convention::Snake, 1),
        Casing::Pascal | Casing::GoPascal => (Convention::Camel, 1),
    };
    let all = [Convention::Snake, Convention::Camel, Convention::Pascal, Convention::Kebab];
    let of = |c: Convention| witnesses.iter().filter(move |w| w.convention == c);
    let mere_values = |c: Convention| of(c).filter(|w| w.weight == 0).count();
    let weight = |c: Convention| {
        // Values in snake case are common in every API, so they say little, and nothing where others contradict them.
        let rivals: usize = all.iter().filter(|o| **o != c).map(|o| mere_values(*o)).sum();
        let of_one_mind = mere_values(c) >= 3 && rivals * 4 <= mere_values(c);
        of(c).map(|w| w.weight).sum::<u32>() + if of_one_mind { VALUES } else { 0 }
    };
    let with_head_start = |c: Convention| weight(c) + if c == likely { head_start } else { 0 };
    let best = all.into_iter().rev().max_by_key(|c| with_head_start(*c)).unwrap_or(likely);
    if weight(best) == 0 {
        let convention = if Convention::of(shown) == likely { Convention::AsDocumented } else { likely };
        return (convention, Confidence::Guessed);
    }
    let total: u32 = all.iter().map(|c| weight(*c)).sum();
    let strong = of(best).filter(|w| w.weight >= STRONG).count();
    let confidence = if strong >= BEYOND_DOUBT && weight(best) * 10 >= total * 9 {
        Confidence::Certain
    } else if with_head_start(best) >= WEIGHTY && weight(best) * 4 >= total * 3 {
        Confidence::Likely
    } else {
        Confidence::Guessed
    };
    (best, confidence)
}

fn support(witnesses: &[Witness<'_>], convention: Convention, shown: Casing) -> Support {
    let named = witnesses.iter().any(|w| w.field);
    let mut counts: Vec<_> = Convention::ALL
        .iter()
        .map(|c| (*c, witnesses.iter().filter(|w| w.convention == *c && w.field >= named).count()))
        .filter(|(_, n)| *n > 0)
        .collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let meant = if convention == Convention::AsDocumented { Convention::of(shown) } else { convention };
    let mut best: Vec<_> = witnesses.iter().filter(|w| w.convention == meant).collect();
    best.sort_by_key(|w| (std::cmp::Reverse((w.weight, w.tally.iter().sum::<u32>())), w.identifier));
    Support { counts, best: best.into_iter().take(SHOWN).map(Witness::to_string).collect() }
}

impl fmt::Display for Witness<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ({}", self.identifier, if self.field { "a field's name; " } else { "" })?;
        let places = Source::ALL.iter().zip(self.tally).filter(|(_, n)| **n > 0);
        for (i, ((_, one, many), n)) in places.enumerate() {
            write!(f, "{}{n} {}", if i == 0 { "" } else { ", " }, if *n == 1 { one } else { many })?;
        }
        f.write_str(")")
    }
}

impl fmt::Display for Conclusion {
    /// One line for people: "snake_case, certain: 41 identifiers for it, 2 against, such as …".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.convention, self.confidence)?;
        if self.support.counts.is_empty() {
            return f.write_str(": the pages quote no names from the API");
        }
        for (i, (convention, n)) in self.support.counts.iter().enumerate() {
            write!(f, "{}{n} {convention}", if i == 0 { ": " } else { ", " })?;
        }
        if !self.support.best.is_empty() {
            write!(f, "; such as {}", self.support.best.join(", "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(fields: &[&str], casing: Casing, prose: &str) -> Evidence {
        let mut evidence = Evidence::default();
        fields.iter().for_each(|f| evidence.documented(f, casing));
        evidence.prose(prose);
        evidence
    }

    fn concluded(evidence: &Evidence, casing: Casing) -> (Convention, Confidence) {
        let conclusion = Conclusion::new(evidence, casing, None);
        (conclusion.convention, conclusion.confidence)
    }

    #[test]
    fn no_evidence_leaves_names_as_json_commonly_has_them() {
        let none = Evidence::default();
        assert_eq!(concluded(&none, Casing::Camel), (Convention::AsDocumented, Confidence::Guessed));
        assert_eq!(concluded(&none, Casing::Snake), (Convention::AsDocumented, Confidence::Guessed));
        assert_eq!(concluded(&none, Casing::Pascal), (Convention::Camel, Confidence::Guessed));
        assert_eq!(concluded(&none, Casing::GoPascal), (Convention::Camel, Confidence::Guessed));
        let said = Conclusion::new(&none, Casing::Camel, None).to_string();
        assert_eq!(said, "as-documented, guessed: the pages quote no names from the API");
    }

    #[test]
    fn what_is_stated_overrules_evidence() {
        let snake = evidence(&["shelfId"], Casing::Camel, "`shelf_id` `due_date` `loan_count`");
        let conclusion = Conclusion::new(&snake, Casing::Camel, Some(Convention::Kebab));
        assert_eq!((conclusion.convention, conclusion.confidence), (Convention::Kebab, Confidence::Stated));
        assert_eq!(conclusion.support.counts, [(Convention::Snake, 1)], "only `shelf_id` is a field's name");
    }

    #[test]
    fn names_of_fields_outweigh_everything_else() {
        let fields = ["ShelfId", "DueDate", "LoanCount"];
        let mixed = evidence(
            &fields,
            Casing::Pascal,
            "`shelf_id`, `due_date`, `loan_count`; `eReader` and `otherThing` for iPads, `shelf_12`",
        );
        assert_eq!(concluded(&mixed, Casing::Pascal), (Convention::Snake, Confidence::Likely));
        let clear = evidence(&fields, Casing::Pascal, "`shelf_id`, `due_date`, `loan_count`");
        assert_eq!(concluded(&clear, Casing::Pascal), (Convention::Snake, Confidence::Certain));
    }

    #[test]
    fn a_few_plain_words_are_enough_for_a_guess() {
        let weak = evidence(&["member_shelf", "loan_template"], Casing::Snake, "A memberShelf with a loanTemplate.");
        assert_eq!(concluded(&weak, Casing::Snake), (Convention::Camel, Confidence::Guessed));
        let brands = evidence(&["member_shelf", "e_book"], Casing::Snake, "On iPhone, iPad and macBook.");
        assert_eq!(concluded(&brands, Casing::Snake), (Convention::AsDocumented, Confidence::Guessed));
    }

    #[test]
    fn values_count_only_where_they_are_of_one_mind() {
        let mut values = Evidence::default();
        ["leftWing", "rightWing", "mainHall"].iter().for_each(|v| values.value(v));
        assert_eq!(concluded(&values, Casing::Snake), (Convention::Camel, Confidence::Guessed));
        ["left_wing", "main_hall"].iter().for_each(|v| values.value(v));
        assert_eq!(concluded(&values, Casing::Snake), (Convention::AsDocumented, Confidence::Guessed));
    }

    #[test]
    fn a_value_is_no_name() {
        let fields = ["GiftCard", "SeasonPass", "CrewCard", "OwnerId"];
        let mut cards = evidence(&fields, Casing::Pascal, "Filter with `owner_id`, or `day-pass`.");
        for value in ["gift-card", "season-pass", "crew-card"] {
            cards.prose(&format!("Always `{value}`."));
            cards.value(value);
        }
        assert_eq!(concluded(&cards, Casing::Pascal).0, Convention::Snake);
        let of_camel = evidence(&["GiftCard", "DueDate"], Casing::Pascal, "One of `giftCard`; `due_date`");
        assert_eq!(concluded(&of_camel, Casing::Pascal).0, Convention::Camel, "of two, the commoner");
        let mut of_values = of_camel;
        of_values.value("giftCard");
        assert_eq!(concluded(&of_values, Casing::Pascal).0, Convention::Snake);
    }

    #[test]
    fn an_expression_is_no_name_and_one_sentence_is_next_to_nothing() {
        let fields = ["BasePrice", "StepFactor", "CommonName", "IPAddress", "CRLSign", "KeyUsage"];
        let prose = "It is `raw / stepFactor`. Has `base_price`. \
                     The commonName (CN), an iPAddress, cRLSign or keyUsage.";
        let mixed = evidence(&fields, Casing::GoPascal, prose);
        assert_eq!(concluded(&mixed, Casing::GoPascal).0, Convention::Snake);
    }

    #[test]
    fn other_conventions_need_names_of_fields() {
        let fields = ["shelf_id", "due_date", "loan_count"];
        let keys = |text| {
            let mut evidence = evidence(&fields, Casing::Snake, "");
            evidence.example(text);
            evidence
        };
        let kebab = keys(r#"{"shelf-id": 1, "due-date": 2, "loan-count": 3}"#);
        assert_eq!(concluded(&kebab, Casing::Snake), (Convention::Kebab, Confidence::Certain));
        let pascal = keys(r#"{"ShelfId": 1, "DueDate": 2, "LoanCount": 3}"#);
        assert_eq!(concluded(&pascal, Casing::Snake), (Convention::Pascal, Confidence::Certain));
        let headers = keys(r#"{"X-Api-Key": 1, "x-request-id": 2, "OtherThing": 3}"#);
        assert_eq!(concluded(&headers, Casing::Snake), (Convention::AsDocumented, Confidence::Guessed));
    }

    #[test]
    fn pages_may_show_names_unlike_their_language() {
        let snake = evidence(&["shelf_id", "due_date", "title"], Casing::Camel, "");
        let conclusion = Conclusion::new(&snake, Casing::Camel, None);
        assert_eq!(conclusion.shown, Casing::Snake);
        let camel = evidence(&["shelfId", "dueDate", "some_name"], Casing::Camel, "");
        assert_eq!(Conclusion::new(&camel, Casing::Camel, None).shown, Casing::Camel);
    }

    #[test]
    fn it_says_how_sure_it_is_and_why() {
        let mut all = evidence(&["ShelfId", "DueDate"], Casing::Pascal, "`shelf_id`, `shelf_id`, otherThing");
        all.example(r#"{"due_date": "dueDate"}"#);
        insta::assert_snapshot!(
            Conclusion::new(&all, Casing::Pascal, None),
            @"snake_case, likely: 2 snake_case, 1 camelCase; such as `shelf_id` (a field's name; 2 code spans), `due_date` (a field's name; 1 example)"
        );
    }
}
