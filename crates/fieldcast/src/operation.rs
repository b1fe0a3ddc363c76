//! The pages of an SDK's operations as sections, rows and cells: what is written, where, before anybody asks what it means.
//!
//! A page (`docs/sdks/pets/README.md`, in older SDKs `docs/pets/README.md`) holds a group of operations, each below a heading
//! of its own: prose, a comment that names the operation's id, method and path, an example, a table of what its function
//! takes, what that gives, and a table of errors. The README of the whole SDK names servers and security schemes.
//!
//! OpenAPI Generator's (`docs/PetApi.md`) tell as much in sections of their own: see [`api_page`]. APIMatic's tell all but
//! method and path, which the SDK's own sources have: see [`controller`].
//!
//! What the cells mean, [`crate::model`] asks, for that takes the SDK's language and its models.

pub mod api_page;
pub mod controller;
pub mod placed;
mod read;
mod readme;

pub use read::{Answer, Http, In, Method, Reading, Section, Snippet, read, way};
pub use readme::{Flow, Scheme, SchemeKind, Sent, Server, Variable, credentials, readme};
