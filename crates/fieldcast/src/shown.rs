//! Text of others, made safe to show: pages, payloads, settings and the names of files may hold anything, and what is
//! shown of them must neither drive a terminal nor forge a line of its own, nor give a command to whoever reads a log.
//!
//! One function for each place where such text is shown: [`part`] for what stands within a line, [`lines`] for a whole
//! text of several lines, [`json`] for the text of a JSON document. What is escaped is shown as Rust and JSON write it.
//!
//! ```
//! use fieldcast::shown::{json, lines, part};
//! assert_eq!(part("a\u{1b}[2J\n::error::b"), r"a\u{1b}[2J\n::error::b");
//! assert_eq!(part("##vso[task.complete]"), r"##vso\[task.complete]");
//! assert_eq!(lines("one\n::error::two\n"), "one\n\\::error::two\n");
//! assert_eq!(json("\"a\u{202e}b\"\n"), "\"a\\u202eb\"\n");
//! ```

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character changes the direction of the text around it: what is read is then not what is there.
pub fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is not shown as it is: control characters, those that end a line, direction marks, and those that
/// nobody sees (but the joiners of emoji and of scripts).
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || is_bidi(c)
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text that stands within one line, whatever is in it.
pub fn part(text: &str) -> Cow<'_, str> {
    if is_plain(text, is_hidden) && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            c if is_hidden(c) => out.extend(c.escape_default()),
            '[' if ends_like_command(&out) => out.push_str("\\["),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A text of several lines, each of which starts with what we say. No line is a command for a CI system.
pub fn lines(text: &str) -> Cow<'_, str> {
    let hidden = |c| is_hidden(c) && c != '\n';
    if is_plain(text, hidden) && !text.contains("##") && !text.contains("::") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        let command = line.trim_start();
        if command.strip_prefix("::").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase())) {
            // white space may be a control character
            out.push_str(&part(line.get(..line.len() - command.len()).unwrap_or_default()));
            out.push('\\');
            out.push_str(&part(command));
        } else {
            out.push_str(&part(line));
        }
        out.push_str(end);
    }
    Cow::Owned(out)
}

/// The text of a JSON document, in whose strings alone such characters can be.
pub fn json(text: &str) -> Cow<'_, str> {
    let hidden = |c| is_hidden(c) && c != '\n';
    if is_plain(text, hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A text as a basic string of TOML, with its quotes.
///
/// ```
/// assert_eq!(fieldcast::shown::toml("a \"b\"\n[dependencies]"), r#""a \"b\"\u000a[dependencies]""#);
/// ```
pub fn toml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if is_hidden(c) => {
                let number = u32::from(c);
                let _ = if number > 0xffff { write!(out, "\\U{number:08x}") } else { write!(out, "\\u{number:04x}") };
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_plain(text: &str, hidden: impl Fn(char) -> bool) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) || !text.chars().any(hidden)
}

/// Whether a `[` would make a command of Azure Pipelines (`##vso[…]`), of GitHub's older form (`##[…]`) or of TeamCity.
fn ends_like_command(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).ends_with("##")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_what_it_escapes() {
        for (text, shown) in [
            ("", ""),
            ("plain – ä 日本 👩\u{200d}👩", "plain – ä 日本 👩\u{200d}👩"),
            ("a\u{1b}]0;pwned\u{7}b", r"a\u{1b}]0;pwned\u{7}b"),
            ("\u{9b}31m\u{7f}", r"\u{9b}31m\u{7f}"),
            ("a\r\n\tb", r"a\r\n\tb"),
            ("\u{202e}nimda\u{2028}", r"\u{202e}nimda\u{2028}"),
            ("##[group]a ##teamcity[x ###vso[", r"##\[group]a ##teamcity\[x ###vso\["),
            ("#[derive] a[0] ## [x]", "#[derive] a[0] ## [x]"),
            ("::Integer and ::error::x", "::Integer and ::error::x"),
        ] {
            assert_eq!(part(text), shown, "{text:?}");
        }
        assert_eq!(
            lines("a\n  ::set-output name=x::y\n::Integer\n\u{1b}"),
            "a\n  \\::set-output name=x::y\n::Integer\n\\u{1b}"
        );
    }

    proptest! {
        #[test]
        fn no_text_drives_a_terminal_or_a_log(text in "(\\PC|\\pC|\n|::|##|\\[|[a-z]){0,40}") {
            let shown = part(&text);
            prop_assert!(!shown.contains(is_hidden), "{shown:?}");
            prop_assert!(!shown.contains("##[") && !shown.contains("##vso["));
            prop_assert_eq!(part(&shown), shown.as_ref(), "what is safe stays as it is");
            let shown = lines(&text);
            prop_assert!(!shown.contains(|c| is_hidden(c) && c != '\n'));
            for line in shown.lines() {
                let command = line.trim_start().strip_prefix("::");
                prop_assert!(!command.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase())));
            }
        }

        #[test]
        fn toml_holds_the_same_text(text in "(\\PC|\\pC|\"|\\\\|\n){0,40}") {
            let shown = toml(&text);
            prop_assert!(!shown.contains(is_hidden), "{shown:?}");
            let table: ::toml::Table = ::toml::from_str(&format!("a = {shown}\nb = 1\n")).unwrap();
            prop_assert_eq!(table.len(), 2);
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }

        #[test]
        fn json_stays_the_same_document(text in "(\\PC|\\pC){0,40}") {
            let document = serde_json::to_string_pretty(&[&text]).unwrap();
            let shown = json(&document);
            prop_assert!(!shown.contains(|c| is_hidden(c) && c != '\n'), "{shown:?}");
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&shown).unwrap(), [text]);
        }
    }
}
