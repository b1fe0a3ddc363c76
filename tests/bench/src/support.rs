//! What the enums and unions of this crate share.

pub(crate) mod content;
pub(crate) mod enums;
pub(crate) mod tagged;
