//! `R-FORECAST`: what is expected for the year covers what was spent and approved, and there is money for it.

use jianbao_dataset::Funding;
use jianbao_finding::{Check, Finding, Role, Severity, Text};
use rust_decimal::Decimal;

use super::facts::{Tree, adjusted_budget, amount, shown, with};
use super::{Look, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    check: Check {
        code: "R-FORECAST",
        severity: Severity::Error,
        demand: (
            "全年预计执行数不应少于已执行数加拟拨付未付数，也不应多于可用资金",
            "the full-year forecast covers what was spent and approved, and is not more than the money there is",
        ),
        source: (
            "财预〔2019〕136号：全年预计执行数应按截止日的执行情况和后续支出预计",
            "the monitoring rules of 2019 (财预〔2019〕136号): the forecast follows from what was spent and what is still to be paid",
        ),
        explanation: (
            "对每个填有全年预计执行数的资金来源和用途比较：\n\
             预计数小于执行数为错误；小于执行数加拟拨付未付数为警告，已批准的支出没有算进去。\n\
             资金来源的预计数大于上年结转加预算数（年初与调整后取较大者）为警告；用途的预计数大于其预算金额而没有说明为警告。\n\
             资金来源的执行数加拟拨付未付数大于实际到位数（加上年结转）为警告：已批准的支出还没有钱付。\n\
             有关各数有一项未知时不比较。",
            "For every source and use that states a forecast:\n\
             less than what was spent is an error; less than what was spent and approved is a warning, because what was approved is not in it.\n\
             A source's forecast above what was carried in and the budget (the larger of initial and adjusted) is a warning; so is a use's forecast above its budget without an explanation.\n\
             Spent and approved above what was received (and carried in) is a warning: there is no money yet for what was approved.\n\
             Nothing is compared where an amount is not known.",
        ),
    },
    look: Look::Dataset(check),
};

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let dataset = subject.dataset();
    let tree = Tree::new(&dataset.funding);
    for (at, source) in dataset.funding.iter().enumerate() {
        let value = |read: fn(&Funding) -> super::facts::Known| tree.value(source, read).number();
        let Some(spent) = value(|f| amount(&f.executed)) else { continue };
        let approved = value(|f| amount(&f.approved_unpaid));
        let named = Named { subject, kind: "funding", id: source.id.as_str(), name: source.name.as_str() };
        let place = Place { field: "funding", at };
        if let Some(forecast) = amount(&source.year_forecast).number() {
            findings.extend(named.covers(&place, forecast, spent, approved));
            let carried_in = value(|f| amount(&f.carried_in)).unwrap_or(Decimal::ZERO);
            let initial = value(|f| amount(&f.initial_budget));
            let budget = initial.max(value(adjusted_budget));
            let most = budget.and_then(|budget| budget.checked_add(carried_in));
            if let Some(most) = most.filter(|most| forecast > *most) {
                findings.push(named.above(
                    &place,
                    forecast,
                    most,
                    ("预算数加上年结转", "the budget and what was carried in"),
                ));
            }
        }
        let received = value(|f| amount(&f.received));
        let money = received.and_then(|sum| sum.checked_add(value(|f| amount(&f.carried_in)).unwrap_or(Decimal::ZERO)));
        if let (Some(money), Some(approved)) = (money, approved.filter(|approved| *approved > Decimal::ZERO)) {
            findings.extend(named.unfunded(&place, spent, approved, money));
        }
    }
    let tree = Tree::new(&dataset.uses);
    for (at, using) in dataset.uses.iter().enumerate() {
        let Some(forecast) = amount(&using.year_forecast).number() else { continue };
        let named = Named { subject, kind: "use", id: using.id.as_str(), name: using.purpose.as_str() };
        let place = Place { field: "uses", at };
        let spent = tree.value(using, |u| amount(&u.executed)).number();
        if let Some(spent) = spent {
            let approved = tree.value(using, |u| amount(&u.approved_unpaid)).number();
            findings.extend(named.covers(&place, forecast, spent, approved));
        }
        let planned = amount(&using.planned).number().filter(|planned| forecast > *planned);
        if let Some(planned) = planned.filter(|_| using.explanation.is_none()) {
            findings.push(named.above(&place, forecast, planned, ("预算金额", "its budget")));
        }
    }
    findings
}

/// A place that is written out only where something is found.
#[derive(Clone, Copy)]
struct Place {
    field: &'static str,
    at: usize,
}

