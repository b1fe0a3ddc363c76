//! The dialects against text of their own kind: every form of every grammar, what ticks and wrappers say, and text that
//! is no type.

mod any_text;
mod corpus;
mod csharp;
mod detection;
mod go;
mod java;
mod page;
mod php;
mod python;
mod ruby;
mod typescript;
mod values;

use super::ALL;
use crate::family::by_name;
use crate::family::page::{Member, Page};
use crate::family::{Dialect, Expr, Literal, Observed, Wrapper};
use crate::markdown::Span;

/// How much on some pages speaks for each language.
fn votes(pages: &[Page<'_>]) -> Vec<(&'static dyn Dialect, usize)> {
    let of = |at: usize| pages.iter().filter_map(|page| super::votes(page).get(at).copied()).sum();
    ALL.iter().enumerate().map(|(at, dialect)| (*dialect, of(at))).collect()
}

/// A type in a short form: `array(string)`, `?(components.X@u)`, where `?` is absent, `!` null, `?!` each and `~` either.
fn show(ty: &Expr) -> String {
    match ty {
        Expr::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
        Expr::Literal(Literal::String(text)) => format!("{text:?}"),
        Expr::Literal(Literal::Integer(value)) => value.to_string(),
        Expr::Literal(Literal::Float(value)) => value.to_string(),
        Expr::Literal(Literal::Boolean(value)) => value.to_string(),
        Expr::Named(named) => {
            let namespace = named.namespace.as_ref().map(|n| format!("{n}.")).unwrap_or_default();
            let target = named.target.as_ref().map(|t| format!("@{t}")).unwrap_or_default();
            format!("{namespace}{}{target}", named.name)
        }
        Expr::Array(item) => format!("array({})", show(item)),
        Expr::Map(value) => format!("map({})", show(value)),
        Expr::Union(members) => format!("union({})", members.iter().map(show).collect::<Vec<_>>().join(" ")),
        Expr::Open(inner) => format!("open({})", show(inner)),
        Expr::Linked { target, inner } => format!("linked({})@{target}", show(inner)),
        Expr::Wrapped(wrapper, inner) => {
            let sign = match wrapper {
                Wrapper::Optional => "?",
                Wrapper::Nullable => "!",
                Wrapper::OptionalNullable => "?!",
                Wrapper::Either => "~",
            };
            format!("{sign}({})", show(inner))
        }
        Expr::Transport(label) => format!("transport[{label}]"),
    }
}

fn language(name: &str) -> &'static dyn Dialect {
    by_name(name).unwrap()
}

/// Parses every cell and compares it with its short form.
fn parses(name: &str, cases: &[(&str, &str)]) {
    let dialect = language(name);
    for (cell, expected) in cases {
        match dialect.parse_type(cell) {
            Ok(ty) => assert_eq!(show(&ty), *expected, "{cell}"),
            Err(error) => panic!("{cell}: {error} at {}", error.offset),
        }
    }
    assert!(cases.len() > 5, "a table of {} cases", cases.len());
}

/// Parses no cell, and finds what is wrong at the offset.
fn refuses(name: &str, cases: &[(&str, usize, &str)]) {
    let dialect = language(name);
    for (cell, offset, message) in cases {
        let error = dialect.parse_type(cell).map(|ty| show(&ty)).expect_err(cell);
        assert_eq!((error.offset, error.to_string().as_str()), (*offset, *message), "{cell}");
    }
    assert!(!cases.is_empty());
}

fn observed(dialect: &dyn Dialect, required: bool, cell: &str) -> (Option<bool>, String) {
    let Observed { required: found, nullable, ty } = dialect.observe(required, dialect.parse_type(cell).expect(cell));
    assert_eq!(found, required, "{cell}");
    (nullable, show(&ty))
}

/// Observes every cell with its tick and compares what is known of null, and the type that is left.
fn observes(dialect: &dyn Dialect, cases: &[(bool, &str, Option<bool>, &str)]) {
    for (required, cell, nullable, ty) in cases {
        assert_eq!(observed(dialect, *required, cell), (*nullable, (*ty).to_owned()), "{cell}, {required}");
    }
    assert!(cases.len() > 3, "a table of {} cases", cases.len());
}

fn member<'a>(heading: &'a str, code: &'a str) -> Member<'a> {
    Member { heading: Span { text: heading, line: 1, column: 1 }, code: Span { text: code, line: 3, column: 1 } }
}

/// Parses the members of a union from heading and code.
fn reads_members(name: &str, cases: &[(&str, &str, &str)]) {
    let dialect = language(name);
    for (heading, code, expected) in cases {
        let ty = dialect.parse_member(&member(heading, code)).map(|ty| show(&ty));
        assert_eq!(ty.as_deref(), Ok(*expected), "{heading} {code}");
    }
    assert!(!cases.is_empty());
}
