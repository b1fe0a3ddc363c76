//! A validator's error in words: where, what was found, what was expected.
//!
//! "Not valid under any of the schemas" helps nobody. Where a value fits no member of a union, the member that it was
//! most likely meant to be is looked for, and what is wrong with the value as that member is said instead.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;
use std::collections::HashSet;

/// How many characters of a value are shown.
const SHOWN: usize = 60;
/// How many values of an enum are shown.
const SHOWN_VALUES: usize = 12;

/// One difference between a payload and its model.
pub(super) struct Difference {
    pub(super) path: String,
    pub(super) found: String,
    pub(super) expected: String,
    pub(super) rule: String,
}

/// Explains `error`: one difference, or several where it is about a union's member.
pub(super) fn explain(error: &ValidationError<'_>) -> Vec<Difference> {
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => match likeliest(error, context) {
            Some(member) => member.iter().flat_map(explain).collect(),
            None => vec![difference(error, alternatives(context))],
        },
        _ => vec![difference(error, expected(error))],
    }
}

fn difference(error: &ValidationError<'_>, expected: String) -> Difference {
    let rule = match error.absolute_keyword_location() {
        Some(uri) => uri.as_str().to_owned(),
        None => format!("#{}", error.schema_path()),
    };
    Difference { path: error.instance_path().as_str().to_owned(), found: shortened(error.instance()), expected, rule }
}

/// The member of a union that the value was meant to be: the only one whose type it has, else the one that it misses by
/// the least; `None` where several are as likely.
fn likeliest<'e>(
    union: &ValidationError<'_>,
    members: &'e [Vec<ValidationError<'static>>],
) -> Option<&'e [ValidationError<'static>]> {
    let here = union.instance_path().as_str();
    let of_type: Vec<_> = members
        .iter()
        .filter(|errors| {
            !errors
                .iter()
                .any(|error| matches!(error.kind(), Kind::Type { .. }) && error.instance_path().as_str() == here)
        })
        .collect();
    match of_type.as_slice() {
        [] => None,
        [only] => Some(only),
        several => {
            let fewest = several.iter().map(|errors| errors.len()).min()?;
            let mut nearest = several.iter().filter(|errors| errors.len() == fewest);
            let first = nearest.next()?;
            nearest.next().is_none().then_some(first)
        }
    }
}

/// What the members of a union ask for, one after another.
fn alternatives(members: &[Vec<ValidationError<'static>>]) -> String {
    let (mut all, mut seen) = (Vec::new(), HashSet::new());
    for error in members.iter().filter_map(|errors| errors.first()) {
        let text = match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => alternatives(context),
            _ => expected(error),
        };
        if seen.insert(text.clone()) {
            all.push(text);
        }
    }
    all.join(" or ")
}

/// What the keyword that refused the value asks for.
fn expected(error: &ValidationError<'_>) -> String {
    match error.kind() {
        Kind::Type { kind: TypeKind::Single(ty) } => ty.to_string(),
        Kind::Type { kind: TypeKind::Multiple(types) } => {
            types.iter().map(|ty| ty.to_string()).collect::<Vec<_>>().join(" or ")
        }
        Kind::Enum { options } => one_of(options),
        Kind::Constant { expected_value } => shortened(expected_value),
        Kind::Required { property } => format!("a member `{}`", property.as_str().unwrap_or_default()),
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let names: Vec<String> = unexpected.iter().map(|name| format!("`{name}`")).collect();
            format!("no member {}", names.join(", "))
        }
        Kind::OneOfMultipleValid { .. } => "a value that fits exactly one member of the union".to_owned(),
        Kind::FalseSchema => "nothing".to_owned(),
        _ => {
            // The remaining keywords are not fieldcast's own; the validator's sentence, without the value, is their best.
            let sentence = error.masked().to_string();
            format!("that not: {sentence}")
        }
    }
}

/// The values of an enum.
fn one_of(options: &Value) -> String {
    let Some(options) = options.as_array() else { return shortened(options) };
    let mut list: Vec<String> = options.iter().take(SHOWN_VALUES).map(shortened).collect();
    if options.len() > SHOWN_VALUES {
        list.push(format!("{} more", options.len() - SHOWN_VALUES));
    }
    match list.as_slice() {
        [only] => only.clone(),
        _ => format!("one of {}", list.join(", ")),
    }
}

/// A value as JSON, cut.
fn shortened(value: &Value) -> String {
    cut(&value.to_string())
}

/// A text, cut after [`SHOWN`] characters.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
