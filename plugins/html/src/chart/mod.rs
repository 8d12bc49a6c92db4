//! Charts: a drawing for those who see it, and the same numbers as a table for everybody else.

mod label;
mod plot;
mod scale;

use jianbao_document::{Chart, TypedValue, ValueFormat};
use rust_decimal::Decimal;

use crate::error::{ErrorKind, WriteError};
use crate::grid::MAX_LENGTH;
use crate::scribe::Scribe;
use crate::text;
use jianbao_exporter_sdk::Pointer;
use plot::{PATTERNS, Plot};

impl<'d> Scribe<'_, 'd> {
    /// Writes a chart with its caption. `at` points to the block.
    pub(crate) fn chart(&mut self, chart: &'d Chart, at: &Pointer<'_>) -> Result<(), WriteError> {
        let context = self.context;
        check(chart, at)?;
        let style = context.styles.style(&chart.text_style, &at.key("text_style"))?;
        let values = values(chart, at)?;
        let id = context.targets.id(&chart.id);
        let names = ["title", "about", "p2", "p3", "p4"].map(|part| self.names.claim(&format!("{id}-{part}")));
        let [title, about, patterns @ ..] = names;
        let width = self.sheet.drawing(chart.width);
        let font = self.sheet.stack(context.styles.stack(style));
        self.markup.open("figure", &[("id", id), ("class", "chart")]);
        self.open_region(("aria-labelledby", &title));
        self.markup.open(
            "svg",
            &[
                ("class", &format!("{width} {font}")),
                ("viewBox", &format!("0 0 {} {}", chart.width, chart.height)),
                ("role", "img"),
                ("aria-labelledby", &format!("{title} {about}")),
            ],
        );
        let name =
            chart.caption.as_ref().map(|caption| jianbao_document::plain_text(&caption.inlines).replace('\n', " "));
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| context.words.chart.to_owned());
        self.markup.leaf("title", &[("id", &title)], &name);
        self.markup.leaf("desc", &[("id", &about)], &chart.description);
        let size = i32::try_from(style.size).unwrap_or(MAX_LENGTH) * 10;
        let shown = chart.series.len().clamp(1, PATTERNS) - 1;
        let plot = Plot {
            chart,
            values,
            size,
            patterns: patterns.into_iter().take(shown).collect(),
            unit: chart.unit.as_ref().map(|unit| format!("{}{unit}", context.words.unit)),
        };
        plot.draw(&mut self.markup);
        self.markup.close("svg");
        self.close_region();
        if let Some(caption) = &chart.caption {
            let at = at.key("caption");
            let class = context.styles.class(&caption.style, &at.key("style"))?;
            self.markup.open("figcaption", &[("class", class)]);
            self.caption_text(caption, &at)?;
            self.markup.close("figcaption");
        }
        self.data(chart, &name, at)?;
        self.markup.close("figure");
        self.markup.line();
        Ok(())
    }

    /// The numbers of the chart, for those who do not see it or want to copy them.
    fn data(&mut self, chart: &'d Chart, name: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
        let words = self.context.words;
        let series_at = at.key("series");
        let label = format!("{}：{name}", words.chart_data);
        self.markup.open("details", &[("class", "data")]);
        self.markup.leaf("summary", &[], words.chart_data);
        self.open_region(("aria-label", &label));
        self.markup.open("table", &[]);
        self.markup.open("thead", &[]);
        self.markup.open("tr", &[]);
        self.markup.leaf("th", &[("scope", "col")], words.category);
        for series in &chart.series {
            self.markup.leaf("th", &[("scope", "col")], &series.name);
        }
        self.markup.close("tr");
        self.markup.close("thead");
        self.markup.open("tbody", &[]);
        for (category, name) in chart.categories.iter().enumerate() {
            self.markup.open("tr", &[]);
            self.markup.leaf("th", &[("scope", "row")], name);
            for (index, series) in chart.series.iter().enumerate() {
                self.markup.open("td", &[]);
                let at = series_at.index(index);
                let at = at.key("values");
                self.machine_readable(&series.values[category], &at.index(category))?;
                self.markup.close("td");
            }
            self.markup.close("tr");
        }
        self.markup.close("tbody");
        self.markup.close("table");
        self.close_region();
        self.markup.close("details");
        Ok(())
    }
}

fn check(chart: &Chart, at: &Pointer<'_>) -> Result<(), WriteError> {
    for (key, length) in [("width", chart.width), ("height", chart.height)] {
        if !(1..=MAX_LENGTH).contains(&length) {
            let message = format!("the chart is {length} in size, which is not between 1 and {MAX_LENGTH}");
            let hint = "lengths are twentieths of a point; correct the layout";
            return Err(WriteError::new(ErrorKind::Length, &at.key(key), message, hint));
        }
    }
    text::check(&chart.description, &at.key("description"))?;
    if let Some(unit) = &chart.unit {
        text::check(unit, &at.key("unit"))?;
    }
    let categories = at.key("categories");
    for (index, name) in chart.categories.iter().enumerate() {
        text::check(name, &categories.index(index))?;
    }
    Ok(())
}

/// The values of all series in the unit of the axis.
fn values(chart: &Chart, at: &Pointer<'_>) -> Result<Vec<Vec<Option<Decimal>>>, WriteError> {
    let series_at = at.key("series");
    let mut all = Vec::new();
    for (index, series) in chart.series.iter().enumerate() {
        let at = series_at.index(index);
        text::check(&series.name, &at.key("name"))?;
        let values_at = at.key("values");
        if series.values.len() != chart.categories.len() {
            let message = format!("{} values for {} categories", series.values.len(), chart.categories.len());
            return Err(wrong(&values_at, message));
        }
        let values = series.values.iter().enumerate().map(|(index, value)| {
            let at = values_at.index(index);
            text::check(&value.text, &at.key("text"))?;
            value.exact.as_deref().map(|exact| number(exact, value, &at)).transpose()
        });
        all.push(values.collect::<Result<_, _>>()?);
    }
    Ok(all)
}

fn number(exact: &str, value: &TypedValue, at: &Pointer<'_>) -> Result<Decimal, WriteError> {
    let shift = match value.format {
        Some(ValueFormat::Number { shift, .. }) => shift,
        _ => 0,
    };
    let number = exact.parse::<Decimal>().ok().and_then(|number| shifted(number, shift));
    number.filter(|number| number.abs() <= scale::largest()).ok_or_else(|| {
        text::check(exact, &at.key("exact"))
            .err()
            .unwrap_or_else(|| wrong(&at.key("exact"), format!("`{exact}` is no number that a bar can show")))
    })
}

/// A number divided by ten to the power of `shift`.
fn shifted(number: Decimal, shift: i32) -> Option<Decimal> {
    let mut number = number;
    // No decimal has more digits: beyond that the loop could only multiply zero.
    for _ in 0..shift.unsigned_abs().min(60) {
        number = if shift > 0 { number.checked_div(Decimal::TEN)? } else { number.checked_mul(Decimal::TEN)? };
    }
    Some(number)
}

fn wrong(at: &Pointer<'_>, message: String) -> WriteError {
    WriteError::new(
        ErrorKind::Chart,
        at,
        message,
        "a bar shows a plain decimal; leave the value out where none is known",
    )
}
