//! How long generated models and models written by hand take to be read.

#![allow(missing_docs, clippy::unwrap_used)]

mod common;

use bench::data::{self, Place, STRATEGIES};
use bench::read_all;
use common::{Derived, Streamed};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn sessions(criterion: &mut Criterion) {
    for unknown in [0, 1] {
        let mut group = criterion.benchmark_group(format!("10,000 sessions, {}% unknown", unknown * 10));
        let json = data::sessions(10_000, unknown);
        group.throughput(Throughput::Bytes(json.len() as u64));
        group.bench_function("generated", |bencher| bencher.iter(|| read_all::<clerk_models::Session>(&json)));
        group.bench_function("by hand", |bencher| bencher.iter(|| read_all::<bench::hand::Session>(&json)));
        group.finish();
    }
}

fn verifications(criterion: &mut Criterion) {
    for place in [Place::First, Place::Documented, Place::Last] {
        let mut group = criterion.benchmark_group(format!("2,000 verifications, tag {place:?}"));
        for (variant, strategy) in STRATEGIES.iter().enumerate() {
            let json = data::verifications(2_000, variant, place);
            let id = |name| BenchmarkId::new(name, strategy);
            group.bench_function(id("generated"), |bencher| {
                bencher.iter(|| read_all::<bench::generated::Verification>(&json));
            });
            group.bench_function(id("derived"), |bencher| bencher.iter(|| read_all::<Derived>(&json)));
            group.bench_function(id("one pass by hand"), |bencher| bencher.iter(|| read_all::<Streamed>(&json)));
        }
        group.finish();
    }
}

criterion_group!(benches, sessions, verifications);
criterion_main!(benches);
