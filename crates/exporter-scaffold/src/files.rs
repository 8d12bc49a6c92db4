//! The files of a new exporter: templates with the name filled in, and what is copied from this project.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::{Language, NewExporter};

static COMMON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/common");
static RUST: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/rust");
static C: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/c");
static PYTHON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/python");

/// The sources of the SDK and what it is made of, by the folder they get in `sdk/`.
static SDK: [(&str, Dir<'_>); 3] = [
    ("exporter-sdk", include_dir!("$CARGO_MANIFEST_DIR/../exporter-sdk/src")),
    ("exporter-abi", include_dir!("$CARGO_MANIFEST_DIR/../exporter-abi/src")),
    ("document", include_dir!("$CARGO_MANIFEST_DIR/../document/src")),
];
/// The guides are the documentation of the SDK's crate.
const SDK_TEXTS: [(&str, &str); 4] = [
    ("sdk/exporter-sdk/README.md", include_str!("../../exporter-sdk/README.md")),
    ("sdk/exporter-sdk/README.zh-CN.md", include_str!("../../exporter-sdk/README.zh-CN.md")),
    ("sdk/LICENSE-APACHE", include_str!("../../../LICENSE-APACHE")),
    ("sdk/LICENSE-MIT", include_str!("../../../LICENSE-MIT")),
];
const HEADER: &str = include_str!("../../exporter-abi/include/jianbao_exporter.h");
/// The reader of JSON of the example in C: one file, no allocation, to be copied.
const JSON_READER: &str = include_str!("../../../examples/exporters/text/jb_json.h");

/// A file of a new exporter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewFile {
    pub(crate) text: String,
    pub(crate) executable: bool,
}

/// The files by their paths, with `/` between the parts.
pub(crate) fn files(new: &NewExporter<'_>) -> BTreeMap<String, NewFile> {
    let mut files = BTreeMap::new();
    let own = match new.language {
        Language::Rust => &RUST,
        Language::C => &C,
        Language::Python => &PYTHON,
    };
    let (build, build_step) = match new.build_command() {
        Some(command) => (command.to_owned(), format!("{command}\n")),
        None => ("(nothing to build)".to_owned(), String::new()),
    };
    let fill = |text: &str| {
        text.replace("{{name}}", new.name)
            .replace("{{id}}", new.id)
            .replace("{{source}}", source(new.language))
            .replace("{{file}}", &unix_file(new))
            .replace("{{build}}", &build)
            .replace("{{build-step}}\n", &build_step)
    };
    for folder in [&COMMON, own] {
        each_file(folder, "", &mut |path, text| put(&mut files, &path, &fill(text)));
    }
    match new.language {
        Language::Rust => {
            for (name, sources) in &SDK {
                each_file(sources, &format!("sdk/{name}/src/"), &mut |path, text| {
                    put(&mut files, &path, text);
                });
            }
            for (path, text) in SDK_TEXTS {
                put(&mut files, path, text);
            }
        }
        Language::C => {
            put(&mut files, "jianbao_exporter.h", HEADER);
            put(&mut files, "jb_json.h", JSON_READER);
        }
        Language::Python => {}
    }
    files
}

/// The file that an author begins to read.
fn source(language: Language) -> &'static str {
    match language {
        Language::Rust => "src/lib.rs",
        Language::C => "exporter.c",
        Language::Python => "exporter.py",
    }
}

/// The file that CI tries: CI runs on Linux, wherever the project was made.
fn unix_file(new: &NewExporter<'_>) -> String {
    match new.language {
        Language::Rust => format!("target/release/lib{}_exporter.so", new.name.replace('-', "_")),
        Language::C => format!("lib{}.so", new.name),
        Language::Python => "exporter.py".to_owned(),
    }
}

fn put(files: &mut BTreeMap<String, NewFile>, path: &str, text: &str) {
    // Line ends are those of Unix, also where git made others of them: scripts do not run with any other.
    let text = text.replace("\r\n", "\n");
    let executable = text.starts_with("#!");
    files.insert(path.to_owned(), NewFile { text, executable });
}

fn each_file(folder: &'static Dir<'_>, prefix: &str, visit: &mut dyn FnMut(String, &'static str)) {
    for file in folder.files() {
        let parts: Vec<String> = file.path().iter().map(|part| part.to_string_lossy().into_owned()).collect();
        visit(format!("{prefix}{}", parts.join("/")), file.contents_utf8().unwrap_or_default());
    }
    folder.dirs().for_each(|inner| each_file(inner, prefix, visit));
}
