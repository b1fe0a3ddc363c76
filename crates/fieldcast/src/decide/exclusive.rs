//! Which members of a union exclude each other, and the member of an object that tells them apart.
//!
//! `oneOf` refuses a value that two of its members accept, so it may only stand where that cannot happen: where the JSON
//! types differ, or where each object requires a member whose values are distinct. Everywhere else it is `anyOf`.

use super::{Field, Kind, Model, Primitive, Slot, Type, Union, ambiguous};
use crate::diagnostic::Diagnostic;
use crate::model::{Literal, ModelId};
use rayon::prelude::*;
use std::collections::HashSet;

/// The member of the objects of a union whose value tells which of them it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// Its name on the wire.
    pub property: String,
    /// Each value and the place of the member, in the order of the union's members.
    pub mapping: Vec<(String, usize)>,
}

/// How many members of one union are compared pair by pair.
const MOST_COMPARED: usize = 256;

/// How many members of an object are tried as what tells the objects of a union apart.
const MOST_TRIED: usize = 64;

/// How deep unions of unions are looked into; what lies deeper may be of any type.
const MOST_ROUNDS: usize = 64;

/// JSON's types as bits; an integer is a number.
mod json {
    pub const STRING: u8 = 1;
    pub const NUMBER: u8 = 2;
    pub const BOOLEAN: u8 = 4;
    pub const ARRAY: u8 = 8;
    pub const OBJECT: u8 = 16;
    pub const NULL: u8 = 32;
    pub const ANY: u8 = 63;
}

/// Finds the discriminator of every union and whether its members exclude each other, and closes the enums whose one
/// value makes that so.
pub(super) fn settle(models: &mut [Model], diagnostics: &mut Vec<Diagnostic>) {
    let types = json_types_of_models(models);
    let known = Known { models, types: &types };
    let verdicts: Vec<Option<Verdict>> = models
        .par_iter()
        .map(|model| match &model.kind {
            Kind::Union { members: Some(members), .. } => Some(known.verdict(members)),
            _ => None,
        })
        .collect();
    let mut decisive = HashSet::new();
    for (model, verdict) in models.iter_mut().zip(verdicts) {
        let (Some(verdict), Kind::Union { exclusive, discriminator, .. }) = (verdict, &mut model.kind) else {
            continue;
        };
        if let Some((a, b)) = &verdict.ambiguous {
            diagnostics.push(ambiguous(&model.place, &model.key, (a, b)));
        }
        decisive.extend(verdict.decisive);
        *exclusive = verdict.exclusive;
        *discriminator = verdict.discriminator;
    }
    settle_inline(models, &types, diagnostics, &mut decisive);
    for closed in decisive {
        close(models, &closed);
    }
}

/// An open set of one value that has to be taken as closed, because the value tells the members of a union apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Decisive {
    /// An enum.
    Enum(usize),
    /// The literal of a model's field.
    Field(usize, String),
}

fn close(models: &mut [Model], decisive: &Decisive) {
    match decisive {
        Decisive::Enum(id) => {
            if let Some(Kind::Enum { decisive, .. }) = models.get_mut(*id).map(|m| &mut m.kind) {
                *decisive = true;
            }
        }
        Decisive::Field(id, name) => {
            let Some(Kind::Object { fields, .. }) = models.get_mut(*id).map(|m| &mut m.kind) else { return };
            if let Some(Type::Literal { open, .. }) =
                fields.iter_mut().find(|f| f.name == *name).map(|f| &mut f.slot.ty)
            {
                *open = false;
            }
        }
    }
}

fn has_inline_union(model: &Model) -> bool {
    fn within(slot: &Slot) -> bool {
        match &slot.ty {
            Type::Union(_) => true,
            Type::Array(of) | Type::Map(of) => within(of),
            _ => false,
        }
    }
    match &model.kind {
        Kind::Object { fields, additional } => {
            fields.iter().any(|f| within(&f.slot)) || additional.as_ref().is_some_and(within)
        }
        Kind::Union { members, .. } => members.iter().flatten().any(within),
        Kind::Enum { .. } => false,
    }
}

