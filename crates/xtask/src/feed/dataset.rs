//! One dataset in which everything adds up, as one line of JSON.

use super::random::Random;
use super::words::{KINDS, Kind, PLACES, TOWNS};

/// Amounts are whole hundredths of the money unit 万元.
struct Money {
    budget: u64,
    executed: u64,
    forecast: u64,
}

/// An indicator with what was observed of it.
struct Indicator {
    id: &'static str,
    category: &'static str,
    subcategory: &'static str,
    name: &'static str,
    target: String,
    observed: String,
}

/// What is drawn for one dataset.
struct Plan {
    number: u64,
    kind: Kind,
    place: &'static str,
    towns: (&'static str, &'static str),
    months: u64,
    sources: Vec<Money>,
    /// One for each use: which source pays it, and how much.
    uses: Vec<(usize, Money)>,
    quantity: u64,
    /// What the quantity will be at the end of the year.
    expected: u64,
}

/// The last days of the months, in a leap year.
const LAST_DAYS: [u64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// A dataset of the fiscal year 2024.
pub(super) fn dataset(number: u64, random: &mut Random) -> String {
    let plan = plan(number, random);
    let indicators = indicators(&plan, random);
    let mut text = String::with_capacity(4096);
    head(&mut text, &plan);
    money(&mut text, &plan);
    goals(&mut text, &plan, &indicators);
    words(&mut text, &plan);
    text
}

fn plan(number: u64, random: &mut Random) -> Plan {
    let kind = random.pick(KINDS);
    let first = random.between(0, TOWNS.len() as u64 - 1);
    let second = (first + random.between(1, TOWNS.len() as u64 - 1)) % TOWNS.len() as u64;
    let town = |at: u64| TOWNS[usize::try_from(at).unwrap_or(0)];
    let months = random.between(6, 10);
    let source_count = random.between(1, 2);
    let use_count = random.between(2, 3);
    let mut uses = Vec::new();
    for at in 0..use_count {
        let budget = random.between(20, 300) * 100;
        // Money is spent about as time goes by.
        let executed = budget * months / 12 * random.between(900, 1040) / 1000;
        let forecast = budget * random.between(985, 1000) / 1000;
        let source = usize::from(source_count == 2 && at + 1 == use_count);
        uses.push((source, Money { budget, executed, forecast }));
    }
    let sources = (0..usize::try_from(source_count).unwrap_or(1)).map(|source| {
        let sum =
            |part: fn(&Money) -> u64| uses.iter().filter(|(of, _)| *of == source).map(|(_, money)| part(money)).sum();
        Money {
            budget: sum(|money| money.budget),
            executed: sum(|money| money.executed),
            forecast: sum(|money| money.forecast),
        }
    });
    let sources: Vec<Money> = sources.collect();
    let budget: u64 = sources.iter().map(|source| source.budget).sum();
    let quantity = (budget / 1000 * kind.quantity.2).max(24);
    let expected = if random.permille(300) { quantity - quantity / 10 } else { quantity };
    Plan {
        number,
        kind,
        place: random.pick(PLACES),
        towns: (town(first), town(second)),
        months,
        sources,
        uses,
        quantity,
        expected,
    }
}

/// Hundredths as a decimal number without zeros at the end.
fn decimal(hundredths: u64) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part % 10 == 0 => format!("{whole}.{}", part / 10),
        part => format!("{whole}.{part:02}"),
    }
}

