//! Figures of the period, detail tables, procurements, events and surveys.

use std::collections::BTreeMap;

use jianbao_dataset::codes::{Aggregation, ColumnType};
use jianbao_dataset::scalar::{Amount, PartialDate, Stated};
use jianbao_dataset::{CellValue, Dataset, DetailColumn, DetailTable, Event, Period};
use jianbao_finding::Text;
use rust_decimal::Decimal;

use crate::builder::{Builder, stated, titled};
use crate::{Formula, NoValue, Unit, Value};

const MONTHS_OF_A_YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// `period.<field>`.
pub(crate) fn period(builder: &mut Builder, dataset: &Dataset) {
    let period = &dataset.period;
    let year = Value::Number(Decimal::from(period.fiscal_year));
    let fact = |builder: &mut Builder, key: &str, zh: &str, en: &str, value: Value| {
        builder.fact(format!("period.{key}"), Text::new(zh, en), Unit::None, value, format!("/period/{key}"));
    };
    fact(builder, "fiscal_year", "预算年度", "fiscal year", year);
    fact(builder, "start", "监控期开始日", "start of the period", Value::Date(period.start.into()));
    fact(builder, "as_of", "数据截止日", "cut-off date", Value::Date(period.as_of.into()));
    builder.fact(
        "period.months_elapsed".to_owned(),
        Text::new("已过月份数", "months elapsed"),
        Unit::Months,
        Value::Number(Decimal::from(months_elapsed(period))),
        "/period/as_of".to_owned(),
    );
    builder.computed(
        "period.time_progress".to_owned(),
        Text::new("序时进度", "share of time elapsed"),
        Unit::Percent,
        Formula::percent(Formula::figure("period.months_elapsed"), Formula::Number(MONTHS_OF_A_YEAR)),
    );
}

/// Months of the budget year that have begun by the cut-off date, 0 to 12: a monitoring by the end of November is one of 11 months.
#[must_use]
pub fn months_elapsed(period: &Period) -> u8 {
    let (year, month, _) = period.as_of.parts();
    let elapsed = (i32::from(year) - i32::from(period.fiscal_year)) * 12 + i32::from(month);
    u8::try_from(elapsed.clamp(0, 12)).unwrap_or(0)
}

/// `table.<id>.<total|row>.<column>`: numbers and dates; words have no figure. `table.<id>.<code column>.<code>.<column>` is the
/// sum over the rows with a code.
pub(crate) fn tables(builder: &mut Builder, dataset: &Dataset) {
    let names: BTreeMap<&str, &str> =
        dataset.organisations.iter().map(|known| (known.id.as_str(), known.name.as_str())).collect();
    for (table_index, table) in dataset.detail_tables.iter().enumerate() {
        for column in &table.columns {
            let Some(unit) = column_unit(builder, column) else { continue };
            for (row_index, row) in table.rows.iter().enumerate() {
                let cell = row.values.get(&column.key).unwrap_or(&Stated::Unknown);
                builder.fact(
                    format!("table.{}.{}.{}", table.id, row.id, column.key),
                    titled(row_name(&names, table, row_index), (column.title.as_str(), column.title.as_str())),
                    unit.clone(),
                    cell_value(cell, column.column_type),
                    format!("/detail_tables/{table_index}/rows/{row_index}/values/{}", column.key),
                );
            }
            if column.aggregation == Some(Aggregation::Sum) {
                let figure = |row: &jianbao_dataset::DetailRow| {
                    Formula::figure(format!("table.{}.{}.{}", table.id, row.id, column.key))
                };
                builder.computed(
                    format!("table.{}.total.{}", table.id, column.key),
                    titled(
                        table.caption.as_str(),
                        (&format!("{}合计", column.title.as_str()), &format!("total of {}", column.title.as_str())),
                    ),
                    unit,
                    Formula::Sum(table.rows.iter().map(figure).collect()),
                );
                for by in table.columns.iter().filter(|by| by.column_type == ColumnType::Code) {
                    subtotals(builder, table, by, column);
                }
            }
        }
    }
}

