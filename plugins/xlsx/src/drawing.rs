//! Charts of Excel, each with its caption and the block of numbers that it shows below it.
//!
//! Title, unit, names and values of a chart are references into its block, so that nothing in a text can be taken for a
//! formula, and a changed number moves its bar. Series are told apart by patterns, and the values stand at the bars.

use jianbao_document::{Alignment, ChartKind, VerticalAlignment};
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartPatternFill, ChartPatternFillType, ChartSolidFill, Worksheet, XlsxError,
};

use crate::charts::{ChartPlan, ChartSheet};
use crate::content::{Face, Piece};
use crate::error::WriteError;
use crate::formats::Look;
use crate::sheet::write_text;
use crate::{heights, text, units};

/// Height of a row and widths of the columns, in pixels.
const ROW: u32 = 20;
const NAMES: u32 = 200;
const VALUES: u32 = 96;
/// Columns that a title has room in.
const TITLE: u16 = 5;
/// No page is wider than these columns.
const MAX_COLUMN: u16 = 200;
/// A chart is at least as large, in pixels.
const LEAST: u32 = 120;
/// Excel takes no longer description, counted in UTF-16; the block of numbers says the rest.
const MAX_DESCRIPTION: usize = 255;
/// With more bars than this, values at the bars would hide each other.
const MAX_LABELS: usize = 40;
/// Fills of the series: colours of equal weight that differ in lightness too, and patterns after the first.
const FILLS: [(u32, Option<ChartPatternFillType>); 6] = [
    (0x001F_4E79, None),
    (0x00C5_5A11, Some(ChartPatternFillType::DiagonalStripesWideUpwards)),
    (0x0054_8235, Some(ChartPatternFillType::Dotted30Percent)),
    (0x007F_6000, Some(ChartPatternFillType::HorizontalStripesDark)),
    (0x0070_30A0, Some(ChartPatternFillType::DiagonalStripesWideDownwards)),
    (0x0059_5959, Some(ChartPatternFillType::VerticalStripesDark)),
];

/// Writes the sheet of charts.
pub(crate) fn write(worksheet: &mut Worksheet, sheet: &ChartSheet<'_>) -> Result<(), WriteError> {
    worksheet.set_name(sheet.name.as_str())?;
    worksheet.set_column_width_pixels(0, NAMES)?;
    let of_numbers = sheet.charts.iter().map(|planned| column(planned.chart.series.len()));
    let of_charts = sheet.charts.iter().map(|planned| columns_below(planned.chart.width));
    let most = of_numbers.chain(of_charts).max().unwrap_or(0).max(TITLE);
    for column in 1..=most {
        worksheet.set_column_width_pixels(column, VALUES)?;
    }
    let (mut row, mut breaks) = (0, Vec::new());
    for planned in &sheet.charts {
        breaks.extend((row > 0).then_some(row));
        row = write_one(worksheet, &sheet.name, planned, row)?;
    }
    sheet.setup.apply(worksheet);
    worksheet.set_page_breaks(&breaks)?;
    worksheet.set_print_area(0, 0, row.saturating_sub(1), most)?;
    Ok(())
}

/// The last column that a chart of this width covers: what is printed must hold it whole.
fn columns_below(width: i32) -> u16 {
    let beyond_names = units::pixels(i64::from(width)).saturating_sub(NAMES);
    u16::try_from(beyond_names.div_ceil(VALUES)).unwrap_or(u16::MAX).min(MAX_COLUMN)
}

/// Writes one chart from this row on; gives the row for the next.
fn write_one(worksheet: &mut Worksheet, sheet: &str, planned: &ChartPlan<'_>, top: u32) -> Result<u32, XlsxError> {
    let chart = planned.chart;
    let height = units::pixels(i64::from(chart.height)).max(LEAST);
    // The chart covers rows of a known height, so that what is below it is not hidden.
    let drawn = !chart.categories.is_empty() && !chart.series.is_empty();
    let caption = top + if drawn { height / ROW + 2 } else { 0 };
    for row in top..caption {
        worksheet.set_row_height_pixels(row, ROW)?;
    }
    title(worksheet, planned, caption)?;
    let end = block(worksheet, planned, caption + 1)?;
    if drawn {
        let mut picture = picture(planned, sheet, caption);
        picture.set_width(units::pixels(i64::from(chart.width)).max(LEAST)).set_height(height);
        // A little below the edge of the page, so that its frame is on it.
        worksheet.insert_chart_with_offset(top, 0, &picture, 0, 4)?;
    }
    Ok(end + 2)
}

fn title(worksheet: &mut Worksheet, planned: &ChartPlan<'_>, row: u32) -> Result<(), XlsxError> {
    let height = heights::line(planned.title_style.size) * 3 / 2;
    worksheet.set_row_height_pixels(row, units::pixels(height))?;
    if planned.title.is_empty() {
        return Ok(());
    }
    let look = Look { align: Alignment::Centre, ..Look::line(planned.title_style) };
    worksheet.merge_range(row, 0, row, TITLE, "", &look.text())?;
    write_text(worksheet, (row, 0), &planned.title, &look)
}

