//! Identifiers in text: keys of JSON, code spans, templates of paths, plain words; one pass, and nothing is copied.

/// Where an identifier was found; each is worth less than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Source {
    /// A key in JSON.
    Key,
    /// A code span of a description.
    Code,
    /// A parameter in the template of a path: `/users/{userId}`.
    Template,
    /// A word of a description.
    Text,
    /// A value: of an enum, or in an example.
    Value,
}

impl Source {
    /// How many there are.
    pub const COUNT: usize = 5;

    /// Every source with the words by which people call it, singular and plural.
    pub const ALL: [(Self, &'static str, &'static str); Self::COUNT] = [
        (Self::Key, "example", "examples"),
        (Self::Code, "code span", "code spans"),
        (Self::Template, "path", "paths"),
        (Self::Text, "sentence", "sentences"),
        (Self::Value, "value", "values"),
    ];
}

/// Identifiers longer than this are tokens and secrets.
const LONGEST: usize = 64;

/// A code span with more words than this is a snippet of code, of which only the keys tell something.
const SNIPPET: usize = 4;

/// The signs that names of members begin with, and that languages spell out: `$and`, `@type`, `.tag`.
const SIGNS: [char; 8] = ['$', '@', '.', '#', '~', '*', '+', '-'];

/// A name without the sign that it begins with, if any.
pub(super) fn unsigned(name: &str) -> &str {
    name.strip_prefix(SIGNS).filter(|rest| !rest.is_empty()).unwrap_or(name)
}

/// What is told of each identifier.
pub(super) trait Found<'t>: FnMut(&'t str, Source) {}
impl<'t, F: FnMut(&'t str, Source)> Found<'t> for F {}

/// Whether an identifier tells how its words are joined: it has several, or an underscore before the first.
///
/// Capitals alone (`MAX_SIZE`) are constants, and tell nothing of members.
pub(super) fn tells(identifier: &str) -> bool {
    let bytes = identifier.as_bytes();
    if bytes.len() > LONGEST || bytes.len() < 2 || !bytes.iter().any(u8::is_ascii_lowercase) {
        return false;
    }
    if bytes.first() == Some(&b'_') {
        return true;
    }
    bytes.windows(2).any(|pair| match pair {
        [a, b] => {
            (matches!(a, b'_' | b'-') && b.is_ascii_alphanumeric())
                || ((a.is_ascii_lowercase() || a.is_ascii_digit()) && b.is_ascii_uppercase())
        }
        _ => false,
    })
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// A letter, digit or underscore.
const WORD: u8 = 1;
/// What a token of a description may hold: a word, or what joins words to addresses, paths and names of files.
const JOINS: u8 = 2;
/// What may tell how words are joined: a capital or an underscore.
const TELLS: u8 = 4;
/// What opens something other than a word.
const OPENS: u8 = 8;

/// What each byte is to the search: most of all text is plain words, and passed over at one look for each byte.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "below 256")]
        let byte = at as u8;
        classes[at] = match byte {
            b'_' | b'A'..=b'Z' => WORD | JOINS | TELLS,
            b'a'..=b'z' | b'0'..=b'9' => WORD | JOINS,
            b'-' | b'.' | b'/' | b'@' | b'$' | b'\\' | b'&' | b'=' | b'%' | b'#' => JOINS,
            b'`' | b'{' | b'"' => OPENS,
            _ => 0,
        };
        at += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES[usize::from(byte)]
}

/// Finds identifiers in the Markdown of a description.
pub(super) fn prose<'t>(text: &'t str, found: &mut impl Found<'t>) {
    let bytes = text.as_bytes();
    // Lengths of runs of backticks that are known to have no closing run further on: no text is searched twice.
    let mut unclosed = [false; 4];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match class(byte) {
            0 | JOINS => at + 1,
            OPENS => match byte {
                b'`' => code_span(text, at, &mut unclosed, found),
                b'{' => template(text, at, found),
                _ => key(text, at, found),
            },
            _ => word(text, at, found),
        };
    }
}

