//! What the tests of the kit share: the built artefacts and a host over them.
#![allow(clippy::unwrap_used, reason = "a helper of a test may fail like the test")]
#![allow(dead_code, reason = "not every test uses everything")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use jianbao_exporter_conformance::{Kit, Report, Verdict};
use jianbao_exporter_host::{ChildConfig, Host, Limits, Plugin};

/// A file among the built artefacts.
pub(crate) fn artefact(name: &str) -> PathBuf {
    let folder = std::env::var_os("JIANBAO_TARGET_DIR")
        .expect("JIANBAO_TARGET_DIR is not set: run these tests by `cargo xtask test`");
    let path = Path::new(&folder).join(name);
    assert!(path.is_file(), "{} is not built: run these tests by `cargo xtask test`", path.display());
    path
}

/// A bundled library.
pub(crate) fn bundled(name: &str) -> Plugin {
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    Plugin::at(&artefact(&format!("{prefix}jianbao_{name}{suffix}"))).unwrap()
}

/// A kit whose child is the test program. A hanging exporter costs little; nothing that ends is near the limit.
pub(crate) fn kit(plugin: Plugin, wall: Duration) -> Kit {
    let program = artefact(&format!("exporter-child{}", std::env::consts::EXE_SUFFIX));
    let mut limits = Limits::default();
    limits.wall = wall;
    limits.grace = Duration::from_millis(200);
    Kit::new(Host::new(ChildConfig { program, args: Vec::new() }).with_limits(limits), plugin)
}

/// The cases that failed, with why.
pub(crate) fn failed(report: &Report) -> Vec<(&str, &str)> {
    let failed = report.cases.iter().filter(|case| case.verdict == Verdict::Fail);
    failed.map(|case| (case.name.as_str(), case.message.as_deref().unwrap_or_default())).collect()
}
