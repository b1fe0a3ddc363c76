//! JSON Schema: the contract between the pages and every language, Rust included.
//!
//! [`document()`] makes the schema of a settled API, and [`write()`] its text. [`document`](mod@document) is the schema as
//! plain data, read and written with serde. [`openapi`] and [`split`] are its other published forms.

mod annotate;
mod build;
pub mod document;
pub mod openapi;
pub mod paths;
mod pretty;
pub mod refs;
pub mod split;
mod text;

pub use annotate::annotate;
pub use build::{Options, document};
pub use text::write_text;

use document::Document;

/// The canonical text of a schema: two spaces, LF, a line feed at the end; keywords and models in their order.
///
/// ```
/// use fieldcast::schema::{document::Document, write};
///
/// let text = "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"$id\": \"https://example.com/a\",\n  \"$defs\": {}\n}\n";
/// let document: Document = serde_json::from_str(text)?;
/// assert_eq!(write(&document), text);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn write(document: &Document) -> String {
    // a document is strings, numbers and lists: writing one to memory cannot fail
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