/// Finds identifiers in an example: keys and values of JSON, or a value that stands alone.
pub(super) fn example<'t>(text: &'t str, found: &mut impl Found<'t>) {
    let bytes = text.as_bytes();
    let mut quoted = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' {
            quoted = true;
            let end = closing_quote(bytes, at);
            let inner = text.get(at + 1..end).unwrap_or_default();
            match is_key(bytes, end) {
                true => emit(inner, Source::Key, found),
                false => value(inner, found),
            }
            at = end + 1;
        } else {
            at += 1;
        }
    }
    if !quoted {
        value(text, found);
    }
}

/// Finds the keys of an example's outermost object, or of the objects in its outermost list: the members of the very
/// model that it is an example of. They are told as they are written, whatever characters they have.
///
/// In an example of a map to the model, its members are one level further in: as many as `maps` says.
pub(super) fn model_keys<'t>(text: &'t str, maps: u32, found: &mut impl FnMut(&'t str)) {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0u32, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = closing_quote(bytes, at);
                let inner = text.get(at + 1..end).unwrap_or_default();
                if depth == maps + 1 && is_key(bytes, end) && inner.len() <= LONGEST && !inner.contains('\\') {
                    found(inner);
                }
                at = end;
            }
            b'{' => depth = depth.saturating_add(1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
}

/// Finds the identifiers of a value: itself, or the parts of a list (`-created_at,name`).
pub(super) fn value<'t>(text: &'t str, found: &mut impl Found<'t>) {
    if text.len() > 4 * LONGEST {
        return;
    }
    for part in text.split(',') {
        let part = part.trim().trim_matches(['[', ']', '\'']).trim_start_matches(['+', '-']);
        emit(part, Source::Value, found);
    }
}

fn emit<'t>(identifier: &'t str, source: Source, found: &mut impl Found<'t>) {
    let bare = if matches!(source, Source::Key | Source::Code) { unsigned(identifier) } else { identifier };
    let signed = bare.len() < identifier.len();
    let first = |b: u8| b.is_ascii_alphabetic() || b == b'_' || (signed && b.is_ascii_digit());
    let well_formed = bare.bytes().all(|b| is_word(b) || b == b'-') && bare.bytes().next().is_some_and(first);
    // A key is a name even where it is one word, and what begins with a sign is no word; elsewhere a word is a word.
    let short = identifier.len() <= LONGEST && (source == Source::Key || signed);
    // how documents of APIs compose schemas, which generators write into what they describe
    let composes = source != Source::Key && matches!(identifier, "oneOf" | "anyOf" | "allOf");
    if well_formed && !composes && (short || tells(identifier)) {
        found(identifier, source);
    }
}

/// The offset of the quote that closes the string opened at `open`, or of the end.
fn closing_quote(bytes: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Whether what follows a closing quote makes the string a key: `:` in JSON, `=>` in Ruby and PHP.
fn is_key(bytes: &[u8], quote: usize) -> bool {
    let mut rest = bytes.get(quote + 1..).unwrap_or_default().iter().skip_while(|b| b.is_ascii_whitespace());
    match rest.next() {
        Some(b':') => true,
        Some(b'=') => rest.next() == Some(&b'>'),
        _ => false,
    }
}

/// A quoted key in a description; what is quoted and no key is read as words. Returns where to go on.
fn key<'t>(text: &'t str, at: usize, found: &mut impl Found<'t>) -> usize {
    let bytes = text.as_bytes();
    let inner = bytes.get(at + 1..).unwrap_or_default();
    let sign = usize::from(inner.first().is_some_and(|b| SIGNS.contains(&char::from(*b))));
    let rest = inner.get(sign..).unwrap_or_default();
    let length = sign + rest.iter().take(LONGEST + 1).take_while(|b| is_word(**b) || **b == b'-').count();
    let end = at + 1 + length;
    if bytes.get(end) == Some(&b'"') && is_key(bytes, end) {
        emit(text.get(at + 1..end).unwrap_or_default(), Source::Key, found);
        return end + 1;
    }
    at + 1
}

/// A parameter between braces. Returns where to go on.
fn template<'t>(text: &'t str, at: usize, found: &mut impl Found<'t>) -> usize {
    let bytes = text.as_bytes();
    let length = bytes.get(at + 1..).unwrap_or_default().iter().take(LONGEST + 1).take_while(|b| is_word(**b)).count();
    let end = at + 1 + length;
    if bytes.get(end) == Some(&b'}') {
        emit(text.get(at + 1..end).unwrap_or_default(), Source::Template, found);
        return end + 1;
    }
    at + 1
}

