//! The laws of joining, tried on many made-up SDKs: order does not matter, joining twice changes nothing, and more
//! evidence never makes a known fact unknown.

use super::evidence::FieldEvidence;
use super::tests::sdk;
use super::types::{Known, Types};
use super::verdict::Judge;
use super::*;
use crate::model::tests::object;
use crate::model::{Primitive, Slot};
use proptest::prelude::*;
use std::collections::HashMap;

const LANGUAGES: [&str; 4] = ["typescript", "python", "ruby", "java"];

/// A field of the made-up API: its number, what it is, whether it must be there.
type Made = (usize, usize, bool);

/// How a language writes a type.
fn cell(language: usize, kind: usize, required: bool) -> String {
    let row = match kind % 5 {
        0 => ["*string*", "*str*", "*::String*", "*String*"],
        1 => ["*number*", "*int*", "*::Integer*", "*Long*"],
        2 => ["*string*[]", "List[*str*]", "Crystalline::Array<*::String*>", "List\\<*String*>"],
        3 => ["*number*", "*float*", "*::Float*", "*Double*"],
        _ => ["*any*", "*Any*", "*::Object*", "*Object*"],
    };
    let plain = row[language];
    let inner = plain.trim_matches('*');
    match (language, kind % 5, required) {
        (_, 2 | 4, _) | (0, ..) | (_, _, true) => plain.to_owned(),
        (1, ..) => format!("*Optional[{inner}]*"),
        (2, ..) => format!("*Crystalline::Nilable.new({inner})*"),
        _ => format!("*Optional\\<{inner}>*"),
    }
}

