//! Web pages as readers see them: the project's structure check, then Chromium, wide and narrow, light and dark, with the
//! accessibility rules of axe-core, the keyboard, and the printed pages; each where the tools are installed.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::shell::{Failed, Shell};

/// What the browser does with a page.
const SCRIPT: &str = include_str!("web_check.mjs");
/// What the script needs, by name and version.
const PACKAGES: [&str; 2] = ["axe-core@4.14.1", "playwright-core@1.65.1"];
/// Names of the browser's program, by likelihood.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Checks pages whose paths are absolute; pictures go into the folder, if one is given.
pub(crate) fn run(shell: &Shell, files: &[PathBuf], pages: Option<&Path>) -> Result<(), Failed> {
    let mut check = shell.command("cargo");
    check
        .args(["run", "--quiet", "--package", "jianbao-exporter-testkit", "--example", "check_html", "--"])
        .args(files);
    Shell::run(&mut check)?;
    let Some(browser) = browser() else {
        println!("no page opened, because Chromium is not installed");
        return Ok(());
    };
    let Some(script) = script(shell)? else {
        println!("no page opened, because node and npm are not installed");
        return Ok(());
    };
    for file in files {
        let mut command = shell.command("node");
        command.arg(&script).arg(file).arg(&browser);
        if let Some(folder) = pages {
            std::fs::create_dir_all(folder).map_err(Failed::because)?;
            command.arg(folder);
        }
        let output = Shell::output(&mut command)?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(Failed::because(format!("{}: not as it should be in a browser\n{told}", file.display())));
        }
        println!("{}: axe-core finds no violation of WCAG 2.1 A and AA", file.display());
        if let Some(folder) = pages {
            printed(shell, file, folder)?;
        }
    }
    Ok(())
}

/// The printed pages as PNG files through poppler.
fn printed(shell: &Shell, file: &Path, folder: &Path) -> Result<(), Failed> {
    let stem = folder.join(file.file_stem().unwrap_or_default());
    let mut pdf = stem.clone().into_os_string();
    pdf.push(".pdf");
    Shell::run(shell.command("pdftoppm").args(["-r", "60", "-png"]).arg(pdf).arg(&stem))?;
    println!("{}: pictures in {}", file.display(), folder.display());
    Ok(())
}

/// The script in a folder of its own below `target`, beside the packages that it needs; nothing without npm.
fn script(shell: &Shell) -> Result<Option<PathBuf>, Failed> {
    if program("node").is_none() || program("npm").is_none() {
        return Ok(None);
    }
    let folder = shell.target().join("web-check");
    std::fs::create_dir_all(&folder).map_err(Failed::because)?;
    let installed = folder.join("installed.txt");
    let wanted = PACKAGES.join("\n");
    if std::fs::read_to_string(&installed).ok().as_ref() != Some(&wanted) {
        std::fs::write(folder.join("package.json"), "{\"private\":true}\n").map_err(Failed::because)?;
        let mut npm = shell.command("npm");
        npm.current_dir(&folder).args(["install", "--no-audit", "--no-fund", "--silent"]).args(PACKAGES);
        Shell::run(&mut npm)?;
        std::fs::write(&installed, &wanted).map_err(Failed::because)?;
    }
    let script = folder.join("web_check.mjs");
    std::fs::write(&script, SCRIPT).map_err(Failed::because)?;
    Ok(Some(script))
}

/// The Chromium of this machine.
pub(crate) fn browser() -> Option<PathBuf> {
    BROWSERS.into_iter().find_map(program)
}

/// The path of a program that is installed.
fn program(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let file = crate::shell::program(name);
    let found = std::env::split_paths(&paths).map(|folder| folder.join(&file)).find(|path| path.is_file())?;
    let runs = std::process::Command::new(&found).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    runs.is_ok_and(|status| status.success()).then_some(found)
}
