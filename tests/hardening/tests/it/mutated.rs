//! A thousand changed pages of real SDKs, where they are at hand.

use chance::Random;
use fieldcast::source::{self, Docs};
use hardening::case::{Case, file};
use hardening::laws::check;
use hardening::mutate::mutate;
use std::path::Path;

/// How many pages are changed.
const PAGES: usize = 1000;

/// How many pages stand beside a changed one, so that it has somewhere to refer to.
const NEIGHBOURS: usize = 8;

/// The pages of the SDKs in `<api>/<language>`; none where they are not at hand.
fn sdks() -> Vec<Docs> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let mut folders: Vec<_> = walkdir::WalkDir::new(corpus)
        .follow_links(true)
        .min_depth(2)
        .max_depth(2)
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().join("models").is_dir())
        .map(walkdir::DirEntry::into_path)
        .collect();
    folders.sort();
    let mut sdks: Vec<Docs> = folders.iter().flat_map(|folder| source::find(folder).0).collect();
    for docs in &mut sdks {
        assert_eq!(docs.load(), Ok(Vec::new()));
    }
    sdks
}

#[test]
fn a_thousand_changed_pages_keep_the_laws() {
    let sdks = sdks();
    if sdks.is_empty() {
        println!("left out: the measured pages are not here");
        return;
    }
    let mut random = Random(7);
    let (mut changed, mut broken, mut seen) = (0, Vec::new(), 0);
    while seen < PAGES {
        let docs = &sdks[seen % sdks.len()];
        let at = random.below(docs.files.len());
        let page = &docs.files[at];
        let before = page.text.as_deref().unwrap_or_default();
        let text = mutate(before, &mut random);
        changed += usize::from(text != before);
        let start = at.saturating_sub(NEIGHBOURS / 2);
        let mut case = Case::default();
        case.docs.root.clone_from(&docs.root);
        case.docs.files = docs.files.iter().skip(start).take(NEIGHBOURS).cloned().collect();
        case.docs.files.retain(|other| other.relative != page.relative);
        case.docs.files.push(file(&page.relative, text.clone()));
        case.options.language = Some(language(docs));
        if let Err(law) = check(&case) {
            broken.push(format!("{}: {law}", page.path));
        }
        seen += 1;
    }
    assert_eq!(broken, Vec::<String>::new());
    assert!(changed > 900, "{changed}");
}

/// The folder that holds the SDK is called after its language.
fn language(docs: &Docs) -> String {
    docs.root.rsplit('/').nth(1).unwrap_or_default().to_owned()
}
