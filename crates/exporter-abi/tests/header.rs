//! The header and the Rust types are one contract: it compiles as C and C++, agrees member by member, and changes only
//! on purpose.

use std::fmt::Write as _;
use std::mem::{offset_of, size_of};
use std::path::{Path, PathBuf};
use std::process::Command;

use jianbao_exporter_abi::{
    ABI_MAJOR, ABI_MINOR, JB_BAD_REQUEST, JB_BUG, JB_CANCELLED, JB_FAILED, JB_HOST_REFUSED, JB_LOG_DEBUG, JB_LOG_ERROR,
    JB_LOG_INFO, JB_LOG_WARN, JB_OK, JbBytes, JbExporter, JbHost,
};
use sha2::{Digest, Sha256};

fn include_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("include")
}

/// Runs a compiler named by `variable` or else `fallback`, and fails with its output or with what to install.
fn compile(variable: &str, fallback: &str, arguments: &[&str], source: &Path) {
    let compiler = std::env::var(variable).unwrap_or_else(|_| fallback.to_owned());
    let result = Command::new(&compiler).args(arguments).arg("-I").arg(include_dir()).arg(source).output();
    let output = result.unwrap_or_else(|error| {
        panic!("cannot run `{compiler}`: {error}\nhint: install a C and C++ compiler (Debian: `apt install build-essential`) or set {variable}")
    });
    assert!(output.status.success(), "{compiler}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn header_compiles_as_c11_and_cpp17() {
    let folder = tempfile::tempdir().unwrap();
    let text = "#include <jianbao_exporter.h>\n#include <jianbao_exporter.h>\nstatic const jb_exporter table = { sizeof(jb_exporter), JB_ABI_MAJOR, JB_ABI_MINOR, 0, 0, 0 };\nJB_EXPORT const jb_exporter *jb_exporter_v1(void) { return &table; }\n";
    let c = folder.path().join("unit.c");
    let cpp = folder.path().join("unit.cpp");
    std::fs::write(&c, text).unwrap();
    std::fs::write(&cpp, text).unwrap();
    let strict = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only"];
    compile("CC", "cc", &[&["-std=c11"], &strict[..]].concat(), &c);
    compile("CXX", "c++", &[&["-std=c++17"], &strict[..]].concat(), &cpp);
}

#[test]
fn c_and_rust_agree_on_every_member() {
    let mut program = String::from("#include <stdio.h>\n#include <jianbao_exporter.h>\nint main(void) {\n");
    let mut expected = String::new();
    let mut fact = |expression: &str, value: usize| {
        writeln!(program, "  printf(\"{expression} %lld\\n\", (long long)({expression}));").unwrap();
        writeln!(expected, "{expression} {value}").unwrap();
    };
    macro_rules! members {
        ($c:literal, $rust:ty, $($member:ident)+) => {
            fact(concat!("sizeof(", $c, ")"), size_of::<$rust>());
            $(fact(concat!("offsetof(", $c, ", ", stringify!($member), ")"), offset_of!($rust, $member));)+
        };
    }
    members!("jb_bytes", JbBytes, ptr len);
    members!("jb_host", JbHost, size abi_major abi_minor ctx emit fail log progress cancelled extension report);
    members!("jb_exporter", JbExporter, size abi_major abi_minor describe export_document extension);
    let numbers = [
        ("JB_OK", JB_OK),
        ("JB_FAILED", JB_FAILED),
        ("JB_CANCELLED", JB_CANCELLED),
        ("JB_BAD_REQUEST", JB_BAD_REQUEST),
        ("JB_BUG", JB_BUG),
        ("JB_HOST_REFUSED", JB_HOST_REFUSED),
        ("JB_LOG_ERROR", JB_LOG_ERROR),
        ("JB_LOG_WARN", JB_LOG_WARN),
        ("JB_LOG_INFO", JB_LOG_INFO),
        ("JB_LOG_DEBUG", JB_LOG_DEBUG),
    ];
    for (name, value) in numbers {
        fact(name, usize::try_from(value).unwrap());
    }
    fact("JB_ABI_MAJOR", ABI_MAJOR as usize);
    fact("JB_ABI_MINOR", ABI_MINOR as usize);
    program.push_str("  return 0;\n}\n");

    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("facts.c");
    let binary = folder.path().join(format!("facts{}", std::env::consts::EXE_SUFFIX));
    std::fs::write(&source, program).unwrap();
    compile("CC", "cc", &["-std=c11", "-o", binary.to_str().unwrap()], &source);
    let output = Command::new(&binary).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().replace('\r', ""), expected);
}

/// An edit of the header is a change of the contract: raise `JB_ABI_MINOR` unless only a comment changed, then accept
/// the new hash here.
#[test]
fn header_changes_only_on_purpose() {
    let text = std::fs::read_to_string(include_dir().join("jianbao_exporter.h")).unwrap().replace('\r', "");
    let mut hash = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        write!(hash, "{byte:02x}").unwrap();
    }
    assert_eq!(hash, "21bb88f8bba75f3494b102b73ec7d2ff43b67c3205d3e4255b980cf46fbc86af");
}
