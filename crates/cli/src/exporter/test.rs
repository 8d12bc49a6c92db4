//! `jianbao exporter test`: the conformance kit on one exporter.

use std::path::Path;
use std::time::Duration;

use jianbao_exporter_conformance::{Case, CaseResult, FuzzReport, Kit, Selection, Verdict, cases};
use jianbao_exporter_host::Plugin;
use jianbao_finding::{Lang, Text};

use super::{exporters, notice, unusable};
use crate::args::{Format, Test};
use crate::commands::Voice;
use crate::interrupt::Interrupt;
use crate::report::{self, Outcome, counted};

/// The seed of the first random document.
const FIRST_SEED: u64 = 1;

/// Runs the cases, random documents, or one case in this process.
pub(super) fn run(arguments: &Test, voice: Voice) -> Outcome {
    let selection = Selection { names: arguments.case.clone() };
    let asked = selection.unknown().into_iter().chain(arguments.in_process.as_deref());
    if let Some(name) = asked.into_iter().find(|name| cases().all(|case| case.name != *name)) {
        return unknown_case(name, voice);
    }
    let Some(file) = arguments.file.as_deref().filter(|_| !arguments.list) else { return list(arguments, voice) };
    let kit = match kit(file, voice) {
        Ok(kit) => kit,
        Err(outcome) => return outcome,
    };
    if arguments.in_process.is_none() {
        Interrupt::listen();
    }
    match (&arguments.in_process, arguments.fuzz, arguments.reproduce) {
        (Some(name), ..) => in_process(&kit, name, voice),
        (None, None, None) => each_exporter(kit, &selection, arguments, voice),
        (None, seconds, seed) => {
            let time = Duration::from_secs(seconds.unwrap_or_default());
            fuzz(&kit, seed.unwrap_or(FIRST_SEED), time, file, arguments.format, voice)
        }
    }
}

fn list(arguments: &Test, voice: Voice) -> Outcome {
    let lines = cases().map(|case| match arguments.format {
        Format::Text => format!("{}\t{}\n", case.name, case.what().get(voice.lang)),
        Format::Json => format!("{}\n", serde_json::json!({ "name": case.name, "what": case.what().en })),
    });
    report::print(&lines.collect::<String>(), voice.lang)
}

/// The kit for a file that the user named, which is the consent to run it.
fn kit(file: &Path, voice: Voice) -> Result<Kit, Outcome> {
    let host = exporters(voice)?.host;
    let plugin = Plugin::at(file).map_err(|error| unusable(&error, voice))?;
    notice(&plugin, voice)?;
    Ok(Kit::new(host, plugin))
}

fn unknown_case(name: &str, voice: Voice) -> Outcome {
    report::error(&Text::new(format!("没有项目 {name}"), format!("there is no case {name}")), voice.lang);
    report::hint(
        &Text::new("`jianbao exporter test --list` 列出全部项目", "`jianbao exporter test --list` lists the cases"),
        voice.lang,
    );
    Outcome::Unusable
}

/// Runs the cases on every exporter of the plugin; a plugin that does not describe itself is tried once.
fn each_exporter(kit: Kit, selection: &Selection, arguments: &Test, voice: Voice) -> Outcome {
    let ids: Vec<String> = kit.exporters().into_iter().map(str::to_owned).collect();
    let mut kit = kit;
    let mut outcome = run_cases(&kit, selection, arguments, voice);
    for id in ids.into_iter().skip(1) {
        kit = kit.with_exporter(id);
        outcome = outcome.max(run_cases(&kit, selection, arguments, voice));
    }
    outcome
}

fn run_cases(kit: &Kit, selection: &Selection, arguments: &Test, voice: Voice) -> Outcome {
    let shown = |result: &CaseResult| !arguments.only_failed || result.verdict == Verdict::Fail;
    let mut printed = Outcome::Done;
    let mut report = kit.run_with(selection, &mut |case, result| {
        if arguments.format == Format::Text && shown(result) {
            printed = printed.max(report::print(&line(case, result, voice.lang), voice.lang));
        }
    });
    let failed = report.failed;
    let text = match arguments.format {
        Format::Text => summary(&report, voice.lang),
        Format::Json => {
            report.cases.retain(shown);
            format!("{:#}\n", serde_json::to_value(&report).unwrap_or_default())
        }
    };
    let ended = if failed == 0 { Outcome::Done } else { Outcome::Findings };
    printed.max(report::print(&text, voice.lang)).max(ended)
}

