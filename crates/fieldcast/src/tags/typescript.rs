//! TypeScript: the zod schemas by which an SDK reads and writes, with their `remap$`; and the classes of older
//! generations with their `@Expose`.

mod alias;
pub mod interface;
pub mod schema;

use super::text::{between, brackets, depth, identifier, line_at, lines, quoted, split};
use super::{Class, Exact, Hint, Member};
use foldhash::HashMap;

/// The most bytes that the decorators of one member may have.
const LONGEST: usize = 4096;

/// How deep the types of a schema are followed.
const DEEPEST: u8 = 16;

/// Reads the schemas and classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut offset = 0;
    let mut line = 1;
    while let Some(found) = text.get(offset..).and_then(|rest| rest.find("\nexport const ")) {
        let start = offset + found + 1;
        line = line_at(text.get(offset..start).unwrap_or_default(), start - offset, line);
        offset = start;
        // what stands before the next one, so that no text is looked at twice
        let Some(statement) = text.get(start..) else { break };
        let end = statement.find("\nexport const ").unwrap_or(statement.len());
        let Some(statement) = statement.get(..end) else { break };
        if let Some(class) = schema(statement, line) {
            match classes.iter_mut().find(|known| known.name == class.name) {
                Some(known) => merge(known, class),
                None => classes.push(class),
            }
        }
        offset += "export const ".len();
    }
    if text.contains("@Expose(") || text.contains("@SpeakeasyMetadata(") {
        classes.extend(decorated(text));
    }
    classes
}

/// Reading and writing tell the same names; what only one of them tells is taken from it.
fn merge(known: &mut Class, other: Class) {
    for member in other.members {
        match known.members.iter_mut().find(|m| m.name == member.name) {
            Some(old) if old.hint.nullable.is_none() => old.hint.nullable = member.hint.nullable,
            Some(_) => {}
            None => known.members.push(member),
        }
    }
}

/// `export const Loan$inboundSchema: z.ZodType<…> = z.object({ due_date: z.string() }).transform((v) => { return remap$(v,
/// { "due_date": "dueDate" }); });`
fn schema(statement: &str, line: u32) -> Option<Class> {
    let head = identifier(statement.strip_prefix("export const ")?);
    let (name, reads) = match head.strip_suffix("$inboundSchema") {
        Some(name) => (name, true),
        None => (head.strip_suffix("$outboundSchema")?, false),
    };
    let equals = [" = ", " =\n"].into_iter().filter_map(|sign| statement.find(sign)).min()?;
    let (before, rest) = (statement.get(..equals)?, statement.get(equals + " = ".len()..)?);
    // Between the two stands a type alone.
    if before.contains("\nexport ") {
        return None;
    }
    let start = rest.find("object(")?;
    let prefix = rest.get(..start)?;
    if !prefix.chars().all(|c| c.is_whitespace() || c.is_alphanumeric() || matches!(c, '.' | '(' | '$' | '_')) {
        return None;
    }
    let prefix_wraps = prefix.contains("nullable(");
    let inner = rest.get(start + "object".len()..)?;
    let (arguments, after) = brackets(inner)?;
    let (entries, _) = brackets(arguments.trim_start())?;
    let end = after.find("\nexport ").unwrap_or(after.len());
    let tail = after.get(..end).unwrap_or_default();
    // of a name that is there twice, the first counts
    let renames: HashMap<&str, &str> = renames(tail).into_iter().rev().collect();
    let (mut known, mut reached) = (0, line);
    // entries come in the order of the text
    let mut at = |part: &str| {
        let offset = (part.as_ptr() as usize).saturating_sub(statement.as_ptr() as usize);
        reached = line_at(statement.get(known..).unwrap_or_default(), offset.saturating_sub(known), reached);
        known = offset;
        reached
    };
    let mut class = Class::new(name, line);
    for entry in split(entries, b',') {
        let entry = entry.trim();
        let Some((key, value)) = key(entry) else { continue };
        let renamed = renames.get(key).copied();
        let (name, wire) = if reads { (renamed.unwrap_or(key), key) } else { (key, renamed.unwrap_or(key)) };
        let mut hint = hint(value, DEEPEST);
        // The schema of a class tells exactly where null may stand.
        hint.nullable.get_or_insert(false);
        if is_unknown(value) || prefix_wraps {
            hint.nullable = None;
        }
        class.members.push(Member { hint, ..Member::new(name, wire, at(entry)) });
    }
    Some(class)
}

