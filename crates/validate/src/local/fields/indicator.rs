//! Fields of indicators, with what was observed of them.

use jianbao_dataset::codes::{Category, CodeList, Light, Likelihood, Operator, Rating, Subcategory};
use jianbao_dataset::scalar::{Line, Prose, Stated};
use jianbao_dataset::{Dataset, Indicator, Measure, Observation};

use super::{Field, Kind, Place, Read, fact, figure, observation, plain};
use crate::local::value::{Number, Value, Why};

fn of(dataset: &Dataset, at: usize) -> Option<&Indicator> {
    dataset.indicators.get(at)
}

fn observed(dataset: &Dataset, at: usize) -> Option<&Observation> {
    observation(dataset, at).map(|(_, observation)| observation)
}

const fn seen(
    name: &'static str,
    zh: &'static [&'static str],
    kind: Kind,
    place: &'static str,
    read: fn(&Dataset, usize) -> Value,
) -> Field {
    Field { name, zh, kind, read: Read::Fact(read), place: Place::Observation(place) }
}

const fn ratio(name: &'static str, zh: &'static [&'static str], last: &'static str) -> Field {
    Field { name, zh, kind: Kind::Percent, read: Read::Ratio(last), place: Place::Computed }
}

fn measured(stated: Option<&Stated<Measure>>) -> Value {
    match stated {
        Some(Stated::Value(measure)) => plain(measure.number.map(|number| number.0)),
        Some(Stated::NotApplicable(_)) => Value::Number(Number(Err(Why::NotApplicable))),
        Some(Stated::Unknown) | None => plain(None),
    }
}

pub(super) static INDICATOR: &[Field] = &[
    fact("id", &["编号"], Kind::Words, "/id", |d, at| Value::text(of(d, at).map(|i| i.id.as_str()))),
    fact("name", &["三级指标", "指标名称", "名称"], Kind::Words, "/name", |d, at| {
        Value::text(of(d, at).map(|i| i.name.as_str()))
    }),
    fact("category", &["一级指标"], Kind::Code(Category::entries), "/category", |d, at| {
        Value::code::<Category>(of(d, at).map(|i| i.category.code()))
    }),
    fact("subcategory", &["二级指标"], Kind::Code(Subcategory::entries), "/subcategory", |d, at| {
        Value::code::<Subcategory>(of(d, at).map(|i| i.subcategory.code()))
    }),
    fact("operator", &["计算符号"], Kind::Code(Operator::entries), "/target/operator", |d, at| {
        Value::code::<Operator>(of(d, at).map(|i| i.target.operator.code()))
    }),
    fact("unit", &["计量单位"], Kind::Words, "/target/unit", |d, at| {
        Value::text(of(d, at).and_then(|i| i.target.unit.as_ref()).map(Line::as_str))
    }),
    fact("target", &["年度指标值"], Kind::Plain, "/target", |d, at| {
        plain(of(d, at).and_then(|i| i.target.number).map(|number| number.0))
    }),
    fact("original_target", &["年初指标值"], Kind::Plain, "/original_target", |d, at| {
        plain(of(d, at).and_then(|i| i.original_target.as_ref()?.number).map(|number| number.0))
    }),
    fact("baseline", &["基期值"], Kind::Plain, "/baseline", |d, at| {
        plain(of(d, at).and_then(|i| i.baseline.as_ref()?.number).map(|number| number.0))
    }),
    fact("cumulative_since", &["累计起始年度"], Kind::Plain, "/cumulative_since", |d, at| {
        plain(of(d, at).and_then(|i| i.cumulative_since).map(Into::into))
    }),
    fact("weight", &["权重"], Kind::Plain, "/weight", |d, at| {
        plain(of(d, at).and_then(|i| i.weight).map(|weight| weight.0))
    }),
    seen("actual", &["执行情况", "实际完成值", "完成值"], Kind::Plain, "/actual", |d, at| {
        measured(observed(d, at).map(|o| &o.actual))
    }),
    seen("rating", &["定性评价"], Kind::Code(Rating::entries), "/actual", |d, at| {
        let rating = observed(d, at).and_then(|o| o.actual.value()?.rating);
        Value::code::<Rating>(rating.map(Rating::code))
    }),
    // A measure of any kind: what is not a number is known by its wording only.
    seen("reported_actual", &["已填执行情况"], Kind::Truth, "/actual", |d, at| {
        Value::truth(Some(observed(d, at).is_some_and(|o| o.actual.value().is_some())))
    }),
    seen(
        "year_forecast",
        &["forecast", "全年预计完成情况", "全年预计完成值"],
        Kind::Plain,
        "/year_forecast",
        |d, at| measured(observed(d, at).map(|o| &o.year_forecast)),
    ),
    seen("reported_forecast", &["已填全年预计完成情况"], Kind::Truth, "/year_forecast", |d, at| {
        Value::truth(Some(observed(d, at).is_some_and(|o| o.year_forecast.value().is_some())))
    }),
    seen(
        "likelihood",
        &["完成目标可能性", "完成可能性"],
        Kind::Code(Likelihood::entries),
        "/likelihood",
        |d, at| Value::code::<Likelihood>(observed(d, at).and_then(|o| o.likelihood).map(Likelihood::code)),
    ),
    seen("reasons", &["偏差原因数"], Kind::Plain, "/deviation", |d, at| {
        Value::count(observed(d, at).and_then(|o| o.deviation.as_ref()).map_or(0, |deviation| deviation.reasons.len()))
    }),
    seen("reason_note", &["原因说明"], Kind::Words, "/deviation", |d, at| {
        Value::text(observed(d, at).and_then(|o| o.deviation.as_ref()?.note.as_ref()).map(Prose::as_str))
    }),
    seen("remedial_measure", &["拟采取的措施"], Kind::Words, "/remedial_measure", |d, at| {
        Value::text(observed(d, at).and_then(|o| o.remedial_measure.as_ref()).map(Prose::as_str))
    }),
    seen("remark", &["备注"], Kind::Words, "/remark", |d, at| {
        Value::text(observed(d, at).and_then(|o| o.remark.as_ref()).map(Prose::as_str))
    }),
    seen("score", &["得分"], Kind::Plain, "/score", |d, at| {
        plain(observed(d, at).and_then(|o| o.score).map(|score| score.0))
    }),
    seen("evidence", &["佐证材料数"], Kind::Plain, "/evidence", |d, at| {
        Value::count(observed(d, at).map_or(0, |o| o.evidence.len()))
    }),
    figure("stage_target", &["阶段性目标值"], Kind::Plain, "stage_target"),
    figure("earlier", &["上一轮监控的完成值"], Kind::Plain, "earlier"),
    ratio("completion", &["完成率"], "completion"),
    ratio("deviation", &["偏差率"], "deviation"),
    ratio("stage_deviation", &["阶段偏差率"], "stage_deviation"),
    ratio("pace_rate", &["序时完成率"], "pace_rate"),
    figure("light", &["序时进度预警", "预警灯"], Kind::Code(Light::entries), "light"),
];
