//! Figures of the indicators: target, actual, forecast, completion, deviation.
//!
//! Completion is actual ÷ target for targets to be reached or exceeded and target ÷ actual for targets not to be
//! exceeded; deviation is (actual − target) ÷ target, both in per cent. A target of 0 or below is met (100 %) or has no
//! ratio at all, as is one not to be exceeded where the actual value is 0 or below. A date is met (100 %) or has no ratio;
//! its deviation is counted in days, early negative. A date that is known only to the month or the year may leave both
//! open. A qualitative target has a rating instead of a ratio. Numbers in different units are not compared.

use jianbao_dataset::codes::{Operator, Rating};
use jianbao_dataset::scalar::{Date, Line, PartialDate, Stated};
use jianbao_dataset::{Dataset, Indicator, Measure, Observation, Target};
use jianbao_finding::Text;
use jianbao_layout::Policies;
use rust_decimal::Decimal;

use crate::builder::{Builder, titled};
use crate::lights;
use crate::{Entry, Formula, NoValue, Unit, Value};

/// `indicator.<id>.<target|actual|forecast|completion|deviation|baseline|weight|original_target|stage_target|
/// stage_deviation|pace_rate|light|earlier>`.
pub(crate) fn indicators(builder: &mut Builder, dataset: &Dataset, policies: &Policies) {
    for (index, indicator) in dataset.indicators.iter().enumerate() {
        target(builder, indicator, index);
        let observation = dataset.observations.iter().position(|observation| observation.indicator == indicator.id);
        let unknown = Stated::Unknown;
        let (actual, forecast) = observation.map_or((&unknown, &unknown), |at| {
            (&dataset.observations[at].actual, &dataset.observations[at].year_forecast)
        });
        let at = |field: &str| observation.map(|at| format!("/observations/{at}/{field}"));
        measure(builder, indicator, ("actual", "执行情况", "actual"), actual, at("actual"));
        measure(
            builder,
            indicator,
            ("forecast", "全年预计完成情况", "full-year forecast"),
            forecast,
            at("year_forecast"),
        );
        if let Some(at) = observation {
            earlier(builder, indicator, &dataset.observations[at], at);
        }
        completion(builder, indicator);
        deviation(builder, indicator, ("deviation", "target"), ("偏差率", "deviation rate"));
        stage(builder, indicator, index, dataset.period.as_of);
        lights::indicator(builder, indicator, policies.lights.as_ref());
    }
}

fn unit_of(target: &Target) -> Unit {
    match &target.unit {
        Some(unit) if unit.as_str() == "%" => Unit::Percent,
        Some(unit) => Unit::Named(unit.as_str().to_owned()),
        None => Unit::None,
    }
}

fn target(builder: &mut Builder, indicator: &Indicator, index: usize) {
    let at = |field: &str| format!("/indicators/{index}/{field}");
    goal_value(builder, indicator, ("target", "年度指标值", "annual target"), &indicator.target, at("target"));
    if let Some(original) = &indicator.original_target {
        let name = ("original_target", "年初指标值", "target at the beginning of the year");
        goal_value(builder, indicator, name, original, at("original_target"));
    }
    if let Some(weight) = &indicator.weight {
        let title = titled(indicator.name.as_str(), ("权重", "weight"));
        let pointer = format!("/indicators/{index}/weight");
        builder.fact(format!("indicator.{}.weight", indicator.id), title, Unit::None, Value::Number(weight.0), pointer);
    }
    if let Some(baseline) = &indicator.baseline {
        let pointer = Some(format!("/indicators/{index}/baseline"));
        let stated = Stated::Value(baseline.clone());
        measure(builder, indicator, ("baseline", "基期值", "baseline"), &stated, pointer);
    }
}

