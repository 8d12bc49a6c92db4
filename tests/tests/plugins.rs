//! An installed program whose exporter is missing, changed, or no exporter at all says so, and nothing is half written.
//!
//! Each test makes an installation of its own: `bin/jianbao` and `lib/jianbao/exporters` with its manifest of hashes.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jianbao_tests::{Run, Work, artefact, binary, root, run, sha256};
use serde_json::json;

/// A program away from the folder it was built in.
struct Installation {
    work: Work,
}

impl Installation {
    fn new() -> Self {
        let work = Work::new();
        fs::create_dir(work.path("bin")).unwrap();
        fs::create_dir_all(work.path("lib/jianbao/exporters")).unwrap();
        let installation = Self { work };
        // A link where it can be: a copy that another thread's child still holds open cannot be run ("text file busy").
        fs::hard_link(binary(), installation.program())
            .or_else(|_| fs::copy(binary(), installation.program()).map(drop))
            .unwrap();
        installation
    }

    fn program(&self) -> PathBuf {
        self.work.path(&format!("bin/jianbao{}", std::env::consts::EXE_SUFFIX))
    }

    fn library(&self) -> PathBuf {
        self.work.path("lib/jianbao/exporters").join(library_name())
    }

    /// Puts a library in place, with its right hash in the manifest.
    fn with_library(self, file: &Path) -> Self {
        fs::copy(file, self.library()).unwrap();
        let hash = sha256(&fs::read(file).unwrap());
        self.with_manifest(&hash)
    }

    fn with_manifest(self, hash: &str) -> Self {
        let entry = json!({ "name": "docx", "file": library_name(), "sha256": hash });
        let manifest = json!({ "manifest": 1, "exporters": [entry] });
        fs::write(self.work.path("lib/jianbao/exporters/manifest.json"), manifest.to_string()).unwrap();
        self
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut outcome = run(&self.program(), arguments, &self.work.path(""), &[], None);
        let here = fs::canonicalize(self.work.path("")).unwrap().display().to_string();
        outcome.stderr = outcome.stderr.replace(&here, "{root}").replace(&library_name(), "{library}");
        outcome
    }

    fn render(&self, formats: &str, lang: &str) -> Run {
        let small = |name: &str| root().join("tests/data").join(name).display().to_string();
        let (dataset, layout) = (small("minimal.json"), small("layout"));
        self.run(&["render", &dataset, "--layout", &layout, "--to", formats, "-o", "out", "--quiet", "--lang", lang])
    }

    /// The Word export fails with these words, in Chinese and English, and the other format is written all the same.
    fn fails(&self, zh: &str, en: &str) {
        let outcome = self.render("docx", "zh");
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(1), ""), "{}", outcome.stderr);
        assert!(outcome.stderr.starts_with(&format!("错误：导出 docx 失败：{zh}")), "{}", outcome.stderr);
        assert!(outcome.stderr.contains("\n  建议："), "no hint: {}", outcome.stderr);
        assert_eq!(self.work.outputs().unwrap(), [""; 0], "something was written");

        let outcome = self.render("docx,document", "en");
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(1), "out/report.document.json\n"));
        assert!(outcome.stderr.starts_with(&format!("error: export to docx failed: {en}")), "{}", outcome.stderr);
        assert_eq!(self.work.outputs().unwrap(), ["report.document.json"]);
    }
}

fn library_name() -> String {
    format!("{}jianbao_docx{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

fn plugin() -> PathBuf {
    artefact(&library_name())
}

/// Compiles one of the wrong exporters of the host's own tests.
#[cfg(unix)]
fn compiled(folder: &Path, name: &str) -> PathBuf {
    let source = root().join(format!("crates/exporter-host/tests/c/{name}.c"));
    let library = folder.join(format!("{name}.so"));
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(&compiler);
    command.args(["-std=c11", "-shared", "-fPIC", "-o"]).arg(&library);
    command.arg("-I").arg(root().join("crates/exporter-abi/include")).arg(source);
    let status = command.status().unwrap_or_else(|error| {
        panic!("cannot run `{compiler}`: {error}\nhint: install a C compiler (Debian: `apt install build-essential`) or set CC")
    });
    assert!(status.success(), "{compiler} failed on {name}.c");
    library
}

#[test]
fn an_installation_works() {
    let installation = Installation::new().with_library(&plugin());
    let outcome = installation.render("docx", "en");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "out/report.docx\n"), "{}", outcome.stderr);
    let listed = installation.run(&["exporter", "list"]);
    assert!(listed.stdout.starts_with("docx\tjianbao.docx\t"), "{}", listed.stdout);
}

