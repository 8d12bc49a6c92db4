//! `jianbao import`: data of other systems become datasets.

use std::path::Path;

use jianbao_finding::{Severity, Text, io_reason, worst};
use jianbao_import::{Dataset, Table};
use jianbao_pipeline::save;

use crate::args::Platform;
use crate::commands::{Voice, read};
use crate::report::{self, Outcome, Stream};

/// Rows of the budget platform.
pub(crate) fn platform(arguments: &Platform, voice: Voice) -> Outcome {
    match try_platform(arguments, voice) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn try_platform(arguments: &Platform, voice: Voice) -> Result<Outcome, Outcome> {
    let rows = read(&arguments.rows, voice)?;
    let tasks = arguments.tasks.as_deref().map(|path| read(path, voice)).transpose()?;
    let tasks = tasks.as_ref().map(|tasks| Table { name: &tasks.name, bytes: &tasks.bytes });
    let imported = jianbao_import::platform(Table { name: &rows.name, bytes: &rows.bytes }, tasks);
    report::findings(&imported.findings, arguments.format, voice.lang, Stream::Error);
    let found = worst(&imported.findings) >= Some(Severity::Error);
    let written = match arguments.output.as_deref() {
        // A list without an entry would look like an answer.
        _ if found && imported.datasets.is_empty() => Outcome::Done,
        None => report::print(&together(&imported.datasets), voice.lang),
        Some(folder) if folder.is_dir() => each(folder, &imported.datasets, arguments.force, voice),
        Some(file) => write(file, &together(&imported.datasets), arguments.force, voice),
    };
    if !voice.quiet {
        let count = imported.datasets.len();
        let zh = format!("得到 {count} 份数据集；用 jianbao validate 检查");
        let datasets = report::counted(count as u64, "dataset");
        let told = Text::new(zh, format!("{datasets}; `jianbao validate` checks them"));
        report::say(told.get(voice.lang));
        report::say(&report::summary(&rows.name, &imported.findings, voice.lang));
    }
    Ok(written.max(if found { Outcome::Findings } else { Outcome::Done }))
}

/// One dataset as it is, several as a JSON array.
fn together(datasets: &[Dataset]) -> String {
    match datasets {
        [] => "[]\n".to_owned(),
        [one] => format!("{}\n", one.json.trim_end()),
        several => {
            let all: Vec<&str> = several.iter().map(|dataset| dataset.json.trim_end()).collect();
            format!("[\n{}\n]\n", all.join(",\n"))
        }
    }
}

/// A file for each, named after its project.
fn each(folder: &Path, datasets: &[Dataset], replace: bool, voice: Voice) -> Outcome {
    let mut outcome = Outcome::Done;
    for dataset in datasets {
        let path = folder.join(format!("{}.json", file_name(&dataset.key)));
        outcome = outcome.max(write(&path, &format!("{}\n", dataset.json.trim_end()), replace, voice));
    }
    outcome
}

/// A key without what no file system takes, and without a way out of the folder.
fn file_name(key: &str) -> String {
    let allowed = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
    let name: String = key.chars().map(allowed).collect();
    if name.trim_matches('.').is_empty() { "_".to_owned() } else { name }
}

fn write(path: &Path, text: &str, replace: bool, voice: Voice) -> Outcome {
    let shown = path.display().to_string();
    match save(path, text.as_bytes(), replace) {
        Ok(()) => report::print(&format!("{shown}\n"), voice.lang),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            report::exists(&shown, voice.lang);
            Outcome::Unusable
        }
        Err(error) => {
            let reason = io_reason(&error);
            let zh = format!("无法写入 {shown}：{}", reason.zh);
            report::error(&Text::new(zh, format!("cannot write {shown}: {}", reason.en)), voice.lang);
            Outcome::Unusable
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_names_of_files() {
        assert_eq!(file_name("360100a"), "360100a");
        assert_eq!(file_name("../a/b"), ".._a_b");
        assert_eq!(file_name(".."), "_");
    }

    #[test]
    fn several_datasets_are_an_array() {
        let dataset = |json: &str| Dataset { key: String::new(), json: json.to_owned() };
        assert_eq!(together(&[]), "[]\n");
        assert_eq!(together(&[dataset("{}\n")]), "{}\n");
        assert_eq!(together(&[dataset("{}"), dataset("{}")]), "[\n{},\n{}\n]\n");
    }
}
