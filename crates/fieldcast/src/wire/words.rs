//! The words of an identifier: found by undoing a language's casing, and written again in a convention.

use super::Convention;
use super::capitals::{Capitals, singular};
use crate::family::Casing;

/// The words that golint, and so the Go generator, writes in capitals.
const INITIALISMS: &[&str] = &[
    "ACL", "API", "ASCII", "CPU", "CSS", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP", "JSON", "LHS",
    "QPS", "RAM", "RHS", "RPC", "SLA", "SMTP", "SQL", "SSH", "TCP", "TLS", "TTL", "UDP", "UI", "UID", "UUID", "URI",
    "URL", "UTF8", "VM", "XML", "XMPP", "XSRF", "XSS",
];

/// The letters and digits of an identifier in lower case: equal for all spellings of the same words.
pub(crate) fn fold(identifier: &str) -> String {
    identifier.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a word is one that Go writes in capitals.
pub(super) fn is_initialism(word: &str) -> bool {
    INITIALISMS.iter().any(|i| i.eq_ignore_ascii_case(word))
}

/// An initialism in capitals or its plural: `ID`, `IDs`.
fn is_capital_initialism(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    !word.chars().any(char::is_lowercase) && is_initialism(word)
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

    /// Writes the words in a convention.
    ///
    /// Where capitals carry meaning on both sides, a word keeps its own: `svixURL` and `SvixURL` are both camel case.
    /// Where the language has none, or has its own as Go has, the API's `capitals` decide.
    pub fn write(&self, convention: Convention, casing: Casing, capitals: &Capitals) -> String {
        let body = match convention {
            Convention::Snake => self.joined('_'),
            Convention::Kebab => self.joined('-'),
            Convention::Camel => self.humps(casing, false, capitals),
            Convention::Pascal => self.humps(casing, true, capitals),
            Convention::AsDocumented => self.words.concat(),
        };
        format!("{}{body}", self.prefix)
    }

    /// The name in camel case with its initialisms in capitals, where some word but the first is one.
    pub fn with_initialisms(&self) -> Option<String> {
        let mut seen = false;
        let mut out = String::from(self.prefix);
        for (i, word) in self.words.iter().enumerate() {
            let (stem, plural) = singular(word);
            if i == 0 {
                out.push_str(&word.to_lowercase());
            } else if is_initialism(stem) {
                seen = true;
                push_capitals(&mut out, stem, plural);
            } else {
                push_capitalised(&mut out, word);
            }
        }
        seen.then_some(out)
    }

    /// Whether a capital inside the name may have been lost that nothing tells of: `user_id` may be `userID`.
    pub fn may_have_capitals(&self, casing: Casing, capitals: &Capitals) -> bool {
        let lost = |word: &str| casing == Casing::Snake || (casing == Casing::GoPascal && is_capital_initialism(word));
        self.words.iter().skip(1).any(|word| {
            let (stem, _) = singular(word);
            is_initialism(stem) && lost(word) && !capitals.knows(stem)
        })
    }

    fn joined(&self, separator: char) -> String {
        let mut out = String::new();
        let mut rest = self.words.as_slice();
        while let [word, tail @ ..] = rest {
            rest = tail;
            if !out.is_empty() {
                out.push(separator);
            }
            out.extend(word.chars().flat_map(char::to_lowercase));
            // `OAuth` is one word wherever words are separated; its capitals make it look like two.
            if *word == "O"
                && let [auth, after @ ..] = rest
                && auth.starts_with("Auth")
            {
                out.extend(auth.chars().flat_map(char::to_lowercase));
                rest = after;
            }
        }
        out
    }

    fn humps(&self, casing: Casing, pascal: bool, capitals: &Capitals) -> String {
        let mut out = String::new();
        for (i, word) in self.words.iter().enumerate() {
            let (stem, plural) = singular(word);
            let lost = casing == Casing::Snake || (casing == Casing::GoPascal && is_capital_initialism(word));
            if i == 0 && !pascal {
                push_small(&mut out, word);
            } else if lost && capitals.has(stem) {
                push_capitals(&mut out, stem, plural);
            } else if lost {
                push_capitalised(&mut out, &word.to_lowercase());
            } else {
                push_capitalised(&mut out, word);
            }
        }
        out
    }
}

/// The first word of a camel-case name: a run of capitals goes down as a whole.
fn push_small(out: &mut String, word: &str) {
    if is_capital_initialism(word) || !word.chars().any(char::is_lowercase) {
        out.push_str(&word.to_lowercase());
    } else {
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_lowercase));
        out.push_str(chars.as_str());
    }
}

