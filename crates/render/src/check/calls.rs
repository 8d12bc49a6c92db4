//! Calls of functions, macros and filters: what they are given, and what they give.

use std::collections::BTreeSet;
use std::rc::Rc;

use jianbao_finding::Text;
use minijinja::machinery::Span;
use minijinja::machinery::ast::{self, CallArg, Expr};

use super::expressions::is_opaque;
use super::figures::WILD;
use super::labels::{has_code, has_list, list_near, no_code};
use super::shape::Shape;
use super::told::{error, meant, nearest, warning};
use super::walker::Walker;
use crate::chart;

/// Filters that would need the number or the text itself.
const OF_TEXT: [&str; 18] = [
    "round",
    "int",
    "float",
    "abs",
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "replace",
    "length",
    "count",
    "split",
    "string",
    "sum",
    "min",
    "max",
    "join",
];

impl<'a> Walker<'a, '_> {
    pub(crate) fn arguments(&mut self, arguments: &'a [CallArg<'a>]) {
        for argument in arguments {
            self.expression(argument_value(argument));
        }
    }

    pub(crate) fn call(&mut self, call: &'a ast::Spanned<ast::Call<'a>>) -> Shape<'a> {
        let callee = match &call.expr {
            Expr::Var(function) => {
                let shape = self.expression(&call.expr);
                if !matches!(shape, Shape::Macro(..)) {
                    self.arguments(&call.args);
                    return self.function(function.id, &call.args);
                }
                shape
            }
            Expr::GetAttr(method) => {
                let of = self.expression(&method.expr);
                // Methods of lists and records are the language's own; modules are records of macros.
                match &of {
                    Shape::Record(fields) => fields.get(method.name).cloned().unwrap_or(Shape::Any),
                    Shape::Words(_) | Shape::Text(_) | Shape::Opaque => self.field(&of, method.name, method.span()),
                    _ => Shape::Any,
                }
            }
            other => self.expression(other),
        };
        let mut given = Vec::new();
        for (at, argument) in call.args.iter().enumerate() {
            let value = argument_value(argument);
            let shape = self.expression(value);
            let texts: Vec<String> = self.patterns(value).into_iter().collect();
            let shape = if texts.iter().any(|text| text.contains(WILD)) { shape } else { Shape::Words(texts) };
            given.push((at, argument, shape));
        }
        if let Shape::Macro(definition, place) = callee
            && self.has_room()
        {
            let named = given.into_iter().filter_map(|(at, argument, shape)| {
                let name = match (argument, definition.args.get(at)) {
                    (CallArg::Kwarg(name, _), _) => *name,
                    (CallArg::Pos(_), Some(Expr::Var(variable))) => variable.id,
                    _ => return None,
                };
                Some((name.to_owned(), shape))
            });
            let named: Vec<(String, Shape<'a>)> = named.collect();
            let with: Vec<String> = named.iter().map(|(name, shape)| format!("{name}={}", shape.summary())).collect();
            if self.noted.called.insert((place.name.to_owned(), definition.name.to_owned(), with.join(";"))) {
                let outer = std::mem::replace(&mut self.place, place);
                self.macro_body(definition, named);
                self.place = outer;
            }
        }
        Shape::Any
    }

    /// What a function of the engine is asked for, and the shape of what it gives.
    fn function(&mut self, name: &str, arguments: &'a [CallArg<'a>]) -> Shape<'a> {
        let first = arguments.first().map(argument_value);
        match (name, first) {
            ("figure", Some(id)) => {
                self.figure(id);
                Shape::Opaque
            }
            ("narrative", Some(key)) => {
                self.narrative(key, false);
                Shape::Opaque
            }
            ("has_narrative", Some(key)) => {
                self.narrative(key, true);
                Shape::Bool
            }
            ("table", Some(id)) => {
                self.table(id, true);
                Shape::Any
            }
            ("ref", Some(id)) => {
                self.table(id, false);
                Shape::Any
            }
            ("chart", Some(name)) => {
                self.chart(name);
                Shape::Any
            }
            ("choices", Some(list)) => {
                self.choices(list, arguments);
                Shape::text()
            }
            ("signature", Some(role)) => {
                self.codes_of("sign_off_role", role);
                Shape::Any
            }
            ("likelihoods", _) => Shape::List(Rc::new(Shape::Text(BTreeSet::from(["likelihood"])))),
            ("org" | "tick" | "period_label", _) => Shape::text(),
            ("range", _) => Shape::List(Rc::new(Shape::Number)),
            _ => Shape::Any,
        }
    }

    fn figure(&mut self, id: &'a Expr<'a>) {
        for pattern in self.patterns(id) {
            if self.known.figures.knows(&pattern) {
                continue;
            }
            let shown = pattern.replace(WILD, "*");
            let finding =
                error("T-FIGURE", format!("没有编号为 {shown} 的数字"), format!("there is no figure {shown}"));
            let near = if pattern.contains(WILD) { None } else { self.known.figures.near(&pattern) };
            let mut finding = meant(finding, near);
            if finding.hint.is_none() {
                finding = finding.hint(Text::new(
                    "数字的编号见 jianbao explain；有的数字要在 [policies] 中开启",
                    "`jianbao explain` lists the figures; some need a policy",
                ));
            }
            let finding = self.place.at(id.span(), finding);
            self.tell(finding);
        }
    }

    fn narrative(&mut self, key: &'a Expr<'a>, asked: bool) {
        for pattern in self.patterns(key) {
            let declared = &self.known.layout.manifest.narrative;
            if !asked && !pattern.contains(WILD) && !declared.contains_key(&pattern) {
                let finding = error(
                    "T-TEMPLATE",
                    format!("layout.toml 的 [narrative] 中没有声明 {pattern}"),
                    format!("[narrative] of layout.toml does not declare {pattern}"),
                );
                let near = nearest(declared.keys().cloned(), &pattern);
                let finding = self.place.at(key.span(), meant(finding, near));
                self.tell(finding);
            }
            self.noted.narratives.insert(pattern);
        }
    }

    fn chart(&mut self, name: &'a Expr<'a>) {
        let known = || chart::NAMES.iter().map(|name| (*name).to_owned());
        for pattern in self.patterns(name) {
            if !pattern.contains(WILD) && !known().any(|name| name == pattern) {
                let finding =
                    error("T-REF", format!("没有名为 {pattern} 的图"), format!("there is no chart {pattern}"));
                let all: Vec<String> = known().collect();
                let hint = Text::new(format!("现有：{}", all.join("、")), format!("known: {}", all.join(", ")));
                let finding = self.place.at(name.span(), finding.hint(hint));
                self.tell(finding);
            }
        }
    }

    /// The list of `choices("attribute", …, codes=[…])` and the codes that are offered.
    fn choices(&mut self, list: &'a Expr<'a>, arguments: &'a [CallArg<'a>]) {
        let offered = arguments.iter().find_map(|argument| match argument {
            CallArg::Kwarg("codes", Expr::List(codes)) => Some(&codes.items),
            _ => None,
        });
        for list in self.list(list) {
            for code in offered.into_iter().flatten() {
                self.codes_of(&list, code);
            }
        }
    }

    fn table(&mut self, id: &'a Expr<'a>, placed: bool) {
        let manifest = &self.known.layout.manifest;
        let tables = manifest.tables.iter().map(|table| &table.id).chain(manifest.forms.iter().map(|form| &form.id));
        let charts = chart::NAMES.iter().map(|name| format!("chart-{name}")).filter(|_| !placed);
        let own: Vec<String> = tables.cloned().chain(charts).collect();
        let any_detail = own.iter().any(|id| id == "*");
        for pattern in self.patterns(id) {
            let whole = pattern.chars().all(|character| character == WILD);
            let dynamic = pattern.contains(WILD);
            let known = own.iter().any(|own| own != "*" && super::figures::meets(own, &pattern));
            let finding = match (known && !whole, any_detail) {
                (true, _) => None,
                (false, true) if dynamic => None,
                (false, false) if whole && !own.is_empty() => None,
                (false, true) => Some(warning(
                    "T-REF",
                    format!("版式中没有名为 {pattern} 的表或表样，只有数据集带有同名明细表时才能印出"),
                    format!(
                        "the layout has no table or form {pattern}; only a dataset with a detail table of this id prints it"
                    ),
                )),
                (false, false) => Some(error(
                    "T-REF",
                    format!("版式中没有名为 {} 的表或表样", pattern.replace(WILD, "*")),
                    format!("the layout has no table or form {}", pattern.replace(WILD, "*")),
                )),
            };
            if let Some(finding) = finding {
                let finding = self.place.at(id.span(), meant(finding, nearest(own.iter().cloned(), &pattern)));
                self.tell(finding);
            }
            if placed {
                self.noted.tables.insert(pattern);
            }
        }
    }

    /// An argument that names a list of codes; those that exist are returned.
    fn list(&mut self, list: &'a Expr<'a>) -> Vec<String> {
        let names = self.patterns(list);
        for name in names.iter().filter(|name| !name.contains(WILD) && !has_list(name)) {
            let finding =
                error("T-LABEL", format!("没有名为 {name} 的选项表"), format!("there is no list of codes {name}"));
            let finding = self.place.at(list.span(), meant(finding, list_near(name)));
            self.tell(finding);
        }
        names.into_iter().filter(|name| has_list(name)).collect()
    }

    /// Words of the template that must be codes of a list.
    fn codes_of(&mut self, list: &str, codes: &'a Expr<'a>) {
        for code in self.patterns(codes) {
            if !code.contains(WILD) && has_list(list) && !has_code(list, &code) {
                let finding =
                    error("T-LABEL", format!("选项表 {list} 中没有 {code}"), format!("{list} has no code {code}"));
                let finding = self.place.at(codes.span(), no_code(finding, list, &code));
                self.tell(finding);
            }
        }
    }

    pub(crate) fn filter(&mut self, filter: &'a ast::Filter<'a>, span: Span) -> Shape<'a> {
        let of = match &filter.expr {
            // `x|default(…)` asks whether there is an x.
            Some(Expr::Var(_)) if matches!(filter.name, "default" | "d") => Shape::Any,
            Some(of) => self.expression(of),
            None => Shape::Any,
        };
        self.arguments(&filter.args);
        if !self.known.language.has_filter(filter.name) {
            self.unknown_word("过滤器", "filter", filter.name, span);
            return Shape::Any;
        }
        let needs_text = OF_TEXT.contains(&filter.name);
        if needs_text && (is_opaque(&of) || (is_opaque(&of.item()) && !matches!(filter.name, "length" | "count"))) {
            self.cannot_compute(span);
            return Shape::Any;
        }
        match filter.name {
            "label" => self.label(filter, &of),
            "date" => Shape::text(),
            "decimals" | "with_unit" | "optional" | "at_most" | "reverse" | "unique" => of,
            "first" | "last" | "random" => of.item(),
            "select" | "reject" | "sort" | "selectattr" | "rejectattr" => {
                self.by_attribute(filter, &of, span);
                of
            }
            "sum" | "min" | "max" => {
                self.by_attribute(filter, &of, span);
                Shape::Any
            }
            "map" => self.mapped(filter, &of, span),
            _ => Shape::Any,
        }
    }

    fn label(&mut self, filter: &'a ast::Filter<'a>, of: &Shape<'a>) -> Shape<'a> {
        let Some(list) = filter.args.first().map(argument_value) else { return Shape::text() };
        let lists = self.list(list);
        for list_name in &lists {
            if let Some(code) = &filter.expr {
                self.codes_of(list_name, code);
            }
            if let Shape::Text(codes) = of
                && !codes.is_empty()
                && !codes.contains(list_name.as_str())
            {
                let right = codes.iter().copied().collect::<Vec<_>>().join("、");
                let finding = error(
                    "T-LABEL",
                    format!("这里的代码属于选项表 {right}，不是 {list_name}"),
                    format!("the codes here are those of {right}, not of {list_name}"),
                );
                let finding = self.place.at(list.span(), finding);
                self.tell(finding);
            }
        }
        Shape::text()
    }

    /// Filters over the records of a list that look at one of their fields.
    fn by_attribute(&mut self, filter: &'a ast::Filter<'a>, of: &Shape<'a>, span: Span) {
        let by_position = matches!(filter.name, "selectattr" | "rejectattr");
        let Some(field) = self.attribute(filter, by_position, of, span) else { return };
        let asks_more = by_position && filter.args.len() > 1;
        let test = filter.args.get(1).map(argument_value).and_then(Expr::as_const);
        let harmless = test
            .as_ref()
            .and_then(|test| test.as_str())
            .is_some_and(|test| matches!(test, "known" | "unknown" | "not_applicable" | "defined" | "undefined"));
        if is_opaque(&field) && !(by_position && (!asks_more || harmless)) {
            self.cannot_compute(span);
        }
    }

    fn mapped(&mut self, filter: &'a ast::Filter<'a>, of: &Shape<'a>, span: Span) -> Shape<'a> {
        match self.attribute(filter, false, of, span) {
            Some(field) => Shape::List(Rc::new(field)),
            None => Shape::List(Rc::new(Shape::Any)),
        }
    }

    /// The shape of the field that a filter names, by position or as `attribute=`.
    fn attribute(
        &mut self,
        filter: &'a ast::Filter<'a>,
        by_position: bool,
        of: &Shape<'a>,
        span: Span,
    ) -> Option<Shape<'a>> {
        let argument = filter.args.iter().enumerate().find_map(|(at, argument)| match argument {
            CallArg::Kwarg("attribute", value) => Some(value),
            CallArg::Pos(value) if by_position && at == 0 => Some(value),
            _ => None,
        })?;
        let path = argument.as_const()?;
        let mut shape = of.item();
        for name in path.as_str()?.split('.') {
            shape = self.field(&shape, name, span);
        }
        Some(shape)
    }
}

pub(crate) fn argument_value<'a>(argument: &'a CallArg<'a>) -> &'a Expr<'a> {
    match argument {
        CallArg::Pos(value) | CallArg::Kwarg(_, value) | CallArg::PosSplat(value) | CallArg::KwargSplat(value) => value,
    }
}
