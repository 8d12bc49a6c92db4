//! Cuts one value that may span lines, and finds the next one after a broken one.

use memchr::memmem;

use crate::scan::{Scan, Seen};
use crate::window::{Place, Window, is_blank};

/// How far the first key of a record is looked for.
const FIRST_KEY: usize = 256;

/// What stands between values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Between {
    /// Blanks.
    Nothing,
    /// Commas, until a bracket closes the array.
    Commas,
}

/// What comes behind a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    /// What stands between values.
    Between,
    /// The next value, or still what stands between.
    Value,
    /// Nothing: the value ended with the array.
    End,
}

/// A value at the start of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The record is the first `bytes`; the first `gone` bytes are done with.
    Record { bytes: usize, gone: usize, next: Next },
    /// It had more bytes than allowed and is gone.
    TooLong(TooLong),
    /// The file broke off in it.
    Nothing,
}

/// A record that had more bytes than allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TooLong {
    /// How many bytes it had.
    pub(crate) bytes: u64,
    /// Where it began.
    pub(crate) place: Place,
}

/// Cuts values, and learns from each how the next one will start.
#[derive(Debug)]
pub(crate) struct Cutter {
    between: Between,
    limit: usize,
    /// The blanks before a value on its line, where values start lines.
    indent: Option<Vec<u8>>,
    /// `{` and the first key, where that is known.
    opening: Option<Vec<u8>>,
}

impl Cutter {
    pub(crate) fn new(between: Between, limit: usize) -> Self {
        Self { between, limit, indent: None, opening: None }
    }

    /// Cuts the value at the start of the window.
    pub(crate) fn value(&mut self, window: &mut Window) -> Cut {
        self.learn(window);
        let mut scan = Scan::default();
        loop {
            let all = window.ended();
            match scan.run(window.data()) {
                Seen::End(0) => return self.broken(window, 1),
                Seen::End(at) if at > self.limit => return self.too_long(window),
                Seen::End(at) if self.may_follow(window.next_solid(at)) || self.is_line(window.data(), at) => {
                    let bytes = trimmed(&window.data()[..at]);
                    return Cut::Record { bytes, gone: at, next: Next::Between };
                }
                Seen::End(at) | Seen::Broken(at) => return self.broken(window, at),
                Seen::More if window.data().len() > self.limit => return self.too_long(window),
                Seen::More if all => return self.unfinished(window),
                Seen::More => _ = window.more(),
            }
        }
    }

    /// Remembers how this value starts.
    fn learn(&mut self, window: &mut Window) {
        window.holds(FIRST_KEY);
        if let Some(opening) = opening(window.data())
            && self.opening.as_deref() != Some(opening)
        {
            self.opening = Some(opening.to_vec());
        }
        if let Some(lead) = window.lead()
            && self.indent.as_deref() != Some(lead)
        {
            self.indent = Some(lead.to_vec());
        }
    }

    /// Whether a value can be followed by this.
    fn may_follow(&self, solid: Option<u8>) -> bool {
        match solid {
            None | Some(b'{' | b' ') => true,
            Some(b',' | b']') => self.between == Between::Commas,
            Some(_) => false,
        }
    }

    /// Whether a value is a line of its own: then what follows is another line's matter.
    fn is_line(&self, data: &[u8], end: usize) -> bool {
        let mut behind = data[end..].iter().take_while(|byte| is_blank(**byte));
        self.between == Between::Nothing && !data[..end].contains(&b'\n') && behind.any(|&byte| byte == b'\n')
    }

    /// A value that is broken, noticed at a byte: it goes to where the next one starts, or to the end.
    fn broken(&self, window: &mut Window, noticed: usize) -> Cut {
        let mut searched = 0;
        loop {
            let found = self.next_start(window.data(), Some(noticed), searched);
            searched = window.data().len();
            if found.unwrap_or(searched) > self.limit {
                return self.too_long(window);
            }
            if let Some(at) = found {
                return self.up_to(window.data(), at);
            }
            if !window.more() {
                return self.rest(window);
            }
        }
    }

    /// A value that the end of the file leaves open: perhaps it swallowed others.
    fn unfinished(&self, window: &Window) -> Cut {
        match self.next_start(window.data(), None, 0) {
            Some(at) => self.up_to(window.data(), at),
            None if window.broke_off() => Cut::Nothing,
            None => Cut::Record { bytes: trimmed(window.data()), gone: window.data().len(), next: Next::Between },
        }
    }

