//! The words of an identifier, found by undoing a language's casing.

use super::initialisms::{is_capital_initialism, is_initialism};
use crate::family::Casing;

/// The letters and digits of an identifier in lower case: equal for all spellings of the same words.
pub(crate) fn fold(identifier: &str) -> String {
    let mut out = String::with_capacity(identifier.len());
    for c in identifier.chars().filter(|c| c.is_alphanumeric()) {
        // Nearly all are.
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// A documented name without what the generator put around it: the `_` after a reserved word (`public_`, `date_`).
///
/// A name of nothing but underscores stays.
pub(super) fn without_reserved_mark(documented: &str) -> &str {
    let bare = documented.trim_end_matches('_');
    if bare.is_empty() { documented } else { bare }
}

/// An identifier taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words<'a> {
    /// The underscores before the first word.
    pub prefix: &'a str,
    /// The words as they are spelled; none in a name without letters and digits.
    pub words: Vec<&'a str>,
}

impl<'a> Words<'a> {
    /// Takes a documented name apart by undoing the casing of its language.
    pub fn of(documented: &'a str, casing: Casing) -> Self {
        let bare = without_reserved_mark(documented);
        let body = bare.trim_start_matches('_');
        let prefix = bare.get(..bare.len() - body.len()).unwrap_or_default();
        let mut words = Vec::new();
        for piece in body.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
            split_humps(piece, casing, &mut words);
        }
        Self { prefix, words }
    }
}

/// What a character is to the search for a word's end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lower,
    Upper,
    Digit,
}

fn kind(c: char) -> Kind {
    if c.is_uppercase() {
        Kind::Upper
    } else if c.is_numeric() {
        Kind::Digit
    } else {
        Kind::Lower
    }
}

/// Splits letters and digits where a new word begins with a capital: `web3Wallet`, `URLPath`, `userIDs`.
fn split_humps<'a>(piece: &'a str, casing: Casing, words: &mut Vec<&'a str>) {
    if piece.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return push_run(piece, casing, words);
    }
    let mut chars: Vec<(usize, char, Kind)> = Vec::with_capacity(piece.len());
    chars.extend(piece.char_indices().map(|(at, c)| (at, c, kind(c))));
    let mut start = 0;
    for pair in chars.windows(2).enumerate() {
        let (i, [(_, _, before), (at, c, here)]) = pair else { continue };
        let after = chars.get(i + 2).map(|(_, _, k)| *k);
        let begins = match (before, here) {
            (Kind::Lower | Kind::Digit, Kind::Upper) => true,
            // The last capital of a run belongs to the word after it, unless that is the `s` of a plural: `IDs`.
            (Kind::Upper, Kind::Upper) => {
                after == Some(Kind::Lower)
                    && !(chars.get(i + 2).is_some_and(|(_, c, _)| *c == 's')
                        && chars.get(i + 3).is_none_or(|(_, _, k)| *k == Kind::Upper)
                        && ends_in_initialism(piece.get(start..at + c.len_utf8()).unwrap_or_default()))
            }
            _ => false,
        };
        if begins {
            push_run(piece.get(start..*at).unwrap_or_default(), casing, words);
            start = *at;
        }
    }
    push_run(piece.get(start..).unwrap_or_default(), casing, words);
}

/// Whether a run of capitals, such as that before a plural's `s`, ends in a word that is written in capitals.
fn ends_in_initialism(run: &str) -> bool {
    run.char_indices().any(|(at, _)| run.get(at..).is_some_and(is_initialism))
}

/// Adds a word; a run of capitals that is several of Go's initialisms is that many words: `HTTPURL`.
fn push_run<'a>(run: &'a str, casing: Casing, words: &mut Vec<&'a str>) {
    if run.is_empty() {
        return;
    }
    let split = if casing == Casing::GoPascal && run.len() <= 32 { initialisms(run) } else { None };
    match split {
        Some(parts) => words.extend(parts),
        None => words.push(run),
    }
}

/// The initialisms that make up a run of capitals, in as few words as possible; the last may be a plural.
fn initialisms(run: &str) -> Option<Vec<&str>> {
    if !run.is_ascii() || run.bytes().filter(u8::is_ascii_uppercase).count() < 2 {
        return None;
    }
    if is_capital_initialism(run) {
        return Some(vec![run]);
    }
    // The best split of what stands before each offset, shortest words last.
    let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
    for end in 1..=run.len() {
        let found = (0..end)
            .filter_map(|start| {
                let word = run.get(start..end)?;
                let before = best.get(start)?.as_ref()?;
                let fits = if end == run.len() {
                    is_capital_initialism(word)
                } else {
                    is_initialism(word) && !word.bytes().any(|b| b.is_ascii_lowercase())
                };
                fits.then(|| before.iter().copied().chain([word]).collect::<Vec<_>>())
            })
            .min_by_key(Vec::len);
        best.push(found);
    }
    best.pop().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, casing: Casing) -> Vec<&str> {
        Words::of(name, casing).words
    }

    #[test]
    fn humps_separators_and_digits_part_words() {
        assert_eq!(words("shelfNumber", Casing::Camel), ["shelf", "Number"]);
        assert_eq!(words("shelf_number", Casing::Snake), ["shelf", "number"]);
        assert_eq!(words("web3Wallet", Casing::Camel), ["web3", "Wallet"]);
        assert_eq!(words("oauth2Token", Casing::Camel), ["oauth2", "Token"]);
        assert_eq!(words("line1", Casing::Camel), ["line1"]);
        assert_eq!(words("W9Info", Casing::Pascal), ["W9", "Info"]);
        assert_eq!(words("shelf-number", Casing::Snake), ["shelf", "number"]);
        assert!(words("__", Casing::Snake).is_empty());
    }

    #[test]
    fn capitals_in_a_row_are_one_word() {
        assert_eq!(words("URLPath", Casing::Pascal), ["URL", "Path"]);
        assert_eq!(words("svixURL", Casing::Camel), ["svix", "URL"]);
        assert_eq!(words("userIDs", Casing::Camel), ["user", "IDs"]);
        assert_eq!(words("userIDsSeen", Casing::Camel), ["user", "IDs", "Seen"]);
        assert_eq!(words("expMM", Casing::Camel), ["exp", "MM"]);
    }

    #[test]
    fn go_initialisms_part_in_a_row() {
        assert_eq!(words("HTTPURL", Casing::GoPascal), ["HTTP", "URL"]);
        assert_eq!(words("APIIDs", Casing::GoPascal), ["API", "IDs"]);
        assert_eq!(words("ExternalID", Casing::GoPascal), ["External", "ID"]);
        assert_eq!(words("UUID", Casing::GoPascal), ["UUID"]);
        assert_eq!(words("IPAddress", Casing::GoPascal), ["IP", "Address"]);
        assert_eq!(words("ABCD", Casing::GoPascal), ["ABCD"]);
    }

    #[test]
    fn reserved_marks_go_and_leading_underscores_stay() {
        assert_eq!(words("public_", Casing::Camel), ["public"]);
        assert_eq!(words("date_", Casing::Snake), ["date"]);
        assert_eq!(without_reserved_mark("__"), "__");
    }
}
