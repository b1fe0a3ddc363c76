//! The models that one SDK documents, as partly known facts: what a page shows is known, and what it cannot show stays
//! unknown. Plain data; [`read`] makes it from pages.
//!
//! The vocabulary is JSON Schema's and OpenAPI's own. Every model, field and member remembers the place it was read at.

mod example;
mod folders;
mod lower;
mod merged;
mod names;
mod nullness;
pub mod operation;
pub(crate) mod operations;
mod options;
mod pass;
mod plumbing;
mod reader;
mod resolve;
mod tagged;
mod told;
mod unions;
mod usage;
mod values;
pub mod visit;

#[cfg(test)]
pub(crate) mod tests;

pub use crate::family::{EnumValue, Limits, Literal, Primitive};
pub use folders::folders;
pub use operations::Operations;
pub use options::Options;
pub use reader::read;
pub use told::Told;

use crate::diagnostic::Place;
use crate::family::Casing;
use crate::operation::In;
use crate::wire::{Conclusion, Confidence, Evidence, LocalSpellings, Reason};
use serde_json::Value;

/// What the pages of an SDK, or of several SDKs joined, tell of an API.
#[derive(Clone, Debug)]
pub struct Api {
    /// The SDK languages, by their names in [`crate::family::ALL`].
    pub languages: Vec<&'static str>,
    /// The folder of the models, as the user named it.
    pub root: String,
    /// The models, in the order of their pages' paths, the main namespace first.
    pub models: Vec<Model>,
    /// The operations, where they were asked for.
    pub operations: Operations,
    /// How names on the wire were found.
    pub wire: Conclusion,
    /// What the pages quote from the API, from which names on the wire were found.
    pub evidence: Evidence,
    /// How the pages' language writes names.
    pub casing: Casing,
    /// How many pages there are, of models or not.
    pub pages: usize,
    /// How many bytes they have.
    pub bytes: usize,
}

/// The place of a model in [`Api::models`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModelId(pub usize);

/// One model and its page.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The name, as the page's title has it.
    pub name: String,
    /// The folder of the page in lower case; empty for the API's main namespace.
    pub namespace: String,
    /// The page, relative to the folder of the models.
    pub page: String,
    /// The place of the title.
    pub place: Place,
    /// What it is, in clean CommonMark; empty where nothing is said.
    pub description: String,
    /// Whether it is deprecated, and why: an empty reason where none is given.
    pub deprecated: Option<String>,
    /// What it is.
    pub kind: Kind,
}

/// What a model is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An object.
    Object(Object),
    /// A closed or open set of values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
}

/// An object's members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// The members that are named, in the page's order.
    pub fields: Vec<Field>,
    /// What members beside them hold, where the page says that there are any.
    pub additional: Option<Slot>,
    /// The spellings that the page itself quotes.
    pub spellings: LocalSpellings,
    /// Whether it is a union whose page has the rows of all its members.
    pub merged: bool,
}

/// An enum's values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Enum {
    /// The values, in the page's order.
    pub values: Vec<EnumValue>,
    /// Whether other values may come; `None` where the page can't tell.
    pub open: Option<bool>,
    /// Whether null is among the values.
    pub nullable: bool,
    /// Whether whole numbers among the values may as well be text, for nothing shows which they are.
    pub untyped: bool,
    /// Whether the values are the SDK's names of them, of which nothing shows how they stand on the wire.
    pub guessed: bool,
}

/// A union's members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Union {
    /// The members, in the page's order; `None` where no page shows them.
    pub members: Option<Vec<Slot>>,
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name that the page shows.
    pub documented: String,
    /// The name on the wire.
    pub wire: String,
    /// How sure the name on the wire is.
    pub confidence: Confidence,
    /// Why it has that name.
    pub reason: Reason,
    /// The wire name's other likely spellings, likeliest first.
    pub aliases: Vec<String>,
    /// The place of the name.
    pub place: Place,
    /// Whether the member must be there, as the page's tick says. A required member with a default shows as optional.
    pub required: bool,
    /// Its type, and whether null is allowed.
    pub slot: Slot,
    /// What it is, in clean CommonMark; empty where nothing is said.
    pub description: String,
    /// Whether it is deprecated, and why: an empty reason where none is given.
    pub deprecated: Option<String>,
    /// The examples of its value that the page has and that fit its type.
    pub examples: Box<[Value]>,
    /// What else the page tells of its value, where it tells any of it.
    pub told: Option<Box<Told>>,
    /// What the SDK's own sources say of it, where they were read.
    pub tag: Option<Box<Tag>>,
}

/// What a serialisation tag in the SDK's sources says of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The place of the tag.
    pub place: Place,
    /// The name on the wire, where it tells that.
    pub wire: Option<String>,
    /// Whether null is allowed, where it tells that.
    pub nullable: Option<bool>,
    /// Whether the member must be there, where it tells that.
    pub required: Option<bool>,
    /// Whether the type is as it says, where the page shows a wider one.
    pub ty: bool,
    /// Where the field is sent, as a member of a request.
    pub sent: Option<In>,
}

/// A type together with whether null may stand in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The type.
    pub ty: Type,
    /// Whether null is allowed; `None` where no page can tell.
    pub nullable: Option<bool>,
}

/// A type as far as the pages show it.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// A type that needs no page.
    Primitive(Primitive),
    /// One value; `open` where other values may come.
    Literal {
        /// The value.
        value: Literal,
        /// Whether others may come.
        open: bool,
    },
    /// A model.
    Model(ModelId),
    /// A list.
    Array(Box<Slot>),
    /// A map from strings.
    Map(Box<Slot>),
    /// One of several.
    Union(Vec<Slot>),
}

impl Slot {
    /// A type of which no page can tell whether null may stand in its place.
    pub fn unknown(ty: Type) -> Self {
        Self { ty, nullable: None }
    }
}
