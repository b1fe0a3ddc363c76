//! Laws of names: what holds for every name, not only for those of the examples.

use super::words::{Words, fold};
use super::{Conclusion, Convention, Evidence, LocalSpellings, wire_name};
use crate::family::Casing;
use proptest::prelude::*;

const CASINGS: [Casing; 4] = [Casing::Snake, Casing::Camel, Casing::Pascal, Casing::GoPascal];

/// Words as APIs use them; `ds` and the like after `API` would read as a plural, so they have three letters or more.
fn words() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        6 => "[a-z]{3,8}[0-9]{0,2}",
        1 => prop::sample::select(vec!["id", "url", "api", "http", "ip", "uuid", "utf8"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..5)
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// Writes words as the generators do.
fn documented(words: &[String], casing: Casing) -> String {
    let go = |w: &str| match w {
        "id" | "url" | "api" | "http" | "ip" | "uuid" | "utf8" => w.to_uppercase(),
        w => capitalised(w),
    };
    match casing {
        Casing::Snake => words.join("_"),
        Casing::Camel => {
            words.iter().enumerate().map(|(i, w)| if i == 0 { w.clone() } else { capitalised(w) }).collect()
        }
        Casing::Pascal => words.iter().map(|w| capitalised(w)).collect(),
        Casing::GoPascal => words.iter().map(|w| go(w)).collect(),
    }
}

#[derive(Clone, Debug)]
enum Page {
    Example(String),
    Prose(String),
    Value(String),
    Documented(String, usize),
}

fn page() -> impl Strategy<Value = Page> {
    let name =
        prop::sample::select(vec!["shelf_id", "shelfId", "ShelfId", "due_date", "dueDate", "_id", "id", "left-wing"]);
    (name, 0..4usize, 0..4usize).prop_map(|(name, kind, casing)| match kind {
        0 => Page::Example(format!("{{\"{name}\": 1}}")),
        1 => Page::Prose(format!("The `{name}` and {name}.")),
        2 => Page::Value(name.to_owned()),
        _ => Page::Documented(name.to_owned(), casing),
    })
}

fn add(evidence: &mut Evidence, page: &Page) {
    match page {
        Page::Example(text) => evidence.example(text),
        Page::Prose(text) => evidence.prose(text),
        Page::Value(text) => evidence.value(text),
        Page::Documented(name, casing) => evidence.documented(name, CASINGS[*casing]),
    }
}

proptest! {
    #[test]
    fn a_casing_is_undone_to_the_words_that_went_in(words in words()) {
        for casing in CASINGS {
            let name = documented(&words, casing);
            let found: Vec<_> = Words::of(&name, casing).words.iter().map(|w| w.to_lowercase()).collect();
            prop_assert_eq!(&found, &words, "{} in {:?}", name, casing);
        }
    }

    #[test]
    fn every_casing_leads_to_the_same_wire_name(words in words()) {
        for convention in [Convention::Snake, Convention::Camel, Convention::Pascal, Convention::Kebab] {
            let names: Vec<_> = CASINGS
                .iter()
                .map(|casing| {
                    let conclusion = Conclusion::new(&Evidence::default(), *casing, Some(convention));
                    // A language whose casing is the convention shows the name itself.
                    wire_name(&documented(&words, *casing), "", *casing, &conclusion, None).name
                })
                .collect();
            let go = if convention == Convention::Pascal { 3 } else { 4 };
            for name in names.iter().take(go) {
                prop_assert_eq!(name, &names[0]);
            }
        }
    }

    #[test]
    fn a_wire_name_has_the_letters_of_the_documented_one(name in "_{0,2}[a-zA-Z][a-zA-Z0-9_]{0,20}") {
        for casing in CASINGS {
            for convention in Convention::ALL {
                let conclusion = Conclusion::new(&Evidence::default(), casing, Some(*convention));
                let wire = wire_name(&name, "", casing, &conclusion, None);
                if !wire.name.bytes().any(|b| b.is_ascii_digit()) {
                    prop_assert_eq!(fold(&wire.name), fold(&name));
                }
                prop_assert!(wire.aliases.is_empty());
            }
        }
    }

    #[test]
    fn evidence_is_the_same_in_any_order(pages in prop::collection::vec(page(), 0..12), cut in 0..12usize) {
        let mut forward = Evidence::default();
        pages.iter().for_each(|p| add(&mut forward, p));
        let (mut left, mut right) = (Evidence::default(), Evidence::default());
        pages.iter().rev().enumerate().for_each(|(i, p)| add(if i < cut { &mut right } else { &mut left }, p));
        left.merge(right);
        prop_assert_eq!(&forward, &left);
        for casing in CASINGS {
            prop_assert_eq!(Conclusion::new(&forward, casing, None), Conclusion::new(&left, casing, None));
        }
    }

    #[test]
    fn any_text_is_taken(text in "[a-z_A-Z`{}\"':/. \\\\<>=,é\\[\\]-]{0,80}", name in "\\PC{0,20}") {
        let mut evidence = Evidence::default();
        let mut local = LocalSpellings::default();
        evidence.example(&text);
        evidence.prose(&text);
        evidence.value(&text);
        local.example(&text, 0);
        local.prose(&text);
        for casing in CASINGS {
            evidence.documented(&name, casing);
            let conclusion = Conclusion::new(&evidence, casing, None);
            let wire = wire_name(&name, &name, casing, &conclusion, Some(&local));
            prop_assert!(!wire.aliases.contains(&wire.name));
            prop_assert_eq!(wire.name.is_empty(), name.is_empty());
        }
    }
}
