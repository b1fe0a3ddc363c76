//! C#: `[JsonProperty("due_date")]`, and `[DataMember(Name = "due_date")]`, `[JsonPropertyName("due_date")]`.
//!
//! An optional member that may be null is given null from the start (`= null`), one that may not be is given nothing; a
//! required one that may be null says that it is written all the same (`NullValueHandling.Include`).

use super::text::{between, identifier, lines, parameter};
use super::{Class, Hint, Member, Scalar};

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    // The name, its line, and the tag.
    let mut tag: Option<(&str, u32, &str)> = None;
    let mut value: Option<&str> = None;
    let mut within_enum = false;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if trimmed.starts_with('[') {
            let speaks = between(trimmed, "JsonProperty(\"", '"')
                .or_else(|| parameter(trimmed).filter(|_| trimmed.contains("SpeakeasyMetadata(")));
            let named = between(trimmed, "DataMember(Name = \"", '"')
                .or_else(|| between(trimmed, "DataMember(Name=\"", '"'))
                .or_else(|| between(trimmed, "JsonPropertyName(\"", '"'));
            if let Some(told) = speaks.or(named) {
                tag = Some((told, number, trimmed));
            }
            value = between(trimmed, "EnumMember(Value = \"", '"').or(value);
            continue;
        }
        let Some(rest) = trimmed.strip_prefix("public ") else {
            if let (Some(value), Some(class), true) = (value.take(), classes.last_mut(), within_enum) {
                class.values.push((identifier(trimmed).to_owned(), value.to_owned()));
            }
            match (tag.take(), classes.last_mut()) {
                (Some(_), Some(class)) if within_enum => class.scalar = Some(Scalar::Text),
                (None, Some(class)) if within_enum && is_number(trimmed) => class.scalar = Some(Scalar::Integer),
                _ => {}
            }
            continue;
        };
        let kind = ["partial class ", "sealed class ", "class ", "enum "];
        if let Some((kind, rest)) = kind.into_iter().find_map(|kind| Some((kind, rest.strip_prefix(kind)?))) {
            within_enum = kind == "enum ";
            tag = None;
            classes.push(Class::new(identifier(rest), number));
            continue;
        }
        let Some(class) = classes.last_mut() else { continue };
        // An open enum has a constant for each of its values.
        if rest.starts_with("static readonly ")
            && let Some((_, made)) = rest.split_once("= new ")
            && identifier(made) == class.name
        {
            class.scalar = match between(made, "(", ')') {
                Some(value) if value.starts_with('"') => Some(Scalar::Text),
                Some(value) if value.trim_end_matches('L').parse::<i64>().is_ok() => Some(Scalar::Integer),
                _ => class.scalar,
            };
        }
        let Some((wire, line, tag)) = tag.take() else { continue };
        let include = tag.contains("NullValueHandling.Include");
        // of null only some tags tell
        let speaks = tag.contains("JsonProperty(\"") || tag.contains("SpeakeasyMetadata(");
        let long =
            || Some((rest.strip_suffix(" {").unwrap_or(rest), "")).filter(|(rest, _)| !rest.contains(['(', ';', '=']));
        let Some((declared, access)) = rest.split_once(" { get").or_else(long) else { continue };
        let Some((ty, name)) = declared.rsplit_once(' ') else { continue };
        let initial = access.split_once('}').map_or("", |(_, rest)| rest).trim();
        let nullable = match (ty.ends_with('?'), initial) {
            _ if !speaks => None,
            _ if include => Some(true),
            (true, "= null;") => Some(true),
            (true, "") | (false, "= default!;") => Some(false),
            _ => None,
        };
        let hint = Hint { nullable, ..Hint::default() };
        class.members.push(Member { hint, ..Member::new(name, wire, line) }.sent(tag));
    }
    classes
}

/// Whether a line gives a number to a value: `Paid = 2,`.
fn is_number(line: &str) -> bool {
    let value = line.split_once(" = ").map(|(_, value)| value.trim_end_matches(','));
    value.is_some_and(|value| value.trim_end_matches('L').parse::<i64>().is_ok())
}
