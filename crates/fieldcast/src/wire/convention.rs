//! The ways in which an API may write the names of its members, and how sure one can be of it.

use crate::family::Casing;
use std::fmt;
use std::str::FromStr;

/// How an API writes the names of its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Convention {
    /// `user_id`
    Snake,
    /// `userId`
    Camel,
    /// `UserId`
    Pascal,
    /// `user-id`
    Kebab,
    /// As the pages show them, to the letter.
    AsDocumented,
}

impl Convention {
    /// Every convention, in the order in which ties are decided.
    pub const ALL: &'static [Self] = &[Self::Snake, Self::Camel, Self::Pascal, Self::Kebab, Self::AsDocumented];

    /// Its name, written in itself: `snake_case`, `camelCase`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Snake => "snake_case",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Kebab => "kebab-case",
            Self::AsDocumented => "as-documented",
        }
    }

    /// The convention that a language's own casing is.
    pub(super) const fn of(casing: Casing) -> Self {
        match casing {
            Casing::Snake => Self::Snake,
            Casing::Camel => Self::Camel,
            Casing::Pascal | Casing::GoPascal => Self::Pascal,
        }
    }
}

impl fmt::Display for Convention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text is not the name of a convention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownConvention(
    /// The text.
    pub String,
);

impl fmt::Display for UnknownConvention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of", self.0)?;
        for (i, convention) in Convention::ALL.iter().enumerate() {
            write!(f, "{} {convention}", if i == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownConvention {}

impl FromStr for Convention {
    type Err = UnknownConvention;

    /// Reads a convention's name without regard to case and separators: `snake_case`, `snake`, `camelCase`.
    ///
    /// # Errors
    ///
    /// [`UnknownConvention`] for any other text.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let folded = super::words::fold(s);
        let folded = folded.strip_suffix("case").unwrap_or(&folded);
        match folded {
            "snake" => Ok(Self::Snake),
            "camel" | "lowercamel" => Ok(Self::Camel),
            "pascal" | "uppercamel" => Ok(Self::Pascal),
            "kebab" => Ok(Self::Kebab),
            "asdocumented" => Ok(Self::AsDocumented),
            _ => Err(UnknownConvention(s.to_owned())),
        }
    }
}

/// How sure something is; the surest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Somebody said so.
    Stated,
    /// The pages leave no doubt.
    Certain,
    /// The pages speak for it, with little to say against it.
    Likely,
    /// There is hardly any evidence, or as much against it as for it.
    Guessed,
}

impl Confidence {
    /// Its name in lower case: `stated`, `certain`, `likely`, `guessed`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Guessed => "guessed",
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for convention in Convention::ALL {
            assert_eq!(convention.to_string().parse(), Ok(*convention));
        }
        assert_eq!(Convention::ALL.len(), 5);
        assert_eq!("snake".parse(), Ok(Convention::Snake));
        assert_eq!("CAMELCASE".parse(), Ok(Convention::Camel));
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_known_ones() {
        let error = "train-case".parse::<Convention>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`train-case` is none of snake_case, camelCase, PascalCase, kebab-case, as-documented"
        );
    }
}
