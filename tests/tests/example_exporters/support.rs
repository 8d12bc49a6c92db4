//! The three exporters and the host that runs them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use jianbao_document::{Cell, Document, Table};
use jianbao_exporter_host::{
    ChildConfig, Degraded, ExportJob, ExporterInfo, Host, HostError, LogLine, Plugin, Targets,
};
use jianbao_tests::{artefact, binary, root};
use serde_json::Value;

/// An exporter of `examples/exporters`.
pub(crate) struct Example {
    host: Host,
    plugin: Plugin,
    info: ExporterInfo,
}

/// What an export gave.
#[derive(Debug)]
pub(crate) struct Exported {
    /// The one file.
    pub(crate) bytes: Vec<u8>,
    pub(crate) name: String,
    pub(crate) degraded: Vec<Degraded>,
    pub(crate) logs: Vec<LogLine>,
}

impl Exported {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }
}

impl Example {
    fn at(path: &Path) -> Self {
        let host = Host::new(ChildConfig { program: binary(), args: vec!["__exporter-child".into()] });
        let plugin = Plugin::at(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut description =
            host.describe(&plugin).unwrap_or_else(|error| panic!("{}: {error}\n{}", path.display(), error.stderr()));
        Self { host, plugin, info: description.exporters.remove(0) }
    }

    /// Its file.
    pub(crate) fn path(&self) -> &Path {
        self.plugin.path()
    }

    /// Exports with these options; nothing may be lost.
    pub(crate) fn export(&self, document: &Document, options: &Value) -> Result<Exported, HostError> {
        self.run(document, options, false)
    }

    /// Exports with these options; what is lost is told.
    pub(crate) fn export_degraded(&self, document: &Document, options: &Value) -> Result<Exported, HostError> {
        self.run(document, options, true)
    }

    fn run(&self, document: &Document, options: &Value, allow_degrade: bool) -> Result<Exported, HostError> {
        let folder = tempfile::tempdir().unwrap();
        let targets = Targets::Folder(folder.path().to_owned());
        let mut job = ExportJob::new(&self.plugin, &self.info, document, targets);
        job.options = options.clone();
        job.allow_degrade = allow_degrade;
        "监测报告".clone_into(&mut job.stem);
        let result = self.host.export(&job);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), usize::from(result.is_ok()), "a failed export leaves nothing, another one file");
        let outcome = result?;
        let path = &outcome.files[0].path;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        Ok(Exported { bytes: std::fs::read(path).unwrap(), name, degraded: outcome.degraded, logs: outcome.logs })
    }
}

/// The folder of an example.
pub(crate) fn folder(name: &str) -> PathBuf {
    root().join("examples/exporters").join(name)
}

/// Markdown, in Rust.
pub(crate) fn markdown() -> &'static Example {
    static EXAMPLE: OnceLock<Example> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        Example::at(&artefact(&format!("{prefix}jianbao_example_markdown{suffix}")))
    })
}

/// Plain text, in C: built by the command of its Makefile.
pub(crate) fn text() -> &'static Example {
    static EXAMPLE: OnceLock<Example> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        let built = tempfile::tempdir().unwrap();
        let library = built.path().join("libjianbao_text.so");
        compile(&["-O1", "-shared", "-fPIC", "-fvisibility=hidden"], &[], &library);
        let example = Example::at(&library);
        // The library is loaded anew for each export.
        let _ = built.keep();
        example
    })
}

/// CSV files, in Python. A missing interpreter fails: what is not run is not tested.
pub(crate) fn csv() -> &'static Example {
    static EXAMPLE: OnceLock<Example> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        let found = Command::new("/usr/bin/env").args(["python3", "--version"]).output();
        let found = found.is_ok_and(|output| output.status.success());
        assert!(found, "there is no python3\nhint: install it (Debian: `apt install python3`)");
        Example::at(&folder("csv").join("exporter.py"))
    })
}

/// Compiles the exporter in C, with `more` sources.
pub(crate) fn compile(flags: &[&str], more: &[PathBuf], target: &Path) {
    let sources = ["exporter.c", "job.c", "read.c", "wrap.c", "blocks.c", "table.c", "chart.c", "grid.c"];
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let mut command = Command::new(&compiler);
    command.args(["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]).args(flags);
    command.arg("-I").arg(root().join("crates/exporter-abi/include")).arg("-o").arg(target);
    command.args(sources.map(|name| folder("text").join(name))).args(more);
    let output = command.output().unwrap_or_else(|error| {
        panic!("cannot run `{compiler}`: {error}\nhint: install a C compiler (Debian: `apt install build-essential`) or set CC")
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The cell that covers a position of a table, and where it begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Position<'d> {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) cell: &'d Cell,
}

/// The positions of a table, row by row.
pub(crate) fn positions(table: &Table) -> Vec<Vec<Position<'_>>> {
    let mut grid = vec![vec![None; table.columns.len()]; table.rows.len()];
    for (row, cells) in table.rows.iter().enumerate() {
        for cell in &cells.cells {
            let column = grid[row].iter().position(Option::is_none).unwrap();
            for covered in &mut grid[row..row + cell.row_span as usize] {
                covered[column..column + cell.column_span as usize].fill(Some(Position { row, column, cell }));
            }
        }
    }
    grid.into_iter().map(|row| row.into_iter().flatten().collect()).collect()
}

/// The cells of a table, each once.
pub(crate) fn cells(table: &Table) -> Vec<Position<'_>> {
    let mut found = Vec::new();
    for (row, positions) in positions(table).into_iter().enumerate() {
        let first = |(column, position): &(usize, Position<'_>)| (position.row, position.column) == (row, *column);
        found.extend(positions.into_iter().enumerate().filter(first).map(|(_, position)| position));
    }
    found
}
