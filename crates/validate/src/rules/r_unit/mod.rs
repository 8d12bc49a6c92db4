//! `R-UNIT`: values are counted in the unit that their names and targets say.

mod counted;
mod percent;

use jianbao_dataset::codes::{ColumnType, Operator, Subcategory};
use jianbao_dataset::scalar::{Line, Stated};
use jianbao_dataset::{Dataset, Indicator, Measure, Observation, Target};
use jianbao_finding::{Check, Finding, Role, Severity, Text};

use self::counted::counts;
use super::facts::{shown, with};
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-UNIT",
        severity: Severity::Error,
        demand: ("数值的计量单位应与名称、指标值一致", "a value is counted in the unit of its name and its target"),
        source: (
            "绩效指标设置的一般要求：数量指标以数量计，指标值与计量单位相符",
            "what is asked of indicators: a quantity is counted, and its value fits its unit",
        ),
        explanation: (
            "一、数量指标的名称写有数量（如“打造1套”“100家企业”），指标值却以百分比计的，为警告；名称以率、度、比例、占比、比重结尾的除外，“以上”“以下”之前的数和序数、年月不算数量。名称中的数量与指标值单位相同而数不同的，为警告。\n\
             二、实际值、预计值、基期值和阶段目标自带的单位与指标值的单位不同的，为警告：无法比较。\n\
             三、合格率、覆盖率、普及率、及格率、达标率超过 100% 的，为错误。指标值在 50% 以上而实际值或预计值大于 0 且不足 1% 的，为警告：可能把 0.95 当成了 95%。\n\
             四、明细表金额列自带的单位与数据集的金额单位不同的，为错误：金额一律按数据集的单位读。",
            "First, a quantity whose name counts (“打造1套”, “100家企业”) and whose target is a percentage is a warning, unless the name ends like a rate; ordinals, years and conditions (“100人以上”) do not count. So is a count in the name with the unit of the target and another number.\n\
             Second, an actual value, forecast, baseline or stage target in another unit than the target is a warning: they cannot be compared.\n\
             Third, rates of passing, coverage and the like above 100 % are errors. A value above 0 and below 1 % where the target is at least 50 % is a warning: 0.95 may stand for 95 %.\n\
             Fourth, an amount column of a detail table in another unit than the dataset's money is an error: money is read in the unit of the dataset.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    for (at, indicator) in dataset.indicators.iter().enumerate() {
        if indicator.withdrawn {
            continue;
        }
        name_and_target(at, indicator, &mut findings);
        parts_of_indicator(at, indicator, &mut findings);
        percent::target(at, indicator, &mut findings);
    }
    for (at, observation) in dataset.observations.iter().enumerate() {
        let indicator = dataset.indicators.iter().find(|indicator| indicator.id == observation.indicator);
        if let Some(indicator) = indicator.filter(|indicator| !indicator.withdrawn) {
            values(at, indicator, observation, &mut findings);
        }
    }
    columns(dataset, &mut findings);
    findings
}

fn is_number(target: &Target) -> bool {
    !matches!(target.operator, Operator::Qualitative | Operator::ByDate | Operator::InPeriod)
}

fn unit(target: &Target) -> &str {
    target.unit.as_ref().map_or("", Line::as_str)
}

/// Names that are those of a rate: a count in them says of what.
const RATES: &[&str] = &["率", "度", "比例", "占比", "比重"];

fn name_and_target(at: usize, indicator: &Indicator, findings: &mut Vec<Finding>) {
    let (name, target) = (indicator.name.as_str(), &indicator.target);
    let Some(number) = target.number.map(|number| number.0).filter(|_| is_number(target)) else { return };
    if indicator.subcategory != Subcategory::Quantity {
        return;
    }
    let unit = unit(target);
    let figure = || format!("indicator.{}.target", indicator.id);
    if unit == "%" {
        let rate = RATES.iter().any(|end| name.ends_with(end));
        let Some(count) = counts(name).next().filter(|_| !rate) else { return };
        let (counted, word, number) = (count.number, count.word, shown(number));
        let message = Text::new(
            format!("“{name}”写的是 {counted}{word}，指标值却是 {number}%"),
            format!("“{name}” says {counted}{word}, and the target is {number} %"),
        );
        let hint = Text::new(
            format!("以数量作指标值：{counted}，计量单位 {word}，实际值也填数量"),
            format!("make the count the target: {counted}, unit {word}, and count the actual value too"),
        );
        let finding = with(RULE.finding(format!("/indicators/{at}/target"), message), Severity::Warning).hint(hint);
        let finding = finding.number(Role::Stated, counted.to_string(), Some(word), None);
        findings.push(finding.number(Role::Stated, number.to_string(), Some("%"), Some(&figure())));
    } else if let Some(count) = counts(name).find(|count| count.word == unit && count.number != number) {
        if counts(name).any(|count| count.word == unit && count.number == number) {
            return;
        }
        let (counted, number) = (count.number, shown(number));
        let message = Text::new(
            format!("“{name}”写的是 {counted}{unit}，指标值却是 {number}{unit}"),
            format!("“{name}” says {counted}{unit}, and the target is {number}{unit}"),
        );
        let finding = with(RULE.finding(format!("/indicators/{at}/target/number"), message), Severity::Warning);
        let finding = finding.number(Role::Stated, counted.to_string(), Some(unit), None);
        findings.push(finding.number(Role::Stated, number.to_string(), Some(unit), Some(&figure())));
    }
}

