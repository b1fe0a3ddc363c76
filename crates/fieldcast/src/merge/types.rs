//! What several SDKs' types of one slot come to.

use super::shape::{Shape, text};
use super::verdict::{Judge, Shows, Verdict, Weight, Why};
use crate::family;
use crate::model::{Literal, ModelId, Primitive, Slot, Type};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What is known of the joined models while their types are judged, by their place.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// What each looks like in the SDK that shows the most of it.
    pub shapes: Vec<Shape>,
    /// The JSON types of each enum's values.
    pub values: Vec<Vec<Literal>>,
    /// The only member of each union that has but one.
    pub single: Vec<Option<Type>>,
}

/// Judges types.
#[derive(Clone, Copy)]
pub(super) struct Types<'a> {
    pub judge: Judge<'a>,
    pub known: &'a Known,
}

/// The type of a slot and its null.
pub(super) struct Judged {
    pub slot: Slot,
    pub ty: Verdict<()>,
    pub nullable: Verdict<bool>,
}

impl Types<'_> {
    /// Judges a slot by what each SDK shows in its place.
    pub fn slot(&self, said: &[(usize, &Slot)]) -> Judged {
        let types: Vec<(usize, &Type)> = said.iter().map(|(source, slot)| (*source, &slot.ty)).collect();
        let nulls: Vec<(usize, bool)> =
            said.iter().filter_map(|(source, slot)| Some((*source, slot.nullable?))).collect();
        let nullable = self.judge.flag(&nulls, Shows::Nullable, true);
        let (ty, verdict) = self.ty(&types);
        Judged { slot: Slot { ty, nullable: nullable.value }, ty: verdict, nullable }
    }

    /// Judges a type. The verdict names those whose type contradicts it, at whatever depth.
    pub fn ty(&self, said: &[(usize, &Type)]) -> (Type, Verdict<()>) {
        let mut said = said.to_vec();
        said.sort_by_key(|(source, _)| (Some(*source) != self.judge.at, *source));
        let telling: Vec<(usize, &Type)> = said.iter().copied().filter(|(_, ty)| self.tells(ty)).collect();
        if telling.is_empty() {
            // a page that shows nothing still has a name
            let named = said.iter().find(|(_, ty)| matches!(ty, Type::Model(_)));
            let ty = named.or(said.first()).map_or(Type::Primitive(Primitive::Any), |(_, ty)| (*ty).clone());
            return (ty, Verdict::unknown());
        }
        let mut candidates: Vec<&Type> = Vec::new();
        for (_, ty) in &telling {
            if !candidates.iter().any(|c| same_class(c, ty)) {
                candidates.push(ty);
            }
        }
        let mut ranked: Vec<((Weight, usize, u8), &Type)> =
            candidates.into_iter().map(|candidate| (self.weigh(candidate, &telling), candidate)).collect();
        ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let Some(((weight, own, _), winner)) = ranked.first().copied() else {
            return (Type::Primitive(Primitive::Any), Verdict::unknown());
        };
        let against: BTreeSet<usize> =
            telling.iter().filter(|(s, ty)| self.covers(*s, ty, winner) == Fit::Not).map(|(s, _)| *s).collect();
        let why = if !against.is_empty() {
            let rival = ranked.iter().skip(1).map(|((weight, ..), ty)| (weight, ty));
            let rival = rival.filter(|(_, ty)| telling.iter().any(|(s, t)| against.contains(s) && t == *ty));
            rival.map(|(second, _)| weight.why(*second)).next().unwrap_or(Why::Majority)
        } else if telling.len() == 1 {
            Why::Alone
        } else if own < telling.len() {
            Why::Narrower
        } else {
            Why::Agreed
        };
        let mut verdict = Verdict { value: Some(()), why, against: against.into_iter().collect() };
        let ty = self.within(winner, &telling, &mut verdict);
        (ty, verdict)
    }

    /// The winning type with all that the SDKs tell of what is in it.
    fn within(&self, winner: &Type, telling: &[(usize, &Type)], verdict: &mut Verdict<()>) -> Type {
        let mut inner = |pick: &dyn Fn(&Type) -> Option<Slot>| {
            let slots: Vec<(usize, Slot)> = telling.iter().filter_map(|(s, ty)| Some((*s, pick(ty)?))).collect();
            let slots: Vec<(usize, &Slot)> = slots.iter().map(|(s, slot)| (*s, slot)).collect();
            let judged = self.slot(&slots);
            for source in judged.ty.against {
                if !verdict.against.contains(&source) {
                    verdict.against.push(source);
                }
                if matches!(verdict.why, Why::Agreed | Why::Narrower) {
                    verdict.why = judged.ty.why;
                }
            }
            if verdict.why == Why::Agreed && judged.ty.why == Why::Narrower {
                verdict.why = Why::Narrower;
            }
            Box::new(judged.slot)
        };
        match winner {
            Type::Array(_) => Type::Array(inner(&|ty| match ty {
                Type::Array(of) => Some((**of).clone()),
                _ => None,
            })),
            Type::Map(_) => Type::Map(inner(&|ty| match ty {
                Type::Map(of) => Some((**of).clone()),
                _ => None,
            })),
            Type::Union(_) => {
                let lists: Vec<(usize, &[Slot])> = telling
                    .iter()
                    .filter_map(|(s, ty)| match ty {
                        Type::Union(members) => Some((*s, members.as_slice())),
                        _ => None,
                    })
                    .collect();
                Type::Union(self.members(&lists))
            }
            other => other.clone(),
        }
    }

    /// Joins the members of a union: what any SDK lists, but without "anything" where another lists what it is, and with
    /// only those of the revision that was asked for, where its SDK lists them all.
    pub fn members(&self, lists: &[(usize, &[Slot])]) -> Vec<Slot> {
        let mut lists = lists.to_vec();
        lists.sort_by_key(|(source, _)| (Some(*source) != self.judge.at, *source));
        let whole = |list: &[Slot]| list.iter().all(|slot| self.tells(&slot.ty));
        let some_whole = lists.iter().any(|(_, list)| whole(list));
        let known = Alike::new(&lists);
        let mut clusters: Vec<Vec<(usize, &Slot)>> = Vec::new();
        let mut placed: HashSet<(usize, usize)> = HashSet::new();
        // those that are exactly alike first, by what they are
        let mut homes: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, (source, list)) in lists.iter().enumerate() {
            for (place, slot) in list.iter().enumerate() {
                let key = known.key(at, place);
                let own = homes.entry(key).or_default();
                let free = |home: &&usize| {
                    clusters.get(**home).is_some_and(|cluster| !cluster.iter().any(|(s, _)| s == source))
                };
                let home = own.iter().find(free).copied();
                match home.and_then(|home| clusters.get_mut(home)) {
                    Some(cluster) => cluster.push((*source, slot)),
                    None if !self.tells(&slot.ty) => continue,
                    None if known.awaits_its_like(*source, key, &lists) => continue,
                    None => {
                        own.push(clusters.len());
                        clusters.push(vec![(*source, slot)]);
                    }
                }
                placed.insert((at, place));
            }
        }
        let mut left = MOST_COMPARED;
        for (at, (source, list)) in lists.iter().enumerate() {
            for (_, slot) in list.iter().enumerate().filter(|(place, _)| !placed.contains(&(at, *place))) {
                if !self.tells(&slot.ty) && some_whole {
                    continue;
                }
                let fits = |(s, known): &(usize, &Slot)| {
                    self.covers(*s, &known.ty, &slot.ty) != Fit::Not
                        || self.covers(*source, &slot.ty, &known.ty) != Fit::Not
                };
                let home = clusters.iter_mut().take(left).find(|cluster| {
                    let first = !cluster.iter().any(|(s, _)| s == source);
                    first && cluster.iter().any(fits)
                });
                match home {
                    Some(cluster) => cluster.push((*source, slot)),
                    None => {
                        left = left.saturating_sub(clusters.len());
                        clusters.push(vec![(*source, slot)]);
                    }
                }
            }
        }
        let asked = self.judge.at.filter(|at| lists.iter().any(|(source, list)| source == at && whole(list)));
        if let Some(at) = asked {
            clusters.retain(|cluster| cluster.iter().any(|(source, _)| *source == at));
        }
        let mut members: Vec<Slot> = Vec::with_capacity(clusters.len());
        let mut seen = HashSet::with_capacity(clusters.len());
        for cluster in clusters {
            let slot = self.slot(&cluster).slot;
            if seen.insert(alike(&slot.ty)) {
                members.push(slot);
            }
        }
        members
    }

    /// What speaks for a type. Those whose language shows no more than they say speak for it in full; those that could
    /// have shown it and show a wider one decide where opinions are even.
    fn weigh(&self, candidate: &Type, telling: &[(usize, &Type)]) -> (Weight, usize, u8) {
        let fits = |wanted: Fit| {
            let found = telling.iter().filter(move |(s, ty)| self.covers(*s, ty, candidate) == wanted);
            found.map(|(source, _)| *source)
        };
        let own = telling.iter().filter(|(_, ty)| same_class(ty, candidate)).count();
        let union = self.is_union(candidate);
        let certainty = |source| if union { self.judge.certainty(source, Shows::Type) } else { 1 };
        let weight = Weight {
            at: fits(Fit::Same).any(|source| Some(source) == self.judge.at),
            votes: fits(Fit::Same).count(),
            narrower: fits(Fit::Wider).count(),
            certainty: fits(Fit::Same).map(certainty).max().unwrap_or_default(),
            safe: union || matches!(candidate, Type::Primitive(Primitive::Float)),
        };
        (weight, own, u8::from(matches!(candidate, Type::Model(_))))
    }

    fn is_union(&self, ty: &Type) -> bool {
        match ty {
            Type::Union(_) => true,
            Type::Model(id) => matches!(self.shape(*id), Some(Shape::Union(_))),
            _ => false,
        }
    }

    fn single(&self, ty: &Type) -> Option<&Type> {
        match ty {
            Type::Model(ModelId(id)) => self.known.single.get(*id)?.as_ref(),
            _ => None,
        }
    }

    fn shape(&self, id: ModelId) -> Option<&Shape> {
        self.known.shapes.get(id.0)
    }

    /// Whether a type tells anything.
    fn tells(&self, ty: &Type) -> bool {
        match ty {
            Type::Primitive(Primitive::Any) => false,
            Type::Model(id) => !matches!(self.shape(*id), Some(Shape::Blank) | None),
            _ => true,
        }
    }

    /// What a page's `wide` says of another's `narrow`.
    fn covers(&self, source: usize, wide: &Type, narrow: &Type) -> Fit {
        if self.is_no_more(source, wide, narrow) {
            Fit::Same
        } else if self.is_case(wide, narrow) {
            Fit::Wider
        } else {
            Fit::Not
        }
    }

    /// Whether the language of a page that shows `wide` shows nothing else for `narrow`, or both are one.
    fn is_no_more(&self, source: usize, wide: &Type, narrow: &Type) -> bool {
        if !self.tells(wide) || same_class(wide, narrow) {
            return true;
        }
        // a union of one type is that type
        if self.single(wide).is_some_and(|only| only == narrow) || self.single(narrow).is_some_and(|only| only == wide)
        {
            return true;
        }
        match (wide, narrow) {
            (Type::Primitive(Primitive::Number), Type::Primitive(narrow)) => {
                primitive_covers(Primitive::Number, *narrow)
            }
            // a format takes nothing from a text, and not every generation of every language has dates
            (Type::Primitive(Primitive::String), Type::Primitive(Primitive::DateTime | Primitive::Date)) => true,
            // an enum that one member has is a text or number in languages that have no place for its values
            (Type::Primitive(wide), Type::Union(members)) if self.hides_values(source) => {
                members.iter().all(|m| matches!(&m.ty, Type::Literal { value, .. } if primitive_holds(*wide, value)))
            }
            (Type::Primitive(wide), Type::Literal { value, .. }) if self.hides_values(source) => {
                primitive_holds(*wide, value)
            }
            // PHP and others have one class for both
            (Type::Primitive(Primitive::DateTime), Type::Primitive(Primitive::Date)) => {
                let id = self.judge.languages.get(source);
                let dialect = id.and_then(|id| family::languages().find(|(_, dialect)| dialect.id() == *id));
                dialect.is_some_and(|(_, dialect)| !dialect.tells_dates_from_times())
            }
            (Type::Union(members), Type::Model(id)) => match self.shape(*id) {
                Some(Shape::Union(_)) => true,
                Some(Shape::Enum(values)) => members
                    .iter()
                    .all(|m| matches!(&m.ty, Type::Literal { value, .. } if values.contains(&text(value)))),
                _ => false,
            },
            (Type::Model(a), Type::Model(b)) => self.shape(*a) == self.shape(*b) && !self.is_union(wide),
            (Type::Literal { value, .. }, Type::Model(id)) | (Type::Model(id), Type::Literal { value, .. }) => {
                matches!(self.shape(*id), Some(Shape::Enum(values)) if values.len() == 1 && values.contains(&text(value)))
            }
            (Type::Literal { value: a, .. }, Type::Literal { value: b, .. }) => text(a) == text(b),
            _ => false,
        }
    }

    /// Whether the pages of an SDK's language never list the values of an enum that one member alone has.
    fn hides_values(&self, source: usize) -> bool {
        const LISTING: &[&str] = &["java", "kotlin", "javascript", "r", "scala", "python-6.2"];
        let language = self.judge.languages.get(source).and_then(|id| id.strip_suffix(" (openapi-generator)"));
        language.is_some_and(|language| !LISTING.contains(&language))
    }

    /// Whether `narrow` is a case of `wide`, so that both can be true.
    fn is_case(&self, wide: &Type, narrow: &Type) -> bool {
        match (wide, narrow) {
            (Type::Primitive(wide), Type::Primitive(narrow)) => primitive_covers(*wide, *narrow),
            (Type::Primitive(wide), Type::Literal { value, .. }) => primitive_holds(*wide, value),
            (Type::Primitive(Primitive::Object), Type::Map(_)) => true,
            (Type::Primitive(wide), Type::Model(id)) => match self.shape(*id) {
                Some(Shape::Object(_)) => *wide == Primitive::Object,
                Some(Shape::Enum(_)) => {
                    let values = self.known.values.get(id.0).map_or(&[][..], Vec::as_slice);
                    values.iter().all(|value| primitive_holds(*wide, value))
                }
                _ => false,
            },
            (Type::Map(of), Type::Model(id)) => {
                matches!(self.shape(*id), Some(Shape::Object(_))) && !self.tells(&of.ty)
            }
            _ => false,
        }
    }
}

