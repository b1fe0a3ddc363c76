//! The text of one file, in one piece or in several: a large one is never moved into one piece, which would take its size
//! in fresh memory.

use std::io::{self, Write};

/// A text as the pieces that it was made in.
#[derive(Clone, Debug, Default)]
pub struct Text(Vec<String>);

impl Text {
    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.0.iter().map(String::len).sum()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    /// Whether it is just these bytes.
    pub fn is(&self, bytes: &[u8]) -> bool {
        let mut rest = bytes;
        self.0.iter().all(|piece| {
            rest.strip_prefix(piece.as_bytes()).is_some_and(|after| {
                rest = after;
                true
            })
        }) && rest.is_empty()
    }

    /// The whole text in one piece.
    pub fn joined(&self) -> String {
        self.0.concat()
    }

    /// Writes it, piece by piece.
    ///
    /// # Errors
    ///
    /// What the system refuses.
    pub fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        self.0.iter().try_for_each(|piece| out.write_all(piece.as_bytes()))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().flat_map(|piece| piece.bytes()).eq(other.0.iter().flat_map(|piece| piece.bytes()))
    }
}

impl Eq for Text {}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(vec![text])
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(vec![text.to_owned()])
    }
}

impl From<Vec<String>> for Text {
    fn from(pieces: Vec<String>) -> Self {
        Self(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_make_no_difference() -> io::Result<()> {
        let pieces = Text::from(vec!["ab".to_owned(), String::new(), "c".to_owned()]);
        assert_eq!(pieces, Text::from("abc"));
        assert!(pieces.is(b"abc") && !pieces.is(b"ab") && !pieces.is(b"abcd") && !pieces.is(b"abd"));
        assert!(Text::default().is(b"") && Text::default().is_empty() && pieces.len() == 3);
        let mut out = Vec::new();
        pieces.write_to(&mut out)?;
        assert_eq!(out, pieces.joined().as_bytes());
        Ok(())
    }
}
