//! From definitions to definitions: which there are, what is held in a `Box`, and which module and feature each is in.
//!
//! ```text
//! fold -> only -> cycles, sizes      one type of what is one thing, those that are wanted, a `Box` where it has to be
//! layout -> gates, groups            modules and their files, and what is behind which feature
//! ```

pub mod cycles;
pub mod fold;
pub mod gates;
pub mod groups;
pub mod layout;
pub mod only;
pub mod sizes;
