//! What the charts of the document show, checked.

use jianbao_document::{Chart, ParagraphStyle};

use crate::content::{Content, Piece, Reader};
use crate::error::{ErrorKind, WriteError};
use crate::number::Number;
use crate::page::Setup;
use crate::table::caption_label;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// Excel draws no more series in one chart.
const MAX_SERIES: usize = 255;

/// The sheet of all charts.
pub(crate) struct ChartSheet<'d> {
    pub(crate) name: String,
    pub(crate) setup: Setup,
    pub(crate) charts: Vec<ChartPlan<'d>>,
}

/// A chart with its numbers.
pub(crate) struct ChartPlan<'d> {
    pub(crate) chart: &'d Chart,
    pub(crate) style: &'d ParagraphStyle,
    pub(crate) title: Vec<Piece<'d>>,
    pub(crate) title_style: &'d ParagraphStyle,
    /// For every series, the number of every category; absent where it is not known, with the text that says so.
    pub(crate) values: Vec<Vec<Option<Number>>>,
}

impl<'d> ChartPlan<'d> {
    /// Checks a chart. `at` points to it.
    pub(crate) fn of(chart: &'d Chart, reader: &mut Reader<'d>, at: &Pointer<'_>) -> Result<Self, WriteError> {
        let style = reader.styles.require(&chart.text_style, &at.key("text_style"))?;
        text::check(chart.unit.as_deref().unwrap_or_default(), &at.key("unit"))?;
        text::check(&chart.description, &at.key("description"))?;
        let categories = at.key("categories");
        for (index, category) in chart.categories.iter().enumerate() {
            checked(category, &categories.index(index))?;
        }
        let (title, title_style) = match &chart.caption {
            Some(caption) => {
                let at = at.key("caption");
                let style = reader.styles.require(&caption.style, &at.key("style"))?;
                let label = caption_label(&caption.label, &caption.number, &caption.inlines, &at)?;
                (Reader::line(&label, &caption.inlines, style, &at.key("inlines"))?.content, style)
            }
            None => (Content::Blank, style),
        };
        let title = if let Content::Text(pieces) = title { pieces } else { Vec::new() };
        let values = values(chart, reader, &at.key("series"))?;
        Ok(Self { chart, style, title, title_style, values })
    }
}

fn values(chart: &Chart, reader: &mut Reader<'_>, at: &Pointer<'_>) -> Result<Vec<Vec<Option<Number>>>, WriteError> {
    if chart.series.len() > MAX_SERIES {
        let message = format!("the chart has {} series; Excel takes {MAX_SERIES}", chart.series.len());
        return Err(WriteError::new(ErrorKind::Size, at, message, "split the chart"));
    }
    let mut all = Vec::new();
    for (index, series) in chart.series.iter().enumerate() {
        let at = at.index(index);
        checked(&series.name, &at.key("name"))?;
        let at = at.key("values");
        if series.values.len() != chart.categories.len() {
            let message = format!("{} values for {} categories", series.values.len(), chart.categories.len());
            return Err(WriteError::new(ErrorKind::Grid, &at, message, "give one value for every category"));
        }
        let mut numbers = Vec::new();
        for (index, value) in series.values.iter().enumerate() {
            let at = at.index(index);
            checked(&value.text, &at.key("text"))?;
            numbers.push(reader.bar(value, &at));
        }
        all.push(numbers);
    }
    Ok(all)
}

fn checked(words: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
    text::check(words, at)?;
    text::check_length(text::units(words), at)
}
