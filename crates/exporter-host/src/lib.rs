//! Runs exporters, each export in a process of its own, and puts what they wrote where the caller wants it.
//!
//! [`Registry`] finds the exporters that Jianbao brings along, [`Store`] keeps those that a user added, [`Pins`] narrow
//! what a project accepts. [`Host::describe`] asks a plugin what it can do, and
//! [`Host::export`] writes one document: it completes the options, starts the child, keeps it within its [`Limits`],
//! checks every file and only then moves them to their targets. A crash, a hang or a flood of memory costs one export and
//! gives one clear [`HostError`]. Several threads may use one host at once.
//!
//! The child program is configuration ([`ChildConfig`]): it calls [`child_main`], which loads the library or starts the
//! program. This process never does.
//!
//! ```no_run
//! use jianbao_exporter_host::{ChildConfig, ExportJob, Host, HostError, Registry, Targets};
//!
//! # fn example(executable: &std::path::Path, document: &jianbao_document::Document) -> Result<(), HostError> {
//! let folder = executable.parent().unwrap_or(executable);
//! let host = Host::new(ChildConfig { program: executable.to_owned(), args: vec!["__exporter-child".into()] });
//! let registry = Registry::bundled(folder, None)?;
//! let plugin = registry.get("docx")?;
//! let description = host.describe(plugin)?;
//! let mut job = ExportJob::new(plugin, &description.exporters[0], document, Targets::file("report.docx"));
//! job.options = serde_json::json!({ "toc_depth": 2 });
//! let outcome = host.export(&job)?;
//! # let _ = outcome;
//! # Ok(())
//! # }
//! ```
//!
//! This contains faults, not malice: an exporter still has the rights of its user. This crate does not know datasets,
//! layouts or any exporter in particular beyond the names of the bundled three, and never prints.

mod check;
mod child;
mod config;
mod description;
mod error;
mod event;
mod export;
mod features;
mod hash;
mod host;
mod kind;
mod lines;
mod names;
mod options;
mod pins;
mod place;
mod probe;
mod problem;
mod process;
mod raw;
mod registry;
mod request;
mod store;
mod trust;
mod verdict;
mod watch;

pub use child::child_main;
pub use config::{ChildConfig, Limits};
pub use description::{Description, ExporterInfo, ModelRange, OutputKind, description_schema};
pub use error::{HostError, HostErrorKind};
pub use event::{Degraded, Event, LogLine};
pub use export::{ExportJob, ExportOutcome, PlacedFile, Targets};
pub use features::LostFeature;
pub use host::Host;
pub use kind::PluginKind;
pub use options::complete as complete_options;
pub use pins::{PINS_NAME, Pins, pin, read_pins, target};
pub use probe::{Ended, Probe, Reason};
pub use problem::{Exposure, Problem, shell_word};
pub use registry::{BUNDLED, MANIFEST_NAME, Plugin, Registry, library_name};
pub use request::Context;
pub use store::{Candidate, Contents, Store, StoredExporter, user_home};