/// The pages of an SDK for models of some fields.
fn made(language: usize, models: &[Vec<Made>]) -> Api {
    let pages: Vec<(String, String)> = models
        .iter()
        .enumerate()
        .map(|(at, fields)| {
            let mut rows: Vec<(String, String, bool)> = Vec::new();
            for (number, kind, required) in fields {
                let name = format!("field{}", (b'a' + u8::try_from(*number % 8).unwrap_or_default()) as char);
                if !rows.iter().any(|(known, ..)| *known == name) {
                    rows.push((name, cell(language, *kind, *required), *required));
                }
            }
            let rows: Vec<(&str, &str, bool)> = rows.iter().map(|(n, t, r)| (n.as_str(), t.as_str(), *r)).collect();
            (format!("components/model{at}.md"), object(&format!("Model{at}"), &rows))
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    sdk(LANGUAGES[language], &pages)
}

/// One SDK in each of some languages, each of a revision of its own.
fn sdks() -> impl Strategy<Value = Vec<Api>> {
    let field = (0..8_usize, 0..5_usize, any::<bool>());
    let models = prop::collection::vec(prop::collection::vec(field, 1..5), 1..4);
    let chosen = prop::sample::subsequence((0..LANGUAGES.len()).collect::<Vec<_>>(), 1..=LANGUAGES.len());
    (chosen, prop::collection::vec(models, LANGUAGES.len())).prop_map(|(chosen, revisions)| {
        chosen.into_iter().filter_map(|language| Some(made(language, revisions.get(language)?))).collect()
    })
}

fn everything(apis: Vec<Api>, at: Option<&str>) -> (String, Evidence, Vec<String>) {
    let joined = join(apis, &Options { at: at.map(str::to_owned), always: true, ..Options::default() });
    let models = joined.api.map(|api| format!("{:?} {:?} {}", api.models, api.languages, api.root)).unwrap_or_default();
    (models, joined.evidence, joined.diagnostics.iter().map(ToString::to_string).collect())
}

/// The facts that are known of each field, by the places where it was seen.
fn known(evidence: &Evidence) -> HashMap<String, Vec<&'static str>> {
    let facts = |field: &FieldEvidence| field.facts.iter().filter(|f| f.concluded.is_some()).map(|f| f.name).collect();
    let fields = evidence.models.iter().flat_map(|model| &model.fields);
    fields.flat_map(|field| field.seen.iter().map(move |seen| (seen.place.to_string(), facts(field)))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn order_does_not_matter((apis, seed) in (sdks(), any::<prop::sample::Index>())) {
        let mut turned = apis.clone();
        turned.rotate_left(seed.index(apis.len()));
        let mut reversed = apis.clone();
        reversed.reverse();
        let expected = everything(apis, None);
        prop_assert_eq!(&everything(turned, None), &expected);
        prop_assert_eq!(&everything(reversed, None), &expected);
    }

    #[test]
    fn joining_twice_changes_nothing(apis in sdks()) {
        let twice: Vec<Api> = apis.iter().chain(&apis).cloned().collect();
        prop_assert_eq!(everything(twice, None), everything(apis, None));
    }

    #[test]
    fn more_evidence_never_makes_a_known_fact_unknown(apis in sdks()) {
        let whole = everything(apis.clone(), None).1;
        let whole = known(&whole);
        for left_out in 0..apis.len() {
            let mut fewer = apis.clone();
            fewer.remove(left_out);
            let part = everything(fewer, None).1;
            for (place, facts) in known(&part) {
                let still = whole.get(&place).cloned().unwrap_or_default();
                for fact in facts {
                    prop_assert!(still.contains(&fact), "{fact} at {place} is lost");
                }
            }
        }
    }

    #[test]
    fn a_revision_has_the_models_and_fields_of_its_sdk(apis in sdks()) {
        for api in &apis {
            let language = api.languages[0];
            let (_, evidence, problems) = everything(apis.clone(), Some(language));
            prop_assert!(!problems.iter().any(|p| p.starts_with("error[unknown-target]")), "{problems:?}");
            let fields: usize = evidence.models.iter().map(|model| model.fields.len()).sum();
            let own = |kind: &Kind| if let Kind::Object(object) = kind { object.fields.len() } else { 0 };
            prop_assert_eq!(evidence.models.len(), api.models.len());
            prop_assert_eq!(fields, api.models.iter().map(|model| own(&model.kind)).sum::<usize>());
        }
    }
}

/// A type without models, up to a depth.
fn ty() -> impl Strategy<Value = Type> {
    let primitive = prop::sample::select(vec![
        Primitive::String,
        Primitive::Integer,
        Primitive::Float,
        Primitive::Number,
        Primitive::Boolean,
        Primitive::DateTime,
        Primitive::Date,
        Primitive::Any,
        Primitive::Object,
    ]);
    let leaf = primitive.prop_map(Type::Primitive);
    leaf.prop_recursive(3, 12, 3, |inner| {
        let slot = (inner, prop::option::of(any::<bool>())).prop_map(|(ty, nullable)| Slot { ty, nullable });
        prop_oneof![
            slot.clone().prop_map(|slot| Type::Array(Box::new(slot))),
            slot.clone().prop_map(|slot| Type::Map(Box::new(slot))),
            prop::collection::vec(slot, 2..4).prop_map(Type::Union),
        ]
    })
}

proptest! {
    #[test]
    fn types_are_judged_as_sets(said in prop::collection::vec(ty(), 1..5), turn in any::<prop::sample::Index>()) {
        let known = Known::default();
        let types = Types { judge: Judge { languages: &["typescript", "python", "ruby", "java"], at: None }, known: &known };
        let said: Vec<(usize, &Type)> = said.iter().enumerate().collect();
        let mut turned = said.clone();
        turned.rotate_left(turn.index(said.len()));
        let (judged, verdict) = types.ty(&said);
        prop_assert_eq!(types.ty(&turned), (judged.clone(), verdict.clone()));
        // known beats unknown, and the winner is something that was said
        let tells = said.iter().any(|(_, ty)| **ty != Type::Primitive(Primitive::Any));
        prop_assert_eq!(tells, judged != Type::Primitive(Primitive::Any));
        prop_assert_eq!(tells, verdict.value.is_some());
        prop_assert!(verdict.against.len() < said.len());
        // who says the same again changes no type
        if let [(_, only)] = said.as_slice() {
            let again: Vec<(usize, &Type)> = vec![(0, *only), (1, *only)];
            let repeated = types.ty(&again).0;
            prop_assert_eq!(types.ty(&[(0, &repeated), (1, &repeated)]).0, repeated);
        }
    }

    #[test]
    fn flags_that_are_known_stay_known(said in prop::collection::vec(any::<bool>(), 1..5), more in any::<bool>()) {
        let judge = Judge { languages: &["typescript", "python", "ruby", "java", "go"], at: None };
        let mut said: Vec<(usize, bool)> = said.into_iter().enumerate().collect();
        for fact in [verdict::Shows::Nullable, verdict::Shows::Required, verdict::Shows::Open] {
            prop_assert!(judge.flag(&said, fact, true).value.is_some());
            // all of one mind are never overruled
            let one = said.iter().all(|(_, value)| *value == said[0].1);
            prop_assert!(!one || judge.flag(&said, fact, true).value == Some(said[0].1));
        }
        said.push((said.len(), more));
        prop_assert!(judge.flag(&said, verdict::Shows::Nullable, false).value.is_some());
    }
}
