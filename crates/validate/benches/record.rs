//! What one clean record of a feed costs, against merely parsing the same bytes: reading, reading and all rules.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jianbao_dataset::{decode, read};
use jianbao_finding::{Severity, Source};
use jianbao_validate::Validator;

fn record(criterion: &mut Criterion) {
    let pretty = include_str!("../../../examples/kuangye-2019/dataset.json");
    let compact = serde_json::from_str::<serde_json::Value>(pretty).expect("the example is JSON").to_string();
    let source = decode("dataset.json", compact.as_bytes()).expect("UTF-8");
    let validator = Validator::default().least(Severity::Warning);
    let mut group = criterion.benchmark_group("record");
    group.throughput(Throughput::Bytes(compact.len() as u64));
    group.bench_function("serde_json into Value", |b| {
        b.iter(|| serde_json::from_str::<serde_json::Value>(black_box(&compact)).is_ok());
    });
    group.bench_function("read", |b| b.iter(|| read(black_box(&source)).is_ok()));
    group.bench_function("read and all rules", |b| {
        b.iter(|| validator.check(Arc::new(Source::new("dataset.json", black_box(&compact).as_str()))).is_ok());
    });
    group.finish();
}

criterion_group!(benches, record);
criterion_main!(benches);
