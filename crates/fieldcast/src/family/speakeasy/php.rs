//! PHP.
//!
//! ```text
//! type    = [ "?" ] primary { "[]" } { "|" primary { "[]" } }
//! primary = "*" type "*" | "[" type "](" url ")" | path | "array<" [ "string," ] type ">" | "array" | "null"
//! ```
//!
//! `\DateTime` stands for a date with a time, and in some SDKs for a date alone, which the page does not tell. The bars
//! are escaped in cells. A bare `array` has lost the type of its items; a union page tells it in `@var`.

use crate::family::grammar::cursor::{Cursor, Parsed};
use crate::family::grammar::markup::{marked, named, parse, postfix_arrays, union, wrapped};
use crate::family::grammar::observe;
use crate::family::page::Member;
use crate::family::{Casing, Dialect, Expr, Literal, Observed, Primitive, TypeError, Wrapper};

/// PHP.
#[derive(Debug)]
pub struct Php;

impl Dialect for Php {
    fn name(&self) -> &'static str {
        "php"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &[]
    }

    fn marks(&self, cell: &str) -> bool {
        const STARTS: &[&str] =
            &["*?", "[?", "array<", "*mixed*", "[\\", "[Components\\", "[Operations\\", "[Errors\\"];
        STARTS.iter().any(|s| cell.starts_with(s))
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, ty)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        observe::by_tick(required, ty)
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        let heading = member.heading.text;
        match declared(member.code.text) {
            Some(var) if heading.is_empty() || heading.split('|').any(|part| part.trim() == "array") => parse(var, ty),
            _ => parse(heading, ty),
        }
    }

    fn casing(&self) -> Casing {
        Casing::Camel
    }

    /// Pages of PHP never tell that an enum is open.
    fn shows_openness(&self) -> bool {
        false
    }

    fn tells_dates_from_times(&self) -> bool {
        false
    }
}

/// The type behind `@var` in a comment.
fn declared(code: &str) -> Option<&str> {
    let line = code.lines().find_map(|line| line.trim_start_matches(['/', '*', ' ', '\t']).strip_prefix("@var "))?;
    Some(line.trim().trim_end_matches("*/").trim_end())
}

fn ty(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| {
        let optional = c.eat(b'?');
        let mut members = vec![postfix(c)?];
        while c.eat(b'|') {
            members.push(postfix(c)?);
        }
        let all = members.len();
        if all > 1 {
            members.retain(|m| *m != Expr::Primitive(Primitive::Null));
        }
        let either = optional || members.len() < all;
        let ty = if members.is_empty() { Expr::Primitive(Primitive::Null) } else { union(members) };
        Ok(if either { wrapped(Wrapper::Either, ty) } else { ty })
    })
}

fn postfix(c: &mut Cursor<'_>) -> Parsed<Expr> {
    let primary = match marked(c, ty)? {
        Some(ty) => ty,
        None => primary(c)?,
    };
    postfix_arrays(c, primary)
}

fn primary(c: &mut Cursor<'_>) -> Parsed<Expr> {
    let at = c.offset();
    let Some(path) = c.path("\\") else { return Err(c.expected("a type")) };
    Ok(Expr::Primitive(match path {
        "array" => return array(c),
        "string" => Primitive::String,
        "int" | "integer" => Primitive::Integer,
        "float" => Primitive::Float,
        "bool" => Primitive::Boolean,
        "mixed" => Primitive::Any,
        "object" => Primitive::Object,
        "null" => Primitive::Null,
        "true" | "false" => return Ok(Expr::Literal(Literal::Boolean(path == "true"))),
        "\\DateTime" | "DateTime" | "\\DateTimeInterface" | "\\DateTimeImmutable" => Primitive::DateTime,
        "LocalDate" | "\\Brick\\DateTime\\LocalDate" | "Brick\\DateTime\\LocalDate" => Primitive::Date,
        "BigInteger" | "\\Brick\\Math\\BigInteger" | "Brick\\Math\\BigInteger" => Primitive::BigInteger,
        "BigDecimal" | "\\Brick\\Math\\BigDecimal" | "Brick\\Math\\BigDecimal" => Primitive::Decimal,
        "\\stdClass" | "stdClass" => Primitive::Object,
        "\\DateInterval" => Primitive::String,
        "resource" | "\\SplFileObject" => Primitive::Binary,
        _ if is_transport(path) => return Ok(Expr::Transport(path.to_owned())),
        _ => return named(c, at, path, "\\"),
    }))
}

/// Whether a type is of a library that moves requests: of PSR-7 and its like, or of Guzzle.
fn is_transport(path: &str) -> bool {
    let vendor = path.trim_start_matches('\\').split('\\').next().unwrap_or_default();
    path.starts_with('\\') && matches!(vendor, "Psr" | "GuzzleHttp" | "Generator" | "Iterator" | "Closure")
}

/// `array<T>`, `array<string, T>` and the bare `array`.
fn array(c: &mut Cursor<'_>) -> Parsed<Expr> {
    if !c.eat(b'<') {
        return Ok(Expr::Array(Box::new(Expr::Primitive(Primitive::Any))));
    }
    let at = c.offset();
    let first = ty(c)?;
    let ty = match (c.eat(b','), &first) {
        (false, _) => Expr::Array(Box::new(first)),
        (true, Expr::Primitive(Primitive::String)) => Expr::Map(Box::new(ty(c)?)),
        (true, Expr::Primitive(Primitive::Integer)) => Expr::Array(Box::new(ty(c)?)),
        (true, _) => return Err(c.expected_at(at, "`string`")),
    };
    c.expect(b'>')?;
    Ok(ty)
}
