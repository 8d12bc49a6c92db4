//! `jianbao explain`: a figure with its formula, its inputs, and where they stand in the file.

use jianbao_calculate::{Entry, Form, Formula, Unit, Value, print};
use jianbao_dataset::Positions;
use jianbao_finding::{Lang, Text};
use jianbao_layout::RateDenominator;
use jianbao_validate::Valid;

/// Explains the figures of one dataset.
pub(crate) struct Explainer<'a> {
    pub(crate) valid: &'a Valid,
    pub(crate) layout: Option<&'a str>,
    pub(crate) lang: Lang,
}

impl Explainer<'_> {
    /// All figures, one a line: id, value, name.
    pub(crate) fn list(&self) -> String {
        let lines = self
            .valid
            .ledger()
            .entries()
            .map(|entry| format!("{}\t{}\t{}\n", entry.id, self.value(entry), entry.title.get(self.lang)));
        lines.collect()
    }

    /// One figure in full. An id that does not exist is answered with near ones.
    pub(crate) fn figure(&self, id: &str) -> Result<String, (Text, Text)> {
        let Some(entry) = self.valid.ledger().get(id) else { return Err(self.unknown(id)) };
        let mut text = format!("{}\n{}\n", entry.id, entry.title.get(self.lang));
        text += &format!("  {}\n", self.derivation(entry));
        text += &format!("  {}\n", self.policy());
        let positions = Positions::parse(self.valid.source.text());
        let mut shown = Vec::new();
        self.inputs(entry, &positions, 1, &mut shown, &mut text);
        Ok(text)
    }

    fn unknown(&self, id: &str) -> (Text, Text) {
        let hint = match self.valid.ledger().near(id) {
            None => {
                Text::new("不带编号运行 jianbao explain 可列出全部", "run `jianbao explain` without an id to list all")
            }
            Some(near) => Text::new(format!("是否应为 {}", near.id), format!("did you mean {}?", near.id)),
        };
        (Text::new(format!("没有编号为 {id} 的数字"), format!("there is no figure {id}")), hint)
    }

    /// The exact value with its unit, or why there is none.
    fn value(&self, entry: &Entry) -> String {
        match &entry.value {
            Value::Number(number) => with_unit(&number.normalize().to_string(), &entry.unit),
            Value::Date(date) => date.to_string(),
            Value::Words(words) => words.clone(),
            Value::Rating(rating) => rating.label().to_owned(),
            Value::Light(light) => light.label().to_owned(),
            Value::None(reason) => match self.lang {
                Lang::Zh => format!("无值（{}）", reason.reason().zh),
                Lang::En => format!("no value ({})", reason.reason().en),
            },
        }
    }

    /// `227.18 ÷ 250 = 90.872% → 90.87%`.
    fn derivation(&self, entry: &Entry) -> String {
        let value = self.value(entry);
        let printed = print(entry, self.valid.figures.policies(), Form { with_unit: true, ..Form::default() }).text;
        let same = printed == value.replace(' ', "");
        let printed = if printed.is_empty() || same { String::new() } else { format!(" → {printed}") };
        match &entry.formula {
            None => format!("{value}{printed}"),
            Some(formula) => format!("{} = {value}{printed}", self.formula(formula, &entry.unit)),
        }
    }

    /// A formula with the values put in. A rate is shown as the quotient that people know; the factor 100 is its unit.
    fn formula(&self, formula: &Formula, unit: &Unit) -> String {
        if let (Unit::Percent, Formula::Quotient(pair)) = (unit, formula)
            && let Formula::Product(factors) = &pair[0]
            && factors.len() == 2
        {
            return format!("{} ÷ {}", self.term(&factors[0]), self.term(&pair[1]));
        }
        self.tree(formula)
    }

    fn tree(&self, formula: &Formula) -> String {
        let join =
            |terms: &[Formula], sign: &str| terms.iter().map(|term| self.term(term)).collect::<Vec<_>>().join(sign);
        match formula {
            Formula::Figure(_) | Formula::Number(_) => self.term(formula),
            Formula::Sum(terms) => join(terms, " + "),
            Formula::Product(terms) => join(terms, " × "),
            Formula::Difference(pair) => join(pair.as_ref(), " − "),
            Formula::Quotient(pair) => join(pair.as_ref(), " ÷ "),
            Formula::Smallest(terms) => match self.lang {
                Lang::Zh => format!("取最小值（{}）", join(terms, "，")),
                Lang::En => format!("the smallest of ({})", join(terms, ", ")),
            },
            Formula::Worst(terms) => match self.lang {
                Lang::Zh => format!("取最差者（{}）", join(terms, "，")),
                Lang::En => format!("the worst of ({})", join(terms, ", ")),
            },
            Formula::Compare(pair) => {
                let against = match self.lang {
                    Lang::Zh => " 对照 ",
                    Lang::En => " against ",
                };
                join(pair.as_ref(), against)
            }
        }
    }

    fn term(&self, formula: &Formula) -> String {
        match formula {
            Formula::Figure(id) => self.valid.ledger().get(id).map_or_else(
                || id.clone(),
                |entry| match &entry.value {
                    Value::Number(number) => number.normalize().to_string(),
                    Value::None(_) => id.clone(),
                    _ => self.value(entry),
                },
            ),
            Formula::Number(number) => number.normalize().to_string(),
            inner => format!("({})", self.tree(inner)),
        }
    }

    fn policy(&self) -> String {
        let denominator = match (self.valid.figures.policies().rate_denominator, self.lang) {
            (RateDenominator::InitialBudget, Lang::Zh) => "年初预算数",
            (RateDenominator::AdjustedBudget, Lang::Zh) => "调整后预算数",
            (RateDenominator::CarriedInAndBudget, Lang::Zh) => "上年结转＋年初预算数",
            (RateDenominator::InitialBudget, Lang::En) => "initial budget",
            (RateDenominator::AdjustedBudget, Lang::En) => "adjusted budget",
            (RateDenominator::CarriedInAndBudget, Lang::En) => "carried in plus initial budget",
        };
        let (rate, money) = (self.valid.figures.policies().rate.places, self.valid.figures.policies().money.places);
        match self.lang {
            Lang::Zh => format!(
                "口径：{}；执行率分母为{denominator}，四舍五入，比率 {rate} 位、金额 {money} 位小数",
                self.layout.map_or_else(|| "未指定版式".to_owned(), |id| format!("版式 {id}"))
            ),
            Lang::En => format!(
                "policy: {}; rates are divided by the {denominator}, rounded half up, {rate} places for rates, {money} for money",
                self.layout.map_or_else(|| "no layout".to_owned(), |id| format!("layout {id}"))
            ),
        }
    }

    fn inputs(
        &self,
        entry: &Entry,
        positions: &Positions<'_>,
        depth: usize,
        shown: &mut Vec<String>,
        text: &mut String,
    ) {
        if depth == 1 {
            self.fact(entry, positions, depth, text);
        }
        for input in self.valid.ledger().inputs(entry) {
            if shown.contains(&input.id) {
                continue;
            }
            shown.push(input.id.clone());
            let indent = "  ".repeat(depth);
            *text += &format!("{indent}{}  {}\n", input.id, input.title.get(self.lang));
            *text += &format!("{indent}  {}\n", self.derivation(input));
            self.fact(input, positions, depth + 1, text);
            self.inputs(input, positions, depth + 1, shown, text);
        }
    }

    /// Where a fact stands.
    fn fact(&self, entry: &Entry, positions: &Positions<'_>, depth: usize, text: &mut String) {
        let Some(pointer) = &entry.pointer else { return };
        let source = &self.valid.source;
        let position = source.position(positions.nearest(pointer).start);
        let indent = "  ".repeat(depth);
        *text += &format!("{indent}{}:{}:{}  {pointer}\n", source.name(), position.line, position.column);
    }
}

fn with_unit(number: &str, unit: &Unit) -> String {
    match unit.text() {
        "" => number.to_owned(),
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}
