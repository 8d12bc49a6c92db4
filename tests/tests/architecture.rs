//! Who may depend on whom, and who may print.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jianbao_tests::root;
use serde_json::Value;

/// Normal dependencies among the crates of the workspace; `jianbao-` is left out.
const ALLOWED: &[(&str, &[&str])] = &[
    ("finding", &[]),
    ("document", &[]),
    ("exporter-abi", &[]),
    ("dataset", &["finding"]),
    ("layout", &["finding"]),
    ("feed", &["finding"]),
    ("import", &["finding", "dataset", "validate"]),
    ("calculate", &["dataset", "layout", "finding"]),
    ("validate", &["finding", "dataset", "layout", "calculate"]),
    ("render", &["finding", "dataset", "layout", "calculate", "document"]),
    ("exporter-sdk", &["exporter-abi", "document"]),
    ("exporter-scaffold", &[]),
    ("exporter-host", &["exporter-abi", "document"]),
    ("exporter-testkit", &["exporter-host", "document"]),
    ("exporter-conformance", &["finding", "document", "exporter-abi", "exporter-host", "exporter-testkit"]),
    ("pipeline", PIPELINE),
    ("jianbao", CLI),
    // Plugins.
    ("docx", PLUGIN),
    ("xlsx", PLUGIN),
    ("html", PLUGIN),
    // Not part of the product.
    ("example-markdown", &["exporter-sdk"]),
    ("broken-exporters", &["exporter-host", "exporter-sdk"]),
    ("tests", &["exporter-testkit"]),
    ("fuzz-bodies", &["finding", "dataset", "feed", "layout", "validate", "render"]),
    ("xtask", &[]),
];

const PLUGIN: &[&str] = &["exporter-sdk", "document"];
const PIPELINE: &[&str] = &[
    "finding",
    "feed",
    "document",
    "exporter-abi",
    "dataset",
    "layout",
    "calculate",
    "validate",
    "render",
    "exporter-host",
];
const CLI: &[&str] = &[
    "exporter-scaffold",
    "finding",
    "feed",
    "import",
    "document",
    "exporter-abi",
    "dataset",
    "layout",
    "calculate",
    "validate",
    "render",
    "exporter-host",
    "exporter-testkit",
    "exporter-conformance",
    "pipeline",
];

/// A package of the workspace.
struct Package {
    name: String,
    folder: PathBuf,
    /// Names of its normal and build dependencies, from the workspace or not.
    dependencies: BTreeSet<String>,
}

fn packages() -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(root());
    let output = command.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages: Vec<Package> = metadata["packages"].as_array().expect("a list").iter().map(package).collect();
    assert!(packages.len() > 12, "only {} packages were read", packages.len());
    packages
}

fn package(package: &Value) -> Package {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let dependencies = package["dependencies"].as_array().expect("a list").iter();
    let manifest = PathBuf::from(text(&package["manifest_path"]));
    Package {
        name: text(&package["name"]),
        folder: manifest.parent().expect("a file has a folder").to_owned(),
        dependencies: dependencies.filter(|one| one["kind"] != "dev").map(|one| text(&one["name"])).collect(),
    }
}

fn short(name: &str) -> &str {
    name.strip_prefix("jianbao-").unwrap_or(name)
}

#[test]
fn dependencies_point_one_way() {
    let packages = packages();
    let ours: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let table: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let mut wrong = Vec::new();
    for package in &packages {
        let Some(allowed) = table.get(short(&package.name)) else {
            wrong.push(format!("{} is not in the table of allowed dependencies", package.name));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|name| ours.contains(name.as_str())) {
            if !allowed.contains(&short(dependency)) {
                wrong.push(format!("{} must not depend on {dependency}", package.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_has_no_circle_and_nothing_depends_on_plugins() {
    let table: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    assert_eq!(table.len(), ALLOWED.len(), "a crate stands twice in the table");
    let plugins = ["docx", "xlsx", "html"];
    for (name, allowed) in &table {
        assert!(!allowed.iter().any(|one| plugins.contains(one)), "{name} may depend on a plugin");
        let mut reached: BTreeSet<&str> = allowed.iter().copied().collect();
        for _ in 0..table.len() {
            let next: Vec<&str> = reached.iter().flat_map(|one| table[one].iter().copied()).collect();
            reached.extend(next);
        }
        assert!(!reached.contains(name), "{name} may depend on itself");
    }
}

#[test]
fn only_the_host_loads_libraries() {
    let users = packages().into_iter().filter(|package| package.dependencies.contains("libloading"));
    assert_eq!(users.map(|package| package.name).collect::<Vec<_>>(), ["jianbao-exporter-host"]);
}

#[test]
fn only_the_command_line_prints_and_exits() {
    // `eprintln!` holds `println!`, and so on. The child of an exporter writes its events through a handle of its own.
    const TALKING: [&str; 3] = ["println!", "print!", "process::exit"];
    let talkers = |folder: &Path| {
        let mut found = Vec::new();
        sources(&folder.join("src"), &mut |path, text| {
            let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
            for (line, _) in code.filter(|(_, line)| TALKING.iter().any(|word| line.contains(word))) {
                found.push(format!("{}:{}", path.display(), line + 1));
            }
        });
        found
    };
    let mut wrong = Vec::new();
    for package in packages() {
        match package.name.as_str() {
            "xtask" => {
                assert!(!talkers(&package.folder).is_empty(), "the search finds nothing even where there is something");
            }
            // The command line talks through writers that may fail; exporters that misbehave do so on purpose.
            "jianbao" | "jianbao-broken-exporters" => {}
            _ => wrong.extend(talkers(&package.folder)),
        }
    }
    assert!(wrong.is_empty(), "only `cli` and `xtask` print or exit:\n{}", wrong.join("\n"));
}

/// Visits all Rust files below a folder.
fn sources(folder: &Path, visit: &mut dyn FnMut(&Path, &str)) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a source folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, visit);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            visit(&path, &fs::read_to_string(&path).expect("UTF-8"));
        }
    }
}
