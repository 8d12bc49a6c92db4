//! What an exporter cannot show is refused with its places, or told where it may be lost, in the reader's language.
#![allow(clippy::unwrap_used, reason = "a test program")]
#![cfg(target_os = "linux")]

mod installation;

use installation::Installation;

/// Runs the export to Word; gives the exit code and the lines about it.
fn run(arguments: &[&str]) -> (Option<i32>, String, usize) {
    let installation = Installation::with("good");
    let output = installation.command(&["--to", "docx", "--quiet"]).args(arguments).output().unwrap();
    let files = installation.entries("out").len();
    (output.status.code(), String::from_utf8(output.stderr).unwrap(), files)
}

#[test]
fn what_would_be_lost_is_refused_with_its_places() {
    let (code, said, files) = run(&[]);
    assert_eq!((code, files), (Some(1), 0));
    let expected = [
        "error: export to docx failed: exporter test.c would lose what the document uses: page-number, ",
        "\n  section.landscape: /sections/3/page\n",
        "\n  table.caption: /sections/2/blocks/27 (表1 安全生产专项项目资金使用情况表), /sections/2/blocks/37 (",
        "\n  hint: choose another format, or allow the loss with `--allow-degrade`\n",
    ];
    for text in expected {
        assert!(said.contains(text), "{text}\n{said}");
    }
}

#[test]
fn places_are_told_in_chinese() {
    let (code, said, files) = run(&["--lang", "zh"]);
    assert_eq!((code, files), (Some(1), 0));
    let line =
        "\n  table.caption：/sections/2/blocks/27（表1 安全生产专项项目资金使用情况表）、/sections/2/blocks/37（";
    assert!(said.contains("导出器无法完整表现这份文档") && said.contains(line), "{said}");
}

#[test]
fn what_may_be_lost_is_told_and_the_file_is_written() {
    let (code, said, files) = run(&["--allow-degrade"]);
    // The example has findings, which the exit code tells too.
    assert_eq!((code, files), (Some(1), 1), "{said}");
    assert!(said.contains("\nnot kept in docx: section.landscape (/sections/3/page)\n"), "{said}");
    assert!(said.contains("\nnot kept in docx: table (/sections/2/blocks/27): 表1 安全生产专项"), "{said}");
    let (_, said, _) = run(&["--allow-degrade", "--lang", "zh"]);
    assert!(said.contains("\ndocx 中未能保留：table（/sections/2/blocks/27）：表1 安全生产专项"), "{said}");
}
