//! The store of added exporters, where a case is too small: special files, a full disk, two at once, hashes of this system.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jianbao_tests::{Run, Work, binary, root, run, sha256};

/// A folder that nobody else can change, with the exporter `plain.sh` in it.
struct Desk {
    work: Work,
    hash: String,
}

impl Desk {
    fn new() -> Self {
        let work = Work::private();
        let source = root().join("tests/data/exporters/plain.sh");
        fs::copy(&source, work.path("plain.sh")).unwrap();
        let status = Command::new("chmod").args(["-R", "go-w"]).arg(work.path("")).status().unwrap();
        assert!(status.success());
        Self { hash: sha256(&fs::read(source).unwrap()), work }
    }

    fn jianbao(&self, arguments: &[&str]) -> Run {
        run(&binary(), arguments, &self.work.path(""), &[], None)
    }

    fn add(&self) -> Run {
        self.jianbao(&["exporter", "add", "plain.sh", "--sha256", &self.hash])
    }

    fn render(&self, more: &[&str]) -> Run {
        self.render_to("plain", more)
    }

    fn render_to(&self, format: &str, more: &[&str]) -> Run {
        let small = |name: &str| root().join("tests/data").join(name).display().to_string();
        let (dataset, layout) = (small("minimal.json"), small("layout"));
        let mut arguments = vec!["render", &dataset, "--layout", &layout, "-o", "out", "--quiet", "--to", format];
        arguments.extend(more);
        self.jianbao(&arguments)
    }

    /// What lies in the store.
    fn store(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.work.path("home/exporters")).map(|entries| entries.map(|e| e.unwrap().path()));
        entries.map(Iterator::collect).unwrap_or_default()
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_no_plain_file_is_refused_at_once() {
    let desk = Desk::new();
    let pipe = desk.work.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let long = format!("/{}", "x/".repeat(2500));
    let cases: [(&Path, &str); 4] = [
        (&pipe, "it is not a regular file"),
        (Path::new("/dev/zero"), "it is not a regular file"),
        (Path::new("/proc/self/mem"), "it is empty"),
        (Path::new(&long), "there is no file …"),
    ];
    for (path, expected) in cases {
        let outcome = desk.jianbao(&["exporter", "add", path.to_str().unwrap()]);
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(expected), "{expected}: {}", outcome.stderr);
        assert!(outcome.stderr.len() < 1000, "{}", outcome.stderr);
    }
    assert!(desk.store().is_empty(), "{:?}", desk.store());
}

#[test]
fn a_full_disk_leaves_no_entry() {
    let desk = Desk::new();
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" exporter add plain.sh --sha256 \"$1\"";
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(binary()).arg(&desk.hash).current_dir(desk.work.path(""));
    command.env("JIANBAO_HOME", desk.work.path("home")).env("LANG", "en_US.UTF-8");
    // What it says must not end in the file that is too large.
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("error: cannot copy to"), "{}", told(&output));
    assert!(desk.store().is_empty(), "{:?}", desk.store());
    assert_eq!(desk.add().code, Some(0), "and with room it goes on");
}