/// A plain word. Addresses, paths, names of files and hyphenated words are passed over. Returns where to go on.
fn word<'t>(text: &'t str, at: usize, found: &mut impl Found<'t>) -> usize {
    let bytes = text.as_bytes();
    let joins = |b: u8| class(b) & JOINS != 0;
    let (mut end, mut seen) = (at + 1, 0);
    while let Some(found) = bytes.get(end).map(|b| class(*b)).filter(|found| found & JOINS != 0) {
        seen |= found;
        end += 1;
    }
    // A word without a capital or an underscore but at its start: nearly all are.
    if seen & TELLS == 0 && bytes.get(at) != Some(&b'_') && bytes.get(end) != Some(&b':') {
        return end;
    }
    if bytes.get(end..).is_some_and(|rest| rest.starts_with(b"://")) {
        return address(text, end, found);
    }
    let token = text.get(at..end).unwrap_or_default().trim_end_matches(['.', '-', '/']);
    let joined = at > 0 && bytes.get(at - 1).is_some_and(|b| joins(*b));
    // A call is no member, and what stands before a brace may be a path.
    if !joined && !matches!(bytes.get(end), Some(b'(')) && token.bytes().all(is_word) {
        emit(token, Source::Text, found);
    }
    end
}

/// An address: only the parameters of its template are read. Returns where to go on.
fn address<'t>(text: &'t str, from: usize, found: &mut impl Found<'t>) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'{' => template(text, at, found),
            b if b.is_ascii_whitespace() || matches!(b, b')' | b'>' | b'"' | b'`' | b'<' | b']') => return at,
            _ => at + 1,
        };
    }
    at
}

/// A code span. Returns where to go on.
fn code_span<'t>(text: &'t str, at: usize, unclosed: &mut [bool; 4], found: &mut impl Found<'t>) -> usize {
    let bytes = text.as_bytes();
    let run = bytes.get(at..).unwrap_or_default().iter().take_while(|b| **b == b'`').count();
    let open = at + run;
    let Some(known) = unclosed.get_mut(run.saturating_sub(1)).filter(|known| !**known) else { return open };
    let Some(close) = closing_ticks(bytes, open, run) else {
        *known = true;
        return open;
    };
    code(text.get(open..close).unwrap_or_default(), found);
    close + run
}

/// The offset of the next run of exactly `run` backticks.
fn closing_ticks(bytes: &[u8], from: usize, run: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let skipped = bytes.get(at..)?.iter().take_while(|b| **b != b'`').count();
        at += skipped;
        let ticks = bytes.get(at..)?.iter().take_while(|b| **b == b'`').count();
        if ticks == run {
            return Some(at);
        }
        at += ticks;
    }
    None
}

/// What stands in a code span: an identifier, a path of them, a template, or a snippet.
fn code<'t>(content: &'t str, found: &mut impl Found<'t>) {
    let content = content.trim();
    let bytes = content.as_bytes();
    let mut at = 0;
    let plain =
        !content.starts_with('/') && !content.contains("://") && tokens(content).take(SNIPPET + 1).count() <= SNIPPET;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'{' => template(content, at, found),
            b'"' => key(content, at, found),
            _ => at + 1,
        };
    }
    if !plain || content.contains(['{', '"', '<']) || is_expression(content) {
        return;
    }
    // A name with a sign, or a name of one word, that stands alone.
    if let Some(rest) = content.strip_prefix(['$', '@']) {
        if rest.bytes().all(is_word) {
            emit(content, Source::Code, found);
        }
        return;
    }
    if content.bytes().all(|b| b.is_ascii_lowercase()) && (2..=LONGEST).contains(&content.len()) {
        found(content, Source::Code);
        return;
    }
    for (token, next) in tokens(content) {
        if next != Some(b'(') {
            emit(token.trim_start_matches('-'), Source::Code, found);
        }
    }
}

/// Whether a snippet computes something, so that its identifiers are variables: `raw / factor`.
fn is_expression(content: &str) -> bool {
    [" / ", " * ", " + ", " - ", " = ", " == ", " != ", " && ", " || ", " % "].iter().any(|sign| content.contains(sign))
}

