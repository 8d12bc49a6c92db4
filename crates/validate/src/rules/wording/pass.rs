//! A pass of the scan over one text.

use super::Marks;
use super::chars::{basic, closer, closing, is_han, is_mark, is_space, is_stop};
use super::doubled::has_doubled;
use super::names::near_name;
use super::numbering::{Sequences, clause_marker_before, paragraph_marker};
use super::patterns::{Kind, PATTERNS};
use super::scan::Scan;

/// Deepest nesting of brackets that the pass follows.
const DEEPEST: usize = 12;
/// A Han character that stands for all others.
const SOME_HAN: char = '字';

pub(super) struct Pass<'p, 'd> {
    scan: &'p mut Scan<'d>,
    text: &'p str,
    /// Whether names of records are looked for.
    named: bool,
    marks: Marks,
    /// The last three Han characters, the latest first; 0 for anything else.
    last: [u16; 3],
    /// The last character; a Han character is [`SOME_HAN`].
    before: char,
    /// What must close what is open.
    open: [char; DEEPEST],
    depth: usize,
    sequences: Sequences,
    sentences: bool,
    dots: u8,
}

impl<'p, 'd> Pass<'p, 'd> {
    pub(super) fn new(scan: &'p mut Scan<'d>, text: &'p str, named: bool) -> Self {
        Self {
            scan,
            text,
            named,
            marks: Marks::NONE,
            last: [0; 3],
            before: '\n',
            open: ['\0'; DEEPEST],
            depth: 0,
            sequences: Sequences::default(),
            sentences: false,
            dots: 0,
        }
    }

    /// Reads the text.
    pub(super) fn marks(mut self) -> Marks {
        let bytes = self.text.as_bytes();
        self.number_of_paragraph(0);
        let mut at = 0;
        while at < bytes.len() {
            at = self.han_run(at);
            at = match bytes.get(at) {
                None => break,
                Some(b'{') => self.brace(at),
                Some(&byte) if byte.is_ascii_alphanumeric() => {
                    if byte.is_ascii_digit() && is_table_or_figure(self.last[0]) {
                        self.marks.add(Marks::CITATION);
                    }
                    self.pass_by(char::from(byte));
                    at + 1
                }
                Some(_) => self.other(at),
            };
        }
        self.end();
        self.marks
    }

    /// Reads the Han characters from a byte on; where they end.
    #[inline]
    fn han_run(&mut self, start: usize) -> usize {
        let mut at = start;
        // A doubled word has two characters that were there before: most runs have not even one, which 64 bits tell.
        let (mut seen, mut again) = (0_u64, 0_u32);
        while let Some(&[first @ 0xe4..=0xe9, second, third]) =
            self.text.as_bytes().get(at..).and_then(<[u8]>::first_chunk)
        {
            let code = (u16::from(first & 0xf) << 12) | (u16::from(second & 0x3f) << 6) | u16::from(third & 0x3f);
            let bit = 1 << (code.wrapping_mul(0x9e37) >> 10);
            again += u32::from(seen & bit != 0);
            seen |= bit;
            self.han(code, at);
            at += SOME_HAN.len_utf8();
        }
        if again >= 2 && has_doubled(&self.text[start..at]) {
            self.marks.add(Marks::SLIP);
        }
        at
    }

    fn pass_by(&mut self, character: char) {
        self.last = [0; 3];
        self.before = character;
    }

    #[inline]
    fn han(&mut self, code: u16, at: usize) {
        const PERFECTIVE: u16 = basic('了');
        const IS: u16 = basic('是');
        if self.scan.filter.may_begin(self.last[0], code) {
            self.may_begin(code, at);
        }
        if code == PERFECTIVE && self.last[2] == PERFECTIVE {
            self.marks.add(Marks::SLIP);
        }
        if code == IS {
            self.number_of_clause(at);
        }
        self.last = [code, self.last[0], self.last[1]];
        self.before = SOME_HAN;
    }

    /// A pair of Han characters, the second at a byte, that may begin a pattern, or be the second and third of a name.
    #[cold]
    fn may_begin(&mut self, second: u16, at: usize) {
        let Some(start) = at.checked_sub(SOME_HAN.len_utf8()).filter(|_| self.last[0] != 0) else { return };
        for kind in PATTERNS.beginning(self.last[0], second) {
            match kind {
                Kind::Slip(slip) if slip.len_at(self.text, start).is_some() => self.marks.add(Marks::SLIP),
                Kind::Term(term) if term.len_at(self.text, start).is_some() => self.marks.add(Marks::TERM),
                Kind::Slip(_) | Kind::Term(_) => {}
                Kind::Confused(pair, which) => self.confused(pair, which, at),
                Kind::Proposed => self.marks.add(Marks::PROPOSED),
            }
        }
        if self.named
            && self.scan.names.may_begin(self.last[0], second)
            && let Some(name) = start.checked_sub(SOME_HAN.len_utf8()).and_then(|name| self.text.get(name..))
            && near_name(self.scan.dataset, name).is_some()
        {
            self.marks.add(Marks::TERM);
        }
    }

