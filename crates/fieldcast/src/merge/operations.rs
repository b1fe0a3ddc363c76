//! Operations of several SDKs, joined by method and path: each language tells what it can. Go and Java show the names of
//! request models, Python spreads their members; one may name a header where the others only have a name.

use super::combine::Pass;
use super::evidence::{Fact, FieldEvidence, ModelEvidence, Said, Seen};
use super::fields::{self, Scene};
use super::names::most_common;
use super::sources::{Naming, Source, rename};
use super::text;
use super::verdict::{Shows, Verdict, Why};
use crate::diagnostic::Place;
use crate::model::operation::{Answer, Body, In, Method, Operation, Parameter, Shape, Status};
use crate::model::{Field, Object, Operations, Slot};
use crate::wire::{Confidence, fold};
use std::collections::{BTreeMap, HashMap};

/// What answers that are one have in common: whether they tell of a fault, the status, and where there are several of one
/// status the content type.
type Kind<'a> = (bool, Status, Option<&'a str>);

/// An operation, in each SDK that has it.
type Same<'a> = Vec<(usize, &'a Operation)>;

/// Joins the operations of all sources, whose models already refer to groups.
pub(super) fn join(pass: &Pass<'_>) -> (Operations, Vec<ModelEvidence>) {
    let at = pass.types.judge.at;
    let mut order: Vec<usize> = (0..pass.sources.len()).collect();
    order.sort_by_key(|source| (Some(*source) != at, *source));
    let mut same: Vec<Same<'_>> = Vec::new();
    let mut known: HashMap<(Method, String), usize> = HashMap::new();
    for source in &order {
        let Some(api) = pass.sources.get(*source).map(|source| &source.api) else { continue };
        for operation in &api.operations.all {
            let place = *known.entry(operation.key()).or_insert_with(|| {
                same.push(Vec::new());
                same.len() - 1
            });
            if let Some(same) = same.get_mut(place) {
                same.push((*source, operation));
            }
        }
    }
    // one revision's operations alone, where its SDK tells any
    let asked = at.filter(|at| pass.sources.get(*at).is_some_and(|source| !source.api.operations.all.is_empty()));
    same.retain(|same| asked.is_none_or(|at| same.iter().any(|(source, _)| *source == at)));
    let sources = || order.iter().filter_map(|source| pass.sources.get(*source));
    let first = |has: fn(&Operations) -> bool| sources().map(|s| &s.api.operations).find(|operations| has(operations));
    let (all, evidence) = same.iter().filter_map(|same| operation(pass, same)).unzip();
    let joined = Operations {
        all,
        unplaced: sources().map(|source| source.api.operations.unplaced).sum(),
        servers: first(|found| !found.servers.is_empty()).map(|found| found.servers.clone()).unwrap_or_default(),
        schemes: first(|found| !found.schemes.is_empty()).map(|found| found.schemes.clone()).unwrap_or_default(),
    };
    (joined, evidence)
}

/// Finds the names of what operations take anew, with the evidence of all SDKs; those that are sure stay.
pub(super) fn rename_all(source: &mut Source) {
    let naming = Naming { casing: source.api.casing, alone: &source.api.wire, joined: &source.conclusion };
    for operation in &mut source.api.operations.all {
        let unsure =
            |parameter: &&mut Parameter| parameter.stands.is_none() && parameter.field.confidence > Confidence::Certain;
        for parameter in operation.parameters.iter_mut().filter(unsure) {
            let mut alone = Object { fields: vec![parameter.field.clone()], ..Object::default() };
            let spellings = alone.spellings.clone();
            rename(&mut alone, &operation.id, &naming, &spellings);
            if let Some(field) = alone.fields.pop() {
                parameter.field = field;
            }
        }
        if let Some(Body { shape: Shape::Members(object), .. }) = &mut operation.body {
            let spellings = object.spellings.clone();
            rename(object, &operation.id, &naming, &spellings);
        }
    }
}

