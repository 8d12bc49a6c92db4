//! Does the dataset hold together? Ids, references, placeholders, cells that fit their columns.
//!
//! All of it is fatal: a figure id that could mean two things, or a reference to nothing, makes every number doubtful.

use std::collections::BTreeSet;

use jianbao_calculate::Ledger;
use jianbao_dataset::codes::{Category, ColumnType, Kind, Operator, Subcategory};
use jianbao_dataset::scalar::{Id, PartialDate, Stated};
use jianbao_dataset::{CellValue, Dataset, DetailColumn, DetailTable, Indicator, Piece, Reported, pieces, tree};
use jianbao_finding::{Finding, Text};

/// Everything that does not hold together, each with its pointer.
pub(crate) fn check(dataset: &Dataset, ledger: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    subject(dataset, &mut findings);
    unique_ids(dataset, &mut findings);
    references(dataset, &mut findings);
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        detail_table(dataset, table, &format!("/detail_tables/{at}"), &mut findings);
    }
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        indicator_fits(dataset, indicator, &format!("/indicators/{at}"), &mut findings);
    }
    for (at, empty) in dataset.empty_categories.iter().enumerate() {
        in_framework(dataset, empty.category, empty.subcategory, &format!("/empty_categories/{at}"), &mut findings);
    }
    for (at, reported) in dataset.reported.iter().enumerate() {
        reported_names_something(dataset, reported, ledger, &format!("/reported/{at}"), &mut findings);
    }
    placeholders(dataset, ledger, &mut findings);
    findings
}

fn error(code: &'static str, pointer: String, zh: String, en: String) -> Finding {
    Finding::error(code, Text::new(zh, en)).at(pointer)
}

fn subject(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let (present, key, title) = match dataset.kind {
        Kind::Project => (dataset.project.is_some(), "project", "项目"),
        Kind::Department => (dataset.department.is_some(), "department", "部门"),
    };
    if !present {
        let kind = dataset.kind.code();
        findings.push(error(
            "I-SUBJECT",
            "/kind".to_owned(),
            format!("kind 为 {kind}，但没有填写 {key}（{title}）"),
            format!("kind is {kind}, but there is no {key}"),
        ));
    }
}

/// Lists of records with ids: pointer and ids.
fn id_lists(dataset: &Dataset) -> Vec<(String, Vec<&Id>)> {
    macro_rules! list {
        ($($field:ident),+) => { vec![$((concat!("/", stringify!($field)).to_owned(), dataset.$field.iter().map(|record| &record.id).collect::<Vec<_>>()),)+] };
    }
    let mut lists = list!(
        organisations,
        funding,
        uses,
        detail_tables,
        goals,
        indicators,
        revisions,
        activities,
        procurements,
        events,
        surveys,
        documents,
        problems,
        recommendations,
        rectifications,
        attachments
    );
    if let Some(department) = &dataset.department {
        lists.push(("/department/tasks".to_owned(), department.tasks.iter().map(|task| &task.id).collect()));
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        lists.push((format!("/detail_tables/{at}/rows"), table.rows.iter().map(|row| &row.id).collect()));
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        lists.push((format!("/procurements/{at}/steps"), procurement.steps.iter().map(|step| &step.id).collect()));
    }
    lists
}

fn unique_ids(dataset: &Dataset, findings: &mut Vec<Finding>) {
    for (pointer, ids) in id_lists(dataset) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (at, id) in ids.iter().enumerate() {
            if !seen.insert(id.as_str()) {
                let first = ids.iter().position(|other| other == id).unwrap_or_default() + 1;
                findings.push(error(
                    "I-ID",
                    format!("{pointer}/{at}/id"),
                    format!("编号 {id} 与第 {first} 项重复"),
                    format!("the id {id} is that of item {first} too"),
                ));
            }
        }
        let reserved = pointer == "/funding" || pointer == "/uses" || pointer.ends_with("/rows");
        for (at, _) in ids.iter().enumerate().filter(|(_, id)| reserved && id.as_str() == "total") {
            findings.push(error(
                "I-ID",
                format!("{pointer}/{at}/id"),
                "编号 total 留给合计使用".to_owned(),
                "the id total is kept for totals".to_owned(),
            ));
        }
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        for (step, _) in
            procurement.steps.iter().enumerate().filter(|(_, step)| matches!(step.id.as_str(), "amount" | "due"))
        {
            let pointer = format!("/procurements/{at}/steps/{step}/id");
            findings.push(error(
                "I-ID",
                pointer,
                "编号 amount 与 due 留给采购本身使用".to_owned(),
                "the ids amount and due are kept for the procurement itself".to_owned(),
            ));
        }
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for (column, _) in table.columns.iter().enumerate().filter(|(_, column)| !seen.insert(column.key.as_str())) {
            let pointer = format!("/detail_tables/{at}/columns/{column}/key");
            findings.push(error("I-ID", pointer, "列编号重复".to_owned(), "the column key occurs twice".to_owned()));
        }
    }
}

