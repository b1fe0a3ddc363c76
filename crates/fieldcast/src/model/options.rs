//! How pages are read, as the user says it.

use crate::wire::Convention;

/// How pages are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The SDK language, by name; told from the pages where it is `None`.
    pub language: Option<String>,
    /// The family of the documentation, by name; told from the pages where it is `None`.
    pub family: Option<String>,
    /// The convention of the names on the wire; inferred from the pages where it is `None`.
    pub wire_names: Option<Convention>,
    /// Names on the wire that are known one by one: from `Model.documented` or `documented` to the name.
    pub names: std::collections::HashMap<String, String>,
    /// Whether the SDK's own plumbing is read as models too.
    pub plumbing: bool,
    /// Whether of operations no more is wanted than which models they send and answer with: what pages say of them in
    /// words is passed over, which saves a third of the time.
    pub roles: bool,
    /// Does without the SDK's own sources, also where they lie in the same checkout.
    pub no_sources: bool,
}
