//! `jianbao exporter remove`.

use jianbao_exporter_host::{HostError, Problem, Store, StoredExporter};
use jianbao_finding::Text;
use jianbao_pipeline::short_name;

use super::{store, unusable};
use crate::commands::Voice;
use crate::report::{self, Outcome};

/// Removes an added exporter by id or hash; by hash also one whose entry cannot be read.
pub(super) fn run(asked: &str, voice: Voice) -> Result<Outcome, Outcome> {
    let failed = |error: HostError| unusable(&error, voice);
    let store = store(voice)?;
    let sha256 = hash(&store, asked).map_err(failed)?;
    if !store.remove(&sha256).map_err(failed)? {
        let text = Text::new(format!("没有添加过导出器 {asked}"), format!("no exporter {asked} was added"));
        report::error(&text, voice.lang);
        let hint = Text::new("已添加的见 jianbao exporter list", "`jianbao exporter list` shows those that were");
        report::hint(&hint, voice.lang);
        return Err(Outcome::Unusable);
    }
    if !voice.quiet {
        report::say(Text::new(format!("已移除 {asked}"), format!("removed {asked}")).get(voice.lang));
    }
    Ok(Outcome::Done)
}

/// The hash of the entry that a name means; a hash, and what nothing has for a name, stands for itself.
fn hash(store: &Store, asked: &str) -> Result<String, HostError> {
    let contents = store.contents()?;
    let named = |exact: bool| {
        contents.exporters.iter().filter(move |stored| {
            stored
                .exporters()
                .iter()
                .any(|exporter| asked == if exact { &exporter.id } else { short_name(&exporter.id) })
        })
    };
    let mut found: Vec<&StoredExporter> = named(true).collect();
    if found.is_empty() {
        found = named(false).collect();
    }
    match found.as_slice() {
        [] => Ok(asked.to_ascii_lowercase()),
        [one] => Ok(one.sha256().to_owned()),
        several => {
            let sources = several.iter().map(|stored| stored.sha256().to_owned()).collect();
            Err(Problem::SameId { id: asked.to_owned(), sources }.into())
        }
    }
}
