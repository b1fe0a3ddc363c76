//! C#.
//!
//! ```text
//! type    = primary { "[]" | "?" }
//! primary = "*" type "*" | "[" type "](" url ")" | path | "List<" type ">" | "Dictionary<String, " type ">"
//! ```
//!
//! A union's headings are the names of its variants, not types: see [`variant`].

use crate::family::grammar::cursor::{Cursor, Parsed};
use crate::family::grammar::markup::{is_class_name, marked, named, parse, wrapped};
use crate::family::grammar::observe;
use crate::family::page::Member;
use crate::family::{Casing, Dialect, Expr, Named, Observed, Primitive, TypeError, Wrapper};

/// C#.
#[derive(Debug)]
pub struct CSharp;

impl Dialect for CSharp {
    fn name(&self) -> &'static str {
        "csharp"
    }

    fn aliases(&self) -> &'static [&'static str] {
        &["c#", "cs", "dotnet"]
    }

    fn marks(&self, cell: &str) -> bool {
        const STARTS: &[&str] = &["Dictionary<String", "List<", "[Models.", "*object*", "*Http", "*decimal*"];
        STARTS.iter().any(|s| cell.starts_with(s)) || cell.contains("](https://learn.microsoft.com/")
    }

    fn parse_type(&self, cell: &str) -> Result<Expr, TypeError> {
        parse(cell, ty)
    }

    fn observe(&self, required: bool, ty: Expr) -> Observed {
        observe::by_tick(required, ty)
    }

    fn parse_member(&self, member: &Member<'_>) -> Result<Expr, TypeError> {
        let heading = member.heading.text;
        if is_class_name(heading) { variant(heading) } else { parse(heading, ty) }
    }

    fn has_aliases(&self) -> bool {
        true
    }

    fn casing(&self) -> Casing {
        Casing::Pascal
    }
}

/// The type of a union's variant, from its name: `Str`, `Number`, `ArrayOfStr`, `MapOfAny`, else a name.
///
/// A name is usually a page's, but may be the alias under which a discriminator calls it; and a page may be named
/// like a type, so whoever knows the pages looks for one of the variant's own name first.
fn variant(name: &str) -> Result<Expr, TypeError> {
    let (mut rest, mut forms) = (name, Vec::new());
    loop {
        if let Some(item) = rest.strip_prefix("ArrayOf").filter(|item| is_class_name(item)) {
            (rest, _) = (item, forms.push(false));
        } else if let Some(value) = rest.strip_prefix("MapOf").filter(|value| is_class_name(value)) {
            (rest, _) = (value, forms.push(true));
        } else {
            break;
        }
        if forms.len() > crate::family::grammar::cursor::DEPTH {
            return Err(Cursor::new(name).expected("fewer lists and maps inside each other"));
        }
    }
    let leaf = match rest {
        "Str" => Expr::Primitive(Primitive::String),
        "Integer" => Expr::Primitive(Primitive::Integer),
        "Bigint" | "BigInteger" => Expr::Primitive(Primitive::BigInteger),
        "Number" | "Float32" => Expr::Primitive(Primitive::Float),
        "Decimal" => Expr::Primitive(Primitive::Decimal),
        "Boolean" => Expr::Primitive(Primitive::Boolean),
        "Any" => Expr::Primitive(Primitive::Any),
        "DateTime" => Expr::Primitive(Primitive::DateTime),
        "Date" => Expr::Primitive(Primitive::Date),
        "Bytes" => Expr::Primitive(Primitive::Binary),
        "Null" => Expr::Primitive(Primitive::Null),
        _ => Expr::Named(Named { namespace: None, name: rest.to_owned(), target: None }),
    };
    Ok(forms
        .into_iter()
        .rev()
        .fold(leaf, |inner, is_map| if is_map { Expr::Map(Box::new(inner)) } else { Expr::Array(Box::new(inner)) }))
}

fn ty(c: &mut Cursor<'_>) -> Parsed<Expr> {
    c.nested(|c| {
        let mut ty = match marked(c, ty)? {
            Some(ty) => ty,
            None => primary(c)?,
        };
        let mut room = c.room();
        loop {
            if c.eat_text("[]") {
                ty = Expr::Array(Box::new(ty));
            } else if c.eat(b'?') {
                ty = wrapped(Wrapper::Either, ty);
            } else {
                return Ok(ty);
            }
            room = room.checked_sub(1).ok_or_else(|| c.expected("fewer lists inside each other"))?;
        }
    })
}

fn primary(c: &mut Cursor<'_>) -> Parsed<Expr> {
    let at = c.offset();
    let Some(path) = c.path(".") else { return Err(c.expected("a type")) };
    let standard =
        ["System.Collections.Generic.", "System.IO.", "System.Net.Http.", "System.Numerics.", "System.", "NodaTime."];
    let path = standard.iter().find_map(|package| path.strip_prefix(package)).unwrap_or(path);
    Ok(Expr::Primitive(match path {
        "EventStream" | "JsonLStream" | "IAsyncEnumerable" if c.eat(b'<') => {
            ty(c)?;
            c.expect(b'>')?;
            return Ok(Expr::Transport(path.to_owned()));
        }
        "List" | "IList" | "IEnumerable" | "HashSet" if c.eat(b'<') => {
            let item = ty(c)?;
            c.expect(b'>')?;
            return Ok(Expr::Array(Box::new(item)));
        }
        "Dictionary" | "IDictionary" if c.eat(b'<') => {
            let key = c.offset();
            if !matches!(c.word(), Some("String" | "string")) {
                return Err(c.expected_at(key, "`String`"));
            }
            c.expect(b',')?;
            let value = ty(c)?;
            c.expect(b'>')?;
            return Ok(Expr::Map(Box::new(value)));
        }
        "byte" if c.eat_text("[]") => Primitive::Binary,
        "string" => Primitive::String,
        "bool" => Primitive::Boolean,
        "int" | "long" | "short" => Primitive::Integer,
        "BigInteger" => Primitive::BigInteger,
        "float" | "double" => Primitive::Float,
        "decimal" => Primitive::Decimal,
        "object" => Primitive::Any,
        "DateTime" | "DateTimeOffset" => Primitive::DateTime,
        "LocalDate" | "DateOnly" => Primitive::Date,
        "Stream" | "MemoryStream" => Primitive::Binary,
        "Guid" | "Uri" => Primitive::String,
        "HttpRequestMessage" | "HttpResponseMessage" => return Ok(Expr::Transport(path.to_owned())),
        _ => return named(c, at, path, "."),
    }))
}
