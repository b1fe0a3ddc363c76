//! The pages of an SDK's operations as sections, rows and cells: what is written, where, before anybody asks what it means.
//!
//! A page (`docs/sdks/pets/README.md`, in older SDKs `docs/pets/README.md`) holds a group of operations, each below a heading
//! of its own: prose, a comment that names the operation's id, method and path, an example, a table of what its function
//! takes, what that gives, and a table of errors. The README of the whole SDK names servers and security schemes.
//!
//! What the cells mean, [`crate::model`] asks, for that takes the SDK's language and its models.

mod read;
mod readme;

pub use read::{Answer, Method, Reading, Section, Snippet, read};
pub use readme::{Scheme, SchemeKind, Server, credentials, readme};