/// Whether a schema takes anything, or refers to one that is told elsewhere, which may itself take null.
fn is_unknown(value: &str) -> bool {
    let value = value.trim_start();
    value.starts_with("z.any(") || value.starts_with("z.unknown(") || value.starts_with("z.null(")
}

/// The names that `remap$(v, { … })` gives to others.
fn renames(tail: &str) -> Vec<(&str, &str)> {
    let Some((_, rest)) = tail.split_once("remap$(") else { return Vec::new() };
    let Some((_, rest)) = rest.split_once(',') else { return Vec::new() };
    let Some((entries, _)) = brackets(rest.trim_start()) else { return Vec::new() };
    let entry = |entry| key(entry).and_then(|(from, to)| Some((from, quoted(to)?)));
    split(entries, b',').into_iter().filter_map(|part: &str| entry(part.trim())).collect()
}

/// A key and what stands after its colon.
fn key(entry: &str) -> Option<(&str, &str)> {
    if let Some(key) = quoted(entry) {
        let rest = entry.get(key.len() + 2..)?.trim_start();
        return Some((key, rest.strip_prefix(':')?));
    }
    let key = identifier(entry);
    let rest = entry.get(key.len()..)?.trim_start().strip_prefix(':')?;
    (!key.is_empty()).then_some((key, rest))
}

/// What a zod schema tells: `z.nullable(z.number().int()).optional()`.
fn hint(schema: &str, deep: u8) -> Hint {
    let mut told = Hint::default();
    let Some(deeper) = deep.checked_sub(1) else { return told };
    let mut rest = schema.trim();
    loop {
        rest = rest.trim_start().trim_start_matches(['.', '?']).trim_start();
        let word = identifier(rest);
        if word.is_empty() {
            return told;
        }
        rest = rest.get(word.len()..).unwrap_or_default().trim_start();
        let Some((arguments, after)) = brackets(rest) else { continue };
        rest = after;
        let inner = arguments.trim();
        let inner = inner.strip_prefix("() =>").unwrap_or(inner).trim();
        match word {
            "nullable" | "nullish" => {
                if !inner.is_empty() {
                    told = hint(inner, deeper);
                }
                told.nullable = Some(true);
            }
            "optional" | "lazy" | "default" | "_default" | "prefault" | "pipe" | "catch" | "readonly" => {
                let first = split(inner, b',').first().copied().unwrap_or_default();
                if first.starts_with("z.") || first.starts_with("types.") {
                    let nullable = told.nullable;
                    told = hint(first, deeper);
                    told.nullable = told.nullable.or(nullable);
                }
            }
            "array" | "record" => {
                let of = split(inner, b',').last().copied().unwrap_or_default().trim();
                let of = hint(of, deeper);
                if of != Hint::default() {
                    told.of = Some(Box::new(of));
                }
            }
            "int" | "integer" => told.exact = Some(Exact::Integer),
            "date" | "datetime" => told.exact = told.exact.or(Some(Exact::DateTime)),
            "transform" | "instanceof" if arguments.contains("RFCDate") => told.exact = Some(Exact::Date),
            _ => {}
        }
    }
}

/// `@Expose({ name: "due_date" })` before a member of a class.
fn decorated(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut pending = String::new();
    let mut first = 0;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if let Some(rest) = line.strip_prefix("export class ") {
            pending.clear();
            classes.push(Class::new(identifier(rest), number));
            continue;
        }
        if trimmed.starts_with('@') || (!pending.is_empty() && depth(&pending) > 0) {
            if pending.is_empty() {
                first = number;
            }
            pending.push_str(trimmed);
            pending.push(' ');
            if pending.len() > LONGEST {
                pending.clear();
            }
            continue;
        }
        let tags = std::mem::take(&mut pending);
        let (Some(class), false) = (classes.last_mut(), tags.is_empty()) else { continue };
        let name = identifier(trimmed);
        let rest = trimmed.get(name.len()..).unwrap_or_default();
        if name.is_empty() || !rest.starts_with([':', '?', '!']) {
            continue;
        }
        let exposed = between(&tags, "@Expose(", ')').and_then(|tag| quoted(tag.split_once("name:")?.1));
        if let Some(wire) = exposed.or_else(|| super::text::parameter(&tags)) {
            let exact = rest.contains("RFCDate").then_some(Exact::Date);
            let hint = Hint { exact, ..Hint::default() };
            class.members.push(Member { hint, ..Member::new(name, wire, first) }.sent(&tags));
        }
    }
    classes
}