/// What references may point to.
struct Targets<'a> {
    dataset: &'a Dataset,
    findings: &'a mut Vec<Finding>,
}

impl Targets<'_> {
    fn one(&mut self, list: &str, id: &Id, pointer: String) {
        let dataset = self.dataset;
        macro_rules! ids {
            ($($field:ident),+) => {
                [$(dataset.$field.iter().map(|record| &record.id).collect::<Vec<_>>()),+].concat()
            };
        }
        let (known, zh, en) = match list {
            "organisations" => (ids!(organisations), "单位", "organisation"),
            "funding" => (ids!(funding), "资金来源", "funding source"),
            "uses" => (ids!(uses), "资金用途", "use of funds"),
            "detail_tables" => (ids!(detail_tables), "明细表", "detail table"),
            "goals" => (ids!(goals), "绩效目标", "goal"),
            "indicators" => (ids!(indicators), "绩效指标", "indicator"),
            "documents" => (ids!(documents), "引用文件", "document"),
            "problems" => (ids!(problems), "主要问题", "problem"),
            // Evidence may be a document, an event, a survey or an attachment.
            _ => (ids!(documents, events, attachments, surveys), "佐证材料", "document, event, survey or attachment"),
        };
        if known.contains(&id) {
            return;
        }
        let finding =
            error("I-REF", pointer, format!("没有编号为 {id} 的{zh}"), format!("there is no {en} with the id {id}"));
        let likeness = |known: &Id| strsim::jaro_winkler(known.as_str(), id.as_str());
        let near =
            known.into_iter().filter(|known| likeness(known) > 0.8).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        self.findings.push(match near {
            Some(near) => finding.hint(Text::new(format!("是否应为 {near}"), format!("did you mean {near}?"))),
            None => finding,
        });
    }

    fn optional(&mut self, list: &str, id: Option<&Id>, pointer: String) {
        if let Some(id) = id {
            self.one(list, id, pointer);
        }
    }

    fn many(&mut self, list: &str, ids: &[Id], pointer: &str) {
        for (at, id) in ids.iter().enumerate() {
            self.one(list, id, format!("{pointer}/{at}"));
        }
    }
}

fn references(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let mut targets = Targets { dataset, findings };
    targets.one("organisations", &dataset.report.prepared_by, "/report/prepared_by".to_owned());
    targets.optional("organisations", dataset.report.commissioned_by.as_ref(), "/report/commissioned_by".to_owned());
    if let Some(project) = &dataset.project {
        targets.one("organisations", &project.supervising_department, "/project/supervising_department".to_owned());
        targets.one("organisations", &project.implementing_agency, "/project/implementing_agency".to_owned());
    }
    if let Some(department) = &dataset.department {
        targets.one("organisations", &department.organisation, "/department/organisation".to_owned());
    }
    money_references(&mut targets);
    goal_references(&mut targets);
    event_references(&mut targets);
    for (at, problem) in dataset.problems.iter().enumerate() {
        targets.many("indicators", &problem.indicators, &format!("/problems/{at}/indicators"));
        targets.many("uses", &problem.uses, &format!("/problems/{at}/uses"));
    }
    for (at, recommendation) in dataset.recommendations.iter().enumerate() {
        targets.many("problems", &recommendation.problems, &format!("/recommendations/{at}/problems"));
        targets.optional(
            "organisations",
            recommendation.responsible.as_ref(),
            format!("/recommendations/{at}/responsible"),
        );
    }
    for (at, rectification) in dataset.rectifications.iter().enumerate() {
        targets.optional("organisations", rectification.issued_by.as_ref(), format!("/rectifications/{at}/issued_by"));
        targets.many("indicators", &rectification.indicators, &format!("/rectifications/{at}/indicators"));
    }
    if let Some(monitoring) = &dataset.monitoring {
        targets.many("documents", &monitoring.basis, "/monitoring/basis");
    }
    parents(
        &dataset.funding.iter().map(|funding| (&funding.id, funding.parent.as_ref())).collect::<Vec<_>>(),
        "/funding",
        targets.findings,
    );
    parents(
        &dataset.uses.iter().map(|using| (&using.id, using.parent.as_ref())).collect::<Vec<_>>(),
        "/uses",
        targets.findings,
    );
}