/// The unions within fields and members: the same, with the models as they are.
fn settle_inline(
    models: &mut [Model],
    types: &[u8],
    diagnostics: &mut Vec<Diagnostic>,
    decisive: &mut HashSet<Decisive>,
) {
    let all = models.par_iter().enumerate();
    let wanted: Vec<usize> = all.filter(|(_, model)| has_inline_union(model)).map(|(at, _)| at).collect();
    for at in wanted {
        let Some(mut model) = models.get(at).cloned() else { continue };
        let mut each = |slot: &mut Slot, name: &str| {
            let mut unions = Vec::new();
            collect(slot, &mut unions);
            for union in unions {
                let found = Known { models, types }.verdict(&union.members);
                if let Some((a, b)) = &found.ambiguous {
                    diagnostics.push(ambiguous(&model.place, name, (a, b)));
                }
                decisive.extend(found.decisive);
                union.exclusive = found.exclusive;
                union.discriminator = found.discriminator;
            }
        };
        match &mut model.kind {
            Kind::Object { fields, additional } => {
                for field in fields {
                    let name = format!("{}.{}", model.key, field.name);
                    each(&mut field.slot, &name);
                }
                additional.iter_mut().for_each(|slot| each(slot, &model.key));
            }
            Kind::Union { members, .. } => members.iter_mut().flatten().for_each(|slot| each(slot, &model.key)),
            Kind::Enum { .. } => {}
        }
        if let Some(old) = models.get_mut(at) {
            *old = model;
        }
    }
}

/// The unions within a slot, outermost only: a union of unions is settled as it stands.
fn collect<'t>(slot: &'t mut Slot, into: &mut Vec<&'t mut Union>) {
    match &mut slot.ty {
        Type::Array(of) | Type::Map(of) => collect(of, into),
        Type::Union(union) => into.push(union),
        _ => {}
    }
}

/// What is found about one union.
#[derive(Default)]
struct Verdict {
    exclusive: bool,
    discriminator: Option<Discriminator>,
    /// What has to be closed for it.
    decisive: Vec<Decisive>,
    /// Two objects that nothing tells apart.
    ambiguous: Option<(String, String)>,
}

/// The models, and the JSON types that a value of each may have.
#[derive(Clone, Copy)]
struct Known<'m> {
    models: &'m [Model],
    types: &'m [u8],
}

impl<'m> Known<'m> {
    fn verdict(self, members: &[Slot]) -> Verdict {
        let objects: Vec<Option<(usize, &[Field])>> = members.iter().map(|slot| self.object(slot)).collect();
        if let Some((discriminator, decisive)) = self.discriminator(&objects) {
            return Verdict { exclusive: true, discriminator: Some(discriminator), decisive, ambiguous: None };
        }
        let exclusive = members.len() > 1 && members.len() <= MOST_COMPARED;
        let mut verdict = Verdict { exclusive, ..Verdict::default() };
        if !exclusive {
            return verdict;
        }
        let closed: Vec<Option<Vec<&Literal>>> = members.iter().map(|slot| self.closed_values(&slot.ty)).collect();
        verdict.exclusive = are_distinct(closed.iter().flatten().flatten().copied());
        for (at, a) in members.iter().enumerate() {
            for (to, b) in members.iter().enumerate().skip(at + 1) {
                if !verdict.exclusive && verdict.ambiguous.is_some() {
                    return verdict;
                }
                let of = |at: usize| closed.get(at).is_some_and(Option::is_some);
                if of(at) && of(to) || json_types(a, self.types) & json_types(b, self.types) == 0 {
                    continue;
                }
                verdict.exclusive = false;
                let both = objects.get(at).copied().flatten().zip(objects.get(to).copied().flatten());
                if let Some(((_, x), (_, y))) = both
                    && verdict.ambiguous.is_none()
                    && !told_apart(x, y)
                {
                    verdict.ambiguous = Some((self.name(a), self.name(b)));
                }
            }
        }
        verdict
    }

    /// The member that every object requires and whose texts are distinct.
    fn discriminator(self, objects: &[Option<(usize, &[Field])>]) -> Option<(Discriminator, Vec<Decisive>)> {
        let all: Vec<(usize, &[Field])> = objects.iter().copied().collect::<Option<_>>()?;
        let ((_, first), rest) = all.split_first()?;
        if rest.is_empty() {
            return None;
        }
        first.iter().filter(|f| f.required).take(MOST_TRIED).find_map(|candidate| {
            let mut seen = HashSet::new();
            let mut mapping = Vec::new();
            let mut decisive = Vec::new();
            for (at, (model, fields)) in all.iter().enumerate() {
                let field = fields.iter().find(|f| f.name == candidate.name && f.required && !f.slot.nullable)?;
                let (values, closed) = self.deciding_values(*model, field)?;
                for value in values {
                    if !seen.insert(value.clone()) {
                        return None;
                    }
                    mapping.push((value, at));
                }
                decisive.extend(closed);
            }
            Some((Discriminator { property: candidate.name.clone(), mapping }, decisive))
        })
    }

