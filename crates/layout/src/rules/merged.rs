//! Rules on top of rules: packs first, then the rules of the layouts that are extended, then the layout's own.
//!
//! Rules merge by `code`, key by key; `drop = true` removes one. They are merged as TOML before they are read, so every word
//! keeps its file and line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};
use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::order::Order;
use super::{MOST_RULES, RuleFile, RuleSet, RuleSpec, wrong};
use crate::chain::Level;
use crate::merge::tables;
use crate::places::{Texts, shifted};
use crate::{Library, Lights, Places};

/// Longest code.
const LONGEST_CODE: usize = 40;

/// The rules of a layout, and the packs that are no files of it.
pub(crate) struct Ruled {
    /// The rules.
    pub(crate) set: RuleSet,
    /// The packs of the library.
    pub(crate) packs: Vec<Arc<Source>>,
}

/// The rules of a layout.
pub(crate) fn of_layout(
    levels: &[Level],
    named: &[String],
    files: &BTreeMap<String, Arc<Source>>,
    places: &Places,
    library: &dyn Library,
) -> Result<Ruled, Vec<Finding>> {
    read(Order::new(library).layout(levels, named, files, places))
}

/// The rules of one file and of the packs that it names.
pub(crate) fn of_file(source: &Arc<Source>, library: &dyn Library) -> Result<RuleSet, Vec<Finding>> {
    let mut order = Order::new(library);
    order.file(source, &BTreeMap::new());
    read(order).map(|ruled| ruled.set)
}

fn read(order: Order<'_>) -> Result<Ruled, Vec<Finding>> {
    let Order { sources, packs, read, found, .. } = order;
    let mut stack = Stack { found, ..Stack::default() };
    for source in &sources {
        stack.file(source);
    }
    let own = read.iter().filter_map(|name| Some(name.strip_prefix("./")?.to_owned())).collect();
    stack.finish(own).map(|set| Ruled { set, packs })
}

/// Rules being laid on top of one another.
#[derive(Default)]
struct Stack<'s> {
    texts: Texts,
    /// The tables of the rules, each with its range; `None` where one was dropped.
    rules: Vec<Option<(Range<usize>, DeTable<'s>)>>,
    by_code: BTreeMap<String, usize>,
    lights: Option<Lights>,
    found: Vec<Finding>,
}

/// A rule as a file states it.
struct Stated<'s> {
    code: String,
    /// Where its code stands.
    place: Range<usize>,
    /// Where it stands.
    span: Range<usize>,
    table: DeTable<'s>,
}

impl<'s> Stack<'s> {
    /// Adds the rules of a file on top of what is there.
    fn file(&mut self, source: &'s Arc<Source>) {
        let start = self.texts.add(source);
        let table = match DeTable::parse(source.text()) {
            Ok(table) => table.into_inner(),
            Err(error) => return self.syntax(source, start, &error),
        };
        let mut table = shifted(table, start);
        let items = table.remove("rule");
        let own_source = table.get("source").cloned();
        match RuleFile::deserialize(toml::Deserializer::from(Spanned::new(start..start, table))) {
            Ok(head) => self.lights = head.lights.or(self.lights.take()),
            Err(error) => return self.syntax(source, 0, &error),
        }
        let Some(items) = items else { return };
        let span = items.span();
        let DeValue::Array(items) = items.into_inner() else {
            return self.tell(&span, wrong("规则写成 [[rule]]", "rules are written as [[rule]]"));
        };
        let mut seen = BTreeSet::new();
        for item in items {
            let Some(mut rule) = self.stated(item) else { continue };
            if !seen.insert(rule.code.clone()) {
                let (zh, en) = (
                    format!("规则 {} 在同一文件中写了两次", rule.code),
                    format!("the rule {} stands here twice", rule.code),
                );
                self.tell(&rule.place, wrong(zh, en));
                continue;
            }
            if let Some(own) = own_source.clone().filter(|_| !rule.table.contains_key("source")) {
                rule.table.insert(Spanned::new(own.span(), "source".into()), own);
            }
            self.lay(rule);
        }
    }

