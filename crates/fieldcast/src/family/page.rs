//! A page of a model: what is written on it, where, before anybody asks what its cells mean.
//!
//! Everything borrows from the page's text, and a cell keeps its source text, with the escapes and the emphasis that a
//! type grammar needs.

mod keep;

use crate::diagnostic::{Diagnostic, Place};
use crate::markdown::Span;
use std::sync::Arc;

/// What reading a page gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading<'a> {
    /// A page of a model.
    Model(Box<Page<'a>>),
    /// A page that documents something else, and why it is not a model's.
    Other(Diagnostic),
    /// A page of a model that is broken: what is wrong with it, and what of it can be read all the same, in which more
    /// may be wrong.
    Broken(Vec<Diagnostic>, Option<Box<Page<'a>>>),
}

/// One model page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<'a> {
    /// The path of the file, as diagnostics show it.
    pub file: Arc<str>,
    /// The title without its markup: the model's name in the SDK.
    pub title: Span<'a>,
    /// Whether the title is struck through, or the page says that the model is deprecated.
    pub deprecated: bool,
    /// The prose between the title and the first section, as Markdown.
    pub description: &'a str,
    /// The language of the page's first code fence (`typescript`, `go`), where it has one.
    pub fence: Option<&'a str>,
    /// The code below `## Example Usage`.
    pub usage: Vec<&'a str>,
    /// The prose below `## Values` before the list, such as the remark that the enum is open.
    pub remark: &'a str,
    /// What the page defines.
    pub body: Body<'a>,
    /// The values of enums that only one member has, where they stand apart from its row.
    pub inline: Vec<Inline<'a>>,
    /// The models whose members this one has beside its own, as they are called.
    pub inherits: Vec<Span<'a>>,
    /// An example of the model in JSON; empty where there is none.
    pub json: &'a str,
    /// How many rows of further tables are read into the types of its members.
    pub nested: usize,
    /// What looks as if it were to be read, and is not.
    pub unread: Vec<Diagnostic>,
}

/// The values of an enum that only one member has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inline<'a> {
    /// The member's name or that of the enum's class.
    pub name: &'a str,
    /// The values: as literals of JSON, or as bare words.
    pub values: Vec<&'a str>,
    /// Whether they are literals.
    pub typed: bool,
}

impl<'a> Page<'a> {
    /// The rows of its field table; none where it has no such table.
    pub fn rows(&self) -> &[Row<'a>] {
        match &self.body {
            Body::Fields(rows) => rows,
            _ => &[],
        }
    }

    /// The place of something on this page.
    pub fn place(&self, line: u32, column: u32) -> Place {
        Place::at(Arc::clone(&self.file), line, column)
    }
}

/// What a page defines, by its main section.
#[derive(Clone, Debug, PartialEq)]
pub enum Body<'a> {
    /// `## Fields`: an object; no rows are an object without known members.
    Fields(Vec<Row<'a>>),
    /// `## Values`: an enum.
    Values(Values<'a>),
    /// `## Supported Types`: a union that lists its members.
    Members(Vec<Member<'a>>),
    /// No main section: a union whose members other pages show, or none does.
    Blank,
}

/// A row of a field table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// The Field cell's name, without backticks and strokes.
    pub name: Span<'a>,
    /// Whether the name is struck through.
    pub struck: bool,
    /// The Type cell, as it is written.
    pub ty: Span<'a>,
    /// Whether the Required cell holds the check mark.
    pub required: bool,
    /// The Description cell; empty where it says `N/A`.
    pub description: Span<'a>,
    /// The Example cell; empty where there is none.
    pub example: Span<'a>,
    /// Whether null is allowed, where the page tells it apart from the type.
    pub null: Option<bool>,
    /// What else is noted of the field, as it is written: its default, limits.
    pub notes: &'a str,
}

/// The values of an enum, in one of the three ways in which pages write them.
#[derive(Clone, Debug, PartialEq)]
pub enum Values<'a> {
    /// A table of `Name | Value`.
    Table(Vec<ValueRow<'a>>),
    /// A code fence with a union of literals.
    Code(Span<'a>),
    /// A list of code spans.
    Bullets(Vec<Span<'a>>),
}

/// A row of an enum table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueRow<'a> {
    /// The SDK's name of the value, without backticks.
    pub name: Span<'a>,
    /// The value as it is written, without a type.
    pub value: Span<'a>,
}

/// A member of a union page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Member<'a> {
    /// The `###` heading without its backticks; empty in some languages.
    pub heading: Span<'a>,
    /// The first code fence below it; empty where there is none.
    pub code: Span<'a>,
}
