//! Whole-process measurements: CPU seconds and peak memory of `jianbao render` to Word, beside other tools where a folder
//! with their harness is given. Figures of one run are compared as ratios, never with those of another machine.

use std::path::Path;
use std::process::Command;

use crate::bench_feed;
use crate::shell::{Failed, Shell, program};

/// Runs of the short programs.
const RUNS: usize = 15;

pub(crate) fn run(shell: &Shell, arguments: &[String]) -> Result<(), Failed> {
    if let Some(at) = arguments.iter().position(|argument| argument == "--feed") {
        return bench_feed::run(shell, arguments.get(at + 1).map_or("100000", String::as_str));
    }
    let peers = arguments.iter().position(|argument| argument == "--peers").and_then(|at| arguments.get(at + 1));
    shell.cargo(&["build", "--release", "--workspace", "--quiet"])?;
    let out = shell.target().join("bench-out");
    std::fs::create_dir_all(&out).map_err(Failed::because)?;
    let jianbao = shell.target().join("release").join(program("jianbao"));
    let render = [
        "render",
        "examples/nanchang-2020/dataset.json",
        "--layout",
        "nanchang-etdz/2020",
        "--to",
        "docx",
        "--force",
        "--quiet",
        "-o",
    ];
    let mut contestants = vec![("jianbao".to_owned(), {
        let mut command = shell.command(&jianbao.to_string_lossy());
        command.args(render).arg(&out);
        command
    })];
    if let Some(folder) = peers {
        contestants.extend(peer_commands(Path::new(folder))?);
    }
    table(&mut contestants, RUNS)?;
    shell.cargo(&["bench", "--package", "jianbao-pipeline"])
}

/// Commands of other tools: `peers.txt` in the folder, a line each, `name<TAB>command`, run by `sh` in that folder.
fn peer_commands(folder: &Path) -> Result<Vec<(String, Command)>, Failed> {
    let list = folder.join("peers.txt");
    let text = std::fs::read_to_string(&list)
        .map_err(|error| Failed::because(format!("cannot read {}: {error}", list.display())))?;
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    let commands = lines.map(|(name, shell_line)| {
        let mut command = Command::new("sh");
        command.current_dir(folder).args(["-c", &format!("exec {shell_line}")]);
        (name.to_owned(), command)
    });
    Ok(commands.collect())
}

/// Runs the contestants in turn (A B C A B C …), each as a whole process, and prints the medians.
pub(crate) fn table(contestants: &mut [(String, Command)], runs: usize) -> Result<(), Failed> {
    let mut figures: Vec<Vec<Usage>> = contestants.iter().map(|_| Vec::new()).collect();
    for run in 0..=runs {
        for ((name, command), figures) in contestants.iter_mut().zip(&mut figures) {
            let usage = measure(command).map_err(|error| Failed::because(format!("{name}: {error}")))?;
            // The first round fills the caches of the file system.
            if run > 0 {
                figures.push(usage);
            }
        }
    }
    let medians: Vec<Usage> = figures.iter_mut().map(|figures| median(figures)).collect();
    println!("| tool | cpu ms | ratio | wall ms | peak MiB |\n|---|---|---|---|---|");
    let base = medians[0].cpu_us.max(1);
    for ((name, _), usage) in contestants.iter().zip(&medians) {
        let ratio = usage.cpu_us.saturating_mul(100) / base;
        println!(
            "| {name} | {}.{} | {}.{:02} | {}.{} | {} |",
            usage.cpu_us / 1000,
            usage.cpu_us % 1000 / 100,
            ratio / 100,
            ratio % 100,
            usage.wall_us / 1000,
            usage.wall_us % 1000 / 100,
            usage.peak_kib / 1024
        );
    }
    Ok(())
}

fn median(figures: &mut [Usage]) -> Usage {
    let middle = figures.len() / 2;
    let mut by = |key: fn(&Usage) -> u64| {
        figures.sort_by_key(key);
        key(&figures[middle])
    };
    Usage { cpu_us: by(|usage| usage.cpu_us), wall_us: by(|usage| usage.wall_us), peak_kib: by(|usage| usage.peak_kib) }
}

/// What one run of a process and its children used.
#[derive(Clone, Copy)]
struct Usage {
    cpu_us: u64,
    wall_us: u64,
    peak_kib: u64,
}

/// Runs a command under Python's `resource` module, which knows CPU time and peak memory of children on every Unix. What a
/// wrapper around `python3` itself spent before is not counted.
fn measure(command: &Command) -> Result<Usage, String> {
    const METER: &str = "import os, resource, subprocess, sys, time\n\
        before = resource.getrusage(resource.RUSAGE_CHILDREN)\n\
        start = time.monotonic()\n\
        code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode\n\
        wall = time.monotonic() - start\n\
        use = resource.getrusage(resource.RUSAGE_CHILDREN)\n\
        cpu = use.ru_utime + use.ru_stime - before.ru_utime - before.ru_stime\n\
        print(code, int(cpu * 1e6), int(wall * 1e6), use.ru_maxrss)";
    let mut meter = Command::new("python3");
    meter.args(["-c", METER]).arg(command.get_program()).args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        meter.current_dir(folder);
    }
    let output = meter.output().map_err(|error| format!("cannot run python3: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<u64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match numbers[..] {
        // 1 means findings, which the example has.
        [0 | 1, cpu_us, wall_us, peak_kib] => Ok(Usage { cpu_us, wall_us, peak_kib }),
        _ => Err(format!("the run failed: {text}")),
    }
}
