//! What Example cells tell: a value for the schema, and sometimes a fact that the type alone does not show.

use super::{Primitive, Type};
use crate::markdown::clean_description;
use serde_json::Value;

/// The longest example in bytes that is kept; longer ones say little and cost every reader of the schema.
const LONGEST: usize = 4096;

/// What an Example cell tells of its field.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Example {
    /// The values that fit the type.
    pub values: Vec<Value>,
    /// One is null: the field may be null.
    pub null: bool,
    /// One has a fraction: the number is not an integer.
    pub fraction: bool,
}

/// The examples in a cell, which is one or `**Example 1:** a<br/>**Example 2:** b`.
pub(super) fn each<'c>(cell: &'c str, told: &mut impl FnMut(&'c str)) {
    let Some(mut rest) = cell.strip_prefix("**Example 1:**") else { return told(cell) };
    for number in 2u32.. {
        let part = rest.split_once(&format!("<br/>**Example {number}:**"));
        told(part.map_or(rest, |(one, _)| one).trim());
        match part {
            Some((_, after)) => rest = after,
            None => return,
        }
    }
}

/// Reads an Example cell as values of a type. `text_like` tells whether a model is an enum of strings or a union that
/// text may be a value of.
pub(super) fn read(cell: &str, ty: &Type, text_like: bool) -> Example {
    let mut found = Example::default();
    if !cell.is_empty() {
        each(cell, &mut |one| add(one, ty, text_like, &mut found));
    }
    found
}

fn add(cell: &str, ty: &Type, text_like: bool, found: &mut Example) {
    if cell.is_empty() || cell.len() > LONGEST {
        return;
    }
    let text = clean_description(cell);
    if text == "null" || text == "<nil>" {
        found.null = true;
        return;
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
        // a union may hold either, an enum text alone
        Type::Model(_) if text_like => Some(json().filter(Value::is_object).unwrap_or(Value::String(text))),
        Type::Model(_) => json().filter(Value::is_object),
        Type::Union(_) => json(),
    };
    found.fraction |= value.as_ref().is_some_and(|v| v.is_f64() && v.as_f64().is_some_and(|n| n.fract() != 0.0));
    found.values.extend(value);
}

/// Whether an Example cell shows a date alone: `2024-05-15`.
pub(super) fn is_date(cell: &str) -> bool {
    let mut dates = !cell.is_empty();
    each(cell, &mut |one| {
        let one = one.trim_matches(['"', '\'']).as_bytes();
        dates &= one.len() == 10
            && one.iter().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
    });
    dates
}

#[cfg(test)]
mod tests {
    use super::super::ModelId;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_cell_may_have_several_examples() {
        let all = |cell| {
            let mut all = Vec::new();
            each(cell, &mut |one| all.push(one));
            all
        };
        assert_eq!(all("a<br/>b"), ["a<br/>b"]);
        assert_eq!(all("**Example 1:** {<br/>\"a\": 1<br/>}<br/>**Example 2:** b"), ["{<br/>\"a\": 1<br/>}", "b"]);
        assert_eq!(all("**Example 1:** a"), ["a"]);
        let read = read(
            "**Example 1:** 1<br/>**Example 2:** null<br/>**Example 3:** 2.5",
            &Type::Primitive(Primitive::Number),
            false,
        );
        assert_eq!((read.values, read.null, read.fraction), (vec![json!(1), json!(2.5)], true, true));
    }

    #[test]
    fn dates_have_no_time() {
        for (cell, date) in
            [("2024-05-15", true), ("\"2024-05-15\"", true), ("2024-05-15T10:00:00Z", false), ("", false)]
        {
            assert_eq!(is_date(cell), date, "{cell}");
        }
    }

    #[test]
    fn cells_become_values_of_their_type() {
        let text = Type::Primitive(Primitive::String);
        let number = Type::Primitive(Primitive::Number);
        assert_eq!(read("12", &text, false).values, [json!("12")]);
        assert_eq!(read("12", &number, false).values, [json!(12)]);
        assert_eq!(read("abc", &number, false).values, [] as [Value; 0]);
        assert!(read("1.5", &number, false).fraction);
        assert!(!read("1", &number, false).fraction);
        assert!(read("null", &text, false).null);
        let union = Type::Model(ModelId(0));
        assert_eq!(read("[1]", &union, true).values, [json!("[1]")]);
        assert_eq!(read("{\"a\": 1}", &union, true).values, [json!({"a": 1})]);
        assert_eq!(read("{<br/>\"a\": 1<br/>}", &Type::Primitive(Primitive::Any), false).values, [json!({"a": 1})]);
    }
}
