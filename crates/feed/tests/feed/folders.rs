//! Folders: which files of them are read, in which order, and which links are followed.

use std::fs;

use crate::common::{folder, read_paths};
use jianbao_feed::{Item, Limits, Reader};

#[test]
fn files_of_a_folder_are_read_by_name_in_the_order_of_bytes() {
    let folder = folder();
    let write = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "{}").unwrap();
    };
    let names = ["B.JSON", "a.json", "b/1.ndjson", "b/deep/0.jsonl", "c.json.gz", "甲.json.zst"];
    for name in names.iter().rev() {
        write(name);
    }
    for other in ["notes.txt", ".hidden.json", "b/.git/x.json", "json", "x.json.bak"] {
        write(other);
    }
    let read: Vec<String> = Reader::open(&[folder.path().to_owned()], Limits::default())
        .map(|item| match item {
            Item::Record(record) => record.file.replace('\\', "/"),
            Item::Wrong(wrong) => panic!("{wrong:?}"),
        })
        .collect();
    let root = folder.path().display().to_string().replace('\\', "/");
    let expected: Vec<String> = names.iter().map(|name| format!("{root}/{name}")).collect();
    assert_eq!(read, expected);
}

#[test]
fn a_folder_without_datasets_is_told() {
    let folder = folder();
    fs::create_dir(folder.path().join("inner")).unwrap();
    fs::write(folder.path().join("inner/notes.txt"), "{}").unwrap();
    assert_eq!(read_paths(&[folder.path().to_owned()], Limits::default()), ["!F-EMPTY"]);
}

#[test]
fn progress_ends_at_the_total() {
    let folder = folder();
    fs::write(folder.path().join("a.json"), "{}\n{}\n").unwrap();
    fs::write(folder.path().join("b.json"), "[{}]").unwrap();
    let mut reader = Reader::open(&[folder.path().to_owned()], Limits::default());
    let progress = reader.progress();
    assert_eq!((progress.read(), progress.total()), (0, Some(10)));
    assert_eq!(reader.by_ref().count(), 3);
    assert_eq!(progress.read(), 10);
    assert_eq!(Reader::open(&["-".into()], Limits::default()).progress().total(), None);
}

#[cfg(unix)]
#[test]
fn links_stay_in_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = folder();
    fs::write(outside.path().join("secret.json"), "{\"secret\": 1}").unwrap();
    let folder = folder();
    let inside = |name: &str| folder.path().join(name);
    fs::create_dir(inside("real")).unwrap();
    fs::write(inside("real/x.json"), "{}").unwrap();
    symlink("real/x.json", inside("1-inside.json")).unwrap();
    symlink(outside.path().join("secret.json"), inside("2-outside.json")).unwrap();
    symlink(outside.path(), inside("3-folder")).unwrap();
    symlink("4-itself.json", inside("4-itself.json")).unwrap();
    symlink("nowhere", inside("5-nowhere.json")).unwrap();
    symlink("nowhere", inside("6-no-feed.txt")).unwrap();
    symlink("..", inside("real/up")).unwrap();
    let expected = ["alone 1@1:1 {}", "!F-LINK", "!F-LINK", "!F-LINK", "!F-LINK", "!F-LINK", "alone 1@1:1 {}"];
    let read = read_paths(&[folder.path().to_owned()], Limits::default());
    assert_eq!(read, expected);
    // A link that is named is meant.
    assert_eq!(read_paths(&[inside("2-outside.json")], Limits::default()), ["alone 1@1:1 {\"secret\": 1}"]);
}
