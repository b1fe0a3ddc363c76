//! What examples tell: a value for the schema, and sometimes a fact that the type alone does not show.

use super::{Primitive, Type};
use crate::page::clean_description;
use serde_json::Value;

/// The longest example in bytes that is kept; longer ones say little and cost every reader of the schema.
const LONGEST: usize = 4096;

/// What an Example cell tells of its field.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Example {
    /// The value, where it fits the type.
    pub value: Option<Value>,
    /// It is null: the field may be null.
    pub null: bool,
    /// It has a fraction: the number is not an integer.
    pub fraction: bool,
}

/// Reads an Example cell as a value of a type. `text_like` tells whether a model is an enum of strings or a union that
/// text may be a value of.
pub(super) fn read(cell: &str, ty: &Type, text_like: bool) -> Example {
    if cell.is_empty() || cell.len() > LONGEST {
        return Example::default();
    }
    let text = clean_description(cell);
    if text == "null" || text == "<nil>" {
        return Example { null: true, ..Example::default() };
    }
    let json = || serde_json::from_str::<Value>(&text).ok();
    let value = match ty {
        Type::Primitive(Primitive::String | Primitive::Date | Primitive::DateTime) => Some(Value::String(text)),
        Type::Primitive(Primitive::Binary) | Type::Literal { .. } => None,
        Type::Primitive(Primitive::Boolean) => json().filter(Value::is_boolean),
        Type::Primitive(Primitive::Integer) => json().filter(|v| v.is_i64() || v.is_u64()),
        Type::Primitive(Primitive::Number | Primitive::Float | Primitive::BigInteger | Primitive::Decimal) => {
            json().filter(Value::is_number)
        }
        Type::Primitive(Primitive::Object) | Type::Map(_) => json().filter(Value::is_object),
        Type::Primitive(Primitive::Any | Primitive::Null) => json(),
        Type::Array(_) => json().filter(Value::is_array),
        Type::Model(_) if text_like => Some(Value::String(text)),
        Type::Model(_) => json().filter(Value::is_object),
        Type::Union(_) => json(),
    };
    let fraction = value.as_ref().is_some_and(|v| v.is_f64() && v.as_f64().is_some_and(|n| n.fract() != 0.0));
    Example { value, null: false, fraction }
}

/// A value in the code of an example, as far as it tells something.
#[derive(Debug, PartialEq)]
pub(super) enum Used<'a> {
    Null,
    Fraction,
    Object(Vec<(&'a str, Used<'a>)>),
    Array(Vec<Used<'a>>),
    Other,
}

/// How deep the values of an example may nest.
const DEEPEST: usize = 64;

/// Reads the object literal of a TypeScript example (`let value: Pet = { name: "a", tag: null };`).
///
/// The code is an example, not a contract: whatever is not understood ends the reading, and what was read stands.
pub(super) fn usage(code: &str) -> Option<Used<'_>> {
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
                    members.push((key, self.member(depth)?));
                }
                Some(c) if c.is_alphabetic() || c == '_' || c == '$' => {
                    let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$')?;
                    let key = self.take(end);
                    members.push((key, self.member(depth)?));
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
    use serde_json::json;

    #[test]
    fn cells_become_values_of_their_type() {
        let text = Type::Primitive(Primitive::String);
        let number = Type::Primitive(Primitive::Number);
        assert_eq!(read("12", &text, false).value, Some(json!("12")));
        assert_eq!(read("12", &number, false).value, Some(json!(12)));
        assert_eq!(read("abc", &number, false).value, None);
        assert!(read("1.5", &number, false).fraction);
        assert!(!read("1", &number, false).fraction);
        assert!(read("null", &text, false).null);
        assert_eq!(read("{<br/>\"a\": 1<br/>}", &Type::Primitive(Primitive::Any), false).value, Some(json!({"a": 1})));
    }

    #[test]
    fn code_becomes_evidence() {
        let code = "import { Pet } from \"x\";\n\nlet value: Pet = {\n  name: \"a, }\",\n  tag: null,\n  \"odd-key\": [1, 2.5],\n  born: new Date(\"2020\"),\n  owner: { age: 1_000.5 },\n};";
        let Some(Used::Object(members)) = usage(code) else { panic!() };
        assert_eq!(
            members,
            [
                ("name", Used::Other),
                ("tag", Used::Null),
                ("odd-key", Used::Array(vec![Used::Other, Used::Fraction])),
                ("born", Used::Other),
                ("owner", Used::Object(vec![("age", Used::Fraction)])),
            ]
        );
    }

    #[test]
    fn code_that_is_cut_or_nested_without_end_does_no_harm() {
        assert_eq!(usage("let a = {"), Some(Used::Object(vec![])));
        assert_eq!(usage(&format!("let a = {{ b: {}", "[".repeat(100_000))), None);
        assert_eq!(usage("let a = { b: [ ;"), None);
    }
}
