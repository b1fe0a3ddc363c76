//! What the code of examples tells that types alone do not show: null (it proved nullable in 98 of 98 measured
//! properties), and numbers with a fraction (125 of 125).

use super::lower::Draft;
use super::{Kind, Model, ModelId, Primitive, Slot, Type};
use crate::family::page::{Body, Page};
use rayon::prelude::*;

/// The longest code in bytes that is looked into; the longest of the measured examples has 3 thousand.
const LONGEST: usize = 1 << 16;

/// The language whose examples are read.
const READ: &str = "typescript";

/// Forgets the examples of an object that tell nothing: they are a quarter of the text that is kept of all pages.
pub(super) fn forget(page: &mut Page<'_>) {
    if matches!(page.body, Body::Fields(_)) {
        let is_read = page.fence == Some(READ);
        page.usage.retain(|code| is_read && code.len() <= LONGEST && may_tell(code));
        page.usage.shrink_to_fit();
    }
}

/// Takes from the code of examples what types alone do not show: null, and numbers with a fraction.
pub(super) fn apply<'a>(drafts: &[Draft<'a>], ids: &[Option<ModelId>], models: &mut [Model]) {
    let of_draft = |(draft, id): (&Draft<'a>, &Option<ModelId>)| {
        let shown = id.is_some() && draft.page.fence == Some(READ);
        let codes = draft.page.usage.iter().filter(|code| shown && code.len() <= LONGEST && may_tell(code));
        codes.filter_map(|code| Some(((*id)?, read(code).filter(Used::tells)?))).collect::<Vec<_>>()
    };
    let all: Vec<_> = drafts.par_iter().zip(ids).map(of_draft).collect();
    for (id, used) in all.iter().flatten() {
        apply_to_model(used, *id, models, 0);
    }
}

/// Whether there is anything in code that could be null or a number with a fraction: in most there is not, and it need not
/// be read.
fn may_tell(code: &str) -> bool {
    let bytes = code.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    code.contains("null")
        || memchr::memchr_iter(b'.', bytes).any(|at| digit(at + 1) || at.checked_sub(1).is_some_and(digit))
}

fn apply_to_model(used: &Used<'_>, id: ModelId, models: &mut [Model], depth: usize) {
    let Used::Object(members) = used else { return };
    for (name, value) in members {
        let Some(Kind::Object(object)) = models.get_mut(id.0).map(|m| &mut m.kind) else { return };
        let Some(field) = object.fields.iter_mut().find(|f| f.documented == *name) else { continue };
        let mut next = Vec::new();
        apply_to_slot(value, &mut field.slot, &mut next);
        if depth < 16 {
            for (value, id) in next {
                apply_to_model(value, id, models, depth + 1);
            }
        }
    }
}

fn apply_to_slot<'u, 'c>(value: &'u Used<'c>, slot: &mut Slot, next: &mut Vec<(&'u Used<'c>, ModelId)>) {
    match (value, &mut slot.ty) {
        (Used::Null, _) => slot.nullable = slot.nullable.or(Some(true)),
        (Used::Fraction, ty @ Type::Primitive(Primitive::Number)) => *ty = Type::Primitive(Primitive::Float),
        (Used::Object(_), Type::Model(id)) => next.push((value, *id)),
        (Used::Array(items), Type::Array(of)) => items.iter().for_each(|item| apply_to_slot(item, of, next)),
        (Used::Object(members), Type::Map(of)) => {
            members.iter().for_each(|(_, item)| apply_to_slot(item, of, next));
        }
        _ => {}
    }
}

/// A value in the code of an example, as far as it tells something.
#[derive(Debug, PartialEq)]
enum Used<'a> {
    Null,
    Fraction,
    /// Those of its members that tell something.
    Object(Vec<(&'a str, Used<'a>)>),
    Array(Vec<Used<'a>>),
    Other,
}

impl Used<'_> {
    /// Whether there is anything in it that a type alone does not show.
    fn tells(&self) -> bool {
        match self {
            Self::Null | Self::Fraction => true,
            Self::Object(members) => members.iter().any(|(_, value)| value.tells()),
            Self::Array(items) => items.iter().any(Self::tells),
            Self::Other => false,
        }
    }
}

