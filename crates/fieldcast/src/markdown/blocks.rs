//! The blocks of a page, one after the other, as CommonMark sees them: headings, code, comments, rows and other text.

use super::{Fence, Line, Lines, Span};

/// A block of a page, or a line of one that has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// The fields between two lines `---` at the start of the page.
    FrontMatter {
        /// What stands between the two lines.
        text: Span<'a>,
        /// Whether the second line is there.
        closed: bool,
    },
    /// A heading.
    Heading {
        /// From 1 to 6.
        level: u8,
        /// Its text, without the signs around it.
        text: Span<'a>,
        /// Where its line starts in the page, in bytes.
        offset: usize,
    },
    /// Code between two fences.
    Code {
        /// What stands behind the opening fence.
        info: &'a str,
        /// The code.
        text: Span<'a>,
        /// Whether the closing fence is there.
        closed: bool,
    },
    /// A comment of HTML.
    Comment {
        /// What stands in it.
        text: Span<'a>,
        /// Whether its end is there.
        closed: bool,
    },
    /// The name of an anchor of HTML on a line of its own, to which links lead: `<a name="…"></a>`.
    Anchor(Span<'a>),
    /// A line with a bar in it: a row, where it belongs to a table.
    Row(Span<'a>),
    /// An item of a list, without its sign.
    Item(Span<'a>),
    /// Any other line of text.
    Text(Span<'a>),
    /// A line without text.
    Blank,
}

/// Goes through the blocks of a page once.
///
/// # Examples
///
/// ```
/// use fieldcast::markdown::{Block, Blocks};
///
/// let mut blocks = Blocks::new("# Pet\n\n| a | b |\n");
/// assert!(matches!(blocks.next(), Some(Block::Heading { level: 1, text, .. }) if text.text == "Pet"));
/// assert_eq!(blocks.next(), Some(Block::Blank));
/// assert!(matches!(blocks.next(), Some(Block::Row(row)) if row.text == "| a | b |"));
/// assert_eq!(blocks.next(), None);
/// ```
#[derive(Clone, Debug)]
pub struct Blocks<'a> {
    lines: Lines<'a>,
}

impl<'a> Blocks<'a> {
    /// The blocks of a text.
    pub fn new(text: &'a str) -> Self {
        Self { lines: Lines::new(text.strip_prefix('\u{feff}').unwrap_or(text)) }
    }

    /// Where the next line starts in the page, in bytes.
    pub fn offset(&self) -> usize {
        self.lines.next.unwrap_or(self.lines.text.len())
    }

    /// The text between two places of the page.
    pub fn between(&self, start: usize, end: usize) -> &'a str {
        self.lines.text.get(start..end).unwrap_or_default().trim()
    }

    /// Takes lines up to the one that `ends` says is the last; the text between, and whether there was a last one.
    fn until(&mut self, ends: impl Fn(&str) -> bool) -> (Span<'a>, bool) {
        let (start, number) = (self.offset(), self.lines.number);
        let mut end = self.lines.text.len();
        let mut closed = false;
        while let Some(line) = self.lines.take() {
            if ends(line.text) {
                (end, closed) = (line.offset, true);
                break;
            }
        }
        let text = self.lines.text.get(start..end.max(start)).unwrap_or_default();
        (Span { text: text.trim_end(), line: number, column: 1 }, closed)
    }

    fn comment(&mut self, line: Line<'a>) -> Block<'a> {
        let start = line.offset + line.text.find("<!--").map_or(0, |at| at + 4);
        let rest = self.lines.text.get(start..).unwrap_or_default();
        let length = rest.find("-->");
        let text = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        let end = start + text.len();
        while self.lines.next.is_some_and(|next| next <= end) {
            self.lines.take();
        }
        Block::Comment { text: Span { text, line: line.number, column: 1 }, closed: length.is_some() }
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    fn next(&mut self) -> Option<Block<'a>> {
        let line = self.lines.take()?;
        let text = line.text.trim();
        if text.is_empty() {
            // the text behind the last line's end is no line
            return if self.lines.next.is_none() && line.text.is_empty() { None } else { Some(Block::Blank) };
        }
        if line.number == 1 && line.text.trim_end() == "---" {
            let (text, closed) = self.until(|line| line.trim_end() == "---");
            return Some(Block::FrontMatter { text, closed });
        }
        if let Some(fence) = Fence::open(line.text) {
            let (text, closed) = self.until(|line| fence.closes(line));
            return Some(Block::Code { info: fence.info, text, closed });
        }
        if let Some((level, heading)) = heading(line.text) {
            return Some(Block::Heading { level, text: line.span(heading), offset: line.offset });
        }
        if text.starts_with("<!--") {
            return Some(self.comment(line));
        }
        if let Some(name) = anchor(text) {
            return Some(Block::Anchor(line.span(name)));
        }
        if let Some(item) = ["- ", "* ", "+ "].iter().find_map(|sign| text.strip_prefix(sign)) {
            return Some(Block::Item(line.span(item.trim_start())));
        }
        if text.contains('|') {
            return Some(Block::Row(line.span(text)));
        }
        Some(Block::Text(line.span(text)))
    }
}

/// The level and text of a heading, as CommonMark has them: up to three spaces, one to six signs, a space or nothing.
pub fn heading(line: &str) -> Option<(u8, &str)> {
    let text = line.trim_start_matches(' ');
    let level = text.bytes().take_while(|b| *b == b'#').count();
    if !(1..=6).contains(&level) || line.len() - text.len() > 3 {
        return None;
    }
    let rest = text.get(level..)?;
    if !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let rest = rest.trim();
    let bare = rest.trim_end_matches('#');
    let rest = if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end() } else { rest };
    Some((u8::try_from(level).ok()?, rest))
}

/// The name in a line that is an anchor alone.
fn anchor(text: &str) -> Option<&str> {
    let rest = ["<a name=\"", "<a id=\"", "<a name='", "<a id='"].iter().find_map(|start| text.strip_prefix(start))?;
    let end = rest.find(['"', '\''])?;
    rest.ends_with('>').then(|| rest.get(..end)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> Vec<String> {
        let one = |block| match block {
            Block::FrontMatter { text, closed } => format!("front {:?} {closed}", text.text),
            Block::Heading { level, text, .. } => format!("h{level} {}@{}:{}", text.text, text.line, text.column),
            Block::Code { info, text, closed } => format!("code {info} {:?} {closed}", text.text),
            Block::Comment { text, closed } => format!("comment {:?} {closed}", text.text),
            Block::Anchor(name) => format!("anchor {}", name.text),
            Block::Row(row) => format!("row {}@{}", row.text, row.line),
            Block::Item(item) => format!("item {}", item.text),
            Block::Text(text) => format!("text {}", text.text),
            Block::Blank => "blank".to_owned(),
        };
        Blocks::new(text).map(one).collect()
    }

    #[test]
    fn every_kind_of_block() {
        let page = "---\ntitle: Pet\n---\n  ## Fields ##\n<a name=\"Kind\"></a>\n| a | b\n* `x`\nprose\n\n```go\n# no\n```\n<!-- | c |\n | d | -->\n#nothing\n";
        assert_eq!(
            show(page),
            [
                "front \"title: Pet\" true",
                "h2 Fields@4:6",
                "anchor Kind",
                "row | a | b@6",
                "item `x`",
                "text prose",
                "blank",
                "code go \"# no\" true",
                "comment \" | c |\\n | d | \" true",
                "text #nothing",
            ]
        );
    }

    #[test]
    fn what_does_not_end_goes_to_the_end() {
        assert_eq!(show("```\na\n# b"), ["code  \"a\\n# b\" false"]);
        assert_eq!(show("<!-- a\n# b"), ["comment \" a\\n# b\" false"]);
        assert_eq!(show("---\na: b"), ["front \"a: b\" false"]);
    }
}
