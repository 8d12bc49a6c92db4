//! From facts to figures.
//!
//! [`calculate`] turns a dataset and a layout's policies into a [`Ledger`]: every fact that is a number, a date or a
//! measured value, and every number that follows from them, under a figure id such as `funding.total.execution_rate`,
//! with its exact value, its unit, its formula as a tree over ids, and the JSON pointers of the facts.
//!
//! Values are exact decimals; division keeps 28 significant digits. Nothing is rounded here but in [`round_half_up`], which
//! whoever prints a number calls once, at the end. Where an input is missing or a divisor is zero, a figure has no value
//! and says why; it is never 0.
//!
//! This crate does no input or output, reads no clock and uses no floating-point number.

mod builder;
mod entry;
mod figures;
mod formula;
mod indicators;
mod ledger;
mod lights;
mod money;
mod money_unit;
mod print;
mod records;
mod scores;

use jianbao_dataset::Dataset;
use jianbao_layout::Policies;

pub use entry::{Entry, NoValue, Unit, Value};
pub use figures::Figures;
pub use formula::Formula;
pub use indicators::{in_time, met};
pub use ledger::Ledger;
pub use money_unit::{in_unit, shown_unit};
pub use print::{Form, Printed, chinese_date, plain, print, round_half_up};

/// Computes all figures of a dataset under the policies of a layout.
#[must_use]
pub fn calculate(dataset: &Dataset, policies: &Policies) -> Ledger {
    let mut builder = builder::Builder::new(dataset.money_unit);
    records::period(&mut builder, dataset);
    money::funding(&mut builder, dataset, policies);
    money::uses(&mut builder, dataset);
    records::tasks(&mut builder, dataset);
    records::tables(&mut builder, dataset);
    records::events(&mut builder, dataset);
    records::surveys(&mut builder, dataset);
    indicators::indicators(&mut builder, dataset, policies);
    lights::totals(&mut builder, dataset, policies.lights.as_ref());
    scores::scores(&mut builder, dataset, policies.scores.as_ref());
    builder.finish()
}
