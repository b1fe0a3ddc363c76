//! What the models of this crate share.

pub(crate) mod build;
pub(crate) mod content;
pub(crate) mod enums;
pub(crate) mod integer;
pub(crate) mod objects;
pub(crate) mod tagged;
pub(crate) mod untagged;
