//! Words written as an identifier again, in a convention and with the API's own capitals.

use super::Convention;
use super::capitals::Capitals;
use super::initialisms::{is_capital_initialism, is_initialism, singular};
use super::words::Words;
use crate::family::Casing;

impl Words<'_> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, casing: Casing, convention: Convention) -> String {
        Words::of(name, casing).write(convention, casing, &Capitals::default())
    }

    #[test]
    fn leading_underscores_stay() {
        assert_eq!(written("_shelf_id", Casing::Snake, Convention::Camel), "_shelfId");
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
