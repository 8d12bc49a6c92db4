//! `jianbao exporter new`: the files of a new exporter, and what to do with them.

use std::io;
use std::path::{Path, PathBuf};

use jianbao_exporter_host::shell_word;
use jianbao_exporter_scaffold as scaffold;
use jianbao_exporter_scaffold::{NewExporter, ScaffoldError, ScaffoldErrorKind};
use jianbao_finding::{Text, io_reason};

use crate::args::{Language, New};
use crate::commands::Voice;
use crate::report::{self, Outcome};

/// Prints the files on standard output and the next three commands beside it.
pub(super) fn run(arguments: &New, voice: Voice) -> Outcome {
    let id = arguments.id.clone().unwrap_or_else(|| scaffold::default_id(&arguments.name));
    let language = match arguments.language {
        Language::Rust => scaffold::Language::Rust,
        Language::C => scaffold::Language::C,
        Language::Python => scaffold::Language::Python,
    };
    let new = NewExporter { name: &arguments.name, id: &id, language };
    // A name that cannot be one is refused before it could be a path.
    let folder = arguments.dir.clone().unwrap_or_else(|| PathBuf::from(&arguments.name));
    match scaffold::scaffold(&new, &folder) {
        Ok(files) => {
            let lines: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
            let printed = report::print(&(lines.join("\n") + "\n"), voice.lang);
            if !voice.quiet {
                next_steps(&new, &folder, voice);
            }
            printed
        }
        Err(error) => refused(&error, voice),
    }
}

fn next_steps(new: &NewExporter<'_>, folder: &Path, voice: Voice) {
    let (folder, file) = (shell_word(folder), new.built_file());
    let enter = match new.build_command() {
        Some(build) => format!("cd {folder} && {build}"),
        None => format!("cd {folder}"),
    };
    report::say(Text::new("接下来：", "next:").get(voice.lang));
    for command in [enter, format!("jianbao exporter test ./{file}"), format!("jianbao exporter add ./{file}")] {
        report::say(&format!("  {command}"));
    }
}

fn refused(error: &ScaffoldError, voice: Voice) -> Outcome {
    let subject = error.subject();
    let zh = match error.kind() {
        ScaffoldErrorKind::Name => format!("导出器不能用这个名称：{subject}"),
        ScaffoldErrorKind::Id => format!("导出器不能用这个编号：{subject}"),
        ScaffoldErrorKind::NotEmpty => format!("目录 {subject} 不为空，未改动"),
        _ => format!("无法写入 {subject}：{}", reason(error).zh),
    };
    let en = match error.io_error() {
        Some(_) => format!("{error}: {}", reason(error).en),
        None => error.to_string(),
    };
    report::error(&Text::new(zh, en), voice.lang);
    report::hint(&hint(error), voice.lang);
    Outcome::Unusable
}

fn reason(error: &ScaffoldError) -> Text {
    error.io_error().map_or_else(|| Text::new("", ""), io_reason)
}

fn hint(error: &ScaffoldError) -> Text {
    match (error.kind(), error.suggestion(), error.io_error()) {
        (_, Some(near), _) => Text::new(format!("可改用 {near}"), format!("`{near}` would do")),
        (ScaffoldErrorKind::Name, ..) => Text::new(
            "以小写字母开头，可含数字和连字符，最多 40 个字符",
            "begin with a lower-case letter; digits and hyphens may follow; at most 40 characters",
        ),
        (ScaffoldErrorKind::Id, ..) => Text::new(
            "用点分成几段，如 org.example.markdown",
            "parts with dots between them, as in org.example.markdown",
        ),
        (.., Some(cause)) if cause.kind() == io::ErrorKind::NotFound => {
            Text::new("上级目录须已存在", "the folder above must exist")
        }
        _ => Text::new("用 --dir 指定一个空目录或新目录", "choose with --dir a folder that is empty or does not exist"),
    }
}
