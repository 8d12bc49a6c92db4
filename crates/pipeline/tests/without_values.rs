//! A masked finding says nothing that the dataset says, in any form in which findings are written.
#![allow(clippy::unwrap_used, reason = "a test program")]

use jianbao_finding::sarif::Log;
use jianbao_finding::{About, Colour, Counts, Finding, Lang, record, render};
use jianbao_pipeline::catalogue;
use jianbao_render::{List, finding_list};
use jianbao_validate::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

const MINIMAL: &str = include_str!("../../../tests/data/minimal.json");
const SECRET: &str = "秘藏";

/// Marks every text that is free and every number, so that they can be recognised wherever they come out.
fn mark(value: &mut Value, key: &str) {
    const FREE: [&str; 8] = ["name", "title", "content", "purpose", "caption", "unit", "street", "progress"];
    match value {
        Value::Object(object) => object.iter_mut().for_each(|(key, value)| mark(value, &key.clone())),
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, key)),
        Value::String(text) if FREE.contains(&key) => *text = format!("{SECRET}{text}{SECRET}"),
        Value::Number(_) if key != "fiscal_year" => *value = 7_391_846.into(),
        _ => {}
    }
}

/// Something wrong, by number: of shape, of integrity, or for a rule.
fn plant(dataset: &mut Value, fault: u8) {
    let secret = Value::String(SECRET.to_owned());
    match fault {
        0 => dataset["funding"][0]["initial_budget"] = secret,
        1 => dataset["funding"][0]["executed"] = (-7_391_846).into(),
        2 => dataset["report"]["date"] = secret,
        3 => dataset["project"]["start"] = "7391-84-61".into(),
        4 => dataset["uses"][0]["payees"][0] = "g7391846".into(),
        5 => dataset["observations"][0]["indicator"] = "g7391846".into(),
        6 => dataset["narrative"]["progress"] = format!("{SECRET}{{funding.total.g7391846}}").into(),
        7 => dataset["detail_tables"][0]["rows"][0]["values"]["lamps"] = secret,
        8 => dataset["organisations"][0]["roles"][0] = secret,
        9 => dataset["project"]["name"] = format!("{SECRET}\u{7}").into(),
        10 => dataset["meta"]["taxonomy"] = secret,
        11 => dataset["kind"] = secret,
        12 => dataset["schema_version"] = "7391846.0".into(),
        _ => {
            let figure = "funding.total.execution_rate";
            let printed = json!({ "figure": figure, "number": 18.46, "unit": "%", "decimals": 2, "places": [SECRET] });
            dataset["reported"] = Value::Array(vec![printed]);
        }
    }
}

/// Everything that findings without values can be written as.
fn outputs(findings: &[Finding], about: &About) -> Vec<String> {
    let catalogue = catalogue();
    let masked: Vec<Finding> = findings.iter().map(|finding| catalogue.masked(finding)).collect();
    let about = about.masked();
    let mut outputs = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        outputs.push(about.title(lang));
        let mut log = Log::start(Vec::new(), "0", &catalogue, lang).unwrap();
        let (mut counts, mut records) = (Counts::default(), Vec::new());
        for finding in &masked {
            outputs.push(render(finding, lang, Colour::Plain));
            outputs.push(serde_json::to_string(&record(finding, &about, lang)).unwrap());
            log.result(finding, &about).unwrap();
            counts.add(finding, &about);
            records.push(record(finding, &about, lang));
        }
        outputs.push(String::from_utf8(log.end().unwrap()).unwrap());
        let list = List { counts: &counts, catalogue: &catalogue, left_out: 0, lang };
        outputs.push(serde_json::to_string(&finding_list(records.into_iter(), &list)).unwrap());
    }
    outputs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_value_comes_out(faults in proptest::collection::vec(0_u8..14, 1..5), cut in any::<bool>()) {
        let mut dataset: Value = serde_json::from_str(MINIMAL).unwrap();
        mark(&mut dataset, "");
        for fault in &faults {
            plant(&mut dataset, *fault);
        }
        let mut text = serde_json::to_string_pretty(&dataset).unwrap();
        if cut {
            // Broken JSON, in the middle of a text.
            text.truncate(text.rfind(SECRET).unwrap());
        }
        let found = Validator::default().validate("data.json", text.as_bytes());
        let findings = found.map_or_else(|fatal| fatal, |valid| valid.findings);
        prop_assert!(!findings.is_empty());
        let about = About {
            file: "data.json".to_owned(),
            record: Some(3),
            dataset_id: Some("7391846".to_owned()),
            organisation: Some(SECRET.to_owned()),
            project: Some(SECRET.to_owned()),
            project_code: Some("7391846".to_owned()),
        };
        for output in outputs(&findings, &about) {
            for value in [SECRET, "7391", "18.46"] {
                prop_assert!(!output.contains(value), "{value} in {output}");
            }
        }
        let catalogue = catalogue();
        for finding in &findings {
            let masked = catalogue.masked(finding);
            prop_assert_eq!(masked.position(), finding.position());
            prop_assert_eq!(&masked.pointer, &finding.pointer);
        }
    }
}

#[test]
fn without_the_mask_the_values_are_there() {
    let findings = Validator::default().validate("x.json", MINIMAL.replace("40.5", "-739.1").as_bytes()).unwrap_err();
    let shown = record(&findings[0], &About::default(), Lang::Zh);
    assert!(shown.message.contains("-739.1"), "the other test would find nothing in any case: {shown:?}");
}
