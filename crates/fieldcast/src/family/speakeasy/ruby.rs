//! Ruby, in both styles: Sorbet's `T.nilable(T::Array[X])` and the SDK's own `Crystalline::Nilable.new(X)`.
//!
//! ```text
//! type = "*" type "*" | "[" type "](" url ")" | path
//!      | "T.nilable(" type ")" | "T.any(" type { "," type } ")" | "T::Array<" type ">" | "T::Hash<Symbol, " type ">"
//!      | "Crystalline::Nilable.new(" type ")" | "Crystalline::Union.new(" type { "," type } ")"
//!      | "Crystalline::Array<" type ">" | "Crystalline::Hash[Symbol, " type "]" | "Crystalline::Boolean.new"
//! ```
//!
//! A list's or map's brackets are `<>`, `[]` or `.new()`; inside links they are `[]`.

use crate::family::grammar::cursor::{Cursor, Parsed};
use crate::family::grammar::markup::{marked, named, parse, union, wrapped};
use crate::family::grammar::observe;
use crate::family::page::Member;
use crate::family::{Casing, Dialect, Expr, Observed, Primitive, TypeError, Wrapper};

/// Ruby, in both styles.
#[derive(Debug)]
pub struct Ruby;

impl Dialect for Ruby {
    fn name(&self) -> &'static str {
        "ruby"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["rb"]
    }

    fn marks(&self, cell: &str) -> bool {
        const STARTS: &[&str] = &[
            "*::",
            "*T.",
            "*T::",
            "T::",
            "[T.",
            "[T::",
            "[Models::",
            "*Crystalline::",
            "[Crystalline::",
            "Crystalline::",
        ];
        STARTS.iter().any(|s| cell.starts_with(s))
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, ty)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        observe::by_either(required, ty, observe::is_never_wrapped)
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        parse(member.heading.text, ty)
    }

    fn casing(&self) -> Casing {
        Casing::Snake
    }
}

fn ty(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| {
        if let Some(ty) = marked(c, ty)? {
            return Ok(ty);
        }
        let at = c.offset();
        let Some(path) = c.path("::") else { return Err(c.expected("a type")) };
        Ok(match path {
            "::String" | "String" => Expr::Primitive(Primitive::String),
            "::Integer" | "Integer" => Expr::Primitive(Primitive::Integer),
            "::Float" | "Float" => Expr::Primitive(Primitive::Float),
            "::Object" | "Object" => Expr::Primitive(Primitive::Any),
            "::BigDecimal" | "BigDecimal" => Expr::Primitive(Primitive::Decimal),
            "::URI" | "::URI::Generic" | "::Symbol" => Expr::Primitive(Primitive::String),
            "::Faraday::Response" | "Faraday::Response" | "::Faraday::Request" => Expr::Transport(path.to_owned()),
            "::IO" | "::File" | "::StringIO" | "::Tempfile" => Expr::Primitive(Primitive::Binary),
            "T::Boolean" | "bool" => Expr::Primitive(Primitive::Boolean),
            "nil" | "NilClass" | "::NilClass" => Expr::Primitive(Primitive::Null),
            "::DateTime" | "DateTime" => Expr::Primitive(date(c, Primitive::DateTime)),
            "::Date" | "Date" => Expr::Primitive(date(c, Primitive::Date)),
            "::Time" | "Time" => Expr::Primitive(Primitive::DateTime),
            "Crystalline::Boolean" => {
                c.eat_text(".new");
                Expr::Primitive(Primitive::Boolean)
            }
            "T" => sorbet(c)?,
            "Crystalline::Nilable" => {
                constructor(c)?;
                wrapped(Wrapper::Either, one(c, b')')?)
            }
            "Crystalline::Union" => {
                constructor(c)?;
                union(c.list(b')', ty)?)
            }
            "T::Array" | "Crystalline::Array" => {
                let close = open(c)?;
                Expr::Array(Box::new(one(c, close)?))
            }
            "T::Hash" | "Crystalline::Hash" => {
                let close = open(c)?;
                let key = c.offset();
                if !matches!(c.path("::"), Some("Symbol" | "::Symbol" | "::String" | "String")) {
                    return Err(c.expected_at(key, "`Symbol`"));
                }
                c.expect(b',')?;
                Expr::Map(Box::new(one(c, close)?))
            }
            _ => named(c, at, path, "::")?,
        })
    })
}

/// The labels of links to Ruby's own documentation are swapped: `[Date]` is a date with a time and `[DateTime]` is a
/// date (measured over pages: 3 of 3 and 173 of 173 against the documents that they were generated from).
fn date(c: &Cursor<'_>, literal: Primitive) -> Primitive {
    match (c.is_external(), literal) {
        (true, Primitive::Date) => Primitive::DateTime,
        (true, Primitive::DateTime) => Primitive::Date,
        (_, literal) => literal,
    }
}

fn sorbet(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.expect(b'.')?;
    let at = c.offset();
    match c.word() {
        Some("nilable") => {
            c.expect(b'(')?;
            Ok(wrapped(Wrapper::Either, one(c, b')')?))
        }
        Some("any") => {
            c.expect(b'(')?;
            Ok(union(c.list(b')', ty)?))
        }
        Some("untyped") => Ok(Expr::Primitive(Primitive::Any)),
        _ => Err(c.expected_at(at, "`nilable`, `any` or `untyped`")),
    }
}

fn constructor(c: &mut Cursor<'_>) -> Parsed<()> {
    if c.eat_text(".new") { c.expect(b'(') } else { Err(c.expected("`.new(`")) }
}

/// Takes an opening bracket and tells the one that closes it.
fn open(c: &mut Cursor<'_>) -> Parsed<u8> {
    if c.eat(b'<') {
        Ok(b'>')
    } else if c.eat(b'[') {
        Ok(b']')
    } else {
        constructor(c)?;
        Ok(b')')
    }
}

fn one(c: &mut Cursor<'_>, close: u8) -> Parsed<Expr> {
    let inner = ty(c)?;
    c.expect(close)?;
    Ok(inner)
}
