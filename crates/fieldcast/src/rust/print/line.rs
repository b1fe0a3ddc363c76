//! Code in one line, with the spaces that rustfmt puts.

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
    text: String,
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
                let push = |text: &str, out: &mut Vec<Lexeme>| {
                    if !text.is_empty() {
                        out.push(Lexeme { text: text.to_owned(), kind: Kind::Mark });
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
                    Some(last) if was_joint && joins(&last.text, punct.as_char()) => last.text.push(punct.as_char()),
                    last => {
                        let kind = match last.map(|last| (last.kind, last.text.as_str())) {
                            _ if punct.as_char() != '|' => Kind::Mark,
                            _ if is_closure => Kind::Close,
                            None | Some((_, "(" | "," | "=" | "move")) => Kind::Open,
                            _ => Kind::Mark,
                        };
                        is_closure = kind == Kind::Open;
                        out.push(Lexeme { text: punct.as_char().to_string(), kind });
                    }
                }
            }
            TokenTree::Ident(ident) => match out.last_mut() {
                Some(last) if last.text == "'" => {
                    last.text = format!("'{ident}");
                    last.kind = Kind::Word;
                }
                _ => out.push(Lexeme { text: ident.to_string(), kind: Kind::Word }),
            },
            TokenTree::Literal(literal) => out.push(Lexeme { text: literal.to_string(), kind: Kind::Word }),
        }
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
    match (before.text.as_str(), next.text.as_str()) {
        ("mut" | "dyn" | "impl" | "for" | "in" | "as" | "return", "::") => true,
        (_, "," | ";" | ")" | "]" | "." | "?" | ":" | "::" | "<" | ">" | "!") => {
            matches!((before.text.as_str(), next.text.as_str()), ("=" | "," | ":" | "->" | "=>", "<" | "::" | "!"))
                || (before.text == "{" && next.text == "::")
        }
        ("(" | "[" | "::" | "&" | "*" | "!" | "." | "#" | "<" | "-" | ".." | "?", _) => false,
        ("{", "}") => false,
        (">" | ")" | "]", "(") => false,
        (_, "(" | "[") => before.kind != Kind::Word || before.text.starts_with('\''),
        _ => true,
    }
}
