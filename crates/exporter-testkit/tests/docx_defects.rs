//! A small good file, and the same file with one defect planted.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::io::{Cursor, Write};

use jianbao_exporter_testkit::docx_structure::DefectKind::{self, *};
use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::docx_text::{paragraphs, part_names, tables};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="d"/><Override PartName="/word/styles.xml" ContentType="s"/>
<Override PartName="/word/numbering.xml" ContentType="n"/><Override PartName="/word/footer1.xml" ContentType="f"/>
<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>
<Override PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>"#;

const ROOT: &str =
    r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t" Target="word/document.xml"/></Relationships>"#;

const RELATIONSHIPS: &str = r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t" Target="styles.xml"/>
<Relationship Id="rId2" Type="t" Target="/word/numbering.xml"/><Relationship Id="rId3" Type="t" Target="../word/footer1.xml"/>
<Relationship Id="rId4" Type="t" Target="https://example.invalid/" TargetMode="External"/>
<Relationship Id="rId5" Type="x/chart" Target="charts/chart1.xml"/></Relationships>"#;

const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Normal"/><w:style w:styleId="Cell"><w:basedOn w:val="Normal"/></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:num w:numId="1"/></w:numbering>"#;

const CHART: &str = r#"<c:chartSpace xmlns:c="c" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:chart><c:plotArea><c:barChart>
<c:ser><c:cat><c:strRef><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>A</c:v></c:pt><c:pt idx="1"><c:v>B</c:v></c:pt></c:strCache></c:strRef></c:cat>
<c:val><c:numRef><c:numCache><c:formatCode>0</c:formatCode><c:ptCount val="2"/><c:pt idx="1"><c:v>7</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
</c:barChart></c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>"#;

const CHART_RELATIONSHIPS: &str = r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="x/package" Target="../embeddings/book.xlsx"/></Relationships>"#;

const FOOTER: &str = r#"<w:ftr xmlns:w="w"><w:p><w:fldSimple w:instr=" PAGE "/></w:p></w:ftr>"#;

const DOCUMENT: &str = r#"<w:document xmlns:w="w" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>
<w:p><w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="1" name="Chart"/><c:chart xmlns:c="c" r:id="rId5"/></wp:inline></w:drawing></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Normal"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:bookmarkStart w:id="0" w:name="_Ref1"/><w:r><w:t>A &amp; B</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF </w:instrText></w:r><w:r><w:instrText>_Ref1 \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>A</w:t><w:tab/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:hyperlink w:anchor="_Ref1"><w:r><w:t>B</w:t></w:r></w:hyperlink></w:p>
<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>
<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p/><w:sectPr><w:footerReference r:id="rId3"/></w:sectPr></w:body></w:document>"#;

fn parts() -> Vec<(&'static str, Vec<u8>)> {
    let texts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("word/_rels/document.xml.rels", RELATIONSHIPS),
        ("word/charts/_rels/chart1.xml.rels", CHART_RELATIONSHIPS),
        ("word/charts/chart1.xml", CHART),
        ("word/document.xml", DOCUMENT),
        ("word/footer1.xml", FOOTER),
        ("word/numbering.xml", NUMBERING),
        ("word/styles.xml", STYLES),
    ];
    let mut parts = texts.map(|(name, content)| (name, content.as_bytes().to_vec())).to_vec();
    parts.push(("word/embeddings/book.xlsx", zipped(&[])));
    parts
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The kinds of defects after replacing a text that stands once in the part.
fn planted(part: &str, good: &str, bad: &str) -> Vec<DefectKind> {
    let mut parts = parts();
    let content = &mut parts.iter_mut().find(|(name, _)| *name == part).unwrap().1;
    let text = String::from_utf8(content.clone()).unwrap();
    assert_eq!(text.matches(good).count(), 1, "`{good}` in {part}");
    *content = text.replace(good, bad).into_bytes();
    let defects = check_docx(&zipped(&parts));
    assert!(defects.iter().all(|defect| !defect.message.is_empty()));
    defects.into_iter().map(|defect| defect.kind).collect()
}

#[test]
fn the_good_file_is_good() {
    let bytes = zipped(&parts());
    assert_eq!(check_docx(&bytes), []);
    assert_eq!(paragraphs(&bytes).unwrap(), ["", "A & B", "A\tB", ""]);
    assert_eq!(tables(&bytes).unwrap(), [[["1", "1", "2"], ["1", "1", "3"]]]);
    assert_eq!(part_names(&bytes).unwrap().len(), 10);
}

