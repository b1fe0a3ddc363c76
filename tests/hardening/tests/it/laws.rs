//! The laws on pages that proptest puts together.

use chance::Random;
use hardening::case::{Case, to_text};
use hardening::laws::{check, check_order};
use hardening::mutate::mutate;
use hardening::zoo;
use proptest::prelude::*;
use serde_json::Value;

/// The schema is one by its own metaschema.
fn is_valid(schema: Option<&str>) -> Result<(), String> {
    let Some(text) = schema else { return Ok(()) };
    let schema: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    jsonschema::meta::validate(&schema).map_err(|error| format!("{error} at {}", error.instance_path()))
}

/// The zoo's pages in one language, some of them changed, left out or doubled.
fn pages() -> impl Strategy<Value = String> {
    (0..8_usize, any::<u64>(), prop::collection::vec(0..6_u8, 8)).prop_map(|(language, seed, actions)| {
        let mut sdks = zoo::all();
        let sdk = sdks.swap_remove(language);
        let mut random = Random(seed);
        let mut pages: Vec<(String, String)> = Vec::new();
        for ((path, text), action) in sdk.pages.iter().zip(actions) {
            match action {
                0 => {}
                1 => pages.push(((*path).to_owned(), mutate(text, &mut random))),
                2 => {
                    pages.push(((*path).to_owned(), text.clone()));
                    pages.push((format!("more/{path}"), mutate(text, &mut random)));
                }
                3 => pages.push((path.to_uppercase().replace(".MD", ".md"), text.clone())),
                _ => pages.push(((*path).to_owned(), text.clone())),
            }
        }
        to_text(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn pages_in_any_order_give_one_valid_schema(text in pages()) {
        let case = Case::from_bytes(text.as_bytes());
        let outcome = check_order(&case).map_err(|law| TestCaseError::fail(format!("{law}\n{text}")))?;
        is_valid(outcome.schema.as_deref()).map_err(|law| TestCaseError::fail(format!("{law}\n{text}")))?;
    }

    #[test]
    fn any_text_keeps_the_laws(text in "(@@@ [a-z]{1,3}\\.md\n)?(# [A-Za-z./]{0,8}\n)?(\\PC|\n|\\|){0,200}") {
        check(&Case::from_bytes(text.as_bytes())).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn one_thread_reads_what_eight_read() {
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let all = zoo::all();
    assert_eq!(all.len(), 8);
    for sdk in all {
        let case = Case::from_bytes(sdk.text().as_bytes());
        let one = pool(1).install(|| check(&case)).unwrap();
        let eight = pool(8).install(|| check(&case)).unwrap();
        assert!(one.schema.is_some());
        assert_eq!(one, eight, "{}", sdk.language);
    }
}
