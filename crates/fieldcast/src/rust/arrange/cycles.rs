//! Types that hold themselves: where a `Box` has to be, and where no value could ever be.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::rust::definition::{Api, Definition, Id, Kind, Type};

/// Boxes the members and variants through which a type would hold itself by value. Which ones does not depend on any
/// definition outside of the circle.
pub fn break_cycles(api: &mut Api) -> Vec<Diagnostic> {
    let faults = endless(api);
    if !faults.is_empty() {
        return faults;
    }
    let mut order: Vec<Id> = api.iter().map(|(id, _)| id).collect();
    order.sort_by(|a, b| {
        let key = |id: &Id| api.get(*id).map(|definition| (&definition.namespace, &definition.name));
        key(a).cmp(&key(b))
    });
    let edges: Vec<Vec<(usize, Id)>> = api.definitions.iter().map(|definition| edges(api, definition)).collect();
    let mut walk = Walk { edges: &edges, state: vec![State::New; edges.len()], back: HashSet::new() };
    for root in order {
        walk.from(root);
    }
    let back = walk.back;
    for (from, index) in back {
        let Some(definition) = api.definitions.get_mut(from.0) else { continue };
        match &mut definition.kind {
            Kind::Struct(object) => object.fields.get_mut(index).into_iter().for_each(|field| field.boxed = true),
            Kind::Union(union) => union.variants.get_mut(index).into_iter().for_each(|variant| variant.boxed = true),
            Kind::Enum(_) | Kind::Newtype(_) => {}
        }
    }
    Vec::new()
}

/// What a definition holds by value: the index of the member or variant, and the definition.
fn held(kind: &Kind) -> Vec<(usize, Id)> {
    let mut out = Vec::new();
    let mut add = |index: usize, ty: &Type| {
        ty.visit_refs(&mut |id, by_value| {
            if by_value {
                out.push((index, id));
            }
        });
    };
    match kind {
        Kind::Struct(object) => object.fields.iter().enumerate().for_each(|(index, field)| add(index, &field.ty)),
        Kind::Union(union) => union.variants.iter().enumerate().for_each(|(index, variant)| add(index, &variant.ty)),
        Kind::Newtype(ty) => add(0, ty),
        Kind::Enum(_) => {}
    }
    out
}

/// What a struct or union holds by value, seen through names of other types, which can hold no `Box`.
fn edges(api: &Api, definition: &Definition) -> Vec<(usize, Id)> {
    let mut out = Vec::new();
    if matches!(definition.kind, Kind::Newtype(_)) {
        return out;
    }
    for (index, to) in held(&definition.kind) {
        let mut stack = vec![to];
        while let Some(to) = stack.pop() {
            match api.get(to).map(|definition| &definition.kind) {
                // No circle of names: that was refused before.
                Some(kind @ Kind::Newtype(_)) => stack.extend(held(kind).into_iter().map(|(_, id)| id)),
                _ => out.push((index, to)),
            }
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    edges: &'a [Vec<(usize, Id)>],
    state: Vec<State>,
    back: HashSet<(Id, usize)>,
}

impl Walk<'_> {
    /// A depth-first walk without recursion: a chain of models may be long.
    fn from(&mut self, root: Id) {
        let mut stack = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            if next == 0 {
                if self.state.get(id.0) != Some(&State::New) {
                    continue;
                }
                self.set(id, State::Open);
            }
            match self.edges.get(id.0).and_then(|edges| edges.get(next)) {
                Some(&(index, to)) => {
                    stack.push((id, next + 1));
                    match self.state.get(to.0) {
                        Some(State::New) => stack.push((to, 0)),
                        Some(State::Open) => {
                            self.back.insert((id, index));
                        }
                        Some(State::Done) | None => {}
                    }
                }
                None => self.set(id, State::Done),
            }
        }
    }

    fn set(&mut self, id: Id, state: State) {
        if let Some(slot) = self.state.get_mut(id.0) {
            *slot = state;
        }
    }
}

/// Unions and names of other types that lead to themselves and to nothing else.
fn endless(api: &Api) -> Vec<Diagnostic> {
    let next = |id: Id| -> Vec<Id> {
        match api.get(id).map(|definition| &definition.kind) {
            Some(kind @ (Kind::Union(_) | Kind::Newtype(_))) => held(kind).into_iter().map(|(_, to)| to).collect(),
            _ => Vec::new(),
        }
    };
    let mut out = Vec::new();
    for (id, definition) in api.iter() {
        let mut seen = HashSet::new();
        let mut stack = next(id);
        while let Some(to) = stack.pop() {
            if to == id {
                let message = format!("`{}`: it is itself one of the types that it can be", definition.pointer);
                out.push(Diagnostic::error(Code::UnsupportedSchema, None, message));
                break;
            }
            if seen.insert(to) {
                stack.extend(next(to));
            }
        }
    }
    out
}