    /// What is left of the file after a broken value; the bracket at its end is the array's.
    fn rest(&self, window: &Window) -> Cut {
        if window.broke_off() {
            return Cut::Nothing;
        }
        let data = window.data();
        let bytes = trimmed(data);
        let closes = self.between == Between::Commas && bytes > 1 && data[bytes - 1] == b']';
        let (bytes, next) = if closes { (trimmed(&data[..bytes - 1]), Next::End) } else { (bytes, Next::Between) };
        Cut::Record { bytes, gone: data.len(), next }
    }

    /// A broken value before the start of the next.
    fn up_to(&self, data: &[u8], next: usize) -> Cut {
        let mut bytes = trimmed(&data[..next]);
        if self.between == Between::Commas && bytes > 1 && data[bytes - 1] == b',' {
            bytes = trimmed(&data[..bytes - 1]);
        }
        Cut::Record { bytes, gone: next, next: Next::Value }
    }

    /// A value of more bytes than allowed: it is dropped up to where the next one starts.
    fn too_long(&self, window: &mut Window) -> Cut {
        if let Some(at) = self.next_start(window.data(), None, 0).filter(|&at| at <= self.limit) {
            return self.up_to(window.data(), at);
        }
        let place = window.place();
        let (mut scan, mut bytes) = (Some(Scan::default()), 0);
        loop {
            let all = window.ended();
            let (gone, found) = match scan.as_mut().map(|scan| (scan.run(window.data()), scan.scanned())) {
                Some((Seen::End(at), _)) => (at, true),
                Some((Seen::More, scanned)) => (scanned, false),
                Some((Seen::Broken(at), _)) => {
                    scan = None;
                    (at.saturating_sub(self.indent.as_ref().map_or(0, |indent| indent.len() + 1)), false)
                }
                None => match self.next_start(window.data(), Some(1), 0) {
                    Some(at) => (at, true),
                    None => (window.data().len().saturating_sub(2 * FIRST_KEY + 1), false),
                },
            };
            bytes += gone as u64;
            window.skip(gone);
            if let Some(scan) = &mut scan {
                scan.forget(gone);
            }
            if found {
                return Cut::TooLong(TooLong { bytes, place });
            }
            if all && (scan.is_some() || gone == 0) {
                bytes += window.data().len() as u64;
                window.skip(window.data().len());
                return Cut::TooLong(TooLong { bytes, place });
            }
            window.more();
        }
    }

    /// Where the next value starts: at a line that starts as this value did, at or before the place where this one was
    /// noticed to be broken with the same first key, behind it with any; where values share lines, at their first key.
    fn next_start(&self, data: &[u8], noticed: Option<usize>, searched: usize) -> Option<usize> {
        let find = |pattern: &[u8], from: usize| {
            let from = from.max(1).max(searched.saturating_sub(pattern.len()));
            memmem::find(data.get(from..)?, pattern).map(|at| from + at)
        };
        let Some(indent) = &self.indent else {
            return find(self.opening.as_ref()?, noticed.unwrap_or(1));
        };
        let line = [b"\n", &indent[..]].concat();
        let certain = self.opening.as_ref().and_then(|opening| find(&[&line, &opening[..]].concat(), 1));
        let likely = noticed.and_then(|noticed| find(&[&line[..], b"{"].concat(), noticed.saturating_sub(line.len())));
        certain.into_iter().chain(likely).min()
    }
}

/// `{` and the first key, where the data start so.
fn opening(data: &[u8]) -> Option<&[u8]> {
    let inside = data.strip_prefix(b"{")?;
    let quote = inside.iter().position(|byte| !is_blank(*byte)).filter(|&at| inside[at] == b'"')?;
    let key = inside[quote + 1..].iter().take(FIRST_KEY).position(|&byte| byte == b'"')?;
    (key > 0).then(|| &data[..quote + key + 3]).filter(|opening| opening.len() <= FIRST_KEY)
}

/// Length without the blanks at the end.
fn trimmed(data: &[u8]) -> usize {
    data.iter().rposition(|byte| !is_blank(*byte)).map_or(0, |at| at + 1)
}
