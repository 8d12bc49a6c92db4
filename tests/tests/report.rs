//! The example report holds every amount, name, date and rate of the report it was made from.
//!
//! The expected values were copied from the published report, not from the dataset. Three things differ on purpose: the
//! full-year forecast rate is the computed 97.20 % (the source prints 90.87 % twice, a copy of the column beside it),
//! document numbers stand in 〔〕 as GB/T 9704 asks, and prose is in words of our own.

use std::fs;

use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::docx_text::{TextTable, paragraphs, part_text, tables};
use jianbao_tests::{Work, binary, example, run, sha256};

const NAME: &str = "2020年度南昌经济技术开发区安全生产监督管理局安全生产专项项目1-11月运行监控报告";

/// The Word file of the example.
fn report() -> Vec<u8> {
    let work = Work::new();
    let dataset = example().display().to_string();
    let arguments = ["render", &dataset, "--layout", "nanchang-etdz/2020", "--to", "docx", "-o", "out", "--lang", "en"];
    let outcome = run(&binary(), &arguments, &work.path(""), &[], None);
    // The source's own wrong rate is a finding, so the exit code is 1, and the report is written.
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, format!("out/{NAME}.docx\n"), "{}", outcome.stderr);
    fs::read(work.path(&format!("out/{NAME}.docx"))).expect("the file was written")
}

fn rows(lines: &[&[&str]]) -> TextTable {
    lines.iter().map(|line| line.iter().map(|&cell| cell.to_owned()).collect()).collect()
}

fn compare(name: &str, found: &TextTable, expected: &TextTable) {
    assert_eq!(found.len(), expected.len(), "rows of {name}");
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert_eq!(found.len(), expected.len(), "columns of row {row} of {name}");
        for (column, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert_eq!(found, expected, "row {row}, column {column} of {name}");
        }
    }
}

fn table(index: usize) -> TextTable {
    let mut tables = tables(&report()).expect("a Word file");
    assert_eq!(tables.len(), 5, "four tables and the annex");
    tables.swap_remove(index)
}

#[test]
fn table_1_uses_of_the_money() {
    let expected = rows(&[
        &["序号", "资金用途", "金额"],
        &["1", "安全生产监测预警系统", "93"],
        &["2", "企业安全生产标准化达标奖励", "53"],
        &["3", "安全生产宣传活动经费", "34.03"],
        &["4", "隐患整改资金", "35.15"],
        &["5", "应急演练", "9"],
        &["6", "江仪社区安全隐患帮扶", "3"],
        &["合计", "合计", "227.18"],
    ]);
    compare("table 1", &table(0), &expected);
}

/// The 16 indicators and the two categories without one: category, subcategory, name, target.
const INDICATORS: [[&str; 4]; 18] = [
    ["产出指标", "数量指标", "打造1套安全生产监测预警系统", "100%"],
    ["产出指标", "数量指标", "累计完成100家规模以上企业安全生产标准化达标", "100%"],
    ["产出指标", "数量指标", "开展1次安全生产活动月宣传", "100%"],
    ["产出指标", "数量指标", "开展1次全区隐患排查", "100%"],
    ["产出指标", "质量指标", "预警系统验收合格率", "100%"],
    ["产出指标", "质量指标", "达到三级及以上安全生产标准", "100%"],
    ["产出指标", "质量指标", "宣传形式多样性", "100%"],
    ["产出指标", "质量指标", "隐患整改率", "100%"],
    ["产出指标", "时效指标", "系统安装完成时间", "2020年5月31日"],
    ["产出指标", "时效指标", "安全生产月活动开展时间", "2020年6月"],
    ["产出指标", "时效指标", "隐患排查开展时间", "2020年12月31日前"],
    ["产出指标", "成本指标", "按照（洪经工管办字〔2019〕60号）要求支付标准化达标奖励", "100%"],
    ["效益指标", "经济效益指标", "-", "-"],
    ["效益指标", "社会效益指标", "安全生产事故发生率", "0%"],
    ["效益指标", "社会效益指标", "提升企业安全生产管理水平", "100%"],
    ["效益指标", "生态效益指标", "-", "-"],
    ["效益指标", "可持续影响指标", "辖区企业安全意识提升度", "100%"],
    ["满意度指标", "服务对象满意度指标", "辖区企业满意度", "95%"],
];

