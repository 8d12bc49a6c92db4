//! The commands about layouts.

use std::path::Path;
use std::sync::Arc;

use jianbao_finding::{Finding, Severity, Text, io_reason, sort, worst};
use jianbao_layout::{LoadError, NewLayout, describe, embedded, find, scaffold};
use jianbao_validate::Validator;

use crate::args::{Format, LayoutCommand, Level};
use crate::commands::{Voice, unusable_layout};
use crate::report::{self, Outcome, Stream};

pub(crate) fn run(command: &LayoutCommand, voice: Voice) -> Outcome {
    match command {
        LayoutCommand::List => list(voice),
        LayoutCommand::Show { layout } => show(layout, voice),
        LayoutCommand::New { folder, extends, id } => new(folder, extends.as_deref(), id.as_deref(), voice),
        LayoutCommand::Check { layout, format, deny } => check(layout, *format, *deny, voice),
    }
}

fn list(voice: Voice) -> Outcome {
    let mut lines = String::new();
    for id in embedded() {
        let title = find(&id).map(|layout| layout.manifest.title).unwrap_or_default();
        lines += &format!("{id}\t{title}\n");
    }
    report::print(&lines, voice.lang)
}

fn show(id: &str, voice: Voice) -> Outcome {
    match find(id) {
        Ok(layout) => {
            let mut text = describe(&layout, voice.lang);
            if voice.verbose {
                // What the properties of a report name its layout by.
                text += &format!("\nSHA-256 {}\n", layout.hash);
            }
            report::print(&text, voice.lang)
        }
        Err(error) => unusable_layout(error, voice),
    }
}

/// Tells all mistakes at once on standard output, and their count.
fn check(id: &str, format: Format, deny: Level, voice: Voice) -> Outcome {
    let findings: Vec<Finding> = match find(id) {
        Ok(layout) => {
            let rules = Validator::of(&layout).err().unwrap_or_default();
            let mut findings = jianbao_render::check(&Arc::new(layout));
            findings.extend(rules);
            sort(&mut findings);
            findings
        }
        Err(LoadError::Wrong(findings)) => findings,
        Err(error) => return unusable_layout(error, voice),
    };
    let mut outcome = report::findings(&findings, format, voice.lang, Stream::Output);
    if !voice.quiet {
        report::say(&report::summary(id, &findings, voice.lang));
    }
    if worst(&findings).is_some_and(|worst| worst >= Severity::from(deny)) {
        outcome = outcome.max(Outcome::Findings);
    }
    outcome
}

fn new(folder: &Path, extends: Option<&str>, id: Option<&str>, voice: Voice) -> Outcome {
    if let Some(base) = extends
        && let Err(error) = find(base)
    {
        return unusable_layout(error, voice);
    }
    if let Some(base) = extends.filter(|base| !embedded().iter().any(|known| known == base)) {
        let zh = format!("--extends 只能是自带版式的编号：{base}");
        let en = format!("--extends takes the id of a built-in layout: {base}");
        return refused(&Text::new(zh, en), None, voice);
    }
    let made = own_id(folder);
    let id = id.unwrap_or(&made);
    if id.is_empty() || id.contains(['"', '\\', '{']) || id.chars().any(char::is_control) || extends == Some(id) {
        let zh = format!("版式不能用这个编号：{id}");
        let hint = Text::new("用 --id 指定，如 my-county/2024", "name it with --id, as in my-county/2024");
        return refused(&Text::new(zh, format!("a layout cannot have the id {id}")), Some(&hint), voice);
    }
    match scaffold(folder, &NewLayout { id, extends }) {
        Ok(files) => {
            let lines: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
            report::print(&(lines.join("\n") + "\n"), voice.lang)
        }
        Err(error) => {
            let (shown, reason) = (folder.display(), io_reason(&error));
            let reason = match error.kind() {
                std::io::ErrorKind::DirectoryNotEmpty => {
                    Text::new("目录不为空，未改动", "it is not empty and was left alone")
                }
                _ => reason,
            };
            let zh = format!("无法在 {shown} 新建版式：{}", reason.zh);
            let en = format!("cannot make a layout in {shown}: {}", reason.en);
            let hint = Text::new("请换一个空目录或新目录", "choose a folder that is empty or does not exist");
            refused(&Text::new(zh, en), Some(&hint), voice)
        }
    }
}

/// An id from the name of a folder: `my-layout/2024` cannot be guessed, `my-layout` can.
fn own_id(folder: &Path) -> String {
    let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn refused(text: &Text, hint: Option<&Text>, voice: Voice) -> Outcome {
    report::error(text, voice.lang);
    if let Some(hint) = hint {
        report::hint(hint, voice.lang);
    }
    Outcome::Unusable
}
