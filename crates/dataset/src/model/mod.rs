//! The entities of a dataset. Every field has a Chinese title and a description, which become the JSON Schema.

mod cell;
mod conclusions;
mod dataset;
mod events;
mod goals;
mod money;
mod organisation;
mod project;
mod report;
mod tables;

pub use cell::CellValue;
pub use conclusions::{Attachment, Monitoring, Problem, Recommendation, Rectification, Reported, SignOff};
pub use dataset::{Dataset, SchemaVersion};
pub use events::{Activity, CitedDocument, Covers, Event, Procurement, Survey};
pub use goals::{
    Deviation, EarlierValue, EmptyCategory, Goal, Indicator, Measure, Observation, Revision, StageTarget, Target,
};
pub use money::{Funding, Use};
pub use organisation::Organisation;
pub use project::{Department, Project, Task};
pub use report::{Meta, Period, Report};
pub use tables::{DetailColumn, DetailRow, DetailTable, Reconciliation};
