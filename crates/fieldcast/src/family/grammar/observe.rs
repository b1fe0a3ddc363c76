//! What wrappers and ticks say together: the pieces from which each language's row of the table is made.

use crate::family::{Expr, Observed, Primitive, Wrapper};

/// Takes the outermost wrappers off a type and joins them.
pub fn unwrap(mut ty: Expr) -> (Option<Wrapper>, Expr) {
    let mut joined = None;
    loop {
        match ty {
            Expr::Wrapped(wrapper, inner) => {
                joined = Some(joined.map_or(wrapper, |outer| join(outer, wrapper)));
                ty = *inner;
            }
            ty => return (joined, ty),
        }
    }
}

fn join(outer: Wrapper, inner: Wrapper) -> Wrapper {
    use Wrapper::{Either, Nullable, Optional, OptionalNullable};
    match (outer, inner) {
        (Either, other) | (other, Either) => other,
        (Optional, Optional) => Optional,
        (Nullable, Nullable) => Nullable,
        (Optional | Nullable | OptionalNullable, Optional | Nullable | OptionalNullable) => OptionalNullable,
    }
}

/// Whether a type never carries a wrapper on its outside, so that one that is not there says nothing: lists, maps,
/// dates and anything at all (measured over pages; anything accepts null whatever is said of it).
pub fn is_never_wrapped(ty: &Expr) -> bool {
    match ty {
        Expr::Array(_) | Expr::Map(_) | Expr::Transport(_) => true,
        Expr::Primitive(p) => matches!(p, Primitive::Date | Primitive::DateTime | Primitive::Any),
        Expr::Linked { inner, .. } => is_never_wrapped(inner),
        _ => false,
    }
}

/// TypeScript, C# and PHP: the tick alone speaks, and of null nothing does.
pub fn by_tick(required: bool, ty: Expr) -> Observed {
    let (wrapper, ty) = unwrap(ty);
    let nullable = match wrapper {
        Some(Wrapper::Nullable | Wrapper::OptionalNullable) => Some(true),
        // What is there in any case can carry the mark for "absent or null" only because of null.
        Some(Wrapper::Either) if required => Some(true),
        _ => None,
    };
    Observed { required, nullable, ty }
}

/// Ruby and Go: one mark for absent and null, so it speaks of null only where the field must be there.
pub fn by_either(required: bool, ty: Expr, is_never_wrapped: impl Fn(&Expr) -> bool) -> Observed {
    let (wrapper, ty) = unwrap(ty);
    let nullable = match wrapper {
        Some(Wrapper::Nullable | Wrapper::OptionalNullable) => Some(true),
        Some(_) if required => Some(true),
        None if required && !is_never_wrapped(&ty) => Some(false),
        _ => None,
    };
    Observed { required, nullable, ty }
}
