//! What all languages share: types in emphasis, code spans and links, names with namespaces, and unions.

use super::cursor::{Cursor, Parsed};
use crate::family::{Expr, Named, Primitive, TypeError, Wrapper};

/// A language's grammar of one type.
pub type Grammar = fn(&mut Cursor<'_>) -> Parsed<Expr>;

/// Parses a whole text as one type.
///
/// # Errors
///
/// Those of the grammar, and where something is left behind the type.
pub fn parse(text: &str, grammar: Grammar) -> Result<Expr, TypeError> {
    let mut cursor = Cursor::new(text);
    let ty = grammar(&mut cursor)?;
    cursor.end()?;
    Ok(ty)
}

/// Takes a type in emphasis, in a code span or in a link, where one stands next.
///
/// # Errors
///
/// Those of the grammar, and where the markup does not end.
pub fn marked(c: &mut Cursor<'_>, grammar: Grammar) -> Parsed<Option<Expr>> {
    match c.peek() {
        Some(sign @ (b'*' | b'`')) => {
            c.eat(sign);
            let ty = grammar(c)?;
            c.expect(sign)?;
            Ok(Some(ty))
        }
        Some(b'[') => link(c, grammar).map(Some),
        _ => Ok(None),
    }
}

/// Takes a link to a page, or to the documentation of a type that is not the API's own.
///
/// # Errors
///
/// Those of the grammar over the text, and where the link does not end.
pub fn link(c: &mut Cursor<'_>, grammar: Grammar) -> Parsed<Expr> {
    let (mut text, target) = c.link()?;
    let label = text.rest().trim_end();
    if text.is_external() || is_runtime(target) {
        let ty = grammar(&mut text).ok().filter(|_| text.is_end());
        return Ok(ty.and_then(standard).unwrap_or_else(|| Expr::Transport(label.to_owned())));
    }
    // A page may have any name, also one that is a type of the language: `[Object](../models/object.md)`.
    if is_class_name(label) {
        return Ok(Expr::Named(Named { namespace: None, name: label.to_owned(), target: Some(target.to_owned()) }));
    }
    let ty = grammar(&mut text)?;
    text.end()?;
    Ok(linked(ty, label, target))
}

/// Whether a link leads to the docs of a type that the SDK's runtime brings, which lie beside those of the models:
/// `../../types/rfcdate.md`.
fn is_runtime(target: &str) -> bool {
    let mut folders = target.split('/').rev().skip(1);
    folders.next() == Some("types") && target.starts_with("../") && folders.all(|folder| folder == "..")
}

/// The type of a link that leads out of the pages: a date, bytes or a number without bound; `None` for all others,
/// which belong to the SDK's transport.
fn standard(ty: Expr) -> Option<Expr> {
    match ty {
        Expr::Primitive(
            Primitive::Date | Primitive::DateTime | Primitive::Binary | Primitive::BigInteger | Primitive::Decimal,
        ) => Some(ty),
        Expr::Wrapped(wrapper, inner) => Some(Expr::Wrapped(wrapper, Box::new(standard(*inner)?))),
        _ => None,
    }
}

/// Puts a link's target where it belongs: at a name, else around the type, in both cases within the wrappers.
fn linked(ty: Expr, label: &str, target: &str) -> Expr {
    match ty {
        Expr::Named(named) => {
            // the link tells where it leads
            let namespace = named.namespace.filter(|namespace| !namespace.is_empty());
            Expr::Named(Named { namespace, target: Some(target.to_owned()), ..named })
        }
        Expr::Wrapped(wrapper, inner) => match (*inner, last_word(label)) {
            (Expr::Primitive(_), Some(name)) => wrapped(
                wrapper,
                Expr::Named(Named { namespace: None, name: name.to_owned(), target: Some(target.to_owned()) }),
            ),
            (inner, _) => wrapped(wrapper, linked(inner, label, target)),
        },
        Expr::Open(inner) => Expr::Open(Box::new(linked(*inner, label, target))),
        inner => Expr::Linked { target: target.to_owned(), inner: Box::new(inner) },
    }
}

/// The class name at the end of a label within wrappers: `Object` of `Optional\<Object>`, but nothing of
/// `T.nilable(::Object)`, which tells the language's own class by its colons.
fn last_word(label: &str) -> Option<&str> {
    let inner = label.trim_end_matches([')', ']', '>', '\\', ' ']);
    let start = inner.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
    let word = inner.get(start..)?;
    (is_class_name(word) && !inner.get(..start)?.ends_with("::")).then_some(word)
}

/// Whether a text is one capitalised identifier, as generated classes are named.
pub fn is_class_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase()) && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// A wrapper around a type.
pub fn wrapped(wrapper: Wrapper, ty: Expr) -> Expr {
    Expr::Wrapped(wrapper, Box::new(ty))
}

/// The name that a path at an offset tells; its namespace is what stands before it, without the SDK's own prefix.
///
/// # Errors
///
/// Where the path is one word in lower case: generated classes are capitalised, so it is a type that is not known.
pub fn named(c: &Cursor<'_>, at: usize, path: &str, separator: &str) -> Parsed<Expr> {
    let (before, name) = path.rsplit_once(separator).unwrap_or(("", path));
    if before.is_empty() && name.starts_with(char::is_lowercase) {
        return Err(c.expected_at(at, "a type"));
    }
    let (mut namespace, mut rooted) = (String::new(), false);
    for part in before.split(separator) {
        if part.eq_ignore_ascii_case("models") {
            namespace.clear();
            rooted = true;
        } else if !part.is_empty() {
            if !namespace.is_empty() {
                namespace.push('/');
            }
            namespace.extend(part.chars().map(|c| c.to_ascii_lowercase()));
        }
    }
    let namespace = (rooted || !namespace.is_empty()).then_some(namespace);
    Ok(Expr::Named(Named { namespace, name: name.to_owned(), target: None }))
}

/// The catch-all that a language adds to an open enum, as a type that stands alone.
pub fn catch_all(primitive: Primitive) -> Expr {
    Expr::Open(Box::new(Expr::Primitive(primitive)))
}

/// One of several types: a single one is itself, a catch-all among them makes the rest open, and several forms of
/// bytes are bytes.
pub fn union(mut members: Vec<Expr>) -> Expr {
    let all = members.len();
    let is_catch_all = |m: &Expr| matches!(m, Expr::Open(inner) if matches!(**inner, Expr::Primitive(_)));
    if !members.iter().all(is_catch_all) {
        members.retain(|m| !is_catch_all(m));
    }
    let open = members.len() < all;
    if members.len() > 1 && members.iter().all(|m| *m == Expr::Primitive(Primitive::Binary)) {
        members.truncate(1);
    }
    let ty = match members.len() {
        1 => members.swap_remove(0),
        _ => Expr::Union(members),
    };
    if open { Expr::Open(Box::new(ty)) } else { ty }
}

/// Takes the empty brackets behind a type: each makes it a list.
///
/// # Errors
///
/// Where there are too many, since each is a type around the others.
pub fn postfix_arrays(c: &mut Cursor<'_>, mut ty: Expr) -> Parsed<Expr> {
    let mut room = c.room();
    while c.eat_text("[]") {
        room = room.checked_sub(1).ok_or_else(|| c.expected("fewer lists inside each other"))?;
        ty = Expr::Array(Box::new(ty));
    }
    Ok(ty)
}
