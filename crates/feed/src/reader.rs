//! Reads feeds, file by file and record by record.

use std::path::PathBuf;
use std::sync::Arc;

use memchr::memchr;

use crate::array::Array;
use crate::checks;
use crate::lines::Lines;
use crate::progress::{Counting, Progress};
use crate::record::{Ending, Item, Limits, Record, Wrong};
use crate::step::Step;
use crate::unpack::Unpacked;
use crate::walk::{Opened, Walk, total};
use crate::window::Window;

/// Reads feeds, record by record.
pub struct Reader {
    walk: Walk,
    limits: Limits,
    progress: Progress,
    file: Option<FileReader>,
}

impl Reader {
    /// Reads paths one after another: files, folders (all files named `.json`, `.ndjson` or `.jsonl`, also `.gz` and `.zst` of
    /// them, in the order of their bytes), and `-` for standard input. Nothing is read before the first record is asked for.
    #[must_use]
    pub fn open(paths: &[PathBuf], limits: Limits) -> Self {
        Self { walk: Walk::new(paths), limits, progress: Progress::of(total(paths)), file: None }
    }

    /// How far reading has come; to be kept and asked from any thread.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(file) = &mut self.file {
                if let Some(item) = file.next() {
                    return Some(item);
                }
                self.file = None;
            }
            match self.walk.next()? {
                Ok(opened) => match FileReader::new(opened, self.limits, self.progress.clone()) {
                    Ok(file) => self.file = Some(file),
                    Err(wrong) => return Some(Item::Wrong(*wrong)),
                },
                Err(wrong) => return Some(Item::Wrong(*wrong)),
            }
        }
    }
}

/// One file.
struct FileReader {
    name: Arc<str>,
    window: Window,
    limits: Limits,
    form: Form,
    /// Records so far, with those that were too long.
    number: u64,
    /// Whether anything was told about the file itself.
    told: bool,
}

enum Form {
    /// Not known yet.
    Unread,
    Lines(Lines),
    Array(Array),
    /// All of it is one record.
    Whole,
    /// No text: what it is in Chinese and English.
    Foreign((&'static str, &'static str)),
    Done,
}

impl FileReader {
    fn new(opened: Opened, limits: Limits, progress: Progress) -> Result<Self, Box<Wrong>> {
        match Unpacked::new(Counting::new(opened.raw, progress), limits) {
            Ok(unpacked) => Ok(Self {
                name: opened.name,
                window: Window::new(unpacked),
                limits,
                form: Form::Unread,
                number: 0,
                told: false,
            }),
            Err(trouble) => {
                let finding = checks::broke_off(&opened.name, &trouble, 0, limits);
                Err(Box::new(Wrong { file: opened.name, number: None, finding }))
            }
        }
    }

    fn next(&mut self) -> Option<Item> {
        if matches!(self.form, Form::Unread) {
            self.form = form(&mut self.window, self.limits.record);
        }
        let step = match &mut self.form {
            Form::Lines(lines) => lines.step(&mut self.window),
            Form::Array(array) => array.step(&mut self.window),
            Form::Whole => return self.whole(),
            Form::Foreign(kind) => {
                let finding = checks::no_text(&self.name, *kind);
                return Some(self.done(finding));
            }
            Form::Unread | Form::Done => return None,
        };
        match step {
            Step::Record { bytes, gone, line, ending } => Some(self.record(bytes, gone, line, ending)),
            Step::TooLong(record) => {
                self.number += 1;
                let finding = checks::too_long(&self.name, &record, self.number, self.limits);
                Some(Item::Wrong(Wrong { file: Arc::clone(&self.name), number: Some(self.number), finding }))
            }
            Step::Misplaced(what, place) => {
                self.told = true;
                let finding = checks::misplaced(&self.name, what, &place);
                Some(self.wrong(finding))
            }
            Step::End => self.end(),
        }
    }

    fn record(&mut self, bytes: usize, gone: usize, line: bool, ending: Ending) -> Item {
        self.number += 1;
        let origin = self.window.position();
        let bytes = self.window.take(bytes, gone, line);
        let alone = self.number == 1
            && ending != Ending::Element
            && self.window.next_solid(0).is_none()
            && !self.window.broke_off();
        Item::Record(Record { file: Arc::clone(&self.name), number: self.number, alone, origin, bytes, ending })
    }

    /// A file that is no feed is one record: the validator says what is wrong with it.
    fn whole(&mut self) -> Option<Item> {
        while self.window.data().len() <= self.limits.record && self.window.more() {}
        if self.window.data().len() > self.limits.record {
            let finding = checks::no_form(&self.name, self.limits.record);
            return Some(self.done(finding));
        }
        if self.window.broke_off() {
            return self.end();
        }
        self.form = Form::Done;
        let bytes = self.window.data().len();
        Some(self.record(bytes, bytes, false, Ending::File))
    }

    /// The end of the file: why it came early, or that there was nothing.
    fn end(&mut self) -> Option<Item> {
        let finding = match self.window.trouble() {
            Some(trouble) => checks::broke_off(&self.name, trouble, self.number, self.limits),
            None if self.number == 0 && !self.told => checks::empty_file(&self.name),
            None => return None,
        };
        Some(self.done(finding))
    }

    fn done(&mut self, finding: jianbao_finding::Finding) -> Item {
        self.form = Form::Done;
        self.wrong(finding)
    }

    fn wrong(&self, finding: jianbao_finding::Finding) -> Item {
        Item::Wrong(Wrong { file: Arc::clone(&self.name), number: None, finding })
    }
}

/// Which form a file has; the rule is told at the top of this crate.
fn form(window: &mut Window, limit: usize) -> Form {
    window.skip_mark();
    window.holds(4);
    match window.data() {
        [b'P', b'K', 3, 4, ..] => return Form::Foreign(("压缩包或 Office 文件", "a zip archive or an office file")),
        [b'%', b'P', b'D', b'F', ..] => return Form::Foreign(("PDF 文件", "a PDF file")),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Form::Foreign(("旧版 Office 文件", "an old office file")),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Form::Whole,
        _ => {}
    }
    match window.skip_blanks() {
        None | Some(b'{') => Form::Lines(Lines::new(limit)),
        Some(b'[') => Form::Array(Array::new(limit)),
        Some(_) => {
            let mut searched = 0;
            loop {
                let data = window.data();
                if let Some(at) = memchr(b'\n', &data[searched..]) {
                    return match window.next_solid(searched + at) {
                        Some(b'{') => Form::Lines(Lines::new(limit)),
                        _ => Form::Whole,
                    };
                }
                searched = data.len();
                if searched > limit || !window.more() {
                    return Form::Whole;
                }
            }
        }
    }
}
