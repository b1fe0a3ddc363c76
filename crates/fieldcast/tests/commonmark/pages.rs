//! Every Markdown page of the measured SDKs, where they are at hand.

use crate::judge::{Judged, judge};
use rayon::prelude::*;
use std::path::Path;

#[test]
fn every_page_is_seen_as_commonmark_sees_it() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let mut judged = Judged::default();
    let mut pages = 0;
    for folder in ["corpus", "wild", "families"] {
        let files: Vec<_> = walkdir::WalkDir::new(shared.join(folder))
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
            .filter(|entry| entry.path().extension().is_some_and(|end| end == "md" || end == "mdx"))
            .map(|entry| entry.into_path())
            .collect();
        pages += files.len();
        let all: Vec<Judged> = files
            .par_iter()
            .filter_map(|path| {
                let text = std::fs::read_to_string(path).ok()?;
                Some(judge(&path.to_string_lossy(), &text))
            })
            .collect();
        all.into_iter().for_each(|one| judged.add(one));
    }
    if pages == 0 {
        println!("left out: the measured pages are not here");
        return;
    }
    println!("{pages} pages: {judged:?}");
    let shown = judged.differs.iter().take(50).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(judged.differs.is_empty(), "{} differences:\n{shown}", judged.differs.len());
    // what is at hand is a part of what there is, so that these are not exact
    assert!(judged.headings > 100_000 && judged.rows > 200_000 && judged.read > 150_000, "too little was compared");
}
