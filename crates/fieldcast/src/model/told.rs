//! What a row tells of its field's value beside its type: a default, limits, and whether only the service sets it.

use super::{Literal, Primitive, Type};
use crate::family::{self, Limits};
use serde_json::Value;

/// What a page tells of a field's value beside its type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The value that holds where the field is absent, where it can be read as one of the field's type.
    pub default: Option<Value>,
    /// Whether only the service sets it.
    pub read_only: bool,
    /// What its value may be.
    pub limits: Limits,
}

/// The longest pattern in bytes that is kept.
const LONGEST_PATTERN: usize = 1024;

/// What a row tells, where it tells anything that fits the type.
pub(super) fn of(told: family::Told, ty: &Type) -> Option<Box<Told>> {
    if told == family::Told::default() {
        return None;
    }
    let limits = told.limits;
    let number = matches!(ty, Type::Primitive(Primitive::Integer | Primitive::Float | Primitive::Number));
    let text = matches!(ty, Type::Primitive(Primitive::String));
    let list = matches!(ty, Type::Array(_));
    let pattern = limits.pattern.filter(|pattern| text && is_pattern(pattern));
    let limits = Limits {
        minimum: limits.minimum.filter(|value| number && value.is_finite()),
        maximum: limits.maximum.filter(|value| number && value.is_finite()),
        min_length: limits.min_length.filter(|_| text),
        max_length: limits.max_length.filter(|_| text),
        min_items: limits.min_items.filter(|_| list),
        max_items: limits.max_items.filter(|_| list),
        pattern,
    };
    let default = told.default.as_deref().and_then(|text| value(text.trim(), ty));
    let found = Told { default, read_only: told.read_only, limits };
    (found != Told::default()).then(|| Box::new(found))
}

/// A default as a value of a type; `None` where it is none, or written in a way that does not tell which.
fn value(text: &str, ty: &Type) -> Option<Value> {
    let quoted = ['"', '\'', '`'].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    // an escape is another in each language
    let quoted = quoted.filter(|inner| !inner.contains(['\\', '"']));
    match ty {
        Type::Primitive(Primitive::String) => {
            let bare = |text: &&str| !text.is_empty() && !text.contains(['"', '\'', '(', '[', '{', '\\', '`', '<']);
            quoted.or_else(|| Some(text).filter(bare)).map(Value::from)
        }
        Type::Primitive(Primitive::Integer) => {
            let digits = text.trim_end_matches(['l', 'L']);
            digits.parse::<i64>().ok().map(Value::from)
        }
        Type::Primitive(Primitive::Float | Primitive::Number) => {
            let digits = text.trim_end_matches(['f', 'F', 'd', 'D', 'm', 'M']);
            digits.parse::<i64>().map(Value::from).ok().or_else(|| number(digits))
        }
        Type::Primitive(Primitive::Boolean) => match text.trim_start_matches('$').to_ascii_lowercase().as_str() {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        Type::Literal { value, .. } => one_of(&[value], text, quoted),
        Type::Union(members) => {
            let literals: Vec<&Literal> = members
                .iter()
                .filter_map(|slot| match &slot.ty {
                    Type::Literal { value, .. } => Some(value),
                    _ => None,
                })
                .collect();
            one_of(&literals, text, quoted).filter(|_| literals.len() == members.len())
        }
        _ => None,
    }
}

fn number(text: &str) -> Option<Value> {
    text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from)
}

