//! Java.
//!
//! ```text
//! type    = primary { "[]" }
//! primary = "*" type "*" | "[" type "](" url ")" | path
//!         | ("Optional" | "JsonNullable" | "List") "<" [ "? extends" ] type ">" | "Map<String, " type ">"
//! ```
//!
//! The angle brackets are escaped, and twice where generics stand in each other: `Map\<String, List\\<*String*>>`.
//! Pages do not list a union's members.

use crate::family::grammar::cursor::{Cursor, Parsed};
use crate::family::grammar::markup::{marked, named, parse, postfix_arrays, wrapped};
use crate::family::grammar::observe;
use crate::family::page::Member;
use crate::family::{Casing, Dialect, Expr, Observed, Primitive, TypeError, Wrapper};

/// Java.
#[derive(Debug)]
pub struct Java;

impl Dialect for Java {
    fn name(&self) -> &'static str {
        "java"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &[]
    }

    fn marks(&self, cell: &str) -> bool {
        const STARTS: &[&str] = &[
            "*String*",
            "*Optional\\<",
            "*JsonNullable\\<",
            "[Optional\\<",
            "[JsonNullable\\<",
            "List\\<",
            "Map\\<String",
            "*Optional<",
            "*JsonNullable<",
            "[Optional<",
            "[JsonNullable<",
            "Map<String",
            "*Long*",
            "*Integer*",
            "*Boolean*",
            "*Double*",
            "*Object*",
        ];
        STARTS.iter().any(|s| cell.starts_with(s)) || cell.contains("](https://docs.oracle.com/")
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, ty)
    }

    /// A required field in `Optional` is one that may be null; an optional one in `Optional` may not, or it would
    /// stand in `JsonNullable`.
    fn observe(&self, required: bool, ty: Expr) -> Observed {
        let (wrapper, ty) = observe::unwrap(ty);
        let nullable = match wrapper {
            Some(Wrapper::Nullable | Wrapper::OptionalNullable) => Some(true),
            Some(Wrapper::Optional | Wrapper::Either) => Some(required),
            None if required && !observe::is_never_wrapped(&ty) && !is_bytes(&ty) => Some(false),
            None => None,
        };
        Observed { required, nullable, ty }
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        parse(member.heading.text, ty)
    }

    fn casing(&self) -> Casing {
        Casing::Camel
    }
}

/// `byte[]` is a list to Java, and lists carry no wrappers.
fn is_bytes(ty: &Expr) -> bool {
    *ty == Expr::Primitive(Primitive::Binary)
}

fn ty(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| {
        if let Some(ty) = marked(c, ty)? {
            return Ok(ty);
        }
        let at = c.offset();
        let Some(path) = c.path(".") else { return Err(c.expected("a type")) };
        let name = standard(path);
        let ty = if c.eat(b'<') {
            generic(c, at, name)?
        } else if name == "byte" {
            if !c.eat_text("[]") {
                return Err(c.expected("`[]`"));
            }
            Expr::Primitive(Primitive::Binary)
        } else {
            plain(c, at, name)?
        };
        postfix_arrays(c, ty)
    })
}

/// The name of a type of the standard library, or of a library that SDKs use, without its package.
fn standard(path: &str) -> &str {
    const PACKAGES: [&str; 4] = ["java.", "org.openapitools.jackson.", "com.fasterxml.jackson.", "jakarta."];
    let name = path.rsplit('.').next().unwrap_or(path);
    if PACKAGES.iter().any(|package| path.starts_with(package)) { name } else { path }
}

fn generic(c: &mut Cursor<'_>, at: usize, name: &str) -> Parsed<Expr> {
    Ok(match name {
        "Optional" => wrapped(Wrapper::Optional, last(c)?),
        "JsonNullable" => wrapped(Wrapper::OptionalNullable, last(c)?),
        "List" | "ArrayList" | "Set" | "Collection" => Expr::Array(Box::new(last(c)?)),
        "Map" => {
            let key = c.offset();
            if c.word() != Some("String") {
                return Err(c.expected_at(key, "`String`"));
            }
            c.expect(b',')?;
            Expr::Map(Box::new(last(c)?))
        }
        "HttpResponse" | "EventStream" | "JsonLStream" | "Stream" | "Iterable" | "Iterator" | "Publisher" => {
            last(c)?;
            Expr::Transport(name.to_owned())
        }
        _ => return Err(c.expected_at(at, "a generic type")),
    })
}

/// The last argument of a generic type, and the bracket behind it.
fn last(c: &mut Cursor<'_>) -> Parsed<Expr> {
    if c.eat(b'?') && !c.eat_text("extends") {
        return Err(c.expected("`extends`"));
    }
    let inner = ty(c)?;
    c.expect(b'>')?;
    Ok(inner)
}

fn plain(c: &Cursor<'_>, at: usize, name: &str) -> Parsed<Expr> {
    Ok(Expr::Primitive(match name {
        "String" | "URI" | "URL" | "UUID" | "CharSequence" => Primitive::String,
        "int" | "Integer" | "long" | "Long" | "short" | "Short" => Primitive::Integer,
        "BigInteger" => Primitive::BigInteger,
        "double" | "Double" | "float" | "Float" => Primitive::Float,
        "BigDecimal" => Primitive::Decimal,
        "boolean" | "Boolean" => Primitive::Boolean,
        "Object" | "JsonNode" => Primitive::Any,
        "InputStream" | "Blob" | "ByteBuffer" => Primitive::Binary,
        "OffsetDateTime" | "ZonedDateTime" | "Instant" => Primitive::DateTime,
        "LocalDate" => Primitive::Date,
        _ => return named(c, at, name, "."),
    }))
}
