//! Every layout renders every dataset of its kinds, whatever the dataset leaves open: what is missing is told at its place in
//! the dataset, never as a mistake of the layout, and a form is printed all the same.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use common::minimal;
use jianbao_document::Block;
use jianbao_pipeline::{Mode, Pipeline};
use jianbao_tests::root;
use serde_json::{Value, json};

/// The examples and the smallest datasets, by name.
fn datasets() -> BTreeMap<String, Value> {
    let folders = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut datasets: BTreeMap<String, Value> = folders
        .filter(|folder| folder.join("dataset.json").is_file())
        .map(|folder| {
            let text = fs::read_to_string(folder.join("dataset.json")).unwrap();
            (folder.display().to_string(), serde_json::from_str(&text).unwrap())
        })
        .collect();
    let bare = |mut dataset: Value, kind: &str| {
        let fields = dataset.as_object_mut().unwrap();
        let required = ["schema_version", "money_unit", "meta", "report", "period", "organisations", "project"];
        fields.retain(|key, _| required.contains(&key.as_str()));
        fields.insert("kind".to_owned(), json!(kind));
        fields.insert("funding".to_owned(), json!([{ "id": "money", "name": "资金", "source": "other" }]));
        dataset
    };
    datasets.insert("a bare project".to_owned(), bare(minimal(), "project"));
    let mut department = bare(minimal(), "department");
    let organisation = department["organisations"][0]["id"].clone();
    department.as_object_mut().unwrap().remove("project");
    department["department"] = json!({ "name": "示例局", "organisation": organisation });
    datasets.insert("a bare department".to_owned(), department);
    datasets
}

#[test]
fn every_layout_renders_every_dataset_of_its_kinds() {
    let datasets = datasets();
    let mut rendered = 0;
    for id in jianbao_layout::embedded() {
        let pipeline = Pipeline::new(Arc::new(jianbao_layout::find(&id).unwrap())).unwrap();
        let kinds = &pipeline.layout().manifest.kinds;
        for (name, dataset) in datasets.iter().filter(|(_, dataset)| kinds.iter().any(|kind| dataset["kind"] == **kind))
        {
            let prepared = pipeline
                .prepare(name, dataset.to_string().as_bytes(), Mode::default())
                .unwrap_or_else(|findings| panic!("{id} with {name}: {findings:#?}"));
            for finding in &prepared.findings {
                let stage = finding.code.split('-').next();
                assert!(matches!(stage, Some("R" | "L" | "N")), "{id} with {name}: {finding:#?}");
                assert!(finding.pointer.is_some(), "{id} with {name} has a finding without a place: {finding:#?}");
            }
            for file in &prepared.files {
                let blocks = file.document.sections.iter().flat_map(|section| &section.blocks);
                let rows = blocks
                    .filter_map(|block| if let Block::Table(table) = block { Some(table.rows.len()) } else { None });
                assert!(rows.sum::<usize>() > 1, "{id} with {name}: {} has no table", file.stem);
                rendered += 1;
            }
        }
    }
    assert!(rendered > 20, "only {rendered} files were rendered");
}
