//! One dataset from the rows of one project.

use std::collections::BTreeMap;

use jianbao_finding::Finding;
use serde_json::{Map, Value, json};

use crate::checks::{self, Cell};
use crate::indicator::{code, indicator_levels, observation, rectification};
use crate::table::Row;
use crate::value;
use crate::{Dataset, Imported};

/// The columns with amounts that cannot be trusted, and which figure they should be.
const AMOUNTS: [(&str, &str); 2] =
    [("pro_bgt_comp", "funding.total.executed"), ("est_pro_bgt_annual", "funding.total.year_forecast")];

pub(crate) fn datasets(table: &str, rows: &[Row], tasks: &[Row], findings: Vec<Finding>) -> Imported {
    let mut imported = Imported { datasets: Vec::new(), findings };
    let mut order: Vec<String> = Vec::new();
    let mut projects: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.get("is_deleted") != Some("1")) {
        let Some(key) = row.get("pro_code").or(row.get("pro_name")) else {
            let cell = Cell { table, row: row.number, column: "pro_code" };
            imported.findings.push(checks::value(
                cell,
                "",
                "：不知道是哪个项目，未导入",
                "names no project and was left out",
            ));
            continue;
        };
        let group = projects.entry(key.to_owned()).or_default();
        if group.is_empty() {
            order.push(key.to_owned());
        }
        group.push(row);
    }
    for key in order {
        let rows = projects.remove(&key).unwrap_or_default();
        let mut project = Project { table, rows: &rows, missing: Vec::new(), findings: Vec::new() };
        let json = project.dataset(&key, tasks);
        if !project.missing.is_empty() {
            project.findings.push(checks::missing(&key, &project.missing));
        }
        imported.findings.append(&mut project.findings);
        imported.datasets.push(Dataset { key, json });
    }
    imported
}

struct Project<'a> {
    table: &'a str,
    rows: &'a [&'a Row],
    missing: Vec<String>,
    findings: Vec<Finding>,
}

