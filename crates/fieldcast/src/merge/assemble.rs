//! From matched models to the joined API, and what was said of it.

use super::evidence::{Evidence, Fact, ModelEvidence, Said, Seen};
use super::fields::{self, Cluster, Scene};
use super::matching::Groups;
use super::names::{Named, most_common};
use super::shape::{Shape, text};
use super::sources::Source;
use super::types::{Known, Types};
use super::verdict::{Judge, Shows, Verdict, Why};
use super::{sdk, text as words};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Api, Enum, EnumValue, Kind, Literal, Model, ModelId, Object, Slot, Type, Union, visit};
use crate::wire::fold;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

/// One model, in each SDK that has it.
type Nodes<'a> = Vec<(usize, &'a Model)>;

/// Members of a union that a field shows, whose own page in that SDK shows none.
type Shown = Vec<Vec<(usize, Vec<Slot>)>>;

/// Makes the joined API of the groups, whose models already refer to groups.
pub(super) fn assemble(
    sources: &[Source],
    groups: &Groups,
    names: Vec<Named>,
    (at, settled): (Option<usize>, &[(String, &'static str)]),
) -> (Api, Evidence, Vec<Diagnostic>) {
    let languages: Vec<&'static str> = sources.iter().map(|source| source.language).collect();
    let letters: Vec<bool> = sources.iter().map(|source| source.conclusion.is_shown_to_the_letter()).collect();
    let nodes: Vec<Nodes<'_>> = groups.members.iter().map(|members| nodes(sources, members, at)).collect();
    let clusters: Vec<Vec<Cluster<'_>>> = nodes.par_iter().map(|nodes| fields::clusters(&objects(nodes))).collect();
    let shown = shown(&clusters, &nodes);
    let known = known(&nodes, &shown);
    let judge = Judge { languages: &languages, at };
    let types = Types { judge, known: &known };
    let name_of = |group: usize| names.get(group).map(|named| named.name.clone()).unwrap_or_default();
    let pass = Pass { sources, types, letters: &letters, names: &name_of, settled };
    let made: Vec<(Model, ModelEvidence, Vec<Diagnostic>)> = (0..nodes.len())
        .into_par_iter()
        .filter_map(|at| pass.model(nodes.get(at)?, clusters.get(at)?, shown.get(at)?, names.get(at)?))
        .collect();
    debug_assert_eq!(made.len(), nodes.len(), "every group has a model");
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_by_cached_key(|at| {
        // of two with one name, that which most SDKs have keeps it
        let found = made.get(*at).zip(nodes.get(*at)).map(|((model, ..), nodes)| (model, Reverse(nodes.len())));
        found.map(|(m, times)| {
            (!m.namespace.is_empty(), m.namespace.clone(), fold(&m.name), times, m.name.clone(), m.place.clone())
        })
    });
    let kept = match at {
        Some(at) => asked_for(at, &nodes, &made),
        None => (0..made.len()).collect(),
    };
    order.retain(|at| kept.contains(at));
    let mut evidence = Evidence { sources: sources.iter().map(sdk).collect(), ..Evidence::default() };
    count(&mut evidence, &nodes, &clusters, at, &kept);
    let mut ids = vec![0; made.len()];
    for (id, at) in order.iter().enumerate() {
        if let Some(slot) = ids.get_mut(*at) {
            *slot = id;
        }
    }
    let mut made: Vec<Option<(Model, ModelEvidence, Vec<Diagnostic>)>> = made.into_iter().map(Some).collect();
    let mut models = Vec::with_capacity(order.len());
    let mut diagnostics = Vec::new();
    for at in order {
        let Some((mut model, said, problems)) = made.get_mut(at).and_then(Option::take) else { continue };
        visit::slots_mut(&mut model, &mut |slot| {
            if let Type::Model(ModelId(id)) = &mut slot.ty {
                *id = ids.get(*id).copied().unwrap_or_default();
            }
        });
        models.push(model);
        evidence.models.push(said);
        diagnostics.extend(problems);
    }
    (api(sources, at, models), evidence, diagnostics)
}

/// The joined API, with what the SDKs' own ones say of themselves.
fn api(sources: &[Source], at: Option<usize>, models: Vec<Model>) -> Api {
    let main = at.and_then(|at| sources.get(at)).or(sources.first());
    let mut all = crate::wire::Evidence::default();
    sources.iter().for_each(|source| all.join(&source.api.evidence));
    let roots: Vec<&str> = sources.iter().map(|s| s.api.root.as_str()).collect();
    let mut languages: Vec<&'static str> = Vec::with_capacity(sources.len());
    for language in sources.iter().flat_map(|s| &s.api.languages) {
        if !languages.contains(language) {
            languages.push(language);
        }
    }
    Api {
        languages,
        root: roots.join(", "),
        models,
        wire: main.map_or_else(
            || crate::wire::Conclusion::new(&all, crate::dialect::Casing::Snake, None),
            |source| source.conclusion.clone(),
        ),
        casing: main.map_or(crate::dialect::Casing::Snake, |source| source.api.casing),
        evidence: all,
        pages: sources.iter().map(|s| s.api.pages).sum(),
        bytes: sources.iter().map(|s| s.api.bytes).sum(),
    }
}

/// The models of a group, that of the SDK that was asked for first.
fn nodes<'s>(sources: &'s [Source], members: &[Option<usize>], at: Option<usize>) -> Nodes<'s> {
    let mut nodes: Nodes<'s> = members
        .iter()
        .enumerate()
        .filter_map(|(source, model)| Some((source, sources.get(source)?.api.models.get((*model)?)?)))
        .collect();
    nodes.sort_by_key(|(source, _)| (Some(*source) != at, *source));
    nodes
}

fn objects<'a>(nodes: &Nodes<'a>) -> Vec<(usize, &'a Object)> {
    let object = |(source, model): &(usize, &'a Model)| match &model.kind {
        Kind::Object(object) => Some((*source, object)),
        _ => None,
    };
    nodes.iter().filter_map(object).collect()
}

