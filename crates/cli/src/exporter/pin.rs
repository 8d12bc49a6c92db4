//! `jianbao exporter pin`.

use std::path::Path;

use jianbao_exporter_host::{HostError, HostErrorKind, pin, target};
use jianbao_finding::{Text, io_reason};
use jianbao_pipeline::{Found, Source, save};

use super::{Asked, AtHand, at_hand, hash, known, unusable};
use crate::commands::Voice;
use crate::report::{self, Outcome};

/// What is pinned where.
pub(super) struct Pinned<'a> {
    pub(super) id: &'a str,
    pub(super) target: Option<&'a str>,
    pub(super) sha256: Option<&'a str>,
    pub(super) pins: &'a Path,
}

/// Enters a hash in the list of a project. Nothing is run.
pub(super) fn run(pinned: &Pinned<'_>, voice: Voice) -> Result<Outcome, Outcome> {
    let failed = |error: HostError| unusable(&error, voice);
    let target = pinned.target.map_or_else(target, str::to_owned);
    let (id, sha256) = match pinned.sha256 {
        Some(sha256) => (full_id(pinned.id, voice)?, hash(sha256, voice)?),
        None => at_hand_hash(pinned.id, voice)?,
    };
    let path = pinned.pins;
    let text = text(path, voice)?;
    let shown = path.display();
    let Some(text) = pin(path, &text, &id, &target, &sha256).map_err(failed)? else {
        say(&Text::new(format!("{shown} 中已列有它"), format!("{shown} lists it already")), voice);
        return Ok(Outcome::Done);
    };
    save(path, text.as_bytes(), true).map_err(|error| {
        let reason = io_reason(&error);
        let text =
            Text::new(format!("无法写入 {shown}：{}", reason.zh), format!("cannot write {shown}: {}", reason.en));
        report::error(&text, voice.lang);
        Outcome::Unusable
    })?;
    let zh = format!("已在 {shown} 中为 {target} 列入 {id}：{sha256}");
    say(&Text::new(zh, format!("listed {id} for {target} in {shown}: {sha256}")), voice);
    Ok(Outcome::Done)
}

fn say(text: &Text, voice: Voice) {
    if !voice.quiet {
        report::say(text.get(voice.lang));
    }
}

/// The full id of an exporter that is at hand; others are pinned as they are called.
fn full_id(name: &str, voice: Voice) -> Result<String, Outcome> {
    let there = at_hand(Asked { no_pins: true, ..Asked::default() }, voice)?;
    match there.exporters.find(name) {
        Ok(Found::Bundled(short)) => Ok(format!("jianbao.{short}")),
        Ok(Found::Other(other)) => Ok(other.exporter.id.clone()),
        Err(error) if error.kind() != HostErrorKind::MissingPlugin => Err(unusable(&error, voice)),
        _ => Ok(name.to_owned()),
    }
}

/// Full id and hash of an exporter that is at hand.
fn at_hand_hash(name: &str, voice: Voice) -> Result<(String, String), Outcome> {
    let failed = |error: HostError| unusable(&error, voice);
    let there = at_hand(Asked { no_pins: true, ..Asked::default() }, voice)?;
    let found = match there.exporters.find(name) {
        Err(error) if error.kind() == HostErrorKind::MissingPlugin => return Err(unknown(name, &there, voice)),
        found => found.map_err(failed)?,
    };
    match found {
        Found::Bundled(short) => {
            let plugin = there.exporters.registry.get(short).map_err(failed)?;
            Ok((format!("jianbao.{short}"), plugin.sha256().map_err(failed)?))
        }
        Found::Other(other) => match &other.source {
            Source::Added(stored) => Ok((other.exporter.id.clone(), stored.sha256().to_owned())),
            _ => Err(unknown(name, &there, voice)),
        },
        _ => Err(unknown(name, &there, voice)),
    }
}

fn unknown(name: &str, there: &AtHand, voice: Voice) -> Outcome {
    report::error(&Text::new(format!("没有导出器 {name}"), format!("there is no exporter {name}")), voice.lang);
    known(there, false, voice);
    let zh = "锁定未添加的导出器须给出 --sha256 和完整编号";
    report::hint(&Text::new(zh, "one that was not added is pinned by `--sha256` and its full id"), voice.lang);
    Outcome::Unusable
}

/// The list as it is; empty where there is none yet.
fn text(path: &Path, voice: Voice) -> Result<String, Outcome> {
    jianbao_exporter_host::read_pins(path).map(Option::unwrap_or_default).map_err(|error| unusable(&error, voice))
}
