//! An agency's own rules: `rules.toml` of a layout, and rule packs that any layout can name.
//!
//! A rule says what it looks at (`for`), when it applies (`when`), what must hold (`check`) and what is told where it does not
//! (`message`). Here the files are read and laid on top of one another; what their expressions mean is another crate's matter.

mod merged;
mod order;
mod packs;
mod said;

use std::ops::Range;
use std::sync::Arc;

use jianbao_finding::{Finding, Severity, Source, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Lights, Places};

pub(crate) use merged::{Ruled, of_layout};
pub(crate) use order::known_packs;
pub(crate) use packs::embedded_pack;
pub use packs::{find_rules, rule_packs};
pub use said::Said;

/// Name of the rules in a layout package.
pub(crate) const RULES_FILE: &str = "rules.toml";

/// Most rules that a layout can have; a ministry's platform has 160.
pub const MOST_RULES: usize = 1000;

/// The content of `rules.toml`, or of a rule pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What the rules are, as people call them.
    #[serde(default)]
    pub title: Option<Said>,
    /// Where the rules come from; stands for every rule that names no source of its own.
    #[serde(default)]
    pub source: Option<Said>,
    /// First budget year for which the rules were published.
    #[serde(default)]
    pub valid_from: Option<u16>,
    /// Last budget year, where they were replaced.
    #[serde(default)]
    pub valid_until: Option<u16>,
    /// Rule packs that these rules change or add to: `platform-default`, or `./FILE.toml` in the layout.
    #[serde(default)]
    pub rules: Vec<String>,
    /// Bounds of the lights that the rules speak about. A layout that has lights of its own keeps those.
    #[serde(default)]
    pub lights: Option<Lights>,
    /// The rules.
    #[serde(rename = "rule", default)]
    pub items: Vec<RuleSpec>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// Code of its findings: `X-` and capital letters, digits and hyphens. A rule of the same code below is changed by it.
    #[schemars(regex(pattern = r"^X-[A-Z0-9]+(-[A-Z0-9]+)*$"), length(max = 40))]
    pub code: String,
    /// What it is evaluated on: the dataset, or each record of a kind.
    #[serde(rename = "for")]
    pub subject: RuleSubject,
    /// Expression that says to which records the rule applies; to all where absent.
    #[serde(default)]
    pub when: Option<String>,
    /// Expression that must hold.
    pub check: String,
    /// Field that a finding points at; the whole record where absent.
    #[serde(default)]
    pub at: Option<String>,
    /// How bad it is where the check does not hold.
    #[serde(default = "warning")]
    pub severity: Severity,
    /// What is told; `{field}` and `{expression}` are filled in.
    pub message: Said,
    /// What to do about it.
    #[serde(default)]
    pub hint: Option<Said>,
    /// Where the demand comes from.
    #[serde(default)]
    pub source: Option<Said>,
    /// What is compared with what, and why.
    #[serde(default)]
    pub explanation: Option<Said>,
}

fn warning() -> Severity {
    Severity::Warning
}

fn wrong(zh: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding::error("T-RULE", Text::new(zh, en))
}

/// What a rule is evaluated on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleSubject {
    /// The dataset as a whole.
    #[serde(alias = "数据集")]
    Dataset,
    /// Each funding source.
    #[serde(alias = "资金来源")]
    Funding,
    /// Each use of the money.
    #[serde(alias = "资金用途")]
    Use,
    /// Each indicator with what was observed of it; indicators that were withdrawn are left out.
    #[serde(alias = "指标")]
    Indicator,
    /// Each task of a department.
    #[serde(alias = "年度任务")]
    Task,
    /// Each goal.
    #[serde(alias = "绩效目标")]
    Goal,
    /// Each survey.
    #[serde(alias = "满意度调查")]
    Survey,
    /// Each rectification demand.
    #[serde(alias = "整改")]
    Rectification,
}

/// Rules laid on top of one another, with the places where each of their words stands.
#[derive(Debug, Clone, Default)]
pub struct RuleSet {
    rules: Vec<RuleSpec>,
    lights: Option<Lights>,
    own: Vec<String>,
    places: Places,
}

impl RuleSet {
    /// The rules, those of packs first; no code occurs twice.
    #[must_use]
    pub fn rules(&self) -> &[RuleSpec] {
        &self.rules
    }

    /// Bounds of the lights that the rules speak about.
    #[must_use]
    pub fn lights(&self) -> Option<&Lights> {
        self.lights.as_ref()
    }

    /// The files of the layout that were read as rule packs.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(String::as_str)
    }

    /// A finding at a key's value of a rule, for example `check` or `message/zh`; at the rule where nobody wrote it.
    #[must_use]
    pub fn at(&self, rule: usize, key: &str, finding: Finding) -> Finding {
        self.places.at(&format!("rule/{rule}/{key}"), finding)
    }

    /// The literal of a key's value with its file, quotes included.
    #[must_use]
    pub fn literal(&self, rule: usize, key: &str) -> Option<(Arc<Source>, Range<usize>)> {
        let placed = self.at(rule, key, Finding::error("T-RULE", Text::default()));
        Some((placed.source?, placed.span?))
    }
}

/// The JSON Schema (2020-12) of `rules.toml` and of rule packs, for editors.
#[must_use]
pub fn rules_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(RuleFile);
    schema.insert("$id".to_owned(), "urn:jianbao:schema:rules:1.0".into());
    schema.insert("title".to_owned(), "Jianbao rules 1.0".into());
    let mut schema = schema.to_value();
    // A rule that changes one below states only what it changes.
    let item = &mut schema["$defs"]["RuleSpec"];
    let required = item["required"].take();
    item["properties"]["drop"] =
        serde_json::json!({ "type": "boolean", "description": "Removes the rule of this code that stands below." });
    item["required"] = serde_json::json!(["code"]);
    item["x-required-of-new-rules"] = required;
    schema
}
