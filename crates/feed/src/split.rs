//! Splits a feed into good and bad records.
//!
//! A target whose name ends in `.json` becomes a JSON array, any other the records one after another with their own line ends
//! (a line feed where a record had none). The bytes of each record are the same as in the feed.
//!
//! A file appears under its name when all of it is written; until then it grows beside the name. Devices and pipes are
//! written to directly.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jianbao_finding::{Finding, Text, io_reason};
use tempfile::NamedTempFile;

use crate::checks::unwritable;
use crate::record::{Ending, Record};

/// Bytes that are written at once.
const BLOCK: usize = 256 << 10;

/// Where the parts of a feed go.
#[derive(Debug, Clone, Copy, Default)]
pub struct Targets<'a> {
    /// The file for good records.
    pub accepted: Option<&'a Path>,
    /// The file for bad records.
    pub rejected: Option<&'a Path>,
    /// What is read; a target is never one of them.
    pub inputs: &'a [PathBuf],
    /// Whether existing files may be replaced.
    pub replace: bool,
}

/// Splits a feed into good and bad records, byte for byte.
#[derive(Debug)]
pub struct Split {
    accepted: Option<Target>,
    rejected: Option<Target>,
}

impl Split {
    /// Opens the targets. The files appear under their names only when [`Split::finish`] succeeds.
    pub fn create(targets: Targets<'_>) -> Result<Self, Box<Finding>> {
        if let (Some(accepted), Some(rejected)) = (targets.accepted, targets.rejected)
            && same(accepted, rejected)
        {
            let reason = Text::new("好坏记录不能写入同一文件", "good and bad records cannot go to the same file");
            return Err(unwritable(&rejected.display().to_string(), &reason));
        }
        let open = |path: Option<&Path>| path.map(|path| Target::open(path, &targets)).transpose();
        Ok(Self { accepted: open(targets.accepted)?, rejected: open(targets.rejected)? })
    }

    /// Writes a record to the file for good or for bad records, where there is one.
    pub fn write(&mut self, record: &Record, good: bool) -> Result<(), Box<Finding>> {
        let target = if good { &mut self.accepted } else { &mut self.rejected };
        target.as_mut().map_or(Ok(()), |target| target.add(record).map_err(|error| target.failed(&error)))
    }

    /// Completes the files and gives them their names. Also to be called when reading was interrupted: what was written is whole
    /// records. Without it the targets do not appear.
    pub fn finish(self) -> Result<(), Box<Finding>> {
        // Both are whole before one of them appears.
        let mut targets: Vec<Target> = self.accepted.into_iter().chain(self.rejected).collect();
        for target in &mut targets {
            target.complete().map_err(|error| target.failed(&error))?;
        }
        targets.into_iter().try_for_each(Target::place)
    }
}

/// One file of records.
#[derive(Debug)]
struct Target {
    path: PathBuf,
    writer: BufWriter<Output>,
    /// Whether the file is a JSON array.
    array: bool,
    replace: bool,
    records: u64,
    /// Whether the last record was the unfinished last line of a file.
    open_line: bool,
}

#[derive(Debug)]
enum Output {
    Beside(NamedTempFile),
    Direct(File),
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file) => file.write(bytes),
            Self::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file) => file.flush(),
            Self::Direct(file) => file.flush(),
        }
    }
}

impl Target {
    fn open(path: &Path, targets: &Targets<'_>) -> Result<Self, Box<Finding>> {
        let name = path.display().to_string();
        let refused = |zh: &str, en: &str| Err(unwritable(&name, &Text::new(zh, en)));
        if targets.inputs.iter().any(|input| same(path, input)) {
            return refused("它是输入文件", "it is one of the inputs");
        }
        let output = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return refused("这是一个目录", "it is a folder"),
            Ok(metadata) if !metadata.is_file() => fs::OpenOptions::new().write(true).open(path).map(Output::Direct),
            Ok(_) if !targets.replace => {
                return refused("文件已存在；要替换请加 --force", "it exists; use --force to replace it");
            }
            _ => beside(path).map(Output::Beside),
        };
        let output = output.map_err(|error| unwritable(&name, &io_reason(&error)))?;
        Ok(Self {
            path: path.to_owned(),
            writer: BufWriter::with_capacity(BLOCK, output),
            array: path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")),
            replace: targets.replace,
            records: 0,
            open_line: false,
        })
    }

    fn add(&mut self, record: &Record) -> io::Result<()> {
        let before: &[u8] = match (self.array, self.records) {
            (true, 0) => b"[\n",
            (true, _) => b",\n",
            (false, _) if self.open_line => b"\n",
            (false, _) => b"",
        };
        let after: &[u8] = match record.ending {
            _ if self.array => b"",
            Ending::File => b"",
            Ending::Lf | Ending::Element => b"\n",
            Ending::CrLf => b"\r\n",
            Ending::Cr => b"\r",
        };
        self.writer.write_all(before)?;
        self.writer.write_all(&record.bytes)?;
        self.writer.write_all(after)?;
        self.records += 1;
        self.open_line = record.ending == Ending::File;
        Ok(())
    }

    /// Writes what is left, to the disk.
    fn complete(&mut self) -> io::Result<()> {
        if self.array {
            self.writer.write_all(if self.records == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.writer.flush()?;
        match self.writer.get_ref() {
            Output::Beside(file) => file.as_file().sync_all(),
            Output::Direct(_) => Ok(()),
        }
    }

    /// Gives the file its name.
    fn place(self) -> Result<(), Box<Finding>> {
        let Self { path, writer, replace, .. } = self;
        let (Output::Beside(file), _) = writer.into_parts() else { return Ok(()) };
        let placed = if replace { file.persist(&path) } else { file.persist_noclobber(&path) };
        placed.map(drop).map_err(|error| unwritable(&path.display().to_string(), &io_reason(&error.error)))
    }

    fn failed(&self, error: &io::Error) -> Box<Finding> {
        unwritable(&self.path.display().to_string(), &io_reason(error))
    }
}

/// A hidden file in the same folder, with the permissions of an ordinary new file.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".jianbao-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Whether two paths are the same file, however they are written, also where it does not exist yet.
fn same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| {
        fs::canonicalize(path).ok().or_else(|| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
        })
    };
    a == b || real(a).is_some_and(|a| real(b) == Some(a))
}