/// The runs of letters, digits, underscores and hyphens, each with the byte after it.
fn tokens(content: &str) -> impl Iterator<Item = (&str, Option<u8>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = content.as_bytes().get(at..)?;
        let start = at + rest.iter().position(|b| is_word(*b) || *b == b'-')?;
        let length = content.as_bytes().get(start..)?.iter().take_while(|b| is_word(**b) || **b == b'-').count();
        at = start + length;
        Some((content.get(start..at)?, content.as_bytes().get(at).copied()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_prose(text: &str) -> Vec<(&str, Source)> {
        let mut all = Vec::new();
        prose(text, &mut |identifier, source| all.push((identifier, source)));
        all
    }

    fn in_example(text: &str) -> Vec<(&str, Source)> {
        let mut all = Vec::new();
        example(text, &mut |identifier, source| all.push((identifier, source)));
        all
    }

    #[test]
    fn one_word_tells_nothing() {
        for word in ["id", "Name", "URL", "MAX_SIZE", "a", "", "shelf1", "trailing_"] {
            assert!(!tells(word), "{word}");
        }
        for word in ["shelf_id", "shelfId", "ShelfId", "shelf-id", "_id", "__v", "web3Key"] {
            assert!(tells(word), "{word}");
        }
        assert!(!tells(&"long_".repeat(20)));
    }

    #[test]
    fn code_spans_give_identifiers_and_paths_of_them() {
        assert_eq!(
            in_prose("Sort by `due_date` or `loan.dueDate[0]`."),
            [("due_date", Source::Code), ("dueDate", Source::Code)]
        );
        assert_eq!(in_prose("``a ` shelf_id``"), [("shelf_id", Source::Code)]);
        assert_eq!(in_prose("`sort=-due_date`"), [("due_date", Source::Code)]);
        assert_eq!(in_prose("`load_all()`"), []);
        assert_eq!(in_prose("an `unclosed shelf_id"), [("shelf_id", Source::Text)]);
    }

    #[test]
    fn snippets_give_only_their_keys() {
        assert_eq!(in_prose("`{\"shelf_id\": some_value}`"), [("shelf_id", Source::Key)]);
        assert_eq!(in_prose("`let my_shelf = all_shelves by some_order of it`"), []);
    }

    #[test]
    fn templates_of_paths_are_read_and_the_rest_of_addresses_is_not() {
        assert_eq!(in_prose("`/shelves/{shelfId}/my_books`"), [("shelfId", Source::Template)]);
        assert_eq!(
            in_prose("See https://example.org/my_page/{shelfId}?user_id=1 and sort_order"),
            [("shelfId", Source::Template), ("sort_order", Source::Text)]
        );
    }

    #[test]
    fn plain_words_are_read_but_not_files_addresses_or_calls() {
        assert_eq!(in_prose("The memberShelf holds it."), [("memberShelf", Source::Text)]);
        assert_eq!(in_prose("my_file.txt me_too@example.org read-only a/b_c load_all(x)"), []);
        assert_eq!(in_prose("Ends with due_date."), [("due_date", Source::Text)]);
        assert_eq!(in_prose("\"dueDate\" and \"dueDate\": 1"), [("dueDate", Source::Text), ("dueDate", Source::Key)]);
    }

    #[test]
    fn examples_give_keys_and_values() {
        assert_eq!(
            in_example(r#"{"shelf_id": "left_wing", "note": "a \"b_c\" d", "n" : 1}"#),
            [("shelf_id", Source::Key), ("left_wing", Source::Value), ("note", Source::Key), ("n", Source::Key)]
        );
        assert_eq!(in_example("-due_date,title"), [("due_date", Source::Value)]);
        assert_eq!(in_example(r#"{"shelf_id"=>1}"#), [("shelf_id", Source::Key)]);
        assert_eq!(in_example("\"never closed_key"), []);
    }

    #[test]
    fn outermost_keys_are_those_of_the_model_itself() {
        let mut keys = Vec::new();
        let example = r#"[{"$ref": "a", "loan-count": {"inner_key": 1}, "b": "{"}, {"Shelf": 1}]"#;
        model_keys(example, 0, &mut |key| keys.push(key));
        assert_eq!(keys, ["$ref", "loan-count", "b", "Shelf"]);
    }
}
