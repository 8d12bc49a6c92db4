//! What a file is, told from its content before anything runs: a library to be loaded or a program to be started.
//!
//! Only headers are read, by `object`; names and extensions mean nothing. A file that is neither is refused with its own
//! words, and so is one for another system or processor.

use std::env::consts::{ARCH, OS};
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::Path;

use object::elf::{self, DF_1_PIE, DT_FLAGS_1, PT_DYNAMIC, PT_INTERP};
use object::macho::{self, MachHeader32, MachHeader64};
use object::pe::{IMAGE_FILE_DLL, ImageDosHeader, ImageNtHeaders32, ImageNtHeaders64};
use object::read::elf::{Dyn, FileHeader, ProgramHeader};
use object::read::macho::{FatArch, MachHeader, MachOFatFile32};
use object::read::pe::ImageNtHeaders;
use object::{Endianness, FileKind, LittleEndian, ReadCache};

use crate::{HostError, HostErrorKind, Problem, raw};

/// Longest dynamic section that is looked at for the mark of a program linked statically.
const LONGEST_DYNAMIC: u64 = 64 * 1024;
/// How much of a script's first line is looked at; Linux itself reads 256 bytes.
const FIRST_LINE: usize = 256;
/// Most characters of a path that a message shows.
const SHOWN: usize = 120;

/// How an exporter is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PluginKind {
    /// A shared library that speaks the C interface; Jianbao's own child loads it.
    Native,
    /// An executable that speaks the protocol on its standard streams; Jianbao's own child starts it.
    Program,
}

/// What a header says.
struct Binary {
    system: &'static str,
    machines: Vec<&'static str>,
    kind: Option<PluginKind>,
}

type Cache = ReadCache<File>;

/// The kind of the exporter in a file.
///
/// Errors: `MissingPlugin` where nothing is there, `NotAnExporter` for what is neither library nor program,
/// `WrongMachine` for another system or processor, `Io` where it cannot be read.
pub(crate) fn detect(path: &Path) -> Result<PluginKind, HostError> {
    let mut file = open(path)?;
    let mut start = Vec::new();
    let read = (&mut file).take(FIRST_LINE as u64).read_to_end(&mut start).and_then(|_| file.rewind());
    read.map_err(|error| HostError::io("cannot read", path, error))?;
    if start.starts_with(b"#!") {
        return script(path, &start).map(|()| PluginKind::Program);
    }
    let neither = "it is neither a shared library nor a program";
    let hint = "an exporter is a shared library, an executable, or a script whose first line begins with `#!`";
    let Ok(binary) = header(&ReadCache::new(file)) else { return Err(not_one(path, neither, hint)) };
    suits(path, &binary)?;
    binary
        .kind
        .ok_or_else(|| not_one(path, "it is an object file that was not linked", "link it into a shared library"))
}

/// A path for a message: the end of one that is too long to read.
pub(crate) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    let excess = text.chars().count().saturating_sub(SHOWN);
    if excess == 0 { text } else { format!("…{}", text.chars().skip(excess).collect::<String>()) }
}

/// Opens a regular file and nothing else: opening a pipe would wait for its other end.
fn open(path: &Path) -> Result<File, HostError> {
    let missing = || Problem::NoFile { path: path.to_owned() }.into();
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename => missing(),
        _ => HostError::io("cannot read", path, error),
    })?;
    let hint = "name the file of the exporter itself";
    if metadata.is_dir() {
        return Err(not_one(path, "it is a folder", hint));
    }
    if !metadata.is_file() {
        return Err(not_one(path, "it is not a regular file", hint));
    }
    if metadata.len() == 0 {
        return Err(not_one(path, "it is empty", "build or download it again"));
    }
    raw::open_without_waiting(path).map_err(|error| HostError::io("cannot read", path, error))
}

fn script(path: &Path, start: &[u8]) -> Result<(), HostError> {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if cfg!(windows) {
        let hint = "give a program that starts it";
        return Err(not_one(path, "it is a script, which Windows cannot start by itself", hint));
    }
    if line.ends_with(b"\r") {
        let reason = "its first line ends with a carriage return, which becomes part of the interpreter's name";
        return Err(not_one(path, reason, "save it with the line ends of Unix"));
    }
    Ok(())
}

fn header(data: &Cache) -> object::Result<Binary> {
    match FileKind::parse(data)? {
        FileKind::Elf32 => elf_file::<elf::FileHeader32<Endianness>>(data),
        FileKind::Elf64 => elf_file::<elf::FileHeader64<Endianness>>(data),
        FileKind::MachO32 => mach_file::<MachHeader32<Endianness>>(data, 0),
        FileKind::MachO64 => mach_file::<MachHeader64<Endianness>>(data, 0),
        FileKind::MachOFat32 => universal(data),
        FileKind::Pe32 => pe_file::<ImageNtHeaders32>(data),
        _ => pe_file::<ImageNtHeaders64>(data),
    }
}

