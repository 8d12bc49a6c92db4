//! Exporting through a real child and a real library: what arrives, what is refused, what is left alone.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]

mod common;

use std::cell::RefCell;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use common::{broken, document, host};
use jianbao_document::{Document, Place, features};
use jianbao_exporter_host::{Event, ExportJob, HostErrorKind, Targets};
use serde_json::{Value, json};

#[test]
fn a_file_arrives_at_its_target() {
    let (plugin, description) = broken();
    let document = document();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("监测.txt");
    let job = ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file(&target));
    let outcome = host().export(&job).unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "监测报告\n");
    assert_eq!(outcome.files.len(), 1);
    assert_eq!((outcome.files[0].role.as_str(), outcome.files[0].size), ("main", 13));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left beside the target");
}

/// Larger than any pipe and any limit for a line that a child prints.
#[test]
fn a_large_document_is_one_request() {
    let (plugin, description) = broken();
    let mut document = document();
    document.properties.title = "监".repeat(1 << 20);
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.txt");
    let outcome = host().export(&ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file(&target)));
    assert_eq!(outcome.unwrap().files[0].size, (3 << 20) + 1);
}

#[test]
fn several_files_go_into_a_folder() {
    let (plugin, description) = broken();
    let document = document();
    let folder = tempfile::tempdir().unwrap();
    let mut job =
        ExportJob::new(&plugin, &description.exporters[0], &document, Targets::Folder(folder.path().to_owned()));
    job.options = json!({ "behaviour": "two-files" });
    job.stem = "年报".to_owned();
    let outcome = host().export(&job).unwrap();
    let roles: Vec<&str> = outcome.files.iter().map(|file| file.role.as_str()).collect();
    assert_eq!(roles, ["data", "main"]);
    assert!(folder.path().join("parts/rows.csv").is_file());
    assert!(folder.path().join("年报.txt").is_file());
}

#[test]
fn an_existing_target_is_replaced_only_on_request() {
    let (plugin, description) = broken();
    let document = document();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.txt");
    fs::write(&target, "mine").unwrap();
    let mut job = ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file(&target));
    assert_eq!(host().export(&job).unwrap_err().kind(), HostErrorKind::TargetExists);
    assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    job.replace = true;
    host().export(&job).unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "监测报告\n");
}

#[test]
fn a_collision_found_late_changes_nothing() {
    let (plugin, description) = broken();
    let document = document();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.txt"), "mine").unwrap();
    let mut job =
        ExportJob::new(&plugin, &description.exporters[0], &document, Targets::Folder(folder.path().to_owned()));
    job.options = json!({ "behaviour": "two-files" });
    assert_eq!(host().export(&job).unwrap_err().kind(), HostErrorKind::TargetExists);
    assert!(!folder.path().join("parts/rows.csv").exists());
    assert_eq!(fs::read_to_string(folder.path().join("report.txt")).unwrap(), "mine");
}

/// A document whose section has seven charts with captions and one table of contents.
fn with_charts() -> Document {
    let chart = |number: usize| {
        json!({ "kind": "chart", "id": format!("c{number}"), "type": "bars", "categories": [], "series": [], "width": 1,
            "height": 1, "text_style": "", "description": "",
            "caption": { "label": "图", "number": number.to_string(), "inlines": [], "style": "" } })
    };
    let mut blocks: Vec<Value> = (1..=7).map(chart).collect();
    blocks.push(json!({ "kind": "table_of_contents", "title_style": "", "depth": 1, "entries": [] }));
    let page = json!({ "width": 1, "height": 1, "orientation": "portrait", "margin_top": 0, "margin_bottom": 0,
        "margin_left": 0, "margin_right": 0, "header_distance": 0, "footer_distance": 0 });
    let mut document = document();
    document.sections = vec![serde_json::from_value(json!({ "id": "s", "page": page, "blocks": blocks })).unwrap()];
    document.features = features(&document);
    document
}

