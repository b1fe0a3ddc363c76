//! The fields of one model in several SDKs: which are one field, and what is said of it.

use super::evidence::{Fact, FieldEvidence, Said, Seen};
use super::names::most_common;
use super::text;
use super::types::Types;
use super::verdict::{Shows, Verdict, Why};
use crate::model::{Field, Limits, Object, Primitive, Slot, Tag, Told, Type};
use crate::wire::{Confidence, Reason, fold};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// One field, in each SDK that has it.
pub(super) type Cluster<'a> = Vec<(usize, &'a Field)>;

/// A field in the order of all, after which comes another.
#[derive(Default)]
struct Link<'a> {
    fields: Cluster<'a>,
    next: Option<usize>,
}

/// Puts together the fields that are one, by their names on the wire without regard to case and separators, where that
/// tells a model's fields apart. They stand in the order of the first SDK, and what only others have after what precedes it
/// there.
pub(super) fn clusters<'a>(objects: &[(usize, &'a Object)]) -> Vec<Cluster<'a>> {
    let mut twice: HashSet<String> = HashSet::new();
    for (_, object) in objects {
        let mut seen = HashSet::with_capacity(object.fields.len());
        twice.extend(object.fields.iter().map(|f| fold(&f.wire)).filter(|folded| !seen.insert(folded.clone())));
    }
    let key = |field: &Field| {
        let folded = fold(&field.wire);
        if folded.is_empty() || twice.contains(&folded) { field.wire.clone() } else { folded }
    };
    // A chain: whatever is found later stands after what precedes it, without moving what follows.
    let mut chain: Vec<Link<'a>> = vec![Link::default()];
    let mut places: HashMap<String, usize> = HashMap::new();
    for (source, object) in objects {
        let mut after = 0;
        for field in &object.fields {
            let new = chain.len();
            let at = *places.entry(key(field)).or_insert(new);
            if at == new {
                let next = chain.get_mut(after).and_then(|link| link.next.replace(at));
                chain.push(Link { next, fields: Vec::new() });
            }
            if let Some(link) = chain.get_mut(at) {
                link.fields.push((*source, field));
            }
            after = at;
        }
    }
    let mut clusters = Vec::with_capacity(places.len());
    let mut next = chain.first().and_then(|head| head.next);
    while let Some(link) = next.and_then(|at| chain.get_mut(at)) {
        clusters.push(std::mem::take(&mut link.fields));
        next = link.next;
    }
    clusters
}

/// What all that is judged of one model's fields shares.
pub(super) struct Scene<'a> {
    pub types: Types<'a>,
    /// The SDKs whose language's own way of writing names is the API's.
    pub letters: &'a [bool],
    /// The SDKs that have the model as an object, whether they have the field or not.
    pub present: &'a [usize],
    /// Names joined models.
    pub names: &'a dyn Fn(usize) -> String,
}

/// Judges one field.
pub(super) fn judge(cluster: &Cluster<'_>, scene: &Scene<'_>) -> (Field, FieldEvidence) {
    let judge = scene.types.judge;
    let main = cluster.iter().find(|(s, _)| Some(*s) == judge.at).or(cluster.first());
    let slots: Vec<(usize, &Slot)> = cluster.iter().map(|(s, field)| (*s, &field.slot)).collect();
    let judged = scene.types.slot(&slots);
    let required = required(cluster, scene);
    let wire = wire(cluster, scene.letters);
    let evidence = FieldEvidence {
        name: wire.name.clone(),
        reason: wire.reason,
        place: main.map(|(_, field)| field.place.clone()).unwrap_or_else(|| crate::diagnostic::Place::file("")),
        seen: cluster
            .iter()
            .map(|(sdk, f)| Seen { sdk: *sdk, place: f.place.clone(), name: f.documented.clone() })
            .collect(),
        facts: facts(cluster, scene, &judged.slot, (&judged.ty, &judged.nullable, &required, &wire)),
    };
    let texts = |pick: fn(&Field) -> Option<&str>| -> String {
        let said: Vec<&str> = cluster.iter().filter_map(|(_, f)| pick(f)).filter(|t| !t.is_empty()).collect();
        most_common(&said).unwrap_or_default().to_owned()
    };
    let (told, of_value) = told(cluster, scene, &judged.slot);
    let mut evidence = evidence;
    evidence.facts.extend(of_value);
    let deprecated = cluster.iter().any(|(_, f)| f.deprecated.is_some());
    let field = Field {
        documented: main.map(|(_, field)| field.documented.clone()).unwrap_or_default(),
        wire: wire.name,
        confidence: wire.confidence,
        reason: wire.reason,
        aliases: wire.aliases,
        place: evidence.place.clone(),
        required: required.value.unwrap_or_default(),
        description: texts(|f| Some(&f.description)),
        deprecated: deprecated.then(|| texts(|f| f.deprecated.as_deref())),
        examples: cluster.iter().find_map(|(_, f)| examples(f, &judged.slot)).unwrap_or_default().into(),
        slot: judged.slot,
        told,
        tag: None,
    };
    (field, evidence)
}

