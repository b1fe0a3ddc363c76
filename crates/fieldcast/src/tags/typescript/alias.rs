//! What OpenAPI Generator's TypeScript declares beside classes: enums (`export const Shelf = { Upper: 'upper' } as const`,
//! in older clients `export enum Shelf { Upper = 'upper' }`), and unions (`export type Reader = Adult | Child`).

use crate::family::Literal;
use crate::tags::text::{brackets, identifier, line_at, lines, quoted, split};
use crate::tags::{Choice, Class, Scalar};
use crate::wire::fold;
use foldhash::{HashMap, HashSet};

/// The enums of a file, by their names.
pub struct Enums<'t>(HashMap<&'t str, Enum<'t>>);

struct Enum<'t> {
    line: u32,
    names: Vec<&'t str>,
    values: Vec<Literal>,
    open: bool,
}

/// What the generator calls the value that it adds for those that an enum does not know.
const UNKNOWN: &str = "unknowndefaultopenapi";

impl<'t> Enums<'t> {
    /// Reads them. One that has anything but texts and numbers is none.
    pub fn read(text: &'t str) -> Self {
        let mut all: HashMap<&str, Enum<'_>> = HashMap::default();
        let mut open: Option<(&str, Enum<'_>)> = None;
        for (number, line) in lines(text) {
            let constant = line.strip_prefix("export const ").filter(|rest| rest.ends_with(" = {"));
            if let Some(rest) = constant.or_else(|| line.strip_prefix("export enum ")) {
                open =
                    Some((identifier(rest), Enum { line: number, names: Vec::new(), values: Vec::new(), open: false }));
            } else if line.starts_with('}') {
                let whole = line.starts_with("} as const") || line == "}";
                let found = open.take().filter(|(name, found)| whole && !name.is_empty() && !found.values.is_empty());
                all.extend(found);
            } else if let Some((_, found)) = &mut open {
                let line = line.trim().trim_end_matches(',');
                match value(line) {
                    Some((name, _)) if fold(name) == UNKNOWN => found.open = true,
                    Some((name, value)) => {
                        found.names.push(name);
                        found.values.push(value);
                    }
                    None if line.is_empty() || line.starts_with(['/', '*']) => {}
                    None => open = None,
                }
            }
        }
        Self(all)
    }

    /// The values of the enum of a name, and whether it takes others.
    pub fn of(&self, name: &str) -> Option<(&[Literal], bool)> {
        self.0.get(name).map(|found| (found.values.as_slice(), found.open))
    }

    /// Each as a class.
    pub fn classes(&self) -> Vec<Class> {
        let mut all: Vec<Class> = self.0.iter().filter_map(|(name, found)| found.class(name)).collect();
        all.sort_by_key(|class| class.line);
        all
    }
}

impl Enum<'_> {
    fn class(&self, name: &str) -> Option<Class> {
        let text = self.values.iter().all(|value| matches!(value, Literal::String(_)));
        let whole = self.values.iter().all(|value| matches!(value, Literal::Integer(_)));
        let scalar = if text {
            Scalar::Text
        } else if whole {
            Scalar::Integer
        } else {
            return None;
        };
        let written = self.values.iter().filter_map(|value| match value {
            Literal::String(text) => Some(text.clone()),
            Literal::Integer(number) => Some(number.to_string()),
            _ => None,
        });
        let values = self.names.iter().map(|name| (*name).to_owned()).zip(written).collect();
        Some(Class { values, scalar: Some(scalar), open: self.open, ..Class::new(name, self.line) })
    }
}

/// `Upper: 'upper'`, `'Upper': 1`, `Upper = 'upper'`
fn value(line: &str) -> Option<(&str, Literal)> {
    let name = quoted(line).unwrap_or_else(|| identifier(line));
    let rest = line.get(name.len() + if line.starts_with(['\'', '"']) { 2 } else { 0 }..)?.trim_start();
    let written = rest.strip_prefix([':', '='])?.trim();
    let literal = match quoted(written) {
        Some(text) if written.len() == text.len() + 2 => Literal::String(text.to_owned()),
        _ => written.parse().map(Literal::Integer).or_else(|_| written.parse().map(Literal::Float)).ok()?,
    };
    (!name.is_empty()).then_some((name, literal))
}

/// `export type Reader = Adult | Child;`, `export type Reader = { kind: 'adult' } & Adult | { kind: 'child' } & Child;`
pub fn unions(text: &str) -> Vec<Class> {
    const BEGINS: &str = "\nexport type ";
    let mut classes = Vec::new();
    let (mut known, mut line) = (0, 1);
    for (at, _) in text.match_indices(BEGINS) {
        let start = at + 1;
        line = line_at(text.get(known..).unwrap_or_default(), start - known, line);
        known = start;
        let Some(statement) = text.get(at + BEGINS.len()..) else { break };
        // what stands before the next one, so that no text is looked at twice
        let end = statement.find("\nexport ").unwrap_or(statement.len());
        classes.extend(statement.get(..end).and_then(|statement| union(statement, line)));
    }
    let read = text.split_once("switch (json[").and_then(|(_, rest)| quoted(rest));
    if let (Some(wire), [Class { choice: Some(choice), .. }]) = (read, classes.as_mut_slice()) {
        wire.clone_into(&mut choice.wire);
    }
    classes
}

fn union(statement: &str, line: u32) -> Option<Class> {
    let name = identifier(statement);
    let rest = statement.get(name.len()..)?.trim_start().strip_prefix('=')?;
    let (declared, _) = rest.split_once(';').filter(|(declared, _)| !declared.contains("typeof "))?;
    let declared = declared.trim().trim_start_matches('|');
    let mut class = Class::new(name, line);
    let mut choice = Choice::default();
    let mut seen = HashSet::default();
    for part in split(declared, b'|') {
        let part = part.trim();
        let ty = match brackets(part) {
            Some((tag, rest)) if part.starts_with('{') => {
                let (key, value) = tag.split_once(':')?;
                let ty = rest.trim_start().strip_prefix('&')?.trim();
                let key = key.trim();
                choice.wire = quoted(key).unwrap_or(key).to_owned();
                choice.cases.push((quoted(value)?.to_owned(), ty.to_owned()));
                ty
            }
            _ => part,
        };
        if ty.is_empty() || ty.starts_with(['\'', '"']) {
            return None;
        }
        if seen.insert(ty) {
            class.alternatives.push(ty.to_owned());
        }
    }
    class.choice = Some(choice).filter(|choice| !choice.cases.is_empty());
    (!name.is_empty() && class.alternatives.len() > 1).then_some(class)
}
