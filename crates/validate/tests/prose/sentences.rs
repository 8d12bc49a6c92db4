//! Sentences with figures: templates are filled from a ledger, and every typed number keeps its place.

use std::ops::Range;

use jianbao_calculate::{Entry, Ledger, Unit, Value};
use rust_decimal::Decimal;

use crate::facts::Names;
use crate::random::Random;
use crate::typed::Typed;

/// A template and the block that it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Template<'t> {
    /// `narrative`, `problems`, `recommendations` or `conclusion`.
    pub(crate) block: &'t str,
    /// The sentence.
    pub(crate) text: &'t str,
}

/// The templates of a file.
pub(crate) fn templates(file: &str) -> Vec<Template<'_>> {
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split_once(": ").map(|(block, text)| Template { block, text }).expect(line)).collect()
}

/// Something of a text that may be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Bytes in the text.
    pub(crate) range: Range<usize>,
    /// What stands there.
    pub(crate) filled: Filled,
}

/// What stands at a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filled {
    /// A figure, and how it is typed.
    Figure(String, Typed),
    /// The last month of the period.
    Months(i64, i64),
    /// A word of direction and its opposite.
    Word(String),
    /// A number of no figure.
    Noise,
}

/// A text and its slots.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    /// The text.
    pub(crate) text: String,
    /// Its slots, in order.
    pub(crate) slots: Vec<Slot>,
}

/// Fills a template; `None` where the facts do not fit it. `counts` are numbers of records by name.
pub(crate) fn fill(
    template: &str,
    ledger: &Ledger,
    names: &Names,
    counts: &[(&str, usize)],
    random: &mut Random,
) -> Option<Text> {
    let first = random.between(0, 3);
    let second = (first + random.between(1, 3)) % 4;
    let at = |index: i64| usize::try_from(index).expect("an index");
    let uses = [names.uses[at(first)], names.uses[at(second)]];
    let chosen = Chosen { uses, measure: *random.one(&names.measures), row: *random.one(&names.rows), names };
    let mut text = Text::default();
    let mut rest = template;
    while let Some(open) = rest.find('<') {
        text.text += &rest[..open];
        let close = open + rest[open..].find('>')?;
        let start = text.text.len();
        let token = &rest[open + 1..close];
        let (written, filled) = token_text(token, ledger, &chosen, counts, random)?;
        text.text += &written;
        if let Some(filled) = filled {
            text.slots.push(Slot { range: start..text.text.len(), filled });
        }
        rest = &rest[close + 1..];
    }
    text.text += rest;
    Some(text)
}

struct Chosen<'n> {
    uses: [(&'static str, &'static str); 2],
    measure: (&'static str, &'static str),
    row: (&'static str, &'static str),
    names: &'n Names,
}

impl Chosen<'_> {
    fn name(&self, of: &str) -> &'static str {
        match of {
            "U" => self.uses[0].1,
            "V" => self.uses[1].1,
            "I" => self.measure.1,
            "D" => self.names.dated,
            "P" => self.names.procurement,
            "R" => self.row.1,
            _ => self.names.supplier,
        }
    }

    fn id(&self, id: &str) -> String {
        let segment = |segment: &str| match segment {
            "U" => self.uses[0].0.to_owned(),
            "V" => self.uses[1].0.to_owned(),
            "I" => self.measure.0.to_owned(),
            "D" => "dated".to_owned(),
            "P" => "purchase".to_owned(),
            "S" => "survey".to_owned(),
            "T" => "payments".to_owned(),
            "R" => self.row.0.to_owned(),
            other => other.to_owned(),
        };
        id.split('.').map(segment).collect::<Vec<_>>().join(".")
    }
}

fn token_text(
    token: &str,
    ledger: &Ledger,
    chosen: &Chosen<'_>,
    counts: &[(&str, usize)],
    random: &mut Random,
) -> Option<(String, Option<Filled>)> {
    let words: Vec<&str> = token.split(' ').collect();
    match words[..] {
        ["name", of] => Some((chosen.name(of).to_owned(), None)),
        ["date", of] => figure(ledger.get(&chosen.id(&format!("procurement.{of}")))?, random),
        ["months"] => {
            let year = ledger.get("period.fiscal_year")?.number()?;
            let Value::Date(date) = ledger.get("period.as_of")?.value else { return None };
            let month = i64::from(date.parts().1?);
            let year = year.to_string().parse().ok()?;
            Some((months(year, month), Some(Filled::Months(year, month))))
        }
        ["any", low, high, unit] => {
            let number = random.between(low.parse().ok()?, high.parse().ok()?);
            Some((Typed::number(random, Decimal::from(number), unit).text(), Some(Filled::Noise)))
        }
        ["count", of, unit] => {
            let count = counts.iter().find(|(name, _)| *name == of)?.1;
            let typed = Typed::number(random, Decimal::from(count), unit);
            Some((typed.text(), Some(Filled::Figure(format!("count.{of}"), typed))))
        }
        ["cmp", a, b, "|", more, "|", less] => {
            let (a, b) = (ledger.get(&chosen.id(a))?, ledger.get(&chosen.id(b))?);
            let larger = match (&a.value, &b.value) {
                (Value::Number(a), Value::Number(b)) if a != b => a > b,
                (Value::Date(a), Value::Date(b)) if a != b => a > b,
                _ => return None,
            };
            let (word, other) = if larger { (more, less) } else { (less, more) };
            Some((word.to_owned(), Some(Filled::Word(other.to_owned()))))
        }
        [id] => figure(ledger.get(&chosen.id(id))?, random),
        _ => None,
    }
}

/// The months of a period.
pub(crate) fn months(year: i64, last: i64) -> String {
    format!("{year}年1—{last}月")
}

fn figure(entry: &Entry, random: &mut Random) -> Option<(String, Option<Filled>)> {
    let typed = match (&entry.value, &entry.unit) {
        (Value::Number(number), unit) => {
            let unit = if *unit == Unit::Days { "天" } else { unit.text() };
            Typed::number(random, *number, unit)
        }
        (Value::Date(date), _) => {
            let (year, month, day) = date.parts();
            Typed::date(random, (year.into(), month?.into(), day?.into()), true)
        }
        _ => return None,
    };
    Some((typed.text(), Some(Filled::Figure(entry.id.clone(), typed))))
}
