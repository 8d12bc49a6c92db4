//! Indicators stand in the framework, and their targets fit their operators.

use std::fmt::Arguments;

use jianbao_dataset::codes::{Category, Operator, Subcategory};
use jianbao_dataset::{Dataset, Indicator};
use jianbao_finding::Finding;

use super::error;

/// The framework of the dataset's edition has the subcategory below the category.
pub(super) fn in_framework(
    dataset: &Dataset,
    category: Category,
    subcategory: Subcategory,
    at: Arguments<'_>,
    findings: &mut Vec<Finding>,
) {
    let framework = dataset.meta.taxonomy.framework();
    if framework.iter().any(|(known, below)| *known == category && below.contains(&subcategory)) {
        return;
    }
    let taxonomy = dataset.meta.taxonomy.code();
    findings.push(error(
        "I-TYPE",
        format!("{at}/subcategory"),
        format!("指标体系 {taxonomy} 中，{}之下没有{}", category.label(), subcategory.label()),
        format!("{taxonomy} has no {} below {}", subcategory.code(), category.code()),
    ));
}

pub(super) fn indicator_fits(dataset: &Dataset, indicator: &Indicator, at: Arguments<'_>, findings: &mut Vec<Finding>) {
    in_framework(dataset, indicator.category, indicator.subcategory, at, findings);
    let target = &indicator.target;
    let (fits, zh, en) = match target.operator {
        Operator::ByDate | Operator::InPeriod => (target.date.is_some(), "date（日期）", "date"),
        Operator::Qualitative => (target.text.is_some() || target.raw.is_some(), "text（文字）", "text"),
        _ => (target.number.is_some(), "number（数值）", "number"),
    };
    if !fits {
        let operator = target.operator.code();
        findings.push(error(
            "I-TYPE",
            format!("{at}/target"),
            format!("计算符号 {operator} 的指标值应填 {zh}"),
            format!("a target with the operator {operator} needs {en}"),
        ));
    }
}