fn head(text: &mut String, plan: &Plan) {
    let Plan { number, kind, place, months, .. } = plan;
    let last = LAST_DAYS[usize::try_from(months - 1).unwrap_or(0)];
    let division = 990_000 + number % 9_000;
    *text += &format!(
        r#"{{"schema_version":"1.0","kind":"project","money_unit":"万元","meta":{{"dataset_id":"feed-{number:08}","taxonomy":"mof-2021"}},"#
    );
    *text += &format!(
        r#""report":{{"title":"{place}{}绩效监控报告","prepared_by":"department","date":"2024-{:02}-{:02}","stage":"final"}},"#,
        kind.name,
        months + 1,
        10 + number % 15
    );
    *text += &format!(
        r#""period":{{"fiscal_year":2024,"kind":"year_to_date","start":"2024-01-01","as_of":"2024-{months:02}-{last}","round":1}},"#
    );
    *text += &format!(
        r#""organisations":[{{"id":"department","name":"{place}{}","roles":["supervising_department"],"code":"{}","division_code":"{division}"}},{{"id":"agency","name":"{place}{}","roles":["implementing_agency"],"code":"{}"}},{{"id":"supplier","name":"{place}{}","roles":["supplier"]}}],"#,
        kind.department,
        101 + number % 800,
        kind.agency,
        101_001 + number % 800 * 1000,
        kind.supplier
    );
    *text += &format!(
        r#""project":{{"name":"{place}{}","code":"{division}24T{number:012}","start":"2024-01-01","end":"2024-12-31","content":"{}","supervising_department":"department","implementing_agency":"agency"}},"#,
        kind.name, kind.content
    );
}

