//! Values one after another: one a line, or over several lines.

use std::ops::ControlFlow;

use memchr::{memchr, memchr2};

use crate::cut::{Between, Cut, Cutter, TooLong};
use crate::record::Ending;
use crate::scan::{Scan, Seen};
use crate::step::Step;
use crate::window::{Window, is_blank};

/// A line at the start of the window.
struct Line {
    bytes: usize,
    gone: usize,
    ending: Ending,
}

#[derive(Debug)]
pub(crate) struct Lines {
    cutter: Cutter,
    limit: usize,
}

impl Lines {
    pub(crate) fn new(limit: usize) -> Self {
        Self { cutter: Cutter::new(Between::Nothing, limit), limit }
    }

    pub(crate) fn step(&mut self, window: &mut Window) -> Step {
        loop {
            let line = match self.line(window) {
                ControlFlow::Continue(line) => line,
                ControlFlow::Break(step) => return step,
            };
            let data = &window.data()[..line.bytes];
            let Some(first) = data.iter().copied().find(|byte| !is_blank(*byte)) else {
                match line.ending {
                    Ending::File => window.skip(line.gone),
                    _ => window.skip_line(line.gone),
                }
                continue;
            };
            if first == b'{' && goes_on(window, &line) {
                return self.span(window);
            }
            let Line { bytes, gone, ending } = line;
            return Step::Record { bytes, gone, line: ending != Ending::File, ending };
        }
    }

    /// The line at the start of the window.
    fn line(&self, window: &mut Window) -> ControlFlow<Step, Line> {
        let mut searched = 0;
        loop {
            let data = window.data();
            if let Some(found) = memchr2(b'\n', b'\r', &data[searched..]) {
                let at = searched + found;
                if at > self.limit {
                    return ControlFlow::Break(too_long(window));
                }
                if data[at] == b'\n' {
                    return ControlFlow::Continue(Line { bytes: at, gone: at + 1, ending: Ending::Lf });
                }
                window.holds(at + 2);
                match window.data().get(at + 1) {
                    Some(b'\n') => {
                        return ControlFlow::Continue(Line { bytes: at, gone: at + 2, ending: Ending::CrLf });
                    }
                    // A lone carriage return ends a line between two records; elsewhere it is a blank.
                    following
                        if following.is_none_or(|next| *next == b'{') && at > 0 && window.data()[at - 1] == b'}' =>
                    {
                        return ControlFlow::Continue(Line { bytes: at, gone: at + 1, ending: Ending::Cr });
                    }
                    _ => searched = at + 1,
                }
                continue;
            }
            searched = data.len();
            if searched > self.limit {
                return ControlFlow::Break(too_long(window));
            }
            if !window.more() {
                return match window.data().len() {
                    0 => ControlFlow::Break(Step::End),
                    _ if window.broke_off() => ControlFlow::Break(Step::End),
                    bytes => ControlFlow::Continue(Line { bytes, gone: bytes, ending: Ending::File }),
                };
            }
        }
    }

    /// A value over several lines, with the end of its last line.
    fn span(&mut self, window: &mut Window) -> Step {
        window.skip_blanks();
        match self.cutter.value(window) {
            Cut::Nothing => Step::End,
            Cut::TooLong(record) => Step::TooLong(record),
            Cut::Record { bytes, gone, .. } => {
                let mut end = gone.min(bytes);
                while window.data().get(end).is_some_and(|byte| matches!(byte, b' ' | b'\t')) {
                    end += 1;
                }
                window.holds(end + 2);
                let (gone, ending) = match window.data()[end..] {
                    [b'\r', b'\n', ..] => (end + 2, Ending::CrLf),
                    [b'\n', ..] => (end + 1, Ending::Lf),
                    [] => (end, Ending::File),
                    _ => (end, Ending::Lf),
                };
                Step::Record { bytes, gone, line: false, ending }
            }
        }
    }
}

/// Whether the value that begins in a line plainly goes on in the next one.
fn goes_on(window: &mut Window, line: &Line) -> bool {
    let data = &window.data()[..line.bytes];
    let last = data.iter().rev().find(|byte| !is_blank(**byte));
    if last.is_some_and(|last| matches!(last, b'{' | b'[' | b',' | b':')) {
        return line.ending != Ending::File;
    }
    // Most often the next byte is there and begins a record. A value that is whole goes on nowhere; so nobody waits for the next
    // line, which a program may be long in writing.
    match window.data().get(line.gone) {
        Some(b'{') => false,
        _ if is_whole(&window.data()[..line.bytes]) => false,
        _ => matches!(window.next_solid(line.gone), Some(b'}' | b']' | b',' | b':')),
    }
}

/// Whether a line is one value whose brackets close at its end.
fn is_whole(line: &[u8]) -> bool {
    Scan::default().run(line) == Seen::End(line.len())
}

/// Drops a line that is too long.
fn too_long(window: &mut Window) -> Step {
    let place = window.place();
    let mut bytes = 0;
    loop {
        if let Some(at) = memchr(b'\n', window.data()) {
            window.skip_line(at + 1);
            return Step::TooLong(TooLong { bytes: bytes + at as u64, place });
        }
        let all = window.data().len();
        bytes += all as u64;
        window.skip(all);
        if !window.more() {
            return Step::TooLong(TooLong { bytes, place });
        }
    }
}
