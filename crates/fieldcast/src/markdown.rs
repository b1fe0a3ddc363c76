//! Markdown: pieces of a text and where they stand, the rows of tables, prose. It knows no family of documentation.

mod blocks;
mod lines;
mod table;
mod text;

pub(crate) use blocks::heading;
pub use blocks::{Block, Blocks};
pub use lines::{Fence, Line, Lines};
pub use table::{cells, is_delimiter, split};
pub use text::{clean_description, split_deprecation, unescape};

/// A piece of a page and where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span<'a> {
    /// The text as it is written, without the white space around it.
    pub text: &'a str,
    /// Its line, from 1.
    pub line: u32,
    /// Its first column in characters, from 1.
    pub column: u32,
}

/// The start of a text, short enough for a message.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
