//! Rust names: the casing of typify, and one name each where two would be the same.

use std::borrow::Cow;
use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};
use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::devices::is_device;

/// The name of a type or variant: `SAMLAccount` is `SamlAccount`, `foo-bar` is `FooBar`.
///
/// A text without a letter or digit is spelled out (`<` is `LessThan`, the empty text is `Empty`); a sign in front of a
/// word is, too (`-created` is `MinusCreated`). A name that would start with a digit starts with `V`.
pub fn camel(text: &str) -> String {
    if is_camel(text) {
        return if text == "Self" { "Self_".to_owned() } else { cut(text.to_owned()) };
    }
    if is_plain(text) {
        let mut name = String::with_capacity(text.len());
        for word in text.split('_') {
            let mut letters = word.chars();
            name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            name.push_str(letters.as_str());
        }
        return if name == "Self" { "Self_".to_owned() } else { cut(name) };
    }
    let name = composed(words(text).to_upper_camel_case());
    let name = match name.chars().next() {
        None => spelled(text),
        Some(first) if !unicode_ident::is_xid_start(first) => composed(format!("V{name}")),
        _ if name == "Self" => "Self_".to_owned(),
        _ => name,
    };
    cut(name)
}

/// The name of a field or module: `userId` is `user_id`. It may be a keyword; see [`ident`].
pub fn snake(text: &str) -> String {
    if is_plain(text) && !matches!(text, "self" | "super" | "crate") {
        return cut(text.to_owned());
    }
    let name = composed(words(text).to_snake_case());
    let name = match name.chars().next() {
        None => spelled(text).to_snake_case(),
        Some(first) if !unicode_ident::is_xid_start(first) => composed(format!("v{name}")),
        _ if matches!(name.as_str(), "self" | "super" | "crate") => format!("{name}_"),
        _ => name,
    };
    cut(name)
}

/// Whether a text is of small words with one `_` between each two, and so a field's name as it is: most are.
fn is_plain(text: &str) -> bool {
    let word = |word: &[u8]| !word.is_empty() && word.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.as_bytes().split(|b| *b == b'_').all(word)
}

/// Whether a text is of words that each have one capital, and so a type's name as it is: those of most models are.
fn is_camel(text: &str) -> bool {
    let bytes = text.as_bytes();
    let word = |pair: &[u8]| match pair {
        [a, b] => !a.is_ascii_uppercase() || b.is_ascii_lowercase(),
        _ => true,
    };
    bytes.first().is_some_and(u8::is_ascii_uppercase)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes.windows(2).all(word)
        && bytes.last().is_none_or(|last| !last.is_ascii_uppercase())
}

/// A name as the compiler compares it: in the Unicode Normalization Form C (Rust Reference, "Identifiers").
fn composed(name: String) -> String {
    if name.is_ascii() { name } else { name.nfc().collect() }
}

/// The most bytes of a name: twice the longest that was seen on a page.
const LONGEST: usize = 240;

/// The most bytes of the name of a module, which is that of a file as well.
const LONGEST_MODULE: usize = 120;

/// A name that is not too long: of a longer one the start, and a fingerprint of the whole.
pub fn cut(name: String) -> String {
    shorter(name, LONGEST)
}

/// Whether a name, as somebody wrote it, is so long that it may be [`cut`].
pub fn is_long(text: &str) -> bool {
    text.len() > LONGEST
}

fn shorter(name: String, longest: usize) -> String {
    if name.len() <= longest {
        return name;
    }
    // FNV-1a, 64 bits: the same on every machine and in every release.
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let start = name.get(..name.floor_char_boundary(longest - 20)).unwrap_or_default().trim_end_matches('_');
    let is_type = start.chars().next().is_some_and(|first| !first.is_lowercase());
    if is_type { format!("{start}X{hash:016x}") } else { format!("{start}_x{hash:016x}") }
}

/// The name of the type that a schema is called: as [`camel`], but never one that would hide what every module needs.
pub fn ty(text: &str) -> String {
    let name = camel(text);
    match name.as_str() {
        "Some" | "None" | "Ok" | "Err" => format!("{name}_"),
        _ => name,
    }
}

/// Whether somebody can have chosen a name: of a type as `PetKind`, of a field as `pet_kind`, and no keyword.
pub fn is_name(name: &str, is_type: bool) -> bool {
    let case = if is_type { ty(name) } else { snake(name) };
    name == case && !is_keyword(name) && ident(name) == name
}

/// Whether a name is a keyword of edition 2024, strict or reserved (Rust Reference, "Keywords").
fn is_keyword(name: &str) -> bool {
    const KEYWORDS: [&str; 52] = [
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
        "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct",
        "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
        "yield",
    ];
    KEYWORDS.contains(&name)
}

/// Names that no module may have: crates that the code uses, and modules that it has already.
const RESERVED: [&str; 11] =
    ["alloc", "core", "jiff", "lib", "main", "scalar", "schemars", "serde", "serde_json", "std", "support"];