impl Place {
    fn pointer(&self, key: &str) -> String {
        format!("/{}/{}/{key}", self.field, self.at)
    }
}

/// A source or a use.
struct Named<'a, 'd> {
    subject: &'a Subject<'d>,
    kind: &'static str,
    id: &'a str,
    name: &'a str,
}

impl Named<'_, '_> {
    fn figure(&self, key: &str) -> String {
        format!("{}.{}.{key}", self.kind, self.id)
    }

    fn unit(&self) -> &'static str {
        self.subject.dataset().money_unit.label()
    }

    /// The forecast against what was spent, and against what was spent and approved.
    fn covers(&self, place: &Place, forecast: Decimal, spent: Decimal, approved: Option<Decimal>) -> Option<Finding> {
        let name = self.name;
        let (needed, severity, message) = if forecast < spent {
            let (forecast, spent) = (shown(forecast), shown(spent));
            let zh = format!("{name}：全年预计执行数 {forecast}，少于已经执行的 {spent}");
            let en = format!("{name}: {forecast} is expected for the year, less than the {spent} already spent");
            (spent, Severity::Error, Text::new(zh, en))
        } else {
            let approved = approved?;
            let needed = shown(spent.checked_add(approved).filter(|needed| forecast < *needed)?);
            let (forecast, spent, approved) = (shown(forecast), shown(spent), shown(approved));
            let gap = shown(needed.checked_sub(forecast)?);
            let zh = format!(
                "{name}：全年预计执行数 {forecast}，少于已执行 {spent} 加拟拨付未付 {approved} 之和 {needed}，差 {gap}"
            );
            let en = format!(
                "{name}: {forecast} is expected for the year, {gap} less than the {spent} spent and the {approved} approved, {needed}"
            );
            (needed, Severity::Warning, Text::new(zh, en))
        };
        let hint = Text::new(
            "按已执行数加年内还要支付的数重新预计",
            "expect what was spent and what will still be paid this year",
        );
        let finding = with(RULE.finding(place.pointer("year_forecast"), message).hint(hint), severity);
        let figure = self.figure("year_forecast");
        let finding = finding.number(Role::Stated, shown(forecast).to_string(), Some(self.unit()), Some(&figure));
        Some(finding.number(Role::Limit, needed.to_string(), Some(self.unit()), None))
    }

    /// The forecast above what there is.
    fn above(&self, place: &Place, forecast: Decimal, most: Decimal, words: (&str, &str)) -> Finding {
        let (name, forecast, most) = (self.name, shown(forecast), shown(most));
        let message = Text::new(
            format!("{name}：全年预计执行数 {forecast}，超过{} {most}", words.0),
            format!("{name}: {forecast} is expected for the year, more than {}, {most}", words.1),
        );
        let finding = with(RULE.finding(place.pointer("year_forecast"), message), Severity::Warning);
        let figure = self.figure("year_forecast");
        let finding = finding.number(Role::Stated, forecast.to_string(), Some(self.unit()), Some(&figure));
        finding.number(Role::Limit, most.to_string(), Some(self.unit()), None)
    }

    /// What was spent and approved against the money received. That more was spent than received is another matter.
    fn unfunded(&self, place: &Place, spent: Decimal, approved: Decimal, money: Decimal) -> Option<Finding> {
        let needed = shown(spent.checked_add(approved).filter(|needed| *needed > money)?);
        let gap = shown(needed.checked_sub(money)?);
        let (name, spent, approved, money) = (self.name, shown(spent), shown(approved), shown(money));
        let message = Text::new(
            format!("{name}：已执行 {spent} 加拟拨付未付 {approved} 共需 {needed}，超过到位资金 {money}，差 {gap}"),
            format!(
                "{name}: {spent} spent and {approved} approved need {needed}, {gap} more than the {money} there is"
            ),
        );
        let hint = Text::new(
            "说明差额的资金从哪里来、何时到位，或核对拟拨付未付数",
            "say where the rest comes from and when, or check what was approved",
        );
        let finding = with(RULE.finding(place.pointer("approved_unpaid"), message).hint(hint), Severity::Warning);
        let figure = self.figure("approved_unpaid");
        let finding = finding.number(Role::Stated, approved.to_string(), Some(self.unit()), Some(&figure));
        let finding = finding.number(Role::Computed, needed.to_string(), Some(self.unit()), None);
        Some(finding.number(Role::Limit, money.to_string(), Some(self.unit()), Some(&self.figure("received"))))
    }
}
