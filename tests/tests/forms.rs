//! Every form shows, line for line, what was typed by hand from the prescribed form and the dataset.

use std::fs;

use jianbao_tests::{check_form, form_cases, root};

#[test]
fn all_forms() {
    let cases = form_cases();
    assert!(!cases.is_empty(), "no case was found");
    let failures = cases.iter().filter_map(|folder| {
        let problems = check_form(folder).err()?;
        Some(format!("--- {}\n{}", folder.display(), problems.join("\n")))
    });
    let failures: Vec<String> = failures.collect();
    assert!(failures.is_empty(), "{} of {} forms differ\n\n{}", failures.len(), cases.len(), failures.join("\n\n"));
}

/// What a case says after an edit of its two files.
fn edited(case: &str, from: &str, to: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in ["case.toml", "expected.txt"] {
        let text = fs::read_to_string(root().join("tests/forms").join(case).join(file)).expect("the case");
        fs::write(folder.path().join(file), text.replace(from, to)).expect("the folder is empty");
    }
    check_form(folder.path()).err().unwrap_or_default()
}

#[test]
fn a_case_that_does_not_fit_is_told() {
    for (case, from, to, problem) in [
        ("mof-2019", "624.65", "624.66", "- | ^ | 年度资金总额： <3> | 1050 <2> | 624.66 <3>"),
        ("mof-2019", "农村供水管理中心 <5>", "农村供水管理中心 <4>", "农村供水管理中心 <4>"),
        ("mof-2019", "| ^ | ^ | 质量指标", "| ^ | 产出指标 | 质量指标", "- | ^ | 产出指标 | 质量指标"),
        ("mof-2019", "　　3.备注", "3.备注", "- 3.备注"),
        ("mof-2019", "\"2023年度", "\"2024年度", "out holds"),
        (
            "mof-2019-unknown",
            "  \"R-REQ /organisations/0/code\",\n",
            "",
            "an unexpected finding R-REQ /organisations/0/code",
        ),
        ("mof-2019-unknown", "organisations/0", "organisations/1", "expected the finding R-REQ /organisations/1/code"),
    ] {
        let problems = edited(case, from, to).join("\n");
        assert!(problems.contains(problem), "{from} → {to}: {problems}");
    }
}

/// What a county asks otherwise than the ministry is a page of text, not a program.
#[test]
fn a_layout_that_extends_another_is_short() {
    let files = fs::read_dir(root().join("examples/county-layout")).expect("the layout");
    let texts = files.map(|file| fs::read_to_string(file.expect("an entry").path()).expect("a text file"));
    let texts: Vec<String> = texts.collect();
    assert!(texts.iter().any(|text| text.contains("extends = \"mof/2019\"")), "the layout extends another");
    let lines: usize = texts.iter().map(|text| text.lines().count()).sum();
    assert!(lines < 40, "{lines} lines");
}
