//! `R-TREND`: what is expected of a quantity by the end of the year is within reach of the pace so far.

use jianbao_calculate::round_half_up;
use jianbao_dataset::codes::{Operator, Subcategory};
use jianbao_dataset::scalar::{Date, Line};
use jianbao_dataset::{Dataset, Indicator, Measure, Observation};
use jianbao_finding::{Check, Finding, Role, Severity, Text};
use rust_decimal::{Decimal, RoundingStrategy};

use super::facts::shown;
use super::{Look, Rule, Subject};

/// How many times faster than so far a quantity may have to grow without anybody saying how.
const FASTER: Decimal = Decimal::TWO;

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-TREND",
        severity: Severity::Warning,
        demand: (
            "数量指标的全年预计完成值应与此前的进度相称，或写明追赶措施",
            "the forecast of a quantity fits its pace so far, or says how it will catch up",
        ),
        source: (
            "财预〔2019〕136号：对年末目标完成可能性作出预计；趋势外推的分析方法",
            "the monitoring rules of 2019 (财预〔2019〕136号): the chance of reaching the target is estimated; extrapolation of the trend",
        ),
        explanation: (
            "只看产出数量指标中指标值为 ≥、＞、＝ 的，实际值大于 0 的，且未撤销的。\n\
             此前速度＝（实际值－基期值）÷ 已过天数；所需速度＝（预计值－实际值）÷ 剩余天数。已过天数从预算年度首日（或其后的项目开始日）算起；从某年起累计而没有基期值的，从该年首日算起。剩余天数算到预算年度末日，项目先结束的算到结束日。\n\
             所需速度超过此前速度的 2 倍，且没有写拟采取措施或备注的，给出警告，并列出按此前速度外推的全年值（一位小数）。恰为 2 倍不算超过。",
            "Looks at output quantities with a target ≥, > or =, an actual value above 0, and not withdrawn.\n\
             Pace so far = (actual − baseline) ÷ days elapsed; pace needed = (forecast − actual) ÷ days left. Days elapsed count from the first day of the budget year (or the project's first day, if later); from the first day of the year since which the indicator counts where it has no baseline. Days left count to the end of the budget year, or of the project if that ends earlier.\n\
             A pace needed of more than 2 times the pace so far is a warning where neither a measure nor a remark says how, with the value for the year that the pace so far would give (one decimal). Exactly 2 times is not more.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let dataset = subject.dataset();
    let mut findings = Vec::new();
    for (at, observation) in dataset.observations.iter().enumerate() {
        let Some((actual, forecast)) = numbers(observation) else { continue };
        let Some(indicator) = dataset.indicators.iter().find(|indicator| indicator.id == observation.indicator) else {
            continue;
        };
        if indicator.subcategory != Subcategory::Quantity || indicator.withdrawn || !same_units(indicator, observation)
        {
            continue;
        }
        if !matches!(indicator.target.operator, Operator::Ge | Operator::Gt | Operator::Eq) {
            continue;
        }
        let unit = indicator.target.unit.as_ref().map_or("", Line::as_str);
        let case = Case { indicator, at, unit, actual, forecast };
        if observation.remedial_measure.is_none() && observation.remark.is_none() {
            findings.extend(case.races(dataset));
        }
    }
    findings
}

fn numbers(observation: &Observation) -> Option<(Decimal, Decimal)> {
    let number = |measure: Option<&Measure>| Some(measure?.number?.0);
    Some((number(observation.actual.value())?, number(observation.year_forecast.value())?))
}

/// Whether actual and forecast are counted as the target is.
fn same_units(indicator: &Indicator, observation: &Observation) -> bool {
    let target = indicator.target.unit.as_ref();
    let fits = |measure: Option<&Measure>| {
        measure.and_then(|measure| measure.unit.as_ref()).is_none_or(|unit| Some(unit) == target)
    };
    fits(observation.actual.value()) && fits(observation.year_forecast.value())
}

/// An indicator with an actual value and a forecast.
struct Case<'a> {
    indicator: &'a Indicator,
    at: usize,
    unit: &'a str,
    actual: Decimal,
    forecast: Decimal,
}

