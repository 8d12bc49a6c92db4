//! Scores of a self-evaluation (自评): points for the execution rate, the points that the unit gives its indicators, the total.
//!
//! The points of the execution rate are its share of the points to be had, and never more than those (Sichuan's form of 2023:
//! 10 points). The points of the indicators are facts. Weights that are not stated leave the sum of weights without a value.

use jianbao_dataset::Dataset;
use jianbao_finding::Text;
use jianbao_layout::Scores;
use rust_decimal::Decimal;

use crate::builder::{Builder, titled};
use crate::indicators::Observed;
use crate::{Formula, NoValue, Unit, Value};

/// `indicator.<id>.score` and, under a layout with scores, `score.<execution|indicators|total|weights>`.
pub(crate) fn scores(builder: &mut Builder, dataset: &Dataset, scores: Option<&Scores>) {
    let observed = Observed::of(dataset);
    for indicator in &dataset.indicators {
        let observation = observed.position(&indicator.id);
        let (value, pointer) = observation.map_or((None, "/observations".to_owned()), |at| {
            (dataset.observations[at].score, format!("/observations/{at}/score"))
        });
        if value.is_none() && scores.is_none() {
            continue;
        }
        let value = value.map_or(Value::None(NoValue::Unknown), |score| Value::Number(score.0));
        let title = titled(indicator.name.as_str(), ("得分", "score"));
        builder.fact(format!("indicator.{}.score", indicator.id), title, Unit::Points, value, pointer);
    }
    let Some(scores) = scores else { return };
    let points = Decimal::from(scores.execution);
    let share = Formula::Product(vec![Formula::figure("funding.total.execution_rate"), Formula::Number(points)]);
    let share = Formula::Quotient(Box::new([share, Formula::Number(Decimal::ONE_HUNDRED)]));
    let of_all = |field: &str| {
        let counted = dataset.indicators.iter().filter(|indicator| !indicator.withdrawn);
        let ids = counted.map(|indicator| format!("indicator.{}.{field}", indicator.id));
        ids.map(Formula::Figure).collect::<Vec<_>>()
    };
    let mut weights = vec![Formula::Number(points)];
    weights.extend(of_all("weight"));
    let totals = vec![Formula::figure("score.execution"), Formula::figure("score.indicators")];
    let figures = [
        (
            "execution",
            ("预算执行得分", "score of the execution"),
            Formula::Smallest(vec![Formula::Number(points), share]),
        ),
        ("indicators", ("绩效指标得分", "score of the indicators"), Formula::Sum(of_all("score"))),
        ("total", ("总得分", "total score"), Formula::Sum(totals)),
    ];
    for (key, (zh, en), formula) in figures {
        builder.computed(format!("score.{key}"), Text::new(zh, en), Unit::Points, formula);
    }
    let title = Text::new("权重合计", "sum of weights");
    // A bare number like each weight: it prints the digits it has.
    builder.computed("score.weights".to_owned(), title, Unit::None, Formula::Sum(weights));
}
