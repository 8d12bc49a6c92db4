//! `jianbao exporter …`: one file a sub-command.

mod add;
mod at_hand;
mod describe;
mod list;
mod new;
pub(crate) mod options;
mod options_table;
mod pin;
mod problem;
mod remove;
mod test;

use std::path::{Path, PathBuf};

use jianbao_exporter_host::{ChildConfig, Host, HostError, Plugin, Registry, Store, user_home};
use jianbao_finding::Text;
use jianbao_pipeline::{DOCUMENT_FORMAT, Exporters};

pub(crate) use at_hand::{Asked, AtHand, at_hand};
pub(crate) use problem::problem_in_chinese;

use crate::EXPORTER_CHILD;
use crate::args::ExporterCommand;
use crate::commands::Voice;
use crate::interrupt::Interrupt;
use crate::report::{self, Outcome};

/// Runs a sub-command.
pub(crate) fn run(command: &ExporterCommand, voice: Voice) -> Outcome {
    let outcome = match command {
        ExporterCommand::Add { file, sha256 } => add::run(file, sha256.as_deref(), voice),
        ExporterCommand::Remove { exporter } => remove::run(exporter, voice),
        ExporterCommand::List { format } => list::run(*format, voice),
        ExporterCommand::Describe { exporter, format } => describe::run(exporter, *format, voice),
        ExporterCommand::New(arguments) => Ok(new::run(arguments, voice)),
        ExporterCommand::Test(arguments) => Ok(test::run(arguments, voice)),
        ExporterCommand::Pin { id, target, sha256, pins } => {
            pin::run(&pin::Pinned { id, target: target.as_deref(), sha256: sha256.as_deref(), pins }, voice)
        }
    };
    match outcome {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

/// The bundled exporters alone, run by this very program.
pub(crate) fn exporters(voice: Voice) -> Result<Exporters, Outcome> {
    let failed = |error: &dyn std::fmt::Display| {
        report::error(
            &Text::new(format!("无法使用导出器：{error}"), format!("cannot use the exporters: {error}")),
            voice.lang,
        );
        Outcome::Findings
    };
    let program = std::env::current_exe().map_err(|error| failed(&error))?;
    let folder = program.parent().map(Path::to_owned).unwrap_or_default();
    let built_in = PathBuf::from(env!("JIANBAO_PROFILE_DIR"));
    let registry = Registry::bundled(&folder, Some(&built_in)).map_err(|error| failed(&error))?;
    let child = ChildConfig { program, args: vec![EXPORTER_CHILD.into()] };
    let host = Host::new(child).with_interrupt(Interrupt::of_process().stop);
    Ok(Exporters::new(host, registry))
}

/// The exporters that this user added.
fn store(voice: Voice) -> Result<Store, Outcome> {
    user_home().map(|home| Store::below(&home)).map_err(|error| unusable(&error, voice))
}

/// A SHA-256 that was typed, in small letters.
fn hash(sha256: &str, voice: Voice) -> Result<String, Outcome> {
    if sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(sha256.to_ascii_lowercase());
    }
    let zh = format!("{sha256} 不是 SHA-256：应为 64 位十六进制数");
    report::error(&Text::new(zh, format!("{sha256} is not a SHA-256: 64 hexadecimal digits")), voice.lang);
    Err(Outcome::Unusable)
}

/// Says what is wrong before anything ran.
fn unusable(error: &HostError, voice: Voice) -> Outcome {
    report::host_problem(error, voice.lang, voice.verbose);
    Outcome::Unusable
}

/// Says on whose word a file is run that was not added.
pub(crate) fn notice(plugin: &Plugin, voice: Voice) -> Result<(), Outcome> {
    let sha256 = plugin.sha256().map_err(|error| unusable(&error, voice))?;
    if !voice.quiet {
        let path = plugin.path().display();
        let text = Text::new(
            format!("仅本次运行导出器 {path}（SHA-256 {sha256}）"),
            format!("running the exporter {path} this once (SHA-256 {sha256})"),
        );
        report::say(text.get(voice.lang));
    }
    Ok(())
}

/// Says what there is.
pub(crate) fn known(there: &AtHand, with_document: bool, voice: Voice) {
    let mut names = there.names();
    if with_document {
        names.push(DOCUMENT_FORMAT.to_owned());
    }
    let text = if with_document {
        Text::new(format!("可用的格式：{}", names.join("、")), format!("known formats: {}", names.join(", ")))
    } else {
        Text::new(format!("现有的导出器：{}", names.join("、")), format!("known exporters: {}", names.join(", ")))
    };
    report::hint(&text, voice.lang);
}
