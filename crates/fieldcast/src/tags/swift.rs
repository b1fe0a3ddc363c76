//! Swift: `case dueDate = "due_date"` of a type's `CodingKeys`.

use super::text::{identifier, lines, quoted};
use super::{Class, Member};

/// Reads the types of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut open = false;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if open {
            let Some(rest) = trimmed.strip_prefix("case ") else {
                open = !trimmed.starts_with('}');
                continue;
            };
            let rest = rest.trim_start_matches('`');
            let name = identifier(rest);
            let wire = rest.split_once('=').map_or(Some(name), |(_, wire)| quoted(wire));
            let (Some(class), Some(wire), false) = (classes.last_mut(), wire, name.is_empty()) else { continue };
            class.members.push(Member::new(name, wire, number));
        } else if trimmed.contains("enum CodingKeys") {
            open = true;
        } else if !line.starts_with(char::is_whitespace)
            && let Some((_, rest)) = line.split_once("struct ").or_else(|| line.split_once("class "))
        {
            classes.push(Class::new(identifier(rest), number));
        }
    }
    classes
}
