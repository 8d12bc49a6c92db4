//! The same facts under the published thresholds of several places: every number that each of them leads to, on the example report.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::sync::Arc;

use jianbao_finding::{Finding, Source};
use jianbao_layout::{MOST_RULES, RuleSet, find_rules, rule_packs};
use jianbao_tests::{example, root};
use jianbao_validate::Validator;
use serde_json::{Value, json};

/// What a set of rules finds in the example, with values put into it at their pointers.
fn found(rules: &RuleSet, edits: &[(&str, Value)]) -> Vec<Finding> {
    let mut dataset: Value = serde_json::from_slice(&std::fs::read(root().join(example())).unwrap()).unwrap();
    for (pointer, value) in edits {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        dataset.pointer_mut(parent).unwrap()[key] = value.clone();
    }
    let validator = Validator::default().with_rules(rules).unwrap();
    let source = Arc::new(Source::new("dataset.json", dataset.to_string()));
    let mut findings = validator.check(source).unwrap().findings;
    findings.retain(|finding| finding.code.starts_with("X-"));
    findings
}

/// `code pointer` of each finding.
fn brief(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.code, finding.pointer.as_deref().unwrap())).collect()
}

/// The enterprises: 68 of 100 by November.
const ENTERPRISES: &str = "/observations/1";

#[test]
fn the_example_under_the_rules_of_each_place() {
    for (pack, expected, words) in [
        (
            "platform-default",
            vec!["X-PLATFORM-LIGHT /observations/1/actual", "X-PLATFORM-PROJECT /period/as_of"],
            vec!["亮黄灯：序时完成率 74.18%", "项目综合预警为黄灯"],
        ),
        ("ningxia", vec!["X-PLATFORM-LIGHT /observations/1/actual", "X-PLATFORM-PROJECT /period/as_of"], vec!["黄灯"]),
        ("guangxi", vec!["X-PLATFORM-LIGHT /observations/1/actual", "X-PLATFORM-PROJECT /period/as_of"], vec!["黄灯"]),
        (
            "shanxi-2023",
            vec!["X-SHANXI-YELLOW /observations/1/actual"],
            vec!["执行情况 68，年度指标值 100，序时完成率 74.18%"],
        ),
        ("jilin-2024", vec!["X-JILIN-QUANTITY /observations/1/actual"], vec!["偏差率 -32%，超过 30%"]),
        ("hebei", vec![], vec![]),
        ("tianjin", vec![], vec![]),
        // The remark is not known: neither kept nor broken.
        ("mof-2019", vec![], vec![]),
        // No threshold after October. The indicators that are reached are 9.13 points from the money.
        (
            "sichuan-2025",
            vec!["X-SICHUAN-DRIFT /observations/1/actual"],
            vec!["完成率 68.00%，预算执行率 90.87%，相差 22.87 个百分点"],
        ),
        ("sichuan-2025-average", vec![], vec![]),
    ] {
        let findings = found(&find_rules(pack).unwrap(), &[]);
        let mut found = brief(&findings);
        found.sort();
        assert_eq!(found, expected, "{pack}");
        for words in words {
            assert!(findings.iter().any(|finding| finding.message.zh.contains(words)), "{pack}: {words} {findings:?}");
        }
    }
}

#[test]
fn facts_that_differ_have_other_findings() {
    let remark = format!("{ENTERPRISES}/remark");
    let deviation = format!("{ENTERPRISES}/deviation");
    for (pack, edits, expected) in [
        ("mof-2019", vec![(remark.as_str(), json!("已督促企业申报。"))], vec![]),
        (
            "hebei",
            vec![("/observations/0/actual", json!({ "number": 115.01 }))],
            vec!["X-HEBEI-EXCESS /observations/0/deviation"],
        ),
        ("hebei", vec![("/observations/0/actual", json!({ "number": 115 }))], vec![]),
        ("tianjin", vec![(deviation.as_str(), Value::Null)], vec!["X-TIANJIN-FORECAST /observations/1/likelihood"]),
        // A target of 0 is met or missed and has no ratio: no completion, no deviation.
        (
            "shanxi-2023",
            vec![
                ("/observations/12/actual", json!({ "number": 0 })),
                ("/observations/1/actual", json!({ "number": 100 })),
            ],
            vec![],
        ),
        (
            "shanxi-2023",
            vec![
                ("/observations/12/actual", json!({ "number": 0.1 })),
                ("/observations/1/actual", json!({ "number": 100 })),
            ],
            vec!["X-SHANXI-RED /observations/12/actual"],
        ),
        (
            "sichuan-2025",
            vec![
                ("/observations/12/actual", json!({ "number": 0 })),
                ("/observations/1/actual", json!({ "number": 100 })),
            ],
            vec![],
        ),
        // Exactly 80 % in October passes, 79.96 % does not.
        (
            "sichuan-2025-average",
            vec![("/period/as_of", json!("2020-10-31")), ("/funding/0/executed", json!(200))],
            vec!["X-SICHUAN-DRIFT-AVERAGE /period/as_of"],
        ),
        (
            "sichuan-2025-average",
            vec![("/period/as_of", json!("2020-10-31")), ("/funding/0/executed", json!(199.9))],
            vec!["X-SICHUAN-DRIFT-AVERAGE /period/as_of", "X-SICHUAN-PACE-10 /period/as_of"],
        ),
    ] {
        let mut found = brief(&found(&find_rules(pack).unwrap(), &edits));
        found.sort();
        assert_eq!(found, expected, "{pack} {edits:?}");
    }
}

