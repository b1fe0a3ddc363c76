//! The laws of single stages, on seeds and on changes of them.

use chance::Random;
use hardening::mutate::mutate;
use hardening::targets::ALL;
use hardening::zoo;
use proptest::prelude::*;

/// What is changed: cells, names, schemas, settings and pages.
fn seeds() -> Vec<String> {
    let mut all: Vec<String> = hardening::seeds::ALL.iter().map(|(_, _, text)| (*text).to_owned()).collect();
    all.extend(zoo::all().iter().map(zoo::Sdk::text));
    all
}

#[test]
fn changed_seeds_keep_the_laws_of_every_stage() {
    let mut random = Random(11);
    let mut tried = 0;
    for seed in seeds() {
        for round in 0..12 {
            let text = if round == 0 { seed.clone() } else { mutate(&seed, &mut random) };
            for (name, law) in ALL {
                if let Err(broken) = law(text.as_bytes()) {
                    panic!("{name}: {broken}\n{text}");
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_keep_the_laws_of_every_stage(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for (name, law) in ALL {
            prop_assert_eq!(law(&bytes), Ok(()), "{}", name);
        }
    }
}
