//! Literals within types: quoted texts, numbers, true and false.

use super::cursor::{Cursor, Parsed};
use crate::family::{Literal, TypeError};
use std::str::CharIndices;

impl Cursor<'_> {
    /// Takes a quoted text, a number or one of the words for true and false.
    ///
    /// # Errors
    ///
    /// Where a quoted text does not end or a number is out of range.
    pub fn literal(&mut self) -> Parsed<Option<Literal>> {
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => self.quoted(quote).map(|text| Some(Literal::String(text))),
            Some(b'-' | b'0'..=b'9') => self.number().map(Some),
            Some(b't' | b'T' | b'f' | b'F') => {
                let before = self.at;
                let value = match self.word() {
                    Some("true" | "True") => true,
                    Some("false" | "False") => false,
                    _ => {
                        self.at = before;
                        return Ok(None);
                    }
                };
                Ok(Some(Literal::Boolean(value)))
            }
            _ => Ok(None),
        }
    }

    /// A quoted text, with the escapes of ECMAScript string literals, of which the other languages use a part.
    fn quoted(&mut self, quote: u8) -> Parsed<String> {
        let open = self.ahead().0;
        let mut out = String::new();
        let mut chars = self.text.get(open + 1..).unwrap_or_default().char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                _ if c == char::from(quote) => {
                    self.at = open + 1 + at + 1;
                    return Ok(out);
                }
                '\\' => match chars.next().map(|(_, c)| c) {
                    Some('n') => out.push('\n'),
                    Some('r') => out.push('\r'),
                    Some('t') => out.push('\t'),
                    Some('b') => out.push('\u{8}'),
                    Some('f') => out.push('\u{c}'),
                    Some('v') => out.push('\u{b}'),
                    Some('x') => out.push(hex(&mut chars, 2).ok_or_else(|| self.expected_at(open, "a `\\x` escape"))?),
                    Some('u') => {
                        out.push(unicode(&mut chars).ok_or_else(|| self.expected_at(open, "a `\\u` escape"))?);
                    }
                    Some(other) => out.push(other),
                    None => break,
                },
                _ => out.push(c),
            }
        }
        Err(TypeError { offset: self.text.len(), found: "the end".into(), expected: "the closing quote".into() })
    }

    fn number(&mut self) -> Parsed<Literal> {
        let start = self.ahead().0;
        let mut end = start + usize::from(self.byte(start) == Some(b'-'));
        let mut fraction = false;
        while let Some(b) = self.byte(end) {
            match b {
                b'0'..=b'9' => {}
                b'.' | b'e' | b'E' => fraction = true,
                b'+' | b'-' if matches!(self.byte(end - 1), Some(b'e' | b'E')) => {}
                _ => break,
            }
            end += 1;
        }
        let text = self.slice(start, end);
        let value = if fraction {
            text.parse().ok().filter(|v: &f64| v.is_finite()).map(Literal::Float)
        } else {
            text.parse().ok().map(Literal::Integer)
        };
        match value {
            Some(value) => {
                self.at = end;
                Ok(value)
            }
            None => Err(self.expected_at(start, "a number of 64 bits")),
        }
    }
}

fn hex(chars: &mut CharIndices<'_>, digits: usize) -> Option<char> {
    let mut value = 0;
    for _ in 0..digits {
        value = value * 16 + chars.next()?.1.to_digit(16)?;
    }
    char::from_u32(value)
}

/// `\u00e9`, `\u{1f600}`, and the two halves of a surrogate pair.
fn unicode(chars: &mut CharIndices<'_>) -> Option<char> {
    let unit = |chars: &mut CharIndices<'_>| {
        (0..4).try_fold(0_u32, |value, _| Some(value * 16 + chars.next()?.1.to_digit(16)?))
    };
    if chars.as_str().starts_with('{') {
        chars.next();
        let mut value = 0_u32;
        loop {
            match chars.next()?.1 {
                '}' => return char::from_u32(value),
                digit => value = value.checked_mul(16)?.checked_add(digit.to_digit(16)?)?,
            }
        }
    }
    let high = unit(chars)?;
    if !(0xd800..0xdc00).contains(&high) {
        return char::from_u32(high);
    }
    if (chars.next()?.1, chars.next()?.1) != ('\\', 'u') {
        return None;
    }
    let low = unit(chars)?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_literals() {
        let cases = [
            (r#""a\"b\n\u00e9\x41\u{1f600}\ud83d\ude00""#, Literal::String("a\"b\n\u{e9}A\u{1f600}\u{1f600}".into())),
            ("'it'", Literal::String("it".into())),
            ("-12", Literal::Integer(-12)),
            ("1.5", Literal::Float(1.5)),
            ("1e-3", Literal::Float(0.001)),
            ("True", Literal::Boolean(true)),
            ("false", Literal::Boolean(false)),
        ];
        for (text, value) in cases {
            assert_eq!(Cursor::new(text).literal(), Ok(Some(value)), "{text}");
        }
        for text in ["\"a", "-", "1.2.3", "99999999999999999999", r#""\u12""#, r#""\ud800x""#] {
            assert!(Cursor::new(text).literal().is_err(), "{text}");
        }
        assert_eq!(Cursor::new("trueish").literal(), Ok(None));
    }
}
