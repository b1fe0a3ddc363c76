//! The languages, each a table of words.

use crate::family::words::{Language, Null, Reserved};
use crate::family::{Casing, Primitive};
use Primitive::{Any, Binary, Boolean, Date, DateTime, Decimal, Float, Integer, Number, Object, String};

/// Every language; where as much speaks for two of them, the first is taken.
pub(super) static ALL: &[&Language] = &[&TYPESCRIPT, &PYTHON, &RUBY, &GO, &JAVA, &CSHARP, &PHP];

/// What all of them share.
const BASE: Language = Language {
    name: "",
    id: "",
    aliases: &[],
    casing: Casing::Camel,
    exact: false,
    words: &[],
    containers: &[],
    null_prefix: false,
    nullable: &[],
    suffix: "",
    null: Null::Unknown,
    reserved: Reserved::Never,
    older: &[],
};

static TYPESCRIPT: Language = Language { null: Null::Type, older: &[("", &SILENT)], ..SCRIPT };

/// The same of a document that tells null beside a reference, where the generator overlooks it.
static SILENT: Language = SCRIPT;

const SCRIPT: Language = Language {
    name: "typescript",
    id: "typescript (apimatic)",
    aliases: &["ts"],
    words: &[
        ("string", String),
        ("number", Number),
        ("bigint", Integer),
        ("boolean", Boolean),
        ("unknown", Any),
        ("any", Any),
        ("object", Object),
        ("FileWrapper", Binary),
        ("undefined", Any),
    ],
    containers: &["Record", "undefined"],
    null: Null::Scalars,
    ..BASE
};

static PYTHON: Language = Language {
    name: "python",
    id: "python (apimatic)",
    aliases: &["py"],
    casing: Casing::Snake,
    words: &[
        ("str", String),
        ("int", Integer),
        ("long", Integer),
        ("float", Float),
        ("bool", Boolean),
        ("datetime", DateTime),
        ("date", Date),
        ("uuid", String),
        ("object", Any),
        ("Any", Any),
        ("dict", Object),
        ("typing.BinaryIO", Binary),
    ],
    containers: &["List", "Dict"],
    // a union of what may be absent ends with `None`
    null: Null::Mark,
    ..BASE
};

static RUBY: Language = Language {
    name: "ruby",
    id: "ruby (apimatic)",
    aliases: &["rb"],
    casing: Casing::Snake,
    words: &[
        ("String", String),
        ("Integer", Integer),
        ("Float", Float),
        ("TrueClass", Boolean),
        ("FalseClass", Boolean),
        ("DateTime", DateTime),
        ("Date", Date),
        ("Object", Any),
        ("UUID | String", String),
        ("UUID", String),
        ("File | UploadIO", Binary),
    ],
    containers: &["Array", "Hash"],
    // a union of what may be absent ends with `nil`
    null: Null::Mark,
    ..BASE
};

static GO: Language = Language {
    name: "go",
    id: "go (apimatic)",
    aliases: &["golang"],
    casing: Casing::GoPascal,
    words: &[
        ("string", String),
        ("int", Integer),
        ("int64", Integer),
        ("float64", Float),
        ("bool", Boolean),
        ("time.Time", DateTime),
        ("uuid.UUID", String),
        ("interface{}", Any),
        ("any", Any),
        ("models.FileWrapper", Binary),
    ],
    containers: &["Optional", "models."],
    null: Null::Star,
    ..BASE
};

static JAVA: Language = Language {
    name: "java",
    id: "java (apimatic)",
    words: &[
        ("String", String),
        ("Integer", Integer),
        ("int", Integer),
        ("Long", Integer),
        ("long", Integer),
        ("Double", Float),
        ("double", Float),
        ("Boolean", Boolean),
        ("boolean", Boolean),
        ("ZonedDateTime", DateTime),
        ("LocalDateTime", DateTime),
        ("LocalDate", Date),
        ("UUID", String),
        ("Object", Any),
        ("JsonValue", Any),
        ("JsonObject", Object),
        ("FileWrapper", Binary),
        ("BigDecimal", Decimal),
    ],
    containers: &["List", "Map"],
    ..BASE
};

/// The words of C#, in which `DateTime` is one of two things.
macro_rules! csharp {
    ($date:expr) => {
        &[
            ("string", String),
            ("int", Integer),
            ("long", Integer),
            ("double", Float),
            ("decimal", Decimal),
            ("bool", Boolean),
            ("DateTime", $date),
            ("DateTimeOffset", DateTime),
            ("Guid", String),
            ("object", Any),
            ("JsonValue", Any),
            ("JsonObject", Object),
            ("FileStreamInfo", Binary),
        ]
    };
}

const SHARP: Language = Language {
    name: "csharp",
    id: "csharp (apimatic)",
    aliases: &["c#", "cs", "dotnet"],
    casing: Casing::Pascal,
    words: csharp!(DateTime),
    containers: &["List", "IList", "Dictionary", "IDictionary", "?"],
    null: Null::Mark,
    ..BASE
};

static CSHARP: Language = Language { older: &[("DateTimeOffset", &DATES)], ..SHARP };

/// The same where a date with a time is a `DateTimeOffset`: the other is a date.
static DATES: Language = Language { words: csharp!(Date), ..SHARP };

static PHP: Language = Language {
    name: "php",
    id: "php (apimatic)",
    words: &[
        ("string", String),
        ("int", Integer),
        ("float", Float),
        ("bool", Boolean),
        ("DateTime", DateTime),
        ("mixed", Any),
        ("array", Any),
        ("FileWrapper", Binary),
    ],
    containers: &["array", "?T"],
    null: Null::Mark,
    ..BASE
};
