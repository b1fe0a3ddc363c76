//! Memory for the texts of a page that are not written in it as they are meant: cells with entities, values as literals.

use std::borrow::Cow;

/// Texts that live as long as the page that they are made for.
#[derive(Debug, Default)]
pub struct Heap(bumpalo::Bump);

impl Heap {
    /// Keeps a text.
    pub fn text<'a>(&'a self, text: Cow<'a, str>) -> &'a str {
        match text {
            Cow::Borrowed(text) => text,
            Cow::Owned(text) => self.0.alloc_str(&text),
        }
    }

    /// Keeps a text in quotes, as JSON writes it.
    pub fn quoted<'a>(&'a self, text: &str) -> &'a str {
        self.0.alloc_str(&serde_json::Value::from(text).to_string())
    }
}
