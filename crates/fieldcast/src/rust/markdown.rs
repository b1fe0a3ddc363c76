//! Descriptions as Markdown that rustdoc takes without a warning: no HTML, no bare URL, no code that would be a test,
//! no link to nowhere (CommonMark 0.31; the lints of rustdoc).

use super::definition::Id;

/// What a description may link to.
pub trait Links {
    /// The link to a definition, such as ``[`Session`]``.
    fn to(&self, id: Id) -> Option<String>;

    /// The link to what the documentation links to by a path, such as `../models/session.md`.
    fn page(&self, path: &str) -> Option<String>;
}

/// The clean text: lines without trailing blanks, no blank line at either end.
pub fn clean(text: &str, links: &dyn Links) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let text = breaks(&text);
    let mut writer = Writer { links, out: Vec::new(), fence: None, list: Vec::new() };
    for line in text.lines() {
        writer.line(line);
    }
    if let Some(fence) = writer.fence.take() {
        writer.out.push(fence);
    }
    let mut lines = writer.out;
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    lines.split_off(first).join("\n")
}

/// `<br>` in its spellings as the end of a line.
fn breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        out.push_str(before);
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (whole, after) = tag.split_at(end);
        let inner = whole.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
        if inner.eq_ignore_ascii_case("br") {
            out.push('\n');
            rest = after;
        } else {
            out.push('<');
            rest = tag.strip_prefix('<').unwrap_or_default();
        }
    }
    out.push_str(rest);
    out
}

struct Writer<'a> {
    links: &'a dyn Links,
    out: Vec<String>,
    /// The fence that ends the code that is open.
    fence: Option<String>,
    /// The open list items: the column of the marker on the page, and the column of the text as written here.
    list: Vec<(usize, usize)>,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        let expanded = line.replace('\t', "    ");
        let trimmed = expanded.trim();
        let indent = expanded.len() - expanded.trim_start().len();
        if let Some(fence) = &self.fence {
            if trimmed.starts_with(fence.as_str()) && trimmed.chars().all(|c| fence.starts_with(c)) {
                self.out.push(fence.clone());
                self.fence = None;
            } else {
                self.out.push(expanded.trim_end().to_owned());
            }
            return;
        }
        if trimmed.is_empty() {
            if self.out.last().is_some_and(|last| !last.is_empty()) {
                self.out.push(String::new());
            }
            return;
        }
        if let Some(fence) = opening_fence(trimmed) {
            let info = trimmed.get(fence.len()..).unwrap_or_default().trim();
            let language = info.split([' ', ',', '{']).next().unwrap_or_default();
            let language = if matches!(language, "" | "rust" | "rs") { "text" } else { language };
            self.list.clear();
            self.out.push(format!("{fence}{language}"));
            self.fence = Some(fence);
            return;
        }
        match marker(trimmed) {
            Some((marker, rest)) => self.item(indent, marker, rest),
            None => self.paragraph(indent, trimmed),
        }
    }

    /// A list item, at a depth that is told from the items before it.
    fn item(&mut self, indent: usize, marker: &str, rest: &str) {
        while self.list.last().is_some_and(|(column, _)| *column >= indent) {
            self.list.pop();
        }
        let at = self.list.last().map_or(0, |(_, text)| *text);
        let previous_is_text = self.out.last().is_some_and(|last| !last.is_empty());
        if self.list.is_empty() && previous_is_text && self.out.last().is_some_and(|last| !is_list_line(last)) {
            self.out.push(String::new());
        }
        let text = at + marker.chars().count() + 1;
        self.list.push((indent, text));
        let inline = self.inline(rest);
        self.out.push(format!("{:at$}{marker} {inline}", "").trim_end().to_owned());
    }

    /// A line of a paragraph: inside of a list item under its text, otherwise at the margin.
    fn paragraph(&mut self, indent: usize, trimmed: &str) {
        let after_blank = self.out.last().is_none_or(String::is_empty);
        if after_blank {
            while self.list.last().is_some_and(|(column, _)| indent <= *column) {
                self.list.pop();
            }
        }
        let at = self.list.last().map_or(0, |(_, text)| *text);
        let inline = self.inline(trimmed);
        self.out.push(format!("{:at$}{inline}", ""));
    }

    /// The text of a line with everything that is Markdown by accident escaped.
    fn inline(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let taken = match c {
                '\\' => escape(rest, &mut out),
                '`' => code(rest, &mut out),
                '<' => angle(rest, &mut out),
                '[' => self.link(rest, &mut out),
                'h' => url(rest, &mut out),
                _ => 0,
            };
            if taken > 0 {
                rest = rest.get(taken..).unwrap_or_default();
            } else {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
        out
    }

    /// A link; one that leads to a page of the documentation leads to the model here.
    fn link(&self, rest: &str, out: &mut String) -> usize {
        let Some((text, target, taken)) = link_parts(rest) else {
            out.push_str("\\[");
            return 1;
        };
        let is_image = out.ends_with('!');
        if target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:") {
            let text = if text.is_empty() { target } else { text };
            if is_image {
                out.pop();
            }
            out.push('[');
            out.push_str(&plain_label(text));
            out.push_str("](");
            out.push_str(target);
            out.push(')');
        } else if let Some(link) = self.links.page(target) {
            out.push_str(&link);
        } else {
            out.push_str(&self.inline(text));
        }
        taken
    }
}

fn is_list_line(line: &str) -> bool {
    marker(line.trim_start()).is_some()
}