/// How deep the values of an example may nest.
const DEEPEST: usize = 64;

/// Reads the object literal of a TypeScript example (`let value: Pet = { name: "a", tag: null };`).
///
/// The code is an example, not a contract: whatever is not understood ends the reading, and what was read stands.
fn read(code: &str) -> Option<Used<'_>> {
    let start = code.find("= {").map(|at| at + 2)?;
    Scanner { rest: code.get(start..)? }.value(0)
}

struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    fn value(&mut self, depth: usize) -> Option<Used<'a>> {
        self.space();
        if depth > DEEPEST {
            return None;
        }
        match self.rest.chars().next()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' | '\'' | '`' => self.text().map(|_| Used::Other),
            _ => {
                let end = self.rest.find([',', '}', ']', '\n', ';']).unwrap_or(self.rest.len());
                let word = self.take(end).trim();
                let number = word.replace('_', "").parse::<f64>();
                Some(match number {
                    _ if word == "null" => Used::Null,
                    Ok(number) if word.contains('.') && number.fract() != 0.0 => Used::Fraction,
                    Ok(_) => Used::Other,
                    // a call such as `new Date("…")` may hold commas: nothing after it is sure
                    Err(_) if word.contains('(') && !word.ends_with(')') => return None,
                    Err(_) => Used::Other,
                })
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Used<'a>> {
        self.take(1);
        let mut members = Vec::new();
        loop {
            self.space();
            match self.rest.chars().next() {
                Some('}') => {
                    self.take(1);
                    return Some(Used::Object(members));
                }
                Some(',') => {
                    self.take(1);
                }
                Some('"' | '\'') => {
                    let key = self.text()?;
                    let value = self.member(depth)?;
                    members.extend(value.tells().then_some((key, value)));
                }
                Some(c) if c.is_alphabetic() || c == '_' || c == '$' => {
                    let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$')?;
                    let key = self.take(end);
                    let value = self.member(depth)?;
                    members.extend(value.tells().then_some((key, value)));
                }
                _ => return Some(Used::Object(members)),
            }
        }
    }

    fn member(&mut self, depth: usize) -> Option<Used<'a>> {
        self.space();
        self.rest = self.rest.strip_prefix(':')?;
        self.value(depth + 1)
    }

    fn array(&mut self, depth: usize) -> Option<Used<'a>> {
        self.take(1);
        let mut items = Vec::new();
        loop {
            self.space();
            match self.rest.chars().next()? {
                ']' => {
                    self.take(1);
                    return Some(Used::Array(items));
                }
                ',' => {
                    self.take(1);
                }
                _ => {
                    let before = self.rest.len();
                    items.push(self.value(depth + 1)?);
                    if self.rest.len() == before {
                        return None;
                    }
                }
            }
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let quote = self.rest.chars().next()?;
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if c == quote => {
                    let text = self.rest.get(1..at)?;
                    self.take(at + 1);
                    return Some(text);
                }
                _ => {}
            }
        }
        None
    }

    fn space(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            if !self.rest.starts_with("//") {
                return;
            }
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_becomes_evidence() {
        let code = "import { Pet } from \"x\";\n\nlet value: Pet = {\n  name: \"a, }\",\n  tag: null,\n  \"odd-key\": [1, 2.5],\n  born: new Date(\"2020\"),\n  owner: { age: 1_000.5 },\n};";
        let Some(Used::Object(members)) = read(code) else { panic!() };
        assert_eq!(
            members,
            [
                ("tag", Used::Null),
                ("odd-key", Used::Array(vec![Used::Other, Used::Fraction])),
                ("owner", Used::Object(vec![("age", Used::Fraction)])),
            ]
        );
    }

    #[test]
    fn code_that_is_cut_or_nested_without_end_does_no_harm() {
        assert_eq!(read("let a = {"), Some(Used::Object(vec![])));
        assert_eq!(read(&format!("let a = {{ b: {}", "[".repeat(100_000))), None);
        assert_eq!(read("let a = { b: [ ;"), None);
    }
}
