//! TypeScript of APIMatic: `export const loanSchema: Schema<Loan> = object({ dueDate: ['due_date', nullable(string())] });`
//! and the enums, whose values the pages do not show.

use crate::tags::text::{between, brackets, identifier, line_at, lines, quoted, split};
use crate::tags::{Class, Hint, Member};

/// What begins a schema.
const BEGINS: &str = "\nexport const ";

/// Reads the schemas and enums of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes = enums(text);
    let mut parts = text.match_indices(BEGINS).map(|(at, _)| at + 1).peekable();
    let (mut offset, mut line) = (0, 1);
    while let Some(start) = parts.next() {
        line = line_at(text.get(offset..start).unwrap_or_default(), start - offset, line);
        offset = start;
        let end = parts.peek().copied().unwrap_or(text.len());
        classes.extend(text.get(start..end).and_then(|statement| schema(statement, line)));
    }
    classes
}

fn schema(statement: &str, line: u32) -> Option<Class> {
    let name = identifier(between(statement, "Schema<", '>')?);
    let start =
        ["bject(", "bjectSchema("].into_iter().filter_map(|word| Some(statement.find(word)? + word.len())).min()?;
    let (entries, _) = brackets(statement.get(start..)?.trim_start())?;
    let mut class = Class::new(name, line);
    let (mut known, mut line) = (0, line);
    for entry in split(entries, b',') {
        let entry = entry.trim();
        let name = quoted(entry).unwrap_or_else(|| identifier(entry));
        let Some((_, rest)) = entry.split_once(':') else { continue };
        let Some(wire) = rest.trim_start().strip_prefix('[').and_then(quoted) else { continue };
        let offset = (entry.as_ptr() as usize).saturating_sub(statement.as_ptr() as usize);
        // Null stands around the type or in `optional`; deeper, it is of an item.
        let ty = rest.split_once(',').map_or("", |(_, ty)| ty.trim_start());
        let ty = ty.strip_prefix("optional(").unwrap_or(ty);
        let hint = Hint { nullable: Some(ty.starts_with("nullable(")), ..Hint::default() };
        line = line_at(statement.get(known..).unwrap_or_default(), offset.saturating_sub(known), line);
        known = offset;
        class.members.push(Member { hint, ..Member::new(name, wire, line) });
    }
    Some(class)
}

/// `export enum Shelf { Upper = 'upper' }`
fn enums(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut open = false;
    for (number, line) in lines(text) {
        if let Some(rest) = line.strip_prefix("export enum ") {
            open = true;
            classes.push(Class::new(identifier(rest), number));
        } else if line.starts_with('}') {
            open = false;
        } else if open
            && let Some(class) = classes.last_mut()
            && let Some((name, value)) = line.trim().split_once(" = ")
            && let Some(value) = quoted(value)
        {
            let name = quoted(name).unwrap_or(name);
            class.values.push((name.to_owned(), value.to_owned()));
        }
    }
    classes
}
