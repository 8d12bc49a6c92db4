//! Walks the statements of templates with the names that are in scope.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_dataset::{Piece, pieces};
use jianbao_finding::Finding;
use jianbao_layout::Layout;
use minijinja::machinery::ast::{self, Expr, Stmt};

use super::figures::{Figures, WILD};
use super::language::Language;
use super::place::Place;
use super::shape::Shape;
use super::told::{error, warning};

/// Names and their shapes.
pub(crate) type Scope<'a> = BTreeMap<String, Shape<'a>>;

/// What every walk may look up.
pub(crate) struct Known<'a> {
    pub(crate) layout: &'a Layout,
    /// What templates see.
    pub(crate) root: Scope<'a>,
    pub(crate) figures: Figures,
    pub(crate) language: Language,
    /// The templates that could be parsed, by name.
    pub(crate) trees: &'a BTreeMap<String, (Place<'a>, Stmt<'a>)>,
}

/// What was found on the way. Ids and keys are patterns with [`WILD`].
#[derive(Default)]
pub(crate) struct Noted {
    pub(crate) findings: Vec<Finding>,
    pub(crate) narratives: BTreeSet<String>,
    pub(crate) tables: BTreeSet<String>,
    pub(crate) templates: BTreeSet<String>,
    /// Macros that were called, by template and name, with what they were given: each such call is walked once.
    pub(crate) called: BTreeSet<(String, String, String)>,
}

/// Deepest nesting of macros, included templates and expressions that is followed.
const DEEPEST: usize = 200;
/// Most statements and expressions that are looked at: templates that include one another many times are not a layout.
const MOST_STEPS: usize = 400_000;

/// A walk through one template and what it includes.
pub(crate) struct Walker<'a, 'k> {
    pub(crate) known: &'k Known<'a>,
    pub(crate) noted: &'k mut Noted,
    pub(crate) place: Place<'a>,
    pub(crate) scopes: Vec<Scope<'a>>,
    depth: usize,
    steps: usize,
}

impl<'a, 'k> Walker<'a, 'k> {
    pub(crate) fn new(known: &'k Known<'a>, noted: &'k mut Noted, place: Place<'a>) -> Self {
        Self { known, noted, place, scopes: vec![Scope::new()], depth: 0, steps: 0 }
    }

    /// Walks a template that is no file.
    pub(crate) fn whole(mut self, tree: &'a Stmt<'a>) {
        self.statement(tree);
    }

    /// Walks a template file by name.
    pub(crate) fn file(&mut self, name: &str) {
        self.noted.templates.insert(name.to_owned());
        if let Some((place, tree)) = self.known.trees.get(name) {
            let outer = std::mem::replace(&mut self.place, place.clone());
            self.statement(tree);
            self.place = outer;
        }
    }

    /// Does something one level deeper, unless that is too deep.
    pub(crate) fn deeper<T>(&mut self, walk: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.steps += 1;
        if self.depth >= DEEPEST || self.steps >= MOST_STEPS {
            return None;
        }
        self.depth += 1;
        let result = walk(self);
        self.depth -= 1;
        Some(result)
    }

    /// Whether a macro can be walked before it gets too deep; else it is walked later, alone.
    pub(crate) fn has_room(&self) -> bool {
        self.depth + DEEPEST / 4 < DEEPEST
    }

    pub(crate) fn tell(&mut self, finding: Finding) {
        self.noted.findings.push(finding);
    }