#[test]
fn without_a_manifest_there_is_no_exporter() {
    let installation = Installation::new();
    installation.fails(
        "没有导出器 docx（找过 {root}/lib/jianbao/exporters）",
        "exporter docx is not there (looked at {root}/lib/jianbao/exporters)",
    );
    let listed = installation.run(&["exporter", "list"]);
    assert_eq!(
        (listed.code, listed.stdout.as_str()),
        (Some(0), "document\t-\t1.0\tJSON\tbundled\n"),
        "{}",
        listed.stderr
    );
}

#[test]
fn a_library_beside_the_program_is_not_used() {
    let installation = Installation::new();
    fs::copy(plugin(), installation.work.path("bin").join(library_name())).unwrap();
    installation.fails("没有导出器 docx", "exporter docx is not there");
}

#[test]
fn a_library_that_the_manifest_names_may_be_gone() {
    let installation = Installation::new().with_library(&plugin());
    fs::remove_file(installation.library()).unwrap();
    installation.fails(
        "没有导出器 docx（找过 {root}/lib/jianbao/exporters）",
        "exporter docx is not there (looked at {root}/lib/jianbao/exporters)",
    );
}

#[test]
fn a_text_file_is_no_library() {
    let work = Work::new();
    fs::write(work.path("text"), "not a library\n").unwrap();
    let installation = Installation::new().with_library(&work.path("text"));
    installation.fails("文件不是可加载的库", "{library} cannot be loaded as a library: ");
}

#[test]
fn a_changed_library_is_not_loaded() {
    let installation = Installation::new().with_library(&plugin());
    let mut bytes = fs::read(installation.library()).unwrap();
    bytes.push(0);
    fs::write(installation.library(), bytes).unwrap();
    installation.fails(
        "导出器文件被改动过",
        "exporter library {root}/lib/jianbao/exporters/{library} was changed: its SHA-256 is ",
    );
    let described = installation.run(&["exporter", "describe", "docx", "--lang", "en"]);
    assert!(described.code != Some(0) && described.stderr.contains("was changed"), "{}", described.stderr);
}

#[test]
fn a_manifest_without_a_hash_trusts_nothing() {
    let installation = Installation::new().with_library(&plugin()).with_manifest("");
    installation.fails("导出器文件被改动过", "exporter library");
}

#[test]
fn a_broken_manifest_is_named() {
    let installation = Installation::new().with_library(&plugin());
    let manifest = installation.work.path("lib/jianbao/exporters/manifest.json");
    for (text, reason) in [
        ("{", "EOF while parsing"),
        ("{\"manifest\": 2, \"exporters\": []}", "its format is 2, this version of Jianbao knows 1"),
    ] {
        fs::write(&manifest, text).unwrap();
        let outcome = installation.render("docx", "en");
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(1), ""));
        assert!(outcome.stderr.contains("{root}/lib/jianbao/exporters/manifest.json"), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(reason), "{}", outcome.stderr);
        assert_eq!(installation.work.outputs().unwrap(), [""; 0]);
    }
}

#[cfg(unix)]
#[test]
fn an_exporter_for_another_interface_is_refused() {
    let work = Work::new();
    let library = compiled(&work.path(""), "wrong_major");
    Installation::new()
        .with_library(&library)
        .fails("导出器是为另一版接口编译的", "{library} was built for exporter ABI 7.2; this Jianbao speaks 1.0");
    let library = compiled(&work.path(""), "next_symbol");
    Installation::new()
        .with_library(&library)
        .fails("导出器是为另一版接口编译的", "{library} was built for exporter ABI 2; this Jianbao speaks 1.0");
}

#[cfg(unix)]
#[test]
fn a_library_that_is_no_exporter_is_refused() {
    let work = Work::new();
    let library = compiled(&work.path(""), "no_symbol");
    Installation::new()
        .with_library(&library)
        .fails("这个库不是导出器", "{library} is a library but not an exporter: it does not export `jb_exporter_v1`");
    let library = compiled(&work.path(""), "short_table");
    Installation::new().with_library(&library).fails("导出器的接口表不完整", "{library}");
}
