//! Data tables, built from their declaration in `layout.toml` without a template.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_calculate::shown_unit;
use jianbao_dataset::codes::{Aggregation, Category, ColumnType, Subcategory};
use jianbao_dataset::scalar::Stated;
use jianbao_dataset::{DetailColumn, DetailTable};
use jianbao_document::{Cell, Column, Inline, Table, TypedValue};
use jianbao_finding::{Finding, Text};
use jianbao_layout::{Align, TableSpec, UnitLine};

use crate::grid::{Draft, DraftRow, Merge, place};
use crate::indicator_rows;
use crate::job::{FigureForm, Job};
use crate::style;

/// Renders the template of a title.
type Titles<'a> = dyn Fn(&str) -> Result<Vec<Inline>, Vec<Finding>> + 'a;

/// A data table being built.
pub(crate) struct Builder<'a> {
    pub(crate) job: &'a Job,
    pub(crate) spec: &'a TableSpec,
    /// Width between the margins.
    pub(crate) width: i32,
}

/// The rows of a source: for each row the inlines by field, and the pointer of its record.
struct Rows {
    records: Vec<(BTreeMap<String, Vec<Inline>>, String)>,
    /// Inlines of the total by field.
    totals: BTreeMap<String, Vec<Inline>>,
    /// Fields that hold money.
    money: Vec<String>,
    pointer: String,
}

/// A column ready to be laid out.
struct Layout {
    field: String,
    title: Vec<Inline>,
    width: u32,
    align: Option<Align>,
    merge: bool,
}