fn operation(pass: &Pass<'_>, same: &Same<'_>) -> Option<(Operation, ModelEvidence)> {
    let (_, main) = same.first()?;
    let said = |pick: fn(&Operation) -> &str| -> String {
        let said: Vec<&str> =
            same.iter().map(|(_, operation)| pick(operation)).filter(|text| !text.is_empty()).collect();
        most_common(&said).unwrap_or_default().to_owned()
    };
    let mut evidence = ModelEvidence {
        place: main.place.clone(),
        seen: same
            .iter()
            .map(|(sdk, o)| Seen { sdk: *sdk, place: o.place.clone(), name: o.function.clone() })
            .collect(),
        facts: Vec::new(),
        fields: Vec::new(),
    };
    let id = said(|o| &o.id);
    evidence.facts.push(told(same, "id", &id, |o| Some(o.id.clone()).filter(|id| !id.is_empty())));
    let parameters = parameters(pass, same, &mut evidence.fields);
    let body = body(pass, same, &mut evidence.facts);
    let answers = answers(pass, same, &mut evidence.facts);
    let operation = Operation {
        id,
        method: main.method,
        path: main.path.clone(),
        place: main.place.clone(),
        tags: same.iter().map(|(_, o)| &o.tags).find(|tags| !tags.is_empty()).cloned().unwrap_or_default(),
        function: main.function.clone(),
        summary: said(|o| &o.summary),
        description: said(|o| &o.description),
        deprecated: same
            .iter()
            .any(|(_, o)| o.deprecated.is_some())
            .then(|| said(|o| o.deprecated.as_deref().unwrap_or_default())),
        parameters,
        body,
        answers,
        asks: same.iter().find_map(|(_, operation)| operation.asks.clone()),
        credentials: same.iter().filter_map(|(_, operation)| operation.credentials).max(),
    };
    Some((operation, evidence))
}

/// A fact of the operation itself.
fn told(same: &Same<'_>, name: &'static str, concluded: &str, value: impl Fn(&Operation) -> Option<String>) -> Fact {
    let said: Vec<Said> = same
        .iter()
        .map(|(sdk, operation)| {
            let value = value(operation);
            let against = value.as_ref().is_some_and(|value| fold(value) != fold(concluded));
            Said { sdk: *sdk, place: operation.place.clone(), value, against }
        })
        .collect();
    let telling = said.iter().filter(|said| said.value.is_some()).count();
    let why = match telling {
        0 => Why::Unknown,
        _ if said.iter().any(|said| said.against) => Why::Majority,
        1 => Why::Alone,
        _ => Why::Agreed,
    };
    Fact { name, said, concluded: (telling > 0).then(|| concluded.to_owned()), why }
}

