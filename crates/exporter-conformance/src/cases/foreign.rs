//! What a later minor of the protocol or the document may bring.

use jianbao_document::Document;
use jianbao_exporter_host::{ExportJob, ExportOutcome, HostError, HostErrorKind, Targets};
use serde_json::{Value, json};

use crate::bench::{Bench, STEM, Tried, told, with_last_output};
use crate::case::{Case, Needs, Outcome, Stop};
use crate::documents;
use crate::request::bytes;

/// A feature that no document of this version has.
const FUTURE: &str = "from-the-future";

pub(crate) static CASES: [Case; 3] = [
    Case::asks(
        "unknown-block",
        Needs::Exporter,
        (
            "未知种类的块：其余照常写出，并说明舍弃了它",
            "a block of an unknown kind: the rest is written, and the loss is told",
        ),
        unknown_block,
    ),
    Case::asks(
        "unknown-field",
        Needs::Exporter,
        ("未知的字段不影响结果", "fields that it does not know change nothing"),
        unknown_field,
    ),
    Case::asks(
        "undeclared-feature",
        Needs::Exporter,
        ("未声明的特性：拒绝，或说明舍弃了什么", "a feature that it does not declare: refused, or the loss is told"),
        undeclared_feature,
    ),
];

/// An export as a user has it.
fn export(
    bench: &Bench<'_>,
    document: &Document,
    allow_degrade: bool,
) -> Result<Result<ExportOutcome, HostError>, Stop> {
    let folder = tempfile::tempdir().map_err(|error| Stop::fail(error.to_string()))?;
    let targets = Targets::Folder(folder.path().to_owned());
    let mut job = ExportJob::new(bench.plugin(), bench.exporter()?, document, targets);
    job.allow_degrade = allow_degrade;
    Ok(bench.host().export(&job))
}

/// The document is refused as it is, and with leave to lose `feature` it is written and the loss told.
fn loss_is_told(bench: &Bench<'_>, document: &Document, feature: &str) -> Result<(), Stop> {
    bench.request(document, STEM)?;
    match export(bench, document, false)? {
        Err(error) if error.kind() == HostErrorKind::Features => {}
        Err(error) => return Err(Stop::fail(with_last_output(error.to_string(), error.stderr()))),
        Ok(_) => return Err(Stop::fail(format!("`{feature}` was lost without leave"))),
    }
    match export(bench, document, true)? {
        Ok(outcome) if outcome.degraded.iter().any(|degraded| degraded.feature == feature) => Ok(()),
        Ok(_) => Err(Stop::fail(format!("it left `{feature}` out and did not say so"))),
        Err(error) if error.kind() == HostErrorKind::Failed && error.code().is_some_and(|code| !code.is_empty()) => {
            Ok(())
        }
        Err(error) => Err(Stop::fail(with_last_output(error.to_string(), error.stderr()))),
    }
}

fn unknown_block(bench: &Bench<'_>) -> Outcome {
    let document = documents::unknown_block();
    loss_is_told(bench, &document, &format!("block.{FUTURE}"))?;
    let probe = bench.send(bench.host(), &document, STEM)?;
    match bench.judge(&probe, Vec::new())? {
        Tried::Written(written) if written.degraded.is_empty() => {
            Ok(Some("only the host says so: the exporter does not give the place".to_owned()))
        }
        Tried::Written(_) => Ok(None),
        Tried::Refused(reason) => {
            Err(Stop::fail(format!("one unknown block is no reason to fail, it {}", told(&reason))))
        }
    }
}

fn undeclared_feature(bench: &Bench<'_>) -> Outcome {
    loss_is_told(bench, &documents::with_feature(FUTURE), FUTURE)?;
    let document = documents::every_block();
    let lost = bench.lost(&document)?;
    for feature in &lost {
        loss_is_told(bench, &document, feature)?;
    }
    Ok((!lost.is_empty()).then(|| format!("it does not keep {}", lost.join(", "))))
}

fn unknown_field(bench: &Bench<'_>) -> Outcome {
    let document = documents::every_block();
    let plain = bench.must_write(&document)?;
    let plainly = bench.request(&document, STEM)?;
    let probe = bench.probe(bench.host(), &|out| {
        let mut request = plainly.value(out);
        // Maps whose keys are names, of styles, of figures, of options, hold no fields.
        for name in ["context", "output"] {
            strew(&mut request[name]);
        }
        for name in ["properties", "sections"] {
            strew(&mut request["document"][name]);
        }
        request["document"][FUTURE] = json!(true);
        request[FUTURE] = json!({ "of": [1, null] });
        bytes(&request)
    })?;
    match bench.judge(&probe, bench.lost(&document)?)? {
        Tried::Written(written) if !bench.exporter()?.deterministic || written.files == plain.files => Ok(None),
        Tried::Written(_) => Err(Stop::fail("the outputs differ from those without the fields")),
        Tried::Refused(reason) => Err(Stop::fail(format!("it {}", told(&reason)))),
    }
}

/// Adds a field to every object.
fn strew(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.iter_mut().filter(|(name, _)| *name != "provenance").for_each(|(_, member)| strew(member));
            members.insert(FUTURE.to_owned(), json!({ "a": 1.5 }));
        }
        Value::Array(items) => items.iter_mut().for_each(strew),
        _ => {}
    }
}