    /// A word, its second character at a byte, that is easily confused with another.
    fn confused(&mut self, pair: usize, which: usize, at: usize) {
        let mut behind = self.text[at..].chars().skip(1);
        let mut next = || behind.next().filter(|&next| is_han(next) && u32::from(next) < 0x1_0000).map(basic);
        let (Some(first), Some(second)) = (next(), next()) else { return };
        if self.last[1] != 0 && self.last[2] != 0 {
            let around = [self.last[2], self.last[1], first, second];
            if self.scan.seen.take((around, pair, which)) {
                self.marks.add(Marks::VARIANTS);
            }
        }
    }

    /// A brace; a placeholder is passed over.
    fn brace(&mut self, at: usize) -> usize {
        if self.text[at + 1..].starts_with("table.") {
            self.marks.add(Marks::TABLE_FIGURE);
        }
        let id = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let end = at + 1 + self.text.as_bytes()[at + 1..].iter().take_while(|byte| id(byte)).count();
        if self.text.as_bytes().get(end) == Some(&b'}') {
            self.pass_by('}');
            end + 1
        } else {
            self.pass_by('{');
            at + 1
        }
    }

    /// Anything but a Han character, a letter or a digit.
    fn other(&mut self, at: usize) -> usize {
        let Some(character) = self.text[at..].chars().next() else { return self.text.len() };
        let after = at + character.len_utf8();
        let next = self.text.as_bytes().get(after).copied().unwrap_or(b'\n');
        // What Chinese text is made of begins with such a byte, its punctuation included.
        let beside_wide = self.before == SOME_HAN || is_mark(self.before) || next >= 0xe2;
        match character {
            ',' | ';' | ':' | '?' | '!' | '.' | '"' | '\'' if beside_wide => self.marks.add(Marks::PUNCTUATION),
            space if is_space(space) => {
                // Behind a line end it is an indent.
                if beside_wide || self.before == '\n' {
                    self.marks.add(Marks::PUNCTUATION);
                }
                if is_table_or_figure(self.last[0]) && next.is_ascii_digit() {
                    self.marks.add(Marks::CITATION);
                }
            }
            '\n' if !super::ends_sentence(self.before) => self.marks.add(Marks::SLIP),
            stop if is_stop(stop) => {
                if is_stop(self.before) || closer(self.before).is_some() {
                    self.marks.add(Marks::PUNCTUATION);
                }
                self.sentences |= stop == '。';
                if stop == '，' {
                    self.number_of_clause(at);
                }
            }
            _ => {}
        }
        self.pair(character, after, beside_wide);
        self.leader(character, next);
        self.pass_by(if is_han(character) { SOME_HAN } else { character });
        if super::numbering::begins_items(character) {
            self.number_of_paragraph(after);
        }
        after
    }

    fn pair(&mut self, character: char, after: usize, beside_wide: bool) {
        if matches!(character, '(' | ')') && beside_wide {
            self.marks.add(Marks::PUNCTUATION);
        }
        if let Some(closer) = closer(character) {
            if super::doc_number::opens(&self.text[after..]) {
                self.marks.add(Marks::DOCUMENT_NUMBER);
            }
            let Some(free) = self.open.get_mut(self.depth) else {
                self.marks.add(Marks::PAIRS.and(Marks::PUNCTUATION));
                return;
            };
            // The width is kept beside the stack's own form: a half-width bracket is remembered as itself.
            *free = if character.is_ascii() && character == '(' { ')' } else { closer };
            if matches!(character, '“' | '‘') && self.depth > 0 && self.open[self.depth - 1] == closer {
                self.marks.add(Marks::PAIRS);
            }
            self.depth += 1;
        } else if let Some(closes) = closing(character) {
            let open = self.depth.checked_sub(1).map(|top| self.open[top]);
            if matches!(self.before, '，' | '、') || closer(self.before).is_some() {
                self.marks.add(Marks::PUNCTUATION);
            }
            self.depth = self.depth.saturating_sub(1);
            if open == Some(character) {
                return;
            }
            self.marks.add(Marks::PUNCTUATION);
            if open.and_then(closing) != Some(closes) {
                self.marks.add(Marks::PAIRS);
            }
        }
    }

    fn leader(&mut self, character: char, next: u8) {
        match character {
            '.' | '·' | '．' => {
                self.dots += u8::from(self.dots < 3);
                if self.dots >= 3 {
                    self.marks.add(Marks::LEADERS);
                }
            }
            '…' if next.is_ascii_digit() || next == b' ' => self.marks.add(Marks::LEADERS),
            _ => self.dots = 0,
        }
    }

    /// The text goes on after what may precede a typed number.
    fn number_of_paragraph(&mut self, at: usize) {
        if let Some((_, marker)) = paragraph_marker(self.text, at)
            && self.sequences.next(marker).is_some()
        {
            self.marks.add(Marks::NUMBERING);
        }
    }

    /// What may end a typed number stands at a byte.
    fn number_of_clause(&mut self, at: usize) {
        if let Some((_, marker)) = clause_marker_before(self.text, at)
            && self.sequences.next(marker).is_some()
        {
            self.marks.add(Marks::NUMBERING);
        }
    }

    fn end(&mut self) {
        if self.depth > 0 {
            self.marks.add(Marks::PAIRS);
        }
        // Behind trailing spaces only the rule sees how the text ends.
        let open = matches!(self.before, '，' | '、' | '；' | '：') || self.before.is_whitespace();
        if open || (self.sentences && !super::ends_sentence(self.before)) {
            self.marks.add(Marks::SLIP);
        }
    }
}

fn is_table_or_figure(code: u16) -> bool {
    code == basic('表') || code == basic('图')
}