fn parameters(pass: &Pass<'_>, same: &Same<'_>, evidence: &mut Vec<FieldEvidence>) -> Vec<Parameter> {
    let objects: Vec<(usize, Object)> = same
        .iter()
        .map(|(source, operation)| {
            let own = operation.parameters.iter().map(|parameter| &parameter.field);
            let fields = own.chain(spread(same, operation)).cloned().collect();
            (*source, Object { fields, ..Object::default() })
        })
        .collect();
    let objects: Vec<(usize, &Object)> = objects.iter().map(|(source, object)| (*source, object)).collect();
    let present: Vec<usize> = objects.iter().map(|(source, _)| *source).collect();
    let scene = Scene { types: pass.types, letters: pass.letters, present: &present, names: pass.names };
    let mut parameters = Vec::new();
    for cluster in fields::clusters(&objects) {
        let (mut field, mut said) = fields::judge(&cluster, &scene);
        let of = |source: usize, place: &Place| {
            let (_, operation) = same.iter().find(|(s, _)| *s == source)?;
            operation.parameters.iter().find(|parameter| parameter.field.place == *place)
        };
        let told: Vec<(usize, &Place, Option<In>)> = cluster
            .iter()
            .map(|(source, field)| (*source, &field.place, of(*source, &field.place).and_then(|p| p.stands)))
            .collect();
        let telling: Vec<(usize, In)> =
            told.iter().filter_map(|(source, _, stands)| Some((*source, (*stands)?))).collect();
        let verdict: Verdict<In> = pass.types.judge.choose(&telling, Shows::Required, |stands| *stands == In::Path);
        if verdict.value.is_some() {
            // the SDK that knows where it is sent knows how it is written there
            let knows = told.iter().find(|(_, _, stands)| *stands == verdict.value);
            if let Some(known) = knows.and_then(|(source, place, _)| of(*source, place)) {
                field.wire.clone_from(&known.field.wire);
                field.confidence = known.field.confidence;
                field.aliases.clear();
                said.name.clone_from(&field.wire);
            }
        }
        said.facts.push(Fact {
            name: "in",
            said: told
                .iter()
                .map(|(sdk, place, stands)| Said {
                    sdk: *sdk,
                    place: (*place).clone(),
                    value: stands.map(|stands| stands.as_str().to_owned()),
                    against: verdict.against.contains(sdk),
                })
                .collect(),
            concluded: verdict.value.map(|stands| stands.as_str().to_owned()),
            why: verdict.why,
        });
        parameters.push(Parameter { field, stands: verdict.value });
        evidence.push(said);
    }
    parameters
}

/// The members of a body that other SDKs show to be parameters: whoever spreads the members of a body over arguments of their
/// own cannot tell the ones from the others.
fn spread<'a>(same: &'a Same<'_>, operation: &'a Operation) -> impl Iterator<Item = &'a Field> {
    let members = |body: &'a Body| match &body.shape {
        Shape::Members(object) => object.fields.as_slice(),
        Shape::Slot(_) => &[],
    };
    let is_parameter = |field: &&Field| {
        let knows =
            |other: &Operation| !other.body.as_ref().is_some_and(|body| matches!(body.shape, Shape::Members(_)));
        let others = same.iter().map(|(_, other)| *other).filter(|other| knows(other));
        others.flat_map(|other| &other.parameters).any(|parameter| fold(&parameter.field.wire) == fold(&field.wire))
    };
    operation.body.as_ref().map_or(&[][..], members).iter().filter(is_parameter)
}

fn body(pass: &Pass<'_>, same: &Same<'_>, facts: &mut Vec<Fact>) -> Option<Body> {
    let bodies: Vec<(usize, &Body)> =
        same.iter().filter_map(|(source, operation)| Some((*source, operation.body.as_ref()?))).collect();
    let (_, main) = bodies.first()?;
    let slots: Vec<(usize, &Slot)> = bodies
        .iter()
        .filter_map(|(source, body)| match &body.shape {
            Shape::Slot(slot) => Some((*source, slot)),
            Shape::Members(_) => None,
        })
        .collect();
    let shape = if slots.is_empty() {
        let objects: Vec<(usize, &Object)> = bodies
            .iter()
            .filter_map(|(source, body)| match &body.shape {
                Shape::Members(object) => Some((*source, object)),
                Shape::Slot(_) => None,
            })
            .collect();
        let present: Vec<usize> = objects.iter().map(|(source, _)| *source).collect();
        let scene = Scene { types: pass.types, letters: pass.letters, present: &present, names: pass.names };
        let clusters = fields::clusters(&objects);
        let mut object = Object {
            fields: clusters.iter().map(|cluster| fields::judge(cluster, &scene).0).collect(),
            ..Object::default()
        };
        fields::settle_names(&mut object);
        Shape::Members(object)
    } else {
        let judged = pass.types.slot(&slots);
        let shown = text::ty(&judged.slot.ty, pass.names);
        let mut fact =
            told(same, "body", &shown, |operation| match operation.body.as_ref().map(|body| &body.shape)? {
                Shape::Slot(slot) => Some(text::ty(&slot.ty, pass.names)),
                Shape::Members(_) => None,
            });
        fact.why = judged.ty.why;
        fact.said.iter_mut().for_each(|said| said.against = judged.ty.against.contains(&said.sdk));
        facts.push(fact);
        Shape::Slot(judged.slot)
    };
    // who spreads the members cannot tell whether the whole must be there
    let knowing: Vec<(usize, bool)> = bodies
        .iter()
        .filter(|(source, _)| slots.is_empty() || slots.iter().any(|(s, _)| s == source))
        .map(|(source, body)| (*source, body.required))
        .collect();
    let required = pass.types.judge.flag(&knowing, Shows::Required, false).value.unwrap_or_default();
    let descriptions: Vec<&str> =
        bodies.iter().map(|(_, body)| body.description.as_str()).filter(|text| !text.is_empty()).collect();
    Some(Body {
        shape,
        required,
        content: bodies.iter().find_map(|(_, body)| body.content.clone()),
        description: most_common(&descriptions).unwrap_or_default().to_owned(),
        place: main.place.clone(),
    })
}

