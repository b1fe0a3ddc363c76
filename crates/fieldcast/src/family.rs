//! Families of documentation: the generators whose pages are read, each with its languages.
//!
//! A family is one folder; its languages are files in it, each with one [`Dialect`]. The grammars are written over a
//! cell's source text, with the pieces in `grammar` that all share; what comes out is an [`Expr`] that still says what
//! was written. What a language cannot show is `None` in [`Observed`], never a guess.
//!
//! A house style that people write by hand is the same kind of thing: which headings begin what, which column plays which
//! role, the words for required, null and defaults, and the words of its types. [`Family`] asks all of it of a value
//! (`&self`), not of a type, so that a style which is declared in a settings file becomes one struct, `Declared`, in a
//! folder of its own that is filled from the file, with one `words::Language` for its types. It is handed in where
//! `--family` is today and needs no line in [`ALL`], which holds the families that are found by evidence.

pub(crate) mod apimatic;
mod grammar;
mod heap;
mod inline;
pub(crate) mod openapi;
pub mod page;
mod speakeasy;
mod unread;
mod words;

pub use heap::Heap;
pub(crate) use inline::Inlines;
pub use speakeasy::{EnumValue, EnumValues, LONGEST_ROW, enum_values, of_cells, openness};

use page::{Body, Member, Page, Reading, Row};
use serde_json::Value;
use std::fmt;
use std::sync::Arc;

/// Every family; where as much speaks for languages of two of them, the first is taken.
pub static ALL: &[&dyn Family] = &[&speakeasy::Speakeasy, &openapi::OpenApiGenerator, &apimatic::ApiMatic];

/// The pages of one generator.
pub trait Family: fmt::Debug + Sync {
    /// The name by which users call it: `openapi-generator`.
    fn name(&self) -> &'static str;

    /// What it is called in messages: `OpenAPI Generator`.
    fn title(&self) -> &'static str;

    /// Its languages; where as much speaks for two of them, the first is taken.
    fn languages(&self) -> &'static [&'static dyn Dialect];

    /// Reads a page; `None` where nothing on it is this family's.
    fn read<'a>(&self, file: &Arc<str>, text: &'a str, heap: &'a Heap) -> Option<Reading<'a>>;

    /// How much a page speaks for each of its languages, in their order.
    fn votes(&self, page: &Page<'_>) -> Vec<usize>;

    /// Settles what all pages speak for, where its languages are written so much alike that several seem to be there.
    fn settle(&self, votes: &mut [usize]) {
        let _ = votes;
    }

    /// Whether what all models' names start with may be the project's, and no part of the API's names.
    fn strips_prefix(&self) -> bool {
        false
    }

    /// Whether a union's page may be one table with the rows of all its members.
    fn merges_unions(&self) -> bool {
        false
    }

    /// Whether the pages of enums show the SDK's own names of values, and not the values.
    fn names_values(&self) -> bool {
        false
    }

    /// What a row tells of its field beside its type and whether it must be there.
    fn told(&self, row: &Row<'_>) -> Told {
        let _ = row;
        Told::default()
    }
}

/// What a row tells of its field beside its type and whether it must be there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The default, as the language writes it.
    pub default: Option<String>,
    /// Whether only the service sets it.
    pub read_only: bool,
    /// What its value may be.
    pub limits: Limits,
}

/// What the value of a field may be, in the words of JSON Schema.
///
/// ```
/// use fieldcast::model::Limits;
///
/// let limits = Limits { maximum: Some(100.0), ..Limits::default() };
/// assert_eq!(limits.keywords(), [("maximum", 100.into())]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The least number.
    pub minimum: Option<f64>,
    /// The greatest number.
    pub maximum: Option<f64>,
    /// The fewest characters.
    pub min_length: Option<u64>,
    /// The most characters.
    pub max_length: Option<u64>,
    /// The fewest items.
    pub min_items: Option<u64>,
    /// The most items.
    pub max_items: Option<u64>,
    /// A regular expression that a text matches.
    pub pattern: Option<String>,
}

impl Limits {
    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The keywords of JSON Schema with their values.
    pub fn keywords(&self) -> Vec<(&'static str, Value)> {
        let Self { minimum, maximum, min_length, max_length, min_items, max_items, pattern } = self;
        // whole numbers as such
        let number =
            |number: &f64| format!("{number}").parse::<i64>().map_or_else(|_| Value::from(*number), Value::from);
        let all = [
            ("minimum", minimum.as_ref().map(number)),
            ("maximum", maximum.as_ref().map(number)),
            ("minLength", min_length.map(Value::from)),
            ("maxLength", max_length.map(Value::from)),
            ("minItems", min_items.map(Value::from)),
            ("maxItems", max_items.map(Value::from)),
            ("pattern", pattern.as_deref().map(Value::from)),
        ];
        all.into_iter().filter_map(|(keyword, value)| Some((keyword, value?))).collect()
    }
}

