//! What a file is shows in its content, before anything of it runs.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![cfg(target_os = "linux")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{compile, library};
use jianbao_exporter_host::{HostErrorKind, Plugin, PluginKind};

fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

/// The header of a 64-bit library or program for Windows.
fn pe(machine: u16, characteristics: u16) -> Vec<u8> {
    let mut bytes = vec![0; 64 + 4 + 20 + 240];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[60] = 64;
    bytes[64..68].copy_from_slice(b"PE\0\0");
    bytes[68..70].copy_from_slice(&machine.to_le_bytes());
    bytes[84..86].copy_from_slice(&240_u16.to_le_bytes());
    bytes[86..88].copy_from_slice(&characteristics.to_le_bytes());
    bytes[88..90].copy_from_slice(&0x20b_u16.to_le_bytes());
    bytes
}

/// The header of a 64-bit file for macOS.
fn mach(machine: u32, kind: u32) -> Vec<u8> {
    [0xfeed_facf, machine, 0, kind, 0, 0, 0, 0].into_iter().flat_map(u32::to_le_bytes).collect()
}

#[test]
fn libraries_and_programs_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let cases = [
        (library(folder, "good"), PluginKind::Native),
        (compile(folder, "good", "misnamed.exe", &["-shared", "-fPIC"]), PluginKind::Native),
        (compile(folder, "program", "program", &[]), PluginKind::Program),
        (compile(folder, "program", "misnamed.so", &["-no-pie"]), PluginKind::Program),
        (compile(folder, "program", "static", &["-static"]), PluginKind::Program),
        (compile(folder, "program", "static-pie", &["-static-pie"]), PluginKind::Program),
        (file(folder, "script.so", "#!/bin/sh\n"), PluginKind::Program),
        (file(folder, "short", "#!"), PluginKind::Program),
    ];
    for (path, kind) in cases {
        let plugin = Plugin::at(&path).unwrap();
        assert_eq!(plugin.kind(), kind, "{}", path.display());
        assert!(plugin.path().is_absolute());
    }
}

#[test]
fn everything_else_is_refused_with_its_own_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let whole = fs::read(library(folder, "good")).unwrap();
    let of_arm = [&whole[..18], &[183, 0], &whole[20..]].concat();
    let many_segments = [&whole[..56], &[0xff, 0xff], &whole[58..]].concat();
    let (kinds, other) = (HostErrorKind::NotAnExporter, HostErrorKind::WrongMachine);
    let cases = [
        (file(folder, "empty.so", ""), kinds, "empty.so is not an exporter: it is empty"),
        (file(folder, "text.so", "not a library"), kinds, "it is neither a shared library nor a program"),
        (file(folder, "long.txt", "x".repeat(100_000)), kinds, "it is neither"),
        (file(folder, "elf.so", &whole[..40]), kinds, "it is neither"),
        (file(folder, "cut.so", &whole[..100]), kinds, "it is neither"),
        (file(folder, "archive.a", "!<arch>\nxxxxxxxxxxxxxxxx"), kinds, "it is neither"),
        (file(folder, "dos.exe", format!("MZ{}", "x".repeat(200))), kinds, "it is neither"),
        (file(folder, "crlf.py", "#!/usr/bin/python3\r\n"), kinds, "carriage return"),
        (compile(folder, "good", "good.o", &["-c", "-fPIC"]), kinds, "an object file that was not linked"),
        (folder.to_owned(), kinds, "it is a folder"),
        (pipe, kinds, "it is not a regular file"),
        (PathBuf::from("/dev/zero"), kinds, "it is not a regular file"),
        (file(folder, "arm.so", of_arm), other, "was built for linux on aarch64; this Jianbao runs on linux on"),
        (file(folder, "a.dll", pe(0x8664, 0x2022)), other, "was built for windows on x86_64"),
        (file(folder, "a.exe", pe(0xaa64, 0x22)), other, "was built for windows on aarch64"),
        (file(folder, "a.dylib", mach(0x0100_000c, 6)), other, "was built for macos on aarch64"),
        (PathBuf::from("/nowhere/none.so"), HostErrorKind::MissingPlugin, "there is no file /nowhere/none.so"),
        (folder.join("text.so/none"), HostErrorKind::MissingPlugin, "there is no file"),
        (PathBuf::from(format!("/{}", "监".repeat(5000))), HostErrorKind::MissingPlugin, "there is no file …监监"),
    ];
    for (path, kind, text) in cases {
        let error = Plugin::at(&path).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(text), "{error}");
        assert!(error.to_string().len() < 600 && error.hint().is_some(), "{error}");
    }
    // A number of segments that stands elsewhere is not followed.
    assert_eq!(Plugin::at(&file(folder, "many.so", many_segments)).unwrap().kind(), PluginKind::Native);
}