/// Writes the numbers: the unit in the corner, the names of the series beside it, a row for every category.
fn block(worksheet: &mut Worksheet, planned: &ChartPlan<'_>, head: u32) -> Result<u32, XlsxError> {
    let chart = planned.chart;
    let base = Look { bordered: true, vertical: VerticalAlignment::Middle, ..Look::line(planned.style) };
    let name = Look { head: true, bold: true, align: Alignment::Centre, ..base };
    let category = Look { align: Alignment::Left, ..base };
    let value = Look { align: Alignment::Right, ..base };
    let mut words = |at: (u32, u16), words: &str, look: &Look<'_>| {
        let face = Face { bold: look.bold, ..Face::of(look.style, false) };
        let piece = Piece { text: words.to_owned(), face };
        write_text(worksheet, at, if words.is_empty() { &[] } else { std::slice::from_ref(&piece) }, look)
    };
    words((head, 0), chart.unit.as_deref().unwrap_or_default(), &name)?;
    for (index, series) in chart.series.iter().enumerate() {
        words((head, column(index + 1)), &series.name, &name)?;
    }
    let mut row = head;
    for (index, label) in chart.categories.iter().enumerate() {
        row += 1;
        words((row, 0), label, &category)?;
        for (number, series) in chart.series.iter().enumerate() {
            if planned.values[number][index].is_none() {
                words((row, column(number + 1)), &series.values[index].text, &value)?;
            }
        }
    }
    for (number, numbers) in planned.values.iter().enumerate() {
        for (row, number_of) in (head + 1..).zip(numbers) {
            if let Some(known) = number_of {
                let format = value.number(&known.format);
                worksheet.write_number_with_format(row, column(number + 1), units::float(known.stored), &format)?;
            }
        }
    }
    Ok(row)
}

/// The chart over a block that has its title in this row.
fn picture(planned: &ChartPlan<'_>, sheet: &str, caption: u32) -> Chart {
    let chart = planned.chart;
    let head = caption + 1;
    let bars = chart.kind == ChartKind::Bars;
    let mut picture = if bars { Chart::new_bar() } else { Chart::new_column() };
    let last = head + u32::try_from(chart.categories.len()).unwrap_or(0);
    let labels = chart.categories.len().saturating_mul(chart.series.len()) <= MAX_LABELS;
    let mut font = ChartFont::new();
    font.set_name(planned.style.fonts.chinese.as_str()).set_size(units::points(planned.style.size.min(24)));
    for (index, fill) in (0..chart.series.len()).zip(FILLS.iter().cycle()) {
        let at = column(index + 1);
        let series = picture.add_series();
        series.set_name((sheet, head, at));
        series.set_categories((sheet, head + 1, 0, last, 0));
        series.set_values((sheet, head + 1, at, last, at));
        series.set_format(&mut filled(*fill));
        if labels {
            series.set_data_label(ChartDataLabel::new().show_value().set_font(&font));
        }
    }
    if planned.title.is_empty() {
        picture.title().set_hidden();
    } else {
        picture.title().set_name((sheet, caption, 0)).set_font(&font);
    }
    // To the library the axes of lying bars are what lies and what stands, not what counts and what names.
    let values = if bars { picture.x_axis() } else { picture.y_axis() };
    if chart.unit.as_deref().is_some_and(|unit| !unit.is_empty()) {
        values.set_name((sheet, head, 0)).set_name_font(&font);
    }
    // The axis counts in its own unit, whatever the first number's format is.
    values.set_num_format("General").set_font(&font);
    if bars {
        // The first category on top, and still the numbers below.
        picture.y_axis().set_font(&font).set_reverse().set_crossing(ChartAxisCrossing::Max);
    } else {
        picture.x_axis().set_font(&font);
    }
    if chart.series.len() > 1 {
        picture.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
    } else {
        picture.legend().set_hidden();
    }
    picture.show_empty_cells_as(ChartEmptyCells::Gaps);
    picture.set_alt_text(text::cut(&chart.description, MAX_DESCRIPTION));
    picture
}

fn filled((colour, pattern): (u32, Option<ChartPatternFillType>)) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(colour));
    match pattern {
        Some(pattern) => {
            let mut fill = ChartPatternFill::new();
            format.set_pattern_fill(
                fill.set_pattern(pattern).set_foreground_color(colour).set_background_color(0x00FF_FFFF_u32),
            );
        }
        None => {
            format.set_solid_fill(ChartSolidFill::new().set_color(colour));
        }
    }
    format
}

/// A chart has at most as many series as Excel draws.
fn column(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
