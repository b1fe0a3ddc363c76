//! Documentation: text of a page, which stays text whatever it says, and what is known where no page says anything.

pub mod markdown;
pub mod payload;
pub mod words;
