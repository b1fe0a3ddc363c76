//! Rust: `#[serde(rename = "dueDate")]`.
//!
//! A member that may be left out is an `Option`, and one that may be null besides is an `Option` of an `Option`; of one that
//! must be there, an `Option` tells that it may be null.

use super::text::{between, identifier, lines};
use super::{Class, Hint, Member};

/// Reads the structs of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut tag: Option<(&str, u32, bool)> = None;
    let mut open = false;
    // Whether an attribute goes on, in lines of its own.
    let mut goes_on = false;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        let in_attribute = goes_on || trimmed.starts_with("#[serde(");
        goes_on = in_attribute && !trimmed.ends_with(']');
        if let Some(rest) = line.strip_prefix("pub struct ") {
            open = rest.ends_with('{');
            classes.push(Class::new(identifier(rest), number));
        } else if line.starts_with('}') {
            open = false;
        } else if open && in_attribute {
            let skipped = trimmed.contains("skip_serializing_if") || trimmed.contains("default");
            tag = between(trimmed, "rename = \"", '"').map(|wire| (wire, number, false)).or(tag);
            tag = tag.map(|(wire, line, known)| (wire, line, known || skipped));
        } else if open && let Some((name, ty)) = trimmed.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) {
            let (Some(class), Some((wire, line, skipped))) = (classes.last_mut(), tag.take()) else { continue };
            let null = ty.starts_with("Option<Option<") || !skipped && ty.starts_with("Option<");
            let hint = Hint { nullable: null.then_some(true), ..Hint::default() };
            let name = name.strip_prefix("r#").unwrap_or(name).to_owned();
            class.members.push(Member { hint, ..Member::new(name, wire, line) });
        }
    }
    classes
}