fn money_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, funding) in dataset.funding.iter().enumerate() {
        targets.optional("funding", funding.parent.as_ref(), format!("/funding/{at}/parent"));
    }
    for (at, using) in dataset.uses.iter().enumerate() {
        let at = format!("/uses/{at}");
        targets.optional("uses", using.parent.as_ref(), format!("{at}/parent"));
        targets.optional("funding", using.funding.as_ref(), format!("{at}/funding"));
        targets.many("organisations", &using.payees, &format!("{at}/payees"));
        targets.many("indicators", &using.indicators, &format!("{at}/indicators"));
        targets.optional("detail_tables", using.detail_table.as_ref(), format!("{at}/detail_table"));
    }
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        if let Some(reconciliation) = &table.reconciles_with {
            targets.one("uses", &reconciliation.use_of_funds, format!("/detail_tables/{at}/reconciles_with/use"));
        }
    }
}

fn goal_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, goal) in dataset.goals.iter().enumerate() {
        targets.many("documents", &goal.documents, &format!("/goals/{at}/documents"));
    }
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        targets.optional("goals", indicator.goal.as_ref(), format!("/indicators/{at}/goal"));
    }
    let mut observed = BTreeSet::new();
    for (at, observation) in dataset.observations.iter().enumerate() {
        targets.one("indicators", &observation.indicator, format!("/observations/{at}/indicator"));
        targets.many("evidence", &observation.evidence, &format!("/observations/{at}/evidence"));
        if !observed.insert(observation.indicator.as_str()) {
            let (id, pointer) = (&observation.indicator, format!("/observations/{at}/indicator"));
            targets.findings.push(error(
                "I-ID",
                pointer,
                format!("指标 {id} 的执行情况重复"),
                format!("the indicator {id} is observed twice"),
            ));
        }
    }
    for (at, revision) in dataset.revisions.iter().enumerate() {
        let at = format!("/revisions/{at}");
        targets.optional("goals", revision.goal.as_ref(), format!("{at}/goal"));
        targets.optional("indicators", revision.indicator.as_ref(), format!("{at}/indicator"));
        targets.many("documents", &revision.basis, &format!("{at}/basis"));
        targets.optional("organisations", revision.approved_by.as_ref(), format!("{at}/approved_by"));
    }
}

fn event_references(targets: &mut Targets<'_>) {
    let dataset = targets.dataset;
    for (at, activity) in dataset.activities.iter().enumerate() {
        let at = format!("/activities/{at}");
        targets.many("organisations", &activity.providers, &format!("{at}/providers"));
        targets.many("uses", &activity.uses, &format!("{at}/uses"));
        targets.many("indicators", &activity.indicators, &format!("{at}/indicators"));
    }
    let steps = dataset.procurements.iter().enumerate().flat_map(|(at, procurement)| {
        procurement
            .steps
            .iter()
            .enumerate()
            .map(move |(step, event)| (format!("/procurements/{at}/steps/{step}"), event))
    });
    let events = dataset.events.iter().enumerate().map(|(at, event)| (format!("/events/{at}"), event));
    for (at, event) in steps.chain(events) {
        targets.optional("organisations", event.organisation.as_ref(), format!("{at}/organisation"));
        targets.many("documents", &event.documents, &format!("{at}/documents"));
        targets.many("indicators", &event.indicators, &format!("{at}/indicators"));
    }
    for (at, procurement) in dataset.procurements.iter().enumerate() {
        let at = format!("/procurements/{at}");
        targets.optional("organisations", procurement.agent.as_ref(), format!("{at}/agent"));
        targets.optional("organisations", procurement.supplier.as_ref(), format!("{at}/supplier"));
        targets.optional("uses", procurement.use_of_funds.as_ref(), format!("{at}/use"));
    }
    for (at, survey) in dataset.surveys.iter().enumerate() {
        targets.optional("indicators", survey.indicator.as_ref(), format!("/surveys/{at}/indicator"));
    }
    for (at, document) in dataset.documents.iter().enumerate() {
        targets.optional("organisations", document.issued_by.as_ref(), format!("/documents/{at}/issued_by"));
    }
}