/// The members that a field lists inline in one SDK, by the union that another SDK has a page for.
fn shown(clusters: &[Vec<Cluster<'_>>], nodes: &[Nodes<'_>]) -> Shown {
    let mut shown: Shown = vec![Vec::new(); nodes.len()];
    for cluster in clusters.iter().flatten() {
        let slots: Vec<(usize, &Slot)> = cluster.iter().map(|(source, field)| (*source, &field.slot)).collect();
        show(&slots, nodes, &mut shown);
    }
    shown
}

fn show(slots: &[(usize, &Slot)], nodes: &[Nodes<'_>], shown: &mut Shown) {
    let inner: Vec<(usize, &Slot)> = slots
        .iter()
        .filter_map(|(source, slot)| match &slot.ty {
            Type::Array(of) | Type::Map(of) => Some((*source, &**of)),
            _ => None,
        })
        .collect();
    if !inner.is_empty() {
        show(&inner, nodes, shown);
    }
    let unions: BTreeSet<usize> = slots
        .iter()
        .filter_map(|(_, slot)| match slot.ty {
            Type::Model(ModelId(group)) => Some(group),
            _ => None,
        })
        .filter(|group| nodes.get(*group).is_some_and(|n| n.iter().any(|(_, m)| matches!(m.kind, Kind::Union(_)))))
        .collect();
    for group in unions {
        for (source, slot) in slots {
            let Type::Union(members) = &slot.ty else { continue };
            let has_page = nodes.get(group).is_some_and(|n| {
                n.iter().any(|(s, m)| s == source && matches!(&m.kind, Kind::Union(u) if u.members.is_some()))
            });
            if let Some(known) = shown.get_mut(group).filter(|_| !has_page)
                && !known.iter().any(|(s, _)| s == source)
            {
                known.push((*source, members.clone()));
            }
        }
    }
}

/// What the models of each group look like together, and which unions have a single member.
fn known(nodes: &[Nodes<'_>], shown: &Shown) -> Known {
    // in their own SDK's numbers models refer to groups by now, so that what they look like goes by groups too
    let firsts: Vec<Model> =
        nodes.iter().filter_map(|n| n.iter().max_by_key(|(_, m)| telling(m))).map(|(_, m)| (*m).clone()).collect();
    let mut known = Known::default();
    for (nodes, shown) in nodes.iter().zip(shown) {
        known.shapes.push(shape(nodes, shown, &firsts));
        known.values.push(values(nodes));
        known.single.push(single(nodes, shown));
    }
    known
}

/// How much a model tells.
fn telling(model: &Model) -> (bool, usize) {
    match &model.kind {
        Kind::Object(object) => (true, object.fields.len()),
        Kind::Enum(found) => (true, found.values.len()),
        Kind::Union(union) => (union.members.is_some(), union.members.as_ref().map_or(0, Vec::len)),
    }
}

/// What a joined model looks like.
fn shape(nodes: &Nodes<'_>, shown: &[(usize, Vec<Slot>)], all: &[Model]) -> Shape {
    let mut joined = if shown.is_empty() { Shape::Blank } else { Shape::Union(BTreeSet::new()) };
    for shape in nodes.iter().map(|(_, model)| Shape::of(model, all)) {
        joined = match (joined, shape) {
            (Shape::Object(mut a), Shape::Object(b)) => {
                a.extend(b);
                Shape::Object(a)
            }
            (Shape::Enum(mut a), Shape::Enum(b)) => {
                a.extend(b);
                Shape::Enum(a)
            }
            (Shape::Union(mut a), Shape::Union(b)) => {
                a.extend(b);
                Shape::Union(a)
            }
            (Shape::Blank, shape) => shape,
            (joined, _) => joined,
        };
    }
    joined
}

/// The only member of a union that has no other in any SDK.
fn single(nodes: &Nodes<'_>, shown: &[(usize, Vec<Slot>)]) -> Option<Type> {
    let own = nodes.iter().filter_map(|(_, model)| match &model.kind {
        Kind::Union(union) => union.members.as_ref(),
        _ => None,
    });
    let mut only = None;
    for members in own.chain(shown.iter().map(|(_, members)| members)) {
        match members.as_slice() {
            [member] if only.as_ref().is_none_or(|ty| *ty == member.ty) => only = Some(member.ty.clone()),
            _ => return None,
        }
    }
    only
}

fn values(nodes: &Nodes<'_>) -> Vec<Literal> {
    let found = nodes.iter().filter_map(|(_, model)| match &model.kind {
        Kind::Enum(found) => Some(found.values.iter().map(|v| v.value.clone())),
        _ => None,
    });
    found.flatten().collect()
}

/// The models of the revision that was asked for, and those that its models need.
fn asked_for(at: usize, nodes: &[Nodes<'_>], made: &[(Model, ModelEvidence, Vec<Diagnostic>)]) -> HashSet<usize> {
    let own = |(group, nodes): (usize, &Nodes<'_>)| nodes.iter().any(|(source, _)| *source == at).then_some(group);
    let mut queue: Vec<usize> = nodes.iter().enumerate().filter_map(own).collect();
    let mut kept = HashSet::with_capacity(made.len());
    while let Some(group) = queue.pop() {
        if kept.insert(group)
            && let Some((model, ..)) = made.get(group)
        {
            queue.extend(visit::references(model));
        }
    }
    kept
}

/// Counts what only one SDK has, and what is left out.
fn count(
    evidence: &mut Evidence,
    nodes: &[Nodes<'_>],
    clusters: &[Vec<Cluster<'_>>],
    at: Option<usize>,
    kept: &HashSet<usize>,
) {
    for (group, (nodes, clusters)) in nodes.iter().zip(clusters).enumerate() {
        if let [(source, _)] = nodes.as_slice()
            && let Some(sdk) = evidence.sources.get_mut(*source)
        {
            sdk.alone.models += 1;
        }
        let has_model = at.is_some_and(|at| nodes.iter().any(|(source, _)| *source == at));
        evidence.left_out.models += usize::from(!kept.contains(&group));
        for cluster in clusters {
            if let [(source, _)] = cluster.as_slice()
                && let Some(sdk) = evidence.sources.get_mut(*source)
            {
                sdk.alone.fields += 1;
            }
            let lacks = has_model && !cluster.iter().any(|(source, _)| Some(*source) == at);
            evidence.left_out.fields += usize::from(lacks || !kept.contains(&group));
        }
    }
}

struct Pass<'a> {
    sources: &'a [Source],
    types: Types<'a>,
    letters: &'a [bool],
    names: &'a (dyn Fn(usize) -> String + Sync),
    settled: &'a [(String, &'static str)],
}

impl Pass<'_> {
    fn model(
        &self,
        nodes: &Nodes<'_>,
        clusters: &[Cluster<'_>],
        shown: &[(usize, Vec<Slot>)],
        named: &Named,
    ) -> Option<(Model, ModelEvidence, Vec<Diagnostic>)> {
        let (_, main) = nodes.first()?;
        let mut evidence = ModelEvidence {
            place: main.place.clone(),
            seen: nodes
                .iter()
                .map(|(sdk, m)| Seen { sdk: *sdk, place: m.place.clone(), name: m.name.clone() })
                .collect(),
            facts: Vec::new(),
            fields: Vec::new(),
        };
        let kind = self.kind(nodes, clusters, shown, &mut evidence);
        let texts = |pick: fn(&Model) -> Option<&str>| -> String {
            let said: Vec<&str> = nodes.iter().filter_map(|(_, m)| pick(m)).filter(|text| !text.is_empty()).collect();
            most_common(&said).unwrap_or_default().to_owned()
        };
        let model = Model {
            name: named.name.clone(),
            namespace: named.namespace.clone(),
            page: main.page.clone(),
            place: main.place.clone(),
            description: texts(|m| Some(&m.description)),
            deprecated: nodes.iter().any(|(_, m)| m.deprecated.is_some()).then(|| texts(|m| m.deprecated.as_deref())),
            kind,
        };
        let diagnostics = self.contradictions(&model, &evidence);
        Some((model, evidence, diagnostics))
    }

    fn kind(
        &self,
        nodes: &Nodes<'_>,
        clusters: &[Cluster<'_>],
        shown: &[(usize, Vec<Slot>)],
        evidence: &mut ModelEvidence,
    ) -> Kind {
        let said: Vec<(usize, &'static str)> =
            nodes.iter().filter_map(|(source, model)| Some((*source, kind_name(&model.kind)?))).collect();
        let verdict = self.types.judge.choose(&said, Shows::Required, |kind| *kind == "union");
        if !verdict.against.is_empty() {
            evidence.facts.push(fact(
                "kind",
                nodes,
                &verdict,
                |m| kind_name(&m.kind).map(str::to_owned),
                |k| (*k).to_owned(),
            ));
        }
        match verdict.value {
            Some("object") => Kind::Object(self.object(nodes, clusters, evidence)),
            Some("enum") => Kind::Enum(self.enumeration(nodes, evidence)),
            _ => Kind::Union(self.union(nodes, shown, evidence)),
        }
    }

    fn object(&self, nodes: &Nodes<'_>, clusters: &[Cluster<'_>], evidence: &mut ModelEvidence) -> Object {
        let objects = objects(nodes);
        let present: Vec<usize> = objects.iter().map(|(source, _)| *source).collect();
        let scene = Scene { types: self.types, letters: self.letters, present: &present, names: self.names };
        // one revision's fields alone, where its SDK has the model
        let at = self.types.judge.at.filter(|at| present.contains(at));
        let wanted = clusters.iter().filter(|c| at.is_none_or(|at| c.iter().any(|(source, _)| *source == at)));
        let mut object = Object::default();
        for cluster in wanted {
            let (field, said) = fields::judge(cluster, &scene);
            object.fields.push(field);
            evidence.fields.push(said);
        }
        fields::settle_names(&mut object);
        let additional: Vec<(usize, &Slot)> =
            objects.iter().filter_map(|(source, object)| Some((*source, object.additional.as_ref()?))).collect();
        if !additional.is_empty() && at.is_none_or(|at| additional.iter().any(|(source, _)| *source == at)) {
            object.additional = Some(self.types.slot(&additional).slot);
        }
        objects.iter().for_each(|(_, other)| object.spellings.merge(&other.spellings));
        object
    }

    fn enumeration(&self, nodes: &Nodes<'_>, evidence: &mut ModelEvidence) -> Enum {
        let enums: Vec<(usize, &Enum)> = nodes
            .iter()
            .filter_map(|(source, model)| match &model.kind {
                Kind::Enum(found) => Some((*source, found)),
                _ => None,
            })
            .collect();
        let judge = self.types.judge;
        let at = judge.at.filter(|at| enums.iter().any(|(source, _)| source == at));
        let listing = enums.iter().filter(|(source, _)| at.is_none_or(|at| *source == at));
        let mut values: Vec<EnumValue> = Vec::new();
        for value in listing.flat_map(|(_, found)| &found.values) {
            if values.iter().any(|known| text(&known.value) == text(&value.value)) {
                continue;
            }
            let same = |other: &&EnumValue| text(&other.value) == text(&value.value);
            let said: Vec<(usize, Literal)> = enums
                .iter()
                .filter_map(|(source, found)| Some((*source, found.values.iter().find(same)?.value.clone())))
                .collect();
            // the type of a value is no matter of revisions, but of what a page can show
            let free = Judge { at: None, ..judge };
            let best = said.iter().map(|(source, _)| free.certainty(*source, Shows::Values)).max().unwrap_or_default();
            let best: Vec<(usize, Literal)> =
                said.into_iter().filter(|(s, _)| free.certainty(*s, Shows::Values) == best).collect();
            let verdict = free.choose(&best, Shows::Values, |value| matches!(value, Literal::String(_)));
            let literal = verdict.value.unwrap_or_else(|| value.value.clone());
            values.push(EnumValue { name: value.name.clone(), value: literal });
        }
        let opens: Vec<(usize, bool)> =
            enums.iter().filter_map(|(source, found)| Some((*source, found.open?))).collect();
        let open = judge.flag(&opens, Shows::Open, true);
        let list = |found: &Enum| found.values.iter().map(|v| text(&v.value)).collect::<Vec<_>>();
        let all: Vec<String> = values.iter().map(|v| text(&v.value)).collect();
        let set = |texts: Vec<String>| texts.into_iter().collect::<BTreeSet<_>>();
        let differs: Vec<usize> =
            enums.iter().filter(|(_, e)| set(list(e)) != set(all.clone())).map(|(source, _)| *source).collect();
        let values_why = match (enums.len(), differs.is_empty(), at.is_some()) {
            (1, ..) => Why::Alone,
            (_, true, _) => Why::Agreed,
            (_, false, true) => Why::Revision,
            (_, false, false) => Why::Wider,
        };
        let verdict = Verdict { value: Some(all.join(", ")), why: values_why, against: Vec::new() };
        let listed = |m: &Model| match &m.kind {
            Kind::Enum(found) => Some(list(found).join(", ")),
            _ => None,
        };
        evidence.facts.push(fact("values", nodes, &verdict, listed, String::clone));
        let opened = |m: &Model| match &m.kind {
            Kind::Enum(found) => found.open.map(|open| open.to_string()),
            _ => None,
        };
        evidence.facts.push(fact("open", nodes, &open, opened, bool::to_string));
        Enum { values, open: open.value, nullable: enums.iter().any(|(_, found)| found.nullable) }
    }

    fn union(&self, nodes: &Nodes<'_>, shown: &[(usize, Vec<Slot>)], evidence: &mut ModelEvidence) -> Union {
        let of = |model: &Model| -> Option<Vec<Slot>> {
            match &model.kind {
                Kind::Union(union) => union.members.clone(),
                _ => None,
            }
        };
        let mut lists: Vec<(usize, Vec<Slot>)> =
            nodes.iter().filter_map(|(source, model)| Some((*source, of(model)?))).collect();
        lists.extend(shown.iter().cloned());
        let borrowed: Vec<(usize, &[Slot])> = lists.iter().map(|(s, list)| (*s, list.as_slice())).collect();
        let members = (!lists.is_empty()).then(|| self.types.members(&borrowed));
        let listed =
            |list: &[Slot]| list.iter().map(|slot| words::ty(&slot.ty, self.names)).collect::<Vec<_>>().join(" or ");
        let why = match lists.len() {
            0 => Why::Unknown,
            1 => Why::Alone,
            _ if lists.iter().all(|(_, l)| members.as_ref().is_some_and(|m| listed(m) == listed(l))) => Why::Agreed,
            _ => Why::Narrower,
        };
        let verdict = Verdict { value: members.as_ref().map(|m| listed(m)), why, against: Vec::new() };
        evidence.facts.push(fact("members", nodes, &verdict, |m| of(m).map(|list| listed(&list)), String::clone));
        Union { members }
    }

    /// A diagnostic for every fact of which SDKs contradict each other.
    fn contradictions(&self, model: &Model, evidence: &ModelEvidence) -> Vec<Diagnostic> {
        let folder = model.namespace.rsplit('/').next().unwrap_or_default();
        let key = if folder.is_empty() { model.name.clone() } else { format!("{folder}.{}", model.name) };
        let fields = evidence.fields.iter().flat_map(|field| {
            let at = format!("{key}.{}", field.name);
            field.facts.iter().filter(|fact| fact.name != "name").map(move |fact| (at.clone(), fact))
        });
        let own = evidence.facts.iter().map(|fact| (key.clone(), fact));
        let open = |(at, fact): &(String, &Fact)| !self.settled.iter().any(|(a, f)| a == at && *f == fact.name);
        own.chain(fields).filter(open).filter_map(|(at, fact)| self.contradiction(&at, fact)).collect()
    }

    fn contradiction(&self, at: &str, fact: &Fact) -> Option<Diagnostic> {
        let label = |said: &Said| self.sources.get(said.sdk).map_or("", |source| source.label.as_str());
        let overruled = fact.said.iter().find(|said| said.against)?;
        let upheld = fact.said.iter().find(|said| !said.against && said.value.is_some())?;
        let count = |against: bool| fact.said.iter().filter(|s| s.against == against && s.value.is_some()).count();
        let message = format!(
            "the SDKs contradict each other about {}: {} says {}, but {} ({}) says {}; of {} that tell, {} are overruled: {}",
            about(at, fact.name),
            label(overruled),
            overruled.value.as_deref().unwrap_or_default(),
            label(upheld),
            upheld.place,
            upheld.value.as_deref().unwrap_or_default(),
            count(false) + count(true),
            count(true),
            fact.why,
        );
        let place: Place = overruled.place.clone();
        Some(match fact.why {
            Why::Revision => Diagnostic::note(Code::Contradiction, place, message),
            _ => Diagnostic::warning(Code::Contradiction, place, message)
                .help("settle it with a correction in `source.toml`"),
        })
    }
}

/// What a fact is about, in words.
fn about(at: &str, fact: &str) -> String {
    match fact {
        "required" => format!("whether `{at}` is required"),
        "nullable" => format!("whether `{at}` may be null"),
        "open" => format!("whether `{at}` has other values"),
        fact => format!("the {fact} of `{at}`"),
    }
}

fn kind_name(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Object(_) => Some("object"),
        Kind::Enum(_) => Some("enum"),
        Kind::Union(Union { members: Some(_) }) => Some("union"),
        Kind::Union(Union { members: None }) => None,
    }
}

fn fact<T>(
    name: &'static str,
    nodes: &Nodes<'_>,
    verdict: &Verdict<T>,
    value: impl Fn(&Model) -> Option<String>,
    shown: impl Fn(&T) -> String,
) -> Fact {
    let said = nodes.iter().map(|(sdk, model)| Said {
        sdk: *sdk,
        place: model.place.clone(),
        value: value(model),
        against: verdict.against.contains(sdk),
    });
    Fact { name, said: said.collect(), concluded: verdict.value.as_ref().map(shown), why: verdict.why }
}
