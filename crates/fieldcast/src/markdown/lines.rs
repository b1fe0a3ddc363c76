//! The lines of a text, and code fences among them.

use super::Span;

/// The lines of a page, one ahead.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Where the next line starts; `None` after the last.
    pub next: Option<usize>,
    /// The number of the next line, from 1.
    pub number: u32,
}

/// A line, without its end.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// What stands in it.
    pub text: &'a str,
    /// Its number, from 1.
    pub number: u32,
    /// Where it starts in the text, in bytes.
    pub offset: usize,
}

impl<'a> Lines<'a> {
    /// The lines of a text. They end at `\n` alone: some cells contain a bare carriage return.
    pub fn new(text: &'a str) -> Self {
        Self { text, next: Some(0), number: 1 }
    }

    /// The next line, not yet taken.
    pub fn peek(&self) -> Option<Line<'a>> {
        let offset = self.next?;
        let rest = self.text.get(offset..)?;
        let text = memchr::memchr(b'\n', rest.as_bytes()).map_or(Some(rest), |end| rest.get(..end))?;
        Some(Line { text: text.strip_suffix('\r').unwrap_or(text), number: self.number, offset })
    }

    /// Takes the next line.
    pub fn take(&mut self) -> Option<Line<'a>> {
        let offset = self.next?;
        let rest = self.text.get(offset..)?;
        let (text, next) = match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(end) => (rest.get(..end)?, Some(offset + end + 1)),
            None => (rest, None),
        };
        let line = Line { text: text.strip_suffix('\r').unwrap_or(text), number: self.number, offset };
        self.next = next;
        self.number = self.number.saturating_add(1);
        Some(line)
    }

    /// The next line that is not blank, not yet taken.
    pub fn peek_text(&mut self) -> Option<Line<'a>> {
        while self.peek().is_some_and(|line| line.text.trim().is_empty()) {
            self.take();
        }
        self.peek()
    }
}

impl<'a> Line<'a> {
    /// A piece of the line and its place.
    pub fn span(&self, text: &'a str) -> Span<'a> {
        let before = (text.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let column = self.text.get(..before).map_or(0, |head| head.chars().count());
        Span { text, line: self.number, column: u32::try_from(column + 1).unwrap_or(u32::MAX) }
    }
}

/// A code fence: its marks and its info string.
#[derive(Clone, Copy, Debug)]
pub struct Fence<'a> {
    mark: u8,
    length: usize,
    /// What stands behind its opening marks.
    pub info: &'a str,
}

impl<'a> Fence<'a> {
    /// The fence that a line opens, as CommonMark has it.
    pub fn open(line: &'a str) -> Option<Self> {
        let text = line.trim_start_matches(' ');
        let mark = *text.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
        let length = text.bytes().take_while(|b| *b == mark).count();
        let info = text.get(length..)?.trim();
        (length >= 3 && !(mark == b'`' && info.contains('`')) && line.len() - text.len() < 4).then_some(Self {
            mark,
            length,
            info,
        })
    }

    /// Whether a line closes it.
    pub fn closes(&self, line: &str) -> bool {
        let text = line.trim();
        text.len() >= self.length && text.bytes().all(|b| b == self.mark)
    }

    /// The first word behind the marks: the code's language.
    pub fn language(&self) -> Option<&'a str> {
        self.info.split_whitespace().next()
    }
}