/// A record must not be part of itself, however far around.
fn parents(records: &[(&Id, Option<&Id>)], pointer: &str, findings: &mut Vec<Finding>) {
    for (at, &(id, parent)) in records.iter().enumerate() {
        let mut next = parent;
        for _ in 0..=records.len() {
            match next {
                Some(ancestor) if ancestor == id => {
                    findings.push(error(
                        "I-REF",
                        format!("{pointer}/{at}/parent"),
                        format!("{id} 是自己的上级（循环）"),
                        format!("{id} is part of itself"),
                    ));
                    break;
                }
                Some(ancestor) => next = records.iter().find(|(id, _)| *id == ancestor).and_then(|(_, parent)| *parent),
                None => break,
            }
        }
    }
}

fn detail_table(dataset: &Dataset, table: &DetailTable, at: &str, findings: &mut Vec<Finding>) {
    for (row_at, row) in table.rows.iter().enumerate() {
        for (key, cell) in &row.values {
            let pointer = format!("{at}/rows/{row_at}/values/{key}");
            match table.columns.iter().find(|column| column.key == *key) {
                None => findings.push(error(
                    "I-REF",
                    pointer,
                    format!("表中没有列 {key}"),
                    format!("the table has no column {key}"),
                )),
                Some(column) => {
                    if let Stated::Value(value) = cell
                        && let Some((zh, en)) = misfit(dataset, column, value)
                    {
                        findings.push(error("I-TYPE", pointer, zh, en));
                    }
                }
            }
        }
    }
    let Some(reconciliation) = &table.reconciles_with else { return };
    if !table.columns.iter().any(|column| column.key == reconciliation.column) {
        let key = &reconciliation.column;
        findings.push(error(
            "I-REF",
            format!("{at}/reconciles_with/column"),
            format!("表中没有列 {key}"),
            format!("the table has no column {key}"),
        ));
    }
    for (index, id) in
        reconciliation.rows.iter().enumerate().filter(|(_, id)| !table.rows.iter().any(|row| row.id == **id))
    {
        findings.push(error(
            "I-REF",
            format!("{at}/reconciles_with/rows/{index}"),
            format!("表中没有行 {id}"),
            format!("the table has no row {id}"),
        ));
    }
}

/// Why a value does not fit its column, in Chinese and English.
fn misfit(dataset: &Dataset, column: &DetailColumn, value: &CellValue) -> Option<(String, String)> {
    let title = column.title.as_str();
    let bad = |zh: &str, en: &str| Some((format!("列“{title}”应为{zh}"), format!("the column “{title}” takes {en}")));
    match (column.column_type, value) {
        (ColumnType::Text, CellValue::Number(_)) => bad("文字", "text"),
        (ColumnType::Number | ColumnType::Money | ColumnType::Percent, value) if value.number().is_none() => {
            bad("数值", "a number")
        }
        (ColumnType::Money, value)
            if value.number().is_some_and(|number| number.is_sign_negative() && !number.is_zero()) =>
        {
            bad("不为负的金额", "money that is not negative")
        }
        (ColumnType::Integer, value) if !value.number().is_some_and(|number| number.fract().is_zero()) => {
            bad("整数", "a whole number")
        }
        (ColumnType::Date, value) if value.text().is_none_or(|text| text.parse::<PartialDate>().is_err()) => {
            bad("日期，如 2020-06-30 或 2020-06", "a date such as 2020-06-30 or 2020-06")
        }
        (ColumnType::Code, value) if !value.text().is_some_and(|code| column.codes.contains_key(code)) => {
            let codes: Vec<&str> = column.codes.keys().map(Id::as_str).collect();
            bad(&format!("其选项之一：{}", codes.join("、")), &format!("one of its codes: {}", codes.join(", ")))
        }
        (ColumnType::Organisation, value) => {
            let id = value.text().unwrap_or_default();
            let known = dataset.organisations.iter().any(|organisation| organisation.id.as_str() == id);
            if known { None } else { bad("已列出的单位的编号", "the id of an organisation") }
        }
        _ => None,
    }
}

