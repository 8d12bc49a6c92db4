//! The commands about the codes of findings.

use jianbao_finding::{Catalogue, Lang, Meaning, Severity, Text};
use serde_json::json;

use crate::args::{Format, RulesCommand};
use crate::commands::Voice;
use crate::report::{self, Outcome};
use crate::wrap;

/// Columns of an explanation: what is read easily, and fits every terminal.
const WIDTH: usize = 80;
/// How alike a code must be to be proposed, by Jaro and Winkler's measure.
const ALIKE: f64 = 0.8;

pub(crate) fn run(command: &RulesCommand, voice: Voice) -> Outcome {
    let catalogue = jianbao_pipeline::catalogue();
    match command {
        RulesCommand::List { format } => list(&catalogue, *format, voice.lang),
        RulesCommand::Show { code } => show(&catalogue, code, voice),
    }
}

fn list(catalogue: &Catalogue, format: Format, lang: Lang) -> Outcome {
    let width = catalogue.iter().map(|(code, _)| code.len()).max().unwrap_or_default();
    let line = |(code, meaning): (&str, &Meaning)| match format {
        Format::Text => {
            let level = wrap::padded(level(meaning.severity, lang), 7);
            format!("{}  {level}  {}\n", wrap::padded(code, width), meaning.demand.get(lang))
        }
        Format::Json => format!("{}\n", record(code, meaning)),
    };
    report::print(&catalogue.iter().map(line).collect::<String>(), lang)
}

/// A code for programs, in both languages.
fn record(code: &str, meaning: &Meaning) -> serde_json::Value {
    let pair = |text: &Text| json!({ "zh": text.zh, "en": text.en });
    json!({
        "code": code,
        "severity": meaning.severity,
        "demand": pair(&meaning.demand),
        "source": pair(&meaning.source),
        "explanation": pair(&meaning.explanation),
    })
}

fn show(catalogue: &Catalogue, asked: &str, voice: Voice) -> Outcome {
    // Nobody should have to press the shift key.
    let code = asked.to_uppercase();
    let Some(meaning) = catalogue.get(&code) else { return unknown(catalogue, asked, &code, voice) };
    let lang = voice.lang;
    let (source, severity) = match lang {
        Lang::Zh => ("依据：", "级别："),
        Lang::En => ("Source: ", "Severity: "),
    };
    let mut text = wrapped(&format!("{code}  {}", meaning.demand.get(lang)));
    text += &format!("{severity}{}\n", level(meaning.severity, lang));
    text += &wrapped(&format!("{source}{}", meaning.source.get(lang)));
    for paragraph in meaning.explanation.get(lang).split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        text += "\n";
        text += &wrapped(paragraph.trim());
    }
    report::print(&text, lang)
}

fn wrapped(text: &str) -> String {
    wrap::lines(text, WIDTH).into_iter().map(|line| line + "\n").collect()
}

fn unknown(catalogue: &Catalogue, asked: &str, code: &str, voice: Voice) -> Outcome {
    report::error(&Text::new(format!("没有代码 {asked}"), format!("there is no code {asked}")), voice.lang);
    let alike = |known: &str| strsim::jaro_winkler(known, code);
    let near = catalogue.iter().map(|(known, _)| known).filter(|known| alike(known) > ALIKE);
    let near = near.max_by(|a, b| alike(a).total_cmp(&alike(b)));
    let hint = match near {
        Some(near) => Text::new(format!("是否应为 {near}"), format!("did you mean {near}?")),
        None => Text::new("全部代码见 jianbao rules list", "`jianbao rules list` lists all codes"),
    };
    report::hint(&hint, voice.lang);
    Outcome::Unusable
}

fn level(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Info, Lang::Zh) => "提示",
        (Severity::Info, Lang::En) => "note",
    }
}