/// The sums of a column over the rows with each code of another.
fn subtotals(builder: &mut Builder, table: &DetailTable, by: &DetailColumn, column: &DetailColumn) {
    let mut rows: BTreeMap<&str, Vec<Formula>> = BTreeMap::new();
    for row in &table.rows {
        if let Some(code) = row.values.get(&by.key).and_then(|cell| cell.value()?.text()) {
            let figure = Formula::figure(format!("table.{}.{}.{}", table.id, row.id, column.key));
            rows.entry(code).or_default().push(figure);
        }
    }
    for (code, word) in &by.codes {
        let Some(terms) = rows.remove(code.as_str()) else { continue };
        let Some(unit) = column_unit(builder, column) else { continue };
        let (word, title) = (word.as_str(), column.title.as_str());
        builder.computed(
            format!("table.{}.{}.{code}.{}", table.id, by.key, column.key),
            titled(table.caption.as_str(), (&format!("{word}{title}小计"), &format!("subtotal of {title}, {word}"))),
            unit,
            Formula::Sum(terms),
        );
    }
}

/// The unit of a column whose values are figures.
fn column_unit(builder: &Builder, column: &DetailColumn) -> Option<Unit> {
    match column.column_type {
        ColumnType::Money => Some(builder.money()),
        ColumnType::Percent => Some(Unit::Percent),
        ColumnType::Integer | ColumnType::Number => {
            Some(column.unit.as_ref().map_or(Unit::None, |unit| Unit::Named(unit.as_str().to_owned())))
        }
        ColumnType::Date => Some(Unit::None),
        ColumnType::Text | ColumnType::Code | ColumnType::Organisation => None,
    }
}

fn cell_value(cell: &Stated<CellValue>, column_type: ColumnType) -> Value {
    let value = match cell {
        Stated::Unknown => return Value::None(NoValue::Unknown),
        Stated::NotApplicable(reason) => return Value::None(NoValue::NotApplicable(reason.as_str().to_owned())),
        Stated::Value(value) => value,
    };
    let typed = if column_type == ColumnType::Date {
        value.text().and_then(|text| text.parse::<PartialDate>().ok()).map(Value::Date)
    } else {
        value.number().map(Value::Number)
    };
    // A value that does not fit its column's type is an integrity error before figures are used.
    typed.unwrap_or(Value::None(NoValue::Unknown))
}

/// What a row is called: the name of its first organisation or its first words.
fn row_name<'a>(organisations: &BTreeMap<&str, &'a str>, table: &'a DetailTable, row: usize) -> &'a str {
    let row = &table.rows[row];
    let text = |kind: ColumnType| {
        let column = table.columns.iter().find(|column| column.column_type == kind)?;
        row.values.get(&column.key)?.value()?.text()
    };
    let organisation = text(ColumnType::Organisation).and_then(|id| organisations.get(id).copied());
    organisation.or_else(|| text(ColumnType::Text)).unwrap_or(row.id.as_str())
}

/// `task.<total|id>.<planned|planned_fiscal|planned_other|executed|execution_rate>`.
pub(crate) fn tasks(builder: &mut Builder, dataset: &Dataset) {
    const FIELDS: [(&str, (&str, &str)); 4] = [
        ("planned", ("预算金额", "planned")),
        ("planned_fiscal", ("其中：财政拨款", "planned, from the government's budget")),
        ("planned_other", ("其中：其他资金", "planned, from elsewhere")),
        ("executed", ("执行金额", "spent")),
    ];
    let tasks: Vec<_> = dataset.department.iter().flat_map(|department| &department.tasks).collect();
    for (index, task) in tasks.iter().enumerate() {
        let amounts = [&task.planned, &task.planned_fiscal, &task.planned_other, &task.executed];
        for ((key, name), amount) in FIELDS.iter().zip(amounts) {
            let money = builder.money();
            let value = stated(amount, |amount: &Amount| amount.0);
            let pointer = format!("/department/tasks/{index}/{key}");
            builder.fact(format!("task.{}.{key}", task.id), titled(task.name.as_str(), *name), money, value, pointer);
        }
        task_rate(builder, task.id.as_str(), task.name.as_str());
    }
    if tasks.is_empty() {
        return;
    }
    for (key, name) in FIELDS {
        let terms = tasks.iter().map(|task| Formula::figure(format!("task.{}.{key}", task.id))).collect();
        let money = builder.money();
        builder.computed(format!("task.total.{key}"), titled("年度任务合计", name), money, Formula::Sum(terms));
    }
    task_rate(builder, "total", "年度任务合计");
}

fn task_rate(builder: &mut Builder, id: &str, name: &str) {
    let part = |field: &str| Formula::figure(format!("task.{id}.{field}"));
    let rate = Formula::percent(part("executed"), part("planned"));
    builder.computed(
        format!("task.{id}.execution_rate"),
        titled(name, ("预算执行率", "execution rate")),
        Unit::Percent,
        rate,
    );
}

