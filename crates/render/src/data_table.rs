//! Data tables, built from their declaration in `layout.toml` without a template.

use std::collections::BTreeSet;

use jianbao_calculate::shown_unit;
use jianbao_dataset::DetailTable;
use jianbao_dataset::codes::ColumnType;
use jianbao_document::{Cell, Column, Inline, Table, TypedValue};
use jianbao_finding::{Finding, Text};
use jianbao_layout::{Align, TableSpec, UnitLine};

use crate::grid::{Draft, DraftRow, Merge, place};
use crate::job::Job;
use crate::style;
use crate::table_rows::{Rows, Source};

/// Renders the template of a title.
type Titles<'a> = dyn Fn(&str) -> Result<Vec<Inline>, Vec<Finding>> + 'a;

/// A data table being built.
pub(crate) struct Builder<'a> {
    pub(crate) job: &'a Job,
    pub(crate) spec: &'a TableSpec,
    /// Width between the margins.
    pub(crate) width: i32,
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
        let source = Source { job: self.job, spec: self.spec };
        let rows = match (detail, self.spec.source.as_str()) {
            (Some((index, table)), _) => source.detail_rows(index, table),
            (None, "uses") => source.uses(),
            (None, "funding") => source.funding(),
            (None, "indicators") => source.indicators(),
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
        let scattered = Self::scattered(&rows);
        if scattered.is_empty() { self.build(id, &rows, &columns) } else { Err(scattered) }
    }

    /// The subtotals below the last row of a group, beside the label of the group, which they end.
    fn subtotal_row(&self, rows: &Rows, columns: &[Layout], row: usize) -> Option<Vec<Draft>> {
        let label = self.spec.subtotal.as_ref()?;
        let code = rows.groups.codes.get(row)?;
        if rows.groups.codes.get(row + 1) == Some(code) {
            return None;
        }
        let sums = rows.groups.subtotals.get(code)?;
        let group = columns.iter().position(|column| column.field == rows.groups.field)?;
        let first =
            columns.iter().position(|column| sums.contains_key(&column.field)).filter(|first| *first > group)?;
        let mut cells: Vec<Draft> = (0..group).map(|_| draft(Cell::default(), false)).collect();
        let name = rows.records[row].0.get(&rows.groups.field).cloned().unwrap_or_default();
        let mut words = vec![Inline::text(label.as_str())];
        if first > group + 1 {
            cells.push(draft(aligned(Cell::of(name), columns[group].align), columns[group].merge));
        } else {
            // No column is left for the label: it follows the name of the group.
            words.splice(0..0, name);
        }
        let label_start = if first > group + 1 { group + 1 } else { group };
        let span = u32::try_from(first - label_start).unwrap_or(1);
        cells.push(draft(Cell { column_span: span, ..Cell::of(words) }, false));
        for column in &columns[first..] {
            let cell = sums.get(&column.field).map_or_else(Cell::default, |inlines| Cell::of(inlines.clone()));
            cells.push(draft(aligned(cell, column.align), false));
        }
        Some(cells)
    }

    /// Groups whose rows are not together: their subtotal would stand below some of them only.
    fn scattered(rows: &Rows) -> Vec<Finding> {
        let mut closed = BTreeSet::new();
        let mut findings = Vec::new();
        for (index, pair) in rows.groups.codes.windows(2).enumerate().filter(|(_, pair)| pair[0] != pair[1]) {
            closed.insert(&pair[0]);
            if closed.contains(&pair[1]) {
                let message = Text::new(
                    format!("明细表的行未按“{}”归组，无法印小计", rows.groups.field),
                    format!("the rows are not grouped by “{}”, so that no subtotal can be printed", rows.groups.field),
                );
                let hint = Text::new("把同组的行排在一起", "put the rows of each group together");
                findings.push(Finding::error("T-TABLE", message).hint(hint).at(rows.records[index + 1].1.clone()));
            }
        }
        findings
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
            if let Some(cells) = self.subtotal_row(rows, columns, number) {
                drafts.push(DraftRow { cells, ..DraftRow::default() });
            }
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
        let totals = std::collections::BTreeMap::from([("executed".to_owned(), vec![Inline::text("3")])]);
        let groups = crate::table_rows::Groups::default();
        let rows = Rows { records: Vec::new(), totals, groups, money: Vec::new(), pointer: String::new() };
        let cells = total_row("合计", &rows, &columns).expect("there is a total");
        let spans: Vec<(u32, String)> =
            cells.iter().map(|draft| (draft.cell.column_span, draft.cell.plain_text())).collect();
        assert_eq!(spans, [(2, "合计".to_owned()), (1, "3".to_owned()), (1, String::new())]);
    }
}
