//! What a user may choose about a generated crate.

use std::collections::BTreeMap;

/// The oldest Rust that takes what is generated: the first of edition 2024.
pub(crate) const MSRV: &str = "1.85";

/// What a user may choose about a generated crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The package's name, such as `clerk-models`.
    pub crate_name: String,
    /// The package's version; inside of a workspace it is inherited.
    pub version: String,
    /// The package's licence, an SPDX expression; `None` leaves it out. Inside of a workspace it is inherited.
    pub license: Option<String>,
    /// Where the package's source is; `None` leaves it out. Inside of a workspace it is inherited.
    pub repository: Option<String>,
    /// One sentence about the package; `None` makes one of the API's title.
    pub description: Option<String>,
    /// Which enums refuse a value that they don't list. All others keep it.
    pub closed_enums: ClosedEnums,
    /// Whether every struct keeps the members that it has no field for, and writes them again.
    pub keep_unknown: bool,
    /// The models that are wanted, with what they reach; empty means all. By their key in `$defs` or Rust path.
    pub only: Vec<String>,
    /// Names in Rust that somebody chose, by the key in `$defs` of the model that has it, or that and the field's name on
    /// the wire: `Session`, `Session.type`.
    pub names: BTreeMap<String, String>,
    /// The command that makes the crate, named in the header of every file.
    pub regenerate_command: String,
    /// The schema's path as the header names it.
    pub schema_path: String,
    /// Where the pages come from that the schema was made of, for people, as the end of a sentence: `the docs of pets 1.2`.
    pub origins: Vec<String>,
    /// Whether the crate is a member of a workspace that states edition, licence, lints and the rest.
    pub workspace: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            crate_name: "models".to_owned(),
            version: "0.1.0".to_owned(),
            license: None,
            repository: None,
            description: None,
            closed_enums: ClosedEnums::None,
            keep_unknown: false,
            only: Vec::new(),
            names: BTreeMap::new(),
            regenerate_command: "fieldcast models".to_owned(),
            schema_path: String::new(),
            origins: Vec::new(),
            workspace: false,
        }
    }
}

/// Which enums refuse a value that they don't list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ClosedEnums {
    /// Those alone whose schema says that no other value will come.
    #[default]
    None,
    /// Every one, save those whose schema says that others may come.
    All,
    /// Those named, by their key in `$defs` or their Rust name.
    Named(Vec<String>),
}