    /// A rule with its code, or what is wrong with that.
    fn stated(&mut self, item: Spanned<DeValue<'s>>) -> Option<Stated<'s>> {
        let span = item.span();
        let DeValue::Table(table) = item.into_inner() else {
            self.tell(&span, wrong("规则写成 [[rule]]", "rules are written as [[rule]]"));
            return None;
        };
        let code = table.get("code").and_then(|code| Some((code.get_ref().as_str()?.to_owned(), code.span())));
        let Some((code, place)) = code else {
            self.tell(&span, wrong("规则没有 code", "the rule has no `code`"));
            return None;
        };
        if !is_code(&code) {
            self.tell(&place, not_a_code(&code));
            return None;
        }
        Some(Stated { code, place, span, table })
    }

    /// Lays a rule on the one of its code.
    fn lay(&mut self, rule: Stated<'s>) {
        let Stated { code, place, span, mut table } = rule;
        let dropped = self.drops(&mut table);
        match self.by_code.get(&code).copied() {
            Some(at) if dropped => {
                self.rules[at] = None;
                self.by_code.remove(&code);
            }
            None if dropped => {
                let hint = Text::new(
                    "只能删去规则包或被继承的版式中的规则",
                    "only a rule of a pack or of an extended layout can be dropped",
                );
                let (zh, en) = (format!("没有规则 {code} 可删去"), format!("there is no rule {code} to drop"));
                self.tell(&place, wrong(zh, en).hint(hint));
            }
            Some(at) => {
                let base = self.rules[at].take().map(|(_, base)| base).unwrap_or_default();
                self.rules[at] = Some((span, tables(table, base, &[], &mut Vec::new())));
            }
            None => {
                self.by_code.insert(code, self.rules.len());
                self.rules.push(Some((span, table)));
            }
        }
    }

    fn drops(&mut self, table: &mut DeTable<'s>) -> bool {
        let Some(value) = table.remove("drop") else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.tell(&value.span(), wrong("drop 只能是 true 或 false", "`drop` is true or false"));
            false
        })
    }

    fn tell(&mut self, span: &Range<usize>, finding: Finding) {
        self.found.push(self.texts.place(span, finding));
    }

    fn syntax(&mut self, source: &Source, start: usize, error: &toml::de::Error) {
        let span = error.span().map_or(start..start, |span| start + span.start..start + span.end);
        let (name, words) = (source.name(), error.message());
        self.tell(&span, wrong(format!("{name} 有误：{words}"), format!("{name} is wrong: {words}")));
    }

    fn finish(mut self, own: Vec<String>) -> Result<RuleSet, Vec<Finding>> {
        let kept: Vec<(Range<usize>, DeTable<'s>)> = self.rules.drain(..).flatten().collect();
        if let Some((span, _)) = kept.get(MOST_RULES) {
            let (zh, en) = (format!("规则超过 {MOST_RULES} 条"), format!("more than {MOST_RULES} rules"));
            self.tell(span, wrong(zh, en));
            return Err(self.found);
        }
        let mut rules = Vec::with_capacity(kept.len());
        for (span, table) in &kept {
            match RuleSpec::deserialize(toml::Deserializer::from(Spanned::new(span.clone(), table.clone()))) {
                Ok(rule) => rules.push(rule),
                Err(error) => {
                    let (at, words) = (error.span().unwrap_or_else(|| span.clone()), error.message());
                    self.tell(&at, wrong(format!("规则有误：{words}"), format!("the rule is wrong: {words}")));
                }
            }
        }
        if !self.found.is_empty() {
            return Err(self.found);
        }
        let items = kept.into_iter().map(|(span, table)| Spanned::new(span, DeValue::Table(table))).collect();
        let mut all = DeTable::new();
        all.insert(Spanned::new(0..0, "rule".into()), Spanned::new(0..0, DeValue::Array(items)));
        let places = Places::new(self.texts, &all);
        Ok(RuleSet { rules, lights: self.lights, own, places })
    }
}

/// `X-` and words of capital letters and digits: no code of the program begins like this.
fn is_code(code: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    code.len() <= LONGEST_CODE && code.strip_prefix("X-").is_some_and(|rest| rest.split('-').all(word))
}

fn not_a_code(code: &str) -> Finding {
    let hint = Text::new(
        "自定规则的编码以 X- 开头，后接大写字母、数字，用 - 分隔，如 X-COUNTY-PACE；R-、L- 等是程序自带的编码",
        "a code of your own begins with `X-`, then capital letters and digits with hyphens between, as in `X-COUNTY-PACE`; `R-`, `L-` and others are the program's",
    );
    let finding =
        wrong(format!("编码 {code} 不能用于自定规则"), format!("a rule of your own cannot have the code {code}"));
    finding.hint(hint)
}