/// A target: its number, date or words.
fn goal_value(
    builder: &mut Builder,
    indicator: &Indicator,
    name: (&str, &str, &str),
    target: &Target,
    pointer: String,
) {
    let value = match target.operator {
        Operator::ByDate | Operator::InPeriod => target.date.map(Value::Date),
        Operator::Qualitative => target.text.as_ref().or(target.raw.as_ref()).map(words),
        _ => target.number.map(|number| Value::Number(number.0)),
    };
    builder.push(Entry {
        id: format!("indicator.{}.{}", indicator.id, name.0),
        title: titled(indicator.name.as_str(), (name.1, name.2)),
        unit: unit_of(target),
        value: value.unwrap_or(Value::None(NoValue::Unknown)),
        raw: target.raw.as_ref().map(|raw| raw.as_str().to_owned()),
        formula: None,
        pointer: Some(pointer),
    });
}

/// The target of the stage that ends with the period, or of the last one before, and the deviation from it.
fn stage(builder: &mut Builder, indicator: &Indicator, index: usize, as_of: Date) {
    let ended = indicator.stage_targets.iter().enumerate().filter(|(_, stage)| stage.as_of <= as_of);
    let Some((at, stage)) = ended.max_by_key(|(_, stage)| stage.as_of) else { return };
    let pointer = format!("/indicators/{index}/stage_targets/{at}/target");
    let name = ("stage_target", "阶段性目标值", "target of the stage");
    goal_value(builder, indicator, name, &stage.target, pointer);
    let title = ("阶段偏差率", "deviation rate of the stage");
    deviation(builder, indicator, ("stage_deviation", "stage_target"), title);
}

/// What the latest of the earlier rounds found.
fn earlier(builder: &mut Builder, indicator: &Indicator, observation: &Observation, index: usize) {
    let latest = observation.earlier.iter().enumerate().max_by_key(|(_, value)| value.as_of);
    let Some((at, value)) = latest else { return };
    let pointer = Some(format!("/observations/{index}/earlier/{at}/actual"));
    let stated = Stated::Value(value.actual.clone());
    measure(builder, indicator, ("earlier", "上一轮监控的完成值", "actual of the round before"), &stated, pointer);
}

fn measure(
    builder: &mut Builder,
    indicator: &Indicator,
    name: (&str, &str, &str),
    stated: &Stated<Measure>,
    pointer: Option<String>,
) {
    let (value, raw, unit) = match stated {
        Stated::Unknown => (Value::None(NoValue::Unknown), None, unit_of(&indicator.target)),
        Stated::NotApplicable(reason) => {
            (Value::None(NoValue::NotApplicable(reason.as_str().to_owned())), None, unit_of(&indicator.target))
        }
        Stated::Value(measure) => {
            let raw = measure.raw.as_ref().map(|raw| raw.as_str().to_owned());
            let unit = match &measure.unit {
                Some(unit) if unit.as_str() == "%" => Unit::Percent,
                Some(unit) => Unit::Named(unit.as_str().to_owned()),
                None => unit_of(&indicator.target),
            };
            (measured(measure), raw, unit)
        }
    };
    builder.push(Entry {
        id: format!("indicator.{}.{}", indicator.id, name.0),
        title: titled(indicator.name.as_str(), (name.1, name.2)),
        unit,
        value,
        raw,
        formula: None,
        pointer,
    });
}

fn words(text: &Line) -> Value {
    Value::Words(text.as_str().to_owned())
}

fn measured(measure: &Measure) -> Value {
    let number = measure.number.map(|number| Value::Number(number.0));
    let date = measure.date.map(Value::Date);
    let rating = measure.rating.map(Value::Rating);
    // The wording of the source alone is words too; it must not be lost.
    let text = measure.text.as_ref().or(measure.raw.as_ref()).map(words);
    number.or(date).or(rating).or(text).unwrap_or(Value::None(NoValue::Unknown))
}