impl Builder<'_> {
    /// The table under an id; titles are rendered by the caller.
    pub(crate) fn table(&self, id: &str, title: &Titles<'_>) -> Result<Table, Vec<Finding>> {
        let detail = self.detail_table(id)?;
        let rows = match (detail, self.spec.source.as_str()) {
            (Some((index, table)), _) => self.detail_rows(index, table),
            (None, "uses") => self.uses(),
            (None, "funding") => self.funding(),
            (None, "indicators") => self.indicators(),
            (None, other) => return Err(vec![self.job.layout.at(&format!("\"{other}\""), unknown_source(id, other))]),
        };
        let mut columns = Vec::new();
        for spec in &self.spec.columns {
            let merge = self.spec.merge.contains(&spec.field);
            columns.push(Layout {
                field: spec.field.clone(),
                title: title(&spec.title)?,
                width: spec.width,
                align: spec.align,
                merge,
            });
        }
        if let (Some((_, table)), "*") = (detail, self.spec.id.as_str()) {
            columns.extend(own_columns(table));
        }
        if let Some(unknown) = columns.iter().find(|column| !is_known(&rows, &column.field)) {
            let finding = unknown_field(id, &unknown.field, &rows);
            return Err(vec![self.job.layout.at(&format!("\"{}\"", unknown.field), finding)]);
        }
        self.build(id, &rows, &columns)
    }

    fn build(&self, id: &str, rows: &Rows, columns: &[Layout]) -> Result<Table, Vec<Finding>> {
        let header = columns
            .iter()
            .map(|column| draft(Cell { header: true, ..Cell::of(column.title.clone()) }, false))
            .collect();
        let mut drafts = vec![DraftRow { cells: header, ..DraftRow::default() }];
        for (number, (fields, pointer)) in rows.records.iter().enumerate() {
            let cells = columns.iter().map(|column| {
                let inlines = match column.field.as_str() {
                    "number" => vec![running_number(number + 1)],
                    field => fields.get(field).cloned().unwrap_or_default(),
                };
                draft(aligned(Cell::of(inlines), column.align), column.merge)
            });
            drafts.push(DraftRow { cells: cells.collect(), pointer: Some(pointer.clone()), ..DraftRow::default() });
        }
        if let Some(total) = &self.spec.total
            && let Some(cells) = total_row(&total.label, rows, columns)
        {
            drafts.push(DraftRow { cells, ..DraftRow::default() });
        }
        let shares: Vec<u32> = columns.iter().map(|column| column.width).collect();
        let has_money = columns.iter().any(|column| rows.money.contains(&column.field));
        let rows_placed = place(drafts, columns.len()).map_err(|errors| {
            errors
                .into_iter()
                .map(|error| {
                    Finding::error(
                        "T-TABLE",
                        Text::new(format!("表 {id}：{}", error.zh), format!("table {id}: {}", error.en)),
                    )
                })
                .collect::<Vec<_>>()
        })?;
        Ok(Table {
            id: id.to_owned(),
            title: None,
            caption: None,
            unit_line: (has_money && self.spec.unit_line == UnitLine::Money)
                .then(|| format!("单位：{}", self.money_unit())),
            unit_line_style: Some("unit-line".to_owned()),
            columns: style::widths(&shares, self.width).into_iter().map(|width| Column { width }).collect(),
            header_rows: 1,
            rows: rows_placed,
            cell_style: "cell".to_owned(),
            pointer: Some(rows.pointer.clone()),
        })
    }

    fn money_unit(&self) -> &'static str {
        shown_unit(&self.job.layout.manifest.policies, self.job.dataset.money_unit).label()
    }

    fn detail_table(&self, id: &str) -> Result<Option<(usize, &DetailTable)>, Vec<Finding>> {
        let wanted = match (self.spec.source.as_str(), self.spec.source.strip_prefix("detail_tables.")) {
            ("detail_tables", _) => id,
            (_, Some(wanted)) => wanted,
            _ => return Ok(None),
        };
        let found = self.job.dataset.detail_tables.iter().enumerate().find(|(_, table)| table.id.as_str() == wanted);
        found
            .map(Some)
            .ok_or_else(|| vec![self.job.layout.at(&format!("\"{}\"", self.spec.source), unknown_source(id, wanted))])
    }

    fn figure(&self, id: &str) -> Vec<Inline> {
        vec![Inline::Value(self.job.figure(id, FigureForm::default()))]
    }

    fn uses(&self) -> Rows {
        let money = ["planned", "executed", "approved_unpaid", "year_forecast"];
        let rows = self.job.dataset.uses.iter().enumerate().map(|(index, using)| {
            let mut fields = self.figures(&format!("use.{}", using.id), &[&money[..], &["share"]].concat());
            fields.insert("purpose".to_owned(), vec![Inline::text(using.purpose.as_str())]);
            (fields, format!("/uses/{index}"))
        });
        Rows {
            records: rows.collect(),
            totals: self.figures("use.total", &money),
            money: owned(&money),
            pointer: "/uses".to_owned(),
        }
    }

    fn funding(&self) -> Rows {
        let money = [
            "carried_in",
            "initial_budget",
            "adjustment",
            "adjusted_budget",
            "received",
            "allotted",
            "executed",
            "approved_unpaid",
            "payable_unpaid",
            "year_forecast",
            "expected_carry_over",
            "quota_balance",
            "balance",
            "budget_balance",
        ];
        let rates = ["execution_rate", "receipt_rate", "allotment_rate", "utilisation_rate", "forecast_rate"];
        let all = [&money[..], &rates[..]].concat();
        let rows = self.job.dataset.funding.iter().enumerate().map(|(index, funding)| {
            let mut fields = self.figures(&format!("funding.{}", funding.id), &all);
            fields.insert("name".to_owned(), vec![Inline::text(funding.name.as_str())]);
            (fields, format!("/funding/{index}"))
        });
        Rows {
            records: rows.collect(),
            totals: self.figures("funding.total", &all),
            money: owned(&money),
            pointer: "/funding".to_owned(),
        }
    }

    /// Fields of a record that are figures, only those that a column of the table shows.
    fn figures(&self, prefix: &str, fields: &[&str]) -> BTreeMap<String, Vec<Inline>> {
        let shown = |field: &&&str| self.spec.columns.iter().any(|column| column.field == **field);
        fields
            .iter()
            .filter(shown)
            .map(|field| ((*field).to_owned(), self.figure(&format!("{prefix}.{field}"))))
            .collect()
    }

    fn indicators(&self) -> Rows {
        let policies = &self.job.layout.manifest.policies;
        let dash = || vec![Inline::text(policies.blank.empty_category.as_str())];
        let rows = indicator_rows::rows(&self.job.dataset, false).into_iter().map(|row| {
            let mut fields: BTreeMap<String, Vec<Inline>> = BTreeMap::new();
            let category = policies.label(Category::LIST, row.category.code(), row.category.label());
            let subcategory = policies.label(Subcategory::LIST, row.subcategory.code(), row.subcategory.label());
            fields.insert("category".to_owned(), vec![Inline::text(category)]);
            fields.insert("subcategory".to_owned(), vec![Inline::text(subcategory)]);
            if let Some((_, indicator)) = row.indicator {
                fields.insert("name".to_owned(), vec![Inline::text(indicator.name.as_str())]);
                let id = format!("indicator.{}", indicator.id);
                fields.extend(self.figures(&id, &["target", "actual", "forecast", "completion", "deviation"]));
            } else {
                fields.insert("name".to_owned(), dash());
                fields.insert("target".to_owned(), dash());
            }
            (fields, row.pointer)
        });
        Rows { records: rows.collect(), totals: BTreeMap::new(), money: Vec::new(), pointer: "/indicators".to_owned() }
    }

    fn detail_rows(&self, index: usize, table: &DetailTable) -> Rows {
        let rows = table.rows.iter().enumerate().map(|(row_index, row)| {
            let fields = table.columns.iter().map(|column| {
                let figure = format!("table.{}.{}.{}", table.id, row.id, column.key);
                let inlines = if self.job.ledger.get(&figure).is_some() {
                    self.figure(&figure)
                } else {
                    self.words(
                        row.values.get(&column.key).unwrap_or(&Stated::Unknown),
                        column,
                        &format!("/detail_tables/{index}/rows/{row_index}/values/{}", column.key),
                    )
                };
                (column.key.as_str().to_owned(), inlines)
            });
            (fields.collect(), format!("/detail_tables/{index}/rows/{row_index}"))
        });
        let summed = table.columns.iter().filter(|column| column.aggregation == Some(Aggregation::Sum));
        let totals = summed.map(|column| {
            (column.key.as_str().to_owned(), self.figure(&format!("table.{}.total.{}", table.id, column.key)))
        });
        let money = table.columns.iter().filter(|column| column.column_type == ColumnType::Money);
        Rows {
            records: rows.collect(),
            totals: totals.collect(),
            money: money.map(|column| column.key.as_str().to_owned()).collect(),
            pointer: format!("/detail_tables/{index}"),
        }
    }

    /// A cell of words: a text, a code's word, an organisation's name.
    fn words(&self, cell: &Stated<jianbao_dataset::CellValue>, column: &DetailColumn, pointer: &str) -> Vec<Inline> {
        let blank = &self.job.layout.manifest.policies.blank;
        let text = match cell {
            Stated::Unknown => blank.unknown.clone(),
            Stated::NotApplicable(_) => blank.not_applicable.clone(),
            Stated::Value(value) => {
                let text = value.text().unwrap_or_default();
                let word = match column.column_type {
                    ColumnType::Code => column.codes.get(text).map(jianbao_dataset::scalar::Line::as_str),
                    ColumnType::Organisation => {
                        let found =
                            self.job.dataset.organisations.iter().find(|organisation| organisation.id.as_str() == text);
                        found.map(|organisation| organisation.name.as_str())
                    }
                    _ => None,
                };
                word.unwrap_or(text).to_owned()
            }
        };
        vec![Inline::Value(TypedValue { text, pointer: Some(pointer.to_owned()), ..TypedValue::default() })]
    }
}

