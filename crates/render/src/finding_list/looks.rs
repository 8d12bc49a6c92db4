//! Page and styles of the list.

use jianbao_document::{Alignment, Fonts, LineSpacing, Orientation, Page, ParagraphStyle, Styles};

/// A3 across, in twentieths of a point: sixteen columns are read on a screen or printed on the large sheet.
const WIDTH: i32 = 23_811;
const HEIGHT: i32 = 16_838;
/// 15 mm on all sides.
const MARGIN: i32 = 850;
/// 9 mm.
const TO_FOOTER: i32 = 510;

pub(super) fn page() -> Page {
    Page {
        width: WIDTH,
        height: HEIGHT,
        orientation: Orientation::Landscape,
        margin_top: MARGIN,
        margin_bottom: MARGIN,
        margin_left: MARGIN,
        margin_right: MARGIN,
        header_distance: TO_FOOTER,
        footer_distance: TO_FOOTER,
        grid_line_pitch: None,
        grid_character_space: None,
    }
}

pub(super) fn styles() -> Styles {
    let styles = [
        ("title", style("清单标题", "黑体", 32, Alignment::Centre)),
        ("caption", ParagraphStyle { keep_with_next: true, ..style("表题", "黑体", 21, Alignment::Centre) }),
        ("note", ParagraphStyle { keep_with_next: true, ..style("表注", "宋体", 18, Alignment::Left) }),
        ("cell", style("表格文字", "宋体", 17, Alignment::Centre)),
        ("footer", style("页码", "宋体", 18, Alignment::Centre)),
    ];
    Styles {
        default: "cell".to_owned(),
        paragraphs: styles.into_iter().map(|(name, style)| (name.to_owned(), style)).collect(),
    }
}

/// A style; the size is in half-points.
fn style(title: &str, chinese: &str, size: u32, align: Alignment) -> ParagraphStyle {
    ParagraphStyle {
        title: title.to_owned(),
        fonts: Fonts { chinese: chinese.to_owned(), latin: "Times New Roman".to_owned() },
        size,
        bold: false,
        align,
        line_spacing: LineSpacing::Multiple(100),
        first_line_chars: 0,
        indent_left: 0,
        indent_right: 0,
        space_before: 0,
        space_after: 0,
        outline_level: (title == "清单标题").then_some(1),
        keep_with_next: false,
        snap_to_grid: false,
    }
}
