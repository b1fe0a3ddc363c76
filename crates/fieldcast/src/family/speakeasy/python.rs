//! Python, of all generations.
//!
//! ```text
//! type = "*" type "*" | "[" type "](" url ")" | literal | path
//!      | ("Optional" | "Nullable" | "OptionalNullable" | "List") "[" type "]" | "Dict[str, " type "]"
//!      | "Union[" type { "," type } "]" | "Literal[" literal { "," literal } "]" | type "|" type
//! ```
//!
//! `UnrecognizedStr` in a union makes the rest open. Pages of 2024 name models without a namespace and write `Optional`
//! for every field that may be absent, whether null is allowed or not: [`Python2024`].

use crate::family::grammar::cursor::{Cursor, Parsed};
use crate::family::grammar::markup::{catch_all, is_class_name, marked, named, parse, postfix_arrays, union, wrapped};
use crate::family::grammar::observe;
use crate::family::page::Member;
use crate::family::{Casing, Dialect, Expr, Observed, Primitive, TypeError, Wrapper};

/// Python since 2025, which tells all four states of a field.
#[derive(Debug)]
pub struct Python;

/// Python of 2024, where `Optional` says nothing of null.
#[derive(Debug)]
pub struct Python2024;

const NAME: &str = "python";
const ALIASES: &[&str] = &["py"];

impl Dialect for Python {
    fn name(&self) -> &'static str {
        NAME
    }

    fn aliases(&self) -> &'static [&'static str] {
        ALIASES
    }

    fn marks(&self, cell: &str) -> bool {
        marks(cell)
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, ty)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        let (wrapper, ty) = observe::unwrap(ty);
        let nullable = match wrapper {
            Some(Wrapper::Nullable | Wrapper::OptionalNullable) => Some(true),
            Some(Wrapper::Optional) if !required => Some(false),
            None if required && !observe::is_never_wrapped(&ty) => Some(false),
            _ => None,
        };
        Observed { required, nullable, ty }
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        parse_member(member)
    }

    fn casing(&self) -> Casing {
        Casing::Snake
    }

    fn spreads_bodies(&self) -> bool {
        true
    }

    /// Pages of 2024 show the client's own response in `requests.Response` or link models by their bare names, and
    /// never write `Nullable`.
    fn generation(&self, cells: &mut dyn Iterator<Item = &str>) -> Option<&'static dyn Dialect> {
        let mut old = false;
        for cell in cells {
            if cell.contains("Nullable[") {
                return None;
            }
            old = old || cell.contains("[requests.Response](") || names_barely(cell);
        }
        old.then_some(&Python2024)
    }
}

impl Dialect for Python2024 {
    fn name(&self) -> &'static str {
        NAME
    }

    fn aliases(&self) -> &'static [&'static str] {
        ALIASES
    }

    fn marks(&self, cell: &str) -> bool {
        marks(cell)
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, ty)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        let (wrapper, ty) = observe::unwrap(ty);
        let nullable = match wrapper {
            Some(Wrapper::Nullable | Wrapper::OptionalNullable) => Some(true),
            // No page of this generation shows a required field that may be null, so nothing is known of one.
            _ => None,
        };
        Observed { required, nullable, ty }
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        parse_member(member)
    }

    fn casing(&self) -> Casing {
        Casing::Snake
    }

    fn shows_openness(&self) -> bool {
        false
    }
}

fn marks(cell: &str) -> bool {
    const STARTS: &[&str] = &[
        "*str*",
        "*Optional[",
        "*OptionalNullable[",
        "*Nullable[",
        "[Optional[",
        "[OptionalNullable[",
        "[Nullable[",
        "List[",
        "Dict[str",
        "*Union[",
        "[Union[",
        "*Literal[",
        "*Any*",
    ];
    STARTS.iter().any(|s| cell.starts_with(s)) || cell.contains("](https://docs.python.org/")
}

/// Whether a cell links a model of which it tells no namespace: `[Session](../../models/shared/session.md)`.
fn names_barely(cell: &str) -> bool {
    cell.split_once("](").is_some_and(|(head, target)| {
        target.starts_with('.') && head.rsplit('[').next().is_some_and(|name| is_class_name(name.trim_end_matches(']')))
    })
}

fn parse_member(member: &Member<'_>) -> Result<Expr, TypeError> {
    if !member.heading.text.is_empty() || member.code.text.is_empty() {
        return parse(member.heading.text, ty);
    }
    // `value: T = …`
    let mut c = Cursor::new(member.code.text);
    if c.word().is_none() {
        return Err(c.expected("`value: ` and a type"));
    }
    c.expect(b':')?;
    let ty = ty(&mut c)?;
    c.expect(b'=')?;
    Ok(ty)
}