/// What is the same text for equal types, and for no others.
fn alike(ty: &Type) -> String {
    format!("{ty:?}")
}

/// With how many members of unions those are compared, in all, that are not exactly alike. Of more, each stays its own.
const MOST_COMPARED: usize = 1 << 20;

/// The members of the unions of several SDKs by what they are.
struct Alike {
    keys: Vec<Vec<String>>,
    sources: HashMap<String, BTreeSet<usize>>,
}

impl Alike {
    fn new(lists: &[(usize, &[Slot])]) -> Self {
        let keys: Vec<Vec<String>> =
            lists.iter().map(|(_, list)| list.iter().map(|slot| alike(&slot.ty)).collect()).collect();
        let mut sources: HashMap<String, BTreeSet<usize>> = HashMap::new();
        for ((source, _), keys) in lists.iter().zip(&keys) {
            keys.iter().for_each(|key| {
                sources.entry(key.clone()).or_default().insert(*source);
            });
        }
        Self { keys, sources }
    }

    fn key(&self, list: usize, place: usize) -> &str {
        self.keys.get(list).and_then(|keys| keys.get(place)).map_or("", String::as_str)
    }

    /// Whether a member should wait for those of other SDKs that are exactly what they show, because it is not.
    fn awaits_its_like(&self, source: usize, key: &str, lists: &[(usize, &[Slot])]) -> bool {
        let first = lists.first().is_some_and(|(s, _)| *s == source);
        !first && self.sources.get(key).is_none_or(|sources| sources.iter().all(|s| *s == source))
    }
}

