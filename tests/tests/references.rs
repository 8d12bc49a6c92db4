//! References and figures outside of paragraphs: in headings and the contents, in captions, in page headers.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use common::{minimal, small_layout};
use jianbao_document::{Block, plain_text};
use jianbao_pipeline::Mode;

#[test]
fn references_are_filled_wherever_text_stands() {
    let pipeline = small_layout(&[
        ("chapter.md.j2", "# 进展", "{{ toc() }}\n\n# {{ ref(\"money\") }}的进展"),
        ("layout.toml", "\"资金使用表\"", "\"资金使用表（即{{ ref('money') }}）\""),
        (
            "layout.toml",
            "page = \"portrait\"",
            "page = \"portrait\"\nheader = \"{{ ref('money') }} {{ figure('funding.total.forecast_rate') }}\"",
        ),
    ]);
    let document = pipeline
        .prepare("dataset.json", minimal().to_string().as_bytes(), Mode::default())
        .unwrap()
        .files
        .swap_remove(0)
        .document;
    let section = &document.sections[0];
    assert_eq!(plain_text(&section.header.as_ref().unwrap().inlines), "表 1 100.00%");
    assert!(document.figures.contains_key("funding.total.forecast_rate"), "the figure of the header is explained");
    let mut seen = Vec::new();
    for block in &section.blocks {
        match block {
            Block::TableOfContents(contents) => seen.push(contents.entries[0].text.clone()),
            Block::Heading(heading) => seen.push(plain_text(&heading.inlines)),
            Block::Table(table) => seen.extend(table.caption.iter().map(|caption| plain_text(&caption.inlines))),
            Block::Paragraph(_) | Block::Chart(_) | Block::PageBreak | Block::Unknown(_) => {}
        }
    }
    assert_eq!(seen, ["一、表 1的进展", "表 1的进展", "资金使用表（即表 1）"]);
}
