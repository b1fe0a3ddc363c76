//! What went wrong, or was left out, and where: the one leaf that every stage shares.
//!
//! A stage never panics on input and never prints. It returns [`Diagnostic`]s, all of them, sorted by place; whoever
//! runs the stages decides whether an [`Severity::Error`] among them stops the writing.

use crate::shown;
use std::fmt;
use std::sync::Arc;

/// A place in a file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file's path as the user named it, with `/` between its parts.
    pub file: Arc<str>,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// The column in characters, from 1; 0 where the whole line is meant.
    pub column: u32,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), line: 0, column: 0 }
    }

    /// A line and column of a file, both from 1.
    pub fn at(file: impl Into<Arc<str>>, line: u32, column: u32) -> Self {
        Self { file: file.into(), line, column }
    }
}

impl fmt::Display for Place {
    /// `file`, `file:line` or `file:line:column`, the form that terminals and editors link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        Ok(())
    }
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is wrong: a page or row that is left out on purpose, with its reason.
    Note,
    /// The output is right as far as the pages tell, but somebody may want to know.
    Warning,
    /// Something that was read cannot be used; nothing is written.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Declares the codes once, so that their names, texts and list cannot drift apart.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// The stable reason of a diagnostic: scripts may rely on its text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $variant),+ }

        impl Code {
            /// Every code, in the order of its stage.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code's text, which never changes once released.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

codes! {
    // source
    /// A folder or file that was named is not there.
    NotFound = "not-found",
    /// A folder holds no model page.
    NoPages = "no-pages",
    /// A file could not be read.
    Unreadable = "unreadable",
    /// A file is not UTF-8.
    NotUtf8 = "not-utf8",
    /// A file has characters that change the direction of the text around them.
    DirectionMarks = "direction-marks",
    /// A file is larger than a page may be.
    TooLarge = "too-large",
    /// A repository could not be fetched.
    FetchFailed = "fetch-failed",
    /// Pages of a repository are pinned, and not at hand.
    NotFetched = "not-fetched",
    /// A link of the file system leads back to itself or out of the folder.
    LinkSkipped = "link-skipped",
    /// `source.toml` or `gen.yaml` does not say what it should.
    BadConfig = "bad-config",
    /// Several APIs, or several SDKs of one API, where one is expected.
    SeveralApis = "several-apis",
    /// The SDK language cannot be told from the pages, or the pages disagree about it.
    LanguageUnclear = "language-unclear",
    // page
    /// A page has no title.
    NoTitle = "no-title",
    /// A page has a section that should hold a table, and no table.
    NoTable = "no-table",
    /// A row has fewer or more cells than its table's header.
    CellCount = "cell-count",
    /// A Field cell is not a name between backticks.
    BadName = "bad-name",
    /// A Required cell holds neither tick.
    UnknownTick = "unknown-tick",
    /// A line looks like a row of a table and belongs to none that is read.
    StrayRow = "stray-row",
    /// A page is not a page of a model.
    NotAModel = "not-a-model",
    // dialect
    /// A Type cell, union heading or enum value does not parse in the SDK's language.
    BadType = "bad-type",
    // model
    /// Two pages define one model.
    DuplicateModel = "duplicate-model",
    /// Two rows of a page define one field.
    DuplicateField = "duplicate-field",
    /// A type refers to a page that is not there.
    DanglingReference = "dangling-reference",
    /// A union page lists no members and no field shows them.
    UnknownMembers = "unknown-members",
    /// A page has the rows of all members of a union as those of one object.
    MergedUnion = "merged-union",
    /// A page or row of the SDK's own plumbing is left out.
    Plumbing = "plumbing",
    /// The convention of the names on the wire is not certain.
    WireNamesUnclear = "wire-names-unclear",
    // operations
    /// An operation's page names no method and path.
    UnplacedOperation = "unplaced-operation",
    /// A method, path or status is none.
    BadOperation = "bad-operation",
    /// Two operations have one method and path.
    DuplicateOperation = "duplicate-operation",
    // merge and decide
    /// Two SDKs contradict each other about a fact.
    Contradiction = "contradiction",
    /// A correction in `source.toml` changes nothing.
    StaleCorrection = "stale-correction",
    /// A correction names something that is not there.
    UnknownTarget = "unknown-target",
    /// A model is left out because of an error on its page.
    ModelLeftOut = "model-left-out",
    // schema
    /// A union's members cannot be told apart.
    AmbiguousUnion = "ambiguous-union",
    /// A file of payloads holds none.
    NoPayload = "no-payload",
    /// A JSON document is not the JSON Schema that is expected.
    BadSchema = "bad-schema",
    // rust
    /// A schema that cannot be turned into good Rust.
    UnsupportedSchema = "unsupported-schema",
    /// Two names become one in Rust, and were told apart.
    NameClash = "name-clash",
    /// A name is longer than any in Rust or of a file has to be, and was cut.
    LongName = "long-name",
    /// The generated code is not what the schema asks for.
    GeneratorFault = "generator-fault",
    // tree
    /// A path would lie outside the folder that was named, or cannot be written.
    BadPath = "bad-path",
    /// A file or folder is somebody's work: it would be replaced, and is not.
    NotOurs = "not-ours",
    /// The manifest of what earlier runs wrote cannot be read or kept.
    BadManifest = "bad-manifest",
    /// Another run writes to the same folder.
    Busy = "busy",
    /// A generated file is stale, missing or orphaned.
    Drift = "drift",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing to tell the user.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Its stable reason.
    pub code: Code,
    /// Where it is; `None` where it is about no file.
    pub place: Option<Place>,
    /// What was found and what was expected, one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error: nothing is written.
    pub fn error(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message)
    }

    /// A warning.
    pub fn warning(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message)
    }

    /// A note: something left out on purpose.
    pub fn note(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, place, message)
    }

    fn new(severity: Severity, code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self { severity, code, place: place.into(), message: message.into(), help: None }
    }

    /// What its message quotes first: as a rule the name that it is about.
    ///
    /// ```
    /// use fieldcast::diagnostic::{Code, Diagnostic};
    ///
    /// let told = Diagnostic::warning(Code::DanglingReference, None, "`Pet` refers to a page that is not there");
    /// assert_eq!(told.subject(), Some("Pet"));
    /// ```
    pub fn subject(&self) -> Option<&str> {
        self.message.split('`').nth(1)
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same as a warning where it is an error: what is wrong in documentation that its reader does not own costs one
    /// place, and not the rest.
    #[must_use]
    pub fn forgiven(mut self) -> Self {
        self.severity = self.severity.min(Severity::Warning);
        self
    }

    /// The same as an error where it is a warning, for those who own the documentation.
    #[must_use]
    pub fn strict(mut self) -> Self {
        if self.severity == Severity::Warning {
            self.severity = Severity::Error;
        }
        self
    }

    /// Whether it stops the writing.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    /// `error[bad-type] file:3:4: message` and, where there is one, `  help: …` on a line of its own. What others wrote is
    /// [safe to show](shown::part) here, and in the fields as it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity, self.code)?;
        if let Some(place) = &self.place {
            write!(f, " {}", shown::part(&place.to_string()))?;
        }
        write!(f, ": {}", shown::part(&self.message))?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {}", shown::part(help))?;
        }
        Ok(())
    }
}

/// Sorts diagnostics by place, then by severity and text, and drops repeats, so that the order of files and the
/// number of threads cannot show.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics
        .sort_by(|a, b| (&a.place, b.severity, a.code, &a.message).cmp(&(&b.place, a.severity, b.code, &b.message)));
    diagnostics.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_kebab_case() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            let text = code.as_str();
            assert!(text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{text}");
            assert!(seen.insert(text), "{text} twice");
        }
        assert!(seen.len() > 20);
    }

    #[test]
    fn reads_like_a_compiler() {
        let diagnostic =
            Diagnostic::error(Code::BadType, Place::at("docs/session.md", 9, 14), "found `?`, expected a type")
                .help("correct the cell");
        assert_eq!(
            diagnostic.to_string(),
            "error[bad-type] docs/session.md:9:14: found `?`, expected a type\n  help: correct the cell"
        );
    }
}
