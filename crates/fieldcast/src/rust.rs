//! From a schema to a crate of Rust models.
//!
//! ```text
//! lower -> arrange -> items -> crate_files        names, definition, options: what all of them speak of
//! schema   one of a   typify,   modules,          code: Rust as syntax and as text
//!          kind       syntax    text              docs: text of pages as documentation
//! ```
//!
//! Imports point to the left, and to what stands on the right; `definition`, `names` and `options` import none.
//! `lower` gives every object, enum and union a definition with a Rust name of its own, and refuses what cannot become
//! good Rust. `arrange` says which definitions there are and where. `items` makes the Rust of each: typify makes the
//! structs; [`enums`] and [`unions`] are our own. `crate_files` puts them into modules and writes what every crate has,
//! with [`support`], the private module that the code of enums and unions leans on.
//!
//! Everything here is pure and deterministic: the same schema and options give the same files.

mod arrange;
mod code;
mod crate_files;
pub(crate) mod definition;
mod docs;
mod items;
mod lower;
mod module;
mod names;
mod options;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use arrange::{cycles, fold, only, sizes};
pub use crate_files::support;
pub use items::{enums, unions};
pub use module::{as_module, module_path};
pub(crate) use names::numbered;
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
        let (files, faults) = crate_files::files::files(&api, options);
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

/// The definitions of the crate that [`generate`] makes, with all names and boxes settled; `None` where the schema cannot
/// become Rust.
pub(crate) fn definitions(document: &Document, options: &Options) -> (Option<definition::Api>, Vec<Diagnostic>) {
    let (mut api, mut diagnostics) = lower::lower(document, options);
    if !diagnostics.iter().any(Diagnostic::is_error) {
        fold::fold(&mut api);
        diagnostics.extend(cycles::break_cycles(&mut api));
        sizes::box_large(&mut api);
    }
    let fine = !diagnostics.iter().any(Diagnostic::is_error);
    (fine.then_some(api), diagnostics)
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
