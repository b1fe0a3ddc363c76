//! The values of an enum, from the three ways in which pages write them, and whether other values may come.

use super::typescript;
use crate::family::grammar::cursor::Cursor;
use crate::family::page::{ValueRow, Values};
use crate::family::{Dialect, Expr, Literal, Primitive, TypeError};
use crate::markdown::Span;

/// What an enum page tells of its values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumValues {
    /// The values in the page's order.
    pub values: Vec<EnumValue>,
    /// Whether the page lists null among them, as `<nil>`, `None` or `null`.
    pub nullable: bool,
    /// Whether other values may come; `None` where the list itself does not tell, see [`openness`].
    pub open: Option<bool>,
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The SDK's name of it, where the page shows one.
    pub name: Option<String>,
    /// The value as it is on the wire.
    pub value: Literal,
}

/// The values of an enum page.
///
/// A table's values carry no type. A page of whole numbers alone holds integers (132 of 139 measured pages); a lone
/// `true` or `false` is a boolean, but pages that list both held texts (2 of 2); everything else is text. Code and
/// bullets are typed.
///
/// # Errors
///
/// Where code or a bullet is no list of literals: the place of the text, and what was expected where in it.
pub fn enum_values<'a>(body: &Values<'a>) -> Result<EnumValues, (Span<'a>, TypeError)> {
    match body {
        Values::Table(rows) => Ok(table(rows)),
        Values::Code(span) => code(span.text).map_err(|error| (*span, error)),
        Values::Bullets(spans) => bullets(spans),
    }
}

/// Whether other values may come, from the remark in the code of `## Example Usage`, or in other text of the page.
///
/// A page that shows usage without the remark belongs to a closed enum, in the languages whose pages show openness
/// (exact against the true documents for TypeScript, Python, Java, C# and Ruby); without usage nothing is known.
pub fn openness(language: &dyn Dialect, usage: &[&str]) -> Option<bool> {
    const REMARKS: [&str; 2] = ["Open enum", "This is an open enum"];
    let is_remark = |line: &str| {
        let text = line.trim_start_matches(['/', '#', '*', '>', ' ', '\t']);
        REMARKS.iter().any(|remark| text.starts_with(remark))
    };
    if usage.iter().any(|text| text.lines().any(is_remark)) {
        return Some(true);
    }
    (!usage.is_empty() && language.shows_openness()).then_some(false)
}

fn table(rows: &[ValueRow<'_>]) -> EnumValues {
    let texts: Vec<_> = rows.iter().map(|row| (row.name.text, unescaped(row.value.text))).collect();
    // Pages of 2024 write the null of a nullable enum as one more value.
    let (nil, texts): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(_, text)| text == "<nil>");
    let integers: Option<Vec<i64>> = texts.iter().map(|(_, text)| integer(text)).collect();
    let alone = texts.len() == 1;
    let values = texts.into_iter().enumerate().map(|(at, (name, text))| {
        let value = match (integers.as_ref().and_then(|all| all.get(at)), text.as_str()) {
            (Some(value), _) => Literal::Integer(*value),
            (None, "true" | "True") if alone => Literal::Boolean(true),
            (None, "false" | "False") if alone => Literal::Boolean(false),
            _ => Literal::String(text),
        };
        EnumValue { name: (!name.is_empty()).then(|| name.to_owned()), value }
    });
    EnumValues { values: values.collect(), nullable: !nil.is_empty(), open: None }
}

/// A whole number as JSON writes it: `007` and `+1` are texts.
fn integer(text: &str) -> Option<i64> {
    text.parse::<i64>().ok().filter(|value| value.to_string() == text)
}

/// A Value cell without the escapes that keep it in its cell.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('|' | '<' | '>' | '{' | '}')) => {}
            _ => out.push(c),
        }
    }
    out
}

/// `"a" | 0 | -1 | true | Unrecognized<string>`. Only pages of a generation that shows openness write values so.
fn code(text: &str) -> Result<EnumValues, TypeError> {
    let mut c = Cursor::new(text.trim_end_matches([';', ' ', '\n', '\r', '\t']));
    c.eat(b'|');
    let ty = typescript::ty(&mut c)?;
    c.end()?;
    let (open, ty) = match ty {
        Expr::Open(inner) => (true, *inner),
        ty => (false, ty),
    };
    let members = match ty {
        Expr::Union(members) => members,
        // An open enum without known values.
        Expr::Primitive(_) if open => Vec::new(),
        ty => vec![ty],
    };
    let mut found = EnumValues { open: Some(open), ..EnumValues::default() };
    for member in members {
        match member {
            Expr::Literal(value) => found.values.push(EnumValue { name: None, value }),
            Expr::Primitive(Primitive::Null) => found.nullable = true,
            _ => return Err(Cursor::new(text).expected("literals and nothing else")),
        }
    }
    Ok(found)
}

/// ``- `"x"` ``, ``- `100` ``, with or without the list's and the code span's own signs.
fn bullets<'a>(spans: &[Span<'a>]) -> Result<EnumValues, (Span<'a>, TypeError)> {
    let mut found = EnumValues::default();
    for span in spans {
        let mut c = Cursor::new(span.text);
        if span.text.starts_with("- ") || span.text.starts_with("* ") {
            let sign = if c.peek() == Some(b'-') { b'-' } else { b'*' };
            c.eat(sign);
        }
        bullet(&mut c, &mut found).map_err(|error| (*span, error))?;
    }
    Ok(found)
}

fn bullet(c: &mut Cursor<'_>, found: &mut EnumValues) -> Result<(), TypeError> {
    let quoted = c.eat(b'`');
    match c.literal()? {
        Some(value) => found.values.push(EnumValue { name: None, value }),
        None => {
            let at = c.offset();
            match c.word() {
                Some("None" | "null") => found.nullable = true,
                Some("UnrecognizedStr" | "UnrecognizedInt") => found.open = Some(true),
                _ => return Err(c.expected_at(at, "a literal")),
            }
        }
    }
    if quoted {
        c.expect(b'`')?;
    }
    c.end()
}
