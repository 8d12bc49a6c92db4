//! The commands, one function each.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jianbao_exporter_host::HostErrorKind;
use jianbao_finding::{Finding, Lang, Severity, Text, io_reason, worst};
use jianbao_layout::{Layout, LoadError, find};
use jianbao_pipeline::{
    DOCUMENT_FORMAT, ExportRequest, Exporters, Mode, Pipeline, Prepared, RenderedFile, check_writable,
};
use jianbao_validate::Validator;
use serde_json::Value;

use crate::args::{Arguments, Command, Explain, Format, ImportCommand, Render, SchemaName};
use crate::exporter::{Asked, AtHand, at_hand, known, options};
use crate::interrupt::Interrupt;
use crate::report::{self, Outcome, Stream};
use crate::{explain, exporter, import, input, layouts, rules, validate};

/// What every command needs to know.
#[derive(Clone, Copy)]
pub(crate) struct Voice {
    pub(crate) lang: Lang,
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
}

/// Runs a command.
pub(crate) fn run(arguments: Arguments, lang: Lang) -> Outcome {
    let voice = Voice { lang, quiet: arguments.quiet, verbose: arguments.verbose };
    let outcome = match arguments.command {
        Command::Validate(arguments) => validate::run(&arguments, voice),
        Command::Import(arguments) => match arguments.command {
            ImportCommand::Platform(arguments) => import::platform(&arguments, voice),
        },
        Command::Explain(arguments) => explain_figure(&arguments, voice),
        Command::Render(arguments) => render(&arguments, voice),
        Command::Schema(arguments) => schema(arguments.name, voice),
        Command::Layout(arguments) => layouts::run(&arguments.command, voice),
        Command::Rules(arguments) => rules::run(&arguments.command, voice),
        Command::Exporter(arguments) => exporter::run(&arguments.command, voice),
    };
    if Interrupt::of_process().asked() { Outcome::Interrupted } else { outcome }
}

/// A layout by id or path, made ready; notes are for `validate`, which asks for them. A layout that does not exist is wrong usage, one with mistakes has findings.
pub(crate) fn pipeline(id: &str, voice: Voice) -> Result<Pipeline, Outcome> {
    let layout = find(id).map_err(|error| unusable_layout(error, voice))?;
    let pipeline = Pipeline::new(Arc::new(layout)).map(|pipeline| pipeline.least(Severity::Warning));
    pipeline.map_err(|findings| {
        report::findings(&findings, Format::Text, voice.lang, Stream::Error);
        Outcome::Findings
    })
}

pub(crate) fn unusable_layout(error: LoadError, voice: Voice) -> Outcome {
    let outcome = if matches!(error, LoadError::Wrong(_)) { Outcome::Findings } else { Outcome::Unusable };
    report::findings(&error.findings(), Format::Text, voice.lang, Stream::Error);
    outcome
}

pub(crate) fn read(path: &Path, voice: Voice) -> Result<input::Input, Outcome> {
    input::read(path).map_err(|text| {
        report::error(&text, voice.lang);
        Outcome::Unusable
    })
}

fn explain_figure(arguments: &Explain, voice: Voice) -> Outcome {
    let layout: Option<Layout> = match arguments.layout.as_deref().map(find).transpose() {
        Ok(layout) => layout,
        Err(error) => return unusable_layout(error, voice),
    };
    let input = match read(&arguments.dataset, voice) {
        Ok(input) => input,
        Err(outcome) => return outcome,
    };
    let validator = match layout.as_ref().map_or_else(|| Ok(Validator::default()), Validator::of) {
        Ok(validator) => validator,
        Err(findings) => return fatal(&findings, &input.name, voice),
    };
    let valid = match validator.validate(&input.name, &input.bytes) {
        Ok(valid) => valid,
        Err(findings) => return fatal(&findings, &input.name, voice),
    };
    let used = layout.as_ref().map(|layout| layout.manifest.id.as_str());
    let explainer = explain::Explainer { valid: &valid, layout: used, lang: voice.lang };
    let text = match &arguments.figure {
        None => explainer.list(),
        Some(id) => match explainer.figure(id) {
            Ok(text) => text,
            Err((message, hint)) => {
                report::error(&message, voice.lang);
                report::hint(&hint, voice.lang);
                return Outcome::Unusable;
            }
        },
    };
    report::print(&text, voice.lang)
}

