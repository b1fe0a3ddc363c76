//! TypeScript of OpenAPI Generator: the interfaces of an axios client, whose members have their names on the wire; the
//! functions by which a fetch client reads (`'dueDate': json['due_date']`) beside its interfaces; the attribute maps of a
//! node client (`"name": "dueDate", "baseName": "due_date"`).

use super::alias::{Enums, unions};
use crate::tags::text::{between, identifier, lines, quoted};
use crate::tags::{Class, Hint, Member};
use foldhash::HashMap;

/// Reads the classes, enums and unions of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let enums = Enums::read(text);
    let mut classes = if text.contains("FromJSONTyped(") {
        told(read(text), interfaces(text, &enums))
    } else if text.contains("\"baseName\"") {
        attributes(text)
    } else {
        interfaces(text, &enums)
    };
    classes.extend(unions(text));
    classes.extend(enums.classes());
    classes
}

/// What the interfaces of a fetch client tell of the members that its functions read: they have its own names of them.
fn told(mut read: Vec<Class>, interfaces: Vec<Class>) -> Vec<Class> {
    let interfaces: HashMap<String, Class> = interfaces.into_iter().map(|class| (class.name.clone(), class)).collect();
    for class in &mut read {
        let Some(interface) = interfaces.get(&class.name) else { continue };
        let hints: HashMap<&str, &Hint> = interface.members.iter().map(|m| (m.name.as_str(), &m.hint)).collect();
        for member in &mut class.members {
            if let Some(hint) = hints.get(member.name.as_str()) {
                member.hint = (*hint).clone();
            }
        }
    }
    read
}

/// `export interface Loan { 'due_date'?: string | null; }`, in older clients without quotes.
fn interfaces(text: &str, enums: &Enums<'_>) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut open = false;
    for (number, line) in lines(text) {
        if let Some(rest) = line.strip_prefix("export interface ") {
            open = !line.contains('}');
            classes.push(Class::new(identifier(rest), number));
        } else if line.starts_with('}') {
            open = false;
        } else if open && let Some(class) = classes.last_mut() {
            class.members.extend(property(line, number, enums));
        }
    }
    classes
}

fn property(line: &str, number: u32, enums: &Enums<'_>) -> Option<Member> {
    // one level in, and no comment
    let declared = line.strip_prefix("    ").filter(|rest| !rest.starts_with([' ', '*', '/', '[']))?;
    let writable = declared.strip_prefix("readonly ");
    let (read_only, declared) = (writable.is_some(), writable.unwrap_or(declared));
    let (name, rest) = match quoted(declared) {
        Some(name) => (name, declared.get(name.len() + 2..)?),
        None => (identifier(declared), declared.get(identifier(declared).len()..)?),
    };
    let optional = rest.starts_with('?');
    let ty = rest.strip_prefix('?').unwrap_or(rest).strip_prefix(':')?.trim().trim_end_matches(';');
    let null = ty.split('|').any(|part| part.trim() == "null");
    let bare = ty.strip_suffix("| null").map_or(ty, str::trim_end);
    let item =
        bare.strip_prefix("Array<").or_else(|| bare.strip_prefix("Set<")).and_then(|rest| rest.strip_suffix('>'));
    let values = |ty: &str| enums.of(ty).map(|(values, open)| (values.to_vec(), open)).unwrap_or_default();
    // a type of its own may itself take null
    let own = values(bare);
    let of = item.map(values).filter(|(values, _)| !values.is_empty());
    let plain = !own.0.is_empty()
        || item.is_some()
        || matches!(bare, "string" | "number" | "boolean" | "Date")
        || bare.starts_with("{ [");
    let hint = Hint {
        nullable: (null || plain).then_some(null),
        values: own.0,
        open: own.1,
        required: Some(!optional),
        read_only,
        of: of.map(|(values, open)| Box::new(Hint { values, open, ..Hint::default() })),
        ..Hint::default()
    };
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
