//! What the reader takes for headings, code and tables against a parser of CommonMark with tables: on every page at hand
//! and on made-up ones.

mod judge;
mod made;
mod pages;
