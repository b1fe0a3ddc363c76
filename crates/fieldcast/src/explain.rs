//! Why a fact is what it is: everything that was said of a model or a field, what was concluded, and by which rule.

mod operations;

use crate::decide::{self, Correction, Kind};
use crate::diagnostic::Place;
use crate::merge::{Evidence, Fact, FieldEvidence, ModelEvidence, Seen, Why};
use crate::wire::{Reason, fold};
use serde::Serialize;

/// What there is to say of a model or a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// `Session` or `Session.expire_at`, as the schema calls it.
    pub name: String,
    /// Where it was seen.
    pub seen: Vec<Sighting>,
    /// The SDKs that do not have it, though they may have its model.
    pub missing: Vec<String>,
    /// Its facts.
    pub facts: Vec<Explained>,
    /// The fields of a model, or the parameters of an operation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Whether it is an operation.
    #[serde(skip)]
    pub operation: bool,
}

/// A model or field on a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sighting {
    /// The SDK.
    pub sdk: String,
    /// The file, line and column.
    pub place: String,
    /// What it is called there.
    pub name: String,
}

/// A fact and all evidence for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// `name`, `type`, `nullable`, `required`, `open`, `values`, `members` or `kind`.
    pub fact: &'static str,
    /// What holds.
    pub holds: String,
    /// The rule that decided, by a stable name.
    pub rule: Why,
    /// The same in words.
    pub why: String,
    /// What each SDK says.
    pub evidence: Vec<Testimony>,
}

/// What one SDK says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Testimony {
    /// The SDK.
    pub sdk: String,
    /// The file, line and column.
    pub place: String,
    /// What it says; `None` where its pages can't tell.
    pub says: Option<String>,
    /// Whether it was overruled.
    pub overruled: bool,
}

/// Explains a model or a field from what was said in joining and what was settled in the end: `Session`, `Session.expire_at`, `operations.GetUserRequest.user_id`. Names go by the
/// schema's own or by any SDK's, without regard to case and separators. Operations go by method and path or by their id, and
/// their parameters by their names behind those: `GET /sessions`, `GetSessionList.limit`.
///
/// # Errors
///
/// Names that come near, where there is nothing of this name.
pub fn explain(
    evidence: &Evidence,
    decided: &decide::Api,
    corrections: &[Correction],
    target: &str,
) -> Result<Explanation, Vec<String>> {
    if let Some(found) = operations::explain(evidence, decided, corrections, target) {
        return found;
    }
    let models: Vec<Entry<'_>> =
        decided.models.iter().zip(&evidence.models).map(|(settled, said)| Entry { settled, said }).collect();
    if let Some(entry) = find_model(&models, target) {
        return Ok(explain_model(entry, evidence, corrections));
    }
    let Some((head, field)) = target.rsplit_once('.') else { return Err(near(&models, target)) };
    let Some(entry) = find_model(&models, head) else { return Err(near(&models, head)) };
    explain_field(entry, &models, evidence, corrections, field)
}

/// A model in each of its forms.
#[derive(Clone, Copy)]
struct Entry<'a> {
    settled: &'a decide::Model,
    said: &'a ModelEvidence,
}

/// The model of this name in the schema, or else the only one that goes by it in some SDK.
fn find_model<'e, 'a>(models: &'e [Entry<'a>], name: &str) -> Option<&'e Entry<'a>> {
    let folded = fold(name);
    let exact = models.iter().find(|entry| entry.settled.key == name);
    exact.or_else(|| models.iter().find(|entry| fold(&entry.settled.key) == folded)).or_else(|| {
        let mut found = models.iter().filter(|entry| entry.said.seen.iter().any(|seen| fold(&seen.name) == folded));
        found.next().filter(|_| found.next().is_none())
    })
}

/// How many names that come near are told.
const NEAR: usize = 5;

