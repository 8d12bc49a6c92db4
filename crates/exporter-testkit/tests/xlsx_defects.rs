//! A small good workbook, and the same workbook with one defect planted.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::io::{Cursor, Write};

use jianbao_exporter_testkit::xlsx_structure::DefectKind::{self, *};
use jianbao_exporter_testkit::xlsx_structure::check_xlsx;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str =
    r#"<Types xmlns="t"><Default Extension="rels" ContentType="r"/><Default Extension="xml" ContentType="x"/></Types>"#;

const ROOT: &str =
    r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t" Target="xl/workbook.xml"/></Relationships>"#;

const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="资金表" sheetId="1" r:id="rId1"/><sheet name="甲'乙" sheetId="2" r:id="rId2"/></sheets>
<definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">'甲''乙'!$A$1:$B$2</definedName></definedNames></workbook>"#;

const RELATIONSHIPS: &str = r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="t" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="t" Target="styles.xml"/>
<Relationship Id="rId4" Type="t" Target="sharedStrings.xml"/></Relationships>"#;

const STYLES: &str = r#"<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts><fonts count="1"><font/></fonts>
<fills count="1"><fill/></fills><borders count="1"><border/></borders>
<cellXfs count="2"><xf numFmtId="2" fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0"/></cellXfs></styleSheet>"#;

const STRINGS: &str = r#"<sst count="3" uniqueCount="2"><si><t>甲</t></si><si><r><t>乙</t></r></si></sst>"#;

const FIRST: &str = r#"<worksheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><dimension ref="A1:C4"/>
<cols><col min="1" max="1" style="1"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>227.18</v></c></row>
<row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2"><f>SUM(C1,'甲''乙'!A1)</f><v>228.18</v></c></row><row r="4"><c r="A4" t="s"><v>0</v></c></row></sheetData>
<mergeCells count="2"><mergeCell ref="A2:B3"/><mergeCell ref="A4:C4"/></mergeCells><rowBreaks count="1"><brk id="2"/></rowBreaks><drawing r:id="rId1"/></worksheet>"#;

const SECOND: &str = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;

const SHEET_RELATIONSHIPS: &str =
    r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t" Target="../drawings/drawing1.xml"/></Relationships>"#;

const DRAWING: &str = r#"<xdr:wsDr xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart r:id="rId1"/></xdr:wsDr>"#;

const DRAWING_RELATIONSHIPS: &str =
    r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t" Target="../charts/chart1.xml"/></Relationships>"#;

