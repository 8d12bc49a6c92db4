//! The drawing of a chart, in twentieths of a point.

use jianbao_document::{Chart, ChartKind};
use rust_decimal::Decimal;

use super::label::{width, wrap};
use super::scale::Scale;
use crate::markup::Markup;

/// Series with a pattern of their own; the next ones begin again, paler.
pub(crate) const PATTERNS: usize = 4;

/// What is drawn.
pub(crate) struct Plot<'d> {
    pub(crate) chart: &'d Chart,
    /// For every series, its values in the unit of the axis; none where a value is not known.
    pub(crate) values: Vec<Vec<Option<Decimal>>>,
    /// Size of the labels.
    pub(crate) size: i32,
    /// Ids of the patterns of the second to the fourth series.
    pub(crate) patterns: Vec<String>,
    /// The unit of the axis as it is written.
    pub(crate) unit: Option<String>,
}

/// The rectangle between the axes.
struct Area {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
}

impl Plot<'_> {
    /// Writes what stands inside the `svg` element, after its title and description.
    pub(crate) fn draw(&self, markup: &mut Markup) {
        let scale = Scale::of(self.values.iter().flatten().flatten().copied());
        self.define_patterns(markup);
        let top = self.legend(markup);
        match self.chart.kind {
            ChartKind::Columns => self.columns(&scale, top, markup),
            ChartKind::Bars => self.bars(&scale, top, markup),
        }
    }

    fn define_patterns(&self, markup: &mut Markup) {
        let step = (self.size / 2).max(2);
        let side = step.to_string();
        markup.open("defs", &[]);
        for (index, id) in self.patterns.iter().enumerate() {
            let width = (step / 4).max(1).to_string();
            markup.open(
                "pattern",
                &[("id", id), ("patternUnits", "userSpaceOnUse"), ("width", &side), ("height", &side)],
            );
            let half = (step / 2).to_string();
            match index {
                0 => markup.void(
                    "path",
                    &[("class", "hatch"), ("stroke-width", &width), ("d", &format!("M0 {side}L{side} 0"))],
                ),
                1 => markup.void("circle", &[("class", "dots"), ("cx", &half), ("cy", &half), ("r", &width)]),
                _ => markup.void(
                    "path",
                    &[
                        ("class", "hatch"),
                        ("stroke-width", &width),
                        ("d", &format!("M0 {half}H{side}M{half} 0V{side}")),
                    ],
                ),
            }
            markup.close("pattern");
        }
        markup.close("defs");
    }

    /// The unit and, where there is more than one series, their names. Returns where the drawing may begin.
    fn legend(&self, markup: &mut Markup) -> i32 {
        let size = self.size;
        let mut bottom = 0;
        if let Some(unit) = &self.unit {
            text(markup, (0, size), "start", size, "tick", unit);
            bottom = size * 3 / 2;
        }
        if self.chart.series.len() < 2 {
            return bottom;
        }
        let (mut x, mut y): (i32, i32) = (0, bottom + size);
        for (index, series) in self.chart.series.iter().enumerate() {
            let room = size * 3 / 2 + width(&series.name, size) + size;
            if x > 0 && x.saturating_add(room) > self.chart.width {
                (x, y) = (0, y.saturating_add(size * 3 / 2));
            }
            self.bar(markup, index, (x, y - size * 4 / 5, size, size * 4 / 5));
            text(markup, (x + size * 3 / 2, y), "start", size, "", &series.name);
            x = x.saturating_add(room);
        }
        y.saturating_add(size * 3 / 4)
    }

    fn columns(&self, scale: &Scale, top: i32, markup: &mut Markup) {
        let size = self.size;
        let ticks: Vec<String> = scale.ticks().iter().map(ToString::to_string).collect();
        let left = ticks.iter().map(|tick| width(tick, size)).max().unwrap_or_default() + size / 2;
        let count = i32::try_from(self.chart.categories.len().max(1)).unwrap_or(i32::MAX);
        let band = ((self.chart.width - left) / count).max(1);
        let names: Vec<Vec<String>> =
            self.chart.categories.iter().map(|name| wrap(name, size, band - size / 2, 3)).collect();
        let lines = i32::try_from(names.iter().map(Vec::len).max().unwrap_or_default()).unwrap_or(3);
        let top = top.saturating_add(size * 3 / 2);
        let height = (self.chart.height - top - size * 3 / 4 - lines * size * 6 / 5).max(1);
        let area = Area { left, top, width: (self.chart.width - left).max(1), height };
        let y_of = |value: Decimal| area.top + area.height - scale.place(value, area.height);
        for (tick, words) in scale.ticks().into_iter().zip(&ticks) {
            let y = y_of(tick);
            line(markup, "grid", (area.left, y), (area.left + area.width, y));
            text(markup, (area.left - size / 3, y + size / 3), "end", size, "tick", words);
        }
        let zero = y_of(Decimal::ZERO);
        let (offset, thickness) = self.thickness(band);
        let printed = self.chart.series.iter().flat_map(|series| &series.values);
        let widest = printed.map(|value| width(&value.text, size)).max().unwrap_or_default().max(1);
        // Labels of neighbours may not run into each other.
        let label = (size.saturating_mul(thickness) / widest).clamp(size * 3 / 5, size);
        for (category, name) in names.iter().enumerate() {
            let start = area.left + i32::try_from(category).unwrap_or_default().saturating_mul(band);
            for (row, words) in (1..).zip(name) {
                let y = area.top + area.height + row * size * 6 / 5;
                text(markup, (start + band / 2, y), "middle", size, "", words);
            }
            for (series, values) in (0..).zip(&self.values) {
                let x = start + offset + series * thickness;
                let middle = x + thickness / 2;
                let Some(value) = values[category] else {
                    text(markup, (middle, zero - size / 3), "middle", label, "", "—");
                    continue;
                };
                let y = y_of(value);
                self.bar(
                    markup,
                    usize::try_from(series).unwrap_or_default(),
                    (x, y.min(zero), thickness, (y - zero).abs()),
                );
                let at = if value.is_sign_negative() { y + label } else { y - label / 3 };
                text(markup, (middle, at), "middle", label, "", &self.printed(series, category));
            }
        }
        line(markup, "axis", (area.left, zero), (area.left + area.width, zero));
    }

    fn bars(&self, scale: &Scale, top: i32, markup: &mut Markup) {
        let size = self.size;
        let most = self.chart.width * 2 / 5;
        let widest = self.chart.categories.iter().map(|name| width(name, size)).max().unwrap_or_default();
        let left = (widest + size).min(most);
        let values = self.chart.series.iter().flat_map(|series| &series.values);
        let room = values.map(|value| width(&value.text, size)).max().unwrap_or_default().min(most / 2) + size;
        let has_negative = self.values.iter().flatten().flatten().any(Decimal::is_sign_negative);
        let inner = if has_negative { left + room } else { left };
        let area = Area {
            left: inner,
            top: top + size / 2,
            width: (self.chart.width - inner - room).max(1),
            height: (self.chart.height - top - size * 5 / 2).max(1),
        };
        let x_of = |value: Decimal| area.left + scale.place(value, area.width);
        let bottom = area.top + area.height;
        for tick in scale.ticks() {
            let x = x_of(tick);
            line(markup, "grid", (x, area.top), (x, bottom));
            text(markup, (x, bottom + size * 5 / 4), "middle", size, "tick", &tick.to_string());
        }
        let zero = x_of(Decimal::ZERO);
        let count = i32::try_from(self.chart.categories.len().max(1)).unwrap_or(i32::MAX);
        let band = (area.height / count).max(1);
        let (offset, thickness) = self.thickness(band);
        let label = self.label_size(band).min(self.label_size(thickness * 5 / 4));
        for (category, name) in self.chart.categories.iter().enumerate() {
            let start = area.top + i32::try_from(category).unwrap_or_default().saturating_mul(band);
            let size = self.label_size(band);
            let lines = wrap(name, size, left - size / 2, usize::from(band > size * 5 / 2) + 1);
            let high = i32::try_from(lines.len()).unwrap_or(1) * size * 6 / 5;
            for (row, words) in (1..).zip(&lines) {
                let y = start + (band - high) / 2 + row * size * 6 / 5 - size / 4;
                text(markup, (left - size / 2, y), "end", size, "", words);
            }
            for (series, values) in (0..).zip(&self.values) {
                let y = start + offset + series * thickness;
                let middle = y + thickness / 2 + label / 3;
                let Some(value) = values[category] else {
                    text(markup, (zero + label / 3, middle), "start", label, "", "—");
                    continue;
                };
                let x = x_of(value);
                self.bar(
                    markup,
                    usize::try_from(series).unwrap_or_default(),
                    (x.min(zero), y, (x - zero).abs(), thickness),
                );
                let words = self.printed(series, category);
                if value.is_sign_negative() {
                    text(markup, (x - label / 3, middle), "end", label, "", &words);
                } else {
                    text(markup, (x + label / 3, middle), "start", label, "", &words);
                }
            }
        }
        line(markup, "axis", (zero, area.top), (zero, bottom));
    }

    /// Where in a band of a category its bars begin, and how thick each is.
    fn thickness(&self, band: i32) -> (i32, i32) {
        let count = i32::try_from(self.values.len().max(1)).unwrap_or(i32::MAX);
        let thickness = (band * 7 / 10 / count).clamp(1, self.size * 4);
        ((band - thickness * count) / 2, thickness)
    }

    /// Labels are no larger than the room beside them, down to half their size.
    fn label_size(&self, room: i32) -> i32 {
        self.size.min(room).max(self.size / 2)
    }

    fn printed(&self, series: i32, category: usize) -> String {
        let series = usize::try_from(series).unwrap_or_default();
        self.chart.series[series].values[category].text.clone()
    }

    /// A bar in the shade of its series, with the pattern that tells it apart where shades do not.
    fn bar(&self, markup: &mut Markup, series: usize, (x, y, width, height): (i32, i32, i32, i32)) {
        let [x, y, width, height] = [x, y, width, height].map(|length| length.to_string());
        let place = [("x", x.as_str()), ("y", &y), ("width", &width), ("height", &height)];
        let class = format!("b{}", series % PATTERNS + 1);
        let stroke = (self.size / 14).max(1).to_string();
        let opacity = if series < PATTERNS { "1" } else { "0.5" };
        let fill = [("class", class.as_str()), ("stroke-width", &stroke), ("fill-opacity", opacity)];
        markup.void("rect", &[&place[..], &fill].concat());
        let pattern = (series % PATTERNS).checked_sub(1).and_then(|index| self.patterns.get(index));
        if let Some(pattern) = pattern {
            markup.void("rect", &[&place[..], &[("fill", format!("url(#{pattern})").as_str())]].concat());
        }
    }
}

fn line(markup: &mut Markup, class: &str, from: (i32, i32), to: (i32, i32)) {
    let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(|length| length.to_string());
    markup
        .void("line", &[("class", class), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2), ("stroke-width", "12")]);
}

fn text(markup: &mut Markup, at: (i32, i32), anchor: &str, size: i32, class: &str, words: &str) {
    let [x, y, size] = [at.0, at.1, size].map(|length| length.to_string());
    let attributes = [("class", class), ("x", x.as_str()), ("y", &y), ("text-anchor", anchor), ("font-size", &size)];
    markup.leaf("text", &attributes, words);
}
