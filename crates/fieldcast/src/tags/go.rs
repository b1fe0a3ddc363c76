//! Go: `json:"due_date"`, and the values by which a union is read.

use super::text::{between, identifier, lines, parameter};
use super::{Choice, Class, Hint, Member, Scalar};
use crate::family::Literal;

/// Reads the structs of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut open = false;
    // The union whose reading is being looked at, and the values of its case.
    let mut union: Option<(String, Choice)> = None;
    let mut values: Vec<String> = Vec::new();
    for (number, line) in lines(text) {
        if let Some(rest) = line.strip_prefix("type ") {
            let name = identifier(rest);
            let of = rest.get(name.len()..).unwrap_or_default().trim();
            let scalar = match of {
                "string" => Some(Scalar::Text),
                "int64" | "int" | "int32" => Some(Scalar::Integer),
                _ => None,
            };
            open = of == "struct {";
            classes.push(Class { scalar, ..Class::new(name, number) });
        } else if line.starts_with('}') {
            open = false;
            if let Some((name, choice)) = union.take().filter(|(_, choice)| !choice.cases.is_empty())
                && let Some(class) = classes.iter_mut().rev().find(|class| class.name == name)
            {
                class.choice = Some(choice);
            }
        } else if let Some(rest) = line.strip_prefix("func (") {
            union = receiver(rest).map(|name| (name.to_owned(), Choice::default()));
            values.clear();
        } else if let Some((declared, value)) = line.split_once("= \"")
            && let Some((constant, of)) = declared.trim().split_once(' ')
            && let Some(class) = classes.last_mut().filter(|class| class.name == of.trim())
        {
            let name = constant.strip_prefix(&class.name).unwrap_or(constant).trim_start_matches('_');
            class.values.extend(value.split_once('"').map(|(value, _)| (name.to_owned(), value.to_owned())));
        } else if open {
            let member = member(line, number);
            if let (Some(member), Some(class)) = (member, classes.last_mut()) {
                class.members.push(member);
            }
        } else if let Some((_, choice)) = &mut union {
            choose(line.trim(), choice, &mut values);
        }
    }
    classes
}

/// The type that a function reads from JSON: `u *Fee) UnmarshalJSON(`.
fn receiver(rest: &str) -> Option<&str> {
    let (receiver, function) = rest.split_once(") ")?;
    function.starts_with("UnmarshalJSON(").then(|| receiver.split_once('*').map(|(_, name)| name))?
}

/// A line of the function that reads a union.
fn choose(line: &str, choice: &mut Choice, values: &mut Vec<String>) {
    if choice.wire.is_empty() {
        if line.contains('`')
            && let Some(wire) = between(line, "json:\"", '"')
        {
            wire.split(',').next().unwrap_or_default().clone_into(&mut choice.wire);
        }
    } else if let Some(rest) = line.strip_prefix("case \"") {
        values.extend(rest.split_once('"').map(|(value, _)| value.to_owned()));
    } else if let Some(member) = between(line, ":= new(", ')') {
        choice.cases.extend(values.drain(..).map(|value| (value, member.to_owned())));
    }
}

fn member(line: &str, number: u32) -> Option<Member> {
    let line = line.trim();
    let name = identifier(line);
    let (before, rest) = line.split_once('`')?;
    let tag = rest.split_once('`')?.0;
    let json = between(tag, "json:\"", '"').and_then(|json| json.split(',').next());
    let wire = json.filter(|json| !matches!(*json, "" | "-")).or_else(|| parameter(tag));
    let ty = before.get(name.len()..).unwrap_or_default().trim().trim_start_matches('*');
    let constant = between(tag, "const:\"", '"').and_then(|value| match ty {
        "string" => Some(Literal::String(value.to_owned())),
        "int64" | "int" => value.parse().ok().map(Literal::Integer),
        "bool" => value.parse().ok().map(Literal::Boolean),
        _ => None,
    });
    let hint = Hint { constant, ..Hint::default() };
    Some(Member { hint, ..Member::new(name, wire.filter(|_| !name.is_empty())?, number) }.sent(tag))
}