/// The columns that a detail table itself declares. Codes that lead are merged; they group the rows.
fn own_columns(table: &DetailTable) -> Vec<Layout> {
    let mut leading = true;
    let columns = table.columns.iter().map(|column| {
        leading &= column.column_type == ColumnType::Code;
        let width = match column.column_type {
            ColumnType::Organisation | ColumnType::Text => 42,
            ColumnType::Date => 18,
            _ => 16,
        };
        let align = matches!(column.column_type, ColumnType::Text).then_some(Align::Left);
        Layout {
            field: column.key.as_str().to_owned(),
            title: vec![Inline::text(column.title.as_str())],
            width,
            align,
            merge: leading,
        }
    });
    columns.collect()
}

fn is_known(rows: &Rows, field: &str) -> bool {
    field == "number" || rows.records.is_empty() || rows.records.iter().any(|(fields, _)| fields.contains_key(field))
}

fn draft(cell: Cell, merge: bool) -> Draft {
    let merge = if merge { Merge::Down } else { Merge::No };
    Draft { cell, merge, to_end: false, at: 0 }
}

fn aligned(mut cell: Cell, align: Option<Align>) -> Cell {
    cell.align = align.map(style::alignment);
    cell
}

fn running_number(number: usize) -> Inline {
    let text = number.to_string();
    Inline::Value(TypedValue { exact: Some(text.clone()), text, ..TypedValue::default() })
}

