//! What a process of its own costs an export: the same document written to Word in this process and in a child.
//!
//! `cargo build --release -p jianbao-tests --example isolation_cost -p jianbao-docx -p jianbao-broken-exporters`, then
//! `JIANBAO_TARGET_DIR=target/release target/release/examples/isolation_cost`. Only the ratios within one run mean
//! anything.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement")]

use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jianbao_document::{Block, Cell, Document, Inline, Row, Table, TypedValue};
use jianbao_docx::{Options, write};
use jianbao_exporter_host::{ChildConfig, Description, ExportJob, Host, Plugin, Targets, library_name};
use jianbao_pipeline::{Mode, Pipeline};
use jianbao_tests::{artefact, example};

/// A name and what is timed under it.
type Contestant<'a> = (&'a str, Box<dyn Fn() + 'a>);

fn main() {
    let report = report();
    let large = with_rows(&report, 10_000);
    measure("the report of Nanchang", &report, 40);
    measure("the same with a table of 10,000 rows and 8 columns", &large, 7);
}

fn report() -> Document {
    let pipeline = Pipeline::new(Arc::new(jianbao_layout::find("nanchang-etdz/2020").unwrap())).unwrap();
    let bytes = fs::read(example()).unwrap();
    let prepared = pipeline.prepare("dataset.json", &bytes, Mode::default()).unwrap();
    prepared.files.into_iter().next().unwrap().document
}

/// The report with one more table.
fn with_rows(report: &Document, rows: usize) -> Document {
    let mut document = report.clone();
    let tables = document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut table: Table = tables.max_by_key(|table| table.columns.len()).unwrap().clone();
    let width = table.columns[0].clone();
    table.columns = vec![width; 8];
    "large".clone_into(&mut table.id);
    table.caption = None;
    table.header_rows = 0;
    let value = |row: usize, column: usize| {
        let text = format!("{}.{column:02}", row * 7);
        Cell::of(vec![Inline::Value(TypedValue { exact: Some(text.clone()), text, ..TypedValue::default() })])
    };
    let row = |row| Row { cells: (0..8).map(|column| value(row, column)).collect(), ..Row::default() };
    table.rows = (0..rows).map(row).collect();
    document.sections.last_mut().unwrap().blocks.push(Block::Table(table));
    document
}

fn measure(title: &str, document: &Document, runs: usize) {
    let child = artefact(&format!("exporter-child{}", std::env::consts::EXE_SUFFIX));
    let host = Host::new(ChildConfig { program: child, args: Vec::new() });
    let plugin = Plugin::at(&artefact(&library_name("docx"))).unwrap();
    let description = host.describe(&plugin).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("report.docx");
    let export = || in_child(&host, &plugin, &description, document, &target);
    let contestants: [Contestant<'_>; 5] = [
        ("in this process, in memory", Box::new(|| drop(black_box(write(document, &Options::default()).unwrap())))),
        ("in this process, from JSON, in memory", Box::new(|| drop(black_box(from_json(document))))),
        ("in this process, from JSON, safe on disk", Box::new(|| to_disk(&from_json(document), &target))),
        ("in a child, safe on disk", Box::new(export)),
        ("asking a child what the exporter is", Box::new(|| drop(black_box(host.describe(&plugin).unwrap())))),
    ];
    println!("{title}: request of {} bytes", serde_json::to_vec(document).unwrap().len());
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); contestants.len()];
    for run in 0..=runs {
        for ((_, action), times) in contestants.iter().zip(&mut times) {
            let started = Instant::now();
            action();
            // The first round fills the caches.
            if run > 0 {
                times.push(started.elapsed());
            }
        }
    }
    for ((name, _), times) in contestants.iter().zip(&mut times) {
        times.sort_unstable();
        println!("  {name}: {} µs (quarters {} to {})", micros(times, 2), micros(times, 1), micros(times, 3));
    }
}

fn micros(sorted: &[Duration], quarter: usize) -> u128 {
    sorted[sorted.len() * quarter / 4].as_micros()
}

fn from_json(document: &Document) -> Vec<u8> {
    let request = serde_json::to_vec(document).unwrap();
    write(&serde_json::from_slice(&request).unwrap(), &Options::default()).unwrap()
}

fn to_disk(bytes: &[u8], target: &Path) {
    let mut file = File::create(target).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
}

fn in_child(host: &Host, plugin: &Plugin, description: &Description, document: &Document, target: &Path) {
    let mut job = ExportJob::new(plugin, &description.exporters[0], document, Targets::file(target));
    job.replace = true;
    host.export(&job).unwrap();
}