/// The name of a module, as [`snake`] and of ASCII alone, since a module is a file (error E0754 of the compiler); with `_`
/// after one that is a keyword, taken by the generated code, or a device of Windows.
pub fn module(text: &str) -> String {
    let name = shorter(ascii(snake(text)), LONGEST_MODULE);
    let is_taken = is_keyword(&name) || RESERVED.contains(&name.as_str()) || is_device(&name);
    if is_taken { format!("{name}_") } else { name }
}

/// A name in ASCII: a letter without its accents, and any other by its number (`käse` is `kase`, `日` is `u65e5`).
fn ascii(name: String) -> String {
    if name.is_ascii() {
        return name;
    }
    let mut out = String::with_capacity(name.len());
    for c in name.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            c if c.is_ascii() => out.push(c),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            c => {
                if !out.is_empty() && !out.ends_with('_') {
                    out.push('_');
                }
                out.push_str(&format!("u{:x}_", u32::from(c)));
            }
        }
    }
    let out = out.trim_end_matches('_');
    if out.is_empty() { "unnamed".to_owned() } else { out.to_owned() }
}

/// An identifier, raw (`r#type`) where it is a keyword. Whatever cannot be one becomes `_`-joined words that can.
pub fn ident(name: &str) -> syn::Ident {
    let span = proc_macro2::Span::call_site();
    let is_name = name.chars().next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && name.chars().all(unicode_ident::is_xid_continue)
        && name != "_";
    if !is_name {
        return proc_macro2::Ident::new("unnamed", span);
    }
    if !is_keyword(name) {
        return proc_macro2::Ident::new(name, span);
    }
    match name {
        "self" | "super" | "crate" | "Self" => proc_macro2::Ident::new(&format!("{name}_"), span),
        _ => proc_macro2::Ident::new_raw(name, span),
    }
}

/// The text with everything that no identifier can hold as a word boundary, and a leading sign as a word.
fn words(text: &str) -> String {
    // An accent that stands by itself would be between two words.
    let normal = if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect::<String>()) };
    let text = &*normal;
    let mut out = String::with_capacity(text.len() + 5);
    let mut rest = text;
    if text.chars().any(char::is_alphanumeric) {
        if let Some(unsigned) = text.strip_prefix('+') {
            out.push_str("Plus ");
            rest = unsigned;
        } else if let Some(unsigned) = text.strip_prefix('-') {
            out.push_str("Minus ");
            rest = unsigned;
        }
    }
    // An apostrophe is inside of a word: `don't` is `Dont`.
    out.extend(rest.chars().filter(|c| *c != '\'').map(|c| if unicode_ident::is_xid_continue(c) { c } else { ' ' }));
    out
}

/// The names of the characters of a text that has no letter or digit.
fn spelled(text: &str) -> String {
    if text.is_empty() {
        return "Empty".to_owned();
    }
    text.chars()
        .map(|c| match c {
            '*' => "Asterisk",
            '<' => "LessThan",
            '>' => "GreaterThan",
            '=' => "Equals",
            '!' => "Exclamation",
            '+' => "Plus",
            '-' => "Minus",
            '/' => "Slash",
            '\\' => "Backslash",
            '%' => "Percent",
            '&' => "Ampersand",
            '|' => "Bar",
            '^' => "Caret",
            '~' => "Tilde",
            '.' => "Dot",
            ',' => "Comma",
            ':' => "Colon",
            ';' => "Semicolon",
            '?' => "Question",
            '#' => "Hash",
            '@' => "At",
            '$' => "Dollar",
            '_' => "Underscore",
            '"' => "Quote",
            '\'' => "Apostrophe",
            '`' => "Backtick",
            '(' => "OpenParen",
            ')' => "CloseParen",
            '[' => "OpenBracket",
            ']' => "CloseBracket",
            '{' => "OpenBrace",
            '}' => "CloseBrace",
            c if c.is_whitespace() => "Space",
            _ => "Symbol",
        })
        .collect()
}

/// A name with a number after it: `Foo2`, and for fields `foo_2`.
pub fn numbered(name: &str, number: usize) -> String {
    let base = name.trim_end_matches('_');
    if base.chars().any(char::is_uppercase) { format!("{base}{number}") } else { format!("{base}_{number}") }
}

/// Names that were given in one scope.
#[derive(Clone, Debug)]
pub struct Scope<K> {
    /// Each name that is taken, and the number that is tried next for another that wants it.
    taken: HashMap<K, usize>,
}

impl<K> Default for Scope<K> {
    fn default() -> Self {
        Self { taken: HashMap::new() }
    }
}

impl<K: Hash + Eq> Scope<K> {
    /// Keeps a name for something else.
    pub fn reserve(&mut self, name: K) {
        self.taken.entry(name).or_insert(2);
    }

    /// Whether a name is taken.
    pub fn has(&self, name: &K) -> bool {
        self.taken.contains_key(name)
    }

