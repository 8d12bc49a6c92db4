//! The part of a file that is in memory: a window that moves over the stream.

use jianbao_finding::Position;
use memchr::{memchr_iter, memrchr};

use crate::unpack::{Trouble, Unpacked};

/// Bytes that are read at once: fits the processor's cache together with what is done to them.
const BLOCK: usize = 256 << 10;

/// How many blanks are looked through for what follows a record.
const AHEAD: usize = 64 << 10;

/// How many bytes of a place are shown.
const EXCERPT: usize = 90;

/// The widest indentation that counts as one.
const WIDEST: usize = 256;

/// A record from this size on is handed over with the memory of the window, not copied.
const LARGE: usize = 4 << 20;

/// A place in a file, with the start of the text there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) position: Position,
    pub(crate) excerpt: String,
}

/// The part of a file that is in memory.
pub(crate) struct Window {
    source: Unpacked,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    trouble: Option<Trouble>,
    position: Position,
    /// The blanks between the start of the line and the data, where there is nothing else between.
    lead: Vec<u8>,
    leads: bool,
}

impl Window {
    pub(crate) fn new(source: Unpacked) -> Self {
        let position = Position { line: 1, column: 1 };
        Self {
            source,
            bytes: Vec::new(),
            start: 0,
            end: 0,
            ended: false,
            trouble: None,
            position,
            lead: Vec::new(),
            leads: true,
        }
    }

    /// What is in memory and was not taken yet.
    pub(crate) fn data(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// Place of the first byte of the data.
    pub(crate) fn position(&self) -> Position {
        self.position
    }

    /// The same with what stands there, on one line.
    pub(crate) fn place(&self) -> Place {
        let data = self.data();
        let data = &data[..data.len().min(EXCERPT)];
        let text = String::from_utf8_lossy(data);
        let line = text.lines().next().unwrap_or_default().trim_end_matches('\u{fffd}');
        Place { position: self.position, excerpt: line.to_owned() }
    }

    /// Whether nothing can follow the data.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Why the stream ended early, if it did.
    pub(crate) fn trouble(&self) -> Option<&Trouble> {
        self.trouble.as_ref()
    }

    /// Whether the stream broke off: what stands at its end is not whole.
    pub(crate) fn broke_off(&self) -> bool {
        self.trouble.as_ref().is_some_and(|trouble| !trouble.is_whole())
    }

    /// Reads more behind the data; false at the end.
    pub(crate) fn more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        if self.start > 0 {
            self.bytes.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        if self.bytes.len() - self.end < BLOCK / 2 {
            // Half as much again: a long record needs little more memory than it has bytes.
            self.bytes.resize(self.end + BLOCK.max(self.end / 2), 0);
        }
        match self.source.read(&mut self.bytes[self.end..]) {
            Ok(0) => self.ended = true,
            Ok(read) => self.end += read,
            Err(trouble) => (self.trouble, self.ended) = (Some(trouble), true),
        }
        !self.ended
    }

    /// Whether the data hold this many bytes, after reading more where they do not.
    pub(crate) fn holds(&mut self, bytes: usize) -> bool {
        while self.data().len() < bytes && self.more() {}
        self.data().len() >= bytes
    }

    /// The first byte that is not blank at or behind an offset of the data; none at the end, and a blank where nothing else
    /// comes within [`AHEAD`].
    pub(crate) fn next_solid(&mut self, from: usize) -> Option<u8> {
        let mut at = from;
        loop {
            let data = self.data().get(at..).unwrap_or_default();
            if let Some(solid) = data.iter().find(|byte| !is_blank(**byte)) {
                return Some(*solid);
            }
            at = self.data().len().max(from);
            if at - from > AHEAD {
                return Some(b' ');
            }
            if !self.more() {
                return None;
            }
        }
    }

    /// Drops blanks. Gives what follows them, none at the end.
    pub(crate) fn skip_blanks(&mut self) -> Option<u8> {
        self.lead.clear();
        self.leads = self.position.column == 1;
        loop {
            let data = &self.bytes[self.start..self.end];
            let blanks = data.iter().position(|byte| !is_blank(*byte)).unwrap_or(data.len());
            let solid = data.get(blanks).copied();
            let line_start = memrchr(b'\n', &data[..blanks]).map(|at| at + 1);
            if line_start.is_some() {
                self.lead.clear();
                self.leads = true;
            }
            self.lead.extend_from_slice(&data[line_start.unwrap_or(0)..blanks]);
            self.leads &= self.lead.len() <= WIDEST;
            self.lead.truncate(WIDEST + 1);
            self.skip(blanks);
            if solid.is_some() || !self.more() {
                return solid;
            }
        }
    }

    /// The blanks before the data on their line, after [`Window::skip_blanks`]; none where something else stands before them.
    pub(crate) fn lead(&self) -> Option<&[u8]> {
        self.leads.then_some(&self.lead[..])
    }

    /// Drops a byte order mark, which is no column of the first line.
    pub(crate) fn skip_mark(&mut self) {
        if self.holds(3) && self.data().starts_with(b"\xef\xbb\xbf") {
            self.start += 3;
        }
    }

    /// Drops bytes at the start of the data.
    pub(crate) fn skip(&mut self, bytes: usize) {
        let bytes = bytes.min(self.data().len());
        let gone = &self.bytes[self.start..self.start + bytes];
        let line_start = memrchr(b'\n', gone).map(|at| at + 1);
        let characters = characters(&gone[line_start.unwrap_or(0)..]);
        self.position = match line_start {
            Some(_) => Position { line: self.position.line + memchr_iter(b'\n', gone).count(), column: characters + 1 },
            None => Position { column: self.position.column + characters, ..self.position },
        };
        self.start += bytes;
    }

    /// Drops bytes that are the rest of a line with its end.
    pub(crate) fn skip_line(&mut self, bytes: usize) {
        self.start += bytes.min(self.data().len());
        self.position = Position { line: self.position.line + 1, column: 1 };
    }

    /// Takes a record from the start of the data and drops `gone` bytes, which include it.
    pub(crate) fn take(&mut self, bytes: usize, gone: usize, whole_line: bool) -> Vec<u8> {
        let (start, end) = (self.start, self.end);
        if whole_line {
            self.skip_line(gone);
        } else {
            self.skip(gone);
        }
        if bytes < LARGE {
            return self.bytes[start..start + bytes].to_vec();
        }
        let rest = self.bytes[self.start..end].to_vec();
        let mut record = std::mem::replace(&mut self.bytes, rest);
        (self.start, self.end) = (0, self.bytes.len());
        record.truncate(start + bytes);
        record.drain(..start);
        record
    }
}

/// White space of JSON.
pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Characters of a text; of one that is no UTF-8 about as many as an editor shows.
fn characters(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}