fn ty(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| {
        let first = primary(c)?;
        if c.peek() != Some(b'|') {
            return Ok(first);
        }
        let mut members = vec![first];
        while c.eat(b'|') {
            members.push(primary(c)?);
        }
        Ok(union(members))
    })
}

fn primary(c: &mut Cursor<'_>) -> Parsed<Expr> {
    if let Some(ty) = marked(c, ty)? {
        return Ok(ty);
    }
    let at = c.offset();
    let Some(path) = c.path(".") else { return Err(c.expected("a type")) };
    let prefixes = ["typing.", "typing_extensions.", "builtins.", "collections.abc."];
    let name = prefixes.iter().find_map(|prefix| path.strip_prefix(prefix)).unwrap_or(path);
    // A page may be named like a generic type, so it is one only with its brackets.
    let ty = if c.eat(b'[') { generic(c, at, name)? } else { plain(c, at, name)? };
    postfix_arrays(c, ty)
}

fn generic(c: &mut Cursor<'_>, at: usize, name: &str) -> Parsed<Expr> {
    let one = |c: &mut Cursor<'_>| -> Parsed<Expr> {
        let inner = ty(c)?;
        c.expect(b']')?;
        Ok(inner)
    };
    Ok(match name {
        "Optional" => wrapped(Wrapper::Optional, one(c)?),
        "Nullable" => wrapped(Wrapper::Nullable, one(c)?),
        "OptionalNullable" => wrapped(Wrapper::OptionalNullable, one(c)?),
        "List" | "list" | "Sequence" | "Iterable" | "Set" | "set" => Expr::Array(Box::new(one(c)?)),
        "IO" => {
            one(c)?;
            Expr::Primitive(Primitive::Binary)
        }
        "Dict" | "dict" | "Mapping" => {
            let key = c.offset();
            if c.word() != Some("str") {
                return Err(c.expected_at(key, "`str`"));
            }
            c.expect(b',')?;
            Expr::Map(Box::new(one(c)?))
        }
        "Union" => union(c.list(b']', ty)?),
        "Literal" => union(c.list(b']', |c| match c.literal()? {
            Some(literal) => Ok(Expr::Literal(literal)),
            None if c.eat_text("None") => Ok(Expr::Primitive(Primitive::Null)),
            None => Err(c.expected("a literal")),
        })?),
        "Annotated" => c.list(b']', ty)?.swap_remove(0),
        // of the SDK's runtime: `eventstreaming.EventStream[T]`, `jsonl.JsonLStream[T]`
        _ if name.contains('.')
            || matches!(name, "EventStream" | "EventStreamAsync" | "JsonLStream" | "JsonLStreamAsync") =>
        {
            one(c)?;
            Expr::Transport(name.to_owned())
        }
        _ => return Err(c.expected_at(at, "a generic type")),
    })
}

fn plain(c: &Cursor<'_>, at: usize, name: &str) -> Parsed<Expr> {
    Ok(Expr::Primitive(match name {
        "str" => Primitive::String,
        "int" => Primitive::Integer,
        "float" => Primitive::Float,
        "bool" => Primitive::Boolean,
        "Any" | "object" => Primitive::Any,
        "dict" | "Dict" => Primitive::Object,
        "bytes" | "bytearray" | "io.IOBase" | "io.BufferedReader" | "IO" | "BinaryIO" => Primitive::Binary,
        "None" | "NoneType" => Primitive::Null,
        "Decimal" | "decimal.Decimal" => Primitive::Decimal,
        "datetime" | "datetime.datetime" => date(c, Primitive::DateTime),
        "date" | "datetime.date" => date(c, Primitive::Date),
        "UnrecognizedStr" => return Ok(catch_all(Primitive::String)),
        "UnrecognizedInt" => return Ok(catch_all(Primitive::Integer)),
        "httpx.Response" | "httpx.Request" | "requests.Response" => return Ok(Expr::Transport(name.to_owned())),
        _ => return named(c, at, name, "."),
    }))
}

/// The labels of links to Python's own documentation are swapped: `[date]` is a date with a time and `[datetime]` is a
/// date (measured over pages: 51 of 51 and 8 of 8). Where no link is around it, the word means what it says.
fn date(c: &Cursor<'_>, literal: Primitive) -> Primitive {
    match (c.is_external(), literal) {
        (true, Primitive::Date) => Primitive::DateTime,
        (true, Primitive::DateTime) => Primitive::Date,
        (_, literal) => literal,
    }
}
