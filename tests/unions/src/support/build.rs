//! Values that are built member by member.

use std::fmt;

/// A required member that was not given to a builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingMember(pub(super) &'static str);

impl MissingMember {
    /// The name of the member in Rust.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for MissingMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the required member `{}` was not given", self.0)
    }
}

impl std::error::Error for MissingMember {}