#[test]
fn each_defect_of_the_body_is_found() {
    const CELL: &str = "<w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc>";
    const TABLE: &str = "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let cell_with_table = format!("<w:tc><w:p/>{TABLE}</w:tc>");
    let two_tables = format!("{TABLE}<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>");
    let cases: &[(DefectKind, &str, &str)] = &[
        (CellWithoutParagraph, CELL, "<w:tc><w:tcPr/></w:tc>"),
        (CellEndsWithTable, CELL, &cell_with_table),
        (Grid, CELL, ""),
        (Grid, CELL, "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p/></w:tc>"),
        (OrphanMerge, "<w:vMerge w:val=\"restart\"/>", ""),
        (OrphanMerge, CELL, "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"),
        (TablesTouch, "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>", &two_tables),
        (TablesTouch, "<w:p/><w:sectPr>", "<w:sectPr>"),
        (Style, "<w:pStyle w:val=\"Cell\"/>", "<w:pStyle w:val=\"cell\"/>"),
        (Numbering, "<w:numId w:val=\"1\"/>", "<w:numId w:val=\"2\"/>"),
        (
            DuplicateBookmark,
            "<w:bookmarkEnd w:id=\"0\"/>",
            "<w:bookmarkEnd w:id=\"0\"/><w:bookmarkStart w:id=\"1\" w:name=\"_Ref1\"/><w:bookmarkEnd w:id=\"1\"/>",
        ),
        (UnbalancedBookmark, "<w:bookmarkEnd w:id=\"0\"/>", ""),
        (UnbalancedBookmark, "<w:bookmarkEnd w:id=\"0\"/>", "<w:bookmarkEnd w:id=\"0\"/><w:bookmarkEnd w:id=\"7\"/>"),
        (Anchor, "w:anchor=\"_Ref1\"", "w:anchor=\"_Ref2\""),
        (Anchor, "<w:instrText>_Ref1 \\h ", "<w:instrText>_Ref2 \\h "),
        (UnbalancedField, "<w:fldChar w:fldCharType=\"end\"/>", ""),
        (UnbalancedField, "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar w:fldCharType=\"end\"/>"),
        (UnbalancedField, "<w:fldChar w:fldCharType=\"separate\"/>", "<w:fldChar/>"),
        (RelationshipId, "r:id=\"rId3\"", "r:id=\"rId9\""),
        (IllFormed, "A &amp; B", "A & B"),
        (IllFormed, "A &amp; B", "A \u{1} B"),
        (IllFormed, "A &amp; B", "A &#1; B"),
        (IllFormed, "</w:body>", ""),
    ];
    for (kind, good, bad) in cases {
        assert_eq!(planted("word/document.xml", good, bad), [*kind], "`{good}` → `{bad}`");
    }
}