/// Leaves the votes of the language that has most, the first of several: for families whose languages are written so much
/// alike that what speaks for one speaks for others.
fn most_likely(votes: &mut [usize]) {
    let Some(most) = votes.iter().copied().max() else { return };
    let mut first = true;
    for count in votes {
        let kept = *count == most && first;
        first &= !kept;
        *count = if kept { most } else { 0 };
    }
}

/// The family by its name or its title, without regard to case and signs.
pub fn by_family_name(name: &str) -> Option<&'static dyn Family> {
    let fold = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    ALL.iter().copied().find(|family| fold(family.name()) == fold(name) || fold(family.title()) == fold(name))
}

/// The language by its name or one of its aliases, without regard to case: of several families', the first.
pub fn by_name(name: &str) -> Option<&'static dyn Dialect> {
    ALL.iter().find_map(|family| language_of(*family, name))
}

/// A family's language by its name, its name with the family's, or one of its aliases, without regard to case.
pub fn language_of(family: &dyn Family, name: &str) -> Option<&'static dyn Dialect> {
    let is = |known: &str| known.eq_ignore_ascii_case(name);
    let languages = family.languages().iter().copied();
    languages
        .clone()
        .find(|d| is(d.name()) || is(d.id()))
        .or_else(|| languages.clone().find(|d| d.aliases().iter().any(|alias| is(alias))))
}

/// Every language of every family, with its family's place in [`ALL`].
pub fn languages() -> impl Iterator<Item = (usize, &'static dyn Dialect)> {
    ALL.iter().enumerate().flat_map(|(at, family)| family.languages().iter().map(move |language| (at, *language)))
}

/// Reads a page as the family whose lines it has, and tells which that is by its place in [`ALL`]; as the `stated` family
/// alone, where one is. A page of no family is the first's, which says so.
pub fn read<'a>(
    file: &Arc<str>,
    text: &'a str,
    heap: &'a Heap,
    stated: Option<&'static dyn Family>,
) -> (usize, Reading<'a>) {
    let at = |family: &dyn Family| ALL.iter().position(|known| known.name() == family.name()).unwrap_or_default();
    if let Some(family) = stated.filter(|family| family.name() != speakeasy::Speakeasy.name()) {
        let reading = family.read(file, text, heap).unwrap_or_else(|| {
            let place = crate::diagnostic::Place::at(Arc::clone(file), 1, 1);
            let message = format!("nothing on the page is of a model as {} writes them", family.title());
            Reading::Other(crate::diagnostic::Diagnostic::note(crate::diagnostic::Code::NotAModel, place, message))
        });
        return (at(family), reading);
    }
    let first = speakeasy::read(file, text);
    // nearly all pages: the others are not asked
    if stated.is_some() || matches!(&first, Reading::Model(page) if page.body != Body::Blank) {
        return (0, first);
    }
    let others = ALL.iter().enumerate().skip(1);
    let other = others.filter_map(|(at, family)| Some((at, family.read(file, text, heap)?))).next();
    other.unwrap_or((0, first))
}

/// How the pages of one SDK language are written.
pub trait Dialect: fmt::Debug + Sync {
    /// The name by which users and `source.toml` call it: `typescript`, `csharp`.
    fn name(&self) -> &'static str;

