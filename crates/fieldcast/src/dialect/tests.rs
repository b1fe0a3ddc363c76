//! The dialects against text of their own kind: every form of every grammar, what ticks and wrappers say, and text that
//! is no type.

mod corpus;