fn answers(pass: &Pass<'_>, same: &Same<'_>, facts: &mut Vec<Fact>) -> Vec<Answer> {
    // where one SDK tells which success it is, the others' are that one
    let mut told_success: Vec<Status> = same
        .iter()
        .flat_map(|(_, operation)| &operation.answers)
        .map(|answer| answer.status)
        .filter(|status| status.is_success() && *status != Status::Range(2))
        .collect();
    told_success.sort_unstable();
    told_success.dedup();
    let success = match told_success.as_slice() {
        [only] => *only,
        _ => Status::Range(2),
    };
    let status = |answer: &Answer| if answer.status == Status::Range(2) { success } else { answer.status };
    let mut by: BTreeMap<Kind<'_>, Vec<(usize, &Answer)>> = BTreeMap::new();
    for (source, operation) in same {
        for answer in &operation.answers {
            let status = status(answer);
            // content of several types stays apart, where it is told
            let several = operation.answers.iter().filter(|other| other.status == answer.status).count() > 1;
            let content = answer.content.as_deref().filter(|_| several);
            by.entry((!status.is_success(), status, content)).or_default().push((*source, answer));
        }
    }
    let mut answers = Vec::with_capacity(by.len());
    for ((_, status, _), said) in by {
        let slots: Vec<(usize, &Slot)> =
            said.iter().filter_map(|(source, answer)| Some((*source, answer.slot.as_ref()?))).collect();
        let Some((_, first)) = said.first() else { continue };
        let texts: Vec<&str> =
            said.iter().map(|(_, a)| a.description.as_str()).filter(|text| !text.is_empty()).collect();
        let judged = (!slots.is_empty()).then(|| pass.types.slot(&slots));
        let shown =
            judged.as_ref().map_or_else(|| "nothing".to_owned(), |judged| text::ty(&judged.slot.ty, pass.names));
        if status.is_success() {
            let each = said.iter().map(|(sdk, answer)| Said {
                sdk: *sdk,
                place: answer.place.clone(),
                value: answer.slot.as_ref().map(|slot| text::ty(&slot.ty, pass.names)),
                against: judged.as_ref().is_some_and(|judged| judged.ty.against.contains(sdk)),
            });
            let why = judged.as_ref().map_or(Why::Unknown, |judged| judged.ty.why);
            facts.push(Fact { name: "answer", said: each.collect(), concluded: Some(shown), why });
        }
        answers.push(Answer {
            status,
            slot: judged.map(|judged| judged.slot),
            content: said.iter().find_map(|(_, answer)| answer.content.clone()),
            stream: said.iter().find_map(|(_, answer)| answer.stream),
            description: most_common(&texts).unwrap_or_default().to_owned(),
            place: first.place.clone(),
        });
    }
    let errors = |answers: &[Answer]| {
        let each = answers.iter().filter(|answer| !answer.status.is_success());
        let mut each: Vec<String> = each.map(|answer| answer.status.to_string()).collect();
        each.dedup();
        each.join(", ")
    };
    facts.push(told(same, "errors", &errors(&answers), |operation| Some(errors(&operation.answers))));
    answers
}