impl Case<'_> {
    fn finding(&self, message: Text) -> Finding {
        let unit = Some(self.unit).filter(|unit| !unit.is_empty());
        let id = &self.indicator.id;
        let finding = RULE.finding(format!("/observations/{}/year_forecast", self.at), message);
        let forecast = shown(self.forecast).to_string();
        let finding = finding.number(Role::Stated, forecast, unit, Some(&format!("indicator.{id}.forecast")));
        let actual = shown(self.actual).to_string();
        finding.number(Role::Stated, actual, unit, Some(&format!("indicator.{id}.actual")))
    }

    /// The pace that the forecast needs against the pace so far, multiplied out so that nothing is rounded.
    fn races(&self, dataset: &Dataset) -> Option<Finding> {
        let base = self.indicator.baseline.as_ref().and_then(|measure| measure.number);
        let days = Days::of(dataset, self.indicator.cumulative_since.filter(|_| base.is_none()))?;
        let done = self.actual.checked_sub(base.map_or(Decimal::ZERO, |base| base.0))?;
        let more = self.forecast.checked_sub(self.actual)?;
        if self.actual <= Decimal::ZERO || done <= Decimal::ZERO || more <= Decimal::ZERO {
            return None;
        }
        let needed = more.checked_mul(days.elapsed)?;
        let so_far = done.checked_mul(days.left)?;
        if needed <= so_far.checked_mul(FASTER)? {
            return None;
        }
        let trend = round_half_up(self.actual.checked_add(so_far.checked_div(days.elapsed)?)?, 1);
        // Never rounded down to the bound.
        let up = |times: Decimal| times.round_dp_with_strategy(2, RoundingStrategy::AwayFromZero).normalize();
        let times = needed.checked_div(so_far).map(up);
        let (name, unit, elapsed, left) = (self.indicator.name.as_str(), self.unit, days.elapsed, days.left);
        let (done, more, forecast) = (shown(done), shown(more), shown(self.forecast));
        let times_zh = times.map_or_else(String::new, |times| format!("，速度须为此前的 {times} 倍"));
        let times_en = times.map_or_else(String::new, |times| format!(", {times} times the pace so far"));
        let message = Text::new(
            format!(
                "“{name}”全年预计 {forecast}{unit}：此前 {elapsed} 天完成 {done}{unit}，剩余 {left} 天还要完成 {more}{unit}{times_zh}；按此前速度全年约为 {trend}{unit}"
            ),
            format!(
                "“{name}”: {forecast}{unit} expected for the year. {done}{unit} were done in {elapsed} days, {more}{unit} are left for {left} days{times_en}; at the pace so far the year would give about {trend}{unit}"
            ),
        );
        let hint = Text::new(
            "调整全年预计完成值，或在拟采取措施中写明怎样赶上",
            "lower the forecast, or say in the remedial measure how it will catch up",
        );
        let unit = Some(unit).filter(|unit| !unit.is_empty());
        Some(self.finding(message).hint(hint).number(Role::Computed, trend.to_string(), unit, None))
    }
}

/// Days of the year or of the years since which an indicator counts, before and after the cut-off date.
struct Days {
    elapsed: Decimal,
    left: Decimal,
}

impl Days {
    fn of(dataset: &Dataset, since: Option<u16>) -> Option<Self> {
        let year = dataset.period.fiscal_year;
        let day = |year: u16, rest: &str| format!("{year:04}-{rest}").parse::<Date>().ok();
        let (mut first, mut last) = (day(since.unwrap_or(year).min(year), "01-01")?, day(year, "12-31")?);
        let as_of = dataset.period.as_of;
        if let Some(project) = &dataset.project {
            if since.is_none() {
                first = first.max(project.start);
            }
            if project.end >= as_of {
                last = last.min(project.end);
            }
        }
        let elapsed = first.days_until(as_of).checked_add(1).filter(|days| *days > 0)?;
        let left = as_of.days_until(last).max(0);
        Some(Self { elapsed: Decimal::from(elapsed), left: Decimal::from(left) })
    }
}