impl Project<'_> {
    fn dataset(&mut self, key: &str, tasks: &[Row]) -> String {
        let mut dataset = Map::new();
        dataset.insert("schema_version".into(), "1.0".into());
        dataset.insert("kind".into(), "project".into());
        // The platform keeps amounts in 元.
        dataset.insert("money_unit".into(), "元".into());
        dataset
            .insert("meta".into(), json!({ "dataset_id": key, "taxonomy": self.taxonomy(), "sources": [self.table] }));
        let report = self.report(tasks);
        dataset.insert("report".into(), report);
        let period = self.period();
        dataset.insert("period".into(), period);
        let organisations = self.organisations();
        dataset.insert("organisations".into(), organisations);
        let project = self.project();
        dataset.insert("project".into(), project);
        self.funding(&mut dataset);
        self.indicators(&mut dataset);
        self.reported(&mut dataset);
        serde_json::to_string_pretty(&dataset).unwrap_or_default() + "\n"
    }

    /// The first row that has a value in a column.
    fn first(&self, column: &'static str) -> Option<(Cell<'_>, &str)> {
        self.rows.iter().find_map(|row| Some((Cell { table: self.table, row: row.number, column }, row.get(column)?)))
    }

    /// Puts a text into a record, or notes that it is missing.
    fn text(&mut self, record: &mut Map<String, Value>, key: &str, column: &'static str, pointer: &str) {
        match self.first(column).map(|(_, text)| text.to_owned()) {
            Some(text) => _ = record.insert(key.into(), text.into()),
            None => self.missing.push(format!("{pointer}/{key}")),
        }
    }

    /// The same for a day.
    fn day(&mut self, record: &mut Map<String, Value>, key: &str, column: &'static str, pointer: &str) {
        let found = self.first(column).map(|(cell, text)| match value::day(text) {
            Some(day) => (Some(day), None),
            None => (None, Some(checks::value(cell, text, "不是日期，未采用", "is no date and was not used"))),
        });
        let (day, doubt) = found.unwrap_or_default();
        self.findings.extend(doubt);
        match day {
            Some(day) => _ = record.insert(key.into(), day.into()),
            None => self.missing.push(format!("{pointer}/{key}")),
        }
    }

    /// Cost is a level of its own since the scheme of 2021, which reports use from 2022 on.
    fn taxonomy(&self) -> &'static str {
        let is_cost = |column: &str| self.rows.iter().any(|row| row.get(column).is_some_and(|name| name == "成本指标"));
        let year = self.first("fiscal_year").and_then(|(_, year)| year.parse::<u16>().ok());
        if is_cost("lv1_perf_ind_name") || (!is_cost("lv2_perf_ind_name") && year.is_some_and(|year| year >= 2022)) {
            "mof-2021"
        } else {
            "mof-2020"
        }
    }

    fn report(&mut self, tasks: &[Row]) -> Value {
        let mut report = Map::new();
        let task = tasks.iter().find(|task| {
            let same =
                |column: &'static str| self.first(column).is_some_and(|(_, text)| task.get(column) == Some(text));
            same("perf_task_id") || same("pro_code")
        });
        match task.and_then(|task| task.get("perf_task_title")) {
            Some(title) => _ = report.insert("title".into(), value::one_line(title).into()),
            None => self.text(&mut report, "title", "pro_name", "/report"),
        }
        report.insert("prepared_by".into(), self.agency().into());
        self.day(&mut report, "date", "perf_send_date", "/report");
        report.insert("stage".into(), "final".into());
        report.into()
    }

    fn period(&mut self) -> Value {
        let mut period = Map::new();
        match self.first("fiscal_year").and_then(|(_, year)| year.parse::<u16>().ok()) {
            Some(year) => _ = period.insert("fiscal_year".into(), year.into()),
            None => self.missing.push("/period/fiscal_year".to_owned()),
        }
        period.insert("kind".into(), "stage".into());
        self.day(&mut period, "start", "mon_start_date", "/period");
        self.day(&mut period, "as_of", "mon_end_date", "/period");
        period.into()
    }

    /// The implementing agency; the department where the rows name no other.
    fn agency(&self) -> &'static str {
        if self.first("agency_name").is_some() { "agency" } else { "department" }
    }

    fn organisations(&mut self) -> Value {
        let alone = self.agency() == "department";
        let mut department = Map::from_iter([("id".into(), json!("department"))]);
        self.text(&mut department, "name", "dept_name", "/organisations/0");
        let roles: &[&str] =
            if alone { &["supervising_department", "implementing_agency"] } else { &["supervising_department"] };
        department.insert("roles".into(), json!(roles));
        for (key, column) in [("code", "dept_code"), ("division_code", "mof_div_code")] {
            if let Some((_, text)) = self.first(column) {
                department.insert(key.into(), text.into());
            }
        }
        let mut organisations = vec![Value::from(department)];
        if let Some((_, name)) = self.first("agency_name") {
            let mut agency = json!({ "id": "agency", "name": name, "roles": ["implementing_agency"] });
            if let Some((_, code)) = self.first("agency_code") {
                agency["code"] = code.into();
            }
            organisations.push(agency);
        }
        organisations.into()
    }

    fn project(&mut self) -> Value {
        let mut project = Map::new();
        self.text(&mut project, "name", "pro_name", "/project");
        if let Some((_, code)) = self.first("pro_code") {
            project.insert("code".into(), code.into());
        }
        self.day(&mut project, "start", "pro_start_date", "/project");
        self.day(&mut project, "end", "pro_end_date", "/project");
        self.text(&mut project, "content", "pro_content", "/project");
        project.insert("supervising_department".into(), "department".into());
        project.insert("implementing_agency".into(), self.agency().into());
        project.into()
    }

    fn funding(&mut self, dataset: &mut Map<String, Value>) {
        let source = self.first("fund_source").and_then(|(_, word)| code("funding_source", word));
        let name = self.first("fund_name").or(self.first("fund_source")).map(|(_, name)| name);
        match (source, name) {
            (Some(source), Some(name)) => {
                dataset.insert("funding".into(), json!([{ "id": "budget", "name": name, "source": source }]));
            }
            _ => self.missing.push("/funding".to_owned()),
        }
    }

    fn indicators(&mut self, dataset: &mut Map<String, Value>) {
        let (mut goals, mut indicators, mut observations, mut rectifications) =
            (Vec::<&str>::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, row) in self.rows.iter().enumerate() {
            let id = format!("indicator-{}", at + 1);
            let mut indicator = Map::from_iter([("id".into(), json!(id))]);
            if let Some(goal) = row.get("kpi_target") {
                let number = goals.iter().position(|known| *known == goal).unwrap_or_else(|| {
                    goals.push(goal);
                    goals.len() - 1
                });
                indicator.insert("goal".into(), format!("goal-{}", number + 1).into());
            }
            let levels = indicator_levels(row, self.table, &mut self.findings);
            let pointer = format!("/indicators/{at}");
            for (key, level) in [("category", levels.0), ("subcategory", levels.1)] {
                match level {
                    Some(code) => _ = indicator.insert(key.into(), code.into()),
                    None => self.missing.push(format!("{pointer}/{key}")),
                }
            }
            match row.get("lv3_perf_ind_name") {
                Some(name) => _ = indicator.insert("name".into(), value::one_line(name).into()),
                None => self.missing.push(format!("{pointer}/name")),
            }
            if let Some(code) = row.get("lv3_perf_ind_code") {
                indicator.insert("code".into(), code.into());
            }
            match row.get("kpi_val") {
                Some(raw) => {
                    let (target, guessed) = value::target(raw);
                    if guessed {
                        let cell = Cell { table: self.table, row: row.number, column: "kpi_val" };
                        self.findings.push(checks::value(
                            cell,
                            raw,
                            "没有计算符号，按“＝”或“不晚于、期间内”读",
                            "has no operator and is read as =, or as by or within a date",
                        ));
                    }
                    indicator.insert("target".into(), target.into());
                }
                None => self.missing.push(format!("{pointer}/target")),
            }
            observations.push(observation(&id, row, self.table, &mut self.findings));
            rectifications.extend(rectification(at, &id, row));
            indicators.push(Value::from(indicator));
        }
        let goals: Vec<Value> = goals
            .iter()
            .enumerate()
            .map(|(at, text)| json!({ "id": format!("goal-{}", at + 1), "horizon": "annual", "text": text }))
            .collect();
        for (key, records) in [
            ("goals", goals),
            ("indicators", indicators),
            ("observations", observations),
            ("rectifications", rectifications),
        ] {
            if !records.is_empty() {
                dataset.insert(key.into(), records.into());
            }
        }
    }

    /// Amounts of columns that cannot be trusted, where all rows that have one have the same.
    fn reported(&mut self, dataset: &mut Map<String, Value>) {
        let mut reported = Vec::new();
        for (column, figure) in AMOUNTS {
            let mut amounts: Vec<(usize, String)> =
                self.rows.iter().filter_map(|row| Some((row.number, value::amount(row.get(column)?)?))).collect();
            amounts.dedup_by(|a, b| a.1 == b.1);
            for (row, amount) in &amounts {
                let cell = Cell { table: self.table, row: *row, column };
                let (zh, en) = if amounts.len() == 1 {
                    ("已作为原件所印数值保留，请与资金数核对", "it is kept as printed; compare it with the money")
                } else {
                    ("同一项目各行不一致", "the rows of the project disagree")
                };
                self.findings.push(checks::untrusted(cell, amount, zh, en));
            }
            if let [(_, amount)] = &amounts[..] {
                let place = format!("PAY_PERF_MONITOR_INFO.{column}");
                reported.push(json!({ "figure": figure, "number": amount, "unit": "元", "places": [place] }));
            }
        }
        if !reported.is_empty() {
            dataset.insert("reported".into(), reported.into());
        }
    }
}