/// The label over the columns before the first total, then the totals; blank where a column has none.
fn total_row(label: &str, rows: &Rows, columns: &[Layout]) -> Option<Vec<Draft>> {
    let first = columns.iter().position(|column| rows.totals.contains_key(&column.field))?;
    let mut cells = Vec::new();
    if first > 0 {
        let span = u32::try_from(first).ok()?;
        cells.push(draft(Cell { column_span: span, ..Cell::of(vec![Inline::text(label)]) }, false));
    }
    for column in &columns[first..] {
        let cell = rows.totals.get(&column.field).map_or_else(Cell::default, |inlines| Cell::of(inlines.clone()));
        cells.push(draft(aligned(cell, column.align), false));
    }
    Some(cells)
}

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

fn unknown_source(id: &str, source: &str) -> Finding {
    let message = Text::new(
        format!("表 {id} 的数据来源 {source} 不存在"),
        format!("the source {source} of table {id} does not exist"),
    );
    let hint = Text::new(
        "可用的来源：uses、funding、indicators、detail_tables.<编号>",
        "known sources: uses, funding, indicators, detail_tables.<id>",
    );
    Finding::error("T-TABLE", message).hint(hint)
}

fn unknown_field(id: &str, field: &str, rows: &Rows) -> Finding {
    let message = Text::new(format!("表 {id} 的列 {field} 不存在"), format!("table {id} has no field {field}"));
    let fields = rows.records.iter().flat_map(|(fields, _)| fields.keys().map(String::as_str));
    let known: BTreeSet<&str> = fields.chain(["number"]).collect();
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    Finding::error("T-TABLE", message).hint(Text::new(format!("可用的列：{known}"), format!("known fields: {known}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_of_the_total_spans_what_comes_before() {
        let column =
            |field: &str| Layout { field: field.to_owned(), title: Vec::new(), width: 1, align: None, merge: false };
        let columns = [column("number"), column("purpose"), column("executed"), column("note")];
        let totals = BTreeMap::from([("executed".to_owned(), vec![Inline::text("3")])]);
        let rows = Rows { records: Vec::new(), totals, money: Vec::new(), pointer: String::new() };
        let cells = total_row("合计", &rows, &columns).expect("there is a total");
        let spans: Vec<(u32, String)> =
            cells.iter().map(|draft| (draft.cell.column_span, draft.cell.plain_text())).collect();
        assert_eq!(spans, [(2, "合计".to_owned()), (1, "3".to_owned()), (1, String::new())]);
    }
}
