//! What the models of this crate share.

pub(crate) mod content;
pub(crate) mod enums;
pub(crate) mod integer;
pub(crate) mod tagged;
