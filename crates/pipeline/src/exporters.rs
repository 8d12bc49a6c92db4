//! The exporters at hand, and which of them a name means.

use std::path::PathBuf;

use jianbao_exporter_host::{BUNDLED, ExporterInfo, Host, HostError, Pins, Plugin, Problem, Registry, StoredExporter};

/// Begins the full ids of the exporters that Jianbao brings along.
const OWN: &str = "jianbao.";

/// The exporters that may be used, and the host that runs them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Exporters {
    /// Runs the children.
    pub host: Host,
    /// The exporters that Jianbao brings along.
    pub registry: Registry,
    /// All others.
    pub others: Vec<Other>,
    /// What a project accepts.
    pub pins: Option<Pins>,
    /// Where else exporters were looked for; named where one is missing.
    pub looked: Vec<PathBuf>,
}

/// An exporter that did not come along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// What it says about itself.
    pub exporter: ExporterInfo,
    /// Where its file is.
    pub source: Source,
}

/// Where the file of an exporter is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// In the user's store.
    Added(StoredExporter),
    /// Where the user said for this run.
    Once(Plugin),
}

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found<'a> {
    /// An exporter that comes along, by its short name; it may be missing from this installation.
    Bundled(&'static str),
    /// Any other.
    Other(&'a Other),
}

/// What follows the last full stop of an id: `markdown` of `org.example.markdown`.
#[must_use]
pub fn short_name(id: &str) -> &str {
    id.rsplit('.').next().unwrap_or(id)
}

impl Exporters {
    /// The exporters that come along alone, and no pins.
    #[must_use]
    pub fn new(host: Host, registry: Registry) -> Self {
        Self { host, registry, others: Vec::new(), pins: None, looked: Vec::new() }
    }

    /// Which exporter a name means: a short name of one that comes along, a full id, or the short name of one other.
    /// One named for this run stands before an added one of the same id. Nothing is run.
    ///
    /// Errors: `MissingPlugin`, `Ambiguous`.
    pub fn find(&self, name: &str) -> Result<Found<'_>, HostError> {
        let bundled = BUNDLED.iter().find(|bundled| **bundled == name.strip_prefix(OWN).unwrap_or(name));
        if let Some(bundled) = bundled {
            return Ok(Found::Bundled(bundled));
        }
        let mut named: Vec<&Other> = self.others.iter().filter(|other| other.exporter.id == name).collect();
        if named.is_empty() {
            named = self.others.iter().filter(|other| short_name(&other.exporter.id) == name).collect();
        }
        let Some(first) = named.first() else {
            let mut looked = vec![self.registry.folder().to_owned()];
            looked.extend(self.looked.iter().cloned());
            return Err(Problem::Missing { name: name.to_owned(), looked, bundled: false }.into());
        };
        let mut ids: Vec<String> = named.iter().map(|other| other.exporter.id.clone()).collect();
        ids.sort();
        ids.dedup();
        if ids.len() > 1 {
            return Err(Problem::Ambiguous { name: name.to_owned(), ids }.into());
        }
        let once: Vec<&Other> = named.iter().copied().filter(|other| matches!(other.source, Source::Once(_))).collect();
        match (once.as_slice(), named.as_slice()) {
            ([one], _) | ([], [one]) => Ok(Found::Other(one)),
            ([], several) | (several, _) => {
                let sources = several.iter().map(|other| other.source.label()).collect();
                Err(Problem::SameId { id: first.exporter.id.clone(), sources }.into())
            }
        }
    }

    /// The plugin that a name means, with the exporter in it. One that comes along is asked what it is, all others said so
    /// before. Pins are held.
    pub fn exporter(&self, name: &str) -> Result<(Plugin, ExporterInfo), HostError> {
        match self.find(name)? {
            Found::Bundled(short) => {
                let plugin = self.registry.get(short)?.clone();
                let plugin = self.pinned(plugin, &format!("{OWN}{short}"), None)?;
                let mut description = self.host.describe(&plugin)?;
                // A bundled library holds one exporter.
                let exporter = description.exporters.swap_remove(0);
                let plugin = self.pinned(plugin, &exporter.id, Some(&exporter.version))?;
                Ok((plugin, exporter))
            }
            Found::Other(Other { exporter, source }) => {
                let plugin = match source {
                    Source::Added(stored) => stored.plugin()?,
                    Source::Once(plugin) => plugin.clone(),
                };
                Ok((self.pinned(plugin, &exporter.id, Some(&exporter.version))?, exporter.clone()))
            }
        }
    }

    /// The plugin, bound to the hash that was compared with the pins. Without a version only hashes are compared.
    fn pinned(&self, plugin: Plugin, id: &str, version: Option<&str>) -> Result<Plugin, HostError> {
        let Some(pins) = self.pins.as_ref().filter(|pins| pins.mentions(id)) else { return Ok(plugin) };
        // A file that is bound to a hash is held to it when it runs.
        let sha256 = plugin.bound_to().map_or_else(|| plugin.sha256(), |sha256| Ok(sha256.to_owned()))?;
        pins.check(id, version, &sha256)?;
        Ok(if plugin.bound_to().is_some() { plugin } else { plugin.with_sha256(sha256) })
    }
}

impl Source {
    /// What tells it from others of the same id: a SHA-256 or a path.
    fn label(&self) -> String {
        match self {
            Self::Added(stored) => stored.sha256().to_owned(),
            Self::Once(plugin) => plugin.path().display().to_string(),
        }
    }
}