/// What one page's type says of another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// The same: its language cannot say it better.
    Same,
    /// It may be so, but then this page could have said it, and did not: another revision, perhaps.
    Wider,
    /// It is not so.
    Not,
}

/// Whether two types are judged as one: what is in them is judged by itself.
fn same_class(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::Array(_), Type::Array(_)) | (Type::Map(_), Type::Map(_)) | (Type::Union(_), Type::Union(_)) => true,
        _ => a == b,
    }
}

fn primitive_covers(wide: Primitive, narrow: Primitive) -> bool {
    use Primitive::{BigInteger, Binary, Date, DateTime, Decimal, Float, Integer, Number, String};
    match wide {
        Number => matches!(narrow, Integer | Float | BigInteger | Decimal),
        String => matches!(narrow, DateTime | Date | Binary),
        BigInteger => narrow == Integer,
        Decimal => matches!(narrow, Integer | Float),
        _ => wide == narrow,
    }
}

fn primitive_holds(wide: Primitive, value: &Literal) -> bool {
    match value {
        Literal::String(_) => wide == Primitive::String,
        Literal::Integer(_) => matches!(wide, Primitive::Integer | Primitive::Number | Primitive::Float),
        Literal::Float(_) => matches!(wide, Primitive::Number | Primitive::Float),
        Literal::Boolean(_) => wide == Primitive::Boolean,
    }
}
