//! Totals and rates as formulas of Excel.
//!
//! The ledger's formula is a tree over figures. It becomes a formula over cells if every figure in it stands as a number
//! in some cell, or can itself be computed from such; and only if computing it from the numbers in the cells gives what
//! the cell shows, to the digits that Excel keeps. Otherwise the cell keeps its plain number.

use std::collections::BTreeMap;

use jianbao_document::{Formula, TypedValue};
use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;

use crate::content::Content;
use crate::graph::Graph;
use crate::layout::Plan;
use crate::number::{self, Number};

/// Excel takes 8192 characters.
const MAX_FORMULA: usize = 8000;
/// Excel takes 255 arguments of a function.
const MAX_TERMS: usize = 255;
/// How many figures without a cell are followed one into another.
const MAX_DEPTH: u32 = 16;
/// The largest power of ten that a formula multiplies or divides by.
const MAX_POWER: u32 = 12;

/// Where the figures of the document stand.
pub(crate) struct Formulas<'p, 'd> {
    figures: &'p Graph<'d>,
    names: Vec<&'p str>,
    cells: BTreeMap<&'d str, Vec<Place>>,
}

/// A cell with a number.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: Spot,
    stored: Decimal,
    scale: i32,
}

/// A cell of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) sheet: usize,
    pub(crate) row: u32,
    pub(crate) column: u16,
}

/// How tightly an expression holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Sum,
    Product,
    Whole,
}

/// An expression; the figure is its value times ten to the power of its scale.
struct Expression {
    text: String,
    level: Level,
    value: Decimal,
    scale: i32,
    /// The cell, where the expression is nothing else.
    cell: Option<Spot>,
}

impl<'p, 'd> Formulas<'p, 'd> {
    /// Finds all cells with a figure's number.
    pub(crate) fn of(plan: &'p Plan<'d>) -> Self {
        let mut cells: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        for (sheet, planned) in plan.sheets.iter().enumerate() {
            for cell in &planned.cells {
                let Content::Number(number, value) = &cell.content else { continue };
                let Some(figure) = value.figure.as_deref() else { continue };
                let at = Spot { sheet, row: cell.row, column: cell.column };
                cells.entry(figure).or_default().push(Place { at, stored: number.stored, scale: number.scale });
            }
        }
        let names = plan.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        Self { figures: &plan.figures, names, cells }
    }

    /// The formula for a cell of this sheet, if there is one that gives the cell's number.
    pub(crate) fn formula(&self, sheet: usize, number: &Number, value: &TypedValue) -> Option<String> {
        let formula = self.figures.formula(value.figure.as_deref()?)?;
        let expression = self.compile(formula, sheet, 0)?.at_scale(number.scale)?;
        let equal = number::fifteen(expression.value)? == number::fifteen(number.stored)?;
        (equal && expression.text.len() <= MAX_FORMULA).then_some(expression.text)
    }

    fn compile(&self, formula: &Formula, sheet: usize, depth: u32) -> Option<Expression> {
        if depth > MAX_DEPTH {
            return None;
        }
        let compile = |formula: &Formula| self.compile(formula, sheet, depth + 1);
        match formula {
            Formula::Figure(id) => match self.locate(id, sheet) {
                Some(place) => self.reference(place, sheet),
                None => compile(self.figures.formula(id)?),
            },
            Formula::Number(text) => constant(text),
            Formula::Sum(terms) => {
                // What has no value counts for nothing.
                let counted = terms.iter().filter(|term| !self.is_void(term));
                let terms = counted.map(compile).collect::<Option<Vec<_>>>()?;
                self.function("SUM", terms, sheet, Decimal::checked_add)
            }
            Formula::Product(factors) => product(factors.iter().map(compile).collect::<Option<Vec<_>>>()?),
            Formula::Difference(pair) => {
                let first = compile(&pair[0])?;
                let second = compile(&pair[1])?.at_scale(first.scale)?;
                let value = first.value.checked_sub(second.value)?;
                let text = format!("{}-{}", first.within(Level::Sum), second.within(Level::Product));
                Some(Expression { text, level: Level::Sum, value, scale: first.scale, cell: None })
            }
            Formula::Quotient(pair) => {
                let (first, second) = (compile(&pair[0])?, compile(&pair[1])?);
                let value = first.value.checked_div(second.value)?;
                let text = format!("{}/{}", first.within(Level::Product), second.within(Level::Whole));
                let scale = first.scale.checked_sub(second.scale)?;
                Some(Expression { text, level: Level::Product, value, scale, cell: None })
            }
            Formula::Smallest(terms) => {
                let terms = terms.iter().map(compile).collect::<Option<Vec<_>>>()?;
                self.function("MIN", terms, sheet, |a, b| Some(a.min(b)))
            }
            Formula::Compare(_) | Formula::Worst(_) => None,
        }
    }

    fn is_void(&self, term: &Formula) -> bool {
        matches!(term, Formula::Figure(id) if self.figures.has_no_value(id))
    }

    /// The first cell of the figure on this sheet, or else of the workbook.
    fn locate(&self, figure: &str, sheet: usize) -> Option<Place> {
        let places = self.cells.get(figure)?;
        places.iter().find(|place| place.at.sheet == sheet).or_else(|| places.first()).copied()
    }

