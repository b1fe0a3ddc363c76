//! Why the facts of an operation and of its parameters are what they are.

use super::{Explained, Explanation, seen, settle, told};
use crate::decide::operations::{Operation, Parameter};
use crate::decide::{self, Correction};
use crate::merge::{Evidence, ModelEvidence, Why};
use crate::model::operation::{Method, Status, folded_path};
use crate::wire::fold;

/// Explains an operation or a parameter; `None` where the target is none by its form, or there is a model of that name.
pub(super) fn explain(
    evidence: &Evidence,
    decided: &decide::Api,
    corrections: &[Correction],
    target: &str,
) -> Option<Result<Explanation, Vec<String>>> {
    let by_path = target.split_once(' ').filter(|(method, _)| Method::parse(method).is_some());
    // a model of exactly this name is meant, where there is one
    let head = target.rsplit_once('.').map_or(target, |(head, _)| head);
    if by_path.is_none() && decided.models.iter().any(|model| model.key == target || model.key == head) {
        return None;
    }
    let all: Vec<(&Operation, &ModelEvidence)> = decided.operations.all.iter().zip(&evidence.operations).collect();
    let find = |name: &str| {
        let asked =
            name.split_once(' ').and_then(|(method, path)| Some((Method::parse(method)?, folded_path(path.trim()))));
        let is = |operation: &Operation| match &asked {
            Some((method, path)) => operation.method == *method && folded_path(&operation.path) == *path,
            None => !operation.id.is_empty() && fold(&operation.id) == fold(name),
        };
        all.iter().find(|(operation, _)| is(operation)).copied()
    };
    if let Some((operation, said)) = find(target) {
        return Some(Ok(of_operation(operation, said, evidence, corrections)));
    }
    let named = target.rsplit_once('.').and_then(|(head, name)| Some((find(head)?, name)));
    let Some(((operation, said), name)) = named else {
        let asked = by_path?;
        let near = |operation: &Operation| operation.path.contains(asked.1.trim()) || asked.1.contains(&operation.path);
        return Some(Err(all
            .iter()
            .map(|(o, _)| *o)
            .filter(|o| near(o))
            .take(super::NEAR)
            .map(Operation::title)
            .collect()));
    };
    let found = operation.parameters.iter().find(|parameter| {
        [&parameter.field.name, &parameter.field.documented].into_iter().any(|known| fold(known) == fold(name))
    });
    let parameters = || operation.parameters.iter().map(|parameter| at(operation, parameter)).collect();
    Some(
        found
            .and_then(|parameter| of_parameter(operation, parameter, said, evidence, corrections))
            .ok_or_else(parameters),
    )
}

/// What a parameter is called.
fn at(operation: &Operation, parameter: &Parameter) -> String {
    format!("{}.{}", operation.title(), parameter.field.name)
}

fn of_operation(
    operation: &Operation,
    said: &ModelEvidence,
    evidence: &Evidence,
    corrections: &[Correction],
) -> Explanation {
    let mut facts: Vec<Explained> = said.facts.iter().map(|fact| told(fact, evidence)).collect();
    let own = |correction: &&Correction| correction.at == operation.title() || correction.at == operation.id;
    let success = operation.answers.iter().find(|answer| answer.status.is_success());
    if let Some(success) = success {
        let why = "a status that no page tells is any that says that all went well";
        let correction = corrections.iter().filter(own).find(|correction| correction.status.is_some());
        facts.push(settled("status", success.status.to_string(), success.status == Status::Range(2), why, correction));
    }
    if let Some(body) = &operation.body {
        let why = "a body is JSON, and a form of several parts where a member is a file";
        let correction = corrections.iter().filter(own).find(|correction| correction.content.is_some());
        facts.push(settled("content", body.content.clone(), body.unknown, why, correction));
    }
    let (seen, missing) = seen(&said.seen, evidence);
    Explanation {
        name: operation.title(),
        seen,
        missing,
        facts,
        fields: operation.parameters.iter().map(|parameter| parameter.field.name.clone()).collect(),
        operation: true,
    }
}

/// A fact that stands in no evidence, for no page tells it or the one place where it was read does.
fn settled(fact: &'static str, holds: String, unknown: bool, rule: &str, correction: Option<&Correction>) -> Explained {
    let mut explained =
        Explained { fact, holds: holds.clone(), rule: Why::Alone, why: Why::Alone.to_string(), evidence: Vec::new() };
    match correction {
        Some(correction) => explained.correct(holds, correction),
        None if unknown => explained.by_policy(&holds, rule),
        None => {}
    }
    explained
}

fn of_parameter(
    operation: &Operation,
    parameter: &Parameter,
    said: &ModelEvidence,
    evidence: &Evidence,
    corrections: &[Correction],
) -> Option<Explanation> {
    let said = said.fields.iter().find(|said| said.place == parameter.field.place)?;
    let mut facts: Vec<Explained> = said.facts.iter().map(|fact| told(fact, evidence)).collect();
    let own = |correction: &&Correction| {
        [operation.title(), operation.id.clone()].iter().any(|name| {
            correction.at.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix('.'))
                == Some(&parameter.field.name)
        })
    };
    for fact in facts.iter_mut().filter(|fact| fact.fact == "in") {
        let stands = parameter.stands.as_str().to_owned();
        match corrections.iter().filter(own).find(|correction| correction.stands.is_some()) {
            Some(correction) => fact.correct(stands, correction),
            None if parameter.unknown => {
                fact.by_policy(&stands, "what is neither in the path nor called a header stands in the query");
            }
            None => {}
        }
    }
    settle(&mut facts, &parameter.field, corrections.iter().filter(own));
    let (seen, missing) = seen(&said.seen, evidence);
    Some(Explanation { name: at(operation, parameter), seen, missing, facts, fields: Vec::new(), operation: false })
}
