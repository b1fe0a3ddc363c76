//! Go, in both styles: markup is emphasis (`**string*` is a pointer in emphasis) or a code span (`` `*string` ``).
//!
//! ```text
//! cell    = "[]" cell | "map[string]" cell | "*" type "*" | "`" type "`" | "[" type "](" url ")" | type
//! type    = "*" type | "[]" type | "map[string]" type | path
//! ```
//!
//! Markup stands on the leaf only, so a star before it is emphasis and a star within it is a pointer.

use crate::family::grammar::cursor::{Cursor, Parsed};
use crate::family::grammar::markup::{link, named, parse, wrapped};
use crate::family::grammar::observe;
use crate::family::page::Member;
use crate::family::{Casing, Dialect, Expr, Observed, Primitive, TypeError, Wrapper};

/// Go, in both styles.
#[derive(Debug)]
pub struct Go;

impl Dialect for Go {
    fn name(&self) -> &'static str {
        "go"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["golang"]
    }

    fn marks(&self, cell: &str) -> bool {
        const STARTS: &[&str] =
            &["`", "**", "[]", "[*", "map[string]", "*int64*", "*float64*", "*float32*", "*map[", "*[]"];
        STARTS.iter().any(|s| cell.starts_with(s)) || cell.contains("](https://pkg.go.dev/")
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, cell_type)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        observe::by_either(required, ty, |ty| match ty {
            // Dates carry their pointer in Go; numbers without bound always are pointers.
            Expr::Primitive(Primitive::Date | Primitive::DateTime) => false,
            Expr::Primitive(Primitive::BigInteger | Primitive::Decimal) => true,
            ty => observe::is_never_wrapped(ty),
        })
    }

    /// The heading has the name at best; the code has the package and the form:
    /// `shared.CreateTargetIDBigint(*big.Int{/* values here */})`.
    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        let code = member.code.text;
        let Some((before, _)) = code.split_once('(') else { return parse(member.heading.text, ty) };
        let mut c = Cursor::new(code);
        while c.offset() < before.len() && (c.path(".").is_some() || c.eat(b':') || c.eat(b'=') || c.eat(b',')) {}
        c.expect(b'(')?;
        let ty = ty(&mut c)?;
        c.expect(b'{')?;
        Ok(ty)
    }

    fn casing(&self) -> Casing {
        Casing::GoPascal
    }

    /// No open enum of a Go SDK has been measured against the document that it was generated from.
    fn shows_openness(&self) -> bool {
        false
    }
}

fn cell_type(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| match c.peek() {
        Some(sign @ (b'*' | b'`')) => {
            c.eat(sign);
            let ty = ty(c)?;
            c.expect(sign)?;
            Ok(ty)
        }
        Some(b'[') if !c.rest().starts_with("[]") => link(c, ty),
        _ => composite(c, cell_type),
    })
}

fn ty(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| if c.eat(b'*') { Ok(pointer(ty(c)?)) } else { composite(c, ty) })
}

/// A pointer is the only form of a number without bound, and says nothing there.
fn pointer(ty: Expr) -> Expr {
    match ty {
        Expr::Primitive(Primitive::BigInteger | Primitive::Decimal) | Expr::Transport(_) => ty,
        ty => wrapped(Wrapper::Either, ty),
    }
}

fn composite(c: &mut Cursor<'_>, item: fn(&mut Cursor<'_>) -> Parsed<Expr>) -> Parsed<Expr> {
    if c.eat_text("[]") {
        return Ok(if is_byte(c) { Expr::Primitive(Primitive::Binary) } else { Expr::Array(Box::new(item(c)?)) });
    }
    let at = c.offset();
    let Some(path) = c.path(".") else { return Err(c.expected("a type")) };
    Ok(Expr::Primitive(match path {
        "map" => {
            c.expect(b'[')?;
            let key = c.offset();
            if c.word() != Some("string") {
                return Err(c.expected_at(key, "`string`"));
            }
            c.expect(b']')?;
            return Ok(Expr::Map(Box::new(item(c)?)));
        }
        "string" => Primitive::String,
        "bool" => Primitive::Boolean,
        "int" | "int8" | "int16" | "int32" | "int64" | "uint" | "uint8" | "uint16" | "uint32" | "uint64" => {
            Primitive::Integer
        }
        "float32" | "float64" => Primitive::Float,
        "any" | "json.RawMessage" => Primitive::Any,
        "interface" => {
            c.expect(b'{')?;
            c.expect(b'}')?;
            Primitive::Any
        }
        "big.Int" | "types.BigInt" => Primitive::BigInteger,
        "decimal.Big" | "decimal.Decimal" | "types.Decimal" => Primitive::Decimal,
        "time.Time" => Primitive::DateTime,
        "types.Date" => Primitive::Date,
        "io.Reader" | "io.ReadCloser" => Primitive::Binary,
        "types.DateTime" => Primitive::DateTime,
        "http.Response" | "http.Request" | "http.Header" | "url.Values" => {
            return Ok(Expr::Transport(path.to_owned()));
        }
        "optionalnullable.OptionalNullable" => return Ok(wrapped(Wrapper::OptionalNullable, argument(c, item)?)),
        // another type of the SDK's runtime, such as `stream.EventStream[T]`
        _ if c.peek() == Some(b'[') && path.contains('.') => {
            argument(c, item)?;
            return Ok(Expr::Transport(path.to_owned()));
        }
        _ => return named(c, at, path, "."),
    }))
}

/// The one argument of a generic type.
fn argument(c: &mut Cursor<'_>, item: fn(&mut Cursor<'_>) -> Parsed<Expr>) -> Parsed<Expr> {
    c.expect(b'[')?;
    let inner = item(c)?;
    c.expect(b']')?;
    Ok(inner)
}

/// Takes the `byte` of `[]byte`, in markup or not.
fn is_byte(c: &mut Cursor<'_>) -> bool {
    ["*byte*", "`byte`", "byte"].into_iter().any(|form| {
        let follows = c.rest().strip_prefix(form).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
        follows && c.eat_text(form)
    })
}
