//! How large a type is in memory, roughly, and so which types a union holds in a `Box`.
//!
//! A value of a union is as large as its largest type, wherever it stands. The bound is high, so that few types are
//! near it: one that grows past it changes how its variant is matched.

use crate::rust::definition::{Api, Enum, Id, Kind, Presence, Type};

/// A type of a union that is larger than this, in bytes, is held in a `Box`.
const LARGE: usize = 512;

/// A `String`, a `Vec`, a map.
const HEAP: usize = 24;

/// What a `Box` takes.
const POINTER: usize = 8;

/// Boxes the large types of every union.
pub fn box_large(api: &mut Api) {
    let mut sizes = Sizes { api, known: vec![None; api.definitions.len()], large: Vec::new() };
    for index in 0..api.definitions.len() {
        sizes.find(Id(index));
    }
    for (id, variant) in sizes.large {
        if let Some(Kind::Union(union)) = api.definitions.get_mut(id.0).map(|definition| &mut definition.kind)
            && let Some(variant) = union.variants.get_mut(variant)
        {
            variant.boxed = true;
        }
    }
}

struct Sizes<'a> {
    api: &'a Api,
    /// Of each definition, once it is known. While it is being found it is that of a `Box`, which is what a type that
    /// holds itself has there.
    known: Vec<Option<usize>>,
    /// The variants to box, by the union's id and their place in it.
    large: Vec<(Id, usize)>,
}

impl Sizes<'_> {
    /// Finds the size of a definition, and before it those of all that it holds: without recursion, for a chain of models
    /// may be long.
    fn find(&mut self, root: Id) {
        let mut stack = vec![(root, false)];
        while let Some((id, is_ready)) = stack.pop() {
            if is_ready {
                let size = self.definition(id);
                self.set(id, size);
            } else if self.known.get(id.0) == Some(&None) {
                self.set(id, POINTER);
                stack.push((id, true));
                if let Some(definition) = self.api.get(id) {
                    definition.visit_types(&mut |ty| {
                        ty.visit_refs(&mut |to, by_value| stack.extend(by_value.then_some((to, false))));
                    });
                }
            }
        }
    }

    fn definition(&mut self, id: Id) -> usize {
        let api = self.api;
        match api.get(id).map(|definition| &definition.kind) {
            Some(Kind::Struct(object)) => {
                let rest = if object.rest.is_some() { HEAP } else { 0 };
                let fields = object.fields.iter().map(|field| {
                    let size = if field.boxed { POINTER } else { self.of(&field.ty) };
                    if field.presence == Presence::Required { size } else { optional(size) }
                });
                fields.sum::<usize>() + rest
            }
            Some(Kind::Enum(list)) => enumeration(list),
            Some(Kind::Union(union)) => {
                let mut largest = self.of(&Type::Any);
                for (index, variant) in union.variants.iter().enumerate() {
                    let mut size = if variant.boxed { POINTER } else { self.of(&variant.ty) };
                    if size > LARGE {
                        self.large.push((id, index));
                        size = POINTER;
                    }
                    largest = largest.max(size);
                }
                largest + POINTER
            }
            Some(Kind::Newtype(ty)) => self.of(ty),
            None => 0,
        }
    }

    fn set(&mut self, id: Id, size: usize) {
        if let Some(known) = self.known.get_mut(id.0) {
            *known = Some(size);
        }
    }

    fn of(&self, ty: &Type) -> usize {
        match ty {
            Type::Boolean => 1,
            Type::Integer => 8,
            Type::Number => 16,
            Type::String | Type::Date | Type::DateTime | Type::List(_) | Type::Map(_) => HEAP,
            Type::BigInt | Type::Decimal | Type::Any => HEAP + 8,
            Type::Nullable(inner) => optional(self.of(inner)),
            Type::Ref(id) => self.known.get(id.0).copied().flatten().unwrap_or(POINTER),
        }
    }
}

/// The size of an `Option`: what has no spare value, such as a number, needs a place to say that it is there.
fn optional(size: usize) -> usize {
    if matches!(size, 8 | 16) { size + 8 } else { size }
}

fn enumeration(list: &Enum) -> usize {
    let is_text = list.values.iter().all(|(_, value)| value.is_string());
    match (list.open, is_text) {
        (false, _) => 1,
        (true, true) => HEAP,
        (true, false) => HEAP + 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::definition::{Definition, Field, Struct, Union, Variant};

    fn definition(name: &str, kind: Kind) -> Definition {
        Definition {
            pointer: format!("#/$defs/{name}"),
            namespace: None,
            name: name.into(),
            documented: name.into(),
            model: name.into(),
            docs: None,
            deprecated: None,
            kind,
            sample: Default::default(),
        }
    }

    fn object(types: Vec<Type>) -> Kind {
        let fields = types.into_iter().enumerate().map(|(index, ty)| Field {
            wire: format!("f{index}"),
            name: format!("f{index}"),
            ty,
            presence: Presence::Required,
            boxed: false,
            aliases: Vec::new(),
            docs: None,
            told: None,
            keywords: Vec::new(),
            sample: Default::default(),
            deprecated: None,
        });
        Kind::Struct(Struct { fields: fields.collect(), rest: None })
    }

    fn union(types: Vec<Type>) -> Kind {
        let variants = types.into_iter().enumerate().map(|(index, ty)| Variant {
            name: format!("V{index}"),
            ty,
            docs: None,
            boxed: false,
        });
        Kind::Union(Union { variants: variants.collect(), discriminator: None, one_of: true })
    }

    fn boxed(kinds: Vec<Kind>) -> Vec<Vec<bool>> {
        let definitions = kinds.into_iter().enumerate().map(|(index, kind)| definition(&format!("D{index}"), kind));
        let mut api = Api { definitions: definitions.collect(), ..Api::default() };
        box_large(&mut api);
        let unions = api.definitions.iter().filter_map(|definition| match &definition.kind {
            Kind::Union(union) => Some(union.variants.iter().map(|variant| variant.boxed).collect()),
            _ => None,
        });
        unions.collect()
    }

    #[test]
    fn large_types_are_boxed() {
        let small = object(vec![Type::String; 21]);
        let large = object(vec![Type::String; 22]);
        let kinds = vec![union(vec![Type::Ref(Id(1)), Type::Ref(Id(2)), Type::String]), small, large];
        assert_eq!(boxed(kinds), [[false, true, false]]);
    }

    #[test]
    fn what_is_boxed_inside_is_small() {
        // The inner union boxes its type, so the outer one need not.
        let kinds = vec![
            union(vec![Type::Ref(Id(1)), Type::List(Box::new(Type::Ref(Id(2))))]),
            union(vec![Type::Ref(Id(2))]),
            object(vec![Type::String; 40]),
        ];
        assert_eq!(boxed(kinds), [vec![false, false], vec![true]]);
    }

    #[test]
    fn a_type_that_holds_itself_has_a_size() {
        let kinds = vec![union(vec![Type::Ref(Id(1))]), object(vec![Type::Ref(Id(0)), Type::Integer])];
        assert_eq!(boxed(kinds), [[false]]);
    }
}
