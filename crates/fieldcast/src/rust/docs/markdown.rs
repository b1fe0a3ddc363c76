//! Descriptions as Markdown that rustdoc takes without a warning: no HTML, no bare URL, no code that would be a test,
//! no link to nowhere (CommonMark 0.31; the lints of rustdoc).

mod inline;

use crate::rust::definition::Id;

pub use inline::code_span;

/// What a description may link to.
pub trait Links {
    /// The link to a definition, such as ``[`Session`]``.
    fn to(&self, id: Id) -> Option<String>;

    /// The link to what the documentation links to by a path, such as `../models/session.md`.
    fn page(&self, path: &str) -> Option<String>;
}

/// Where there are no models to link to.
pub struct NoLinks;

impl Links for NoLinks {
    fn to(&self, _: Id) -> Option<String> {
        None
    }

    fn page(&self, _: &str) -> Option<String> {
        None
    }
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
        match break_length(tag) {
            Some(length) => {
                out.push('\n');
                rest = tag.get(length..).unwrap_or_default();
            }
            None => {
                out.push('<');
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// The length of a `<br>` that a text starts with, however it is written: `<BR>`, `< br />`.
fn break_length(text: &str) -> Option<usize> {
    const LONGEST: usize = 12;
    let end = text.bytes().take(LONGEST).position(|b| b == b'>')?;
    let inner = text.get(1..end)?.trim_end_matches('/').trim();
    inner.eq_ignore_ascii_case("br").then_some(end + 1)
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
            let language = if is_rust(language) { "text" } else { language };
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
        self.out.push(format!("{:at$}{inline}", "").trim_end().to_owned());
    }

    /// A text, with what may stand before it in its line: quotations and items begin with one blank each and are of text
    /// alone, for what stands further in would be code, and code that says no language is Rust to rustdoc.
    fn inline(&self, text: &str) -> String {
        let text = inline::inline(text, self.links);
        let mut out = String::new();
        let mut rest = text.trim_start();
        loop {
            if let Some(quoted) = rest.strip_prefix('>') {
                out.push_str("> ");
                rest = quoted.trim_start();
            } else if let Some((marker, text)) = marker(rest) {
                out.push_str(marker);
                out.push(' ');
                rest = text;
            } else {
                break;
            }
        }
        if opening_fence(rest).is_some() {
            out.push('\\');
        }
        out + rest
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

/// Whether rustdoc takes what is fenced under a word for Rust (The rustdoc book, "Documentation tests").
fn is_rust(language: &str) -> bool {
    let plain = language.starts_with(|c: char| c.is_ascii_alphabetic())
        && language.chars().all(|c| c.is_ascii_alphanumeric() || "-_+#.".contains(c));
    let of_rustdoc = ["rust", "rs", "should_panic", "no_run", "compile_fail", "test_harness", "custom"];
    let starts = ["ignore", "edition", "standalone"];
    !plain
        || of_rustdoc.contains(&language)
        || starts.iter().any(|start| language.starts_with(start))
        || language.len() == 5 && language.starts_with('E') && language.bytes().skip(1).all(|b| b.is_ascii_digit())
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
            ("> quoted\n>     code?\n> ~~~", "> quoted\n> code?\n> \\~~~"),
            ("  \n\n", ""),
            ("Keep \\<this\\>", "Keep \\<this\\>"),
            ("[\\\\<i>](https://e.com/x)", "[\\\\\\<i>](https://e.com/x)"),
            ("[a\\](https://e.com/x)", "\\[a\\](<https://e.com/x>)"),
            ("[x](https://e.com/\u{1}<b>a)", "[x](https://e.com/%01%3Cb%3Ea)"),
            ("[[in](a.md)](b.md) out", "in out"),
            ("![i](https://e.com/i)", "[i](https://e.com/i)"),
            ("!![](https://e.com/)", "\\![https://e.com/](https://e.com/)"),
            ("\\![i](https://e.com/i)", "\\![i](https://e.com/i)"),
            ("so![Session](../x/session.md)", "so[`Session`]"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text, &Session), expected, "{text:?}");
        }
    }

    /// Whether rustdoc would see markup of HTML, a link to anything but a web page or a model, or code that it would run.
    fn markup(text: &str) -> Option<String> {
        use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        Parser::new_ext(text, options).find_map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => Some(html.into_string()),
            Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("indented code".to_owned()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let language = info.split([' ', ',', '\t', '{']).next().unwrap_or_default();
                (language.is_empty() || is_rust(language)).then(|| info.into_string())
            }
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let fine = inline::is_address(&dest_url) || link_type == LinkType::Email;
                (!fine).then(|| dest_url.into_string())
            }
            _ => None,
        })
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 6000, ..Default::default() })]

        #[test]
        fn no_text_becomes_markup(parts in proptest::collection::vec(proptest::sample::select(vec![
            "<img src=x onerror=alert(1)>", "<b>", "</b>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "\\", "`", "``",
            "[", "]", "(", ")", "](https://e.com/", "](javascript:alert(1))", "<https://e.com>", "https://e.com/a", "!",
            "\u{1}", "\n", "\n\n", "    ", "\t", "> ", "- ", "1. ", "# ", "|", "---", "***", "_", "*", "~~~", "```", "&lt;",
            "a", " ", "\"", "'", ":", "[x]: https://e.com", "\u{2028}", "\r", "<br/>", "é", "session.md",
        ]), 0..24)) {
            let text = parts.concat();
            let cleaned = clean(&text, &Session);
            proptest::prop_assert_eq!(markup(&cleaned), None, "{:?} became {:?}", text, cleaned);
            let code = code_span(&text);
            proptest::prop_assert_eq!(markup(&code), None, "{:?} became {:?}", text, code);
            proptest::prop_assert!(!code.contains('\n'));
        }
    }
}
