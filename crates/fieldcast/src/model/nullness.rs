//! What the prose of a description tells of null, where the language's types cannot.

/// Words that turn what is said of null into its contrary, where they stand shortly before it.
const DENIES: [&str; 8] = ["not", "non", "never", "cannot", "no", "isn", "won", "without"];

/// So many words before are looked at.
const BEFORE: usize = 3;

/// Whether a description says that null may stand in its field's place: "null if it was never lent", "Nullable".
///
/// Measured on the required members of ten SDKs whose language shows no null: of 37 that it speaks of, 34 may be null.
pub(super) fn speaks_of_null(description: &str) -> bool {
    // most descriptions have no such word
    if !description.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(b"null")) {
        return false;
    }
    let words: Vec<&str> = description.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is = |word: &str, one: &str| word.eq_ignore_ascii_case(one);
    words.iter().enumerate().any(|(at, word)| {
        let before = words.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
        let after = words.get(at + 1..).unwrap_or_default();
        let denied = before.iter().any(|word| DENIES.iter().any(|denies| is(word, denies)))
            || after.iter().take(2).any(|word| is(word, "not"));
        (is(word, "null") || is(word, "nullable")) && !denied
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_spoken_of() {
        for (text, speaks) in [
            ("The day, or `null` where it was never lent.", true),
            ("Null if absent", true),
            ("(nullable) Note", true),
            ("Must not be null.", false),
            ("A non-null text", false),
            ("It is never `null`", false),
            ("null is not allowed", false),
            ("Nullified loans", false),
            ("annulled", false),
            ("", false),
        ] {
            assert_eq!(speaks_of_null(text), speaks, "{text}");
        }
    }
}
