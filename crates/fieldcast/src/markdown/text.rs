//! The prose of cells and pages: from the escapes and line breaks of a table to clean CommonMark.

use std::borrow::Cow;

/// The source text of a table cell without what only the table needed: `\|` is `|`.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if text.contains("\\|") { Cow::Owned(text.replace("\\|", "|")) } else { Cow::Borrowed(text) }
}

/// A description as clean CommonMark: `<br/>` becomes a line break, `\|` a bar, `&nbsp;` a space, MDX's escapes of
/// braces and angle brackets go where CommonMark needs none, and no line ends in white space.
///
/// `N/A` is no description. The result is empty where nothing is said.
pub fn clean_description(text: &str) -> String {
    let text = text.trim();
    if text == "N/A" {
        return String::new();
    }
    // Byte by byte, for all text is looked through here: the characters that are not ASCII begin with these bytes.
    let is_special = |b: u8| matches!(b, b'<' | b'\\' | b'&' | b'\r' | 0xef | 0xe2);
    if !text.bytes().any(|b| b == b'\n' || is_special(b)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        let (written, length) = replace(special);
        out.push_str(written);
        rest = special.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    tidy(&out)
}

/// What stands for the special text at the start of `text`, and how many bytes it takes.
fn replace(text: &str) -> (&str, usize) {
    for form in ["<br/>", "<br />", "<br>"] {
        if text.get(..form.len()).is_some_and(|head| head.eq_ignore_ascii_case(form)) {
            return ("\n", form.len());
        }
    }
    for (form, written) in [("\\|", "|"), ("\\{", "{"), ("\\}", "}"), ("&nbsp;", " "), ("\r\n", "\n")] {
        if text.starts_with(form) {
            return (written, form.len());
        }
    }
    // `\<` keeps its backslash where the bracket would open a tag without it
    if let Some(after) = text.strip_prefix("\\<") {
        let opens = after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        return if opens { ("\\<", 2) } else { ("<", 2) };
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    match text.get(..first) {
        Some("\r") => ("", 1),
        Some("\u{feff}" | "\u{200b}") => ("", first),
        head => (head.unwrap_or_default(), first.max(1)),
    }
}

/// No white space at the end of lines, no more than one blank line in a row, none at either end.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        blank = 0;
        out.push_str(line);
    }
    out
}

/// Takes the mark of deprecation off a description: `: warning: ** DEPRECATED **: reason.<br/><br/>rest` in a cell,
/// `> :warning: **DEPRECATED**: reason` on a page.
///
/// Gives the reason, where the text is marked, and what remains.
pub fn split_deprecation(text: &str) -> (Option<&str>, &str) {
    const MARKS: [&str; 3] =
        [": warning: ** DEPRECATED **:", "> :warning: **DEPRECATED**:", ":warning: **DEPRECATED**:"];
    let trimmed = text.trim_start();
    for mark in MARKS {
        if let Some(after) = trimmed.strip_prefix(mark) {
            let end = ["<br/><br/>", "\n"].iter().filter_map(|end| Some((after.find(end)?, end.len()))).min();
            let (at, length) = end.unwrap_or((after.len(), 0));
            let reason = after.get(..at).unwrap_or_default().trim();
            return (Some(reason), after.get(at + length..).unwrap_or_default().trim_start());
        }
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_become_commonmark() {
        for (cell, clean) in [
            ("N/A", ""),
            ("Plain.", "Plain."),
            ("One<br/>two.<br/>", "One\ntwo."),
            ("One<br/><br/><br/>two  <br/>three", "One\n\ntwo\nthree"),
            (r"`a` \| `b`", "`a` | `b`"),
            ("a\r<br/>\r<br/>b", "a\n\nb"),
            (r"less \< 3 and \{x\} but \<b>", r"less < 3 and {x} but \<b>"),
            ("a&nbsp;b &amp; <i>c</i>", "a b &amp; <i>c</i>"),
            ("zero\u{200b}width", "zerowidth"),
        ] {
            assert_eq!(clean_description(cell), clean, "{cell}");
        }
    }

    #[test]
    fn deprecation_is_split_off() {
        assert_eq!(
            split_deprecation(": warning: ** DEPRECATED **: Going away.<br/><br/>The tag."),
            (Some("Going away."), "The tag.")
        );
        assert_eq!(
            split_deprecation("> :warning: **DEPRECATED**: Going away.\n\nA pet."),
            (Some("Going away."), "A pet.")
        );
        assert_eq!(split_deprecation("A pet."), (None, "A pet."));
    }
}
