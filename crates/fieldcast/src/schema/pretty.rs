//! The layout of the text: that of serde_json's own pretty printer, which writes the white space before each line piece by
//! piece. Here it is one piece, for there are as many lines as members, and it took a tenth of the time of a schema.

use crate::shown::is_hidden;
use serde::Serialize;
use serde::ser::Error as _;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// Two spaces for each level.
#[derive(Clone, Debug, Default)]
pub struct Pretty {
    depth: usize,
    /// Whether what was just closed held anything.
    filled: bool,
}

/// What stands before a value that is not the first, on a line deeper than most.
const LINE: &[u8] = b",\n                                                                ";

impl Pretty {
    /// As within so many objects.
    pub fn within(depth: usize) -> Self {
        Self { depth, filled: false }
    }

    fn line<W: Write + ?Sized>(&self, out: &mut W, first: bool) -> io::Result<()> {
        let start = usize::from(first);
        let end = 2 + 2 * self.depth;
        if let Some(line) = LINE.get(start..end) {
            return out.write_all(line);
        }
        out.write_all(LINE.get(start..2).unwrap_or_default())?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }

    fn open<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(out, true)?;
        }
        out.write_all(bracket)
    }
}

/// The text of anything, from its first line.
///
/// # Errors
///
/// Where it is none of JSON's values, such as a map with keys that are no strings.
pub fn text(value: &(impl Serialize + ?Sized)) -> Result<String, serde_json::Error> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, Pretty::default()))?;
    String::from_utf8(text).map_err(serde_json::Error::custom)
}

impl Formatter for Pretty {
    /// What is not seen, changes the direction of text or drives a terminal is escaped: a reader of the schema sees what is
    /// there.
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // what is hidden in ASCII, JSON escapes itself
        if fragment.is_ascii() {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(is_hidden) {
            let (plain, marked) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let mut after = marked.chars();
            if let Some(mark) = after.next() {
                for unit in mark.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
            rest = after.as_str();
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.line(out, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_layout_is_that_of_serde_json() {
        let deep = (0..80).fold(json!([]), |inner, _| json!({"a": [inner, 1], "b": {}}));
        for value in [json!({"a": [1, [], {}, "x"], "b": {"c": null}}), json!([[[]]]), json!("a"), deep] {
            let mut text = Vec::new();
            value.serialize(&mut Serializer::with_formatter(&mut text, Pretty::default())).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), serde_json::to_string_pretty(&value).unwrap());
        }
        let mut text = Vec::new();
        Value::from(vec![1]).serialize(&mut Serializer::with_formatter(&mut text, Pretty::within(2))).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), "[\n      1\n    ]");
    }

    #[test]
    fn what_changes_the_direction_of_text_is_escaped() {
        let value = json!({"a\u{202e}b": "\u{2066}x\u{2069} \u{200f}\u{61c}é–☃"});
        let text = text(&value).unwrap();
        assert_eq!(text, "{\n  \"a\\u202eb\": \"\\u2066x\\u2069 \\u200f\\u061cé–☃\"\n}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