#[test]
fn one_of_two_at_once_adds_it() {
    let desk = Desk::new();
    let outcomes = std::thread::scope(|scope| {
        let running: Vec<_> = (0..4).map(|_| scope.spawn(|| desk.add())).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let added = outcomes.iter().filter(|outcome| outcome.code == Some(0)).count();
    assert_eq!(added, 1, "{outcomes:?}");
    assert!(
        outcomes.iter().filter(|o| o.code != Some(0)).all(|o| o.stderr.contains("was added before")),
        "{outcomes:?}"
    );
    assert_eq!(desk.store(), [desk.work.path("home/exporters").join(&desk.hash)]);
    assert_eq!(desk.render(&[]).code, Some(0));
}

#[test]
fn the_copy_is_what_runs() {
    let desk = Desk::new();
    assert_eq!(desk.add().code, Some(0));
    fs::write(desk.work.path("plain.sh"), "#!/bin/sh\nexit 9\n").unwrap();
    assert_eq!(desk.render(&[]).code, Some(0));
    let entry = desk.work.path("home/exporters").join(&desk.hash);
    assert_eq!((mode(&entry), mode(&entry.join("plain.sh"))), (0o700, 0o500));
    fs::remove_file(entry.join("plain.sh")).unwrap();
    let outcome = desk.render(&["--force"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("there is no file"), "{}", outcome.stderr);
}

#[test]
fn two_entries_with_one_id_are_an_error_when_it_is_asked_for() {
    let desk = Desk::new();
    assert_eq!(desk.add().code, Some(0));
    let other = "a".repeat(64);
    let (first, second) =
        (desk.work.path("home/exporters").join(&desk.hash), desk.work.path("home/exporters").join(&other));
    fs::create_dir(&second).unwrap();
    let entry = fs::read_to_string(first.join("entry.json")).unwrap().replace(&desk.hash, &other);
    fs::write(second.join("entry.json"), entry).unwrap();
    assert!(Command::new("chmod").args(["-R", "go-w"]).arg(&second).status().unwrap().success());
    let outcome = desk.render(&[]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    assert!(outcome.stderr.contains("several exporters have the id org.example.plain"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains(&other) && outcome.stderr.contains(&desk.hash), "{}", outcome.stderr);
    assert_eq!(desk.jianbao(&["exporter", "remove", &other]).code, Some(0));
    assert_eq!(desk.render(&[]).code, Some(0));
}

#[test]
fn a_pin_to_another_file_says_both_hashes_and_the_command() {
    let desk = Desk::new();
    assert_eq!(desk.add().code, Some(0));
    let listed = "b".repeat(64);
    let here = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    let pin = |sha256: &str| desk.jianbao(&["exporter", "pin", "org.example.plain", "--sha256", sha256]);
    assert_eq!(pin(&listed).code, Some(0));
    // Neither the added one nor one for this run gets past it.
    for more in [&[][..], &["--exporter", "plain.sh"]] {
        let outcome = desk.render(more);
        assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
        let add = format!("`jianbao exporter add FILE --sha256 {listed}`");
        for part in [&desk.hash, &listed, &here, &add, &"`jianbao exporter pin org.example.plain`".to_owned()] {
            assert!(outcome.stderr.contains(part.as_str()), "{part}: {}", outcome.stderr);
        }
        assert!(desk.work.outputs().unwrap().is_empty());
    }
    let zh = desk.render(&["--lang", "zh"]);
    assert!(zh.stderr.contains("锁定为其他文件") && zh.stderr.contains(&listed), "{}", zh.stderr);
    assert_eq!(desk.jianbao(&["exporter", "pin", "plain"]).code, Some(0));
    assert_eq!(desk.render(&[]).code, Some(0));
}

#[test]
fn a_pin_holds_for_those_that_come_along() {
    let desk = Desk::new();
    assert_eq!(desk.jianbao(&["exporter", "pin", "html"]).code, Some(0));
    let list = fs::read_to_string(desk.work.path("jianbao-exporters.toml")).unwrap();
    assert_eq!(desk.render_to("html", &[]).code, Some(0));
    let hash = list.split('"').find(|part| part.len() == 64).unwrap();
    fs::write(desk.work.path("jianbao-exporters.toml"), list.replace(hash, &"0".repeat(64))).unwrap();
    let outcome = desk.render_to("html", &["--force"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stderr.contains("exporter jianbao.html is pinned"), "{}", outcome.stderr);
}

#[test]
fn a_kept_working_folder_is_named() {
    let desk = Desk::new();
    for (more, code) in [(&["--keep-job"][..], 0), (&["--keep-job", "--force", "--option", "plain.times=9"], 1)] {
        let outcome = desk.render(&[&["--exporter", "plain.sh"], more].concat());
        assert_eq!(outcome.code, Some(code), "{}", outcome.stderr);
        let kept = outcome.stderr.lines().find_map(|line| line.strip_prefix("  kept the exporter's folder: "));
        // Options are wrong before there is a folder.
        assert_eq!(kept.is_some(), code == 0, "{}", outcome.stderr);
        if let Some(kept) = kept {
            assert!(Path::new(kept).join("request.json").is_file());
            // It holds the report.
            assert_eq!(mode(Path::new(kept)), 0o700);
            fs::remove_dir_all(kept).unwrap();
        }
    }
}

#[test]
fn a_program_that_is_no_exporter_leaves_no_entry() {
    let desk = Desk::new();
    let script = "#!/bin/sh\necho ran >&2\nexit 3\n";
    fs::write(desk.work.path("plain.sh"), script).unwrap();
    let outcome = desk.jianbao(&["exporter", "add", "plain.sh", "--sha256", &sha256(script.as_bytes()), "-v"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("exit code 3") && outcome.stderr.contains("ran"), "{}", outcome.stderr);
    assert!(desk.store().is_empty(), "{:?}", desk.store());
}

#[test]
fn a_time_limit_holds() {
    let desk = Desk::new();
    fs::write(desk.work.path("slow.sh"), slow()).unwrap();
    assert!(Command::new("chmod").arg("755").arg(desk.work.path("slow.sh")).status().unwrap().success());
    let outcome = desk.render(&["--exporter", "slow.sh", "--time-limit", "1"]);
    assert_eq!(outcome.code, Some(1), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("took longer than 1s"), "{}", outcome.stderr);
    assert!(desk.work.outputs().unwrap().is_empty());
}

/// `plain.sh` that describes itself, and then does not end.
fn slow() -> String {
    let plain = fs::read_to_string(root().join("tests/data/exporters/plain.sh")).unwrap();
    let slow = plain.replace("    printf", "    sleep 600\n    printf");
    assert_ne!(plain, slow);
    slow
}