    pub(crate) fn body(&mut self, statements: &'a [Stmt<'a>]) {
        for statement in statements {
            self.deeper(|walker| walker.statement(statement));
        }
    }

    fn scoped(&mut self, walk: impl FnOnce(&mut Self)) {
        self.scopes.push(Scope::new());
        walk(self);
        self.scopes.pop();
    }

    fn statement(&mut self, statement: &'a Stmt<'a>) {
        match statement {
            Stmt::Template(template) => self.body(&template.children),
            Stmt::EmitExpr(emit) => {
                let shape = self.expression(&emit.expr);
                self.printed(&shape, &emit.expr);
            }
            Stmt::EmitRaw(raw) => self.raw(raw.raw),
            Stmt::ForLoop(each) => self.for_loop(each),
            Stmt::IfCond(condition) => {
                self.expression(&condition.expr);
                self.body(&condition.true_body);
                self.body(&condition.false_body);
            }
            Stmt::WithBlock(with) => self.scoped(|walker| {
                for (target, value) in &with.assignments {
                    let shape = walker.expression(value);
                    walker.bind(target, shape);
                }
                walker.body(&with.body);
            }),
            Stmt::Set(set) => {
                let shape = self.expression(&set.expr);
                self.bind(&set.target, shape);
            }
            Stmt::SetBlock(set) => {
                self.scoped(|walker| walker.body(&set.body));
                self.bind(&set.target, Shape::Any);
            }
            Stmt::AutoEscape(block) => self.body(&block.body),
            Stmt::FilterBlock(block) => self.body(&block.body),
            Stmt::Block(block) => self.scoped(|walker| walker.body(&block.body)),
            Stmt::Macro(definition) => {
                let shape = Shape::Macro(definition, self.place.clone());
                self.name(definition.name, shape);
            }
            Stmt::CallBlock(call) => {
                self.call(&call.call);
                self.macro_body(&call.macro_decl, Vec::new());
            }
            Stmt::Do(call) => drop(self.call(&call.call)),
            Stmt::Include(include) => self.include(&include.name),
            Stmt::Extends(extends) => self.include(&extends.name),
            Stmt::Import(import) => {
                let macros = self.imported(&import.expr);
                self.bind(&import.name, Shape::Record(std::rc::Rc::new(macros)));
            }
            Stmt::FromImport(import) => {
                let macros = self.imported(&import.expr);
                for (name, alias) in &import.names {
                    let Expr::Var(variable) = name else { continue };
                    let shape = macros.get(variable.id).cloned().unwrap_or(Shape::Any);
                    self.bind(alias.as_ref().unwrap_or(name), shape);
                }
            }
            // Loop controls and whatever a later version of the language adds name nothing.
            #[allow(unreachable_patterns, reason = "which statements there are depends on features of the crate")]
            _ => {}
        }
    }

    /// Binds a name in the innermost scope.
    pub(crate) fn name(&mut self, name: &str, shape: Shape<'a>) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.to_owned(), shape);
        }
    }

    fn bind(&mut self, target: &'a Expr<'a>, shape: Shape<'a>) {
        match target {
            Expr::Var(variable) => self.name(variable.id, shape),
            Expr::List(list) => list.items.iter().for_each(|item| self.bind(item, Shape::Any)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.bind(item, Shape::Any)),
            _ => {}
        }
    }

    fn for_loop(&mut self, each: &'a ast::ForLoop<'a>) {
        let items = self.expression(&each.iter);
        self.scoped(|walker| {
            walker.name("loop", Shape::Any);
            walker.bind(&each.target, items.item());
            if let Some(filter) = &each.filter_expr {
                walker.expression(filter);
            }
            walker.body(&each.body);
        });
        self.body(&each.else_body);
    }

    /// An included template sees what its includer sees.
    fn include(&mut self, name: &'a Expr<'a>) {
        self.expression(name);
        for pattern in self.patterns(name) {
            if self.known.trees.contains_key(&pattern) {
                self.deeper(|walker| walker.scoped(|walker| walker.file(&pattern)));
            } else if pattern.contains(WILD) {
                self.noted.templates.insert(pattern);
            } else if !self.known.layout.templates.contains_key(&pattern) {
                let finding = error(
                    "T-TEMPLATE",
                    format!("版式包中没有模板 {pattern}"),
                    format!("the package has no template {pattern}"),
                );
                let finding = self.place.at(name.span(), finding);
                self.tell(finding);
            }
        }
    }

    /// The macros of an imported template. It sees the dataset, not the importer's names.
    fn imported(&mut self, name: &'a Expr<'a>) -> Scope<'a> {
        let mut macros = Scope::new();
        let outer = std::mem::replace(&mut self.scopes, vec![Scope::new()]);
        self.include(name);
        self.scopes = outer;
        for pattern in self.patterns(name) {
            macros.extend(top_macros(self.known, &pattern));
        }
        macros
    }

    /// Walks the body of a macro with the shapes of its arguments.
    pub(crate) fn macro_body(&mut self, definition: &'a ast::Macro<'a>, given: Vec<(String, Shape<'a>)>) {
        let mut arguments: Scope<'a> = BTreeMap::from([("caller".to_owned(), Shape::Any)]);
        for argument in &definition.args {
            if let Expr::Var(variable) = argument {
                arguments.insert(variable.id.to_owned(), Shape::Any);
            }
        }
        arguments.extend(given);
        let file = top_macros(self.known, self.place.name);
        let outermost = self.scopes.first().cloned().unwrap_or_default();
        let outer = std::mem::replace(&mut self.scopes, vec![outermost, file, arguments]);
        self.deeper(|walker| walker.body(&definition.body));
        self.scopes = outer;
    }

    /// A placeholder of a dataset's prose prints as it stands when it is typed into a template.
    fn raw(&mut self, raw: &'a str) {
        let text = self.place.source().text();
        // A piece of the file itself, so that its place is where it lies in memory; a value of `layout.toml` is none.
        let start =
            raw.as_ptr().addr().checked_sub(text.as_ptr().addr()).filter(|start| start + raw.len() <= text.len());
        let Some(start) = start.filter(|_| !self.place.name.is_empty()) else { return };
        for (piece, range) in pieces(raw) {
            let Piece::Figure(id) = piece else { continue };
            if self.known.figures.knows(id) {
                let finding = warning(
                    "T-FIGURE",
                    format!("模板中的 {{{id}}} 会原样印出，写作 {{{{ figure(\"{id}\") }}}}"),
                    format!("{{{id}}} prints as it stands in a template; write {{{{ figure(\"{id}\") }}}}"),
                );
                let range = start + range.start..start + range.end;
                let finding = finding.in_source(std::sync::Arc::clone(self.place.source()), range);
                self.tell(finding);
            }
        }
    }
}

/// The macros that a template defines at its top.
pub(crate) fn top_macros<'a>(known: &Known<'a>, name: &str) -> Scope<'a> {
    let Some((place, Stmt::Template(template))) = known.trees.get(name) else { return Scope::new() };
    let macros = template.children.iter().filter_map(|statement| match statement {
        Stmt::Macro(definition) => {
            let definition: &'a ast::Macro<'a> = definition;
            Some((definition.name.to_owned(), Shape::Macro(definition, place.clone())))
        }
        _ => None,
    });
    macros.collect()
}
