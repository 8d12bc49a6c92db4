//! Writes a document given as JSON as a web page: `write_page DOCUMENT.json REPORT.html`

use std::error::Error;

use jianbao_html::write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(source), Some(target)) = (arguments.next(), arguments.next()) else {
        return Err("usage: write_page DOCUMENT.json REPORT.html".into());
    };
    let document = serde_json::from_str(&std::fs::read_to_string(source)?)?;
    std::fs::write(target, write(&document)?)?;
    Ok(())
}