    /// Gives the first free one of `wanted`, `candidate(2)`, `candidate(3)`…, and says whether it is `wanted`.
    pub fn give(&mut self, wanted: K, candidate: impl Fn(usize) -> K) -> (K, bool)
    where
        K: Clone,
    {
        let Some(mut number) = self.taken.get(&wanted).copied() else {
            self.taken.insert(wanted.clone(), 2);
            return (wanted, true);
        };
        loop {
            let name = candidate(number);
            number += 1;
            if !self.taken.contains_key(&name) {
                self.taken.insert(name.clone(), 2);
                self.taken.insert(wanted, number);
                return (name, false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camel_case_as_typify_has_it_and_words_for_signs() {
        let cases = [
            ("SAMLAccount", "SamlAccount"),
            ("foo_bar", "FooBar"),
            ("foo-bar", "FooBar"),
            ("+created_at", "PlusCreatedAt"),
            ("-created_at", "MinusCreatedAt"),
            ("", "Empty"),
            ("*", "Asterisk"),
            ("<=", "LessThanEquals"),
            ("-", "Minus"),
            ("self", "Self_"),
            ("2fa", "V2fa"),
            ("don't", "Dont"),
            ("日本", "日本"),
            ("☃", "Symbol"),
            ("été", "Été"),
        ];
        for (text, expected) in cases {
            assert_eq!(camel(text), expected, "{text:?}");
        }
    }

    #[test]
    fn plain_names_are_as_the_long_way_makes_them() {
        let mut seen = 0;
        for text in ["a", "user_id", "self", "super", "crate", "a1_2b", "a_b_c", "type", "s3", "x_86_64", "self_a"] {
            assert!(is_plain(text));
            let camel_long = composed(words(text).to_upper_camel_case());
            assert_eq!(camel(text).trim_end_matches('_'), camel_long, "{text}");
            assert_eq!(snake(text).trim_end_matches('_'), composed(words(text).to_snake_case()), "{text}");
            seen += 1;
        }
        for text in ["A1", "X2Y", "PetKind", "Pet2Kind", "Pet2", "SAML", "PetA", "Self", "Ab12Cd", "V2fa"] {
            let long = composed(words(text).to_upper_camel_case());
            assert!(!is_camel(text) || camel(text).trim_end_matches('_') == long, "{text} {long}");
            seen += usize::from(is_camel(text));
        }
        assert_eq!(seen, 16);
        assert!(["", "_a", "a_", "a__b", "aB", "1a", "é", "a-b"].iter().all(|text| !is_plain(text)));
    }

    #[test]
    fn snake_case_for_fields() {
        let cases = [
            ("userId", "user_id"),
            ("self", "self_"),
            ("type", "type"),
            ("2fa", "v2fa"),
            ("$", "dollar"),
            ("", "empty"),
        ];
        for (text, expected) in cases {
            assert_eq!(snake(text), expected, "{text:?}");
        }
        assert_eq!(ident("type").to_string(), "r#type");
        assert_eq!(ident("gen").to_string(), "r#gen");
        assert_eq!(ident("name").to_string(), "name");
    }

    #[test]
    fn a_module_is_a_file_on_every_system() {
        let cases = [
            ("Käse", "kase"),
            ("Ka\u{308}se", "kase"),
            ("Straße", "strasse"),
            ("日本", "u65e5_u672c"),
            ("日Pet", "u65e5_pet"),
            ("con", "con_"),
            ("COM1", "com1_"),
            ("lpt9", "lpt9_"),
            ("com10", "com10"),
            ("type", "type_"),
            ("serde", "serde_"),
            ("\u{301}", "symbol"),
        ];
        for (text, expected) in cases {
            assert_eq!(module(text), expected, "{text:?}");
        }
        assert_eq!(module(&"ab".repeat(500)).len(), 118);
        assert_ne!(module(&"ab".repeat(500)), module(&"ab".repeat(501)));
    }

    #[test]
    fn what_the_compiler_holds_for_one_name_is_one_here() {
        for (one, other) in
            [("e\u{301}a", "éa"), ("\u{1112}\u{1161}\u{11ab}", "한"), ("\u{212b}", "Å"), ("\u{2126}", "Ω")]
        {
            assert_eq!((camel(one), snake(one)), (camel(other), snake(other)), "{one} {other}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_stays_its_own() {
        let (one, two) = ("word ".repeat(100) + "one", "word ".repeat(100) + "two");
        assert!(camel(&one).len() <= LONGEST && snake(&one).len() <= LONGEST && is_long(&one));
        assert!(camel(&one) != camel(&two) && snake(&one) != snake(&two));
        assert!(syn::parse_str::<syn::Ident>(&camel(&one)).is_ok());
        assert_eq!(camel(&camel(&one)), camel(&one));
    }

    #[test]
    fn the_first_keeps_its_name() {
        let mut scope = Scope::default();
        let mut give = |name: &str| scope.give(name.to_owned(), |n| format!("{name}{n}")).0;
        assert_eq!([give("A"), give("A2"), give("A"), give("A")], ["A", "A2", "A3", "A4"]);
    }
}
