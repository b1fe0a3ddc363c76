//! What the type grammars of all families share: a cursor over a cell, markup around types, literals, and what wrappers
//! and ticks say together.

pub mod cursor;
pub mod literal;
pub mod markup;
pub mod observe;
