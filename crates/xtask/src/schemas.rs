//! The schemas in `schemas/` come from the code; this task writes them, or says that they differ.

use std::path::Path;

use crate::shell::{Failed, Shell, program};

const SCHEMAS: [&str; 6] = ["dataset", "document", "layout", "rules", "exporter", "finding"];

pub(crate) fn run(shell: &Shell, check: bool) -> Result<(), Failed> {
    shell.cargo(&["build", "--quiet", "--package", "jianbao"])?;
    let jianbao = shell.target().join("debug").join(program("jianbao"));
    let mut stale = Vec::new();
    for name in SCHEMAS {
        let output = Shell::output(shell.command(&jianbao.to_string_lossy()).args(["schema", name]))?;
        if !output.status.success() {
            return Err(Failed::because(format!("`jianbao schema {name}` failed")));
        }
        let path = shell.root.join("schemas").join(format!("{name}.schema.json"));
        if check {
            if std::fs::read(&path).ok().as_deref() != Some(&output.stdout) {
                stale.push(path.display().to_string());
            }
        } else {
            write(&path, &output.stdout)?;
            println!("{}", path.display());
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failed::because(format!("{} differ from the code; run `cargo xtask schemas`", stale.join(", "))))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failed> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, bytes))
        .map_err(|error| Failed::because(format!("cannot write {}: {error}", path.display())))
}
