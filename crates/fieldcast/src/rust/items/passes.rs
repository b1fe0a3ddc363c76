//! What typify's structs still need to read as if written by hand: one small pass each, over the syntax tree.

pub mod constructors;
pub mod deprecated;
pub mod derives;
pub mod docs;
pub mod fields;
pub mod members;
pub mod newtypes;
pub mod paths;
pub mod presence;
pub mod spacing;
