//! A place in a Type cell and the steps that every language's grammar takes from there.
//!
//! A cell is Markdown, so a sign may be escaped (`\<`, `\|`, and `\\<` where it was escaped twice), and a cell of ten
//! megabytes or of ten thousand brackets must not cost more than its length. So a cursor looks at every byte a fixed
//! number of times, and [`Cursor::nested`] refuses types that stand too deep inside each other.

use crate::family::TypeError;

/// How deep types may stand inside each other; real pages stay below ten.
pub const DEPTH: usize = 64;

/// The result of a step.
pub type Parsed<T> = Result<T, TypeError>;

/// A place in the text of a type.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    depth: usize,
    link: Link,
}

/// Where a cursor stands in a link's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    No,
    Page,
    External,
}

impl<'a> Cursor<'a> {
    /// The start of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, link: Link::No }
    }

    /// The offset in bytes of the next sign, white space left out.
    pub fn offset(&self) -> usize {
        self.skip_space(self.at)
    }

    /// What is left of the text, white space left out.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.offset()..).unwrap_or_default()
    }

    /// The text between two offsets.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The byte at an offset.
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn skip_space(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        at
    }

    /// The offset and the sign that stand next, without the backslashes that escape it.
    pub(super) fn ahead(&self) -> (usize, Option<u8>) {
        let start = self.offset();
        let mut at = start;
        while self.byte(at) == Some(b'\\') {
            at += 1;
        }
        match self.byte(at) {
            Some(b) if at == start || b.is_ascii_punctuation() => (at, Some(b)),
            _ => (start, self.byte(start)),
        }
    }

    /// The next sign, without the backslashes that escape it.
    pub fn peek(&self) -> Option<u8> {
        self.ahead().1
    }

    /// Takes a sign, escaped or not, where it stands next.
    pub fn eat(&mut self, sign: u8) -> bool {
        let (at, found) = self.ahead();
        let is = found == Some(sign);
        if is {
            self.at = at + 1;
        }
        is
    }

    /// Takes a sign.
    ///
    /// # Errors
    ///
    /// Where another stands there.
    pub fn expect(&mut self, sign: u8) -> Parsed<()> {
        if self.eat(sign) { Ok(()) } else { Err(self.expected(&format!("`{}`", char::from(sign)))) }
    }

    /// Takes a text as it is written, where it stands next.
    pub fn eat_text(&mut self, text: &str) -> bool {
        let is = self.rest().starts_with(text);
        if is {
            self.at = self.offset() + text.len();
        }
        is
    }

    /// The end of the word that starts at an offset.
    pub(super) fn word_end(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            match self.byte(at) {
                Some(b) if b.is_ascii_alphabetic() || b == b'_' || (at > from && b.is_ascii_digit()) => at += 1,
                Some(b) if !b.is_ascii() => {
                    match self.text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphanumeric()) {
                        Some(c) => at += c.len_utf8(),
                        None => break,
                    }
                }
                _ => break,
            }
        }
        (at > from).then_some(at)
    }

    /// Takes a word: letters, digits and underscores, no digit first.
    pub fn word(&mut self) -> Option<&'a str> {
        let start = self.offset();
        let end = self.word_end(start)?;
        self.at = end;
        Some(self.slice(start, end))
    }

    /// Takes words with a separator between them, and perhaps one before the first: `Models::Components::Session`.
    pub fn path(&mut self, separator: &str) -> Option<&'a str> {
        let start = self.offset();
        let starts = |at: usize| self.text.get(at..).is_some_and(|rest| rest.starts_with(separator));
        let first = if starts(start) { start + separator.len() } else { start };
        let mut end = self.word_end(first)?;
        while starts(end) {
            match self.word_end(end + separator.len()) {
                Some(next) => end = next,
                None => break,
            }
        }
        self.at = end;
        Some(self.slice(start, end))
    }

    /// Takes a link, its text unread: a cursor over the text alone, and the target.
    ///
    /// The brackets of the text must balance, since a type in it may have its own; a link stands in no other link
    /// (CommonMark), which also keeps the search for its end linear.
    ///
    /// # Errors
    ///
    /// Where the text or the target does not end.
    pub fn link(&mut self) -> Parsed<(Self, &'a str)> {
        if self.link != Link::No {
            return Err(self.expected("a type without a link"));
        }
        self.expect(b'[')?;
        let start = self.at;
        let close = self.balanced(start, b'[', b']')?;
        if self.byte(close + 1) != Some(b'(') {
            return Err(self.expected_at(close + 1, "`(` and the link's target"));
        }
        let end = self.balanced(close + 2, b'(', b')')?;
        self.at = end + 1;
        let text = self.text.get(..close).unwrap_or_default();
        let target = self.slice(close + 2, end).trim();
        let link = if target.contains("://") { Link::External } else { Link::Page };
        Ok((Self { text, at: start, depth: self.depth, link }, target))
    }

    /// Whether this is the text of a link that leads out of the pages, to the documentation of another library.
    pub fn is_external(&self) -> bool {
        self.link == Link::External
    }

    /// The offset of the sign that closes what was opened just before an offset.
    fn balanced(&self, from: usize, open: u8, close: u8) -> Parsed<usize> {
        let (mut at, mut depth, mut quoted) = (from, 0_usize, false);
        while let Some(b) = self.byte(at) {
            match b {
                b'\\' => at += usize::from(self.byte(at + 1).is_some_and(|b| b.is_ascii_punctuation())),
                b'"' if open == b'[' => quoted = !quoted,
                _ if quoted => {}
                _ if b == open => depth += 1,
                _ if b == close && depth == 0 => return Ok(at),
                _ if b == close => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        Err(TypeError {
            offset: self.text.len(),
            found: "the end".into(),
            expected: format!("`{}`", char::from(close)),
        })
    }

    /// Takes a type that stands inside another.
    ///
    /// # Errors
    ///
    /// Those of the step, and where types stand more than [`DEPTH`] deep inside each other.
    pub fn nested<T>(&mut self, step: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= DEPTH {
            return Err(self.expected(&format!("at most {DEPTH} types inside each other")));
        }
        self.depth += 1;
        let result = step(self);
        self.depth -= 1;
        result
    }

    /// How many more types may stand around what was read here.
    pub fn room(&self) -> usize {
        DEPTH.saturating_sub(self.depth)
    }

    /// Takes things with commas between them, up to and with a closing sign.
    ///
    /// # Errors
    ///
    /// Those of the step, and where neither a comma nor the closing sign follows.
    pub fn list<T>(&mut self, close: u8, mut step: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = vec![step(self)?];
        while self.eat(b',') {
            items.push(step(self)?);
        }
        self.expect(close)?;
        Ok(items)
    }

    /// Whether nothing but white space is left.
    pub fn is_end(&self) -> bool {
        self.offset() >= self.text.len()
    }

    /// The end of the text.
    ///
    /// # Errors
    ///
    /// Where something is left.
    pub fn end(&self) -> Parsed<()> {
        if self.is_end() { Ok(()) } else { Err(self.expected("the end of the type")) }
    }

    /// That something else stands next than what the grammar allows.
    pub fn expected(&self, what: &str) -> TypeError {
        self.expected_at(self.offset(), what)
    }

    /// The same, for another offset.
    pub fn expected_at(&self, offset: usize, what: &str) -> TypeError {
        let found = match self.text.get(offset..).and_then(|rest| rest.chars().next()) {
            None => "the end".to_owned(),
            Some(first) => {
                let end = self.word_end(offset).unwrap_or(offset + first.len_utf8());
                let shown: String = self.slice(offset, end).chars().take(40).collect();
                format!("`{shown}`")
            }
        };
        TypeError { offset: offset.min(self.text.len()), found, expected: what.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_signs_with_and_without_escapes() {
        let mut c = Cursor::new(r"a \< b \\< | \| \x");
        assert_eq!(c.word(), Some("a"));
        assert!(c.eat(b'<'));
        assert_eq!(c.word(), Some("b"));
        assert!(c.eat(b'<') && c.eat(b'|') && c.eat(b'|'));
        assert_eq!(c.peek(), Some(b'\\'), "a backslash before a letter escapes nothing");
    }

    #[test]
    fn reads_paths() {
        let mut c = Cursor::new("::A::B_1.new A.B.");
        assert_eq!(c.path("::"), Some("::A::B_1"));
        assert!(c.eat_text(".new"));
        assert_eq!(c.path("."), Some("A.B"));
        assert_eq!(c.rest(), ".");
    }

    #[test]
    fn balances_brackets_of_links() {
        let mut c = Cursor::new(r#"[A[B["]"], C[D]]](../x_(y).md) rest"#);
        let (mut inner, target) = c.link().unwrap();
        assert_eq!(target, "../x_(y).md");
        assert_eq!(inner.word(), Some("A"));
        assert_eq!(inner.rest(), r#"[B["]"], C[D]]"#);
        assert_eq!(c.word(), Some("rest"));
    }

    #[test]
    fn says_where_a_link_is_broken() {
        for (text, offset) in [("[a", 2), ("[a]", 3), ("[a] (u)", 3), ("[a](u", 5)] {
            assert_eq!(Cursor::new(text).link().unwrap_err().offset, offset, "{text}");
        }
    }
}
