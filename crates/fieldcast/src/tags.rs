//! Serialisation tags: what an SDK's own sources say of the names on the wire, and of what its pages cannot show.
//!
//! The classes that the pages document lie in the same checkout, and each carries the names that it reads and writes in a
//! tag of its language: Go's `json:"due_date"`, Java's `@JsonProperty("due_date")`. A small scanner for each language, of
//! all ways in which the generators of the families write it, reads the lines of such tags and passes over all else. It
//! runs nothing, resolves nothing and trusts nothing: what does not look as a generator writes it tells nothing.
//!
//! ```
//! let go = "package shared\n\ntype Loan struct {\n\tDueDate string `json:\"due_date\"`\n}\n";
//! let classes = fieldcast::tags::scan("go", go);
//! assert_eq!(classes[0].members[0].wire.as_deref(), Some("due_date"));
//! ```

mod calls;
mod csharp;
mod dart;
mod go;
mod index;
mod java;
mod javascript;
mod kotlin;
mod maps;
mod php;
mod python;
mod ruby;
mod rust;
mod swift;
mod text;
mod typescript;

#[cfg(test)]
mod tests;

pub use calls::{Call, Calls, calls};
pub use index::{Found, Tags};

use crate::family::Literal;
use crate::operation::In;

/// A class or enum of an SDK's sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Its line, from 1.
    pub line: u32,
    /// The members that have a tag.
    pub members: Vec<Member>,
    /// The values of an enum whose pages may show its own names of them alone: each name and what it is on the wire.
    pub values: Vec<(String, String)>,
    /// What the values of an enum are on the wire.
    pub scalar: Option<Scalar>,
    /// Whether the enum has a value for those that it does not know, which is not among them.
    pub open: bool,
    /// What tells the members of a union apart.
    pub choice: Option<Choice>,
    /// The types of which a union takes any, as the language writes them.
    pub alternatives: Vec<String>,
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
    /// Where it is sent, as a member of a request.
    pub sent: Option<In>,
    /// What its tag and type tell beside the name.
    pub hint: Hint,
}

impl Class {
    /// A class of which no more than its name is known yet.
    fn new(name: &str, line: u32) -> Self {
        Self { name: name.to_owned(), line, ..Self::default() }
    }
}

impl Member {
    /// A member that has a tag with its name on the wire.
    fn new(name: impl Into<String>, wire: impl Into<String>, line: u32) -> Self {
        Self { name: name.into(), wire: Some(wire.into()), line, ..Self::default() }
    }

    /// The same with where its tag says that it is sent.
    fn sent(self, tag: &str) -> Self {
        Self { sent: text::sent(tag), ..self }
    }
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
    /// The values of which it has one, where an enum stands for no more than this member.
    pub values: Vec<Literal>,
    /// Whether that enum takes others too.
    pub open: bool,
    /// Whether it must be there.
    pub required: Option<bool>,
    /// Whether only the service sets it.
    pub read_only: bool,
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

/// A language of sources: its scanners, one for each of the ways in which generators write its classes.
struct Language {
    /// The names of the SDK languages whose classes are written in it.
    names: &'static [&'static str],
    endings: &'static [&'static str],
    scanners: &'static [fn(&str) -> Vec<Class>],
    /// Whether members that may be null have a mark of which those that may not only lack one: where no class has a mark,
    /// that there is none tells nothing.
    marks_null: bool,
}

/// Every language. Docs of JavaScript often lie beside sources of TypeScript.
static LANGUAGES: &[Language] = &[
    Language { names: &["csharp"], endings: &[".cs"], scanners: &[csharp::scan], marks_null: true },
    Language { names: &["dart"], endings: &[".dart"], scanners: &[dart::scan], marks_null: false },
    Language { names: &["go"], endings: &[".go"], scanners: &[go::scan], marks_null: false },
    Language { names: &["java"], endings: &[".java"], scanners: &[java::scan], marks_null: false },
    Language {
        names: &["javascript"],
        endings: &[".js", ".ts"],
        scanners: &[javascript::scan, typescript::interface::scan],
        marks_null: true,
    },
    Language { names: &["kotlin"], endings: &[".kt"], scanners: &[kotlin::scan], marks_null: false },
    Language { names: &["perl"], endings: &[".pm"], scanners: &[maps::scan], marks_null: false },
    Language { names: &["php"], endings: &[".php"], scanners: &[php::scan, maps::scan], marks_null: false },
    Language {
        names: &["python", "python-6.2"],
        endings: &[".py"],
        scanners: &[python::scan, maps::scan],
        marks_null: false,
    },
    Language { names: &["ruby"], endings: &[".rb"], scanners: &[ruby::scan, maps::scan], marks_null: false },
    Language { names: &["rust"], endings: &[".rs"], scanners: &[rust::scan], marks_null: false },
    Language { names: &["swift"], endings: &[".swift"], scanners: &[swift::scan], marks_null: false },
    Language {
        names: &["typescript"],
        endings: &[".ts"],
        scanners: &[typescript::scan, typescript::schema::scan],
        marks_null: false,
    },
    Language {
        names: &["typescript-axios", "typescript-fetch"],
        endings: &[".ts"],
        scanners: &[typescript::interface::scan],
        marks_null: true,
    },
];

/// The endings of [`endings`], of all languages.
pub const ENDINGS: &[&str] =
    &[".cs", ".dart", ".go", ".java", ".js", ".kt", ".php", ".pm", ".py", ".rb", ".rs", ".swift", ".ts"];

fn language(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.names.contains(&name))
}

/// The endings of the files that are sources in an SDK language; none for a language that is not known.
pub fn endings(name: &str) -> &'static [&'static str] {
    language(name).map_or(&[], |language| language.endings)
}

/// The classes in one file of sources that have tags; none for a language that is not known.
///
/// It takes time in proportion to the text, and gives nothing for what is not in the language.
pub fn scan(name: &str, text: &str) -> Vec<Class> {
    let scanners = language(name).map_or(&[][..], |language| language.scanners);
    let classes = scanners.iter().flat_map(|scan| scan(text));
    let tells = |class: &Class| {
        !class.members.is_empty()
            || !class.values.is_empty()
            || class.scalar.is_some()
            || class.choice.is_some()
            || !class.alternatives.is_empty()
    };
    classes.filter(tells).collect()
}