const CHART: &str = "<c:chartSpace><c:val><c:numRef><c:f>资金表!$C$1:$C$2</c:f></c:numRef></c:val></c:chartSpace>";

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn parts() -> Vec<(&'static str, String)> {
    [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONSHIPS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", STRINGS),
        (SHEET, FIRST),
        ("xl/worksheets/sheet2.xml", SECOND),
        ("xl/worksheets/_rels/sheet1.xml.rels", SHEET_RELATIONSHIPS),
        ("xl/drawings/drawing1.xml", DRAWING),
        ("xl/drawings/_rels/drawing1.xml.rels", DRAWING_RELATIONSHIPS),
        ("xl/charts/chart1.xml", CHART),
    ]
    .map(|(name, content)| (name, content.to_owned()))
    .to_vec()
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The kinds of defects after replacing a text that stands once in the part.
fn planted(part: &str, good: &str, bad: &str) -> Vec<DefectKind> {
    let mut parts = parts();
    let content = &mut parts.iter_mut().find(|(name, _)| *name == part).unwrap().1;
    assert_eq!(content.matches(good).count(), 1, "`{good}` in {part}");
    *content = content.replace(good, bad);
    let defects = check_xlsx(&zipped(&parts));
    assert!(defects.iter().all(|defect| !defect.message.is_empty()));
    defects.into_iter().map(|defect| defect.kind).collect()
}

#[test]
fn the_good_workbook_is_good() {
    assert_eq!(check_xlsx(&zipped(&parts())), []);
}

#[test]
fn each_defect_of_a_sheet_is_found() {
    let cases: &[(DefectKind, &str, &str)] = &[
        (SharedString, "<c r=\"B2\" t=\"s\"><v>1</v>", "<c r=\"B2\" t=\"s\"><v>2</v>"),
        (SharedString, "<c r=\"B2\" t=\"s\"><v>1</v>", "<c r=\"B2\" t=\"s\"><v>乙</v>"),
        (CellOrder, "<row r=\"4\"><c r=\"A4\"", "<row r=\"2\"><c r=\"A2\""),
        (CellOrder, "r=\"C1\"", "r=\"A1\""),
        (CellOrder, "r=\"C1\"", "r=\"C2\""),
        (CellOrder, "r=\"B2\"", "r=\"C2\""),
        (CellOrder, "r=\"C1\"", "r=\"c1\""),
        (CellValue, "<v>227.18</v>", "<v>二百</v>"),
        (CellValue, "<v>227.18</v>", "<v>inf</v>"),
        (CellValue, "<c r=\"C1\" s=\"1\">", "<c r=\"C1\" s=\"1\" t=\"b\">"),
        (CellValue, "<c r=\"C1\" s=\"1\">", "<c r=\"C1\" s=\"1\" t=\"number\">"),
        (Style, "<c r=\"C1\" s=\"1\">", "<c r=\"C1\" s=\"2\">"),
        (Style, "<col min=\"1\" max=\"1\" style=\"1\"/>", "<col min=\"1\" max=\"1\" style=\"2\"/>"),
        (MergedRange, "ref=\"A2:B3\"", "ref=\"A2:B4\""),
        (MergedRange, "ref=\"A2:B3\"", "ref=\"A2:A2\""),
        (MergedRange, "ref=\"A2:B3\"", "ref=\"B3:A2\""),
        (MergedRange, "ref=\"A2:B3\"", "ref=\"\""),
        (Count, "<mergeCells count=\"2\">", "<mergeCells count=\"3\">"),
        (Count, "<rowBreaks count=\"1\">", "<rowBreaks count=\"2\">"),
        (Dimension, "<dimension ref=\"A1:C4\"/>", "<dimension ref=\"A1:B4\"/>"),
        (Dimension, "<dimension ref=\"A1:C4\"/>", "<dimension ref=\"\"/>"),
        (SheetReference, "'甲''乙'!A1", "丙!A1"),
        (RelationshipId, "r:id=\"rId1\"", "r:id=\"rId2\""),
        (IllFormed, "</sheetData>", ""),
    ];
    for (kind, good, bad) in cases {
        let found = planted(SHEET, good, bad);
        // Without its cells a sheet also leaves the shared strings unused.
        assert!(found.contains(kind) && (found.len() == 1 || *kind == IllFormed), "`{good}` → `{bad}`: {found:?}");
    }
}

#[test]
fn each_defect_of_the_workbook_is_found() {
    let long = format!("name=\"{}\"", "表".repeat(32));
    let cases: &[(DefectKind, &str, &str, &str)] = &[
        (Count, "xl/sharedStrings.xml", "count=\"3\"", "count=\"2\""),
        (Count, "xl/sharedStrings.xml", "uniqueCount=\"2\"", "uniqueCount=\"3\""),
        (Count, "xl/styles.xml", "<cellXfs count=\"2\">", "<cellXfs count=\"1\">"),
        (Count, "xl/styles.xml", "<fonts count=\"1\">", "<fonts count=\"2\">"),
        (Style, "xl/styles.xml", "numFmtId=\"164\" fontId", "numFmtId=\"165\" fontId"),
        (Style, "xl/styles.xml", "fillId=\"0\"", "fillId=\"1\""),
        (SheetName, "xl/workbook.xml", "name=\"甲'乙\"", "name=\"资金表\""),
        (SheetName, "xl/workbook.xml", "name=\"资金表\"", "name=\"\""),
        (SheetName, "xl/workbook.xml", "name=\"资金表\"", "name=\"a/b\""),
        (SheetName, "xl/workbook.xml", "name=\"资金表\"", "name=\"'a\""),
        (SheetName, "xl/workbook.xml", "name=\"资金表\"", "name=\"HISTORY\""),
        (SheetName, "xl/workbook.xml", "name=\"资金表\"", &long),
        (SheetPart, "xl/workbook.xml", "sheetId=\"2\"", "sheetId=\"1\""),
        (SheetPart, "xl/workbook.xml", "r:id=\"rId2\"", "r:id=\"rId3\""),
        (SheetReference, "xl/workbook.xml", "'甲''乙'!", "'甲乙'!"),
        (SheetReference, "xl/workbook.xml", "localSheetId=\"1\"", "localSheetId=\"2\""),
        (SheetReference, "xl/charts/chart1.xml", "资金表!", "资金!"),
        (RelationshipTarget, "xl/worksheets/_rels/sheet1.xml.rels", "drawing1", "drawing2"),
        (RelationshipTarget, "xl/drawings/_rels/drawing1.xml.rels", "chart1", "chart2"),
        (RelationshipId, "xl/drawings/drawing1.xml", "r:id=\"rId1\"", "r:id=\"rId7\""),
        (ContentType, "[Content_Types].xml", "Extension=\"xml\"", "Extension=\"png\""),
    ];
    for (kind, part, good, bad) in cases {
        let found = planted(part, good, bad);
        assert!(found.contains(kind), "{part}: `{good}` → `{bad}`: {found:?}");
        // A name that is gone is also missed by what refers to it.
        let follows = |other: &DefectKind| other == kind || (*kind == SheetName && *other == SheetReference);
        assert!(found.iter().all(follows), "{part}: `{good}` → `{bad}`: {found:?}");
    }
}

#[test]
fn missing_parts_are_found() {
    let kinds = |bytes: &[u8]| check_xlsx(bytes).into_iter().map(|defect| defect.kind).collect::<Vec<_>>();
    assert_eq!(kinds(b"no zip"), [NoArchive]);
    assert_eq!(kinds(&zipped(&[])), [MissingPart; 3]);
    let rest: Vec<_> = parts().into_iter().filter(|(name, _)| *name != "xl/worksheets/sheet2.xml").collect();
    assert_eq!(kinds(&zipped(&rest)), [RelationshipTarget, SheetPart]);
    let empty = planted("xl/workbook.xml", "<sheet name=\"资金表\" sheetId=\"1\" r:id=\"rId1\"/>", "");
    assert!(empty.contains(&SheetReference));
}
