//! What the codes of this crate stand for, and the findings with them.

use std::io;
use std::sync::Arc;

use jianbao_finding::{Check, Finding, Role, Severity, Source, Text, io_reason};

use crate::Limits;
use crate::cut::TooLong;
use crate::step::Misplaced;
use crate::unpack::{Trouble, ZSTD_WINDOW};
use crate::window::Place;

const OURS: (&str, &str) = ("本程序对批量数据文件的要求", "what this program asks of feeds");

const fn check(
    code: &'static str,
    demand: (&'static str, &'static str),
    explanation: (&'static str, &'static str),
) -> Check {
    Check { code, severity: Severity::Error, demand, source: OURS, explanation }
}

/// What the codes of this crate stand for, by code.
pub const CHECKS: &[Check] = &[
    check(
        "F-CUT",
        ("批量文件应当完整", "a feed is complete"),
        (
            "压缩文件提前结束或已损坏，或 JSON 列表没有右括号 ]。此前的记录照常校验；断开处的一条无法校验。请重新传输或重新导出。",
            "A compressed file ends too early or is damaged, or a JSON array has no closing bracket. The records before that are validated as usual; the one in which the file breaks off is not. Send or export the file again.",
        ),
    ),
    check(
        "F-EMPTY",
        ("文件或目录中应当有数据集", "a file or folder holds at least one dataset"),
        (
            "文件为空、只有空白，或列表 [] 中没有记录；目录中没有扩展名为 .json、.ndjson 或 .jsonl（可再加 .gz 或 .zst）的文件。",
            "The file is empty or blank, or the array has no element; a folder has no file whose name ends in .json, .ndjson or .jsonl, with or without .gz or .zst.",
        ),
    ),
    check(
        "F-FORM",
        (
            "批量文件应为 JSON 数据集、JSON 列表，或每行一个数据集",
            "a feed is a JSON dataset, a JSON array of datasets, or one dataset a line",
        ),
        (
            "列表的逗号有多有少、列表之后还有内容、压缩包之后还有内容，或文件根本不是文字（如工作簿、PDF）。能够继续时，从下一条记录继续读。",
            "Commas of an array are missing or too many, something follows the array or the compressed data, or the file is no text at all, such as a workbook or a PDF. Where that is safe, reading goes on with the next record.",
        ),
    ),
    check(
        "F-LINK",
        ("目录中的链接不得指向目录之外", "links in a folder stay in the folder"),
        (
            "读取目录时，指向其他目录的链接、指向目录之外文件的链接、断开或循环的链接都不读取，以免同一数据读两遍或永远读不完。需要时请直接写出所指的路径。",
            "When a folder is read, links to folders, to files outside of it, to nothing and to themselves are not followed: the same data could be read twice, or without end. Name the path that is meant.",
        ),
    ),
    check(
        "F-RATIO",
        ("压缩文件解压后不得过大", "a compressed file does not unpack to far more than reports do"),
        (
            "报告数据一般压缩到十分之一至五十分之一；解压出 16 MB 之后超过 200 倍的，视为异常文件，不再读取。Zstandard 文件所要求的解压窗口不得超过 32 MB。",
            "Data of reports pack 10:1 to 50:1; a file that unpacks to more than 200 times its size, counted from 16 MB on, is taken for a trap and not read on. A Zstandard file may ask for a window of 32 MB at most.",
        ),
    ),
    check(
        "F-READ",
        ("文件应当可以读取", "a file can be read"),
        (
            "文件不存在、没有权限、不是普通文件，或读取途中磁盘、网络出错。其他文件照常校验。",
            "The file does not exist, may not be read, is no ordinary file, or the disk or network failed while it was read. Other files are validated as usual.",
        ),
    ),
    check(
        "F-SIZE",
        ("一条记录不得超过 64 MB", "a record has 64 MB at most"),
        (
            "一条记录就是一个数据集，通常只有几 KB；过大的记录跳过不读，以限制内存。常见原因是把许多数据集写进了一条记录，或缺少换行。",
            "A record is one dataset and has a few KB as a rule. A record that is too large is skipped, so that memory is bounded. Usual causes are many datasets written as one, and missing line ends.",
        ),
    ),
    check(
        "F-WRITE",
        ("拆分结果应当可以写入", "the parts of a feed can be written"),
        (
            "目标文件已存在、就是输入文件、所在目录不可写，或磁盘已满。出错时不留下半个文件。",
            "The target exists, is one of the inputs or is in a folder that cannot be written to, or the disk is full. Nothing half is left behind.",
        ),
    ),
];

/// A size for people: exact below a kilobyte, else rounded down.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}

fn placed(finding: Finding, file: &str, place: &Place) -> Finding {
    let span = 0..place.excerpt.chars().next().map_or(0, char::len_utf8);
    finding.in_source(Arc::new(Source::part(file, place.excerpt.clone(), place.position)), span)
}

pub(crate) fn unreadable(file: &str, error: &io::Error) -> Finding {
    let reason = io_reason(error);
    let message = Text::new(format!("无法读取 {file}：{}", reason.zh), format!("cannot read {file}: {}", reason.en));
    Finding::error("F-READ", message)
}

pub(crate) fn no_ordinary_file(file: &str) -> Finding {
    let message =
        Text::new(format!("{file} 不是普通文件，未读取"), format!("{file} is no ordinary file and was not read"));
    Finding::error("F-READ", message)
}

/// Why a link in a folder is not followed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum BadLink {
    ToFolder,
    Outside,
    Broken,
}

