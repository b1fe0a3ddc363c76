//! What the languages of these generators differ in, as data: the words for scalars, the way of names, and what a row
//! tells of null.

use crate::family::{Casing, Dialect, Primitive};

/// A language as these generators write it.
#[derive(Debug)]
pub(in crate::family) struct Language {
    /// Its name on command lines.
    pub name: &'static str,
    /// What it is called beside the same language of other families.
    pub id: &'static str,
    /// Its other names, in code fences too.
    pub aliases: &'static [&'static str],
    /// How it writes the names of fields.
    pub casing: Casing,
    /// Whether its pages show names as they are on the wire.
    pub exact: bool,
    /// Its words for scalars.
    pub words: &'static [(&'static str, Primitive)],
    /// The containers that it writes.
    pub containers: &'static [&'static str],
    /// Whether `NullableX` is an `X` or null.
    pub null_prefix: bool,
    /// Scalars as they stand behind that prefix.
    pub nullable: &'static [(&'static str, Primitive)],
    /// What every class's name ends with.
    pub suffix: &'static str,
    /// What a row tells of null.
    pub null: Null,
    /// How it names fields whose names are words of its own.
    pub reserved: Reserved,
    /// The same language as other generations wrote it, and a piece of a cell that only those write; none for the one that
    /// writes null, but never with a class.
    pub older: &'static [(&'static str, &'static dyn Dialect)],
}

/// What a row tells of null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::family) enum Null {
    /// Nothing, where no wrapper does.
    Unknown,
    /// Everything: a type without null refuses it.
    Type,
    /// The same but for classes, which are written alike with null and without.
    Scalars,
    /// Go: the type and the methods of the page.
    Methods,
    /// Go with pointers: likewise; in pages without methods, of version 4, a pointer is null.
    Pointer,
    /// Rust: an option around what must be there.
    Option,
    /// A wrapper of its own for null, and a star for what may be absent, which is null where it must be there.
    Star,
    /// One mark for what may be absent and for null, which is null where it must be there.
    Mark,
}

/// How words of the language become names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::family) enum Reserved {
    /// As they are.
    Never,
    /// `_class`
    Before,
    /// `class_`
    After,
    /// `var_class`
    Var,
    /// `r#type`
    Raw,
    /// `VarClass`, `_Class`
    Class,
    /// `_class`, of these words alone
    Words(&'static [&'static str]),
}

/// Words that are reserved in some language: `_class` is one of these behind a stroke, `_id` is a name.
const WORDS: &[&str] = &[
    "class",
    "default",
    "self",
    "nil",
    "import",
    "in",
    "is",
    "from",
    "object",
    "string",
    "int",
    "list",
    "not",
    "return",
    "enum",
    "function",
    "var",
    "public",
    "package",
    "switch",
    "case",
    "private",
    "protected",
    "static",
    "final",
    "new",
    "this",
    "super",
    "interface",
    "abstract",
    "double",
    "float",
    "long",
    "short",
    "byte",
    "char",
    "boolean",
    "delete",
    "export",
    "if",
    "else",
    "for",
    "while",
    "do",
    "try",
    "catch",
    "throw",
    "void",
    "with",
    "yield",
    "null",
    "true",
    "false",
    "assert",
    "break",
    "const",
    "continue",
    "extends",
    "finally",
    "goto",
    "implements",
    "instanceof",
    "native",
    "synchronized",
    "throws",
    "transient",
    "volatile",
    "end",
    "begin",
    "and",
    "or",
    "then",
    "until",
    "unless",
    "when",
    "alias",
    "def",
    "module",
    "next",
    "redo",
    "rescue",
    "retry",
    "undef",
    "ensure",
    "protocol",
    "operator",
    "type",
    "left",
    "right",
    "error",
    "description",
    "configuration",
];

impl Language {
    /// A field's name without what the language puts around words of its own.
    pub fn name<'a>(&self, text: &'a str) -> &'a str {
        let is_word = |rest: &&str| WORDS.contains(&rest.to_ascii_lowercase().as_str());
        let bare = match self.reserved {
            Reserved::Never => text.strip_prefix("var\"").and_then(|t| t.strip_suffix('"')),
            // `getClass` is a method of every object
            Reserved::Before if text == "propertyClass" => Some("class"),
            Reserved::Words(words) => text.strip_prefix('_').filter(|rest| words.contains(rest)),
            Reserved::Before => text.strip_prefix('_').filter(is_word),
            // no name of such a language ends with one of its own
            Reserved::After => text.strip_suffix('_'),
            Reserved::Var => text.strip_prefix("var_"),
            Reserved::Raw => text.strip_prefix("r#"),
            // versions up to 6 put a stroke there, with which no name in Pascal case begins
            Reserved::Class => ["Var", "_"]
                .iter()
                .find_map(|mark| text.strip_prefix(mark).filter(|rest| rest.starts_with(char::is_uppercase))),
        };
        bare.filter(|bare| !bare.is_empty()).unwrap_or(text)
    }
}
