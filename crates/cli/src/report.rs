//! What people see: findings, errors, counts.

use std::io::{IsTerminal as _, Write};
use std::path::Path;

use jianbao_exporter_host::{Degraded, HostError, HostErrorKind, LostFeature};
use jianbao_finding::{About, Colour, Finding, Lang, Severity, Text, io_reason, record, render};
use jianbao_pipeline::{ExportCause, ExportError, Written};

use crate::args::Format;
use crate::exporter::problem_in_chinese;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Done, nothing found at or above the denied severity.
    Done,
    /// Findings, or an export failed.
    Findings,
    /// Wrong usage or unreadable input.
    Unusable,
    /// Ended by Ctrl-C: 128 and the number of the signal, as shells count.
    Interrupted = 130,
}

impl From<Outcome> for std::process::ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Writes a line to standard error. Where nobody listens there, as in `2>&1 | head -1`, the command goes on.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Writes data to standard output. A reader that closes the pipe early is no fault; a full disk is.
pub(crate) fn print(text: &str, lang: Lang) -> Outcome {
    let mut output = std::io::stdout();
    written(output.write_all(text.as_bytes()).and_then(|()| output.flush()), lang)
}

/// What a command ends with that wrote its data so.
pub(crate) fn written(result: std::io::Result<()>, lang: Lang) -> Outcome {
    match result {
        Err(cause) if cause.kind() != std::io::ErrorKind::BrokenPipe => {
            let reason = io_reason(&cause);
            let zh = format!("无法写到标准输出：{}", reason.zh);
            error(&Text::new(zh, format!("cannot write to standard output: {}", reason.en)), lang);
            Outcome::Unusable
        }
        _ => Outcome::Done,
    }
}

/// Prints an error that is not a finding.
pub(crate) fn error(text: &Text, lang: Lang) {
    match lang {
        Lang::Zh => say(&format!("错误：{}", text.zh)),
        Lang::En => say(&format!("error: {}", text.en)),
    }
}

/// Prints a hint below an error.
pub(crate) fn hint(text: &Text, lang: Lang) {
    match lang {
        Lang::Zh => say(&format!("  建议：{}", text.zh)),
        Lang::En => say(&format!("  hint: {}", text.en)),
    }
}

/// Where findings go.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stream {
    /// They are what was asked for.
    Output,
    /// They accompany something else.
    Error,
}

/// Writes findings. A closed pipe ends the writing silently, as does whatever befalls standard error.
pub(crate) fn findings(findings: &[Finding], format: Format, lang: Lang, stream: Stream) -> Outcome {
    let (mut to, terminal): (Box<dyn Write>, bool) = match stream {
        Stream::Output => (Box::new(std::io::stdout().lock()), std::io::stdout().is_terminal()),
        Stream::Error => (Box::new(std::io::stderr().lock()), std::io::stderr().is_terminal()),
    };
    let colour = if terminal && std::env::var_os("NO_COLOR").is_none() { Colour::Ansi } else { Colour::Plain };
    for finding in findings {
        let text = match format {
            Format::Text => render(finding, lang, colour) + "\n",
            // A record holds text and whole numbers only.
            Format::Json => serde_json::to_string(&record(finding, &About::default(), lang)).unwrap_or_default(),
        };
        let result = writeln!(to, "{text}").and_then(|()| to.flush());
        if result.is_err() {
            drop(to);
            return match stream {
                Stream::Output => written(result, lang),
                Stream::Error => Outcome::Done,
            };
        }
    }
    Outcome::Done
}

/// Counts of findings in words; notes are counted where there are any.
pub(crate) fn summary(name: &str, findings: &[Finding], lang: Lang) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).map(|_| 1).sum::<u64>();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    if findings.is_empty() {
        return match lang {
            Lang::Zh => format!("{name}：没有发现问题"),
            Lang::En => format!("{name}: nothing found"),
        };
    }
    let more = match lang {
        _ if notes == 0 => String::new(),
        Lang::Zh => format!("，{notes} 个提示"),
        Lang::En => format!(", {}", counted(notes, "note")),
    };
    match lang {
        Lang::Zh => format!("{name}：{errors} 个错误，{warnings} 个警告{more}"),
        Lang::En => format!("{name}: {}, {}{more}", counted(errors, "error"), counted(warnings, "warning")),
    }
}

