//! The text of one line, with everything that is Markdown by accident escaped, and with links that lead somewhere.
//!
//! What opens and what closes is found for the whole line first, each in one pass, so that a line of nothing but openers
//! takes no longer than any other.

use std::collections::HashMap;

use super::Links;

/// A line with everything that is Markdown by accident escaped.
pub fn inline(text: &str, links: &dyn Links) -> String {
    Line { text, pairs: Pairs::of(text), links, out: String::with_capacity(text.len() + 8) }.written()
}

/// Any text as a code span: control characters as JSON escapes them, so that it stays in one line.
pub fn code_span(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() })
        .collect::<String>()
        .replace("\\u000a", "\\n")
        .replace("\\u000d", "\\r")
        .replace("\\u0009", "\\t");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Where what opens in a line is closed.
struct Pairs {
    /// The end of the bracket or parenthesis that opens at a byte.
    closed: HashMap<usize, usize>,
    /// Where runs of so many backticks start.
    ticks: HashMap<usize, Vec<usize>>,
}

impl Pairs {
    fn of(text: &str) -> Self {
        let mut pairs = Self { closed: HashMap::new(), ticks: HashMap::new() };
        let (mut brackets, mut parentheses) = (Vec::new(), Vec::new());
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
                b'[' => brackets.push(at),
                b'(' => parentheses.push(at),
                b']' => pairs.closed.extend(brackets.pop().map(|open| (open, at))),
                b')' => pairs.closed.extend(parentheses.pop().map(|open| (open, at))),
                _ => {}
            }
            at += 1;
        }
        // what ends code is a whole run, and no backslash escapes in code (CommonMark, section 6.1)
        at = 0;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'`', rest)) {
            let length = run(text, at + found);
            pairs.ticks.entry(length).or_default().push(at + found);
            at += found + length;
        }
        pairs
    }

    /// The end of the code span that a run of `length` backticks opens at `at`.
    fn code_end(&self, at: usize, length: usize) -> Option<usize> {
        let starts = self.ticks.get(&length)?;
        starts.get(starts.partition_point(|start| *start <= at)).map(|start| start + length)
    }
}

/// How many backticks stand at a byte.
fn run(text: &str, at: usize) -> usize {
    text.bytes().skip(at).take_while(|byte| *byte == b'`').count()
}

struct Line<'a> {
    text: &'a str,
    pairs: Pairs,
    links: &'a dyn Links,
    out: String,
}

impl<'a> Line<'a> {
    fn written(mut self) -> String {
        let mut at = 0;
        // the links of which only the text is kept: where the text ends, and where the link does
        let mut open: Vec<(usize, usize)> = Vec::new();
        while at < self.text.len() {
            if let Some((_, end)) = open.pop_if(|(close, _)| *close <= at) {
                at = at.max(end);
                continue;
            }
            let limit = open.last().map_or(self.text.len(), |(close, _)| *close);
            let rest = self.text.get(at..limit).unwrap_or_default();
            let Some(c) = rest.chars().next() else { break };
            let taken = match c {
                '\\' => self.escaped(rest),
                '`' => self.code(at, limit),
                '<' => self.angle(rest),
                'h' => self.url(rest),
                '[' => match self.link(at, limit) {
                    Link::Written(end) => end - at,
                    Link::Text(close, end) => {
                        open.push((close, end));
                        1
                    }
                    Link::None => {
                        self.out.push_str("\\[");
                        1
                    }
                },
                _ => 0,
            };
            if taken == 0 {
                self.out.push(c);
            }
            at += if taken == 0 { c.len_utf8() } else { taken };
        }
        self.out
    }

    fn escaped(&mut self, rest: &str) -> usize {
        match rest.chars().nth(1).filter(char::is_ascii_punctuation) {
            Some(next) => {
                self.out.push('\\');
                self.out.push(next);
                2
            }
            // it would escape what is written after it
            None => {
                self.out.push_str("\\\\");
                1
            }
        }
    }

    /// A code span; a backtick that opens none is escaped.
    fn code(&mut self, at: usize, limit: usize) -> usize {
        let length = run(self.text, at).min(limit - at);
        match self.pairs.code_end(at, length).filter(|end| *end <= limit) {
            Some(end) => {
                self.out.push_str(self.text.get(at..end).unwrap_or_default());
                end - at
            }
            None => {
                (0..length).for_each(|_| self.out.push_str("\\`"));
                length
            }
        }
    }

