//! Serialisation tags: what an SDK's own sources say of the names on the wire, and of what its pages cannot show.
//!
//! The classes that the pages document lie in the same checkout, and each carries the names that it reads and writes in a
//! tag of its language: Go's `json:"due_date"`, Java's `@JsonProperty("due_date")`. A small scanner for each language
//! reads the lines of such tags and passes over all else. It runs nothing, resolves nothing and trusts nothing: what does
//! not look as a generator writes it tells nothing.
//!
//! ```
//! let go = "package shared\n\ntype Loan struct {\n\tDueDate string `json:\"due_date\"`\n}\n";
//! let classes = fieldcast::tags::scan("go", go);
//! assert_eq!(classes[0].members[0].wire.as_deref(), Some("due_date"));
//! ```

mod csharp;
mod go;
mod index;
mod java;
mod php;
mod python;
mod ruby;
mod text;
mod typescript;

#[cfg(test)]
mod tests;

pub use index::{Found, Tags};

use crate::family::Literal;

/// A class or enum of an SDK's sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Its line, from 1.
    pub line: u32,
    /// The members that have a tag.
    pub members: Vec<Member>,
    /// What the values of an enum are on the wire.
    pub scalar: Option<Scalar>,
    /// What tells the members of a union apart.
    pub choice: Option<Choice>,
}

/// A member of a class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Member {
    /// The name that the SDK gives to it.
    pub name: String,
    /// Its name on the wire; `None` where its tag says nothing of it.
    pub wire: Option<String>,
    /// The line of its tag, from 1.
    pub line: u32,
    /// What its tag and type tell beside the name.
    pub hint: Hint,
}

/// What sources tell of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hint {
    /// Whether null may stand in its place.
    pub nullable: Option<bool>,
    /// Its type, where the pages of the language cannot show it.
    pub exact: Option<Exact>,
    /// The only value that it has.
    pub constant: Option<Literal>,
    /// The same of the items of a list, or of the values of a map.
    pub of: Option<Box<Hint>>,
}

/// A type that pages do not tell from a wider one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// A whole number.
    Integer,
    /// A date alone.
    Date,
    /// A date with a time.
    DateTime,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
}

/// How a union is read: by the value of one member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The member's name on the wire.
    pub wire: String,
    /// From its value to the class that is read then.
    pub cases: Vec<(String, String)>,
}

/// The endings of [`endings`], of all languages.
pub const ENDINGS: &[&str] = &[".cs", ".go", ".java", ".php", ".py", ".rb", ".ts"];

/// The endings of the files that are sources in an SDK language; none for a language that is not known.
pub fn endings(language: &str) -> &'static [&'static str] {
    match language {
        "csharp" => &[".cs"],
        "go" => &[".go"],
        "java" => &[".java"],
        "php" => &[".php"],
        "python" => &[".py"],
        "ruby" => &[".rb"],
        "typescript" => &[".ts"],
        _ => &[],
    }
}

/// The classes in one file of sources that have tags; none for a language that is not known.
///
/// It takes time in proportion to the text, and gives nothing for what is not in the language.
pub fn scan(language: &str, text: &str) -> Vec<Class> {
    let classes = match language {
        "csharp" => csharp::scan(text),
        "go" => go::scan(text),
        "java" => java::scan(text),
        "php" => php::scan(text),
        "python" => python::scan(text),
        "ruby" => ruby::scan(text),
        "typescript" => typescript::scan(text),
        _ => Vec::new(),
    };
    let tells = |class: &Class| !class.members.is_empty() || class.scalar.is_some() || class.choice.is_some();
    classes.into_iter().filter(tells).collect()
}
