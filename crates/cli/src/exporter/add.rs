//! `jianbao exporter add`.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;

use jianbao_exporter_host::{Candidate, PluginKind, StoredExporter, shell_word};
use jianbao_finding::{Lang, Text};

use super::{exporters, hash, store, unusable};
use crate::commands::Voice;
use crate::interrupt::Interrupt;
use crate::report::{self, Outcome};

/// Keeps a private copy of a file, once the user agreed to its hash.
pub(super) fn run(file: &Path, sha256: Option<&str>, voice: Voice) -> Result<Outcome, Outcome> {
    let failed = |error| unusable(&error, voice);
    let sha256 = sha256.map(|sha256| hash(sha256, voice)).transpose()?;
    let candidate = Candidate::at(file).map_err(failed)?;
    match sha256 {
        Some(sha256) => candidate.expect(&sha256).map_err(failed)?,
        None => consent(&candidate, voice)?,
    }
    // Nobody is asked any more: from here on Ctrl-C ends the exporter, and nothing is left in the store.
    Interrupt::listen();
    let host = exporters(voice)?.host;
    let added = store(voice)?.add(&candidate, &host, env!("CARGO_PKG_VERSION")).map_err(failed)?;
    if voice.quiet {
        return Ok(Outcome::Done);
    }
    Ok(report::print(&told(&added, voice.lang), voice.lang))
}

/// Asks at a terminal; elsewhere only a hash is consent.
fn consent(candidate: &Candidate, voice: Voice) -> Result<(), Outcome> {
    report::say(facts(candidate).get(voice.lang));
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        let zh = "没有终端可供询问，未添加；给出 SHA-256 即表示同意运行这个文件";
        let en = "not added: there is no terminal to ask at; its SHA-256 is the consent to run it";
        report::error(&Text::new(zh, en), voice.lang);
        let command = command(candidate);
        report::hint(&Text::same(format!("`{command}`")), voice.lang);
        return Err(Outcome::Unusable);
    }
    let question = Text::new(
        "添加后它将以您的权限运行，现在即运行一次以取得其自述。确定添加？[y/N] ",
        "Once added it runs with your rights, for the first time now, to say what it is. Add it? [y/N] ",
    );
    let mut terminal = std::io::stderr();
    // Who does not see the question cannot say yes.
    let _ = write!(terminal, "{}", question.get(voice.lang)).and_then(|()| terminal.flush());
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    if read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是") {
        return Ok(());
    }
    report::error(&Text::new("未添加", "not added"), voice.lang);
    Err(Outcome::Unusable)
}

fn facts(candidate: &Candidate) -> Text {
    let (path, sha256, size) = (candidate.path().display(), candidate.sha256(), candidate.size());
    let (kind_zh, kind_en) = match candidate.kind() {
        PluginKind::Native => ("动态库", "shared library"),
        _ => ("可执行文件", "program"),
    };
    let mut zh = format!("文件：  {path}\n类型：  {kind_zh}，{size} 字节\nSHA-256：{sha256}");
    let mut en = format!("file:    {path}\nkind:    {kind_en}, {size} bytes\nSHA-256: {sha256}");
    if !candidate.is_in_usual_place() {
        zh += "\n注意：它不在您自己的目录或程序目录中，别人也许可以改动它";
        en += "\nmind: it lies outside your own folders and those of programs, where others may be able to change it";
    }
    Text::new(zh, en)
}

fn command(candidate: &Candidate) -> String {
    let path = shell_word(candidate.path());
    format!("jianbao exporter add {path} --sha256 {}", candidate.sha256())
}

/// What was added, and from whom.
fn told(added: &StoredExporter, lang: Lang) -> String {
    let unknown = Text::new("未注明", "not stated");
    let mut lines = String::new();
    for exporter in added.exporters() {
        let vendor = exporter.vendor.as_deref().unwrap_or(unknown.get(lang));
        let outputs: Vec<String> = exporter.outputs.iter().map(|output| format!(".{}", output.extension)).collect();
        let (id, version, title) = (&exporter.id, &exporter.version, &exporter.title);
        lines += &match lang {
            Lang::Zh => format!("已添加 {id} {version}：{title}；提供者：{vendor}；输出：{}\n", outputs.join("、")),
            Lang::En => format!("added {id} {version}: {title}; vendor: {vendor}; outputs: {}\n", outputs.join(", ")),
        };
    }
    lines
}