/// An SDK's examples, where that SDK sees the type as it holds: another's may not fit it.
fn examples<'f>(field: &'f Field, slot: &Slot) -> Option<&'f [serde_json::Value]> {
    let fits = match (&field.slot.ty, &slot.ty) {
        (Type::Primitive(a), Type::Primitive(b)) => a == b || is_number(*a) && is_number(*b),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    };
    Some(&*field.examples).filter(|examples| fits && !examples.is_empty())
}

fn is_number(primitive: Primitive) -> bool {
    matches!(primitive, Primitive::Integer | Primitive::Float | Primitive::Number)
}

/// Whether the field must be there. An SDK that has the model and not the field says that it need not be, unless one
/// revision was asked for.
fn required(cluster: &Cluster<'_>, scene: &Scene<'_>) -> Verdict<bool> {
    let judge = scene.types.judge;
    let mut said: Vec<(usize, bool)> = cluster.iter().map(|(s, field)| (*s, field.required)).collect();
    if judge.at.is_none() {
        let lacks = |source: &&usize| !cluster.iter().any(|(s, _)| s == *source);
        said.extend(scene.present.iter().filter(lacks).map(|source| (*source, false)));
    }
    judge.flag(&said, Shows::Required, false)
}

/// The name on the wire.
struct Wire {
    name: String,
    confidence: Confidence,
    reason: Reason,
    aliases: Vec<String>,
    why: Why,
}

/// Judges the name: what somebody stated, else what languages whose own way of writing is the API's show to the letter,
/// else the majority, and of even opinions the surest.
fn wire(cluster: &Cluster<'_>, letters: &[bool]) -> Wire {
    let has = |reason: Reason| cluster.iter().any(|(_, f)| f.reason == reason);
    let told = [Reason::Stated, Reason::Tag, Reason::Shown].into_iter().find(|reason| has(*reason));
    let to_the_letter = |source: usize| letters.get(source).copied().unwrap_or_default();
    let some = cluster.iter().any(|(s, _)| to_the_letter(*s));
    let speaking: Vec<&(usize, &Field)> = cluster
        .iter()
        .filter(|(s, f)| told.map_or_else(|| !some || to_the_letter(*s), |reason| f.reason == reason))
        .collect();
    let mut votes: HashMap<&str, (usize, Confidence)> = HashMap::new();
    for (_, field) in &speaking {
        let (count, best) = votes.entry(&field.wire).or_insert((0, field.confidence));
        *count += 1;
        *best = field.confidence.min(*best);
    }
    let ranked = speaking.iter().map(|(_, f)| f.wire.as_str());
    let name = ranked
        .min_by_key(|name| votes.get(name).map(|(count, best)| (std::cmp::Reverse(*count), *best)))
        .unwrap_or_default();
    let differs = speaking.iter().any(|(_, f)| f.wire != name);
    let all_differ = cluster.iter().any(|(_, f)| f.wire != name);
    let why = match (cluster.len(), differs, all_differ) {
        _ if told == Some(Reason::Tag) && !differs => Why::Sources,
        (1, ..) => Why::Alone,
        (_, false, false) => Why::Agreed,
        (_, false, true) => Why::Dialect,
        (_, true, _) => Why::Majority,
    };
    let confidence = cluster.iter().filter(|(_, f)| f.wire == name).map(|(_, f)| f.confidence).min();
    let confidence = confidence.unwrap_or(Confidence::Guessed);
    let mut aliases: Vec<String> = Vec::new();
    if confidence > Confidence::Certain {
        let others = cluster.iter().map(|(_, f)| &f.wire);
        for alias in others.chain(cluster.iter().flat_map(|(_, f)| &f.aliases)) {
            if alias != name && !aliases.contains(alias) {
                aliases.push(alias.clone());
            }
        }
    }
    let reason = speaking.iter().find(|(_, f)| f.wire == name).map(|(_, f)| f.reason).unwrap_or_default();
    Wire { name: name.to_owned(), confidence, reason, aliases, why }
}

