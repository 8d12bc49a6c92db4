//! The commands about the codes of findings.

use jianbao_finding::{Catalogue, Lang, Meaning, Text};
use jianbao_layout::{LoadError, find, find_rules};
use jianbao_pipeline::add_rules;
use jianbao_validate::Validator;
use serde_json::json;

use crate::args::{Format, Local, RulesCommand};
use crate::commands::{Voice, unusable_layout};
use crate::report::{self, Outcome};
use crate::wrap;

/// Columns of an explanation: what is read easily, and fits every terminal.
const WIDTH: usize = 80;
/// How alike a code must be to be proposed, by Jaro and Winkler's measure.
const ALIKE: f64 = 0.8;
/// How the codes of agencies' rules begin.
const OF_AGENCIES: &str = "X-";

pub(crate) fn run(command: &RulesCommand, voice: Voice) -> Outcome {
    let (RulesCommand::List { local, .. } | RulesCommand::Show { local, .. }) = command;
    let catalogue = match known(local, voice) {
        Ok(catalogue) => catalogue,
        Err(outcome) => return outcome,
    };
    match command {
        RulesCommand::List { format, .. } => list(&catalogue, *format, voice.lang),
        RulesCommand::Show { code, local } => show(&catalogue, code, local, voice),
    }
}

/// The codes of the program, of its imports and of the agencies that are named.
fn known(local: &Local, voice: Voice) -> Result<Catalogue, Outcome> {
    let mut catalogue = jianbao_pipeline::catalogue();
    catalogue.extend(jianbao_import::CHECKS);
    let mut validator = Validator::default();
    let wrong = |findings| unusable_layout(LoadError::Wrong(findings), voice);
    if let Some(id) = &local.layout {
        let layout = find(id).map_err(|error| unusable_layout(error, voice))?;
        // Rules that cannot run are refused, as they are where they would.
        validator = Validator::of(&layout).map_err(wrong)?;
        add_rules(&mut catalogue, &layout.rules);
    }
    for name in &local.rules {
        let pack = find_rules(name).map_err(|error| unusable_layout(error, voice))?;
        validator = validator.with_rules(&pack).map_err(wrong)?;
        add_rules(&mut catalogue, &pack);
    }
    Ok(catalogue)
}

fn list(catalogue: &Catalogue, format: Format, lang: Lang) -> Outcome {
    let width = catalogue.iter().map(|(code, _)| code.len()).max().unwrap_or_default();
    let line = |(code, meaning): (&str, &Meaning)| match format {
        Format::Text => {
            let level = wrap::padded(meaning.severity.word(lang), 7);
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

fn show(catalogue: &Catalogue, asked: &str, local: &Local, voice: Voice) -> Outcome {
    // Nobody should have to press the shift key.
    let code = asked.to_uppercase();
    let Some(meaning) = catalogue.get(&code) else { return unknown(catalogue, asked, &code, local, voice) };
    let lang = voice.lang;
    let (source, severity) = match lang {
        Lang::Zh => ("依据：", "级别："),
        Lang::En => ("Source: ", "Severity: "),
    };
    let mut text = wrapped(&format!("{code}  {}", meaning.demand.get(lang)));
    text += &format!("{severity}{}\n", meaning.severity.word(lang));
    if !meaning.source.get(lang).is_empty() {
        text += &wrapped(&format!("{source}{}", meaning.source.get(lang)));
    }
    for paragraph in meaning.explanation.get(lang).split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        text += "\n";
        text += &wrapped(paragraph.trim());
    }
    report::print(&text, lang)
}

fn wrapped(text: &str) -> String {
    wrap::lines(text, WIDTH).into_iter().map(|line| line + "\n").collect()
}

fn unknown(catalogue: &Catalogue, asked: &str, code: &str, local: &Local, voice: Voice) -> Outcome {
    report::error(&Text::new(format!("没有代码 {asked}"), format!("there is no code {asked}")), voice.lang);
    let alike = |known: &str| strsim::jaro_winkler(known, code);
    let near = catalogue.iter().map(|(known, _)| known).filter(|known| alike(known) > ALIKE);
    let near = near.max_by(|a, b| alike(a).total_cmp(&alike(b)));
    let of_agency = code.starts_with(OF_AGENCIES) && local.layout.is_none() && local.rules.is_empty();
    let hint = match near {
        _ if of_agency => Text::new(
            "X- 开头的是某地规则的代码：用 --layout 或 --rules 指明版式或规则包",
            "codes with X- are of an agency's rules: name its layout with --layout or its rules with --rules",
        ),
        Some(near) => Text::new(format!("是否应为 {near}"), format!("did you mean {near}?")),
        None => Text::new("全部代码见 jianbao rules list", "`jianbao rules list` lists all codes"),
    };
    report::hint(&hint, voice.lang);
    Outcome::Unusable
}
