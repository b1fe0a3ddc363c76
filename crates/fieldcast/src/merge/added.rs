//! How much each SDK added to the joined API, fact by fact: plain data, for people.

use super::evidence::{Count, Evidence, Fact, Sdk};
use indexmap::IndexMap;
use serde::Serialize;

/// What the SDKs came to together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Together {
    /// The SDKs: what each has, and what none of the others has.
    pub sdks: Vec<Sdk>,
    /// What the joined API has.
    pub joined: Count,
    /// What all SDKs have.
    pub in_all: Count,
    /// What was left out as not of the revision that was asked for.
    pub left_out: Count,
    /// What is told of each fact.
    pub facts: Vec<Added>,
}

/// What the SDKs tell of one fact, counted over models or fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Added {
    /// The fact.
    pub fact: &'static str,
    /// How often it is known in the end.
    pub known: usize,
    /// How often nobody tells.
    pub unknown: usize,
    /// How often SDKs contradict each other.
    pub contradicted: usize,
    /// What each SDK did, by the SDK.
    pub by: IndexMap<String, Share>,
}

/// What one SDK tells of a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Share {
    /// How often it shows the fact as it holds.
    pub shows: usize,
    /// How often it alone does: what would be lost without it.
    pub alone: usize,
    /// How often its pages can't tell, or tell less.
    pub less: usize,
    /// How often it was overruled.
    pub overruled: usize,
}

/// Counts what each SDK added.
pub fn together(evidence: &Evidence) -> Together {
    let mut facts: IndexMap<&'static str, Added> = IndexMap::new();
    let mut together = Together { sdks: evidence.sources.clone(), left_out: evidence.left_out, ..Together::default() };
    let all = evidence.sources.len();
    for model in &evidence.models {
        together.joined.models += 1;
        together.joined.fields += model.fields.len();
        together.in_all.models += usize::from(model.seen.len() == all);
        together.in_all.fields += model.fields.iter().filter(|field| field.seen.len() == all).count();
        for fact in model.facts.iter().chain(model.fields.iter().flat_map(|field| &field.facts)) {
            let added = facts.entry(fact.name).or_insert_with(|| Added { fact: fact.name, ..Added::default() });
            count(fact, &evidence.sources, added);
        }
    }
    together.facts = facts.into_values().collect();
    together
}

fn count(fact: &Fact, sdks: &[Sdk], added: &mut Added) {
    added.known += usize::from(fact.concluded.is_some());
    added.unknown += usize::from(fact.concluded.is_none());
    added.contradicted += usize::from(fact.said.iter().any(|said| said.against));
    let showing = fact.shown_by().count();
    for said in &fact.said {
        let Some(sdk) = sdks.get(said.sdk) else { continue };
        let share = added.by.entry(sdk.label.clone()).or_default();
        let shows = said.value.is_some() && said.value == fact.concluded;
        share.shows += usize::from(shows);
        share.alone += usize::from(shows && showing == 1);
        share.overruled += usize::from(said.against);
        share.less += usize::from(!shows && !said.against);
    }
}
