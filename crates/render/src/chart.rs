//! Charts that a layout asks for by one line: money by source, and how far the indicators are.
//!
//! A chart shows what tables say; it demands nothing of the dataset. What is not known leaves a gap. A chart in which nothing
//! at all is known is left out, and told.

use jianbao_calculate::{Form, Value, shown_unit};
use jianbao_document::{Caption, Chart, ChartKind, ChartSeries, Inline, Page, TypedValue, ValueFormat};
use jianbao_layout::RateDenominator;

use crate::indicator_rows;
use crate::job::{FigureForm, Job};

/// The charts there are, by name.
pub(crate) const NAMES: [&str; 2] = ["funding", "indicators"];

/// Height of a chart of upright columns, and of one lying bar with its distance, in twentieths of a point.
const COLUMNS_HEIGHT: i32 = 4_000;
const BAR_HEIGHT: i32 = 480;
/// What axis, legend and margins of a chart of lying bars take.
const AROUND_BARS: i32 = 1_300;

/// A chart by name; `None` where nothing of it is known. The name must be one of [`NAMES`].
pub(crate) fn chart(job: &Job, name: &str, caption: Option<Vec<Inline>>, page: &Page) -> Option<Chart> {
    let (shown, known) = if name == "funding" { funding(job) } else { indicators(job) };
    if !known {
        job.note_missing(shown.nothing_at, shown.title, false);
        return None;
    }
    let manifest = &job.layout.manifest;
    let space = page.height - page.margin_top - page.margin_bottom;
    let height = match shown.kind {
        ChartKind::Columns => COLUMNS_HEIGHT,
        ChartKind::Bars => {
            let bars = i32::try_from(shown.categories.len()).unwrap_or(i32::MAX);
            bars.saturating_mul(BAR_HEIGHT).saturating_add(AROUND_BARS)
        }
    };
    let unit = shown.unit;
    let text = format!("{}（{unit}）", shown.title);
    let description = describe(&text, &shown.categories, &shown.series);
    let inlines = caption.unwrap_or_else(|| vec![Inline::text(text)]);
    let label = manifest.numbering.figure.clone();
    Some(Chart {
        id: format!("chart-{name}"),
        caption: Some(Caption { label, number: String::new(), inlines, style: "caption".to_owned() }),
        kind: shown.kind,
        unit: Some(unit),
        categories: shown.categories,
        series: shown.series,
        width: page.text_width(),
        // A line of caption must fit on the same page.
        height: height.min(space / 10 * 8),
        text_style: "cell".to_owned(),
        description,
    })
}

/// What a chart shows.
struct Shown {
    title: &'static str,
    kind: ChartKind,
    unit: String,
    categories: Vec<String>,
    series: Vec<ChartSeries>,
    /// Where the dataset would have to say more.
    nothing_at: &'static str,
}

/// Budget, received and executed for each source of money.
fn funding(job: &Job) -> (Shown, bool) {
    let policies = &job.layout.manifest.policies;
    let budget = match policies.rate_denominator {
        RateDenominator::InitialBudget => ("initial_budget", "年初预算数"),
        RateDenominator::AdjustedBudget => ("adjusted_budget", "调整后预算数"),
        RateDenominator::CarriedInAndBudget => ("available_budget", "预算安排小计"),
    };
    let sources: Vec<_> = job.dataset.funding.iter().filter(|source| source.parent.is_none()).collect();
    let series = [budget, ("received", "实际到位数"), ("executed", "执行数")].map(|(field, name)| ChartSeries {
        name: name.to_owned(),
        values: sources.iter().map(|source| amount(job, &format!("funding.{}.{field}", source.id))).collect(),
    });
    let known = |series: &ChartSeries| series.values.iter().any(|value| value.exact.is_some());
    let series: Vec<ChartSeries> = series.into_iter().filter(known).collect();
    let any = !series.is_empty();
    let shown = Shown {
        title: "资金安排与执行情况",
        kind: ChartKind::Columns,
        unit: shown_unit(policies, job.dataset.money_unit).label().to_owned(),
        categories: sources.iter().map(|source| source.name.as_str().to_owned()).collect(),
        series,
        nothing_at: "/funding",
    };
    (shown, any)
}

/// The completion rate of each indicator that can have one.
fn indicators(job: &Job) -> (Shown, bool) {
    let (mut categories, mut values) = (Vec::new(), Vec::new());
    for (_, indicator) in indicator_rows::rows(&job.dataset, false).iter().filter_map(|row| row.indicator) {
        let id = format!("indicator.{}.completion", indicator.id);
        let unknown = |reason: &jianbao_calculate::NoValue| matches!(reason, jianbao_calculate::NoValue::Missing(_));
        let shows = match job.ledger.get(&id).map(|entry| &entry.value) {
            Some(Value::Number(_)) => true,
            Some(Value::None(reason)) => unknown(reason),
            _ => false,
        };
        if shows {
            categories.push(indicator.name.as_str().to_owned());
            values.push(value(job, &id));
        }
    }
    let any = values.iter().any(|value| value.exact.is_some());
    let shown = Shown {
        title: "绩效指标完成率",
        kind: ChartKind::Bars,
        unit: "%".to_owned(),
        categories,
        series: vec![ChartSeries { name: "完成率".to_owned(), values }],
        nothing_at: "/observations",
    };
    (shown, any)
}

/// An amount in the unit of the axis. One that is too large for the layout's unit keeps its own and names it: its bar would have
/// another scale, so that there is a gap with its text instead.
fn amount(job: &Job, id: &str) -> TypedValue {
    let value = value(job, id);
    match value.format {
        Some(ValueFormat::Number { unit: Some(_), .. }) => TypedValue { exact: None, ..value },
        _ => value,
    }
}

fn value(job: &Job, id: &str) -> TypedValue {
    job.figure(id, FigureForm { form: Form::default(), optional: true })
}

/// The chart in words.
fn describe(title: &str, categories: &[String], series: &[ChartSeries]) -> String {
    let of_category = |(index, category): (usize, &String)| {
        let values = series.iter().map(|series| {
            let value = &series.values[index];
            let text = if value.exact.is_some() { value.text.as_str() } else { "未知" };
            format!("{}{text}", series.name)
        });
        format!("{category}：{}", values.collect::<Vec<_>>().join("，"))
    };
    let all: Vec<String> = categories.iter().enumerate().map(of_category).collect();
    format!("{title}。{}。", all.join("；"))
}
