//! Each stage on its own, on the Nanchang report: read, validate, calculate, render, export.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use jianbao_calculate::calculate;
use jianbao_dataset::{decode, read};
use jianbao_layout::find;
use jianbao_pipeline::{Mode, Pipeline};
use jianbao_render::Renderer;
use jianbao_validate::Validator;

const DATASET: &[u8] = include_bytes!("../../../examples/nanchang-2020/dataset.json");
const LAYOUT: &str = "nanchang-etdz/2020";

fn stages(criterion: &mut Criterion) {
    let source = decode("dataset.json", DATASET).expect("the example is UTF-8");
    let dataset = Arc::new(read(&source).expect("the example is a dataset"));
    let layout = Arc::new(find(LAYOUT).expect("the layout is embedded"));
    let policies = layout.manifest.policies.clone();
    let ledger = Arc::new(calculate(&dataset, &policies));
    let renderer = Renderer::new(Arc::clone(&layout)).expect("the templates compile");
    let pipeline = Pipeline::new(Arc::clone(&layout)).expect("the layout is right");
    let validator = Validator::default();
    let rendered = renderer.render(&dataset, &ledger, Mode::default()).expect("the example renders");
    let document = &rendered.files[0].document;
    let json = serde_json::to_vec(document).expect("a document is JSON");

    criterion.bench_function("read", |b| b.iter(|| read(black_box(&source)).is_ok()));
    criterion.bench_function("validate", |b| b.iter(|| validator.validate("dataset.json", black_box(DATASET)).is_ok()));
    criterion.bench_function("calculate", |b| b.iter(|| calculate(black_box(&dataset), &policies)));
    criterion.bench_function("layout", |b| b.iter(|| find(black_box(LAYOUT)).is_ok()));
    criterion.bench_function("compile", |b| b.iter(|| Renderer::new(Arc::clone(black_box(&layout))).is_ok()));
    criterion.bench_function("render", |b| {
        b.iter(|| renderer.render(black_box(&dataset), &ledger, Mode::default()).is_ok());
    });
    criterion.bench_function("prepare (validate + render)", |b| {
        b.iter(|| pipeline.prepare("dataset.json", black_box(DATASET), Mode::default()).is_ok());
    });
    criterion.bench_function("document to JSON", |b| b.iter(|| serde_json::to_vec(black_box(document)).is_ok()));
    criterion.bench_function("document from JSON", |b| {
        b.iter(|| serde_json::from_slice::<jianbao_document::Document>(black_box(&json)).is_ok());
    });
    let options = jianbao_docx::Options::default();
    criterion.bench_function("export docx", |b| b.iter(|| jianbao_docx::write(black_box(document), &options).is_ok()));
}

criterion_group!(benches, stages);
criterion_main!(benches);
