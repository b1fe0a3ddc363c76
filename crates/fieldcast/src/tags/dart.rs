//! Dart: `@JsonKey(name: r'due_date')`, `@BuiltValueField(wireName: r'due_date')`, `json[r'due_date']`.

use super::text::{between, identifier, lines};
use super::{Class, Member};
use foldhash::HashSet;

/// The most lines between a tag and what it stands for.
const FAR: u32 = 12;

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut tag: Option<(&str, u32)> = None;
    // The members of the last class.
    let mut known: HashSet<&str> = HashSet::default();
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if let Some(rest) = line.strip_prefix("class ").or_else(|| line.strip_prefix("abstract class ")) {
            classes.push(Class::new(identifier(rest), number));
            (tag, known) = (None, HashSet::default());
            continue;
        }
        let Some(class) = classes.last_mut() else { continue };
        if let Some(wire) = between(trimmed, "wireName: r'", '\'').or_else(|| between(trimmed, "name: r'", '\'')) {
            tag = Some((wire, number));
            continue;
        }
        if let Some((wire, at)) = tag {
            // `final int? dueDate;` or `int? get dueDate;`
            let declared = trimmed.strip_suffix(';').filter(|declared| !declared.contains(['(', '=']));
            let name = declared.and_then(|declared| declared.rsplit_once(' ')).map(|(_, name)| name);
            if let Some(name) = name.filter(|name| identifier(name) == *name && !name.is_empty()) {
                known.insert(name);
                class.members.push(Member::new(name, wire, at));
                tag = None;
            } else if number - at > FAR {
                tag = None;
            }
            continue;
        }
        // `dueDate: mapDateTime(json, r'due_date', r''),` of the function that reads
        let name = identifier(trimmed);
        if let Some(rest) = trimmed.get(name.len()..).and_then(|rest| rest.strip_prefix(": "))
            && let Some(wire) = between(rest, "json, r'", '\'').or_else(|| between(rest, "json[r'", '\''))
            && known.insert(name)
        {
            class.members.push(Member::new(name, wire, number));
        }
    }
    classes
}
