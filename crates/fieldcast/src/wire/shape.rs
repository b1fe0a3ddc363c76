//! The convention in which one identifier is written.

use super::Convention;
use super::scan::unsigned;

/// The convention in which an identifier of several words is written.
pub(super) fn shape(identifier: &str) -> Option<Convention> {
    let bare = unsigned(identifier).trim_start_matches('_');
    let upper = bare.bytes().any(|b| b.is_ascii_uppercase());
    let separated = bare.contains(['_', '-']);
    match (separated, upper) {
        (true, false) if !bare.contains('-') => Some(Convention::Snake),
        (true, false) if !bare.contains('_') => Some(Convention::Kebab),
        (false, true) if bare.starts_with(|c: char| c.is_ascii_lowercase()) => Some(Convention::Camel),
        (false, true) => Some(Convention::Pascal),
        _ => None,
    }
}
