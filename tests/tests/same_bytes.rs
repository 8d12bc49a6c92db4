//! The same dataset and layout give the same bytes: in another process, folder, time zone or language, on any thread.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use jianbao_pipeline::{Mode, Pipeline};
use jianbao_tests::{Work, binary, example, run};

/// The files that one run of the binary writes, by name.
fn rendered(environment: &[(&str, &str)], lang: &str) -> BTreeMap<String, Vec<u8>> {
    let work = Work::new();
    fs::copy(example(), work.path("dataset.json")).expect("the example");
    let arguments = [
        "render",
        "dataset.json",
        "--layout",
        "nanchang-etdz/2020",
        "--to",
        "docx,document",
        "-o",
        "out",
        "--lang",
        lang,
    ];
    let outcome = run(&binary(), &arguments, &work.path(""), environment, None);
    assert_eq!(outcome.stdout.lines().count(), 2, "{}", outcome.stderr);
    let names = work.outputs().expect("the output folder");
    names.into_iter().map(|name| (name.clone(), fs::read(work.path("out").join(name)).expect("a file"))).collect()
}

#[test]
fn every_run_writes_the_same_files() {
    let first = rendered(&[], "zh");
    assert_eq!(first.len(), 2);
    let elsewhere = [("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "C"), ("HOME", "/")];
    for (environment, lang) in [(&[][..], "zh"), (&elsewhere[..], "zh"), (&[("TZ", "UTC+11")][..], "en")] {
        let again = rendered(environment, lang);
        assert!(again.keys().eq(first.keys()), "the names of the files");
        for (name, bytes) in &first {
            assert!(again[name] == *bytes, "{name} differs with {environment:?}, {lang}");
        }
    }
}

/// The Word file and the document as JSON, made in this process.
fn in_process(pipeline: &Pipeline) -> (Vec<u8>, Vec<u8>) {
    let bytes = fs::read(example()).expect("the example");
    let prepared = pipeline.prepare("dataset.json", &bytes, Mode::default()).expect("the example is valid");
    let document = &prepared.files[0].document;
    let word = jianbao_docx::write(document, &jianbao_docx::Options::default()).expect("a Word file");
    (word, serde_json::to_vec(document).expect("a document is JSON"))
}

#[test]
fn every_thread_of_a_process_writes_the_same_bytes() {
    let pipeline =
        Pipeline::new(Arc::new(jianbao_layout::find("nanchang-etdz/2020").expect("embedded"))).expect("compiles");
    let first = in_process(&pipeline);
    assert!(in_process(&pipeline) == first, "the second report of a process differs");
    let others: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| in_process(&pipeline))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    for (thread, other) in others.iter().enumerate() {
        assert!(*other == first, "thread {thread} wrote something else");
    }
}

#[test]
fn the_plugin_writes_what_the_library_writes() {
    let pipeline =
        Pipeline::new(Arc::new(jianbao_layout::find("nanchang-etdz/2020").expect("embedded"))).expect("compiles");
    let (word, _) = in_process(&pipeline);
    let files = rendered(&[], "en");
    let plugin = files.iter().find(|(name, _)| name.to_ascii_lowercase().contains("docx")).expect("a Word file").1;
    assert!(*plugin == word, "the loaded plugin and the linked library differ");
}