/// Baseline, original and stage targets in other units than the target.
fn parts_of_indicator(at: usize, indicator: &Indicator, findings: &mut Vec<Finding>) {
    let expected = unit(&indicator.target);
    let mut look = |unit: Option<&Line>, pointer: &dyn Fn() -> String, words: (&str, &str)| {
        findings.extend(other_unit(indicator, expected, unit, pointer, words));
    };
    let baseline = indicator.baseline.as_ref().and_then(|baseline| baseline.unit.as_ref());
    look(baseline, &|| format!("/indicators/{at}/baseline/unit"), ("基期值", "the baseline"));
    for (stage_at, stage) in indicator.stage_targets.iter().enumerate() {
        let pointer = || format!("/indicators/{at}/stage_targets/{stage_at}/target/unit");
        look(stage.target.unit.as_ref(), &pointer, ("阶段性目标值", "the target of a stage"));
    }
}

fn values(at: usize, indicator: &Indicator, observation: &Observation, findings: &mut Vec<Finding>) {
    let expected = unit(&indicator.target);
    let sides: [(&str, &Stated<Measure>, (&str, &str)); 2] = [
        ("actual", &observation.actual, ("实际值", "the actual value")),
        ("year_forecast", &observation.year_forecast, ("全年预计值", "the forecast")),
    ];
    for (key, measure, words) in sides {
        let Some(measure) = measure.value() else { continue };
        let pointer = || format!("/observations/{at}/{key}/unit");
        let other = other_unit(indicator, expected, measure.unit.as_ref(), &pointer, words);
        if other.is_none() {
            findings.extend(percent::value(indicator, measure, (at, key), words));
        }
        findings.extend(other);
    }
}

fn other_unit(
    indicator: &Indicator,
    expected: &str,
    unit: Option<&Line>,
    pointer: &dyn Fn() -> String,
    words: (&str, &str),
) -> Option<Finding> {
    let unit = unit.map(Line::as_str).filter(|unit| *unit != expected && !expected.is_empty())?;
    let name = indicator.name.as_str();
    let message = Text::new(
        format!("“{name}”的{}以“{unit}”计，指标值以“{expected}”计，无法比较", words.0),
        format!("{} of “{name}” is in “{unit}”, the target in “{expected}”: they cannot be compared", words.1),
    );
    let hint = Text::new(format!("换算成“{expected}”"), format!("convert it to “{expected}”"));
    let finding = with(RULE.finding(pointer(), message), Severity::Warning).hint(hint);
    let finding = finding.number(Role::Stated, unit, None, None);
    Some(finding.number(Role::Stated, expected, None, None))
}

/// Amount columns of detail tables in another unit than the dataset's.
fn columns(dataset: &Dataset, findings: &mut Vec<Finding>) {
    let expected = dataset.money_unit.label();
    for (at, table) in dataset.detail_tables.iter().enumerate() {
        for (column_at, column) in table.columns.iter().enumerate() {
            let Some(unit) = column.unit.as_ref().map(Line::as_str).filter(|unit| *unit != expected) else { continue };
            if column.column_type != ColumnType::Money {
                continue;
            }
            let (caption, title) = (table.caption.as_str(), column.title.as_str());
            let message = Text::new(
                format!("“{caption}”的“{title}”写以“{unit}”计，数据集的金额单位是“{expected}”"),
                format!("“{title}” of “{caption}” is in “{unit}”, the money of the dataset in “{expected}”"),
            );
            let hint = Text::new(
                format!("金额换算成“{expected}”，并删去该列的单位"),
                format!("convert the amounts to “{expected}” and drop the unit of the column"),
            );
            let pointer = format!("/detail_tables/{at}/columns/{column_at}/unit");
            let finding = RULE.finding(pointer, message).hint(hint);
            let finding = finding.number(Role::Stated, unit, None, None);
            findings.push(finding.number(Role::Stated, expected, None, None));
        }
    }
}
