//! The shape of every expression, and what is wrong with it.

use std::collections::BTreeSet;
use std::rc::Rc;

use jianbao_finding::Text;
use minijinja::machinery::Span;
use minijinja::machinery::ast::{BinOpKind, CompareOpKind, Expr};

use super::figures::WILD;
use super::labels::{has_code, no_code};
use super::shape::Shape;
use super::told::{error, meant, nearest};
use super::walker::Walker;

/// Most texts that an expression is taken to be; beyond, it is any text.
const MOST_TEXTS: usize = 200;

impl<'a> Walker<'a, '_> {
    /// Looks at an expression and everything in it.
    pub(crate) fn expression(&mut self, expression: &'a Expr<'a>) -> Shape<'a> {
        self.deeper(|walker| walker.shape(expression)).unwrap_or(Shape::Any)
    }

    fn shape(&mut self, expression: &'a Expr<'a>) -> Shape<'a> {
        match expression {
            Expr::Var(variable) => self.variable(variable.id, variable.span()),
            Expr::Const(constant) => constant_shape(&constant.value),
            Expr::Slice(slice) => {
                for bound in [&slice.start, &slice.stop, &slice.step].into_iter().flatten() {
                    self.expression(bound);
                }
                self.expression(&slice.expr)
            }
            Expr::UnaryOp(operation) => {
                self.expression(&operation.expr);
                Shape::Any
            }
            Expr::BinOp(operation) => self.operation(operation.op, &operation.left, &operation.right, operation.span()),
            Expr::Compare(comparison) => {
                let mut left = &comparison.expr;
                let mut left_shape = self.expression(left);
                for operand in &comparison.ops {
                    let right_shape = self.expression(&operand.expr);
                    let contains = matches!(operand.op, CompareOpKind::In | CompareOpKind::NotIn);
                    self.compared(contains, (left, &left_shape), (&operand.expr, &right_shape), comparison.span());
                    (left, left_shape) = (&operand.expr, right_shape);
                }
                Shape::Bool
            }
            Expr::IfExpr(choice) => {
                self.expression(&choice.test_expr);
                let yes = self.expression(&choice.true_expr);
                match &choice.false_expr {
                    Some(no) => yes.or(self.expression(no)),
                    None => yes,
                }
            }
            Expr::Filter(filter) => self.filter(filter, filter.span()),
            Expr::Test(test) => {
                let asks_for_name = matches!(test.name, "defined" | "undefined");
                if !(asks_for_name && matches!(test.expr, Expr::Var(_))) {
                    self.expression(&test.expr);
                }
                self.arguments(&test.args);
                if !self.known.language.has_test(test.name) {
                    self.unknown_word("测试", "test", test.name, test.span());
                }
                Shape::Bool
            }
            Expr::GetAttr(attribute) => {
                let of = self.expression(&attribute.expr);
                self.field(&of, attribute.name, attribute.span())
            }
            Expr::GetItem(item) => {
                let of = self.expression(&item.expr);
                self.expression(&item.subscript_expr);
                match (&of, item.subscript_expr.as_const().as_ref().and_then(|key| key.as_str())) {
                    (_, Some(key)) => self.field(&of, key, item.span()),
                    (Shape::List(_), None) => of.item(),
                    _ => Shape::Any,
                }
            }
            Expr::Call(call) => self.call(call),
            Expr::List(list) => self.items(&list.items),
            Expr::Tuple(tuple) => self.items(&tuple.items),
            Expr::Map(map) => {
                map.keys.iter().chain(&map.values).for_each(|part| drop(self.expression(part)));
                Shape::Any
            }
        }
    }

    fn items(&mut self, items: &'a [Expr<'a>]) -> Shape<'a> {
        let item = items.iter().fold(Shape::Any, |all, item| {
            let shape = self.expression(item);
            all.or(shape)
        });
        Shape::List(Rc::new(item))
    }

    fn variable(&mut self, name: &str, span: Span) -> Shape<'a> {
        let local = self.scopes.iter().rev().find_map(|scope| scope.get(name));
        if let Some(shape) = local.or_else(|| self.known.root.get(name)) {
            return shape.clone();
        }
        if self.known.language.has_global(name) {
            return Shape::Any;
        }
        let names = self.scopes.iter().flat_map(|scope| scope.keys()).chain(self.known.root.keys()).cloned();
        let near = nearest(names.chain(self.known.language.globals()), name);
        let finding =
            error("T-FIELD", format!("没有名为 {name} 的字段或变量"), format!("there is nothing named {name}"));
        let finding = self.place.at(span, meant(finding, near));
        self.tell(finding);
        Shape::Any
    }

    /// A field of a value, by name.
    pub(crate) fn field(&mut self, of: &Shape<'a>, name: &str, span: Span) -> Shape<'a> {
        let (zh, en, near) = match of {
            Shape::Any | Shape::Map => return Shape::Any,
            Shape::Record(fields) => match fields.get(name) {
                Some(shape) => return shape.clone(),
                None => (
                    format!("没有字段 {name}"),
                    format!("there is no field {name}"),
                    nearest(fields.keys().cloned(), name),
                ),
            },
            Shape::List(_) => (
                format!("列表没有字段 {name}，用 for 逐项读取"),
                format!("a list has no field {name}; go through its items with `for`"),
                None,
            ),
            Shape::Opaque => {
                (format!("数字和叙述文字没有字段 {name}"), format!("a figure or prose has no field {name}"), None)
            }
            _ => (format!("文字没有字段 {name}"), format!("a text has no field {name}"), None),
        };
        let mut finding = meant(error("T-FIELD", zh, en), near);
        if finding.hint.is_none() {
            finding = finding.hint(Text::new(
                "字段名以数据集格式为准，见 jianbao schema dataset",
                "field names are those of the dataset, see `jianbao schema dataset`",
            ));
        }
        let finding = self.place.at(span, finding);
        self.tell(finding);
        Shape::Any
    }

    fn operation(&mut self, kind: BinOpKind, left: &'a Expr<'a>, right: &'a Expr<'a>, span: Span) -> Shape<'a> {
        use BinOpKind as Kind;
        let (a, b) = (self.expression(left), self.expression(right));
        match kind {
            Kind::Eq | Kind::Ne | Kind::Lt | Kind::Lte | Kind::Gt | Kind::Gte => {
                self.compared(false, (left, &a), (right, &b), span);
                Shape::Bool
            }
            Kind::In => {
                self.compared(true, (left, &a), (right, &b), span);
                Shape::Bool
            }
            Kind::ScAnd | Kind::ScOr => a.or(b),
            Kind::Concat => {
                if is_opaque(&a) || is_opaque(&b) {
                    self.opaque_use(
                        "拼接",
                        "glued to text",
                        "分别印出，如 {{ a }}{{ b }}",
                        "print each on its own, as in {{ a }}{{ b }}",
                        span,
                    );
                }
                Shape::Any
            }
            _ => {
                if is_opaque(&a) || is_opaque(&b) {
                    self.cannot_compute(span);
                }
                Shape::Any
            }
        }
    }

    /// Templates do not compute: whatever follows from numbers is a figure.
    pub(crate) fn cannot_compute(&mut self, span: Span) {
        let hint = (
            "计算结果本身是数字，编号见 jianbao explain",
            "what follows from numbers is a figure, see `jianbao explain`",
        );
        self.opaque_use("计算", "computed with", hint.0, hint.1, span);
    }

    fn opaque_use(&mut self, zh: &str, en: &str, hint_zh: &str, hint_en: &str, span: Span) {
        let finding = error(
            "T-COMPARE",
            format!("模板中的数字和叙述文字不能{zh}"),
            format!("a figure or prose cannot be {en} in a template"),
        );
        let finding = self.place.at(span, finding.hint(Text::new(hint_zh, hint_en)));
        self.tell(finding);
    }

    fn compared(
        &mut self,
        contains: bool,
        (left, a): (&'a Expr<'a>, &Shape<'a>),
        (right, b): (&'a Expr<'a>, &Shape<'a>),
        span: Span,
    ) {
        if is_opaque(a) || is_opaque(b) {
            let hint = (
                "可以用的条件：is known、is unknown、is not_applicable",
                "what can be asked: `is known`, `is unknown`, `is not_applicable`",
            );
            return self.opaque_use("比较", "compared", hint.0, hint.1, span);
        }
        if is_none(left) || is_none(right) {
            let finding = error("T-COMPARE", "与 none 比较的结果总是不成立", "a comparison with none never holds");
            let hint = Text::new("写作 is known 或 is unknown", "write `is known` or `is unknown`");
            let finding = self.place.at(span, finding.hint(hint));
            return self.tell(finding);
        }
        // In `"x" in row.reasons` the codes are those of the items.
        let inside = if contains { b.item() } else { b.clone() };
        self.same_codes(a, right, &inside);
        self.same_codes(&inside, left, a);
    }

    /// Codes compared with words of the template that are no codes of their list.
    fn same_codes(&mut self, codes: &Shape<'a>, with: &'a Expr<'a>, words: &Shape<'a>) {
        let (Shape::Text(lists), Shape::Words(words)) = (codes, words) else { return };
        let Some(first) = lists.iter().next() else { return };
        for word in words.iter().filter(|word| !word.is_empty() && !lists.iter().any(|list| has_code(list, word))) {
            let names = lists.iter().copied().collect::<Vec<_>>().join("、");
            let finding = error(
                "T-LABEL",
                format!("选项表 {names} 中没有 {word}，条件总是不成立"),
                format!("{names} has no code {word}, so that the condition never holds"),
            );
            let finding = self.place.at(with.span(), no_code(finding, first, word));
            self.tell(finding);
        }
    }

    /// What is printed must have a text that a report may hold.
    pub(crate) fn printed(&mut self, shape: &Shape<'a>, expression: &'a Expr<'a>) {
        let finding = match shape {
            Shape::Text(lists) if !lists.is_empty() => {
                let list = lists.iter().next().copied().unwrap_or_default();
                let hint = format!("|label(\"{list}\")");
                error("T-LABEL", "印出的是代码而不是文字", "this prints a code, not its word")
                    .hint(Text::new(format!("加上 {hint}"), format!("add {hint}")))
            }
            Shape::List(_) | Shape::Record(_) | Shape::Map => {
                error("T-FIELD", "列表和记录不能直接印出", "a list or record cannot be printed")
                    .hint(Text::new("印出其中的字段", "print one of its fields"))
            }
            _ => return,
        };
        let finding = self.place.at(expression.span(), finding);
        self.tell(finding);
    }

    pub(crate) fn unknown_word(&mut self, zh: &str, en: &str, name: &str, span: Span) {
        let finding = error("T-TEMPLATE", format!("没有名为 {name} 的{zh}"), format!("there is no {en} {name}"));
        let finding = self.place.at(span, finding);
        self.tell(finding);
    }

    /// The texts that an expression may be, as patterns.
    pub(crate) fn patterns(&mut self, expression: &'a Expr<'a>) -> BTreeSet<String> {
        let any = || BTreeSet::from([WILD.to_string()]);
        let found = match expression {
            Expr::Const(constant) => match constant.value.as_str() {
                Some(text) => BTreeSet::from([text.to_owned()]),
                None => BTreeSet::from([constant.value.to_string()]),
            },
            Expr::Var(variable) => match self.scopes.iter().rev().find_map(|scope| scope.get(variable.id)) {
                Some(Shape::Words(words)) => words.iter().cloned().collect(),
                _ => any(),
            },
            Expr::BinOp(operation) if matches!(operation.op, BinOpKind::Concat | BinOpKind::Add) => {
                let (left, right) = (self.patterns(&operation.left), self.patterns(&operation.right));
                left.iter().flat_map(|left| right.iter().map(move |right| format!("{left}{right}"))).collect()
            }
            Expr::IfExpr(choice) => {
                let mut texts = self.patterns(&choice.true_expr);
                match &choice.false_expr {
                    Some(no) => texts.extend(self.patterns(no)),
                    None => texts.extend(any()),
                }
                texts
            }
            _ => any(),
        };
        if found.len() > MOST_TEXTS { any() } else { found }
    }
}

fn constant_shape<'a>(value: &minijinja::Value) -> Shape<'a> {
    match value.as_str() {
        Some(text) => Shape::Words(vec![text.to_owned()]),
        None if value.as_i64().is_some() => Shape::Number,
        None => Shape::Any,
    }
}

pub(crate) fn is_opaque(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Opaque)
}

fn is_none(expression: &Expr<'_>) -> bool {
    matches!(expression, Expr::Const(constant) if constant.value.is_none())
}