/// The value of an enum that a default is: as it stands, or by the SDK's name for it (`StatusEnum.Active`).
fn one_of(values: &[&Literal], text: &str, quoted: Option<&str>) -> Option<Value> {
    let of_text = |value: &Literal| match value {
        Literal::String(text) => Some(text.clone()),
        Literal::Integer(number) => Some(number.to_string()),
        Literal::Float(number) => Some(number.to_string()),
        Literal::Boolean(_) => None,
    };
    let json = |value: &Literal| match value {
        Literal::String(text) => Value::from(text.as_str()),
        Literal::Integer(number) => Value::from(*number),
        Literal::Float(number) => Value::from(*number),
        Literal::Boolean(truth) => Value::from(*truth),
    };
    let wanted = quoted.unwrap_or(text);
    if let Some(value) = values.iter().find(|value| of_text(value).as_deref() == Some(wanted)) {
        return Some(json(value));
    }
    let fold = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let last = fold(wanted.rsplit(['.', ':']).next().unwrap_or(wanted));
    let mut named = values.iter().filter(|value| of_text(value).is_some_and(|text| fold(&text) == last));
    // of two that are written alike neither is meant for sure
    let only = named.next().filter(|_| !last.is_empty())?;
    named.next().is_none().then(|| json(only))
}

/// Whether a text can stand as a regular expression: all that is opened is closed, and nothing hangs at its end.
fn is_pattern(text: &str) -> bool {
    if text.is_empty() || text.len() > LONGEST_PATTERN || text.starts_with(['*', '+', '?', '/']) {
        return false;
    }
    let (mut groups, mut class, mut signs) = (0_i32, false, text.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if signs.next().is_none() => return false,
            '[' if !class => class = true,
            ']' if class => class = false,
            '(' if !class => groups += 1,
            ')' if !class => groups -= 1,
            _ => {}
        }
        if groups < 0 {
            return false;
        }
    }
    groups == 0 && !class
}

#[cfg(test)]
mod tests {
    use super::super::Slot;
    use super::*;

    #[test]
    fn defaults_are_read_as_their_type() {
        let text = Type::Primitive(Primitive::String);
        let whole = Type::Primitive(Primitive::Integer);
        let float = Type::Primitive(Primitive::Float);
        let flag = Type::Primitive(Primitive::Boolean);
        let literal =
            |text: &str| Slot::unknown(Type::Literal { value: Literal::String(text.to_owned()), open: false });
        let hue = Type::Union(vec![literal("dark-red"), literal("blue")]);
        for (found, ty, expected) in [
            ("\"plum\"", &text, Some(Value::from("plum"))),
            ("plum", &text, Some(Value::from("plum"))),
            ("Plum()", &text, None),
            ("'a\\n'", &text, None),
            ("5L", &whole, Some(Value::from(5))),
            ("5.5", &whole, None),
            ("1.5M", &float, Some(Value::from(1.5))),
            ("2F", &float, Some(Value::from(2))),
            ("NaN", &float, None),
            ("$true", &flag, Some(Value::from(true))),
            ("yes", &flag, None),
            ("'blue'", &hue, Some(Value::from("blue"))),
            ("HueEnum.DarkRed", &hue, Some(Value::from("dark-red"))),
            ("HueEnum.Green", &hue, None),
        ] {
            assert_eq!(value(found, ty), expected, "{found}");
        }
    }

    #[test]
    fn patterns_that_are_none_are_left_out() {
        for (text, is) in [
            ("^[a-z(]+$", true),
            ("a|b", true),
            ("(a", false),
            ("a)", false),
            ("*a", false),
            ("a\\", false),
            ("[a", false),
        ] {
            assert_eq!(is_pattern(text), is, "{text}");
        }
    }

    #[test]
    fn limits_hold_for_the_type_they_are_of() {
        let limits = Limits { minimum: Some(1.0), max_length: Some(3), ..Limits::default() };
        let told = family::Told { limits, ..family::Told::default() };
        let found = of(told.clone(), &Type::Primitive(Primitive::String)).unwrap_or_default();
        assert_eq!((found.limits.minimum, found.limits.max_length), (None, Some(3)));
        assert_eq!(of(told, &Type::Primitive(Primitive::Boolean)), None);
        assert_eq!(of(family::Told::default(), &Type::Primitive(Primitive::String)), None);
    }
}
