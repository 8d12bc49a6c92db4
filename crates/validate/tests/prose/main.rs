//! Measures the check of numbers in texts: seeded errors in clean reports are all found, and clean reports raise no alarm.
//!
//! Sentences of `sentences.txt` and of `held_out.txt`, which took no part in the making of the recogniser, are filled with the
//! figures of invented projects in all notations. The examples' texts are measured with their placeholders replaced by what they
//! print.

mod errors;
mod facts;
mod random;
mod sentences;
mod typed;

use jianbao_calculate::{Form, print};
use jianbao_dataset::{Piece, pieces, visit_texts};
use jianbao_finding::{Finding, Severity};
use jianbao_validate::Validator;
use serde_json::{Value, json};

use errors::{KINDS, wrong};
use facts::dataset;
use random::Random;
use sentences::{Template, Text, fill, templates};

const SENTENCES: &str = include_str!("sentences.txt");
const HELD_OUT: &str = include_str!("held_out.txt");

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 200, ..proptest::prelude::ProptestConfig::default() })]

    /// Whatever a text says, the check answers, at whole characters.
    #[test]
    fn no_text_is_too_strange(
        text in "(预算|执行率|支出|到位|截至|目标|分别|高于|序时进度|由|提高到|合计|[0-9０-９一二十百千万亿点]{1,4}|万元|％|百分之|年|月|日|家|成|，|。|、|\\PC){1,30}",
    ) {
        let (mut dataset, _) = dataset(&mut Random::new(5));
        put(&mut dataset, "/conclusion", &format!("。{text}"));
        for finding in alarms(&dataset) {
            let within = finding.within.expect("a place in the text");
            proptest::prop_assert!(dataset["conclusion"].as_str().and_then(|text| text.get(within)).is_some());
        }
    }
}

/// A text of a report at its place.
struct Placed {
    pointer: String,
    text: Text,
}

struct Report {
    dataset: Value,
    texts: Vec<Placed>,
    ledger: std::sync::Arc<jianbao_calculate::Ledger>,
}

