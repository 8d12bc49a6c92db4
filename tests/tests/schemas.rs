//! The schemas in `schemas/` are those of the code, and each is a schema.

use std::fs;
use std::process::Command;

use jianbao_tests::{binary, root};

#[test]
fn the_files_are_those_of_the_code() {
    for name in ["dataset", "document", "layout", "rules", "exporter", "finding"] {
        let output = Command::new(binary()).args(["schema", name]).output().expect("the binary runs");
        let path = root().join("schemas").join(format!("{name}.schema.json"));
        let kept = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(kept == output.stdout, "{} differs from the code; run `cargo xtask schemas`", path.display());
        let schema: serde_json::Value = serde_json::from_slice(&kept).expect("a schema is JSON");
        let version = if name == "finding" { "1.1" } else { "1.0" };
        assert_eq!(schema["$id"], format!("urn:jianbao:schema:{name}:{version}"));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}
