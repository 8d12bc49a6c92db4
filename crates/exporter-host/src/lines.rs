//! Reading what a child prints without trusting it: lines of bounded length, a tail of bounded size.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

/// Longest line taken from a child; the rest of a longer one is dropped.
pub(crate) const LONGEST_EVENT: usize = 1 << 20;

/// How much of a child's standard error is kept.
const TAIL: usize = 64 * 1024;

/// Hands every line of `source`, cut after `longest` bytes, to `sink` until it ends or `sink` says stop by `false`.
pub(crate) fn each_line(source: impl Read, longest: usize, mut sink: impl FnMut(Vec<u8>) -> bool) -> io::Result<()> {
    let mut source = BufReader::new(source);
    let mut line = Vec::new();
    loop {
        let chunk = source.fill_buf()?;
        if chunk.is_empty() {
            if !line.is_empty() {
                sink(line);
            }
            return Ok(());
        }
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        line.extend_from_slice(&part[..part.len().min(longest - line.len())]);
        let used = end.map_or(chunk.len(), |end| end + 1);
        source.consume(used);
        if end.is_some() && !sink(std::mem::take(&mut line)) {
            return Ok(());
        }
    }
}

/// The last bytes of a stream.
#[derive(Default)]
pub(crate) struct Tail(VecDeque<u8>);

impl Tail {
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        let bytes = &bytes[bytes.len().saturating_sub(TAIL)..];
        let excess = (self.0.len() + bytes.len()).saturating_sub(TAIL);
        self.0.drain(..excess);
        self.0.extend(bytes);
    }

    pub(crate) fn text(&self) -> String {
        let (front, back) = self.0.as_slices();
        printable(&String::from_utf8_lossy(&[front, back].concat()))
    }
}

/// A text with its control characters, but for line ends and tabs, replaced: it will stand on somebody's terminal.
pub(crate) fn printable(text: &str) -> String {
    let plain = |character: char| !character.is_control() || matches!(character, '\n' | '\t');
    text.chars().map(|character| if plain(character) { character } else { '\u{fffd}' }).collect()
}

#[cfg(test)]
mod tests {
    use super::{TAIL, Tail, each_line};

    #[test]
    fn long_lines_are_cut_and_the_last_needs_no_end() {
        let text = format!("a\n{}\nb", "x".repeat(30_000));
        let mut lengths = Vec::new();
        each_line(text.as_bytes(), 10_000, |line| {
            lengths.push(line.len());
            true
        })
        .unwrap();
        assert_eq!(lengths, [1, 10_000, 1]);
    }

    #[test]
    fn the_tail_keeps_the_end() {
        let mut tail = Tail::default();
        tail.push(&vec![b'a'; TAIL]);
        tail.push(b"end");
        assert_eq!(tail.text().len(), TAIL);
        assert!(tail.text().ends_with("aend"));
    }
}
