//! What a set of observations comes to: the one law by which facts are joined.
//!
//! Facts are collected, not folded: a joined fact is the set of what each SDK shows of it, and a verdict is a pure
//! function of that set. So the order of the SDKs cannot matter, joining one twice changes nothing, and what is known
//! stays known when more is seen. The law, from the first rule that decides:
//!
//! 1. Known beats unknown.
//! 2. Of what can both be true, the narrower holds, where the other's language could not have shown it (TypeScript's
//!    `number` is any language's `integer`) or it refuses nothing (a date-time is a text).
//! 3. What else differs is decided by the SDK whose revision was asked for,
//! 4. then by the majority,
//! 5. then for the narrower, where both can be true: an enum is a string. (A language that has enums and shows a string
//!    for a reason is one of another revision, so that the majority goes first: a schema with the values of an old
//!    revision would refuse real payloads.)
//! 6. then by the dialect that can show that fact,
//! 7. then for what refuses less.

use serde::Serialize;
use std::fmt;

/// Why a fact is what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// No SDK can show it.
    #[default]
    Unknown,
    /// One SDK alone shows it.
    Alone,
    /// All that can show it agree.
    Agreed,
    /// Some show a wider fact, of which this one is a case.
    Narrower,
    /// The SDK whose revision was asked for says so, and others contradict it.
    Revision,
    /// Most say so.
    Majority,
    /// As many say something else, but cannot show it as well.
    Dialect,
    /// As many say something else, and this refuses less.
    Wider,
    /// The SDK's own sources say so.
    Sources,
    /// Somebody corrected it.
    Correction,
    /// No SDK can show it, so that policy settles it.
    Policy,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Unknown => "no SDK can show it",
            Self::Alone => "one SDK alone shows it",
            Self::Agreed => "all that can show it agree",
            Self::Narrower => "the narrowest of what can all be true",
            Self::Revision => "the SDK whose revision was asked for says so",
            Self::Majority => "most say so",
            Self::Dialect => "opinions are even, and this language can show it best",
            Self::Wider => "opinions are even, and this refuses less",
            Self::Sources => "the SDK's own sources say so",
            Self::Correction => "a correction says so",
            Self::Policy => "no SDK can show it: this is the rule for what is unknown",
        })
    }
}

/// A fact that languages show with different certainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Required,
    Nullable,
    Open,
    Type,
    Values,
    Told,
}

/// How well the pages of a language show a fact: 0 where what they say of it tells nothing as soon as another language
/// speaks (measured over pages of one API in five languages).
pub(super) fn certainty(language: &str, fact: Shows) -> u8 {
    match (fact, language) {
        // four states of presence and null, against three and two
        (Shows::Nullable, "python" | "java") => 3,
        // a method or a wrapper for null apart from one for absence
        (
            Shows::Nullable,
            "go (openapi-generator)" | "python-6.2 (openapi-generator)" | "go (apimatic)" | "typescript (apimatic)",
        ) => 3,
        (Shows::Nullable, "php (apimatic)" | "python (openapi-generator)" | "rust (openapi-generator)") => 2,
        // all is optional there
        (Shows::Required, "typescript-fetch (openapi-generator)") => 0,
        // names of the SDK's own for the values
        (Shows::Values, language) if language.ends_with("(apimatic)") => 0,
        // lists in which nothing is quoted
        (
            Shows::Values,
            "r (openapi-generator)"
            | "scala (openapi-generator)"
            | "kotlin (openapi-generator)"
            | "rust (openapi-generator)",
        ) => 1,
        (Shows::Values, language) if language.ends_with("(openapi-generator)") => 2,
        // the only ones with a page for a union: others show one object with the members of all
        (Shows::Type, "ruby (openapi-generator)" | "rust (openapi-generator)" | "julia (openapi-generator)") => 3,
        (Shows::Nullable, "ruby" | "go") => 2,
        // PHP never tells that an enum is open
        (Shows::Open, "php") => 0,
        // code and bullets are typed, tables are not
        (Shows::Values, "typescript") => 2,
        // unions are whole in these; C# has names of its own for their members, and Java none
        (Shows::Type, "typescript" | "python") => 3,
        (Shows::Type, "ruby" | "php" | "go") => 2,
        _ => 1,
    }
}

/// A joined fact.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Verdict<T> {
    /// What holds; `None` where no SDK can show it.
    pub value: Option<T>,
    pub why: Why,
    /// The SDKs that say what contradicts it.
    pub against: Vec<usize>,
}

impl<T> Verdict<T> {
    pub fn unknown() -> Self {
        Self { value: None, why: Why::Unknown, against: Vec::new() }
    }
}

/// Who judges: the languages of the SDKs, and the one whose revision was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judge<'a> {
    pub languages: &'a [&'static str],
    pub at: Option<usize>,
}

impl Judge<'_> {
    pub fn certainty(&self, source: usize, fact: Shows) -> u8 {
        self.languages.get(source).map_or(0, |language| certainty(language, fact))
    }

    /// Judges a fact that is so or not so; of even opinions `safe` holds.
    pub fn flag(&self, said: &[(usize, bool)], fact: Shows, safe: bool) -> Verdict<bool> {
        self.choose(said, fact, |value| *value == safe)
    }

    /// Judges a fact of which no value is narrower than another; of even opinions the one that is `safe` holds, and of
    /// several safe ones the one that comes first.
    pub fn choose<T: Clone + PartialEq>(
        &self,
        said: &[(usize, T)],
        fact: Shows,
        safe: impl Fn(&T) -> bool,
    ) -> Verdict<T> {
        let can = said.iter().any(|(source, _)| self.certainty(*source, fact) > 0);
        let mut said: Vec<&(usize, T)> =
            said.iter().filter(|(source, _)| !can || self.certainty(*source, fact) > 0).collect();
        said.sort_by_key(|(source, _)| *source);
        let mut values: Vec<&T> = Vec::new();
        for (_, value) in &said {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        let weigh = |value: &T| {
            let by = || said.iter().filter(move |(_, v)| v == value).map(|(source, _)| *source);
            Weight {
                at: by().any(|source| Some(source) == self.at),
                votes: by().count(),
                narrower: 0,
                certainty: by().map(|source| self.certainty(source, fact)).max().unwrap_or_default(),
                safe: safe(value),
            }
        };
        let mut ranked: Vec<(Weight, &T)> = values.into_iter().map(|value| (weigh(value), value)).collect();
        // stable: of equals the first stays first
        ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let mut ranked = ranked.into_iter();
        let Some((first, value)) = ranked.next() else { return Verdict::unknown() };
        let why = match ranked.next() {
            None if said.len() == 1 => Why::Alone,
            None => Why::Agreed,
            Some((second, _)) => first.why(second),
        };
        let against = said.iter().filter(|(_, v)| v != value).map(|(source, _)| *source).collect();
        Verdict { value: Some(value.clone()), why, against }
    }
}

/// What speaks for a value, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    pub at: bool,
    pub votes: usize,
    pub narrower: usize,
    pub certainty: u8,
    pub safe: bool,
}

impl Weight {
    /// Why this won over the next.
    pub fn why(self, second: Self) -> Why {
        if self.at != second.at {
            Why::Revision
        } else if self.votes != second.votes {
            Why::Majority
        } else if self.narrower != second.narrower {
            Why::Narrower
        } else if self.certainty != second.certainty {
            Why::Dialect
        } else {
            Why::Wider
        }
    }
}