    /// The texts of a closed set, or of an open one that lists a single value: an SDK calls it open, but it is there to
    /// tell what the object is. Gives what to close beside them.
    fn deciding_values(self, model: usize, field: &Field) -> Option<(Vec<String>, Option<Decisive>)> {
        match &field.slot.ty {
            Type::Literal { value: Literal::String(text), open } => {
                Some((vec![text.clone()], open.then(|| Decisive::Field(model, field.name.clone()))))
            }
            Type::Model(ModelId(id)) => match &self.models.get(*id)?.kind {
                Kind::Enum { values, open, .. } if *open != Some(true) || values.len() == 1 => {
                    let texts: Option<Vec<String>> = values
                        .iter()
                        .map(|value| match value {
                            Literal::String(text) => Some(text.clone()),
                            _ => None,
                        })
                        .collect();
                    let closed = (*open == Some(true)).then_some(Decisive::Enum(*id));
                    Some((texts.filter(|t| !t.is_empty())?, closed))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The values of a closed set.
    fn closed_values<'s>(self, ty: &'s Type) -> Option<Vec<&'s Literal>>
    where
        'm: 's,
    {
        match ty {
            Type::Literal { value, open: false } => Some(vec![value]),
            Type::Model(ModelId(id)) => match &self.models.get(*id)?.kind {
                Kind::Enum { values, open, .. } if *open != Some(true) => Some(values.iter().collect()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The number and the members of an object.
    fn object(self, slot: &Slot) -> Option<(usize, &'m [Field])> {
        let Type::Model(ModelId(id)) = slot.ty else { return None };
        match &self.models.get(id)?.kind {
            Kind::Object { fields, .. } if !slot.nullable => Some((id, fields)),
            _ => None,
        }
    }

    /// What a member is called in a message.
    fn name(self, slot: &Slot) -> String {
        match slot.ty {
            Type::Model(ModelId(id)) => self.models.get(id).map_or_else(String::new, |m| m.key.clone()),
            _ => "a value".to_owned(),
        }
    }
}

/// Whether no value is there twice; numbers are the same however they are written.
fn are_distinct<'l>(values: impl Iterator<Item = &'l Literal>) -> bool {
    let mut seen = HashSet::new();
    values.into_iter().all(|value| {
        seen.insert(match value {
            Literal::String(text) => (0, text.clone()),
            Literal::Integer(number) => (1, (*number as f64).to_bits().to_string()),
            Literal::Float(number) => (1, number.to_bits().to_string()),
            Literal::Boolean(value) => (2, value.to_string()),
        })
    })
}

/// Whether one of two objects requires a member that the other does not know, so that a reader can choose.
fn told_apart(a: &[Field], b: &[Field]) -> bool {
    let lacks = |a: &[Field], b: &[Field]| {
        let known: HashSet<&str> = b.iter().map(|g| g.name.as_str()).collect();
        a.iter().any(|f| f.required && !known.contains(f.name.as_str()))
    };
    lacks(a, b) || lacks(b, a)
}

/// The JSON types that a value of each model may have: unions of unions take a round each, and never lose a type.
fn json_types_of_models(models: &[Model]) -> Vec<u8> {
    let mut types = vec![0; models.len()];
    for _ in 0..MOST_ROUNDS {
        let next: Vec<u8> = models
            .iter()
            .map(|model| match &model.kind {
                Kind::Object { .. } => json::OBJECT,
                Kind::Enum { values, .. } => values.iter().fold(0, |all, v| all | json_type_of_literal(v)),
                Kind::Union { members: Some(members), .. } => json_types_of_members(members, &types),
                Kind::Union { members: None, .. } => json::ANY,
            })
            .collect();
        if next == types {
            return types;
        }
        types = next;
    }
    vec![json::ANY; models.len()]
}

fn json_types_of_members(members: &[Slot], types: &[u8]) -> u8 {
    members.iter().fold(0, |all, member| all | json_types(member, types))
}

fn json_type_of_literal(value: &Literal) -> u8 {
    match value {
        Literal::String(_) => json::STRING,
        Literal::Integer(_) | Literal::Float(_) => json::NUMBER,
        Literal::Boolean(_) => json::BOOLEAN,
    }
}

/// The JSON types that a value of a slot may have.
fn json_types(slot: &Slot, types: &[u8]) -> u8 {
    let own = match &slot.ty {
        Type::Primitive(primitive) => match primitive {
            Primitive::String | Primitive::DateTime | Primitive::Date | Primitive::Binary => json::STRING,
            Primitive::Integer | Primitive::Float | Primitive::Number => json::NUMBER,
            Primitive::BigInteger | Primitive::Decimal => json::NUMBER | json::STRING,
            Primitive::Boolean => json::BOOLEAN,
            Primitive::Object => json::OBJECT,
            Primitive::Null => json::NULL,
            Primitive::Any => json::ANY,
        },
        Type::Literal { value, .. } => json_type_of_literal(value),
        Type::Array(_) => json::ARRAY,
        Type::Map(_) => json::OBJECT,
        Type::Union(union) => json_types_of_members(&union.members, types),
        Type::Model(ModelId(id)) => types.get(*id).copied().unwrap_or(json::ANY),
    };
    if slot.nullable { own | json::NULL } else { own }
}
