//! `jianbao exporter describe`.

use std::path::Path;

use jianbao_exporter_host::{ExporterInfo, HostErrorKind, Plugin};
use jianbao_finding::{Lang, Text};

use super::{Asked, AtHand, at_hand, known, notice, options_table, unusable};
use crate::args::Format;
use crate::commands::Voice;
use crate::report::{self, Outcome};

/// What an exporter says about itself.
pub(super) fn run(asked: &str, format: Format, voice: Voice) -> Result<Outcome, Outcome> {
    let there = at_hand(Asked { no_pins: true, ..Asked::default() }, voice)?;
    let described = if is_path(asked) { of_file(&there, asked, voice)? } else { vec![of_id(&there, asked, voice)?] };
    let texts: Vec<String> = described
        .iter()
        .map(|exporter| match format {
            Format::Json => format!("{:#}\n", serde_json::to_value(exporter).unwrap_or_default()),
            Format::Text => text(exporter, voice.lang),
        })
        .collect();
    let between = if format == Format::Text { "\n" } else { "" };
    Ok(report::print(&texts.join(between), voice.lang))
}

/// Whether a file is meant. A bare name never is, so that no file is run for lying in the working folder.
fn is_path(asked: &str) -> bool {
    asked.contains('/') || (cfg!(windows) && asked.contains('\\'))
}

/// The exporters in a file, which the user names to have it run.
fn of_file(there: &AtHand, asked: &str, voice: Voice) -> Result<Vec<ExporterInfo>, Outcome> {
    let failed = |error| unusable(&error, voice);
    let plugin = Plugin::at(Path::new(asked)).map_err(failed)?;
    notice(&plugin, voice)?;
    there.exporters.host.describe(&plugin).map(|description| description.exporters).map_err(failed)
}

fn of_id(there: &AtHand, asked: &str, voice: Voice) -> Result<ExporterInfo, Outcome> {
    use jianbao_pipeline::Found;
    match there.exporters.find(asked) {
        Ok(Found::Other(other)) => Ok(other.exporter.clone()),
        Ok(_) => there.exporters.exporter(asked).map(|(_, exporter)| exporter).map_err(|error| {
            report::host_error(asked, &error, voice.lang, voice.verbose);
            Outcome::Unusable
        }),
        Err(error) if error.kind() == HostErrorKind::MissingPlugin => {
            unknown(asked, there, voice);
            Err(Outcome::Unusable)
        }
        Err(error) => Err(unusable(&error, voice)),
    }
}

fn unknown(asked: &str, there: &AtHand, voice: Voice) {
    report::error(&Text::new(format!("没有导出器 {asked}"), format!("there is no exporter {asked}")), voice.lang);
    known(there, false, voice);
    if Path::new(asked).is_file() {
        let command = format!("jianbao exporter describe ./{asked}");
        let text = Text::new(
            format!("运行当前目录中的文件：{command}"),
            format!("to run the file in this folder: `{command}`"),
        );
        report::hint(&text, voice.lang);
    }
    for error in &there.unusable {
        report::host_problem(error, voice.lang, voice.verbose);
    }
}

/// What an exporter is, and its options as a table.
fn text(exporter: &ExporterInfo, lang: Lang) -> String {
    let unknown = Text::new("未注明", "not stated");
    let stated = |text: &Option<String>| text.clone().unwrap_or_else(|| unknown.get(lang).to_owned());
    let list = |texts: &[String]| if texts.is_empty() { "-".to_owned() } else { texts.join(", ") };
    let outputs: Vec<String> =
        exporter.outputs.iter().map(|output| format!("{} (.{})", output.role, output.extension)).collect();
    let models = format!("{}–{}", exporter.document_model.min, exporter.document_model.max);
    let rows = [
        (Text::new("版本", "version"), exporter.version.clone()),
        (Text::new("提供者", "vendor"), stated(&exporter.vendor)),
        (Text::new("许可", "licence"), stated(&exporter.licence)),
        (Text::new("输出", "outputs"), list(&outputs)),
        (Text::new("文档模型", "document model"), models),
        (Text::new("能表现", "features"), list(&exporter.features)),
    ];
    let mut lines = format!("{}  {}\n", exporter.id, exporter.title);
    for (name, value) in rows {
        lines += &match lang {
            Lang::Zh => format!("{}：{value}\n", name.zh),
            Lang::En => format!("{}: {value}\n", name.en),
        };
    }
    format!("{lines}\n{}", options_table::table(&exporter.options_schema, lang))
}
