//! Pipes, signals, full disks, memory.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use jianbao_tests::{Work, binary};

use super::{edit, feed, unknown_field};

/// The command in a folder, reading from a pipe of ours.
fn start(work: &Work, arguments: &[&str]) -> Child {
    let mut command = Command::new(binary());
    command.arg("validate").args(arguments).current_dir(work.path("")).env("LANG", "en_US.UTF-8").env_remove("LC_ALL");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn an_interrupted_feed_leaves_whole_lines() {
    let work = Work::new();
    let mut child = start(&work, &["-", "--accepted", "out/good", "--rejected", "out/bad", "--format", "json"]);
    let text = feed(1500, vec![unknown_field(2), unknown_field(700)]);
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(text.as_bytes()).unwrap();
    // The pipe stays open, as from a program that thinks; what came through it is checked meanwhile.
    sleep(Duration::from_secs(2));
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    drop(pipe);
    assert_eq!(output.status.code(), Some(130));
    let (good, bad) = (fs::read(work.path("out/good")).unwrap(), fs::read(work.path("out/bad")).unwrap());
    let lines = |bytes: &[u8]| bytes.split_inclusive(|&byte| byte == b'\n').count();
    assert!(lines(&good) > 50 && lines(&bad) > 0, "{} good, {} bad", lines(&good), lines(&bad));
    let done: Vec<&str> = text.split_inclusive('\n').take(lines(&good) + lines(&bad)).collect();
    assert!(super::is_split_of(done.concat().as_bytes(), &good, &bad), "whole records, none left out");
    let told = String::from_utf8(output.stderr).unwrap();
    let counts = format!("{} records: {} good, {} bad", done.len(), lines(&good), lines(&bad));
    assert!(told.starts_with("interrupted: ") && told.contains(&counts), "{told}");
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

/// A feed with half a megabyte of findings: more than a pipe holds.
fn more_than_a_pipe_holds() -> String {
    let rows: Vec<String> = (0..1000).map(|row| format!("{{\"id\":\"r{row}\",\"values\":5}}")).collect();
    let north = "{\"id\":\"north\",\"values\":{\"street\":\"北街\",\"lamps\":120}}";
    feed(40, vec![edit(2, north, &rows.join(","))])
}

#[test]
fn a_second_interrupt_ends_at_once_between_two_lines() {
    let work = Work::new();
    fs::write(work.path("feed.ndjson"), more_than_a_pipe_holds()).unwrap();
    let mut child = start(&work, &["feed.ndjson", "--format", "json"]);
    let mut output = child.stdout.take().unwrap();
    let mut told = vec![0; 100];
    output.read_exact(&mut told).unwrap();
    interrupt(&child);
    sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "it cannot write what it found, and ends nevertheless");
    // The system may make one of two signals that follow each other closely, so the second is repeated.
    for _ in 0..600 {
        if child.try_wait().unwrap().is_some() {
            break;
        }
        interrupt(&child);
        sleep(Duration::from_millis(50));
    }
    let _ = child.kill();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    output.read_to_end(&mut told).unwrap();
    let told = String::from_utf8(told).unwrap();
    assert!(told.ends_with("}\n"), "{}", &told[told.len() - 20..]);
    for line in told.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

#[test]
fn what_was_found_is_told_while_the_pipe_is_silent() {
    let work = Work::new();
    let mut child = start(&work, &["-", "--format", "json"]);
    let mut pipe = child.stdin.take().unwrap();
    // Whether the first is the only one of its file is not known before something follows it.
    pipe.write_all(feed(2, vec![unknown_field(1), unknown_field(2)]).as_bytes()).unwrap();
    let (give, lines) = std::sync::mpsc::channel();
    let output = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || output.lines().map_while(Result::ok).for_each(|line| _ = give.send(line)));
    for number in [1, 2] {
        // The pipe is open, so nothing but the records themselves can make their findings come.
        loop {
            let line = lines.recv_timeout(Duration::from_secs(60)).expect("a finding before the pipe is closed");
            let line: serde_json::Value = serde_json::from_str(&line).unwrap();
            if line["code"] == "S-UNKNOWN" {
                assert_eq!(line["record"], number);
                break;
            }
        }
    }
    drop(pipe);
    assert_eq!(child.wait().unwrap().code(), Some(1));
    reader.join().unwrap();
}

#[test]
fn nobody_reads_on() {
    let work = Work::new();
    fs::write(work.path("feed.ndjson"), more_than_a_pipe_holds()).unwrap();
    let mut child = start(&work, &["feed.ndjson"]);
    let mut first = [0; 100];
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut first).unwrap();
    drop(output);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

/// Runs the command with a shell's limit before it; the size of a file may not pass 64 KiB.
#[test]
fn a_target_that_takes_no_more_leaves_nothing_half() {
    let work = Work::new();
    fs::write(work.path("feed.ndjson"), feed(200, vec![unknown_field(3)])).unwrap();
    let script = "trap '' XFSZ; ulimit -f 128; exec \"$0\" validate feed.ndjson --accepted out/good --rejected out/bad";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(binary()).current_dir(work.path("")).env("LANG", "en_US.UTF-8");
    let output = command.output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("error: cannot write"), "{told}");
    assert!(work.outputs().unwrap().is_empty(), "{:?}", work.outputs());
}

/// The same with a real disk of 64 KiB, where this user may make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing_half() {
    let work = Work::new();
    let script = "mount -t tmpfs -o size=64k none out || exit 77; \
                  \"$0\" validate feed.ndjson --accepted out/good --rejected bad; echo $?; ls -A out";
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", script]).arg(binary()).current_dir(work.path("")).env("LANG", "en_US.UTF-8");
    fs::write(work.path("feed.ndjson"), feed(200, vec![unknown_field(3)])).unwrap();
    let Ok(output) = command.output() else { return };
    if output.status.code() == Some(77) || String::from_utf8_lossy(&output.stderr).contains("unshare") {
        return;
    }
    let (shown, told) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(shown.ends_with("\n2\n"), "exit code 2 and nothing in the folder: {told}");
    assert!(told.contains("the disk is full"), "{told}");
}

/// The most memory that a process has had, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_feed() {
    const FEED: usize = 200 << 20;
    let work = Work::new();
    let mut child = start(&work, &["-", "--accepted", "out/good", "--summary"]);
    // Records of 64 KiB: what is checked in them takes most of the time, and this is about what is kept of them.
    let long = "更换路灯。".repeat(4400);
    let line = feed(1, vec![edit(1, "更换路灯。", &long)]);
    let records = FEED / line.len();
    let mut pipe = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        for number in 0..records {
            let line = line.replacen("minimal-1", &format!("minimal-{number}"), 1);
            pipe.write_all(line.as_bytes()).unwrap();
        }
    });
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(peak(&child).unwrap_or(0));
        sleep(Duration::from_millis(20));
    }
    writer.join().unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.starts_with(&format!("{records} records: {records} good")), "{told}");
    assert!(most > 5_000 && most < 150 * 1024, "{most} KiB");
}
