//! The pictures of the READMEs: a page of the Word report, its annex, a form in Excel, the report in a browser.
//!
//! They need `LibreOffice`, poppler and Chromium; Chinese fonts are those of the machine.

use std::path::{Path, PathBuf};

use crate::shell::{Failed, Shell, program};
use crate::web;

/// Where the pictures are kept.
const FOLDER: &str = "docs/pictures";
/// Width of a picture of a page that lies, and of one that stands.
const LYING: &str = "760";
const STANDING: &str = "400";

pub(crate) fn run(shell: &Shell) -> Result<(), Failed> {
    shell.cargo(&["build", "--workspace", "--quiet"])?;
    let work = shell.target().join("pictures");
    let folder = shell.root.join(FOLDER);
    for folder in [&work, &folder] {
        std::fs::create_dir_all(folder).map_err(Failed::because)?;
    }
    let report = render(shell, &work, "nanchang-2020", "nanchang-etdz/2020", "docx")?;
    let report = pdf(shell, &report, &work)?;
    let pages = pages(shell, &report)?;
    // The sixth page is text with a table; the annex is the last but one of its two.
    picture(shell, &report, 6, STANDING, &folder.join("word"))?;
    picture(shell, &report, pages - 1, LYING, &folder.join("annex"))?;
    let form = render(shell, &work, "platform-2024", "platform/default", "xlsx")?;
    picture(shell, &pdf(shell, &form, &work)?, 1, LYING, &folder.join("excel"))?;
    let page = render(shell, &work, "shanxi-2023", "shanxi/platform", "html")?;
    screenshot(shell, &page, &folder.join("web.png"))?;
    println!("Pictures in {FOLDER}");
    Ok(())
}

/// An example as a file of a format.
fn render(shell: &Shell, work: &Path, example: &str, layout: &str, format: &str) -> Result<PathBuf, Failed> {
    let jianbao = shell.target().join("debug").join(program("jianbao"));
    let dataset = format!("examples/{example}/dataset.json");
    let mut command = shell.command(&jianbao.to_string_lossy());
    command.args(["render", &dataset, "--layout", layout, "--to", format, "--quiet", "--force"]);
    command.args(["--name", format]).arg("-o").arg(work);
    let output = Shell::output(&mut command)?;
    let file = work.join(format!("{format}.{format}"));
    // 1 means findings: an example may leave open what its source does not say.
    if !matches!(output.status.code(), Some(0 | 1)) || !file.is_file() {
        return Err(Failed::because(format!("{dataset} was not rendered ({})", output.status)));
    }
    Ok(file)
}

fn pdf(shell: &Shell, file: &Path, work: &Path) -> Result<PathBuf, Failed> {
    let mut convert = shell.command("soffice");
    convert.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(work).arg(file);
    Shell::output(&mut convert)?;
    Ok(file.with_extension("pdf"))
}

fn pages(shell: &Shell, pdf: &Path) -> Result<u32, Failed> {
    let output = Shell::output(shell.command("pdfinfo").arg(pdf))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let count = text.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok());
    count.ok_or_else(|| Failed::because(format!("{} has no pages", pdf.display())))
}

/// A page of a PDF as `target.png`.
fn picture(shell: &Shell, pdf: &Path, page: u32, width: &str, target: &Path) -> Result<(), Failed> {
    let page = page.to_string();
    let mut command = shell.command("pdftoppm");
    command.args(["-png", "-singlefile", "-scale-to-y", "-1", "-scale-to-x", width, "-f", &page, "-l", &page]);
    Shell::run(command.arg(pdf).arg(target))
}

fn screenshot(shell: &Shell, page: &Path, target: &Path) -> Result<(), Failed> {
    let browser = web::browser().ok_or_else(|| Failed::because("no Chromium is installed"))?;
    let profile = shell.target().join("pictures").join("profile");
    let mut command = shell.command(&browser.to_string_lossy());
    command
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking"])
        .args(["--window-size=1100,760", "--force-device-scale-factor=0.7"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--screenshot={}", target.display()))
        .arg(format!("file://{}", page.display()));
    let output = Shell::output(&mut command)?;
    if target.is_file() {
        return Ok(());
    }
    Err(Failed::because(format!("no screenshot: {}", String::from_utf8_lossy(&output.stderr))))
}
