//! `jianbao exporter …`: one file a sub-command.

mod describe;
mod list;
mod new;
mod test;

use std::path::{Path, PathBuf};

use jianbao_exporter_host::{ChildConfig, Host, Plugin, Registry};
use jianbao_finding::Text;
use jianbao_pipeline::Exporters;

use crate::EXPORTER_CHILD;
use crate::args::ExporterCommand;
use crate::commands::Voice;
use crate::interrupt::Interrupt;
use crate::report::{self, Outcome};

/// Runs a sub-command.
pub(crate) fn run(command: &ExporterCommand, voice: Voice) -> Outcome {
    match command {
        ExporterCommand::List => list::run(voice),
        ExporterCommand::Describe { id } => describe::run(id, voice),
        ExporterCommand::New(arguments) => new::run(arguments, voice),
        ExporterCommand::Test(arguments) => test::run(arguments, voice),
    }
}

/// The bundled exporters, run by this very program.
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
    Ok(Exporters { host, registry })
}

fn unknown_exporter(id: &str, exporters: &Exporters, voice: Voice) -> Outcome {
    report::error(&Text::new(format!("没有导出器 {id}"), format!("there is no exporter {id}")), voice.lang);
    let there: Vec<&str> = exporters.registry.plugins().iter().map(Plugin::name).collect();
    let there = there.join(", ");
    report::hint(&Text::new(format!("现有的导出器：{there}"), format!("known exporters: {there}")), voice.lang);
    Outcome::Unusable
}