#[test]
fn each_defect_of_the_package_is_found() {
    let cases: &[(DefectKind, &str, &str, &str)] = &[
        (ContentType, "[Content_Types].xml", r#"<Override PartName="/word/footer1.xml" ContentType="f"/>"#, ""),
        (
            ContentType,
            "[Content_Types].xml",
            r#"<Override PartName="/word/footer1.xml" ContentType="f"/>"#,
            r#"<Default Extension="xml" ContentType="x"/><Override PartName="/word/footer2.xml" ContentType="f"/>"#,
        ),
        (RelationshipTarget, "word/_rels/document.xml.rels", "../word/footer1.xml", "footer2.xml"),
        (RelationshipTarget, "_rels/.rels", "word/document.xml", "document.xml"),
        (RelationshipId, "word/_rels/document.xml.rels", "rId4", "rId3"),
        (RelationshipId, "word/_rels/document.xml.rels", "rId3", "rId6"),
        (Style, "word/styles.xml", "<w:basedOn w:val=\"Normal\"/>", "<w:basedOn w:val=\"Base\"/>"),
        (
            Style,
            "word/styles.xml",
            "<w:style w:styleId=\"Normal\"/>",
            "<w:style w:styleId=\"Normal\"/><w:style w:styleId=\"Normal\"/>",
        ),
        (Numbering, "word/numbering.xml", "<w:num w:numId=\"1\"/>", ""),
        (IllFormed, "word/footer1.xml", "</w:ftr>", "</w:ftr><w:p/>"),
    ];
    for (kind, part, good, bad) in cases {
        assert_eq!(planted(part, good, bad), [*kind], "{part}: `{good}` → `{bad}`");
    }
}

#[test]
fn each_defect_of_a_chart_is_found() {
    const TYPE: &str = r#"ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml""#;
    const ANOTHER: &str = r"<w:p/><w:sectPr>";
    let cases: &[(DefectKind, &str, &str, &str)] = &[
        (Chart, "[Content_Types].xml", TYPE, r#"ContentType="application/xml""#),
        (Chart, "word/_rels/document.xml.rels", "x/chart", "x/image"),
        (Chart, "word/_rels/document.xml.rels", "charts/chart1.xml", "styles.xml"),
        (Chart, "word/document.xml", r#"r:id="rId5""#, r#"r:id="rId4""#),
        (RelationshipId, "word/document.xml", r#"r:id="rId5""#, r#"r:id="rId6""#),
        (RelationshipTarget, "word/charts/_rels/chart1.xml.rels", "../embeddings/book.xlsx", "book.xlsx"),
        (RelationshipId, "word/charts/chart1.xml", r#"r:id="rId1""#, r#"r:id="rId2""#),
        (ChartData, "word/charts/chart1.xml", r#"<c:externalData r:id="rId1"/>"#, ""),
        (ChartData, "word/charts/_rels/chart1.xml.rels", "x/package", "x/image"),
        (ChartData, "word/charts/_rels/chart1.xml.rels", "../embeddings/book.xlsx", "../styles.xml"),
        (ChartData, "[Content_Types].xml", r#"spreadsheetml.sheet""#, r#"wordprocessingml.document""#),
        (
            ChartData,
            "word/charts/chart1.xml",
            r#"0</c:formatCode><c:ptCount val="2"/>"#,
            r#"0</c:formatCode><c:ptCount val="3"/>"#,
        ),
        (ChartData, "word/charts/chart1.xml", r#"<c:pt idx="1"><c:v>7"#, r#"<c:pt idx="2"><c:v>7"#),
        (ChartData, "word/charts/chart1.xml", r#"<c:pt idx="1"><c:v>7"#, r"<c:pt><c:v>7"),
        (ChartData, "word/charts/chart1.xml", r#"<c:pt idx="1"><c:v>B"#, r#"<c:pt idx="0"><c:v>B"#),
        (
            DrawingId,
            "word/document.xml",
            ANOTHER,
            r#"<w:p><w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr id="1"/></wp:inline></w:drawing></w:r></w:p><w:p/><w:sectPr>"#,
        ),
    ];
    for (kind, part, good, bad) in cases {
        let found = planted(part, good, bad);
        assert!(found.contains(kind), "{part}: `{good}` → `{bad}`: {found:?}");
        // A relationship to nowhere is also a chart without its workbook.
        assert!(found.len() == 1 || *kind == RelationshipTarget, "{part}: `{good}` → `{bad}`: {found:?}");
    }
}

#[test]
fn missing_parts_are_found() {
    for missing in ["[Content_Types].xml", "_rels/.rels"] {
        let rest: Vec<_> = parts().into_iter().filter(|(name, _)| *name != missing).collect();
        let kinds: Vec<DefectKind> = check_docx(&zipped(&rest)).into_iter().map(|defect| defect.kind).collect();
        assert_eq!(kinds, [MissingPart], "{missing}");
    }
    let kinds = |bytes: &[u8]| check_docx(bytes).into_iter().map(|defect| defect.kind).collect::<Vec<_>>();
    assert!(kinds(&zipped(&[])).contains(&MissingPart));
    assert_eq!(kinds(b"no zip"), [NoArchive]);
    assert_eq!(kinds(b""), [NoArchive]);
}

#[test]
fn a_deeply_nested_part_is_refused_and_does_not_overflow_the_stack() {
    let deep = "<w:p>".repeat(100_000) + &"</w:p>".repeat(100_000);
    assert_eq!(planted("word/document.xml", "<w:p/><w:sectPr>", &format!("{deep}<w:p/><w:sectPr>")), [IllFormed]);
}