#[cfg(test)]
mod tests {
    use crate::merge::{Joined, Options, Why, join};
    use crate::model::operation::{In, Shape};
    use crate::model::operations::tests::{api, section};
    use crate::model::tests::object;
    use crate::model::{Api, Type};

    const PROBLEM: (&str, &str) = (
        "problem.md",
        "# Problem\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n",
    );

    fn typescript() -> Api {
        let rows = [
            ("petId", "*string*", true, "N/A"),
            ("trace", "*string*", false, "A header that names the trace"),
            ("pet", "[models.Pet](../../models/pet.md)", true, "N/A"),
            ("limit", "*number*", false, "N/A"),
        ];
        let page = section("update", ("updatePet", "put", "/pets/{petId}"), &rows, "[models.Pet](../../models/pet.md)");
        let pet = object("Pet", &[("name", "*string*", true)]);
        let mut api = api("typescript", &[("pet.md", &pet), PROBLEM], &page).0;
        api.root = "typescript/models".to_owned();
        api
    }

    fn python() -> Api {
        let rows = [
            ("pet_id", "*str*", true, "N/A"),
            ("trace", "*Optional[str]*", false, "N/A"),
            ("limit", "*Optional[int]*", false, "N/A"),
        ];
        let page = [
            section("update", ("update_pet", "put", "/pets/{pet_id}"), &rows, "[models.Pet](../../models/pet.md)"),
            section("drop", ("dropPet", "delete", "/pets/{pet_id}"), &rows[..1], ""),
        ];
        let pet = object("Pet", &[("name", "*str*", true)]);
        let mut api = api("python", &[("pet.md", &pet), PROBLEM], &page.concat()).0;
        api.root = "python/models".to_owned();
        api
    }

    fn joined(apis: Vec<Api>) -> Joined {
        join(apis, &Options::default())
    }

    #[test]
    fn each_language_tells_what_it_can() {
        let joined = joined(vec![python(), typescript()]);
        let api = joined.api.unwrap();
        let found: Vec<&str> = api.operations.all.iter().map(|operation| operation.id.as_str()).collect();
        assert_eq!(found, ["updatePet", "dropPet"], "one method and path is one operation");
        let update = &api.operations.all[0];
        let parameters: Vec<_> = update.parameters.iter().map(|p| (p.field.wire.as_str(), p.stands)).collect();
        assert_eq!(parameters, [("petId", Some(In::Path)), ("trace", Some(In::Header)), ("limit", None)]);
        let limit = &update.parameters[2].field.slot.ty;
        assert_eq!(*limit, Type::Primitive(crate::model::Primitive::Integer), "the narrower of both");
        let Shape::Slot(body) = &update.body.as_ref().unwrap().shape else { panic!() };
        assert!(matches!(body.ty, Type::Model(id) if api.models[id.0].name == "Pet"));
        let said = &joined.evidence.operations[0];
        let stands = said.fields[1].facts.iter().find(|fact| fact.name == "in").unwrap();
        assert_eq!((stands.concluded.as_deref(), stands.why), (Some("header"), Why::Alone));
    }

    #[test]
    fn the_order_of_sdks_changes_nothing() {
        let (one, other) = (joined(vec![python(), typescript()]), joined(vec![typescript(), python(), python()]));
        assert_eq!(one.api.unwrap().operations, other.api.unwrap().operations);
        assert_eq!(one.evidence.operations, other.evidence.operations);
    }
}
