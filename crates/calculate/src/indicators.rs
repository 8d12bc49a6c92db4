//! Figures of the indicators: target, actual, forecast, completion, deviation.
//!
//! Completion is actual ÷ target for targets to be reached or exceeded and target ÷ actual for targets not to be
//! exceeded; deviation is (actual − target) ÷ target, both in per cent. A target of 0 that must not be exceeded is met
//! (100 %) or has no ratio at all. A date is met (100 %) or has no ratio; its deviation is counted in days, early
//! negative. A qualitative target has a rating instead of a ratio.

use jianbao_dataset::codes::{Operator, Rating};
use jianbao_dataset::scalar::Stated;
use jianbao_dataset::{Dataset, Indicator, Measure, Target};
use jianbao_finding::Text;
use rust_decimal::Decimal;

use crate::builder::{Builder, titled};
use crate::{Entry, Formula, NoValue, Unit, Value};

/// `indicator.<id>.<target|actual|forecast|completion|deviation|baseline|weight>`.
pub(crate) fn indicators(builder: &mut Builder, dataset: &Dataset) {
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
        completion(builder, indicator);
        deviation(builder, indicator);
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
    let target = &indicator.target;
    let value = match target.operator {
        Operator::ByDate | Operator::InPeriod => target.date.map(Value::Date),
        Operator::Qualitative => target.text.as_ref().map(|text| Value::Words(text.as_str().to_owned())),
        _ => target.number.map(|number| Value::Number(number.0)),
    };
    builder.push(Entry {
        id: format!("indicator.{}.target", indicator.id),
        title: titled(indicator.name.as_str(), ("年度指标值", "annual target")),
        unit: unit_of(target),
        value: value.unwrap_or(Value::None(NoValue::Unknown)),
        raw: target.raw.as_ref().map(|raw| raw.as_str().to_owned()),
        formula: None,
        pointer: Some(format!("/indicators/{index}/target")),
    });
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

fn measured(measure: &Measure) -> Value {
    let number = measure.number.map(|number| Value::Number(number.0));
    let date = measure.date.map(Value::Date);
    let rating = measure.rating.map(Value::Rating);
    let words = measure.text.as_ref().map(|text| Value::Words(text.as_str().to_owned()));
    number.or(date).or(rating).or(words).unwrap_or(Value::None(NoValue::Unknown))
}

fn completion(builder: &mut Builder, indicator: &Indicator) {
    let id = format!("indicator.{}.completion", indicator.id);
    let title = titled(indicator.name.as_str(), ("完成率", "completion rate"));
    let (actual_id, target_id) = sides(indicator);
    let (Some(actual), Some(target)) = (builder.value(&actual_id).cloned(), builder.value(&target_id).cloned()) else {
        return;
    };
    let (figure_actual, figure_target) = (Formula::figure(actual_id), Formula::figure(target_id));
    match (indicator.target.operator, &actual, &target) {
        (Operator::Ge | Operator::Gt | Operator::Eq, Value::Number(actual), Value::Number(target))
            if target.is_zero() =>
        {
            decided(builder, id, title, actual.is_zero(), [figure_actual, figure_target]);
        }
        (Operator::Le | Operator::Lt, Value::Number(actual), Value::Number(target))
            if actual.is_zero() || target.is_zero() =>
        {
            let met = if indicator.target.operator == Operator::Lt { actual < target } else { actual <= target };
            decided(builder, id, title, met, [figure_actual, figure_target]);
        }
        (Operator::Le | Operator::Lt, ..) => {
            builder.computed(id, title, Unit::Percent, Formula::percent(figure_target, figure_actual));
        }
        (Operator::ByDate, Value::Date(actual), Value::Date(target)) => {
            let met = actual.last_day() <= target.last_day();
            decided(builder, id, title, met, [figure_actual, figure_target]);
        }
        (Operator::InPeriod, Value::Date(actual), Value::Date(target)) => {
            let met = actual.first_day() >= target.first_day() && actual.last_day() <= target.last_day();
            decided(builder, id, title, met, [figure_actual, figure_target]);
        }
        (Operator::Qualitative, Value::Rating(rating), _) => rated(builder, id, title, *rating, &figure_actual),
        _ => builder.computed(id, title, Unit::Percent, Formula::percent(figure_actual, figure_target)),
    }
}

fn sides(indicator: &Indicator) -> (String, String) {
    (format!("indicator.{}.actual", indicator.id), format!("indicator.{}.target", indicator.id))
}

/// Completion of a target that is met or not, without a ratio: 100 % or no value.
fn decided(builder: &mut Builder, id: String, title: Text, met: bool, inputs: [Formula; 2]) {
    let value = if met {
        Value::Number(Decimal::ONE_HUNDRED)
    } else {
        Value::None(NoValue::Undefined(Text::new("未达成，且该指标没有比率", "not met, and the target has no ratio")))
    };
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

fn deviation(builder: &mut Builder, indicator: &Indicator) {
    let id = format!("indicator.{}.deviation", indicator.id);
    let title = titled(indicator.name.as_str(), ("偏差率", "deviation rate"));
    let (actual_id, target_id) = sides(indicator);
    let operator = indicator.target.operator;
    if let (Operator::ByDate | Operator::InPeriod, Some(Value::Date(actual)), Some(Value::Date(target))) =
        (operator, builder.value(&actual_id), builder.value(&target_id))
    {
        let days = Decimal::from(target.last_day().days_until(actual.last_day()));
        let title = titled(indicator.name.as_str(), ("偏差天数", "deviation in days"));
        let formula = Some(Formula::Compare(Box::new([Formula::figure(actual_id), Formula::figure(target_id)])));
        return builder.push(Entry {
            id,
            title,
            unit: Unit::Days,
            value: Value::Number(days),
            raw: None,
            formula,
            pointer: None,
        });
    }
    if operator == Operator::Qualitative {
        let reason = Text::new("定性指标没有偏差率", "a qualitative target has no deviation rate");
        let value = Value::None(NoValue::Undefined(reason));
        return builder.push(Entry { id, title, unit: Unit::Percent, value, raw: None, formula: None, pointer: None });
    }
    let (actual, target) = (Formula::figure(actual_id), Formula::figure(target_id));
    builder.computed(id, title, Unit::Percent, Formula::percent(Formula::difference(actual, target.clone()), target));
}
