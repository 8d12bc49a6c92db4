//! The rows of data tables: for each source, the fields of its records as inlines.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_dataset::codes::{Aggregation, Category, ColumnType, Subcategory};
use jianbao_dataset::scalar::Stated;
use jianbao_dataset::{DetailColumn, DetailTable};
use jianbao_document::{Inline, TypedValue};
use jianbao_layout::TableSpec;

use crate::indicator_rows;
use crate::job::{FigureForm, Job};

/// The rows of a source: for each row the inlines by field, and the pointer of its record.
pub(crate) struct Rows {
    pub(crate) records: Vec<(BTreeMap<String, Vec<Inline>>, String)>,
    /// Inlines of the total by field.
    pub(crate) totals: BTreeMap<String, Vec<Inline>>,
    /// Groups of rows by the first merged column: code of the group for each row, and subtotals by code and field.
    pub(crate) groups: Groups,
    /// Fields that hold money.
    pub(crate) money: Vec<String>,
    pub(crate) pointer: String,
}

/// Rows in groups.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    /// The column whose codes make the groups; empty where there are none.
    pub(crate) field: String,
    /// The code of each row.
    pub(crate) codes: Vec<String>,
    /// Inlines of the subtotals by code and field.
    pub(crate) subtotals: BTreeMap<String, BTreeMap<String, Vec<Inline>>>,
}

/// Reads the rows of a table from the dataset.
pub(crate) struct Source<'a> {
    pub(crate) job: &'a Job,
    pub(crate) spec: &'a TableSpec,
}

impl Source<'_> {
    fn figure(&self, id: &str) -> Vec<Inline> {
        vec![Inline::Value(self.job.figure(id, FigureForm::default()))]
    }

    pub(crate) fn uses(&self) -> Rows {
        let money = ["planned", "executed", "approved_unpaid", "year_forecast"];
        let rows = self.job.dataset.uses.iter().enumerate().map(|(index, using)| {
            let mut fields = self.figures(&format!("use.{}", using.id), &[&money[..], &["share"]].concat());
            fields.insert("purpose".to_owned(), vec![Inline::text(using.purpose.as_str())]);
            (fields, format!("/uses/{index}"))
        });
        Rows {
            records: rows.collect(),
            totals: self.figures("use.total", &money),
            groups: Groups::default(),
            money: owned(&money),
            pointer: "/uses".to_owned(),
        }
    }

    pub(crate) fn funding(&self) -> Rows {
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
            groups: Groups::default(),
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

    pub(crate) fn indicators(&self) -> Rows {
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
        Rows {
            records: rows.collect(),
            totals: BTreeMap::new(),
            groups: Groups::default(),
            money: Vec::new(),
            pointer: "/indicators".to_owned(),
        }
    }

    pub(crate) fn detail_rows(&self, index: usize, table: &DetailTable) -> Rows {
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
            groups: self.groups(table),
            money: money.map(|column| column.key.as_str().to_owned()).collect(),
            pointer: format!("/detail_tables/{index}"),
        }
    }

    /// The groups that the first merged column of codes makes, where the layout asks for subtotals.
    fn groups(&self, table: &DetailTable) -> Groups {
        let any = self.spec.id == "*" && self.spec.merge.is_empty();
        let is_first =
            |column: &&DetailColumn| any || self.spec.merge.first().is_some_and(|m| m == column.key.as_str());
        let codes = table.columns.iter().filter(|column| column.column_type == ColumnType::Code);
        let (Some(_), Some(by)) = (&self.spec.subtotal, codes.into_iter().find(is_first)) else {
            return Groups::default();
        };
        let code = |row: &jianbao_dataset::DetailRow| {
            row.values.get(&by.key).and_then(|cell| cell.value()?.text()).unwrap_or_default().to_owned()
        };
        let codes: Vec<String> = table.rows.iter().map(code).collect();
        let summed = || table.columns.iter().filter(|column| column.aggregation == Some(Aggregation::Sum));
        let of_code = |code: &String| {
            let field = |column: &DetailColumn| {
                let id = format!("table.{}.{}.{code}.{}", table.id, by.key, column.key);
                (column.key.as_str().to_owned(), self.figure(&id))
            };
            (code.clone(), summed().map(field).collect())
        };
        let known = codes.iter().filter(|code| !code.is_empty());
        let subtotals = known.collect::<BTreeSet<_>>().into_iter().map(of_code).collect();
        Groups { field: by.key.as_str().to_owned(), codes, subtotals }
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

fn owned(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}