    /// What it is called beside the same language of other families: `go (openapi-generator)`.
    fn id(&self) -> &'static str {
        self.name()
    }

    /// Other names of it, in code fences and on command lines: `ts`, `c#`.
    fn aliases(&self) -> &'static [&'static str];

    /// Whether a Type cell has a mark that only this language writes.
    fn marks(&self, cell: &str) -> bool;

    /// Parses a Type cell.
    ///
    /// # Errors
    ///
    /// Where the cell is not a type of this language: what was found and expected, and where in the cell.
    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError>;

    /// What a row shows of a field: takes the outermost wrappers off the type and reads them together with the tick.
    fn observe(&self, required: bool, ty: Expr) -> Observed;

    /// The same where the row tells more than its tick and type.
    fn observe_row(&self, row: &Row<'_>, ty: Expr) -> Observed {
        self.observe(row.required, ty)
    }

    /// Whether its pages show names as they are on the wire.
    fn shows_wire_names(&self) -> bool {
        false
    }

    /// What a name in a cell means that no page has; `None` where anything may be meant. `is_page` tells whether there is a
    /// page of a name.
    fn without_page(&self, named: &Named, is_page: &dyn Fn(&str) -> bool) -> Option<Expr> {
        let _ = (named, is_page);
        None
    }

    /// Whether a stroke at the end of a field's name is the mark of a word that the language reserves, and no part of it.
    fn marks_reserved_words(&self) -> bool {
        true
    }

    /// A field's name without what the language puts around words of its own.
    fn field_name<'a>(&self, cell: &'a str) -> &'a str {
        cell
    }

    /// The type of a union's member, from its heading and code.
    ///
    /// # Errors
    ///
    /// Where neither is a type of this language.
    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError>;

    /// How this language writes the name of a field whose words are known.
    fn casing(&self) -> Casing;

    /// The same language as an older generator wrote it, where all Type cells of an SDK together show that it did;
    /// `None` where this is the one. See [`of_cells`].
    fn generation(&self, cells: &mut dyn Iterator<Item = &str>) -> Option<&'static dyn Dialect> {
        let _ = cells;
        None
    }

    /// Whether a union's page names its members by names of the SDK's own, which may be those of no page.
    fn has_aliases(&self) -> bool {
        false
    }

    /// Whether functions take each member of a request's body by itself.
    fn spreads_bodies(&self) -> bool {
        false
    }

    /// Whether the usage on an enum's page tells that other values may come, so that silence tells that none may.
    fn shows_openness(&self) -> bool {
        true
    }

    /// Whether a date is shown unlike a date with a time.
    fn tells_dates_from_times(&self) -> bool {
        true
    }
}

/// A type as a cell writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A type that every API has.
    Primitive(Primitive),
    /// One value.
    Literal(Literal),
    /// A model's name, and the link that it carries, if any.
    Named(Named),
    /// A list.
    Array(Box<Expr>),
    /// A map from strings.
    Map(Box<Expr>),
    /// One of several.
    Union(Vec<Expr>),
    /// An enum or literal to which the language adds its catch-all for values that it does not know
    /// (`Union[Literal["a"], UnrecognizedStr]`).
    Open(Box<Expr>),
    /// A link whose text is a type other than one plain name: the page behind it is the union's or alias's own.
    Linked {
        /// The link's target as it is written.
        target: String,
        /// The type in the link's text.
        inner: Box<Expr>,
    },
    /// A wrapper that says something of presence or null.
    Wrapped(Wrapper, Box<Expr>),
    /// A type of the SDK's transport, such as an HTTP response: no part of the API's data.
    Transport(String),
}

/// A model's name as a cell writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Named {
    /// The namespace before the name, in lower case and without the SDK's own prefix: `components` for
    /// `Models::Components::Session`; empty where the name stands after that prefix alone and no link tells where its page
    /// is (`models.Session`), `None` where it stands alone.
    pub namespace: Option<String>,
    /// The name alone.
    pub name: String,
    /// The target of the link around it, as it is written.
    pub target: Option<String>,
}

/// A type that needs no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Primitive {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A whole number of any size.
    BigInteger,
    /// A number that may have a fraction.
    Float,
    /// A decimal number that must not be rounded.
    Decimal,
    /// A number of which the language does not tell whether it is whole.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A date with a time, RFC 3339.
    DateTime,
    /// A date alone, RFC 3339.
    Date,
    /// Bytes.
    Binary,
    /// Anything.
    Any,
    /// An object without known members.
    Object,
    /// Null alone.
    Null,
}

/// A literal value.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// Text.
    String(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
}

/// A wrapper around a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrapper {
    /// It may be absent; of null it says nothing or, in some languages, that null is not allowed.
    Optional,
    /// It may be null.
    Nullable,
    /// It may be absent, and it may be null.
    OptionalNullable,
    /// One mark for both, which does not tell them apart: `T.nilable`, `?string`, a pointer.
    Either,
}

/// What one row tells of its field.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// Whether the member must be there.
    pub required: bool,
    /// Whether null is allowed; `None` where the row can't tell.
    pub nullable: Option<bool>,
    /// The type without the wrappers that were read.
    pub ty: Expr,
}

/// Why a cell is not a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeError {
    /// The offset in bytes from the start of the text that was parsed.
    pub offset: usize,
    /// What was found, quoted, or `the end`.
    pub found: String,
    /// What would have been right.
    pub expected: String,
}

impl fmt::Display for TypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}, expected {}", self.found, self.expected)
    }
}

impl std::error::Error for TypeError {}

/// How a language writes the names of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Casing {
    /// `user_id`
    Snake,
    /// `userId`
    Camel,
    /// `UserId`
    Pascal,
    /// `UserID`: Pascal with Go's initialisms in capitals.
    GoPascal,
}
