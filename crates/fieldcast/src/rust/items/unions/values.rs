//! What is known of the values of a shape.

use serde_json::Value;

use super::Shape;

/// The known values of a shape other than null, and whether others are read too. `None` where it has no list of them.
pub(super) fn known_values(shape: &Shape) -> Option<(Vec<Value>, bool)> {
    match shape {
        Shape::Values { values, open } => {
            let values: Vec<_> = values.iter().filter(|value| !value.is_null()).cloned().collect();
            (!values.is_empty()).then_some((values, *open))
        }
        Shape::OneOf(shapes) => {
            let mut rest = shapes.iter().filter(|shape| **shape != Shape::Null);
            let first = known_values(rest.next()?)?;
            rest.next().is_none().then_some(first)
        }
        _ => None,
    }
}
