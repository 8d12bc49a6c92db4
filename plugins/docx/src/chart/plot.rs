//! A chart that was checked: what is drawn and what the workbook holds.

use jianbao_document::{Chart, ChartKind, ChartSeries, TypedValue, ValueFormat};

use super::labels::{GENERAL, format_code};
use super::numbers::shifted;
use crate::error::{ErrorKind, WriteError};
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Word draws no more series.
const MAX_SERIES: usize = 255;
/// Word draws no more points of one series.
const MAX_CATEGORIES: usize = 32_000;
/// Word stores no length above 22 inches.
const MAX_LENGTH: i32 = 31_680;

/// What is drawn.
pub(super) struct Plot<'d> {
    pub(super) chart: &'d Chart,
    /// Empty where there is nothing along the category axis.
    pub(super) series: Vec<Series<'d>>,
}

/// One series.
pub(super) struct Series<'d> {
    pub(super) name: &'d str,
    /// One for every category; absent is a gap.
    pub(super) points: Vec<Option<Point>>,
}

/// One bar.
pub(super) struct Point {
    /// Its length, a plain decimal.
    pub(super) length: String,
    /// Number format of its label.
    pub(super) format: String,
}

impl<'d> Plot<'d> {
    /// Checks a chart. `at` points to it.
    pub(super) fn of(chart: &'d Chart, at: &Pointer<'_>) -> Result<Self, WriteError> {
        for (key, length) in [("width", chart.width), ("height", chart.height)] {
            if !(1..=MAX_LENGTH).contains(&length) {
                let message = format!("{length} is not between 1 and {MAX_LENGTH}");
                let hint = "lengths are twentieths of a point; correct the size of the chart";
                return Err(WriteError::new(ErrorKind::Length, &at.key(key), message, hint));
            }
        }
        for (key, found, most) in
            [("categories", chart.categories.len(), MAX_CATEGORIES), ("series", chart.series.len(), MAX_SERIES)]
        {
            if found > most {
                return Err(wrong(&at.key(key), format!("the chart has {found} {key}; Word draws at most {most}")));
            }
        }
        if let Some(unit) = &chart.unit {
            text::check(unit, &at.key("unit"))?;
        }
        let categories = at.key("categories");
        for (index, category) in chart.categories.iter().enumerate() {
            text::check(category, &categories.index(index))?;
        }
        let series_at = at.key("series");
        let all = chart.series.iter().enumerate();
        let series = all.map(|(index, series)| Series::of(series, chart.categories.len(), &series_at.index(index)));
        let mut series = series.collect::<Result<Vec<_>, _>>()?;
        if chart.categories.is_empty() {
            series.clear();
        }
        Ok(Self { chart, series })
    }

    /// Whether a bar goes below zero.
    pub(super) fn has_negative(&self) -> bool {
        self.points().any(|point| point.length.starts_with('-'))
    }

    /// Whether a bar goes above zero.
    pub(super) fn has_positive(&self) -> bool {
        self.points().any(|point| !point.length.starts_with('-') && point.length != "0")
    }

    /// Whether upright bars stand so close that labels of this font size (in half-points) would print over each other.
    pub(super) fn is_crowded(&self, size: u32) -> bool {
        let longest =
            self.chart.series.iter().flat_map(|series| &series.values).map(|value| value.text.chars().count());
        // A digit is half as wide as the font is high; one bar's width lies between the groups.
        let label = longest.max().unwrap_or(0).saturating_mul(size as usize).saturating_mul(5);
        let bars = self.chart.categories.len().saturating_mul(self.series.len() + 1);
        let width = usize::try_from(self.chart.width).unwrap_or(0);
        self.chart.kind == ChartKind::Columns && label > width / bars.max(1)
    }

    fn points(&self) -> impl Iterator<Item = &Point> {
        self.series.iter().flat_map(|series| series.points.iter().flatten())
    }
}

impl<'d> Series<'d> {
    fn of(series: &'d ChartSeries, categories: usize, at: &Pointer<'_>) -> Result<Self, WriteError> {
        text::check(&series.name, &at.key("name"))?;
        let values_at = at.key("values");
        if series.values.len() != categories {
            let message = format!("the series has {} values for {categories} categories", series.values.len());
            return Err(wrong(&values_at, message));
        }
        let values = series.values.iter().enumerate();
        let points = values.map(|(index, value)| point(value, &values_at.index(index))).collect::<Result<_, _>>()?;
        Ok(Self { name: &series.name, points })
    }

    /// The number format of most labels; points that differ say so themselves.
    pub(super) fn format(&self) -> &str {
        self.points.iter().flatten().next().map_or(GENERAL, |point| &point.format)
    }
}

fn point(value: &TypedValue, at: &Pointer<'_>) -> Result<Option<Point>, WriteError> {
    let Some(exact) = &value.exact else { return Ok(None) };
    let shift = match &value.format {
        Some(ValueFormat::Number { shift, .. }) => *shift,
        _ => 0,
    };
    let not_drawable = || wrong(&at.key("exact"), format!("`{exact}` is no number that a chart can draw"));
    let length = shifted(exact, shift).ok_or_else(not_drawable)?;
    let format = format_code(value);
    text::check(&format, &at.key("format").key("unit"))?;
    Ok(Some(Point { length, format }))
}

fn wrong(at: &Pointer<'_>, message: String) -> WriteError {
    let hint = "a chart has one plain decimal for every category, or a value without `exact` where nothing is known";
    WriteError::new(ErrorKind::Chart, at, message, hint)
}