/// The framework of the dataset's edition has the subcategory below the category.
fn in_framework(
    dataset: &Dataset,
    category: Category,
    subcategory: Subcategory,
    at: &str,
    findings: &mut Vec<Finding>,
) {
    let framework = dataset.meta.taxonomy.framework();
    if framework.iter().any(|(known, below)| *known == category && below.contains(&subcategory)) {
        return;
    }
    let taxonomy = dataset.meta.taxonomy.code();
    findings.push(error(
        "I-TYPE",
        format!("{at}/subcategory"),
        format!("指标体系 {taxonomy} 中，{}之下没有{}", category.label(), subcategory.label()),
        format!("{taxonomy} has no {} below {}", subcategory.code(), category.code()),
    ));
}

fn indicator_fits(dataset: &Dataset, indicator: &Indicator, at: &str, findings: &mut Vec<Finding>) {
    in_framework(dataset, indicator.category, indicator.subcategory, at, findings);
    let target = &indicator.target;
    let (fits, zh, en) = match target.operator {
        Operator::ByDate | Operator::InPeriod => (target.date.is_some(), "date（日期）", "date"),
        Operator::Qualitative => (target.text.is_some() || target.raw.is_some(), "text（文字）", "text"),
        _ => (target.number.is_some(), "number（数值）", "number"),
    };
    if !fits {
        let operator = target.operator.code();
        findings.push(error(
            "I-TYPE",
            format!("{at}/target"),
            format!("计算符号 {operator} 的指标值应填 {zh}"),
            format!("a target with the operator {operator} needs {en}"),
        ));
    }
}

fn reported_names_something(
    dataset: &Dataset,
    reported: &Reported,
    ledger: &Ledger,
    at: &str,
    findings: &mut Vec<Finding>,
) {
    match (&reported.figure, &reported.pointer) {
        (Some(figure), None) if ledger.get(figure.as_str()).is_none() => {
            findings.push(unknown_figure(figure.as_str(), ledger, format!("{at}/figure")));
        }
        (None, Some(pointer)) if tree(dataset).at(pointer.as_str()).is_none() => findings.push(error(
            "I-REF",
            format!("{at}/pointer"),
            format!("数据集中没有 {} 这个位置", pointer.as_str()),
            format!("there is no place {} in the dataset", pointer.as_str()),
        )),
        (Some(_), None) | (None, Some(_)) => {}
        _ => findings.push(error(
            "I-TYPE",
            at.to_owned(),
            "figure（数字编号）与 pointer（字段指针）应填且只填一个".to_owned(),
            "exactly one of figure and pointer must be given".to_owned(),
        )),
    }
}

fn placeholders(dataset: &Dataset, ledger: &Ledger, findings: &mut Vec<Finding>) {
    tree(dataset).visit_prose(&mut |pointer, text| {
        for (piece, _) in pieces(text) {
            if let Piece::Figure(id) = piece
                && ledger.get(id).is_none()
            {
                findings.push(unknown_figure(id, ledger, pointer.to_owned()));
            }
        }
    });
}

fn unknown_figure(id: &str, ledger: &Ledger, pointer: String) -> Finding {
    let hint = match ledger.near(id).map(|entry| &entry.id) {
        Some(near) => Text::new(format!("是否应为 {near}"), format!("did you mean {near}?")),
        None => Text::new("全部编号见 jianbao explain", "`jianbao explain` lists all figures"),
    };
    error("I-FIGURE", pointer, format!("没有编号为 {id} 的数字"), format!("there is no figure {id}")).hint(hint)
}