fn near(models: &[Entry<'_>], name: &str) -> Vec<String> {
    let folded = fold(name);
    let close = |key: &str| {
        let key = fold(key);
        !folded.is_empty() && (key.contains(&folded) || folded.contains(&key))
    };
    models.iter().map(|entry| entry.settled.key.clone()).filter(|key| close(key)).take(NEAR).collect()
}

fn explain_model(entry: &Entry<'_>, evidence: &Evidence, corrections: &[Correction]) -> Explanation {
    let key = &entry.settled.key;
    let mut facts: Vec<Explained> = entry.said.facts.iter().map(|fact| told(fact, evidence)).collect();
    if let Kind::Enum { open, .. } = &entry.settled.kind {
        let about = facts.iter_mut().find(|fact| fact.fact == "open");
        if let Some(fact) = about {
            match corrections.iter().find(|c| c.at == *key && c.open.is_some()) {
                Some(correction) => fact.correct(open.unwrap_or_default().to_string(), correction),
                None if fact.rule == Why::Unknown => fact.by_policy("false", "an enum of which nobody tells is closed"),
                None => {}
            }
        }
    }
    let fields = match &entry.settled.kind {
        Kind::Object { fields, .. } => fields.iter().map(|field| field.name.clone()).collect(),
        _ => Vec::new(),
    };
    let (seen, missing) = seen(&entry.said.seen, evidence);
    Explanation { name: key.clone(), seen, missing, facts, fields, operation: false }
}

fn explain_field(
    entry: &Entry<'_>,
    models: &[Entry<'_>],
    evidence: &Evidence,
    corrections: &[Correction],
    name: &str,
) -> Result<Explanation, Vec<String>> {
    let key = &entry.settled.key;
    let Kind::Object { fields, .. } = &entry.settled.kind else { return Err(near(models, key)) };
    let folded = fold(name);
    let exact = fields.iter().find(|field| field.name == name);
    let found = exact.or_else(|| fields.iter().find(|f| fold(&f.name) == folded || fold(&f.documented) == folded));
    let Some(field) = found else {
        return Err(fields.iter().map(|field| format!("{key}.{}", field.name)).collect());
    };
    // a model that joins twins has the fields of one of them
    let mut all = entry.said.fields.iter().chain(models.iter().flat_map(|entry| &entry.said.fields));
    let Some(said) = all.find(|said: &&FieldEvidence| said.place == field.place) else {
        return Err(vec![format!("{key}.{}", field.name)]);
    };
    let mut facts: Vec<Explained> = said.facts.iter().map(|fact| told(fact, evidence)).collect();
    for fact in facts.iter_mut().filter(|fact| fact.fact == "name") {
        let naming = naming(said, evidence);
        fact.why = format!("{naming}; {}", fact.why).trim_start_matches("; ").to_owned();
    }
    let names = [&field.name, &said.name].map(|name| format!("{key}.{name}"));
    let corrected = corrections.iter().filter(|c| names.contains(&c.at));
    settle(&mut facts, field, corrected);
    let (seen, missing) = seen(&said.seen, evidence);
    Ok(Explanation {
        name: format!("{key}.{}", field.name),
        seen,
        missing,
        facts,
        fields: Vec::new(),
        operation: false,
    })
}

/// Why a field has its name on the wire.
fn naming(said: &FieldEvidence, evidence: &Evidence) -> String {
    let documented = said.seen.first().map(|seen| seen.name.as_str()).unwrap_or_default();
    let sdk = said.seen.first().and_then(|seen| evidence.sources.get(seen.sdk));
    let concluded = || sdk.map(|sdk| sdk.naming.as_str()).unwrap_or_default();
    match said.reason {
        Reason::Stated => "it is stated so".to_owned(),
        Reason::Tag => "the tag of the SDK's own class says so".to_owned(),
        Reason::Shown => "its language's pages show names as they are on the wire".to_owned(),
        Reason::Page => format!("`{}` is quoted on the model's own page, or in an example of it", said.name),
        Reason::Pages => format!("`{}` is quoted for every field of that name", said.name),
        Reason::Number => format!("`{documented}` is a number in words"),
        Reason::Convention => {
            format!("`{documented}` is written in the API's convention, which is {}", concluded())
        }
        Reason::AsDocumented => {
            format!("`{documented}` is taken as the page shows it; the API's convention is {}", concluded())
        }
        Reason::Clash => format!("`{documented}` is taken as the page shows it, for another field has its name"),
    }
}

/// Says what policy and corrections made of the facts.
fn settle<'c>(
    facts: &mut [Explained],
    field: &decide::Field,
    corrections: impl Iterator<Item = &'c Correction> + Clone,
) {
    for fact in facts {
        let (holds, correction) = match fact.fact {
            "nullable" => (
                field.slot.nullable.to_string(),
                corrections.clone().find(|c| c.nullable.is_some() || c.required.is_some()),
            ),
            "required" => (field.required.to_string(), corrections.clone().find(|c| c.required.is_some())),
            "type" => (fact.holds.clone(), corrections.clone().find(|c| c.ty.is_some() || c.format.is_some())),
            "name" => (field.name.clone(), corrections.clone().find(|c| c.wire_name.is_some())),
            _ => continue,
        };
        match correction {
            Some(correction) if fact.fact == "type" => {
                let ty = correction.ty.clone().unwrap_or_else(|| "string".to_owned());
                let format = correction.format.as_ref().map(|format| format!(" ({format})")).unwrap_or_default();
                fact.correct(format!("{ty}{format}"), correction);
            }
            Some(correction) if holds != fact.holds => fact.correct(holds, correction),
            _ if fact.rule == Why::Unknown && fact.fact == "nullable" => fact.by_policy(
                &holds,
                if field.required {
                    "what must be there is not null unless a page says so"
                } else {
                    "what may be absent accepts null, for a schema that refuses real payloads is worse than a wide one"
                },
            ),
            _ if fact.rule == Why::Unknown && fact.fact == "type" => {
                fact.by_policy("anything", "what nobody shows accepts anything");
            }
            _ => {}
        }
    }
}

impl Explained {
    fn correct(&mut self, holds: String, correction: &Correction) {
        self.holds = holds;
        self.rule = Why::Correction;
        let place = correction.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
        self.why = format!("{}{place}: {}", Why::Correction, correction.reason);
    }

    fn by_policy(&mut self, holds: &str, rule: &str) {
        self.holds = holds.to_owned();
        self.rule = Why::Policy;
        self.why = format!("{}: {rule}", Why::Unknown);
    }
}

fn told(fact: &Fact, evidence: &Evidence) -> Explained {
    Explained {
        fact: fact.name,
        holds: fact.concluded.clone().unwrap_or_else(|| "unknown".to_owned()),
        rule: fact.why,
        why: fact.why.to_string(),
        evidence: fact
            .said
            .iter()
            .map(|said| Testimony {
                sdk: label(evidence, said.sdk),
                place: show(&said.place),
                says: said.value.clone(),
                overruled: said.against,
            })
            .collect(),
    }
}

fn seen(seen: &[Seen], evidence: &Evidence) -> (Vec<Sighting>, Vec<String>) {
    let sightings = seen.iter().map(|seen| Sighting {
        sdk: label(evidence, seen.sdk),
        place: show(&seen.place),
        name: seen.name.clone(),
    });
    let missing = evidence.sources.iter().enumerate().filter(|(at, _)| !seen.iter().any(|seen| seen.sdk == *at));
    (sightings.collect(), missing.map(|(_, sdk)| sdk.label.clone()).collect())
}

fn label(evidence: &Evidence, sdk: usize) -> String {
    evidence.sources.get(sdk).map(|sdk| sdk.label.clone()).unwrap_or_default()
}

fn show(place: &Place) -> String {
    place.to_string()
}
