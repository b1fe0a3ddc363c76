//! One joined model from what each SDK tells of it, fact by fact, with the diagnostics where SDKs contradict each other.

use super::evidence::{Fact, ModelEvidence, Said, Seen};
use super::fields::{self, Cluster, Scene};
use super::known::{Nodes, objects};
use super::names::{Named, most_common};
use super::shape::text;
use super::sources::Source;
use super::text as words;
use super::types::Types;
use super::verdict::{Judge, Shows, Verdict, Why};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Enum, EnumValue, Kind, Literal, Model, Object, Slot, Union};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What joining one model needs of the whole.
pub(super) struct Pass<'a> {
    pub sources: &'a [Source],
    pub types: Types<'a>,
    pub letters: &'a [bool],
    pub names: &'a (dyn Fn(usize) -> String + Sync),
    pub settled: &'a [(String, &'static str)],
}

impl Pass<'_> {
    pub fn model(
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
        // what is a guess tells nothing beside what is known
        let known = |found: &Enum| !found.guessed && !found.values.is_empty();
        let is_known = enums.iter().any(|(_, found)| known(found));
        let enums: Vec<(usize, &Enum)> = enums.into_iter().filter(|(_, found)| !is_known || known(found)).collect();
        let judge = self.types.judge;
        let at = judge.at.filter(|at| enums.iter().any(|(source, _)| source == at));
        // what shows of which type values are beats what cannot
        let typed = enums.iter().any(|(_, found)| !found.untyped);
        let listing = enums.iter().filter(|(source, _)| at.is_none_or(|at| *source == at));
        let mut values: Vec<EnumValue> = Vec::new();
        let mut listed: HashSet<String> = HashSet::new();
        // of a value that an SDK lists twice, the first counts
        let mut by_text: HashMap<String, Vec<(usize, &Literal)>> = HashMap::new();
        for (source, found) in enums.iter().filter(|(_, found)| !found.untyped || !typed) {
            for value in &found.values {
                let said = by_text.entry(text(&value.value)).or_default();
                if said.last().is_none_or(|(last, _)| last != source) {
                    said.push((*source, &value.value));
                }
            }
        }
        for value in listing.flat_map(|(_, found)| &found.values) {
            let text = text(&value.value);
            let said = by_text.get(&text).into_iter().flatten();
            let said: Vec<(usize, Literal)> = said.map(|(source, value)| (*source, (*value).clone())).collect();
            if !listed.insert(text) {
                continue;
            }
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
        Enum {
            values,
            open: open.value,
            nullable: enums.iter().any(|(_, found)| found.nullable),
            untyped: enums.iter().all(|(_, found)| found.untyped),
            guessed: !is_known,
        }
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