pub(crate) fn link(file: &str, why: BadLink) -> Finding {
    let (zh, en) = match why {
        BadLink::ToFolder => ("指向另一个目录", "leads to a folder"),
        BadLink::Outside => ("指向目录之外", "leads out of the folder"),
        BadLink::Broken => (
            "无处可去：所指不存在，或绕回自身",
            "leads nowhere: what it points to does not exist, or is the link itself",
        ),
    };
    let message = Text::new(format!("链接 {file} {zh}，未读取"), format!("the link {file} {en} and was not followed"));
    let hint = Text::new("需要时请直接写出所指的路径", "if it is meant, name the path that it leads to");
    Finding::error("F-LINK", message).hint(hint)
}

pub(crate) fn empty_file(file: &str) -> Finding {
    let message = Text::new(format!("{file} 中没有数据集"), format!("there is no dataset in {file}"));
    Finding::error("F-EMPTY", message)
}

pub(crate) fn empty_folder(folder: &str) -> Finding {
    let message =
        Text::new(format!("目录 {folder} 中没有数据集文件"), format!("the folder {folder} has no file of datasets"));
    let hint = Text::new(
        "读取的是扩展名为 .json、.ndjson、.jsonl 的文件，可再加 .gz 或 .zst",
        "files are read whose names end in .json, .ndjson or .jsonl, with or without .gz or .zst",
    );
    Finding::error("F-EMPTY", message).hint(hint)
}

/// A file that is no text; `kind` is what it looks like.
pub(crate) fn no_text(file: &str, kind: (&str, &str)) -> Finding {
    let message =
        Text::new(format!("{file} 是{}，不是 JSON 文字", kind.0), format!("{file} is {}, not JSON text", kind.1));
    Finding::error("F-FORM", message)
}

pub(crate) fn no_form(file: &str, limit: usize) -> Finding {
    let limit = size(limit as u64);
    let message = Text::new(
        format!("{file} 既不是数据集，也不是数据集的列表，且超过 {limit}"),
        format!("{file} is neither a dataset nor a list of them, and has more than {limit}"),
    );
    Finding::error("F-FORM", message)
}

pub(crate) fn misplaced(file: &str, what: Misplaced, place: &Place) -> Finding {
    let (code, zh, en) = match what {
        Misplaced::Comma => ("F-FORM", "列表中多了一个逗号", "a comma too many in the array"),
        Misplaced::NoComma => {
            ("F-FORM", "列表的两条记录之间缺少逗号", "a comma is missing between two records of the array")
        }
        Misplaced::NoBracket => {
            ("F-CUT", "文件提前结束：列表没有右括号 ]", "the file ends too early: the array has no closing bracket")
        }
        Misplaced::Behind => {
            ("F-FORM", "列表结束之后还有内容，未读取", "something follows the end of the array and was not read")
        }
    };
    placed(Finding::error(code, Text::new(zh, en)), file, place)
}

pub(crate) fn too_long(file: &str, record: &TooLong, number: u64, limits: Limits) -> Finding {
    let (bytes, limit) = (size(record.bytes), size(limits.record as u64));
    let message = Text::new(
        format!("第 {number} 条记录有 {bytes}，超过上限 {limit}，已跳过"),
        format!("record {number} has {bytes}, more than {limit}, and was skipped"),
    );
    let hint = Text::new(
        "每条记录应是一个数据集；请检查是否缺少换行，或把许多数据集写成了一条",
        "a record is one dataset; see whether line ends are missing, or many datasets were written as one",
    );
    let finding = Finding::error("F-SIZE", message)
        .hint(hint)
        .number(Role::Stated, record.bytes.to_string(), Some("B"), None)
        .number(Role::Limit, limits.record.to_string(), Some("B"), None);
    placed(finding, file, &record.place)
}

/// Why a file was not read to its end, after so many records.
pub(crate) fn broke_off(file: &str, trouble: &Trouble, records: u64, limits: Limits) -> Finding {
    let (code, zh, en) = match trouble {
        Trouble::Io(error) => {
            let reason = io_reason(error);
            ("F-READ", format!("无法继续读取：{}", reason.zh), format!("cannot be read on: {}", reason.en))
        }
        Trouble::Cut => ("F-CUT", "压缩文件提前结束".to_owned(), "the compressed file ends too early".to_owned()),
        Trouble::Damaged => ("F-CUT", "压缩文件已损坏".to_owned(), "the compressed file is damaged".to_owned()),
        Trouble::Trailing => (
            "F-FORM",
            "压缩包之后还有内容，未读取".to_owned(),
            "something follows the compressed data and was not read".to_owned(),
        ),
        Trouble::Ratio => (
            "F-RATIO",
            format!("解压后超过原文件的 {} 倍，不再读取", limits.ratio),
            format!("it unpacks to more than {} times its size and is not read on", limits.ratio),
        ),
        Trouble::Window => (
            "F-RATIO",
            format!("解压所需的窗口超过 {} MB", ZSTD_WINDOW >> 20),
            format!("unpacking needs a window of more than {} MB", ZSTD_WINDOW >> 20),
        ),
    };
    let message = Text::new(
        format!("{file}：{zh}（此前有 {records} 条完整的记录）"),
        format!("{file}: {en} (after {records} whole records)"),
    );
    let finding = Finding::error(code, message);
    match trouble {
        Trouble::Cut | Trouble::Damaged => finding.hint(Text::new("请重新传输或重新压缩", "send it or pack it again")),
        Trouble::Window => finding.hint(Text::new("压缩时不要使用 --long 或 -22", "pack it without --long or -22")),
        _ => finding,
    }
}

pub(crate) fn unwritable(target: &str, reason: &Text) -> Box<Finding> {
    let message =
        Text::new(format!("无法写入 {target}：{}", reason.zh), format!("cannot write {target}: {}", reason.en));
    Box::new(Finding::error("F-WRITE", message))
}
