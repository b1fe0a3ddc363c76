//! What each stage takes over made-up pages: `cargo bench -p bench --bench stages`. Stages that use all cores do so here.

#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use fieldcast::{decide, family, merge, model, rust, schema, source};

/// As many pages as the SDK of a middling API has.
const PAGES: usize = 1_000;

fn stages(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stages");
    let _ = fs::remove_dir_all(&folder);
    let bytes = bench::pages::write(&folder, PAGES).unwrap();
    let (mut found, diagnostics) = source::find(&folder);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let on_disk = found[0].clone();
    assert_eq!(found[0].load(), Ok(Vec::new()));
    let docs = &found[0];
    assert_eq!(docs.files.len(), PAGES);
    let api = model::read(docs, &model::Options::default()).0.unwrap();
    let join = |api| merge::join(vec![api], &merge::Options::default());
    let (decided, _) = decide::decide(api.clone(), &[]);
    let options = schema::Options { id: "https://example.com/harbour.schema.json".to_owned(), ..Default::default() };
    let evidence = merge::Evidence::default();
    let document = schema::document(&decided, &options);
    let crate_options = rust::Options { crate_name: "harbour-models".to_owned(), ..Default::default() };
    assert!(rust::generate(&document, &crate_options).0.is_some());

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20).throughput(Throughput::Bytes(bytes));
    group.bench_function("finding files", |b| b.iter(|| source::find(&folder)));
    group.bench_function("reading files", |b| b.iter(|| on_disk.read(|_, text| text.len())));
    group.bench_function("pages", |b| {
        b.iter(|| {
            let heap = family::Heap::default();
            let texts = docs.files.iter().filter_map(|file| Some((&file.path, file.text.as_deref()?)));
            let models = texts.map(|(path, text)| family::read(path, text, &heap, None).1);
            models.filter(|reading| matches!(reading, family::page::Reading::Model(_))).count()
        });
    });
    group.bench_function("pages, types and model", |b| {
        b.iter(|| model::read(docs, &model::Options::default()));
    });
    group.bench_function("merge of one SDK and decide", |b| {
        b.iter_batched(|| api.clone(), |api| decide::decide(join(api).api.unwrap(), &[]), BatchSize::LargeInput);
    });
    group.bench_function("schema as data", |b| b.iter(|| schema::document(&decided, &options)));
    group.bench_function("schema as text", |b| {
        b.iter(|| schema::write_text(&decided, &evidence, &options, &mut std::io::sink()))
    });
    group.sample_size(10);
    group.bench_function("rust", |b| b.iter(|| rust::generate(&document, &crate_options)));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
