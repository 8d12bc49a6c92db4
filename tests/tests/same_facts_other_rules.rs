//! The facts of the example report under the rules of two platforms: the same values, but not the same lights.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::sync::Arc;

use jianbao_pipeline::{Mode, Pipeline};
use jianbao_tests::{example, root, word_lines};
use serde_json::{Value, json};

/// The lines of the form of the example in a layout, with values put into the dataset at their pointers.
fn lines(layout: &str, edits: &[(&str, Value)]) -> Vec<String> {
    let pipeline = Pipeline::new(Arc::new(jianbao_layout::find(layout).unwrap())).unwrap();
    let mut dataset: Value = serde_json::from_slice(&std::fs::read(root().join(example())).unwrap()).unwrap();
    for (pointer, value) in edits {
        *dataset.pointer_mut(pointer).unwrap() = value.clone();
    }
    let prepared = pipeline.prepare("dataset.json", dataset.to_string().as_bytes(), Mode::default()).unwrap();
    let document = &prepared.files[0].document;
    word_lines(&jianbao_docx::write(document, &jianbao_docx::Options::default()).unwrap(), &[]).unwrap()
}

/// The colour in the row of an indicator, or an empty text where there is none.
fn light(lines: &[String], indicator: &str) -> String {
    let row = lines.iter().find(|line| line.starts_with(&format!("| {indicator} |"))).unwrap();
    let cell = row.split('|').find(|cell| cell.contains('●')).unwrap_or_default();
    cell.replace('●', "").trim().to_owned()
}

/// Certified enterprises: 68 of 100 by November, 74.18 % of what is due. Rates of hazards: actual value, annual target 100 %.
const CERTIFIED: &str = "累计完成100家规模以上企业安全生产标准化达标";
const HAZARDS: (&str, &str) = ("隐患整改率", "/observations/7/actual");
const ACCIDENTS: (&str, &str) = ("安全生产事故发生率", "/observations/12/actual");

#[test]
fn facts_of_the_example_have_the_lights_of_each_platform() {
    for (edits, indicator, by_default, in_shanxi) in [
        (vec![], CERTIFIED, "黄灯", "黄灯"),
        (vec![("/observations/1/actual", json!({ "number": 54.9 }))], CERTIFIED, "红灯", "红灯"),
        (vec![("/observations/1/actual", json!({ "number": 55 }))], CERTIFIED, "黄灯", "黄灯"),
        (vec![("/observations/1/actual", json!({ "number": 74 }))], CERTIFIED, "绿灯", "绿灯"),
        (vec![("/observations/1/actual", json!({ "number": 110 }))], CERTIFIED, "蓝灯", "蓝灯"),
        // 99 % of 100 % is ahead of the eleventh month, but a quality that must be 100 % is not met.
        (vec![(HAZARDS.1, json!({ "number": 99 }))], HAZARDS.0, "绿灯", "红灯"),
        (vec![(HAZARDS.1, json!({ "number": 100 }))], HAZARDS.0, "绿灯", "绿灯"),
        // A target of 0 has no ratio.
        (vec![(ACCIDENTS.1, json!({ "number": 0 }))], ACCIDENTS.0, "绿灯", "绿灯"),
        (vec![(ACCIDENTS.1, json!({ "number": 0.1 }))], ACCIDENTS.0, "红灯", "红灯"),
        // Nobody knows the rate of accidents: no light at all.
        (vec![], ACCIDENTS.0, "", ""),
    ] {
        assert_eq!(light(&lines("platform/default", &edits), indicator), by_default, "{indicator} {edits:?}");
        assert_eq!(light(&lines("shanxi/platform", &edits), indicator), in_shanxi, "{indicator} in Shanxi {edits:?}");
    }
}

#[test]
fn the_project_has_the_worst_light_and_a_budget_that_is_unknown_none() {
    let header = |lines: Vec<String>| lines.into_iter().find(|line| line.starts_with("| 预算执行预警 |")).unwrap();
    let known = header(lines("platform/default", &[("/funding/0/adjustment", json!(0))]));
    assert_eq!(known, "| 预算执行预警 | ● 绿灯 <4> | 项目综合预警 | ● 黄灯 <4> |");
    let unknown = header(lines("platform/default", &[]));
    assert_eq!(unknown, "| 预算执行预警 | <4> | 项目综合预警 | ● 黄灯 <4> |");
    // 250 more in the budget: 227.18 of 500 is 49.57 % of what is due by November.
    let late = header(lines("platform/default", &[("/funding/0/adjustment", json!(250))]));
    assert_eq!(late, "| 预算执行预警 | ● 红灯 <4> | 项目综合预警 | ● 红灯 <4> |");
}
