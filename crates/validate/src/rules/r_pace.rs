//! `R-PACE`: money is spent about as fast as time passes.

use jianbao_calculate::{months_elapsed, round_half_up};
use jianbao_dataset::Funding;
use jianbao_finding::{Check, Finding, Role, Severity, Text};
use jianbao_layout::RateDenominator;
use rust_decimal::Decimal;

use super::facts::{Known, Tree, adjusted_budget, amount, sum};
use super::{Look, Rule, Subject};

/// Per cent of the time elapsed that the execution rate must reach: below it the budget platform's light is yellow.
const ENOUGH: Decimal = Decimal::from_parts(80, 0, 0, false, 0);

/// Months before which nothing is compared: budgets are passed down and procured first.
const FIRST_MONTH: u8 = 4;

const MONTHS_OF_A_YEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-PACE",
        severity: Severity::Warning,
        demand: (
            "预算执行率不应明显落后于序时进度，或有说明",
            "the execution rate does not lag far behind the time elapsed, or somebody says why",
        ),
        source: (
            "预算管理一体化系统的默认预警：执行率÷序时进度低于 80% 为黄灯；各省的界限由版式的规则另定",
            "the default lights of the budget platform: execution rate ÷ time elapsed below 80 % is yellow; a province's own bounds are rules of its layout",
        ),
        explanation: (
            "资金合计的预算执行率除以序时进度（已过月份÷12，截止日所在月计为已过）低于 80% 时给出警告；恰为 80% 不算。4 月底以前不比较。任一资金来源写有说明的不再提示。分母按版式的规定，没有版式时取年初预算数；有关各数未知或预算为 0 时不比较。\n\
             两者之差先相减后取整：90.872%－91.667%＝－0.79 个百分点。",
            "A warning where the execution rate of all money, divided by the time elapsed (months begun ÷ 12), is below 80 %; exactly 80 % is not. Nothing is compared before the end of April, nor where a source has an explanation. The denominator is the layout's, or the initial budget; nothing is compared where an amount is not known or the budget is 0.\n\
             The difference of the two is rounded after subtracting: 90.872 % − 91.667 % = −0.79 percentage points.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    lag(subject).into_iter().collect()
}

fn lag(subject: &Subject<'_>) -> Option<Finding> {
    let dataset = subject.dataset();
    let months = months_elapsed(&dataset.period);
    if months < FIRST_MONTH || dataset.funding.iter().any(|source| source.explanation.is_some()) {
        return None;
    }
    let tree = Tree::new(&dataset.funding);
    let total = |read: fn(&Funding) -> Known| tree.total(read);
    let spent = total(|f| amount(&f.executed)).number()?;
    let initial = || total(|f| amount(&f.initial_budget));
    let budget = match subject.policies().rate_denominator {
        RateDenominator::InitialBudget => initial(),
        RateDenominator::AdjustedBudget => total(adjusted_budget),
        RateDenominator::CarriedInAndBudget => sum([total(|f| amount(&f.carried_in)), initial()]),
    };
    let budget = budget.number().filter(|budget| *budget > Decimal::ZERO)?;
    let due = budget.checked_mul(Decimal::from(months))?;
    let reached = spent.checked_mul(MONTHS_OF_A_YEAR)?.checked_mul(Decimal::ONE_HUNDRED)?;
    if reached >= due.checked_mul(ENOUGH)? {
        return None;
    }
    let figure = |id: &str| subject.ledger().get(id).and_then(jianbao_calculate::Entry::number);
    let (rate, time) = (figure("funding.total.execution_rate")?, figure("period.time_progress")?);
    let behind = time.checked_sub(rate).map(|behind| round_half_up(behind, 2))?;
    // Never rounded up to the bound.
    let share = reached.checked_div(due)?.trunc_with_scale(2).normalize();
    let (rate, time) = (round_half_up(rate, 2), round_half_up(time, 2));
    let message = Text::new(
        format!("预算执行率 {rate}%，序时进度 {time}%，落后 {behind} 个百分点，只及序时进度的 {share}%"),
        format!(
            "{rate} % of the budget was spent while {time} % of the year has passed: {behind} percentage points behind, {share} % of what is due"
        ),
    );
    let hint = Text::new(
        "在资金来源的说明中写明原因和后续支出安排，或核对执行数",
        "explain it and the spending to come at the source of the money, or check what was spent",
    );
    let finding = RULE.finding("/funding", message).hint(hint);
    let finding = finding.number(Role::Computed, rate.to_string(), Some("%"), Some("funding.total.execution_rate"));
    Some(finding.number(Role::Computed, time.to_string(), Some("%"), Some("period.time_progress")))
}
