//! Symbolic links in the folder of a layout.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use jianbao_layout::{LoadError, load_folder};

/// A layout that works, in a folder.
fn layout(folder: &Path) {
    let text = "extends = \"nanchang-etdz/2020\"\nid = \"child/1\"\n";
    fs::write(folder.join("layout.toml"), text).unwrap();
}

fn messages(folder: &Path) -> Vec<String> {
    match load_folder(folder) {
        Ok(_) => Vec::new(),
        Err(LoadError::Wrong(findings)) => findings.into_iter().map(|finding| finding.message.en).collect(),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn links_that_look_like_parts_are_told() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    layout(folder.path());
    fs::write(outside.path().join("secret.md.j2"), "secret").unwrap();
    symlink(outside.path().join("secret.md.j2"), folder.path().join("part.md.j2")).unwrap();
    symlink(outside.path(), folder.path().join("base")).unwrap();
    symlink("nowhere", folder.path().join("house.toml")).unwrap();
    let told = |name: &str| {
        format!("{} is a symbolic link, which a layout does not follow", folder.path().join(name).display())
    };
    assert_eq!(messages(folder.path()), [told("base"), told("house.toml"), told("part.md.j2")]);
}

#[test]
fn other_links_and_a_link_to_the_folder_itself_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    layout(&inner);
    symlink("/etc/hostname", inner.join("README.md")).unwrap();
    symlink(&inner, folder.path().join("link")).unwrap();
    assert_eq!(messages(&folder.path().join("link")), Vec::<String>::new());
}