fn fatal(findings: &[Finding], name: &str, voice: Voice) -> Outcome {
    report::findings(findings, Format::Text, voice.lang, Stream::Error);
    // Mistakes of a layout are not the dataset's.
    let of_layout = findings.iter().all(|finding| finding.code.starts_with("T-"));
    if !voice.quiet && !of_layout {
        report::say(&report::summary(name, findings, voice.lang));
    }
    Outcome::Findings
}

fn render(arguments: &Render, voice: Voice) -> Outcome {
    match try_render(arguments, voice) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn try_render(arguments: &Render, voice: Voice) -> Result<Outcome, Outcome> {
    output_folder(&arguments.output, voice)?;
    if let Some(name) = arguments.name.as_ref().filter(|name| name.is_empty() || name.contains(['/', '\\', ':'])) {
        report::error(
            &Text::new(
                format!("--name 只能是文件名，不能是路径：{name}"),
                format!("--name takes a file name, not a path: {name}"),
            ),
            voice.lang,
        );
        return Err(Outcome::Unusable);
    }
    let options = options::parse(&arguments.option, &arguments.to).map_err(|text| {
        report::error(&text, voice.lang);
        Outcome::Unusable
    })?;
    let asked = Asked {
        once: &arguments.exporter,
        pins: arguments.pins.as_deref(),
        no_pins: false,
        time_limit: arguments.time_limit,
    };
    let there = at_hand(asked, voice)?;
    known_formats(&arguments.to, &there, voice)?;
    let pipeline = pipeline(&arguments.layout, voice)?;
    let input = read(&arguments.dataset, voice)?;
    let mode = Mode { draft: arguments.draft };
    let prepared =
        pipeline.prepare(&input.name, &input.bytes, mode).map_err(|findings| fatal(&findings, &input.name, voice))?;
    report::findings(&prepared.findings, Format::Text, voice.lang, Stream::Error);
    if !voice.quiet {
        report::say(&report::summary(&input.name, &prepared.findings, voice.lang));
    }
    let found = worst(&prepared.findings);
    let denied = arguments.deny.map(Severity::from);
    if denied.is_some_and(|denied| found.is_some_and(|found| found >= denied)) {
        report::error(
            &Text::new("有不允许的发现，未写任何文件", "findings of a denied severity, nothing was written"),
            voice.lang,
        );
        return Err(Outcome::Findings);
    }
    let outcome = if found >= Some(Severity::Error) { Outcome::Findings } else { Outcome::Done };
    Ok(outcome.max(write(arguments, &there.exporters, &options, &prepared, voice)))
}

/// Writes every file of the report in every format.
fn write(
    arguments: &Render,
    exporters: &Exporters,
    options: &BTreeMap<String, Value>,
    prepared: &Prepared,
    voice: Voice,
) -> Outcome {
    let mut formats: Vec<String> = Vec::new();
    for format in &arguments.to {
        // A format named twice would be written over its own file.
        if !formats.contains(format) {
            formats.push(format.clone());
        }
    }
    let mut outcome = Outcome::Done;
    let stems = stems(&prepared.files, arguments.name.as_deref());
    let interrupt = Interrupt::listen();
    for (file, stem) in prepared.files.iter().zip(&stems).take_while(|_| !interrupt.asked()) {
        let mut request = ExportRequest::new(&file.document, &formats, &arguments.output, stem);
        request.replace = arguments.force;
        request.allow_degrade = arguments.allow_degrade;
        request.options.clone_from(options);
        request.keep_job = arguments.keep_job;
        for result in exporters.export(&request) {
            match result {
                Ok(files) => {
                    for file in files {
                        outcome = outcome.max(report::print(&format!("{}\n", file.path.display()), voice.lang));
                        report::degraded(&file, voice.lang);
                        if let Some(folder) = &file.job_dir {
                            report::job_dir(folder, voice.lang);
                        }
                    }
                }
                Err(error) => {
                    report::export_error(&error, voice.lang, voice.verbose);
                    outcome = outcome.max(Outcome::Findings);
                }
            }
        }
    }
    outcome
}

/// Names of the files: the layout's own. A name given by the user is that of the first file; those of the others follow from
/// it with what sets them apart, or their number.
fn stems(files: &[RenderedFile], name: Option<&str>) -> Vec<String> {
    let own = |file: &RenderedFile| file.stem.clone();
    let Some(name) = name else { return files.iter().map(own).collect() };
    let first = &files[0].stem;
    let named = files.iter().enumerate().map(|(index, file)| match (index, file.stem.strip_prefix(first.as_str())) {
        (0, _) => name.to_owned(),
        (_, Some(rest)) if !rest.is_empty() => format!("{name}{rest}"),
        _ => format!("{name}-{}", index + 1),
    });
    named.collect()
}

/// The output folder must be there before anything is computed.
fn output_folder(folder: &Path, voice: Voice) -> Result<(), Outcome> {
    let shown = folder.display();
    if folder.is_dir() {
        return check_writable(folder).map_err(|error| {
            let reason = io_reason(&error);
            let zh = format!("无法写入输出目录 {shown}：{}", reason.zh);
            report::error(
                &Text::new(zh, format!("cannot write to the output folder {shown}: {}", reason.en)),
                voice.lang,
            );
            report::hint(&Text::new("请换一个可写的目录", "choose a folder that you may write to"), voice.lang);
            Outcome::Unusable
        });
    }
    if folder.exists() {
        report::error(&Text::new(format!("{shown} 不是目录"), format!("{shown} is not a folder")), voice.lang);
    } else {
        report::error(
            &Text::new(format!("输出目录 {shown} 不存在"), format!("the output folder {shown} does not exist")),
            voice.lang,
        );
        report::hint(&Text::new("请先建立该目录", "create it first"), voice.lang);
    }
    Err(Outcome::Unusable)
}

/// A format that nothing writes is wrong usage; one whose exporter is not installed is told by the exporters.
fn known_formats(formats: &[String], there: &AtHand, voice: Voice) -> Result<(), Outcome> {
    for format in formats.iter().filter(|format| *format != DOCUMENT_FORMAT) {
        let Err(error) = there.exporters.find(format) else { continue };
        if error.kind() != HostErrorKind::MissingPlugin {
            report::host_problem(&error, voice.lang, voice.verbose);
            return Err(Outcome::Unusable);
        }
        report::error(&Text::new(format!("没有格式 {format}"), format!("there is no format {format}")), voice.lang);
        known(there, true, voice);
        if format.contains('.') {
            let zh = "缺少的导出器用 jianbao exporter add FILE 添加";
            report::hint(&Text::new(zh, "`jianbao exporter add FILE` adds an exporter that is missing"), voice.lang);
        }
        // It may be one of those.
        for error in &there.unusable {
            report::host_problem(error, voice.lang, voice.verbose);
        }
        return Err(Outcome::Unusable);
    }
    Ok(())
}

fn schema(name: SchemaName, voice: Voice) -> Outcome {
    let schema = match name {
        SchemaName::Dataset => jianbao_dataset::schema(),
        SchemaName::Document => jianbao_document::schema().to_value(),
        SchemaName::Layout => jianbao_layout::schema(),
        SchemaName::Rules => jianbao_layout::rules_schema(),
        SchemaName::Exporter => jianbao_exporter_host::description_schema(),
        SchemaName::Finding => jianbao_finding::schema(),
    };
    // The alternate form of a JSON value is its indented text.
    report::print(&format!("{schema:#}\n"), voice.lang)
}