fn money(text: &mut String, plan: &Plan) {
    const SOURCES: [(&str, &str, &str); 2] =
        [("general", "本年一般公共预算拨款", "general_public_budget"), ("own", "单位资金", "unit_funds")];
    let sources: Vec<String> = plan
        .sources
        .iter()
        .zip(SOURCES)
        .map(|(money, (id, name, source))| {
            format!(
                r#"{{"id":"{id}","name":"{name}","source":"{source}","initial_budget":{budget},"received":{budget},"executed":{},"year_forecast":{}}}"#,
                decimal(money.executed),
                decimal(money.forecast),
                budget = decimal(money.budget)
            )
        })
        .collect();
    let uses: Vec<String> = plan
        .uses
        .iter()
        .enumerate()
        .map(|(at, (source, money))| {
            format!(
                r#"{{"id":"use-{}","purpose":"{}","planned":{},"executed":{},"year_forecast":{},"funding":"{}","indicators":["quantity"{}]{}}}"#,
                at + 1,
                plan.kind.uses[at],
                decimal(money.budget),
                decimal(money.executed),
                decimal(money.forecast),
                SOURCES[*source].0,
                if at == 0 { r#","quality""# } else { "" },
                if at == 0 { r#","payees":["supplier"]"# } else { "" }
            )
        })
        .collect();
    *text += &format!(r#""funding":[{}],"uses":[{}],"#, sources.join(","), uses.join(","));
}

fn indicators(plan: &Plan, random: &mut Random) -> Vec<Indicator> {
    let kind = plan.kind;
    let actual = plan.expected * plan.months / 12;
    let unmet = plan.expected < plan.quantity;
    let unit = kind.quantity.1;
    let explained = format!(
        r#","deviation":{{"reasons":["funding"],"note":"部分资金下达较晚，{}的进度落后于计划。"}},"likelihood":"possible","remedial_measure":"增加作业力量，优先安排{}，并按程序调整年度目标。","remark":"预计年底达不到目标；已增加作业力量，并按程序调整年度目标。""#,
        plan.towns.1, plan.towns.1
    );
    let certain = r#","likelihood":"certain""#;
    let mut all = vec![Indicator {
        id: "quantity",
        category: "output",
        subcategory: "quantity",
        name: kind.quantity.0,
        target: format!(r#""operator":"ge","number":{},"unit":"{unit}""#, plan.quantity),
        observed: format!(
            r#""actual":{{"number":{actual}}},"year_forecast":{{"number":{}}}{}"#,
            plan.expected,
            if unmet { &explained } else { certain }
        ),
    }];
    let quality = random.between(90, 97);
    all.push(Indicator {
        id: "quality",
        category: "output",
        subcategory: "quality",
        name: kind.quality,
        target: format!(r#""operator":"ge","number":{quality},"unit":"%""#),
        observed: format!(
            r#""actual":{{"number":{}}},"year_forecast":{{"number":{quality}}}{certain}"#,
            quality + random.between(0, 2)
        ),
    });
    all.push(Indicator {
        id: "completion",
        category: "output",
        subcategory: "timeliness",
        name: kind.completion,
        target: r#""operator":"by_date","date":"2024-12-15""#.to_owned(),
        observed: format!(
            r#""actual":{{"text":"正在实施，尚未到期"}},"year_forecast":{{"date":"2024-{}-{}"}}{certain}"#,
            random.between(11, 12),
            random.between(10, 15)
        ),
    });
    let people = random.between(3, 90) * 100;
    all.push(Indicator {
        id: "benefit",
        category: "benefit",
        subcategory: "social_benefit",
        name: kind.benefit.0,
        target: format!(r#""operator":"ge","number":{people},"unit":"{}""#, kind.benefit.1),
        observed: format!(
            r#""actual":{{"number":{}}},"year_forecast":{{"number":{people}}}{certain}"#,
            people * plan.months / 12
        ),
    });
    if random.permille(300) {
        let cost = random.between(20, 400) * 10;
        all.push(Indicator {
            id: "cost",
            category: "cost",
            subcategory: "economic_cost",
            name: kind.cost.0,
            target: format!(r#""operator":"le","number":{cost},"unit":"{}""#, kind.cost.1),
            observed: format!(
                r#""actual":{{"number":{0}}},"year_forecast":{{"number":{0}}}{certain}"#,
                cost - random.between(0, 90)
            ),
        });
    }
    if random.permille(500) {
        all.push(Indicator {
            id: "satisfaction",
            category: "satisfaction",
            subcategory: "served_satisfaction",
            name: kind.satisfaction,
            target: r#""operator":"ge","number":90,"unit":"%""#.to_owned(),
            observed: format!(
                r#""actual":{{"not_applicable":"满意度调查安排在年底"}},"year_forecast":{{"number":{}}}{certain}"#,
                random.between(90, 96)
            ),
        });
    }
    all
}

fn goals(text: &mut String, plan: &Plan, indicators: &[Indicator]) {
    *text += &format!(
        r#""goals":[{{"id":"annual","horizon":"annual","text":"完成{}的年度任务，按期完工并通过验收，服务{}的群众。","documents":["plan"]}}],"#,
        plan.kind.name, plan.towns.0
    );
    let listed: Vec<String> = indicators
        .iter()
        .map(|indicator| {
            format!(
                r#"{{"id":"{}","goal":"annual","category":"{}","subcategory":"{}","name":"{}","target":{{{}}}}}"#,
                indicator.id, indicator.category, indicator.subcategory, indicator.name, indicator.target,
            )
        })
        .collect();
    let observed: Vec<String> = indicators
        .iter()
        .map(|indicator| format!(r#"{{"indicator":"{}",{}}}"#, indicator.id, indicator.observed))
        .collect();
    *text += &format!(r#""indicators":[{}],"observations":[{}],"#, listed.join(","), observed.join(","));
}

fn words(text: &mut String, plan: &Plan) {
    let Plan { number, kind, place, towns, .. } = plan;
    let executed: u64 = plan.sources.iter().map(|source| source.executed).sum();
    *text += &format!(
        r#""documents":[{{"id":"plan","title":"关于下达{}预算的通知","number":"{}财预〔2024〕{}号","date":"2024-01-{:02}","issued_by":"department"}}],"#,
        kind.name,
        place.chars().next().unwrap_or('某'),
        1 + number % 300,
        10 + number % 15
    );
    *text += &format!(
        r#""narrative":{{"organisation":"{}按月调度进度，重点检查{}。","progress":"截至监控期末，项目资金到位{{funding.total.received}}，执行{{funding.total.executed}}，预算执行率{{funding.total.execution_rate}}。"}},"#,
        kind.agency, towns.0
    );
    if plan.expected < plan.quantity {
        *text += &format!(
            r#""problems":[{{"id":"late","title":"{}的进度落后","text":"部分资金下达较晚，{}预计年底达不到目标。","indicators":["quantity"]}}],"recommendations":[{{"id":"faster","title":"加快实施","text":"优先安排{}，每周通报进度。","problems":["late"],"responsible":"agency"}}],"#,
            towns.1, kind.quantity.0, towns.1
        );
    }
    *text += &format!(
        r#""reported":[{{"figure":"funding.total.executed","number":{},"unit":"万元","places":["监控表"]}}]}}"#,
        decimal(executed)
    );
}
