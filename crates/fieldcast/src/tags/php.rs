//! PHP: `#[SerializedName('due_date')]`, and the `@maps due_date` that APIMatic writes above a setter.
//!
//! What is left out where it is null (`SkipWhenNull`) may be absent; of null that tells nothing. What may be null and is
//! not left out is written as null.

use super::text::{identifier, lines, parameter};
use super::{Class, Exact, Hint, Member, Scalar};

/// Reads the classes of a file.
pub fn scan(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    let mut attributes: Vec<(u32, &str)> = Vec::new();
    let mut maps: Option<(&str, u32)> = None;
    for (number, line) in lines(text) {
        let trimmed = line.trim();
        if trimmed.starts_with("#[") {
            attributes.push((number, trimmed));
            continue;
        }
        if let Some(wire) = trimmed.strip_prefix("* @maps ") {
            maps = Some((wire, number));
        } else if let Some(setter) = trimmed.strip_prefix("public function set")
            && let (Some(class), Some((wire, line))) = (classes.last_mut(), maps.take())
        {
            let name = identifier(setter).to_owned();
            class.members.push(Member::new(name, wire, line));
        } else if let Some(constant) = trimmed.strip_prefix("public const ").or_else(|| trimmed.strip_prefix("const "))
            && let (Some(class), Some((name, value))) = (classes.last_mut(), constant.split_once(" = "))
        {
            class.values.extend(super::text::quoted(value).map(|value| (name.to_owned(), value.to_owned())));
        }
        let given = std::mem::take(&mut attributes);
        if let Some(class) = class(line, number) {
            classes.push(class);
            continue;
        }
        let (Some(class), Some((ty, name))) = (classes.last_mut(), property(trimmed)) else { continue };
        class.members.extend(member(ty, name, &given));
    }
    classes
}

fn class(line: &str, number: u32) -> Option<Class> {
    let line = ["final ", "readonly ", "abstract "]
        .into_iter()
        .fold(line, |line, word| line.strip_prefix(word).unwrap_or(line));
    if let Some(rest) = line.strip_prefix("class ") {
        return Some(Class::new(identifier(rest), number));
    }
    let rest = line.strip_prefix("enum ")?;
    let scalar = match rest.split_once(':').map(|(_, ty)| ty.trim().trim_end_matches('{').trim()) {
        Some("string") => Some(Scalar::Text),
        Some("int") => Some(Scalar::Integer),
        _ => None,
    };
    Some(Class { scalar, ..Class::new(identifier(rest), number) })
}

/// The type and name of a property: `public ?string $dueDate = null;`.
fn property(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("public ")?;
    let rest = rest.strip_prefix("readonly ").unwrap_or(rest);
    let (ty, rest) = rest.split_once('$')?;
    let name = identifier(rest);
    let ends = rest.get(name.len()..)?.trim_start().starts_with([';', '=']);
    (ends && !ty.contains('(')).then(|| (ty.trim(), name))
}

fn member(ty: &str, name: &str, attributes: &[(u32, &str)]) -> Option<Member> {
    let of = |mark: &str| attributes.iter().find(|(_, text)| text.contains(mark));
    if let Some((line, text)) = of("SerializedName(") {
        let wire = super::text::quoted(text.split_once("SerializedName(")?.1)?;
        let may_be_null = ty.starts_with('?') || ty.split('|').any(|part| part.eq_ignore_ascii_case("null"));
        let skipped = of("SkipWhenNull").is_some() || of("SkipWhenEmpty").is_some();
        let hint = Hint {
            nullable: match (may_be_null, skipped) {
                (true, true) => None,
                (null, _) => Some(null),
            },
            exact: exact(ty, attributes),
            ..Hint::default()
        };
        return Some(Member { hint, ..Member::new(name, wire, *line) });
    }
    let (line, text) = of("SpeakeasyMetadata(")?;
    let wire = parameter(text)?;
    let hint = Hint { exact: exact(ty, attributes), ..Hint::default() };
    Some(Member { hint, ..Member::new(name, wire, *line) }.sent(text))
}

fn exact(ty: &str, attributes: &[(u32, &str)]) -> Option<Exact> {
    let base = ty.trim_start_matches('?').trim_end_matches("|null").rsplit('\\').next()?;
    let format = attributes.iter().any(|(_, text)| text.contains("Y-m-d'") || text.contains("dateTimeFormat=Y-m-d)"));
    match base {
        "LocalDate" => Some(Exact::Date),
        "DateTime" if format => Some(Exact::Date),
        "DateTime" => Some(Exact::DateTime),
        _ => None,
    }
}