#[test]
fn features_that_would_be_lost_are_refused_with_their_places() {
    let (plugin, description) = broken();
    let document = with_charts();
    let folder = tempfile::tempdir().unwrap();
    let targets = Targets::Folder(folder.path().to_owned());
    let job = ExportJob::new(&plugin, &description.exporters[0], &document, targets);
    let error = host().export(&job).unwrap_err();
    assert_eq!(error.kind(), HostErrorKind::Features);
    assert!(error.to_string().ends_with(": chart, toc"), "{error}");
    let [chart, toc] = error.lost() else { panic!("{error:?}") };
    assert_eq!((chart.places.len(), chart.more), (5, 2));
    let third = Place { pointer: "/sections/0/blocks/2".to_owned(), text: Some("图3".to_owned()) };
    assert_eq!(chart.places[2], third);
    let contents = Place { pointer: "/sections/0/blocks/7".to_owned(), text: None };
    assert_eq!((&toc.places, toc.more), (&vec![contents], 0));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn features_that_may_be_lost_are_listed_with_their_places() {
    let (plugin, description) = broken();
    let mut document = with_charts();
    document.features.push("unheard-of".to_owned());
    let folder = tempfile::tempdir().unwrap();
    let targets = Targets::Folder(folder.path().to_owned());
    let mut job = ExportJob::new(&plugin, &description.exporters[0], &document, targets);
    job.allow_degrade = true;
    let outcome = host().export(&job).unwrap();
    let told: Vec<_> =
        outcome.degraded.iter().map(|lost| (&*lost.feature, &*lost.message, lost.pointer.as_deref())).collect();
    let expected = [
        ("chart", "图1", Some("/sections/0/blocks/0")),
        ("chart", "图2", Some("/sections/0/blocks/1")),
        ("chart", "图3", Some("/sections/0/blocks/2")),
        ("chart", "图4", Some("/sections/0/blocks/3")),
        ("chart", "图5", Some("/sections/0/blocks/4")),
        ("chart", "+2", None),
        ("toc", "", Some("/sections/0/blocks/7")),
        ("unheard-of", "", None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn an_interrupt_stops_what_runs_and_starts_nothing_more() {
    let (plugin, description) = broken();
    let (document, folder, work) = (document(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let interrupt = Arc::new(AtomicBool::new(false));
    let host = host().with_work_dir(work.path()).with_interrupt(Arc::clone(&interrupt));
    // The exporter's first word sets it, so that it is set while the exporter runs.
    let observer = |_: &Event| interrupt.store(true, Ordering::Relaxed);
    for behaviour in ["logs-and-hangs", "logs-and-ends", "ok"] {
        let targets = Targets::Folder(folder.path().to_owned());
        let mut job = ExportJob::new(&plugin, &description.exporters[0], &document, targets);
        job.options = json!({ "behaviour": behaviour });
        job.observer = Some(&observer);
        let error = host.export(&job).unwrap_err();
        assert_eq!(error.kind(), HostErrorKind::Cancelled, "{behaviour}: {error}");
        assert!(interrupt.load(Ordering::Relaxed));
        interrupt.store(behaviour == "logs-and-ends", Ordering::Relaxed);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(fs::read_dir(work.path()).unwrap().count(), 0);
}

#[test]
fn what_the_exporter_degrades_is_listed() {
    let (plugin, description) = broken();
    let document = document();
    let folder = tempfile::tempdir().unwrap();
    let mut job =
        ExportJob::new(&plugin, &description.exporters[0], &document, Targets::Folder(folder.path().to_owned()));
    job.options = json!({ "behaviour": "degrades" });
    let outcome = host().export(&job).unwrap();
    assert_eq!(outcome.degraded[0].message, "printed inline");
    assert_eq!(outcome.degraded[0].pointer.as_deref(), Some("/sections/0"));
}

#[test]
fn options_are_checked_before_anything_runs() {
    let (plugin, description) = broken();
    let document = document();
    let mut job = ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file("/nowhere/a.txt"));
    job.options = json!({ "behavior": "ok" });
    let error = host().export(&job).unwrap_err();
    assert_eq!(error.kind(), HostErrorKind::Options);
    assert_eq!(error.to_string(), "`behavior` is not an option; did you mean `behaviour`?");
}

#[test]
fn a_document_of_another_model_is_refused() {
    let (plugin, description) = broken();
    let mut document = document();
    document.model = "2.0".to_owned();
    let job = ExportJob::new(&plugin, &description.exporters[0], &document, Targets::file("/nowhere/a.txt"));
    assert_eq!(host().export(&job).unwrap_err().kind(), HostErrorKind::Model);
}

#[test]
fn a_flood_of_log_lines_is_counted_not_kept() {
    let (plugin, description) = broken();
    let document = document();
    let folder = tempfile::tempdir().unwrap();
    let seen = RefCell::new(0_u32);
    let observer = |event: &Event| {
        if matches!(event, Event::Log(_)) {
            *seen.borrow_mut() += 1;
        }
    };
    let mut job =
        ExportJob::new(&plugin, &description.exporters[0], &document, Targets::Folder(folder.path().to_owned()));
    job.options = json!({ "behaviour": "log-flood" });
    job.observer = Some(&observer);
    let outcome = host().export(&job).unwrap();
    assert_eq!(outcome.logs.len() as u64 + outcome.logs_dropped, 200_000);
    assert_eq!(outcome.logs.len(), 1000);
    assert_eq!(*seen.borrow(), 1000);
}

#[test]
fn several_threads_share_one_host() {
    let (plugin, description) = broken();
    let document = document();
    let folder = tempfile::tempdir().unwrap();
    let host = host();
    std::thread::scope(|scope| {
        for index in 0..8 {
            let target = folder.path().join(format!("{index}.txt"));
            let (host, plugin, exporter, document) = (&host, &plugin, &description.exporters[0], &document);
            scope.spawn(move || {
                host.export(&ExportJob::new(plugin, exporter, document, Targets::file(target))).unwrap();
            });
        }
    });
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 8);
}

#[test]
fn the_description_says_what_the_struct_says() {
    let (_, description) = broken();
    let exporter = &description.exporters[0];
    assert_eq!((exporter.id.as_str(), exporter.main_extension()), ("test.broken", "txt"));
    assert!(exporter.worker && exporter.deterministic);
    assert_eq!(exporter.options_schema["properties"]["behaviour"]["default"], "ok");
    assert_eq!(exporter.options_schema["additionalProperties"], false);
}