/// `procurement.<id>.<amount|due|step>`, `procurement.<id>.<step>.amount` and `event.<id>.<date|amount|covers_from|covers_to>`.
pub(crate) fn events(builder: &mut Builder, dataset: &Dataset) {
    for (index, procurement) in dataset.procurements.iter().enumerate() {
        let (id, title, at) = (&procurement.id, procurement.title.as_str(), format!("/procurements/{index}"));
        let money = builder.money();
        let amount = stated(&procurement.amount, |amount: &Amount| amount.0);
        builder.fact(
            format!("procurement.{id}.amount"),
            titled(title, ("合同金额", "contract amount")),
            money,
            amount,
            format!("{at}/amount"),
        );
        builder.fact(
            format!("procurement.{id}.due"),
            titled(title, ("约定交货日", "agreed delivery")),
            Unit::None,
            date(procurement.due),
            format!("{at}/due"),
        );
        for (step_index, step) in procurement.steps.iter().enumerate() {
            let name = (step.title.as_str(), step.title.as_str());
            builder.fact(
                format!("procurement.{id}.{}", step.id),
                titled(title, name),
                Unit::None,
                date(step.date),
                format!("{at}/steps/{step_index}/date"),
            );
            let money = builder.money();
            let amount = stated(&step.amount, |amount: &Amount| amount.0);
            builder.fact(
                format!("procurement.{id}.{}.amount", step.id),
                titled(title, (&format!("{}金额", name.0), &format!("amount of {}", name.1))),
                money,
                amount,
                format!("{at}/steps/{step_index}/amount"),
            );
        }
    }
    for (index, event) in dataset.events.iter().enumerate() {
        self::event(builder, event, &format!("/events/{index}"));
    }
}

fn event(builder: &mut Builder, event: &Event, at: &str) {
    let (id, title) = (&event.id, event.title.as_str());
    let money = builder.money();
    builder.fact(
        format!("event.{id}.date"),
        titled(title, ("日期", "date")),
        Unit::None,
        date(event.date),
        format!("{at}/date"),
    );
    let amount = stated(&event.amount, |amount: &Amount| amount.0);
    builder.fact(
        format!("event.{id}.amount"),
        titled(title, ("金额", "amount")),
        money,
        amount,
        format!("{at}/amount"),
    );
    if let Some(covers) = &event.covers {
        let from = Value::Date(covers.from);
        let to = Value::Date(covers.to);
        builder.fact(
            format!("event.{id}.covers_from"),
            titled(title, ("覆盖期间起", "covers from")),
            Unit::None,
            from,
            format!("{at}/covers/from"),
        );
        builder.fact(
            format!("event.{id}.covers_to"),
            titled(title, ("覆盖期间止", "covers to")),
            Unit::None,
            to,
            format!("{at}/covers/to"),
        );
    }
}

fn date(date: Option<PartialDate>) -> Value {
    date.map_or(Value::None(NoValue::Unknown), Value::Date)
}

/// `survey.<id>.<field>` and the share of valid questionnaires that state satisfaction.
pub(crate) fn surveys(builder: &mut Builder, dataset: &Dataset) {
    for (index, survey) in dataset.surveys.iter().enumerate() {
        let (id, title) = (&survey.id, survey.title.as_str());
        let counts: [(&str, (&str, &str), &Stated<Amount>); 4] = [
            ("issued", ("发放问卷数", "questionnaires issued"), &survey.issued),
            ("returned", ("回收问卷数", "questionnaires returned"), &survey.returned),
            ("valid", ("有效问卷数", "valid questionnaires"), &survey.valid),
            ("satisfied", ("满意问卷数", "satisfied"), &survey.satisfied),
        ];
        for (key, name, count) in counts {
            let value = stated(count, |count: &Amount| count.0);
            let unit = Unit::Named("份".to_owned());
            builder.fact(
                format!("survey.{id}.{key}"),
                titled(title, name),
                unit,
                value,
                format!("/surveys/{index}/{key}"),
            );
        }
        let part = |field: &str| Formula::figure(format!("survey.{id}.{field}"));
        builder.computed(
            format!("survey.{id}.satisfaction_rate"),
            titled(title, ("满意率", "satisfaction rate")),
            Unit::Percent,
            Formula::percent(part("satisfied"), part("valid")),
        );
    }
}
