//! Code in one line, with the spaces that rustfmt puts.

use std::borrow::Cow;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Tokens in one line: a type, a pattern, a signature, an expression.
pub fn line(tokens: TokenStream) -> String {
    let mut lexemes = Vec::new();
    flatten(tokens, &mut lexemes);
    let mut out = String::new();
    let mut before: Option<&Lexeme> = None;
    for lexeme in &lexemes {
        if before.is_some_and(|before| is_apart(before, lexeme)) {
            out.push(' ');
        }
        out.push_str(&lexeme.text);
        before = Some(lexeme);
    }
    out
}

/// What stands together without a doubt.
struct Lexeme {
    text: Cow<'static, str>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A name or a literal.
    Word,
    /// Anything else, such as `::`.
    Mark,
    /// The `|` before the parameters of a closure.
    Open,
    /// The `|` behind them.
    Close,
}

fn flatten(tokens: TokenStream, out: &mut Vec<Lexeme>) {
    let (mut joint, mut is_closure) = (false, false);
    for token in tokens {
        let was_joint = std::mem::take(&mut joint);
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                let push = |text: &'static str, out: &mut Vec<Lexeme>| {
                    if !text.is_empty() {
                        out.push(Lexeme { text: text.into(), kind: Kind::Mark });
                    }
                };
                push(open, out);
                flatten(group.stream(), out);
                // A comma behind the last is for several lines.
                if out.last().is_some_and(|last| last.text == ",") {
                    out.pop();
                }
                push(close, out);
            }
            TokenTree::Punct(punct) => {
                joint = punct.spacing() == Spacing::Joint;
                match out.last_mut() {
                    Some(last) if was_joint && joins(&last.text, punct.as_char()) => {
                        last.text.to_mut().push(punct.as_char());
                    }
                    last => {
                        let kind = match last.map(|last| (last.kind, &*last.text)) {
                            _ if punct.as_char() != '|' => Kind::Mark,
                            _ if is_closure => Kind::Close,
                            None | Some((_, "(" | "," | "=" | "move")) => Kind::Open,
                            _ => Kind::Mark,
                        };
                        is_closure = kind == Kind::Open;
                        out.push(Lexeme { text: mark(punct.as_char()), kind });
                    }
                }
            }
            TokenTree::Ident(ident) => match out.last_mut() {
                Some(last) if last.text == "'" => {
                    last.text = format!("'{ident}").into();
                    last.kind = Kind::Word;
                }
                _ => out.push(Lexeme { text: ident.to_string().into(), kind: Kind::Word }),
            },
            TokenTree::Literal(literal) => out.push(Lexeme { text: literal.to_string().into(), kind: Kind::Word }),
        }
    }
}

/// The text of a mark of one character: Rust's own are here, so that none is copied.
fn mark(mark: char) -> Cow<'static, str> {
    const MARKS: &str = ",:<>=.;&!?#'|-+*/%^@$~";
    match MARKS.find(mark).and_then(|at| MARKS.get(at..at + 1)) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(mark.to_string()),
    }
}

/// Whether a character goes on what was begun: `::`, `->`, `=>`, `..`.
fn joins(begun: &str, next: char) -> bool {
    matches!((begun, next), (":", ':') | ("-" | "=", '>') | ("." | "..", '.') | ("=", '='))
}

fn is_apart(before: &Lexeme, next: &Lexeme) -> bool {
    if before.kind == Kind::Open || next.kind == Kind::Close {
        return false;
    }
    match (&*before.text, &*next.text) {
        ("mut" | "dyn" | "impl" | "for" | "in" | "as" | "return", "::") => true,
        (_, "," | ";" | ")" | "]" | "." | "?" | ":" | "::" | "<" | ">" | "!") => {
            matches!((&*before.text, &*next.text), ("=" | "," | ":" | "->" | "=>", "<" | "::" | "!"))
                || (before.text == "{" && next.text == "::")
        }
        ("(" | "[" | "::" | "&" | "*" | "!" | "." | "#" | "<" | "-" | ".." | "?", _) => false,
        ("{", "}") => false,
        (">" | ")" | "]", "(") => false,
        (_, "(" | "[") => before.kind != Kind::Word || before.text.starts_with('\''),
        _ => true,
    }
}
