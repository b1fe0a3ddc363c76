//! TypeScript.
//!
//! ```text
//! type    = postfix { "|" postfix }
//! postfix = primary { "[]" }
//! primary = "*" type "*" | "`" type "`" | "[" type "](" url ")" | "(" type ")" | literal | word
//!         | "Record<string, " type ">" | "{ [k: string]: " type " }" | "ReadableStream<Uint8Array>"
//! ```
//!
//! Pages of 2024 name models without a namespace, and show unions as `any`.

use crate::family::grammar::cursor::{Cursor, Parsed};
use crate::family::grammar::markup::{catch_all, marked, named, parse, postfix_arrays, union};
use crate::family::grammar::observe;
use crate::family::page::Member;
use crate::family::{Casing, Dialect, Expr, Named, Observed, Primitive, TypeError};

/// TypeScript, of all generations.
#[derive(Debug)]
pub struct TypeScript;

impl Dialect for TypeScript {
    fn name(&self) -> &'static str {
        "typescript"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["ts"]
    }

    fn marks(&self, cell: &str) -> bool {
        const STARTS: &[&str] = &["*number*", "Record<string", "*\"", "{ [", "*ReadableStream", "*any*[]"];
        STARTS.iter().any(|s| cell.starts_with(s))
            || (cell.ends_with("[]") && !cell.starts_with('['))
            || cell.ends_with(")[]")
            || cell.contains("](https://developer.mozilla.org/")
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, ty)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        observe::by_tick(required, ty)
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        if member.heading.text.is_empty() && !member.code.text.is_empty() {
            return declared(member.code.text);
        }
        parse(member.heading.text, ty)
    }

    fn casing(&self) -> Casing {
        Casing::Camel
    }
}

/// The type of `const value: T = …`, for a heading that is empty.
fn declared(code: &str) -> Result<Expr, TypeError> {
    let mut c = Cursor::new(code);
    if !(c.eat_text("const") || c.eat_text("let")) || c.word().is_none() {
        return Err(c.expected("`const value: ` and a type"));
    }
    c.expect(b':')?;
    let ty = ty(&mut c)?;
    c.expect(b'=')?;
    Ok(ty)
}

/// A type, and with it a union.
pub(super) fn ty(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| {
        let first = postfix(c)?;
        if c.peek() != Some(b'|') {
            return Ok(first);
        }
        let mut members = vec![first];
        while c.eat(b'|') {
            members.push(postfix(c)?);
        }
        Ok(file(union(members)))
    })
}

/// `File | Blob | X`, where the page of X says that it holds a file: all three are ways to give the bytes.
fn file(ty: Expr) -> Expr {
    let bytes = Expr::Primitive(Primitive::Binary);
    match &ty {
        Expr::Union(members)
            if members.iter().filter(|m| **m == bytes).count() > 1
                && members.iter().all(|m| *m == bytes || matches!(m, Expr::Named(Named { .. }))) =>
        {
            bytes
        }
        _ => ty,
    }
}

fn postfix(c: &mut Cursor<'_>) -> Parsed<Expr> {
    let primary = primary(c)?;
    postfix_arrays(c, primary)
}

fn primary(c: &mut Cursor<'_>) -> Parsed<Expr> {
    if let Some(ty) = marked(c, ty)? {
        return Ok(ty);
    }
    match c.peek() {
        Some(b'{') => return index_signature(c),
        Some(b'(') => {
            c.eat(b'(');
            let ty = ty(c)?;
            c.expect(b')')?;
            return Ok(ty);
        }
        _ => {}
    }
    if let Some(literal) = c.literal()? {
        return Ok(Expr::Literal(literal));
    }
    let at = c.offset();
    let Some(path) = c.path(".") else { return Err(c.expected("a type")) };
    Ok(match path {
        "string" => Expr::Primitive(Primitive::String),
        "number" => Expr::Primitive(Primitive::Number),
        "boolean" => Expr::Primitive(Primitive::Boolean),
        "any" | "unknown" | "void" | "undefined" => Expr::Primitive(Primitive::Any),
        "bigint" => Expr::Primitive(Primitive::BigInteger),
        "Decimal" => Expr::Primitive(Primitive::Decimal),
        "object" => Expr::Primitive(Primitive::Object),
        "null" => Expr::Primitive(Primitive::Null),
        "Date" => Expr::Primitive(Primitive::DateTime),
        "RFCDate" => Expr::Primitive(Primitive::Date),
        "Uint8Array" | "ArrayBuffer" | "Blob" | "File" | "Buffer" => Expr::Primitive(Primitive::Binary),
        "ReadableStream" => {
            if c.eat(b'<') {
                ty(c)?;
                c.expect(b'>')?;
            }
            Expr::Primitive(Primitive::Binary)
        }
        "EventStream" | "JsonLStream" | "JsonlStream" | "AsyncIterable" | "PageIterator" if c.eat(b'<') => {
            ty(c)?;
            c.expect(b'>')?;
            Expr::Transport(path.to_owned())
        }
        "Unrecognized" if c.eat(b'<') => {
            let inner = ty(c)?;
            c.expect(b'>')?;
            match inner {
                Expr::Primitive(primitive) => catch_all(primitive),
                _ => return Err(c.expected_at(at, "`Unrecognized` of a primitive")),
            }
        }
        "Record" | "Map" if c.eat(b'<') => {
            string_key(c)?;
            c.expect(b',')?;
            let value = ty(c)?;
            c.expect(b'>')?;
            Expr::Map(Box::new(value))
        }
        "Array" | "ReadonlyArray" | "Set" if c.eat(b'<') => {
            let item = ty(c)?;
            c.expect(b'>')?;
            Expr::Array(Box::new(item))
        }
        _ => named(c, at, path, ".")?,
    })
}

/// `{ [k: string]: any }`, as headings write a map.
fn index_signature(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.expect(b'{')?;
    c.expect(b'[')?;
    if c.word().is_none() {
        return Err(c.expected("the key's name"));
    }
    c.expect(b':')?;
    string_key(c)?;
    c.expect(b']')?;
    c.expect(b':')?;
    let value = ty(c)?;
    c.eat(b';');
    c.expect(b'}')?;
    Ok(Expr::Map(Box::new(value)))
}

fn string_key(c: &mut Cursor<'_>) -> Parsed<()> {
    let at = c.offset();
    if c.word() == Some("string") { Ok(()) } else { Err(c.expected_at(at, "`string`")) }
}
