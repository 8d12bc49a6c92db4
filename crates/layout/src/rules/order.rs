//! Which files of rules lie on top of one another, the lowest first.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};
use toml::de::{DeTable, DeValue};

use super::{RULES_FILE, wrong};
use crate::chain::Level;
use crate::{Library, Places};

/// Most rule packs of a layout; a longer row is a mistake.
const MOST_PACKS: usize = 16;

type Files = BTreeMap<String, Arc<Source>>;

/// Files of rules in order, being collected.
pub(super) struct Order<'l> {
    library: &'l dyn Library,
    /// All files, the lowest first.
    pub(super) sources: Vec<Arc<Source>>,
    /// Those of the library.
    pub(super) packs: Vec<Arc<Source>>,
    /// Names of the packs that were read.
    pub(super) read: BTreeSet<String>,
    pub(super) found: Vec<Finding>,
}

impl<'l> Order<'l> {
    pub(super) fn new(library: &'l dyn Library) -> Self {
        Self { library, sources: Vec::new(), packs: Vec::new(), read: BTreeSet::new(), found: Vec::new() }
    }

    /// The packs that `layout.toml` names, then `rules.toml` of each level from the last base on.
    pub(super) fn layout(mut self, levels: &[Level], named: &[String], files: &Files, places: &Places) -> Self {
        for (at, name) in named.iter().enumerate() {
            self.pack(name, files, &|finding| places.at(&format!("rules/{at}"), finding));
        }
        for level in levels.iter().rev() {
            if let Some(source) = level.files.get(RULES_FILE) {
                self.file(source, files);
            }
        }
        self
    }

    /// A file on top of the packs that it names.
    pub(super) fn file(&mut self, source: &Arc<Source>, files: &Files) {
        // What is no TOML is told when it is read.
        let table = DeTable::parse(source.text()).map(toml::Spanned::into_inner).unwrap_or_default();
        let names = table.get("rules").and_then(|names| names.get_ref().as_array());
        for name in names.into_iter().flatten() {
            if let DeValue::String(text) = name.get_ref() {
                let place = |finding: Finding| finding.in_source(Arc::clone(source), name.span());
                self.pack(text, files, &place);
            }
        }
        self.sources.push(Arc::clone(source));
    }

    /// A pack by name. One that several files name is read once.
    fn pack(&mut self, name: &str, files: &Files, place: &dyn Fn(Finding) -> Finding) {
        if !self.read.insert(name.to_owned()) {
            return;
        }
        if self.read.len() > MOST_PACKS {
            let (zh, en) = (format!("规则包超过 {MOST_PACKS} 个"), format!("more than {MOST_PACKS} rule packs"));
            return self.found.push(place(wrong(zh, en)));
        }
        let own = name.strip_prefix("./");
        // The files of a layout are keyed by their path inside its folder, so a name that leads out of it finds nothing.
        let source = own.map_or_else(|| self.library.rule_pack(name), |file| files.get(file).cloned());
        let Some(source) = source else {
            let finding = wrong(format!("没有名为 {name} 的规则包"), format!("there is no rule pack {name}"));
            return self.found.push(place(finding.hint(known_packs(&self.library.rule_packs()))));
        };
        if own.is_none() {
            self.packs.push(Arc::clone(&source));
        }
        self.file(&source, files);
    }
}

/// What to write instead of an unknown name of a pack.
pub(crate) fn known_packs(known: &[String]) -> Text {
    let known = known.join(", ");
    Text::new(
        format!("自带的规则包：{known}；版式目录内的文件写成 ./文件.toml"),
        format!("known rule packs: {known}; a file in the folder of the layout is written `./FILE.toml`"),
    )
}