pub(crate) fn counted(count: u64, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// Prints why a format could not be written.
pub(crate) fn export_error(failed: &ExportError, lang: Lang, verbose: bool) {
    let format = &failed.format;
    match &failed.cause {
        ExportCause::Host(host) => host_error(format, host, lang, verbose),
        ExportCause::Exists(path) => exists(&path.display().to_string(), lang),
        ExportCause::SameFile(path, other) => {
            let path = path.display();
            let zh = format!("{format} 与 {other} 要写同一个文件 {path}，未写 {format}");
            error(
                &Text::new(zh, format!("{format} would write {path}, as {other} does; {format} was not written")),
                lang,
            );
            hint(
                &Text::new("请分两次导出，用不同的 --name", "export them one after the other, with another `--name`"),
                lang,
            );
        }
        ExportCause::NoOptions => {
            error(&Text::new(format!("格式 {format} 没有选项"), format!("the format {format} has no options")), lang);
        }
        ExportCause::Io(path, cause) => {
            let (path, reason) = (path.display(), io_reason(cause));
            error(
                &Text::new(format!("无法写入 {path}：{}", reason.zh), format!("cannot write {path}: {}", reason.en)),
                lang,
            );
        }
        other => error(&Text::same(format!("{format}: {other:?}")), lang),
    }
}

/// Prints what an exporter left out of a file.
pub(crate) fn degraded(file: &Written, lang: Lang) {
    let format = &file.format;
    for Degraded { feature, message, pointer, .. } in &file.degraded {
        let zh = format!("{format} 中未能保留：{feature}{}", beside(pointer.as_deref(), message, ["（", "）", "："]));
        let en = format!("not kept in {format}: {feature}{}", beside(pointer.as_deref(), message, [" (", ")", ": "]));
        say(Text::new(zh, en).get(lang));
    }
}

/// Prints which features would be lost and where, one a line.
fn lost_features(lost: &[LostFeature], lang: Lang) {
    for LostFeature { feature, places, more, .. } in lost {
        let at = |marks: [&str; 2]| -> Vec<String> {
            let named = places.iter().map(|place| match &place.text {
                Some(text) => format!("{}{}{text}{}", place.pointer, marks[0], marks[1]),
                None => place.pointer.clone(),
            });
            named.collect()
        };
        let (zh, en) = (at(["（", "）"]).join("、"), at([" (", ")"]).join(", "));
        let text = match more {
            _ if places.is_empty() => Text::same(feature.clone()),
            0 => Text::new(format!("{feature}：{zh}"), format!("{feature}: {en}")),
            more => Text::new(format!("{feature}：{zh}，另有 {more} 处"), format!("{feature}: {en}, and {more} more")),
        };
        say(&format!("  {}", text.get(lang)));
    }
}

/// A pointer in brackets and a message after a colon, where there are any.
fn beside(pointer: Option<&str>, message: &str, [open, close, colon]: [&str; 3]) -> String {
    let pointer = pointer.map(|pointer| format!("{open}{pointer}{close}")).unwrap_or_default();
    if message.is_empty() { pointer } else { format!("{pointer}{colon}{message}") }
}

/// Prints that a file is already there.
pub(crate) fn exists(path: &str, lang: Lang) {
    error(&Text::new(format!("{path} 已存在，未改动"), format!("{path} exists and was left alone")), lang);
    hint(&Text::new("用 --force 覆盖，或换一个输出目录", "use --force to replace it, or another folder"), lang);
}

/// Prints why the exporter of a format failed.
pub(crate) fn host_error(format: &str, host: &HostError, lang: Lang, verbose: bool) {
    let zh = format!("导出 {format} 失败：{}", in_chinese(host));
    error(&Text::new(zh, format!("export to {format} failed: {host}")), lang);
    details(host, lang, verbose);
}

/// Prints what is wrong with an exporter that was not about to write anything.
pub(crate) fn host_problem(host: &HostError, lang: Lang, verbose: bool) {
    error(&Text::new(in_chinese(host), host.to_string()), lang);
    details(host, lang, verbose);
}

/// The reason in Chinese; the exporter's own words, which nobody can translate, in brackets.
fn in_chinese(host: &HostError) -> String {
    let problem = host.problem().and_then(problem_in_chinese);
    problem.map_or_else(|| format!("{}（{host}）", kind_in_chinese(host.kind())), |(message, _)| message)
}

fn details(host: &HostError, lang: Lang, verbose: bool) {
    lost_features(host.lost(), lang);
    if let Some(pointer) = host.pointer() {
        let text = Text::new(format!("文档中的位置：{pointer}"), format!("place in the document: {pointer}"));
        say(&format!("  {}", text.get(lang)));
    }
    if let Some(text) = host.hint() {
        let zh = host.problem().and_then(problem_in_chinese).map(|(_, hint)| hint);
        let zh = zh.or_else(|| hint_in_chinese(host.kind()).map(str::to_owned));
        hint(&Text::new(zh.unwrap_or_else(|| text.to_owned()), text), lang);
    }
    if let Some(folder) = host.job_dir() {
        job_dir(folder, lang);
    }
    if verbose && !host.stderr().is_empty() {
        say(host.stderr().trim_end());
    }
}

/// Prints where the working folder of an exporter was kept.
pub(crate) fn job_dir(folder: &Path, lang: Lang) {
    let folder = folder.display();
    let text = Text::new(format!("保留了导出器的工作目录：{folder}"), format!("kept the exporter's folder: {folder}"));
    say(&format!("  {}", text.get(lang)));
}

/// What to do about a kind of error, where that does not depend on the case.
fn hint_in_chinese(kind: HostErrorKind) -> Option<&'static str> {
    use HostErrorKind as Kind;
    Some(match kind {
        Kind::NotAnExporter => "导出器是为本机编译好的动态库、可执行文件，或首行以 #! 开头的脚本",
        Kind::WrongMachine => "请取得适用于本系统和处理器的导出器",
        Kind::Options => "jianbao exporter describe ID 列出全部选项",
        Kind::Features => "请换一种格式，或用 --allow-degrade 允许舍弃",
        Kind::Model => "请使用为本版监报编写的导出器",
        Kind::Crashed | Kind::EndedEarly | Kind::Bug | Kind::BadResult => {
            "未写出文件，其他导出不受影响；请用 --keep-job 保留工作目录，一并报告给导出器的提供者"
        }
        Kind::TimedOut => "请用 --time-limit 放宽时限，或减少要导出的内容",
        Kind::TargetExists => "用 --force 覆盖，或换一个名称",
        _ => return None,
    })
}

