//! Text of a page as documentation: it stays text, whatever it says.

pub mod markdown;
