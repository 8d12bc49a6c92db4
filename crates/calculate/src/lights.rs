//! Lights: how an indicator and the budget keep up with the year, as a colour.
//!
//! The pace rate (序时完成率) is what was reached, as a share of the part of the target that falls to the months elapsed:
//! actual × 12 ÷ (target × months), both less the baseline where the layout counts from it. It exists for numbers to be reached or exceeded. A light follows from it by the bounds of
//! the layout, half-open: below `red_below` red, below `yellow_below` yellow, from `blue_from` on blue, else green. Where there
//! is no pace (a target not to be exceeded, a date, a target of 0, a subcategory that the layout excludes), an indicator is
//! green when its target is met and red when it is not; a qualitative target has one colour for each rating.
//!
//! Bounds and rules are those of the budget platform and of Shanxi; an agency's layout states its own.

use jianbao_dataset::codes::{Horizon, Light, Operator, Rating};
use jianbao_dataset::{Dataset, Indicator};
use jianbao_finding::Text;
use jianbao_layout::Lights;
use rust_decimal::Decimal;

use crate::builder::{Builder, titled};
use crate::indicators::{in_time, met};
use crate::{Entry, Formula, NoValue, Unit, Value};

/// Months of a year.
const YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// `indicator.<id>.pace_rate` and, under a layout with lights, `indicator.<id>.light`.
pub(crate) fn indicator(builder: &mut Builder, indicator: &Indicator, lights: Option<&Lights>) {
    let part = |field: &str| format!("indicator.{}.{field}", indicator.id);
    let (actual, target, pace) = (part("actual"), part("target"), part("pace_rate"));
    if is_paced(builder, indicator, &target) {
        let months = Formula::figure("period.months_elapsed");
        let baseline = part("baseline");
        let from_baseline = lights.is_some_and(|lights| lights.from_baseline) && rises(builder, &baseline, &target);
        let counted = |id: &str| {
            let figure = Formula::figure(id);
            if from_baseline { Formula::difference(figure, Formula::figure(baseline.as_str())) } else { figure }
        };
        let reached = Formula::Product(vec![counted(&actual), Formula::Number(YEAR)]);
        let due = Formula::Product(vec![counted(&target), months]);
        let title = titled(indicator.name.as_str(), ("序时完成率", "pace rate"));
        builder.computed(pace.clone(), title, Unit::Percent, Formula::percent(reached, due));
    }
    let Some(lights) = lights else { return };
    let by_pace = builder.value(&pace).is_some() && lights.counts_pace(indicator.subcategory.code());
    let sides = Formula::Compare(Box::new([Formula::figure(actual.as_str()), Formula::figure(target.as_str())]));
    let (value, formula) = if by_pace {
        (paced(builder.value(&pace), &pace, lights), Formula::figure(pace))
    } else {
        (verdict(builder, indicator, &actual, &target), sides)
    };
    let title = titled(indicator.name.as_str(), ("序时进度预警", "light"));
    push(builder, part("light"), title, value, formula);
}

/// Whether the target is a number to be reached in the course of the year.
fn is_paced(builder: &Builder, indicator: &Indicator, target: &str) -> bool {
    let forward = matches!(indicator.target.operator, Operator::Ge | Operator::Gt | Operator::Eq);
    forward && matches!(builder.value(target), Some(Value::Number(number)) if *number > Decimal::ZERO)
}

/// Whether a target is above its baseline, so that the year has something to add.
fn rises(builder: &Builder, baseline: &str, target: &str) -> bool {
    match (builder.value(baseline), builder.value(target)) {
        (Some(Value::Number(baseline)), Some(Value::Number(target))) => baseline < target,
        _ => false,
    }
}