/// A report of some sentences about an invented project.
fn report(templates: &[Template<'_>], random: &mut Random) -> Report {
    let (mut dataset, names) = dataset(random);
    let valid = Validator::default().validate("facts", dataset.to_string().as_bytes()).expect("a dataset");
    let ledger = std::sync::Arc::clone(valid.ledger());
    let count = |key: &str| dataset[key].as_array().map_or(0, Vec::len);
    let counts = [("indicators", count("indicators")), ("problems", count("problems")), ("rows", 4)];
    let mut texts: Vec<Placed> = Vec::new();
    for _ in 0..16 {
        let template = random.one(templates);
        let Some(sentence) = fill(template.text, &ledger, &names, &counts, random) else { continue };
        let pointer = match template.block {
            "narrative" => format!("/narrative/{}", random.one(&["progress", "process", "outputs", "effects"])),
            "conclusion" => "/conclusion".to_owned(),
            block => format!("/{block}/{}/text", random.between(0, 1)),
        };
        match texts.iter_mut().find(|placed| placed.pointer == pointer) {
            Some(placed) => append(&mut placed.text, sentence),
            None => texts.push(Placed { pointer, text: sentence }),
        }
    }
    dataset["narrative"] = json!({});
    dataset["recommendations"] = json!([{ "id": "a", "title": "加强管理", "text": "加强管理。" }, { "id": "b", "title": "加快进度", "text": "加快进度。" }]);
    for placed in &texts {
        put(&mut dataset, &placed.pointer, &placed.text.text);
    }
    Report { dataset, texts, ledger }
}

fn append(text: &mut Text, sentence: Text) {
    let offset = text.text.len();
    text.text += &sentence.text;
    text.slots.extend(sentence.slots.into_iter().map(|mut slot| {
        slot.range = slot.range.start + offset..slot.range.end + offset;
        slot
    }));
}

fn put(dataset: &mut Value, pointer: &str, text: &str) {
    match pointer.strip_prefix("/narrative/") {
        Some(key) => dataset["narrative"][key] = json!(text),
        None if pointer == "/conclusion" => dataset["conclusion"] = json!(text),
        None => *dataset.pointer_mut(pointer).expect("a place") = json!(text),
    }
}

/// What the rules about numbers in texts find at or above warning.
fn alarms(dataset: &Value) -> Vec<Finding> {
    let validator = Validator::default().least(Severity::Warning);
    let valid = validator.validate("report", dataset.to_string().as_bytes()).expect("a dataset");
    valid.findings.into_iter().filter(|finding| finding.code.starts_with("N-")).collect()
}

fn shown(finding: &Finding, texts: &[Placed]) -> String {
    let placed = texts.iter().find(|placed| Some(&placed.pointer) == finding.pointer.as_ref());
    let text = placed.map_or("", |placed| placed.text.text.as_str());
    let at = finding.within.clone().map_or(0, |within| within.start);
    let start = text[..at].rfind('。').map_or(0, |stop| stop + 3);
    let end = text[at..].find('。').map_or(text.len(), |stop| at + stop);
    format!("{} | {}", finding.message.zh, &text[start..end])
}

/// Alarms in clean reports: reports with one, quantities, and what they say.
fn false_alarms(templates: &[Template<'_>], reports: usize, seed: u64) -> (usize, usize, Vec<String>) {
    let mut random = Random::new(seed);
    let (mut with, mut quantities, mut told) = (0, 0, Vec::new());
    for _ in 0..reports {
        let report = report(templates, &mut random);
        quantities += report.texts.iter().map(|placed| placed.text.slots.len()).sum::<usize>();
        let found = alarms(&report.dataset);
        with += usize::from(!found.is_empty());
        told.extend(found.iter().map(|finding| shown(finding, &report.texts)));
    }
    (with, quantities, told)
}

/// Injects errors, each into a report of its own; what was not found at its exact place.
fn missed(templates: &[Template<'_>], errors: usize, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let mut missed = Vec::new();
    let mut injected = 0;
    while injected < errors {
        let kind = KINDS[injected % KINDS.len()];
        let mut report = report(templates, &mut random);
        let slots: Vec<(usize, usize)> = (0..report.texts.len())
            .flat_map(|text| (0..report.texts[text].text.slots.len()).map(move |slot| (text, slot)))
            .collect();
        let (text, slot) = *random.one(&slots);
        let placed = &report.texts[text];
        let slot = &placed.text.slots[slot];
        let Some(written) = wrong(kind, slot, &report.ledger, &mut random) else { continue };
        let mut changed = placed.text.text.clone();
        changed.replace_range(slot.range.clone(), &written);
        let pointer = placed.pointer.clone();
        put(&mut report.dataset, &pointer, &changed);
        injected += 1;
        let place = slot.range.start..slot.range.start + written.len();
        let found = alarms(&report.dataset);
        let here = |finding: &Finding| {
            finding.pointer.as_deref() == Some(&*pointer) && finding.within.as_ref() == Some(&place)
        };
        if !found.iter().any(here) {
            let start = changed[..place.start].rfind('。').map_or(0, |stop| stop + 3);
            let end = changed[place.start..].find('。').map_or(changed.len(), |stop| place.start + stop);
            let right = &placed.text.text[slot.range.clone()];
            missed.push(format!("{kind}: {right} -> {written} | {}", &changed[start..end]));
        }
    }
    missed
}

#[test]
fn a_thousand_errors_are_found_at_their_places() {
    let missed = missed(&templates(SENTENCES), 1000, 1);
    assert!(missed.is_empty(), "{} of 1000 not found:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn clean_reports_raise_no_alarm() {
    let templates = templates(SENTENCES);
    assert!(templates.len() >= 40);
    let (with, quantities, told) = false_alarms(&templates, 200, 2);
    assert!(
        with < 2 && told.len() * 100 < quantities,
        "{with} of 200 reports, {quantities} quantities:\n{}",
        told.join("\n")
    );
}

/// What was measured once on sentences that nobody looked at while the recogniser was made; it must not get worse.
#[test]
fn held_out_sentences_do_not_get_worse() {
    let templates = templates(HELD_OUT);
    let (with, quantities, told) = false_alarms(&templates, 200, 3);
    let missed = missed(&templates, 300, 4);
    let told = told.join("\n");
    assert!(
        with == 0 && missed.len() <= 39,
        "{with} of 200 reports ({quantities} quantities), {} of 300 errors not found\n{told}\n{}",
        missed.len(),
        missed.join("\n")
    );
}

/// The examples' texts with their placeholders replaced by what they print raise no alarm.
#[test]
fn typed_out_examples_raise_no_alarm() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut told = Vec::new();
    let mut names: Vec<_> =
        std::fs::read_dir(folder).expect("the examples").map(|entry| entry.expect("a folder").path()).collect();
    names.sort();
    for path in names {
        let Ok(bytes) = std::fs::read(path.join("dataset.json")) else { continue };
        let valid = Validator::default().validate("example", &bytes).expect("an example");
        let mut typed: Value = serde_json::from_slice(&bytes).expect("JSON");
        visit_texts(valid.dataset(), &mut |written| {
            let replaced: String = pieces(written.text)
                .into_iter()
                .map(|(piece, _)| match piece {
                    Piece::Text(text) => text.to_owned(),
                    Piece::Figure(id) => {
                        let entry = valid.ledger().get(id).expect("integrity was checked");
                        print(entry, valid.figures.policies(), Form { own_unit: true, ..Form::default() }).text
                    }
                })
                .collect();
            if let Some(place) = typed.pointer_mut(&written.pointer()) {
                *place = json!(replaced);
            }
        });
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        told.extend(alarms(&typed).iter().map(|finding| {
            format!("{name} {} {}", finding.pointer.as_deref().unwrap_or_default(), finding.message.zh)
        }));
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
