//! What documents themselves call types, and what links call pages, whatever the language.

use crate::family::{Expr, Primitive};

/// What documents call scalars, in the names of unions.
pub(super) const SCALARS: &[(&str, Primitive)] = &[
    ("string", Primitive::String),
    ("integer", Primitive::Integer),
    ("number", Primitive::Float),
    ("boolean", Primitive::Boolean),
    ("object", Primitive::Object),
];

/// A type as the document itself calls it.
pub(super) fn scalar(text: &str) -> Option<Expr> {
    SCALARS.iter().find(|(word, _)| *word == text.trim()).map(|(_, primitive)| Expr::Primitive(*primitive))
}

/// The name of the page that a link leads to.
pub(super) fn stem(target: &str) -> &str {
    let path = target.split('#').next().unwrap_or(target);
    path.strip_suffix(".mdx").or_else(|| path.strip_suffix(".md")).unwrap_or(path)
}
