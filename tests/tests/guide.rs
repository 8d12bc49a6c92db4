//! The guide to layouts, step by step: every command in it is run, in both languages, and prints what the guide says.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::fs;

use jianbao_tests::{Work, binary, example, root, run};

/// A fenced block of a page: its language and its text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```").filter(|language| !language.is_empty()) {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((language.to_owned(), text.join("\n") + "\n"));
        }
    }
    blocks
}

/// The commands of a block with what each prints.
fn commands(block: &str) -> Vec<(Vec<String>, String)> {
    let mut commands: Vec<(Vec<String>, String)> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ jianbao ") {
            commands.push((command.split(' ').map(str::to_owned).collect(), String::new()));
        } else if let Some((_, printed)) = commands.last_mut() {
            printed.push_str(line);
            printed.push('\n');
        }
    }
    commands
}

/// Whether a text has the pieces between lines of `…`, in order, from its start to its end.
fn matches(text: &str, expected: &str) -> bool {
    let pieces: Vec<&str> = expected.split("…\n").collect();
    let mut rest = text;
    for (at, piece) in pieces.iter().enumerate() {
        let Some(found) = rest.find(piece).filter(|&found| at > 0 || found == 0) else { return false };
        rest = &rest[found + piece.len()..];
    }
    rest.is_empty()
}

fn follow(page: &str, locale: &str) {
    let page = fs::read_to_string(root().join("templates").join(page)).unwrap();
    let blocks = blocks(&page);
    let work = Work::new();
    fs::create_dir_all(work.path("examples/nanchang-2020")).unwrap();
    fs::copy(example(), work.path("examples/nanchang-2020/dataset.json")).unwrap();
    let mut steps = 0;
    for (arguments, expected) in blocks.iter().filter(|(l, _)| l == "console").flat_map(|(_, text)| commands(text)) {
        if expected.contains("aktual") {
            let path = work.path("my-layout/sheet.html.j2");
            let form = fs::read_to_string(&path).unwrap();
            assert!(page.contains("`row.aktual`") && form.contains("row.actual"));
            fs::write(path, form.replace("row.actual", "row.aktual")).unwrap();
        }
        let outcome = run(&binary(), &arguments, &work.path(""), &[("LC_ALL", locale), ("LANG", locale)], None);
        // Where both streams are written, a reader sees them one after the other.
        let seen = [outcome.stdout.clone() + &outcome.stderr, outcome.stderr.clone() + &outcome.stdout];
        assert!(seen.iter().any(|text| matches(text, &expected)), "{arguments:?}\n{expected}\n---\n{}", seen[0]);
        steps += 1;
    }
    assert_eq!(steps, 6, "steps of the guide");
    // The files as the page shows them are those that the first step wrote.
    for (language, file) in [("toml", "layout.toml"), ("jinja", "report.md.j2"), ("html", "sheet.html.j2")] {
        let shown = &blocks.iter().find(|(shown, _)| shown == language).unwrap().1;
        let written = fs::read_to_string(work.path("my-layout").join(file)).unwrap().replace("aktual", "actual");
        assert_eq!(*shown, written, "{file}");
    }
    // The example of a layout that changes another is one.
    let child = &blocks.iter().find(|(_, text)| text.starts_with("extends = ")).unwrap().1;
    fs::write(work.path("ours/layout.toml"), child).unwrap();
    fs::write(work.path("ours/notes.md.j2"), "# 说明\n\n无。\n").unwrap();
    let arguments = ["layout", "check", "./ours", "--deny", "warning"].map(str::to_owned);
    let outcome = run(&binary(), &arguments, &work.path(""), &[], None);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stdout);
}

#[test]
fn the_guide_works() {
    follow("README.md", "en_US.UTF-8");
}

#[test]
fn the_guide_works_in_chinese() {
    follow("README.zh-CN.md", "zh_CN.UTF-8");
}

#[test]
fn what_is_left_out_is_matched_in_order() {
    for (text, expected, result) in [
        ("a\nb\nc\n", "a\n…\nc\n", true),
        ("a\nb\nc\n", "a\nb\nc\n", true),
        ("a\nb\nc\n", "b\n…\nc\n", false),
        ("a\nb\nc\n", "a\n…\nb\n", false),
        ("a\nb\nc\n", "c\n…\na\n", false),
    ] {
        assert_eq!(matches(text, expected), result, "{expected}");
    }
}