/// `funding.total.pace_rate`, `funding.total.light`, `project.light` (the worst of all) and `department.light`.
pub(crate) fn totals(builder: &mut Builder, dataset: &Dataset, lights: Option<&Lights>) {
    let indicators = &dataset.indicators;
    let pace = "funding.total.pace_rate";
    builder.computed(
        pace.to_owned(),
        Text::new("资金合计 · 序时执行率", "total · pace of execution"),
        Unit::Percent,
        Formula::percent(Formula::figure("funding.total.execution_rate"), Formula::figure("period.time_progress")),
    );
    let Some(lights) = lights else { return };
    let mut all: Vec<String> = indicators
        .iter()
        .filter(|indicator| !indicator.withdrawn)
        .map(|indicator| format!("indicator.{}.light", indicator.id))
        .collect();
    if lights.budget || lights.department {
        // Money that is spent early is no success: there is no blue light.
        let value = paced(builder.value(pace), pace, &Lights { blue_from: None, ..lights.clone() });
        let title = Text::new("资金合计 · 预算执行预警", "total · light of execution");
        push(builder, "funding.total.light".to_owned(), title, value, Formula::figure(pace));
        all.push("funding.total.light".to_owned());
    }
    let known = all.iter().filter_map(|id| match builder.value(id) {
        Some(Value::Light(light)) => Some(*light),
        _ => None,
    });
    // The codes are listed from the worst to the best. A light that is not known cannot make the project better.
    let value = known.min().map_or_else(|| Value::None(NoValue::Missing(all.clone())), Value::Light);
    let formula = Formula::Worst(all.into_iter().map(Formula::Figure).collect());
    push(builder, "project.light".to_owned(), Text::new("项目综合预警", "light of the project"), value, formula);
    if lights.department {
        department(builder, dataset);
    }
}

/// The light of a department: green where its money and its annual goals are on their way, yellow where only the money is
/// behind, red where a goal is missed (a rule seen on one city's platform).
fn department(builder: &mut Builder, dataset: &Dataset) {
    let annual = dataset.goals.iter().filter(|goal| goal.horizon == Horizon::Annual);
    let reached: Vec<Option<bool>> = annual.map(|goal| goal.reached).collect();
    let execution = "funding.total.light";
    let value = match (builder.value(execution), reached.as_slice()) {
        (_, goals) if goals.contains(&Some(false)) => Value::Light(Light::Red),
        (_, goals) if goals.is_empty() || goals.contains(&None) => {
            let reason =
                Text::new("尚未判断年度目标是否达到预期", "nobody has judged whether the annual goals are reached");
            Value::None(NoValue::Undefined(reason))
        }
        (Some(Value::Light(Light::Green | Light::Blue)), _) => Value::Light(Light::Green),
        (Some(Value::Light(_)), _) => Value::Light(Light::Yellow),
        _ => Value::None(NoValue::Missing(vec![execution.to_owned()])),
    };
    let title = Text::new("部门综合预警", "light of the department");
    push(builder, "department.light".to_owned(), title, value, Formula::figure(execution));
}

fn push(builder: &mut Builder, id: String, title: Text, value: Value, formula: Formula) {
    builder.push(Entry { id, title, unit: Unit::None, value, raw: None, formula: Some(formula), pointer: None });
}

fn paced(pace: Option<&Value>, id: &str, lights: &Lights) -> Value {
    match pace {
        Some(Value::Number(rate)) => Value::Light(light(*rate, lights)),
        Some(Value::None(NoValue::NotApplicable(reason))) => Value::None(NoValue::NotApplicable(reason.clone())),
        _ => Value::None(NoValue::Missing(vec![id.to_owned()])),
    }
}

/// The light of a pace rate.
fn light(rate: Decimal, lights: &Lights) -> Light {
    if rate < Decimal::from(lights.red_below) {
        Light::Red
    } else if rate < Decimal::from(lights.yellow_below) {
        Light::Yellow
    } else if lights.blue_from.is_some_and(|blue| rate >= Decimal::from(blue)) {
        Light::Blue
    } else {
        Light::Green
    }
}

/// Green where the target is met, red where it is not.
fn verdict(builder: &Builder, indicator: &Indicator, actual_id: &str, target_id: &str) -> Value {
    let operator = indicator.target.operator;
    let decided = match (builder.value(actual_id), builder.value(target_id)) {
        (Some(Value::Rating(rating)), _) => {
            return Value::Light(match rating {
                Rating::Met => Light::Green,
                Rating::Partial => Light::Yellow,
                Rating::Unmet => Light::Red,
            });
        }
        (Some(Value::Number(actual)), Some(Value::Number(target))) => Some(met(operator, *actual, *target)),
        (Some(Value::Date(actual)), Some(Value::Date(target))) => in_time(operator, *actual, *target),
        (Some(Value::None(NoValue::NotApplicable(reason))), _) => {
            return Value::None(NoValue::NotApplicable(reason.clone()));
        }
        (Some(Value::None(_)) | None, _) => return Value::None(NoValue::Missing(vec![actual_id.to_owned()])),
        _ => None,
    };
    let undecided = Text::new("实际值与指标值无法比较", "the actual value cannot be compared with the target");
    match decided {
        Some(true) => Value::Light(Light::Green),
        Some(false) => Value::Light(Light::Red),
        None => Value::None(NoValue::Undefined(undecided)),
    }
}
