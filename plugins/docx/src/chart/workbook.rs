//! The workbook behind a chart: categories down, series across, the values as numbers.
//!
//! It is what Word opens when a user edits the data, so it holds what is drawn and no more.

use std::io;

use super::plot::Plot;
use crate::error::WriteError;
use crate::pack::{CONTENT_TYPES, Part, Parts, pack};
use crate::xml::Xml;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The parts that are the same for all charts.
const FIXED: [(&str, &str); 5] = [
    (
        CONTENT_TYPES,
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/styles.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
    ),
];

/// The workbook as a file.
pub(super) fn package(plot: &Plot<'_>) -> Result<Vec<u8>, WriteError> {
    let mut parts = Parts::new();
    for (name, content) in FIXED {
        parts.insert(name.to_owned(), Part::Bytes(content.as_bytes().to_vec()));
    }
    parts.insert("xl/worksheets/sheet1.xml".to_owned(), Part::Bytes(sheet(plot)?));
    pack(parts)
}

/// Where the name of a series stands.
pub(super) fn series_name(series: usize) -> String {
    format!("Sheet1!${}$1", column(series + 1))
}

/// Where the categories stand; there is at least one.
pub(super) fn categories(plot: &Plot<'_>) -> String {
    down("A", plot)
}

/// Where the values of a series stand; there is at least one.
pub(super) fn series_values(series: usize, plot: &Plot<'_>) -> String {
    down(&column(series + 1), plot)
}

fn down(column: &str, plot: &Plot<'_>) -> String {
    format!("Sheet1!${column}$2:${column}${}", plot.chart.categories.len() + 1)
}

fn sheet(plot: &Plot<'_>) -> io::Result<Vec<u8>> {
    let mut xml = Xml::part(Vec::new())?;
    xml.within("worksheet", &[("xmlns", MAIN)], |xml| {
        xml.within("sheetData", &[], |xml| {
            xml.within("row", &[("r", "1")], |xml| {
                for (index, series) in plot.series.iter().enumerate() {
                    words(xml, &format!("{}1", column(index + 1)), series.name)?;
                }
                Ok(())
            })?;
            for (index, category) in plot.chart.categories.iter().enumerate() {
                let row = (index + 2).to_string();
                xml.within("row", &[("r", &row)], |xml| {
                    words(xml, &format!("A{row}"), category)?;
                    for (number, series) in plot.series.iter().enumerate() {
                        if let Some(point) = &series.points[index] {
                            let place = format!("{}{row}", column(number + 1));
                            xml.within("c", &[("r", &place)], |xml| xml.text("v", &[], &point.length))?;
                        }
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })
    })?;
    Ok(xml.into_inner())
}

fn words(xml: &mut Xml<Vec<u8>>, place: &str, words: &str) -> io::Result<()> {
    xml.within("c", &[("r", place), ("t", "inlineStr")], |xml| {
        xml.within("is", &[], |xml| xml.text("t", &[("xml:space", "preserve")], words))
    })
}

/// Letters of the column with this number, counted from 0: `A`, `Z`, `AA`.
fn column(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(number % 26).unwrap_or_default());
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => break,
        }
    }
    letters.into_iter().rev().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_excel_letters_them() {
        let cases = [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (255, "IV"), (702, "AAA")];
        for (number, letters) in cases {
            assert_eq!(column(number), letters);
        }
    }
}