fn elf_file<Elf: FileHeader<Endian = Endianness>>(data: &Cache) -> object::Result<Binary> {
    let header = Elf::parse(data)?;
    let endian = header.endian()?;
    let segments = match header.e_phnum(endian) {
        // The true number would stand elsewhere; no linker makes so many.
        u16::MAX => &[],
        _ => header.program_headers(endian, data)?,
    };
    let interpreted = segments.iter().any(|segment| segment.p_type(endian) == PT_INTERP);
    let kind = match header.e_type(endian) {
        elf::ET_EXEC => Some(PluginKind::Program),
        elf::ET_DYN if interpreted || is_static_program(segments, endian, data)? => Some(PluginKind::Program),
        elf::ET_DYN => Some(PluginKind::Native),
        _ => None,
    };
    let machine = match (header.e_machine(endian), header.is_class_64()) {
        (elf::EM_X86_64, true) => "x86_64",
        (elf::EM_386, _) => "x86",
        (elf::EM_AARCH64, _) => "aarch64",
        (elf::EM_ARM, _) => "arm",
        (elf::EM_RISCV, true) => "riscv64",
        (elf::EM_RISCV, false) => "riscv32",
        (elf::EM_PPC64, _) => "powerpc64",
        (elf::EM_S390, true) => "s390x",
        (elf::EM_LOONGARCH, true) => "loongarch64",
        _ => "an unknown processor",
    };
    Ok(Binary { system: "linux", machines: vec![machine], kind })
}

/// A program that needs no interpreter (musl, Go) looks like a library but for one flag.
fn is_static_program<Segment: ProgramHeader<Endian = Endianness>>(
    segments: &[Segment],
    endian: Endianness,
    data: &Cache,
) -> object::Result<bool> {
    let dynamic = segments.iter().find(|segment| segment.p_type(endian) == PT_DYNAMIC);
    let Some(segment) = dynamic.filter(|segment| segment.p_filesz(endian).into() <= LONGEST_DYNAMIC) else {
        return Ok(false);
    };
    let entries = segment.dynamic(endian, data)?.unwrap_or_default();
    let flags = entries.iter().find(|entry| entry.tag(endian) == DT_FLAGS_1).map_or(0, |entry| entry.val(endian));
    Ok(flags & DF_1_PIE.0 != 0)
}

fn mach_file<Mach: MachHeader<Endian = Endianness>>(data: &Cache, offset: u64) -> object::Result<Binary> {
    let header = Mach::parse(data, offset)?;
    let endian = header.endian()?;
    let kind = match header.filetype(endian) {
        macho::MH_EXECUTE => Some(PluginKind::Program),
        macho::MH_DYLIB | macho::MH_BUNDLE => Some(PluginKind::Native),
        _ => None,
    };
    Ok(Binary { system: "macos", machines: vec![mach_machine(header.cputype(endian))], kind })
}

/// A file for several processors; the parts are of one kind.
fn universal(data: &Cache) -> object::Result<Binary> {
    let fat = MachOFatFile32::parse(data)?;
    let mut binary = Binary { system: "macos", machines: Vec::new(), kind: None };
    for part in fat.arches() {
        binary.machines.push(mach_machine(part.cputype()));
        let (offset, _) = part.file_range();
        let found = mach_file::<MachHeader64<Endianness>>(data, offset);
        binary.kind = binary.kind.or(found.ok().and_then(|found| found.kind));
    }
    Ok(binary)
}

fn mach_machine(machine: macho::CpuType) -> &'static str {
    match machine {
        macho::CPU_TYPE_X86_64 => "x86_64",
        macho::CPU_TYPE_ARM64 => "aarch64",
        _ => "an unknown processor",
    }
}

fn pe_file<Pe: ImageNtHeaders>(data: &Cache) -> object::Result<Binary> {
    let mut offset = ImageDosHeader::parse(data)?.nt_headers_offset().into();
    let (headers, _) = Pe::parse(data, &mut offset)?;
    let file = headers.file_header();
    let library = file.characteristics.get(LittleEndian).0 & IMAGE_FILE_DLL.0 != 0;
    let machine = match file.machine.get(LittleEndian) {
        object::pe::IMAGE_FILE_MACHINE_AMD64 => "x86_64",
        object::pe::IMAGE_FILE_MACHINE_ARM64 => "aarch64",
        object::pe::IMAGE_FILE_MACHINE_I386 => "x86",
        _ => "an unknown processor",
    };
    let kind = if library { PluginKind::Native } else { PluginKind::Program };
    Ok(Binary { system: "windows", machines: vec![machine], kind: Some(kind) })
}

fn suits(path: &Path, binary: &Binary) -> Result<(), HostError> {
    // Every Unix but macOS has the same format of files.
    let system = if cfg!(any(windows, target_os = "macos")) { OS } else { "linux" };
    if binary.system == system && binary.machines.contains(&ARCH) {
        return Ok(());
    }
    let machines = binary.machines.join(", ");
    let message =
        format!("{} was built for {} on {machines}; this Jianbao runs on {OS} on {ARCH}", name(path), binary.system);
    Err(HostError::new(HostErrorKind::WrongMachine, message)
        .with_hint("get the exporter for this system and processor"))
}

fn not_one(path: &Path, reason: &str, hint: &str) -> HostError {
    let message = format!("{} is not an exporter: {reason}", name(path));
    HostError::new(HostErrorKind::NotAnExporter, message).with_hint(hint)
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned())
}
