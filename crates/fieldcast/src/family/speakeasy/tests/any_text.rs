//! Any text at all: no panic, bounded depth and time that grows with the length alone.

use super::*;
use crate::family::page::Values;
use crate::family::speakeasy::ALL;
use crate::family::{enum_values, grammar::cursor::DEPTH};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// How deep the type is, without recursion, so that a type too deep would show and not overflow the stack.
fn depth(ty: &Expr) -> usize {
    let (mut deepest, mut stack) = (0, vec![(ty, 1)]);
    while let Some((ty, at)) = stack.pop() {
        deepest = deepest.max(at);
        match ty {
            Expr::Array(inner) | Expr::Map(inner) | Expr::Open(inner) | Expr::Wrapped(_, inner) => {
                stack.push((inner, at + 1));
            }
            Expr::Linked { inner, .. } => stack.push((inner, at + 1)),
            Expr::Union(members) => stack.extend(members.iter().map(|m| (m, at + 1))),
            _ => {}
        }
    }
    deepest
}

fn everything(text: &str) {
    for dialect in ALL {
        dialect.marks(text);
        match dialect.parse_type(text) {
            Ok(ty) => {
                assert!(depth(&ty) <= DEPTH * DEPTH, "{}: {text}", dialect.name());
                dialect.observe(true, ty.clone());
                dialect.observe(false, ty);
            }
            Err(error) => assert!(error.offset <= text.len() && text.is_char_boundary(error.offset), "{text}: {error}"),
        }
        let _ = dialect.parse_member(&member(text, ""));
        let _ = dialect.parse_member(&member("", text));
        let _ = dialect.parse_member(&member(text, text));
        dialect.generation(&mut [text, text].into_iter());
    }
    let at = Span { text, line: 1, column: 1 };
    let _ = enum_values(&Values::Code(at));
    let _ = enum_values(&Values::Bullets(vec![at]));
}

/// Pieces of which types are made, so that random text comes close to one.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "{",
        "}",
        "*",
        "`",
        "|",
        "\\",
        "\\|",
        "\\<",
        "\\\\<",
        ",",
        ", ",
        ".",
        "::",
        "?",
        "\"",
        "'",
        "[]",
        "](u)",
        "](https://x)",
        "T.nilable(",
        "T.any(",
        "T::Array",
        "Crystalline::Nilable.new(",
        "List[",
        "List<",
        "List\\<",
        "Optional[",
        "Literal[",
        "Union[",
        "Dict[str, ",
        "Map\\<String, ",
        "map[string]",
        "Record<string, ",
        "{ [k: string]: ",
        "array<",
        "array<string, ",
        "string",
        "String",
        "str",
        "::String",
        "Date",
        "date",
        "time.Time",
        "components.X",
        "Models::Components::X",
        "Components\\X",
        "X",
        "null",
        "true",
        "-1",
        "1e9",
        "é",
        "\u{1f600}",
        " ",
        "\r",
        "\n",
        "Unrecognized<string>",
        "byte",
        "ArrayOf",
        "@var ",
        "value: ",
        "const value: ",
        "=",
        "(T{",
        "\\u00",
        "\\x",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        everything(&text);
    }

    #[test]
    fn no_text_that_is_nearly_a_type_panics(text in pieces()) {
        everything(&text);
    }
}

#[test]
fn what_stands_too_deep_is_an_error() {
    let cases = [
        ("typescript", "Record<string, ", "string", ">"),
        ("typescript", "(", "string", ")"),
        ("typescript", "", "string", "[]"),
        ("python", "List[", "str", "]"),
        ("ruby", "T::Array<", "::String", ">"),
        ("ruby", "Crystalline::Nilable.new(", "::String", ")"),
        ("go", "[]", "string", ""),
        ("go", "map[string]", "string", ""),
        ("go", "*", "string", "*"),
        ("java", "List\\<", "String", ">"),
        ("csharp", "List<", "string", ">"),
        ("csharp", "", "string", "?"),
        ("php", "array<", "string", ">"),
    ];
    for (name, open, leaf, close) in cases {
        let text = |times: usize| format!("{}{leaf}{}", open.repeat(times), close.repeat(times));
        let dialect = language(name);
        let error = dialect.parse_type(&text(10_000)).map(|ty| depth(&ty)).expect_err(name);
        if !error.expected.starts_with("at most") && !error.expected.starts_with("fewer") {
            // In Go a star in emphasis is a pointer, so that there is no emphasis in emphasis.
            assert_eq!((name, open), ("go", "*"), "{error}");
        }
        if (name, open) != ("go", "*") {
            dialect.parse_type(&text(20)).unwrap_or_else(|error| panic!("{name} {open}: {error}"));
        }
    }
    for (open, close) in
        [("[", "](u)"), ("[", "]"), ("*", "*"), ("`", "`"), ("{ [k: string]: ", " }"), ("?", ""), ("(", "")]
    {
        for dialect in ALL {
            let text = format!("{}X{}", open.repeat(10_000), close.repeat(10_000));
            assert!(dialect.parse_type(&text).is_err(), "{} {open}", dialect.name());
        }
    }
}

/// Rows of the greatest length of one thing each. The limit is far above what they need and far below what anything
/// quadratic would.
#[test]
fn time_grows_with_the_length_alone() {
    const LENGTH: usize = crate::family::LONGEST_ROW;
    let repeated = |piece: &str| piece.repeat(LENGTH / piece.len());
    let texts = [
        repeated("["),
        repeated("[](u)"),
        repeated("\\"),
        repeated("*string* \\| "),
        repeated("\""),
        repeated("a."),
        repeated("A::"),
        repeated(" "),
        format!("[{}](u)", repeated("A, ")),
        format!("[Union[{}str]](u)", repeated("str, ")),
        format!("*Literal[{}\"z\"]*", repeated("\"a\", ")),
        format!("[T.any({}::String)](u)", repeated("::String, ")),
        format!("[{}string](u)", repeated("string\\|")),
        format!("List[[A]({})]", repeated("(")),
        format!("*\"{}\"*", repeated("x")),
    ];
    for text in &texts {
        for dialect in ALL {
            let start = Instant::now();
            let _ = dialect.parse_type(text);
            dialect.marks(text);
            let took = start.elapsed();
            let shown: String = text.chars().take(20).collect();
            assert!(took < Duration::from_secs(10), "{} took {took:?} for {shown}…", dialect.name());
        }
    }
    assert!(texts.iter().all(|text| text.len() >= LENGTH - 20));
}
