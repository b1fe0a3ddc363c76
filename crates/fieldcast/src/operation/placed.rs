//! What pages tell of an operation that say where each parameter is sent and what each status gives.

use crate::family::page::Row;
use crate::markdown::Span;

/// What only such pages tell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed<'a> {
    /// Where each of the section's rows is sent.
    pub stands: Vec<Stands>,
    /// What is sent in the body, in each of its content types, and whether it has to be; `None` where nothing is.
    pub body: Option<(bool, Vec<Content<'a>>)>,
    /// What is given with each status, by the status as it is written; a status without any gives nothing.
    pub given: Vec<(&'a str, Vec<Content<'a>>)>,
    /// The SDK's function, where parameters are called as it calls them; `None` where they are called as on the wire.
    pub function: Option<Function<'a>>,
}

/// A function of an SDK whose page has it in words for a heading.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Function<'a> {
    /// The class that it belongs to.
    pub class: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
}

/// What is sent or given in one content type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content<'a> {
    /// The content type; `None` where it is not told in full.
    pub kind: Option<&'a str>,
    /// Its type, as the language writes it.
    pub ty: Span<'a>,
    /// Its members, where it is an object without a page of its own.
    pub members: Vec<Row<'a>>,
}
