//! Rows that start a page or stay with the next, names of tables, colours and marks of runs.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{cell, document, head, lights, paragraph, row, section, span, table, tone_text};
use jianbao_document::{Block, Cell, CellParagraph, Inline, Row, Table, TextRun, Tone, TypedValue};
use jianbao_docx::{Options, write};
use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::docx_text::part_text;

fn body(blocks: Vec<Block>) -> String {
    let bytes = write(&document(vec![section("s", blocks)]), &Options::default()).unwrap();
    assert_eq!(check_docx(&bytes), []);
    part_text(&bytes, "word/document.xml").unwrap()
}

fn rows(table: Table) -> Vec<String> {
    let xml = body(vec![Block::Table(table)]);
    xml.split("<w:tr>").skip(1).map(|row| row.split("</w:tr>").next().unwrap().to_owned()).collect()
}

fn count(haystack: &str, needle: &str) -> usize {
    haystack.matches(needle).count()
}

const BREAK: &str = "<w:pageBreakBefore/>";
const KEEP: &str = "<w:keepNext/>";

#[test]
fn a_row_starts_a_page_and_the_table_stays_one() {
    let rows = rows(lights());
    assert_eq!(rows.iter().map(|row| count(row, BREAK)).collect::<Vec<_>>(), [0, 0, 0, 1, 0]);
    let first_cell = rows[3].split("</w:tc>").next().unwrap();
    assert_eq!(count(first_cell, BREAK), 1, "the break is in the first cell");
    assert_eq!(count(&rows[0], "<w:tblHeader/>"), 1, "the header row is repeated on the new page");
    assert!(rows.iter().all(|row| count(row, "<w:cantSplit/>") == 1));
}

#[test]
fn all_paragraphs_of_a_row_that_stays_with_the_next_are_kept() {
    let kept: Vec<_> = rows(lights()).iter().map(|row| (count(row, KEEP), count(row, "<w:p>"))).collect();
    assert_eq!(kept, [(3, 3), (3, 3), (0, 3), (3, 3), (0, 3)], "and so is the header");
    let alone = rows(table("t", &[100], 1, vec![row(vec![head("a")])]));
    assert_eq!(count(&alone[0], KEEP), 0, "nothing follows");
}

#[test]
fn only_the_first_paragraph_of_a_row_starts_the_page() {
    let paragraph = |words: &str| CellParagraph { style: None, inlines: vec![Inline::text(words)] };
    let two = Cell { paragraphs: vec![paragraph("一"), paragraph("二")], ..Cell::default() };
    let broken = |cells| Row { break_before: true, keep_with_next: true, ..row(cells) };
    let found = rows(table("t", &[100, 100], 0, vec![row(vec![cell("a"), cell("b")]), broken(vec![two, cell("c")])]));
    assert_eq!((count(&found[1], BREAK), count(&found[1], KEEP)), (1, 3));
    // A row that begins with an empty cell, or with one that goes on from above, breaks as well.
    let merged = row(vec![span(1, 2, cell("a")), cell("b")]);
    for rows_of in [
        vec![merged, broken(vec![cell("c")])],
        vec![row(vec![cell("a"), cell("b")]), broken(vec![Cell::default(), cell("c")])],
    ] {
        let found = rows(table("t", &[100, 100], 0, rows_of));
        assert_eq!((count(&found[1], BREAK), count(&found[1], KEEP)), (1, 2));
    }
}

#[test]
fn header_rows_do_not_start_pages() {
    let header = Row { break_before: true, ..row(vec![head("a")]) };
    let found = rows(table("t", &[100], 1, vec![header, row(vec![cell("b")])]));
    assert_eq!(count(&found.concat(), BREAK), 0);
}

#[test]
fn the_name_of_a_table_is_for_those_who_hear_it() {
    let xml = body(vec![Block::Table(lights())]);
    assert!(xml.contains(r#"</w:tblCellMar><w:tblCaption w:val="绩效指标“亮灯”表"/></w:tblPr>"#), "{xml}");
    let xml = body(vec![Block::Table(table("t", &[100], 0, vec![row(vec![cell("a")])]))]);
    assert!(!xml.contains("tblCaption"));
}

#[test]
fn lights_have_colours_and_marked_places_are_yellow() {
    let value = TypedValue { text: "值".to_owned(), highlight: true, ..TypedValue::default() };
    let run = TextRun { text: "字".to_owned(), highlight: true, tone: Some(Tone::Red), ..TextRun::default() };
    let xml = body(vec![paragraph("body", vec![Inline::Value(value), Inline::Text(run), Inline::text("平")])]);
    assert!(xml.contains(r#"<w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>值</w:t>"#), "{xml}");
    assert!(
        xml.contains(r#"<w:rPr><w:color w:val="C00000"/><w:highlight w:val="yellow"/></w:rPr><w:t>字</w:t>"#),
        "{xml}"
    );
    assert!(xml.contains("<w:r><w:t>平</w:t>"), "{xml}");
    let cases = [(Tone::Red, "C00000"), (Tone::Yellow, "7F6000"), (Tone::Green, "00703C"), (Tone::Blue, "1F4E9E")];
    for (tone, colour) in cases {
        let xml = body(vec![paragraph("body", vec![tone_text(tone, "● 灯")])]);
        assert_eq!(count(&xml, &format!(r#"<w:color w:val="{colour}"/>"#)), 1, "{xml}");
    }
}
