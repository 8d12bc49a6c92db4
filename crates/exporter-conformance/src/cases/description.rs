//! What an exporter says about itself.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use jianbao_document::MODEL;
use jianbao_exporter_host::{ExporterInfo, HostErrorKind, complete_options, description_schema};
use serde_json::Value;

use crate::bench::{Bench, with_last_output};
use crate::case::{Case, Needs, Outcome, Stop};

/// How long a library may take to describe itself, process and all.
const QUICK: Duration = Duration::from_millis(100);
/// The same for a program, whose interpreter or virtual machine must start first.
const QUICK_PROGRAM: Duration = Duration::from_secs(1);
/// How often it is tried, because a busy machine is no fault of the exporter.
const TRIES: usize = 5;

pub(crate) static CASES: [Case; 4] = [
    Case::asks("describe", Needs::File, ("自述合乎规定", "its description is valid"), describe),
    Case::asks(
        "quick-describe",
        Needs::Exporter,
        ("自述在 100 毫秒内完成（程序为 1 秒）", "it describes itself within 100 ms (a program: 1 s)"),
        quick_describe,
    ),
    Case::asks(
        "same-description",
        Needs::Exporter,
        ("两次自述完全相同", "it describes itself twice in the same words"),
        same_description,
    ),
    Case::asks(
        "options",
        Needs::Exporter,
        ("选项的 schema 有效，默认值都合格", "its options schema is valid, and so are the defaults"),
        options,
    ),
];

fn describe(bench: &Bench<'_>) -> Outcome {
    use HostErrorKind::{
        BrokenTable, HashMismatch, Io, MissingPlugin, NoSymbol, NotALibrary, NotAnExporter, Spawn, WrongAbi,
        WrongMachine,
    };
    let earlier = [
        BrokenTable,
        HashMismatch,
        Io,
        MissingPlugin,
        NoSymbol,
        NotALibrary,
        NotAnExporter,
        Spawn,
        WrongAbi,
        WrongMachine,
    ];
    let description = match bench.described() {
        Ok(description) => description,
        Err(error) if earlier.contains(&error.kind()) => return Err(Stop::skip("it was not entered")),
        Err(error) => return Err(Stop::fail(with_last_output(error.to_string(), error.stderr()))),
    };
    let value = serde_json::to_value(description).unwrap_or_default();
    let schema = jsonschema::draft202012::new(&description_schema()).map_err(|error| Stop::skip(error.to_string()))?;
    let mut wrong: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
    let mut ids = BTreeSet::new();
    for exporter in &description.exporters {
        if !ids.insert(&exporter.id) {
            wrong.push(format!("two exporters have the id `{}`", exporter.id));
        }
        wrong.extend(faults(exporter));
    }
    if wrong.is_empty() { Ok(None) } else { Err(Stop::fail(wrong.join("; "))) }
}

/// What is wrong with a description that can be read.
fn faults(exporter: &ExporterInfo) -> Vec<String> {
    let mut wrong = Vec::new();
    let allowed = |c: char| c.is_ascii_alphanumeric() || ['.', '-', '_'].contains(&c);
    if !exporter.id.contains('.') || !exporter.id.chars().all(allowed) {
        wrong.push(format!("the id `{}` is not of the form `org.example.name`", exporter.id));
    }
    if exporter.title.trim().is_empty() || exporter.version.trim().is_empty() {
        wrong.push("title or version is empty".to_owned());
    }
    for output in &exporter.outputs {
        if output.extension.is_empty() || !output.extension.chars().all(|c| c.is_ascii_alphanumeric()) {
            wrong.push(format!("`{}` is not an extension without its dot", output.extension));
        }
        if !output.media_type.contains('/') {
            wrong.push(format!("`{}` is not a media type", output.media_type));
        }
    }
    if !exporter.outputs.iter().any(|output| output.role == "main") {
        wrong.push("no output has the role `main`".to_owned());
    }
    let (min, max) = (&exporter.document_model.min, &exporter.document_model.max);
    let major = |version: &str| version.split_once('.').map(|(major, _)| major.to_owned());
    if major(min) > major(MODEL) || major(max) < major(MODEL) {
        wrong.push(format!("it reads document models {min} to {max}, this version writes {MODEL}"));
    }
    wrong
}

fn quick_describe(bench: &Bench<'_>) -> Outcome {
    let allowed = if bench.is_program() { QUICK_PROGRAM } else { QUICK };
    let mut best = Duration::MAX;
    for _ in 0..TRIES {
        let started = Instant::now();
        described_again(bench)?;
        best = best.min(started.elapsed());
        if best <= allowed {
            return Ok(None);
        }
    }
    Err(Stop::fail(format!("the quickest of {TRIES} tries took {} ms", best.as_millis())))
}

fn described_again(bench: &Bench<'_>) -> Result<Value, Stop> {
    let described = bench.host().describe(bench.plugin());
    let described = described.map_err(|error| Stop::fail(format!("the next time it failed: {error}")))?;
    Ok(serde_json::to_value(described).unwrap_or_default())
}

fn same_description(bench: &Bench<'_>) -> Outcome {
    let first = described_again(bench)?;
    if first == described_again(bench)? {
        Ok(None)
    } else {
        Err(Stop::fail("the second description differs from the first"))
    }
}

fn options(bench: &Bench<'_>) -> Outcome {
    let schema = &bench.exporter()?.options_schema;
    if schema.is_null() {
        return Ok(Some("it has none".to_owned()));
    }
    if let Err(error) = jsonschema::draft202012::meta::validate(schema) {
        return Err(Stop::fail(format!("the schema is not one of JSON Schema 2020-12: {error}")));
    }
    complete_options(schema, &Value::Null)
        .map_err(|error| Stop::fail(format!("an export without options would be refused: {error}")))?;
    Ok(None)
}
