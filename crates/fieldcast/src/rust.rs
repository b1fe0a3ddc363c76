//! From a schema to a crate of Rust models.
//!
//! ```text
//! lower -> fold -> only -> cycles, sizes -> structs -> passes -> layout -> files
//! names    one     cut     boxes            typify     syn       modules   text
//! ```
//!
//! `lower` gives every object, enum and union a definition with a Rust name of its own, and refuses what cannot become
//! good Rust. typify makes the `structs`; [`enums`] and [`unions`] are our own, and [`support`] is the private module
//! that their code leans on. The `passes` make the structs what a careful author would have written.
//!
//! Everything here is pure and deterministic: the same schema and options give the same files.

mod cycles;
mod definition;
pub mod enums;
mod files;
mod fold;
mod gates;
mod imports;
mod items;
mod layout;
mod links;
mod lower;
mod manifest;
mod markdown;
mod names;
mod only;
mod options;
mod parts;
mod passes;
mod print;
mod quiet;
mod root;
mod scalar;
mod shapes;
mod sizes;
mod structs;
pub mod support;
mod syntax;
#[cfg(test)]
mod tests;
mod types;
pub mod unions;

use std::collections::BTreeMap;

pub use options::{ClosedEnums, Options};

use crate::diagnostic::{self, Diagnostic, Place};
use crate::schema::document::Document;

/// The files of a crate, by their path in it with `/` between the parts.
pub type Files = BTreeMap<String, String>;

/// Makes a whole crate of a schema: sources, `Cargo.toml` and `README.md`.
///
/// The files are `None` where a diagnostic is an error.
pub fn generate(document: &Document, options: &Options) -> (Option<Files>, Vec<Diagnostic>) {
    let (mut api, mut diagnostics) = lower::lower(document, options);
    let (wanted, faults) = only::reach(&api, &options.only);
    diagnostics.extend(faults);
    if !diagnostics.iter().any(Diagnostic::is_error) {
        fold::fold(&mut api);
        wanted.iter().for_each(|wanted| only::retain(&mut api, wanted));
    }
    if !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.extend(cycles::break_cycles(&mut api));
        sizes::box_large(&mut api);
    }
    let mut out = None;
    if !diagnostics.iter().any(Diagnostic::is_error) {
        let (files, faults) = files::files(&api, options);
        out = files;
        diagnostics.extend(faults);
    }
    if !options.schema_path.is_empty() {
        for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.place.is_none()) {
            diagnostic.place = Some(Place::file(options.schema_path.as_str()));
        }
    }
    diagnostic::sort(&mut diagnostics);
    (out, diagnostics)
}

/// The Rust path of every model below the root of the crate that [`generate`] makes (`Session`, `operations::GetUser`),
/// by its key in `$defs`. Empty where the schema cannot become Rust.
pub fn paths(document: &Document, options: &Options) -> BTreeMap<String, String> {
    let (api, diagnostics) = lower::lower(document, options);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return BTreeMap::new();
    }
    let path = |definition: &definition::Definition| {
        let key = definition.pointer.strip_prefix("#/$defs/").filter(|key| !key.contains('/'))?;
        let path = match &definition.namespace {
            Some(namespace) => format!("{namespace}::{}", definition.name),
            None => definition.name.clone(),
        };
        Some((key.to_owned(), path))
    };
    api.definitions.iter().filter_map(path).collect()
}
