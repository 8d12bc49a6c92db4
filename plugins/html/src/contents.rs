//! The table of contents: nested lists of links.

use jianbao_document::TableOfContents;

use crate::error::{ErrorKind, WriteError};
use crate::scribe::Scribe;
use crate::text;
use jianbao_exporter_sdk::Pointer;

impl Scribe<'_, '_> {
    /// Writes a table of contents. `at` points to the block.
    pub(crate) fn contents(&mut self, contents: &TableOfContents, at: &Pointer<'_>) -> Result<(), WriteError> {
        let context = self.context;
        if contents.depth == 0 {
            let message = "the contents list no level";
            return Err(WriteError::new(ErrorKind::Reference, &at.key("depth"), message, "the depth is at least 1"));
        }
        let title_class = context.styles.class(&contents.title_style, &at.key("title_style"))?;
        self.markup.open("nav", &[("aria-label", context.words.contents)]);
        if let Some(title) = &contents.title {
            text::check(title, &at.key("title"))?;
            self.markup.leaf("p", &[("class", title_class)], title);
        }
        let entries = at.key("entries");
        // The levels of the open lists; each list but the first stands inside an open item.
        let mut open: Vec<u8> = Vec::new();
        for (index, entry) in contents.entries.iter().enumerate() {
            let at = entries.index(index);
            text::check(&entry.text, &at.key("text"))?;
            let class = context.styles.class(&entry.style, &at.key("style"))?;
            let target = context.targets.heading(&entry.target, &at.key("target"))?;
            while open.len() > 1 && open.last().is_some_and(|level| *level > entry.level) {
                self.markup.close("li");
                self.markup.close("ol");
                open.pop();
            }
            if open.last().is_some_and(|level| *level >= entry.level) {
                self.markup.close("li");
            } else {
                self.markup.open("ol", &[("class", "toc")]);
                open.push(entry.level);
            }
            self.markup.line();
            self.markup.open("li", &[]);
            self.markup.leaf("a", &[("class", class), ("href", &format!("#{target}"))], &entry.text);
        }
        for _ in open {
            self.markup.close("li");
            self.markup.close("ol");
        }
        self.markup.close("nav");
        self.markup.line();
        Ok(())
    }
}