    fn reference(&self, place: Place, sheet: usize) -> Option<Expression> {
        let text = self.written(place.at, place.at, sheet)?;
        let Place { at, stored, scale } = place;
        Some(Expression { text, level: Level::Whole, value: stored, scale, cell: Some(at) })
    }

    /// A cell or a range as a formula of this sheet names it.
    fn written(&self, first: Spot, last: Spot, sheet: usize) -> Option<String> {
        let mut text = row_col_to_cell(first.row, first.column);
        if first != last {
            text += &format!(":{}", row_col_to_cell(last.row, last.column));
        }
        if first.sheet == sheet {
            return Some(text);
        }
        // The library takes a name before a bracket for a function, even within quotation marks.
        let name = self.names.get(first.sheet).filter(|name| !name.contains(['(', '"']))?;
        Some(format!("'{}'!{text}", name.replace('\'', "''")))
    }

    /// A function of several terms, all counted in the same power of ten.
    fn function(
        &self,
        name: &str,
        terms: Vec<Expression>,
        sheet: usize,
        combine: impl Fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Expression> {
        let scale = terms.first()?.scale;
        let mut terms = terms.into_iter().map(|term| term.at_scale(scale)).collect::<Option<Vec<_>>>()?;
        if terms.len() == 1 {
            return terms.pop();
        }
        let (first, rest) = terms.split_first()?;
        let value = rest.iter().try_fold(first.value, |value, term| combine(value, term.value))?;
        let arguments = self.arguments(&terms, sheet)?;
        if arguments.len() > MAX_TERMS {
            return None;
        }
        let text = format!("{name}({})", arguments.join(","));
        Some(Expression { text, level: Level::Whole, value, scale, cell: None })
    }

    /// Terms as arguments of a function; cells in a line become a range.
    fn arguments(&self, terms: &[Expression], sheet: usize) -> Option<Vec<String>> {
        let mut arguments = Vec::new();
        let mut index = 0;
        while let Some(term) = terms.get(index) {
            let Some(first) = term.cell else {
                arguments.push(term.text.clone());
                index += 1;
                continue;
            };
            let follows = |down: u32, right: u16| {
                let next = |step: usize| {
                    let steps = u32::try_from(step).ok()?;
                    let row = first.row.checked_add(down.checked_mul(steps)?)?;
                    let column = first.column.checked_add(right.checked_mul(u16::try_from(step).ok()?)?)?;
                    Some(Spot { row, column, ..first })
                };
                terms[index..]
                    .iter()
                    .enumerate()
                    .take_while(|(step, term)| term.cell.is_some() && term.cell == next(*step))
                    .count()
            };
            let (down, right) = (follows(1, 0), follows(0, 1));
            let length = down.max(right);
            let last = terms[index + length - 1].cell?;
            arguments.push(self.written(first, last, sheet)?);
            index += length;
        }
        Some(arguments)
    }
}

impl Expression {
    /// The same figure, counted in another power of ten.
    fn at_scale(mut self, scale: i32) -> Option<Self> {
        let power = self.scale.checked_sub(scale)?;
        if power == 0 {
            return Some(self);
        }
        if power.unsigned_abs() > MAX_POWER {
            return None;
        }
        let sign = if power > 0 { '*' } else { '/' };
        self.text = format!("{}{sign}1{}", self.within(Level::Product), "0".repeat(power.unsigned_abs() as usize));
        self.value = number::shifted(self.value, power)?;
        Some(Self { level: Level::Product, scale, cell: None, ..self })
    }

    /// The text, in brackets where it would fall apart.
    fn within(&self, level: Level) -> String {
        if self.level < level { format!("({})", self.text) } else { self.text.clone() }
    }
}

fn constant(text: &str) -> Option<Expression> {
    let value = Decimal::from_str_exact(text).ok()?.normalize();
    if number::significant(value) > number::DIGITS {
        return None;
    }
    let level = if value.is_sign_negative() { Level::Sum } else { Level::Whole };
    Some(Expression { text: value.to_string(), level, value, scale: 0, cell: None })
}

/// A product. A power of ten among the factors only moves the scale: the hundred of a per cent disappears where the cell
/// stores a fraction.
fn product(factors: Vec<Expression>) -> Option<Expression> {
    let (mut value, mut scale) = (Decimal::ONE, 0_i32);
    let mut texts = Vec::new();
    let mut only = None;
    for factor in factors {
        if let Some(power) = power_of_ten(&factor) {
            scale = scale.checked_add(power)?;
            continue;
        }
        value = value.checked_mul(factor.value)?;
        scale = scale.checked_add(factor.scale)?;
        texts.push(factor.within(Level::Product));
        only = Some(factor);
    }
    match (texts.len(), only) {
        (0, _) | (_, None) => None,
        (1, Some(factor)) => Some(Expression { scale, ..factor }),
        _ => Some(Expression { text: texts.join("*"), level: Level::Product, value, scale, cell: None }),
    }
}

/// The power, where a factor is a constant power of ten.
fn power_of_ten(factor: &Expression) -> Option<i32> {
    let digits = factor.text.strip_prefix('1').filter(|_| factor.cell.is_none())?;
    digits.bytes().all(|b| b == b'0').then(|| i32::try_from(digits.len()).ok())?
}
