//! What Example cells tell: a value for the schema, and sometimes a fact that the type alone does not show.

use super::{Primitive, Type};
use crate::markdown::clean_description;
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
        // a union may hold either, an enum text alone
        Type::Model(_) if text_like => Some(json().filter(Value::is_object).unwrap_or(Value::String(text))),
        Type::Model(_) => json().filter(Value::is_object),
        Type::Union(_) => json(),
    };
    let fraction = value.as_ref().is_some_and(|v| v.is_f64() && v.as_f64().is_some_and(|n| n.fract() != 0.0));
    Example { value, null: false, fraction }
}

#[cfg(test)]
mod tests {
    use super::super::ModelId;
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
        let union = Type::Model(ModelId(0));
        assert_eq!(read("[1]", &union, true).value, Some(json!("[1]")));
        assert_eq!(read("{\"a\": 1}", &union, true).value, Some(json!({"a": 1})));
        assert_eq!(read("{<br/>\"a\": 1<br/>}", &Type::Primitive(Primitive::Any), false).value, Some(json!({"a": 1})));
    }
}
