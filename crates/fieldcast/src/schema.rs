//! JSON Schema: the contract between the pages and every language, Rust included.
//!
//! [`document()`] makes the schema of a settled API, and [`write()`] its text. [`document`](mod@document) is the schema as
//! plain data, read and written with serde. [`openapi`] and [`split`] are its other published forms.

mod annotate;
mod build;
pub mod document;
mod examples;
pub mod openapi;
pub mod paths;
mod pretty;
pub mod refs;
pub mod split;
mod text;

pub use annotate::annotate;
pub use build::{Options, document};
pub use pretty::text as pretty;
pub use text::write_text;

use document::Document;

/// Whether a text can be a schema's `$id`: an absolute URI without a fragment (JSON Schema 2020-12, core, 8.2.1; the
/// characters are those of RFC 3986).
///
/// ```
/// use fieldcast::schema::is_id;
///
/// assert!(is_id("https://example.com/pets.schema.json") && is_id("urn:example:pets"));
/// for other in ["pets.schema.json", "not a url", "https://example.com/a#b", "https:", "https:///a", "a:%zz", "a:ä"] {
///     assert!(!is_id(other), "{other}");
/// }
/// ```
pub fn is_id(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let has_host =
        || rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', ':']));
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=%".contains(&b);
    let escapes = rest
        .split('%')
        .skip(1)
        .all(|rest| matches!(rest.as_bytes(), [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()));
    is_scheme && !rest.is_empty() && (!is_web || has_host()) && rest.bytes().all(allowed) && escapes
}

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
    let mut text = pretty::text(document).unwrap_or_default();
    text.push('\n');
    text
}