fn push_capitals(out: &mut String, stem: &str, plural: bool) {
    out.push_str(&stem.to_uppercase());
    if plural {
        out.push('s');
    }
}

fn push_capitalised(out: &mut String, word: &str) {
    let mut chars = word.chars();
    out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(chars.as_str());
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
    let chars: Vec<(usize, char, Kind)> = piece.char_indices().map(|(at, c)| (at, c, kind(c))).collect();
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

    fn written(name: &str, casing: Casing, convention: Convention) -> String {
        Words::of(name, casing).write(convention, casing, &Capitals::default())
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
        assert_eq!(written("_shelf_id", Casing::Snake, Convention::Camel), "_shelfId");
        assert_eq!(without_reserved_mark("__"), "__");
    }

    #[test]
    fn every_casing_is_written_in_every_convention() {
        for (name, casing) in [
            ("user_id_hash", Casing::Snake),
            ("userIdHash", Casing::Camel),
            ("UserIdHash", Casing::Pascal),
            ("UserIDHash", Casing::GoPascal),
        ] {
            assert_eq!(written(name, casing, Convention::Snake), "user_id_hash");
            assert_eq!(written(name, casing, Convention::Camel), "userIdHash");
            assert_eq!(written(name, casing, Convention::Pascal), "UserIdHash");
            assert_eq!(written(name, casing, Convention::Kebab), "user-id-hash");
        }
    }

    #[test]
    fn capitals_are_kept_where_the_language_keeps_them() {
        assert_eq!(written("ExpMM", Casing::Pascal, Convention::Camel), "expMM");
        assert_eq!(written("ExpMM", Casing::GoPascal, Convention::Camel), "expMM");
        assert_eq!(written("URL", Casing::GoPascal, Convention::Camel), "url");
        assert_eq!(written("ID", Casing::Pascal, Convention::Camel), "id");
        assert_eq!(written("UserIDs", Casing::GoPascal, Convention::Camel), "userIds");
        assert_eq!(written("X", Casing::Pascal, Convention::Camel), "x");
    }

    #[test]
    fn capitals_of_the_api_come_back() {
        let mut capitals = Capitals::default();
        capitals.learn("shelfID", Convention::Camel);
        capitals.learn("expMM", Convention::Camel);
        let camel = |name, casing| Words::of(name, casing).write(Convention::Camel, casing, &capitals);
        assert_eq!(camel("loan_ids", Casing::Snake), "loanIDs");
        assert_eq!(camel("due_mm", Casing::Snake), "dueMM");
        assert_eq!(camel("LoanID", Casing::GoPascal), "loanID");
        assert_eq!(camel("id_card", Casing::Snake), "idCard");
        assert_eq!(camel("loanId", Casing::Camel), "loanId");
    }

    #[test]
    fn oauth_is_one_word_between_separators() {
        assert_eq!(written("OAuthApplication", Casing::Pascal, Convention::Snake), "oauth_application");
        assert_eq!(written("UserOAuth2Token", Casing::Pascal, Convention::Snake), "user_oauth2_token");
        assert_eq!(written("OAuthApplication", Casing::Pascal, Convention::Camel), "oAuthApplication");
    }

    #[test]
    fn camel_names_may_keep_initialisms_in_capitals() {
        assert_eq!(Words::of("user_ids", Casing::Snake).with_initialisms().as_deref(), Some("userIDs"));
        assert_eq!(Words::of("id_number", Casing::Snake).with_initialisms(), None);
    }
}
