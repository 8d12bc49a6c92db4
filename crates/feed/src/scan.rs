//! Where a JSON value ends: a scanner that knows strings, escapes and brackets and nothing else.
//!
//! It goes over each byte once, can be stopped at the end of what is in memory and resumed, and notices early that a value is
//! broken: brackets that do not match, a bracket where none can open, bytes that no JSON has outside of strings, a line break
//! inside a string.

use memchr::memchr3;

/// What the scanner came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The value ends before this byte.
    End(usize),
    /// The value is broken; noticed at this byte.
    Broken(usize),
    /// The value goes on behind what is in memory.
    More,
}

/// Kinds of bytes outside of strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a number or a literal, or a blank.
    Plain,
    Quote,
    Open,
    Close,
    Separator,
    /// In no JSON.
    Foreign,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Foreign; 256];
    let plain = b" \t\r\n0123456789+-.eEtruefalsn";
    let mut at = 0;
    while at < plain.len() {
        kinds[plain[at] as usize] = Kind::Plain;
        at += 1;
    }
    kinds[b'"' as usize] = Kind::Quote;
    kinds[b'{' as usize] = Kind::Open;
    kinds[b'[' as usize] = Kind::Open;
    kinds[b'}' as usize] = Kind::Close;
    kinds[b']' as usize] = Kind::Close;
    kinds[b',' as usize] = Kind::Separator;
    kinds[b':' as usize] = Kind::Separator;
    kinds
};

/// A scan of one value that starts at the first byte of the data.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    at: usize,
    /// Brackets that are open.
    open: Vec<u8>,
    in_string: bool,
    /// The last bracket, separator or quotation mark outside of strings.
    last: u8,
}

impl Scan {
    /// Scans on over the data, which starts with the value.
    pub(crate) fn run(&mut self, data: &[u8]) -> Seen {
        loop {
            let seen = if self.in_string { self.string(data) } else { self.outside(data) };
            if let Some(seen) = seen {
                return seen;
            }
        }
    }

    /// How many bytes of the data were scanned.
    pub(crate) fn scanned(&self) -> usize {
        self.at
    }

    /// Says that bytes at the start of the data, which were scanned, are gone.
    pub(crate) fn forget(&mut self, bytes: usize) {
        self.at -= bytes;
    }

    /// Goes to the end of a string; nothing when it was reached and more is to come.
    fn string(&mut self, data: &[u8]) -> Option<Seen> {
        loop {
            let Some(found) = memchr3(b'"', b'\\', b'\n', &data[self.at..]) else {
                self.at = data.len();
                return Some(Seen::More);
            };
            let at = self.at + found;
            match data[at] {
                b'"' => {
                    (self.at, self.in_string, self.last) = (at + 1, false, b'"');
                    return self.open.is_empty().then_some(Seen::End(at + 1));
                }
                b'\\' => match data.get(at + 1) {
                    Some(b'\n') => return Some(Seen::Broken(at + 1)),
                    Some(_) => self.at = at + 2,
                    None => {
                        self.at = at;
                        return Some(Seen::More);
                    }
                },
                _ => return Some(Seen::Broken(at)),
            }
        }
    }

    /// Goes to the next string or to the end of the value; nothing when a string begins.
    fn outside(&mut self, data: &[u8]) -> Option<Seen> {
        while let Some(&byte) = data.get(self.at) {
            match KINDS[usize::from(byte)] {
                Kind::Plain => {}
                Kind::Quote => {
                    (self.at, self.in_string) = (self.at + 1, true);
                    return None;
                }
                Kind::Open if self.may_open() => {
                    self.open.push(byte);
                    self.last = byte;
                }
                Kind::Close => match self.open.pop() {
                    // A number or a literal ends where the array around it does.
                    None => return Some(Seen::End(self.at)),
                    Some(open) if open != partner(byte) => return Some(Seen::Broken(self.at)),
                    Some(_) => {
                        (self.at, self.last) = (self.at + 1, byte);
                        if self.open.is_empty() {
                            return Some(Seen::End(self.at));
                        }
                        continue;
                    }
                },
                Kind::Separator if self.open.is_empty() => return Some(Seen::End(self.at)),
                Kind::Separator => self.last = byte,
                Kind::Open | Kind::Foreign => return Some(Seen::Broken(self.at)),
            }
            self.at += 1;
        }
        Some(Seen::More)
    }

    /// Whether a record or list may begin here: behind a colon in a record, at the start or behind a comma in a list.
    fn may_open(&self) -> bool {
        match self.open.last() {
            Some(b'{') => self.last == b':',
            Some(_) => matches!(self.last, b'[' | b','),
            None => true,
        }
    }
}

fn partner(close: u8) -> u8 {
    if close == b'}' { b'{' } else { b'[' }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Seen {
        Scan::default().run(text.as_bytes())
    }

    #[test]
    fn a_value_ends_where_its_brackets_close() {
        assert_eq!(scan(r#"{"a": [1, {"b": "}]"}], "c\"}": "\\"} , {"#), Seen::End(37));
        assert_eq!(scan("12.5e3, 7"), Seen::End(6));
        assert_eq!(scan("null]"), Seen::End(4));
        assert_eq!(scan(r#""te]xt" ]"#), Seen::End(7));
    }

    #[test]
    fn a_broken_value_is_noticed_where_it_cannot_go_on() {
        assert_eq!(scan(r#"{"a": [1}"#), Seen::Broken(8));
        assert_eq!(scan(r#"{"a": {"b": 1}, {"a""#), Seen::Broken(16));
        assert_eq!(scan("{\"a\": \"b\n"), Seen::Broken(8));
        assert_eq!(scan("{\"a\": \"b\\\n"), Seen::Broken(9));
        assert_eq!(scan("{a: 1}"), Seen::End(6));
        assert_eq!(scan("{“a”: 1}"), Seen::Broken(1));
        assert_eq!(scan(r#"{"a": 1"#), Seen::More);
    }

    #[test]
    fn stopping_and_resuming_anywhere_gives_the_same() {
        let text = r#"{"a": [1, {"b": "}]\\\""}], "c\"}": "\\"}"#.as_bytes();
        for stop in 0..text.len() {
            let mut scan = Scan::default();
            assert_eq!(scan.run(&text[..stop]), Seen::More, "at {stop}");
            assert_eq!(scan.run(text), Seen::End(text.len()), "at {stop}");
        }
    }
}
