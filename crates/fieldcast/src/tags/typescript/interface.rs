//! TypeScript of OpenAPI Generator: the interfaces of an axios client, whose members have their names on the wire; the
//! functions by which a fetch client reads (`'dueDate': json['due_date']`); the attribute maps of a node client
//! (`"name": "dueDate", "baseName": "due_date"`).

use crate::tags::text::{between, identifier, lines, quoted};
use crate::tags::{Class, Hint, Member};

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    if text.contains("FromJSONTyped(") {
        read(text)
    } else if text.contains("\"baseName\"") {
        attributes(text)
    } else {
        interfaces(text)
    }
}

/// `export interface Loan { 'due_date'?: string | null; }`, in older clients without quotes.
fn interfaces(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut open = false;
    for (number, line) in lines(text) {
        if let Some(rest) = line.strip_prefix("export interface ") {
            open = !line.contains('}');
            classes.push(Class::new(identifier(rest), number));
        } else if line.starts_with('}') {
            open = false;
        } else if open && let Some(class) = classes.last_mut() {
            class.members.extend(property(line, number));
        }
    }
    classes
}

fn property(line: &str, number: u32) -> Option<Member> {
    // one level in, and no comment
    let declared = line.strip_prefix("    ").filter(|rest| !rest.starts_with([' ', '*', '/', '[']))?;
    let declared = declared.strip_prefix("readonly ").unwrap_or(declared);
    let (name, rest) = match quoted(declared) {
        Some(name) => (name, declared.get(name.len() + 2..)?),
        None => (identifier(declared), declared.get(identifier(declared).len()..)?),
    };
    let ty = rest.strip_prefix('?').unwrap_or(rest).strip_prefix(':')?.trim().trim_end_matches(';');
    let null = ty.split('|').any(|part| part.trim() == "null");
    // a type of its own may itself take null
    let plain = matches!(ty, "string" | "number" | "boolean") || ty.starts_with("Array<");
    let hint = Hint { nullable: (null || plain).then_some(null), ..Hint::default() };
    (!name.is_empty()).then(|| Member { hint, ..Member::new(name, name, number) })
}

/// The functions by which a fetch client reads.
fn read(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut open = false;
    for (number, line) in lines(text) {
        if let Some(rest) = line.strip_prefix("export function ") {
            let name = identifier(rest).strip_suffix("FromJSONTyped");
            open = name.is_some();
            classes.extend(name.map(|name| Class::new(name, number)));
        } else if line.starts_with('}') {
            open = false;
        } else if open
            && let Some(class) = classes.last_mut()
            && let Some(name) = quoted(line)
            && let Some(wire) = between(line, "json['", '\'')
        {
            class.members.push(Member::new(name, wire, number));
        }
    }
    classes
}

/// The attribute maps of a node client.
fn attributes(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut name = None;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if let Some(rest) = line.strip_prefix("export class ") {
            classes.push(Class::new(identifier(rest), number));
            name = None;
        } else if let Some(rest) = trimmed.strip_prefix("\"name\":") {
            name = quoted(rest);
        } else if let Some(rest) = trimmed.strip_prefix("\"baseName\":")
            && let (Some(name), Some(wire), Some(class)) = (name.take(), quoted(rest), classes.last_mut())
        {
            class.members.push(Member::new(name, wire, number));
        }
    }
    classes
}
