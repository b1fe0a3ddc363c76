//! The features of a crate.

use crate::rust::arrange::gates::Gates;
use crate::rust::arrange::groups::Groups;

/// What is behind which feature.
#[derive(Clone, Copy)]
pub struct Features<'a> {
    /// What is behind that of operations, in a small crate.
    pub gates: &'a Gates,
    /// The features of modules, in a big one.
    pub groups: &'a Groups,
}