/// Rules that are written down for a test.
fn rules(text: &str) -> Result<RuleSet, Vec<Finding>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.toml");
    std::fs::write(&path, text).unwrap();
    find_rules(path.to_str().unwrap()).map_err(jianbao_layout::LoadError::findings)
}

#[test]
fn lights_from_the_baseline_and_averages_have_their_numbers() {
    let text = r#"
rules = ["shanxi-2023"]

[lights]
red_below = 60
yellow_below = 80
blue_from = 120
from_baseline = true
budget = true

[[rule]]
code = "X-BUDGET"
for = "dataset"
check = "false"
message = "{budget_pace_rate} {budget_light} {计数(指标.完成率)} {abs(average(indicator.completion) - execution_rate)}"
"#;
    let findings = found(&rules(text).unwrap(), &[("/indicators/1/baseline", json!({ "number": 49 }))]);
    let told: Vec<&str> = findings.iter().map(|finding| finding.message.zh.as_str()).collect();
    assert!(told.contains(&"99.13% 绿灯 8 5.13"), "{told:?}");
    assert!(told.iter().any(|told| told.contains("红灯") && told.contains("序时完成率 40.64%")), "{told:?}");
}

#[test]
fn every_pack_can_be_used_and_names_its_source() {
    let packs = rule_packs();
    assert!(packs.len() >= 10, "{packs:?}");
    for pack in packs {
        let rules = find_rules(&pack).unwrap();
        Validator::default().with_rules(&rules).unwrap_or_else(|findings| panic!("{pack}: {findings:?}"));
        for rule in rules.rules() {
            let source = rule.source.as_ref().unwrap_or_else(|| panic!("{pack}: {} has no source", rule.code));
            assert!(!source.zh.is_ascii() && source.en != source.zh, "{pack}: {}", rule.code);
            assert!(!rule.message.zh.is_ascii() && rule.message.en != rule.message.zh, "{pack}: {}", rule.code);
        }
    }
}

#[test]
fn a_file_of_ten_thousand_rules_is_refused_and_one_of_a_thousand_works() {
    let many = |count: usize| {
        let rule = |at: usize| {
            format!("[[rule]]\ncode = \"X-{at}\"\nfor = \"dataset\"\ncheck = \"fiscal_year > 1\"\nmessage = \"x\"\n")
        };
        rules(&(0..count).map(rule).collect::<String>())
    };
    let refused = many(10_000).unwrap_err();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].message.en.contains("more than 1000 rules") && refused[0].position().unwrap().line == 5001);
    let rules = many(MOST_RULES).unwrap();
    assert_eq!(rules.rules().len(), MOST_RULES);
    assert!(found(&rules, &[]).is_empty());
}

#[cfg(unix)]
#[test]
fn rules_behind_a_symbolic_link_are_not_read() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(outside.path().join("secret.toml"), "title = \"秘密\"\n").unwrap();
    std::fs::write(folder.path().join("layout.toml"), "id = \"test/link\"\nextends = \"mof/2019\"\n").unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.toml"), folder.path().join("rules.toml")).unwrap();
    let findings = jianbao_layout::find(folder.path().to_str().unwrap()).unwrap_err().findings();
    assert!(findings[0].message.en.contains("symbolic link"), "{findings:?}");
}
