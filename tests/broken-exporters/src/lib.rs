//! One exporter that behaves well or misbehaves in a way that its option `behaviour` names.

use std::io::{ErrorKind, Write};
use std::process::Command;
use std::time::Duration;

use jianbao_exporter_sdk::schemars::{self, JsonSchema};
use jianbao_exporter_sdk::serde::{self, Deserialize, Serialize};
use jianbao_exporter_sdk::{Description, ExportError, Exporter, Job, Level, Request, export_exporters};

struct Broken;

#[derive(Serialize, Deserialize, JsonSchema, Default)]
#[serde(crate = "serde", default, deny_unknown_fields)]
#[schemars(crate = "schemars")]
struct Options {
    behaviour: Behaviour,
}

#[derive(Serialize, Deserialize, JsonSchema, Default, Clone, Copy)]
#[serde(crate = "serde", rename_all = "kebab-case")]
#[schemars(crate = "schemars")]
enum Behaviour {
    #[default]
    Ok,
    TwoFiles,
    Fails,
    Panic,
    PanicInThread,
    ExitZero,
    Abort,
    Hang,
    HangPolitely,
    Segfault,
    ForgedDone,
    LeavesFolder,
    IgnoresRefusal,
    WritesTooMuch,
    AllocatesForever,
    OverflowsStack,
    BackgroundChild,
    LogFlood,
    LogsAndHangs,
    LogsAndEnds,
    Spin,
    RawPanic,
    WritesBesideTheFolder,
    EmitsWithoutEnd,
    StrayFile,
    NotADocx,
    NothingWritten,
    Degrades,
    ReadsStdin,
}

impl Exporter for Broken {
    type Options = Options;

    fn describe() -> Description {
        Description::new("test.broken", "Misbehaves on purpose", "1.0.0")
            .vendor("Test vendor")
            .output("main", "txt", "text/plain")
            .output("data", "csv", "text/csv")
            .features(["table"])
    }

    fn export(request: &Request<Options>, job: &Job<'_>) -> Result<(), ExportError> {
        misbehave(request, job)?;
        if matches!(request.options.behaviour, Behaviour::NothingWritten) {
            return Ok(());
        }
        writeln!(job.output(&request.file_name("txt"))?, "{}", request.document.properties.title)?;
        Ok(())
    }
}

export_exporters!(Broken);

fn misbehave(request: &Request<Options>, job: &Job<'_>) -> Result<(), ExportError> {
    match request.options.behaviour {
        Behaviour::Ok | Behaviour::NothingWritten => {}
        Behaviour::TwoFiles => writeln!(job.output("parts/rows.csv")?, "a,b")?,
        Behaviour::Fails => {
            let error = ExportError::new("cell-too-long", "a cell is too long").with_hint("shorten it");
            return Err(error.at("/sections/0/blocks/3"));
        }
        Behaviour::Panic => panic!("a panic on purpose"),
        Behaviour::PanicInThread => {
            let joined = std::thread::spawn(|| panic!("a panic of a worker")).join();
            joined.map_err(|_| ExportError::new("worker", "a worker panicked"))?;
        }
        Behaviour::Degrades => job.degraded("footnote", "printed inline", Some("/sections/0")),
        Behaviour::HangPolitely => loop {
            job.check_cancelled()?;
            std::thread::sleep(Duration::from_millis(5));
        },
        Behaviour::LogsAndEnds => job.log(Level::Info, "begun"),
        Behaviour::LogsAndHangs => {
            job.log(Level::Info, "begun");
            break_process(Behaviour::Hang)?;
        }
        Behaviour::LogFlood => (0..200_000).for_each(|_| job.log(Level::Info, "flood")),
        Behaviour::LeavesFolder => drop(job.output("../escape.txt")?),
        Behaviour::IgnoresRefusal => drop(job.output("/tmp/escape.txt").err()),
        Behaviour::WritesTooMuch => write_too_much(job, 4 << 10)?,
        Behaviour::EmitsWithoutEnd => write_too_much(job, 10 << 10)?,
        Behaviour::NotADocx => job.output("fake.docx")?.write_all(b"not a zip")?,
        Behaviour::ReadsStdin => {
            let mut text = String::new();
            std::io::stdin().read_line(&mut text)?;
            return if text.is_empty() {
                Ok(())
            } else {
                Err(ExportError::new("stdin", "there was something to read"))
            };
        }
        other => break_process(other)?,
    }
    Ok(())
}

fn write_too_much(job: &Job<'_>, megabytes: usize) -> Result<(), ExportError> {
    let mut output = job.output("large.bin")?;
    let block = vec![0; 1 << 20];
    for _ in 0..megabytes {
        output.write_all(&block)?;
    }
    Ok(())
}

#[expect(clippy::exit, clippy::print_stdout, reason = "misbehaves on purpose")]
fn break_process(behaviour: Behaviour) -> std::io::Result<()> {
    match behaviour {
        Behaviour::ExitZero => std::process::exit(0),
        Behaviour::Abort => std::process::abort(),
        Behaviour::Hang => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        Behaviour::Spin => loop {
            std::hint::spin_loop();
        },
        Behaviour::RawPanic => panic_through_c(),
        // One file is not limited, so the sizes of many add up.
        Behaviour::WritesBesideTheFolder => fill_the_job_folder()?,
        Behaviour::Segfault => write_to_nowhere(),
        Behaviour::ForgedDone => {
            println!(r#"{{"event":"done","status":0,"files":[{{"name":"forged.txt"}}]}}"#);
            std::process::exit(0)
        }
        Behaviour::AllocatesForever => allocate_forever(),
        Behaviour::OverflowsStack => drop(deeper(1)),
        Behaviour::BackgroundChild => drop(Command::new("sleep").arg("60").spawn()?),
        Behaviour::StrayFile => std::fs::write("out/stray.txt", "stray")?,
        _ => return Err(ErrorKind::Unsupported.into()),
    }
    Ok(())
}

#[allow(unsafe_code, reason = "misbehaves on purpose")]
fn write_to_nowhere() {
    let nowhere: *mut u8 = std::ptr::without_provenance_mut(8);
    // SAFETY: none; the fault is the point.
    unsafe { nowhere.write_volatile(1) };
}

/// What happens where an author writes the C interface by hand and a panic escapes it.
extern "C" fn panic_through_c() {
    panic!("a panic that reaches C");
}

/// Files that the host never handed out, each below the limit.
fn fill_the_job_folder() -> std::io::Result<()> {
    for number in 0..4 {
        std::fs::write(format!("heap-{number}"), vec![0; 3 << 20])?;
    }
    std::thread::sleep(Duration::from_secs(60));
    Ok(())
}

fn allocate_forever() {
    let mut kept = Vec::new();
    loop {
        kept.push(vec![1_u8; 1 << 20]);
        std::hint::black_box(&kept);
    }
}

#[expect(unconditional_recursion, reason = "misbehaves on purpose")]
fn deeper(depth: u64) -> [u64; 64] {
    let mut frame = [depth; 64];
    frame[1] = deeper(std::hint::black_box(depth + 1))[0];
    std::hint::black_box(frame)
}
