//! How an exporter behaves: the same bytes every time, nothing but its files, nothing on standard output.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jianbao_exporter_host::{ChildConfig, Host};

use crate::bench::{Bench, STEM, Tried, told};
use crate::case::{Case, Needs, Outcome, Stop};
use crate::documents;

/// The program that runs another with other variables.
const ENV: &str = "/usr/bin/env";
/// Where and in which language people work; none of it may show in a file.
const PLACES: [[&str; 3]; 2] = [
    ["TZ=Asia/Shanghai", "LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8"],
    ["TZ=America/St_Johns", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"],
];

pub(crate) static CASES: [Case; 5] = [
    Case::asks(
        "output-opens",
        Needs::Exporter,
        ("输出能打开，且是自述中列出的种类", "its outputs open, and are of the kinds that it describes"),
        output_opens,
    ),
    Case::asks(
        "same-bytes",
        Needs::Exporter,
        ("同一请求得到相同的字节", "the same request gives the same bytes"),
        same_bytes,
    ),
    Case::asks("locale", Needs::Exporter, ("时区和语言环境不影响结果", "time zone and language do not matter"), locale),
    Case::asks(
        "own-folder",
        Needs::Exporter,
        ("不在自己的文件夹之外写东西", "it writes nothing outside its folder, as far as can be seen"),
        own_folder,
    ),
    Case::asks(
        "quiet-stdout",
        Needs::Exporter,
        ("标准输出上只有事件", "a program prints nothing but events on standard output"),
        quiet_stdout,
    ),
];

fn output_opens(bench: &Bench<'_>) -> Outcome {
    let exporter = bench.exporter()?;
    let written = bench.must_write(&documents::every_block())?;
    let known = |name: &str| {
        let name = name.to_lowercase();
        exporter.outputs.iter().any(|output| name.ends_with(&format!(".{}", output.extension.to_lowercase())))
    };
    let foreign: Vec<&str> = written.files.keys().map(String::as_str).filter(|name| !known(name)).collect();
    if foreign.is_empty() {
        return Ok(None);
    }
    Err(Stop::fail(format!("its description has no output like `{}`", foreign.join("`, `"))))
}

fn deterministic(bench: &Bench<'_>) -> Result<(), Stop> {
    if bench.exporter()?.deterministic { Ok(()) } else { Err(Stop::skip("it says that it is not deterministic")) }
}

fn same_bytes(bench: &Bench<'_>) -> Outcome {
    deterministic(bench)?;
    let document = documents::every_block();
    let first = bench.must_write(&document)?;
    let second = bench.must_write(&document)?;
    if first.files == second.files { Ok(None) } else { Err(Stop::fail("the second run gave other bytes")) }
}

fn locale(bench: &Bench<'_>) -> Outcome {
    deterministic(bench)?;
    if !Path::new(ENV).is_file() {
        return Err(Stop::skip(format!("there is no `{ENV}` here to change them with")));
    }
    let document = documents::every_block();
    let plain = bench.must_write(&document)?;
    for place in PLACES {
        let host = elsewhere(bench.host(), &place);
        let probe = bench.send(&host, &document, STEM)?;
        match bench.judge(&probe, bench.lost(&document)?)? {
            Tried::Written(written) if written.files == plain.files => {}
            Tried::Written(_) => return Err(Stop::fail(format!("with {} it gave other bytes", place.join(" ")))),
            Tried::Refused(reason) => return Err(Stop::fail(format!("with {} it {}", place.join(" "), told(&reason)))),
        }
    }
    Ok(None)
}

/// A host whose children have other variables.
fn elsewhere(host: &Host, place: &[&str]) -> Host {
    let child = host.child();
    let mut args: Vec<OsString> = place.iter().map(OsString::from).collect();
    args.push(child.program.clone().into_os_string());
    args.extend(child.args.iter().cloned());
    host.clone().with_child(ChildConfig { program: ENV.into(), args })
}

/// What can be seen: the job folder, the folder of the exporter, the working folder, and the folder of the job folders.
fn own_folder(bench: &Bench<'_>) -> Outcome {
    let work = tempfile::tempdir().map_err(|error| Stop::fail(error.to_string()))?;
    let beside = bench.plugin().path().parent().map(Path::to_owned).unwrap_or_default();
    let watched = [beside, std::env::current_dir().unwrap_or_default()];
    let before: Vec<BTreeSet<PathBuf>> = watched.iter().map(|folder| entries(folder)).collect();
    let host = bench.host().clone().with_work_dir(work.path());
    let document = documents::every_block();
    let probe = bench.send(&host, &document, STEM)?;
    bench.judge(&probe, bench.lost(&document)?)?;
    let mut stray: Vec<PathBuf> = Vec::new();
    for (folder, before) in watched.iter().zip(&before) {
        stray.extend(entries(folder).difference(before).cloned());
    }
    stray.extend(entries(work.path()).into_iter().filter(|path| path != probe.job_folder()));
    if !bench.is_program() {
        stray.extend(entries(probe.job_folder()).into_iter().filter(|path| *path != probe.output_folder()));
    }
    match stray.first() {
        Some(path) => Err(Stop::fail(format!("it left {}", path.display()))),
        None => Ok(None),
    }
}

fn entries(folder: &Path) -> BTreeSet<PathBuf> {
    let listed = std::fs::read_dir(folder).into_iter().flatten();
    listed.filter_map(Result::ok).map(|entry| entry.path()).collect()
}

fn quiet_stdout(bench: &Bench<'_>) -> Outcome {
    let document = documents::every_block();
    let probe = bench.send(bench.host(), &document, STEM)?;
    if !bench.is_program() {
        let printed = probe.stderr.lines().count();
        return match printed {
            0 => Ok(None),
            lines => Ok(Some(format!("it printed {lines} lines; what a library prints goes to standard error"))),
        };
    }
    bench.judge(&probe, bench.lost(&document)?)?;
    match probe.stray_lines().next() {
        Some(line) => Err(Stop::fail(format!("it printed `{line}`"))),
        None => Ok(None),
    }
}
