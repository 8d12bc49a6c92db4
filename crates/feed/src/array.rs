//! The elements of a JSON array.

use crate::cut::{Between, Cut, Cutter, Next};
use crate::record::Ending;
use crate::step::{Misplaced, Step};
use crate::window::Window;

#[derive(Debug)]
pub(crate) struct Array {
    cutter: Cutter,
    expects: Expects,
}

/// What must come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expects {
    Bracket,
    FirstElement,
    Element,
    /// A comma or the end.
    Comma,
    /// A comma, an element or the end: behind an element that was given up.
    Anything,
    /// Nothing but blanks.
    Nothing,
    /// What follows is not looked at.
    Done,
}

impl Array {
    pub(crate) fn new(limit: usize) -> Self {
        Self { cutter: Cutter::new(Between::Commas, limit), expects: Expects::Bracket }
    }

    pub(crate) fn step(&mut self, window: &mut Window) -> Step {
        loop {
            if self.expects == Expects::Done {
                return Step::End;
            }
            let Some(next) = window.skip_blanks() else { return self.end(window) };
            self.expects = match (self.expects, next) {
                (Expects::Bracket, _) => Expects::FirstElement,
                (Expects::Nothing, _) => return self.misplaced(window, Misplaced::Behind, Expects::Done),
                (Expects::Element, b']') => return self.misplaced(window, Misplaced::Comma, Expects::Nothing),
                (_, b']') => Expects::Nothing,
                (Expects::FirstElement | Expects::Element, b',') => {
                    return self.misplaced(window, Misplaced::Comma, self.expects);
                }
                (_, b',') => Expects::Element,
                (Expects::Comma, _) => return self.misplaced(window, Misplaced::NoComma, Expects::Anything),
                _ => return self.element(window),
            };
            window.skip(1);
        }
    }

    fn misplaced(&mut self, window: &mut Window, what: Misplaced, then: Expects) -> Step {
        let place = window.place();
        if what == Misplaced::Comma {
            window.skip(1);
        }
        self.expects = then;
        Step::Misplaced(what, place)
    }

    fn element(&mut self, window: &mut Window) -> Step {
        match self.cutter.value(window) {
            Cut::Record { bytes, gone, next } => {
                self.expects = match next {
                    Next::Between => Expects::Comma,
                    Next::Value => Expects::Anything,
                    Next::End => Expects::Nothing,
                };
                Step::Record { bytes, gone, line: false, ending: Ending::Element }
            }
            Cut::TooLong(record) => {
                self.expects = Expects::Anything;
                Step::TooLong(record)
            }
            Cut::Nothing => Step::End,
        }
    }

    fn end(&mut self, window: &Window) -> Step {
        let closed = self.expects == Expects::Nothing;
        self.expects = Expects::Done;
        if closed || window.broke_off() { Step::End } else { Step::Misplaced(Misplaced::NoBracket, window.place()) }
    }
}
