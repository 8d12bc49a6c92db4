//! What layouts can ask for beyond tables and text: subtotals, labels over columns, charts, drafts, several files, limits.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{minimal, small_layout};
use jianbao_document::{Block, ChartKind, Document, Inline, Table};
use jianbao_exporter_host::{ChildConfig, Host, Registry};
use jianbao_exporter_testkit::docx_text;
use jianbao_finding::{Finding, Severity};
use jianbao_pipeline::{ExportRequest, Exporters, Mode, Pipeline, Prepared};
use jianbao_tests::{binary, root, target_dir};
use serde_json::{Value, json};

fn render(pipeline: &Pipeline, dataset: &Value, draft: bool) -> Result<Prepared, Vec<Finding>> {
    pipeline.prepare("dataset.json", dataset.to_string().as_bytes(), Mode { draft })
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

/// Rows as texts, spans in angle brackets.
fn rows(table: &Table) -> Vec<String> {
    let cell = |cell: &jianbao_document::Cell| {
        let span = match (cell.column_span, cell.row_span) {
            (1, 1) => String::new(),
            (columns, rows) => format!("<{columns}x{rows}>"),
        };
        format!("{}{span}", cell.plain_text())
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

/// The smallest dataset with a detail table of certified firms in groups.
fn with_awards(levels: &[&str]) -> Value {
    let mut dataset = minimal();
    let rows: Vec<Value> = levels
        .iter()
        .enumerate()
        .map(|(index, level)| json!({ "id": format!("firm-{index}"), "values": { "level": level, "name": format!("企业{index}"), "award": 10 + index } }))
        .collect();
    dataset["detail_tables"] = json!([{
        "id": "awards", "caption": "奖励明细表",
        "columns": [
            { "key": "level", "title": "等级", "type": "code", "codes": { "second": "二级", "third": "三级" } },
            { "key": "name", "title": "企业", "type": "text" },
            { "key": "award", "title": "奖励金额", "type": "money", "aggregation": "sum" }
        ],
        "rows": rows
    }]);
    dataset
}

/// The small layout with a table of all awards, with subtotals.
fn awards_layout() -> Pipeline {
    small_layout(&[
        (
            "layout.toml",
            "[[form]]",
            "[[table]]\nid = \"*\"\nsource = \"detail_tables\"\nsubtotal = \"小计\"\ntotal = { label = \"合计\" }\n\n[[form]]",
        ),
        ("chapter.md.j2", "{{ table(\"money\") }}", "{{ table(\"awards\") }}"),
    ])
}

#[test]
fn groups_have_subtotals_inside_their_label() {
    let prepared = render(&awards_layout(), &with_awards(&["second", "second", "third"]), false).unwrap();
    let document = &prepared.files[0].document;
    assert_eq!(
        rows(tables(document)[0]),
        [
            "等级 | 企业 | 奖励金额",
            "二级<1x3> | 企业0 | 10",
            "企业1 | 11",
            "小计 | 21",
            "三级<1x2> | 企业2 | 12",
            "小计 | 12",
            "合计<2x1> | 33",
        ]
    );
    let subtotal = &document.figures["table.awards.level.second.award"];
    assert_eq!((subtotal.exact.as_deref(), subtotal.inputs.len()), (Some("21"), 2));
}

#[test]
fn scattered_groups_are_told_instead_of_a_wrong_subtotal() {
    let findings = render(&awards_layout(), &with_awards(&["second", "third", "second"]), false).unwrap_err();
    let told: Vec<_> = findings.iter().map(|f| (f.code.as_ref(), f.pointer.as_deref().unwrap())).collect();
    assert_eq!(told, [("T-TABLE", "/detail_tables/0/rows/2")]);
}

#[test]
fn looped_columns_stand_under_merged_labels() {
    let form = "<table>\n  <colgroup>{% for _ in funding %}<col width=\"1\"/><col width=\"1\"/>{% endfor %}</colgroup>\n  <thead>\n    <tr>{% for source in funding %}{% for _ in [1, 2] %}<th merge=\"right\">{{ source.name }}</th>{% endfor %}{% endfor %}</tr>\n    <tr>{% for _ in funding %}<th>预算</th><th>执行</th>{% endfor %}</tr>\n  </thead>\n  <tbody>\n    <tr>{% for source in funding %}<td>{{ source.initial_budget }}</td><td>{{ source.executed }}</td>{% endfor %}</tr>\n  </tbody>\n</table>\n";
    let old = std::fs::read_to_string(root().join("tests/data/layout/sheet.html.j2")).unwrap();
    let pipeline = small_layout(&[("sheet.html.j2", &old, form)]);
    let mut dataset = minimal();
    let mut other = dataset["funding"][0].clone();
    other["id"] = json!("own");
    other["name"] = json!("单位资金");
    dataset["funding"].as_array_mut().unwrap().push(other);
    let prepared = render(&pipeline, &dataset, false).unwrap();
    let table = tables(&prepared.files[0].document)[1].clone();
    assert_eq!(rows(&table), ["财政拨款<2x1> | 单位资金<2x1>", "预算 | 执行 | 预算 | 执行", "80 | 40.5 | 80 | 40.5"]);
    assert_eq!(table.header_rows, 2);
}

#[test]
fn a_chart_is_one_line_of_a_chapter() {
    let pipeline = small_layout(&[(
        "chapter.md.j2",
        "{{ table(\"money\") }}",
        "见{{ ref(\"chart-indicators\") }}。\n\n{{ chart(\"funding\") }}\n\n{{ chart(\"indicators\", caption=\"各项指标\") }}",
    )]);
    let prepared = render(&pipeline, &minimal(), false).unwrap();
    let blocks = &prepared.files[0].document.sections[0].blocks;
    let charts: Vec<_> =
        blocks.iter().filter_map(|b| if let Block::Chart(chart) = b { Some(chart) } else { None }).collect();
    let shown: Vec<_> = charts
        .iter()
        .map(|chart| {
            let caption = chart.caption.as_ref().unwrap();
            let values: Vec<String> =
                chart.series.iter().flat_map(|s| s.values.iter().map(|v| v.text.clone())).collect();
            (
                chart.kind,
                format!("{} {} {}", caption.label, caption.number, jianbao_document::plain_text(&caption.inlines)),
                values,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            // Nothing is known of what was received: the series is left out.
            (
                ChartKind::Columns,
                "图 1 资金安排与执行情况（万元）".to_owned(),
                vec!["80".to_owned(), "40.5".to_owned()]
            ),
            (ChartKind::Bars, "图 2 各项指标".to_owned(), vec!["50.00%".to_owned()]),
        ]
    );
    assert!(prepared.files[0].document.features.contains(&"chart".to_owned()));
    assert!(
        blocks
            .iter()
            .any(|b| matches!(b, Block::Paragraph(p) if jianbao_document::plain_text(&p.inlines) == "见图 2。"))
    );
}

#[test]
fn a_chart_of_nothing_is_told_and_left_out() {
    let pipeline = small_layout(&[("chapter.md.j2", "{{ table(\"money\") }}", "{{ chart(\"indicators\") }}")]);
    let mut dataset = minimal();
    dataset["observations"] = json!([]);
    let prepared = render(&pipeline, &dataset, false).unwrap();
    assert!(prepared.findings.iter().any(|f| f.code == "R-REQ" && f.pointer.as_deref() == Some("/observations")));
    assert!(!prepared.files[0].document.features.contains(&"chart".to_owned()));
}

#[test]
fn a_chart_that_does_not_exist_is_a_mistake_of_the_template() {
    let pipeline = small_layout(&[("chapter.md.j2", "{{ table(\"money\") }}", "{{ chart(\"fundings\") }}")]);
    let findings = render(&pipeline, &minimal(), false).unwrap_err();
    assert_eq!(findings[0].code, "T-TEMPLATE");
    assert!(
        findings[0].message.en.contains("there is no chart fundings; known: funding, indicators"),
        "{}",
        findings[0].message.en
    );
}

/// All highlighted texts of a document.
fn marks(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let mut take = |inlines: &[Inline]| {
        for inline in inlines {
            match inline {
                Inline::Text(run) if run.highlight => found.push(run.text.clone()),
                Inline::Value(value) if value.highlight => found.push(value.text.clone()),
                _ => {}
            }
        }
    };
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => take(&paragraph.inlines),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.paragraphs).for_each(|paragraph| take(&paragraph.inlines));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_draft_marks_what_is_missing_and_lists_it() {
    let pipeline = small_layout(&[]);
    let mut dataset = minimal();
    dataset["funding"][0]["executed"] = Value::Null;
    dataset["narrative"] = json!({});
    let plain = render(&pipeline, &dataset, false).unwrap();
    assert_eq!((plain.files.len(), marks(&plain.files[0].document)), (1, Vec::new()));
    let draft = render(&pipeline, &dataset, true).unwrap();
    assert_eq!(plain.findings.len(), draft.findings.len(), "a draft excuses nothing");
    assert_eq!(marks(&draft.files[0].document), ["【待补：进展情况】", "【待补：执行数】", "【待补：预算执行率】"]);
    assert_eq!(draft.files[1].stem, "report资料补充清单");
    let list = rows(tables(&draft.files[1].document)[0]);
    assert_eq!(
        list,
        [
            "序号 | 需补充的内容 | 用于 | 数据集中的位置 | 责任单位 | 补充内容",
            "1 | 财政拨款 · 执行数 | 小版式 | 资金来源第 1 项 › 执行数 | 县住建局 | ",
            "2 | 进展情况 | 进展 | 文字叙述 › progress | 县住建局 | ",
        ]
    );
    let complete = render(&pipeline, &minimal(), true).unwrap();
    assert_eq!(complete.files.len(), 1, "nothing is missing, so there is no list");
}

#[test]
fn a_submission_has_several_files_numbered_apart() {
    let sections = "[[section]]\nid = \"annex\"\nfile = \"chapter.md.j2\"\npage = \"landscape\"\n\n[[file]]\nid = \"report\"\nname = \"{{ project.name }}报告\"\nsections = [\"report\"]\n\n[[file]]\nid = \"annex\"\nname = \"附表\"\ndocument_title = \"附表\"\nsections = [\"annex\"]\n\n[[table]]";
    let pipeline = small_layout(&[("layout.toml", "[[table]]", sections)]);
    let prepared = render(&pipeline, &minimal(), false).unwrap();
    let stems: Vec<_> = prepared.files.iter().map(|file| file.stem.as_str()).collect();
    assert_eq!(stems, ["路灯改造项目报告", "附表"]);
    for file in &prepared.files {
        let table = tables(&file.document)[0];
        assert_eq!(table.caption.as_ref().unwrap().number, "1", "each file counts its own tables");
        assert!(!file.document.properties.provenance.is_empty());
    }
    assert_eq!(prepared.files[1].document.properties.title, "附表");
}

#[test]
fn boxes_signatures_and_limits() {
    let pipeline = small_layout(&[(
        "chapter.md.j2",
        "{{ table(\"money\") }}",
        "属性：{{ choices(\"attribute\", project.attribute) }}\n\n类型：{{ choices(\"recurrence\", project.recurrence, codes=[\"one_off\", \"regular\"], on=\"√\", off=\"□\") }}\n\n负责人：{{ signature(\"project_leader\") }}\n\n{{ narrative(\"progress\")|at_most(5) }}",
    )]);
    let mut dataset = minimal();
    dataset["project"]["recurrence"] = json!("one_off");
    dataset["sign_off"] = json!([{ "role": "project_leader", "name": "张三" }]);
    let prepared = render(&pipeline, &dataset, false).unwrap();
    let blocks = &prepared.files[0].document.sections[0].blocks;
    let lines: Vec<String> = blocks
        .iter()
        .filter_map(|b| if let Block::Paragraph(p) = b { Some(jianbao_document::plain_text(&p.inlines)) } else { None })
        .collect();
    assert!(lines.contains(&"属性：□新增性　□持续性".to_owned()), "{lines:?}");
    assert!(lines.contains(&"类型：√一次性　□常年性".to_owned()), "{lines:?}");
    assert!(lines.contains(&"负责人：张三".to_owned()), "{lines:?}");
    let mut told: Vec<_> = prepared.findings.iter().map(|f| (f.code.as_ref(), f.pointer.clone().unwrap())).collect();
    told.sort();
    assert_eq!(told, [("L-LEN", "/narrative/progress".to_owned()), ("R-REQ", "/project/attribute".to_owned())]);
}

#[test]
fn charts_are_native_in_every_format() {
    let layout = root().join("examples/charts-layout");
    let pipeline = Pipeline::new(std::sync::Arc::new(jianbao_layout::load_folder(&layout).unwrap())).unwrap();
    let dataset = std::fs::read(root().join("examples/qingyu-water-2023/dataset.json")).unwrap();
    let prepared = pipeline.prepare("dataset.json", &dataset, Mode::default()).unwrap();
    assert!(prepared.findings.iter().all(|finding| finding.severity == Severity::Info));
    let folder = tempfile::tempdir().unwrap();
    let host = Host::new(ChildConfig { program: binary(), args: vec!["__exporter-child".into()] });
    let exporters = Exporters::new(host, Registry::bundled(&target_dir(), Some(&target_dir())).unwrap());
    let formats = ["docx", "xlsx", "html"].map(str::to_owned);
    let request = ExportRequest::new(&prepared.files[0].document, &formats, folder.path(), "charts");
    let written = exporters.export(&request);
    let files: Vec<Vec<u8>> = written.iter().map(|w| std::fs::read(&w.as_ref().unwrap()[0].path).unwrap()).collect();
    let charts = |file: &[u8], folder: &str| {
        let names = docx_text::part_names(file).unwrap();
        names.iter().filter(|name| name.starts_with(folder) && !name.contains("_rels")).count()
    };
    assert_eq!(charts(&files[0], "word/charts/chart"), 2);
    assert_eq!(charts(&files[1], "xl/charts/chart"), 2);
    assert_eq!(String::from_utf8_lossy(&files[2]).matches("<svg").count(), 2);
}
