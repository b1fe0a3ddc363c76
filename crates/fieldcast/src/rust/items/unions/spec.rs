//! What is to be said of a union for its Rust to be written.

use serde_json::Value;

/// A union: a value is one of several types.
#[derive(Clone, Debug)]
pub struct UnionSpec {
    /// The Rust name of the type.
    pub name: String,
    /// What it is, in clean Markdown.
    pub docs: Option<String>,
    /// Why it is deprecated, where it is; may be empty.
    pub deprecated: Option<String>,
    /// The types, in the order of the page. No variant is, directly or through other unions, the union itself.
    pub variants: Vec<Variant>,
    /// The member whose value tells the variant. It must be a member of every variant that has a value in the
    /// mapping, or a round trip would lose it.
    pub discriminator: Option<Discriminator>,
    /// Whether the published schema says `oneOf`; otherwise `anyOf`.
    pub one_of: bool,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The Rust name of the variant, unique in the union and not `Unknown`.
    pub name: String,
    /// The Rust type that it holds; without `Box`, see [`boxed`](Self::boxed).
    pub ty: syn::Type,
    /// What it is, in clean Markdown.
    pub docs: Option<String>,
    /// What a value looks like that is this variant.
    pub shape: Shape,
    /// Whether the type is so large that the union holds it in a `Box`.
    pub boxed: bool,
}

/// A member of the object whose value tells which variant it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discriminator {
    /// The member's name on the wire.
    pub property: String,
    /// Other spellings under which the member is read too.
    pub aliases: Vec<String>,
    /// From the member's value to the index of the variant. A variant may have several values.
    pub mapping: Vec<(Value, usize)>,
    /// The variant whose member takes any value that the mapping does not have, such as a plain string.
    pub otherwise: Option<usize>,
}

/// What JSON values a type reads: as much of it as is needed to tell the variants of a union apart.
///
/// It may be wider than the type, never narrower.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Anything.
    Any,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// Some values. An open enum has its known ones here and reads others of the same JSON types too.
    Values {
        /// The known values.
        values: Vec<Value>,
        /// Whether others of the same JSON types are read.
        open: bool,
    },
    /// An array, and what its items look like.
    Array(Box<Shape>),
    /// An object without fixed members, and what its members hold.
    Map(Box<Shape>),
    /// An object with members. Others are ignored, or kept where the type has a place for them.
    Object(Vec<Member>),
    /// One of several: a nested union, or a type that may also be null.
    OneOf(Vec<Shape>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Its name on the wire.
    pub name: String,
    /// Other spellings under which it is read too.
    pub aliases: Vec<String>,
    /// Whether it must be there.
    pub required: bool,
    /// What it looks like. One level is enough: of a nested object, `Object(vec![])` will do.
    pub shape: Shape,
}
