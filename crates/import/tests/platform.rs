//! Rows of the platform as datasets.

use jianbao_import::{CHECKS, Imported, Table, platform};
use jianbao_validate::Validator;
use serde_json::Value;

const COMPLETE: &str = "\
FISCAL_YEAR,PRO_CODE,PRO_NAME,DEPT_CODE,DEPT_NAME,AGENCY_NAME,KPI_TARGET,PRO_BGT_COMP,EST_PRO_BGT_ANNUAL,LV1_PERF_IND_NAME,LV2_PERF_IND_NAME,LV3_PERF_IND_NAME,KPI_VAL,PERF_COMP,EST_PERF_ANNUAL,ANA_DEV_REASONS,COMPLETE_RATE,PERF_SEND_DATE,RECTIFY_ADVISE,MON_START_DATE,MON_END_DATE,PRO_START_DATE,PRO_END_DATE,PRO_CONTENT,FUND_SOURCE
2024,99990124T000000000001,路灯改造项目,101,示例县住建局,市政所,更换路灯,0,0,产出指标,数量指标,更换路灯数量,≥400盏,200盏,400盏,无偏差,0,20240815103000000,,2024-01-01,2024-07-31,2024-01-01,2024-12-31,更换路灯。,一般公共预算拨款
2024,99990124T000000000001,路灯改造项目,101,示例县住建局,市政所,更换路灯,0,0,产出指标,质量指标,验收合格率,95%,无,95%,\"经费不足，
分批采购\",0,,加快拨付,,,,,,
2024,99990124T000000000002,桥梁维修项目,101,示例县住建局,,维修桥梁,1234.5000,0,产出,数量,维修桥梁数量,3座,1座,3座,设备故障,2,,,,,,,,
";

fn import(text: impl AsRef<[u8]>) -> Imported {
    platform(Table { name: "rows.csv", bytes: text.as_ref() }, None)
}

fn codes(imported: &Imported) -> Vec<&str> {
    imported.findings.iter().map(|finding| finding.code.as_ref()).collect()
}

#[test]
fn rows_with_all_facts_give_a_dataset_that_passes() {
    let imported = import(COMPLETE);
    let first = &imported.datasets[0];
    assert_eq!(first.key, "99990124T000000000001");
    let valid = Validator::default().validate("first", first.json.as_bytes());
    assert!(valid.is_ok(), "{:#?}\n{}", valid.err(), first.json);
    let json: Value = serde_json::from_str(&first.json).unwrap();
    assert_eq!(json["report"]["date"], "2024-08-15");
    assert_eq!(json["indicators"][0]["target"]["operator"], "ge");
    assert_eq!(json["observations"][0].get("deviation"), None, "无偏差 is nothing");
    assert_eq!(json["observations"][1].get("actual"), None, "无 is not known");
    assert_eq!(json["observations"][1]["deviation"]["reasons"], serde_json::json!(["funding"]));
    assert_eq!(json.get("reported"), None, "0 is not known");
    assert_eq!(json["rectifications"][0]["demand"], "加快拨付");
}

#[test]
fn what_is_doubtful_or_missing_is_told_and_nothing_is_invented() {
    let imported = import(COMPLETE);
    assert_eq!(codes(&imported), ["M-VALUE", "M-VALUE", "M-VALUE", "M-TRUST", "M-TRUST", "M-MISSING"]);
    let json: Value = serde_json::from_str(&imported.datasets[1].json).unwrap();
    assert_eq!(json.get("funding"), None);
    assert_eq!(json["reported"][0]["number"], "1234.5");
    assert_eq!(json["reported"].as_array().unwrap().len(), 1);
    assert_eq!(json["observations"][0].get("likelihood"), None);
    let missing = &imported.findings[5].message.en;
    for pointer in ["/report/date", "/period/as_of", "/project/start", "/funding"] {
        assert!(missing.contains(pointer), "{missing}");
    }
    let place = imported.findings[0].place.as_ref().unwrap();
    assert_eq!(place.en, "rows.csv, row 2, column kpi_val");
}

#[test]
fn the_form_of_a_table_does_not_matter() {
    let expected = import(COMPLETE).datasets;
    let (gbk, _, _) = encoding_rs::GBK.encode(COMPLETE);
    assert_eq!(import(gbk).datasets, expected);
    let tabs = COMPLETE.replace(',', "\t");
    assert_eq!(import(tabs).datasets, expected);
}

#[test]
fn json_rows() {
    let row = r#"{"Fiscal_Year": 2024, "Pro_Name": "甲", "lv1_perf_ind_name": "产出指标", "lv2_perf_ind_name": "火星指标", "lv3_perf_ind_name": "乙", "kpi_val": "≥1", "perf_comp": null}"#;
    let array = import(format!("[{row}]"));
    assert_eq!(array.datasets, import(row).datasets);
    assert_eq!(codes(&array), ["M-VALUE", "M-MISSING"]);
    assert!(array.datasets[0].json.contains("\"dataset_id\": \"甲\""));
    assert_eq!(codes(&import("[1]")), ["M-TABLE"]);
    assert_eq!(codes(&import(format!("{row}\n{{\n{row}"))), ["M-TABLE", "M-VALUE", "M-VALUE", "M-MISSING"]);
}

#[test]
fn the_task_gives_the_title() {
    let tasks = "PRO_CODE,PERF_TASK_TITLE\n99990124T000000000001,2024年二季度监控\n";
    let imported = platform(
        Table { name: "rows.csv", bytes: COMPLETE.as_bytes() },
        Some(Table { name: "tasks.csv", bytes: tasks.as_bytes() }),
    );
    assert!(imported.datasets[0].json.contains("\"title\": \"2024年二季度监控\""));
    assert!(imported.datasets[1].json.contains("\"title\": \"桥梁维修项目\""));
}

#[test]
fn other_tables_are_refused() {
    assert_eq!(codes(&import("")), ["M-TABLE"]);
    assert_eq!(codes(&import("\u{0}\u{1}")), Vec::<&str>::new());
    assert_eq!(codes(&import(b"\xff\xff\xff")), ["M-TABLE"]);
    assert!(codes(&import("a,b\n1,2\n")).iter().all(|code| *code == "M-COLUMN"));
    assert!(import("a,b\n1,2\n").datasets.is_empty());
    assert!(CHECKS.is_sorted_by_key(|check| check.code));
}
