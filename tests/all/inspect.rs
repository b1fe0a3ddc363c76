//! What `inspect` counts adds up, for the project's own pages and for those of whole SDKs where they are at hand.

use fieldcast::inspect::{Report, report};
use fieldcast::pipeline::{self, Options};
use fieldcast_tests::root;
use std::path::{Path, PathBuf};

/// The report on the pages in a folder, every page of which is counted once.
fn counted(folder: &Path) -> Report {
    let outcome = pipeline::inspect(&[folder.to_path_buf()], &Options::default());
    let [(docs, api)] = outcome.sdks.as_slice() else { panic!("{}: {:?}", folder.display(), outcome.diagnostics) };
    let report = report(docs, api, &outcome.diagnostics);
    let name = folder.display();
    let models: usize = report.models.values().sum();
    let left_out: usize = report.left_out.iter().map(|reason| reason.count).sum();
    assert_eq!(report.unexplained, 0, "{name}: pages are lost");
    assert_eq!(models + left_out, report.pages, "{name}");
    // Each thing that is said is in the report: as why a page is no model though nothing is wrong with it, or below.
    let on_purpose: usize = report.left_out.iter().filter(|reason| reason.severity == "note").map(|r| r.count).sum();
    let below: usize = report.problems.iter().chain(&report.notes).map(|reason| reason.count).sum();
    assert_eq!(on_purpose + below, outcome.diagnostics.len(), "{name}");
    assert_eq!(report.namespaces.values().sum::<usize>(), models, "{name}");
    assert_eq!(report.wire_names.fields.values().sum::<usize>(), report.fields.total, "{name}");
    let optional = &report.facts[0];
    let required = &report.facts[1];
    assert_eq!(optional.known + optional.unknown, report.fields.total - report.fields.required, "{name}");
    assert_eq!(required.known + required.unknown, report.fields.required, "{name}");
    report
}

#[test]
fn the_own_pages() {
    let clerk = counted(&root().join("schema/clerk"));
    assert_eq!((clerk.pages, clerk.fields.total, clerk.fields.required), (6, 24, 14));
    assert_eq!(clerk.models["object"], 3);
    assert_eq!(clerk.models["object without members"], 1);
    assert_eq!(clerk.models["enum"], 2);
    assert_eq!(clerk.languages, ["ruby"]);
    let wingspan = counted(&root().join("schema/wingspan"));
    assert_eq!((wingspan.pages, wingspan.fields.total), (2, 5));
    assert_eq!(wingspan.facts[0].unknown, 3, "TypeScript tells of no optional field whether it may be null");
}

#[test]
fn whole_sdks() {
    let corpus = root().join("../shared/corpus");
    let mut folders: Vec<PathBuf> = Vec::new();
    for api in std::fs::read_dir(&corpus).into_iter().flatten().flatten() {
        let sdks = std::fs::read_dir(api.path()).into_iter().flatten().flatten().map(|sdk| sdk.path());
        folders.extend(sdks.filter(|path| path.is_dir()));
    }
    if folders.is_empty() {
        println!("left out: {} is not there", corpus.display());
        return;
    }
    let pages: usize = folders.iter().map(|folder| counted(folder).pages).sum();
    assert!(folders.len() >= 15 && pages > 10_000, "{} SDKs, {pages} pages", folders.len());
}
