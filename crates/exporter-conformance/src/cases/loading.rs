//! The file: it can be loaded, it offers one entry, its table is sound.

use jianbao_exporter_abi::SYMBOL;
use jianbao_exporter_host::{HostError, HostErrorKind};
use object::read::NameOrOrdinal;
use object::{Object as _, ObjectSymbol as _, SymbolKind};

use crate::bench::Bench;
use crate::case::{Case, Needs, Outcome, Stop};

/// How many symbols are named.
const NAMED: usize = 5;

pub(crate) static CASES: [Case; 3] = [
    Case::asks(
        "load",
        Needs::File,
        ("可以加载或启动，所有符号都能解析", "it can be loaded or started, with all its symbols resolved"),
        load,
    ),
    Case::asks(
        "one-entry",
        Needs::File,
        ("只导出一个符号 jb_exporter_v1", "a library exports one symbol, `jb_exporter_v1`"),
        one_entry,
    ),
    Case::asks("table", Needs::File, ("接口表的大小与版本正确", "its table has a sound size and version"), table),
];

fn error_of<'a>(bench: &Bench<'a>, kinds: &[HostErrorKind]) -> Option<&'a HostError> {
    bench.described().err().filter(|error| kinds.contains(&error.kind()))
}

fn load(bench: &Bench<'_>) -> Outcome {
    use HostErrorKind::{HashMismatch, Io, MissingPlugin, NotALibrary, NotAnExporter, Spawn, WrongMachine};
    match error_of(bench, &[NotALibrary, NotAnExporter, WrongMachine, MissingPlugin, HashMismatch, Spawn, Io]) {
        Some(error) => Err(Stop::fail(error.to_string())),
        None => Ok(None),
    }
}

fn one_entry(bench: &Bench<'_>) -> Outcome {
    if bench.is_program() {
        return Err(Stop::skip("a program has no symbols to offer"));
    }
    if let Some(error) = error_of(bench, &[HostErrorKind::NoSymbol]) {
        return Err(Stop::fail(error.to_string()));
    }
    let path = bench.plugin().path();
    let bytes = std::fs::read(path).map_err(|error| Stop::skip(format!("the file cannot be read: {error}")))?;
    let others = exported(&bytes).map_err(|error| Stop::skip(format!("its symbols cannot be read: {error}")))?;
    let named: Vec<String> = others.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    match others.len().saturating_sub(NAMED) {
        _ if others.is_empty() => Ok(None),
        0 => Err(Stop::fail(format!("it also exports {}; hide them (`-fvisibility=hidden`)", named.join(", ")))),
        more => Err(Stop::fail(format!("it also exports {} and {more} more; hide them", named.join(", ")))),
    }
}

/// The names of what a library exports besides the entry. Weak symbols do not count: C++ cannot always hide them.
fn exported(bytes: &[u8]) -> Result<Vec<String>, object::Error> {
    let file = object::File::parse(bytes)?;
    if file.format() != object::BinaryFormat::Elf {
        let mut names = Vec::new();
        for export in file.exports()? {
            if let NameOrOrdinal::Name(name) = export?.name() {
                names.push(String::from_utf8_lossy(name).into_owned());
            }
        }
        // Mach-O writes an underscore before each name.
        names.retain(|name| name.trim_start_matches('_') != SYMBOL);
        return Ok(names);
    }
    let kinds = [SymbolKind::Text, SymbolKind::Data, SymbolKind::Tls];
    let symbols = file.dynamic_symbols().filter(|symbol| {
        !symbol.is_undefined() && symbol.is_global() && !symbol.is_weak() && kinds.contains(&symbol.kind())
    });
    let names = symbols.filter_map(|symbol| symbol.name().ok().map(str::to_owned));
    // The linker's own start and end of the library.
    Ok(names.filter(|name| ![SYMBOL, "_init", "_fini"].contains(&name.as_str())).collect())
}

fn table(bench: &Bench<'_>) -> Outcome {
    if bench.is_program() {
        return Err(Stop::skip("a program has no table"));
    }
    if let Some(error) = error_of(bench, &[HostErrorKind::WrongAbi, HostErrorKind::BrokenTable]) {
        return Err(Stop::fail(error.to_string()));
    }
    match error_of(bench, &[HostErrorKind::NotALibrary, HostErrorKind::NoSymbol, HostErrorKind::MissingPlugin]) {
        Some(_) => Err(Stop::skip("there is no table to look at")),
        None => Ok(None),
    }
}
