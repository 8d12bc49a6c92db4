//! Checks web pages with the structure check: `check_html FILE…`. The exit code is 1 where a defect is found.
#![allow(clippy::print_stdout, reason = "an example program")]

use std::process::ExitCode;

use jianbao_exporter_testkit::html_structure::check_html;

fn main() -> ExitCode {
    let mut found = false;
    for file in std::env::args().skip(1) {
        match std::fs::read(&file) {
            Ok(bytes) => {
                let defects = check_html(&bytes);
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