fn kind_in_chinese(kind: HostErrorKind) -> &'static str {
    use HostErrorKind as Kind;
    match kind {
        Kind::MissingPlugin => "没有这个导出器",
        Kind::NotAnExporter => "这个文件不是导出器",
        Kind::WrongMachine => "导出器是为另一种系统或处理器编译的",
        Kind::NotALibrary => "文件不是可加载的库",
        Kind::NoSymbol => "这个库不是导出器",
        Kind::WrongAbi => "导出器是为另一版接口编译的",
        Kind::BrokenTable => "导出器的接口表不完整",
        Kind::HashMismatch => "导出器文件被改动过",
        Kind::Ambiguous => "导出器的名称不唯一",
        Kind::AlreadyAdded => "导出器已经添加过",
        Kind::Exposed => "导出器文件可被别人改动",
        Kind::Store => "添加过的导出器无法使用",
        Kind::Pinned => "项目的导出器清单不允许",
        Kind::Manifest => "导出器清单无法使用",
        Kind::BadDescription => "导出器的自述不合规定",
        Kind::Options => "导出选项有误",
        Kind::Features => "导出器无法完整表现这份文档",
        Kind::Model => "导出器不认识这一版文档",
        Kind::Failed => "导出器无法写出这份文档",
        Kind::Cancelled => "导出已取消",
        Kind::BadRequest => "导出器读不懂请求",
        Kind::Bug => "导出器自身出错",
        Kind::Refused => "导出器要写的文件不被允许",
        Kind::Crashed => "导出器意外终止",
        Kind::EndedEarly => "导出器没有完成就结束了",
        Kind::TimedOut => "导出器超时",
        Kind::BadResult => "导出器写出的文件不合格",
        Kind::TargetExists => "目标文件已存在",
        Kind::Spawn => "无法启动导出进程",
        _ => "读写文件出错",
    }
}
