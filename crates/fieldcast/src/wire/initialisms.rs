//! Words that golint, and so the Go generator, writes in capitals.

/// The words that golint, and so the Go generator, writes in capitals.
const INITIALISMS: &[&str] = &[
    "ACL", "API", "ASCII", "CPU", "CSS", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP", "JSON", "LHS",
    "QPS", "RAM", "RHS", "RPC", "SLA", "SMTP", "SQL", "SSH", "TCP", "TLS", "TTL", "UDP", "UI", "UID", "UUID", "URI",
    "URL", "UTF8", "VM", "XML", "XMPP", "XSRF", "XSS",
];

/// Whether a word is one that Go writes in capitals.
pub(super) fn is_initialism(word: &str) -> bool {
    INITIALISMS.iter().any(|i| i.eq_ignore_ascii_case(word))
}

/// An initialism in capitals or its plural: `ID`, `IDs`.
pub(super) fn is_capital_initialism(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    !word.chars().any(char::is_lowercase) && is_initialism(word)
}

/// A word without the `s` of an initialism's plural, and whether it had one.
pub(super) fn singular(word: &str) -> (&str, bool) {
    match word.strip_suffix('s') {
        Some(stem) if is_initialism(stem) => (stem, true),
        _ => (word, false),
    }
}
