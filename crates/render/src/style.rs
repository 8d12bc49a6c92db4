//! Typography profiles become the styles and pages of a document.

use std::collections::BTreeMap;

use jianbao_document::{
    Alignment, Fonts, LineSpacing, Orientation, Page, PageNumber, PageNumberFormat, PageNumberPlace, ParagraphStyle,
    Styles,
};
use jianbao_layout::{Align, PageSpec, SectionSpec, StyleSpec, Typography};

/// All styles of a profile, each in full.
pub(crate) fn styles(typography: &Typography) -> Styles {
    let complete = |name: &String| Some((name.clone(), style(name, &typography.style(name)?)));
    let paragraphs: BTreeMap<String, ParagraphStyle> = typography.styles.keys().filter_map(complete).collect();
    Styles { default: "body".to_owned(), paragraphs }
}

fn style(name: &str, spec: &StyleSpec) -> ParagraphStyle {
    let fonts = spec.fonts.as_ref().map_or_else(
        || Fonts { chinese: String::new(), latin: String::new() },
        |fonts| Fonts { chinese: fonts.chinese.clone(), latin: fonts.latin.clone() },
    );
    let length = |length: Option<jianbao_layout::Length>| length.map_or(0, |length| length.0);
    ParagraphStyle {
        title: spec.title.clone().unwrap_or_else(|| name.to_owned()),
        fonts,
        size: spec.size.map_or(32, |size| size.0),
        bold: spec.bold.unwrap_or(false),
        align: alignment(spec.align.unwrap_or(Align::Justify)),
        line_spacing: match (spec.line, spec.line_percent) {
            (Some(line), _) => LineSpacing::Exact(line.0),
            (None, percent) => LineSpacing::Multiple(percent.unwrap_or(100)),
        },
        first_line_chars: spec.first_line.unwrap_or(0).saturating_mul(100),
        indent_left: length(spec.left),
        indent_right: length(spec.right),
        space_before: length(spec.before),
        space_after: length(spec.after),
        outline_level: spec.outline,
        keep_with_next: spec.keep_with_next.unwrap_or(false),
        snap_to_grid: spec.grid.unwrap_or(false),
    }
}

pub(crate) fn alignment(align: Align) -> Alignment {
    match align {
        Align::Left => Alignment::Left,
        Align::Centre => Alignment::Centre,
        Align::Right => Alignment::Right,
        Align::Justify => Alignment::Justify,
    }
}

/// A page as it lies.
pub(crate) fn page(spec: &PageSpec) -> Page {
    Page {
        width: spec.width.0,
        height: spec.height.0,
        orientation: if spec.width.0 > spec.height.0 { Orientation::Landscape } else { Orientation::Portrait },
        margin_top: spec.top.0,
        margin_bottom: spec.bottom.0,
        margin_left: spec.left.0,
        margin_right: spec.right.0,
        header_distance: spec.header.0,
        footer_distance: spec.footer.0,
        grid_line_pitch: spec.line_pitch.map(|pitch| pitch.0),
        grid_character_space: spec.character_space,
    }
}

/// The page numbers of a section, where it has some.
pub(crate) fn page_number(section: &SectionSpec, typography: &Typography) -> Option<PageNumber> {
    let spec = &typography.page_number;
    section.page_number.then(|| PageNumber {
        format: PageNumberFormat::Decimal,
        prefix: spec.prefix.clone(),
        suffix: spec.suffix.clone(),
        place: match spec.place.as_str() {
            "outer" => PageNumberPlace::Outer,
            "right" => PageNumberPlace::Right,
            _ => PageNumberPlace::Centre,
        },
        start: section.page_start,
        style: spec.style.clone(),
    })
}

/// Shares of a width as whole twips that add up to it exactly; every column gets at least one.
pub(crate) fn widths(shares: &[u32], width: i32) -> Vec<i32> {
    let total: i64 = shares.iter().map(|&share| i64::from(share.max(1))).sum::<i64>().max(1);
    let width = i64::from(width);
    let mut before = 0_i64;
    let ends = shares.iter().map(|&share| {
        let start = width * before / total;
        before += i64::from(share.max(1));
        i32::try_from(width * before / total - start).unwrap_or(1).max(1)
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_add_up() {
        for (shares, width) in [(&[1_u32, 1, 1][..], 100), (&[12, 60, 28], 8845), (&[7; 18], 14_000)] {
            assert_eq!(widths(shares, width).iter().sum::<i32>(), width);
        }
    }
}
