//! Paper and styles for documents built in tests.

use jianbao_document::{
    Alignment, Fonts, LineSpacing, Orientation, Page, PageNumber, PageNumberFormat, PageNumberPlace, ParagraphStyle,
    Styles,
};

/// A paragraph style with the font of its Chinese text and its size in half-points, in lines of 28.9 points.
#[must_use]
pub fn style(title: &str, chinese: &str, size: u32) -> ParagraphStyle {
    ParagraphStyle {
        title: title.to_owned(),
        fonts: Fonts { chinese: chinese.to_owned(), latin: "Times New Roman".to_owned() },
        size,
        bold: false,
        align: Alignment::Justify,
        line_spacing: LineSpacing::Exact(578),
        first_line_chars: 0,
        indent_left: 0,
        indent_right: 0,
        space_before: 0,
        space_after: 0,
        outline_level: None,
        keep_with_next: false,
        snap_to_grid: true,
    }
}

/// The styles that the other builders name.
#[must_use]
pub fn styles() -> Styles {
    let heading = |level: u8, font| ParagraphStyle {
        outline_level: Some(level),
        keep_with_next: true,
        first_line_chars: 200,
        ..style("标题", font, 32)
    };
    let contents =
        |level: i32| ParagraphStyle { indent_left: (level - 1) * 320, ..style("目录", "仿宋_GB2312", 28) };
    let tight = |title, size, align| ParagraphStyle {
        align,
        line_spacing: LineSpacing::Multiple(100),
        snap_to_grid: false,
        ..style(title, "宋体", size)
    };
    let paragraphs = [
        ("body", ParagraphStyle { first_line_chars: 200, ..style("正文", "仿宋_GB2312", 32) }),
        (
            "title",
            ParagraphStyle {
                align: Alignment::Centre,
                line_spacing: LineSpacing::Exact(800),
                ..style("报告标题", "方正小标宋简体", 44)
            },
        ),
        (
            "cover-line",
            ParagraphStyle {
                align: Alignment::Centre, space_before: 300, ..style("封面文字", "楷体_GB2312", 32)
            },
        ),
        ("heading-1", heading(1, "黑体")),
        ("heading-2", heading(2, "楷体_GB2312")),
        ("heading-3", ParagraphStyle { bold: true, ..heading(3, "仿宋_GB2312") }),
        ("toc-title", ParagraphStyle { align: Alignment::Centre, ..style("目录标题", "黑体", 32) }),
        ("toc-1", contents(1)),
        ("toc-2", contents(2)),
        ("toc-3", contents(3)),
        ("caption", ParagraphStyle { bold: true, ..tight("表题", 24, Alignment::Centre) }),
        ("unit-line", tight("单位行", 21, Alignment::Right)),
        ("table-cell", tight("表格文字", 21, Alignment::Left)),
        ("table-head", ParagraphStyle { bold: true, ..tight("表头", 21, Alignment::Centre) }),
        ("page-number", tight("页码", 28, Alignment::Centre)),
        ("header", tight("页眉", 18, Alignment::Centre)),
        ("chart-text", tight("图表文字", 18, Alignment::Left)),
    ];
    let paragraphs = paragraphs.into_iter().map(|(name, style)| (name.to_owned(), style)).collect();
    Styles { default: "body".to_owned(), paragraphs }
}

/// A4 with the margins and the lines of GB/T 9704.
#[must_use]
pub fn page() -> Page {
    Page {
        width: 11_906,
        height: 16_838,
        orientation: Orientation::Portrait,
        margin_top: 2098,
        margin_bottom: 1984,
        margin_left: 1587,
        margin_right: 1474,
        header_distance: 1134,
        footer_distance: 1400,
        grid_line_pitch: Some(579),
        grid_character_space: None,
    }
}

/// The same paper, lying.
#[must_use]
pub fn landscape() -> Page {
    Page { width: 16_838, height: 11_906, orientation: Orientation::Landscape, ..page() }
}

/// Page numbers between dashes.
#[must_use]
pub fn number(place: PageNumberPlace, format: PageNumberFormat, start: Option<u32>) -> PageNumber {
    PageNumber {
        format,
        prefix: "— ".to_owned(),
        suffix: " —".to_owned(),
        place,
        start,
        style: "page-number".to_owned(),
    }
}