/// A case and how it ended; the reason or remark below it.
fn line(case: &Case, result: &CaseResult, lang: Lang) -> String {
    let verdict = match (result.verdict, lang) {
        (Verdict::Pass, Lang::Zh) => "通过",
        (Verdict::Fail, Lang::Zh) => "失败",
        (Verdict::Skip, Lang::Zh) => "跳过",
        (Verdict::Pass, Lang::En) => "pass",
        (Verdict::Fail, Lang::En) => "FAIL",
        (Verdict::Skip, Lang::En) => "skip",
    };
    let message = result.message.as_ref().map(|message| format!("      {message}\n")).unwrap_or_default();
    format!("{verdict}  {:<18}  {}\n{message}", case.name, case.what().get(lang))
}

fn summary(report: &jianbao_exporter_conformance::Report, lang: Lang) -> String {
    let count = |verdict| report.cases.iter().filter(|result| result.verdict == verdict).count();
    let (passed, skipped) = (count(Verdict::Pass), count(Verdict::Skip));
    let name = report.exporter.as_ref().map(|exporter| format!("{} {}", exporter.id, exporter.version));
    let text = Text::new(
        format!(
            "{}：通过 {passed} 项，失败 {} 项，跳过 {skipped} 项",
            name.as_deref().unwrap_or("没有自述的导出器"),
            report.failed
        ),
        format!(
            "{}: {passed} passed, {} failed, {skipped} skipped",
            name.as_deref().unwrap_or("an exporter that did not describe itself"),
            report.failed
        ),
    );
    format!("{}\n", text.get(lang))
}

fn fuzz(kit: &Kit, first: u64, time: Duration, file: &Path, format: Format, voice: Voice) -> Outcome {
    let report = match kit.fuzz(first, time) {
        Ok(report) => report,
        Err(reason) => {
            let zh = format!("无法用随机文档检验：{reason}");
            report::error(&Text::new(zh, format!("random documents cannot be tried: {reason}")), voice.lang);
            return Outcome::Unusable;
        }
    };
    let text = match format {
        Format::Text => fuzz_text(&report, file, voice.lang),
        Format::Json => format!("{:#}\n", serde_json::to_value(&report).unwrap_or_default()),
    };
    let ended = if report.surprises.is_empty() { Outcome::Done } else { Outcome::Findings };
    report::print(&text, voice.lang).max(ended)
}

fn fuzz_text(report: &FuzzReport, file: &Path, lang: Lang) -> String {
    let FuzzReport { documents, refused, codes, surprises, .. } = report;
    let mut text = String::new();
    for surprise in surprises {
        let (seed, message, file) = (surprise.seed, &surprise.message, file.display());
        let again = format!("jianbao exporter test {file} --reproduce {seed}");
        let line = Text::new(
            format!("失败  种子 {seed}：{message}\n      重做：{again}\n"),
            format!("FAIL  seed {seed}: {message}\n      again: {again}\n"),
        );
        text += line.get(lang);
    }
    let found = surprises.len();
    let all = counted(*documents, "random document");
    let line = Text::new(
        format!("随机文档 {documents} 份：{refused} 份被说明原因后拒绝，失败 {found} 份\n"),
        format!("{all}: {refused} refused with a reason, {found} failed\n"),
    );
    text += line.get(lang);
    for (code, count) in codes {
        text += &format!("      {code}: {count}\n");
    }
    text
}

fn in_process(kit: &Kit, name: &str, voice: Voice) -> Outcome {
    let Some(case) = cases().find(|case| case.name == name) else { return unknown_case(name, voice) };
    match kit.run_in_process(case) {
        Err(reason) => {
            report::error(&Text::new(format!("无法运行：{reason}"), format!("it cannot be run: {reason}")), voice.lang);
            Outcome::Unusable
        }
        Ok(ran) => {
            let (status, files) = (ran.status, ran.files.join(", "));
            let reason = ran.reason.map(|reason| format!("\n{reason}")).unwrap_or_default();
            let zh = format!("返回 {status}；输出：{files}{reason}\n");
            let text = Text::new(zh, format!("it returned {status}; outputs: {files}{reason}\n"));
            let ended = if status == 0 { Outcome::Done } else { Outcome::Findings };
            report::print(text.get(voice.lang), voice.lang).max(ended)
        }
    }
}
