//! Checks Word and Excel files with the structure checks: `check_office FILE…`. The exit code is 1 where a defect is found.
#![allow(clippy::print_stdout, reason = "an example program")]

use std::path::Path;
use std::process::ExitCode;

use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::xlsx_structure::check_xlsx;

fn main() -> ExitCode {
    let mut found = false;
    for file in std::env::args().skip(1) {
        match std::fs::read(&file) {
            Ok(bytes) => {
                let is_workbook =
                    Path::new(&file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
                let defects = if is_workbook { check_xlsx(&bytes) } else { check_docx(&bytes) };
                println!("{file}: {} defects of structure", defects.len());
                for defect in &defects {
                    println!("  {defect}");
                }
                found |= !defects.is_empty();
            }
            Err(error) => {
                println!("{file}: {error}");
                found = true;
            }
        }
    }
    if found { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