fn completion(builder: &mut Builder, indicator: &Indicator) {
    let id = format!("indicator.{}.completion", indicator.id);
    let title = titled(indicator.name.as_str(), ("完成率", "completion rate"));
    let (actual_id, target_id) = sides(indicator, "target");
    let (Some(actual), Some(target)) = (builder.value(&actual_id).cloned(), builder.value(&target_id).cloned()) else {
        return;
    };
    let units = other_unit(builder, &actual_id, &target_id);
    let (figure_actual, figure_target) = (Formula::figure(actual_id), Formula::figure(target_id));
    let operator = indicator.target.operator;
    let at_most = matches!(operator, Operator::Le | Operator::Lt);
    let sides = [figure_actual.clone(), figure_target.clone()];
    match (operator, &actual, &target) {
        (Operator::Qualitative, Value::Rating(rating), _) => rated(builder, id, title, *rating, &figure_actual),
        (Operator::ByDate | Operator::InPeriod, Value::Date(actual), Value::Date(target)) => {
            decided(builder, id, title, in_time(operator, *actual, *target), sides);
        }
        (Operator::ByDate | Operator::InPeriod | Operator::Qualitative, ..) => {
            builder.computed(id, title, Unit::Percent, Formula::Compare(Box::new(sides)));
        }
        (_, Value::Number(_), Value::Number(_)) if units.is_some() => verdict(builder, id, title, units, sides),
        (_, Value::Number(actual), Value::Number(target))
            if *target <= Decimal::ZERO || (at_most && *actual <= Decimal::ZERO) =>
        {
            decided(builder, id, title, Some(met(operator, *actual, *target)), sides);
        }
        (_, Value::Number(_) | Value::None(_), Value::Number(_) | Value::None(_)) => {
            let (part, whole) = if at_most { (figure_target, figure_actual) } else { (figure_actual, figure_target) };
            builder.computed(id, title, Unit::Percent, Formula::percent(part, whole));
        }
        _ => builder.computed(id, title, Unit::Percent, Formula::Compare(Box::new(sides))),
    }
}

/// Whether a number reaches its target.
#[must_use]
pub fn met(operator: Operator, actual: Decimal, target: Decimal) -> bool {
    match operator {
        Operator::Ge => actual >= target,
        Operator::Gt => actual > target,
        Operator::Le => actual <= target,
        Operator::Lt => actual < target,
        _ => actual == target,
    }
}

/// Whether a date reaches its target; `None` where the date is too coarse to tell.
#[must_use]
pub fn in_time(operator: Operator, actual: PartialDate, target: PartialDate) -> Option<bool> {
    let early = operator == Operator::InPeriod && actual.first_day() < target.first_day();
    let late = actual.last_day() > target.last_day();
    let too_early = operator == Operator::InPeriod && actual.last_day() < target.first_day();
    let too_late = actual.first_day() > target.last_day();
    match (early || late, too_early || too_late) {
        (false, _) => Some(true),
        (true, true) => Some(false),
        (true, false) => None,
    }
}

/// Why two numbers cannot be compared: both name their units, and the units differ.
fn other_unit(builder: &Builder, actual: &str, target: &str) -> Option<Text> {
    let (actual, target) = (builder.unit(actual)?.text(), builder.unit(target)?.text());
    let differ = !actual.is_empty() && !target.is_empty() && actual != target;
    differ.then(|| {
        Text::new(
            format!("实际值的计量单位是{actual}，指标值的是{target}"),
            format!("the actual value is in {actual}, the target in {target}"),
        )
    })
}

fn sides(indicator: &Indicator, target: &str) -> (String, String) {
    (format!("indicator.{}.actual", indicator.id), format!("indicator.{}.{target}", indicator.id))
}

/// Completion of a target that is met or not, without a ratio: 100 % or no value.
fn decided(builder: &mut Builder, id: String, title: Text, met: Option<bool>, inputs: [Formula; 2]) {
    let reason = match met {
        Some(true) => None,
        Some(false) => Some(Text::new("未达成，且该指标没有比率", "not met, and the target has no ratio")),
        None => Some(Text::new("实际日期不够具体，无法判断是否达成", "the actual date is too coarse to tell")),
    };
    verdict(builder, id, title, reason, inputs);
}

