//! Absent, null and value: each member's type says which of them it tells apart.
//!
//! | the schema says | the type |
//! |---|---|
//! | required, not null | `T` |
//! | required, may be null | `Option<T>`; a member that is missing is an error |
//! | may be absent, not null | `Option<T>`; null is an error |
//! | may be absent, may be null | `Option<Option<T>>`: `None` is absent, `Some(None)` is null |
//! | may be absent, null not known | `Option<T>`, and null is read as absent |

use crate::rust::code::types::{boxed, option};
use crate::rust::definition::{Presence, Struct};

/// Wraps the types of a struct's fields.
pub fn apply(object: &Struct, item: &mut syn::ItemStruct) {
    for (field, syntax) in object.fields.iter().zip(&mut item.fields) {
        let inner = syntax.ty.clone();
        let inner = if field.boxed { boxed(inner) } else { inner };
        syntax.ty = match field.presence {
            Presence::Required => inner,
            Presence::RequiredNullable | Presence::Optional | Presence::OptionalUnknown => option(inner),
            Presence::OptionalNullable => option(option(inner)),
        };
    }
}
