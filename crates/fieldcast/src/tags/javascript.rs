//! JavaScript: `obj['due_date'] = ApiClient.convertToType(data['due_date'], 'Date');` of the function that reads a class.

use super::text::{between, lines, quoted};
use super::{Class, Member};

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        // the sentence that both the generator and its forerunner write above that function
        if let Some(rest) = trimmed.strip_prefix("* Constructs a <code>")
            && let Some((name, _)) = rest.split_once("</code> from a plain JavaScript object")
        {
            classes.push(Class::new(name, number));
            continue;
        }
        let (Some(class), Some(rest)) = (classes.last_mut(), trimmed.strip_prefix("obj[")) else { continue };
        if let Some(name) = quoted(rest)
            && rest.contains("] = ")
            && let Some(wire) = between(rest, "data['", '\'').or_else(|| between(rest, "data[\"", '"'))
        {
            class.members.push(Member::new(name, wire, number));
        }
    }
    classes
}