/// The fence that a line opens, without its info.
fn opening_fence(line: &str) -> Option<String> {
    let first = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == first).count();
    let info = line.get(length..)?;
    (length >= 3 && !(first == '`' && info.contains('`'))).then(|| first.to_string().repeat(length))
}

/// The marker of a list item and its text.
fn marker(line: &str) -> Option<(&str, &str)> {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let length = match line.get(digits..)?.chars().next()? {
        '-' | '*' | '+' if digits == 0 => 1,
        '.' | ')' if (1..=9).contains(&digits) => digits + 1,
        _ => return None,
    };
    let (marker, rest) = (line.get(..length)?, line.get(length..)?);
    (rest.starts_with(' ') && !rest.trim().is_empty()).then(|| (marker, rest.trim_start()))
}

fn escape(rest: &str, out: &mut String) -> usize {
    let Some(next) = rest.chars().nth(1).filter(char::is_ascii_punctuation) else {
        return 0;
    };
    out.push('\\');
    out.push(next);
    2
}

/// A code span; a backtick that opens none is escaped.
fn code(rest: &str, out: &mut String) -> usize {
    let length = rest.chars().take_while(|c| *c == '`').count();
    let fence = rest.get(..length).unwrap_or_default();
    let after = rest.get(length..).unwrap_or_default();
    let mut from = 0;
    while let Some(found) = after.get(from..).and_then(|text| text.find(fence)) {
        let start = from + found;
        let run = after.get(start..).unwrap_or_default().chars().take_while(|c| *c == '`').count();
        if run == length {
            let taken = length + start + length;
            out.push_str(rest.get(..taken).unwrap_or_default());
            return taken;
        }
        from = start + run;
    }
    for _ in 0..length {
        out.push_str("\\`");
    }
    length
}

/// An autolink stays; any other `<` is text.
fn angle(rest: &str, out: &mut String) -> usize {
    if let Some(end) = rest.find('>') {
        let inner = rest.get(1..end).unwrap_or_default();
        let is_link = (inner.starts_with("https://") || inner.starts_with("http://") || inner.starts_with("mailto:"))
            && !inner.contains(|c: char| c.is_whitespace() || c == '<');
        if is_link {
            out.push_str(rest.get(..=end).unwrap_or_default());
            return end + 1;
        }
    }
    out.push_str("\\<");
    1
}

/// A bare URL as an autolink.
fn url(rest: &str, out: &mut String) -> usize {
    let inside_word = out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '/');
    if inside_word || !(rest.starts_with("https://") || rest.starts_with("http://")) {
        return 0;
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '`' | '"' | '|')).unwrap_or(rest.len());
    let mut url = rest.get(..end).unwrap_or_default();
    loop {
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '\\', ']', '}']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if shorter.matches(')').count() > shorter.matches('(').count() => inner,
            _ => shorter,
        };
        if shorter.len() == url.len() {
            break;
        }
        url = shorter;
    }
    if url.len() <= "https://".len() {
        return 0;
    }
    out.push('<');
    out.push_str(url);
    out.push('>');
    url.len()
}

/// The text and target of an inline link, and the length of the whole.
fn link_parts(rest: &str) -> Option<(&str, &str, usize)> {
    let mut depth = 0usize;
    let close = rest.char_indices().find_map(|(at, c)| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let text = rest.get(1..close)?;
    let after = rest.get(close + 1..)?.strip_prefix('(')?;
    let mut depth = 1usize;
    let end = after.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })?;
    let target = after.get(..end)?.split_whitespace().next().unwrap_or_default();
    let target = target.trim_start_matches('<').trim_end_matches('>');
    (!target.is_empty()).then_some((text, target, close + 2 + end + 1))
}

/// The text of a link with what would be another link or tag escaped.
fn plain_label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = if c == '`' { code(rest, &mut out) } else { 0 };
        if taken > 0 {
            rest = rest.get(taken..).unwrap_or_default();
            continue;
        }
        if matches!(c, '<' | '[' | ']') && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Session;

    impl Links for Session {
        fn to(&self, _: Id) -> Option<String> {
            None
        }

        fn page(&self, path: &str) -> Option<String> {
            path.ends_with("session.md").then(|| "[`Session`]".to_owned())
        }
    }

    #[test]
    fn what_rustdoc_would_warn_about_is_mended() {
        let cases = [
            ("One.<br/>Two.<BR>", "One.\nTwo."),
            ("see https://example.com/a_(b).", "see <https://example.com/a_(b)>."),
            ("<https://example.com> and <b>bold</b>", "<https://example.com> and \\<b>bold\\</b>"),
            ("a [Session](../x/session.md) or [other](../x/other.md)", "a [`Session`] or other"),
            ("[here](https://example.com/x \"t\")", "[here](https://example.com/x)"),
            ("an array[0] and [x]", "an array\\[0] and \\[x]"),
            ("`a<b>` and a stray ` tick", "`a<b>` and a stray \\` tick"),
            ("```\nlet x;\n```", "```text\nlet x;\n```"),
            ("```json\n{}", "```json\n{}\n```"),
            ("text\n\n      code?", "text\n\ncode?"),
            ("Values:\n- one\n  more\n    - deep\n- two", "Values:\n\n- one\n  more\n  - deep\n- two"),
            ("- one\nlazy\n\nafter", "- one\n  lazy\n\nafter"),
            ("  \n\n", ""),
            ("Keep \\<this\\>", "Keep \\<this\\>"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text, &Session), expected, "{text:?}");
        }
    }
}