#[test]
fn table_2_indicators() {
    let mut expected = rows(&[&["一级指标", "二级指标", "三级指标", "年度指标值"]]);
    expected.extend(INDICATORS.iter().map(|row| row.map(str::to_owned).to_vec()));
    compare("table 2", &table(1), &expected);
}

#[test]
fn table_2_merges_equal_categories() {
    let xml = part_text(&report(), "word/document.xml").expect("a Word file");
    let table = xml.split("<w:tbl>").nth(2).and_then(|rest| rest.split("</w:tbl>").next()).expect("table 2");
    let starts = table.matches(r#"<w:vMerge w:val="restart"/>"#).count();
    let continued = table.matches("<w:vMerge").count() - starts;
    // 产出指标 over 12 rows, 效益指标 over 5; 数量 4, 质量 4, 时效 3, 社会效益 2.
    assert_eq!((starts, continued), (6, 11 + 4 + 3 + 3 + 2 + 1));
}

#[test]
fn table_3_certified_firms() {
    let firms = [
        ("江西建博混凝土有限公司", "三级", "1"),
        ("江西江兴混凝土制品有限公司", "二级", "1"),
        ("江西枫林混凝土工程有限公司", "三级", "1"),
        ("江西省慧华实业发展有限公司", "三级", "1"),
        ("南昌城建混凝土有限公司", "三级", "1"),
        ("江西三星气龙消防安全有限公司", "三级", "1"),
        ("南昌欧米亚海鸣化工有限公司", "三级", "1"),
        ("南昌金格瑞汽配制作有限公司", "三级", "2"),
        ("江西江铃集团新能源汽车有限公司", "二级", "3"),
        ("南昌力琪机械制造有限公司", "三级", "2"),
        ("晶天医疗科技有限公司", "三级", "2"),
        ("南昌辉门密封件系统有限公司", "三级", "2"),
        ("南昌保捷机械有限公司", "三级", "2"),
        ("江西绿时代生态科技发展有限公司", "三级", "2"),
        ("江西南华赣新医药有限公司", "三级", "2"),
        ("江西华正智能装备有限公司", "三级", "2"),
        ("江西润田实业股份有限公司", "三级", "2"),
        ("江西飞航通信设备有限公司", "三级", "2"),
        ("江西金太阳印务有限公司", "三级", "2"),
    ];
    let mut expected = rows(&[&["序号", "企业名称", "标准化等级", "奖励金额"]]);
    for (number, (firm, level, award)) in (1..).zip(firms) {
        expected.push(vec![number.to_string(), firm.to_owned(), level.to_owned(), award.to_owned()]);
    }
    expected.extend(rows(&[&["合计", "合计", "合计", "32"]]));
    compare("table 3", &table(2), &expected);
}

#[test]
fn table_4_subsidies() {
    let firms = [
        ("应急演练", "江西核工业兴中新材料有限公司", "3", "1", "已拨付"),
        ("应急演练", "南昌傲农生物科技有限公司", "3", "1", "已拨付"),
        ("应急演练", "南昌富昌石油储运有限公司", "4", "2", "已拨付"),
        ("应急演练", "杭萧钢构（江西）有限公司", "2", "1", "已拨付"),
        ("应急演练", "南昌硬质合金有限责任公司", "6", "2", "已拨付"),
        ("应急演练", "江西西林科股份有限公司", "4.8", "2", "已拨付"),
        ("隐患整改", "江西凯马百路佳客车有限公司", "26", "10", "已拨付"),
        ("隐患整改", "南昌市奥克斯电气制造有限公司", "30", "10", "已拨付"),
        ("隐患整改", "南昌通源电气有限公司", "10", "5", "已拨付"),
        ("隐患整改", "江西枫林混凝土工程有限公司", "15", "6", "尚未拨付"),
        ("隐患整改", "江西新蓝图智能装备有限公司", "14", "5", "尚未拨付"),
        ("隐患整改", "南昌赣洪铁路机械设备有限公司", "15", "6", "尚未拨付"),
    ];
    let mut expected = rows(&[&["序号", "补助类别", "企业名称", "申请资金", "拟拨付金额", "拨付情况"]]);
    for (number, (kind, firm, applied, approved, paid)) in (1..).zip(firms) {
        expected.push([&number.to_string(), kind, firm, applied, approved, paid].map(str::to_owned).to_vec());
    }
    expected.extend(rows(&[&["合计", "合计", "合计", "132.8", "51", ""]]));
    compare("table 4", &table(3), &expected);
    let xml = part_text(&report(), "word/document.xml").expect("a Word file");
    let table = xml.split("<w:tbl>").nth(4).and_then(|rest| rest.split("</w:tbl>").next()).expect("table 4");
    assert_eq!(table.matches(r#"<w:vMerge w:val="restart"/>"#).count(), 2, "the two kinds are merged");
}

/// Repeats cells to the columns that they span.
fn spread(cells: &[(&str, usize)]) -> Vec<String> {
    cells.iter().flat_map(|&(text, columns)| std::iter::repeat_n(text.to_owned(), columns)).collect()
}

#[test]
fn annex_heading_and_money() {
    let annex = table(4);
    let office = "南昌经济技术开发区安全生产监督管理局";
    let mut expected = vec![
        spread(&[("项目名称", 2), ("安全生产专项项目", 16)]),
        spread(&[("主管部门及代码", 2), (office, 6), ("实施单位", 2), (office, 8)]),
        spread(&[
            ("项目资金（万元）", 2),
            ("年初预算数", 2),
            ("1-11月执行数", 2),
            ("1-11月执行率", 2),
            ("全年预计执行数", 2),
            ("全年预计执行率", 8),
        ]),
    ];
    for name in ["年度资金总额：", "其中：本年一般公共预算拨款"] {
        expected.push(spread(&[(name, 2), ("250", 2), ("227.18", 2), ("90.87%", 2), ("243", 2), ("97.20%", 8)]));
    }
    expected.push(spread(&[("其他资金", 2), ("", 16)]));
    compare("the annex' head", &annex[..6].to_vec(), &expected);
    assert!(annex.iter().all(|row| row.len() == 18), "18 columns");
}

#[test]
fn annex_indicators() {
    let annex = table(4);
    assert_eq!(annex.len(), 6 + 2 + 18);
    let goal = annex[6][1].clone();
    for words in [
        "打造1套危化品安全生产监测预警系统",
        "有效防范和遏制较大及以上事故",
        "累计完成100家规模以上企业安全生产标准化达标",
    ] {
        assert!(goal.contains(words), "{goal}");
    }
    let head: Vec<(&str, usize)> =
        ["年度总体目标", &goal, "一级指标", "二级指标", "三级指标", "年度指标值", "1-11月执行情况", "全年预计完成情况"]
            .map(|text| (text, 1))
            .to_vec();
    let first = [head.clone(), vec![("偏差原因分析", 6), ("完成目标可能性", 3), ("备注", 1)]].concat();
    let words =
        ["经费保障", "制度保障", "人员保障", "硬件保障", "其他", "原因说明", "确定能", "有可能", "完全不可能", "备注"];
    let second = [head, words.map(|text| (text, 1)).to_vec()].concat();
    compare("the annex' head of indicators", &annex[6..8].to_vec(), &vec![spread(&first), spread(&second)]);

    for (row, expected) in annex[8..].iter().zip(INDICATORS) {
        let name = expected[2];
        assert_eq!(&row[..2], ["年度总体目标", &goal], "{name}");
        assert_eq!(&row[2..4], &expected[..2], "{name}");
        if name == "-" {
            // Only the table of indicators marks categories without an indicator; the form leaves them blank.
            assert!(row[4..6].iter().all(|cell| cell.is_empty() || cell == "-"), "{row:?}");
        } else {
            assert_eq!(&row[4..6], &expected[2..], "{name}");
        }
    }
    // Observed and forecast values; the published text of the form ends after the eighth indicator.
    let mut values = [["100%", "100%"]; 8];
    values[1] = ["68%", "85%"];
    for (row, values) in annex[8..16].iter().zip(values) {
        assert_eq!(&row[6..8], values, "{}", row[4]);
    }
    let missed = &annex[9];
    assert_eq!(&missed[8..13], ["", "", "", "", "√"], "its reason is the last of the five");
    assert!(missed[13].chars().count() >= 8, "the reason in words: {:?}", missed[13]);
    assert_eq!(&missed[14..], ["", "√", "", ""], "it may be reached");
    for row in &annex[10..16] {
        assert_eq!(&row[8..], ["", "", "", "", "", "", "√", "", "", ""], "{}", row[4]);
    }
    let ticks = annex.iter().flatten().filter(|cell| *cell == "√").count();
    assert_eq!(ticks, 2 + 6, "no other tick");
}

/// All headings: 一、 to 六、 without a gap, where the source jumps in its contents from 三 to 五.
const HEADINGS: [&str; 34] = [
    "一、项目基本情况",
    "（一）项目名称",
    "（二）项目实施周期",
    "（三）项目主要内容、涉及范围",
    "1、主要内容",
    "2、实施范围",
    "（四）项目资金（包括财政资金、自筹资金等）安排落实、总投入等情况",
    "1、资金到位情况",
    "2、资金使用情况",
    "二、绩效目标的核对和确定情况",
    "（一）项目的绩效目标、绩效指标设定情况",
    "1、项目总目标",
    "2、项目年度目标",
    "（二）绩效目标的核对情况（如有调整，应说明原因）",
    "三、项目组织实施情况",
    "（一）项目组织管理情况",
    "（二）项目组织实施的实际情况与目标的差异情况说明",
    "四、项目绩效情况",
    "（一）项目实际产出情况",
    "（二）效果和效益情况",
    "（三）从项目的经济性、效率性、效益性和公正性等方面进行分析",
    "1、经济性方面分析",
    "2、效率性方面分析",
    "3、效益性方面分析",
    "4、公正性方面分析",
    "（四）项目绩效实际情况与目标的差异情况，以及对差异原因的详细说明",
    "（五）项目按照现有执行轨迹可能达到的最终状态、实现的最终效果，可能产生或出现的问题",
    "五、主要存在问题和改进措施和有关建议",
    "（一）主要问题",
    "1、隐患整改及应急演练补助标准未明确",
    "（二）改进措施与建议",
    "1、制定补助标准文件，明确补助拨付依据",
    "（三）绩效跟踪结论",
    "六、其他问题",
];

#[test]
fn headings_and_contents() {
    let paragraphs = paragraphs(&report()).expect("a Word file");
    let contents: Vec<&str> =
        paragraphs.iter().filter_map(|text| text.split_once('\t')).map(|(title, _)| title).collect();
    assert_eq!(contents, HEADINGS, "the contents");
    let body: Vec<&str> = paragraphs.iter().map(String::as_str).filter(|text| HEADINGS.contains(text)).collect();
    assert_eq!(body, HEADINGS, "the chapters");
    let numbered = |text: &str| {
        let mark = text.chars().take_while(|c| !matches!(c, '、' | '）')).collect::<String>();
        let mark = mark.trim_start_matches('（');
        mark.chars().all(|c| "一二三四五六七八九十123456789".contains(c)) && mark.chars().count() == 1
    };
    let others = paragraphs.iter().filter(|text| text.chars().count() < 45 && numbered(text) && !text.contains('\t'));
    assert_eq!(others.count(), HEADINGS.len(), "no other paragraph looks like a numbered heading");
}

#[test]
fn every_fact_of_the_text() {
    let text = paragraphs(&report()).expect("a Word file").join("\n");
    let facts = [
        // Cover and period.
        "2020年度南昌经济技术开发区安全生产监督管理局",
        "安全生产专项项目1-11月运行监控报告",
        "江西信达管理咨询有限公司",
        "2020年12月8日",
        "2020年1月1日—2020年12月31日",
        "2020年度安全生产专项项目。",
        "截至2020年11月30日",
        // Money.
        "250万元",
        "100万元",
        "150万元",
        "243万元",
        "227.18万元",
        "17万元",
        "93万元",
        "53万元",
        "34.03万元",
        "35.15万元",
        "9万元",
        "3万元",
        "132.8万元",
        "51万元",
        "32万元",
        "90.87%",
        "区级财政资金",
        "区财政金融局",
        // Documents.
        "中共南昌经开区工委 南昌经开区管委会关于推进安全生产领域改革发展的实施意见",
        "洪经工委〔2018〕21号",
        "南昌经开区2018-2020年企业安全生产标准化达标奖励措施",
        "洪经工管办字〔2019〕60号",
        "洪安组委办〔2020〕1号",
        "2020年第16次",
        "南昌经济技术开发区安全生产专项资金管理办法",
        // The procurement.
        "江西省百巨招标咨询有限公司",
        "深圳市科皓信息技术有限公司",
        "区采购办",
        "2019年11月15日",
        "2019年11月20日",
        "2020年1月14日",
        "2020年1月22日",
        "2020年5月31日",
        "2020年4月17日",
        "2020年7月17日",
        "2020年7月24日",
        "2020年8月20日",
        "中国民生银行股份有限公司深圳分行",
        "保函期限1年",
        // Awards, applications, activities.
        "2020年4月下发",
        "2019年12月至2020年3月",
        "2020年11月下发",
        "2020年3月至2020年10月",
        "南昌通源电气有限公司10万元",
        "南昌市奥克斯电气制造有限公司30万元",
        "江西凯马百路佳客车有限公司26万元",
        "南昌赣洪铁路机械设备有限公司15万元",
        "江西枫林混凝土工程有限公司15万元",
        "江西新蓝图智能装备有限公司14万元",
        "江西西林科股份有限公司4.8万元",
        "南昌硬质合金有限责任公司6万元",
        "杭萧钢构（江西）有限公司2万元",
        "江西核工业兴中新材料有限公司3万元",
        "南昌傲农生物科技有限公司3万元",
        "南昌富昌石油储运有限公司4万元",
        "消除事故隐患，筑牢安全防线",
        "2020年6月",
        "江西赣昌安全生产科技服务有限公司",
        "100家",
        "68家",
        "68%",
        "85%",
    ];
    let missing: Vec<&str> = facts.into_iter().filter(|fact| !text.contains(fact)).collect();
    assert!(missing.is_empty(), "not in the report: {missing:?}");
    for number in 1..=4 {
        assert!(text.contains(&format!("见表 {number}。")), "table {number} is referred to");
    }
    for caption in [
        "表 1 安全生产专项项目资金使用情况表",
        "表 2 南昌经济技术开发区安全生产监督管理局2020年度安全生产专项项目绩效指标",
        "表 3 2020年新增企业安全生产标准化达标名单",
        "表 4 隐患整改及应急演练企业资金申请及拨付情况表",
        "项目支出绩效目标执行监控表",
        "（2020年度）",
    ] {
        assert_eq!(text.lines().filter(|line| *line == caption).count(), 1, "{caption}");
    }
    assert_eq!(text.lines().filter(|line| *line == "单位：万元").count(), 3, "tables 1, 3 and 4 state their unit");
    assert!(!text.contains(['{', '}', '\u{e000}', '\u{e001}', '*', '#']), "a mark of a template is left");
}

#[test]
fn word_opens_the_file() {
    assert_eq!(check_docx(&report()), []);
}

#[test]
fn properties_tell_where_the_file_comes_from() {
    let report = report();
    let bytes = fs::read(example()).expect("the example");
    let hash = sha256(&bytes);
    let custom = part_text(&report, "docProps/custom.xml").expect("custom properties");
    let property = |name: &str| {
        let rest = custom.split(&format!("name=\"{name}\"><vt:lpwstr>")).nth(1).unwrap_or_else(|| panic!("no {name}"));
        rest.split('<').next().unwrap_or_default().to_owned()
    };
    assert_eq!(property("jianbao-dataset-sha256"), hash);
    assert_eq!(property("jianbao-layout-id"), "nanchang-etdz/2020");
    assert_eq!(property("jianbao-layout-sha256").len(), 64);
    assert_eq!(property("jianbao-dataset-schema"), "urn:jianbao:schema:dataset:1.0");
    assert!(property("jianbao-findings-errors").parse::<u32>().is_ok_and(|count| count >= 2));
    let core = part_text(&report, "docProps/core.xml").expect("core properties");
    assert!(core.contains(&format!("<dc:title>{NAME}</dc:title>")), "{core}");
    assert!(core.contains("<dc:creator>江西信达管理咨询有限公司</dc:creator>"), "{core}");
    assert!(core.contains(">2020-12-08T00:00:00Z</dcterms:created>"), "{core}");
}