/// A rate that follows from a comparison: no value for the reason, or 100 % without one.
fn verdict(builder: &mut Builder, id: String, title: Text, reason: Option<Text>, inputs: [Formula; 2]) {
    let value = reason.map_or(Value::Number(Decimal::ONE_HUNDRED), |reason| Value::None(NoValue::Undefined(reason)));
    let formula = Some(Formula::Compare(Box::new(inputs)));
    builder.push(Entry { id, title, unit: Unit::Percent, value, raw: None, formula, pointer: None });
}

/// Completion of a qualitative target: its rating.
fn rated(builder: &mut Builder, id: String, title: Text, rating: Rating, actual: &Formula) {
    let formula = Some(actual.clone());
    builder.push(Entry {
        id,
        title,
        unit: Unit::None,
        value: Value::Rating(rating),
        raw: None,
        formula,
        pointer: None,
    });
}

/// The deviation of the actual value from a target, both named by the last segment of their ids.
fn deviation(builder: &mut Builder, indicator: &Indicator, ids: (&str, &str), title: (&str, &str)) {
    let id = format!("indicator.{}.{}", indicator.id, ids.0);
    let title = titled(indicator.name.as_str(), title);
    let (actual_id, target_id) = sides(indicator, ids.1);
    let operator = indicator.target.operator;
    if operator == Operator::Qualitative {
        let reason = Text::new("定性指标没有偏差率", "a qualitative target has no deviation rate");
        let value = Value::None(NoValue::Undefined(reason));
        return builder.push(Entry { id, title, unit: Unit::Percent, value, raw: None, formula: None, pointer: None });
    }
    let (Some(actual), Some(target)) = (builder.value(&actual_id).cloned(), builder.value(&target_id).cloned()) else {
        return;
    };
    let units = other_unit(builder, &actual_id, &target_id);
    let (figure_actual, figure_target) = (Formula::figure(actual_id), Formula::figure(target_id));
    let sides = [figure_actual.clone(), figure_target.clone()];
    match (&actual, &target) {
        _ if matches!(operator, Operator::ByDate | Operator::InPeriod) => {
            days(builder, indicator, id, (&actual, &target), sides);
        }
        (Value::Number(_), Value::Number(_)) if units.is_some() => verdict(builder, id, title, units, sides),
        (Value::Number(_), Value::Number(number)) if *number < Decimal::ZERO => {
            let reason = Text::new("指标值为负，没有偏差率", "a target below 0 has no deviation rate");
            verdict(builder, id, title, Some(reason), sides);
        }
        (Value::Number(_) | Value::None(_), Value::Number(_) | Value::None(_)) => {
            let difference = Formula::difference(figure_actual, figure_target.clone());
            builder.computed(id, title, Unit::Percent, Formula::percent(difference, figure_target));
        }
        _ => builder.computed(id, title, Unit::Percent, Formula::Compare(Box::new(sides))),
    }
}

/// Days by which the actual date, which must be known to the day, is early (negative) or late: against a day from that
/// day, against a period from its nearer end, and 0 within it.
fn days(builder: &mut Builder, indicator: &Indicator, id: String, pair: (&Value, &Value), sides: [Formula; 2]) {
    let title = titled(indicator.name.as_str(), ("偏差天数", "deviation in days"));
    let formula = Formula::Compare(Box::new(sides));
    let (Value::Date(actual), Value::Date(target)) = pair else {
        return builder.computed(id, title, Unit::Days, formula);
    };
    let value = if actual.first_day() == actual.last_day() {
        let early = match indicator.target.operator {
            Operator::InPeriod => target.first_day().days_until(actual.first_day()).min(0),
            _ => target.last_day().days_until(actual.last_day()).min(0),
        };
        let late = target.last_day().days_until(actual.last_day()).max(0);
        Value::Number(Decimal::from(early + late))
    } else {
        let reason = Text::new("实际日期没有具体到日", "the actual date is not known to the day");
        Value::None(NoValue::Undefined(reason))
    };
    builder.push(Entry { id, title, unit: Unit::Days, value, raw: None, formula: Some(formula), pointer: None });
}
