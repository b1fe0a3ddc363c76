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
    let ends = ends(api);
    let edges: Vec<Vec<(usize, Id)>> = api.definitions.iter().map(|definition| edges(definition, &ends)).collect();
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
fn edges(definition: &Definition, ends: &[Option<Id>]) -> Vec<(usize, Id)> {
    if matches!(definition.kind, Kind::Newtype(_)) {
        return Vec::new();
    }
    let end = |(index, to): (usize, Id)| Some((index, ends.get(to.0).copied().flatten()?));
    held(&definition.kind).into_iter().filter_map(end).collect()
}

/// What each definition comes to: itself, or what a name of another type is one of by value, and that of. `None` where it
/// holds none by value.
fn ends(api: &Api) -> Vec<Option<Id>> {
    let mut ends: Vec<Option<Option<Id>>> = vec![None; api.definitions.len()];
    for (start, _) in api.iter() {
        let mut way = Vec::new();
        let mut at = Some(start);
        // No circle of names: that was refused before.
        let end = loop {
            let Some(id) = at else { break None };
            if let Some(known) = ends.get(id.0).copied().flatten() {
                break known;
            }
            match api.get(id).map(|definition| &definition.kind) {
                Some(kind @ Kind::Newtype(_)) if way.len() <= ends.len() => {
                    way.push(id);
                    at = held(kind).first().map(|(_, to)| *to);
                }
                _ => break Some(id),
            }
        };
        for id in way.into_iter().chain([start]) {
            if let Some(slot) = ends.get_mut(id.0) {
                *slot = Some(end);
            }
        }
    }
    ends.into_iter().map(Option::flatten).collect()
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
    let next = |definition: &Definition| -> Vec<usize> {
        match &definition.kind {
            kind @ (Kind::Union(_) | Kind::Newtype(_)) => held(kind).into_iter().map(|(_, to)| to.0).collect(),
            Kind::Struct(_) | Kind::Enum(_) => Vec::new(),
        }
    };
    let edges: Vec<Vec<usize>> = api.definitions.iter().map(next).collect();
    let circles = circles(&edges);
    api.iter()
        .filter(|(id, _)| circles.get(id.0).is_some_and(|is_in_one| *is_in_one))
        .map(|(_, definition)| {
            let message = format!("`{}`: it is itself one of the types that it can be", definition.pointer);
            Diagnostic::error(Code::UnsupportedSchema, None, message)
        })
        .collect()
}

/// Which nodes lead back to themselves: the strongly connected components of more than one (Tarjan 1972, without
/// recursion), and what leads to itself at once. Linear, however the circles lie in each other.
fn circles(edges: &[Vec<usize>]) -> Vec<bool> {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let (mut number, mut low, mut open) = (vec![NEW; count], vec![NEW; count], vec![false; count]);
    let mut is_in_one = vec![false; count];
    let mut component: Vec<usize> = Vec::new();
    let mut numbered = 0;
    for root in 0..count {
        let mut stack = if number.get(root) == Some(&NEW) { vec![(root, 0)] } else { Vec::new() };
        while let Some((at, next)) = stack.pop() {
            let (Some(own), Some(lowest), Some(is_open)) = (number.get_mut(at), low.get_mut(at), open.get_mut(at))
            else {
                continue;
            };
            if next == 0 {
                if *own != NEW {
                    continue;
                }
                (*own, *lowest, *is_open) = (numbered, numbered, true);
                numbered += 1;
                component.push(at);
            }
            let own = *own;
            if let Some(&to) = edges.get(at).and_then(|edges| edges.get(next)) {
                stack.push((at, next + 1));
                match (number.get(to), open.get(to)) {
                    (Some(&NEW), _) => stack.push((to, 0)),
                    (Some(&other), Some(true)) => {
                        if let Some(lowest) = low.get_mut(at) {
                            *lowest = other.min(*lowest);
                        }
                        if let Some(own) = is_in_one.get_mut(at).filter(|_| to == at) {
                            *own = true;
                        }
                    }
                    _ => {}
                }
                continue;
            }
            let lowest = low.get(at).copied().unwrap_or(NEW);
            if let Some((parent, _)) = stack.last()
                && let Some(above) = low.get_mut(*parent)
            {
                *above = lowest.min(*above);
            }
            if lowest == own {
                let start = component.iter().rposition(|member| *member == at).unwrap_or(component.len());
                let members = component.split_off(start);
                for &member in &members {
                    if let Some(is_open) = open.get_mut(member) {
                        *is_open = false;
                    }
                    if let Some(slot) = is_in_one.get_mut(member).filter(|_| members.len() > 1) {
                        *slot = true;
                    }
                }
            }
        }
    }
    is_in_one
}

#[cfg(test)]
mod tests {
    use super::circles;
    use proptest::prelude::*;

    /// The same by looking from every node.
    fn slowly(edges: &[Vec<usize>]) -> Vec<bool> {
        let leads_back = |from: usize| {
            let (mut seen, mut stack) = (vec![false; edges.len()], edges[from].clone());
            while let Some(to) = stack.pop() {
                if !std::mem::replace(&mut seen[to], true) {
                    stack.extend(&edges[to]);
                }
            }
            seen[from]
        };
        (0..edges.len()).map(leads_back).collect()
    }

    proptest! {
        #[test]
        fn what_leads_back_to_itself_is_found(links in prop::collection::vec((0..12_usize, 0..12_usize), 0..24)) {
            let mut edges = vec![Vec::new(); 12];
            links.iter().for_each(|(from, to)| edges[*from].push(*to));
            prop_assert_eq!(circles(&edges), slowly(&edges));
        }
    }
}
