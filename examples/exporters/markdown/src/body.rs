//! Sections and blocks.

use std::collections::BTreeSet;

use jianbao_exporter_sdk::document::{
    Band, Block, Caption, Document, Heading, Inline, Paragraph, Section, TableOfContents, plain_text,
};
use jianbao_exporter_sdk::{ExportError, Job, Pointer};

use crate::escape;
use crate::front_matter;
use crate::inlines::{self, Place};
use crate::notes::Notes;
use crate::options::Options;
use crate::table::{Surroundings, caption};

/// Markdown has six levels of headings.
const DEEPEST: u8 = 6;

/// The whole file.
pub(crate) fn write(document: &Document, options: Options, job: &Job<'_>) -> Result<String, ExportError> {
    let mut scribe = Scribe {
        targets: targets(document),
        notes: Notes::new(document, options.footnotes),
        around: Surroundings { options, styles: &document.styles, job },
        band: None,
        parts: Vec::new(),
    };
    let sections = Pointer::ROOT.key("sections");
    for (index, section) in document.sections.iter().enumerate() {
        scribe.section(section, &sections.index(index))?;
    }
    let mut parts = scribe.parts;
    parts.extend(scribe.notes.written());
    // A blank line between any two: nothing runs into the list, rule or table before it.
    let body = parts.iter().map(|part| part.trim_end_matches('\n')).collect::<Vec<_>>().join("\n\n");
    let front = if options.front_matter { front_matter::write(&document.properties) + "\n" } else { String::new() };
    Ok(format!("{front}{body}\n"))
}

/// The ids that something links to: only these need an anchor.
fn targets(document: &Document) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::TableOfContents(contents) => {
                found.extend(contents.entries.iter().map(|entry| entry.target.as_str()));
            }
            Block::Heading(heading) => linked(&heading.inlines, &mut found),
            Block::Paragraph(paragraph) => linked(&paragraph.inlines, &mut found),
            Block::Table(table) => {
                table.caption.iter().for_each(|caption| linked(&caption.inlines, &mut found));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.paragraphs).for_each(|paragraph| linked(&paragraph.inlines, &mut found));
            }
            Block::Chart(chart) => chart.caption.iter().for_each(|caption| linked(&caption.inlines, &mut found)),
            Block::PageBreak | Block::Unknown(_) => {}
        }
    }
    found
}

fn linked<'d>(inlines: &'d [Inline], found: &mut BTreeSet<&'d str>) {
    found.extend(inlines.iter().filter_map(|inline| match inline {
        Inline::Reference(reference) => Some(reference.target.as_str()),
        _ => None,
    }));
}

struct Scribe<'a, 'd> {
    targets: BTreeSet<&'d str>,
    notes: Notes<'d>,
    around: Surroundings<'a, 'd>,
    /// The header or footer that was written last.
    band: Option<String>,
    /// Blocks of Markdown.
    parts: Vec<String>,
}

impl<'d> Scribe<'_, 'd> {
    fn section(&mut self, section: &'d Section, at: &Pointer<'_>) -> Result<(), ExportError> {
        self.rule();
        section.header.iter().for_each(|band| self.band(band));
        let blocks = at.key("blocks");
        for (index, block) in section.blocks.iter().enumerate() {
            self.around.job.check_cancelled()?;
            self.block(block, &blocks.index(index))?;
        }
        section.footer.iter().for_each(|band| self.band(band));
        Ok(())
    }

    fn block(&mut self, block: &'d Block, at: &Pointer<'_>) -> Result<(), ExportError> {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => {
                self.caption(&table.id, table.caption.as_ref());
                let unit = table.unit_line.as_deref().unwrap_or_default();
                self.push(escape::line_start(&escape::markdown(unit)));
                let written = self.around.table(table, &mut self.notes, at)?;
                self.push(written);
            }
            Block::Chart(chart) => {
                self.push(escape::line_start(&escape::markdown(&chart.description)));
                let written = self.around.chart(chart, &mut self.notes, at)?;
                self.push(written);
                self.caption(&chart.id, chart.caption.as_ref());
            }
            Block::TableOfContents(contents) => self.contents(contents),
            Block::PageBreak => self.rule(),
            // The SDK has told the host which blocks these are.
            Block::Unknown(_) => {}
        }
        Ok(())
    }

    fn push(&mut self, part: String) {
        if !part.is_empty() {
            self.parts.push(part);
        }
    }

    /// A line where a page would end, unless nothing stands above it.
    fn rule(&mut self) {
        if self.parts.last().is_some_and(|last| last != "---") {
            self.parts.push("---".to_owned());
        }
    }

    fn anchor(&self, id: &str) -> String {
        if self.targets.contains(id) { format!("<a id=\"{}\"></a>", escape::id(id)) } else { String::new() }
    }

    fn heading(&mut self, heading: &'d Heading) {
        let number = escape::markdown(heading.number.as_deref().unwrap_or_default());
        let text = inlines::write(&heading.inlines, Place::Line, &mut self.notes);
        let marks = "#".repeat(usize::from(heading.level.clamp(1, DEEPEST)));
        self.push(format!("{marks} {}{number}{text}", self.anchor(&heading.id)));
    }

    fn paragraph(&mut self, paragraph: &'d Paragraph) {
        let text = inlines::write(&paragraph.inlines, Place::Paragraph, &mut self.notes);
        match &paragraph.marker {
            Some(marker) => self.push(escape::line_start(&(escape::markdown(marker) + &text))),
            None => self.push(text),
        }
    }

    fn caption(&mut self, id: &str, of: Option<&'d Caption>) {
        let text = of.map(|one| format!("<strong>{}</strong>", caption(one, &mut self.notes))).unwrap_or_default();
        self.push(self.anchor(id) + &text);
    }

    fn contents(&mut self, contents: &'d TableOfContents) {
        self.push(escape::line_start(&escape::markdown(contents.title.as_deref().unwrap_or_default())));
        let top = contents.entries.iter().map(|entry| entry.level).min().unwrap_or_default();
        let mut depth = 0;
        let lines = contents.entries.iter().map(|entry| {
            // A list goes at most one level deeper at a time.
            depth = usize::from(entry.level - top).min(depth + 1);
            format!("{}- {}\n", "  ".repeat(depth), inlines::link(&entry.target, &entry.text, Place::Line))
        });
        self.push(lines.collect());
    }

    /// What stands above or below every page of a section stands once, and not again where the next section repeats it.
    fn band(&mut self, band: &'d Band) {
        let text = plain_text(&band.inlines);
        if text.is_empty() || self.band.as_ref() == Some(&text) {
            return;
        }
        let written = inlines::write(&band.inlines, Place::Paragraph, &mut self.notes);
        self.push(written);
        self.band = Some(text);
    }
}