fn facts(
    cluster: &Cluster<'_>,
    scene: &Scene<'_>,
    slot: &Slot,
    (ty, nullable, required, wire): (&Verdict<()>, &Verdict<bool>, &Verdict<bool>, &Wire),
) -> Vec<Fact> {
    // what the sources say stands there
    let said = |value: &dyn Fn(&Field) -> Option<String>, by: fn(&Tag) -> bool, against: &[usize]| -> Vec<Said> {
        let each = cluster.iter().map(|(sdk, field)| Said {
            sdk: *sdk,
            place: field.tag.as_ref().filter(|tag| by(tag)).map_or(&field.place, |tag| &tag.place).clone(),
            value: value(field),
            against: against.contains(sdk),
        });
        each.collect()
    };
    let flag = |value: bool| value.to_string();
    let others: Vec<usize> = cluster.iter().filter(|(_, f)| f.wire != wire.name).map(|(s, _)| *s).collect();
    let ty_text = |ty: &crate::model::Type| text::ty(ty, scene.names);
    vec![
        Fact {
            name: "name",
            said: said(&|f| Some(f.wire.clone()), |tag| tag.wire.is_some(), &others),
            concluded: Some(wire.name.clone()),
            why: wire.why,
        },
        Fact {
            name: "type",
            said: said(&|f| Some(ty_text(&f.slot.ty)), |tag| tag.ty, &ty.against),
            concluded: Some(ty_text(&slot.ty)),
            why: ty.why,
        },
        Fact {
            name: "nullable",
            said: said(&|f| f.slot.nullable.map(flag), |tag| tag.nullable.is_some(), &nullable.against),
            concluded: nullable.value.map(flag),
            why: nullable.why,
        },
        Fact {
            name: "required",
            said: said(&|f| Some(flag(f.required)), |tag| tag.required.is_some(), &required.against),
            concluded: required.value.map(flag),
            why: required.why,
        },
    ]
}

/// What is told of the value beside its type, and the facts of it that anybody tells.
///
/// What one SDK tells holds, for the others have no place for it. It has to fit the type as it was judged.
fn told(cluster: &Cluster<'_>, scene: &Scene<'_>, slot: &Slot) -> (Option<Box<Told>>, Vec<Fact>) {
    if cluster.iter().all(|(_, field)| field.told.is_none()) {
        return (None, Vec::new());
    }
    let judge = scene.types.judge;
    let fits = |field: &Field| match (&field.slot.ty, &slot.ty) {
        (Type::Primitive(a), Type::Primitive(b)) => a == b || is_number(*a) && is_number(*b),
        (Type::Array(_), Type::Array(_)) => true,
        (a, b) => a == b,
    };
    let each = || cluster.iter().filter_map(|(sdk, field)| Some((*sdk, field, field.told.as_deref()?)));
    let mut facts = Vec::new();
    let default: Vec<(usize, Value)> =
        each().filter(|(_, f, _)| fits(f)).filter_map(|(sdk, _, told)| Some((sdk, told.default.clone()?))).collect();
    let default = judge.choose(&default, Shows::Told, |_| false);
    let limits: Vec<(usize, Limits)> = each()
        .filter(|(_, f, told)| fits(f) && !told.limits.is_empty())
        .map(|(s, _, t)| (s, t.limits.clone()))
        .collect();
    let limits = judge.choose(&limits, Shows::Told, |_| false);
    let read_only = each().any(|(_, _, told)| told.read_only);
    let text = |limits: &Limits| {
        limits.keywords().iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
    };
    let mut fact =
        |name, value: &dyn Fn(&Told) -> Option<String>, concluded: Option<String>, why, against: &[usize]| {
            if concluded.is_none() {
                return;
            }
            let said = cluster.iter().map(|(sdk, field)| Said {
                sdk: *sdk,
                place: field.place.clone(),
                value: field.told.as_deref().and_then(value),
                against: against.contains(sdk),
            });
            facts.push(Fact { name, said: said.collect(), concluded, why });
        };
    let of_default = default.value.as_ref().map(ToString::to_string);
    fact("default", &|told| told.default.as_ref().map(ToString::to_string), of_default, default.why, &default.against);
    let of_limits = limits.value.as_ref().map(text);
    fact("limits", &|told| Some(text(&told.limits)).filter(|t| !t.is_empty()), of_limits, limits.why, &limits.against);
    let why = if each().filter(|(_, _, told)| told.read_only).count() > 1 { Why::Agreed } else { Why::Alone };
    fact("readOnly", &|told| told.read_only.then(|| "true".to_owned()), read_only.then(|| "true".to_owned()), why, &[]);
    let told = Told { default: default.value, read_only, limits: limits.value.unwrap_or_default() };
    ((told != Told::default()).then(|| Box::new(told)), facts)
}

/// Sees to it that no two fields of a model have one name, and that no field's alias is another's name.
pub(super) fn settle_names(object: &mut Object) {
    let mut taken: HashSet<String> = HashSet::with_capacity(object.fields.len());
    for field in &mut object.fields {
        if !taken.insert(field.wire.clone()) {
            field.wire.clone_from(&field.documented);
            taken.insert(field.wire.clone());
        }
    }
    for field in &mut object.fields {
        field.aliases.retain(|alias| !taken.contains(alias));
    }
}
