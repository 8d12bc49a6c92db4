//! Sections and their blocks.

use jianbao_document::{Block, Heading, Orientation, Paragraph, Section, plain_text};

use crate::error::WriteError;
use crate::scribe::Scribe;
use crate::text;
use jianbao_exporter_sdk::Pointer;

/// A longer first line is no name for a part.
const MAX_LABEL: usize = 60;

impl<'d> Scribe<'_, 'd> {
    /// Writes everything between `<body>` and `</body>`.
    pub(crate) fn body(&mut self) -> Result<(), WriteError> {
        let context = self.context;
        let words = context.words;
        let main = self.names.claim("main");
        self.markup.leaf("a", &[("class", "skip"), ("href", &format!("#{main}"))], words.skip);
        self.markup.line();
        self.markup.open("main", &[("id", &main), ("tabindex", "-1")]);
        self.markup.line();
        if context.title.is_none() {
            // The pages do not print the title; a page of the web still has one.
            self.markup.leaf("h1", &[("class", "unseen")], &context.document.properties.title);
            self.markup.line();
        }
        let sections = Pointer::ROOT.key("sections");
        for (index, section) in context.document.sections.iter().enumerate() {
            self.section(index, section, &sections.index(index))?;
        }
        self.explanations()?;
        self.markup.close("main");
        self.markup.line();
        self.provenance();
        Ok(())
    }

    fn section(&mut self, index: usize, section: &'d Section, at: &Pointer<'_>) -> Result<(), WriteError> {
        let id = self.names.claim(&format!("part-{}", section.id));
        let label = self.label(index, section);
        let wide = if section.page.orientation == Orientation::Landscape { " wide" } else { "" };
        let class = format!("sheet {}{wide}", self.context.pages.class(index));
        self.markup.open("section", &[("id", &id), ("class", &class), ("aria-label", &label)]);
        self.markup.line();
        let title = self.context.title.as_ref().filter(|_| index == 0);
        let blocks = at.key("blocks");
        for (number, block) in section.blocks.iter().enumerate() {
            if title.is_some_and(|title| title.first == number) {
                self.markup.open("header", &[]);
                self.markup.open("h1", &[]);
            }
            let of_title = title.is_some_and(|title| (title.first..title.first + title.count).contains(&number));
            if of_title && title.is_some_and(|title| title.first < number) {
                self.markup.line();
            }
            self.block(block, of_title, &blocks.index(number))?;
            if title.is_some_and(|title| title.first + title.count == number + 1) {
                self.markup.close("h1");
                self.markup.close("header");
                self.markup.line();
            }
        }
        self.markup.close("section");
        self.markup.line();
        Ok(())
    }

    /// A name for the part: what it is, or its first words. Texts that cannot be written are refused where they stand.
    fn label(&self, index: usize, section: &Section) -> String {
        let words = self.context.words;
        if section.blocks.iter().any(|block| matches!(block, Block::TableOfContents(_))) {
            return words.contents.to_owned();
        }
        if index == 0 && self.context.title.is_some() && self.context.document.sections.len() > 1 {
            return words.cover.to_owned();
        }
        let name = section.blocks.iter().find_map(|block| match block {
            Block::Heading(heading) => Some(heading.number.clone().unwrap_or_default() + &plain_text(&heading.inlines)),
            Block::Paragraph(paragraph) => Some(plain_text(&paragraph.inlines)).filter(|text| !text.is_empty()),
            Block::Table(table) => table.title.clone(),
            Block::Chart(_) | Block::TableOfContents(_) | Block::PageBreak | Block::Unknown(_) => None,
        });
        let name = name.map(|name| name.replace('\n', " "));
        let usable = |name: &String| name.chars().count() <= MAX_LABEL && !name.trim().is_empty();
        name.filter(usable).unwrap_or_else(|| words.numbered_part(index + 1))
    }

    fn block(&mut self, block: &'d Block, of_title: bool, at: &Pointer<'_>) -> Result<(), WriteError> {
        match block {
            Block::Heading(heading) => self.heading(heading, at),
            Block::Paragraph(paragraph) => self.paragraph(paragraph, of_title, at),
            Block::Table(table) => self.table(table, at),
            Block::Chart(chart) => self.chart(chart, at),
            Block::TableOfContents(contents) => self.contents(contents, at),
            Block::PageBreak => {
                self.markup.leaf("div", &[("class", "page-break")], "");
                self.markup.line();
                Ok(())
            }
            // Reported as degraded by the SDK.
            Block::Unknown(_) => Ok(()),
        }
    }

    /// A heading one level below its own: the first level is the title's.
    fn heading(&mut self, heading: &'d Heading, at: &Pointer<'_>) -> Result<(), WriteError> {
        let class = self.context.styles.class(&heading.style, &at.key("style"))?;
        let id = self.context.targets.id(&heading.id);
        let level = u32::from(heading.level).max(1) + 1;
        let name = format!("h{}", level.min(6));
        let exact = level.to_string();
        let mut attributes = vec![("id", id), ("class", class)];
        attributes.extend((level > 6).then_some(("aria-level", exact.as_str())));
        self.markup.open(&name, &attributes);
        if let Some(number) = &heading.number {
            text::check(number, &at.key("number"))?;
            self.markup.text(number);
        }
        self.inlines(&heading.inlines, &at.key("inlines"))?;
        self.markup.close(&name);
        self.markup.line();
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &'d Paragraph, of_title: bool, at: &Pointer<'_>) -> Result<(), WriteError> {
        let class = self.context.styles.class(&paragraph.style, &at.key("style"))?;
        // A paragraph cannot stand in a heading; a line of it can.
        let (name, class) = if of_title { ("span", format!("line {class}")) } else { ("p", class.to_owned()) };
        self.markup.open(name, &[("class", &class)]);
        if let Some(marker) = &paragraph.marker {
            text::check(marker, &at.key("marker"))?;
            self.markup.text(marker);
        }
        self.inlines(&paragraph.inlines, &at.key("inlines"))?;
        self.markup.close(name);
        if !of_title {
            self.markup.line();
        }
        Ok(())
    }
}
