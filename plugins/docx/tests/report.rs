//! Whole reports: what a user finds in the file.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{caption, cell, document, heading, number, paragraph, report, row, section, styles, table, text};
use jianbao_document::{
    Alignment, Band, Block, Document, PageNumberFormat, PageNumberPlace, Section, Table, TableOfContents, TocEntry,
};
use jianbao_docx::{Options, write};
use jianbao_exporter_testkit::docx_structure::check_docx;
use jianbao_exporter_testkit::docx_text::{paragraphs, part_names, part_text, tables};

fn made(document: &Document) -> Vec<u8> {
    let bytes = write(document, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(check_docx(&bytes), []);
    bytes
}

fn body(document: &Document) -> String {
    part_text(&made(document), "word/document.xml").unwrap()
}

fn count(haystack: &str, needle: &str) -> usize {
    haystack.matches(needle).count()
}

/// Writes the sample beside the build's other files, for a look at it in Word.
#[test]
#[ignore = "makes a file for people to look at"]
fn writes_the_sample() {
    let folder = env!("CARGO_TARGET_TMPDIR");
    std::fs::write(format!("{folder}/sample.docx"), made(&report())).unwrap();
    std::fs::write(format!("{folder}/sample.json"), serde_json::to_string_pretty(&report()).unwrap()).unwrap();
}

#[test]
fn a_report_holds_what_the_document_says() {
    let bytes = made(&report());
    let paragraphs = paragraphs(&bytes).unwrap();
    for expected in [
        "安全生产专项资金\n绩效运行监控报告",
        "目　录",
        "（一）项目背景\t",
        "一、项目基本情况",
        "表 1 安全生产专项项目资金使用情况表",
        "单位：万元",
        "图 1 资金执行情况",
        "图 2 绩效指标完成情况",
        "（1）第一项；",
        "见表 1和二、，另见（一）项目背景及第三章、附表；执行率90.87%待填 bold & <italic> 。",
    ] {
        assert!(paragraphs.iter().any(|paragraph| paragraph == expected), "{expected}");
    }
    let tables = tables(&bytes).unwrap();
    assert_eq!(tables[0][0], ["类别", "项目", "金额", "金额"]);
    assert_eq!(tables[0][1], ["类别", "项目", "预算", "支出"]);
    assert_eq!(tables[0][4], ["类别1", "其三", "—", "7"]);
    assert_eq!(tables[0].last().unwrap(), &["合计", "合计", "150.00", "97.87"]);
    assert_eq!(tables[3], [["", ""]], "a table without rows shows a blank one");
    assert_eq!(tables[4][3], ["项目资金（万元）", "其中：财政资金", "三列两行", "三列两行", "三列两行", ""]);
    assert_eq!(tables[4][4][1], "第一段\n第二段\n换行");
}

#[test]
fn the_package_holds_no_more_than_it_needs() {
    let names = part_names(&made(&report())).unwrap();
    let plain = names.iter().filter(|name| !name.contains("header") && !name.contains("footer"));
    let expected = [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/charts/_rels/chart1.xml.rels",
        "word/charts/_rels/chart2.xml.rels",
        "word/charts/chart1.xml",
        "word/charts/chart2.xml",
        "word/document.xml",
        "word/embeddings/Microsoft_Excel_Sheet1.xlsx",
        "word/embeddings/Microsoft_Excel_Sheet2.xlsx",
        "word/fontTable.xml",
        "word/settings.xml",
        "word/styles.xml",
    ];
    assert_eq!(plain.collect::<Vec<_>>(), expected);
}

#[test]
fn styles_carry_words_names_fonts_and_indents() {
    let xml = part_text(&made(&report()), "word/styles.xml").unwrap();
    for expected in [
        r#"<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>"#,
        r#"<w:style w:type="paragraph" w:styleId="Normal" w:default="1">"#,
        r#"<w:style w:type="paragraph" w:styleId="TableCell" w:customStyle="1"><w:name w:val="表格文字"/>"#,
        r#"<w:name w:val="toc 2"/>"#,
        r#"<w:outlineLvl w:val="2"/>"#,
        r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="仿宋_GB2312"/>"#,
        r#"<w:ind w:left="0" w:right="0" w:firstLine="640" w:firstLineChars="200"/>"#,
        r#"w:line="578" w:lineRule="exact"/>"#,
        r#"w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="32"/><w:szCs w:val="32"/>"#,
        r#"<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>"#,
        "<w:keepNext/>",
    ] {
        assert!(xml.contains(expected), "{expected}\n{xml}");
    }
    assert_eq!(count(&xml, "Theme"), 0);
    assert_eq!(count(&xml, r#"<w:widowControl w:val="0"/>"#), styles().paragraphs.len() + 1);
    let fonts = part_text(&made(&report()), "word/fontTable.xml").unwrap();
    assert!(
        fonts.contains(r#"<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/><w:charset w:val="86"/>"#),
        "{fonts}"
    );
}

#[test]
fn parts_built_by_docx_rs_follow_the_schema() {
    let bytes = made(&report());
    let in_order = |part: &str, begin: &str, names: &[&str]| {
        let xml = part_text(&bytes, part).unwrap();
        let rest = xml.split_once(begin).unwrap().1;
        let places: Vec<_> = names.iter().map(|name| rest.find(&format!("<w:{name}")).unwrap()).collect();
        assert!(places.is_sorted(), "{part}: {names:?} at {places:?}\n{rest}");
    };
    let settings = ["zoom", "defaultTabStop", "evenAndOdd", "characterSpacing", "compat>", "themeFontLang"];
    in_order("word/settings.xml", "<w:settings", &settings);
    in_order(
        "word/styles.xml",
        r#"w:styleId="Heading3""#,
        &[
            "name",
            "basedOn",
            "qFormat",
            "pPr",
            "keepNext",
            "widowControl",
            "snapToGrid",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
            "rPr",
            "rFonts",
            "b/",
            "bCs",
            "sz ",
            "szCs",
        ],
    );
}

#[test]
fn properties_come_from_the_document_alone() {
    let bytes = made(&report());
    let core = part_text(&bytes, "docProps/core.xml").unwrap();
    for expected in [
        "<dc:title>安全生产专项资金绩效运行监控报告</dc:title>",
        "<dc:subject>2020年1—7月</dc:subject>",
        "<dc:creator>某会计师事务所 &amp; 合伙人</dc:creator>",
        "<cp:lastModifiedBy>某会计师事务所 &amp; 合伙人</cp:lastModifiedBy>",
        r#"<dcterms:created xsi:type="dcterms:W3CDTF">2020-12-08T00:00:00Z</dcterms:created>"#,
        r#"<dcterms:modified xsi:type="dcterms:W3CDTF">2020-12-08T00:00:00Z</dcterms:modified>"#,
        "<dc:language>zh-CN</dc:language>",
    ] {
        assert!(core.contains(expected), "{expected}\n{core}");
    }
    let custom = part_text(&bytes, "docProps/custom.xml").unwrap();
    assert!(custom.contains(r#"pid="2" name="dataset"><vt:lpwstr>sha256:0011</vt:lpwstr>"#), "{custom}");
    assert!(custom.contains(r#"pid="4" name="layout"><vt:lpwstr>beijing/2020 &lt;draft&gt;</vt:lpwstr>"#), "{custom}");
}

#[test]
fn the_contents_are_a_field_with_lines_and_no_guessed_numbers() {
    let xml = body(&report());
    assert!(xml.contains(r#"<w:instrText xml:space="preserve"> TOC \o "1-3" \h \z \u </w:instrText>"#), "{xml}");
    assert_eq!(count(&xml, " PAGEREF _Toc"), 5);
    assert_eq!(count(&xml, r#"<w:tab w:val="right" w:leader="dot" w:pos="8845"/>"#), 5);
    assert_eq!(count(&xml, "w:dirty"), 0);
    let separated_then_ended =
        r#"<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink>"#;
    assert_eq!(count(&xml, separated_then_ended), 5);
    let settings = part_text(&made(&report()), "word/settings.xml").unwrap();
    assert!(!settings.contains("updateFields"), "{settings}");
    assert!(settings.contains(r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>"#), "{settings}");
}

#[test]
fn the_user_may_have_word_ask_for_the_numbers() {
    let bytes = write(&report(), &Options { ask_to_update_fields: true }).unwrap();
    assert!(part_text(&bytes, "word/settings.xml").unwrap().contains(r#"<w:updateFields w:val="true"/>"#));
}

#[test]
fn references_print_what_the_document_says_even_after_an_update() {
    let xml = body(&report());
    // 表 1, 图 1, 二、 and （一）项目背景 are what their bookmarks hold; 第三章 and 附表 are not.
    assert_eq!(count(&xml, " REF _Ref"), 4);
    assert_eq!(count(&xml, r#"<w:hyperlink w:anchor="_Toc"#), 5 + 1);
    assert_eq!(count(&xml, r#"<w:hyperlink w:anchor="_Ref"#), 1);
    assert_eq!(count(&xml, r" SEQ 表 \* ARABIC "), 1);
    assert_eq!(count(&xml, r" SEQ 图 \* ARABIC "), 2, "charts are counted apart from tables");
}

#[test]
fn every_section_has_its_own_page_and_numbers() {
    let mut document = report();
    document.sections[2].page.grid_character_space = Some(-848);
    document.sections[4].page.grid_line_pitch = None;
    let bytes = made(&document);
    let xml = part_text(&bytes, "word/document.xml").unwrap();
    assert_eq!(count(&xml, "<w:sectPr>"), document.sections.len());
    assert!(xml.contains(r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#));
    assert!(xml.contains(r#"<w:pgNumType w:fmt="upperRoman" w:start="1"/>"#));
    assert!(xml.contains(r#"<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/>"#));
    assert_eq!(count(&xml, r#"<w:docGrid w:type="lines" w:linePitch="579"/>"#), 3);
    let settings = part_text(&bytes, "word/settings.xml").unwrap();
    assert!(settings.contains("<w:evenAndOddHeaders/>"));
    // The cover names empty footers; without them it would be given none, but the sections after it would pass on theirs.
    let cover = part_text(&bytes, "word/footer1.xml").unwrap();
    assert!(!cover.contains("PAGE"), "{cover}");
    let odd = part_text(&bytes, "word/footer5.xml").unwrap();
    assert!(odd.contains(r#"<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>"#), "{odd}");
    assert!(odd.contains(" PAGE ") && odd.contains("— ") && odd.contains(" —"), "{odd}");
    let even = part_text(&bytes, "word/footer6.xml").unwrap();
    assert!(even.contains(r#"<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>"#), "{even}");
}

#[test]
fn more_than_nine_sections_keep_their_own_headers() {
    let sections = (1..=12).map(|index| Section {
        header: Some(Band { style: "header".to_owned(), inlines: text(&format!("页眉{index}")) }),
        ..section(&format!("s{index}"), vec![paragraph("body", text("内容"))])
    });
    let bytes = made(&document(sections.collect()));
    let rels = part_text(&bytes, "word/_rels/document.xml.rels").unwrap();
    let xml = part_text(&bytes, "word/document.xml").unwrap();
    for (index, reference) in xml.split("<w:headerReference").skip(1).enumerate() {
        let id = reference.split("r:id=\"").nth(1).unwrap().split('"').next().unwrap();
        let entry = rels.split("<Relationship ").find(|entry| entry.contains(&format!("Id=\"{id}\""))).unwrap();
        let target = entry.split("Target=\"").nth(1).unwrap().split('"').next().unwrap();
        let header = part_text(&bytes, &format!("word/{target}")).unwrap();
        assert!(header.contains(&format!("页眉{}</w:t>", index + 1)), "{header}");
    }
}

#[test]
fn a_page_break_moves_to_the_next_paragraph() {
    let breaks = |blocks: Vec<Block>| {
        let xml = body(&document(vec![section("s", blocks)]));
        (count(&xml, "<w:pageBreakBefore/>"), count(&xml, "<w:p>"))
    };
    let words = || paragraph("body", text("字"));
    let bare = || Block::Table(table("t", &[100], 0, vec![row(vec![cell("格")])]));
    assert_eq!(breaks(vec![words(), Block::PageBreak, words()]), (1, 2));
    assert_eq!(breaks(vec![words(), Block::PageBreak, Block::PageBreak, words()]), (1, 2));
    assert_eq!(breaks(vec![words(), Block::PageBreak]), (0, 1), "nothing follows");
    assert_eq!(breaks(vec![words(), Block::PageBreak, bare()]), (1, 4), "before the table, in it, after it");
}

#[test]
fn sections_may_end_with_anything() {
    let endings: Vec<(&str, Option<Block>)> = vec![
        ("nothing", None),
        ("paragraph", Some(paragraph("body", Vec::new()))),
        ("heading", Some(heading("h", 1, "", "标题"))),
        ("table", Some(Block::Table(table("t", &[100], 0, vec![row(vec![cell("")])])))),
        ("break", Some(Block::PageBreak)),
        (
            "contents",
            Some(Block::TableOfContents(TableOfContents {
                title: None,
                title_style: "toc-title".to_owned(),
                depth: 1,
                entries: Vec::new(),
            })),
        ),
    ];
    for (name, block) in endings {
        let blocks: Vec<Block> = block.into_iter().collect();
        let first =
            body(&document(vec![section("a", blocks.clone()), section("b", vec![paragraph("body", text("末"))])]));
        assert_eq!(count(&first, "<w:sectPr>"), 2, "{name}");
        body(&document(vec![section("a", vec![paragraph("body", text("首"))]), section("b", blocks)]));
    }
}

#[test]
fn tables_repeat_their_header_and_keep_their_rows_whole() {
    let xml = body(&report());
    assert_eq!(count(&xml, "<w:tblHeader/>"), 3);
    assert_eq!(count(&xml, "<w:cantSplit/>"), count(&xml, "<w:tr>"));
    assert_eq!(count(&xml, r#"<w:tblLayout w:type="fixed"/>"#), 5);
    assert!(xml.contains(r#"<w:trHeight w:val="700" w:hRule="atLeast"/>"#));
    assert!(xml.contains(r#"<w:tblW w:w="8800" w:type="dxa"/>"#));
    assert!(xml.contains(r#"<w:pPr><w:pStyle w:val="TableCell"/><w:jc w:val="center"/></w:pPr>"#));
}

#[test]
fn page_numbers_stand_where_the_section_says() {
    let cases = [(PageNumberPlace::Centre, "center"), (PageNumberPlace::Right, "right")];
    for (place, jc) in cases {
        let numbered = Section {
            page_number: Some(number(place, PageNumberFormat::Decimal, None)),
            footer: Some(Band { style: "header".to_owned(), inlines: text("内部资料") }),
            ..section("s", vec![paragraph("body", text("字"))])
        };
        let bytes = made(&document(vec![numbered]));
        let footer = part_text(&bytes, "word/footer1.xml").unwrap();
        assert!(footer.contains(&format!(r#"<w:jc w:val="{jc}"/>"#)), "{footer}");
        assert!(footer.contains("内部资料"), "{footer}");
        assert!(!part_text(&bytes, "word/settings.xml").unwrap().contains("evenAndOdd"));
        assert!(!part_names(&bytes).unwrap().contains(&"word/footer2.xml".to_owned()));
    }
}

#[test]
fn captions_with_odd_numbers_stay_as_printed() {
    let numbered = |number: &str| {
        Block::Table(Table {
            caption: Some(caption(number, "")),
            ..table(number, &[100], 0, vec![row(vec![cell("")])])
        })
    };
    let document = document(vec![section("s", vec![numbered("1"), numbered("2-1"), numbered("5")])]);
    let bytes = made(&document);
    let texts = paragraphs(&bytes).unwrap();
    for expected in ["表 1", "表 2-1", "表 5"] {
        assert!(texts.iter().any(|text| text == expected), "{texts:?}");
    }
    assert!(part_text(&bytes, "word/document.xml").unwrap().contains(r" SEQ 表 \* ARABIC \r 5 "));
}

#[test]
fn a_unit_line_without_a_style_stands_at_the_right() {
    let with_unit =
        Table { unit_line: Some("单位：元".to_owned()), ..table("t", &[100], 0, vec![row(vec![cell("")])]) };
    let xml = body(&document(vec![section("s", vec![Block::Table(with_unit)])]));
    assert!(xml.contains(r#"<w:keepNext/><w:jc w:val="right"/></w:pPr><w:r><w:t>单位：元"#), "{xml}");
}

#[test]
fn hanging_indents_and_odd_titles_are_written() {
    let mut document = report();
    let style = document.styles.paragraphs.get_mut("body").unwrap();
    style.first_line_chars = -200;
    style.align = Alignment::Left;
    style.title = "a<b>\"c\"&'d'".to_owned();
    document.styles.paragraphs.get_mut("header").unwrap().fonts.chinese = "字体 \"&\" <x>".to_owned();
    document.styles.paragraphs.get_mut("cover-line").unwrap().title = "封面 <\"&'>".to_owned();
    let xml = part_text(&made(&document), "word/styles.xml").unwrap();
    assert!(xml.contains(r#"w:hanging="640" w:hangingChars="200"/>"#), "{xml}");
    assert!(xml.contains("<w:name w:val=\"封面 &lt;&quot;&amp;&apos;&gt;\"/>"), "{xml}");
    assert!(xml.contains("w:eastAsia=\"字体 &quot;&amp;&quot; &lt;x&gt;\""), "{xml}");
}

#[test]
fn an_entry_of_the_contents_leads_to_its_heading() {
    let entry = TocEntry { target: "h".to_owned(), level: 1, text: "标题".to_owned(), style: "toc-1".to_owned() };
    let contents = TableOfContents { title: None, title_style: "toc-title".to_owned(), depth: 2, entries: vec![entry] };
    let blocks = vec![Block::TableOfContents(contents), heading("h", 1, "", "标题")];
    let xml = body(&document(vec![section("s", blocks)]));
    let anchor = xml.split("w:anchor=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(xml.contains(&format!("w:name=\"{anchor}\"/><w:r><w:t>标题</w:t></w:r><w:bookmarkEnd")), "{xml}");
}
