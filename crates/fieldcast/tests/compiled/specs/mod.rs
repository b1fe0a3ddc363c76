//! Enums and unions as the generator takes them.

pub mod parcels;
pub mod verifications;

use fieldcast::rust::enums::{EnumSpec, EnumValue};
use fieldcast::rust::unions::{Member, Shape, UnionSpec, Variant};
use serde_json::Value;

pub fn open(name: &str, docs: &str, values: &[(&str, Value)]) -> EnumSpec {
    let values = values.iter().map(|(variant, value)| EnumValue {
        variant: (*variant).into(),
        value: value.clone(),
        ..EnumValue::default()
    });
    EnumSpec { name: name.into(), docs: Some(docs.into()), open: true, values: values.collect(), deprecated: None }
}

pub fn closed(name: &str, docs: &str, values: &[(&str, Value)]) -> EnumSpec {
    EnumSpec { open: false, ..open(name, docs, values) }
}

pub fn member(name: &str, required: bool, shape: Shape) -> Member {
    Member { name: name.into(), aliases: Vec::new(), required, shape }
}

pub fn one(value: impl Into<Value>) -> Shape {
    Shape::Values { values: vec![value.into()], open: true }
}

pub fn variant(name: &str, ty: &str, shape: Shape) -> Variant {
    Variant { name: name.into(), ty: syn::parse_str(ty).unwrap(), docs: None, shape, boxed: false }
}

pub fn union(name: &str, docs: &str, variants: Vec<Variant>) -> UnionSpec {
    UnionSpec {
        name: name.into(),
        docs: Some(docs.into()),
        deprecated: None,
        variants,
        discriminator: None,
        one_of: true,
    }
}
