//! How a rule makes a finding that is not of its worst severity.

use jianbao_finding::{Finding, Severity, Text};

use super::Rule;

/// A finding of a rule at a pointer, in Chinese and in English.
pub(super) fn say(
    rule: &Rule,
    severity: Severity,
    pointer: impl Into<String>,
    zh: impl Into<String>,
    en: impl Into<String>,
) -> Finding {
    Finding::new(rule.check.code, severity, Text::new(zh, en)).at(pointer)
}
