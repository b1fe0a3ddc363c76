//! Which facts the pages tell, and which their language cannot show.

use crate::family::Primitive;
use crate::model::{Api, Kind, Slot, Type};
use serde::Serialize;

/// How often one kind of fact is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// What it is about, for people.
    pub fact: &'static str,
    /// How often the pages tell it.
    pub known: usize,
    /// How often they don't.
    pub unknown: usize,
    /// What the schema says where it is unknown.
    pub then: &'static str,
}

/// Counts of known and unknown.
#[derive(Default)]
struct Count {
    known: usize,
    unknown: usize,
}

impl Count {
    fn add(&mut self, known: bool) {
        if known {
            self.known += 1;
        } else {
            self.unknown += 1;
        }
    }
}

#[derive(Default)]
struct Counts {
    optional_null: Count,
    required_null: Count,
    inner_null: Count,
    whole: Count,
    open: Count,
    members: Count,
}

/// Counts, over all models of one SDK, the facts that its pages tell and leave unknown.
pub fn facts(api: &Api) -> Vec<Fact> {
    let mut counts = Counts::default();
    for model in &api.models {
        match &model.kind {
            Kind::Object(object) => {
                for field in &object.fields {
                    let count = if field.required { &mut counts.required_null } else { &mut counts.optional_null };
                    count.add(field.slot.nullable.is_some());
                    counts.inside(&field.slot.ty);
                }
                if let Some(slot) = &object.additional {
                    counts.element(slot);
                }
            }
            Kind::Enum(values) => counts.open.add(values.open.is_some()),
            Kind::Union(union) => {
                counts.members.add(union.members.is_some());
                for slot in union.members.iter().flatten() {
                    counts.inside(&slot.ty);
                }
            }
        }
    }
    let fact = |fact, count: Count, then| Fact { fact, known: count.known, unknown: count.unknown, then };
    vec![
        fact("whether an optional field may be null", counts.optional_null, "null is accepted"),
        fact("whether a required field may be null", counts.required_null, "null is refused"),
        fact("whether a list's or map's items may be null", counts.inner_null, "null is refused"),
        fact("whether a number is an integer", counts.whole, "any number is accepted"),
        fact("whether an enum takes other values", counts.open, "the schema lists the known ones"),
        fact("what a union's members are", counts.members, "anything is accepted"),
    ]
}

impl Counts {
    /// The types below a field's own.
    fn inside(&mut self, ty: &Type) {
        match ty {
            Type::Primitive(primitive) => match primitive {
                Primitive::Number => self.whole.add(false),
                Primitive::Integer | Primitive::BigInteger | Primitive::Float | Primitive::Decimal => {
                    self.whole.add(true);
                }
                _ => {}
            },
            Type::Array(slot) | Type::Map(slot) => self.element(slot),
            Type::Union(slots) => slots.iter().for_each(|slot| self.inside(&slot.ty)),
            Type::Literal { .. } | Type::Model(_) => {}
        }
    }

    fn element(&mut self, slot: &Slot) {
        self.inner_null.add(slot.nullable.is_some());
        self.inside(&slot.ty);
    }
}
