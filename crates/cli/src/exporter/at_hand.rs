//! All exporters at hand: those that come along, those that the user added, those named for this run.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jianbao_exporter_host::{HostError, Limits, PINS_NAME, Pins, Plugin, Problem, Store, user_home};
use jianbao_pipeline::{Exporters, Other, Source, short_name};

use super::{exporters, notice, unusable};
use crate::commands::Voice;
use crate::report::Outcome;

/// What a command wants besides the exporters that are there anyway.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Files whose exporters are run, by the user's word for this run.
    pub(crate) once: &'a [PathBuf],
    /// The list of pins, where it has another name.
    pub(crate) pins: Option<&'a Path>,
    /// Whether the list of pins is left aside, where nothing is exported.
    pub(crate) no_pins: bool,
    /// Seconds that an export may take.
    pub(crate) time_limit: Option<u64>,
}

/// The exporters at hand.
#[derive(Debug)]
pub(crate) struct AtHand {
    pub(crate) exporters: Exporters,
    /// Why some of those that were added cannot be used; nobody needs to know who uses others.
    pub(crate) unusable: Vec<HostError>,
}

impl AtHand {
    /// Short names of those that are there, full ids where a short name is not enough.
    pub(crate) fn names(&self) -> Vec<String> {
        let Exporters { registry, others, .. } = &self.exporters;
        let bundled = registry.plugins().iter().map(|plugin| plugin.name().to_owned());
        let mut names: Vec<String> = bundled.collect();
        let ids = others.iter().map(|other| other.exporter.id.as_str());
        for id in ids {
            let short = short_name(id);
            let name =
                if self.exporters.find(short).is_ok_and(|_| !names.contains(&short.to_owned())) { short } else { id };
            if !names.iter().any(|there| there == name) {
                names.push(name.to_owned());
            }
        }
        names
    }
}

/// Gathers them. Files named for this run are run once to ask what they are, after a notice; nothing else is.
pub(crate) fn at_hand(asked: Asked<'_>, voice: Voice) -> Result<AtHand, Outcome> {
    let mut exporters = exporters(voice)?;
    if !asked.no_pins {
        exporters.pins = pins(asked.pins).map_err(|error| unusable(&error, voice))?;
    }
    if let Some(seconds) = asked.time_limit {
        let mut limits = Limits::default();
        limits.wall = Duration::from_secs(seconds);
        exporters.host = exporters.host.with_limits(limits);
    }
    let mut there = AtHand { exporters, unusable: Vec::new() };
    there.take_added();
    for file in asked.once {
        there.take_once(file, voice)?;
    }
    Ok(there)
}

/// A list that was named must be there.
fn pins(named: Option<&Path>) -> Result<Option<Pins>, HostError> {
    let pins = Pins::read(named.unwrap_or(Path::new(PINS_NAME)))?;
    match (named, &pins) {
        (Some(path), None) => Err(Problem::NoFile { path: path.to_owned() }.into()),
        _ => Ok(pins),
    }
}

impl AtHand {
    fn take_added(&mut self) {
        let store = match user_home() {
            Ok(home) => Store::below(&home),
            Err(error) => return self.unusable.push(error),
        };
        self.exporters.looked.push(store.folder().to_owned());
        match store.contents() {
            Ok(contents) => {
                for stored in contents.exporters {
                    let others = stored
                        .exporters()
                        .iter()
                        .map(|exporter| Other { exporter: exporter.clone(), source: Source::Added(stored.clone()) });
                    self.exporters.others.extend(others);
                }
                self.unusable.extend(contents.unusable);
            }
            Err(error) => self.unusable.push(error),
        }
    }

    fn take_once(&mut self, file: &Path, voice: Voice) -> Result<(), Outcome> {
        let failed = |error: HostError| unusable(&error, voice);
        let plugin = Plugin::at(file).map_err(failed)?;
        notice(&plugin, voice)?;
        let description = self.exporters.host.describe(&plugin).map_err(failed)?;
        let others =
            description.exporters.into_iter().map(|exporter| Other { exporter, source: Source::Once(plugin.clone()) });
        self.exporters.others.extend(others);
        Ok(())
    }
}