    /// An autolink stays; any other `<` is text.
    fn angle(&mut self, rest: &str) -> usize {
        let inside = rest.get(1..).unwrap_or_default();
        if is_address(inside) {
            let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>')).unwrap_or(inside.len());
            if inside.get(end..).is_some_and(|after| after.starts_with('>')) {
                self.out.push('<');
                self.out.push_str(&address(inside.get(..end).unwrap_or_default()));
                self.out.push('>');
                return end + 2;
            }
        }
        self.out.push_str("\\<");
        1
    }

    /// A bare URL as an autolink.
    fn url(&mut self, rest: &str) -> usize {
        let inside_word = self.out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '/');
        if inside_word || !(rest.starts_with("https://") || rest.starts_with("http://")) {
            return 0;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '`' | '"' | '|')).unwrap_or(rest.len());
        let mut url = rest.get(..end).unwrap_or_default();
        let mut excess = url.matches(')').count().saturating_sub(url.matches('(').count());
        loop {
            let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '\\', ']', '}']);
            let shorter = match shorter.strip_suffix(')').filter(|_| excess > 0) {
                Some(inner) => {
                    excess -= 1;
                    inner
                }
                None => shorter,
            };
            if shorter.len() == url.len() {
                break;
            }
            url = shorter;
        }
        if url.len() <= "https://".len() {
            return 0;
        }
        self.out.push('<');
        self.out.push_str(&address(url));
        self.out.push('>');
        url.len()
    }

    /// A link; one that leads to a page of the documentation leads to the model here.
    fn link(&mut self, at: usize, limit: usize) -> Link {
        let Some((close, target, end)) = self.link_parts(at).filter(|(_, _, end)| *end <= limit) else {
            return Link::None;
        };
        if is_address(target) {
            let label = self.text.get(at + 1..close).unwrap_or_default();
            let label = if label.is_empty() { target } else { label };
            self.no_image();
            let target = address(target);
            self.out.push_str(&format!("[{}]({target})", label_text(label)));
            Link::Written(end)
        } else if let Some(link) = self.links.page(target) {
            self.no_image();
            self.out.push_str(&link);
            Link::Written(end)
        } else {
            Link::Text(close, end)
        }
    }

    /// Takes the sign that makes an image of a link away from before one, and the meaning from any other that stands there.
    fn no_image(&mut self) {
        let is_sign = |out: &str| {
            let before = out.strip_suffix('!').map(|before| before.bytes().rev().take_while(|b| *b == b'\\').count());
            before.is_some_and(|escapes| escapes % 2 == 0)
        };
        if is_sign(&self.out) {
            self.out.pop();
        }
        if is_sign(&self.out) {
            self.out.pop();
            self.out.push_str("\\!");
        }
    }

    /// Where the text of an inline link ends, its target, and where the whole ends.
    fn link_parts(&self, at: usize) -> Option<(usize, &'a str, usize)> {
        let close = *self.pairs.closed.get(&at)?;
        let open = close + 1;
        if self.text.as_bytes().get(open) != Some(&b'(') {
            return None;
        }
        let end = *self.pairs.closed.get(&open)?;
        let target = self.text.get(open + 1..end)?.split_whitespace().next().unwrap_or_default();
        let target = target.trim_start_matches('<').trim_end_matches('>');
        (!target.is_empty()).then_some((close, target, end + 1))
    }
}

/// What became of a link: written up to a byte, or only its text is kept, which ends and which the link ends at.
enum Link {
    Written(usize),
    Text(usize, usize),
    None,
}

pub fn is_address(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// The target of a link with everything percent-encoded that no URL has (RFC 3986), so that it cannot end the link.
fn address(target: &str) -> String {
    let balanced = target.matches('(').count() == target.matches(')').count();
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        let kept = match c {
            '(' | ')' => balanced,
            c if c.is_ascii() => c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'*+,;=%".contains(c),
            c => c.is_alphanumeric(),
        };
        if kept {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

/// The text of a link with what would be another link or tag escaped.
fn label_text(text: &str) -> String {
    let pairs = Pairs::of(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let mut taken = c.len_utf8();
        match c {
            '\\' => match next.filter(char::is_ascii_punctuation) {
                Some(next) => {
                    out.extend(['\\', next]);
                    taken += next.len_utf8();
                }
                None => out.push_str("\\\\"),
            },
            '`' => {
                let length = run(text, at);
                match pairs.code_end(at, length) {
                    Some(end) => {
                        out.push_str(text.get(at..end).unwrap_or_default());
                        taken = end - at;
                    }
                    None => {
                        (0..length).for_each(|_| out.push_str("\\`"));
                        taken = length;
                    }
                }
            }
            '<' | '[' | ']' => out.extend(['\\', c]),
            c => out.push(c),
        }
        at += taken;
    }
    out
}
